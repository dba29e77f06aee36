"""A Timeline in; how well its dates are supported out: by several sources, one, or none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from itinerary.reports.provenance import DateProvenance, trace_timeline
from itinerary.timeline import Entry, Timeline


class Support(StrEnum):
    """How many sources say what was chosen for a date."""

    SEVERAL_SOURCES = "several sources"
    ONE_SOURCE = "one source"
    NOTHING = "nothing"
    OPEN = "open"


class Shortcoming(StrEnum):
    """What all the sources of a date lack."""

    UNDATED = "undated"
    UNNAMED_SPEAKER = "unnamed speaker"


@dataclass(frozen=True, slots=True)
class DateCoverage:
    """A date, how many sources support it, and what all of these lack."""

    date: DateProvenance
    support: Support
    shortcomings: tuple[Shortcoming, ...]


def measure_coverage(timeline: Timeline) -> tuple[DateCoverage, ...]:
    """Return the support of each date that the document states, in the timeline's order."""
    return tuple(
        DateCoverage(date, _measure_support(date), tuple(_list_shortcomings(date)))
        for provenance in trace_timeline(timeline)
        if _has_stated_dates(provenance.entry)
        for date in provenance.dates
    )


def _has_stated_dates(entry: Entry) -> bool:
    """Whether the document states a date; a leg that lasts as long as the trip has none."""
    return bool(getattr(entry.item, "dates", None) or getattr(entry.item, "when", None))


def _measure_support(date: DateProvenance) -> Support:
    if date.is_open:
        return Support.OPEN
    match len(date.agreeing_source_ids):
        case 0:
            return Support.NOTHING
        case 1:
            return Support.ONE_SOURCE
        case _:
            return Support.SEVERAL_SOURCES


def _list_shortcomings(date: DateProvenance) -> Iterator[Shortcoming]:
    behind = [claim for claim in date.claims if claim.agrees and claim.source_id]
    if date.is_open or not behind:
        return
    if not any(claim.has_dated_origin for claim in behind):
        yield Shortcoming.UNDATED
    if not any(claim.has_named_author for claim in behind):
        yield Shortcoming.UNNAMED_SPEAKER
