"""A Timeline in; the stretch of the trip out, and the days on which it begins and ends."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from itinerary.dates.arithmetic import enclose_intervals
from itinerary.dates.interval import Interval
from itinerary.timeline import Entry, Timeline


def find_trip_interval(timeline: Timeline) -> Interval | None:
    """Return the trip's dates or, while they are open, the stretch of its legs and events."""
    trip, parts = timeline.select_entries("trip"), timeline.select_entries("leg", "event")
    return _enclose_entries(trip) or _enclose_entries(parts)


def _enclose_entries(entries: Iterable[Entry]) -> Interval | None:
    return enclose_intervals(interval for entry in entries for interval in entry.intervals)


def find_trip_ends(timeline: Timeline) -> tuple[date, date] | None:
    """Return the first and the last day of the trip; None if no day is known.

    A side that is open ends where the last thing is known to.
    """
    whole = find_trip_interval(timeline)
    if not whole:
        return None
    known = [day for day in (whole.first, whole.last, *find_boundary_days(timeline)) if day]
    return (whole.first or min(known), whole.last or max(known)) if known else None


def find_boundary_days(timeline: Timeline) -> set[date]:
    """Return the days on which a leg or an event begins or ends."""
    entries = timeline.select_entries("leg", "event")
    intervals = (interval for entry in entries for interval in entry.intervals)
    return {day for each in intervals for day in (each.first, each.last) if day}
