"""What a document lacks or says to no purpose: legs that no movement reaches, sources cited nowhere, zones that places do not have."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from itinerary.checks.trip import Trip
from itinerary.dates.arithmetic import widen_to_days
from itinerary.dates.expressions import to_datetime
from itinerary.dates.interval import drop_time_zones
from itinerary.dates.zones import load_zone
from itinerary.diagnostics import Diagnostic, PlaceError, shorten_text
from itinerary.document import Document, Leg, PlaceDetails
from itinerary.places import Place
from itinerary.places.disambiguation import choose_match, find_matches_within
from itinerary.places.spelling import parse_name_keys
from itinerary.timeline import Entry

_NOON = timedelta(hours=12)


def check_unreached_legs(trip: Trip) -> Iterator[Diagnostic]:
    """Legs that no movement leads to, where the document has movements at all; a trip without a home elsewhere begins at its first leg."""
    at, cities = (
        trip.identify_city(trip.timeline.home),
        [trip.find_city(leg) for leg in trip.legs.values()],
    )
    at = at or next(iter(cities), None)
    reached = {trip.identify_city(entry.destination) for entry in trip.movements}
    zones = {
        city.zone for city in reached - {*cities, at} if city
    }  # an airport's, whose city is not told
    for leg, city in zip(trip.legs.values(), cities, strict=True):
        if (
            city
            and city != at
            and city not in reached
            and city.zone not in zones
            and trip.movements
        ):
            hint = f"add the movement to {shorten_text(leg.place.name) if leg.place else 'it'}, or correct the place that one goes to"
            yield trip.create_warning(
                leg.path, "unreached-leg", f"no movement leads to {trip.describe_entry(leg)}", hint
            )
        at = city or at


def check_uncited_sources(trip: Trip) -> Iterator[Diagnostic]:
    """Sources that no date, entry or account of a dispute names."""
    cited = {
        reading.source
        for entry in trip.timeline.entries
        for dating in entry.datings
        for reading in dating.readings
    }
    cited |= {getattr(entry.item, "source", None) for entry in trip.timeline.entries}
    cited |= {account.source for dispute in trip.document.disputes for account in dispute.accounts}
    for id_, source in trip.document.sources.items():
        if id_ not in cited:
            message = f"the source '{id_}' ({shorten_text(source.publisher)}, “{shorten_text(source.title)}”) is cited nowhere"
            yield trip.create_warning(
                ("sources", id_),
                "uncited-source",
                message,
                f"write source: {id_} where it is used, or leave it out",
            )


def check_stated_zones(trip: Trip) -> Iterator[Diagnostic]:
    """Cities, of the trip or of a leg, whose stated time zone shows another time then than their own."""
    for entry in trip.timeline.select_entries("trip", "leg"):
        item = entry.item
        if not isinstance(item, Document | Leg) or item.place is None or entry.zone is None:
            continue
        found = _find_indexed_city(item.place)
        stated = trip.document.timezone if isinstance(item, Document) else item.timezone
        if found and _has_other_offset(entry, found, trip):
            message = f"{shorten_text(found.name)} has the time zone {found.timezone}, but {entry.zone.key} is stated"
            hint = f"leave the zone out, write {found.timezone}, or say which {shorten_text(found.name)} is meant, with its country"
            yield trip.create_warning(
                (*entry.path, "timezone" if stated else "place"), "other-zone", message, hint
            )


def _find_indexed_city(details: PlaceDetails) -> Place | None:
    """The city of a name, unless the document says that it is in another country; None where the index has none."""
    try:
        key, *qualifiers = parse_name_keys(details.name)
    except PlaceError:
        return None
    meant = choose_match(
        find_matches_within(key, qualifiers)
    )  # for what is not known, `locate` would look for names that are like it
    is_elsewhere = meant and details.country and meant.place.country != details.country
    return meant.place if meant and meant.place.timezone and not is_elsewhere else None


def _has_other_offset(entry: Entry, found: Place, trip: Trip) -> bool:
    """Whether two zones show different times while an entry lasts; else, when the trip begins and ends."""
    around = trip.intervals[entry.id] or trip.days
    stretch = widen_to_days(drop_time_zones(around)) if around else None
    moments = (
        [to_datetime(day) + _NOON for day in (stretch.first, stretch.last) if day]
        if stretch
        else []
    )
    return any(
        moment.replace(tzinfo=entry.zone).utcoffset()
        != moment.replace(tzinfo=load_zone(found.timezone)).utcoffset()
        for moment in moments
    )
