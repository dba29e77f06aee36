"""A day of a briefing in; the line of its hours out: where each row stands between midnight and midnight, in per cent, on two clocks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import NamedTuple
from zoneinfo import ZoneInfo

from itinerary.briefing import Day, Row
from itinerary.dates.interval import Grain
from itinerary.dates.wording import format_clock_time
from itinerary.dates.zones import load_zone
from itinerary.timeline import Entry

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DAY, TICK_STEP = timedelta(days=1), timedelta(hours=6)
LABEL_WIDTH = 16  # per cent of the line that the label of an hour takes
DAY_SHAPE_MEANINGS = {
    "point": "at this time", "about": "at about this time", "span": "from … to …", "part": "some time in a part of the day",
    "way": "on the way", "whole-day": "this day, no time given", "days": "several days, or one of them", "open": "to be determined",
    "change": "the local clock changes",
}  # fmt: skip


class Tick(NamedTuple):
    """An hour of the line on the local clock, and what it then is at home; no words where the hour before has taken the room."""

    x: float
    local: str
    home: str


class RowMark(NamedTuple):
    """A row on the line; its shape, one of `DAY_SHAPE_MEANINGS`, tells how precisely its time is known."""

    shape: str
    x: float
    width: float


class DayAxis(NamedTuple):
    """The line of a day: its hours, where the local clock changes, and a mark for each row."""

    ticks: tuple[Tick, ...]
    changes: tuple[float, ...]
    marks: tuple[RowMark, ...]

    @property
    def shapes(self) -> set[str]:
        """The shapes that there are on it."""
        return {mark.shape for mark in self.marks} | ({"change"} if self.changes else set())


class _DayScale(NamedTuple):
    """A day by the clocks that count in it, each from an instant on: from the midnight of the first to the midnight of the last."""

    day: date
    clocks: Sequence[tuple[float, ZoneInfo]]  # instants are seconds

    @property
    def start(self) -> float:
        return datetime.combine(self.day, time.min, self.clocks[0][1]).timestamp()

    @property
    def end(self) -> float:
        return datetime.combine(self.day + DAY, time.min, self.clocks[-1][1]).timestamp()

    def locate_instant(self, instant: float) -> float:
        """Where an instant stands; at an end, if it is of another day."""
        share = (instant - self.start) / (self.end - self.start)
        return round(100 * min(max(share, 0), 1), 2)


def build_day_axis(
    day: Day, entries: Mapping[str, Entry], home: ZoneInfo | None, language: str = "en"
) -> DayAxis | None:
    """The line of a day, its hours in the words of a locale; None where nothing tells by which clock it goes."""
    clocks = (
        _find_clocks(day)
        or [(0.0, where) for row in day.rows if (where := _find_zone(entries[row.entry]))][:1]
    )
    if not clocks or not date.min.year < day.date.year < date.max.year:
        return None
    line = _DayScale(day.date, clocks)
    if line.start >= line.end:  # Apia had no 30 December 2011
        return None
    changes = tuple(line.locate_instant(instant) for instant, _ in clocks[1:])
    return DayAxis(
        tuple(_drop_crowded_labels(_iterate_ticks(line, home, language))),
        changes,
        tuple(_mark_row(line, row) for row in day.rows),
    )


def _find_zone(entry: Entry) -> ZoneInfo | None:
    return load_zone(entry.place.timezone) if entry.place and entry.place.timezone else None


def _find_clocks(day: Day) -> list[tuple[float, ZoneInfo]]:
    """The clocks that the times of a day are told by, each from the first such time on; one that shows the same is no other."""
    ends = [
        each for row in day.rows if row.interval for each in (row.interval.start, row.interval.end)
    ]
    told = [
        each
        for each in ends
        if isinstance(each, datetime) and each.tzinfo and each.date() == day.date
    ]
    told.sort(key=datetime.timestamp)
    changed = told[:1] + [
        later
        for earlier, later in pairwise(told)
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
        return RowMark(
            "way" if not row.dating else "whole-day" if interval.first == interval.last else "days",
            0,
            100,
        )
    start, end = (
        line.locate_instant(each.timestamp()) if isinstance(each, datetime) else None
        for each in (interval.start, interval.end)
    )
    begin, width = start or 0, round((100 if end is None else end) - (start or 0), 2)
    if interval.is_point:
        return RowMark("about" if interval.about else "point", begin, 0)
    if not row.dating:
        return RowMark("way", begin, width)
    return RowMark("part" if interval.grain == Grain.PART_OF_DAY else "span", begin, width)


def _iterate_ticks(line: _DayScale, home: ZoneInfo | None, language: str) -> Iterator[Tick]:
    """Every sixth hour of each clock, as long as it counts."""
    limits = [line.start, *(instant for instant, _ in line.clocks[1:]), line.end]
    for (first, last), (_, where) in zip(pairwise(limits), line.clocks, strict=True):
        moment = (_EPOCH + timedelta(seconds=first)).astimezone(
            where
        )  # some systems know no instants before it by their number
        moment = moment.replace(hour=moment.hour // 6 * 6, minute=0, second=0, microsecond=0)
        while moment.timestamp() <= last:
            if moment.timestamp() >= first:
                there = _format_hour(moment.astimezone(home), language) if home else ""
                yield Tick(
                    line.locate_instant(moment.timestamp()), _format_hour(moment, language), there
                )
            moment += TICK_STEP


def _format_hour(moment: datetime, language: str) -> str:
    """A clock time in little room: a whole hour of half a day needs no minutes."""
    return format_clock_time(moment, language).replace(
        ":00\N{NO-BREAK SPACE}", "\N{NO-BREAK SPACE}"
    )


def _drop_crowded_labels(ticks: Iterator[Tick]) -> Iterator[Tick]:
    """The hours, of which none has words that the one before would run into."""
    free = 0.0
    for tick in sorted(ticks):
        yield tick if tick.x >= free else tick._replace(local="", home="")
        if tick.x >= free:
            free = tick.x + LABEL_WIDTH
