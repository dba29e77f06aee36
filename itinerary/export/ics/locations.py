"""An entry in; where its calendar event is out, as people and their phones find it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from math import isfinite

from icalendar import vGeo, vText, vUri

from itinerary.document import Event
from itinerary.export.ics.content_lines import build_text_value
from itinerary.places import Place, names_city
from itinerary.timeline import Entry, Timeline

TRIP = ""  # stands for the id of a leg where an entry has none
Cities = Mapping[str, Place]
LocationProperties = tuple[tuple[str, vText | vGeo | vUri], ...]


def collect_cities(timeline: Timeline) -> Cities:
    """Return where each leg is, by its id, and where the trip is, by `TRIP`."""
    entries = (*timeline.enclosing_legs, *timeline.select_entries("leg", "trip"))
    return {
        TRIP if each.section == "trip" else each.id: each.place
        for each in entries
        if each.place and each.place.name
    }


def find_shown_place(entry: Entry) -> Place | None:
    """Return where an event is shown: at its arrival if only that is known."""
    return entry.destination if lacks_start(entry) and entry.destination else entry.place


def lacks_start(entry: Entry) -> bool:
    """Return whether only the end of a movement or a stay is known."""
    if not isinstance(entry.item, Event) or not entry.item.spec.has_two_ends:
        return False
    start, end = (
        entry.find_dating(each) for each in (entry.item.spec.starts_at, entry.item.spec.ends_at)
    )
    return bool(end and end.intervals and not (start and start.intervals))


def format_location(entry: Entry, cities: Cities) -> str:
    """Return where an event is as one line: the venue, its address, its city."""
    place = find_shown_place(entry)
    return ", ".join(_list_parts(place, _find_city(entry, cities))) if place else ""


def build_location(entry: Entry, cities: Cities) -> LocationProperties:
    """Return LOCATION, GEO and Apple's own property, as far as there is something to say."""
    place = find_shown_place(entry)
    return _build_properties(place, _find_city(entry, cities)) if place else ()


def _find_city(entry: Entry, cities: Cities) -> str:
    """Return the city of a venue, which only the leg or the trip names; "" for a city itself."""
    item, place = entry.item, entry.place
    details = item.place if isinstance(item, Event) and entry.destination is None else None
    if details is None or place is None:
        return ""
    city = cities.get(entry.leg or TRIP)
    is_located = place.latitude is not None and details.latitude is None
    if city is None or city == place or is_located or city.timezone != place.timezone:
        return ""
    if names_city(place.name, city):
        return ""
    return city.name.partition(",")[0]


def _list_parts(place: Place, city: str) -> Iterator[str]:
    """Yield the name of a place, its address, and its city unless one of them names that."""
    named = [each for each in (place.name, place.address) if each]
    yield from named
    if city and city.casefold() not in ", ".join(named).casefold():
        yield city


@lru_cache(maxsize=1024)
def _build_properties(place: Place, city: str) -> LocationProperties:
    parts = list(_list_parts(place, city))
    # A time zone alone is a place without a name.
    location = (("LOCATION", build_text_value(", ".join(parts))),) if parts else ()
    latitude, longitude = place.latitude, place.longitude
    if latitude is None or longitude is None or not isfinite(latitude + longitude):
        return location
    degrees = _round_degrees(latitude), _round_degrees(longitude)
    return (
        *location,
        ("GEO", vGeo(degrees)),
        ("X-APPLE-STRUCTURED-LOCATION", _build_structured_location(degrees, parts)),
    )


def _build_structured_location(degrees: tuple[float, float], parts: list[str]) -> vUri:
    """Return what a phone of Apple draws on a map, where GEO alone is passed over."""
    value = vUri("geo:{},{}".format(*degrees))
    title, *address = map(_clean_parameter, parts or [""])
    value.params["VALUE"] = "URI"
    if address:
        value.params["X-ADDRESS"] = ", ".join(address)
    if title:
        value.params["X-TITLE"] = title
    return value


def _clean_parameter(text: str) -> str:
    """Return a text that a parameter can hold: in one line, without the quotes that would end it.

    Source: RFC 5545, section 3.2.
    """
    return " ".join(build_text_value(text).split()).replace('"', "'")


def _round_degrees(degrees: float) -> float:
    """Return degrees that Python writes without an exponent, which RFC 5545 does not know.

    It writes one below 0.0001: eleven metres from the equator count as on it.
    """
    return round(degrees, 6) if abs(degrees) >= 0.0001 else 0.0
