"""The text of a calendar in; its events out as a parser other than its writer's reads them, by both ways to read a time zone.

vobject believes what the VTIMEZONE of a zone says; half of all calendars believe the zone's name instead, so that is read, too.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date, datetime
from typing import Any, NamedTuple

import vobject

from itinerary.dates.zones import load_zone
from itinerary.diagnostics import ItineraryError, PlaceError, shorten_text

_TZID = "X-VOBJ-ORIGINAL-TZID"
_DEFINED_ZONE = re.compile(r"^TZID:(.+?)\s*$", re.MULTILINE)


class ParsedTime(NamedTuple):
    """A day or a time as a calendar has it."""

    value: date  # with the offset that its VTIMEZONE gives
    calendar_zone: str = ""  # its zone
    is_defined: bool = True  # by a VTIMEZONE

    @property
    def named_zone_value(self) -> date:
        """The same time, by what the tz database says of the zone of that name. Raises PlaceError for a name that it lacks."""
        return (
            self.value.replace(tzinfo=load_zone(self.calendar_zone))
            if self.calendar_zone and isinstance(self.value, datetime)
            else self.value
        )


class ParsedEvent(NamedTuple):
    """An event as a calendar shows it."""

    uid: str
    title: str
    start: ParsedTime
    end: ParsedTime
    location: str
    description: str
    status: str

    @property
    def zone_fault(self) -> str:
        """Why programs would not all see its times at the same instant; empty if they do."""
        for clock in (self.start, self.end):
            if isinstance(clock.value, datetime) and clock.value.tzinfo is None:
                return f"{clock.value} is by nobody's clock"
            if not clock.is_defined:
                return f"the calendar has no VTIMEZONE of {clock.calendar_zone}"
            try:
                if isinstance(clock.value, datetime) and clock.named_zone_value != clock.value:
                    return f"its VTIMEZONE makes of {clock.calendar_zone} {clock.value.isoformat()}, its name {clock.named_zone_value.isoformat()}"
            except PlaceError as error:
                return str(error)
        return ""


def read_events(text: str) -> list[ParsedEvent]:
    """The events of a calendar, in order. Raises ItineraryError for a text that vobject cannot read."""
    defined = set(_DEFINED_ZONE.findall(re.sub("\r?\n[ \t]", "", text)))
    for name in defined:
        vobject.icalendar.registerTzid(
            name, None
        )  # or it would go by what the last calendar said of the zone
    try:
        events = [
            event
            for calendar in vobject.readComponents(text)
            for event in calendar.contents.get("vevent", ())
        ]
        return [_parse_event(event, defined) for event in events]
    except Exception as error:  # whatever a parser fails with, the text is at fault
        raise ItineraryError(
            f"the calendar cannot be read: {shorten_text(str(error), 200)} - export it again"
        ) from None


def _parse_event(event: Any, defined: Collection[str]) -> ParsedEvent:
    texts = (
        event.getChildValue(name, "")
        for name in ("uid", "summary", "location", "description", "status")
    )
    uid, title, location, description, status = texts
    start = _parse_time(event.dtstart, defined)
    return ParsedEvent(
        uid,
        title,
        start,
        _parse_time(event.dtend, defined) if hasattr(event, "dtend") else start,
        location,
        description,
        status,
    )


def _parse_time(line: Any, defined: Collection[str]) -> ParsedTime:
    if not isinstance(line.value, date):
        raise TypeError(f"{line.name} is {line.value}")
    named = next(iter(line.params.get(_TZID, ())), "")
    return ParsedTime(line.value, named, not named or named in defined)
