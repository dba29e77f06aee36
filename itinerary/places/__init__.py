"""From the name of a place to its time zone, country and coordinates, and how it was chosen.

There is no network and no clock: `places.tsv` has the cities of GeoNames sorted by folded name, and
is searched on the disk, so that a look-up takes well under a millisecond and next to no memory.
`python -m itinerary.places` writes that file anew. The data are from GeoNames
(https://www.geonames.org), licence CC BY 4.0; names of countries also from Unicode CLDR.
"""

from __future__ import annotations

from functools import lru_cache

from itinerary.diagnostics import PlaceError
from itinerary.places.airports import find_airport
from itinerary.places.coordinates import find_zone_at, find_zones_at
from itinerary.places.disambiguation import choose_match, explain_choice, find_matches_within
from itinerary.places.errors import (
    create_ambiguity_error,
    create_not_found_error,
    create_several_zones_error,
    create_unknown_region_error,
)
from itinerary.places.index import Place, find_region_codes
from itinerary.places.spelling import fold_name, parse_name_keys
from itinerary.places.surroundings import (
    CITY_KILOMETRES,
    find_near_namesake,
    iterate_tails,
    locate_within,
    measure_distance,
    names_city,
    serves_city,
)

__all__ = [
    "CITY_KILOMETRES",
    "Place",
    "find_near_namesake",
    "find_place",
    "find_zone_at",
    "find_zones_at",
    "fold_name",
    "locate_place",
    "locate_venue",
    "locate_within",
    "measure_distance",
    "names_city",
    "serves_city",
]


@lru_cache(maxsize=1024)
def locate_place(name: str) -> tuple[Place, str]:
    """Return the place that a name means, and a sentence that says how it was chosen.

    The name may be in several languages, and qualified by country or state after commas. Of places
    of one name that which is at least ten times as populous as the next is meant. A country or
    state alone is a place if its cities share one time zone; it has no coordinates.

    Raises:
        PlaceError: No place is known by the name, it may be several, or it has several time zones.

    >>> quito, _ = locate_place("Quito")
    >>> quito.timezone, quito.country, quito.latitude, quito.longitude
    ('America/Guayaquil', 'EC', -0.23, -78.52)
    >>> print(locate_place("Londres, Reino Unido")[1])
    Londres, Reino Unido: London in United Kingdom (England), population 8,961,989
    """
    key, *qualifiers = parse_name_keys(name)
    for qualifier in qualifiers:
        if not find_region_codes(qualifier):
            raise create_unknown_region_error(name, key, qualifier)
    matches = find_matches_within(key, qualifiers)
    if not matches:
        raise create_not_found_error(name, key, qualifiers)
    chosen = choose_match(matches)
    if not chosen:
        raise create_ambiguity_error(name, matches)
    if not chosen.place.timezone:
        raise create_several_zones_error(name, chosen, matches)
    return chosen.place, f"{name.strip()}: {explain_choice(chosen, matches)}"


def locate_venue(name: str) -> Place:
    """Return the place that a name means: a city, an airport, or a venue followed by its city.

    A venue has no coordinates.

    Raises:
        PlaceError: No place is known by the name, it may be several, or it has several time zones.

    >>> locate_venue("Konzerthaus, Vienna").timezone
    'Europe/Vienna'
    """
    if airport := find_airport(name):
        return airport
    try:
        return locate_place(name)[0]
    except PlaceError:
        for tail in list(iterate_tails(name))[1:]:
            city = find_place(tail)
            if city and city.latitude is not None:
                return Place(name, city.timezone, city.country)
        raise


def find_place(name: str) -> Place | None:
    """Return the place that a name means; None where `locate_place` has an error, at less cost.

    >>> find_place("Quito").timezone, find_place("Sala Norte")
    ('America/Guayaquil', None)
    """
    try:
        key, *qualifiers = parse_name_keys(name)
    except PlaceError:
        return None
    chosen = choose_match(find_matches_within(key, qualifiers))
    return chosen.place if chosen and chosen.place.timezone else None
