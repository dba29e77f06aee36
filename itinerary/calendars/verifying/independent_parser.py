"""Parses the text of a calendar with vobject, another parser than the one that wrote it.

vobject takes offsets from the VTIMEZONE of a zone; half of all calendar programs take them from
the zone's name instead, so both are read.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import zip_longest
from threading import Lock
from typing import Any, NamedTuple

import vobject

from itinerary.dates.zones import load_zone
from itinerary.diagnostics import ItineraryError, PlaceError, shorten_text

_TZID = "X-VOBJ-ORIGINAL-TZID"
_RECURRENCE = ("rrule", "rdate", "exdate", "exrule")
_FOLD = re.compile("\r?\n[ \t]")
_DEFINED_ZONE = re.compile(r"^TZID:(.+?)\s*$", re.MULTILINE)
_NAMED_ZONE = re.compile(r';TZID="?([^":;]+)', re.IGNORECASE)
_DURATION = re.compile(r"^DURATION\b", re.MULTILINE | re.IGNORECASE)
_DURATION_VALUE = re.compile(
    r"(?P<sign>[+-])?P(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?"
    r"(?:T(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+)S)?)?",
    re.IGNORECASE,
)
_PARSING = Lock()  # vobject keeps the zones that it has read, per process
_MAX_REASON = 200  # characters of the parser's own message


class _Duration(NamedTuple):
    """What an event lasts: first days by the calendar, then hours and less by the clock."""

    days: timedelta
    exact: timedelta


class ParsedTime(NamedTuple):
    """A day or a time as a calendar has it."""

    value: date  # a time has the offset that its VTIMEZONE gives
    calendar_zone: str = ""  # the name of its zone
    is_defined: bool = True  # whether the calendar has a VTIMEZONE of that name

    @property
    def named_zone_value(self) -> date:
        """The same local time with the offset that the tz database gives its zone.

        Raises:
            PlaceError: The tz database has no zone of that name.
        """
        if not self.calendar_zone or not isinstance(self.value, datetime):
            return self.value
        return self.value.replace(tzinfo=load_zone(self.calendar_zone))

    @property
    def zone_fault(self) -> str:
        """Why programs would not all read it as the same instant; empty if they do."""
        if not isinstance(self.value, datetime):
            return ""
        if self.value.tzinfo is None:
            return f"{self.value} has no time zone"
        if not self.is_defined:
            return f"the calendar has no VTIMEZONE for {self.calendar_zone}"
        try:
            named = self.named_zone_value
        except PlaceError as error:
            return str(error)
        if named == self.value:
            return ""
        return (
            f"its VTIMEZONE for {self.calendar_zone} gives {self.value.isoformat()},"
            f" the tz database {named.isoformat()}"
        )


class ParsedEvent(NamedTuple):
    """An event as a calendar shows it."""

    uid: str
    title: str
    start: ParsedTime
    end: ParsedTime  # excluded; the start of an event without one
    location: str
    description: str
    status: str
    recurrence: tuple[str, ...] = ()  # the names of the properties by which it recurs

    @property
    def zone_fault(self) -> str:
        """Why programs would not all read its times as the same instants; empty if they do."""
        return self.start.zone_fault or self.end.zone_fault


def parse_events(text: str) -> list[ParsedEvent]:
    """Return the events of a calendar, in order.

    Raises:
        ItineraryError: Vobject cannot read the text.
    """
    parser: Any = vobject  # it has no types
    unfolded = _FOLD.sub("", text)
    zones = set(_DEFINED_ZONE.findall(unfolded))
    with _PARSING:
        for name in zones | set(_NAMED_ZONE.findall(unfolded)):
            # Without this it would keep the zone's definition from the last calendar it read.
            parser.icalendar.registerTzid(name, None)
        return _parse_events_alone(text, zones)


def _parse_events_alone(text: str, zones: Collection[str]) -> list[ParsedEvent]:
    parser: Any = vobject
    try:
        events = [*_iterate_events(parser.readComponents(text))]
        durations = _read_durations(text, len(events)) if _DURATION.search(text) else ()
        return [
            _convert_event(event, zones, duration, is_cancelled=is_cancelled)
            for (event, is_cancelled), duration in zip_longest(events, durations)
        ]
    except Exception as error:  # whatever a parser fails with, the text is at fault
        reason = shorten_text(str(error), _MAX_REASON)
        raise ItineraryError(f"the calendar cannot be read: {reason} - export it again") from None


def _iterate_events(calendars: Any) -> Iterator[tuple[Any, bool]]:
    """Yield each event, and whether its calendar is sent to cancel it (RFC 5546)."""
    for calendar in calendars:
        is_cancelled = calendar.getChildValue("method", "").upper() == "CANCEL"
        yield from ((event, is_cancelled) for event in calendar.contents.get("vevent", ()))


def _read_durations(text: str, count: int) -> list[_Duration | None]:
    """Return the DURATION of each event as it is written: vobject takes a day for 24 hours."""
    parser: Any = vobject
    events = [*_iterate_events(parser.readComponents(text, transform=False))]
    if len(events) != count:
        raise ValueError("its events cannot be counted")
    written = (event.contents.get("duration", ()) for event, _ in events)
    return [_parse_duration(each[0].value) if each else None for each in written]


def _parse_duration(text: str) -> _Duration | None:
    """Return a duration of RFC 5545, section 3.3.6; None if it is not one."""
    found = _DURATION_VALUE.fullmatch(text.strip())
    if not found:
        return None
    sign = -1 if found["sign"] == "-" else 1
    weeks, days, hours, minutes, seconds = (
        sign * int(found[each] or 0) for each in ("weeks", "days", "hours", "minutes", "seconds")
    )
    exact = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return _Duration(timedelta(days=weeks * 7 + days), exact)


def _convert_event(
    event: Any, defined_zones: Collection[str], duration: _Duration | None, *, is_cancelled: bool
) -> ParsedEvent:
    start = _convert_time(event.dtstart, defined_zones)
    end = _find_end(event, start, defined_zones, duration)
    return ParsedEvent(
        uid=event.getChildValue("uid", ""),
        title=event.getChildValue("summary", ""),
        start=start,
        end=end,
        location=event.getChildValue("location", ""),
        description=event.getChildValue("description", ""),
        status="CANCELLED" if is_cancelled else event.getChildValue("status", ""),
        recurrence=tuple(name.upper() for name in _RECURRENCE if name in event.contents),
    )


def _find_end(
    event: Any, start: ParsedTime, defined_zones: Collection[str], duration: _Duration | None
) -> ParsedTime:
    """Return when an event ends; its start if it says neither an end nor a duration."""
    if hasattr(event, "dtend"):
        return _convert_time(event.dtend, defined_zones)
    if not hasattr(event, "duration"):
        return start
    lasts = duration or _Duration(timedelta(), event.duration.value)
    return start._replace(value=_add_duration(start.value, lasts))


def _add_duration(start: date, duration: _Duration) -> date:
    """Return a time after a duration: days and weeks by the calendar, what is shorter exactly."""
    if not isinstance(start, datetime) or not start.tzinfo:
        return start + duration.days + duration.exact
    moment = (start + duration.days).astimezone(UTC) + duration.exact
    return moment.astimezone(start.tzinfo)


def _convert_time(line: Any, defined_zones: Collection[str]) -> ParsedTime:
    if not isinstance(line.value, date):
        raise TypeError(f"{line.name} is {line.value}")
    if isinstance(line.value, datetime):
        line.value.utcoffset()  # raises for one of a day or more
    zone = next(iter(line.params.get(_TZID, ())), "")
    return ParsedTime(line.value, zone, not zone or zone in defined_zones)
