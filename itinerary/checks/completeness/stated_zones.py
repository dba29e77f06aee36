"""Cities whose stated time zone shows another time than their own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from itinerary.checks.registry import register_check
from itinerary.checks.trip import Trip
from itinerary.codes import Code
from itinerary.dates.arithmetic import widen_to_days
from itinerary.dates.expressions import to_datetime
from itinerary.dates.interval import drop_time_zones
from itinerary.dates.zones import load_zone
from itinerary.diagnostics import Diagnostic, Remedy, Replacement, shorten_text
from itinerary.document import Document, Leg, PlaceDetails
from itinerary.places import Place, find_place
from itinerary.timeline import Entry

_NOON = timedelta(hours=12)


@register_check(Code.OTHER_ZONE)
def check_stated_zones(trip: Trip) -> Iterator[Diagnostic]:
    """Find cities, of the trip or of a leg, whose stated zone is off at that time."""
    for entry in trip.timeline.select_entries("trip", "leg"):
        item = entry.item
        if not isinstance(item, Document | Leg) or item.place is None or entry.zone is None:
            continue
        city = _find_indexed_city(item.place)
        if city and _has_other_offset(entry, entry.zone, city, trip):
            name = shorten_text(city.name)
            message = f"{name} has the time zone {city.timezone}, but {entry.zone.key} is stated"
            hint = Remedy(
                f"leave the zone out, write {city.timezone},"
                f" or say which {name} is meant, with its country",
                [Replacement(entry.zone.key, city.timezone)] if city.timezone else (),
            )
            stated = trip.document.timezone if isinstance(item, Document) else item.timezone
            path = (*entry.path, "timezone" if stated else "place")
            yield trip.create_warning(path, Code.OTHER_ZONE, message, hint)


def _find_indexed_city(details: PlaceDetails) -> Place | None:
    """Return the city of a name; None where the index has none, or one in another country."""
    found = find_place(details.name)
    is_elsewhere = found and details.country and found.country != details.country
    return None if is_elsewhere else found


def _has_other_offset(entry: Entry, stated: ZoneInfo, city: Place, trip: Trip) -> bool:
    """Whether two zones show different times while an entry lasts, else while the trip does."""
    own = load_zone(city.timezone)
    return any(
        moment.replace(tzinfo=stated).utcoffset() != moment.replace(tzinfo=own).utcoffset()
        for moment in _list_moments(entry, trip)
    )


def _list_moments(entry: Entry, trip: Trip) -> list[datetime]:
    """List noon of the first and the last day of an entry, else of the trip."""
    around = trip.intervals[entry.id] or trip.days
    if around is None:
        return []
    days = widen_to_days(drop_time_zones(around))
    return [to_datetime(day) + _NOON for day in (days.first, days.last) if day]
