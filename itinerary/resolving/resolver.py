"""A Document in; its Timeline and every diagnostic out.

The order: sources' publication dates; the trip's own dates, which become the window; then legs,
events and background as their references to each other allow. What cannot be resolved stays in the
timeline as open, with a diagnostic.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import islice

from itinerary.checks import check_consistency
from itinerary.codes import Code
from itinerary.dates.arithmetic import enclose_intervals
from itinerary.dates.grammar import list_languages
from itinerary.dates.interval import Grain, Interval, has_unknown_zone
from itinerary.dates.zones import load_zone
from itinerary.diagnostics import (
    PLACE_CODES,
    Diagnostic,
    NodePath,
    PhraseError,
    Severity,
    describe_value,
    require_argument,
)
from itinerary.document import Claim, Document, Event, Leg
from itinerary.document.vocabulary import DateField, Status, Visibility, find_visibility
from itinerary.places import Place
from itinerary.resolving.claim_context import ClaimContext
from itinerary.resolving.claim_findings import (
    MAX_SUGGESTED,
    describe_phrase_error,
    describe_undated_anchor,
    quote_words,
)
from itinerary.resolving.context_finder import ClaimPosition, ContextFinder
from itinerary.resolving.dependencies import (
    DayTask,
    Task,
    choose_enclosed_section,
    collect_days,
    collect_tasks,
    find_anchor_names,
    order_tasks,
)
from itinerary.resolving.place_resolver import PlaceResolver
from itinerary.resolving.programme_days import ProgrammeDays
from itinerary.resolving.progress import ProgressTracker, track_ids
from itinerary.resolving.reading import (
    counts_from_assumed_date,
    is_read_in_trip,
    refuse_ancient_dates,
)
from itinerary.resolving.reading_memory import ClaimReader, ReadingMemory
from itinerary.resolving.references import NoReferenceError
from itinerary.resolving.resolved_entries import ResolvedEntries
from itinerary.resolving.sources import Sources
from itinerary.resolving.verdicts import judge_claims
from itinerary.resolving.windowed_resolution import OpenLegError
from itinerary.timeline import Dating, Entry, Reading, Step, Timeline, derive_uid
from itinerary.timeline.order import sort_entries

_MAX_COMPARED = 50_000  # ids that all unknown ones together are compared with; more takes too long


def resolve(document: Document, *, track: ProgressTracker = iter) -> Timeline:
    """Return the timeline of a document, with every date made absolute and explained.

    What is wrong with the dates is in `timeline.diagnostics`, and what cannot be resolved is open;
    `timeline.raise_for_errors()` raises it. No clock is read, and of files only the package's own
    index of places, where a time zone is not stated.

    Args:
        document: What `load` or `loads` returns, or a document made in code.
        track: Gets the ids of all entries and gives them back one by one, as each is resolved:
            the place for a progress bar.

    Raises:
        TypeError: An argument has a wrong type; the message names it.

    >>> quito = {"name": "Quito", "timezone": "America/Guayaquil"}
    >>> document = Document(title="A day", place=quito, dates="4 September 2025")
    >>> resolve(document)["trip"]
    Entry('trip', 'trip', '2025-09-04')
    """
    require_argument("document", document, Document, "a Document", "load a path or a text first")
    if not callable(track):
        raise TypeError(f"track takes a function of the ids, not {describe_value(track)}")
    return _Resolver(document).build_timeline(track)


def resolve_again(
    document: Document, memory: ReadingMemory, *, track: ProgressTracker = iter
) -> Timeline:
    """Return what `resolve` does, in less time if a document much like it was resolved before.

    Args:
        document: A version of a document.
        memory: What claims came to in the last version; it takes in what they come to in this one.
        track: As that of `resolve`; what it raises ends the run.

    >>> tea = {"title": "Tea", "when": "3 May 2025"}
    >>> resolve_again(Document(title="T", events=[tea]), ReadingMemory())["tea"]
    Entry('tea', 'event', '2025-05-03')
    """
    with memory.remember_run():
        return _Resolver(document, memory).build_timeline(track)


class _Resolver:
    """The state of one run: what is resolved so far, and what was found wrong."""

    def __init__(self, document: Document, memory: ReadingMemory | None = None) -> None:
        self._document, self._id = document, document.id or "trip"
        self._reader = ClaimReader(memory)
        self._findings: list[Diagnostic] = []
        self._compared = 0  # ids that unknown ones were compared with
        self._undated: set[str] = set()  # the entries that are reported to have no date
        self._visibilities: dict[NodePath, Visibility] = {}  # by the path of a leg, () for none
        self._tasks = collect_tasks(document)
        self._in_order = [*self._tasks.values()]
        self._places_in_order = {each.id: place for place, each in enumerate(self._in_order)}
        self._entries = ResolvedEntries(has_several_legs=len(document.legs) > 1)
        self._places = PlaceResolver(document, self._report)
        self._sources = Sources(document, self._places, self._report)
        as_of = document.as_of
        self._as_of = self._sources.resolve_date_or_report(as_of, ("as_of",)) if as_of else None
        self._revised = self._resolve_revision()
        self._days = ProgrammeDays(
            collect_days(document), self._entries, self._resolve_day, self._report
        )
        self._contexts = ContextFinder(
            self._sources, self._entries, self._as_of, document.day_ends, self._report
        )

    def build_timeline(self, track: ProgressTracker) -> Timeline:
        """Do the whole run, in order."""
        for id_ in track_ids(track, order_tasks(self._tasks, self._report_loop)):
            self._entries.add(self._resolve_entry(self._tasks[id_]))
        home = self._places.resolve_place(self._document.home, ("home",))
        timeline = Timeline(
            document=self._document,
            id=self._id,
            entries=sort_entries(self._entries.by_id[id_] for id_ in self._tasks),
            home=home,
            home_zone=load_zone(home.timezone) if home and home.timezone else None,
            stamp=self._find_stamp(),
            sources_as_of=self._sources.find_last_publication(),
            complete_days=self._days.list_complete_days(),
        )
        return replace(timeline, diagnostics=(*self._findings, *check_consistency(timeline)))

    def _resolve_revision(self) -> Interval | None:
        """Return when this issue was written, in the zone that it states; without one it is UTC."""
        words = self._document.revised
        return self._sources.resolve_date_or_report(words, ("revised",)) if words else None

    def _find_stamp(self) -> date | None:
        """Return when the document says that it last changed.

        The dates of the trip say nothing of that, and those of sources may move back and forth: a
        calendar drops what is older than it has (RFC 5546, section 2.1.5).
        """
        found = self._revised or self._as_of
        return found.start if found else None

    # --- one entry

    def _resolve_entry(self, task: Task) -> Entry:
        leg, item = self._entries.find_leg(task), task.item
        city = leg.place if leg else self._places.default_place
        place, destination = self._places.resolve_entry_places(task, city)
        return Entry(
            id=task.id,
            uid=derive_uid(self._id, task.id),
            section=task.section,
            title=item.title or (place.name if place else "") or task.id,
            kind=item.kind if isinstance(item, Event) else task.section,
            item=item,
            datings=tuple(self._resolve_datings(task, place, destination)),
            place=place,
            destination=destination,
            zone=load_zone(place.timezone) if place and place.timezone else None,
            leg=leg.id if leg else None,
            path=task.path,
            enclosing_visibility=self._find_visibility_around(task),
            enclosing_status=self._find_status_around(task),
        )

    def _find_status_around(self, task: Task) -> Status:
        """Return whether what holds an entry takes place."""
        if task.section == "trip":
            return Status.CONFIRMED
        around = self._document.status
        return around.apply_to(task.leg.status) if task.leg else around

    def _find_visibility_around(self, task: Task) -> Visibility:
        """Return who may read of what holds an entry: the same for all of a leg."""
        around = task.path[:2] if task.leg else ()
        if around not in self._visibilities:
            self._visibilities[around] = find_visibility(self._document, task.leg)
        return self._visibilities[around]

    def _resolve_datings(
        self, task: Task, place: Place | None, destination: Place | None
    ) -> Iterator[Dating]:
        departure: datetime | None = None
        for number, (name, claims) in enumerate(task.dates.items()):
            day = None if number else task.day  # what begins on it may end on another
            position = ClaimPosition(task, (*task.path, name), place, day=day)
            if name == DateField.ARRIVE:
                position = position._replace(place=destination, not_before=departure)
            dating = self._resolve_dating(name, claims, position)
            departure = departure or _find_clock_time(dating)
            yield dating
        if not task.dates and (implied := self._infer_dating(task)):
            yield implied

    def _infer_dating(self, task: Task) -> Dating | None:
        """Return the date of what states none, if it has one.

        A leg lasts as long as the trip, a trip as long as its legs, else its events.
        """
        if task.section == "trip":
            parts = choose_enclosed_section(self._tasks)
            whole = self._entries.enclose_section(parts)
            return _build_implied_dating("dates", whole, f"the hull of the {parts}s")
        if isinstance(task.item, Leg):
            return _build_implied_dating("when", self._entries.trip_window, "as long as the trip")
        return None

    def _resolve_day(self, day: DayTask) -> Dating:
        """Resolve the words of a day of a programme."""
        position = ClaimPosition(day, (*day.path, "day"), self._places.default_place)
        return self._resolve_dating("day", day.dates["day"], position)

    # --- one date

    def _resolve_dating(
        self, name: str, claims: Sequence[Claim], position: ClaimPosition
    ) -> Dating:
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
        source = self._sources.find_source_id(claim, position.task)
        if self._is_day_open(position.task):
            return Reading(claim, source, problem="its day has no date")
        context = self._contexts.find_context(claim, position)
        origin = self._sources.describe_source(source)
        read = self._reader.read_claim(claim, source, origin, context)
        is_without_zone = any(map(has_unknown_zone, read.reading.intervals))
        clock = self._places.find_background_clock(position.task) if is_without_zone else None
        if clock:
            context = self._contexts.find_context(claim, position._replace(place=clock))
            read = self._reader.read_claim(claim, source, origin, context)
        if position.task.section != "background":
            read = refuse_ancient_dates(read)
        reading = read.reading
        if read.error:
            self._report_phrase_error(read.error, claim, position)
        elif self._lacks_zone(reading, context, position.task):
            message = f"{quote_words(claim.words)} is a clock time, and no time zone is known"
            hint = "give the event a place, or the document a place or a timezone"
            self._report(position.path, "error", message, hint, Code.NO_ZONE)
        elif self._reader.ask(is_read_in_trip, read, context):
            self._report_assumed_dates(claim, context, position)
        elif position.task.section != "background" and self._reader.ask(
            counts_from_assumed_date, read, context
        ):
            self._contexts.report_assumed_reference(claim, position)
        return reading

    def _is_day_open(self, task: Task) -> bool:
        """Whether an entry is on a day of a programme that has no date, as is reported or TBD."""
        if task.day is None:
            return False
        self._days.resolve_day(task.day)
        is_open = task.day.id not in self._entries.windows
        if is_open:
            self._undated.add(task.id)
        return is_open

    def _lacks_zone(self, reading: Reading, context: ClaimContext, task: Task) -> bool:
        """Whether clock times name no zone and have none, and no place is reported already."""
        unzoned = [each for each in reading.intervals if has_unknown_zone(each)]
        if task.section == "background":  # "the night of 9–10 November 1938" needs no clock
            unzoned = [each for each in unzoned if each.grain < Grain.PART_OF_DAY]
        if context.zone is not None or not unzoned:
            return False
        codes = PLACE_CODES.values()
        is_place_reported = any(finding.code in codes for finding in self._findings)
        return not is_place_reported or isinstance(task.item, Document)

    # --- what is found wrong

    def _report_phrase_error(
        self, error: PhraseError, claim: Claim, position: ClaimPosition
    ) -> None:
        """Report why words came to no date, unless that is reported already."""
        task, words = position.task, claim.words
        source = self._sources.find_source_id(claim, task)
        anchors = self._contexts.collect_anchors(source)
        unknown = next((each for each in find_anchor_names(words) if each not in anchors), None)
        path = (*position.path, claim.words_field)
        if self._is_cause_reported(error, task, source) or unknown in self._undated:
            self._undated.add(task.id)
        elif unknown:
            self._undated.add(task.id)
            self._compared += len(self._tasks)
            suggests = self._compared <= max(_MAX_COMPARED, len(self._tasks))
            finding = describe_undated_anchor(unknown, words, self._tasks, suggests=suggests)
            self._report(path, *finding)
        else:
            language = self._sources.find_language(source)
            earlier = self._list_earlier_ids(task)
            finding = describe_phrase_error(error, words, language, source, earlier)
            if finding.severity == "error":
                self._undated.add(task.id)
            self._report(path, *finding)

    def _report_assumed_dates(
        self, claim: Claim, context: ClaimContext, position: ClaimPosition
    ) -> None:
        """Tell that words are read in the trip, for want of dates of their leg."""
        leg = context.open_leg or context.assumed_leg
        message = f"{quote_words(claim.words)} is read in the trip: {leg} has no dates of its own"
        hint = "give the leg its dates, or write the date itself"
        self._report(position.path, "warning", message, hint, Code.NO_DATE)

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
        if self._sources.is_lost(source) and error.kind in ("unread", "impossible"):
            return True
        if self._sources.find_language(source) not in list_languages():
            return True
        is_as_of_reported = self._document.as_of is not None and self._as_of is None
        is_trip_reported = "trip" in self._undated and task.section != "trip"
        if isinstance(error, OpenLegError) and task.leg and task.leg.id in self._undated:
            return True
        return isinstance(error, NoReferenceError) and (
            self._sources.is_problem_reported(source) or is_as_of_reported or is_trip_reported
        )

    def _report_loop(self, loop: list[str]) -> None:
        self._undated |= set(loop)
        needs = " needs ".join(f"${id_}" for id_ in reversed(loop))
        message, hint = (
            f"dates that count from each other: {needs}",
            "give one of them a date of its own",
        )
        self._report(self._tasks[loop[0]].path, "error", message, hint, Code.LOOP)

    def _report(
        self, path: NodePath, severity: Severity, message: str, hint: str, code: Code
    ) -> None:
        self._findings.append(self._document.create_diagnostic(path, severity, message, hint, code))


def _build_implied_dating(name: str, interval: Interval | None, why: str) -> Dating | None:
    """Return a date that nobody states; its explanation begins with why it is there."""
    if interval is None:
        return None
    steps = (Step("fallback", why), Step("result", interval.edtf))
    return Dating(name, (Reading(Claim(says=why), None, (interval,), steps),))


def _find_clock_time(dating: Dating) -> datetime | None:
    """Return when a date begins, if that is a clock time."""
    start = dating.intervals[0].start if dating.intervals else None
    return start if isinstance(start, datetime) else None
