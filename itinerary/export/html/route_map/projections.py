"""Places in; the projection that shows them best out.

A trip within a part of the world is drawn by Lambert's azimuthal equal-area projection around its
middle: from the region of a city to a hemisphere, over the poles and over the antimeridian, it
turns and stretches little where the trip is. What reaches farther, or would stand upside down, is
drawn by the Equal Earth projection (Šavrič, Patterson and Jenny 2018), with its edge where the trip
is not. Both keep areas.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple, Protocol

Vector = tuple[float, float, float]
Coordinates = tuple[float, float]  # longitude and latitude, in degrees
PlanePoint = tuple[float, float]  # eastwards and southwards, in radii of the Earth
_STEP = math.radians(2)  # between the points of a great circle
_ROUNDS = 60  # of moving the middle


class Projection(Protocol):
    """From the sphere to the plane."""

    @property
    def longitude(self) -> float:
        """The meridian in its middle, in degrees."""
        ...

    def project(self, longitude: float, latitude: float) -> PlanePoint:
        """Return where a point is drawn; its longitude is within half a turn of the middle."""
        ...


class AzimuthalProjection(NamedTuple):
    """Lambert's azimuthal equal-area projection.

    >>> x, y = AzimuthalProjection(0, 0).project(90, 0)
    >>> round(x, 4), round(y, 4)
    (1.4142, -0.0)
    """

    longitude: float
    latitude: float

    def project(self, longitude: float, latitude: float) -> PlanePoint:
        """Return where a point is drawn."""
        east, north, middle = map(
            math.radians, (longitude - self.longitude, latitude, self.latitude)
        )
        ahead = math.cos(north) * math.cos(east)
        nearness = 1 + math.sin(middle) * math.sin(north) + math.cos(middle) * ahead
        factor = math.sqrt(2 / max(nearness, 1e-12))
        up = math.cos(middle) * math.sin(north) - math.sin(middle) * ahead
        return factor * math.cos(north) * math.sin(east), -factor * up


class EqualEarthProjection(NamedTuple):
    """The Equal Earth projection.

    >>> x, y = EqualEarthProjection(10).project(190, 0)
    >>> round(x, 4), round(y, 4)
    (2.7066, -0.0)
    """

    longitude: float

    def project(self, longitude: float, latitude: float) -> PlanePoint:
        """Return where a point is drawn."""
        east = math.radians(longitude - self.longitude)
        slope = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
        square = slope * slope
        sixth = square * square * square
        growth = 1.340264 - 3 * 0.081106 * square + sixth * (7 * 0.000893 + 9 * 0.003796 * square)
        height = 1.340264 - 0.081106 * square + sixth * (0.000893 + 0.003796 * square)
        return 2 * math.sqrt(3) * east * math.cos(slope) / (3 * growth), -slope * height


def build_azimuthal_projection(places: Iterable[Coordinates]) -> AzimuthalProjection:
    """Return the projection around the middle of the smallest circle that holds some places."""
    vectors = [_to_vector(each) for each in places]
    middle = vectors[0]
    for number in range(1, _ROUNDS):
        farthest = min(vectors, key=lambda each: _multiply(each, middle))
        mixed = _mix(middle, farthest, 1 / (number + 1))
        middle = mixed if any(abs(each) > 1e-6 for each in mixed) else middle
    longitude, latitude = _to_coordinates(middle)
    return AzimuthalProjection(round(longitude, 2), round(latitude, 2))


def build_world_projection(places: Iterable[Coordinates]) -> EqualEarthProjection:
    """Return the projection whose edge is in the middle of the widest gap between some places.

    >>> build_world_projection([(151, -34), (-118, 34)]).longitude  # Sydney and Los Angeles
    -164
    """
    longitudes = sorted({longitude % 360 for longitude, _ in places})
    gaps = pairwise([*longitudes, longitudes[0] + 360])
    west, east = max(gaps, key=lambda gap: gap[1] - gap[0])
    return EqualEarthProjection(wrap_longitude(round((west + east) / 2) + 180))


def wrap_longitude(longitude: float) -> float:
    """Return a longitude from -180 on to 180, excluded.

    >>> wrap_longitude(190)
    -170
    """
    return (longitude + 180) % 360 - 180


def trace_great_circle(start: Coordinates, end: Coordinates) -> Sequence[Coordinates]:
    """Return points of the shortest way between two places, with both.

    >>> trace_great_circle((0, 0), (0, 3))
    [(0, 0), (0.0, 1.5), (0, 3)]
    """
    one, other = _to_vector(start), _to_vector(end)
    angle = math.acos(min(max(_multiply(one, other), -1), 1))
    count = math.ceil(angle / _STEP)
    if count < 2 or math.pi - angle < 1e-6:  # opposite places have all ways
        return [start, end]
    between: list[Coordinates] = []
    for number in range(1, count):
        along = angle * number / count
        shares = math.sin(angle - along), math.sin(along)
        point = (shares[0] * a + shares[1] * b for a, b in zip(one, other, strict=True))
        longitude, latitude = _to_coordinates(tuple(point))  # type: ignore[arg-type]
        between.append((round(longitude, 6), round(latitude, 6)))
    return [start, *between, end]


def split_at_edge(
    points: Sequence[Coordinates], projection: Projection
) -> Sequence[Sequence[Coordinates]]:
    """Return a line in the longitudes of a projection, in pieces where it crosses the edge."""
    middle = projection.longitude
    turned = [(middle + wrap_longitude(x - middle), y) for x, y in points]
    if isinstance(projection, AzimuthalProjection):
        return [turned]
    pieces = [[turned[0]]]
    for (before_x, before_y), (x, y) in pairwise(turned):
        if abs(x - before_x) > 180:
            side = 180 if x < before_x else -180
            reach = middle + side - before_x
            way = x + 2 * side - before_x
            cut = before_y + (y - before_y) * (reach / way if way else 0)
            pieces[-1].append((middle + side, cut))
            pieces.append([(middle - side, cut)])
        pieces[-1].append((x, y))
    return pieces


def _to_vector(place: Coordinates) -> Vector:
    east, north = map(math.radians, place)
    return math.cos(north) * math.cos(east), math.cos(north) * math.sin(east), math.sin(north)


def _to_coordinates(vector: Vector) -> Coordinates:
    x, y, z = vector
    return math.degrees(math.atan2(y, x)), math.degrees(math.atan2(z, math.hypot(x, y)))


def _multiply(one: Vector, other: Vector) -> float:
    return one[0] * other[0] + one[1] * other[1] + one[2] * other[2]


def _mix(one: Vector, other: Vector, share: float) -> Vector:
    """Return the direction from the one a part of the way to the other."""
    x, y, z = (a + (b - a) * share for a, b in zip(one, other, strict=True))
    length = math.sqrt(x * x + y * y + z * z) or 1
    return x / length, y / length, z / length
