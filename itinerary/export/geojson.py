"""A Timeline in; GeoJSON (RFC 7946) out: a point for each place, a line for each movement.

A line goes straight from where a movement begins to where it ends: the way that it takes is not
known. Where it crosses the 180th meridian it is cut (section 3.1.9). What has no coordinates is on
no map.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from itinerary.export.occasions import Occasion, find_coordinates, list_occasions, list_reasons
from itinerary.export.options import ListingOptions
from itinerary.timeline import Timeline
from itinerary.timeline.records import find_known_ends

_Point = tuple[float, float]  # longitude, latitude
_Line = tuple[_Point, _Point]
_HALF, _WHOLE = 180.0, 360.0
_COUNT_OF_ENDS = 2


def render(timeline: Timeline, options: ListingOptions) -> str:
    """Return a collection of features; "" where no place has coordinates."""
    located = [(each, _list_points(each)) for each in list_occasions(timeline, options.lang)]
    features = [_build_feature(each, points) for each, points in located if points]
    if not features:
        return ""
    tree = {
        "type": "FeatureCollection",
        "bbox": _find_box(piece for _, points in located for piece in _split_line(points)),
        "features": features,
    }
    return json.dumps(tree, ensure_ascii=False, indent=1) + "\n"


def list_losses(timeline: Timeline, options: ListingOptions) -> tuple[str, ...]:
    """Return what is on no map, or not as it is, in sentences."""
    return list_reasons(
        list_occasions(timeline, options.lang),
        {
            "without coordinates, so on no map": lambda each: not _list_points(each),
            "with the coordinates of one end only, so a point": _lacks_an_end,
        },
    )


def _list_points(occasion: Occasion) -> tuple[_Point, ...]:
    """Return where it is: of a movement both ends, as far as they are known, if they differ."""
    places = (occasion.entry.place, occasion.entry.destination)
    known = filter(None, map(find_coordinates, places))
    found = ((longitude, latitude) for latitude, longitude in known)
    return tuple(dict.fromkeys(found))


def _lacks_an_end(occasion: Occasion) -> bool:
    ends = map(find_coordinates, (occasion.entry.place, occasion.entry.destination))
    return occasion.facts.is_movement and sum(each is not None for each in ends) == 1


def _build_feature(occasion: Occasion, points: tuple[_Point, ...]) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": occasion.id,
        "geometry": _build_geometry(points),
        "properties": {
            name: value for name, value in _list_properties(occasion) if value is not None
        },
    }


def _build_geometry(points: tuple[_Point, ...]) -> dict[str, Any]:
    pieces = _split_line(points)
    if len(points) < _COUNT_OF_ENDS:
        return {"type": "Point", "coordinates": points[0]}
    if len(pieces) == 1:
        return {"type": "LineString", "coordinates": pieces[0]}
    return {"type": "MultiLineString", "coordinates": pieces}


def _list_properties(occasion: Occasion) -> Iterator[tuple[str, str | None]]:
    entry, facts, interval = occasion.entry, occasion.facts, occasion.interval
    start, end = find_known_ends(entry, interval) if interval else (None, None)
    yield "title", occasion.title
    yield "section", entry.section
    yield "kind", str(entry.kind)
    yield "status", str(entry.status)
    yield "when", occasion.words
    yield "start", start.isoformat() if start else None
    yield "end", end.isoformat() if end else None
    yield "edtf", interval.edtf if interval else None
    yield "place", (entry.place.name if entry.place else None) or None
    yield "destination", (entry.destination.name if entry.destination else None) or None
    yield "leg", occasion.legs.get(entry.leg or "")
    yield "url", facts.url or None
    yield "notes", facts.notes or None


def _split_line(points: tuple[_Point, ...]) -> tuple[_Line, ...]:
    """Return the line through two points, or the halves on either side of the 180th meridian.

    It goes the shorter way round. One point is a line of no length.

    >>> _split_line(((170.0, 10.0), (-170.0, 20.0)))
    (((170.0, 10.0), (180.0, 15.0)), ((-180.0, 15.0), (-170.0, 20.0)))
    """
    if len(points) < _COUNT_OF_ENDS:
        return tuple((each, each) for each in points)
    (west, south), (east, north) = points
    if abs(east - west) <= _HALF:
        return ((points[0], points[1]),)
    side = _HALF if west > 0 else -_HALF
    to_meridian, from_meridian = abs(side - west), abs(-side - east)
    share = to_meridian / (to_meridian + from_meridian or 1)
    latitude = round(south + (north - south) * share, 6)
    return (points[0], (side, latitude)), ((-side, latitude), points[1])


def _find_box(lines: Iterable[_Line]) -> list[float]:
    """Return west, south, east and north of lines; west is the greater if it has the meridian.

    It leaves out the widest gap between them on their way round the earth (section 5.2).

    >>> _find_box(_split_line(((170.0, 10.0), (-170.0, 20.0))))
    [170.0, 10.0, -170.0, 20.0]
    """
    known = list(lines)
    latitudes = [latitude for line in known for _, latitude in line]
    spans = sorted((min(one, other), max(one, other)) for (one, _), (other, _) in known)
    first, reached = spans[0]
    gap, box = (
        first + _WHOLE - max(east for _, east in spans),
        (first, max(east for _, east in spans)),
    )
    for west, east in spans[1:]:
        if west - reached > gap:
            gap, box = west - reached, (west, reached)
        reached = max(reached, east)
    return [box[0], min(latitudes), box[1], max(latitudes)]
