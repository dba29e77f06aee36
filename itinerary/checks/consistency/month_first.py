"""Dates of numbers alone that may have their day first or their month."""

from __future__ import annotations

from collections.abc import Iterator

from itinerary.checks.registry import register_check
from itinerary.checks.trip import Trip, find_claim_path
from itinerary.codes import Code
from itinerary.dates.wording import describe_month_first
from itinerary.diagnostics import Diagnostic, shorten_text


@register_check(Code.MONTH_FIRST)
def check_month_first(trip: Trip) -> Iterator[Diagnostic]:
    """Find dates read with the month first that no other source says in words."""
    for entry, dating, reading in trip.find_chosen_readings():
        is_settled = any(each.agrees and not each.day_first for each in dating.readings)
        if reading.day_first and not is_settled:
            words = shorten_text(reading.claim.words)
            found = describe_month_first(words, reading.intervals, reading.day_first)
            yield trip.create_warning(find_claim_path(entry, dating), Code.MONTH_FIRST, *found)
