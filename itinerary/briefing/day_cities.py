"""A plan of days in; the cities in which a day is spent out, by the names that headings have."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple
from zoneinfo import ZoneInfo

from itinerary.briefing.city_comparison import is_same_city
from itinerary.briefing.day_plan import (
    DAY,
    DayPlan,
    find_first_day,
    find_last_arrival,
    find_next_departure,
    has_left,
    is_on_day,
    is_place_proven,
)
from itinerary.briefing.formatting import shorten_place_name
from itinerary.dates.zones import load_zone
from itinerary.places import Place, serves_city
from itinerary.timeline import Entry


class CityFacts(NamedTuple):
    """What a day needs to know of a city."""

    zone: ZoneInfo | None  # its clock
    country: str  # the code of its country (ISO 3166-1); "" if it is not known
    place: Place | None  # where it is


def find_cities(plan: DayPlan, day: date) -> dict[str, CityFacts]:
    """Return where a day is spent, by name.

    That is where one leaves from, the legs that one is in, and where one arrives; if there are
    none, where one was before. A leg in which one was the day before comes first.
    """
    origins = _collect_cities(
        plan, (each.entry.place for each in plan.movements if each.begins == day)
    )
    around = [leg for leg in plan.legs if is_on_day(leg, day) and not _is_away(plan, leg, day)]
    legs = {name_leg(leg): _find_leg_city(leg) for leg in around}
    earlier = {name_leg(leg): _find_leg_city(leg) for leg in around if _is_woken_in(plan, leg, day)}
    arrivals = (each.entry.destination for each in plan.movements if each.ends == day)
    return earlier | origins | legs | _collect_cities(plan, arrivals) or _find_last_known_cities(
        plan, day
    )


def _find_last_known_cities(plan: DayPlan, day: date) -> dict[str, CityFacts]:
    """Return where the last movement before a day arrived, else where the next one leaves from.

    Without movements that is where the trip is; on the way all day one is in none.
    """
    if any(each.begins < day < each.ends for each in plan.movements):
        return {}
    last, following = find_last_arrival(plan, day), find_next_departure(plan, day)
    trips = (each for each in plan.timeline.select_entries("trip") if each.status.takes_place)
    return (
        _collect_cities(plan, [last.entry.destination] if last else [])
        or _collect_cities(plan, [following.entry.place] if following else [])
        or _collect_cities(plan, (entry.place for entry in trips))
    )


def _is_away(plan: DayPlan, leg: Entry, day: date) -> bool:
    """Return whether movements show that one is not in a leg all day, though it lasts through it.

    Either one is on the way there or from there, or has left and comes back later.
    """
    first = find_first_day(leg, day)
    for each in plan.movements:
        is_to_leg = is_same_city(each.entry.destination, leg.place)
        is_from_leg = each.begins < day and is_same_city(each.entry.place, leg.place)
        if (is_to_leg or is_from_leg) and first <= each.begins <= day < each.ends:
            return True
    last = find_last_arrival(plan, day - DAY) if day > date.min else None
    is_gone = last is not None and has_left(last, leg.place, first)
    return is_gone and last is not None and is_place_proven(plan, last, day)


def _is_woken_in(plan: DayPlan, leg: Entry, day: date) -> bool:
    """Return whether a day begins in a leg: it goes on, and no movement of the day leads there."""
    arrived = (each.entry.destination for each in plan.movements if each.ends == day)
    return find_first_day(leg, day) < day and not any(
        is_same_city(each, leg.place) for each in arrived
    )


def _collect_cities(plan: DayPlan, places: Iterable[Place | None]) -> dict[str, CityFacts]:
    named = (place for place in places if place and place.name)
    return {name_stop(plan, place): _find_city(place, None) for place in named}


def name_stop(plan: DayPlan, place: Place) -> str:
    """Return a place as headings have it; of an airport its city, by the name of the leg there."""
    if not place.city:
        return shorten_place_name(place)
    names = (name_leg(leg) for leg in plan.legs if leg.place and serves_city(place, leg.place))
    return next(names, place.city)


def _find_leg_city(leg: Entry) -> CityFacts:
    return _find_city(leg.place, leg.zone)


def _find_city(place: Place | None, zone: ZoneInfo | None) -> CityFacts:
    if not place:
        return CityFacts(zone, "", None)
    own_zone = load_zone(place.timezone) if place.timezone and not zone else zone
    return CityFacts(own_zone, place.country, place)


def name_leg(leg: Entry) -> str:
    """Return the place of a leg as headings have it, else its title."""
    return shorten_place_name(leg.place) if leg.place else leg.title
