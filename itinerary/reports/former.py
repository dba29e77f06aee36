"""The reports as functions that return text, as in version 0.1.0; `itinerary._moved` finds them."""

from __future__ import annotations

from itinerary.reports.conflicts import conflicts as find_conflicts
from itinerary.reports.coverage import measure_coverage
from itinerary.reports.explanation import explain as explain_entry
from itinerary.reports.provenance import trace_timeline
from itinerary.reports.rendering import format_conflicts, format_coverage, format_explanations
from itinerary.timeline import Timeline


def explain(timeline: Timeline, id: str | None = None) -> str:
    """Return why the dates of all entries, or of one, are what they are, as text."""
    found = trace_timeline(timeline) if id is None else [explain_entry(timeline, id)]
    return format_explanations(found)


def conflicts(timeline: Timeline, format: str = "text") -> str:
    """Return where the sources differ as text, Markdown or JSON."""
    return format_conflicts(find_conflicts(timeline), format)


def has_contradictions(timeline: Timeline) -> bool:
    """Return whether any two claims on a date contradict each other."""
    return find_conflicts(timeline).has_contradictions


def report_coverage(timeline: Timeline) -> str:
    """Return what each date of a timeline rests on as text."""
    return format_coverage(measure_coverage(timeline))
