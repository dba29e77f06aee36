"""The start and the end of a foreign event in; the words for them in a document out, with the clock that they are by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import NamedTuple

from icalendar import Event
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from itinerary.dates.zones import zone
from itinerary.diagnostics import PlaceError

DAY = timedelta(days=1)


class Clock(NamedTuple):
    """A day, or a time with the IANA name of its zone; without one it is by UTC, by a bare offset, or by nobody's clock."""

    time: date
    zone: str = ""
    named: str = ""  # the zone's name in the calendar

    @property
    def is_timed(self) -> bool:
        """Whether it is a time and no day."""
        return isinstance(self.time, datetime)

    @property
    def is_floating(self) -> bool:
        """Whether it is a time that says of no clock that it is by it."""
        return isinstance(self.time, datetime) and self.time.tzinfo is None

    def by(self, timezone: str) -> Clock:
        """The same on the wall of a zone, if nobody's clock is known yet."""
        if not isinstance(self.time, datetime) or self.time.tzinfo or not timezone:
            return self
        return Clock(self.time.replace(tzinfo=zone(timezone)), timezone, self.named)

    @property
    def is_plain(self) -> bool:
        """Whether its zone is known, and the wall there shows it once."""
        time = self.time
        return (
            isinstance(time, datetime)
            and bool(self.zone)
            and time.replace(fold=0).utcoffset() == time.replace(fold=1).utcoffset()
        )

    def words(self, *, with_offset: bool) -> str:
        """By ISO 8601, the time on the wall, with or without its offset from UTC."""
        if not isinstance(self.time, datetime):
            return self.time.isoformat()
        shown = self.time if with_offset else self.time.replace(tzinfo=None)
        return shown.isoformat(timespec="seconds" if shown.second else "minutes")


def in_words(clocks: Sequence[Clock]) -> tuple[str, ...]:
    """The start and the end; times have their offsets where the wall of their zone does not tell them."""
    with_offset = not all(each.is_plain for each in clocks if each.is_timed)
    return tuple(each.words(with_offset=with_offset) for each in clocks)


def clocks_of(event: Event) -> tuple[Clock, ...]:
    """The start, and the end if it is later: of days the last one; none where there is no start. Raises ValueError for an earlier end."""
    if "DTSTART" not in event and not event.errors:
        return ()
    start = _clock(event, "DTSTART", event.start)
    if "DTEND" not in event and "DURATION" not in event:
        return (start,)
    end = _clock(event, "DTEND" if "DTEND" in event else "DTSTART", event.end)
    if not start.is_timed and end.time > start.time:
        end = Clock(end.time - DAY)
    if end.time < start.time:
        raise ValueError(f"it ends ({end.time}) before it begins ({start.time})")
    return (start, end) if end.time > start.time else (start,)


def _clock(event: Event, name: str, time: date) -> Clock:
    if not isinstance(time, datetime):
        return Clock(time)
    time = time.replace(microsecond=0)
    named = str(event[name].params.get("TZID", ""))
    key = zone_of(time, named)
    return Clock(time.replace(tzinfo=zone(key)) if key else time, key, named)


def zone_of(time: datetime, named: str) -> str:
    """The IANA name of a time's zone; empty if there is none that shows the time as its calendar does.

    Outlook has names of its own for zones, other programs put something before the IANA name: "posix/Europe/Lisbon".
    """
    parts = named.split("/")
    guesses = [
        WINDOWS_TO_OLSON.get(named, ""),
        *("/".join(parts[start:]) for start in range(len(parts))),
    ]
    keys = filter(None, map(zone_named, (getattr(time.tzinfo, "key", ""), *guesses)))
    return next((key for key in keys if _is_by(time, key)), "")


def _is_by(time: datetime, key: str) -> bool:
    return time.tzinfo is None or time.replace(tzinfo=zone(key)).utcoffset() == time.utcoffset()


def zone_named(key: str) -> str:
    """The name, if it is that of a zone of the tz database other than UTC; else empty.

    >>> zone_named("Europe/Lisbon"), zone_named("UTC"), zone_named("Customized Time Zone")
    ('Europe/Lisbon', '', '')
    """
    with suppress(PlaceError):
        return "" if zone(key).utcoffset(None) == timedelta() else key
    return ""


def most_frequent(clocks: Iterable[Clock]) -> str:
    """The zone that most times are by; of several the first in the alphabet; empty for none."""
    counted = Counter(each.zone for each in clocks if each.zone)
    return min(counted, key=lambda key: (-counted[key], key), default="")
