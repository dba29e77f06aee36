"""Words about time that name no date, and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple, TypeAlias

from itinerary.dates.expressions.context import Context
from itinerary.dates.expressions.expression import Expression
from itinerary.dates.interval import Interval
from itinerary.diagnostics import PhraseError, PhraseProblem, Remedy, Rewriting
from itinerary.values import value_class

RefusalReason: TypeAlias = Literal[
    "vague",
    "recurring",
    "impossible",
    "weekdays",
    "zone",
    "offset",
    "alternatives",
    "day or year",
    "turned times",
    "same times",
    "turned years",
    "day or time",
    "noon or midnight",
    "days or hours",
    "year or time",
    "each day or end",
    "each day or last",
    "midnight",
    "month of first day",
    "month of last day",
    "minutes or range",
    "duration",
    "nth weekday",
    "fiscal year",
]


class _Refusal(NamedTuple):
    kind: PhraseProblem
    message: str
    hint: str


_REFUSALS: Mapping[RefusalReason, _Refusal] = {
    "vague": _Refusal(
        "vague",
        "the words are too vague to name a date",
        Remedy("write TBD, or the date if another source gives it", [Rewriting("TBD")]),
    ),
    "recurring": _Refusal(
        "recurring",
        "the words name no single date but one that recurs",
        "write each date as an event of its own",
    ),
    "alternatives": _Refusal(
        "ambiguous",
        "the words name two dates and do not say which",
        "write the one that is meant, or TBD",
    ),
    "duration": _Refusal(
        "vague", "the words say how long it takes, but not when", "write when it begins, too"
    ),
    "nth weekday": _Refusal(
        "ambiguous",
        "nothing says which month it is counted in",
        "write the month behind it: the second Tuesday of September 2025",
    ),
    "fiscal year": _Refusal(
        "ambiguous",
        "fiscal years begin in different months",
        "write the months themselves, or the fiscal year and when it starts",
    ),
    "day or time": _Refusal(
        "ambiguous",
        "the two numbers may be a day and a month, or a time",
        "write the month in words, or the time with a colon",
    ),
    "noon or midnight": _Refusal(
        "ambiguous",
        "12 a.m. is midnight, but a range up to it may be a morning that ends at noon",
        "write 12:00 for noon or 24:00 for midnight, and the first time on 24 hours, too",
    ),
    "days or hours": _Refusal(
        "ambiguous",
        "the two numbers may be a day and a month, two days, or two hours",
        "write the month in words, or the times with a colon",
    ),
    "year or time": _Refusal(
        "ambiguous",
        "the four digits may be a year or a time",
        "write the time with a colon, or the year as in 'in 1215' and '1215/1290'",
    ),
    "each day or end": _Refusal(
        "ambiguous",
        "the time may be that of each day, or when the last one ends",
        "write 'at' before the time of each day, or the day and the time of both ends",
    ),
    "each day or last": _Refusal(
        "ambiguous",
        "the part of the day may be that of each day, or of the last one alone",
        "write it behind each day",
    ),
    "midnight": _Refusal(
        "ambiguous",
        "midnight may be the beginning of that day or its end",
        "write 00:00 of the day that begins",
    ),
    "month of first day": _Refusal(
        "impossible",
        "the first day is later in the month than the last",
        "write the month of the first day, too, or put the earlier day first",
    ),
    "month of last day": _Refusal(
        "impossible",
        "the last day is earlier in the month than the first",
        "write the month of the last day, too, or put the earlier day first",
    ),
    "minutes or range": _Refusal(
        "ambiguous",
        "the words may be minutes before an hour, or from one hour to another",
        "write the times in digits: 23:50, or 10:00-12:00",
    ),
    "turned times": _Refusal(
        "ambiguous",
        "the second time is earlier: it may be in the other half of the day, or on the next day",
        "write a.m. and p.m., or both days",
    ),
    "same times": _Refusal(
        "ambiguous",
        "both times are the same: the second may be in the other half of the day, or a day later",
        "write both on 24 hours (8:00-20:00, or 0:00-24:00 for a whole day), or both days",
    ),
    "turned years": _Refusal(
        "impossible",
        "the last two digits are no month, and no later year of that century",
        "write both years in full, as in 1950–1961, or the month from 01 to 12",
    ),
    "zone": _Refusal(
        "ambiguous",
        "several time zones are abbreviated in this way",
        "write the offset (UTC+2) or the zone's name (Asia/Kolkata)",
    ),
    "offset": _Refusal(
        "ambiguous",
        "the second time is earlier: it may be an offset from UTC, or on the next day",
        "write the offset behind a T (2025-09-03T10:00-06:00), or both days",
    ),
    "day or year": _Refusal(
        "ambiguous",
        "the number behind the comma may be a year or another day",
        "write the year in four digits, or 'and' between the days",
    ),
    "weekdays": _Refusal(
        "impossible", "the weekdays are not those of the days", "correct the weekdays or the dates"
    ),
    "impossible": _Refusal(
        "impossible", "it would end before it begins", "put the earlier date first"
    ),
}


@value_class
class RefusedPhrase(Expression):
    """Words about time that name no date, for a reason that no context changes.

    Vague ones ("recently"), recurring ones ("every Tuesday"), a range that is turned round.
    """

    reason: RefusalReason

    def list_occurrences(self, context: Context) -> list[Interval]:
        """Raise the PhraseError that says why."""
        raise self.refusal

    @property
    def refusal(self) -> PhraseError:
        """Why they name no date, and what to write instead."""
        kind, message, hint = _REFUSALS[self.reason]
        return PhraseError(message, kind=kind, hint=hint)
