"""A place's name in; the place with its time zone, country and coordinates out, and a sentence that says how it was chosen.

No network and no clock: `places.tsv` holds the cities of GeoNames sorted by folded name, and is searched where it lies on the disk,
so that a look-up costs well under a millisecond and next to no memory. `python -m itinerary.places` writes that file anew.
The data are from GeoNames (https://www.geonames.org), licence CC BY 4.0; countries' names also from Unicode CLDR.
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
    """The one place that a name means, and how it was chosen; PlaceError when there is none or when it may be several.

    >>> locate_place("Quito")[0]
    Place(name='Quito', timezone='America/Guayaquil', country='EC', latitude=-0.23, longitude=-78.52, address='')
    >>> print(locate_place("Londres, Reino Unido")[1])
    Londres, Reino Unido: London in United Kingdom (England), population 8,961,989
    """
    key, *qualifiers = parse_name_keys(name)
    for qualifier in qualifiers:
        if not find_region_codes(qualifier):
            raise create_unknown_region_error(name, key, qualifier)
    found = find_matches_within(key, qualifiers)
    if not found:
        raise create_not_found_error(name, key, qualifiers)
    meant = choose_match(found)
    if not meant:
        raise create_ambiguity_error(name, found)
    if not meant.place.timezone:
        raise create_several_zones_error(name, meant, found)
    return meant.place, f"{name.strip()}: {explain_choice(meant, found)}"
