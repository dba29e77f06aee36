"""Dates with years of two digits in; the same in the century of the years beside them, out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from itinerary.dates.expressions import (
    ApproximateDate,
    CalendarDate,
    DecadeOrCentury,
    EarlyMidLate,
    Expression,
    ShortYear,
)
from itinerary.dates.interval import Grain

YEARS_OF_CENTURY = 100


def lend_century(items: Sequence[Expression]) -> tuple[Expression, ...]:
    """Return the items of a range or list; years of two digits are next to the full ones before.

    So "1914 to 11 November 18" ends in 1918, and "the 1870s and 80s" are of one century. A year of
    two digits before a full one is the last of its digits before that.
    """
    result = [*items]
    for index in range(1, len(result)):
        result[index] = _settle_short_year(result[index], _find_year(result[index - 1]), 1)
    for index in range(len(result) - 2, -1, -1):
        result[index] = _settle_short_year(result[index], _find_year(result[index + 1]), -1)
    return tuple(result)


def _find_year(date: Expression) -> int | None:
    """Return the year that a date is of, or that its decade begins with."""
    if isinstance(date, CalendarDate):
        return date.year
    if isinstance(date, DecadeOrCentury) and date.grain == Grain.DECADE:
        return date.first
    if isinstance(date, EarlyMidLate | ApproximateDate):
        return _find_year(date.base)
    return None


def _settle_short_year(date: Expression, beside: int | None, side: int) -> Expression:
    """Return a date whose year of two digits lies next to another year, behind it or before."""
    year = _find_year(date)
    if beside is None or isinstance(beside, ShortYear) or not isinstance(year, ShortYear):
        return date
    settled = beside + side * ((year - beside) * side % YEARS_OF_CENTURY)
    if isinstance(date, CalendarDate):
        return replace(date, year=settled)
    if isinstance(date, DecadeOrCentury):
        return replace(date, first=settled)
    if isinstance(date, EarlyMidLate | ApproximateDate):
        return replace(date, base=_settle_short_year(date.base, beside, side))
    return date
