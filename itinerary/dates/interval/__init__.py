"""The two values that all of the library speaks of time in: a grain, and an interval known to it.

`itinerary.dates.arithmetic` computes with them.
"""

from itinerary.dates.interval.ancient import AncientDate, add_days, build_date
from itinerary.dates.interval.bounds import (
    Bounds,
    align_bounds,
    drop_time_zones,
    find_clock_bounds,
    has_unknown_zone,
    is_ancient,
)
from itinerary.dates.interval.edtf import format_edtf_list, has_named_seasons
from itinerary.dates.interval.grain import WEEKDAYS, Grain, Part
from itinerary.dates.interval.interval import Interval
from itinerary.dates.interval.moments import measure_elapsed_time, to_midnight, to_plain_date
from itinerary.dates.interval.validation import NoTimeError, find_grain_of_days

__all__ = [
    "WEEKDAYS",
    "AncientDate",
    "Bounds",
    "Grain",
    "Interval",
    "NoTimeError",
    "Part",
    "add_days",
    "align_bounds",
    "build_date",
    "drop_time_zones",
    "find_clock_bounds",
    "find_grain_of_days",
    "format_edtf_list",
    "has_named_seasons",
    "has_unknown_zone",
    "is_ancient",
    "measure_elapsed_time",
    "to_midnight",
    "to_plain_date",
]
