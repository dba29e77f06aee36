"""The background of a timeline in; a scale of years out, and where each date lies on it.

Positions and widths are per cent of the scale. The shape of a mark tells how precisely its date is
known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from itinerary.dates.interval import Grain, Interval
from itinerary.dates.wording import format_year
from itinerary.timeline import Entry

YEAR_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)  # between named years
MAX_NAMED_YEARS = 7
BACKGROUND_SHAPE_MEANINGS = {
    "day": "known to the day",
    "month": "to the month",
    "year": "to the year",
    "age": "to the decade or less",
    "about": "about",
}
# The coarsest grain that each shape stands for.
SHAPES_BY_GRAIN = (
    (Grain.DAY, "day"),
    (Grain.SEASON, "month"),
    (Grain.YEAR, "year"),
    (Grain.CENTURY, "age"),
)


class YearTick(NamedTuple):
    """A year that is named on the scale."""

    x: float
    name: str


class DateMark(NamedTuple):
    """A date on the scale: the stretch that it may lie in."""

    shape: str  # one of `BACKGROUND_SHAPE_MEANINGS`
    is_about: bool
    x: float  # where the stretch begins
    width: float

    @property
    def middle(self) -> float:
        """Where the shape stands."""
        return round(self.x + self.width / 2, 2)


class BackgroundAxis(NamedTuple):
    """The scale, and the marks of each entry by its id."""

    years: tuple[YearTick, ...]
    marks: dict[str, tuple[DateMark, ...]]

    @property
    def shapes(self) -> set[str]:
        """The shapes that are drawn on it."""
        marks = [mark for marks in self.marks.values() for mark in marks]
        return {mark.shape for mark in marks} | {"about" for mark in marks if mark.is_about}


def build_background_axis(entries: Iterable[Entry], language: str = "en") -> BackgroundAxis | None:
    """Return the scale of what is dated among the entries; None where nothing is.

    Years are named in a language.
    """
    dated = {entry.id: entry.intervals for entry in entries if not entry.is_open}
    ends = [
        day
        for intervals in dated.values()
        for each in intervals
        for day in (each.first, each.last)
        if day
    ]
    if not ends:
        return None
    first, last = min(ends).year, max(ends).year + 1
    step = next(each for each in YEAR_STEPS if (last - first) / each < MAX_NAMED_YEARS)
    first = first // step * step
    scale = (first, last - first)
    # 500 BC is the year -499; of single years each is named, of others 1 in place of 0.
    years = [each + (each < 1 < step) for each in range(first, last + 1, step)]
    return BackgroundAxis(
        tuple(YearTick(_locate_year(scale, each), format_year(each, language)) for each in years),
        {id: tuple(_mark_intervals(scale, intervals)) for id, intervals in dated.items()},
    )


def _locate_year(scale: tuple[int, int], year: float) -> float:
    return round((year - scale[0]) / scale[1] * 100, 2)


def _mark_intervals(scale: tuple[int, int], intervals: Iterable[Interval]) -> Iterator[DateMark]:
    for each in intervals:
        begin = _locate_year(scale, _convert_to_years(each.first)) if each.first else 0
        end = _locate_year(scale, _convert_to_years(each.last, days=1)) if each.last else 100
        shape = next(shape for grain, shape in SHAPES_BY_GRAIN if each.grain <= grain)
        yield DateMark(shape, each.about, begin, round(end - begin, 2))


def _convert_to_years(day: date, days: int = 0) -> float:
    """Return a day as a number of years, plus a number of days."""
    begin, end = day.replace(month=1, day=1), day.replace(month=12, day=31)
    return day.year + ((day - begin).days + days) / ((end - begin).days + 1)
