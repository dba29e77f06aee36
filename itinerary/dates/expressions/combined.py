"""Meanings that hold others: ranges, lists, open sides, what is roughly known or refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import product
from typing import Literal, NamedTuple, TypeAlias

from itinerary.dates.arithmetic import (
    enclose_intervals,
    find_possible_grain,
    merge_intervals,
    widen_to_days,
)
from itinerary.dates.expressions.context import (
    Context,
    Conventions,
    CountsFrom,
    DerivedExpression,
    DerivedFromChosen,
    Expression,
    choose_occurrence,
    to_datetime,
)
from itinerary.dates.expressions.relative import Amount, Amounts, Shift, add_amount
from itinerary.dates.expressions.thirds import EarlyMidLate
from itinerary.dates.interval import Grain, Interval, NoTimeError
from itinerary.diagnostics import PhraseError, PhraseProblem

OpenRangeSide: TypeAlias = Literal["since", "after", "until", "before"]
RefusalReason: TypeAlias = Literal[
    "vague", "recurring", "impossible", "weekdays", "zone", "offset", "alternatives", "day or year"
]


def iterate_date_chains(items: Sequence[Expression], context: Context) -> Iterator[list[Interval]]:
    """Find the dates of one phrase, in each way that they may fall together.

    The one that recurs most seldom leads, and the others precede or follow it. So "from June 9 to
    September 13, 2012" lends its year leftward, and "Sept. 2 to 4" its month rightward. What is
    counted from the item before, "the following day", follows once that is settled.
    """
    counted = (item.counts_from != "reference" for item in items)
    first_counted = next((at for at, is_one in enumerate(counted) if is_one and at), len(items))
    chains = _iterate_lent_chains(items[:first_counted], context)
    if first_counted == len(items):
        return chains
    chain = _choose_chain(list(chains), context)  # what counts from it settles nothing
    after = context.copy_with_direction("after")
    for item in items[first_counted:]:
        if item.counts_from != "reference":
            chain.append(item.find_single_interval(after.copy_for_counting_from(chain[-1])))
        else:
            chain.append(_find_date_beside(item, after.copy_with_reference(chain[-1]), context))
    return iter([chain])


def _iterate_lent_chains(items: Sequence[Expression], context: Context) -> Iterator[list[Interval]]:
    """Find the dates of items that lend each other what they lack."""
    ranks = [item.recurrence_rank for item in items]
    lead = ranks.index(max(ranks))
    before, after = context.copy_with_direction("before"), context.copy_with_direction("after")
    for first in items[lead].list_occurrences(context):
        chain = [first]
        for item in reversed(items[:lead]):
            seen_from = before.copy_with_reference(chain[0])
            chain.insert(0, _find_date_beside(item, seen_from, context))
        for item in items[lead + 1 :]:
            seen_from = after.copy_with_reference(chain[-1])
            chain.append(_find_date_beside(item, seen_from, context))
        yield chain


def _choose_chain(chains: list[list[Interval]], context: Context) -> list[Interval]:
    """Return the dates that a context points to, as a whole."""
    hulls = [enclose_intervals(chain) or chain[0] for chain in chains]
    return chains[hulls.index(choose_occurrence(hulls, context))]


def _find_date_beside(item: Expression, seen_from: Context, context: Context) -> Interval:
    """Return a date as it lies beside another one; what does not recur is where it is."""
    return item.find_single_interval(seen_from if item.recurrence_rank < 4 else context)


@dataclass(frozen=True, slots=True)
class CountedFromItem(DerivedExpression):
    """A date that is counted from the item before in a range or list: "the following day".

    Alone it is counted from the reference, where its words allow that: "the end of the month" does,
    "the following day" in a text does not.
    """

    base: Expression
    is_found_alone: bool = False

    @property
    def recurrence_rank(self) -> int:
        """How seldom it recurs: it never leads what it is counted from."""
        return 0

    @property
    def counts_from(self) -> CountsFrom:
        """What it counts from: the item before."""
        return "item or reference" if self.is_found_alone else "item"

    def derive_interval(self, base: Interval, context: Context) -> Interval:
        """Return the date itself, which the context says what to count from."""
        return base


@dataclass(frozen=True, slots=True)
class Range(Expression):
    """From one date through another: a last day, month or year is included, a clock time is not."""

    first: Expression
    last: Expression

    @property
    def recurrence_rank(self) -> int:
        """How seldom it recurs: as the end that does so most seldom."""
        return max(self.first.recurrence_rank, self.last.recurrence_rank)

    @property
    def counts_from(self) -> CountsFrom:
        """What it counts from: as its first end."""
        return self.first.counts_from

    def list_half_day_readings(self) -> tuple[Range, ...]:
        """Return the same range from and to each half of the day."""
        ends = product(
            self.first.list_half_day_readings() or (self.first,),
            self.last.list_half_day_readings() or (self.last,),
        )
        return tuple(Range(first, last) for first, last in ends)

    def list_occurrences(self, context: Context) -> list[Interval]:
        """Return one for each occurrence of the end that leads.

        Raises:
            PhraseError: It would end before it begins.
        """
        return [
            build_range_interval(first, last)
            for first, last in iterate_date_chains((self.first, self.last), context)
        ]


def build_range_interval(first: Interval, last: Interval) -> Interval:
    """Return the interval through another date, or up to it if that is a clock time.

    Raises:
        PhraseError: It would end before it begins.
    """
    start, end = first.start, last.start if last.is_point else last.end
    if first.is_timed or last.is_timed:
        start, end = start and to_datetime(start), end and to_datetime(end)
    grain = find_possible_grain(start, end, min(first.grain, last.grain))
    try:
        return Interval(start, end, grain, first.about or last.about)
    except NoTimeError:
        raise PhraseError(
            f"it would end ({last.edtf}) before it begins ({first.edtf})",
            hint="put the earlier date first",
        ) from None


@dataclass(frozen=True, slots=True)
class DurationFrom(DerivedFromChosen):
    """So much time from a date on: "three days from Tuesday", "from 4 pm for thirty minutes"."""

    base: Expression
    amount: Amount

    def derive_interval(self, base: Interval, context: Context) -> Interval:
        """Return so much time from the date's start; PhraseError where that is open."""
        start = base.start
        if start is None:
            raise PhraseError("nothing can be counted from an open side")
        is_fine = any(grain < Grain.DAY for _, grain in self.amount)
        if is_fine or isinstance(start, datetime):
            moment = to_datetime(start)
            return Interval(moment, add_amount(context, moment, self.amount, 1), Grain.MINUTE)
        return Interval(start, add_amount(context, start, self.amount, 1), Grain.DAY)


