"""Evenings in another city than that of the leg, from which no way is given."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from itinerary.checks.registry import register_check
from itinerary.checks.trip import Trip, name_place
from itinerary.codes import Code
from itinerary.dates.zones import share_clock
from itinerary.diagnostics import Diagnostic
from itinerary.document.vocabulary import EventKind
from itinerary.places import CITY_KILOMETRES, Place, measure_distance
from itinerary.timeline import Entry

_WAYS_AND_BEDS = (EventKind.MOVEMENT, EventKind.STAY)


@register_check(Code.EVENT_ELSEWHERE)
def check_events_elsewhere(trip: Trip) -> Iterator[Diagnostic]:
    """Find days that end in another city than their leg's, though nobody travels or sleeps there.

    The night after them is told as spent in the city of the leg.
    """
    ways = [entry.destination for entry in trip.movements]
    beds = [entry.place for entry in trip.events if entry.kind == EventKind.STAY]
    for entry in _find_last_events(trip):
        leg, place = trip.legs.get(entry.leg or ""), entry.place
        if leg is None or not place or entry.kind in _WAYS_AND_BEDS:
            continue
        if _is_last_day(trip, entry) or not _are_apart(place, leg.place):
            continue
        if all(_are_apart(place, each) for each in (*ways, *beds)):
            there, here = name_place(place), name_place(leg.place)
            message = (
                f"{trip.describe_entry(entry)} is in {there}, and no movement goes there: the night"
                f" after it is told as in {here}"
            )
            hint = (
                "add the movements, or an event with kind: stay; for a call, write its timezone in"
                " place of its place"
            )
            yield trip.create_warning(entry.path, Code.EVENT_ELSEWHERE, message, hint)


def _find_last_events(trip: Trip) -> list[Entry]:
    """Return the events with a clock time that end last on their day and in their leg."""
    ends: dict[tuple[str | None, date], Entry] = {}
    for entry in trip.events:
        interval = trip.intervals[entry.id]
        if interval and interval.is_timed and interval.last:
            key = entry.leg, interval.last
            other = trip.intervals[ends[key].id] if key in ends else None
            if other is None or other.to_utc_bounds()[1] <= interval.to_utc_bounds()[1]:
                ends[key] = entry
    return list(ends.values())


def _is_last_day(trip: Trip, entry: Entry) -> bool:
    """Return whether no night of the trip follows after an event."""
    interval = trip.intervals[entry.id]
    ends = trip.days.last if trip.days else None
    return bool(interval and interval.last and ends and interval.last >= ends)


def _are_apart(one: Place, other: Place | None) -> bool:
    """Return whether two places are known to be in different cities."""
    if other is None:
        return True
    distance = measure_distance(one, other)
    if distance is None:
        zones = one.timezone, other.timezone
        return all(zones) and not share_clock(*zones)
    return distance > CITY_KILOMETRES
