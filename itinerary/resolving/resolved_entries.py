"""Entries one by one in; what the dates of later ones may refer to out: names and windows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from itinerary.dates.arithmetic import enclose_intervals, merge_intervals, widen_to_days
from itinerary.dates.interval import Grain, Interval, drop_time_zones
from itinerary.diagnostics import shorten_text
from itinerary.resolving.dependencies import DayTask, Task
from itinerary.timeline import Dating, Entry, SectionName


class Window(NamedTuple):
    """What dates are read in.

    Attributes:
        days: The whole days of a leg or of the trip, without a time zone.
        pieces: The stretches of days that it is of, in order: mostly one.
        name: What explanations call it.
        description: The same with the days.
    """

    days: Interval
    pieces: tuple[Interval, ...]
    name: str
    description: str

    @property
    def is_known_to_the_day(self) -> bool:
        """Whether its days can be counted: not those of "September" or "early next week"."""
        return all(
            each.grain < Grain.MONTH and not each.is_approximate and not each.part
            for each in self.pieces
        )


@dataclass(slots=True)
class ResolvedEntries:
    """The entries that are resolved so far.

    Attributes:
        has_several_legs: Whether the document has more than one.
        by_id: The entries by their ids.
        anchors: What "$quito" means: the stretch of the entry of that id, its clock times with
            their time zones.
        windows: What the dates inside the trip and each of its legs are read in.
    """

    has_several_legs: bool = False
    by_id: dict[str, Entry] = field(default_factory=dict[str, Entry])
    anchors: dict[str, Interval] = field(default_factory=dict[str, Interval])
    windows: dict[str, Window] = field(default_factory=dict[str, Window])

    def add(self, entry: Entry) -> None:
        """Take in an entry; it becomes an anchor unless it is open."""
        self.by_id[entry.id] = entry
        if interval := entry.interval:
            self.anchors[entry.id] = interval
            if entry.section in ("trip", "leg"):
                pieces = merge_intervals(
                    widen_to_days(drop_time_zones(each)) for each in entry.intervals
                )
                days = widen_to_days(drop_time_zones(interval))
                self.windows[entry.id] = _build_window(entry, days, pieces)

    def add_day(self, day: DayTask, dating: Dating, interval: Interval) -> None:
        """Take in a day of a programme, and say what it was read in."""
        reading = dating.readings[0]
        around = next((step.text for step in reading.steps if step.kind == "window"), "")
        source = f" ({reading.source})" if reading.source else ""
        name = f"the day “{shorten_text(reading.claim.says)}”{source}"
        description = f"{name}, {interval.edtf}" + (f", in {around}" if around else "")
        self.windows[day.id] = Window(interval, (interval,), name, description)

    def find_leg(self, task: Task) -> Entry | None:
        """Return the leg around an entry; None if it is in none."""
        return self.by_id.get(task.leg.id or "") if task.leg else None

    def name_open_leg(self, task: Task) -> str:
        """Return the leg around an event, as messages name it, if its dates are open; else ""."""
        leg = self.find_leg(task)
        return _name_leg(leg) if leg and leg.id not in self.windows else ""

    def name_assumed_leg(self, task: Task) -> str:
        """Return the leg around an event, as messages name it, if its dates are assumed; else "".

        A leg that states none lasts as long as the trip; beside other legs that may be too long.
        """
        leg = self.find_leg(task)
        if leg is None or leg.id not in self.windows or not self.has_several_legs:
            return ""
        return "" if task.leg and task.leg.when else _name_leg(leg)

    @property
    def trip_window(self) -> Interval | None:
        """The days of the trip; None as long as they are not known."""
        window = self.windows.get("trip")
        return window.days if window else None

    def enclose_section(self, section: SectionName) -> Interval | None:
        """Return the days from the first of a section's entries to the last; None if open."""
        return enclose_intervals(
            widen_to_days(drop_time_zones(self.anchors[id_]))
            for id_, entry in self.by_id.items()
            if entry.section == section and id_ in self.anchors
        )

    def list_windows(self, task: Task) -> list[Window]:
        """List what the dates of an entry are read in, the nearest first."""
        if task.section not in ("leg", "event"):
            return []
        ids = ((task.leg.id or "") if task.leg else "", "trip")
        return [self.windows[id_] for id_ in ids if id_ in self.windows]


def _name_leg(entry: Entry) -> str:
    return f"the leg '{shorten_text(entry.title)}'"


def _build_window(entry: Entry, days: Interval, pieces: tuple[Interval, ...]) -> Window:
    """Return the window of a leg or of the trip."""
    name = _name_leg(entry) if entry.section == "leg" else f"the trip{_quote_claims(entry)}"
    said = " and ".join([each.edtf for each in pieces])
    return Window(days, pieces, name, f"{name}, {said}")


def _quote_claims(entry: Entry) -> str:
    """Quote the claims on an entry's dates, for explanations."""
    quoted = [
        f"“{reading.claim.says}”" + (f" ({reading.source})" if reading.source else "")
        for dating in entry.datings
        for reading in dating.readings
    ]
    return f" (from {' and '.join(quoted)})" if quoted else ""
