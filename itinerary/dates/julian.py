"""Days of the Julian calendar in; the same days by the Gregorian one out, and back.

A day of the Julian calendar is written as the date of the same year, month and number. The two
differ by 10 days from 1582 on, by 13 from 1900.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from itinerary.dates.interval import Grain, Interval, add_days

_MARCH = 3


def convert_from_julian(day: date) -> date:
    """Return the Gregorian date of a day that is given by the Julian calendar.

    >>> convert_from_julian(date(1917, 10, 25)), convert_from_julian(date(1649, 1, 30))
    (datetime.date(1917, 11, 7), datetime.date(1649, 2, 9))
    """
    return add_days(day, _count_days_behind(day))


def convert_to_julian(day: date) -> date | None:
    """Return the date of a day by the Julian calendar; None for a leap day that ours has not.

    >>> convert_to_julian(date(1917, 11, 7)), convert_to_julian(date(1900, 3, 13))
    (datetime.date(1917, 10, 25), None)
    """
    for guess in (day, add_days(day, -20)):
        found = add_days(day, -_count_days_behind(guess))
        if convert_from_julian(found) == day:
            return found
    return None


def put_on_gregorian_calendar(interval: Interval) -> Interval:
    """Return days or months that are given by the Julian calendar as the same days of ours.

    Seasons, years and longer units are left: no source means other ones.

    >>> put_on_gregorian_calendar(Interval(date(1917, 10, 1), date(1917, 11, 1), Grain.MONTH)).edtf
    '1917-10-14/1917-11-13'
    """
    start, end = interval.start, interval.end
    if interval.grain > Grain.MONTH:
        return interval
    if not interval.is_timed:
        start, last = _convert_side(start), _convert_side(interval.last)
        end = last and add_days(last, 1)
        grain = min(interval.grain, Grain.DAY)
        return replace(interval, start=start, end=end, grain=grain, part=None, julian=True)
    known = interval.first or interval.last or date.min
    behind = timedelta(days=_count_days_behind(known))
    return replace(interval, start=start and start + behind, end=end and end + behind, julian=True)


def _convert_side(day: date | None) -> date | None:
    return None if day is None else convert_from_julian(day)


def _count_days_behind(day: date) -> int:
    """Return how many days the Julian calendar is behind ours on a day that it has."""
    year = day.year if day.month >= _MARCH else day.year - 1
    return year // 100 - year // 400 - 2
