"""A plan of days and a day in; the stops where one is on it out, in order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TypeAlias

from itinerary.briefing.day_cities import CityFacts, name_leg, name_stop
from itinerary.briefing.day_plan import DayPlan
from itinerary.places import Place, fold_name
from itinerary.places.surroundings import iterate_tails

Visit: TypeAlias = tuple[str, Place]  # the name of a stop, and where it is


def iterate_visits(plan: DayPlan, day: date, known: Mapping[str, CityFacts]) -> Iterator[Visit]:
    """Yield where one is on a day, in order, a place to which one comes back each time."""
    moves = list(_iterate_moves(plan, day))
    moved = {name for name, _ in moves}
    places = [(name, city.place) for name, city in known.items() if city.place]
    cities = dict(
        each if each[1].latitude is not None else locate_stop(plan, each[1]) for each in places
    )
    numbers = [number for number, name in enumerate(cities) if name in moved]
    first = numbers[0] if numbers else len(cities)
    others = [
        (number, visit) for number, visit in enumerate(cities.items()) if visit[0] not in moved
    ]
    yield from (visit for number, visit in others if number < first)
    yield from moves
    yield from (visit for number, visit in others if number > first)


def _iterate_moves(plan: DayPlan, day: date) -> Iterator[Visit]:
    for each in plan.movements:
        origin, destination = each.entry.place, each.entry.destination
        if each.begins == day and origin and origin.name:
            yield locate_stop(plan, origin)
        if each.ends == day and destination and destination.name:
            yield locate_stop(plan, destination)


def locate_stop(plan: DayPlan, place: Place) -> Visit:
    """Return a place as a stop: a venue, of which no more is known, is in the leg that it names."""
    if place.latitude is None:
        cities = {fold_name(tail.partition(",")[0]) for tail in iterate_tails(place.name)}
        for leg in plan.legs:
            name = name_leg(leg)
            if leg.place and leg.place.latitude is not None and fold_name(name) in cities:
                return name, leg.place
    return name_stop(plan, place), place
