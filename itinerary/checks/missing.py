"""What a document lacks or says to no purpose: legs that no movement reaches, sources cited nowhere, zones that places do not have."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from itinerary.checks.trip import Trip
from itinerary.dates.expressions import at_midnight
from itinerary.dates.interval import days, wall
from itinerary.dates.zones import zone
from itinerary.diagnostics import Diagnostic, PlaceError, short
from itinerary.document import Document, Leg, PlaceDetails
from itinerary.places import Place
from itinerary.places.choice import known_within, meant_of
from itinerary.places.spelling import keys
from itinerary.timeline import Entry

_NOON = timedelta(hours=12)


def unreached_leg(trip: Trip) -> Iterator[Diagnostic]:
    """Legs that no movement leads to, where the document has movements at all; a trip without a home elsewhere begins at its first leg."""
    at, cities = trip.named(trip.timeline.home), [trip.city(leg) for leg in trip.legs.values()]
    at = at or next(iter(cities), None)
    reached = {trip.named(entry.destination) for entry in trip.movements}
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
            hint = f"add the movement to {short(leg.place.name) if leg.place else 'it'}, or correct the place that one goes to"
            yield trip.warning(
                leg.path, "unreached-leg", f"no movement leads to {trip.dated(leg)}", hint
            )
        at = city or at


def uncited_source(trip: Trip) -> Iterator[Diagnostic]:
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
            message = f"the source '{id_}' ({short(source.publisher)}, “{short(source.title)}”) is cited nowhere"
            yield trip.warning(
                ("sources", id_),
                "uncited-source",
                message,
                f"write source: {id_} where it is used, or leave it out",
            )


def other_zone(trip: Trip) -> Iterator[Diagnostic]:
    """Cities, of the trip or of a leg, whose stated time zone shows another time then than their own."""
    for entry in trip.timeline.of("trip", "leg"):
        item = entry.item
        if not isinstance(item, Document | Leg) or item.place is None or entry.zone is None:
            continue
        found = _found(item.place)
        stated = trip.document.timezone if isinstance(item, Document) else item.timezone
        if found and _differ(entry, found, trip):
            message = f"{short(found.name)} has the time zone {found.timezone}, but {entry.zone.key} is stated"
            hint = f"leave the zone out, write {found.timezone}, or say which {short(found.name)} is meant, with its country"
            yield trip.warning(
                (*entry.path, "timezone" if stated else "place"), "other-zone", message, hint
            )


def _found(details: PlaceDetails) -> Place | None:
    """The city of a name, unless the document says that it is in another country; None where the index has none."""
    try:
        key, *qualifiers = keys(details.name)
    except PlaceError:
        return None
    meant = meant_of(
        known_within(key, qualifiers)
    )  # for what is not known, `locate` would look for names that are like it
    is_elsewhere = meant and details.country and meant.place.country != details.country
    return meant.place if meant and meant.place.timezone and not is_elsewhere else None


def _differ(entry: Entry, found: Place, trip: Trip) -> bool:
    """Whether two zones show different times while an entry lasts; else, when the trip begins and ends."""
    around = trip.intervals[entry.id] or trip.days
    stretch = days(wall(around)) if around else None
    moments = (
        [at_midnight(day) + _NOON for day in (stretch.first, stretch.last) if day]
        if stretch
        else []
    )
    return any(
        moment.replace(tzinfo=entry.zone).utcoffset()
        != moment.replace(tzinfo=zone(found.timezone)).utcoffset()
        for moment in moments
    )
