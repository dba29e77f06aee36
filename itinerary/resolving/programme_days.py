"""The days of programmes in; the dates that events on them are read in out, and what is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from itinerary.codes import Code
from itinerary.dates.arithmetic import enclose_intervals
from itinerary.dates.interval import Grain, Interval
from itinerary.diagnostics import NodePath, format_path
from itinerary.places import Place
from itinerary.resolving.claim_findings import quote_words
from itinerary.resolving.claim_resolver import ClaimResolver
from itinerary.resolving.context_finder import ClaimPosition
from itinerary.resolving.dependencies import DayTask
from itinerary.resolving.findings import FindingReporter
from itinerary.resolving.resolved_entries import ResolvedEntries
from itinerary.timeline import Dating
from itinerary.timeline.timeline import CompleteDay


class ProgrammeDays:
    """The days of one document's programmes, each resolved when it is first asked for."""

    def __init__(
        self,
        days: Mapping[NodePath, DayTask],
        entries: ResolvedEntries,
        claims: ClaimResolver,
        place: Place | None,
        report: FindingReporter,
    ) -> None:
        self._days, self._entries, self._claims = days, entries, claims
        self._place, self._report = place, report
        self._dates: dict[NodePath, Interval | None] = {}  # by the path of the day

    def resolve_day(self, day: DayTask) -> None:
        """Resolve a day, if it is not yet: what is on it is read in the window it becomes."""
        if day.path not in self._dates:
            position = ClaimPosition(day, (*day.path, "day"), self._place)
            dating = self._claims.resolve_dating("day", day.dates["day"], position)
            found = enclose_intervals(dating.intervals)
            interval = self._require_day(day, dating, found) if found else None
            self._dates[day.path] = interval
            if interval:
                self._entries.add_day(day, dating, interval)

    def list_complete_days(self) -> tuple[CompleteDay, ...]:
        """Return the days of which the document says that it lists all that is planned on them."""
        for day in self._days.values():
            self.resolve_day(day)
        self._report_repeated_days()
        found = ((self._days[path], date) for path, date in self._iterate_dates())
        return tuple(
            CompleteDay(day.leg.id if day.leg else None, date)
            for day, date in found
            if day.is_complete
        )

    def _report_repeated_days(self) -> None:
        """Report the days that stand in one programme already."""
        owners: dict[tuple[NodePath, date], NodePath] = {}
        for path, found in self._iterate_dates():
            owner = owners.setdefault((path[:-2], found), path)
            if owner != path:
                words = quote_words(self._days[path].dates["day"][0].words)
                message = f"the day {words}, {found}, is {format_path(owner)} already"
                hint = "put its events there, or correct the day"
                self._report((*path, "day", 0, "says"), "error", message, hint, Code.DUPLICATE_KEY)

    def _iterate_dates(self) -> Iterator[tuple[NodePath, date]]:
        yield from ((path, each.start) for path, each in self.list_dates().items() if each.start)

    def list_dates(self) -> Mapping[NodePath, Interval]:
        """Return what the days came to that could be read, by their paths, in their order."""
        return {path: found for path in self._days if (found := self._dates.get(path))}

    def _require_day(self, day: DayTask, dating: Dating, found: Interval) -> Interval | None:
        """Return what a day came to; None if it is reported to be none, or elsewhere."""
        words, start, path = quote_words(dating.readings[0].claim.words), found.start, day.path
        is_one_day = found.grain == Grain.DAY and found.last == start
        if start is None or not is_one_day or found.about or found.part:
            message = f"{words} is {found.edtf}, not one day"
            hint = "write one day, and each other day as one of its own"
            self._report((*path, "day", 0, "says"), "error", message, hint, Code.WRONG_VALUE)
            return None
        window = next(iter(self._entries.list_windows(day)), None)
        if window and not any(found.is_within(each) for each in window.pieces):
            message = f"the day {words}, {found.edtf}, lies outside {window.description}"
            hint = "check the day, or move it to where it belongs"
            code = Code.OUTSIDE_LEG if day.leg else Code.OUTSIDE_TRIP
            self._report((*path, "day", 0, "says"), "error", message, hint, code)
            return None
        return found
