"""Intervals, days and clock times in; the words that people read out, by locale, out.

They are as precise as what goes in and never more: the year 2012 is "2012". The table of each
language is in `locales`; no other module here knows a language by its name.
"""

from itinerary.dates.interval import measure_elapsed_time
from itinerary.dates.wording.clock import format_clock_range, format_clock_time, is_until
from itinerary.dates.wording.clock_changes import ClockChange, find_clock_changes
from itinerary.dates.wording.days import (
    format_date_with_offset,
    format_day_and_time,
    format_day_heading,
    format_day_range,
    format_year,
)
from itinerary.dates.wording.durations import (
    format_clock_difference,
    format_duration,
    format_utc_offset,
)
from itinerary.dates.wording.intervals import (
    format_interval,
    format_interval_with_weekdays,
    mark_doubt,
    strip_year,
)
from itinerary.dates.wording.lists import format_list
from itinerary.dates.wording.locales import compose_locale
from itinerary.dates.wording.month_first import describe_month_first
from itinerary.dates.wording.parts_of_day import format_part_of_day, name_part_from, name_part_until

__all__ = [
    "ClockChange",
    "compose_locale",
    "describe_month_first",
    "find_clock_changes",
    "format_clock_difference",
    "format_clock_range",
    "format_clock_time",
    "format_date_with_offset",
    "format_day_and_time",
    "format_day_heading",
    "format_day_range",
    "format_duration",
    "format_interval",
    "format_interval_with_weekdays",
    "format_list",
    "format_part_of_day",
    "format_utc_offset",
    "format_year",
    "is_until",
    "mark_doubt",
    "measure_elapsed_time",
    "name_part_from",
    "name_part_until",
    "strip_year",
]
