"""The claims on one date in; the date out: their readings, one of them chosen."""

from __future__ import annotations

from collections.abc import Sequence

from itinerary.dates.arithmetic import enclose_intervals
from itinerary.dates.interval import Grain, Interval, has_unknown_zone
from itinerary.document import Claim, Document
from itinerary.resolving.claim_context import ClaimContext
from itinerary.resolving.claim_reporter import ClaimReporter
from itinerary.resolving.context_finder import ClaimPosition, ContextFinder
from itinerary.resolving.dependencies import Task
from itinerary.resolving.findings import Findings
from itinerary.resolving.place_resolver import PlaceResolver
from itinerary.resolving.reading import (
    counts_from_assumed_date,
    is_read_in_trip,
    refuse_ancient_dates,
)
from itinerary.resolving.reading_memory import ClaimReader
from itinerary.resolving.resolved_entries import ResolvedEntries
from itinerary.resolving.sources import Sources
from itinerary.resolving.verdicts import judge_claims
from itinerary.timeline import Dating, Reading


class ClaimResolver:
    """Resolves the claims of one document, from what is resolved so far."""

    def __init__(
        self,
        reader: ClaimReader,
        reporter: ClaimReporter,
        sources: Sources,
        places: PlaceResolver,
        entries: ResolvedEntries,
        contexts: ContextFinder,
        findings: Findings,
    ) -> None:
        self._reader, self._reporter, self._findings = reader, reporter, findings
        self._sources, self._places = sources, places
        self._entries, self._contexts = entries, contexts

    def resolve_dating(self, name: str, claims: Sequence[Claim], position: ClaimPosition) -> Dating:
        """Resolve the claims on one date, and choose among them.

        Those whose source is dated come first: they settle what the others count from.
        """
        task, readings = position.task, dict[int, Reading]()
        settled: Interval | None = None
        for index in self._list_undated_last(claims, task):
            path = (*position.path, index)
            at = position._replace(path=path, settled=settled)
            readings[index] = self._resolve_claim(claims[index], at)
            settled = settled or enclose_intervals(readings[index].intervals)
        window = self._entries.trip_window if task.section in ("leg", "event") else None
        in_order = [readings[index] for index in range(len(claims))]
        return Dating(name, judge_claims(in_order, self._sources.find_origin, window))

    def _list_undated_last(self, claims: Sequence[Claim], task: Task) -> Sequence[int]:
        """Return the places of claims in a list, those first whose source is dated."""
        if len(claims) < 2:
            return range(len(claims))
        return sorted(
            range(len(claims)), key=lambda each: not self._sources.is_dated(claims[each], task)
        )

    def _resolve_claim(self, claim: Claim, position: ClaimPosition) -> Reading:
        task, source = position.task, self._sources.find_source_id(claim, position.task)
        if task.day and task.day.id not in self._entries.windows:  # as is reported, or TBD
            self._findings.undated.add(task.id)
            return Reading(claim, source, problem="its day has no date")
        context = self._contexts.find_context(claim, position)
        origin = self._sources.describe_source(source)
        read = self._reader.read_claim(claim, source, origin, context)
        is_without_zone = any(map(has_unknown_zone, read.reading.intervals))
        clock = self._places.find_background_clock(task) if is_without_zone else None
        if clock:
            context = self._contexts.find_context(claim, position._replace(place=clock))
            read = self._reader.read_claim(claim, source, origin, context)
        if task.section != "background":
            read = refuse_ancient_dates(read)
        if read.error:
            self._reporter.report_phrase_error(read.error, claim, position)
        elif self._lacks_zone(read.reading, context, task):
            self._reporter.report_missing_zone(claim, position)
        elif self._reader.ask(is_read_in_trip, read, context):
            self._reporter.report_assumed_dates(claim, context, position)
        elif task.section != "background" and self._reader.ask(
            counts_from_assumed_date, read, context
        ):
            self._contexts.report_assumed_reference(claim, position)
        return read.reading

    def _lacks_zone(self, reading: Reading, context: ClaimContext, task: Task) -> bool:
        """Whether clock times name no zone and have none, and no place is reported already."""
        unzoned = [each for each in reading.intervals if has_unknown_zone(each)]
        if task.section == "background":  # "the night of 9–10 November 1938" needs no clock
            unzoned = [each for each in unzoned if each.grain < Grain.PART_OF_DAY]
        if context.zone is not None or not unzoned:
            return False
        return not self._findings.has_place_error or isinstance(task.item, Document)
