"""Expands recurring events into one event for each occurrence, up to a given day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from heapq import merge
from typing import Any, NamedTuple

from itinerary.calendars.importing.budget import ImportBudget
from itinerary.calendars.importing.calendar_parser import LocatedEvent
from itinerary.calendars.importing.event_times import (
    DatedEvent,
    EventTime,
    add_duration,
    locate_time,
    order_times,
    read_duration,
    read_event_times,
    read_start_and_end,
)
from itinerary.calendars.importing.import_report import ImportReport
from itinerary.calendars.importing.properties import get_property_text, list_property_values
from itinerary.calendars.importing.recurrence_rules import (
    RuleError,
    ends_before,
    estimate_periods,
    iterate_rule,
    to_clock_time,
)

MAX_RECURRENCES = 1_000  # of one event that are imported
MAX_STEPS = 100_000  # of one event that are looked at
_EXPAND_HINT = "give the last day, as in --expand 2026-12-31: each occurrence becomes an event"
_FROM_HINT = "leave out those before a day, as in --from 2026-01-01"
_LOOK_AHEAD = timedelta(days=1_500)  # to see whether an event goes on


class RecurringError(ValueError):
    """A recurring event that cannot be expanded, and what to do about it (`hint`, or "").

    No last day is given, it recurs too often, or its rule is none.
    """

    def __init__(self, message: str, hint: str = "", is_broken: bool = True) -> None:
        super().__init__(message)
        self.hint, self.is_broken = hint, is_broken


class ExpansionWindow(NamedTuple):
    """The days on which events may be, and where times without a zone are."""

    until: date | None  # the last day on which one may recur; None if none may
    since: date | None = None  # the first day; None for any
    floating_zone: str = ""

    def holds(self, dated: DatedEvent) -> bool:
        """Return whether an event does not end before the first day."""
        if not self.since or not dated.times:
            return True
        return _to_day(dated.times[-1].time) >= self.since


class _Start(NamedTuple):
    """The start of an occurrence by the clock of its event, and its own end if it has one."""

    clock: datetime
    end: datetime | timedelta | None = None  # that of a period (RDATE), or its length


def group_by_uid(events: Iterable[LocatedEvent]) -> list[list[LocatedEvent]]:
    """Group the events that have the same UID, in order."""
    groups: defaultdict[object, list[LocatedEvent]] = defaultdict(list)
    for each in events:
        groups[get_property_text(each.event.get("UID")) or id(each.event)].append(each)
    return list(groups.values())


def expand_recurrences(
    group: Sequence[LocatedEvent], window: ExpansionWindow, report: ImportReport
) -> Iterator[DatedEvent]:
    """Yield each event of one UID, and each occurrence of those that recur, in order.

    A changed occurrence (RECURRENCE-ID) takes the place of the one that it changes; one that
    changes none stands for itself, as does an event of the same UID that does not recur.

    Raises:
        RecurringError: An event recurs and there is no last day, or too often, or by no rule.
        BudgetError: All events together recur too often.
        ValueError: An event ends before it begins.
    """
    series = [_Series(each, window, report.budget) for each in group if is_recurring(each)]
    changed = [each for each in group if series and is_change(each)]
    used: set[int] = set()
    for one in series:
        yield from one.iterate_occurrences(changed, used, report)
    for each in group:
        if not is_recurring(each) and each.offset not in used:
            yield DatedEvent(each, read_event_times(each, window.floating_zone))


def is_change(located: LocatedEvent) -> bool:
    """Return whether an event is a changed occurrence of a recurring one."""
    return "RECURRENCE-ID" in located.event


def is_recurring(located: LocatedEvent) -> bool:
    """Return whether an event is a series: it has a rule or more dates, and changes no other."""
    return not is_change(located) and any(
        each.name in ("RRULE", "RDATE", "EXRULE") for each in located.raw.lines
    )


class _Series:
    """A recurring event, by the clock of its start."""

    def __init__(
        self, located: LocatedEvent, window: ExpansionWindow, budget: ImportBudget
    ) -> None:
        self._located, self._window, self._budget = located, window, budget
        start, _ = read_start_and_end(located, window.floating_zone)
        if start is None:
            raise ValueError("it recurs, and has no start (DTSTART)")
        self._start = start
        value: date = located.event.start
        self._zone = getattr(value, "tzinfo", None) or getattr(start.time, "tzinfo", None)

    @property
    def _title(self) -> str:
        return self._located.title

    @property
    def _rule(self) -> str:
        """What it recurs by, as it is written."""
        lines = self._located.raw.lines
        return "; ".join(each.value for each in lines if each.name in ("RRULE", "RDATE", "EXRULE"))

    def iterate_occurrences(
        self, changed: Sequence[LocatedEvent], used: set[int], report: ImportReport
    ) -> Iterator[DatedEvent]:
        """Yield the occurrences, changed ones in their place; `used` gets the offsets of these."""
        self._check_rule()
        changes = {self._identify(_get_recurrence_id(each).dt): each for each in changed}
        deleted = self._list_deleted(changes, used, report)
        count, found_deleted, goes_on = 0, set[object](), False
        for step, start in enumerate(self._iterate_starts()):
            self._check_count(step, count)
            if goes_on := start.clock.date() > self._last_day:
                break
            keys = (self._identify(self._locate_start(start.clock).time), start.clock.date())
            if gone := deleted.intersection(keys):
                found_deleted |= gone
                continue
            change = next((changes[key] for key in keys if key in changes), None)
            dated = self._date_change(change, used) or self._date_occurrence(start, changes)
            if self._window.holds(dated):
                self._budget.take_occurrence()
                count += 1
                yield dated
            else:
                report.count_earlier()
        self._report_ends(count, goes_on, deleted - found_deleted, report)

    def _check_rule(self) -> None:
        if self._window.until is None:
            raise RecurringError(f"{self._title} recurs ({self._rule})", _EXPAND_HINT, False)
        if any(each.name == "EXRULE" for each in self._located.raw.lines):
            raise RecurringError(f"{self._title} recurs but for a rule (EXRULE: {self._rule})")

    @property
    def _last_day(self) -> date:
        return self._window.until or date.max

    def _check_count(self, step: int, count: int) -> None:
        if count >= MAX_RECURRENCES or step >= MAX_STEPS:
            raise RecurringError(
                f"{self._title} recurs more than {min(MAX_RECURRENCES, MAX_STEPS):,} times up to"
                f" {self._last_day} ({self._rule})",
                _FROM_HINT,
            )

    def _identify(self, value: date) -> date:
        """Return what a time is known by: the day of days, else the instant, or the day alone."""
        if not isinstance(value, datetime):
            return value
        if not self._start.is_timed:
            return value.date()
        zone = value.tzinfo or self._zone
        return value.replace(tzinfo=zone).astimezone(UTC)

    def _list_deleted(
        self, changes: Mapping[date, LocatedEvent], used: set[int], report: ImportReport
    ) -> set[date]:
        """Return what is deleted (EXDATE); a change of it is deleted, too."""
        values = _list_dates(self._located, "EXDATE")
        deleted = {self._identify(each) for each in values if not isinstance(each, tuple)}
        for key in deleted & changes.keys():
            used.add(changes[key].offset)
            report.add_loss("changed, and deleted from their series, so left out", self._title)
        return deleted

    def _iterate_starts(self) -> Iterator[_Start]:
        """Yield the starts in order, each once, and the first one after the last day."""
        previous = None
        try:
            for each in merge(*self._list_starts(), key=lambda each: each.clock):
                if previous is None or each.clock != previous:
                    yield each
                previous = each.clock
        except RuleError as error:
            raise RecurringError(f"{self._title} recurs {error} ({self._rule})") from None

    def _list_starts(self) -> Iterator[Iterable[_Start]]:
        start, rules = self._start.time, self._located.rules
        last = min(self._last_day, date.max - _LOOK_AHEAD) + _LOOK_AHEAD
        if not rules or not all(ends_before(each, start, self._zone) for each in rules):
            yield [_Start(to_clock_time(start))]
        for each in rules:
            self._budget.take_periods(estimate_periods(each, start, self._zone, last))
            yield map(_Start, iterate_rule(each, start, self._zone, last))
        dates = map(self._read_date, _list_dates(self._located, "RDATE"))
        yield sorted(dates, key=lambda each: each.clock)

    def _read_date(self, value: date | tuple[datetime, datetime | timedelta]) -> _Start:
        """Return the start of another date (RDATE), by the clock of the event."""
        begin, end = value if isinstance(value, tuple) else (value, None)
        if isinstance(begin, datetime) != self._start.is_timed:
            raise RecurringError(
                f"{self._title} recurs on a date (RDATE) that is no {self._describe_kind()}"
            )
        return _Start(to_clock_time(self._move_to_zone(begin)), end)

    def _move_to_zone(self, value: date) -> date:
        """Return a time by the clock of the event; one without a zone is by it already."""
        if not isinstance(value, datetime) or not self._zone:
            return value
        return value.astimezone(self._zone) if value.tzinfo else value.replace(tzinfo=self._zone)

    def _describe_kind(self) -> str:
        return "time, as its start is" if self._start.is_timed else "day, as its start is"

    def _locate_start(self, clock: datetime) -> EventTime:
        if not self._start.is_timed:
            return EventTime(clock.date())
        return locate_time(clock.replace(tzinfo=self._zone), self._start.calendar_zone)

    def _date_change(self, change: LocatedEvent | None, used: set[int]) -> DatedEvent | None:
        if change is None:
            return None
        used.add(change.offset)
        return DatedEvent(change, read_event_times(change, self._window.floating_zone))

    def _date_occurrence(self, start: _Start, changes: Mapping[date, LocatedEvent]) -> DatedEvent:
        """Return an occurrence: as the series has it, or its last change of all that follows."""
        located, clock = self._located, start.clock
        key = self._identify(self._locate_start(clock).time)
        lasting = [
            each
            for each in changes.items()
            if _is_lasting(each[1]) and type(each[0]) is type(key) and each[0] <= key
        ]
        if lasting:
            since, located = max(lasting, key=lambda each: each[0])
            clock += self._measure_shift(since, located)
        moved = self._locate_start(clock)
        return DatedEvent(located, self._find_times(located, moved, start.end))

    def _measure_shift(self, since: date, change: LocatedEvent) -> timedelta:
        """Return by how much a change (THISANDFUTURE) moves what it changes, by the clock."""
        moved, _ = read_start_and_end(change, self._window.floating_zone)
        before = since.astimezone(self._zone) if isinstance(since, datetime) else since
        return to_clock_time(moved.time) - to_clock_time(before) if moved else timedelta()

    def _find_times(
        self, located: LocatedEvent, start: EventTime, end: datetime | timedelta | None
    ) -> tuple[EventTime, ...]:
        """Return the times of an occurrence.

        A length that is written (DURATION) counts as such; from an end (DTEND) the real length is
        taken (RFC 5545, section 3.8.5.3).
        """
        if isinstance(end, timedelta):
            return order_times(start, add_duration(start, timedelta(), end))
        if end is not None:
            return order_times(start, start._replace(time=self._move_to_zone(end)))
        first, last = read_start_and_end(located, self._window.floating_zone)
        if first is None or last is None:
            return (start,)
        if "DTEND" not in located.event:
            return order_times(start, add_duration(start, *read_duration(located)))
        return order_times(start, last.move_to(start, last.instant - first.instant))

    def _report_ends(
        self, count: int, goes_on: bool, not_found: set[date], report: ImportReport
    ) -> None:
        if goes_on:
            report.add_loss(f"recurring on after {self._last_day}", self._title)
        if not count:
            report.add_loss("left out, since no time of theirs is left", self._title)
        if any(_to_day(each) <= self._last_day for each in not_found):
            report.add_loss("with a deleted time (EXDATE) that is none of theirs", self._title)


def _get_recurrence_id(change: LocatedEvent) -> Any:
    return list_property_values(change.event["RECURRENCE-ID"])[0]


def _is_lasting(change: LocatedEvent) -> bool:
    parameters = _get_recurrence_id(change).params
    return str(parameters.get("RANGE", "")).upper() == "THISANDFUTURE"


def _list_dates(located: LocatedEvent, name: str) -> list[Any]:
    """Return the dates, times or periods of all lines of a name."""
    values = list_property_values(located.event.get(name, []))
    return [each.dt for value in values for each in value.dts]


def _to_day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value
