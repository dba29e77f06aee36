"""A Timeline in; what does not add up in it out, as warnings that name the entries, the places and the remedy.

What contradicts itself is told in every run: `resolve` calls `check_consistency`, and the timeline's diagnostics hold what it finds. What is only
missing or superfluous, or takes a look into the index of places, is told to those who ask: `itinerary check` calls `check_completeness`.
"""

from __future__ import annotations

from itinerary.checks import clashes, clock_changes, order
from itinerary.checks.trip import Trip
from itinerary.diagnostics import Diagnostic
from itinerary.timeline import Timeline

_CONSISTENCY_CHECKS = (
    order.check_outside_dates,
    order.check_end_order,
    order.check_background_dates,
    order.check_reference_dates,
    clashes.check_leg_overlaps,
    clashes.check_event_overlaps,
    clock_changes.check_clock_changes,
)


def check_consistency(timeline: Timeline) -> tuple[Diagnostic, ...]:
    """What contradicts itself in a timeline."""
    trip = Trip(timeline)
    return tuple(found for each in _CONSISTENCY_CHECKS for found in each(trip))


def check_completeness(timeline: Timeline, *, strict: bool = False) -> tuple[Diagnostic, ...]:
    """What a timeline lacks, or says to no purpose, beyond what its own diagnostics tell; `strict` minds nights without a stay, too."""
    from itinerary.checks import missing, nights  # an export needs neither

    trip = Trip(timeline)
    asked = (
        missing.check_unreached_legs,
        missing.check_uncited_sources,
        missing.check_stated_zones,
        *((nights.check_nights_without_stay,) if strict else ()),
    )
    return tuple(found for each in asked for found in each(trip))
