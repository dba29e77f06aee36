"""The places of a trip as GeoJSON (RFC 7946): a format of `itinerary` in a package of its own."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from itinerary.export import Format, FormatOptions
from itinerary.timeline import Entry, Timeline


@dataclass(frozen=True, kw_only=True)
class GeoJsonOptions(FormatOptions):
    """What a map shows.

    Attributes:
        with_background: whether the places of the background are on it, too.
    """

    with_background: bool = False


def render(timeline: Timeline, options: GeoJsonOptions) -> str:
    """Return a point for each leg and event whose place has coordinates; "" if none has."""
    features = [feature for each in select_entries(timeline, options) for feature in locate(each)]
    if not features:
        return ""
    collection = {"type": "FeatureCollection", "features": features}
    return json.dumps(collection, ensure_ascii=False, indent=1) + "\n"


def list_losses(timeline: Timeline, options: GeoJsonOptions) -> tuple[str, ...]:
    """Return what the map cannot show, in sentences."""
    lost = [each.title for each in select_entries(timeline, options) if not any(locate(each))]
    return (f"without coordinates, so on no map: {', '.join(lost)}",) if lost else ()


def select_entries(timeline: Timeline, options: GeoJsonOptions) -> tuple[Entry, ...]:
    """Return the entries that the map is to show."""
    background = ("background",) if options.with_background else ()
    return timeline.select_entries("leg", "event", *background)


def locate(entry: Entry) -> Iterable[dict[str, Any]]:
    """Yield the point of an entry; nothing where its place has no coordinates."""
    place = entry.place
    if place is None or place.latitude is None or place.longitude is None:
        return
    yield {
        "type": "Feature",
        "id": entry.uid,
        "geometry": {"type": "Point", "coordinates": [place.longitude, place.latitude]},
        "properties": {
            "title": entry.title,
            "place": place.name,
            "when": [interval.edtf for interval in entry.intervals],
        },
    }


GEOJSON = Format(
    name="geojson",
    suffix="geojson",
    media_type="application/geo+json",
    options=GeoJsonOptions,
    render=render,
    list_losses=list_losses,
)
