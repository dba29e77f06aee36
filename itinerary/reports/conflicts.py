"""A Timeline in; where its sources differ out: dates with several claims, and disputes."""

from __future__ import annotations

from dataclasses import dataclass

from itinerary.document import Dispute
from itinerary.reports.provenance import DateProvenance, trace_timeline
from itinerary.timeline import Timeline, Verdict, require_timeline

# How the claims on a date may stand to each other, the gravest last.
_VERDICTS_BY_GRAVITY = (
    Verdict.UNRESOLVED,
    Verdict.SAME,
    Verdict.REFINEMENT,
    Verdict.DEPRECATED,
    Verdict.CORRECTION,
    Verdict.SLIP,
    Verdict.CONTRADICTION,
)


@dataclass(frozen=True, slots=True)
class ComparedDate:
    """A date with several claims, and how they stand to each other: each verdict once."""

    date: DateProvenance
    verdicts: tuple[
        Verdict, ...
    ]  # never empty; ACTUAL where what happened was compared with a plan


@dataclass(frozen=True, slots=True)
class Conflicts:
    """The dates on which there are several claims, in the timeline's order, and the disputes."""

    dates: tuple[ComparedDate, ...]
    disputes: tuple[Dispute, ...]

    @property
    def has_contradictions(self) -> bool:
        """Whether any two claims on a date contradict each other."""
        return any(Verdict.CONTRADICTION in compared.verdicts for compared in self.dates)


def conflicts(timeline: Timeline) -> Conflicts:
    """Return every date with several claims, also where they agree, and every dispute.

    Args:
        timeline: What `resolve` returns, or a view of it.

    Raises:
        TypeError: `timeline` is no Timeline.

    >>> from itinerary import loads, resolve
    >>> document = loads("{title: T, dates: [{says: 2-4 May 2025}, {says: 3-4 May 2025}]}")
    >>> [[str(verdict) for verdict in each.verdicts] for each in conflicts(resolve(document)).dates]
    [['refinement']]
    """
    require_timeline("timeline", timeline)
    compared = tuple(
        ComparedDate(date, _list_verdicts(date))
        for entry in trace_timeline(timeline)
        for date in entry.dates
        if len(date.claims) > 1
    )
    return Conflicts(compared, tuple(timeline.document.disputes))


def _list_verdicts(date: DateProvenance) -> tuple[Verdict, ...]:
    occurring = {claim.verdict for claim in date.claims}
    found = tuple(verdict for verdict in _VERDICTS_BY_GRAVITY if verdict in occurring)
    return (*found, Verdict.ACTUAL) if Verdict.PLANNED in occurring or not found else found
