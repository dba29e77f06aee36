"""The key of a name in; the cities, countries and states that bear it out, read from the few lines of `places.tsv` that have it.

The file has lines of four kinds, all sorted by their first field; it begins with what they hold.
"""

from __future__ import annotations

import mmap
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from itinerary.places.spelling import fold_name

INDEX_FILE = Path(__file__).with_name("places.tsv")


class Place(NamedTuple):
    """Where something is: `country` is its ISO 3166 code, empty if unknown; a whole country or state has no coordinates."""

    name: str
    timezone: str
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None
    address: str = ""


class Region(NamedTuple):
    """A country ("EC") or a state of one ("US.IL")."""

    code: str
    name: str
    population: int
    city: str  # its largest
    zones: tuple[str, ...]  # those of its cities, the most populous first

    @property
    def country(self) -> Region:
        """The country that it is in; a country is its own."""
        return get_region(self.code.partition(".")[0])

    @property
    def full_name(self) -> str:
        """The name, with the country of a state."""
        return self.name if self.country == self else f"{self.name}, {self.country.name}"


class PlaceMatch(NamedTuple):
    """One thing that bears a name: a city or, without coordinates, a whole region."""

    place: Place
    region: Region
    population: int
    is_primary_name: bool  # the name is the place's first one, not another

    @property
    def is_region(self) -> bool:
        """Whether it is a country or a state."""
        return self.place.latitude is None

    @property
    def full_name(self) -> str:
        """The whole name, with state and country."""
        return (
            self.region.full_name
            if self.is_region
            else f"{self.place.name}, {self.region.full_name}"
        )

    @property
    def region_label(self) -> str:
        """The country, with the state if it is known."""
        country = self.region.country
        return country.name if country == self.region else f"{country.name} ({self.region.name})"

    def is_in_regions(self, codes: Iterable[str]) -> bool:
        """Whether it is in one of the countries and states of these codes."""
        return any(f"{self.region.code}.".startswith(f"{code}.") for code in codes)


@cache
def _open_index() -> mmap.mmap:
    with INDEX_FILE.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def _find_line_start(position: int) -> int:
    """Where the first line begins that begins at a position or after it."""
    return _open_index().find(b"\n", position - 1) + 1 if position else 0


def _read_key(position: int) -> bytes:
    start = _find_line_start(position)
    end = _open_index().find(b"\t", start)
    return _open_index()[start:end] if end > 0 else b"\xff"  # beyond the last line: after every key


def find_rows(key: str) -> Iterator[list[str]]:
    """The fields after the key, of each line that has it."""
    index, head = _open_index(), f"{key}\t".encode()
    start = _find_line_start(bisect_left(range(len(index)), key.encode(), key=_read_key))
    while index[start : start + len(head)] == head:
        end = index.find(b"\n", start)
        yield index[start + len(head) : end].decode().split("\t")
        start = end + 1


@cache
def get_region(code: str) -> Region:
    """The country or state of a code."""
    ((name, population, city, zones),) = find_rows(f"@{code}")
    return Region(code, name, int(population), city, tuple(zones.split()))


@lru_cache(maxsize=1024)
def find_region_codes(key: str) -> tuple[str, ...]:
    """The codes of the countries and states of that name: two for "georgia", none for "atlantis"."""
    return tuple(code for (codes,) in find_rows(f",{key}") for code in codes.split())


def build_city_match(key: str, name: str, *facts: str) -> PlaceMatch:
    """The city of a line, given as its key and the fields after it."""
    if name.startswith("="):
        namesakes = list(find_rows(name[1:]))
        return build_city_match(name[1:], *namesakes[int("".join(facts) or 0)])._replace(
            is_primary_name=False
        )
    code, population, latitude, longitude, zone = facts
    region = get_region(code)
    timezone = zone or region.country.zones[0]
    place = Place(
        name or key.capitalize(), timezone, region.country.code, float(latitude), float(longitude)
    )
    return PlaceMatch(place, region, int(population), is_primary_name=True)


def build_region_match(key: str, region: Region) -> PlaceMatch:
    """A country or state, found by one of its names."""
    timezone = region.zones[0] if len(region.zones) == 1 else ""
    return PlaceMatch(
        Place(region.name, timezone, region.country.code),
        region,
        region.population,
        is_primary_name=fold_name(region.name) == key,
    )
