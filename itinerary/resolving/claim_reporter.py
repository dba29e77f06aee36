"""Claims that came to no date, or to a doubtful one, in; what is said of it, once, out."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice

from itinerary.codes import Code
from itinerary.dates.grammar import list_languages
from itinerary.diagnostics import PhraseError
from itinerary.document import Claim
from itinerary.resolving.claim_context import ClaimContext
from itinerary.resolving.claim_findings import (
    MAX_SUGGESTED,
    describe_phrase_error,
    describe_undated_anchor,
    quote_words,
)
from itinerary.resolving.context_finder import ClaimPosition, ContextFinder
from itinerary.resolving.dependencies import Task, find_anchor_names
from itinerary.resolving.findings import Findings
from itinerary.resolving.references import NoReferenceError
from itinerary.resolving.sources import Sources
from itinerary.resolving.windowed_resolution import OpenLegError

_MAX_COMPARED = 50_000  # ids that all unknown ones together are compared with; more takes too long


class ClaimReporter:
    """Reports what is wrong with the claims of one document."""

    def __init__(
        self,
        tasks: Mapping[str, Task],
        sources: Sources,
        contexts: ContextFinder,
        findings: Findings,
        *,
        is_as_of_reported: bool,
    ) -> None:
        self._tasks, self._sources, self._contexts = tasks, sources, contexts
        self._findings, self._is_as_of_reported = findings, is_as_of_reported
        self._in_order = [*tasks.values()]
        self._places_in_order = {each.id: place for place, each in enumerate(self._in_order)}
        self._compared = 0  # ids that unknown ones were compared with

    def report_phrase_error(
        self, error: PhraseError, claim: Claim, position: ClaimPosition
    ) -> None:
        """Report why words came to no date, unless that is reported already."""
        task, words, undated = position.task, claim.words, self._findings.undated
        source = self._sources.find_source_id(claim, task)
        anchors = self._contexts.collect_anchors(source)
        unknown = next((each for each in find_anchor_names(words) if each not in anchors), None)
        path = (*position.path, claim.words_field)
        if self._is_cause_reported(error, task, source) or unknown in undated:
            undated.add(task.id)
        elif unknown:
            undated.add(task.id)
            self._compared += len(self._tasks)
            suggests = self._compared <= max(_MAX_COMPARED, len(self._tasks))
            finding = describe_undated_anchor(unknown, words, self._tasks, suggests=suggests)
            self._findings.report(path, *finding)
        else:
            language = self._sources.find_language(source)
            earlier = self._list_earlier_ids(task)
            finding = describe_phrase_error(error, words, language, source, earlier)
            if finding.severity == "error":
                undated.add(task.id)
            self._findings.report(path, *finding)

    def report_missing_zone(self, claim: Claim, position: ClaimPosition) -> None:
        """Report that nothing says by which clock a time is."""
        message = f"{quote_words(claim.words)} is a clock time, and no time zone is known"
        hint = "give the event a place, or the document a place or a timezone"
        self._findings.report(position.path, "error", message, hint, Code.NO_ZONE)

    def report_assumed_dates(
        self, claim: Claim, context: ClaimContext, position: ClaimPosition
    ) -> None:
        """Report that words are read in the trip, for want of dates of their leg."""
        leg = context.open_leg or context.assumed_leg
        message = f"{quote_words(claim.words)} is read in the trip: {leg} has no dates of its own"
        hint = "give the leg its dates, or write the date itself"
        self._findings.report(position.path, "warning", message, hint, Code.NO_DATE)

    def _list_earlier_ids(self, task: Task) -> list[str]:
        """Return the ids that the document gives to the entries before one, the nearest first.

        Background counts from background, the trip from its own legs and events.
        """
        sections = ("background",) if task.section == "background" else ("leg", "event")
        # a day of a programme is no entry; behind all of them it may count from any
        end = self._places_in_order.get(task.id, len(self._in_order))
        earlier = reversed(self._in_order[:end])
        ids = (each.id for each in earlier if each.item.id and each.section in sections)
        return [*islice(ids, MAX_SUGGESTED)]

    def _is_cause_reported(self, error: PhraseError, task: Task, source: str | None) -> bool:
        """Whether a claim has no date only because of something that is reported already."""
        undated = self._findings.undated
        if self._sources.is_lost(source) and error.kind in ("unread", "impossible"):
            return True
        if self._sources.find_language(source) not in list_languages():
            return True
        is_trip_reported = "trip" in undated and task.section != "trip"
        if isinstance(error, OpenLegError) and task.leg and task.leg.id in undated:
            return True
        return isinstance(error, NoReferenceError) and (
            self._sources.is_problem_reported(source) or self._is_as_of_reported or is_trip_reported
        )
