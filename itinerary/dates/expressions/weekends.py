"""Weekends, from the weekday and hour of the conventions to the end of Sunday."""

from __future__ import annotations

from datetime import date, timedelta

from itinerary.dates.expressions.context import Context, to_datetime
from itinerary.dates.expressions.expression import Expression, value_class
from itinerary.dates.interval import WEEKDAYS, Grain, Interval
from itinerary.diagnostics import PhraseError

WEDNESDAY = 2


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
