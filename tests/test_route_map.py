"""The map of a route: its projections, its land, its labels, and how it stands in the page."""

from __future__ import annotations

import json
import math
import random
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages import attributes, elements, hold_page
from tables import Table
from test_page import WIDTHS, chromium, hold_open, opened  # noqa: F401 - fixtures

from itinerary import for_audience, load, loads, render, resolve
from itinerary.briefing.route import Route, Stop, Way
from itinerary.export import HtmlOptions
from itinerary.export.html.route_map import MAX_STOPS, RouteMap, build_route_map
from itinerary.export.html.route_map.frame import WIDTH, Frame, build_frame
from itinerary.export.html.route_map.labels import LabelSize, LabelText, place_labels
from itinerary.export.html.route_map.land_outline import cut_ring, draw_land
from itinerary.export.html.route_map.projections import (
    AzimuthalProjection,
    EqualEarthProjection,
    build_azimuthal_projection,
    build_world_projection,
    split_at_edge,
    trace_great_circle,
)
from itinerary.places import find_place, land
from itinerary.places.land import iterate_land
from itinerary.places.line_simplification import simplify_line

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).parent.parent
SEPARATE = {
    "title": "Two reporters",
    "id": "two",
    "dates": "2026-06-01/2026-06-08",
    "travellers": ["Ana Reis", "Tom Okoro"],
    "legs": [
        {"place": "Bogotá", "when": "2026-06-01/2026-06-03"},
        {"place": "Quito", "when": "2026-06-03/2026-06-06", "participants": ["Ana Reis"]},
        {"place": "Medellín", "when": "2026-06-03/2026-06-06", "participants": ["Tom Okoro"]},
        {"place": "Lima, Peru", "when": "2026-06-06/2026-06-08"},
    ],
}


def page_of(document: dict[str, Any], **options: Any) -> str:
    return render(resolve(loads(json.dumps(document), "json")), "html", HtmlOptions(**options))


def trip_through(*places: str, **fields: Any) -> dict[str, Any]:
    """A trip with a day in each place."""
    legs = [{"place": place, "when": f"2026-06-{day:02}"} for day, place in enumerate(places, 1)]
    dates = f"2026-06-01/2026-06-{len(places):02}"
    return {"title": "T", "id": "t", "dates": dates, "legs": legs} | fields


def route_through(*names: str, is_told: bool = True) -> Route:
    places = [find_place(name) for name in names]
    stops = [
        Stop(name, place.latitude or 0, place.longitude or 0, (number,), True)
        for number, (name, place) in enumerate(zip(names, places, strict=True), 1)
        if place
    ]
    ways = [Way((number, number + 1), (), is_told) for number in range(len(names) - 1)]
    return Route(tuple(stops), tuple(ways), ())


def frame_through(*names: str) -> Frame:
    stops = route_through(*names).stops
    return build_frame([[(stop.longitude, stop.latitude)] for stop in stops])


def read_path(path: str) -> list[list[tuple[int, int]]]:
    """The lines of a path, each by its points."""
    lines = []
    for line in re.findall(r"M([^M]+)", path):
        numbers = [int(each) for each in re.findall(r"-?\d+", line)]
        x, y, points = 0, 0, []
        for east, south in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + east, y + south
            points.append((x, y))
        lines.append(points)
    return lines


def is_land(path: str, x: float, y: float) -> bool:
    """Whether a point of the map is filled, by the rule of even and odd."""
    crossings = 0
    for ring in read_path(path):
        for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
            if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
                crossings += 1
    return crossings % 2 == 1


# --- projections


def test_a_projection_fits_the_trip(table: Table) -> None:
    for names, kind in (
        (("Madrid", "Toledo, Spain"), AzimuthalProjection),
        (("Lisbon", "Helsinki", "Ankara"), AzimuthalProjection),
        (("Tokyo", "Honolulu", "Chicago"), AzimuthalProjection),
        (("Oslo", "Longyearbyen", "Anchorage"), AzimuthalProjection),
        (("Auckland", "Santiago, Chile"), AzimuthalProjection),
        (("Quito", "Singapore"), EqualEarthProjection),
        (("London", "Tokyo", "New York"), EqualEarthProjection),
        (("London", "Singapore", "Sydney", "Los Angeles"), EqualEarthProjection),
    ):
        with table.row(*names):
            lines = [
                trace_great_circle(*ends)
                for ends in zip(*(list_places(names)[n:] for n in (0, 1)), strict=False)
            ]
            assert isinstance(build_frame(lines).projection, kind)