@dataclass(frozen=True, slots=True)
class ShiftBetween(DerivedFromChosen):
    """From so much time beside a date to so much more: "in 2 to 4 days", "2-3 weeks before"."""

    amounts: Amounts
    sign: int  # 1 on from the base, -1 back
    base: Expression

    def derive_interval(self, base: Interval, context: Context) -> Interval:
        """Return the stretch between the two; PhraseError where the base is open on that side."""
        near, far = (
            Shift(amount, self.sign, self.base).derive_interval(base, context)
            for amount in self.amounts
        )
        return build_range_interval(near, far) if self.sign > 0 else build_range_interval(far, near)


@dataclass(frozen=True, slots=True)
class DurationUntil(DerivedExpression):
    """So much time up to a date, and with it: "the year ending 31 March 2025"."""

    base: Expression
    amount: Amount

    def derive_interval(self, base: Interval, context: Context) -> Interval:
        """Return so much time up to the date's end; PhraseError where that is open."""
        if base.end is None:
            raise PhraseError("nothing can be counted from an open side")
        return Interval(add_amount(context, base.end, self.amount, -1), base.end, Grain.DAY)


@dataclass(frozen=True, slots=True)
class DateList(Expression):
    """A list of dates: "Tuesday and Thursday"; adjacent ones join."""

    items: tuple[Expression, ...]

    @property
    def recurrence_rank(self) -> int:
        """How seldom it recurs: as the one that does so most seldom."""
        return max(item.recurrence_rank for item in self.items)

    @property
    def counts_from(self) -> CountsFrom:
        """What it counts from: as its first item."""
        return self.items[0].counts_from

    def list_occurrences(self, context: Context) -> list[Interval]:
        """Return the stretch from the first to the last of them, for each way they may fall."""
        hulls = map(enclose_intervals, iterate_date_chains(self.items, context))
        return [each for each in hulls if each]

    def on(self, context: Context) -> tuple[Interval, ...]:
        """Return each of the dates, in order, adjacent ones joined."""
        chains = list(iterate_date_chains(self.items, context))
        return merge_intervals(_choose_chain(chains, context))


