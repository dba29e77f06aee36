"""The early, middle or late third of a unit in; the unit that the words named out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from itinerary.dates.arithmetic import find_calendar_unit
from itinerary.dates.interval import Grain, Interval, Part

_THIRDS: tuple[Part, ...] = ("early", "mid", "late")
_DAYS = ((1, 11), (11, 21), (21, 1))  # of a month
_MONTHS = {1: Grain.QUARTER, 2: Grain.HALF, 4: Grain.YEAR}  # by the length of a third
_YEARS = {3: Grain.DECADE, 4: Grain.DECADE, 33: Grain.CENTURY, 34: Grain.CENTURY}


def restore_unit(interval: Interval) -> Interval:
    """Return a third with the ends and the grain of its unit, so that it reads as the words said.

    What is no third, or one of a week, stays as it is.

    >>> early = Interval(date(1990, 1, 1), date(1993, 1, 1), Grain.YEAR, part="early")
    >>> restore_unit(early).grain
    <Grain.DECADE: 13>
    """
    start, end, part = interval.start, interval.end, interval.part
    grain = _find_unit_grain(start, end, part, interval.grain) if part and start and end else None
    if grain is None or start is None:
        return interval
    try:
        unit = find_calendar_unit(start, grain)
    except (ValueError, OverflowError):  # it ends with the calendar
        return interval
    return replace(interval, start=unit.start, end=unit.end, grain=grain)


def _find_unit_grain(start: date, end: date, part: Part, grain: Grain) -> Grain | None:
    """Return the grain of the unit that days are a third of; None where they are of none."""
    third = _THIRDS.index(part)
    months = (end.year - start.year) * 12 + end.month - start.month
    if grain == Grain.DAY:
        is_of_month = (start.day, end.day) == _DAYS[third] and months == (third == 2)
        return Grain.MONTH if is_of_month else None
    if grain == Grain.MONTH and start.day == end.day == 1:
        if months == 1 and start.month % 3 == third:
            return Grain.SEASON
        is_in_place = (start.month - 1) % (3 * months) == third * months
        return _MONTHS.get(months) if is_in_place else None
    if grain == Grain.YEAR:
        return _YEARS.get(end.year - start.year)
    return None
