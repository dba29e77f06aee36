"""A place of a calendar in; its time zone, as far as it is known, out."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from itinerary.calendars.importing.event_times import normalize_zone_name
from itinerary.diagnostics import PlaceError
from itinerary.places import Place, find_zone_at, locate_within


def find_place_zone(place: Mapping[str, Any], timezone: str) -> str:
    """Return the zone of a place other than UTC: by its coordinates, else by its name; else "".

    Args:
        place: The fields of the place.
        timezone: The zone around it; "" if there is none.
    """
    if "latitude" in place:
        return normalize_zone_name(find_zone_at(place["latitude"], place["longitude"]))
    if "name" not in place:
        return ""
    with suppress(PlaceError):
        around = Place("", timezone or "UTC")
        return normalize_zone_name(locate_within(place["name"], around).timezone)
    return ""
