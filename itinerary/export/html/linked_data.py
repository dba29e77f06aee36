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

_STATES = {
    "confirmed": "https://schema.org/EventScheduled",
    "cancelled": "https://schema.org/EventCancelled",
}  # none says tentative
_LENGTHS = {Grain.DAY: 10, Grain.MONTH: 7, Grain.YEAR: 4}  # of a date by ISO 8601


def linked_data(timeline: Timeline) -> dict[str, Any]:
    """The trip as JSON-LD."""
    document, events = timeline.document, timeline.of("event")
    trip = next((entry for entry in timeline.of("trip")), None)
    return _known(
        {
            "@context": "https://schema.org",
            "@type": "Trip",
            "@id": f"urn:uuid:{trip.uid}" if trip else None,
            "name": document.title,
            "description": document.notes,
            "url": document.url,
            "departureTime": _start(trip.datings) if trip else None,
            "arrivalTime": _end(trip.datings) if trip else None,
            "itinerary": [_place(leg.place) for leg in timeline.of("leg") if leg.place],
            "subTrip": [_movement(entry) for entry in events if entry.kind == "movement"],
            "subjectOf": [_event(entry) for entry in events if entry.kind != "movement"],
        }
    )


def _movement(entry: Entry) -> dict[str, Any]:
    return _known(
        {
            "@type": "Trip",
            **_common(entry),
            "departureTime": _start(filter(None, [entry.dating("depart")])),
            "arrivalTime": _end(filter(None, [entry.dating("arrive")])),
            "tripOrigin": _place(entry.place),
            "itinerary": [_place(entry.destination)] if entry.destination else None,
        }
    )


def _event(entry: Entry) -> dict[str, Any]:
    item = entry.item
    people = item.participants if isinstance(item, Event) else ()
    return _known(
        {
            "@type": "Event",
            **_common(entry),
            "startDate": _start(entry.datings),
            "endDate": _end(entry.datings),
            "eventStatus": _STATES.get(item.status) if isinstance(item, Event) else None,
            "location": _place(entry.place),
            "attendee": [
                _known({"@type": "Person", "name": each.name, "jobTitle": each.role})
                for each in people
            ],
        }
    )


def _common(entry: Entry) -> dict[str, Any]:
    url = entry.item.url if isinstance(entry.item, Event) else None
    return {
        "@id": f"urn:uuid:{entry.uid}",
        "name": entry.title,
        "description": entry.item.notes,
        "url": url,
    }


def _start(datings: Iterable[Dating]) -> str | None:
    """The first moment of some dates."""
    first = next(_told(datings), None)
    return _iso(first.start, first.grain) if first else None


def _end(datings: Iterable[Dating]) -> str | None:
    """The last moment of some dates; the last day, of days."""
    *_, last = (None, *_told(datings))
    if not last:
        return None
    return _iso(
        last.start if last.is_point else last.end if last.is_timed else last.last, last.grain
    )


def _told(datings: Iterable[Dating]) -> Iterator[Interval]:
    intervals = (each for dating in datings for each in dating.intervals)
    return (
        each for each in intervals if not each.about and (each.is_timed or each.grain in _LENGTHS)
    )


def _iso(moment: date | None, grain: Grain) -> str | None:
    if not moment:
        return None
    return (
        moment.isoformat()
        if isinstance(moment, datetime)
        else moment.isoformat()[: _LENGTHS[grain]]
    )


def _place(place: Place | None) -> dict[str, Any] | None:
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
    return _known({"@type": "Place", "name": place.name, "address": address, "geo": geo})


def _known(facts: dict[str, Any]) -> dict[str, Any]:
    """The facts that there are."""
    return {name: value for name, value in facts.items() if value}
