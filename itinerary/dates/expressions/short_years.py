"""Years of two digits in; those of four that they stand for, out."""

from __future__ import annotations

from itinerary.dates.expressions.context import Context


class ShortYear(int):
    """A year that was written in two digits, so that a context may put it a century before."""

    __slots__ = ()


def expand_year(number: int) -> int:
    """Return a year of two digits as one of four: 00-49 are 2000-2049, 50-99 are 1950-1999.

    >>> expand_year(25), expand_year(96), expand_year(1822)
    (2025, 1996, 1822)
    """
    return number if number > 99 else ShortYear(number + (2000 if number < 50 else 1900))


def settle_century(year: int, context: Context) -> int:
    """Return a year; one of two digits that is to come, a century before where the past is meant.

    >>> from datetime import datetime
    >>> from itinerary.dates.expressions import Conventions
    >>> past = Context(datetime(2025, 8, 29), Conventions(prefer="past"))
    >>> settle_century(expand_year(44), past), settle_century(2044, past)
    (1944, 2044)
    """
    if isinstance(year, ShortYear) and context.conventions.prefer == "past":
        return int(year) - 100 if year > context.today.year else int(year)
    return int(year)
