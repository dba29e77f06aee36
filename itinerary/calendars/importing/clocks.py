"""The start and the end of a foreign event in; the words for them in a document out, with the clock that they are by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import NamedTuple

from icalendar import Event
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from itinerary.dates.zones import load_zone
from itinerary.diagnostics import PlaceError

DAY = timedelta(days=1)


class EventTime(NamedTuple):
    """A day, or a time with the IANA name of its zone; without one it is by UTC, by a bare offset, or by nobody's clock."""

    time: date
    zone: str = ""
    calendar_zone: str = ""  # the zone's name in the calendar

    @property
    def is_timed(self) -> bool:
        """Whether it is a time and no day."""
        return isinstance(self.time, datetime)

    @property
    def is_floating(self) -> bool:
        """Whether it is a time that says of no clock that it is by it."""
        return isinstance(self.time, datetime) and self.time.tzinfo is None

    def assign_zone(self, timezone: str) -> EventTime:
        """The same on the wall of a zone, if nobody's clock is known yet."""
        if not isinstance(self.time, datetime) or self.time.tzinfo or not timezone:
            return self
        return EventTime(
            self.time.replace(tzinfo=load_zone(timezone)), timezone, self.calendar_zone
        )

    @property
    def is_unambiguous(self) -> bool:
        """Whether its zone is known, and the wall there shows it once."""
        time = self.time
        return (
            isinstance(time, datetime)
            and bool(self.zone)
            and time.replace(fold=0).utcoffset() == time.replace(fold=1).utcoffset()
        )

    def format_iso(self, *, with_offset: bool) -> str:
        """By ISO 8601, the time on the wall, with or without its offset from UTC."""
        if not isinstance(self.time, datetime):
            return self.time.isoformat()
        shown = self.time if with_offset else self.time.replace(tzinfo=None)
        return shown.isoformat(timespec="seconds" if shown.second else "minutes")


def format_event_times(clocks: Sequence[EventTime]) -> tuple[str, ...]:
    """The start and the end; times have their offsets where the wall of their zone does not tell them."""
    with_offset = not all(each.is_unambiguous for each in clocks if each.is_timed)
    return tuple(each.format_iso(with_offset=with_offset) for each in clocks)


def read_event_times(event: Event) -> tuple[EventTime, ...]:
    """The start, and the end if it is later: of days the last one; none where there is no start. Raises ValueError for an earlier end."""
    if "DTSTART" not in event and not event.errors:
        return ()
    start = _read_event_time(event, "DTSTART", event.start)
    if "DTEND" not in event and "DURATION" not in event:
        return (start,)
    end = _read_event_time(event, "DTEND" if "DTEND" in event else "DTSTART", event.end)
    if not start.is_timed and end.time > start.time:
        end = EventTime(end.time - DAY)
    if end.time < start.time:
        raise ValueError(f"it ends ({end.time}) before it begins ({start.time})")
    return (start, end) if end.time > start.time else (start,)


def _read_event_time(event: Event, name: str, time: date) -> EventTime:
    if not isinstance(time, datetime):
        return EventTime(time)
    time = time.replace(microsecond=0)
    named = str(event[name].params.get("TZID", ""))
    key = find_zone_name(time, named)
    return EventTime(time.replace(tzinfo=load_zone(key)) if key else time, key, named)


def find_zone_name(time: datetime, named: str) -> str:
    """The IANA name of a time's zone; empty if there is none that shows the time as its calendar does.

    Outlook has names of its own for zones, other programs put something before the IANA name: "posix/Europe/Lisbon".
    """
    parts = named.split("/")
    guesses = [
        WINDOWS_TO_OLSON.get(named, ""),
        *("/".join(parts[start:]) for start in range(len(parts))),
    ]
    keys = filter(None, map(normalize_zone_name, (getattr(time.tzinfo, "key", ""), *guesses)))
    return next((key for key in keys if _has_same_offset(time, key)), "")


def _has_same_offset(time: datetime, key: str) -> bool:
    return (
        time.tzinfo is None or time.replace(tzinfo=load_zone(key)).utcoffset() == time.utcoffset()
    )


def normalize_zone_name(key: str) -> str:
    """The name, if it is that of a zone of the tz database other than UTC; else empty.

    >>> normalize_zone_name("Europe/Lisbon"), normalize_zone_name("UTC"), normalize_zone_name("Customized Time Zone")
    ('Europe/Lisbon', '', '')
    """
    with suppress(PlaceError):
        return "" if load_zone(key).utcoffset(None) == timedelta() else key
    return ""


def find_most_frequent_zone(clocks: Iterable[EventTime]) -> str:
    """The zone that most times are by; of several the first in the alphabet; empty for none."""
    counted = Counter(each.zone for each in clocks if each.zone)
    return min(counted, key=lambda key: (-counted[key], key), default="")
