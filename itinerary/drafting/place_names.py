"""A name in; the city, state or country that it means in an article, out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from itinerary.places import Place, find_place, fold_name
from itinerary.places.disambiguation import (
    CLEAR_POPULATION_RATIO,
    find_matches,
    find_matches_within,
)
from itinerary.places.index import find_region_codes, get_region

_CAPITAL = r"[A-ZÀ-ÖØ-ÞŚŠŽČĐĞİŁŐŘŤŰ]"
WORD = rf"(?:[dD]['’])?{_CAPITAL}[\w'’.-]*\w|{_CAPITAL}"
_SMALL = r"(?:de|da|do|das|dos|del|of|the|la|las|los|el|do)"
RUN = re.compile(rf"(?:(?:El|La|Los|Las|The)\s+)?(?:{WORD})(?:[ ](?:{_SMALL}[ ])*(?:{WORD}))*")
# A name of several words with small ones inside: "Dar es Salaam", "Frankfurt am Main".
_LONG_NAME = re.compile(rf"(?:{WORD})(?:[ ][\w'’.-]*\w){{2,4}}")
_LEAST_NAME = 3  # letters
_LEAST_PEOPLE = 100_000  # of the largest of several cities, so that its name is one
_MUCH_LARGER = 5  # times as many people as the next of its name: which one is meant is a guess
_LEAST_COUNTRY = 4  # letters: shorter ones are codes, which are words, too ("It", "No")
_SECOND_NAME = re.compile(rf" (?:and|e|y|&) (?:{WORD})")
REGION_BEHIND = re.compile(rf",\s+(?P<region>(?:{WORD})(?: (?:{WORD}))*)")


class PlaceNames:
    """The names of one article: a city that several share is that in a country it speaks of.

    Attributes:
        countries: The countries and states that the article names.

    """

    def __init__(self, text: str) -> None:
        self.countries = tuple(dict.fromkeys(_iterate_countries(text)))
        self._guesses: set[str] = set()
        self._neighbours = tuple(dict.fromkeys(_iterate_countries_of_cities(text)))

    def look_up(self, name: str) -> tuple[str, Place] | None:
        """Return the name by which the index finds a place, and the place."""
        name = name.strip()
        if len(name) < _LEAST_NAME:
            return None
        place = find_known(name) or self._find_region_of_name(name)
        if place is not None:
            return self._find_larger(name, place) or (name, place)
        for countries in (self.countries, self._neighbours):
            found = {
                place: (qualified, _count_people(name, country))
                for country in countries
                if (place := find_known(qualified := f"{name}, {country}"))
            }
            if found:
                return _choose_largest(found)
        return self._find_by_far_largest(name)

    def is_guess(self, name: str) -> bool:
        """Return whether a name was taken for the largest city of it, as nothing tells which."""
        return name in self._guesses

    def _find_by_far_largest(self, name: str) -> tuple[str, Place] | None:
        cities = [each for each in find_matches(fold_name(name)) if not each.is_region]
        peoples = [each.population for each in cities]
        if not cities or peoples[0] < _LEAST_PEOPLE or is_country(name):
            return None
        if any(each * _MUCH_LARGER > peoples[0] for each in peoples[1:]):
            return None
        qualified = f"{name}, {cities[0].region.country.name}"
        if (place := find_known(qualified)) is None:
            return None
        self._guesses.add(qualified)
        return qualified, place

    def _find_larger(self, name: str, place: Place) -> tuple[str, Place] | None:
        """Return a city in a country that the article names, if that is larger than the usual one.

        In an article on Belgium, Bruges is in Belgium, though a town in France is named so.
        """
        if place.latitude is None:
            return None
        matches = find_matches(fold_name(name))
        known = next((each.population for each in matches if each.place == place), 0)
        for country in self.countries:
            exact = find_known(qualified := f"{name}, {country}")
            is_city = exact is not None and exact.latitude is not None
            if exact and is_city and _count_people(name, country) > known:
                return qualified, exact
        return None

    def _find_region_of_name(self, name: str) -> Place | None:
        """Return a country or state; not a state that shares its name with a larger city."""
        region = find_region(name)
        if region is None or is_country(name) or not region.country:
            return region
        is_spoken_of = get_region(region.country).name in self.countries
        return region if is_spoken_of or self.find_shared(name) is None else None

    def find_shared(self, name: str) -> tuple[str, Place] | None:
        """Return a city whose name several bear, with the clock that they share, if they do."""
        key = fold_name(name)
        if len(name) < _LEAST_COUNTRY or is_country(name):
            return None
        for country in self.countries:
            matches = find_matches_within(key, [fold_name(country)])
            matches = [each for each in matches if not each.is_region]
            zones = {each.place.timezone for each in matches}
            if len(matches) > 1 and len(zones) == 1:
                return f"{name}, {country}", Place(name, zones.pop(), matches[0].place.country)
        largest = next((each for each in find_matches(key) if not each.is_region), None)
        is_known = largest is not None and largest.population >= _LEAST_PEOPLE
        return (name, Place(name, "")) if is_known else None


@lru_cache(maxsize=2048)
def find_known(name: str) -> Place | None:
    """Return the place that a name alone means; None if it may be several, or is none."""
    return find_place(name)


def _count_people(name: str, country: str) -> int:
    """Return how many people live in the largest city of a name in a country or state."""
    matches = find_matches_within(fold_name(name), [fold_name(country)])
    return max((each.population for each in matches), default=0)


def _choose_largest(found: Mapping[Place, tuple[str, int]]) -> tuple[str, Place] | None:
    """Return the city of several in which by far the most people live; None if there is none."""
    ordered = sorted(found.items(), key=lambda each: -each[1][1])
    (place, (qualified, people)), *others = ordered
    is_clear = all(count * CLEAR_POPULATION_RATIO <= people for _, (_, count) in others)
    return (qualified, place) if is_clear else None


def find_end_of_name(text: str, start: int, end: int) -> int:
    """Return where the longest name ends, with small words in it: "Dar es Salaam"."""
    longer = _LONG_NAME.match(text, start)
    words = longer[0].split(" ") if longer else []
    for count in range(len(words), 2, -1):
        name = " ".join(words[:count])
        is_longer = start + len(name) > end and words[count - 1][0].isupper()
        if is_longer and find_known(name) is not None:
            return start + len(name)
    return end


def find_in_region_behind(text: str, end: int, name: str) -> tuple[str, Place] | None:
    """Return a city that several share, in the state or country behind it: "Halifax, Nova Scotia".

    A city behind it is the next of a list, and so is what stands behind a country.
    """
    behind = REGION_BEHIND.match(text, end)
    if behind is None or find_known(name) is not None or is_country(name):
        return None
    beside = find_known(behind["region"])
    place = find_known(qualified := f"{name}, {behind['region']}")
    is_list = beside is not None and beside.latitude is not None
    return (qualified, place) if place and place.latitude is not None and not is_list else None


def is_country(name: str) -> bool:
    """Return whether a name is that of a country."""
    codes = find_region_codes(fold_name(name))
    return any("." not in each for each in codes)


def find_region(name: str) -> Place | None:
    """Return a country or state, also one of several time zones."""
    codes = find_region_codes(fold_name(name)) if len(name) >= _LEAST_COUNTRY else ()
    return (
        Place(get_region(codes[0]).name, "", codes[0].partition(".")[0])
        if len(codes) == 1
        else None
    )


def _iterate_countries(text: str) -> Iterator[str]:
    for run in RUN.finditer(text):
        if find_region(run[0]) is not None:
            yield run[0]
        elif pair := find_pair(text, run.start(), run.end()):
            yield pair


def find_pair(text: str, start: int, end: int) -> str:
    """Return the name of a country of two names, "Trinidad and Tobago"; "" if there is none."""
    behind = _SECOND_NAME.match(text, end)
    name = text[start : behind.end()] if behind else ""
    return name if name and find_region(name) else ""


def _iterate_countries_of_cities(text: str) -> Iterator[str]:
    """Yield the countries of the cities that no other city shares its name with."""
    for run in RUN.finditer(text):
        place = find_known(run[0]) if len(run[0]) >= _LEAST_COUNTRY else None
        if place is not None and place.latitude is not None and place.country:
            yield get_region(place.country).name
