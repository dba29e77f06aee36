"""The beginning of a name in; places that it may become out, each by a name that is understood."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from itinerary.places.airports import iterate_airports
from itinerary.places.disambiguation import choose_match, find_matches_within
from itinerary.places.index import PlaceMatch, build_city_match, iterate_rows_from
from itinerary.places.spelling import fold_name, parse_name_keys

LEAST_LETTERS = 3  # of a name that is looked for
_MOST_ROWS = 400  # of the index that are looked at
_CODE_LETTERS = range(2, 4)


class SuggestedPlace(NamedTuple):
    """A name that `locate_place` understands, and its time zone and what it is, in words."""

    name: str
    detail: str


def suggest_places(beginning: str, most: int = 20) -> list[SuggestedPlace]:
    """Return cities whose names begin so, the most populous first, and airports by their codes.

    >>> [each.name for each in suggest_places("quit", 1)]
    ['Quito, Ecuador']
    >>> suggest_places("UIO")[0].detail
    'Nuevo Aeropuerto Internacional Mariscal Sucre, Quito; America/Guayaquil'
    """
    airports = [*islice(_iterate_airports(beginning), most)]
    key = fold_name(beginning)
    if len(key) < LEAST_LETTERS or "," in beginning:
        return airports
    cities = sorted(_iterate_cities(key), key=lambda each: (-each.population, each.full_name))
    named = (_name_city(each) for each in cities)
    return [*airports, *islice(filter(None, named), most - len(airports))]


def _iterate_airports(beginning: str) -> Iterator[SuggestedPlace]:
    if len(beginning) in _CODE_LETTERS and beginning.isascii() and beginning.isupper():
        for each in iterate_airports():
            if each.code.startswith(beginning):
                yield SuggestedPlace(each.code, f"{each.name}, {each.city}; {each.timezone}")


def _iterate_cities(key: str) -> Iterator[PlaceMatch]:
    for found, row in islice(iterate_rows_from(key), _MOST_ROWS):
        if not found.startswith(key):
            return
        if not row[0].startswith("="):
            yield build_city_match(found, *row)


def _name_city(match: PlaceMatch) -> SuggestedPlace | None:
    """Return a city by its name and country, or with its state if that is not enough."""
    for name in (f"{match.place.name}, {match.region.country.name}", match.full_name):
        key, *qualifiers = parse_name_keys(name)
        if choose_match(find_matches_within(key, qualifiers)) == match:
            return SuggestedPlace(name, match.place.timezone)
    return None
