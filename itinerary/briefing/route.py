"""A Timeline and the days of its briefing in; its route out: the stops, and the ways between them.

Stops are the places that the headings of days name, by the same numbers of days.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from itinerary.briefing.city_comparison import is_other_city
from itinerary.briefing.day_cities import CityFacts, find_cities, name_leg, name_stop
from itinerary.briefing.day_plan import (
    DayPlan,
    build_day_plan,
    is_on_day,
    list_separate_travellers,
    number_day,
    select_traveller_plan,
)
from itinerary.briefing.visits import Visit, iterate_visits, locate_stop
from itinerary.document.vocabulary import EventKind
from itinerary.places import CITY_KILOMETRES, Place, measure_distance
from itinerary.timeline import Entry, Timeline
from itinerary.timeline.travellers import find_named_travellers, list_travellers


class Stop(NamedTuple):
    """A place of a route.

    Attributes:
        name: Its name, as headings have it.
        latitude: In degrees.
        longitude: In degrees.
        days: The days of the trip on which one is there, from 1.
        is_dated: Whether it is known when one is there, be it before or after the trip.
    """

    name: str
    latitude: float
    longitude: float
    days: tuple[int, ...]
    is_dated: bool


class Way(NamedTuple):
    """A way between two stops, in whichever direction.

    Attributes:
        ends: The stops, by their numbers from 0, in order.
        travellers: Who goes there, as the document orders them; empty if all do.
        is_told: Whether a movement leads there; if not, the one stop follows after the other, and
            nothing says by which way.
    """

    ends: tuple[int, int]
    travellers: tuple[str, ...]
    is_told: bool


class Route(NamedTuple):
    """Where a trip leads.

    Attributes:
        stops: The places that have coordinates, as the trip comes to them.
        ways: The ways between them, each once for the same travellers.
        unplaced: The names of places in headings that have no coordinates.
    """

    stops: tuple[Stop, ...]
    ways: tuple[Way, ...]
    unplaced: tuple[str, ...]


class _FoundStop:
    """A stop as it is found: an airport and its city are one."""

    def __init__(self, number: int, name: str, place: Place) -> None:
        self.number, self.name, self.place = number, name, place
        self.days: set[int] = set()
        self.is_dated = False

    def accepts(self, place: Place) -> bool:
        return (measure_distance(self.place, place) or 0) <= CITY_KILOMETRES

    def build_stop(self) -> Stop:
        latitude, longitude = self.place.latitude or 0, self.place.longitude or 0
        days = tuple(sorted(self.days))
        return Stop(self.name, latitude, longitude, days, self.is_dated)


class _RouteFinder:
    """Collects the stops and ways of a plan."""

    def __init__(self, timeline: Timeline, days: Collection[date]) -> None:
        self.timeline, self.days = timeline, days
        self.plan = build_day_plan(timeline.whole or timeline)
        self.everyone = () if timeline.traveller else list_travellers(timeline.document)
        self.stops: list[_FoundStop] = []
        self.stops_by_name: dict[str, list[_FoundStop]] = {}
        self.ways: dict[tuple[tuple[int, int], bool], set[str]] = {}
        self.unplaced: dict[str, None] = {}
        self.cities: dict[date, Mapping[str, CityFacts]] = {}

    def find_route(self) -> Route:
        separate = list_separate_travellers(self.plan)
        for name in separate:
            self._follow_days(select_traveller_plan(self.plan, name), (name,))
        if not separate:
            self._follow_days(self.plan, self.everyone)
        self._add_places_of_events(may_connect=not self.ways)
        self._add_undated()
        ways = (
            Way(ends, self._name_travellers(names), is_told)
            for (ends, is_told), names in self.ways.items()
        )
        stops = tuple(stop.build_stop() for stop in self.stops)
        return Route(stops, tuple(ways), tuple(self.unplaced))

    def _name_travellers(self, names: Collection[str]) -> tuple[str, ...]:
        named = tuple(each for each in self.everyone if each in names)
        return named if len(named) < len(self.everyone) else ()

    def _follow_days(self, plan: DayPlan, travellers: Iterable[str]) -> None:
        stops = [
            stop
            for day in self.days
            for visit in iterate_visits(plan, day, self._find_cities(plan, day))
            if (stop := self._add_visit(visit, day))
        ]
        told = {
            self._find_ends(plan, each.entry.place, each.entry.destination)
            for each in plan.movements
        }
        for one, other in pairwise(stops):
            self._add_way(one, other, travellers, told)

    def _find_cities(self, plan: DayPlan, day: date) -> Mapping[str, CityFacts]:
        """Return where a day is spent; of the whole plan it is asked for twice."""
        if plan is not self.plan:
            return find_cities(plan, day)
        if day not in self.cities:
            self.cities[day] = find_cities(plan, day)
        return self.cities[day]

    def _add_way(
        self,
        one: _FoundStop,
        other: _FoundStop,
        travellers: Iterable[str],
        told: Collection[tuple[int, int] | None],
    ) -> None:
        if one is not other:
            ends = _order_ends(one, other)
            self.ways.setdefault((ends, ends in told), set()).update(travellers)

    def _add_visit(self, visit: Visit, day: date | None) -> _FoundStop | None:
        """Return the stop of a visit, with the number of its day; None without coordinates."""
        name, place = visit
        if place.latitude is None or place.longitude is None:
            self.unplaced[name] = None
            return None
        stop = self._find_stop(name, place) or self._create_stop(name, place)
        if stop.place.city and not place.city:
            stop.place = place  # a city is rather where its centre is than where its airport is
        if day:
            stop.is_dated = True
            number = number_day(self.plan, day)
            stop.days |= {number} if number else set()
        return stop

    def _find_stop(self, name: str, place: Place) -> _FoundStop | None:
        return next(
            (each for each in self.stops_by_name.get(name, ()) if each.accepts(place)), None
        )

    def _create_stop(self, name: str, place: Place) -> _FoundStop:
        stop = _FoundStop(len(self.stops), name, place)
        self.stops.append(stop)
        self.stops_by_name.setdefault(name, []).append(stop)
        return stop

    def _find_ends(
        self, plan: DayPlan, origin: Place | None, destination: Place | None
    ) -> tuple[int, int] | None:
        """Return the stops that a movement joins, if both are known."""
        if not origin or not destination:
            return None
        visits = (locate_stop(plan, each) for each in (origin, destination))
        one, other = (self._find_stop(*visit) for visit in visits)
        return _order_ends(one, other) if one and other else None

    def _add_places_of_events(self, *, may_connect: bool) -> None:
        """Add where events are in cities that no heading names.

        Who has been to the one goes on to the other only where neither legs nor movements tell
        where one is, and all travel together.
        """
        stops: list[_FoundStop] = []
        for entry in self.timeline.select_entries("event"):
            place = entry.place
            if not place or not place.name or place.latitude is None or not _is_visit(entry):
                continue
            for day in self._list_days_of(entry):
                cities = self._find_cities(self.plan, day)
                known = [city.place for city in cities.values() if city.place]
                if all(is_other_city(place, each) for each in known):
                    stop = self._add_visit((name_stop(self.plan, place), place), day)
                    stops += [stop] if stop else []
        if may_connect and len(self.everyone) < 2:
            for one, other in pairwise(stops):
                self._add_way(one, other, self.everyone, ())

    def _list_days_of(self, entry: Entry) -> list[date]:
        ends = {day for each in entry.intervals for day in (each.first, each.last) if day}
        return [day for day in sorted(ends.intersection(self.days)) if is_on_day(entry, day)]

    def _add_undated(self) -> None:
        """Add the legs and movements whose dates are open."""
        legs = {leg.id: leg for leg in self.timeline.select_entries("leg")}
        for entry in self.timeline.select_entries("leg", "event"):
            if not entry.is_open or not entry.status.takes_place:
                continue
            if entry.section == "leg" and entry.place:
                self._add_visit((name_leg(entry), entry.place), None)
            elif entry.kind == EventKind.MOVEMENT:
                ends = entry.place, entry.destination
                for place in ends:
                    if place and place.name:
                        self._add_visit(locate_stop(self.plan, place), None)
                leg = legs.get(entry.leg or "")
                travellers = find_named_travellers(entry, leg, self.everyone) or self.everyone
                if found := self._find_ends(self.plan, *ends):
                    one, other = (self.stops[number] for number in found)
                    self._add_way(one, other, travellers, {found})


def compose_route(timeline: Timeline, days: Iterable[date]) -> Route:
    """Return the route of a trip on some days, which those of its briefing are.

    >>> from itinerary import loads, resolve
    >>> legs = "{place: Lima, when: 2025-09-02/2025-09-03}, {place: Cusco, when: 2025-09-04}"
    >>> trip = resolve(loads("{title: T, dates: 2025-09-02/2025-09-04, legs: [%s]}" % legs))
    >>> route = compose_route(trip, [date(2025, 9, day) for day in (2, 3, 4)])
    >>> [(stop.name, stop.days) for stop in route.stops], route.ways[0].is_told
    ([('Lima', (1, 2)), ('Cusco', (3,))], False)
    """
    return _RouteFinder(timeline, tuple(days)).find_route()


def _is_visit(entry: Entry) -> bool:
    return entry.kind != EventKind.MOVEMENT and entry.status.takes_place


def _order_ends(one: _FoundStop, other: _FoundStop) -> tuple[int, int]:
    return min(one.number, other.number), max(one.number, other.number)
