"""Lines on the sphere in; the frame of the map out: which part of the plane it shows, how large.

The map's own coordinates are whole numbers, so that what follows comes to the same bytes on every
machine: `WIDTH` across, x to the right and y down.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from typing import NamedTuple

from itinerary.export.html.route_map.projections import (
    AzimuthalProjection,
    Coordinates,
    PlanePoint,
    Projection,
    build_azimuthal_projection,
    build_world_projection,
    split_at_edge,
    wrap_longitude,
)
from itinerary.places.land import Box, LandScale

MapPoint = tuple[int, int]
WIDTH = 7200
_MIN_HEIGHT, _MAX_HEIGHT = 3200, 4300
_MARGINS = 900, 500  # beside the places, for their names
_EARTH_RADIUS = 6371  # kilometres
_MIN_KILOMETRES = 200  # across; of less, the outlines of land say little
MAX_REACH = 115  # degrees from the middle to a corner of a map that is drawn around its middle
_POLAR_LATITUDE = 80
_WORLD_REACH = 2.7067, 1.3175  # of the Equal Earth projection: half its width and height
_MAX_FINE_KILOMETRES = 14000  # across, up to which land is drawn from its finer outlines


class Frame(NamedTuple):
    """What a map shows.

    Attributes:
        projection: How the Earth is drawn.
        middle: The point of the plane in the middle of the map.
        factor: How many units of the map a radius of the Earth is.
        height: The height of the map.
    """

    projection: Projection
    middle: PlanePoint
    factor: float
    height: int

    @property
    def kilometres(self) -> float:
        """How many kilometres it is across."""
        return WIDTH / self.factor * _EARTH_RADIUS

    @property
    def is_world(self) -> bool:
        """Whether it shows so much of the world that distances are not the same all over."""
        return not isinstance(self.projection, AzimuthalProjection)

    @property
    def land_scale(self) -> LandScale:
        """The outlines of land that are fine enough."""
        return "50m" if self.kilometres < _MAX_FINE_KILOMETRES else "110m"

    def measure_turn(self) -> float:
        """Return how long the Earth's circumference is, in units of the map."""
        return 2 * math.pi * self.factor

    def draw_point(self, longitude: float, latitude: float) -> MapPoint:
        """Return where a place stands on the map."""
        x, y = self.projection.project(longitude, latitude)
        return (
            round((x - self.middle[0]) * self.factor + WIDTH / 2),
            round((y - self.middle[1]) * self.factor + self.height / 2),
        )

    def find_land_box(self) -> Box:
        """Return the part of the world that it shows at most, as `iterate_land` takes it."""
        middle = self.projection.longitude
        west, south, east, north = middle - 180, -90.0, middle + 180, 90.0
        if isinstance(self.projection, AzimuthalProjection):
            latitude, reach = self.projection.latitude, _measure_reach(self)
            south, north = max(latitude - reach, -90), min(latitude + reach, 90)
            if south > -90 and north < 90:
                ratio = math.sin(math.radians(reach)) / math.cos(math.radians(latitude))
                half = math.degrees(math.asin(min(ratio, 1)))
                west, east = middle - half, middle + half
        return round(100 * west), round(100 * south), round(100 * east), round(100 * north)


def build_frame(lines: Sequence[Sequence[Coordinates]]) -> Frame:
    """Return the frame of a map that shows some lines whole."""
    places = [place for line in lines for place in line]
    around = build_azimuthal_projection(places)
    frame = _fit_frame(around, lines)
    is_whole = _is_within_hemisphere(abs(around.latitude), _measure_reach(frame))
    if is_whole and _keeps_directions(around, places):
        return frame
    ends = [place for line in lines for place in (line[0], line[-1])]
    return _fit_frame(build_world_projection(ends), lines)


def _fit_frame(projection: Projection, lines: Sequence[Sequence[Coordinates]]) -> Frame:
    pieces = (piece for line in lines for piece in split_at_edge(line, projection))
    points = [projection.project(*place) for piece in pieces for place in piece]
    (left, right), (top, bottom) = (
        (min(each[axis] for each in points), max(each[axis] for each in points)) for axis in (0, 1)
    )
    across, down = WIDTH - 2 * _MARGINS[0], 2 * _MARGINS[1]
    shape = (bottom - top) / (right - left) if right > left else math.inf
    height = round(min(max(shape * across + down, _MIN_HEIGHT), _MAX_HEIGHT))
    factors = [WIDTH * _EARTH_RADIUS / _MIN_KILOMETRES]
    factors += [across / (right - left)] if right > left else []
    factors += [(height - down) / (bottom - top)] if bottom > top else []
    frame = Frame(projection, ((left + right) / 2, (top + bottom) / 2), min(factors), height)
    return _keep_within_world(frame) if frame.is_world else frame


def _keep_within_world(frame: Frame) -> Frame:
    """Return a frame that shows next to nothing beyond the edges of the world."""
    factor = max(frame.factor, WIDTH / 2 / _WORLD_REACH[0])
    height = min(frame.height, round(2 * _WORLD_REACH[1] * factor))
    room = [
        max(reach - size / 2 / factor, 0)
        for reach, size in zip(_WORLD_REACH, (WIDTH, height), strict=True)
    ]
    x, y = (min(max(each, -free), free) for each, free in zip(frame.middle, room, strict=True))
    return Frame(frame.projection, (x, y), factor, height)


def _is_within_hemisphere(latitude: float, reach: float) -> bool:
    """Return whether all that lies within some degrees can be cut out of the world in one piece.

    It can where neither pole is among it, or else where the opposite side of the Earth is not.
    """
    return reach < MAX_REACH and (latitude + reach < 90 or reach < 2 * latitude)


def _keeps_directions(around: AzimuthalProjection, places: Collection[Coordinates]) -> bool:
    """Return whether north is nowhere below, unless the way is over a pole."""
    return any(abs(latitude) > _POLAR_LATITUDE for _, latitude in places) or all(
        abs(wrap_longitude(longitude - around.longitude)) <= 90 for longitude, _ in places
    )


def _measure_reach(frame: Frame) -> float:
    """Return how far the corners are from the middle of an azimuthal projection, in degrees.

    It is a degree more, lest the edges of what is cut out are seen.
    """
    x, y = (abs(each) for each in frame.middle)
    reach = math.hypot(x + WIDTH / 2 / frame.factor, y + frame.height / 2 / frame.factor)
    return 1 + math.degrees(2 * math.asin(min(reach / 2, 1)))
