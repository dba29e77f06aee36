"""Weekends, from the weekday and hour of the conventions to the end of Sunday."""

from __future__ import annotations

from datetime import date, timedelta

from itinerary.dates.expressions.context import Context
from itinerary.dates.expressions.days_and_times import to_datetime
from itinerary.dates.expressions.expression import BasedExpression, Expression
from itinerary.dates.interval import WEEKDAYS, Grain, Interval
from itinerary.diagnostics import PhraseError
from itinerary.values import value_class

WEDNESDAY, SATURDAY = 2, 5


def find_weekend(context: Context, day: date) -> Interval:
    """Return the weekend of the week, Monday to Sunday, that holds a day.

    It is from the weekday and hour of the conventions to the end of Sunday.
    """
    name, hour = context.conventions.weekend
    monday = day - timedelta(days=day.weekday())
    start = monday + timedelta(days=WEEKDAYS.index(name.capitalize()))
    end = monday + timedelta(days=7)
    if hour:
        return Interval(to_datetime(start) + timedelta(hours=hour), to_datetime(end), Grain.WEEKEND)
    return Interval(start, end, Grain.WEEKEND)


def find_nearest_weekend(context: Context, day: date) -> Interval:
    """Return the weekend that a day lies in or next to.

    Raises:
        PhraseError: It is a Wednesday, midway between two weekends.
    """
    if day.weekday() == WEDNESDAY:
        raise PhraseError(
            f"{day} is a Wednesday, midway between two weekends",
            kind="ambiguous",
            hint="write the dates themselves",
        )
    return find_weekend(context, day if day.weekday() > WEDNESDAY else day - timedelta(days=7))


@value_class
class DayOfWeekend(BasedExpression):
    """A day of some month that a weekend is called by: "the weekend of the 9th"."""

    base: Expression

    def list_occurrences(self, context: Context) -> list[Interval]:
        """Return those on a Saturday or Sunday of this month or the ones beside it, else all."""
        found = self.base.list_occurrences(context)
        near = [each for each in found if each.first and self._is_near(each.first, context.today)]
        return [each for each in near if each.first and each.first.weekday() >= SATURDAY] or found

    @staticmethod
    def _is_near(day: date, today: date) -> bool:
        return abs((day.year - today.year) * 12 + day.month - today.month) <= 1


@value_class
class CurrentWeekend(Expression):
    """The weekend of the window, else of the reference's week: "at the weekend"."""

    def list_occurrences(self, context: Context) -> list[Interval]:
        """Return those that touch the window; PhraseError where none does."""
        if context.window is None:
            return [find_weekend(context, context.today)]
        first, last = context.extent
        days = range(first.toordinal(), last.toordinal() + 7, 7)
        weekends = [find_weekend(context, date.fromordinal(day)) for day in days]
        found = [each for each in weekends if context.touches_window(each)]
        if not found:
            message = f"there is no weekend in {context.window.edtf}"
            raise PhraseError(message, hint="write the date itself")
        return found
