"""An interval and a day in; the clock times that stand in the row of that day out."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from itinerary.briefing.formatting import BriefingContext
from itinerary.dates.interval import Grain, Interval
from itinerary.dates.wording import (
    format_clock_range,
    format_clock_time,
    format_interval,
    format_list,
    format_part_of_day,
    format_utc_offset,
    is_until,
    mark_doubt,
    name_part_from,
    name_part_until,
)
from itinerary.dates.zones import share_clock
from itinerary.document import Event
from itinerary.timeline import Entry

NO_TIME = "—"


def format_times_on_day(
    brief: BriefingContext, interval: Interval, day: date, zone: ZoneInfo | None = None
) -> str:
    """Return the clock times of an interval on a day's page; NO_TIME where it has none.

    Args:
        brief: What gives the language and the hour cycle.
        interval: Whose times are shown.
        day: The day of the page; times of the day before and after are marked −1 and +1.
        zone: The zone to show them in; None is for that of the interval itself.
    """
    if interval.grain == Grain.PART_OF_DAY:
        text = NO_TIME if zone else _format_parts(brief, interval)
    else:
        start, end = _convert(interval.start, zone), _convert(interval.end, zone)
        text = _format_times(brief, interval, day, start, end)
    if text == NO_TIME:
        return text
    if interval.about:
        text = brief.translate_label("about {time}", time=text)
    return mark_doubt(text, brief.language) if interval.uncertain else text


def format_entry_dates(brief: BriefingContext, entry: Entry) -> str:
    """Return the dates of an entry in words, each with the offset that it has by itself."""
    dates = [
        format_interval(each, brief.language) + format_own_offset(brief, entry, each)
        for each in entry.intervals
    ]
    return format_list(dates, brief.language)


def format_own_offset(brief: BriefingContext, entry: Entry, interval: Interval) -> str:
    """Return the offset from UTC that a time has by itself, in brackets.

    That is "" for an entry whose times are by the clock of its place, or that of the document.
    """
    moment = interval.start or interval.end
    if not isinstance(moment, datetime) or moment.tzinfo is None:
        return ""
    if entry.zone and not _has_own_clock(brief, entry):
        return ""
    return f" ({format_utc_offset(moment)})"


def _has_own_clock(brief: BriefingContext, entry: Entry) -> bool:
    """Return whether an event is by a clock of its own, as a call is that nobody travels to."""
    own = entry.item.timezone if isinstance(entry.item, Event) else None
    is_nowhere = entry.place is None or not entry.place.name
    usual = brief.timeline.document.timezone
    return bool(own and is_nowhere and not (usual and share_clock(own, usual)))


def _format_parts(brief: BriefingContext, interval: Interval) -> str:
    """Return the part of the day that an interval is, or those between which it lies."""
    if name := format_part_of_day(interval, brief.language):
        return name
    start, end = _convert(interval.start, None), _convert(interval.end, None)
    if start and end:
        begins, ends = name_part_from(start, brief.language), name_part_until(end, brief.language)
        return f"{begins} – {ends}"
    time = start or end
    if not time:
        return NO_TIME
    about = brief.translate_label("about {time}", time=format_clock_time(time, brief.language))
    return brief.translate_label("from {time}" if start else "until {time}", time=about)


def _convert(moment: date | None, zone: ZoneInfo | None) -> datetime | None:
    """Return a clock time in a zone; None of what is none."""
    if not isinstance(moment, datetime):
        return None
    return moment.astimezone(zone) if zone else moment


def _format_times(
    brief: BriefingContext,
    interval: Interval,
    day: date,
    start: datetime | None,
    end: datetime | None,
) -> str:
    if not start or _is_said_until(interval):
        if not end:
            return NO_TIME
        return brief.translate_label("until {time}", time=_format_clock_on_day(brief, end, day))
    first = _format_clock_on_day(brief, start, day)
    if not end:
        return brief.translate_label("from {time}", time=first)
    if interval.is_point:
        return first
    if start.date() == end.date() == day:
        return format_clock_range(start, end, brief.language)
    return f"{first} – {_format_clock_on_day(brief, end, day)}"


def _is_said_until(interval: Interval) -> bool:
    """Return whether an interval is read out by its end alone, in each zone."""
    start, end = interval.start, interval.end
    return isinstance(start, datetime) and isinstance(end, datetime) and is_until(start, end)


def _format_clock_on_day(brief: BriefingContext, moment: datetime, day: date) -> str:
    days = (moment.date() - day).days
    mark = f" {days:+}".replace("-", "−") if days else ""
    return format_clock_time(moment, brief.language) + mark
