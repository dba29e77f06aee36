"""From the name of a place to its time zone, country and coordinates, and how it was chosen.

There is no network and no clock: `places.tsv` has the cities of GeoNames sorted by folded name, and
is searched on the disk, so that a look-up takes well under a millisecond and next to no memory.
`python -m itinerary.places` writes that file anew. The data are from GeoNames
(https://www.geonames.org), licence CC BY 4.0; names of countries also from Unicode CLDR.
"""

from __future__ import annotations

from functools import lru_cache

from itinerary.places.disambiguation import choose_match, explain_choice, find_matches_within
from itinerary.places.errors import (
    create_ambiguity_error,
    create_not_found_error,
    create_several_zones_error,
    create_unknown_region_error,
)
from itinerary.places.index import Place, find_region_codes
from itinerary.places.spelling import fold_name, parse_name_keys

__all__ = ["Place", "fold_name", "locate_place"]


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
