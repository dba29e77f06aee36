"""The calendar of the sample document, and what a program ought to read of it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from itinerary import loads, render, resolve
from itinerary.briefing.facts import collect_facts
from itinerary.export import IcsOptions
from itinerary.export.description import compose_description
from itinerary.timeline import Entry, Timeline

Seen = dict[str, Any]  # an event by its uid, with those of the fields below that a program exposes
FIELDS = ("summary", "start", "end", "location", "description")
OWN = {
    "cancelled": "status",
    "URL": "url",
    "GEO": "geo",
    "categories": "categories",
    "by time": "by_time",
}  # fields with a column each
SAMPLE = Path(__file__).with_name("sample.yaml")


class Export(NamedTuple):
    """A calendar, and what it means: each event with its column of the matrix."""

    ics: str
    jcal: str
    events: tuple[tuple[str, Seen], ...]


class MissingError(Exception):
    """A program is not to be had here; the text says what is missing."""


@cache
def export(*, changed: bool = False) -> Export:
    """Return the sample's calendar, or its next revision, half an hour later."""
    text = SAMPLE.read_text(encoding="utf-8")
    if changed:
        text = re.sub(r"(\d\d):15\b", r"\1:45", text).replace(
            "revised: 2025-01-02", "revised: 2025-01-03"
        )
    timeline = resolve(loads(text))
    ics, jcal = (
        render(timeline, name, IcsOptions(background="inline")) for name in ("ics", "jcal")
    )
    entries = timeline.select_entries("leg", "event", "background")
    return Export(
        ics,
        jcal,
        tuple((entry.item.extensions["x-shows"], _meant(timeline, entry)) for entry in entries),
    )


def when(value: date) -> date:
    """A day as it is, a clock time as its instant."""
    return value.astimezone(UTC) if isinstance(value, datetime) else value


def _meant(timeline: Timeline, entry: Entry) -> Seen:
    item, place, interval = entry.item, entry.place, entry.interval
    legs = {leg.id: leg.title for leg in timeline.select_entries("leg")}
    status = getattr(item, "status", "confirmed").upper()
    start = when(interval.start)
    cities = {leg.id: leg.place.name for leg in timeline.select_entries("leg") if leg.place}
    # A venue stands with its city, which its leg names.
    city = cities.get(entry.leg, "") if place and place.address else ""
    return {
        "uid": entry.uid,
        "summary": ("CANCELLED: " if status == "CANCELLED" else "") + entry.title,
        "start": start,
        "end": start + timedelta(minutes=1) if interval.is_point else when(interval.end),
        "location": ", ".join(filter(None, (place.name, place.address, city))) if place else "",
        "description": "\n".join(
            compose_description(timeline, legs, collect_facts(entry), interval, "en")
        ),
        "status": status,
        "url": quote(getattr(item, "url", None) or "", safe=":/?&=#%"),
        "geo": (place.latitude, place.longitude) if place and place.latitude is not None else None,
        "by_time": True,  # it is found between start and end, and not before
        "categories": sorted(
            {
                entry.kind,
                *filter(None, [legs.get(entry.leg)]),
                *getattr(item, "categories", ()),
                *timeline.document.categories,
            }
        ),
    }
