"""A Timeline in; rows of plain values, as tables of data take them, out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from itinerary.dates.interval import AncientDate, Interval
from itinerary.dates.zones import load_zone
from itinerary.diagnostics import describe_value
from itinerary.document import Event
from itinerary.timeline.entries import Entry
from itinerary.timeline.timeline import Timeline


def build_records(timeline: Timeline, zone: str | ZoneInfo | None) -> list[dict[str, Any]]:
    """Return the rows of a timeline, as `Timeline.to_records` says."""
    target = load_zone(zone) if isinstance(zone, str) else zone
    if target is not None and not isinstance(target, ZoneInfo):
        given = describe_value(target)
        raise TypeError(
            f"to_records() takes zone as the name of a time zone or a ZoneInfo, not {given}"
        )
    return [row for entry in timeline.entries for row in _build_rows(entry, target)]


def _build_rows(entry: Entry, target: ZoneInfo | None) -> Iterator[dict[str, Any]]:
    for interval in entry.intervals or (None,):
        yield _describe_entry(entry) | _describe_interval(entry, interval, target)


def _describe_entry(entry: Entry) -> dict[str, Any]:
    readings = [each.chosen_reading for each in entry.datings]
    sources = dict.fromkeys(each.source for each in readings if each and each.source)
    return {
        "id": entry.id,
        "uid": entry.uid,
        "section": entry.section,
        "kind": str(entry.kind),
        "title": entry.title,
        "status": str(entry.status),
        "leg": entry.leg,
        "zone": entry.zone.key if entry.zone else None,
        "place": (entry.place.name if entry.place else None) or None,
        "country": (entry.place.country if entry.place else None) or None,
        "destination": entry.destination.name if entry.destination else None,
        "sources": " ".join(sources),
    }


def _describe_interval(
    entry: Entry, interval: Interval | None, target: ZoneInfo | None
) -> dict[str, Any]:
    start, end = find_known_ends(entry, interval) if interval else (None, None)
    start_zone, end_zone = entry.zone, find_end_zone(entry)
    return {
        "start": _convert_end(start, start_zone, target),
        "end": _convert_end(end, end_zone, target),
        "start_zone": name_zone(start, start_zone),
        "end_zone": name_zone(end, end_zone),
        "grain": str(interval.grain) if interval else None,
        "open_start": start is None,
        "open_end": end is None,
        "about": bool(interval and interval.about),
        "uncertain": bool(interval and interval.uncertain),
        "within": bool(interval and interval.within),
        "edtf": interval.edtf if interval else None,
    }


def find_end_zone(entry: Entry) -> ZoneInfo | None:
    """Return the zone of where an entry ends; None if it is not known."""
    if entry.destination is None:
        return entry.zone
    arrival = entry.destination.timezone
    return load_zone(arrival) if arrival else None


def find_known_ends(entry: Entry, interval: Interval) -> tuple[date | None, date | None]:
    """Return when an entry begins and ends; None for an end in a field that has no date."""
    dated = [each for each in entry.datings if each.intervals]
    if isinstance(entry.item, Event) and entry.item.spec.has_two_ends and len(dated) == 1:
        if dated[0].name == entry.item.spec.starts_at:
            return interval.start, None
        if dated[0].name == entry.item.spec.ends_at:
            return None, interval.start if interval.is_point else interval.end
    if first_and_last := entry.ends_within_days:
        first, last = first_and_last
        return first.start, last.start if last.is_point else last.end
    return interval.start, interval.end


def name_zone(value: date | None, zone: ZoneInfo | None) -> str | None:
    """Return the zone on whose clock an end is; an offset as pandas writes it: "UTC+02:00"."""
    own = value.tzinfo if isinstance(value, datetime) else zone
    if value is None or own is None:
        return None
    return own.key if isinstance(own, ZoneInfo) else str(own)


def _convert_end(
    value: date | None, zone: ZoneInfo | None, target: ZoneInfo | None
) -> datetime | None:
    """Return an end as a naive datetime on its own clock, or as an aware one in a zone."""
    if value is None or isinstance(value, AncientDate):  # which no datetime can be
        return None
    moment = value if isinstance(value, datetime) else datetime.combine(value, time.min)
    if target is None:
        return moment.replace(tzinfo=None)
    aware = moment if moment.tzinfo else moment.replace(tzinfo=zone or target)
    try:
        return aware.astimezone(target)
    except OverflowError:  # in the first or last hours of the calendar
        return moment.replace(tzinfo=target)
