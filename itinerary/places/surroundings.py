"""From the name of an event's place, and the place around it, to what that name means there.

In Lima "Quito" is another city, "Teatro Segura" a venue, and "Konzerthaus, Vienna" a venue in
another city. What may be either, with clocks that differ, is an error that says how to write each.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from itinerary.dates.zones import share_clock
from itinerary.diagnostics import PlaceError
from itinerary.places.airports import AIRPORT_WORDS, find_airport, is_airport_code
from itinerary.places.disambiguation import (
    choose_match,
    find_matches,
    find_matches_within,
    is_rival,
)
from itinerary.places.errors import (
    create_ambiguity_error,
    create_several_zones_error,
    create_venue_or_airport_error,
    create_venue_or_city_error,
)
from itinerary.places.index import Place, PlaceMatch, find_region_codes
from itinerary.places.spelling import fold_name, parse_name_keys
from itinerary.places.venue_words import is_kind_of_venue, split_words

# What has fewer inhabitants may as well be a venue of the same name.
MIN_POPULATION_OF_CITY = 100_000
# A namesake as near as that may be meant rather than a larger one that is farther away.
NEAR_KILOMETRES = 1000
DAY_TRIP_KILOMETRES = 300
CITY_KILOMETRES = 80  # within which a city, its suburbs and its airports lie
NEXT_DOOR_KILOMETRES = 100
_EARTH_RADIUS = 6371  # kilometres
_MAX_ABBREVIATION = 4  # letters
_MAX_CODE = 3  # letters of the code of a country or state


@lru_cache(maxsize=1024)
def locate_within(name: str, around: Place) -> Place:
    """Return where a name leads that stands in a city: with the clock that goes there.

    It is the city itself, a venue in it, another city, or a venue in another city, whose name
    follows after a comma. A venue has no coordinates.

    Args:
        name: The name of an event's place.
        around: The city around it, or a time zone without a name.

    Raises:
        PlaceError: It may be several of these, and their clocks differ.

    >>> paris = Place("Paris", "Europe/Paris", "FR", 48.85, 2.35)
    >>> locate_within("Grand Palais", paris).timezone
    'Europe/Paris'
    >>> locate_within("Konzerthaus, Vienna", paris).timezone
    'Europe/Vienna'
    """
    own_keys = _list_keys_of_around(around)
    for tail in iterate_tails(name):
        keys = parse_name_keys(tail)
        if keys in own_keys:
            return around if tail == name.strip() else _build_venue(name, around)
        if airport := find_airport(tail):
            _require_airport(tail, airport, around)
            return airport if tail == name.strip() else _build_venue(name, airport)
        if found := _find_another_city(tail, keys, around):
            if tail == name.strip():
                return found
            if found.latitude is None or fold_name(found.name) != keys[0]:
                _refuse_city_elsewhere(name, around)
            return _build_venue(name, found)
    _refuse_city_elsewhere(name, around)
    return _build_venue(name, around)


def serves_city(airport: Place, city: Place) -> bool:
    """Return whether an airport lies so near to a city that one lands there to go to it.

    >>> airport, city = Place("UIO", "", "", -0.13, -78.36), Place("Quito", "", "", -0.23, -78.52)
    >>> serves_city(airport, city)
    True
    """
    distance = measure_distance(airport, city)
    return distance is not None and distance <= CITY_KILOMETRES


def names_city(venue: str, around: Place) -> bool:
    """Return whether a city follows after a comma in the name of a venue.

    >>> lima = Place("Lima", "America/Lima", "PE", -12.04, -77.03)
    >>> names_city("Teatro Colón, Bogotá", lima), names_city("Teatro Segura, Sala 2", lima)
    (True, False)
    """
    try:
        tails = [locate_within(tail, around) for tail in iterate_tails(venue.partition(",")[2])]
    except PlaceError:  # it may be one
        return True
    return any(tail.latitude is not None for tail in tails)


def _require_airport(name: str, airport: Place, around: Place) -> None:
    """Raise an error for a code that may be a venue as well: "BBC" is no airport in London."""
    is_elsewhere = not share_clock(airport.timezone, around.timezone)
    if is_airport_code(name) and is_elsewhere and not is_next_door(airport, around):
        raise create_venue_or_airport_error(name, airport, around)


def _refuse_city_elsewhere(name: str, around: Place) -> None:
    """Raise an error for a city that is followed by a region which is unknown or not its own.

    "Medellín, Antioquia" is no venue in Antioch.
    """
    first, comma, _ = name.partition(",")
    matches = find_matches(parse_name_keys(first)[0]) if comma else ()
    chosen = choose_match(matches)
    if chosen and not _may_be_venue(chosen) and not _shares_clock(chosen, around):
        raise create_venue_or_city_error(first, [chosen], around)


def iterate_tails(name: str) -> Iterator[str]:
    """Yield a name, then what follows after each of its commas."""
    rest = name.strip()
    while rest:
        yield rest
        rest = rest.partition(",")[2].strip()


def _list_keys_of_around(around: Place) -> list[list[str]]:
    """Return the keys of a place's name, with and without its country or state."""
    keys = parse_name_keys(around.name) if around.name else []
    return [keys, keys[:1]] if keys else []


