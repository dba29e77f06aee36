"""From the key of a name to the cities, countries and states that bear it.

They are read from the few lines of `places.tsv` that have the key. The file has lines of four
kinds, which its head explains, all sorted by their first field.
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
    """Where something is.

    Attributes:
        name: Its name.
        timezone: Its time zone in the tz database; "" if it has several.
        country: The code of its country in ISO 3166; "" if unknown.
        latitude: In degrees, south negative; None of a whole country or state, or if unknown.
        longitude: In degrees, west negative; None likewise.
        address: The postal address; "" if unknown.
        city: Of an airport: the city that it serves; else "".

    """

    name: str
    timezone: str
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None
    address: str = ""
    city: str = ""


class Region(NamedTuple):
    """A country or a state of one.

    Attributes:
        code: The code of a country ("EC") or a state ("US.IL").
        name: The name.
        population: How many people live there.
        city: The name of its largest city.
        zones: The time zones of its cities, the most populous first.

    """

    code: str
    name: str
    population: int
    city: str
    zones: tuple[str, ...]

    @property
    def country(self) -> Region:
        """The country that a state is in; the country itself of a country."""
        return get_region(self.code.partition(".")[0])

    @property
    def full_name(self) -> str:
        """The name, with the country of a state."""
        return self.name if self.country == self else f"{self.name}, {self.country.name}"


class PlaceMatch(NamedTuple):
    """Something that bears a name: a city or, without coordinates, a whole region.

    Attributes:
        place: The city or region as a place.
        region: The state, if it is known, or the country that it is in.
        population: How many people live there; 0 if unknown.
        is_primary_name: Whether the name is its first one, and not another.

    """

    place: Place
    region: Region
    population: int
    is_primary_name: bool

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
        """Return whether it is in one of the countries and states of these codes."""
        return any(f"{self.region.code}.".startswith(f"{code}.") for code in codes)


@cache
def _open_index() -> mmap.mmap:
    with INDEX_FILE.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def _find_line_start(position: int) -> int:
    """Return the start of the first line that begins at a position or after it."""
    return _open_index().find(b"\n", position - 1) + 1 if position else 0


def _read_key(position: int) -> bytes:
    start = _find_line_start(position)
    end = _open_index().find(b"\t", start)
    return _open_index()[start:end] if end > 0 else b"\xff"  # beyond the last line: after every key


def find_rows(key: str) -> Iterator[list[str]]:
    """Yield the fields after the key, for each line that has it."""
    index, head = _open_index(), f"{key}\t".encode()
    start = _find_line_start(bisect_left(range(len(index)), key.encode(), key=_read_key))
    while index[start : start + len(head)] == head:
        end = index.find(b"\n", start)
        yield index[start + len(head) : end].decode().split("\t")
        start = end + 1


def iterate_rows_from(key: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the key and the other fields of each line from the first that has a key or a later one.

    >>> next(iterate_rows_from("quitox"))[0] > "quitox"
    True
    """
    index = _open_index()
    start = _find_line_start(bisect_left(range(len(index)), key.encode(), key=_read_key))
    while start < len(index):
        end = index.find(b"\n", start)
        found, *fields = index[start:end].decode().split("\t")
        yield found, fields
        start = end + 1


@cache
def get_region(code: str) -> Region:
    """Return the country or state of a code."""
    ((name, population, city, zones),) = find_rows(f"@{code}")
    return Region(code, name, int(population), city, tuple(zones.split()))


@lru_cache(maxsize=1024)
def find_region_codes(key: str) -> tuple[str, ...]:
    """Return the codes of the countries and states of a folded name.

    >>> find_region_codes("georgia"), find_region_codes("atlantis")
    (('GE', 'US.GA'), ())
    """
    return tuple(code for (codes,) in find_rows(f",{key}") for code in codes.split())


def build_city_match(key: str, name: str, *facts: str) -> PlaceMatch:
    """Return the city of a line, given as its key and the fields after it."""
    if name.startswith("="):
        other_key, number = name[1:], int("".join(facts) or 0)
        city = build_city_match(other_key, *list(find_rows(other_key))[number])
        return city._replace(is_primary_name=False)
    code, population, latitude, longitude, zone = facts
    region = get_region(code)
    timezone = zone or region.country.zones[0]
    place = Place(
        name or key.capitalize(), timezone, region.country.code, float(latitude), float(longitude)
    )
    return PlaceMatch(place, region, int(population), is_primary_name=True)


def build_region_match(key: str, region: Region) -> PlaceMatch:
    """Return a country or state that was found by one of its names."""
    timezone = region.zones[0] if len(region.zones) == 1 else ""
    return PlaceMatch(
        Place(region.name, timezone, region.country.code),
        region,
        region.population,
        is_primary_name=fold_name(region.name) == key,
    )
