"""The ends of intervals in; values that compare with each other out."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, datetime
from typing import TYPE_CHECKING, TypeAlias

from itinerary.dates.interval.ancient import AncientDate
from itinerary.dates.interval.moments import (
    drop_time_zone,
    find_first_moment,
    to_clock_time,
    to_midnight,
)
from itinerary.diagnostics import require_argument

if TYPE_CHECKING:
    from itinerary.dates.interval import Interval

Bounds: TypeAlias = tuple[date, date]
_set_field = object.__setattr__


def align_bounds(one: Interval, other: Interval) -> tuple[Bounds, Bounds]:
    """Return the bounds of two intervals as values that compare with each other.

    Two intervals of closed days give those dates. Otherwise both give naive datetimes: two timed
    ones in UTC, and beside days an aware time as its own clock shows it.

    >>> from itinerary import Interval
    >>> day = Interval(date(2025, 9, 3), date(2025, 9, 4))
    >>> align_bounds(day, Interval(date(2025, 9, 3), None))[0]
    (datetime.datetime(2025, 9, 3, 0, 0), datetime.datetime(2025, 9, 4, 0, 0))

    Raises:
        TypeError: One of them is no interval.
    """
    try:
        a, b, c, d = one.start, one.end, other.start, other.end
    except AttributeError:  # which costs nothing where there is none
        require_argument("other", other, type(one), "an Interval")
        raise
    if type(a) is date and type(b) is date and type(c) is date and type(d) is date:
        return (a, b), (c, d)
    if one.is_timed and other.is_timed:
        return one.to_utc_bounds(), other.to_utc_bounds()
    bounds = find_clock_bounds(one), find_clock_bounds(other)
    (start, end), (other_start, other_end) = bounds
    ends: tuple[date, ...] = (start, end, other_start, other_end)
    if AncientDate not in map(type, ends):
        return bounds
    first = to_midnight(AncientDate.min)
    return (to_clock_time(a, first), end), (to_clock_time(c, first), other_end)


def find_clock_bounds(interval: Interval) -> tuple[datetime, datetime]:
    """Return both ends as naive datetimes, as the clocks there show them.

    A date becomes its midnight and an open side the end of time.

    >>> from itinerary import Interval
    >>> find_clock_bounds(Interval(date(2025, 9, 3), None))[0]
    datetime.datetime(2025, 9, 3, 0, 0)
    """
    start, end = interval.start, interval.end
    first = find_first_moment(end) if start is None else datetime.min
    return to_clock_time(start, first), to_clock_time(end, datetime.max)


def is_ancient(interval: Interval) -> bool:
    """Return whether a known end lies before the year 1, where there are no clock times.

    >>> from itinerary import Interval
    >>> is_ancient(Interval.from_edtf("-0043/0014")), is_ancient(Interval.from_edtf("0014"))
    (True, False)
    """
    return isinstance(interval.start, AncientDate) or isinstance(interval.last, AncientDate)


def drop_time_zones(interval: Interval) -> Interval:
    """Return the interval without time zones: what clocks at its two ends show.

    By them a flight may arrive before it departs: such an interval is not checked for its order.

    >>> from datetime import UTC
    >>> from itinerary import Grain, Interval
    >>> now = datetime(2025, 9, 3, 10, tzinfo=UTC)
    >>> drop_time_zones(Interval(now, None, Grain.MINUTE)).edtf
    '2025-09-03T10:00:00/..'
    """
    if not interval.is_timed:
        return interval
    found: Interval = object.__new__(type(interval))
    for each in fields(interval):
        _set_field(found, each.name, getattr(interval, each.name))
    _set_field(found, "start", drop_time_zone(interval.start))
    _set_field(found, "end", drop_time_zone(interval.end))
    return found


def has_unknown_zone(interval: Interval) -> bool:
    """Return whether an end is a clock time of which the zone is not known.

    >>> from itinerary import Interval
    >>> has_unknown_zone(Interval.from_edtf("2025-09-03T10:00:00"))
    True
    """
    start, end = interval.start, interval.end
    if isinstance(start, datetime) and start.tzinfo is None:
        return True
    return isinstance(end, datetime) and end.tzinfo is None