def list_places(names: tuple[str, ...]) -> list[tuple[float, float]]:
    return [(stop.longitude, stop.latitude) for stop in route_through(*names).stops]


def test_distances_are_those_of_the_earth_near_the_middle() -> None:
    frame = frame_through("Madrid", "Barcelona, Spain")
    one, other = (frame.draw_point(*place) for place in list_places(("Madrid", "Barcelona, Spain")))
    drawn = math.dist(one, other) / WIDTH * frame.kilometres
    assert drawn == pytest.approx(505, rel=0.01)


def test_the_middle_is_near_all_places_also_over_the_antimeridian() -> None:
    middle = build_azimuthal_projection([(170, 10), (-170, -10)])
    assert abs(middle.longitude) == pytest.approx(180, abs=1)
    assert middle.latitude == pytest.approx(0, abs=1)
    assert build_world_projection([(170, 10), (-170, -10), (-120, 0)]).longitude == -155


def test_a_way_over_the_edge_of_the_world_is_in_two_pieces() -> None:
    world = EqualEarthProjection(0)
    west, east = split_at_edge([(170, 0), (-170, 20)], world)
    assert west == [(170, 0), (180, 10)]
    assert east == [(-180, 10), (-170, 20)]
    assert len(split_at_edge([(170, 0), (-170, 20)], AzimuthalProjection(180, 0))) == 1


def test_a_great_circle_goes_over_the_pole() -> None:
    way = trace_great_circle((0, 60), (180, 60))
    assert max(latitude for _, latitude in way) == pytest.approx(90, abs=1)
    assert (way[0], way[-1]) == ((0, 60), (180, 60))
    assert trace_great_circle((0, 0), (180, 0)) == [(0, 0), (180, 0)]  # any way would do


@given(st.floats(-180, 180), st.floats(-90, 90), st.floats(-180, 180), st.floats(-90, 90))
def test_every_place_of_a_route_is_on_its_map(a: float, b: float, c: float, d: float) -> None:
    lines = [trace_great_circle((a, b), (c, d))]
    frame = build_frame(lines)
    for line in lines:
        for piece in split_at_edge(line, frame.projection):
            for place in piece:
                x, y = frame.draw_point(*place)
                assert -2 <= x <= WIDTH + 2
                assert -2 <= y <= frame.height + 2


# --- land


def test_land_is_where_it_is_on_earth(table: Table) -> None:
    """Cities are on land, seas are not, whatever the projection and where it is cut."""
    seas = [(-30, 30), (-150, 0), (80, -20), (0, 0), (-50, 50), (135, 20), (51, 42), (-90, 25)]
    cities = "Chicago,Brasília,Nairobi,Moscow,Delhi,Alice Springs,Yakutsk,Ankara".split(",")
    for names in (
        ("London", "Singapore", "Sydney", "Los Angeles"),
        ("Auckland", "Santiago, Chile"),
        ("Nairobi", "Delhi"),
        ("Oslo", "Anchorage"),
        ("Tokyo", "Honolulu", "Chicago"),
        ("Suva", "Honolulu"),
        ("Murmansk", "Anadyr"),
    ):
        frame = frame_through(*names)
        path = draw_land(frame, ())
        for expected, places in ((True, list_places(tuple(cities))), (False, seas)):
            for place in places:
                ((turned,),) = split_at_edge([place], frame.projection)
                x, y = frame.draw_point(*turned)
                if 0 < x < WIDTH and 0 < y < frame.height:
                    with table.row(*names, place):
                        assert is_land(path, x, y) is expected


