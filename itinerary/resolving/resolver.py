"""A Document in; its Timeline and every diagnostic out.

The order: sources' publication dates; the trip's own dates, which become the window; then legs,
events and background as their references to each other allow. What cannot be resolved stays in the
timeline as open, with a diagnostic.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime

from itinerary.checks import check_consistency
from itinerary.codes import Code
from itinerary.dates.interval import Interval
from itinerary.dates.zones import load_zone
from itinerary.diagnostics import NodePath, describe_value, require_argument
from itinerary.document import Claim, Document, Event, Leg
from itinerary.document.vocabulary import DateField, Status, Visibility, find_visibility
from itinerary.places import Place
from itinerary.resolving.claim_reporter import ClaimReporter
from itinerary.resolving.claim_resolver import ClaimResolver
from itinerary.resolving.context_finder import ClaimPosition, ContextFinder
from itinerary.resolving.dependencies import (
    Task,
    choose_enclosed_section,
    collect_days,
    collect_tasks,
    order_tasks,
)
from itinerary.resolving.findings import Findings
from itinerary.resolving.place_resolver import PlaceResolver
from itinerary.resolving.programme_days import ProgrammeDays
from itinerary.resolving.progress import ProgressTracker, track_ids
from itinerary.resolving.reading_memory import ClaimReader, ReadingMemory
from itinerary.resolving.resolved_entries import ResolvedEntries
from itinerary.resolving.sources import Sources
from itinerary.timeline import Dating, Entry, Reading, Step, Timeline, derive_uid
from itinerary.timeline.order import sort_entries


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
        run = _Resolver(document, memory)
        timeline = run.build_timeline(track)
        memory.other_dates = run.list_other_dates()
        return timeline


class _Resolver:
    """The state of one run: what is resolved so far, and what was found wrong."""

    def __init__(self, document: Document, memory: ReadingMemory | None = None) -> None:
        self._document, self._id = document, document.id or "trip"
        self._findings = findings = Findings(document)
        report = findings.report
        self._visibilities: dict[NodePath, Visibility] = {}  # by the path of a leg, () for none
        self._tasks = tasks = collect_tasks(document)
        self._entries = entries = ResolvedEntries(has_several_legs=len(document.legs) > 1)
        self._places = places = PlaceResolver(document, report)
        self._sources = sources = Sources(document, places, report)
        self._as_of = self._resolve_own_date("as_of", document.as_of)
        self._revised = self._resolve_own_date("revised", document.revised)
        is_lost = document.as_of is not None and self._as_of is None
        contexts = ContextFinder(sources, entries, self._as_of, document.day_ends, report)
        reporter = ClaimReporter(tasks, sources, contexts, findings, is_as_of_reported=is_lost)
        self._claims = ClaimResolver(
            ClaimReader(memory), reporter, sources, places, entries, contexts, findings
        )
        self._days = ProgrammeDays(
            collect_days(document), entries, self._claims, places.default_place, report
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
        return replace(timeline, diagnostics=(*self._findings.found, *check_consistency(timeline)))

    def list_other_dates(self) -> Mapping[NodePath, Interval]:
        """Return what the dates came to that are those of no entry, by their paths."""
        return {**self._sources.absolute_dates, **self._days.list_dates()}

    def _resolve_own_date(self, name: str, words: str | None) -> Interval | None:
        """Return a date of the document itself, in the zone that it states; without one it is UTC.

        It is when the document was written, or when this issue of it was.
        """
        return self._sources.resolve_date_or_report(words, (name,)) if words else None

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
        if task.day and task.dates:
            self._days.resolve_day(task.day)
        for number, (name, claims) in enumerate(task.dates.items()):
            day = None if number else task.day  # what begins on it may end on another
            position = ClaimPosition(task, (*task.path, name), place, day=day)
            if name == DateField.ARRIVE:
                position = position._replace(place=destination, not_before=departure)
            dating = self._claims.resolve_dating(name, claims, position)
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

    def _report_loop(self, loop: list[str]) -> None:
        self._findings.undated |= set(loop)
        needs = " needs ".join(f"${id_}" for id_ in reversed(loop))
        message, hint = (
            f"dates that count from each other: {needs}",
            "give one of them a date of its own",
        )
        self._findings.report(self._tasks[loop[0]].path, "error", message, hint, Code.LOOP)


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
