"""A Timeline in; what does not add up in it out, as warnings that name the entries, the places and the remedy.

What contradicts itself is told in every run: `resolve` calls `always`, and the timeline's diagnostics hold what it finds. What is only
missing or superfluous, or takes a look into the index of places, is told to those who ask: `itinerary check` calls `check`.
"""

from __future__ import annotations

from itinerary.checks import clashes, clocks, order
from itinerary.checks.trip import Trip
from itinerary.diagnostics import Diagnostic
from itinerary.timeline import Timeline

_ALWAYS = (
    order.outside,
    order.ends_first,
    order.background_later,
    order.counted_from_later,
    clashes.of_legs,
    clashes.of_events,
    clocks.skipped_or_twice,
)


def always(timeline: Timeline) -> tuple[Diagnostic, ...]:
    """What contradicts itself in a timeline."""
    trip = Trip(timeline)
    return tuple(found for each in _ALWAYS for found in each(trip))


def check(timeline: Timeline, *, strict: bool = False) -> tuple[Diagnostic, ...]:
    """What a timeline lacks, or says to no purpose, beyond what its own diagnostics tell; `strict` minds nights without a stay, too."""
    from itinerary.checks import missing, nights  # an export needs neither

    trip = Trip(timeline)
    asked = (
        missing.unreached_leg,
        missing.uncited_source,
        missing.other_zone,
        *((nights.without_stay,) if strict else ()),
    )
    return tuple(found for each in asked for found in each(trip))