def test_antarctica_is_around_the_pole() -> None:
    frame = build_frame([[(0, -75), (0, -89), (180, -75)]])
    assert is_land(draw_land(frame, ()), *frame.draw_point(0, -90))
    world = Frame(EqualEarthProjection(100), (0, 0), WIDTH / 5.4, 3500)
    path = draw_land(world, ())
    assert is_land(path, *world.draw_point(-60, -85))
    assert is_land(path, *world.draw_point(260, -85))


def test_a_ring_is_cut_at_a_box(table: Table) -> None:
    square = [(0, 0), (10, 0), (10, 10), (0, 10)]
    for box, corners in (
        ((-5, -5, 15, 15), {*square}),
        ((5, 5, 15, 15), {(5, 5), (10, 5), (10, 10), (5, 10)}),
        ((2, -5, 4, 15), {(2, 0), (4, 0), (4, 10), (2, 10)}),
        ((20, 20, 30, 30), set()),
        ((2, 2, 4, 4), {(2, 2), (4, 2), (4, 4), (2, 4)}),  # it lies around the box
    ):
        with table.row(box):
            assert {*cut_ring(square, box)} == corners


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(0, 500)), min_size=2, max_size=40))
def test_a_simpler_line_is_near_the_line(points: list[tuple[int, int]]) -> None:
    simple = simplify_line(points, 10)
    assert simple[0] == points[0]
    assert simple[-1] == points[-1]
    kept = iter(points)
    assert all(point in kept for point in simple)  # in their order


def test_small_islands_are_drawn_only_under_places() -> None:
    frame = frame_through("Valletta", "Tunis")
    far = Frame(frame.projection, frame.middle, frame.factor / 12, frame.height)
    malta = far.draw_point(14.5, 35.9)
    assert len(draw_land(far, (malta,))) > len(draw_land(far, ()))


def test_the_index_of_land_names_its_source_and_is_small() -> None:
    text = land.LAND_FILE.read_text("utf-8")
    assert "Natural Earth (https://www.naturalearthdata.com), public domain" in text[:600]
    assert len(text.encode()) < 400_000
    assert {line.split("\t")[0] for line in text.splitlines() if line[0] != "#"} == {"110m", "50m"}


def test_land_is_told_in_the_longitudes_that_are_asked_for() -> None:
    for west in (-36000, -18000, 0, 18000):
        box = west + 100, -4500, west + 17900, 7000
        rings = list(iterate_land("110m", box))
        assert rings
        assert all(any(x < box[2] and x > box[0] for x, _ in ring) for ring in rings)


@pytest.mark.interop
def test_the_index_of_land_is_what_the_generator_makes() -> None:
    from itinerary.places.land_builder import build_land

    try:
        text = build_land()
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"npm does not fetch the package: {error}")
    assert text == land.LAND_FILE.read_text("utf-8"), "run: python -m itinerary.places"


# --- labels


def test_labels_cover_neither_one_another_nor_places() -> None:
    drawn = random.Random(3)  # noqa: S311 - a drawing that is always the same
    places = [(drawn.randrange(200, 7000), drawn.randrange(200, 4000)) for _ in range(50)]
    texts = [LabelText(str(number), f"Place {number}") for number in range(50)]
    size = LabelSize(104, 60)
    labels = place_labels(texts, places, [], size, 4200)
    assert 25 < len(labels) <= 50
    boxes = []
    for label in labels:
        width = 0.5 * size.text * len(" ".join(filter(None, label.text)))
        left = {"start": 0, "middle": width / 2, "end": width}[label.anchor]
        boxes.append((label.x - left, label.y - 80, label.x - left + width, label.y))
    for number, (left, top, right, bottom) in enumerate(boxes):
        assert not [each for each in places if left < each[0] < right and top < each[1] < bottom]
        for other in boxes[number + 1 :]:
            assert right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top


def test_without_room_for_its_name_a_place_keeps_its_days() -> None:
    places = [(3000, 1000), (3000, 1150), (3000, 1300), (3300, 1150), (2700, 1150)]
    texts = [LabelText(str(number), "A rather long name") for number in range(1, 6)]
    labels = place_labels(texts, places, [], LabelSize(104, 60), 4200)
    assert {label.text.days for label in labels if not label.text.name}


