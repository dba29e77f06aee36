"""The days of a history in; a scale of years out, which leaves out where nothing happens.

Positions are per cent of the scale. There was no year 0, and none is named.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from itinerary.dates.interval import Interval, build_date
from itinerary.dates.wording import format_year

YEAR_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)  # between named years
MAX_NAMED_YEARS = 7
BREAK_WIDTH = 4  # per cent that a gap takes which is left out
MIN_WIDTH = 8  # per cent of what lies between two such gaps
LABEL_WIDTH = 13  # per cent of the scale that the name of a year takes
_LEAST_GAP = 5  # years that a gap has which is left out
_GAP_SHARE = 6  # … and it is longer than a sixth of the whole
_LAST_YEAR = 9999


class YearTick(NamedTuple):
    """A year that is named on the scale."""

    x: float
    name: str


class _Stretch(NamedTuple):
    """A part of the scale without a gap, in years and per cent."""

    first: float
    last: float
    start: float
    end: float

    def locate(self, year: float) -> float:
        """Return where a year stands; one of another stretch stands at an end."""
        share = (year - self.first) / (self.last - self.first)
        return self.start + min(max(share, 0), 1) * (self.end - self.start)


class YearScale(NamedTuple):
    """A scale of years; between its stretches are years in which nothing happens."""

    stretches: Sequence[_Stretch]
    ticks: tuple[YearTick, ...]

    @property
    def breaks(self) -> list[float]:
        """Where years are left out."""
        pairs = pairwise(self.stretches)
        return [round((one.end + other.start) / 2, 2) for one, other in pairs]

    def locate_day(self, day: date, days: int = 0) -> float:
        """Return where a day begins, or the day so many days later."""
        year = convert_to_years(day, days)
        number = bisect_right([each.first for each in self.stretches], year) - 1
        return round(self.stretches[max(number, 0)].locate(year), 2)


def build_year_scale(
    intervals: Iterable[Interval], language: str = "en", *, has_breaks: bool = False
) -> YearScale | None:
    """Return the scale of what is dated; None where nothing is.

    Args:
        intervals: When things are.
        language: The language of its years, which tell the era where there is need.
        has_breaks: Whether long gaps are left out.
    """
    spans = sorted(_list_spans(intervals))
    if not spans:
        return None
    blocks = list(_join_spans(spans, has_breaks=has_breaks))
    if len(blocks) == 1:
        blocks = [_align_block(blocks[0])]
    stretches = list(_place_blocks(blocks))
    ticks = _drop_crowded_ticks(_iterate_ticks(stretches, language))
    return YearScale(stretches, tuple(ticks))


def convert_to_years(day: date, days: int = 0) -> float:
    """Return a day as a number of years, plus a number of days; 1 BC is the year 0."""
    first = build_date(day.year)
    length = _count_days(day.year)
    return day.year + (day.toordinal() - first.toordinal() + days) / length


def _count_days(year: int) -> int:
    is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 366 if is_leap else 365


def _list_spans(intervals: Iterable[Interval]) -> Iterator[tuple[int, int]]:
    """Yield the years of each interval: the first, and the one after the last."""
    for each in intervals:
        days = [day for day in (each.first, each.last) if day]
        if days:
            yield days[0].year, days[-1].year + 1


class _Block(NamedTuple):
    """Years without a long gap: the first, the one after the last, and how much is in them."""

    first: int
    last: int
    events: int


def _join_spans(spans: Sequence[tuple[int, int]], *, has_breaks: bool) -> Iterator[_Block]:
    """Yield stretches of years, without the long gaps between them."""
    whole = max(last for _, last in spans) - spans[0][0]
    first, last = spans[0]
    count = 0
    for begin, end in spans:
        gap = begin - last
        if has_breaks and gap >= _LEAST_GAP and gap * _GAP_SHARE > whole:
            yield _Block(first, last, count)
            first, count = begin, 0
        last = max(last, end)
        count += 1
    yield _Block(first, last, count)


def _align_block(block: _Block) -> _Block:
    """Return a block that begins with a year that is named; round years BC are one later."""
    step, is_before = _choose_step(block.last - block.first, 100), block.first < 1
    return block._replace(first=(block.first - is_before) // step * step + is_before)


def _choose_step(years: float, width: float) -> int:
    """Return from how many years to how many a year is named in a part of the scale."""
    most = max(MAX_NAMED_YEARS * width / 100, 1)
    return next(each for each in YEAR_STEPS if years / each < most or each == YEAR_STEPS[-1])


def _place_blocks(blocks: Sequence[_Block]) -> Iterator[_Stretch]:
    """Yield the blocks with their share of the scale: half by their years, half by their count."""
    least = MIN_WIDTH if len(blocks) > 1 else 0
    room = 100 - BREAK_WIDTH * (len(blocks) - 1) - least * len(blocks)
    years, count = (
        sum(each.last - each.first for each in blocks),
        sum(each.events for each in blocks),
    )
    at = 0.0
    for each in blocks:
        share = ((each.last - each.first) / years + each.events / count) / 2
        width = least + room * share
        yield _Stretch(each.first, each.last, at, at + width)
        at += width + BREAK_WIDTH


def _iterate_ticks(stretches: Sequence[_Stretch], language: str) -> Iterator[YearTick]:
    """Yield the years that are named: in each stretch those that are round, or else the first."""
    for each in stretches:
        last = int(each.last) - (len(stretches) > 1)  # where it ends, nothing is
        step = _choose_step(each.last - each.first, each.end - each.start)
        round_years = list(_iterate_round_years(int(each.first), last, step))
        for year in round_years or [int(each.first)]:
            yield YearTick(round(each.locate(year), 2), format_year(year, language))


def _drop_crowded_ticks(ticks: Iterable[YearTick]) -> Iterator[YearTick]:
    """Yield the years in order, without those that would run into the one before."""
    free = 0.0
    for tick in ticks:
        if tick.x >= free:
            yield tick
            free = tick.x + LABEL_WIDTH


def _iterate_round_years(first: int, last: int, step: int) -> Iterator[int]:
    """Yield the round years from one to another; of those BC, the round ones of that era."""
    if step == 1:
        yield from range(first, min(last, _LAST_YEAR) + 1)
        return
    for number in range(-(first - 1) // step * step, 0, -step):  # years BC
        if first <= 1 - number <= last:
            yield 1 - number
    for year in range(max(first // step * step, 0), last + 1, step):
        if first <= year <= min(last, _LAST_YEAR) and (year or first < 0):
            yield year or 1  # there was no year 0
