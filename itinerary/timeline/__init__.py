"""What exporters see: a document whose dates are absolute, each with the claims, the choice and the steps behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from itinerary._moved import add_former_names
from itinerary.dates.arithmetic import enclose_intervals, extend_interval, merge_intervals
from itinerary.dates.interval import Interval
from itinerary.diagnostics import Diagnostic
from itinerary.document import BackgroundEvent, Claim, Document, Event, Leg
from itinerary.places import Place
from itinerary.timeline.identity import UID_NAMESPACE, derive_uid
from itinerary.timeline.verdict import Verdict

__all__ = [
    "UID_NAMESPACE",
    "Dating",
    "DocumentPath",
    "Entry",
    "Reading",
    "SectionName",
    "Step",
    "Timeline",
    "Verdict",
    "derive_uid",
]
DocumentPath = tuple[str | int, ...]  # of a node of the document: ("legs", 0, "when", 0, "says")
SectionName = Literal["trip", "leg", "event", "background"]


class Step(NamedTuple):
    """One step of an explanation: what kind of step, and what it says.

    The kinds, in the order they come: words, source, reads, reference, window, rule, fallback, rejected, result.
    """

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A claim, what it came to, and how it stands to the other claims on the same date."""

    claim: Claim
    source: str | None  # the id of the source, also where the claim has it from its leg or event
    intervals: tuple[Interval, ...] = ()  # empty if the claim came to no date
    steps: tuple[Step, ...] = ()
    problem: str = ""  # why it came to no date: vague words, TBD
    verdict: Verdict = Verdict.CHOSEN
    reason: str = ""  # the rule behind the verdict, in words
    reference: date | None = None  # the day that relative words count from, the first if it may be several
    reason_source: str | None = None  # the id of the source that the reason names at its end

    @property
    def agrees(self) -> bool:
        """Whether it says what was chosen, be it less exactly."""
        return self.verdict in (Verdict.CHOSEN, Verdict.SAME, Verdict.REFINEMENT)


@dataclass(frozen=True, slots=True)
class Dating:
    """One date of an entry: the claims on it and the one that was chosen."""

    name: str  # the field: when, depart, arrive, check_in, check_out, dates
    readings: tuple[Reading, ...]

    @property
    def chosen_reading(self) -> Reading | None:
        """The reading that counts; None as long as the date is open."""
        return next((each for each in self.readings if each.verdict == Verdict.CHOSEN), None)

    @property
    def planned_reading(self) -> Reading | None:
        """The plan that an actual time stands against; None where there is no actual time."""
        return next((each for each in self.readings if each.verdict == Verdict.PLANNED), None)

    @property
    def intervals(self) -> tuple[Interval, ...]:
        """The chosen intervals, in order; empty as long as the date is open."""
        return self.chosen_reading.intervals if self.chosen_reading else ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a timeline: the trip itself, a leg, an event or a background event, with its dates resolved.

    Clock times are aware: each end in the zone of its own place. Dates (grain day and coarser) are local calendar days.
    """

    id: str
    uid: str
    section: SectionName
    title: str
    kind: str  # an event's kind, else the section
    item: Document | Leg | Event | BackgroundEvent
    datings: tuple[Dating, ...]
    place: Place | None = None
    destination: Place | None = None  # where a movement arrives
    zone: ZoneInfo | None = None
    leg: str | None = None  # the id of the leg that it belongs to
    path: DocumentPath = ()  # where it stands in the document

    @property
    def intervals(self) -> tuple[Interval, ...]:
        """When it is: in order, adjacent ones joined; empty as long as it is open. A movement lasts from its departure to its arrival."""
        found = [dating.intervals for dating in self.datings]
        if self.kind not in {"movement", "stay"}:
            return merge_intervals(interval for intervals in found for interval in intervals)
        ends = [intervals[0] for intervals in found if intervals]
        return (extend_interval(ends[0], ends[-1]),) if ends else ()

    @property
    def interval(self) -> Interval | None:
        """The stretch from the first to the last of its intervals; None as long as it is open."""
        return enclose_intervals(self.intervals)

    @property
    def status(self) -> str:
        """Whether it takes place: confirmed, tentative or cancelled."""
        return self.item.status if isinstance(self.item, Event | Leg) else "confirmed"

    @property
    def is_open(self) -> bool:
        """Whether it has no date yet: TBD, or words too vague to resolve."""
        return not self.intervals

    def find_dating(self, name: str) -> Dating | None:
        """Its date of a name ("when", "depart", "arrive" …); None if it has none such."""
        return next((each for each in self.datings if each.name == name), None)


@dataclass(frozen=True, slots=True)
class Timeline:
    """A trip, resolved. Its entries come in order: the trip; legs and events by time, open ones in the document's order; the background."""

    document: Document
    id: str
    entries: tuple[Entry, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    home: Place | None = None
    home_zone: ZoneInfo | None = None
    stamp: date | None = (
        None  # when the document last changed, for DTSTAMP: revised, else as_of, else the latest publication, else the start
    )
    enclosing_legs: tuple[
        Entry, ...
    ] = ()  # of a part of a trip: the legs that its entries belong to and that are not among them

    def select_entries(self, *sections: SectionName) -> tuple[Entry, ...]:
        """The entries of some sections, in order."""
        return tuple(entry for entry in self.entries if entry.section in sections)

    def find(self, id: str) -> Entry | None:
        """The entry of an id; None if there is none."""
        return next((entry for entry in self.entries if entry.id == id), None)


add_former_names(Dating, chosen="chosen_reading", planned="planned_reading")
add_former_names(Entry, dating="find_dating")
add_former_names(Timeline, of="select_entries", around="enclosing_legs")
