"""All that bears a name in; the one that is meant, and why, out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from itinerary.places.index import Found, city_of, codes_of, region_of, rows, whole_of
from itinerary.places.spelling import fold

CLEARLY = 10  # times as populous as the next of its name: then a place is meant without saying more


def known_as(key: str) -> list[Found]:
    """All that bears a name, the most populous first."""
    cities = [city_of(key, *row) for row in rows(key)]
    codes = (
        codes_of(key) if len(key) > 2 or not cities else ()
    )  # "Au" is a town, before it is a code for Australia
    regions = [whole_of(key, region_of(code)) for code in codes]
    known = cities + [one for one in regions if not _overshadowed(one, cities)]
    return sorted(known, key=lambda one: -one.population)


def _overshadowed(whole: Found, cities: Iterable[Found]) -> bool:
    """Whether a region's name rather means a city: its namesake in it (Singapore), or one that compares with a state (Washington)."""
    return any(_is_namesake(city, whole) or _rivals_state(city, whole) for city in cities)


def _is_namesake(city: Found, whole: Found) -> bool:
    return city.lies_in([whole.region.code]) and (
        city.own or fold(city.place.name) == fold(whole.place.name)
    )


def _rivals_state(city: Found, whole: Found) -> bool:
    country = whole.region.country
    return whole.region != country and city.lies_in([country.code]) and compares(city, whole)


def compares(one: Found, other: Found) -> bool:
    """Whether one is populous enough that the other is not clearly the one meant."""
    return (one.population or 1) * CLEARLY > other.population


def known_within(key: str, qualifiers: Iterable[str]) -> list[Found]:
    """All that bears a name and lies within every qualifier, the most populous first."""
    return [one for one in known_as(key) if is_within(one, qualifiers)]


def is_within(one: Found, qualifiers: Iterable[str]) -> bool:
    """Whether something lies within each qualifier, by any country or state of that name."""
    return all(one.lies_in(codes_of(qualifier)) for qualifier in qualifiers)


def rivals_of(found: Sequence[Found]) -> Sequence[Found]:
    """Those that population decides between: a place's own name goes before another's second one, unless that is far larger."""
    own = [one for one in found if one.own]
    return own if own and compares(own[0], found[0]) else found


def meant_of(found: Sequence[Found]) -> Found | None:
    """The one that is meant by the name of them all; None if it may be several."""
    if not found:
        return None
    meant, *others = rivals_of(found)
    return None if others and compares(others[0], meant) else meant


def reason(meant: Found, found: Sequence[Found]) -> str:
    """Why it is the one that is meant, beside all others of its name."""
    if meant.whole:
        return f"no city is given; those of {meant.text} share one time zone"
    which = f"the one in {meant.where}" if meant.own else f"{meant.place.name} in {meant.where}"
    if others := rivals_of(found)[1:]:
        next_one = others[0].text if others[0].text != meant.text else "the next there"
        return f"{which} is meant, over ten times as populous as {next_one}"
    if others := [one for one in found if one != meant and compares(one, meant)]:
        return f"{which} is meant; for {others[0].text} it is a second name"
    return f"{which.removeprefix('the one ')}, population {f'{meant.population:,}' if meant.population else 'unknown'}"
