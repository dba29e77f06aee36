"""Dates and intervals in; dates and intervals out: the only calendar arithmetic of the library.

All of it is by the proleptic Gregorian calendar, on the wall clock (a zone is kept as it is), and
raises ValueError or OverflowError where a result would lie outside the years -9999 to 9999, or of
clock times outside the years 1 to 9999.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from pendulum.helpers import add_duration

from itinerary.dates.interval import (
    AncientDate,
    Grain,
    Interval,
    add_days,
    align_bounds,
    build_date,
    find_grain_of_days,
)

DateT = TypeVar("DateT", date, datetime)

# One unit of a grain, as pendulum counts it: the key, and how many of it.
_PENDULUM_UNITS = {
    Grain.SECOND: ("seconds", 1),
    Grain.MINUTE: ("minutes", 1),
    Grain.HOUR: ("hours", 1),
    Grain.DAY: ("days", 1),
    Grain.WEEKEND: ("weeks", 1),
    Grain.WEEK: ("weeks", 1),
    Grain.MONTH: ("months", 1),
    Grain.QUARTER: ("months", 3),
    Grain.SEASON: ("months", 3),
    Grain.HALF: ("months", 6),
    Grain.YEAR: ("years", 1),
    Grain.DECADE: ("years", 10),
    Grain.CENTURY: ("years", 100),
}
_MONTHS_PER_UNIT = {Grain.MONTH: 1, Grain.QUARTER: 3, Grain.HALF: 6}
YEARS_PER_UNIT = {Grain.YEAR: 1, Grain.DECADE: 10, Grain.CENTURY: 100}
_DAYS_PER_MONTH = 30  # of a part of a month: "one and a half months"
_LAST_DAY_OF_EVERY_MONTH = 28


def find_calendar_unit(day: date, grain: Grain, week_start: int = 0) -> Interval:
    """Return the one unit of a grain that holds a day, as `[first day, day after the last)`.

    Args:
        day: A date, or a datetime, of which only the day counts.
        grain: Day or coarser, but no weekend, since most days are in none. Seasons are the
            meteorological ones, which begin in March, June, September and December; a decade
            begins with a year that ends in 0, a century with one that ends in 00. Before the year
            1 they end with such years BC: the 4th century BC is 400 to 301 BC.
        week_start: The weekday that weeks begin on; Monday is 0, as in ISO 8601.

    >>> find_calendar_unit(date(2025, 8, 29), Grain.QUARTER).edtf
    '2025-35'
    >>> find_calendar_unit(date(2025, 8, 29), Grain.WEEK, week_start=6).edtf
    '2025-08-24/2025-08-30'
    """
    start = day.date() if isinstance(day, datetime) else day
    if grain == Grain.WEEK:
        start = add_days(start, -((start.weekday() - week_start) % 7))
    elif grain == Grain.SEASON:
        start = add_units(start.replace(day=1), -(start.month % 3), Grain.MONTH)
    elif grain in _MONTHS_PER_UNIT:
        months = _MONTHS_PER_UNIT[grain]
        start = start.replace(month=(start.month - 1) // months * months + 1, day=1)
    elif grain in YEARS_PER_UNIT:
        years = YEARS_PER_UNIT[grain]
        is_before = start.year < 1  # the first BC is the year 0
        first = (start.year - is_before) // years * years + is_before
        begin = first if is_before else max(first, 1)
        return Interval(build_date(begin), build_date(first + years), grain)
    return Interval(start, add_units(start, 1, grain), grain)


def add_units(value: DateT, count: float, grain: Grain) -> DateT:
    """Return the date or time so many units later, or earlier for a negative count.

    A day that the month lacks becomes its last one. Of a part of a month each tenth is three days.
    Hours of an aware time are added on the wall clock; see `Context.add_units_in_zone` for elapsed
    time. Weekends count as weeks; a part of a day is no unit (KeyError).

    >>> add_units(date(2025, 1, 31), 1, Grain.MONTH)
    datetime.date(2025, 2, 28)
    >>> add_units(date(2025, 1, 31), 1.5, Grain.YEAR)
    datetime.date(2026, 7, 31)
    """
    key, size = _PENDULUM_UNITS[grain]
    if key not in ("months", "years"):
        return _add_time(value, timedelta(**{key: count * size}))
    whole, part = divmod(count * size * (12 if key == "years" else 1), 1)
    year, month = divmod(value.year * 12 + value.month - 1 + int(whole), 12)
    if value.day <= _LAST_DAY_OF_EVERY_MONTH:
        moved = _replace_month(value, year, month + 1, value.day)
    elif year > 0 and not isinstance(value, AncientDate):
        moved = add_duration(value, months=int(whole))
    else:
        last = add_days(build_date(year + month // 11, (month + 1) % 12 + 1), -1).day
        moved = _replace_month(value, year, month + 1, min(value.day, last))
    return _add_time(moved, timedelta(days=round(part * _DAYS_PER_MONTH))) if part else moved


def _add_time(value: DateT, time: timedelta) -> DateT:
    """Return a date or time so much later; a date may come to lie before the year 1."""
    try:
        return value + time
    except OverflowError:
        if isinstance(value, datetime):
            raise
        return add_days(value, time.days)


def _replace_month(value: DateT, year: int, month: int, day: int) -> DateT:
    if isinstance(value, datetime) or year > 0:
        return value.replace(year=year, month=month, day=day)
    return build_date(year, month, day)


def enclose_intervals(intervals: Iterable[Interval]) -> Interval | None:
    """Return the smallest interval that holds them all, with the finest of their grains.

    Days beside clock times, and naive times beside aware ones, give whole days. How well the
    dates themselves are known, such as that they are uncertain, is not said of the whole. Returns
    None for no intervals.

    >>> enclose_intervals([Interval(date(2025, 9, 2), date(2025, 9, 3)),
    ...     Interval(date(2025, 9, 4), date(2025, 9, 5))]).edtf
    '2025-09-02/2025-09-04'
    """
    found = [*intervals]
    if len(found) < 2:
        return found[0] if found else None
    found.sort(key=Interval.to_utc_bounds)
    last = max(found, key=lambda each: each.to_utc_bounds()[1])
    if found[0] is last:
        return last
    ends = (found[0].start, last.end)
    if not _can_bound_interval(*ends):
        return enclose_intervals(widen_to_days(each) for each in found)
    grain = find_possible_grain(*ends, min(each.grain for each in found))
    return Interval(*ends, grain, south=any(each.south for each in found))


def _can_bound_interval(start: date | None, end: date | None) -> bool:
    """Return whether two ends make one interval: both dates, both naive or both aware times."""
    if isinstance(start, datetime) and isinstance(end, datetime):
        return (start.tzinfo is None) == (end.tzinfo is None)
    return isinstance(start, datetime) == isinstance(end, datetime)


def find_possible_grain(start: date | None, end: date | None, grain: Grain) -> Grain:
    """Return the grain that an interval between two ends can have, if not the given one.

    Days are known to the day at best, and to a coarser grain only if they are whole units of it.
    Clock times that are known to the day or less well are those of weekends.

    >>> find_possible_grain(date(2025, 9, 2), None, Grain.MINUTE)
    <Grain.DAY: 5>
    >>> find_possible_grain(date(2025, 1, 1), date(2025, 12, 1), Grain.QUARTER)
    <Grain.MONTH: 8>
    """
    if isinstance(start, datetime) or isinstance(end, datetime):
        return grain if grain < Grain.DAY else Grain.WEEKEND
    return find_grain_of_days(start, end, grain)


def touches_day(interval: Interval, day: date) -> bool:
    """Return whether a day is one that an interval touches, on the clocks of its ends.

    >>> touches_day(Interval(date(2025, 9, 2), date(2025, 9, 5)), date(2025, 9, 5))
    False
    >>> touches_day(Interval(date(2025, 9, 2), None), date(2026, 1, 1))
    True
    """
    return (interval.first or day) <= day <= (interval.last or day)


def widen_to_days(interval: Interval) -> Interval:
    """Return the whole days that an interval touches; one through 9999-12-31 becomes open.

    >>> widen_to_days(Interval(datetime(2025, 9, 3, 18), datetime(2025, 9, 4, 1), Grain.HOUR)).edtf
    '2025-09-03/2025-09-04'
    """
    if not interval.is_timed:
        return interval
    first, last = interval.first, interval.last
    if first and last and last < first:  # by the clocks there a flight arrives before it departs
        first, last = last, first
    end = last + timedelta(days=1) if last and last < date.max else None
    grain = max(interval.grain, Grain.DAY)
    return replace(interval, start=first, end=end, grain=grain)


def extend_interval(first: Interval, last: Interval) -> Interval:
    """Return the stretch from the start of one date to another.

    It goes through the other date, but only up to it where that is a clock time. What is said of
    one of them, such as that it is uncertain, is said of the stretch, which is known only as well
    as the one that is known less. Where the other is over
    before the first begins, the first alone is returned; of clock times with and without a time
    zone only the days are compared.

    >>> tuesday = Interval(date(2025, 9, 2), date(2025, 9, 3))
    >>> extend_interval(tuesday, Interval(date(2025, 9, 4), date(2025, 9, 5))).edtf
    '2025-09-02/2025-09-04'
    """
    is_comparable = not first.is_timed or not last.is_timed or _is_aware(first) == _is_aware(last)
    compared = (first, last) if is_comparable else (widen_to_days(first), widen_to_days(last))
    (start, _), (last_start, last_end) = align_bounds(*compared)
    if first == last or (last_start if compared[1].is_point else last_end) <= start:
        return first
    end = last.start if last.is_point else last.end
    grain = max(first.grain, last.grain)
    names = ("about", "uncertain", "within", "south")
    qualities: dict[str, Any] = {
        name: getattr(first, name) or getattr(last, name) for name in names
    }
    if first.is_timed and last.is_timed and _can_bound_interval(first.start, end):
        return Interval(first.start, end, find_possible_grain(first.start, end, grain), **qualities)
    ends = (widen_to_days(first).start, widen_to_days(last).end)
    return Interval(*ends, find_possible_grain(*ends, grain), **qualities)


def _is_aware(interval: Interval) -> bool:
    return any(
        isinstance(each, datetime) and each.tzinfo is not None
        for each in (interval.start, interval.end)
    )


def merge_intervals(intervals: Iterable[Interval]) -> tuple[Interval, ...]:
    """Return the intervals in order, those that touch or overlap made one.

    Days are not merged with clock times, nor exact times with others. Tuesday and Wednesday are one
    stretch of two days:

    >>> [each.edtf for each in merge_intervals([Interval(date(2025, 9, 3), date(2025, 9, 4)),
    ...     Interval(date(2025, 9, 2), date(2025, 9, 3))])]
    ['2025-09-02/2025-09-03']
    """
    found = tuple(intervals)
    if len(found) < 2:
        return found
    result: list[Interval] = []
    for each in sorted(found, key=Interval.to_utc_bounds):
        if result and _touches(result[-1], each):
            whole = enclose_intervals([result[-1], each]) or each
            result[-1] = replace(whole, about=each.about, uncertain=each.uncertain)
        else:
            result.append(each)
    return tuple(result)


def _touches(one: Interval, following: Interval) -> bool:
    """Return whether no time lies between an interval and one that begins no earlier."""
    begins_in_time = following.to_utc_bounds()[0] <= one.to_utc_bounds()[1]
    is_of_one_kind = one.is_timed == following.is_timed and not (one.within or following.within)
    is_as_exact = (one.about, one.uncertain) == (following.about, following.uncertain)
    return begins_in_time and is_of_one_kind and is_as_exact
