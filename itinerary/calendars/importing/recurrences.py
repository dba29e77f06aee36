"""Expands recurring events into one event for each occurrence, up to a given day."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from icalendar import Calendar, Event

from itinerary.calendars.importing.calendar_parser import (
    LocatedEvent,
    format_event_title,
    get_property_text,
    list_property_values,
)

MAX_RECURRENCES = 1_000  # of one event
_RULES = ("RRULE", "RDATE")
_TOO_FREQUENT = re.compile(r"FREQ=(SECOND|MINUTE)LY|BY(SECOND|MINUTE)=\d+,")
_EXPAND_HINT = "give the last day, as in --expand 2026-12-31: each occurrence becomes an event"
_INSTALL_HINT = "install the extra: itinerary-timeline[recurring] (LGPL-3.0-or-later)"
_DAY, _MONTH = timedelta(days=1), timedelta(days=31)


class RecurringError(ValueError):
    """A recurring event that cannot be expanded, and what to do about it (`hint`, or "").

    No last day is given, it recurs too often, or the package that expands events is missing.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


def group_by_uid(events: Iterable[LocatedEvent]) -> list[list[LocatedEvent]]:
    """Group a recurring event with its changed occurrences, which have the same UID, in order."""
    groups: defaultdict[object, list[LocatedEvent]] = defaultdict(list)
    for each in events:
        groups[get_property_text(each.event.get("UID")) or id(each.event)].append(each)
    return list(groups.values())


def expand_recurrences(group: list[LocatedEvent], until: date | None) -> Iterator[LocatedEvent]:
    """Yield each occurrence of the events of one UID, in order.

    Args:
        group: The events that share a UID, as `group_by_uid` returns them.
        until: The last day on which an occurrence may start; None if no event may recur.

    Raises:
        RecurringError: An event recurs and `until` is None or before its first occurrence, or it
            recurs more than `MAX_RECURRENCES` times up to `until`, or recurring-ical-events is not
            installed.
    """
    master = next((each for each in group for rule in _RULES if rule in each.event), None)
    if master is None:
        yield from group
        return
    rule, title = _format_rule(master.event), format_event_title(master.event)
    if until is None:
        raise RecurringError(f"{title} recurs ({rule})", _EXPAND_HINT)
    if _TOO_FREQUENT.search(rule):
        raise RecurringError(f"{title} recurs more than once an hour ({rule})")
    try:
        occurrences = list(_iterate_recurrences([each.event for each in group], until))
    except ModuleNotFoundError:
        raise RecurringError(
            f"{title} recurs ({rule}), and recurring-ical-events is not installed", _INSTALL_HINT
        ) from None
    if len(occurrences) > MAX_RECURRENCES:
        raise RecurringError(
            f"{title} recurs more than {MAX_RECURRENCES:,} times up to {until} ({rule})"
        )
    if not occurrences:
        raise RecurringError(f"{title} begins after {until} ({rule})")
    yield from (LocatedEvent(each, master.offset) for each in occurrences)


def _iterate_recurrences(events: list[Event], until: date) -> Iterator[Event]:
    """Yield the occurrences in order, at most one more than `MAX_RECURRENCES`."""
    # Few calendars need it, and it costs more than all the rest.
    import recurring_ical_events  # pyright: ignore[reportMissingTypeStubs]

    calendar = Calendar()
    for each in events:
        calendar.add_component(each)
    query: Any = recurring_ical_events.of(calendar)
    start, span, count = min(_get_day(each.start) for each in events), _MONTH, 0
    while start <= until and count <= MAX_RECURRENCES:
        end = min(start + span, until + _DAY)
        between: list[Event] = query.between(start, end)
        found = [each for each in between if start <= _get_day(each.start) < end]
        yield from sorted(found, key=lambda each: str(each.start))
        start, span, count = end, span if found else span * 2, count + len(found)


def _get_day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


def _format_rule(event: Event) -> str:
    """Return the recurrence rule as it is written; the dates if there is no rule."""
    values = list_property_values(event.get("RRULE") or event.get("RDATE"))
    return b"; ".join(each.to_ical() for each in values).decode()
