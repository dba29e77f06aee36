"""A Document in; its Timeline and every diagnostic out: each date made absolute, each with the steps that led to it.

The order: sources' publication dates; the trip's own dates, which become the window; then legs, events and background as their
references to each other allow. What cannot be resolved stays in the timeline as open, with a diagnostic.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from itinerary.checks import check_consistency
from itinerary.dates.arithmetic import enclose_intervals, widen_to_days
from itinerary.dates.expressions import Conventions, to_datetime
from itinerary.dates.grammar import list_languages
from itinerary.dates.interval import Interval, drop_time_zones
from itinerary.dates.zones import load_zone
from itinerary.diagnostics import Diagnostic, PhraseError, Severity
from itinerary.document import Claim, Document, Event, Leg
from itinerary.places import Place
from itinerary.resolving.claim_findings import (
    describe_phrase_error,
    describe_undated_anchor,
    quote_words,
)
from itinerary.resolving.dependencies import (
    Task,
    choose_enclosed_section,
    collect_tasks,
    find_anchor_names,
    order_tasks,
)
from itinerary.resolving.place_resolver import PLACE_PROBLEM_CODES, PlaceResolver
from itinerary.resolving.reading import (
    DATE_SOURCE_HINT,
    NO_REFERENCE,
    ClaimContext,
    NoReferenceError,
    Reference,
    build_reference,
    is_absolute_phrase,
    read_claim,
)
from itinerary.resolving.sources import Sources
from itinerary.resolving.verdicts import judge_claims
from itinerary.timeline import Dating, DocumentPath, Entry, Reading, Step, Timeline, derive_uid
from itinerary.timeline.order import sort_entries

_PREFER_FUTURE, _PREFER_PAST = Conventions(prefer="future"), Conventions(prefer="past")


def resolve(
    document: Document, *, track: Callable[[Sequence[str]], Iterable[str]] = iter
) -> Timeline:
    """The timeline of a document. Pure: no clock and no I/O but for the names of places, which are looked up in the package's own index.

    `track` gets the ids of all entries and gives them back one by one, as each is resolved: a place for a progress bar.

    >>> document = Document(title="A day", place={"name": "Quito", "timezone": "America/Guayaquil"}, dates="4 September 2025")
    >>> [entry.interval.edtf for entry in resolve(document).entries]
    ['2025-09-04']
    """
    return _Resolver(document).build_timeline(track)


class _Resolver:
    """The state of one run: what is resolved so far, and what was found wrong."""

    def __init__(self, document: Document) -> None:
        self.document, self.id = document, document.id or "trip"
        self.found: list[Diagnostic] = []
        self.entries: dict[str, Entry] = {}
        self.anchors: dict[str, Interval] = {}  # what "$quito" means
        self.undated: set[str] = set()  # the ids of entries that are told to have no date
        self.tasks = collect_tasks(document)
        self.whereabouts = PlaceResolver(document, self._report_finding)
        self.sources = Sources(document, self.whereabouts, self._report_finding)
        self.as_of, self.revised = (
            self._resolve_document_date("as_of"),
            self._resolve_document_date("revised"),
        )

    def build_timeline(self, track: Callable[[Sequence[str]], Iterable[str]]) -> Timeline:
        """The whole run, in order."""
        for id_ in track(order_tasks(self.tasks, self._report_loop)):
            entry = self.entries[id_] = self._resolve_entry(self.tasks[id_])
            if entry.interval:
                self.anchors[id_] = drop_time_zones(entry.interval)
        home = self.whereabouts.resolve_place(self.document.home, ("home",))
        home_zone = load_zone(home.timezone) if home else None
        timeline = Timeline(
            self.document,
            self.id,
            sort_entries(self.entries[id_] for id_ in self.tasks),
            (),
            home,
            home_zone,
            self._find_stamp(),
        )
        return replace(timeline, diagnostics=(*self.found, *check_consistency(timeline)))

    # --- one entry

    def _resolve_entry(self, task: Task) -> Entry:
        leg = self.entries.get(task.leg.id or "") if task.leg else None
        item, (place, destination) = (
            task.item,
            self.whereabouts.resolve_entry_places(
                task, leg.place if leg else self.whereabouts.default_place
            ),
        )
        datings: list[Dating] = []
        for name, claims in task.dates.items():
            arrives = name == "arrive"
            datings.append(
                self._resolve_dating(
                    task,
                    name,
                    claims,
                    destination if arrives else place,
                    _find_departure(datings) if arrives else None,
                )
            )
        if not task.dates and (implied := self._infer_dating(task)):
            datings.append(implied)
        title = (item.title or place.name if place else item.title) or task.id
        kind = item.kind if isinstance(item, Event) else task.section
        zone_ = load_zone(place.timezone) if place and place.timezone else None
        uid_, leg_id = derive_uid(self.id, task.id), leg.id if leg else None
        return Entry(
            task.id,
            uid_,
            task.section,
            title,
            kind,
            item,
            tuple(datings),
            place,
            destination,
            zone_,
            leg_id,
            task.path,
        )

    def _infer_dating(self, task: Task) -> Dating | None:
        """The date of what has none: a leg lasts as long as the trip, a trip as long as its legs or events."""
        if task.section == "trip":
            parts = choose_enclosed_section(self.tasks)
            whole = enclose_intervals(
                widen_to_days(drop_time_zones(each.interval))
                for each in self.entries.values()
                if each.section == parts and each.interval
            )
            return (
                _build_fallback_dating("dates", whole, f"the hull of the {parts}s")
                if whole
                else None
            )
        window = self._find_trip_window()
        return (
            _build_fallback_dating("when", window, "as long as the trip")
            if isinstance(task.item, Leg) and window
            else None
        )

    def _resolve_dating(
        self,
        task: Task,
        name: str,
        claims: tuple[Claim, ...],
        place: Place | None,
        not_before: datetime | None,
    ) -> Dating:
        """One date. The claims whose source is dated come first, since they settle what the others count from."""
        readings: dict[int, Reading] = {}
        settled: Interval | None = None
        for index in sorted(
            range(len(claims)), key=lambda each: not self.sources.is_dated(claims[each], task)
        ):
            readings[index] = self._resolve_claim(
                task, claims[index], (*task.path, name, index), place, settled, not_before
            )
            settled = settled or enclose_intervals(readings[index].intervals)
        window = self._find_trip_window() if task.section in ("leg", "event") else None
        return Dating(
            name,
            judge_claims(
                [readings[each] for each in range(len(claims))], self.sources.find_origin, window
            ),
        )

    def _resolve_claim(
        self,
        task: Task,
        claim: Claim,
        path: DocumentPath,
        place: Place | None,
        settled: Interval | None,
        not_before: datetime | None,
    ) -> Reading:
        source = self.sources.find_source_id(claim, task)
        frame = ClaimContext(
            self._find_reference(task, claim, settled, path),
            self._list_windows(task),
            self._collect_anchors(source),
            load_zone(place.timezone) if place and place.timezone else None,
            self.sources.find_language(source),
            _PREFER_PAST if task.section == "background" else _PREFER_FUTURE,
            not_before,
        )
        reading, error = read_claim(claim, source, self.sources.describe_source(source), frame)
        if error:
            self._report_phrase_error(error, claim, task, path)
        elif (
            frame.zone is None
            and any(interval.is_timed for interval in reading.intervals)
            and not self._is_place_reported(task)
        ):
            message = f"{quote_words(claim.words)} is a clock time, and no time zone is known"
            self._report_finding(
                path,
                "error",
                message,
                "give the event a place, or the document a place or a timezone",
                "no-zone",
            )
        return reading

    def _is_place_reported(self, task: Task) -> bool:
        """Whether the place that would give the zone is already reported as unknown."""
        return any(
            each.code in PLACE_PROBLEM_CODES.values() for each in self.found
        ) and not isinstance(task.item, Document)

    # --- references, windows, names

    def _find_reference(
        self, task: Task, claim: Claim, settled: Interval | None, path: DocumentPath
    ) -> Reference:
        """What the relative words of a claim count from."""
        source = self.sources.find_source_id(claim, task)
        if said := self.sources.resolve_statement_date(claim, source, path):
            return build_reference(said, "when it was said")
        if source in self.sources.publication_dates:
            return build_reference(
                self.sources.publication_dates[source],
                f"when {self.sources.find_publisher_name(source)} published it",
            )
        if settled is not None and settled.start is not None:
            return Reference(
                (to_datetime(drop_time_zones(settled).start or settled.start),),
                "what the other sources say of the same date",
            )
        if self.as_of is not None:
            return build_reference(self.as_of, "the document's as_of")
        trip = self._find_trip_window()
        if trip is None or trip.start is None:
            return NO_REFERENCE
        if (
            task.section == "background"
            and not claim.is_tbd
            and not is_absolute_phrase(claim.words, self.sources.find_language(source))
        ):
            message = f"{quote_words(claim.words)} counts from the start of the trip: its source has no date"
            self._report_finding(path, "warning", message, DATE_SOURCE_HINT, "no-reference")
        return Reference(
            (to_datetime(trip.start),), "the start of the trip, for want of a dated source"
        )

    def _list_windows(self, task: Task) -> tuple[tuple[Interval, str], ...]:
        """The windows that legs and events are read in, the nearest first, each with what it is called."""
        if task.section not in ("leg", "event"):
            return ()
        trip, leg = (
            self._find_trip_window(),
            self.entries.get(task.leg.id or "") if task.leg else None,
        )
        found = (
            [(widen_to_days(drop_time_zones(leg.interval)), f"the leg '{leg.title}'")]
            if leg and leg.interval
            else []
        )
        return (*found, (trip, f"the trip{self._quote_trip_claims()}")) if trip else tuple(found)

    def _quote_trip_claims(self) -> str:
        """The claims behind the trip's dates, for the explanation."""
        readings = [each for dating in self.entries["trip"].datings for each in dating.readings]
        says = [
            f"“{each.claim.says}” ({each.source})" if each.source else f"“{each.claim.says}”"
            for each in readings
        ]
        return f" (from {' and '.join(says)})" if says else ""

    def _find_trip_window(self) -> Interval | None:
        trip = self.anchors.get("trip")
        return widen_to_days(trip) if trip else None

    def _collect_anchors(self, source: str | None) -> Mapping[str, Interval]:
        if source not in self.sources.publication_dates:
            return self.anchors
        return ChainMap(
            {"published": drop_time_zones(self.sources.publication_dates[source])}, self.anchors
        )

    # --- the whole

    def _resolve_document_date(self, name: str) -> Interval | None:
        words = getattr(self.document, name)
        return self.sources.resolve_date_or_report(words, (name,)) if words else None

    def _find_stamp(self) -> date | None:
        """When the document last changed, for DTSTAMP."""
        latest = max(
            self.sources.publication_dates.values(), key=Interval.to_utc_bounds, default=None
        )
        found = self.revised or self.as_of or latest or self._find_trip_window()
        return found.start if found else None

    # --- what is found wrong

    def _report_phrase_error(
        self, error: PhraseError, claim: Claim, task: Task, path: DocumentPath
    ) -> None:
        source, field = self.sources.find_source_id(claim, task), "reads" if claim.reads else "says"
        nameless = next(
            (
                name
                for name in find_anchor_names(claim.words)
                if name not in self._collect_anchors(source)
            ),
            None,
        )
        if self._is_cause_reported(error, task, source) or nameless in self.undated:
            self.undated.add(task.id)
        elif nameless:
            self._report_finding(
                (*path, field), *describe_undated_anchor(nameless, claim.words, self.tasks)
            )
        else:
            told = describe_phrase_error(
                error, claim.words, self.sources.find_language(source), source
            )
            self.undated |= {task.id} if told.severity == "error" else set()
            self._report_finding((*path, field), *told)

    def _is_cause_reported(self, error: PhraseError, task: Task, source: str | None) -> bool:
        """Whether a claim has no date only for want of one that is already told to be wrong."""
        if self.sources.find_language(source) not in list_languages():
            return True
        is_trip_told = "trip" in self.undated and task.section != "trip"
        is_as_of_told = self.document.as_of is not None and self.as_of is None
        return isinstance(error, NoReferenceError) and (
            self.sources.is_problem_reported(source) or is_as_of_told or is_trip_told
        )

    def _report_loop(self, loop: list[str]) -> None:
        self.undated |= set(loop)
        spelled = " needs ".join(f"${id_}" for id_ in reversed(loop))
        message = f"dates that count from each other: {spelled}"
        self._report_finding(
            self.tasks[loop[0]].path, "error", message, "give one of them a date of its own", "loop"
        )

    def _report_finding(
        self, path: DocumentPath, severity: Severity, message: str, hint: str = "", code: str = ""
    ) -> None:
        self.found.append(self.document.create_diagnostic(path, severity, message, hint, code))


def _build_fallback_dating(name: str, interval: Interval, why: str) -> Dating:
    reading = Reading(
        Claim(says=why), None, (interval,), (Step("fallback", why), Step("result", interval.edtf))
    )
    return Dating(name, (reading,))


def _find_departure(datings: list[Dating]) -> datetime | None:
    """The departure, if it is a clock time."""
    start = datings[0].intervals[0].start if datings and datings[0].intervals else None
    return start if isinstance(start, datetime) else None