# --- the whole map


def test_where_there_is_no_map(table: Table) -> None:
    vienna = {"longitude": 16.37, "timezone": "Europe/Vienna"}
    venues: list[dict[str, Any]] = [
        {
            "title": name,
            "when": f"2026-06-0{day} 10:00",
            "place": vienna | {"name": name, "latitude": north},
        }
        for day, (name, north) in enumerate((("Museum", 48.20), ("Park", 48.25)), 1)
    ]
    history = {"title": "T", "background": [{"title": "B", "when": "1850", "place": "Vienna"}]}
    for name, document in (
        ("one place", trip_through("Vienna")),
        ("a country", trip_through("Uruguay", "Honduras")),
        ("a history", history),
        ("venues of a city", {"title": "T", "dates": "2026-06-01/2026-06-02", "events": venues}),
    ):
        with table.row(name):
            page = page_of(document)
            assert 'id="route"' not in page
            assert ".map" not in page
    assert 'id="route"' in page_of(trip_through("Vienna", "Bratislava"))


def test_the_map_says_where_in_words_and_numbers() -> None:
    page = page_of(trip_through("Vienna", "Bratislava", "Uruguay", "Budapest"))
    (svg,) = [each for each in elements(page) if attributes(each).get("class") == "map"]
    assert attributes(svg)["role"] == "img"
    words = {node.tag: node.text() for node in elements(page) if node.tag in ("title", "desc")}
    assert words["desc"] == (
        "Places, with the days of the trip: Vienna 1; Bratislava 2; Budapest 4"
    )
    shown = [" ".join(node.text(deep=True).split()) for node in svg.css("g.desk text")]
    assert sorted(shown) == ["1 Vienna", "2 Bratislava", "4 Budapest"]
    assert "Not on the map: Uruguay" in page
    for number, name in ((1, "Vienna"), (2, "Bratislava"), (4, "Budapest")):
        assert re.search(rf"day {number} of 4</small> <span class=\"cities\">[^<]*{name}", page)


def test_the_map_speaks_the_language_of_the_page(table: Table) -> None:
    for lang, said in (
        ("es", ("Recorrido", "días del viaje", "lugar siguiente, sin indicar el trayecto")),
        ("pt", ("Percurso", "dias da viagem", "lugar seguinte, sem indicar o trajeto")),
    ):
        page = page_of(trip_through("Vienna", "Bratislava"), lang=lang)
        for each in said:
            with table.row(lang, each):
                assert each in page


def test_travellers_who_separate_have_ways_of_their_own() -> None:
    page = page_of(SEPARATE)
    hold_page(page)
    looks = re.findall(r'<path class="way (by-\d) untold" d="M', page)
    assert looks == ["by-1", "by-2"]
    (legend,) = re.findall(r'<ul class="legend".*?</ul>', page, re.DOTALL)[:1]
    assert [name for name in ("Ana Reis", "Tom Okoro") if f"</svg> {name}</li>" in legend]
    assert ". Ana Reis: Bogotá – Quito; Quito – Lima. Tom Okoro: Bogotá – Medellín" in page


def test_many_groups_of_travellers_look_alike() -> None:
    names = [f"Traveller {number}" for number in range(8)]
    cities = [
        "Quito",
        "Lima, Peru",
        "Cusco",
        "Medellín",
        "Cali",
        "La Paz, Bolivia",
        "Caracas",
        "Montevideo",
    ]
    legs = [{"place": "Bogotá", "when": "2026-06-01"}] + [
        {"place": city, "when": "2026-06-02/2026-06-03", "participants": [name]}
        for city, name in zip(cities, names, strict=True)
    ]
    page = page_of(
        {"title": "T", "dates": "2026-06-01/2026-06-03", "travellers": names, "legs": legs}
    )
    hold_page(page)
    assert 'class="way by-some untold"' in page
    assert "some travellers" in page


