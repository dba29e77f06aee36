"""A claim and where it stands in; what its words are read in out."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping
from datetime import datetime, time
from typing import NamedTuple

from itinerary.codes import Code
from itinerary.dates.expressions import Conventions, copy_with_calendar, to_datetime
from itinerary.dates.interval import AncientDate, Interval, drop_time_zones
from itinerary.dates.zones import load_zone
from itinerary.diagnostics import NodePath
from itinerary.document import Claim
from itinerary.document.vocabulary import ClaimStatus
from itinerary.places import Place
from itinerary.resolving.absolute_dates import is_absolute_phrase
from itinerary.resolving.claim_context import ClaimContext
from itinerary.resolving.claim_findings import quote_words
from itinerary.resolving.dependencies import DayTask, Task
from itinerary.resolving.findings import FindingReporter
from itinerary.resolving.references import (
    DATE_SOURCE_HINT,
    NO_REFERENCE,
    Reference,
    build_reference,
)
from itinerary.resolving.resolved_entries import ResolvedEntries
from itinerary.resolving.sources import Sources

_OF_PLANS, _OF_HISTORY = Conventions(prefer="future"), Conventions(prefer="past", ago="unit")


class ClaimPosition(NamedTuple):
    """Where a claim stands.

    Attributes:
        task: The entry that it is on.
        path: Where it stands in the document.
        place: Whose clock its times are by.
        settled: What the claims before it on the same date came to.
        not_before: Of an arrival, the departure.
        day: The day of a programme that it has to be on.
    """

    task: Task
    path: NodePath
    place: Place | None = None
    settled: Interval | None = None
    not_before: datetime | None = None
    day: DayTask | None = None


class ContextFinder:
    """Finds what the words of claims are read in, from what is resolved so far."""

    def __init__(
        self,
        sources: Sources,
        entries: ResolvedEntries,
        as_of: Interval | None,
        day_ends: str | None,
        report: FindingReporter,
    ) -> None:
        self._sources, self._entries, self._report = sources, entries, report
        self._day_ends = time.fromisoformat(day_ends) if day_ends else None
        self._as_of = build_reference(as_of, "the document's as_of") if as_of else None
        # Each goes for all claims of a source; the entries' names come in as they are resolved.
        self._anchors = {
            id_: ChainMap({"published": published}, entries.anchors)
            for id_, published in sources.publication_dates.items()
        }

    def find_context(self, claim: Claim, position: ClaimPosition) -> ClaimContext:
        """Return what the words of a claim are read in."""
        task, place = position.task, position.place
        source = self._sources.find_source_id(claim, task)
        reference = self._find_reference(claim, source, position)
        zone = load_zone(place.timezone) if place and place.timezone else None
        anchors = self.collect_anchors(source)
        if zone is None and "$" in claim.words:  # what clocks show where the dates are
            anchors = {name: drop_time_zones(each) for name, each in anchors.items()}
        day = self._entries.windows[position.day.id] if position.day else None
        calendar = claim.calendar.value if claim.calendar else self._sources.find_calendar(source)
        conventions = _OF_HISTORY if task.section == "background" else _OF_PLANS
        return ClaimContext(
            reference=reference,
            windows=[day] if day else self._entries.list_windows(task),
            anchors=anchors,
            zone=zone,
            language=self._sources.find_language(source),
            conventions=copy_with_calendar(conventions, calendar) if calendar else conventions,
            not_before=position.not_before,
            open_leg="" if day else self._entries.name_open_leg(task),
            assumed_leg="" if day else self._entries.name_assumed_leg(task),
            day=day,
            day_ends=self._day_ends,
            is_near_reference=reference.is_of_source and claim.status != ClaimStatus.ACTUAL,
        )

    def collect_anchors(self, source: str | None) -> Mapping[str, Interval]:
        """Return what names mean in the words of a source: "$published" is its own date."""
        return self._anchors.get(source or "", self._entries.anchors)

    def _find_reference(
        self, claim: Claim, source: str | None, position: ClaimPosition
    ) -> Reference:
        """Return what relative words count from: the nearest date that is known."""
        if said := self._sources.resolve_statement_date(claim, source, position.path):
            return build_reference(said, "when it was said")._replace(is_of_source=True)
        if published := self._sources.publication_references.get(source or ""):
            return published._replace(is_of_source=published.is_known)
        if settled := self._find_settled_reference(position.settled):
            return settled
        if self._as_of is not None:
            return self._as_of
        return self._find_trip_start(claim, source, position)

    @staticmethod
    def _find_settled_reference(settled: Interval | None) -> Reference | None:
        """Return what the other sources say of the same date; nothing counts from years BC."""
        start = drop_time_zones(settled).start if settled else None
        if settled is None or start is None or isinstance(start, AncientDate):
            return None
        why = "what the other sources say of the same date"
        return Reference((to_datetime(start),), why, not settled.is_timed)

    def report_assumed_reference(self, claim: Claim, position: ClaimPosition) -> None:
        """Tell that words count from the start of the trip."""
        words, code = quote_words(claim.words), Code.NO_REFERENCE
        message = f"{words} counts from the start of the trip: its source has no date"
        self._report(position.path, "warning", message, DATE_SOURCE_HINT, code)

    def _find_trip_start(
        self, claim: Claim, source: str | None, position: ClaimPosition
    ) -> Reference:
        trip = self._entries.trip_window
        if trip is None or trip.start is None:
            return NO_REFERENCE
        language = self._sources.find_language(source)
        is_past = position.task.section == "background" and not claim.is_tbd
        if is_past and not is_absolute_phrase(claim.words, language):
            self.report_assumed_reference(claim, position)
        why = "the start of the trip, for want of a dated source"
        return Reference((to_datetime(trip.start),), why, not trip.is_timed, is_assumed=True)
