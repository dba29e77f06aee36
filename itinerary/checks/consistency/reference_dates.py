"""Relative words for a date of the trip that count from a day after it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from itinerary.checks.registry import register_check
from itinerary.checks.trip import Trip, find_claim_path
from itinerary.codes import Code
from itinerary.dates.expressions import Conventions, to_datetime
from itinerary.dates.grammar import resolve_phrase
from itinerary.diagnostics import Diagnostic, PhraseError, shorten_text
from itinerary.document.vocabulary import ClaimStatus
from itinerary.timeline import Reading

_NOON = timedelta(hours=12)
_CONVENTIONS = Conventions(prefer="future")


@register_check(Code.COUNTED_FROM_LATER)
def check_reference_dates(trip: Trip) -> Iterator[Diagnostic]:
    """Find relative words that count from a day after the trip.

    Those for what actually happened may: it is told afterwards.
    """
    last = trip.days.last if trip.days else None
    if last is None:
        return
    for entry, dating, reading in trip.find_chosen_readings("trip", "leg", "event"):
        counted, is_actual = reading.reference, reading.claim.status == ClaimStatus.ACTUAL
        if counted and counted > last and not is_actual and _is_relative(reading, trip):
            words = shorten_text(reading.claim.words)
            message = f"“{words}” counts from {counted}, after the end of the trip ({last})"
            hint = (
                "write said: with the day it was said on, reads: with the date itself,"
                " or status: actual for what has happened"
            )
            path = find_claim_path(entry, dating)
            yield trip.create_warning(path, Code.COUNTED_FROM_LATER, message, hint)


def _is_relative(reading: Reading, trip: Trip) -> bool:
    """Whether words come to another date when they count from the start of the trip."""
    source = trip.document.sources.get(reading.source or "")
    language = (source.language if source else None) or trip.document.language
    days = (reading.reference, trip.days.first if trip.days else None)
    try:
        results = {
            resolve_phrase(
                reading.claim.words,
                reference=to_datetime(day) + _NOON,
                language=language,
                window=trip.days,
                conventions=_CONVENTIONS,
            ).intervals
            for day in days
            if day
        }
    except PhraseError:
        return False  # it counts from a date that the document names
    return len(results) > 1
