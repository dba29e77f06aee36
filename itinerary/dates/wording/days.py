"""Days, and clock times on them, in; words out: headings, and the pieces of ranges."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

from itinerary.dates.arithmetic import find_calendar_unit
from itinerary.dates.interval import Grain
from itinerary.dates.wording.clock import format_clock_time
from itinerary.dates.wording.durations import format_utc_offset
from itinerary.dates.wording.locales import Pieces, Wording, find_wording, get_calendar_name
from itinerary.dates.wording.numerals import format_english_ordinal, format_roman_numeral

# Weeks and weekends are read out by their days.
GRAIN_READ_OUT = {Grain.WEEK: Grain.DAY, Grain.WEEKEND: Grain.DAY}
# Before it other calendars were in use everywhere, by which a day had another date: its weekday by
# ours is that of no source.
_FIRST_GREGORIAN_DAY = (1582, 10, 15)
_FIRST_YEAR_WITHOUT_ERA = 100  # "64" is read as 1964


def format_day_heading(day: date, language: str = "en") -> str:
    """Format the heading of a day with its weekday, if it is one of the Gregorian calendar.

    >>> format_day_heading(date(2025, 9, 3)), format_day_heading(date(1415, 10, 25))
    ('Wed 3 Sep 2025', '25 Oct 1415')
    """
    known = find_wording(language)
    heading = known.heading if _has_weekday(day) else known.heading.partition(" ")[2]
    text = heading.format(
        weekday=_format_weekday(day, language),
        day=day.day,
        month=get_calendar_name("MMM", day.month, known),
        year=_format_year(day.year, known),
    )
    return text if day.year > 0 else text + known.eras[0]


def format_day_range(first: date, last: date, language: str = "en") -> str:
    """Format the days from one through another with their weekdays; what they share is said once.

    >>> format_day_range(date(2025, 9, 2), date(2025, 9, 4), "es")
    'mar, 2 – jue, 4 sept 2025'
    """
    begin = format_day_heading(first, language).split(" ")
    end = format_day_heading(last, language).split(" ")
    if begin == end:
        return " ".join(end)
    kept = 2 if _has_weekday(first) else 1
    shared = 0
    while len(begin) - shared > kept and begin[-1 - shared] == end[-1 - shared]:
        shared += 1
    return f"{' '.join(begin[: len(begin) - shared])} – {' '.join(end)}"


def format_day_in_full(day: date, language: str = "en") -> str:
    """Format a day with the full name of its month, and its weekday as a heading has it.

    >>> format_day_in_full(date(2025, 9, 3), "es")
    'mié, 3 de septiembre de 2025'
    """
    weekday = find_wording(language).heading.partition(" ")[0]
    text = "".join(split_unit(day, Grain.DAY, language))
    if not _has_weekday(day):
        return text
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


def _has_weekday(day: date) -> bool:
    return (day.year, day.month, day.day) >= _FIRST_GREGORIAN_DAY


def _format_weekday(day: date, language: str) -> str:
    return get_calendar_name("ddd", day.isoweekday(), find_wording(language))


@lru_cache(maxsize=4096)
def split_unit(
    day: date, grain: Grain, language: str, south: bool = False, has_era: bool = False
) -> Pieces:
    """Return the words for the unit of a grain that a day is in, from the finest to the coarsest.

    Args:
        day: The day.
        grain: Of the unit.
        language: A language or a locale of ours.
        south: Whether seasons are those of the southern hemisphere.
        has_era: Whether a year says its era where it could do without.

    >>> split_unit(date(2025, 9, 3), Grain.MONTH, "es")
    ('septiembre', ' de 2025')
    """
    known = find_wording(language)
    grain = GRAIN_READ_OUT.get(grain, max(grain, Grain.DAY))
    era_year = count_years_of_era(day.year)
    century = (era_year - (day.year < 1)) // 100 + 1
    season, years = _find_season(day, known) if grain == Grain.SEASON else (0, "")
    fields = {
        "day": day.day,
        "month": get_calendar_name("MMMM", day.month, known),
        "year": years or _format_year(day.year, known, has_era=has_era),
        "decade": day.year // 10 * 10,
        "quarter": (day.month + 2) // 3,
        "half": known.half_year_names[day.month > 6],
        "season": known.season_names[(season + 2 * south) % 4],
        "ordinal": format_english_ordinal(century),
        "roman": format_roman_numeral(century),
    }
    pieces = tuple(pattern.format(**fields) for pattern in known.dates[grain])
    if day.year < 1:
        return (*pieces, known.eras[0])
    return (*pieces, known.eras[1]) if has_era and grain == Grain.CENTURY else pieces


def format_year(year: int, language: str = "en") -> str:
    """Format an astronomical year, with its era where it needs one.

    >>> format_year(1850), format_year(-43), format_year(64)
    ('1850', '44 BC', 'AD 64')
    """
    known = find_wording(language)
    return _format_year(year, known) + (known.eras[0] if year < 1 else "")


def count_years_of_era(year: int) -> int:
    """Return an astronomical year as it is counted from the year 1, or before it: 0 is 1 BC."""
    return year if year > 0 else 1 - year


def _format_year(year: int, known: Wording, *, has_era: bool = False) -> str:
    """Return a year; before the year 1 without its era, which is a piece of its own."""
    needs_era = year > 0 and (has_era or year < _FIRST_YEAR_WITHOUT_ERA)
    return known.year_of_era.format(year) if needs_era else str(count_years_of_era(year))


def _find_season(day: date, known: Wording) -> tuple[int, str]:
    """Return the number of the northern season that holds a day, and its year, or its two."""
    start = find_calendar_unit(day, Grain.SEASON).start or day
    first, last = (count_years_of_era(start.year + each) for each in (0, 1))
    begin = _format_year(start.year, known)
    if start.month < 12:  # not in December
        return start.month // 3 - 1, begin
    is_short = first >= _FIRST_YEAR_WITHOUT_ERA and first // 100 == last // 100
    return 3, begin.replace(
        str(first), f"{first}–{last % 100:02}" if is_short else f"{first}–{last}"
    )
