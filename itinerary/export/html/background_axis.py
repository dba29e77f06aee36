"""Entries of a history in; a scale of years out, and where each date lies on it.

Positions and widths are per cent of the scale. The shape of a mark tells how precisely its date is
known: one time is a mark, on the stretch that it may lie in; what lasted is a bar.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import NamedTuple

from itinerary.dates.arithmetic import find_calendar_unit
from itinerary.dates.interval import Grain, Interval
from itinerary.export.html.year_scale import YearScale, build_year_scale
from itinerary.timeline import Entry

BACKGROUND_SHAPE_MEANINGS = {
    "day": "known to the day",
    "month": "to the month",
    "year": "to the year",
    "age": "to the decade or less",
    "lasting": "lasted from … to …",
    "within": "once within this time",
    "about": "about",
}
STRETCH_SHAPES = ("lasting", "within")  # of what takes a stretch, or is once within one
# The coarsest grain that each shape stands for.
SHAPES_BY_GRAIN = (
    (Grain.DAY, "day"),
    (Grain.SEASON, "month"),
    (Grain.YEAR, "year"),
    (Grain.CENTURY, "age"),
)
_MAX_LINES = 12  # of a lane
_LEAST_WIDTH = 2.5  # per cent of a lane that a mark takes
_UNIT_GRAINS = (Grain.DAY, Grain.MONTH, Grain.YEAR, Grain.DECADE, Grain.CENTURY)


class DateMark(NamedTuple):
    """A date on the scale: the stretch that it may lie in, or that it takes."""

    shape: str  # one of `BACKGROUND_SHAPE_MEANINGS`
    is_about: bool
    x: float  # where the stretch begins
    width: float
    ends: str = ""  # of a bar: "", or which of its ends is not exact: "start", "end", "both"

    @property
    def middle(self) -> float:
        """Where the shape stands."""
        return round(self.x + self.width / 2, 2)


class LaneMark(NamedTuple):
    """A mark in a lane: the number of its entry, and how many lines below the first it stands."""

    entry: int
    line: int
    mark: DateMark


class Lane(NamedTuple):
    """The marks of one group, in lines so that none covers another."""

    name: str  # "" for what is of no group
    number: int
    marks: Sequence[LaneMark]

    @property
    def lines(self) -> int:
        """How many lines it has."""
        return max((each.line for each in self.marks), default=0) + 1


class BackgroundAxis(NamedTuple):
    """The scale, and the marks of each entry by its id."""

    scale: YearScale
    marks: dict[str, tuple[DateMark, ...]]

    @property
    def shapes(self) -> set[str]:
        """The shapes that are drawn on it."""
        marks = [mark for marks in self.marks.values() for mark in marks]
        return {mark.shape for mark in marks} | {"about" for mark in marks if mark.is_about}


def build_background_axis(
    entries: Iterable[Entry], language: str = "en", *, has_breaks: bool = False
) -> BackgroundAxis | None:
    """Return the scale of what is dated among the entries; None where nothing is.

    Args:
        entries: The entries.
        language: The language of the years.
        has_breaks: Whether years are left out in which nothing happens.
    """
    dated = {entry.id: entry.intervals for entry in entries if not entry.is_open}
    known = [each for intervals in dated.values() for each in intervals]
    scale = build_year_scale(known, language, has_breaks=has_breaks)
    if scale is None:
        return None
    return BackgroundAxis(
        scale, {id: tuple(_mark_intervals(scale, intervals)) for id, intervals in dated.items()}
    )


def _mark_intervals(scale: YearScale, intervals: Iterable[Interval]) -> Iterator[DateMark]:
    for each in intervals:
        begin = scale.locate_day(each.first) if each.first else 0
        end = scale.locate_day(each.last, days=1) if each.last else 100
        is_about = each.is_approximate
        mark = DateMark(_choose_shape(each), is_about, begin, round(end - begin, 2))
        yield mark._replace(ends=_find_soft_ends(each)) if mark.shape == "lasting" else mark


def _choose_shape(interval: Interval) -> str:
    if interval.within:
        return "within"
    if not _is_one_unit(interval):
        return "lasting"
    return next(shape for grain, shape in SHAPES_BY_GRAIN if interval.grain <= grain)


def _is_one_unit(interval: Interval) -> bool:
    """Return whether an interval is one day, month, year …, or a part of one."""
    first, last = interval.first, interval.last
    if not first or not last:
        return False
    if interval.is_timed or interval.part or interval.grain not in _UNIT_GRAINS:
        return first == last or bool(interval.part) or interval.grain > Grain.DAY
    with suppress(ValueError, OverflowError):  # in the last unit that there is
        return last in find_calendar_unit(first, interval.grain)
    return True


def _find_soft_ends(interval: Interval) -> str:
    """Return which ends of what lasted are not known to the day, or open."""
    is_inexact = interval.is_approximate or interval.grain > Grain.DAY
    if is_inexact or (interval.start is None and interval.end is None):
        return "both"
    return "start" if interval.start is None else "end" if interval.end is None else ""


# --- lanes


def build_lanes(
    groups: Sequence[str], entries: Sequence[Entry], axis: BackgroundAxis
) -> list[Lane]:
    """Return a lane for each group, in order; what is of none comes last.

    Args:
        groups: The group of each entry; "" for none.
        entries: The entries.
        axis: The scale with their marks.
    """
    marks: dict[str, list[tuple[DateMark, int]]] = {}
    for number, (name, entry) in enumerate(zip(groups, entries, strict=True)):
        own = marks.setdefault(name, [])
        own += ((mark, number) for mark in axis.marks.get(entry.id, ()))
    named = sorted(marks, key=lambda name: not name)
    return [
        Lane(name, number, tuple(_place_marks(marks[name])))
        for number, name in enumerate(named, start=1)
    ]


def _place_marks(marks: Iterable[tuple[DateMark, int]]) -> Iterator[LaneMark]:
    """Yield the marks of a group: a period, then below it what is nested in it.

    Where there is no room in so many lines, they cover one another in the last.
    """
    taken: list[list[tuple[float, float]]] = [[]]
    for mark, number in sorted(marks, key=lambda each: (-each[0].width, each[0].x)):
        room = max(mark.width, _LEAST_WIDTH) / 2
        span = (mark.middle - room, mark.middle + room)
        line = next((at for at, spans in enumerate(taken) if _is_free(spans, span)), len(taken))
        if line == len(taken) < _MAX_LINES:
            taken.append([])
        line = min(line, _MAX_LINES - 1)
        insort(taken[line], span)
        yield LaneMark(number, line, mark)


def _is_free(spans: Sequence[tuple[float, float]], span: tuple[float, float]) -> bool:
    """Return whether a span lies between those of a line, which are in order."""
    at = bisect_right(spans, span)
    is_after = at == 0 or spans[at - 1][1] <= span[0]
    return is_after and (at == len(spans) or span[1] <= spans[at][0])
