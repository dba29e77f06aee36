"""The places of a trip as KML, for globes: a format of `itinerary` in a package of its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from itinerary.export import Format, FormatOptions
from itinerary.timeline import Entry, Timeline

HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2"><Document>"""
FOOT = "</Document></kml>"


@dataclass(frozen=True, kw_only=True)
class KmlOptions(FormatOptions):
    """What a map shows.

    Attributes:
        with_background: whether the places of the background are on it, too.
    """

    with_background: bool = False


def render(timeline: Timeline, options: KmlOptions) -> str:
    """Return a point for each leg and event whose place has coordinates; "" if none has."""
    points = [point for each in select_entries(timeline, options) for point in locate(each)]
    return "\n".join([HEAD, *points, FOOT, ""]) if points else ""


def list_losses(timeline: Timeline, options: KmlOptions) -> tuple[str, ...]:
    """Return what the map cannot show, in sentences."""
    lost = [each.title for each in select_entries(timeline, options) if not any(locate(each))]
    return (f"without coordinates, so on no map: {', '.join(lost)}",) if lost else ()


def select_entries(timeline: Timeline, options: KmlOptions) -> tuple[Entry, ...]:
    """Return the entries that the map is to show."""
    background = ("background",) if options.with_background else ()
    return timeline.select_entries("leg", "event", *background)


def locate(entry: Entry) -> Iterable[str]:
    """Yield the point of an entry; nothing where its place has no coordinates."""
    place = entry.place
    if place is None or place.latitude is None or place.longitude is None:
        return
    when = ", ".join(interval.edtf for interval in entry.intervals)
    yield (
        f"<Placemark><name>{escape(entry.title)}</name><description>{escape(when)}</description>"
        f"<Point><coordinates>{place.longitude},{place.latitude}</coordinates></Point></Placemark>"
    )


KML = Format(
    name="kml",
    suffix="kml",
    media_type="application/vnd.google-earth.kml+xml",
    options=KmlOptions,
    render=render,
    list_losses=list_losses,
)
