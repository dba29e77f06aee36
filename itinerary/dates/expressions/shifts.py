"""Meanings that count an amount of time: two days after, three weeks ago, the past seven months."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TypeAlias, overload

from itinerary.dates.arithmetic import add_units, find_calendar_unit
from itinerary.dates.expressions.context import Context
from itinerary.dates.expressions.days_and_times import (
    to_datetime,
    to_day_interval,
    to_moment_interval,
)
from itinerary.dates.expressions.expression import CountedFromExact, Expression
from itinerary.dates.expressions.relative import Now, RelativeUnit
from itinerary.dates.interval import Grain, Interval
from itinerary.diagnostics import PhraseError
from itinerary.values import value_class

Amount: TypeAlias = tuple[tuple[float, Grain], ...]  # "two days and three hours"
Amounts: TypeAlias = tuple[Amount, Amount]  # "two to four days": the lesser one, the greater one

# What a part of a unit is counted in: half a month is fifteen days.
_UNITS_OF_PARTS = {
    Grain.DAY: Grain.HOUR,
    Grain.WEEK: Grain.DAY,
    Grain.MONTH: Grain.DAY,
    Grain.YEAR: Grain.MONTH,
    Grain.DECADE: Grain.YEAR,
    Grain.CENTURY: Grain.YEAR,
}


@value_class
class Shift(CountedFromExact):
    """So much time before or after a date: "two days after March 4", "three weeks ago"."""

    amount: Amount
    sign: int = 1  # 1 on from the base, -1 back
    base: Expression = Now()

    def count_from(self, base: Interval, context: Context) -> Interval:
        """Return the date so much before the base's first or after its last day.

        Of a base that is a unit no longer than those of the amount, it is the unit so far away:
        two years after 2012 is a year.

        Raises:
            PhraseError: The base is open on that side.
        """
        if base.start is not None and Grain.DAY < base.grain <= self.finest_grain:
            start = add_amount(context, base.start, self.amount, self.sign)
            return find_calendar_unit(start, base.grain, context.conventions.week_start)
        is_onward = self.sign > 0 and not base.is_point
        edge, edge_day = (base.end, base.last) if is_onward else (base.start, base.first)
        if edge is None or edge_day is None:
            raise PhraseError("nothing can be counted from an open side")
        if self.finest_grain < Grain.DAY:
            if isinstance(self.base, Now):
                context.check_has_clock()
            elif not base.is_timed:
                day_alone = to_datetime(base.first or edge_day)
                context._replace(reference=day_alone, has_clock=False).check_has_clock()
            moment = to_datetime(edge)
            return to_moment_interval(add_amount(context, moment, self.amount, self.sign))
        day = add_amount(context, edge_day, self.amount, self.sign)
        if self.sign < 0 and isinstance(self.base, Now) and context.conventions.ago == "unit":
            return find_calendar_unit(day, self._stated_grain, context.conventions.week_start)
        if base.is_point and isinstance(edge, datetime) and not isinstance(self.base, Now):
            return to_moment_interval(datetime.combine(day, edge.time()))
        return to_day_interval(day)

    @property
    def finest_grain(self) -> Grain:
        """The finest unit that is counted: of half a day hours, of half a year months."""
        return min(
            grain if count == int(count) else _UNITS_OF_PARTS.get(grain, grain)
            for count, grain in self.amount
        )

    @property
    def _stated_grain(self) -> Grain:
        """How exact the amount is: half a year, as much as months are; half a century, as years."""
        return min(self._find_stated_grain(count, grain) for count, grain in self.amount)

    @staticmethod
    def _find_stated_grain(count: float, grain: Grain) -> Grain:
        if count == int(count):
            return grain
        return Grain.YEAR if grain > Grain.YEAR else min(grain, Grain.MONTH)


@value_class
class PastOrNextUnits(Expression):
    """The past or next so many units: "the past seven months", "the next two weeks"."""

    amount: Amount
    sign: int  # 1 the next, -1 the past
    from_now: bool = False  # whether it begins with the reference's own day: "within two weeks"

    def list_occurrences(self, context: Context) -> list[Interval]:
        """Return the stretch from the reference on or back, without the reference's own day.

        By the conventions, and of quarters and halves, it is of whole calendar units, without the
        current one.
        """
        ((count, grain), *rest) = self.amount
        by_calendar = context.conventions.units == "calendar"
        by_calendar = by_calendar or grain in (Grain.QUARTER, Grain.HALF)
        is_whole = not rest and count == int(count) and grain != Grain.DAY
        if by_calendar and is_whole and not self.from_now:
            return [self._find_calendar_units(int(count), grain, context)]
        start, exact = context.today, Grain.DAY
        if any(grain < Grain.DAY or count != int(count) for count, grain in self.amount):
            if any(grain < Grain.DAY for _, grain in self.amount):
                context.check_has_clock()
            start, exact = context.now, Grain.MINUTE
        elif self.sign > 0 and not self.from_now:
            start += timedelta(days=1)
        end = add_amount(context, start, self.amount, self.sign)
        return [Interval(min(start, end), max(start, end), exact)]

    def _find_calendar_units(self, count: int, grain: Grain, context: Context) -> Interval:
        near, far = (
            RelativeUnit(grain, self.sign * each).list_occurrences(context)[0]
            for each in (1, count)
        )
        first, last = (near, far) if self.sign > 0 else (far, near)
        return Interval(first.start, last.end, grain)


@overload
def add_amount(context: Context, value: datetime, amount: Amount, sign: int) -> datetime: ...
@overload
def add_amount(context: Context, value: date, amount: Amount, sign: int) -> date: ...
def add_amount(context: Context, value: date, amount: Amount, sign: int) -> date:
    """Return a date or a naive time so much later, or earlier for the sign -1.

    Hours of a time are elapsed time where the context's zone is known.
    """
    for count, grain in amount:
        if isinstance(value, datetime):
            value = context.add_units_in_zone(value, sign * count, grain)
        else:
            value = add_units(value, sign * count, grain)
    return value