def test_a_map_takes_little_of_the_page(table: Table) -> None:
    drawn = random.Random(5)  # noqa: S311 - a drawing that is always the same
    for count, name in (
        (2, "Place"),
        (60, "Place"),
        (MAX_STOPS, "Place"),
        (MAX_STOPS, "東京都千代田区永田町"),
    ):
        stops = tuple(
            Stop(f"{name} {day}", drawn.uniform(-55, 75), drawn.uniform(-180, 180), (day,), True)
            for day in range(1, count + 1)
        )
        ways = tuple(Way((number, number + 1), (), True) for number in range(count - 1))
        with table.row(count, name):
            found = build_route_map(Route(stops, ways, ()))
            assert found
            assert len(write_map(found).encode()) <= 40_000
    assert build_route_map(Route((*stops, *stops), ways, ())) is None


def write_map(route: RouteMap) -> str:
    """The markup of a map, as the page has it."""
    from itinerary.dates.wording.labels import translate_label
    from itinerary.export.html.pages import get_environment

    template = get_environment().get_template("route.html")
    module: Any = template.make_module({"translate_label": translate_label})
    return str(module.route_map(route))


def test_nothing_hidden_is_on_the_map() -> None:
    document = trip_through("Vienna", "Bratislava", "Budapest")
    document["legs"][1]["visibility"] = "staff"
    timeline = resolve(loads(json.dumps(document), "json"))
    assert "Bratislava" in render(timeline, "html")
    public = render(for_audience(timeline, "public"), "html")
    without = trip_through("Vienna", "Bratislava", "Budapest")
    del without["legs"][1]
    bare = re.search(r'<svg class="map".*?</svg>', page_of(without), re.DOTALL)
    assert bare
    assert bare[0] in public


def test_a_page_without_a_map_reads_no_land() -> None:
    code = (
        "import itinerary; from itinerary.places import land\n"
        "text = '{title: T, dates: 2026-06-01, place: Vienna}'\n"
        "trip = itinerary.resolve(itinerary.loads(text))\n"
        "itinerary.render(trip, 'html'); print(land._read_rings.cache_info().currsize)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "0\n"


# --- in a browser


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_map_opens_and_no_one_is_shut_out(
    opened: Callable[..., Page],  # noqa: F811
    width: int,
    scheme: str,
) -> None:
    page = opened(page_of(SEPARATE), width, scheme)
    hold_open(page, width)
    shown = page.locator(".map text:visible")
    assert {" ".join(each.split()) for each in shown.all_text_contents()} >= {
        "1–3 Bogotá",
        "3–6 Quito",
        "6–8 Lima",
    }
    assert_apart(page, width)


def test_on_paper_the_map_is_before_the_days(opened: Callable[..., Page]) -> None:  # noqa: F811
    page = opened(page_of(SEPARATE), 673)
    page.emulate_media(media="print")
    assert page.locator(".map").is_visible()
    assert_apart(page, 673)
    rule = "getComputedStyle(document.querySelector('.day')).breakBefore"
    assert page.evaluate(rule) == "page"


def assert_apart(page: Page, width: int) -> None:
    """No label that is shown runs into another or over the edge, and all can be read."""
    boxes = [each.bounding_box() for each in page.locator(".map text:visible").all()]
    found = [each for each in boxes if each]
    for number, one in enumerate(found):
        assert one["x"] >= 0
        assert one["x"] + one["width"] <= width
        assert one["height"] >= 9
        for other in found[number + 1 :]:
            assert (
                one["x"] + one["width"] <= other["x"] + 1
                or other["x"] + other["width"] <= one["x"] + 1
                or one["y"] + one["height"] <= other["y"] + 4
                or other["y"] + other["height"] <= one["y"] + 4
            )


@pytest.mark.parametrize(
    "example", ["rubio-2025", "site-visits-2025", "tour-week-2025", "weekend-lisbon"]
)
def test_labels_of_the_examples_are_apart(
    opened: Callable[..., Page],  # noqa: F811
    example: str,
) -> None:
    text = render(resolve(load(ROOT / "examples" / f"{example}.yaml")), "html")
    for width in (320, 375, 600, 800, 1280):
        assert_apart(opened(text, width), width)
