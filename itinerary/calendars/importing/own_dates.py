"""How our calendars say a date in words in; the date as a document has it, as precise, out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from itinerary.calendars.importing.event_times import EventTime
from itinerary.dates.grammar import resolve_phrase
from itinerary.dates.interval import Grain, Interval
from itinerary.dates.wording import format_interval
from itinerary.dates.wording.labels import LABEL_LANGUAGES
from itinerary.diagnostics import ItineraryError

_OFFSET = re.compile(r" \(UTC[^()]*\)")
_DAY = timedelta(days=1)


def restore_date(words: str, times: Sequence[EventTime]) -> str:
    """Return a date that the times of an event show more exactly than it is known; else "".

    Args:
        words: What the description says of it, such as "May 1911" or "about 5 May 2025, 16:00".
        times: The start and end of the event, or one of them.
    """
    if not words or not times:
        return ""
    return _restore_grain(words, times) or _restore_vague_time(words, times)


def _restore_grain(words: str, times: Sequence[EventTime]) -> str:
    """Return the month or year that days stand for, if the words say no more; else ""."""
    days = [each.time for each in times]
    if len(days) != 2 or any(isinstance(each, datetime) for each in days):
        return ""
    span = days[0], days[1] + _DAY
    for grain, text in (
        (Grain.MONTH, days[0].isoformat()[:7]),
        (Grain.YEAR, days[0].isoformat()[:4]),
    ):
        if any(_is_said(span, grain, words, language) for language in LABEL_LANGUAGES):
            return text
    return ""


def _is_said(span: tuple[date, date], grain: Grain, words: str, language: str) -> bool:
    try:
        interval = Interval(*span, grain=grain)
    except ValueError:  # the days are no whole month or year
        return False
    return format_interval(interval, language) == words


def _restore_vague_time(words: str, times: Sequence[EventTime]) -> str:
    """Return English words that mean these times, but less exactly; "" for others."""
    phrase = _OFFSET.sub("", words).partition("; ")[0]
    first, last = (each.time for each in (times[0], times[-1]))
    day = first.date() if isinstance(first, datetime) else first
    try:
        (found,) = resolve_phrase(phrase, reference=day).intervals
    except (ItineraryError, ValueError):
        return ""
    if not found.about and found.grain != Grain.PART_OF_DAY:
        return ""
    is_same_end = len(times) == 1 or _drop_zone(found.end) == _drop_zone(last)
    return phrase if _drop_zone(found.start) == _drop_zone(first) and is_same_end else ""


def _drop_zone(value: date | None) -> date | None:
    return value.replace(tzinfo=None) if isinstance(value, datetime) else value
