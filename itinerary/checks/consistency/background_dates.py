"""Background that begins after the trip has begun, or after the day of a chronology's writing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from itinerary.checks.registry import register_check
from itinerary.checks.trip import Trip
from itinerary.codes import Code
from itinerary.dates.interval import Grain
from itinerary.diagnostics import Diagnostic


@register_check(Code.BACKGROUND_LATER)
def check_background_dates(trip: Trip) -> Iterator[Diagnostic]:
    """Find background events that begin after the first day of the trip.

    Of a trip whose days are not known they may lie within its month or year. Without a trip it is
    the day on which the document was written that they may not lie after.
    """
    limit, name = _find_limit(trip)
    if limit is None:
        return
    for entry in trip.timeline.select_entries("background"):
        interval = trip.intervals[entry.id]
        if interval and interval.first and interval.first > limit:
            message = f"{trip.describe_entry(entry)} is background, but later than {name}"
            hint = "check its date, or make it an event of the trip"
            yield trip.create_warning(entry.path, Code.BACKGROUND_LATER, message, hint)


def _find_limit(trip: Trip) -> tuple[date | None, str]:
    """Return the last day on which background may begin, and how messages name it."""
    days = trip.days
    if days is None:
        stamp = trip.timeline.stamp
        written = stamp.date() if isinstance(stamp, datetime) else stamp
        return written, f"the day of the document itself ({written})"
    begun = days.first if days.grain == Grain.DAY else days.last
    return (begun if days.first else None), f"the start of the trip ({days.first})"
