"""Entries one by one in; what the dates of later ones may refer to out: names and windows."""

from __future__ import annotations

from dataclasses import dataclass, field

from itinerary.dates.arithmetic import enclose_intervals, widen_to_days
from itinerary.dates.interval import Interval, drop_time_zones
from itinerary.resolving.dependencies import Task
from itinerary.timeline import Entry, SectionName


@dataclass(slots=True)
class ResolvedEntries:
    """The entries that are resolved so far.

    Attributes:
        by_id: The entries by their ids.
        anchors: What "$quito" means: the stretch of the entry of that id, without a time zone.
    """

    by_id: dict[str, Entry] = field(default_factory=dict[str, Entry])
    anchors: dict[str, Interval] = field(default_factory=dict[str, Interval])

    def add(self, entry: Entry) -> None:
        """Take in an entry; it becomes an anchor unless it is open."""
        self.by_id[entry.id] = entry
        if interval := entry.interval:
            self.anchors[entry.id] = drop_time_zones(interval)

    def find_leg(self, task: Task) -> Entry | None:
        """Return the leg around an entry; None if it is in none."""
        return self.by_id.get(task.leg.id or "") if task.leg else None

    @property
    def trip_window(self) -> Interval | None:
        """The days of the trip; None as long as they are not known."""
        trip = self.anchors.get("trip")
        return widen_to_days(trip) if trip else None

    def enclose_section(self, section: SectionName) -> Interval | None:
        """Return the days from the first of a section's entries to the last; None if open."""
        return enclose_intervals(
            widen_to_days(self.anchors[id_])
            for id_, entry in self.by_id.items()
            if entry.section == section and id_ in self.anchors
        )

    def list_windows(self, task: Task) -> tuple[tuple[Interval, str], ...]:
        """List what the dates of an entry are read in, the nearest first, each with its name."""
        if task.section not in ("leg", "event"):
            return ()
        windows: list[tuple[Interval, str]] = []
        leg = self.find_leg(task)
        if leg and leg.id in self.anchors:
            windows.append((widen_to_days(self.anchors[leg.id]), f"the leg '{leg.title}'"))
        if trip := self.trip_window:
            windows.append((trip, f"the trip{self._quote_trip_claims()}"))
        return tuple(windows)

    def _quote_trip_claims(self) -> str:
        """Quote the claims on the trip's dates, for explanations."""
        datings = self.by_id["trip"].datings
        quoted = [
            f"“{reading.claim.says}”" + (f" ({reading.source})" if reading.source else "")
            for dating in datings
            for reading in dating.readings
        ]
        return f" (from {' and '.join(quoted)})" if quoted else ""
