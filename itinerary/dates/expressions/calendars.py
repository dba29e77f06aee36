"""Meanings by the calendar that they are given by: the Julian one, or ours."""

from __future__ import annotations

from itinerary.dates.expressions.context import Context
from itinerary.dates.expressions.conventions import CalendarName, copy_with_calendar
from itinerary.dates.expressions.expression import (
    Expression,
    Intervals,
    ResolvedParts,
    has_meaning_of,
)
from itinerary.dates.expressions.named import Anchor, AnchorDay, Trip, Window
from itinerary.dates.expressions.relative import AdjacentOccurrence, Now, RelativeUnit
from itinerary.dates.expressions.shifts import PastOrNextUnits
from itinerary.dates.interval import Interval
from itinerary.dates.julian import put_on_gregorian_calendar
from itinerary.values import value_class

# What counts from a day that is known already.
_COUNTED = (
    AdjacentOccurrence, Anchor, AnchorDay, Now, PastOrNextUnits, RelativeUnit, Trip, Window,
)  # fmt: skip
_MONTHLY = 2


@value_class
class InCalendar(Expression):
    """Dates that are given by a calendar, which the words name: "25 October 1917 (Old Style)"."""

    base: Expression
    calendar: CalendarName

    @property
    def recurrence_rank(self) -> int:
        """How seldom it recurs: as its base."""
        return self.base.recurrence_rank

    def list_occurrences(self, context: Context) -> list[Interval]:
        """Return those of the base, by our calendar."""
        found = self.base.list_occurrences(self._copy_with_calendar(context))
        return [self._put_on_our_calendar(each) for each in found]

    def on(self, context: Context) -> Intervals:
        """Return each of the dates, by our calendar."""
        found = self.base.on(self._copy_with_calendar(context))
        return tuple([self._put_on_our_calendar(each) for each in found])

    def resolve_parts(self, found: Intervals, context: Context) -> ResolvedParts:
        """Return the dates by the calendar that they are given by."""
        given = self.base.on(self._copy_with_calendar(context))
        is_same = tuple([self._put_on_our_calendar(each) for each in given]) == found
        return ((self.base, given),) if is_same else ()

    def _copy_with_calendar(self, context: Context) -> Context:
        conventions = copy_with_calendar(context.conventions, self.calendar)
        return context._replace(conventions=conventions)

    def _put_on_our_calendar(self, interval: Interval) -> Interval:
        return put_on_gregorian_calendar(interval) if self.calendar == "julian" else interval


def read_in_calendar(meaning: Expression, calendar: CalendarName | None) -> Expression:
    """Return a meaning that is given by a calendar, unless its words name one or none is meant.

    What counts from the reference or from a date that has a name is by no calendar of its own.

    >>> from itinerary.dates.expressions import CalendarDate
    >>> read_in_calendar(CalendarDate(1917, 10, 25), "julian").calendar
    'julian'
    >>> read_in_calendar(Now(), "julian")
    Now()
    """
    if calendar is None or meaning.recurrence_rank < _MONTHLY:
        return meaning
    if has_meaning_of(meaning, (InCalendar, *_COUNTED)):
        return meaning
    return InCalendar(meaning, calendar)
