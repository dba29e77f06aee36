"""The route of a trip: its stops by the days of headings, and the ways between them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from tables import Table

from itinerary import for_traveller, load, loads, resolve
from itinerary.briefing import compose_briefing
from itinerary.briefing.route import Route, compose_route
from itinerary.views.within import select_within

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*.yaml"))
ROUTE_NAMES = re.compile(r" → |, | \(")  # what stands between the names of a heading
LIMA, CUSCO, QUITO, BOGOTA = "Lima, Peru", "Cusco", "Quito", "Bogotá"


def leg(place: str, first: int, last: int, **fields: Any) -> dict[str, Any]:
    return {"place": place, "when": f"2026-06-{first:02}/2026-06-{last:02}"} | fields


def move(start: str, end: str, day: int | None, hour: int = 9, **fields: Any) -> dict[str, Any]:
    """A movement of two hours; without a day its date is open."""
    when = {"depart": "TBD"}
    if day:
        when = {"depart": f"2026-06-{day:02} {hour:02}:00"}
        when["arrive"] = f"2026-06-{day:02} {hour + 2:02}:00"
    return {"kind": "movement", "title": "M", "from": start, "to": end} | when | fields


def compose(*legs: dict[str, Any], **fields: Any) -> Route:
    base = {"title": "T", "id": "t", "dates": "2026-06-01/2026-06-08", "legs": legs}
    timeline = resolve(loads(json.dumps(base | fields), "json"))
    timeline.raise_for_errors()
    return compose_route(timeline, [day.date for day in compose_briefing(timeline).days])


def list_stops(route: Route) -> list[str]:
    return [f"{stop.name} {','.join(map(str, stop.days))}".strip() for stop in route.stops]


def list_ways(route: Route) -> list[str]:
    names = [stop.name for stop in route.stops]
    return [
        f"{names[way.ends[0]]}{'–' if way.is_told else '…'}{names[way.ends[1]]}"
        + (f" ({', '.join(way.travellers)})" if way.travellers else "")
        for way in route.ways
    ]


ROUTES: dict[str, tuple[list[Any], dict[str, Any], list[str], list[str]]] = {
    # what there is besides the dates; the stops, and the ways
    "legs alone": (
        [leg(LIMA, 1, 3), leg(CUSCO, 4, 8)],
        {},
        ["Lima 1,2,3", "Cusco 4,5,6,7,8"],
        ["Lima…Cusco"],
    ),
    "a movement tells the way": (
        [leg(LIMA, 1, 3), leg(CUSCO, 3, 8)],
        {"events": [move(LIMA, CUSCO, 3)]},
        ["Lima 1,2,3", "Cusco 3,4,5,6,7,8"],
        ["Lima–Cusco"],
    ),
    "airports are their cities": (
        [leg(LIMA, 1, 3), leg(CUSCO, 3, 8)],
        {"events": [move("LIM", "CUZ", 3)]},
        ["Lima 1,2,3", "Cusco 3,4,5,6,7,8"],
        ["Lima–Cusco"],
    ),
    "home and back": (
        [leg(LIMA, 1, 8)],
        {"events": [move(QUITO, LIMA, 1), move(LIMA, QUITO, 8)]},
        ["Quito 1,8", "Lima 1,2,3,4,5,6,7,8"],
        ["Quito–Lima"],
    ),
    "there and back, then elsewhere, in one day": (
        [leg(LIMA, 1, 3), leg(QUITO, 3, 8)],
        {"events": [move(LIMA, CUSCO, 3, 5), move(CUSCO, LIMA, 3, 9), move(LIMA, QUITO, 3, 14)]},
        ["Lima 1,2,3", "Cusco 3", "Quito 3,4,5,6,7,8"],
        ["Lima–Cusco", "Lima–Quito"],
    ),
    "a venue is in the city of its leg": (
        [leg(LIMA, 1, 3), leg(CUSCO, 3, 8)],
        {"events": [move("Hotel Cusco, Lima", "Station, Cusco", 3)]},
        ["Lima 1,2,3", "Cusco 3,4,5,6,7,8"],
        ["Lima–Cusco"],
    ),
    "what is cancelled leads nowhere": (
        [leg(LIMA, 1, 8)],
        {"events": [move(LIMA, CUSCO, 3, status="cancelled")]},
        ["Lima 1,2,3,4,5,6,7,8"],
        [],
    ),
    "open dates": (
        [leg(LIMA, 1, 8), {"place": QUITO, "when": "TBD"}],
        {"events": [move(LIMA, CUSCO, None)]},
        ["Lima 1,2,3,4,5,6,7,8", "Quito", "Cusco"],
        ["Lima–Cusco"],
    ),
    "events alone": (
        [],
        {
            "events": [
                {"title": "A", "place": QUITO, "when": "2026-06-02 10:00"},
                {"title": "B", "place": BOGOTA, "when": "2026-06-04 10:00"},
            ]
        },
        ["Quito 2", "Bogotá 4"],
        ["Quito…Bogotá"],
    ),
    "an event elsewhere, of which no way is told": (
        [leg(QUITO, 1, 8, events=[{"title": "A", "place": BOGOTA, "when": "2026-06-02 10:00"}])],
        {},
        ["Quito 1,2,3,4,5,6,7,8", "Bogotá 2"],
        [],
    ),
    "a namesake": (
        [leg("Córdoba, Spain", 1, 3), leg("Córdoba, Argentina", 5, 8)],
        {},
        ["Córdoba 1,2,3", "Córdoba 5,6,7,8"],
        ["Córdoba…Córdoba"],
    ),
    "travellers who separate": (
        [
            leg(BOGOTA, 1, 3),
            leg(LIMA, 3, 5, participants=["Tom"]),
            leg(QUITO, 3, 6, participants=["Ana"]),
            leg(CUSCO, 6, 8),
        ],
        {
            "travellers": ["Ana", "Tom"],
            "events": [
                move(BOGOTA, QUITO, 3, participants=["Ana"]),
                move(LIMA, CUSCO, 6, participants=["Tom"]),
            ],
        },
        ["Bogotá 1,2,3", "Quito 3,4,5,6", "Cusco 6,7,8", "Lima 3,4,5,6"],
        ["Bogotá–Quito (Ana)", "Quito…Cusco (Ana)", "Bogotá…Lima (Tom)", "Cusco–Lima (Tom)"],
    ),
    "one of two has a flight whose date is open": (
        [leg(LIMA, 1, 8)],
        {"travellers": ["Ana", "Tom"], "events": [move(LIMA, CUSCO, None, participants=["Tom"])]},
        ["Lima 1,2,3,4,5,6,7,8", "Cusco"],
        ["Lima–Cusco (Tom)"],
    ),
}


def test_a_route(table: Table) -> None:
    for name, (legs, fields, stops, ways) in ROUTES.items():
        with table.row(name):
            route = compose(*legs, **fields)
            assert list_stops(route) == stops
            assert list_ways(route) == ways


def test_a_country_has_no_place_on_a_map() -> None:
    route = compose(leg(LIMA, 1, 3), leg("Uruguay", 4, 6), leg(BOGOTA, 7, 8))
    assert list_stops(route) == ["Lima 1,2,3", "Bogotá 7,8"]
    assert route.unplaced == ("Uruguay",)


def test_days_before_and_after_the_trip_have_no_number() -> None:
    route = compose(leg(LIMA, 1, 8), events=[move(QUITO, LIMA, 1), move(LIMA, BOGOTA, 12)])
    assert list_stops(route)[-1] == "Bogotá"
    assert route.stops[-1].is_dated


def test_numbers_are_those_of_the_headings(table: Table) -> None:
    trips = [resolve(load(path)) for path in EXAMPLES]
    for legs, fields, *_ in ROUTES.values():
        base = {"title": "T", "id": "t", "dates": "2026-06-01/2026-06-08", "legs": legs}
        trips.append(resolve(loads(json.dumps(base | fields), "json")))
    for number, timeline in enumerate(trips):
        with table.row(number):
            days = {day.date: day for day in compose_briefing(timeline).days}
            route = compose_route(timeline, days)
            named = {
                (name, day.count.split()[1])
                for day in days.values()
                for name in ROUTE_NAMES.split(", ".join(day.cities))
                if day.count.startswith("day")
            }
            shown = {(stop.name, str(each)) for stop in route.stops for each in stop.days}
            assert shown - named <= {("Quito", "2"), ("Bogotá", "4"), ("Bogotá", "2")}  # of events


def test_of_a_part_only_its_own_is_shown() -> None:
    legs = [leg(BOGOTA, 1, 3), leg(LIMA, 4, 5), leg(QUITO, 6, 8, participants=["Ana"])]
    document = {"title": "T", "travellers": ["Ana", "Tom"], "legs": legs}
    document["dates"] = "2026-06-01/2026-06-08"
    whole = resolve(loads(json.dumps(document), "json"))
    part = for_traveller(whole, "Tom")
    route = compose_route(part, [day.date for day in compose_briefing(part).days])
    assert list_stops(route) == ["Bogotá 1,2,3", "Lima 4,5"]
    assert list_ways(route) == ["Bogotá…Lima"]
    part = select_within(whole, "2026-06-03/2026-06-04")
    route = compose_route(part, [day.date for day in compose_briefing(part).days])
    assert list_stops(route) == ["Bogotá 3", "Lima 4"]
