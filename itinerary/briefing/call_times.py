"""When people have to be there, as the document says it, in; the moment and its words out."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import datetime, time, timedelta

from itinerary.dates.interval import Grain, Interval
from itinerary.dates.wording import format_day_heading, strip_year

_CLOCK_TIME = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d\d))? ?(?:(?P<half>[ap])\.? ?m\.?|h)?", re.IGNORECASE
)
_DAY = timedelta(days=1)


def find_call_moment(text: str, interval: Interval | None) -> datetime | None:
    """Return the moment of a call time; None if it is no clock time, or the event has none.

    One that is later on the clock than the event is on the day before.

    Args:
        text: The words of the document.
        interval: When the event is.
    """
    start = interval.start if interval else None
    called = _read_clock_time(text)
    if interval is None or not isinstance(start, datetime) or called is None:
        return None
    moment = datetime.combine(start, called, start.tzinfo)
    if moment < start:
        return moment
    is_exact = moment > start and interval.grain != Grain.PART_OF_DAY
    return moment - _DAY if is_exact and start.date() > start.date().min else None


def _read_clock_time(text: str) -> time | None:
    found = _CLOCK_TIME.fullmatch(text.strip())
    if not found or text.strip().isdecimal():
        return None
    hour, half = int(found["hour"]), (found["half"] or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    with suppress(ValueError):  # no clock shows 25:00
        return time(hour, int(found["minute"] or 0))
    return None


def format_call_time(
    text: str, moment: datetime | None, interval: Interval | None, language: str
) -> str:
    """Return a call time in the document's words, with its day if that is not the event's."""
    day = interval.first if interval else None
    if moment is None or day is None or moment.date() == day:
        return text
    heading = strip_year(format_day_heading(moment.date(), language), day, language)
    return f"{text} ({heading})"
