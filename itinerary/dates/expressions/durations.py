"""Meanings that are so much time beside a date."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from itinerary.dates.arithmetic import find_possible_grain
from itinerary.dates.expressions.context import Context
from itinerary.dates.expressions.days_and_times import to_datetime
from itinerary.dates.expressions.expression import CountedFromChosen, DerivedFromChosen, Expression
from itinerary.dates.expressions.ranges import build_range_interval
from itinerary.dates.expressions.shifts import Amount, Amounts, Shift, add_amount
from itinerary.dates.interval import WEEKDAYS, Grain, Interval
from itinerary.diagnostics import PhraseError
from itinerary.values import value_class


@value_class
class DurationFrom(CountedFromChosen):
    """So much time from a date on: "three days from Tuesday", "from 4 pm for thirty minutes"."""

    base: Expression
    amount: Amount

    @property
    def finest_grain(self) -> Grain:
        """The finest unit that is counted."""
        return Shift(self.amount).finest_grain

    def derive_interval(self, base: Interval, context: Context) -> Interval:
        """Return so much time from the date's start; PhraseError where that is open."""
        start = base.start
        if start is None:
            raise PhraseError("nothing can be counted from an open side")
        _check_is_known(base, self.finest_grain)
        is_fine = any(grain < Grain.DAY for _, grain in self.amount)
        if is_fine or isinstance(start, datetime):
            moment = to_datetime(start)
            return Interval(moment, add_amount(context, moment, self.amount, 1), Grain.MINUTE)
        end = add_amount(context, start, self.amount, 1)
        return Interval(start, end, find_possible_grain(start, end, max(base.grain, Grain.DAY)))


def _check_is_known(base: Interval, finest: Grain) -> None:
    """Raise PhraseError where a stretch would begin or end on a day that nothing says."""
    if base.within or base.grain > max(finest, Grain.WEEK):
        raise PhraseError(
            f"nothing says on which day of {base.edtf} it begins or ends",
            kind="vague",
            hint="write the dates themselves, or TBD",
        )


@value_class
class WeekFromDay(DerivedFromChosen):
    """The week that begins on a day, where weeks begin: "the week commencing 5 October"."""

    base: Expression

    def derive_interval(self, base: Interval, context: Context) -> Interval:
        """Return the seven days from the day on.

        Raises:
            PhraseError: No week begins on it; the day may be misread, or another calendar's.
        """
        day, week_start = base.first, context.conventions.week_start
        if day is None or day.weekday() != week_start:
            raise PhraseError(
                f"no week begins on {base.edtf}, but on a {WEEKDAYS[week_start]}",
                kind="ambiguous",
                hint="write the weekday before the date, if it does, or the first and last day",
            )
        return Interval(day, day + timedelta(weeks=1), Grain.WEEK)


@value_class
class ShiftBetween(CountedFromChosen):
    """From so much time beside a date to so much more: "in 2 to 4 days", "2-3 weeks before"."""

    amounts: Amounts
    sign: int  # 1 on from the base, -1 back
    base: Expression

    @property
    def finest_grain(self) -> Grain:
        """The finest unit that is counted."""
        return min(Shift(amount).finest_grain for amount in self.amounts)

    def derive_interval(self, base: Interval, context: Context) -> Interval:
        """Return the stretch between the two; PhraseError where the base is open on that side."""
        near, far = (
            Shift(amount, self.sign, self.base).derive_interval(base, context)
            for amount in self.amounts
        )
        first, last = (near, far) if self.sign > 0 else (far, near)
        found = build_range_interval(first, last)
        return replace(found, within=True) if near.within or far.within else found


@value_class
class DurationUntil(DerivedFromChosen):
    """So much time up to a date, and with it: "the year ending 31 March 2025"."""

    base: Expression
    amount: Amount

    def derive_interval(self, base: Interval, context: Context) -> Interval:
        """Return so much time up to the date's end; PhraseError where that is open."""
        if base.end is None:
            raise PhraseError("nothing can be counted from an open side")
        return Interval(add_amount(context, base.end, self.amount, -1), base.end, Grain.DAY)


@value_class
class DurationBeside(CountedFromChosen):
    """All of so many days right before or after a date: "the three days before Christmas"."""

    base: Expression
    amount: Amount
    sign: int  # 1 after the base, -1 before

    def derive_interval(self, base: Interval, context: Context) -> Interval:
        """Return the days next to the date, without it; PhraseError if it is open on that side."""
        _check_is_known(base, self.finest_grain)
        first, last = base.first, base.last
        if self.sign < 0 and first is not None:
            return Interval(add_amount(context, first, self.amount, -1), first)
        if self.sign > 0 and last is not None:
            start = last + timedelta(days=1)
            return Interval(start, add_amount(context, start, self.amount, 1))
        raise PhraseError("nothing can be counted from an open side")
