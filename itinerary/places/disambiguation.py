"""Which of the places that share a name is meant, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from itinerary.places.index import (
    PlaceMatch,
    build_city_match,
    build_region_match,
    find_region_codes,
    find_rows,
    get_region,
)
from itinerary.places.spelling import fold_name

# How many times as populous as the next of its name a place must be to be meant without saying so.
CLEAR_POPULATION_RATIO = 10
# The part of a country's people that a city of its name has at least, if the name means the city:
# Luxembourg has an eighth.
LEAST_SHARE_OF_COUNTRY = 20
_MAX_CODE = 2  # letters of a country's code, such as AU


@lru_cache(maxsize=1024)
def find_matches(key: str) -> tuple[PlaceMatch, ...]:
    """Return all that bears a folded name, the most populous first."""
    cities = [build_city_match(key, *row) for row in find_rows(key)]
    # "Au" is a town before it is a code for Australia.
    is_code_of_city = len(key) <= _MAX_CODE and bool(cities)
    codes = () if is_code_of_city else find_region_codes(key)
    regions = [build_region_match(key, get_region(code)) for code in codes]
    known = cities + [region for region in regions if not _is_overshadowed(region, cities)]
    return tuple(sorted(known, key=lambda match: -match.population))


def _is_overshadowed(whole: PlaceMatch, cities: Iterable[PlaceMatch]) -> bool:
    """Return whether a region's name rather means a city.

    It does if its namesake lies in it (Singapore), or if the city compares with a state in
    population (Washington).
    """
    return any(_is_namesake(city, whole) or _is_rival_of_state(city, whole) for city in cities)


def _is_namesake(city: PlaceMatch, whole: PlaceMatch) -> bool:
    is_country = whole.region == whole.region.country
    if is_country and city.population * LEAST_SHARE_OF_COUNTRY < whole.population:
        return False  # Mozambique has a town of its name
    return city.is_in_regions([whole.region.code]) and (
        city.is_primary_name or fold_name(city.place.name) == fold_name(whole.place.name)
    )


def _is_rival_of_state(city: PlaceMatch, whole: PlaceMatch) -> bool:
    country = whole.region.country
    return whole.region != country and city.is_in_regions([country.code]) and is_rival(city, whole)


def is_rival(one: PlaceMatch, other: PlaceMatch) -> bool:
    """Return whether one is populous enough that the other is not clearly the one meant."""
    return (one.population or 1) * CLEAR_POPULATION_RATIO > other.population


def find_matches_within(key: str, qualifiers: Iterable[str]) -> list[PlaceMatch]:
    """Return all that bears a name and lies within every qualifier, the most populous first."""
    return [match for match in find_matches(key) if is_within(match, qualifiers)]


def is_within(match: PlaceMatch, qualifiers: Iterable[str]) -> bool:
    """Return whether a match lies within each qualifier, by any country or state of that name."""
    return all(match.is_in_regions(find_region_codes(qualifier)) for qualifier in qualifiers)


def list_rivals(matches: Sequence[PlaceMatch]) -> Sequence[PlaceMatch]:
    """Return those of the matches between which population decides.

    The own name of a place counts over the second name of another, unless that is far larger.
    """
    own = [match for match in matches if match.is_primary_name]
    return own if own and is_rival(own[0], matches[0]) else matches


def choose_match(matches: Sequence[PlaceMatch]) -> PlaceMatch | None:
    """Return the match that is meant by the name of them all; None if it may be several."""
    if not matches:
        return None
    chosen, *others = list_rivals(matches)
    return None if others and is_rival(others[0], chosen) else chosen


def explain_choice(chosen: PlaceMatch, matches: Sequence[PlaceMatch]) -> str:
    """Return why a match is the one that is meant, and not another of its name."""
    if chosen.is_region:
        return f"no city is given; those of {chosen.full_name} share one time zone"
    label = chosen.region_label
    which = f"the one in {label}" if chosen.is_primary_name else f"{chosen.place.name} in {label}"
    if others := list_rivals(matches)[1:]:
        name = others[0].full_name
        next_name = name if name != chosen.full_name else "the next there"
        return f"{which} is meant, over ten times as populous as {next_name}"
    if others := [match for match in matches if match != chosen and is_rival(match, chosen)]:
        return f"{which} is meant; for {others[0].full_name} it is a second name"
    population = f"{chosen.population:,}" if chosen.population else "unknown"
    return f"{which.removeprefix('the one ')}, population {population}"
