"""A Document in; its Timeline and every diagnostic out: each date made absolute, each with the steps that led to it.

The order: sources' publication dates; the trip's own dates, which become the window; then legs, events and background as their
references to each other allow. What cannot be resolved stays in the timeline as open, with a diagnostic.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from itinerary.checks import always
from itinerary.dates.expressions import Conventions, at_midnight
from itinerary.dates.grammar import languages
from itinerary.dates.interval import Interval, days, hull, wall
from itinerary.dates.zones import zone
from itinerary.diagnostics import Diagnostic, PhraseError, Severity
from itinerary.document import Claim, Document, Event, Leg
from itinerary.places import Place
from itinerary.resolving.complaints import complaint, quoted, without_date
from itinerary.resolving.dependencies import Task, hull_of, in_order, names_in, tasks
from itinerary.resolving.reading import (
    DATE_IT,
    NO_REFERENCE,
    Frame,
    NoReferenceError,
    Reference,
    needs_no_reference,
    read_claim,
    reference_of,
)
from itinerary.resolving.sources import Sources
from itinerary.resolving.verdicts import judged
from itinerary.resolving.whereabouts import CODES, Whereabouts
from itinerary.timeline import Dating, Entry, Path, Reading, Step, Timeline, uid

_FUTURE, _PAST = Conventions(prefer="future"), Conventions(prefer="past")


def resolve(
    document: Document, *, track: Callable[[Sequence[str]], Iterable[str]] = iter
) -> Timeline:
    """The timeline of a document. Pure: no clock and no I/O but for the names of places, which are looked up in the package's own index.

    `track` gets the ids of all entries and gives them back one by one, as each is resolved: a place for a progress bar.

    >>> document = Document(title="A day", place={"name": "Quito", "timezone": "America/Guayaquil"}, dates="4 September 2025")
    >>> [entry.interval.edtf for entry in resolve(document).entries]
    ['2025-09-04']
    """
    return _Resolver(document).timeline(track)


class _Resolver:
    """The state of one run: what is resolved so far, and what was found wrong."""

    def __init__(self, document: Document) -> None:
        self.document, self.id = document, document.id or "trip"
        self.found: list[Diagnostic] = []
        self.entries: dict[str, Entry] = {}
        self.anchors: dict[str, Interval] = {}  # what "$quito" means
        self.undated: set[str] = set()  # the ids of entries that are told to have no date
        self.tasks = tasks(document)
        self.whereabouts = Whereabouts(document, self._report)
        self.sources = Sources(document, self.whereabouts, self._report)
        self.as_of, self.revised = self._stated("as_of"), self._stated("revised")

    def timeline(self, track: Callable[[Sequence[str]], Iterable[str]]) -> Timeline:
        """The whole run, in order."""
        for id_ in track(in_order(self.tasks, self._report_loop)):
            entry = self.entries[id_] = self._entry(self.tasks[id_])
            if entry.interval:
                self.anchors[id_] = wall(entry.interval)
        home = self.whereabouts.place(self.document.home, ("home",))
        home_zone = zone(home.timezone) if home else None
        timeline = Timeline(
            self.document, self.id, tuple(self._sorted()), (), home, home_zone, self._stamp()
        )
        return replace(timeline, diagnostics=(*self.found, *always(timeline)))

    # --- one entry

    def _entry(self, task: Task) -> Entry:
        leg = self.entries.get(task.leg.id or "") if task.leg else None
        item, (place, destination) = (
            task.item,
            self.whereabouts.of(task, leg.place if leg else self.whereabouts.around),
        )
        datings: list[Dating] = []
        for name, claims in task.dates.items():
            arrives = name == "arrive"
            datings.append(
                self._dating(
                    task,
                    name,
                    claims,
                    destination if arrives else place,
                    _start(datings) if arrives else None,
                )
            )
        if not task.dates and (implied := self._implied(task)):
            datings.append(implied)
        title = (item.title or place.name if place else item.title) or task.id
        kind = item.kind if isinstance(item, Event) else task.section
        zone_ = zone(place.timezone) if place and place.timezone else None
        uid_, leg_id = uid(self.id, task.id), leg.id if leg else None
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

    def _implied(self, task: Task) -> Dating | None:
        """The date of what has none: a leg lasts as long as the trip, a trip as long as its legs or events."""
        if task.section == "trip":
            parts = hull_of(self.tasks)
            whole = hull(
                days(wall(each.interval))
                for each in self.entries.values()
                if each.section == parts and each.interval
            )
            return _stated_by_none("dates", whole, f"the hull of the {parts}s") if whole else None
        window = self._window()
        return (
            _stated_by_none("when", window, "as long as the trip")
            if isinstance(task.item, Leg) and window
            else None
        )

    def _dating(
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
            readings[index] = self._reading(
                task, claims[index], (*task.path, name, index), place, settled, not_before
            )
            settled = settled or hull(readings[index].intervals)
        window = self._window() if task.section in ("leg", "event") else None
        return Dating(
            name, judged([readings[each] for each in range(len(claims))], self.sources.told, window)
        )

    def _reading(
        self,
        task: Task,
        claim: Claim,
        path: Path,
        place: Place | None,
        settled: Interval | None,
        not_before: datetime | None,
    ) -> Reading:
        source = self.sources.of(claim, task)
        frame = Frame(
            self._reference(task, claim, settled, path),
            self._windows(task),
            self._names(source),
            zone(place.timezone) if place and place.timezone else None,
            self.sources.language(source),
            _PAST if task.section == "background" else _FUTURE,
            not_before,
        )
        reading, error = read_claim(claim, source, self.sources.origin(source), frame)
        if error:
            self._report_phrase(error, claim, task, path)
        elif (
            frame.zone is None
            and any(interval.is_timed for interval in reading.intervals)
            and not self._is_place_told(task)
        ):
            message = f"{quoted(claim.words)} is a clock time, and no time zone is known"
            self._report(
                path,
                "error",
                message,
                "give the event a place, or the document a place or a timezone",
                "no-zone",
            )
        return reading

    def _is_place_told(self, task: Task) -> bool:
        """Whether the place that would give the zone is already reported as unknown."""
        return any(each.code in CODES.values() for each in self.found) and not isinstance(
            task.item, Document
        )

    # --- references, windows, names

    def _reference(
        self, task: Task, claim: Claim, settled: Interval | None, path: Path
    ) -> Reference:
        """What the relative words of a claim count from."""
        source = self.sources.of(claim, task)
        if said := self.sources.said(claim, source, path):
            return reference_of(said, "when it was said")
        if source in self.sources.published:
            return reference_of(
                self.sources.published[source], f"when {self.sources.name(source)} published it"
            )
        if settled is not None and settled.start is not None:
            return Reference(
                (at_midnight(wall(settled).start or settled.start),),
                "what the other sources say of the same date",
            )
        if self.as_of is not None:
            return reference_of(self.as_of, "the document's as_of")
        trip = self._window()
        if trip is None or trip.start is None:
            return NO_REFERENCE
        if (
            task.section == "background"
            and not claim.is_tbd
            and not needs_no_reference(claim.words, self.sources.language(source))
        ):
            message = (
                f"{quoted(claim.words)} counts from the start of the trip: its source has no date"
            )
            self._report(path, "warning", message, DATE_IT, "no-reference")
        return Reference(
            (at_midnight(trip.start),), "the start of the trip, for want of a dated source"
        )

    def _windows(self, task: Task) -> tuple[tuple[Interval, str], ...]:
        """The windows that legs and events are read in, the nearest first, each with what it is called."""
        if task.section not in ("leg", "event"):
            return ()
        trip, leg = self._window(), self.entries.get(task.leg.id or "") if task.leg else None
        found = (
            [(days(wall(leg.interval)), f"the leg '{leg.title}'")] if leg and leg.interval else []
        )
        return (*found, (trip, f"the trip{self._claimed()}")) if trip else tuple(found)

    def _claimed(self) -> str:
        """The claims behind the trip's dates, for the explanation."""
        readings = [each for dating in self.entries["trip"].datings for each in dating.readings]
        says = [
            f"“{each.claim.says}” ({each.source})" if each.source else f"“{each.claim.says}”"
            for each in readings
        ]
        return f" (from {' and '.join(says)})" if says else ""

    def _window(self) -> Interval | None:
        trip = self.anchors.get("trip")
        return days(trip) if trip else None

    def _names(self, source: str | None) -> Mapping[str, Interval]:
        if source not in self.sources.published:
            return self.anchors
        return ChainMap({"published": wall(self.sources.published[source])}, self.anchors)

    # --- the whole

    def _sorted(self) -> Iterator[Entry]:
        """The trip, then legs and events by time, then background by time; an open entry keeps its place behind the one before it."""
        for sections in (("trip",), ("leg", "event"), ("background",)):
            keyed: list[tuple[datetime, int, int, Entry]] = []
            key = (datetime.min, 0)
            for number, id_ in enumerate(
                id_ for id_, task in self.tasks.items() if task.section in sections
            ):
                entry = self.entries[id_]
                key = (
                    (_instant(entry), 0 if entry.section == "leg" else 1) if entry.interval else key
                )
                keyed.append((*key, number, entry))
            yield from (each[-1] for each in sorted(keyed, key=lambda each: each[:-1]))

    def _stated(self, name: str) -> Interval | None:
        words = getattr(self.document, name)
        return self.sources.absolute(words, (name,)) if words else None

    def _stamp(self) -> date | None:
        """When the document last changed, for DTSTAMP."""
        latest = max(self.sources.published.values(), key=Interval.bounds, default=None)
        found = self.revised or self.as_of or latest or self._window()
        return found.start if found else None

    # --- what is found wrong

    def _report_phrase(self, error: PhraseError, claim: Claim, task: Task, path: Path) -> None:
        source, field = self.sources.of(claim, task), "reads" if claim.reads else "says"
        nameless = next(
            (name for name in names_in(claim.words) if name not in self._names(source)), None
        )
        if self._is_told(error, task, source) or nameless in self.undated:
            self.undated.add(task.id)
        elif nameless:
            self._report((*path, field), *without_date(nameless, claim.words, self.tasks))
        else:
            told = complaint(error, claim.words, self.sources.language(source), source)
            self.undated |= {task.id} if told.severity == "error" else set()
            self._report((*path, field), *told)

    def _is_told(self, error: PhraseError, task: Task, source: str | None) -> bool:
        """Whether a claim has no date only for want of one that is already told to be wrong."""
        if self.sources.language(source) not in languages():
            return True
        is_trip_told = "trip" in self.undated and task.section != "trip"
        is_as_of_told = self.document.as_of is not None and self.as_of is None
        return isinstance(error, NoReferenceError) and (
            self.sources.is_told(source) or is_as_of_told or is_trip_told
        )

    def _report_loop(self, loop: list[str]) -> None:
        self.undated |= set(loop)
        spelled = " needs ".join(f"${id_}" for id_ in reversed(loop))
        message = f"dates that count from each other: {spelled}"
        self._report(
            self.tasks[loop[0]].path, "error", message, "give one of them a date of its own", "loop"
        )

    def _report(
        self, path: Path, severity: Severity, message: str, hint: str = "", code: str = ""
    ) -> None:
        self.found.append(self.document.diagnostic(path, severity, message, hint, code))


def _stated_by_none(name: str, interval: Interval, why: str) -> Dating:
    reading = Reading(
        Claim(says=why), None, (interval,), (Step("fallback", why), Step("result", interval.edtf))
    )
    return Dating(name, (reading,))


def _start(datings: list[Dating]) -> datetime | None:
    """The departure, if it is a clock time."""
    start = datings[0].intervals[0].start if datings and datings[0].intervals else None
    return start if isinstance(start, datetime) else None


def _instant(entry: Entry) -> datetime:
    """When an entry begins, in absolute time: a day begins at midnight of its place."""
    start = entry.intervals[0].start
    if start is None or entry.zone is None or isinstance(start, datetime):
        return entry.intervals[0].bounds()[0]
    return Interval(at_midnight(start).replace(tzinfo=entry.zone), None).bounds()[0]
