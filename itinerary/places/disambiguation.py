"""All that bears a name in; the one that is meant, and why, out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from itinerary.places.index import (
    PlaceMatch,
    build_city_match,
    build_region_match,
    find_region_codes,
    find_rows,
    get_region,
)
from itinerary.places.spelling import fold_name

CLEAR_POPULATION_RATIO = (
    10  # times as populous as the next of its name: then a place is meant without saying more
)


def find_matches(key: str) -> list[PlaceMatch]:
    """All that bears a name, the most populous first."""
    cities = [build_city_match(key, *row) for row in find_rows(key)]
    codes = (
        find_region_codes(key) if len(key) > 2 or not cities else ()
    )  # "Au" is a town, before it is a code for Australia
    regions = [build_region_match(key, get_region(code)) for code in codes]
    known = cities + [one for one in regions if not _is_overshadowed(one, cities)]
    return sorted(known, key=lambda one: -one.population)


def _is_overshadowed(whole: PlaceMatch, cities: Iterable[PlaceMatch]) -> bool:
    """Whether a region's name rather means a city: its namesake in it (Singapore), or one that compares with a state (Washington)."""
    return any(_is_namesake(city, whole) or _is_rival_of_state(city, whole) for city in cities)


def _is_namesake(city: PlaceMatch, whole: PlaceMatch) -> bool:
    return city.is_in_regions([whole.region.code]) and (
        city.is_primary_name or fold_name(city.place.name) == fold_name(whole.place.name)
    )


def _is_rival_of_state(city: PlaceMatch, whole: PlaceMatch) -> bool:
    country = whole.region.country
    return whole.region != country and city.is_in_regions([country.code]) and is_rival(city, whole)


def is_rival(one: PlaceMatch, other: PlaceMatch) -> bool:
    """Whether one is populous enough that the other is not clearly the one meant."""
    return (one.population or 1) * CLEAR_POPULATION_RATIO > other.population


def find_matches_within(key: str, qualifiers: Iterable[str]) -> list[PlaceMatch]:
    """All that bears a name and lies within every qualifier, the most populous first."""
    return [one for one in find_matches(key) if is_within(one, qualifiers)]


def is_within(one: PlaceMatch, qualifiers: Iterable[str]) -> bool:
    """Whether something lies within each qualifier, by any country or state of that name."""
    return all(one.is_in_regions(find_region_codes(qualifier)) for qualifier in qualifiers)


def list_rivals(found: Sequence[PlaceMatch]) -> Sequence[PlaceMatch]:
    """Those that population decides between: a place's own name goes before another's second one, unless that is far larger."""
    own = [one for one in found if one.is_primary_name]
    return own if own and is_rival(own[0], found[0]) else found


def choose_match(found: Sequence[PlaceMatch]) -> PlaceMatch | None:
    """The one that is meant by the name of them all; None if it may be several."""
    if not found:
        return None
    meant, *others = list_rivals(found)
    return None if others and is_rival(others[0], meant) else meant


def explain_choice(meant: PlaceMatch, found: Sequence[PlaceMatch]) -> str:
    """Why it is the one that is meant, beside all others of its name."""
    if meant.is_region:
        return f"no city is given; those of {meant.full_name} share one time zone"
    which = (
        f"the one in {meant.region_label}"
        if meant.is_primary_name
        else f"{meant.place.name} in {meant.region_label}"
    )
    if others := list_rivals(found)[1:]:
        next_one = (
            others[0].full_name if others[0].full_name != meant.full_name else "the next there"
        )
        return f"{which} is meant, over ten times as populous as {next_one}"
    if others := [one for one in found if one != meant and is_rival(one, meant)]:
        return f"{which} is meant; for {others[0].full_name} it is a second name"
    return f"{which.removeprefix('the one ')}, population {f'{meant.population:,}' if meant.population else 'unknown'}"
