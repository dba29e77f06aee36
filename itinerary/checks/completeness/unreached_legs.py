"""Legs that no movement leads to."""

from __future__ import annotations

from collections.abc import Iterator

from itinerary.checks.registry import register_check
from itinerary.checks.trip import Trip
from itinerary.codes import Code
from itinerary.diagnostics import Diagnostic, shorten_text


@register_check(Code.UNREACHED_LEG)
def check_unreached_legs(trip: Trip) -> Iterator[Diagnostic]:
    """Find legs in another city than the one before that no movement leads to.

    A document without movements has none of them; a trip whose home is not known begins at its
    first leg.
    """
    cities = [trip.find_city(leg) for leg in trip.legs.values()]
    at = trip.identify_city(trip.timeline.home) or next(iter(cities), None)
    reached = {trip.identify_city(entry.destination) for entry in trip.movements}
    # A movement may go to an airport, of which only the zone tells that it is the city's.
    zones = {city.zone for city in reached - {*cities, at} if city}
    for leg, city in zip(trip.legs.values(), cities, strict=True):
        is_reached = city is None or city == at or city in reached or city.zone in zones
        if trip.movements and not is_reached:
            place = shorten_text(leg.place.name) if leg.place else "it"
            message = f"no movement leads to {trip.describe_entry(leg)}"
            hint = f"add the movement to {place}, or correct the place that one goes to"
            yield trip.create_warning(leg.path, Code.UNREACHED_LEG, message, hint)
        at = city or at
