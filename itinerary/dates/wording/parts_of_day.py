"""A part of the day in; its name in words out, which never makes it look exact."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from itinerary.dates.interval import Grain, Interval
from itinerary.dates.wording.clock import format_clock_range, format_clock_time, format_closing_time
from itinerary.dates.wording.locales import Wording, find_wording

_DAY = timedelta(days=1)


def format_part_of_day(interval: Interval, language: str = "en") -> str:
    """Return a part of the day in words: "morning", "early afternoon"; "" for what is none.

    One that has no name is told by its hours, as about then.

    >>> lunch = datetime(2025, 9, 3, 12), datetime(2025, 9, 3, 14)
    >>> format_part_of_day(Interval(*lunch, Grain.PART_OF_DAY))
    'lunchtime'
    >>> format_part_of_day(Interval(datetime(2025, 9, 3, 5), lunch[0], Grain.PART_OF_DAY))
    'about 05:00–12:00'
    """
    start, end = interval.start, interval.end
    if interval.grain != Grain.PART_OF_DAY:
        return ""
    if not isinstance(start, datetime) or not isinstance(end, datetime) or end - start > _DAY:
        return ""
    name = _find_name(interval, start, end, find_wording(language))
    about = find_wording(language).limits["about"]
    return name or about.format(_format_hours(start, end, language))


def _format_hours(start: datetime, end: datetime, language: str) -> str:
    if end.time() == time.min:
        return f"{format_clock_time(start, language)}–{format_closing_time(end, language)}"
    return format_clock_range(start, end, language)


def _find_name(interval: Interval, start: datetime, end: datetime, wording: Wording) -> str:
    """Return the name of a part of the day, or of a half of one; "" if it has none."""
    half = (end - start) / 2
    before, after = {None: (0, 0), "early": (0, 2), "mid": (1, 1), "late": (2, 0)}[interval.part]
    try:
        begins, ends = start - before * half, end + after * half
    except OverflowError:  # on the first or the last day that there is
        return ""
    is_on_the_hour = begins.minute == ends.minute == 0
    name = wording.parts_of_day.get((begins.hour, ends.hour), "") if is_on_the_hour else ""
    limits = wording.part_of_day_limits
    return limits[interval.part].format(name) if name and interval.part else name


def name_part_from(start: datetime, language: str) -> str:
    """Return the part of the day that begins at a time; one without a name as about then.

    >>> name_part_from(datetime(2025, 9, 3, 18), "en")
    'evening'
    """
    names = find_wording(language).parts_of_day.items()
    named = (name for (begins, _), name in names if begins == start.hour)
    return next(named, _format_about(start, language))


def name_part_until(end: datetime, language: str) -> str:
    """Return the part of the day that ends at a time; one without a name as about then.

    >>> name_part_until(datetime(2025, 9, 3, 22), "en")
    'evening'
    """
    names = find_wording(language).parts_of_day.items()
    return next(
        (name for (_, ends), name in names if ends == end.hour), _format_about(end, language)
    )


def _format_about(moment: datetime, language: str) -> str:
    return find_wording(language).limits["about"].format(format_clock_time(moment, language))
