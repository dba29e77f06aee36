"""Reads the start and end of a foreign event, and writes them as a document does."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from icalendar import Event
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from itinerary.dates.zones import load_zone
from itinerary.diagnostics import PlaceError

_DAY = timedelta(days=1)
_DURATION = re.compile(r"(?P<sign>[+-]?)P(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?(?:T[0-9HMS]+)?")


class EventTime(NamedTuple):
    """A day, or a time with the IANA name of its zone.

    A time without a zone name is in UTC, has only an offset, or is floating (RFC 5545, 3.3.5).
    """

    time: date
    zone: str = ""
    calendar_zone: str = ""  # the zone's name in the calendar

    @property
    def is_timed(self) -> bool:
        """Whether it is a time, not a day."""
        return isinstance(self.time, datetime)

    @property
    def is_floating(self) -> bool:
        """Whether it is a time without a zone or an offset."""
        return isinstance(self.time, datetime) and self.time.tzinfo is None

    def assign_zone(self, timezone: str) -> EventTime:
        """Return the same wall-clock time in a zone if this one is floating, else this one."""
        if not isinstance(self.time, datetime) or self.time.tzinfo or not timezone:
            return self
        time = self.time.replace(tzinfo=load_zone(timezone))
        return EventTime(time, timezone, self.calendar_zone)

    @property
    def is_unambiguous(self) -> bool:
        """Whether its zone is known, and the clocks there show this time only once."""
        if not isinstance(self.time, datetime) or not self.zone:
            return False
        return self.time.replace(fold=0).utcoffset() == self.time.replace(fold=1).utcoffset()

    def format_iso(self, *, with_offset: bool) -> str:
        """Return the day or the local time in ISO 8601, with or without its offset from UTC."""
        if not isinstance(self.time, datetime):
            return self.time.isoformat()
        shown = self.time if with_offset else self.time.replace(tzinfo=None)
        return shown.isoformat(timespec="seconds" if shown.second else "minutes")


def format_event_times(times: Sequence[EventTime]) -> tuple[str, ...]:
    """Return start and end in ISO 8601; with offsets unless the zones of all make them clear."""
    with_offset = not all(each.is_unambiguous for each in times if each.is_timed)
    return tuple(each.format_iso(with_offset=with_offset) for each in times)


def read_event_times(event: Event, duration: str = "") -> tuple[EventTime, ...]:
    """Return the start of an event, and its end if that is later; nothing if it has no start.

    The end of days is the last day, included; that of times is the time it ends.

    Args:
        event: The event.
        duration: Its duration as the calendar has it; "" if that is not known.

    Raises:
        ValueError: The event ends before it begins.
    """
    if "DTSTART" not in event and not event.errors:
        return ()
    start = _read_event_time(event, "DTSTART", event.start)
    if "DTEND" not in event and "DURATION" not in event:
        return (start,)
    if "DTEND" in event:
        end = _read_event_time(event, "DTEND", event.end)
    else:
        end = _add_duration(start, *_split_duration(duration, event.duration))
    if not start.is_timed and end.time > start.time:
        end = EventTime(end.time - _DAY)
    first, last = _find_instant(start.time), _find_instant(end.time)
    if last < first:
        raise ValueError(f"it ends ({end.time}) before it begins ({start.time})")
    return (start, end) if last > first else (start,)


def _find_instant(time: date) -> date:
    """Return a time in UTC: Python compares two of one zone by what its clocks show."""
    return time.astimezone(UTC) if isinstance(time, datetime) and time.tzinfo else time


def _split_duration(written: str, duration: timedelta) -> tuple[timedelta, timedelta]:
    """Return the days of a duration, and its hours, minutes and seconds."""
    found = _DURATION.fullmatch(written)
    if not found:
        days = timedelta(days=duration.days)
        return days, duration - days
    weeks, days_alone = (int(found[name] or 0) for name in ("weeks", "days"))
    days = timedelta(weeks=weeks, days=days_alone)
    return (-days, duration + days) if found["sign"] == "-" else (days, duration - days)


def _add_duration(start: EventTime, days: timedelta, exact: timedelta) -> EventTime:
    """Return a time after a duration (RFC 5545, 3.3.6): days by the calendar, the rest exactly."""
    time = start.time
    if not isinstance(time, datetime) or not time.tzinfo:
        return start._replace(time=time + days + exact)
    moment = (time + days).astimezone(UTC) + exact
    return start._replace(time=moment.astimezone(time.tzinfo))


def _read_event_time(event: Event, name: str, time: date) -> EventTime:
    if not isinstance(time, datetime):
        return EventTime(time)
    time = time.replace(microsecond=0)
    calendar_zone = str(event[name].params.get("TZID", ""))
    zone = find_zone_name(time, calendar_zone)
    located = time.replace(tzinfo=load_zone(zone)) if zone else time
    return EventTime(located, zone, calendar_zone)


def find_zone_name(time: datetime, calendar_zone: str) -> str:
    """Return the IANA name of a time's zone; empty if no zone gives the time its offset.

    Outlook has its own names for zones, and some programs put a prefix before the IANA name, as
    in "posix/Europe/Lisbon".
    """
    parts = calendar_zone.split("/")
    candidates = [
        getattr(time.tzinfo, "key", ""),
        WINDOWS_TO_OLSON.get(calendar_zone, ""),
        *("/".join(parts[start:]) for start in range(len(parts))),
    ]
    zones = filter(None, map(normalize_zone_name, candidates))
    return next((zone for zone in zones if _has_same_offset(time, zone)), "")


def _has_same_offset(time: datetime, zone: str) -> bool:
    if time.tzinfo is None:
        return True
    return time.replace(tzinfo=load_zone(zone)).utcoffset() == time.utcoffset()


def normalize_zone_name(name: str) -> str:
    """Return the name if it is that of a zone of the tz database other than UTC, else empty.

    >>> normalize_zone_name("Europe/Lisbon"), normalize_zone_name("UTC")
    ('Europe/Lisbon', '')
    >>> normalize_zone_name("Customized Time Zone")
    ''
    """
    with suppress(PlaceError):
        return "" if load_zone(name).utcoffset(None) == timedelta() else name
    return ""


def find_most_frequent_zone(times: Iterable[EventTime]) -> str:
    """Return the zone of most times; the first in the alphabet of several, empty for none."""
    counts = Counter(each.zone for each in times if each.zone)
    return min(counts, key=lambda zone: (-counts[zone], zone), default="")
