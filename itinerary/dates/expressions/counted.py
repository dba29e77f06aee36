"""Meanings that count from a date, or some units of a stretch of time.

The first two weeks of May, three working days ago.
"""

from __future__ import annotations

from datetime import date, timedelta

from itinerary.dates.arithmetic import add_units, find_calendar_unit, widen_to_days
from itinerary.dates.expressions.calendar import Workday
from itinerary.dates.expressions.context import Context
from itinerary.dates.expressions.days_and_times import to_datetime
from itinerary.dates.expressions.expression import (
    CountedFromChosen,
    CountedFromExact,
    DerivedExpression,
    DerivedFromChosen,
    Expression,
)
from itinerary.dates.expressions.named import Anchor
from itinerary.dates.expressions.relative import Now
from itinerary.dates.expressions.thirds import EarlyMidLate
from itinerary.dates.expressions.unit_counting import (
    OPEN_STRETCH_MESSAGE,
    find_unit,
    iterate_units,
    name_units,
)
from itinerary.dates.expressions.weekends import find_nearest_weekend
from itinerary.dates.interval import Grain, Interval
from itinerary.diagnostics import PhraseError
from itinerary.values import value_class


@value_class
class NthFromDate(CountedFromExact):
    """The nth date or unit after another date, or before it: "three working days ago".

    Attributes:
        number: From 1.
        what: A unit, or a date that recurs.
        sign: 1 counts on from the date, -1 back.
        base: The date.
    """

    number: int
    what: Grain | Expression
    sign: int = 1
    base: Expression = Now()

    @property
    def finest_grain(self) -> Grain:
        """The unit that is counted; of dates that recur, their days."""
        return self.what if isinstance(self.what, Grain) else Grain.DAY

    def derive_interval(self, base: Interval, context: Context) -> Interval:
        """Return it from a date that has a name, as far as that is known; else from its ends."""
        if isinstance(self.base, Anchor):
            return CountedFromExact.derive_interval(self, base, context)
        return self.count_from(base, context)

    def count_from(self, base: Interval, context: Context) -> Interval:
        """Return the one that begins after the date's last day, or before its first.

        Raises:
            PhraseError: The date is open on that side.
        """
        edge = base.last if self.sign > 0 else base.first
        if edge is None:
            raise PhraseError("nothing can be counted from an open side")
        if isinstance(self.what, Grain) and self.what != Grain.WEEKEND:
            if isinstance(self.base, EarlyMidLate) and self.what > Grain.DAY:
                self._check_direction(self.base)
            unit = find_unit(self.what, edge, context)
            start = add_units(unit.first or edge, self.sign * self.number, self.what)
            return find_unit(self.what, start, context)
        reach = timedelta(days=(self.number + 1) * self._measure_spacing())
        begin = edge + timedelta(days=1) if self.sign > 0 else edge - reach
        found = list(iterate_units(self.what, Interval(begin, begin + reach), context))
        return found[self.number - 1 if self.sign > 0 else -self.number]

    def _check_direction(self, third: EarlyMidLate) -> None:
        """Raise PhraseError for "the week before the end of the month", which may be its last."""
        if (self.sign > 0) == (third.part == "early"):
            raise PhraseError(
                "it may be the unit at that end, or the one next to it",
                kind="ambiguous",
                hint="write the date itself",
            )

    def _measure_spacing(self) -> int:
        """Return how many days to look through for each one that is counted."""
        if isinstance(self.what, Workday):
            return 2
        is_weekly = isinstance(self.what, Grain) or self.what.recurrence_rank == 1
        return 7 if is_weekly else 366


@value_class
class NearestWeekday(CountedFromChosen):
    """The weekday nearest to a date: "the Monday closest to October 5"."""

    what: Expression
    base: Expression

    def derive_interval(self, base: Interval, context: Context) -> Interval:
        """Return the one with the fewest days between."""
        day = base.first or base.last or context.today
        week = Interval(day - timedelta(days=3), day + timedelta(days=4))
        return next(iterate_units(self.what, week, context))


@value_class
class FirstOrLastUnits(DerivedExpression):
    """The first or last so many units of a stretch: "the first two weeks of May"."""

    number: int  # if it is negative, they are the last
    what: Grain
    base: Expression

    def derive_interval(self, base: Interval, context: Context) -> Interval:
        """Return them from the stretch's first day on, or up to its last.

        Raises:
            PhraseError: It is open, or has fewer of them.
        """
        if base.first is None or base.last is None:
            raise PhraseError(OPEN_STRETCH_MESSAGE)
        start, end = base.first, base.last + timedelta(days=1)
        if self.what < Grain.DAY:
            start, end = to_datetime(start), to_datetime(end)
        if self.number > 0:
            end = add_units(start, self.number, self.what)
        else:
            start = add_units(end, self.number, self.what)
        if not _has_days(base, start, end):
            message = f"{base.edtf} has fewer than {abs(self.number)} {name_units(self.what)}"
            raise PhraseError(message, hint="write the date itself")
        is_whole = self.what > Grain.DAY and all(
            find_calendar_unit(each, self.what, context.conventions.week_start).start == each
            for each in (start, end)
        )
        return Interval(start, end, self.what if is_whole else min(self.what, Grain.DAY))


def _has_days(stretch: Interval, start: date, end: date) -> bool:
    """Return whether all of the days, or times, from one to another lie in a stretch of days."""
    first, last = stretch.first, stretch.last
    if first is None or last is None:
        return False
    return to_datetime(first) <= to_datetime(start) and to_datetime(end) <= to_datetime(
        last + timedelta(days=1)
    )


@value_class
class UnitContaining(DerivedFromChosen):
    """The unit that holds a date: "the week of October 6", "the weekend of the 4th"."""

    grain: Grain
    base: Expression

    def derive_interval(self, base: Interval, context: Context) -> Interval:
        """Return the unit around the date's first day; of a weekend, the one next to a day.

        Raises:
            PhraseError: It is a unit of a clock, or midway between two weekends.
        """
        day = base.first or context.today
        if self.grain == Grain.WEEKEND and base.grain == Grain.DAY:
            return find_nearest_weekend(context, day)
        return find_unit(self.grain, day, context)


@value_class
class SameUnit(CountedFromChosen):
    """The unit that all of another date lies in: "the same year as $quito"."""

    grain: Grain
    base: Expression

    @property
    def finest_grain(self) -> Grain:
        """The unit that has to be known."""
        return self.grain

    def derive_interval(self, base: Interval, context: Context) -> Interval:
        """Return that unit; PhraseError for a date that reaches over several of them."""
        unit = find_unit(self.grain, base.first or context.today, context)
        if base.first is None or not widen_to_days(base).is_within(unit):
            raise PhraseError(
                f"{base.edtf} lies in no one {self.grain}",
                kind="vague",
                hint="write the date itself, or TBD",
            )
        return unit
