"""A Document in; its Timeline and every diagnostic out: each date made absolute, each with the steps that led to it.

The order: sources' publication dates; the trip's own dates, which become the window; then legs, events and background as their
references to each other allow. What cannot be resolved stays in the timeline as open, with a diagnostic.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from graphlib import CycleError, TopologicalSorter
from zoneinfo import ZoneInfo

from itinerary.diagnostics import Diagnostic, PhraseError, PlaceError, Severity
from itinerary.interval import Interval, days, hull, wall, zone
from itinerary.meaning import Conventions, at_midnight
from itinerary.places import Place, locate
from itinerary.resolve.claims import judged
from itinerary.resolve.reading import NO_REFERENCE, Frame, Reference, published_interval, read_claim, reference_of
from itinerary.schema import BackgroundEvent, Claim, Document, Event, Leg, PlaceDetails, Source
from itinerary.timeline import Dating, Entry, Reading, Section, Step, Timeline, uid

Path = tuple[str | int, ...]
_NAMED = re.compile(r"\$([A-Za-z0-9][A-Za-z0-9_-]*)")
_FUTURE, _PAST = Conventions(prefer="future"), Conventions(prefer="past")


@dataclass(frozen=True, slots=True)
class _Task:
    """An entry still to be resolved: what it is, where it stands in the document, and the leg around it."""

    id: str
    section: Section
    item: Document | Leg | Event | BackgroundEvent
    path: Path
    dates: dict[str, tuple[Claim, ...]]
    leg: Leg | None = None

    @property
    def needs(self) -> set[str]:
        """The ids of the entries that its dates are told by."""
        words = [claim.words for claims in self.dates.values() for claim in claims]
        named = {name for text in words for name in _NAMED.findall(text)} - {"published"}
        if self.section in ("leg", "event"):
            named.add("trip")
        if self.leg and self.leg.id:
            named.add(self.leg.id)
        return named


def resolve(document: Document) -> Timeline:
    """The timeline of a document. Pure: no clock and no I/O but for the names of places, which are looked up in the package's own index.

    >>> document = Document(title="A day", place={"name": "Quito", "timezone": "America/Guayaquil"}, dates="4 September 2025")
    >>> [entry.interval.edtf for entry in resolve(document).entries]
    ['2025-09-04']
    """
    return _Resolver(document).timeline()


@dataclass(slots=True)
class _Resolver:
    """The state of one run: what is resolved so far, and what was found wrong."""

    document: Document
    found: list[Diagnostic] = field(default_factory=list)
    entries: dict[str, Entry] = field(default_factory=dict)
    published: dict[str, Interval] = field(default_factory=dict)
    as_of: Interval | None = None
    places: dict[tuple[str, str | None], Place | None] = field(default_factory=dict)

    def timeline(self) -> Timeline:
        """The whole run, in order."""
        self._read_publication_dates()
        self.as_of = self._stated("as_of")
        tasks = {task.id: task for task in self._tasks()}
        for id_ in self._in_order(tasks):
            self.entries[id_] = self._entry(tasks[id_])
        home = self._place(self.document.home, ("home",))
        stamp = self._stamp()
        return Timeline(
            self.document,
            self.document.id or "trip",
            tuple(self._sorted(tasks)),
            tuple(self.found),
            home,
            home and zone(home.timezone),
            stamp,
        )

    # --- what is to be resolved, and in which order

    def _tasks(self) -> Iterator[_Task]:
        document = self.document
        yield _Task("trip", "trip", document, ("dates",), {"dates": document.dates} if document.dates else {})
        for number, leg in enumerate(document.legs):
            path: Path = ("legs", number)
            yield _Task(leg.id or f"leg-{number + 1}", "leg", leg, path, {"when": leg.when} if leg.when else {})
            for each, event in enumerate(leg.events):
                yield _Task(event.id or f"leg-{number + 1}-event-{each + 1}", "event", event, (*path, "events", each), event.dates, leg)
        for number, event in enumerate(document.events):
            yield _Task(event.id or f"event-{number + 1}", "event", event, ("events", number), event.dates)
        for number, past in enumerate(document.background):
            yield _Task(past.id or f"background-{number + 1}", "background", past, ("background", number), {"when": past.when})

    def _in_order(self, tasks: dict[str, _Task]) -> list[str]:
        """The ids, each after those it needs; a loop is reported and cut."""
        needs = {id_: task.needs & tasks.keys() for id_, task in tasks.items()}
        if self.document.dates is None:  # the trip is then the hull of its legs
            needs = {id_: names - {"trip"} if "$trip" not in _words(tasks[id_]) else names for id_, names in needs.items()}
            needs["trip"] |= {id_ for id_, task in tasks.items() if task.section == "leg"}
            if not self.document.legs:
                needs["trip"] |= {id_ for id_, task in tasks.items() if task.section == "event"}
        while True:
            try:
                return list(TopologicalSorter(needs).static_order())
            except CycleError as error:
                loop: list[str] = error.args[1]
                last = tasks[loop[0]]
                spelled = " needs ".join(f"${id_}" for id_ in reversed(loop))
                self._report(
                    last.path, "error", f"dates that count from each other: {spelled}", "give one of them a date of its own", "loop"
                )
                for id_ in loop:
                    needs[id_] -= set(loop)

    # --- one entry

    def _entry(self, task: _Task) -> Entry:
        item = task.item
        if task.section == "trip":
            return self._trip(task)
        origin, destination = self._places_of(task)
        datings: list[Dating] = []
        for name, claims in task.dates.items():
            place = destination if name == "arrive" else origin
            not_before = _start(datings) if name == "arrive" else None
            datings.append(self._dating(task, name, claims, place, not_before))
        if isinstance(item, Leg) and not task.dates and (trip := self._window()):
            datings.append(Dating("when", (_implied(trip),)))
        title = item.title or (origin.name if origin else task.id)
        kind = item.kind if isinstance(item, Event) else task.section
        leg = task.leg.id if task.leg else None
        entry = Entry(
            task.id, uid(self.document.id or "trip", task.id), task.section, title, kind, item, tuple(datings), origin, destination,
            zone(origin.timezone) if origin and origin.timezone else None, leg,
        )  # fmt: skip
        self._check_against_trip(entry, task)
        return entry

    def _trip(self, task: _Task) -> Entry:
        datings = tuple(self._dating(task, name, claims, None, None) for name, claims in task.dates.items())
        id_ = self.document.id or "trip"
        place = self._place(self.document.place, ("place",), self.document.timezone)
        entry = Entry("trip", uid(id_, "trip"), "trip", self.document.title, "trip", self.document, datings, place)
        if datings:
            return entry
        section = "leg" if self.document.legs else "event"
        stretches = [days(wall(each.interval)) for each in self.entries.values() if each.section == section and each.interval]
        whole = hull(stretches)
        return replace(entry, datings=(Dating("dates", (_implied(whole, f"the hull of the {section}s"),)),)) if whole else entry

    def _dating(self, task: _Task, name: str, claims: tuple[Claim, ...], place: Place | None, not_before: datetime | None) -> Dating:
        """One date: the claims whose source is dated first, since they settle what the others count from."""
        readings: dict[int, Reading] = {}
        settled: Interval | None = None
        for index in sorted(range(len(claims)), key=lambda each: not self._is_dated(claims[each], task)):
            path = (*task.path, name, index) if task.section != "trip" else (name, index)
            readings[index] = self._reading(task, claims[index], path, place, settled, not_before)
            settled = settled or hull(readings[index].intervals)
        window = self._window() if task.section in ("leg", "event") else None
        return Dating(name, judged([readings[each] for each in range(len(claims))], self._told, window))

    def _reading(
        self, task: _Task, claim: Claim, path: Path, place: Place | None, settled: Interval | None, not_before: datetime | None
    ) -> Reading:  # fmt: skip
        source = self._source_of(claim, task)
        frame = Frame(
            self._reference(task, claim, settled, path), self._windows(task), self._anchors(source),
            zone(place.timezone) if place and place.timezone else None, self._language(source),
            _PAST if task.section == "background" else _FUTURE, not_before,
        )  # fmt: skip
        reading, error = read_claim(claim, source, self._origin(source), frame)
        if error:
            self._report_phrase(error, claim, path)
        elif frame.zone is None and any(interval.is_timed for interval in reading.intervals):
            self._report(
                path,
                "error",
                f"“{claim.words}” is a clock time, and no time zone is known",
                "give the event a place or a timezone",
                "no-zone",
            )
        return reading

    def _report_phrase(self, error: PhraseError, claim: Claim, path: Path) -> None:
        path = (*path, "reads" if claim.reads else "says")
        severity: Severity = "warning" if error.kind == "vague" else "error"
        self._report(path, severity, f"“{claim.words[:100]}”: {error.message}", error.hint, f"phrase-{error.kind}")

    def _check_against_trip(self, entry: Entry, task: _Task) -> None:
        trip = self._window()
        if trip and entry.interval and entry.section in ("leg", "event") and not wall(entry.interval).overlaps(trip):
            self._report(
                task.path,
                "warning",
                f"'{entry.title}' ({entry.interval.edtf}) lies outside the trip ({trip.edtf})",
                "check its date",
                "outside-trip",
            )

    # --- references, windows, names

    def _reference(self, task: _Task, claim: Claim, settled: Interval | None, path: Path) -> Reference:
        """What relative words of a claim count from; the order is that of DESIGN's rules for dates."""
        source = self._source_of(claim, task)
        if claim.said:
            said = self._absolute(claim.said, (*path, "said"), self._language(source), None)
            if said:
                return reference_of(said, "when it was said")
        if source in self.published:
            return reference_of(self.published[source], f"when {self._name(source)} published it")
        if settled is not None and settled.start is not None:
            return Reference((at_midnight(wall(settled).start or settled.start),), "what the other sources say of the same date")
        if self.as_of is not None:
            return reference_of(self.as_of, "the document's as_of")
        trip = self._window()
        if trip is None or trip.start is None or task.section == "trip":
            return NO_REFERENCE
        if task.section == "background" and not _is_absolute(claim, self._language(source)):
            text = f"“{claim.words}” counts from the start of the trip: its source has no date"
            self._report(path, "warning", text, "add as_of: to the document, or published: to the source", "no-reference")
        return Reference((at_midnight(trip.start),), "the start of the trip, for want of a dated source")

    def _windows(self, task: _Task) -> tuple[tuple[Interval, str], ...]:
        trip, leg = self._window(), self.entries.get(task.leg.id or "") if task.leg else None
        if task.section not in ("leg", "event") or trip is None:
            around_leg = leg and leg.interval
            return ((days(wall(around_leg)), f"the leg '{leg.title}'"),) if leg and around_leg else ()
        found = [(trip, f"the trip{self._claimed()}")]
        if leg and leg.interval:
            found.insert(0, (days(wall(leg.interval)), f"the leg '{leg.title}'"))
        return tuple(found)

    def _claimed(self) -> str:
        """The claims behind the trip's dates, for the explanation."""
        datings = self.entries["trip"].datings if "trip" in self.entries else ()
        says = [
            f"“{each.claim.says}” ({each.source})" if each.source else f"“{each.claim.says}”"
            for dating in datings
            for each in dating.readings
        ]
        return f" (from {' and '.join(says)})" if says else ""

    def _window(self) -> Interval | None:
        trip = self.entries.get("trip")
        return days(wall(trip.interval)) if trip and trip.interval else None

    def _anchors(self, source: str | None) -> dict[str, Interval]:
        anchors = {id_: wall(entry.interval) for id_, entry in self.entries.items() if entry.interval}
        if source in self.published:
            anchors["published"] = wall(self.published[source])
        return anchors

    # --- sources

    def _read_publication_dates(self) -> None:
        for id_, source in self.document.sources.items():
            if source.published is None:
                continue
            place = self._place(source.dateline, ("sources", id_, "dateline")) if source.dateline else None
            found = self._absolute(source.published, ("sources", id_, "published"), self._language(id_), place and zone(place.timezone))
            if found:
                self.published[id_] = found

    def _absolute(self, words: str, path: Path, language: str, zone_: ZoneInfo | None) -> Interval | None:
        try:
            return published_interval(words, language, zone_)
        except PhraseError as error:
            self._report(
                path, "error", f"“{words[:100]}”: {error.message}", error.hint or "write a date that needs no other", f"phrase-{error.kind}"
            )
            return None

    def _stated(self, name: str) -> Interval | None:
        words = getattr(self.document, name)
        return self._absolute(words, (name,), self.document.language, None) if words else None

    def _source_of(self, claim: Claim, task: _Task) -> str | None:
        own = None if isinstance(task.item, Document) else task.item.source
        return claim.source or own or (task.leg.source if task.leg else None)

    def _source(self, id_: str | None) -> Source | None:
        return self.document.sources.get(id_) if id_ else None

    def _is_dated(self, claim: Claim, task: _Task) -> bool:
        return bool(claim.said) or self._source_of(claim, task) in self.published

    def _language(self, source: str | None) -> str:
        found = self._source(source)
        return found.language if found and found.language else self.document.language

    def _name(self, id_: str | None) -> str:
        source = self._source(id_)
        return source.publisher if source else "the document"

    def _origin(self, id_: str | None) -> str:
        source = self._source(id_)
        if source is None:
            return "the document itself"
        published = self.published.get(id_ or "")
        return f"{source.publisher}, “{source.title}”, {'published ' + published.edtf if published else 'undated'} [{id_}]"

    def _told(self, reading: Reading) -> tuple[str, datetime | None]:
        """Who said it, and when."""
        source = self._source(reading.source)
        speaker = reading.claim.speaker or (source.publisher if source else "")
        when = self.published.get(reading.source or "")
        if reading.claim.said:
            when = self._absolute(reading.claim.said, (), self._language(reading.source), None) or when
        return speaker, when.bounds()[0] if when else None

    # --- places

    def _places_of(self, task: _Task) -> tuple[Place | None, Place | None]:
        """The place of an entry, and where a movement arrives; its own, else its leg's, else the document's."""
        item, leg, path = task.item, task.leg, task.path
        if isinstance(item, Event) and item.kind == "movement":
            return self._place(item.origin, (*path, "from")), self._place(item.destination, (*path, "to"))
        if isinstance(item, BackgroundEvent):
            return self._venue(item.place, None), None
        stated = (item.timezone if isinstance(item, Leg) else None) or (leg.timezone if leg else None) or self.document.timezone
        city = self._place(leg.place, ("legs",), stated) if leg else self._place(self.document.place, ("place",), stated)
        own = item.place if isinstance(item, Leg | Event) else None
        if own is None:
            return city or (Place("", stated) if stated else None), None
        return (self._venue(own, city) if city else self._place(own, (*path, "place"), stated)), None

    def _place(self, details: PlaceDetails | None, path: Path, stated: str | None = None) -> Place | None:
        """A place that must have a time zone: its own, a stated one, or that of the city of its name."""
        if details is None:
            return None
        known = (details.name, details.timezone or stated)
        if known not in self.places:
            self.places[known] = self._looked_up(details, path, stated)
        return self.places[known]

    def _looked_up(self, details: PlaceDetails, path: Path, stated: str | None) -> Place | None:
        timezone = details.timezone or stated
        if timezone:
            return _spelled(details, Place(details.name, timezone))
        try:
            return _spelled(details, locate(details.name)[0])
        except PlaceError as error:
            self._report(path, "error", error.message, error.hint, "no-such-place")
            return None

    def _venue(self, details: PlaceDetails | None, city: Place | None) -> Place | None:
        """A place within a city: what it does not say itself, it has from there; without a city it may be any place, and needs no zone."""
        if details is None:
            return city
        if details.timezone or city is None:
            return _spelled(details, Place(details.name, details.timezone or ""))
        if details.name == city.name:
            return city
        return _spelled(details, Place(details.name, city.timezone, city.country))

    # --- the end

    def _sorted(self, tasks: dict[str, _Task]) -> Iterator[Entry]:
        """The trip, then legs and events by time, then background by time; an open entry keeps its place behind the one before it."""
        sections = ("trip",), ("leg", "event"), ("background",)
        for names in sections:
            keyed, key = [], (datetime.min, 0)
            for number, id_ in enumerate(id_ for id_, task in tasks.items() if task.section in names):
                entry = self.entries[id_]
                key = (_instant(entry), 0 if entry.section == "leg" else 1) if entry.interval else key
                keyed.append((*key, number, entry))
            yield from (each[-1] for each in sorted(keyed, key=lambda each: each[:-1]))

    def _stamp(self) -> date | None:
        """When the document last changed: what DTSTAMP tells."""
        stated = self._stated("revised") or self.as_of
        latest = stated or max(self.published.values(), key=Interval.bounds, default=None)
        return (latest or self._window() or Interval(None, None)).start

    def _report(self, path: Path, severity: Severity, message: str, hint: str = "", code: str = "") -> None:
        self.found.append(self.document.diagnostic(path, severity, message, hint, code))


