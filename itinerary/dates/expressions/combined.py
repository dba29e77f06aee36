"""Meanings that hold others together: ranges, lists, open sides, what is only roughly known, and what is refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import product
from typing import Literal, NamedTuple, TypeAlias

from itinerary.dates.arithmetic import enclose_intervals, merge_intervals
from itinerary.dates.expressions.context import (
    Context,
    DerivedExpression,
    DerivedFromChosen,
    Expression,
    choose_occurrence,
    to_datetime,
)
from itinerary.dates.expressions.relative import Amount, add_amount
from itinerary.dates.interval import Grain, Interval
from itinerary.diagnostics import PhraseError, PhraseProblem

OpenRangeSide: TypeAlias = Literal["since", "after", "until", "before"]
RefusalReason: TypeAlias = Literal["vague", "recurring", "impossible", "zone", "alternatives"]


def iterate_date_chains(items: Sequence[Expression], context: Context) -> Iterator[list[Interval]]:
    """The dates of one phrase, each way they may fall together: the one that recurs most seldom leads, the others follow or precede it.

    So "from June 9 to September 13, 2012" lends its year leftward, and "Sept. 2 to 4" its month rightward.
    """
    periods = [item.recurrence_rank for item in items]
    lead = periods.index(max(periods))
    before, after = context.copy_with_direction("before"), context.copy_with_direction("after")
    for first in items[lead].list_occurrences(context):
        chain = [first]
        for item in reversed(items[:lead]):
            chain.insert(
                0,
                item.find_single_interval(
                    before.copy_with_reference(chain[0]) if item.recurrence_rank < 4 else context
                ),
            )
        for item in items[lead + 1 :]:
            chain.append(
                item.find_single_interval(
                    after.copy_with_reference(chain[-1]) if item.recurrence_rank < 4 else context
                )
            )
        yield chain


@dataclass(frozen=True, slots=True)
class Range(Expression):
    """From one date through another: a last day, month or year is included, a clock time is not."""

    first: Expression
    last: Expression

    @property
    def recurrence_rank(self) -> int:
        """How seldom it recurs: as the end that does so most seldom."""
        return max(self.first.recurrence_rank, self.last.recurrence_rank)

    def list_half_day_readings(self) -> tuple[Range, ...]:
        """The same range from and to each half of the day."""
        ends = product(
            self.first.list_half_day_readings() or (self.first,),
            self.last.list_half_day_readings() or (self.last,),
        )
        return tuple(Range(first, last) for first, last in ends)

    def list_occurrences(self, context: Context) -> list[Interval]:
        """One for each occurrence of the leading end; raises PhraseError where it would end before it begins."""
        return [
            build_range_interval(first, last)
            for first, last in iterate_date_chains((self.first, self.last), context)
        ]


def build_range_interval(first: Interval, last: Interval) -> Interval:
    """From the start of one date to the end of another, or up to it if it is a clock time."""
    end = last.start if last.is_point else last.end
    start, end = (
        to_datetime(start_or_end)
        if start_or_end and (first.is_timed or last.is_timed)
        else start_or_end
        for start_or_end in (first.start, end)
    )
    result = Interval(start, end, min(first.grain, last.grain), first.about or last.about)
    low, high = result.to_utc_bounds()
    if high <= low:
        raise PhraseError(
            f"it would end ({last.edtf}) before it begins ({first.edtf})",
            hint="put the earlier date first",
        )
    return result


@dataclass(frozen=True, slots=True)
class DurationFrom(DerivedFromChosen):
    """So much time from a date on: "three days from Tuesday", "from 4 pm for thirty minutes"."""

    base: Expression
    amount: Amount

    def derive_interval(self, base: Interval, context: Context) -> Interval:
        """From the date's start; raises PhraseError where it has none."""
        if base.start is None:
            raise PhraseError("nothing can be counted from an open side")
        end = add_amount(context, base.start, self.amount, 1)
        fine = any(grain < Grain.DAY for _, grain in self.amount)
        if fine and not isinstance(base.start, datetime):
            return Interval(
                to_datetime(base.start),
                add_amount(context, to_datetime(base.start), self.amount, 1),
                Grain.MINUTE,
            )
        return Interval(
            base.start, end, Grain.MINUTE if isinstance(base.start, datetime) else Grain.DAY
        )


