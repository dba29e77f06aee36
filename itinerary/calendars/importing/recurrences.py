"""Foreign events in; out those that happen once, and each time of those that recur, up to a day that is asked for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event

from itinerary.calendars.importing.calendar import Found, text_of, title_of

MOST_TIMES = 1_000  # of one event
_RULES = ("RRULE", "RDATE")
_TOO_OFTEN = re.compile(r"FREQ=(SECOND|MINUTE)LY|BY(SECOND|MINUTE)=\d+,")
_DAY, _MONTH = timedelta(days=1), timedelta(days=31)


class RecurringError(ValueError):
    """An event recurs and is not expanded, or not that often."""


def groups(events: Iterable[Found]) -> list[list[Found]]:
    """The events by their UIDs, in order: a recurring one, and the times of it that were changed."""
    found: defaultdict[object, list[Found]] = defaultdict(list)
    for each in events:
        found[text_of(each.event.get("UID")) or id(each.event)].append(each)
    return list(found.values())


def times_of(group: list[Found], until: date | None) -> Iterator[Found]:
    """Each time of an event; raises RecurringError for one that recurs where no last day is given, or too often up to that day."""
    master = next((each for each in group for rule in _RULES if rule in each.event), None)
    if master is None:
        yield from group
        return
    rule, title = _rule(master.event), title_of(master.event)
    if until is None:
        raise RecurringError(f"{title} recurs ({rule})")
    if _TOO_OFTEN.search(rule):
        raise RecurringError(f"{title} recurs more than once an hour ({rule})")
    times = list(_expanded([each.event for each in group], until))
    if len(times) > MOST_TIMES:
        raise RecurringError(
            f"{title} recurs more than {MOST_TIMES:,} times up to {until} ({rule})"
        )
    if not times:
        raise RecurringError(f"{title} begins after {until} ({rule})")
    yield from (Found(each, master.place) for each in times)


def _expanded(events: list[Event], until: date) -> Iterator[Event]:
    """Each time in order, and one more than the most that are wanted."""
    import recurring_ical_events  # costs more than all the rest, and few calendars need it

    calendar = Calendar()
    for each in events:
        calendar.add_component(each)
    query = recurring_ical_events.of(calendar)
    start, span, count = min(_day(each.start) for each in events), _MONTH, 0
    while start <= until and count <= MOST_TIMES:
        end = min(start + span, until + _DAY)
        found = [each for each in query.between(start, end) if start <= _day(each.start) < end]
        yield from sorted(found, key=lambda each: str(each.start))
        start, span, count = end, span if found else span * 2, count + len(found)


def _day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


def _rule(event: Event) -> str:
    """The rule as it is written, the dates if there is none."""
    found = event.get("RRULE") or event.get("RDATE")
    return b"; ".join(
        each.to_ical() for each in (found if isinstance(found, list) else [found])
    ).decode()
