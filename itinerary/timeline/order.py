"""The entries of a document in its own order in; the same in a timeline's order out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, time
from zoneinfo import ZoneInfo

from itinerary.dates.interval import AncientDate, Grain, Interval
from itinerary.timeline.entries import Entry

_SECTIONS_IN_ORDER = (("trip",), ("leg", "event"), ("background",))


def sort_entries(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return the trip, then legs and events by time, then the background by time.

    Entries that begin together keep the order in which they come, but a leg comes before its
    events. An open entry keeps its place behind the one that comes before it.
    """
    known = tuple(entries)
    return tuple(
        entry
        for sections in _SECTIONS_IN_ORDER
        for entry in _sort_by_time(each for each in known if each.section in sections)
    )


def _sort_by_time(entries: Iterable[Entry]) -> Iterator[Entry]:
    keyed: list[tuple[datetime, bool, int, Entry]] = []
    start, is_event = datetime.min, False
    for number, entry in enumerate(entries):
        if intervals := entry.intervals:
            start, is_event = find_start_instant(intervals[0], entry.zone), entry.section != "leg"
        keyed.append((start, is_event, number, entry))
    return (entry for *_, entry in sorted(keyed, key=lambda each: each[:3]))


def find_start_instant(interval: Interval, zone: ZoneInfo | None) -> datetime:
    """Return when an interval begins, in UTC without a zone; a day begins at its local midnight."""
    start = interval.start
    if start is None or zone is None or isinstance(start, datetime | AncientDate):
        return interval.to_utc_bounds()[0]
    midnight = datetime.combine(start, time.min, zone)
    return Interval(midnight, None, Grain.MINUTE).to_utc_bounds()[0]
