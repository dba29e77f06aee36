"""Clock times in; words out, on a clock of 24 hours, or of 12 where the locale says so."""

from __future__ import annotations

from datetime import datetime, time

from itinerary.dates.wording.locales import TWELVE_HOUR_SUFFIX, find_wording

FIRST_HOUR_OF_MORNING = 6
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"


def format_clock_time(time: datetime, language: str = "en") -> str:
    r"""Format the time that a clock shows; seconds only where there are any.

    >>> format_clock_time(datetime(2025, 9, 3, 21))
    '21:00'
    >>> format_clock_time(datetime(2025, 9, 3, 21), "en-u-hc-h12").replace("\xa0", " ")
    '9:00 p.m.'
    """
    seconds = f":{time.second:02}" if time.second else ""
    if not language.endswith(TWELVE_HOUR_SUFFIX):
        return f"{time.hour:02}:{time.minute:02}{seconds}"
    half = find_wording(language).half_day_names[time.hour >= 12]
    return f"{(time.hour - 1) % 12 + 1}:{time.minute:02}{seconds}{NO_BREAK_SPACE}{half}"


def format_clock_range(start: datetime, end: datetime, language: str = "en") -> str:
    r"""Format two times of one day as a range; a half of the day that they share is said once.

    >>> start, end = datetime(2025, 9, 3, 9), datetime(2025, 9, 3, 10, 30)
    >>> format_clock_range(start, end, "es-u-hc-h12").replace("\xa0", " ")
    '9:00–10:30 a. m.'
    """
    begin = format_clock_time(start, language)
    if language.endswith(TWELVE_HOUR_SUFFIX) and (start.hour < 12) == (end.hour < 12):
        begin = begin.partition(NO_BREAK_SPACE)[0]
    return f"{begin}–{format_clock_time(end, language)}"


def is_until(start: datetime, end: datetime) -> bool:
    """Return whether two times are read out as "until 18:00": from midnight into the day.

    What is over by the morning began at that hour: "00:00–02:00".

    >>> is_until(datetime(2025, 9, 4), datetime(2025, 9, 4, 18))
    True
    """
    is_of_one_day = start.date() == end.date()
    return is_of_one_day and start.time() == time.min and end.hour >= FIRST_HOUR_OF_MORNING


def format_closing_time(end: datetime, language: str = "en") -> str:
    """Format the time at which something is over: midnight ends the day that it closes.

    >>> format_closing_time(datetime(2025, 9, 4))
    '24:00'
    """
    if end.time() != time.min:
        return format_clock_time(end, language)
    return find_wording(language).midnight if language.endswith(TWELVE_HOUR_SUFFIX) else "24:00"
