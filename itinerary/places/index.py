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

from itinerary.places.spelling import fold

INDEX = Path(__file__).with_name("places.tsv")


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
        return region_of(self.code.partition(".")[0])

    @property
    def full_name(self) -> str:
        """The name, with the country of a state."""
        return self.name if self.country == self else f"{self.name}, {self.country.name}"


class Found(NamedTuple):
    """One thing that bears a name: a city or, without coordinates, a whole region."""

    place: Place
    region: Region
    population: int
    own: bool  # the name is the place's first one, not another

    @property
    def whole(self) -> bool:
        """Whether it is a country or a state."""
        return self.place.latitude is None

    @property
    def text(self) -> str:
        """The whole name, with state and country."""
        return (
            self.region.full_name if self.whole else f"{self.place.name}, {self.region.full_name}"
        )

    @property
    def where(self) -> str:
        """The country, with the state if it is known."""
        country = self.region.country
        return country.name if country == self.region else f"{country.name} ({self.region.name})"

    def lies_in(self, codes: Iterable[str]) -> bool:
        """Whether it is in one of the countries and states of these codes."""
        return any(f"{self.region.code}.".startswith(f"{code}.") for code in codes)


@cache
def _index() -> mmap.mmap:
    with INDEX.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def _line_from(position: int) -> int:
    """Where the first line begins that begins at a position or after it."""
    return _index().find(b"\n", position - 1) + 1 if position else 0


def _key_from(position: int) -> bytes:
    start = _line_from(position)
    end = _index().find(b"\t", start)
    return _index()[start:end] if end > 0 else b"\xff"  # beyond the last line: after every key


def rows(key: str) -> Iterator[list[str]]:
    """The fields after the key, of each line that has it."""
    index, head = _index(), f"{key}\t".encode()
    start = _line_from(bisect_left(range(len(index)), key.encode(), key=_key_from))
    while index[start : start + len(head)] == head:
        end = index.find(b"\n", start)
        yield index[start + len(head) : end].decode().split("\t")
        start = end + 1


@cache
def region_of(code: str) -> Region:
    """The country or state of a code."""
    ((name, population, city, zones),) = rows(f"@{code}")
    return Region(code, name, int(population), city, tuple(zones.split()))


@lru_cache(maxsize=1024)
def codes_of(key: str) -> tuple[str, ...]:
    """The codes of the countries and states of that name: two for "georgia", none for "atlantis"."""
    return tuple(code for (codes,) in rows(f",{key}") for code in codes.split())


def city_of(key: str, name: str, *facts: str) -> Found:
    """The city of a line, given as its key and the fields after it."""
    if name.startswith("="):
        namesakes = list(rows(name[1:]))
        return city_of(name[1:], *namesakes[int("".join(facts) or 0)])._replace(own=False)
    code, population, latitude, longitude, zone = facts
    region = region_of(code)
    timezone = zone or region.country.zones[0]
    place = Place(
        name or key.capitalize(), timezone, region.country.code, float(latitude), float(longitude)
    )
    return Found(place, region, int(population), own=True)


def whole_of(key: str, region: Region) -> Found:
    """A country or state, found by one of its names."""
    timezone = region.zones[0] if len(region.zones) == 1 else ""
    return Found(
        Place(region.name, timezone, region.country.code),
        region,
        region.population,
        own=fold(region.name) == key,
    )
