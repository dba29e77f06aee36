"""The route of a trip in; a map of it out, as numbers and paths that a template writes as SVG.

There is none of fewer than two places, nor of places within `MIN_KILOMETRES`: there the outlines of
land say nothing. Nor is there one of a history, which leads nowhere, or of more than can be told
apart. A map takes at most 40 kB of the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise
from typing import NamedTuple

from itinerary.briefing.route import Route, Stop
from itinerary.export.html.route_map.frame import WIDTH, Frame, MapPoint, build_frame
from itinerary.export.html.route_map.labels import (
    MAX_NAME,
    Area,
    Label,
    LabelSize,
    LabelText,
    place_labels,
)
from itinerary.export.html.route_map.land_outline import draw_land, write_line
from itinerary.export.html.route_map.looks import LegendLine, choose_looks, compose_legend
from itinerary.export.html.route_map.projections import (
    Coordinates,
    split_at_edge,
    trace_great_circle,
)
from itinerary.places import Place, measure_distance
from itinerary.places.line_simplification import simplify_line

MIN_KILOMETRES = 30  # between the two that are farthest from each other
MAX_STOPS = 100  # of more, a map of this size is a tangle
_MAX_TOLD_STOPS = 40  # in words
_MAX_WAYS_SIZE = 8_000  # bytes
_TOLERANCES = (3, 12, 50, WIDTH)  # of lines, in units of the map; in the end they are straight
LABEL_SIZES: Mapping[str, LabelSize] = {"desk": LabelSize(104, 60), "phone": LabelSize(250, 150)}
_SCALE_LENGTHS = tuple(digit * 10**power for power in (1, 2, 3) for digit in (1, 2, 5))
_SCALE_SPAN = 1200, 150, 400  # of the map that a scale takes at most across and down, from a corner

_DrawnLine = Sequence[Sequence[MapPoint]]  # in pieces, where it goes over the edge of the map


class DrawnWays(NamedTuple):
    """The ways of one look, as the data of a path."""

    look: str
    path: str


class ScaleBar(NamedTuple):
    """A stretch of some kilometres in a corner of the map."""

    kilometres: int
    x: int
    y: int
    length: int

    @property
    def area(self) -> Area:
        """What it takes up, with its number above it."""
        text = LABEL_SIZES["phone"].text
        return Area(self.x - 60, self.y - 1.5 * text, self.x + 4 * text, self.y + 60)


class RouteMap(NamedTuple):
    """A map of a route; all numbers are in its own units, `width` across."""

    width: int
    height: int
    land: str
    edge: str  # of the world
    ways: Sequence[DrawnWays]
    dated: str  # the places with a date, as the data of a path of points
    undated: str
    labels: Mapping[str, Sequence[Label]]  # by the size of the screen
    scale: ScaleBar | None
    legend: Sequence[LegendLine]
    told: Sequence[str]  # the stops in words
    rest: int  # how many more stops there are
    unplaced: Sequence[str]
    has_days: bool


def build_route_map(route: Route) -> RouteMap | None:
    """Return the map of a route; None where one would say nothing."""
    if len(route.stops) > MAX_STOPS or not _is_worth_drawing(route.stops):
        return None
    places = [(stop.longitude, stop.latitude) for stop in route.stops]
    lines = [trace_great_circle(*(places[end] for end in way.ends)) for way in route.ways]
    frame = build_frame([*lines, *([place] for place in places)])
    points = [frame.draw_point(*split_at_edge([place], frame.projection)[0][0]) for place in places]
    drawn = _draw_lines(frame, lines)
    if drawn is None:
        return None
    scale = _place_scale(frame, points)
    return RouteMap(
        width=WIDTH,
        height=frame.height,
        land=draw_land(frame, tuple(points)),
        edge=_draw_edge(frame),
        ways=list(_group_ways(choose_looks(route.ways), drawn)),
        dated=_write_points(route.stops, points, is_dated=True),
        undated=_write_points(route.stops, points, is_dated=False),
        labels=_label_stops(route.stops, points, drawn, frame.height, scale),
        scale=scale,
        legend=list(compose_legend(route)),
        told=[_tell_stop(stop) for stop in route.stops[:_MAX_TOLD_STOPS]],
        rest=max(len(route.stops) - _MAX_TOLD_STOPS, 0),
        unplaced=route.unplaced,
        has_days=any(stop.days for stop in route.stops),
    )


def _is_worth_drawing(stops: Sequence[Stop]) -> bool:
    places = [Place(each.name, "", "", each.latitude, each.longitude) for each in stops]
    distances = (measure_distance(one, other) or 0 for one, other in combinations(places, 2))
    return any(each > MIN_KILOMETRES for each in distances)


def format_days(days: Iterable[int]) -> str:
    """Return numbers of days, those that follow one another as a stretch.

    >>> format_days((1, 2, 3, 5))
    '1–3, 5'
    """
    stretches: list[list[int]] = []
    for day in days:
        if stretches and stretches[-1][-1] == day - 1:
            stretches[-1].append(day)
        else:
            stretches.append([day])
    return ", ".join(
        f"{each[0]}–{each[-1]}" if len(each) > 1 else str(each[0]) for each in stretches
    )


def _tell_stop(stop: Stop) -> str:
    return " ".join(filter(None, (_shorten_name(stop.name, 60), format_days(stop.days))))


# --- ways


def _draw_lines(
    frame: Frame, lines: Sequence[Sequence[Coordinates]]
) -> Sequence[_DrawnLine] | None:
    """Return lines on the map, as fine as they may be; None if they are too many."""
    whole = [
        [
            [frame.draw_point(*place) for place in piece]
            for piece in split_at_edge(line, frame.projection)
        ]
        for line in lines
    ]
    for tolerance in _TOLERANCES:
        drawn = [[simplify_line(piece, tolerance) for piece in pieces] for pieces in whole]
        if sum(len(_write_pieces(pieces)) for pieces in drawn) <= _MAX_WAYS_SIZE:
            return drawn
    return None


def _write_pieces(pieces: _DrawnLine) -> str:
    return "".join(write_line(piece) for piece in pieces if len(piece) > 1)


def _group_ways(looks: Sequence[str], drawn: Sequence[_DrawnLine]) -> Iterator[DrawnWays]:
    """Yield the path of each look."""
    paths: dict[str, str] = {}
    for look, pieces in zip(looks, drawn, strict=True):
        paths[look] = paths.get(look, "") + _write_pieces(pieces)
    return (DrawnWays(look, path) for look, path in sorted(paths.items()) if path)


def _draw_edge(frame: Frame) -> str:
    """Return the path of the edges of the world, left and right; "" of a map of a part of it."""
    if not frame.is_world:
        return ""
    middle, latitudes = frame.projection.longitude, range(-90, 91, 5)
    edges = ([frame.draw_point(middle + side, each) for each in latitudes] for side in (-180, 180))
    return "".join(map(write_line, edges))


# --- places and their labels


def _write_points(stops: Sequence[Stop], points: Sequence[MapPoint], *, is_dated: bool) -> str:
    shown = dict.fromkeys(
        point for stop, point in zip(stops, points, strict=True) if stop.is_dated == is_dated
    )
    return "".join(f"M{x} {y}h0" for x, y in shown)


def _label_stops(
    stops: Sequence[Stop],
    points: Sequence[MapPoint],
    drawn: Iterable[_DrawnLine],
    height: int,
    scale: ScaleBar | None,
) -> dict[str, Sequence[Label]]:
    """Return the labels for each size; where one stays longest gets the first choice."""
    order = sorted(range(len(stops)), key=lambda each: (-len(stops[each].days), each))
    texts = [
        LabelText(format_days(stops[each].days), _shorten_name(stops[each].name)) for each in order
    ]
    places = [points[each] for each in order]
    crossings = [point for pieces in drawn for piece in pieces for point in _iterate_along(piece)]
    reserved = [scale.area] if scale else []
    return {
        name: place_labels(texts, places, crossings, size, height, reserved)
        for name, size in LABEL_SIZES.items()
    }


def _shorten_name(name: str, letters: int = MAX_NAME) -> str:
    return name if len(name) <= letters else f"{name[: letters - 1].rstrip()}…"


def _iterate_along(line: Sequence[MapPoint]) -> Iterator[MapPoint]:
    """Yield points of a line, near one another."""
    for (x, y), (next_x, next_y) in pairwise(line):
        steps = 1 + max(abs(next_x - x), abs(next_y - y)) // 100
        for number in range(steps):
            yield x + (next_x - x) * number // steps, y + (next_y - y) * number // steps


# --- the scale


def _place_scale(frame: Frame, points: Iterable[MapPoint]) -> ScaleBar | None:
    """Return a scale for a corner without places; None if there is none, or scales differ."""
    if frame.is_world:
        return None
    across, margin, down = _SCALE_SPAN
    lengths = [each for each in _SCALE_LENGTHS if each / frame.kilometres * WIDTH <= across]
    length = round(lengths[-1] / frame.kilometres * WIDTH)
    corners = [
        (x, y)
        for y in (frame.height - margin, margin + 250)
        for x in (margin, WIDTH - margin - length)
    ]
    taken = tuple(points)
    free = (
        (x, y)
        for x, y in corners
        if not any(
            x - down < at_x < x + length + down and y - down - 200 < at_y < y + down
            for at_x, at_y in taken
        )
    )
    corner = next(free, None)
    return ScaleBar(lengths[-1], *corner, length) if corner else None
