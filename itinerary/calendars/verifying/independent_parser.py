"""Parses the text of a calendar with vobject, another parser than the one that wrote it.

vobject takes offsets from the VTIMEZONE of a zone; half of all calendar programs take them from
the zone's name instead, so both are read.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

import vobject

from itinerary.dates.zones import load_zone
from itinerary.diagnostics import ItineraryError, PlaceError, shorten_text

_TZID = "X-VOBJ-ORIGINAL-TZID"
_RECURRENCE = ("rrule", "rdate", "exdate", "exrule")
_FOLD = re.compile("\r?\n[ \t]")
_DEFINED_ZONE = re.compile(r"^TZID:(.+?)\s*$", re.MULTILINE)
_MAX_REASON = 200  # characters of the parser's own message


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
        ItineraryError: vobject cannot read the text.
    """
    parser: Any = vobject  # it has no types
    zones = set(_DEFINED_ZONE.findall(_FOLD.sub("", text)))
    for name in zones:
        # Without this vobject would keep the zone's definition from the last calendar it read.
        parser.icalendar.registerTzid(name, None)
    try:
        return [
            _convert_event(event, zones)
            for calendar in parser.readComponents(text)
            for event in calendar.contents.get("vevent", ())
        ]
    except Exception as error:  # whatever a parser fails with, the text is at fault
        reason = shorten_text(str(error), _MAX_REASON)
        raise ItineraryError(f"the calendar cannot be read: {reason} - export it again") from None


def _convert_event(event: Any, defined_zones: Collection[str]) -> ParsedEvent:
    start = _convert_time(event.dtstart, defined_zones)
    end = _find_end(event, start, defined_zones)
    return ParsedEvent(
        uid=event.getChildValue("uid", ""),
        title=event.getChildValue("summary", ""),
        start=start,
        end=end,
        location=event.getChildValue("location", ""),
        description=event.getChildValue("description", ""),
        status=event.getChildValue("status", ""),
        recurrence=tuple(name.upper() for name in _RECURRENCE if name in event.contents),
    )


def _find_end(event: Any, start: ParsedTime, defined_zones: Collection[str]) -> ParsedTime:
    """Return when an event ends; its start if it says neither an end nor a duration."""
    if hasattr(event, "dtend"):
        return _convert_time(event.dtend, defined_zones)
    if not hasattr(event, "duration"):
        return start
    duration: timedelta = event.duration.value
    return start._replace(value=_add_duration(start.value, duration))


def _add_duration(start: date, duration: timedelta) -> date:
    """Return a time after a duration: days by the calendar, what is shorter than one exactly."""
    if not isinstance(start, datetime) or not start.tzinfo:
        return start + duration
    days = timedelta(days=duration.days)
    moment = (start + days).astimezone(UTC) + (duration - days)
    return moment.astimezone(start.tzinfo)


def _convert_time(line: Any, defined_zones: Collection[str]) -> ParsedTime:
    if not isinstance(line.value, date):
        raise TypeError(f"{line.name} is {line.value}")
    zone = next(iter(line.params.get(_TZID, ())), "")
    return ParsedTime(line.value, zone, not zone or zone in defined_zones)
