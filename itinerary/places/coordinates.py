"""Coordinates in; the time zone there out, by the borders of time zones that `tzfpy` has."""

from __future__ import annotations

from functools import lru_cache

from itinerary.dates.zones import list_zone_names, share_clock

# Borders are simplified, and coordinates rounded: a point as near as that may be beyond.
_BORDER_DEGREES = 0.01
_SHIFTS = ((0, 0), (0, 1), (0, -1), (1, 0), (-1, 0))


@lru_cache(maxsize=1024)
def find_zones_at(latitude: float, longitude: float) -> tuple[str, ...]:
    """Return the time zones that may be those at coordinates, one for each clock.

    There are several within a kilometre of a border, and none on the high seas, where ships keep
    clocks of their own.

    Args:
        latitude: In degrees, south negative.
        longitude: In degrees, west negative.

    >>> find_zones_at(-13.16, -72.54), find_zones_at(0, -30)
    (('America/Lima',), ())
    """
    found: list[str] = []
    for north, east in _SHIFTS:
        for zone in _list_zones(
            latitude + north * _BORDER_DEGREES, longitude + east * _BORDER_DEGREES
        ):
            if not any(share_clock(zone, other) for other in found):
                found.append(zone)
    return tuple(found)


def find_zone_at(latitude: float, longitude: float) -> str:
    """Return the time zone at coordinates, in degrees; "" where it is not certain.

    >>> find_zone_at(-33.86, 151.21), find_zone_at(0, -30)
    ('Australia/Sydney', '')
    """
    zones = find_zones_at(latitude, longitude)
    return zones[0] if len(zones) == 1 else ""


def _list_zones(latitude: float, longitude: float) -> list[str]:
    from tzfpy import get_tzs  # its data take a sixth of a second to load

    found = get_tzs((longitude + 180) % 360 - 180, max(-90, min(90, latitude)))
    return [zone for zone in found if zone in list_zone_names() and not zone.startswith("Etc/")]
