"""Background that begins after the trip has begun."""

from __future__ import annotations

from collections.abc import Iterator

from itinerary.checks.registry import register_check
from itinerary.checks.trip import Trip
from itinerary.codes import Code
from itinerary.dates.interval import Grain
from itinerary.diagnostics import Diagnostic


@register_check(Code.BACKGROUND_LATER)
def check_background_dates(trip: Trip) -> Iterator[Diagnostic]:
    """Find background events that begin after the first day of the trip.

    Of a trip whose days are not known they may lie within its month or year.
    """
    if trip.days is None or trip.days.first is None:
        return
    begun = trip.days.first if trip.days.grain == Grain.DAY else trip.days.last
    for entry in trip.timeline.select_entries("background"):
        interval = trip.intervals[entry.id]
        if interval and interval.first and begun and interval.first > begun:
            message = (
                f"{trip.describe_entry(entry)} is background,"
                f" but later than the start of the trip ({trip.days.first})"
            )
            hint = "check its date, or make it an event of the trip"
            yield trip.create_warning(entry.path, Code.BACKGROUND_LATER, message, hint)
