"""From the land of Natural Earth, in the npm package `world-atlas`, to the text of `land.tsv`.

Building it takes npm, which fetches the package; drawing takes only the file.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

from itinerary.places.land import TURN, Point
from itinerary.places.line_simplification import simplify_line

PACKAGE = "world-atlas@2.0.2"
# The scales that are kept, and how far in hundredths of a degree a line may lie beside its source.
SCALES = {"110m": 3, "50m": 2}

HEADER = f"""\
# Outlines of the world's land at two scales, for itinerary/places/.
# Written by `python -m itinerary.places`; not to be edited.
# Data: Natural Earth (https://www.naturalearthdata.com), public domain, by way of the npm package
# {PACKAGE}, simplified. Coordinates are in hundredths of a degree.
# scale; west, south, east, north of a ring; its points, the first as longitude and latitude, each
#   other as the way from the one before. East of 18000 it goes on beyond the antimeridian. A ring
#   within another one is a lake.
"""


def build_land() -> str:
    """Return the text of land.tsv."""
    rows = [
        _format_ring(scale, ring)
        for scale, topology in _fetch_topologies()
        for ring in _iterate_rings(topology, SCALES[scale])
    ]
    return HEADER + "".join(f"{row}\n" for row in rows)


def _fetch_topologies() -> Iterator[tuple[str, Any]]:
    npm = shutil.which("npm")
    if not npm:
        raise FileNotFoundError(f"npm is not installed; it fetches {PACKAGE}")
    with tempfile.TemporaryDirectory() as folder:
        fetching = [npm, "pack", "--silent", PACKAGE]
        subprocess.run(  # noqa: S603 - a program of the system, without a shell
            fetching, cwd=folder, check=True, stdout=subprocess.DEVNULL
        )
        (archive,) = Path(folder).glob("*.tgz")
        with tarfile.open(archive) as package:
            for scale in SCALES:
                file = package.extractfile(f"package/land-{scale}.json")
                assert file  # noqa: S101 - the package of this version has it
                yield scale, json.load(file)


def _iterate_rings(topology: Any, tolerance: int) -> Iterator[list[Point]]:
    """Yield the rings of a TopoJSON file's land, unwrapped and simplified; dots are left out."""
    arcs = [list(_decode_arc(arc, topology["transform"])) for arc in topology["arcs"]]
    for geometry in topology["objects"]["land"]["geometries"]:
        for polygon in geometry["arcs"]:
            for numbers in polygon:
                ring = simplify_line(_unwrap(_join_arcs(arcs, numbers)), tolerance)
                if len(ring) > 3:  # the first point comes again at the end
                    yield ring


def _decode_arc(arc: Iterable[Sequence[int]], transform: Any) -> Iterator[Point]:
    (east, north), (west, south) = transform["scale"], transform["translate"]
    x = y = 0
    for right, up in arc:  # each point is told by the way from the one before
        x, y = x + right, y + up
        yield round(100 * (x * east + west)), round(100 * (y * north + south))


def _join_arcs(arcs: Sequence[Sequence[Point]], numbers: Iterable[int]) -> list[Point]:
    """Return the points of some arcs, of which one with a negative number is taken backwards."""
    points: list[Point] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return points


def _unwrap(points: Sequence[Point]) -> list[Point]:
    """Return a line in which no longitude jumps at the antimeridian."""
    longitudes = [x for x, _ in points]
    ways = (
        (after - before + TURN // 2) % TURN - TURN // 2 for before, after in pairwise(longitudes)
    )
    unwrapped = accumulate(ways, initial=longitudes[0])
    return [(x, y) for x, (_, y) in zip(unwrapped, points, strict=True)]


def _format_ring(scale: str, ring: Sequence[Point]) -> str:
    longitudes, latitudes = [x for x, _ in ring], [y for _, y in ring]
    box = min(longitudes), min(latitudes), max(longitudes), max(latitudes)
    ways = ((x - before_x, y - before_y) for (before_x, before_y), (x, y) in pairwise(ring))
    points = " ".join(f"{x},{y}" for x, y in (ring[0], *ways))
    return "\t".join((scale, " ".join(map(str, box)), points))
