"""The text of a calendar in; its events out as a parser other than its writer's reads them, by both ways to read a time zone.

vobject believes what the VTIMEZONE of a zone says; half of all calendars believe the zone's name instead, so that is read, too.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date, datetime
from typing import Any, NamedTuple

import vobject

from itinerary.dates.zones import zone
from itinerary.diagnostics import ItineraryError, PlaceError, short

_TZID = "X-VOBJ-ORIGINAL-TZID"
_DEFINED = re.compile(r"^TZID:(.+?)\s*$", re.MULTILINE)


class Clock(NamedTuple):
    """A day or a time as a calendar has it."""

    value: date  # with the offset that its VTIMEZONE gives
    named: str = ""  # its zone
    is_defined: bool = True  # by a VTIMEZONE

    @property
    def by_name(self) -> date:
        """The same time, by what the tz database says of the zone of that name. Raises PlaceError for a name that it lacks."""
        return (
            self.value.replace(tzinfo=zone(self.named))
            if self.named and isinstance(self.value, datetime)
            else self.value
        )


class Seen(NamedTuple):
    """An event as a calendar shows it."""

    uid: str
    title: str
    start: Clock
    end: Clock
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
                return f"the calendar has no VTIMEZONE of {clock.named}"
            try:
                if isinstance(clock.value, datetime) and clock.by_name != clock.value:
                    return f"its VTIMEZONE makes of {clock.named} {clock.value.isoformat()}, its name {clock.by_name.isoformat()}"
            except PlaceError as error:
                return str(error)
        return ""


def read_events(text: str) -> list[Seen]:
    """The events of a calendar, in order. Raises ItineraryError for a text that vobject cannot read."""
    defined = set(_DEFINED.findall(re.sub("\r?\n[ \t]", "", text)))
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
        return [_seen(event, defined) for event in events]
    except Exception as error:  # whatever a parser fails with, the text is at fault
        raise ItineraryError(
            f"the calendar cannot be read: {short(str(error), 200)} - export it again"
        ) from None


def _seen(event: Any, defined: Collection[str]) -> Seen:
    texts = (
        event.getChildValue(name, "")
        for name in ("uid", "summary", "location", "description", "status")
    )
    uid, title, location, description, status = texts
    start = _clock(event.dtstart, defined)
    return Seen(
        uid,
        title,
        start,
        _clock(event.dtend, defined) if hasattr(event, "dtend") else start,
        location,
        description,
        status,
    )


def _clock(line: Any, defined: Collection[str]) -> Clock:
    if not isinstance(line.value, date):
        raise TypeError(f"{line.name} is {line.value}")
    named = next(iter(line.params.get(_TZID, ())), "")
    return Clock(line.value, named, not named or named in defined)
