"""Clock times that are skipped or come twice, where clocks are put forward or back."""

from __future__ import annotations

from collections.abc import Iterator

from itinerary.checks.registry import register_check
from itinerary.checks.trip import Trip, find_claim_path, quote_title
from itinerary.codes import Code
from itinerary.dates.wording import find_clock_changes
from itinerary.diagnostics import Diagnostic


@register_check(Code.NO_SUCH_TIME, Code.TIME_COMES_TWICE)
def check_clock_changes(trip: Trip) -> Iterator[Diagnostic]:
    """Find times that do not exist at their place, or exist twice."""
    for entry, dating, reading in trip.find_chosen_readings():
        for change in find_clock_changes(reading.claim.words, reading.intervals):
            path = find_claim_path(entry, dating)
            message = f"{quote_title(entry)}: {change.message}"
            if change.is_skip:
                yield trip.create_warning(path, Code.NO_SUCH_TIME, message, change.hint)
            else:
                yield trip.create_warning(path, Code.TIME_COMES_TWICE, message, change.hint)
