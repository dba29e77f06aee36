"""Two places in; whether they lie in one city out, by their names and coordinates."""

from __future__ import annotations

from itinerary.briefing.formatting import name_city
from itinerary.dates.zones import share_clock
from itinerary.places import CITY_KILOMETRES, Place, fold_name, measure_distance


def is_same_city(one: Place | None, other: Place | None) -> bool:
    """Return whether two places have one name, or the one's name is in that of the other.

    York is in New York by its name alone.
    """
    if one is None or other is None or _are_far_apart(one, other):
        return False
    names = [fold_name(name_city(each)) for each in (one, other)]
    return all(names) and (names[0] in names[1] or names[1] in names[0])


def is_other_city(one: Place, other: Place) -> bool:
    """Return whether two places are known to be far from each other."""
    if measure_distance(one, other) is None:
        zones = one.timezone, other.timezone
        return all(zones) and not share_clock(*zones)
    return _are_far_apart(one, other)


def _are_far_apart(one: Place, other: Place) -> bool:
    return (measure_distance(one, other) or 0) > CITY_KILOMETRES
