"""The lines of a timeline: entries with their dates, and the claims that these rest on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from itinerary.dates.arithmetic import enclose_intervals, extend_interval, merge_intervals
from itinerary.dates.interval import Grain, Interval, format_edtf_list
from itinerary.diagnostics import NodePath, require_items, require_text
from itinerary.document import BackgroundEvent, Claim, Document, Event, Leg
from itinerary.document.vocabulary import Status, Visibility, find_visibility
from itinerary.places import Place
from itinerary.timeline.verdict import Verdict

SectionName = Literal["trip", "leg", "event", "background"]
"""What an entry is: the trip itself, a leg, an event or a background event."""


class Step(NamedTuple):
    """One step of an explanation.

    Attributes:
        kind: In the order in which they come: "words", "source", "reads" (the editor's reading),
            "reference" (the date that relative words count from), "window" (the dates they are
            read in), "fallback" (what was tried before, or why there is a date at all), "rule",
            "rejected" (another reading of the words), "result".
        text: What the step says, in English; a result is in EDTF.
    """

    kind: str
    text: str


class LazySteps:
    """The steps of an explanation, put in words when they are first asked for: most never are.

    It is equal to them, and copied and pickled as they are.
    """

    def __init__(self, list_steps: Callable[[], tuple[Step, ...]]) -> None:
        self._list_steps = list_steps

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The steps themselves."""
        return self._list_steps()

    def __eq__(self, other: object) -> bool:
        return self.steps == (other.steps if isinstance(other, LazySteps) else other)

    def __hash__(self) -> int:
        return hash(self.steps)

    def __repr__(self) -> str:
        return repr(self.steps)

    def __reduce__(self) -> tuple[type, tuple[tuple[Step, ...]]]:
        return tuple, (self.steps,)


@dataclass(frozen=True, slots=True)
class Reading:
    """A claim, what it came to, and how it stands to the other claims on the same date.

    Attributes:
        claim: The claim as the document has it.
        source: The id of its source, also where the claim has it from its leg or event.
        intervals: What it came to, in order; empty if it came to no date.
        explanation: The steps, or what makes them when they are asked for.
        steps: How it came to that, from the words to the result.
        problem: Why it came to no date, in English: vague words, TBD.
        verdict: How it stands to the claim that was chosen.
        reason: The rule behind the verdict, in English; it may quote another claim and end with
            the id of that one's source in brackets.
        reference: The day that relative words count from, the first if it may be several; None if
            none is known.
        reason_source: The id of the source that the reason ends with.
        day_first: What it would come to with the day first, where a date of numbers was read with
            the month first and may be either.
        is_limit: Whether its words only say what it is before or after: "after 14:00", but not
            "from 14:00 on", which says when it begins.
    """

    claim: Claim
    source: str | None
    intervals: tuple[Interval, ...] = ()
    explanation: tuple[Step, ...] | LazySteps = ()
    problem: str = ""
    verdict: Verdict = Verdict.CHOSEN
    reason: str = ""
    reference: date | None = None
    reason_source: str | None = None
    day_first: tuple[Interval, ...] = ()
    is_limit: bool = False

    @property
    def steps(self) -> tuple[Step, ...]:
        """How it came to its dates, from the words to the result."""
        told = self.explanation
        return told.steps if isinstance(told, LazySteps) else told

    @property
    def agrees(self) -> bool:
        """Whether it says what was chosen, exactly or less so."""
        return self.verdict in (Verdict.CHOSEN, Verdict.SAME, Verdict.REFINEMENT)


@dataclass(frozen=True, slots=True)
class Dating:
    """One date of an entry: the claims on it, in the document's order.

    Attributes:
        name: The field that holds it: "when", "depart", "arrive", "check_in", "check_out", "dates".
        readings: The claims with what they came to; at most one of them is the chosen one.
        chosen_reading: The reading that counts; None as long as the date is open.
        planned_reading: The plan that an actual time stands against; None where there is no actual
            time.
        intervals: The chosen intervals, in order; empty as long as the date is open.
    """

    name: str
    readings: tuple[Reading, ...]
    chosen_reading: Reading | None = field(init=False, repr=False, compare=False)
    planned_reading: Reading | None = field(init=False, repr=False, compare=False)
    intervals: tuple[Interval, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Look for the readings that count, which many ask for."""
        require_items("readings", self.readings, Reading)
        chosen = _find_by_verdict(self.readings, Verdict.CHOSEN)
        planned = _find_by_verdict(self.readings, Verdict.PLANNED)
        object.__setattr__(self, "chosen_reading", chosen)
        object.__setattr__(self, "planned_reading", planned)
        object.__setattr__(self, "intervals", chosen.intervals if chosen else ())


def _find_by_verdict(readings: tuple[Reading, ...], verdict: Verdict) -> Reading | None:
    return next((each for each in readings if each.verdict == verdict), None)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a timeline, with its dates resolved.

    Clock times are aware: each end is in the zone of its own place. Dates, of grain day and
    coarser, are local calendar days.

    Attributes:
        id: What the document and other dates call it ("$quito.start").
        uid: What calendars know it by: a UUID.
        section: Whether it is the "trip", a "leg", an "event" or "background".
        title: Its title; a leg without one is called by its place.
        kind: An event's kind, else the section.
        item: What the document says of it, a model of `itinerary.document`: `item.topics`.
        datings: Its dates, in the order of their fields.
        place: Where it is, or where a movement begins; None if not known.
        destination: Where a movement arrives.
        zone: The time zone of `place`; None if not known.
        leg: The id of the leg that it belongs to.
        path: Where it stands in the document.
        enclosing_visibility: Who may read of what holds it: the narrower of its leg's visibility
            and the document's.
        enclosing_status: Whether what holds it takes place: its leg or the document may not.
        intervals: When it is: in order, adjacent ones joined; empty as long as it is open. What
            has two ends, as a movement, lasts from the first of them to the last.
        interval: The stretch from the first to the last of its intervals; None as long as it is
            open.

    >>> from itinerary import loads, resolve
    >>> dinner = "{title: Dinner, when: '3 September 2025, 20:00', place: 'Quito, Ecuador'}"
    >>> entry = resolve(loads("{title: Trip, events: [%s]}" % dinner))["dinner"]
    >>> entry.interval.start.isoformat(), str(entry.interval.grain), entry.interval.edtf
    ('2025-09-03T20:00:00-05:00', 'minute', '2025-09-03T20:00:00-05:00')
    >>> entry.zone.key, entry.place.country, entry.is_open, str(entry.status)
    ('America/Guayaquil', 'EC', False, 'confirmed')
    """

    id: str
    uid: str
    section: SectionName
    title: str
    kind: str
    item: Document | Leg | Event | BackgroundEvent
    datings: tuple[Dating, ...]
    place: Place | None = None
    destination: Place | None = None
    zone: ZoneInfo | None = None
    leg: str | None = None
    path: NodePath = ()
    enclosing_visibility: Visibility = Visibility.PUBLIC
    enclosing_status: Status = Status.CONFIRMED
    intervals: tuple[Interval, ...] = field(init=False, repr=False, compare=False)
    interval: Interval | None = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Join the intervals of its dates, which many ask for."""
        require_items("datings", self.datings, Dating)
        intervals = _join_intervals(self.item, self.datings)
        object.__setattr__(self, "intervals", intervals)
        object.__setattr__(self, "interval", enclose_intervals(intervals))

    def __repr__(self) -> str:
        when = format_edtf_list(self.intervals) or "open"
        return f"Entry({self.id!r}, {self.section!r}, {when!r})"

    @property
    def status(self) -> Status:
        """Whether it takes place: not if its leg or the trip does not; background always did."""
        if isinstance(self.item, BackgroundEvent):
            return Status.CONFIRMED
        return self.enclosing_status.apply_to(self.item.status)

    @property
    def visibility(self) -> Visibility:
        """Who may read of it: as few as may read of its leg or the document, or fewer."""
        return find_visibility(self.item, self.enclosing_visibility)

    @property
    def is_open(self) -> bool:
        """Whether it has no date yet: TBD, or words too vague to resolve."""
        return not self.intervals

    @property
    def has_open_dates(self) -> bool:
        """Whether a date of it is open: of what leaves on a known day, the arrival may be TBD."""
        is_undated = self.is_open and self.section != "trip"  # a trip need not state its dates
        return is_undated or any(not each.intervals for each in self.datings)

    @property
    def ends_within_days(self) -> tuple[Interval, Interval] | None:
        """The dates it lasts between, if one is a clock time and `intervals` is of whole days.

        It is where the clock time of the other, or the time zone of one, is not known.
        """
        dated = [each.intervals[0] for each in self.datings if each.intervals]
        if not _has_two_ends(self.item) or len(self.intervals) != 1 or len(dated) < 2:
            return None
        first, last = dated[0], dated[-1]
        is_whole = self.intervals[0].last == last.last and not self.intervals[0].is_timed
        return (first, last) if is_whole and (first.is_timed or last.is_timed) else None

    def find_dating(self, name: str) -> Dating | None:
        """Return its date of a name ("when", "depart" …); None if it has no such date."""
        require_text("name", name)
        return next((each for each in self.datings if each.name == name), None)


def _join_intervals(
    item: Document | Leg | Event | BackgroundEvent, datings: tuple[Dating, ...]
) -> tuple[Interval, ...]:
    """Return when an item with these dates is: see `Entry.intervals`."""
    if not _has_two_ends(item):
        return merge_intervals(each for dating in datings for each in dating.intervals)
    dated = [dating for dating in datings if dating.intervals]
    if len(dated) < 2:
        return dated[0].intervals[:1] if dated else ()
    joined = extend_interval(dated[0].intervals[0], dated[-1].intervals[0])
    is_limited = any(each.chosen_reading and each.chosen_reading.is_limit for each in dated)
    if is_limited and joined.is_timed and joined.grain < Grain.PART_OF_DAY:
        return (replace(joined, grain=Grain.PART_OF_DAY),)  # a clock time is not that of its end
    return (joined,)


def _has_two_ends(item: Document | Leg | Event | BackgroundEvent) -> bool:
    return isinstance(item, Event) and item.spec.has_two_ends
