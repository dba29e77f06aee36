"""Two intervals that claims came to in; whether one is a finer word of the other out."""

from __future__ import annotations

from datetime import timedelta

from itinerary.dates.interval import Grain, Interval, align_bounds

_MOMENT = timedelta(microseconds=1)
# How far from a date that is only about right another may lie that agrees with it: one unit of its
# grain; of clock times half an hour, which tells "about 2 pm" from 1 and 3 pm.
_MARGINS = (
    (Grain.HOUR, timedelta(minutes=30)),
    (Grain.PART_OF_DAY, timedelta(hours=1)),
    (Grain.DAY, timedelta(days=1)),
    (Grain.WEEK, timedelta(days=7)),
    (Grain.MONTH, timedelta(days=31)),
    (Grain.HALF, timedelta(days=184)),
    (Grain.YEAR, timedelta(days=366)),
    (Grain.DECADE, timedelta(days=3653)),
    (Grain.CENTURY, timedelta(days=36525)),
)


def fits_into(inner: Interval, outer: Interval) -> bool:
    """Return whether the first says no less than the second, and holds with it.

    A day or a longer stretch leaves room for all that lies inside it, and for what begins in it and
    lasts less than a day. Clock times agree if they begin together: a start with an end says more
    than the start alone. "After 14:00" leaves room for what is later, "about 14:00" for what is
    near.

    >>> from datetime import datetime
    >>> ten, noon = datetime(2025, 9, 3, 10), datetime(2025, 9, 3, 12)
    >>> start = Interval(ten, datetime(2025, 9, 3, 10, 1), Grain.MINUTE)
    >>> opening = Interval(ten, noon, Grain.MINUTE)
    >>> fits_into(opening, start), fits_into(start, opening)
    (True, False)
    >>> fits_into(start, Interval(datetime(2025, 9, 3, 9), None, Grain.MINUTE))
    True
    """
    if _is_clock_time(inner) and _is_clock_time(outer) and _has_both_ends(outer):
        return _begin_together(inner, outer) and (
            not _states_end(outer) or _end_together(inner, outer)
        )
    (start, end), (outer_start, outer_end) = align_bounds(inner, outer)
    margin = _find_margin(outer)
    if inner.start is None and _is_clock_time(inner):
        start = end - _MOMENT
    if outer_start - start > margin:
        return False
    if _is_clock_time(inner) and _counts_from_start(inner, outer):
        return start - outer_end < margin
    return end - outer_end <= margin


def _is_clock_time(interval: Interval) -> bool:
    return interval.grain <= Grain.HOUR


def _has_both_ends(interval: Interval) -> bool:
    return interval.start is not None and interval.end is not None


def _begin_together(inner: Interval, outer: Interval) -> bool:
    """Whether two clock times begin together, or one within the minute that the other names."""
    (start, _), (outer_start, outer_end) = align_bounds(inner, outer)
    is_in_minute = outer.is_point and outer_start <= start < outer_end
    is_near = is_in_minute or abs(start - outer_start) <= _find_margin(outer)
    return is_near and inner.grain <= outer.grain


def _end_together(inner: Interval, outer: Interval) -> bool:
    (_, end), (_, outer_end) = align_bounds(inner, outer)
    return _states_end(inner) and abs(end - outer_end) <= _find_margin(outer)


def _states_end(interval: Interval) -> bool:
    """Whether a clock time says when it is over; "in the next hour" does not."""
    return interval.grain < Grain.HOUR and _has_both_ends(interval) and not interval.is_point


def _counts_from_start(inner: Interval, outer: Interval) -> bool:
    """Whether a clock time fits if it begins in the other: it may last past midnight."""
    return inner.end is None or (
        outer.start is not None and (inner.duration or timedelta()) < timedelta(days=1)
    )


def _find_margin(interval: Interval) -> timedelta:
    """Return how far from what an interval says it may be: nothing unless it is about right."""
    if not interval.about:
        return timedelta()
    return next(margin for grain, margin in _MARGINS if interval.grain <= grain)
