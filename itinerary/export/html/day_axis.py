"""A day of a briefing in; the line of its hours out, and where each row stands on it.

Positions and widths are per cent of the line, which goes from midnight to midnight on the local
clock.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import NamedTuple
from zoneinfo import ZoneInfo

from itinerary.briefing import Day, Row
from itinerary.dates.interval import Grain, Interval
from itinerary.dates.wording import format_clock_time
from itinerary.dates.zones import load_zone
from itinerary.timeline import Entry

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)
TICK_STEP = timedelta(hours=6)
LABEL_WIDTH = 16  # per cent of the line that the label of an hour takes
DAY_SHAPE_MEANINGS = {
    "point": "at this time",
    "about": "at about this time",
    "span": "from … to …",
    "part": "some time in a part of the day",
    "way": "on the way",
    "whole-day": "this day, no time given",
    "days": "several days, or one of them",
    "open": "to be determined",
    "change": "the local clock changes",
}


class Tick(NamedTuple):
    """An hour of the line; without words where the hour before has taken the room."""

    x: float
    local: str  # on the local clock
    home: str  # at home


class RowMark(NamedTuple):
    """A row on the line; the shape tells how precisely its time is known."""

    shape: str  # one of `DAY_SHAPE_MEANINGS`
    x: float
    width: float


class DayAxis(NamedTuple):
    """The line of a day."""

    ticks: tuple[Tick, ...]
    changes: tuple[float, ...]  # where the local clock changes
    marks: tuple[RowMark, ...]  # of the rows of the day, in their order

    @property
    def shapes(self) -> set[str]:
        """The shapes that are drawn on it."""
        return {mark.shape for mark in self.marks} | ({"change"} if self.changes else set())


class _DayScale(NamedTuple):
    """A day by the clocks that count in it: from the first's midnight to the last's."""

    day: date
    clocks: Sequence[tuple[float, ZoneInfo]]  # each from an instant on, in seconds since 1970

    @property
    def start(self) -> float:
        return datetime.combine(self.day, time.min, self.clocks[0][1]).timestamp()

    @property
    def end(self) -> float:
        return datetime.combine(self.day + DAY, time.min, self.clocks[-1][1]).timestamp()

    def locate_instant(self, instant: float) -> float:
        """Return where an instant stands; one of another day stands at an end."""
        share = (instant - self.start) / (self.end - self.start)
        return round(100 * min(max(share, 0), 1), 2)


def build_day_axis(
    day: Day, entries: Mapping[str, Entry], home: ZoneInfo | None, language: str = "en"
) -> DayAxis | None:
    """Return the line of a day; None where nothing tells by which clock it goes.

    Args:
        day: The day and its rows.
        entries: Those of the rows, by id.
        home: The zone of the second clock, where the day shows one.
        language: The locale of the hours.
    """
    clocks = _find_clocks(day) or _find_clock_of_places(day, entries)
    if not clocks or not date.min.year < day.date.year < date.max.year:
        return None
    line = _DayScale(day.date, clocks)
    if line.start >= line.end:  # Apia had no 30 December 2011
        return None
    home = home if day.columns[2:] else None
    changes = tuple(line.locate_instant(instant) for instant, _ in clocks[1:])
    return DayAxis(
        tuple(_drop_crowded_labels(_iterate_ticks(line, home, language))),
        changes,
        tuple(_mark_row(line, row) for row in day.rows),
    )


def _find_clock_of_places(
    day: Day, entries: Mapping[str, Entry]
) -> Sequence[tuple[float, ZoneInfo]]:
    """Return the clock of the first row whose place has one."""
    places = (entries[row.entry].place for row in day.rows)
    zones = (place.timezone for place in places if place and place.timezone)
    return [(0.0, load_zone(zone)) for zone in zones][:1]


def _find_clocks(day: Day) -> Sequence[tuple[float, ZoneInfo]]:
    """Return the clocks by which the times of a day are told, each from the first such time on.

    A clock that shows the same as the one before is not another.
    """
    intervals = [row.interval for row in day.rows if row.interval]
    ends = [end for interval in intervals for end in (interval.start, interval.end)]
    times = [
        each
        for each in ends
        if isinstance(each, datetime) and each.tzinfo and each.date() == day.date
    ]
    times.sort(key=datetime.timestamp)
    changed = times[:1] + [
        later
        for earlier, later in pairwise(times)
        if later.astimezone(earlier.tzinfo).time() != later.time()
    ]
    return [
        (each.timestamp(), each.tzinfo) for each in changed if isinstance(each.tzinfo, ZoneInfo)
    ]


def _mark_row(line: _DayScale, row: Row) -> RowMark:
    interval = row.interval
    if not interval:
        return RowMark("open", 0, 100)
    if not interval.is_timed:
        return RowMark(_choose_day_shape(row, interval), 0, 100)
    start = _locate_moment(line, interval.start, otherwise=0)
    if interval.is_point:
        return RowMark("about" if interval.is_approximate else "point", start, 0)
    end = _locate_moment(line, interval.end, otherwise=100)
    return RowMark(_choose_span_shape(row, interval), start, round(end - start, 2))


def _choose_day_shape(row: Row, interval: Interval) -> str:
    if not row.dating:
        return "way"
    return "whole-day" if interval.first == interval.last else "days"


def _choose_span_shape(row: Row, interval: Interval) -> str:
    if not row.dating:
        return "way"
    return "part" if interval.grain == Grain.PART_OF_DAY else "span"


def _locate_moment(line: _DayScale, moment: date | None, *, otherwise: float) -> float:
    """Return where a clock time stands; of an open side, `otherwise`."""
    return line.locate_instant(moment.timestamp()) if isinstance(moment, datetime) else otherwise


def _iterate_ticks(line: _DayScale, home: ZoneInfo | None, language: str) -> Iterator[Tick]:
    """Yield every sixth hour of each clock, as long as it counts."""
    limits = [line.start, *(instant for instant, _ in line.clocks[1:]), line.end]
    for (first, last), (_, zone) in zip(pairwise(limits), line.clocks, strict=True):
        # Some systems know no instants before 1970 by their number.
        moment = (_EPOCH + timedelta(seconds=first)).astimezone(zone)
        moment = moment.replace(hour=moment.hour // 6 * 6, minute=0, second=0, microsecond=0)
        while moment.timestamp() <= last:
            if moment.timestamp() >= first:
                there = _format_hour(moment.astimezone(home), language) if home else ""
                x = line.locate_instant(moment.timestamp())
                yield Tick(x, _format_hour(moment, language), there)
            moment += TICK_STEP


def _format_hour(moment: datetime, language: str) -> str:
    """Return a clock time in little room: a whole hour of half a day needs no minutes."""
    text = format_clock_time(moment, language)
    return text.replace(":00\N{NO-BREAK SPACE}", "\N{NO-BREAK SPACE}")


def _drop_crowded_labels(ticks: Iterator[Tick]) -> Iterator[Tick]:
    """Yield the hours in order, without the words that would run into those before."""
    free = 0.0
    for tick in sorted(ticks):
        yield tick if tick.x >= free else tick._replace(local="", home="")
        if tick.x >= free:
            free = tick.x + LABEL_WIDTH
