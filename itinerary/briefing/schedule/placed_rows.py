"""What the rows of a schedule are made from: the days of a briefing, and where a row stands."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from enum import IntEnum
from typing import NamedTuple

from itinerary.briefing.facts import has_convertible_times
from itinerary.briefing.formatting import BriefingContext
from itinerary.briefing.model import Row
from itinerary.briefing.schedule.times import NO_TIME, format_times_on_day
from itinerary.dates.interval import Interval
from itinerary.dates.wording import format_part_of_day
from itinerary.timeline import Entry
from itinerary.timeline.small_hours import find_day


class RowGroup(IntEnum):
    """The groups of the rows of a day, in the order in which they stand."""

    WHOLE_DAY = 0
    TIMED = 1
    UNTIMED = 2


_INSTANT = timedelta(microseconds=1)
RowOrder = tuple[RowGroup, datetime]  # the second in UTC, without a zone


class PlacedRow(NamedTuple):
    """A row of a day's table, where it stands, and what it is made from."""

    day: date
    order: RowOrder
    row: Row
    entry: Entry
    label: str = ""  # what it begins with; "" for what lies between two dates
    interval: Interval | None = None  # None as long as it is open
    extent: str = ""  # what the row does not show of the interval: its other days, its precision

    @property
    def time(self) -> str:
        """The time on the local clock; "" if it has none."""
        return self.row.times[0] if self.row.times else ""

    @property
    def is_continuation(self) -> bool:
        """Whether it began on a day before."""
        interval = self.interval
        return bool(interval and interval.is_timed and interval.first and interval.first < self.day)


class RowContext(NamedTuple):
    """What all rows of a briefing share."""

    brief: BriefingContext
    days: Sequence[date]  # that have a section, in order
    legs: Mapping[str, Entry]  # by id

    def find_days(self, interval: Interval) -> Sequence[date]:
        """Return the days of an interval that have a section.

        A part of a day, such as a night, belongs to the day on which it begins, and what begins
        after midnight to the day before, if the document says so and that day has a section. A
        clock time whose other side is open ("from 19:30") belongs to its own day.
        """
        first, last = interval.first, interval.last
        if format_part_of_day(interval):
            last = first or last
        elif self.brief.timeline.document.day_ends:
            first, last = self._count_night_to_evening(interval)
        if interval.is_timed:
            first, last = first or last, last or first
        start = bisect_left(self.days, first) if first else 0
        return self.days[start : bisect_right(self.days, last) if last else None]

    def _count_night_to_evening(self, interval: Interval) -> tuple[date | None, date | None]:
        """Return the first and the last day as the document counts: small hours to the evening."""
        document = self.brief.timeline.document
        first, last, start, end = interval.first, interval.last, interval.start, interval.end
        if isinstance(start, datetime) and (evening := find_day(document, start)) in self.days:
            first = evening
        if isinstance(end, datetime) and first:
            last = max(first, find_day(document, end - _INSTANT))
        return first, last

    def find_days_between(self, before: Interval, after: Interval) -> Sequence[date]:
        """Return the days that have a section and lie between two intervals, without theirs."""
        if not before.last or not after.first:
            return ()
        return self.days[bisect_right(self.days, before.last) : bisect_left(self.days, after.first)]

    def format_clock_times(self, interval: Interval, day: date) -> tuple[str, ...]:
        """Return the times of an interval on a day, by each clock of the briefing.

        There are none if it has no time of the day.
        """
        home = self.brief.timeline.home_zone
        local = format_times_on_day(self.brief, interval, day)
        if local == NO_TIME:
            return ()
        if not home or not has_convertible_times(interval):
            return self.select_clock_times(local, NO_TIME)
        return self.select_clock_times(local, format_times_on_day(self.brief, interval, day, home))

    def select_clock_times(self, local: str, home: str) -> tuple[str, ...]:
        """Return the times of a row, the second one only where the briefing has two clocks."""
        return (local, home) if self.brief.timeline.home_zone else (local,)


def find_order(interval: Interval) -> RowOrder:
    """Return where a row of an interval stands among those of a day."""
    group = RowGroup.TIMED if interval.is_timed else RowGroup.WHOLE_DAY
    return group, interval.to_utc_bounds()[0]