def _build_venue(name: str, city: Place) -> Place:
    return Place(name, city.timezone, city.country)


def _find_another_city(tail: str, keys: Sequence[str], around: Place) -> Place | None:
    """Return the place that a name leads to other than to a venue; None if it is one."""
    key, *qualifiers = keys
    if not all(find_region_codes(qualifier) for qualifier in qualifiers):
        return None
    if not qualifiers:
        matches = [match for match in find_matches(key) if _is_likely(match, tail)]
        return _weigh_bare_name(tail, matches, around)
    matches = find_matches_within(key, qualifiers)
    chosen = choose_match(matches)
    if matches and not chosen:
        raise create_ambiguity_error(tail, matches)
    return _require_one_zone(tail, chosen, matches, around) if chosen else None


def _is_likely(match: PlaceMatch, name: str) -> bool:
    """Return whether a name without a country may mean a match, in any place.

    "Dom" is no code of a country, "UN" no small town in India. "Cathedral" is none in Canada, and
    "White House" not Casablanca: only of a large city, as it is spelt, is that the name.
    """
    if match.is_region:
        return len(name) > _MAX_CODE or name.isupper()
    if is_kind_of_venue(name) and not (
        match.population >= MIN_POPULATION_OF_CITY
        and split_words(name) == split_words(match.place.name)
    ):
        return False
    if match.population >= MIN_POPULATION_OF_CITY:
        return True
    is_abbreviation = name.isupper() and len(name) <= _MAX_ABBREVIATION
    return match.is_primary_name and not is_abbreviation and fold_name(name) not in AIRPORT_WORDS


def _weigh_bare_name(name: str, matches: Sequence[PlaceMatch], around: Place) -> Place | None:
    """Return the city or country that a name without a country means; None for a venue."""
    chosen = choose_match(matches) or _choose_near_compatriot(matches, around)
    if chosen is None:
        possible = matches
    elif chosen.is_region and chosen.region.code == around.country:
        return None
    else:
        possible = [chosen, *(each for each in matches if _is_nearer(each, chosen, around))]
        if len(possible) == 1 and not _may_be_venue(chosen):
            return _require_one_zone(name, chosen, matches, around)
    if all(_shares_clock(match, around) for match in possible):
        return None
    raise create_venue_or_city_error(name, possible, around)


def _choose_near_compatriot(matches: Iterable[PlaceMatch], around: Place) -> PlaceMatch | None:
    """Return the one that is meant among those of the same country, if it is near, else None.

    In Buenos Aires, "Córdoba" is not the one in Spain.
    """
    here = [match for match in matches if match.place.country == around.country]
    chosen = choose_match(here)
    near = chosen and (measure_distance(chosen.place, around) or math.inf) < NEAR_KILOMETRES
    return chosen if near else None


