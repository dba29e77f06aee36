"""A part of the world in; the outlines of its land out, from `land.tsv`.

The data are from Natural Earth (https://www.naturalearthdata.com), public domain.
`python -m itinerary.places` writes the file anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate
from typing import Literal

from itinerary.places.index import INDEX_FILE

LAND_FILE = INDEX_FILE.with_name("land.tsv")
TURN = 36000
LandScale = Literal["110m", "50m"]
Point = tuple[int, int]  # longitude and latitude, in hundredths of a degree
Box = tuple[int, int, int, int]  # west, south, east, north, likewise; east may be beyond 18000


def iterate_land(scale: LandScale, box: Box) -> Iterator[list[Point]]:
    """Yield the rings of land and of lakes that may reach into a box, in its longitudes.

    Args:
        scale: "110m" is coarse, "50m" fine.
        box: The part of the world. It is at most one turn wide, and between -36000 and 36000.

    >>> iceland = -2500, 6300, -1300, 6700
    >>> max(len(ring) for ring in iterate_land("50m", iceland)) > 100
    True
    """
    west, south, east, north = box
    for (ring_west, ring_south, ring_east, ring_north), points in _read_rings(scale):
        if ring_south > north or ring_north < south:
            continue
        for shift in (-TURN, 0, TURN, 2 * TURN):
            if ring_west + shift < east and ring_east + shift > west:
                ring = _parse_ring(points)
                if ring[0] != ring[-1]:
                    yield _close_around_pole(ring)
                    break
                yield [(x + shift, y) for x, y in ring]


@cache
def _read_rings(scale: LandScale) -> Sequence[tuple[Box, str]]:
    """Return the rings of a scale, each by its box and its points, which are still text."""
    lines = LAND_FILE.read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line.startswith(f"{scale}\t"))
    return [(_parse_box(box), points) for _, box, points in rows]


def _parse_box(text: str) -> Box:
    west, south, east, north = map(int, text.split())
    return west, south, east, north


def _parse_ring(text: str) -> list[Point]:
    ways = text.replace(",", " ").split()
    longitudes, latitudes = (accumulate(map(int, ways[start::2])) for start in (0, 1))
    return list(zip(longitudes, latitudes, strict=True))


def _close_around_pole(ring: Sequence[Point]) -> list[Point]:
    """Return three turns of a ring around the South Pole, closed there."""
    turns = [(x + shift, y) for shift in (-TURN, 0, TURN) for x, y in _go_east(ring)[:-1]]
    return [*turns, (turns[-1][0], -TURN // 4), (turns[0][0], -TURN // 4), turns[0]]


def _go_east(ring: Sequence[Point]) -> Sequence[Point]:
    return ring if ring[0][0] < ring[-1][0] else ring[::-1]
