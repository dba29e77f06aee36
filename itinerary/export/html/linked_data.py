"""A Timeline in; the same out for search engines and assistants, in terms of https://schema.org.

The trip is a Trip, and what happens on it Trips and Events; a chronology is a list of Events. A
year stays a year, and an evening is told by its day. A date that cannot be told without saying more
than is known is left out, as is one that is open, or an end that nobody has stated.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, cast

from itinerary.briefing.facts import EntryFacts, collect_facts
from itinerary.dates.interval import Grain, Interval
from itinerary.document.vocabulary import Status
from itinerary.export.html.reservations import build_reservation
from itinerary.places import Place
from itinerary.timeline import Dating, Timeline
from itinerary.timeline.chronologies import is_chronology

# Schema.org has no status for what is tentative.
_EVENT_STATUSES = {
    Status.CONFIRMED: "https://schema.org/EventScheduled",
    Status.POSTPONED: "https://schema.org/EventPostponed",
    Status.CANCELLED: "https://schema.org/EventCancelled",
}
# How many characters of an ISO 8601 date say as much as is known.
_ISO_LENGTHS = {Grain.DAY: 10, Grain.MONTH: 7, Grain.YEAR: 4}


def build_linked_data(timeline: Timeline) -> dict[str, Any] | list[dict[str, Any]]:
    """Return the trip or the chronology as JSON-LD; a list where there are reservations, too."""
    if is_chronology(timeline):
        return _build_chronology(timeline)
    trip, reservations = _build_trip(timeline), list(_build_reservations(timeline))
    return [trip, *reservations] if reservations else trip


def _build_reservations(timeline: Timeline) -> Iterator[dict[str, Any]]:
    for entry in timeline.select_entries("event"):
        facts = collect_facts(entry)
        if not facts.passage:
            continue
        found = build_reservation(timeline.document, facts, _format_dates(facts), _build_place)
        if found:
            yield cast(dict[str, Any], _drop_nested(found))


def _build_chronology(timeline: Timeline) -> dict[str, Any]:
    document = timeline.document
    entries = timeline.select_entries("event", "background")
    return _drop_empty_facts(
        {
            "@context": "https://schema.org",
            "@type": "ItemList",
            "name": document.title,
            "description": document.notes,
            "url": document.url,
            "itemListElement": [_build_event(collect_facts(entry)) for entry in entries],
        }
    )


def _build_trip(timeline: Timeline) -> dict[str, Any]:
    document = timeline.document
    trip = next(iter(timeline.select_entries("trip")), None)
    legs = timeline.select_entries("leg")
    events = [collect_facts(entry) for entry in timeline.select_entries("event")]
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
            "itinerary": [_build_place(leg.place) for leg in legs if leg.place],
            "subTrip": [_build_movement(each) for each in events if each.is_movement],
            "subjectOf": [_build_event(each) for each in events if not each.is_movement],
        }
    )


def _build_movement(facts: EntryFacts) -> dict[str, Any]:
    entry, (departure, arrival) = facts.entry, _format_dates(facts)
    return _drop_empty_facts(
        {
            "@type": "Trip",
            **_build_common_facts(facts),
            "departureTime": departure,
            "arrivalTime": arrival,
            "tripOrigin": _build_place(entry.place),
            "itinerary": [_build_place(entry.destination)] if entry.destination else None,
        }
    )


def _build_event(facts: EntryFacts) -> dict[str, Any]:
    entry, (start, end) = facts.entry, _format_dates(facts)
    return _drop_empty_facts(
        {
            "@type": "Event",
            **_build_common_facts(facts),
            "startDate": start,
            "endDate": end,
            "eventStatus": _EVENT_STATUSES.get(facts.status),
            "location": _build_place(entry.place),
            "attendee": [
                _drop_empty_facts({"@type": "Person", "name": each.name, "jobTitle": each.role})
                for each in facts.participants
            ],
        }
    )


def _build_common_facts(facts: EntryFacts) -> dict[str, Any]:
    return {
        "@id": f"urn:uuid:{facts.entry.uid}",
        "name": facts.entry.title,
        "description": facts.notes,
        "url": facts.url,
        "image": facts.image.src if facts.image and not facts.image.is_file else None,
    }


def _format_dates(facts: EntryFacts) -> tuple[str | None, str | None]:
    """Return when an entry begins and ends; None for one that is not known or cannot be told."""
    entry, passage = facts.entry, facts.passage
    if passage:
        start, end = (entry.find_dating(each.field) for each in (passage.start, passage.end))
        return _format_start_date(filter(None, [start])), _format_end_date(filter(None, [end]))
    has_end = entry.interval is not None and not entry.interval.is_point
    return _format_start_date(entry.datings), _format_end_date(entry.datings) if has_end else None


def _format_start_date(datings: Iterable[Dating]) -> str | None:
    """Return the first moment of some dates, or their first day; None where none can be told."""
    first = next(_find_expressible_intervals(datings), None)
    return _format_iso(first, first.start, first.first) if first else None


def _format_end_date(datings: Iterable[Dating]) -> str | None:
    """Return the last moment of some dates, or their last day; None where none can be told."""
    *_, last = (None, *_find_expressible_intervals(datings))
    if not last:
        return None
    return _format_iso(last, last.start if last.is_point else last.end, last.last)


def _find_expressible_intervals(datings: Iterable[Dating]) -> Iterator[Interval]:
    """Yield the intervals whose ends can be told; not those that are just somewhere within."""
    for dating in datings:
        is_limit = dating.chosen_reading is not None and dating.chosen_reading.is_limit
        for each in () if is_limit else dating.intervals:
            is_sure = not (each.is_approximate or each.within)
            if is_sure and (each.is_timed or each.grain in _ISO_LENGTHS):
                yield each


def _format_iso(interval: Interval, moment: date | None, day: date | None) -> str | None:
    """Return an end of an interval: its moment, or no more of its day than is known of that."""
    if interval.is_timed and interval.grain < Grain.PART_OF_DAY:
        return moment.isoformat() if moment else None
    if not day:
        return None
    text = day.isoformat()
    length = _ISO_LENGTHS.get(interval.grain, _ISO_LENGTHS[Grain.DAY])
    return text[: length + text.startswith("-")]  # of a year before the year 0


def _build_place(place: Place | None) -> dict[str, Any] | None:
    if not place or not place.name:
        return None
    address = place.address or _build_country(place.country)
    return _drop_empty_facts(
        {"@type": "Place", "name": place.name, "address": address, "geo": _build_coordinates(place)}
    )


def _build_country(country: str) -> dict[str, Any] | None:
    return {"@type": "PostalAddress", "addressCountry": country} if country else None


def _build_coordinates(place: Place) -> dict[str, Any] | None:
    if place.latitude is None or place.longitude is None:
        return None
    return {"@type": "GeoCoordinates", "latitude": place.latitude, "longitude": place.longitude}


def _drop_empty_facts(facts: dict[str, Any]) -> dict[str, Any]:
    """Return the facts that there are."""
    return {name: value for name, value in facts.items() if value}


def _drop_nested(value: object) -> object:
    """Return the facts that there are, also within facts."""
    if not isinstance(value, dict):
        return value
    facts = cast(dict[str, Any], value)
    return _drop_empty_facts({name: _drop_nested(each) for name, each in facts.items()})
