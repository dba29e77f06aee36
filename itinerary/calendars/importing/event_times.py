"""Reads the start and end of a foreign event, and writes them as a document does."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import NamedTuple

from icalendar import Event
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from itinerary.calendars.importing.calendar_parser import LocatedEvent
from itinerary.dates.zones import list_zone_names, load_zone

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
    def instant(self) -> date:
        """The day, or the time in UTC: Python compares two of one zone by what its clocks show."""
        time = self.time
        return time.astimezone(UTC) if isinstance(time, datetime) and time.tzinfo else time

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

    def move_to(self, start: EventTime, after: timedelta) -> EventTime:
        """Return the end of another start, with the zone of this one, after a real length."""
        if not isinstance(start.time, datetime) or not isinstance(self.time, datetime):
            return self._replace(time=start.time + after)
        if self.time.tzinfo is None:
            return self._replace(time=start.time + after)
        moment = start.time.astimezone(UTC) + after
        return locate_time(moment.astimezone(self.time.tzinfo), self.calendar_zone)

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


class DatedEvent(NamedTuple):
    """An event, or one occurrence of a recurring event, with its start and end."""

    located: LocatedEvent
    times: tuple[EventTime, ...]


def read_event_times(located: LocatedEvent, floating_zone: str = "") -> tuple[EventTime, ...]:
    """Return the start of an event, and its end if that is later; nothing if it has no start.

    The end of days is the last day, included; that of times is the time it ends.

    Args:
        located: The event.
        floating_zone: The IANA zone of times that name none; "" if there is none.

    Raises:
        ValueError: The event ends before it begins.
    """
    start, end = read_start_and_end(located, floating_zone)
    if start is None or end is None:
        return (start,) if start else ()
    return order_times(start, end)


def read_start_and_end(
    located: LocatedEvent, floating_zone: str = ""
) -> tuple[EventTime | None, EventTime | None]:
    """Return the start and end of an event as they are written; that of days is the day after."""
    event = located.event
    if "DTSTART" not in event:
        return None, None
    start = _read_event_time(event, "DTSTART", event.start).assign_zone(floating_zone)
    if "DTEND" in event:
        return start, _read_event_time(event, "DTEND", event.end).assign_zone(floating_zone)
    if "DURATION" in event:
        return start, add_duration(start, *read_duration(located))
    return start, None


def order_times(start: EventTime, end: EventTime) -> tuple[EventTime, ...]:
    """Return a start, and its end if that is later; of days the last one, included.

    Raises:
        ValueError: The end is before the start.
    """
    if not start.is_timed and end.time > start.time:
        end = EventTime(end.time - _DAY)
    first, last = start.instant, end.instant
    if last < first:
        raise ValueError(f"it ends ({end.time}) before it begins ({start.time})")
    return (start, end) if last > first else (start,)


def read_duration(located: LocatedEvent) -> tuple[timedelta, timedelta]:
    """Return the days of an event's duration, and its hours, minutes and seconds.

    They are read as they are written: for the parser 24 hours are a day.
    """
    found = _DURATION.fullmatch(located.raw.get_value("DURATION").upper())
    duration: timedelta = located.event.duration
    if not found:
        days = timedelta(days=duration.days)
        return days, duration - days
    weeks, days_alone = (int(found[name] or 0) for name in ("weeks", "days"))
    days = timedelta(weeks=weeks, days=days_alone)
    return (-days, duration + days) if found["sign"] == "-" else (days, duration - days)


def add_duration(start: EventTime, days: timedelta, exact: timedelta) -> EventTime:
    """Return a time after a duration (RFC 5545, 3.3.6): days by the calendar, the rest exactly."""
    time = start.time
    if not isinstance(time, datetime) or not time.tzinfo:
        return start._replace(time=time + days + exact)
    moment = (time + days).astimezone(UTC) + exact
    return start._replace(time=moment.astimezone(time.tzinfo))


def _read_event_time(event: Event, name: str, time: date) -> EventTime:
    if not isinstance(time, datetime):
        return EventTime(time)
    return locate_time(time, str(event[name].params.get("TZID", "")))


def locate_time(time: datetime, calendar_zone: str) -> EventTime:
    """Return a time with the IANA zone that the zone of a calendar is."""
    time = time.replace(microsecond=0)
    zone = find_zone_name(time, calendar_zone)
    located = time.replace(tzinfo=load_zone(zone)) if zone else time
    return EventTime(located, zone, calendar_zone)


def find_zone_name(time: datetime, calendar_zone: str) -> str:
    """Return the IANA name of a time's zone; empty if no zone gives the time its offset.

    Outlook has its own names for zones, and some programs put a prefix before the IANA name, as
    in "posix/Europe/Lisbon".
    """
    # A zone of the tz database counts by its name: the host's data may be others than ours.
    if known := normalize_zone_name(getattr(time.tzinfo, "key", "")):
        return known
    parts = calendar_zone.split("/")
    candidates = [
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
    if name not in _get_zone_names():
        return ""
    return "" if load_zone(name).utcoffset(None) == timedelta() else name


@cache
def _get_zone_names() -> frozenset[str]:
    return frozenset(list_zone_names())


def find_most_frequent_zone(times: Iterable[EventTime]) -> str:
    """Return the zone of most times; the first in the alphabet of several, empty for none."""
    counts = Counter(each.zone for each in times if each.zone)
    return min(counts, key=lambda zone: (-counts[zone], zone), default="")
