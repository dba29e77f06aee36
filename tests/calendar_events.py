"""A document in; the events of its calendar, as icalendar reads them, out."""

from __future__ import annotations

from typing import Any

import icalendar

from itinerary import loads, render, resolve
from itinerary.export import IcsOptions


def export_events(text: str, **options: Any) -> dict[str, icalendar.Event]:
    """Return the events of a document's calendar by what their titles begin with."""
    written = render(resolve(loads(text)), "ics", IcsOptions(**options))
    found = icalendar.Calendar.from_ical(written).events
    return {str(each["SUMMARY"]): each for each in found}


def read_property(event: icalendar.Event, name: str) -> str:
    """Return a property as it is written; "" where there is none."""
    written = event[name].to_ical() if name in event else ""
    return written.decode() if isinstance(written, bytes) else written