def _instant(entry: Entry) -> datetime:
    """When an entry begins, in absolute time: a day begins at midnight of its place."""
    start = entry.intervals[0].start
    if start is None or entry.zone is None or isinstance(start, datetime):
        return entry.intervals[0].bounds()[0]
    return Interval(at_midnight(start).replace(tzinfo=entry.zone), None).bounds()[0]


def _words(task: _Task) -> str:
    return " ".join(claim.words for claims in task.dates.values() for claim in claims)


def _implied(interval: Interval, why: str = "as long as the trip") -> Reading:
    """A date that nobody stated."""
    return Reading(Claim(says=why), None, (interval,), (Step("fallback", why), Step("result", interval.edtf)))


def _start(datings: list[Dating]) -> datetime | None:
    intervals = datings[0].intervals if datings else ()
    return intervals[0].start if intervals and isinstance(intervals[0].start, datetime) else None


def _is_absolute(claim: Claim, language: str) -> bool:
    try:
        published_interval(claim.words, language, None)
    except PhraseError:
        return False
    return True


def _spelled(details: PlaceDetails, found: Place) -> Place:
    """A place with what the document says of it."""
    return Place(
        details.name,
        details.timezone or found.timezone,
        details.country or found.country,
        found.latitude if details.latitude is None else details.latitude,
        found.longitude if details.longitude is None else details.longitude,
        details.address or found.address,
    )
