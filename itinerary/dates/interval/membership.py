"""An interval of clock times and a moment in; whether the moment lies in it out."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from itinerary.dates.interval.moments import measure_elapsed_time

if TYPE_CHECKING:
    from itinerary.dates.interval import Interval

_NOTHING = timedelta()


def has_moment(interval: Interval, moment: date) -> bool:
    """Return whether a moment lies in an interval of clock times, as `in` says.

    Raises:
        TypeError: It is a day.
        ValueError: One of them is naive and the other aware.
    """
    if not isinstance(moment, datetime):
        raise TypeError(
            f"value is the day {moment}, but the interval is of clock times: give a datetime,"
            " or compare the day's interval by overlaps or is_within"
        )
    ends = (interval.start, interval.end)
    start, end = (each if isinstance(each, datetime) else None for each in ends)
    zones = {each.tzinfo is None for each in (start, end) if each}
    if zones != {moment.tzinfo is None}:
        has, lacks = ("no", "one") if moment.tzinfo is None else ("a", "none")
        raise ValueError(f"value has {has} time zone, but the interval has {lacks}")
    is_early = start is not None and measure_elapsed_time(start, moment) < _NOTHING
    return not is_early and (end is None or measure_elapsed_time(moment, end) > _NOTHING)
