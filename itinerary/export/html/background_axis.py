"""Entries of a history in; a scale of years out, and where each date lies on it.

Positions and widths are per cent of the scale. The shape of a mark tells how precisely its date is
known: one time is a mark, on the stretch that it may lie in; what lasted is a bar.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from itinerary.briefing.facts import collect_facts
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
        is_about = each.about or each.uncertain
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
    return last in find_calendar_unit(first, interval.grain)


def _find_soft_ends(interval: Interval) -> str:
    """Return which ends of what lasted are not known to the day, or open."""
    is_inexact = interval.about or interval.uncertain or interval.grain > Grain.DAY
    if is_inexact or (interval.start is None and interval.end is None):
        return "both"
    return "start" if interval.start is None else "end" if interval.end is None else ""


# --- lanes


def build_lanes(
    entries: Sequence[Entry], marks: dict[str, tuple[DateMark, ...]], numbers: dict[str, int]
) -> list[Lane]:
    """Return a lane for each group in the order of their names' first use; what is long is above.

    Args:
        entries: The entries of a chronology.
        marks: Their marks, by id.
        numbers: The number of each group by its name.
    """
    return [
        Lane(name, number, tuple(_place_marks(entries, marks, name)))
        for name, number in numbers.items()
    ]


def _place_marks(
    entries: Sequence[Entry], marks: dict[str, tuple[DateMark, ...]], name: str
) -> Iterator[LaneMark]:
    """Yield the marks of a group: a period, then below it what is nested in it."""
    own = [
        (mark, number)
        for number, entry in enumerate(entries)
        if collect_facts(entry).group == name
        for mark in marks.get(entry.id, ())
    ]
    taken: list[list[tuple[float, float]]] = []
    for mark, number in sorted(own, key=lambda each: (-each[0].width, each[0].x)):
        room = max(mark.width, _LEAST_WIDTH) / 2
        begin, end = mark.middle - room, mark.middle + room
        free = (
            line
            for line, spans in enumerate(taken)
            if all(end <= start or after <= begin for start, after in spans)
        )
        line = next(free, len(taken))
        if line == len(taken):
            taken.append([])
        taken[line].append((begin, end))
        yield LaneMark(number, line, mark)
