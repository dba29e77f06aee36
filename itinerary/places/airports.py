"""From the code or the name of an airport to the airport as a place, by `airports.tsv`."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from itinerary.dates.zones import share_clock
from itinerary.diagnostics import PlaceError
from itinerary.places.disambiguation import choose_match, find_matches
from itinerary.places.index import INDEX_FILE, Place
from itinerary.places.spelling import fold_name, quote_text

AIRPORTS_FILE = INDEX_FILE.with_name("airports.tsv")
_CODE = re.compile(r"[A-Z]{3}")
_TERMINAL = re.compile(r"(?P<code>[A-Z]{3}),? Terminal \w{1,2}", re.ASCII)
_CITY_WITH_CODE = re.compile(r"(?P<city>[^()]+)\((?P<code>[A-Z]{3})\)")
AIRPORT_WORDS = frozenset(["airport", "aeropuerto", "aeroporto", "aeroport", "flughafen"])
_IGNORED_WORDS = AIRPORT_WORDS | frozenset(
    "international internacional intl national nacional regional the de del di da do des la el"
    " of".split()
)
_SEPARATORS = re.compile(r"[\s,()/–-]+")
_MAX_CANDIDATES = 5
_CITY_DEGREES = 1  # within which the airports of a city lie


class Airport(NamedTuple):
    """An airport.

    Attributes:
        code: Its IATA code.
        name: Its name.
        city: The city that it serves.
        country: The code of its country.
        latitude: In degrees.
        longitude: In degrees.
        timezone: Its time zone.
    """

    code: str
    name: str
    city: str
    country: str
    latitude: float
    longitude: float
    timezone: str

    def build_place(self, name: str) -> Place:
        """Return it as a place of a name, with its own name and city as the address."""
        address = ", ".join(dict.fromkeys((self.name, self.city)))
        point = self.latitude, self.longitude
        city = self.city.rpartition(",")[2].strip()
        return Place(name, self.timezone, self.country, *point, address, city)


@lru_cache(maxsize=1024)
def find_airport(name: str) -> Place | None:
    """Return the airport of an IATA code, or of a name with a word for airport; None for others.

    The code may stand behind the city, and before the terminal.

    Raises:
        PlaceError: It may be several, whose clocks differ.

    >>> find_airport("NRT").timezone, find_airport("Heathrow Airport").country
    ('Asia/Tokyo', 'GB')
    >>> find_airport("Munich (MUC)").timezone, find_airport("NRT Terminal 2").city
    ('Europe/Berlin', 'Tokyo')
    >>> find_airport("Narita")
    """
    text = name.strip()
    if _CODE.fullmatch(text):
        airport = _load_airports().get(text)
        return airport.build_place(text) if airport else None
    if airport := _find_with_code(text):
        return airport.build_place(text)
    words = _split_words(text)
    asked = words - _IGNORED_WORDS
    if not asked or words.isdisjoint(AIRPORT_WORDS):
        return None
    for code in asked:
        if len(asked) == 1 and code.upper() in text and (found := find_airport(code.upper())):
            return found._replace(name=text)
    return _choose_airport(text, _find_by_words(asked))


def _find_with_code(name: str) -> Airport | None:
    """Return the airport whose code stands in a name, before a terminal or behind its city."""
    if found := _TERMINAL.fullmatch(name):
        return _load_airports().get(found["code"])
    found = _CITY_WITH_CODE.fullmatch(name)
    airport = _load_airports().get(found["code"]) if found else None
    if not found or not airport:
        return None
    asked = _split_words(found["city"]) - _IGNORED_WORDS
    is_named = not asked.isdisjoint(_split_words(f"{airport.name} {airport.city}"))
    return airport if is_named or _select_near_city(found["city"], [airport]) else None


def iterate_airports() -> Iterator[Airport]:
    """Yield all airports, by their codes."""
    return iter(_load_airports().values())


def is_airport_code(name: str) -> bool:
    """Return whether a name is written like the code of an airport.

    >>> is_airport_code("UIO"), is_airport_code("Lima")
    (True, False)
    """
    return bool(_CODE.fullmatch(name.strip()))


def _choose_airport(name: str, found: Sequence[Airport]) -> Place | None:
    """Return the airport that is meant by a name; without coordinates if only the clock is clear.

    Of several by different clocks it is that of the city which bears the name.
    """
    clocks = _list_clocks(found)
    if len(clocks) > 1:
        found = _select_near_city(name, found) or found
        clocks = _list_clocks(found)
    if len(clocks) > 1:
        candidates = [f"{each.code} ({each.name})" for each in found[:_MAX_CANDIDATES]]
        message = f"{quote_text(name)} may be any of {len(found)} airports"
        hint = f"write the code of one of them: {'; '.join(candidates)}"
        raise PlaceError(message, kind="ambiguous", candidates=candidates, hint=hint)
    if not found:
        return None
    place = found[0].build_place(name)._replace(address="")
    if len(found) == 1:
        return place
    city = place.city if len({each.city for each in found}) == 1 else ""
    return place._replace(latitude=None, longitude=None, city=city)


def _list_clocks(airports: Iterable[Airport]) -> list[str]:
    clocks: list[str] = []
    for each in airports:
        if not any(share_clock(each.timezone, clock) for clock in clocks):
            clocks.append(each.timezone)
    return clocks


def _select_near_city(name: str, airports: Iterable[Airport]) -> list[Airport]:
    words = [fold_name(word) for word in _SEPARATORS.split(name)]
    city = choose_match(find_matches("".join(word for word in words if word not in _IGNORED_WORDS)))
    if city is None:
        return []
    return [each for each in airports if _measure_degrees(each, city.place) < _CITY_DEGREES]


def _measure_degrees(airport: Airport, city: Place) -> float:
    if city.latitude is None or city.longitude is None:
        return math.inf
    return max(abs(airport.latitude - city.latitude), abs(airport.longitude - city.longitude))


def _find_by_words(asked: frozenset[str]) -> list[Airport]:
    """Return the airports in whose name and city all words are."""
    likely = (each for each in _list_airports() if _has_letters(each, asked))
    return [each for each in likely if asked <= _split_words(f"{each.name} {each.city}")]


def _has_letters(airport: Airport, words: Iterable[str]) -> bool:
    """Return whether an airport may have words: a quick look before the names are folded."""
    text = f"{airport.name} {airport.city}"
    if not text.isascii():
        return True
    letters = text.casefold().replace("'", "").replace(".", "")
    return all(word in letters for word in words)


def _split_words(text: str) -> frozenset[str]:
    return frozenset(filter(None, map(fold_name, _SEPARATORS.split(text))))


@cache
def _load_airports() -> dict[str, Airport]:
    return {each.code: each for each in _list_airports()}


@cache
def _list_airports() -> list[Airport]:
    lines = AIRPORTS_FILE.read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return [
        Airport(code, name, city, country, float(latitude), float(longitude), zone)
        for code, name, city, country, latitude, longitude, zone in rows
    ]