@dataclass(frozen=True, slots=True)
class DateList(Expression):
    """A list of dates: "Tuesday and Thursday"; adjacent ones join."""

    items: tuple[Expression, ...]

    @property
    def recurrence_rank(self) -> int:
        """How seldom it recurs: as the one that does so most seldom."""
        return max(item.recurrence_rank for item in self.items)

    def list_occurrences(self, context: Context) -> list[Interval]:
        """The stretch from the first to the last of them, for each way they may fall."""
        return [
            each
            for each in map(enclose_intervals, iterate_date_chains(self.items, context))
            if each
        ]

    def on(self, context: Context) -> tuple[Interval, ...]:
        """Each of the dates, in order, adjacent ones joined."""
        options = list(iterate_date_chains(self.items, context))
        hulls = [enclose_intervals(option) or option[0] for option in options]
        return merge_intervals(options[hulls.index(choose_occurrence(hulls, context))])


@dataclass(frozen=True, slots=True)
class DatesWithin(DerivedExpression):
    """Dates within a stretch of time: "Tuesday to Thursday of next week", "Monday and Tuesday next week"."""

    base: Expression
    dates: Expression

    def derive_interval(self, base: Interval, context: Context) -> Interval:
        """The stretch from the first to the last of them."""
        return self.dates.find_single_interval(context._replace(window=base))

    def on(self, context: Context) -> tuple[Interval, ...]:
        """Each of the dates, in order."""
        return self.dates.on(context._replace(window=self.base.find_single_interval(context)))


@dataclass(frozen=True, slots=True)
class RestatedDate(Expression):
    """One date said in two ways, which must agree: "tomorrow, September 3"."""

    date: Expression
    again: Expression

    def list_occurrences(self, context: Context) -> list[Interval]:
        """The date; raises PhraseError where the second way never falls on it."""
        date = self.date.find_single_interval(context)
        if not any(each.is_same_time_as(date) for each in self.again.list_occurrences(context)):
            raise PhraseError(
                f"the words before the comma mean {date.edtf}, and those after it another date",
                hint="correct one of them",
            )
        return [date]


@dataclass(frozen=True, slots=True)
class OpenRange(DerivedExpression):
    """A stretch that is open on one side: "since 2019", "until Wednesday", "before March 4", "after 2014", "Wednesday onward"."""

    side: OpenRangeSide
    base: Expression

    def list_occurrences(self, context: Context) -> list[Interval]:
        """From or to the date; in a window the open side ends with it."""
        base = self.base.find_single_interval(context)
        from_end = (
            self.side == "after" and context.conventions.after == "from-end" and not base.is_point
        )
        start = None if self.side in ("until", "before") else base.end if from_end else base.start
        end = (
            None
            if start is not None
            else base.end
            if self.side == "until" and not base.is_point
            else base.start
        )
        if end is not None and to_datetime(end) == datetime.min:
            raise PhraseError("nothing lies before the year 1")
        result = Interval(
            start,
            end,
            base.grain if base.grain < Grain.DAY else min(base.grain, Grain.YEAR),
            base.about,
        )
        return [
            self._limit_to_window(result, context.window)
            if context.window and not result.is_timed
            else result
        ]

    @staticmethod
    def _limit_to_window(open_one: Interval, window: Interval) -> Interval:
        """The part in the window; a clock time stays open, since the end of a meeting is not that of the trip."""
        start, end = open_one.start or window.start, open_one.end or window.end
        closed = open_one._replace(
            start=start, end=end, grain=min(open_one.grain, window.grain, Grain.DAY)
        )
        low, high = closed.to_utc_bounds()
        return closed if low < high else open_one


@dataclass(frozen=True, slots=True)
class ApproximateDate(DerivedExpression):
    """A date that is only roughly known: "around 1990"."""

    base: Expression

    def derive_interval(self, base: Interval, context: Context) -> Interval:
        """The same date, marked as approximate."""
        return base._replace(about=True)


class _Refusal(NamedTuple):
    kind: PhraseProblem
    message: str
    hint: str


_REFUSALS: Mapping[RefusalReason, _Refusal] = {
    "vague": _Refusal(
        "vague",
        "the words are too vague to name a date",
        "write TBD, or the date if another source gives it",
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
    "zone": _Refusal(
        "ambiguous",
        "several time zones are abbreviated in this way",
        "write the offset (UTC+2) or the zone's name (Asia/Kolkata)",
    ),
    "impossible": _Refusal(
        "impossible", "it would end before it begins", "put the earlier date first"
    ),
}


@dataclass(frozen=True, slots=True)
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
