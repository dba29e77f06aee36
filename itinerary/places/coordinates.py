"""Coordinates in; the time zone of the cities around them out."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from itinerary.dates.zones import share_clock
from itinerary.places.index import get_region, read_index

# The code, population, coordinates and zone of a city, at the end of its line.
_CITY = re.compile(rb"\t([A-Z]{2})[^\t\n]*\t\d+\t(-?[\d.]+)\t(-?[\d.]+)\t([^\t\n]*)$", re.MULTILINE)
_KILOMETRES_OF_DEGREE = 111.2
# A city that is so much farther than the nearest one may still be that of the coordinates.
_MORE_KILOMETRES, _TIMES_AS_FAR = 15, 1.5


class _City(NamedTuple):
    latitude: float
    longitude: float
    zone: str


@lru_cache(maxsize=1024)
def find_zone_at(latitude: float, longitude: float) -> str:
    """Return the time zone at coordinates, in degrees; "" where it is not certain.

    It is that of the nearest city, if all cities that are nearly as near have the same clock. Near
    a border of zones, and more than about 100 km from any city, no zone is certain.

    >>> find_zone_at(-33.86, 151.21), find_zone_at(0, -30)
    ('Australia/Sydney', '')
    """
    near = sorted(
        (_measure_kilometres(latitude, longitude, each), each.zone)
        for each in _iterate_cities_around(latitude, longitude)
    )
    if not near:
        return ""
    nearest, zone = near[0]
    limit = max(nearest * _TIMES_AS_FAR, nearest + _MORE_KILOMETRES)
    others = {each for distance, each in near if distance <= limit}
    return zone if all(share_clock(zone, each) for each in others) else ""


def _measure_kilometres(latitude: float, longitude: float, city: _City) -> float:
    """Return a distance that is right for neighbours, where the earth is flat."""
    north = city.latitude - latitude
    east = (city.longitude - longitude + 180) % 360 - 180
    return _KILOMETRES_OF_DEGREE * math.hypot(north, east * math.cos(math.radians(latitude)))


def _iterate_cities_around(latitude: float, longitude: float) -> Iterator[_City]:
    """Yield the cities of the square degree and of those around it."""
    row, column = math.floor(latitude), math.floor(longitude)
    for north in (-1, 0, 1):
        for east in (-1, 0, 1):
            yield from _load_cities().get((row + north, (column + east + 180) % 360 - 180), ())


@cache
def _load_cities() -> dict[tuple[int, int], list[_City]]:
    """Return all cities by the square degree that they are in."""
    found: defaultdict[tuple[int, int], list[_City]] = defaultdict(list)
    for country, *degrees, zone in _CITY.findall(read_index()):
        latitude, longitude = map(float, degrees)
        name = zone.decode() or get_region(country.decode()).zones[0]
        square = math.floor(latitude), math.floor(longitude)
        found[square].append(_City(latitude, longitude, name))
    return found
