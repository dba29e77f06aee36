"""A frame in; the land within it out, as the data of a path of SVG.

Rings are cut to the part of the world that the map shows, while they still are on the sphere: so
none turns inside out. Then they are drawn, cut to the map, and simplified to what can be seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from itinerary.export.html.route_map.frame import WIDTH, Frame, MapPoint
from itinerary.places.land import Box, iterate_land
from itinerary.places.line_simplification import simplify_line

MAX_LAND_SIZE = 11_000  # bytes
_TOLERANCE = 6  # units of the map
_SPACING = 8  # units of the map, nearer than which points are not drawn apart
_MARGIN = 60  # beyond the edges of the map, where cuts are not seen
_MAX_STEP = 300  # hundredths of a degree, of which the straight line is near enough
_LEAST_SIZE = 16  # of an island that is drawn
_NEAR = 120  # a place: an island as near as that is drawn, however small


@lru_cache(maxsize=16)  # the editions of a trip have one map, as a rule
def draw_land(frame: Frame, places: tuple[MapPoint, ...]) -> str:
    """Return the path of the land that a map shows, with all islands on which places are."""
    rings = [
        ring
        for ring in _iterate_drawn_rings(frame)
        if _is_large(ring) or any(_is_near(ring, place) for place in places)
    ]
    tolerance = _TOLERANCE
    while True:
        lines = (simplify_line(ring, tolerance) for ring in rings)
        path = "".join(_write_ring(line) for line in lines if len(line) > 3)
        if len(path) <= MAX_LAND_SIZE:
            return path
        tolerance = tolerance * 3 // 2


def _iterate_drawn_rings(frame: Frame) -> Iterator[list[MapPoint]]:
    box = frame.find_land_box()
    edges = -_MARGIN, -_MARGIN, WIDTH + _MARGIN, frame.height + _MARGIN
    spacing = round(_SPACING * 36000 / frame.measure_turn())
    for ring in iterate_land(frame.land_scale, box):
        kept = list(_drop_crowded_points(cut_ring(ring, box), spacing))
        drawn = [frame.draw_point(x / 100, y / 100) for x, y in _add_points(kept)]
        cut = cut_ring(drawn, edges)
        if len(cut) > 2:
            yield [*cut, cut[0]]


def cut_ring(ring: Sequence[MapPoint], box: Box) -> list[MapPoint]:
    """Return the part of a ring within a box, by Sutherland and Hodgman; it goes along the edges.

    >>> cut_ring([(0, 0), (10, 0), (10, 10)], (-5, -5, 5, 5))
    [(5, 5), (0, 0), (5, 0)]
    """
    west, south, east, north = box
    points = list(ring)
    for axis, edge, side in ((0, west, 1), (0, east, -1), (1, south, 1), (1, north, -1)):
        if any((point[axis] - edge) * side < 0 for point in points):
            points = list(_cut_at_edge(points, axis, edge, side))
    return points


def _cut_at_edge(points: Sequence[MapPoint], axis: int, edge: int, side: int) -> Iterator[MapPoint]:
    if not points:
        return
    before = points[-1]
    for point in points:
        is_in, was_in = (point[axis] - edge) * side >= 0, (before[axis] - edge) * side >= 0
        if is_in != was_in:
            share = (edge - before[axis]) / (point[axis] - before[axis])
            other = 1 - axis
            across = round(before[other] + (point[other] - before[other]) * share)
            yield (edge, across) if axis == 0 else (across, edge)
        if is_in:
            yield point
        before = point


def _drop_crowded_points(ring: Sequence[MapPoint], spacing: int) -> Iterator[MapPoint]:
    """Yield the points of a ring that are not all too near to the one before."""
    x, y = ring[-1] if ring else (0, 0)
    for point in ring:
        if abs(point[0] - x) + abs(point[1] - y) >= spacing:
            yield point
            x, y = point


def _add_points(ring: Sequence[MapPoint]) -> Iterator[MapPoint]:
    """Yield a ring with further points on its long stretches, which are curves on the map."""
    for (x, y), (next_x, next_y) in pairwise([*ring, *ring[:1]]):
        steps = 1 + max(abs(next_x - x), abs(next_y - y)) // _MAX_STEP
        for number in range(steps):
            yield x + (next_x - x) * number // steps, y + (next_y - y) * number // steps


def _is_large(ring: Iterable[MapPoint]) -> bool:
    return max(map(_measure_extent, zip(*ring, strict=True))) >= _LEAST_SIZE


def _measure_extent(values: Sequence[int]) -> int:
    return max(values) - min(values)


def _is_near(ring: Iterable[MapPoint], place: MapPoint) -> bool:
    return any(abs(x - place[0]) + abs(y - place[1]) <= _NEAR for x, y in ring)


def _write_ring(ring: Sequence[MapPoint]) -> str:
    return f"{write_line(ring[:-1])}z"


def write_line(points: Sequence[MapPoint]) -> str:
    """Return a line as the data of a path, in which each point is told from the one before.

    >>> write_line([(10, 20), (15, 12), (15, 30)])
    'M10 20l5-8 0 18'
    """
    (x, y), *_ = points
    ways = (
        f"{to_x - from_x}{' ' if to_y >= from_y else ''}{to_y - from_y}"
        for (from_x, from_y), (to_x, to_y) in pairwise(points)
    )
    return f"M{x} {y}l{' '.join(ways)}".replace(" -", "-")
