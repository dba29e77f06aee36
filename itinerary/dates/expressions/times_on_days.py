"""The meaning of a time that holds for each of several days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from itinerary.dates.arithmetic import enclose_intervals
from itinerary.dates.expressions.clock import MAX_WINDOW_DAYS, copy_context_for_day
from itinerary.dates.expressions.context import Context
from itinerary.dates.expressions.expression import (
    Expression,
    Intervals,
    ResolvedParts,
    find_all_within,
)
from itinerary.dates.interval import Grain, Interval
from itinerary.diagnostics import PhraseError
from itinerary.values import value_class


@value_class
class TimeOnEachDay(Expression):
    """A time, or a range of times, of each day of a list or range: "2 and 3 May at 10:00"."""

    days: Expression
    clock: Expression

    @property
    def recurrence_rank(self) -> int:
        """How seldom it recurs: as its days."""
        return self.days.recurrence_rank

    def list_occurrences(self, context: Context) -> list[Interval]:
        """Return the stretch from the first time to the last."""
        hull = enclose_intervals(self.on(context))
        return [hull] if hull else []

    def on(self, context: Context) -> tuple[Interval, ...]:
        """Return the time on each of the days.

        Raises:
            PhraseError: They are too many, or a side is open.
        """
        return self._find_times(self.days.on(context), context)

    def _find_times(self, days: Intervals, context: Context) -> Intervals:
        return tuple(
            time
            for interval in days
            for day in _list_days(interval)
            for time in self.clock.on(copy_context_for_day(day, context))
        )

    def resolve_parts(self, found: Intervals, context: Context) -> ResolvedParts:
        """Return the days."""
        for seen_from in context.iterate_views_of(found[0]):
            days = self.days.on(seen_from)
            if self._find_times(days, seen_from) == found:
                return ((self.days, days),)
        return ()

    def split_hull(self, hull: Interval, context: Context) -> Intervals:
        """Return the times on all of the days."""
        return find_all_within(self, hull, context)

    def list_items(self, found: Intervals, context: Context) -> ResolvedParts:
        """Return the time on each item of a list of days."""
        for _, days in self.resolve_parts(found, context):
            items = self.days.list_items(days, context)
            if items[1:]:
                times = [self._find_times(dates, context) for _, dates in items]
                return tuple(
                    [
                        (replace(self, days=day), time)
                        for (day, _), time in zip(items, times, strict=True)
                    ]
                )
        return ((self, found),)


def _list_days(interval: Interval) -> list[date]:
    """Return the days of a short stretch."""
    first, last = interval.first, interval.last
    if first is None or last is None or interval.is_timed or interval.grain > Grain.DAY:
        raise PhraseError("a clock time needs days")
    count = (last - first).days + 1
    if count > MAX_WINDOW_DAYS:
        raise PhraseError(f"a time on each of {count} days", hint="write each as an event")
    return [first + timedelta(days=number) for number in range(count)]