@dataclass(frozen=True, slots=True)
class DatesWithin(DerivedExpression):
    """Dates within a stretch of time: "Tuesday to Thursday of next week"."""

    base: Expression
    dates: Expression

    def derive_interval(self, base: Interval, context: Context) -> Interval:
        """Return the stretch from the first to the last of them."""
        return self.dates.find_single_interval(context._replace(window=base))

    def on(self, context: Context) -> tuple[Interval, ...]:
        """Return each of the dates, in order."""
        return self.dates.on(context._replace(window=self.base.find_single_interval(context)))


@dataclass(frozen=True, slots=True)
class RestatedDate(Expression):
    """One date said in two ways, which must agree: "tomorrow, September 3"."""

    date: Expression
    again: Expression

    def list_occurrences(self, context: Context) -> list[Interval]:
        """Return the date; PhraseError where the second way never falls on it."""
        date = self.date.find_single_interval(context)
        if not any(each.is_same_time_as(date) for each in self.again.list_occurrences(context)):
            raise PhraseError(
                f"the words before the comma mean {date.edtf}, and those after it another date",
                hint="correct one of them",
            )
        return [date]


@dataclass(frozen=True, slots=True)
class OpenRange(DerivedExpression):
    """A stretch that is open on one side: "since 2019", "until Wednesday", "before March 4"."""

    side: OpenRangeSide
    base: Expression

    def list_occurrences(self, context: Context) -> list[Interval]:
        """Return the stretch from or to the date; in a window the open side ends with it."""
        base = self.base.find_single_interval(context)
        start, end = self._find_sides(base, context.conventions)
        if isinstance(self.base, EarlyMidLate) and self.base.is_edge:
            start, end = self._find_sides_of_edge(base, start, end)
        if end is not None and to_datetime(end) == datetime.min:
            raise PhraseError("nothing lies before the year 1")
        result = Interval(start, end, min(base.grain, Grain.YEAR), base.about)
        if context.window and not result.is_timed:
            return [self._limit_to_window(result, context.window)]
        return [result]

    def _find_sides(
        self, base: Interval, conventions: Conventions
    ) -> tuple[date | None, date | None]:
        """Return the start and the end, of which one is open."""
        if self.side == "until" and not base.is_point:
            return None, base.end
        if self.side in ("until", "before"):
            return None, base.start
        is_from_end = self.side == "after" and conventions.after == "from-end"
        start = base.end if is_from_end and not base.is_point else base.start
        return start, base.start if start is None else None

    def _find_sides_of_edge(
        self, edge: Interval, start: date | None, end: date | None
    ) -> tuple[date | None, date | None]:
        """Return the sides beside a start or end: before its end is until then, not until late."""
        if self.side == "before" and edge.part == "late":
            return None, edge.end
        if self.side == "after" and edge.part == "early":
            return edge.start, None
        return start, end

    @staticmethod
    def _limit_to_window(open_one: Interval, window: Interval) -> Interval:
        """Return the part in the window.

        A clock time stays open, since the end of a meeting is not that of the trip.
        """
        days = widen_to_days(window)
        start, end = open_one.start or days.start, open_one.end or days.end
        try:
            return replace(open_one, start=start, end=end, grain=Grain.DAY)
        except NoTimeError:
            return open_one


@dataclass(frozen=True, slots=True)
class ApproximateDate(DerivedExpression):
    """A date that is only roughly known: "around 1990"."""

    base: Expression

    def derive_interval(self, base: Interval, context: Context) -> Interval:
        """Return the same date, marked as approximate."""
        return replace(base, about=True)


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
    "day or year": _Refusal(
        "ambiguous",
        "the number behind the comma may be a year or another day",
        "write the year in four digits, or 'and' between the days",
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
    "weekdays": _Refusal(
        "impossible", "the weekdays are not those of the days", "correct the weekdays or the dates"
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