def _is_nearer(match: PlaceMatch, chosen: PlaceMatch, around: Place) -> bool:
    """Return whether a namesake is near, and nearer than what its size makes the one meant.

    What that dwarfs has to be so near that one would go there for a day, or a city of the country:
    in New York, "London" is neither that in Ohio nor that in Ontario, but in Montréal it may be.
    """
    distance = measure_distance(match.place, around)
    if match == chosen or not distance:
        return False
    farthest = measure_distance(chosen.place, around)
    is_nearer = farthest is None or distance < farthest
    if not chosen.is_primary_name:
        return is_nearer
    is_compatriot = match.place.country == around.country and not _may_be_venue(match)
    is_weighty = is_compatriot or is_rival(match, chosen)
    return is_nearer and distance < (NEAR_KILOMETRES if is_weighty else DAY_TRIP_KILOMETRES)


def _shares_clock(match: PlaceMatch, around: Place) -> bool:
    zones = match.region.zones if match.is_region else (match.place.timezone,)
    return all(share_clock(zone, around.timezone) for zone in zones)


def _may_be_venue(match: PlaceMatch) -> bool:
    """Return whether a venue may well bear the name, as that of a small town or of a state."""
    if match.is_region:
        return match.region != match.region.country
    return match.population < MIN_POPULATION_OF_CITY


def _require_one_zone(
    name: str, chosen: PlaceMatch, matches: Sequence[PlaceMatch], around: Place
) -> Place | None:
    """Return a match as a place; None for a country of several time zones, if one is around."""
    if chosen.place.timezone:
        return chosen.place
    if chosen.place.country == around.country or not around.name:
        return None
    raise create_several_zones_error(name, chosen, matches)


def find_near_namesake(name: str, found: Place, others: Iterable[Place]) -> str:
    """Return what else a name may mean: a place next door to others, by another clock; else "".

    Beside Kitchener, "London" may be the city in Ontario.

    Args:
        name: A name without a country.
        found: Its usual meaning.
        others: What else is visited.

    >>> london = Place("London", "Europe/London", "GB", 51.51, -0.13)
    >>> kitchener = Place("Kitchener", "America/Toronto", "CA", 43.43, -80.51)
    >>> find_near_namesake("London", london, [kitchener])
    'London, Ontario, Canada'
    """
    namesakes = [
        match
        for match in find_matches(parse_name_keys(name)[0])
        if match.is_primary_name
        and not (match.is_region or _may_be_venue(match))
        and not share_clock(match.place.timezone, found.timezone)
    ]
    visited = tuple(others) if namesakes else ()
    if any(is_next_door(found, other) for other in visited):
        return ""
    near = (each for each in namesakes if any(is_next_door(each.place, one) for one in visited))
    return next((each.full_name for each in near), "")


def is_next_door(one: Place, other: Place) -> bool:
    """Return whether two places are known to be within an hour's drive of each other."""
    distance = measure_distance(one, other)
    return distance is not None and distance <= NEXT_DOOR_KILOMETRES


def measure_distance(one: Place, other: Place) -> float | None:
    """Return the kilometres between two places; None where one has no coordinates.

    >>> quito, bogota = Place("Quito", "", "", -0.23, -78.52), Place("Bogotá", "", "", 4.61, -74.08)
    >>> round(measure_distance(quito, bogota))
    730
    """
    if None in (one.latitude, one.longitude, other.latitude, other.longitude):
        return None
    (north, east), (north_of_other, east_of_other) = (
        (math.radians(place.latitude or 0), math.radians(place.longitude or 0))
        for place in (one, other)
    )
    haversine = (
        math.sin((north - north_of_other) / 2) ** 2
        + math.cos(north) * math.cos(north_of_other) * math.sin((east - east_of_other) / 2) ** 2
    )
    return 2 * _EARTH_RADIUS * math.asin(math.sqrt(min(haversine, 1)))
