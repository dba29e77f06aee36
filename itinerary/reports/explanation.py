"""A Timeline and an id in; why the dates of that entry are what they are out."""

from __future__ import annotations

from itinerary.diagnostics import ItineraryError, shorten_text, suggest_choices
from itinerary.reports.provenance import EntryProvenance, trace_entry
from itinerary.timeline import Timeline, require_timeline


def explain(timeline: Timeline, id: str) -> EntryProvenance:
    """Return the claims on each date of an entry, with the steps that led to their results.

    >>> from itinerary import loads, resolve
    >>> timeline = resolve(loads("{title: T, dates: 2-4 September 2025}"))
    >>> for step in explain(timeline, "trip").dates[0].claims[0].steps[-2:]:
    ...     print(f"{step.kind}: {step.text}")
    rule:   month-day: '4 September 2025' is 2025-09-04
    result: 2025-09-02/2025-09-04

    Raises:
        ItineraryError: The timeline has no entry of that id; the message names the nearest one.
            It is no KeyError, as that of `timeline[id]` is: nothing is looked up in a mapping.
        TypeError: An argument has a wrong type; the message names it.
    """
    require_timeline("timeline", timeline)
    entry = timeline.find(id)
    if entry is None:
        remedy = suggest_choices(id, [each.id for each in timeline.entries])
        raise ItineraryError(f"no entry has the id '{shorten_text(id)}' - {remedy}")
    return trace_entry(timeline, entry)
