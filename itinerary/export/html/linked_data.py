"""A Timeline in; the same out for search engines and assistants: a Trip and its Events, in the terms of https://schema.org.

A year stays a year. A date that it cannot tell as precisely as it is known, and no more, is left out, as is one that is open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from itinerary.dates.interval import Grain, Interval
from itinerary.document import Event
from itinerary.places import Place
from itinerary.timeline import Dating, Entry, Timeline

_EVENT_STATUSES = {
    "confirmed": "https://schema.org/EventScheduled",
    "cancelled": "https://schema.org/EventCancelled",
}  # none says tentative
_ISO_LENGTHS = {Grain.DAY: 10, Grain.MONTH: 7, Grain.YEAR: 4}  # of a date by ISO 8601


def build_linked_data(timeline: Timeline) -> dict[str, Any]:
    """The trip as JSON-LD."""
    document, events = timeline.document, timeline.select_entries("event")
    trip = next((entry for entry in timeline.select_entries("trip")), None)
    return _drop_empty_facts(
        {
            "@context": "https://schema.org",
            "@type": "Trip",
            "@id": f"urn:uuid:{trip.uid}" if trip else None,
            "name": document.title,
            "description": document.notes,
            "url": document.url,
            "departureTime": _format_start_date(trip.datings) if trip else None,
            "arrivalTime": _format_end_date(trip.datings) if trip else None,
            "itinerary": [
                _build_place(leg.place) for leg in timeline.select_entries("leg") if leg.place
            ],
            "subTrip": [_build_movement(entry) for entry in events if entry.kind == "movement"],
            "subjectOf": [_build_event(entry) for entry in events if entry.kind != "movement"],
        }
    )


def _build_movement(entry: Entry) -> dict[str, Any]:
    return _drop_empty_facts(
        {
            "@type": "Trip",
            **_build_common_facts(entry),
            "departureTime": _format_start_date(filter(None, [entry.find_dating("depart")])),
            "arrivalTime": _format_end_date(filter(None, [entry.find_dating("arrive")])),
            "tripOrigin": _build_place(entry.place),
            "itinerary": [_build_place(entry.destination)] if entry.destination else None,
        }
    )


def _build_event(entry: Entry) -> dict[str, Any]:
    item = entry.item
    people = item.participants if isinstance(item, Event) else ()
    return _drop_empty_facts(
        {
            "@type": "Event",
            **_build_common_facts(entry),
            "startDate": _format_start_date(entry.datings),
            "endDate": _format_end_date(entry.datings),
            "eventStatus": _EVENT_STATUSES.get(item.status) if isinstance(item, Event) else None,
            "location": _build_place(entry.place),
            "attendee": [
                _drop_empty_facts({"@type": "Person", "name": each.name, "jobTitle": each.role})
                for each in people
            ],
        }
    )


def _build_common_facts(entry: Entry) -> dict[str, Any]:
    url = entry.item.url if isinstance(entry.item, Event) else None
    return {
        "@id": f"urn:uuid:{entry.uid}",
        "name": entry.title,
        "description": entry.item.notes,
        "url": url,
    }


def _format_start_date(datings: Iterable[Dating]) -> str | None:
    """The first moment of some dates."""
    first = next(_find_expressible_intervals(datings), None)
    return _format_iso(first.start, first.grain) if first else None


def _format_end_date(datings: Iterable[Dating]) -> str | None:
    """The last moment of some dates; the last day, of days."""
    *_, last = (None, *_find_expressible_intervals(datings))
    if not last:
        return None
    return _format_iso(
        last.start if last.is_point else last.end if last.is_timed else last.last, last.grain
    )


def _find_expressible_intervals(datings: Iterable[Dating]) -> Iterator[Interval]:
    intervals = (each for dating in datings for each in dating.intervals)
    return (
        each
        for each in intervals
        if not each.about and (each.is_timed or each.grain in _ISO_LENGTHS)
    )


def _format_iso(moment: date | None, grain: Grain) -> str | None:
    if not moment:
        return None
    return (
        moment.isoformat()
        if isinstance(moment, datetime)
        else moment.isoformat()[: _ISO_LENGTHS[grain]]
    )


def _build_place(place: Place | None) -> dict[str, Any] | None:
    if not place or not place.name:
        return None
    known = place.latitude is not None and place.longitude is not None
    geo = (
        {"@type": "GeoCoordinates", "latitude": place.latitude, "longitude": place.longitude}
        if known
        else None
    )
    address = place.address or (
        place.country and {"@type": "PostalAddress", "addressCountry": place.country}
    )
    return _drop_empty_facts({"@type": "Place", "name": place.name, "address": address, "geo": geo})


def _drop_empty_facts(facts: dict[str, Any]) -> dict[str, Any]:
    """The facts that there are."""
    return {name: value for name, value in facts.items() if value}
