"""Days, and clock times on them, in; words out: headings, and the pieces of ranges."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

from itinerary.dates.interval import Grain
from itinerary.dates.wording.clock import format_clock_time
from itinerary.dates.wording.durations import format_utc_offset
from itinerary.dates.wording.locales import Pieces, find_wording, get_calendar_name
from itinerary.dates.wording.numerals import format_english_ordinal, format_roman_numeral

# Weeks and weekends are read out by their days, and seasons by their months, since those are the
# same in both hemispheres.
GRAIN_READ_OUT = {Grain.WEEK: Grain.DAY, Grain.WEEKEND: Grain.DAY, Grain.SEASON: Grain.MONTH}


def format_day_heading(day: date, language: str = "en") -> str:
    """Format the heading of a day, which always has its weekday.

    >>> format_day_heading(date(2025, 9, 3))
    'Wed 3 Sep 2025'
    """
    known = find_wording(language)
    return known.heading.format(
        weekday=_format_weekday(day, language),
        day=day.day,
        month=get_calendar_name("MMM", day.month, known),
        year=day.year,
    )


def format_day_range(first: date, last: date, language: str = "en") -> str:
    """Format the days from one through another with their weekdays; what they share is said once.

    >>> format_day_range(date(2025, 9, 2), date(2025, 9, 4), "es")
    'mar, 2 – jue, 4 sept 2025'
    """
    begin = format_day_heading(first, language).split()
    end = format_day_heading(last, language).split()
    if begin == end:
        return " ".join(end)
    while begin[-1] == end[len(begin) - 1] and len(begin) > 2:
        begin.pop()
    return f"{' '.join(begin)} – {' '.join(end)}"


def format_day_in_full(day: date, language: str = "en") -> str:
    """Format a day with its weekday and the full name of its month.

    >>> format_day_in_full(date(2025, 9, 3), "es")
    'mié, 3 de septiembre de 2025'
    """
    weekday = find_wording(language).heading.partition(" ")[0]
    text = "".join(split_unit(day, Grain.DAY, language))
    return f"{weekday.format(weekday=_format_weekday(day, language))} {text}"


def format_day_and_time(time: datetime, language: str = "en") -> str:
    """Format a clock time with its day.

    >>> format_day_and_time(datetime(2025, 9, 3, 10))
    'Wed 3 September 2025, 10:00'
    """
    return f"{format_day_in_full(time.date(), language)}, {format_clock_time(time, language)}"


def format_date_with_offset(value: date, language: str = "en") -> str:
    """Format a day, or a clock time with its offset from UTC where it is aware.

    >>> format_date_with_offset(datetime.fromisoformat("2025-09-04T06:00-04:00"))
    'Thu 4 Sep 2025, 06:00 (UTC−4)'
    """
    heading = format_day_heading(value, language)
    if not isinstance(value, datetime):
        return heading
    offset = f" ({format_utc_offset(value)})" if value.tzinfo else ""
    return f"{heading}, {format_clock_time(value, language)}{offset}"


def _format_weekday(day: date, language: str) -> str:
    return get_calendar_name("ddd", day.isoweekday(), find_wording(language))


@lru_cache(maxsize=4096)
def split_unit(day: date, grain: Grain, language: str) -> Pieces:
    """Return the words for the unit of a grain that a day is in, from the finest to the coarsest.

    >>> split_unit(date(2025, 9, 3), Grain.MONTH, "es")
    ('septiembre', ' de 2025')
    """
    known = find_wording(language)
    grain = GRAIN_READ_OUT.get(grain, max(grain, Grain.DAY))
    century = day.year // 100 + 1
    fields = {
        "day": day.day,
        "month": get_calendar_name("MMMM", day.month, known),
        "year": day.year,
        "decade": day.year // 10 * 10,
        "quarter": (day.month + 2) // 3,
        "half": known.half_year_names[day.month > 6],
        "ordinal": format_english_ordinal(century),
        "roman": format_roman_numeral(century),
    }
    return tuple(pattern.format(**fields) for pattern in known.dates[grain])
