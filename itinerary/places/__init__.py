"""A place's name in; the place with its time zone, country and coordinates out, and a sentence that says how it was chosen.

No network and no clock: `places.tsv` holds the cities of GeoNames sorted by folded name, and is searched where it lies on the disk,
so that a look-up costs well under a millisecond and next to no memory. `python -m itinerary.places` writes that file anew.
The data are from GeoNames (https://www.geonames.org), licence CC BY 4.0; countries' names also from Unicode CLDR.
"""

from __future__ import annotations

from functools import lru_cache

from itinerary.places.choice import known_within, meant_of, reason
from itinerary.places.index import Place, codes_of
from itinerary.places.refusals import ambiguous, not_found, several_zones, unknown_region
from itinerary.places.spelling import fold, keys

__all__ = ["Place", "fold", "locate"]


@lru_cache(maxsize=1024)
def locate(name: str) -> tuple[Place, str]:
    """The one place that a name means, and how it was chosen; PlaceError when there is none or when it may be several.

    >>> locate("Quito")[0]
    Place(name='Quito', timezone='America/Guayaquil', country='EC', latitude=-0.23, longitude=-78.52, address='')
    >>> print(locate("Londres, Reino Unido")[1])
    Londres, Reino Unido: London in United Kingdom (England), population 8,961,989
    """
    key, *qualifiers = keys(name)
    for qualifier in qualifiers:
        if not codes_of(qualifier):
            raise unknown_region(name, key, qualifier)
    found = known_within(key, qualifiers)
    if not found:
        raise not_found(name, key, qualifiers)
    meant = meant_of(found)
    if not meant:
        raise ambiguous(name, found)
    if not meant.place.timezone:
        raise several_zones(name, meant, found)
    return meant.place, f"{name.strip()}: {reason(meant, found)}"
