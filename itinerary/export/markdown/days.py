"""A brief in; a section for each day out: where and by which clocks, what happens when, the details, and where the night is spent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from itinerary import schema
from itinerary.export.markdown.rows import Row, Sheet, details, rows
from itinerary.export.markdown.text import Brief, city, escape
from itinerary.interval import Interval, hull, zone
from itinerary.timeline import Entry, Timeline
from itinerary.wording import gap, heading, offset

LONGEST = 100  # days of a trip; of a longer one, only those are shown on which something begins or ends
DAY = timedelta(days=1)


class _Page(NamedTuple):
    """What happens on a day."""

    day: date
    rows: list[Row]
    details: list[str]


class _Plan(NamedTuple):
    """What all days share."""

    timeline: Timeline
    whole: Interval | None
    legs: Sequence[Entry]
    journeys: Sequence[Entry]
    stays: Sequence[Entry]


def trip(timeline: Timeline) -> Interval | None:
    """The trip's dates; while they are open, the stretch from its first leg or event to its last."""
    stated = hull(interval for entry in timeline.of("trip") for interval in entry.intervals)
    return stated or hull(interval for entry in timeline.of("leg", "event") for interval in entry.intervals)


def home_offsets(timeline: Timeline) -> str:
    """The second clock by its name, and its offset from UTC: two of them, if it changes during the trip."""
    if not timeline.home or not timeline.home_zone:
        return ""
    whole = trip(timeline)
    noons = [_noon(day, timeline.home_zone) for day in (whole.first, whole.last) if day] if whole else []
    offsets = ", later ".join(dict.fromkeys(map(offset, noons)))
    return city(timeline.home) + (f" ({offsets})" if offsets else "")


def day_sections(brief: Brief) -> Iterator[str]:
    """The days from the first to the last of the trip, and any day outside it on which something is."""
    events = brief.timeline.of("event")
    plan = _plan(brief.timeline)
    for page in _pages(brief, plan, events):
        parts = (
            f"## {_title(plan, page.day)}", _clocks(plan, page.day), _table(brief.timeline, page.rows), "\n".join(page.details),
            _night(plan, page.day),
        )  # fmt: skip
        yield "\n\n".join(filter(None, parts))


def _plan(timeline: Timeline) -> _Plan:
    firm = [entry for entry in timeline.of("leg", "event") if isinstance(entry.item, schema.Leg | schema.Event) and entry.item.status != "cancelled"]
    kinds = ([entry for entry in firm if entry.kind == kind] for kind in ("leg", "movement", "stay"))
    return _Plan(timeline, trip(timeline), *kinds)


def _pages(brief: Brief, plan: _Plan, events: Sequence[Entry]) -> Iterator[_Page]:
    days = sorted(_days(brief.timeline, plan.whole))
    pages = {day: _Page(day, [], []) for day in days}
    sheet = Sheet(brief, days, {entry.id: entry for entry in brief.timeline.of("leg")})
    for entry in events:
        placed = list(rows(sheet, entry))
        for day, row in placed:
            pages[day].rows.append(row)
        if placed:
            pages[min(day for day, _ in placed)].details.extend(details(brief, entry))
    yield from pages.values()


def _days(timeline: Timeline, whole: Interval | None) -> set[date]:
    """The days that have a section. An open side of the trip ends where the last thing is known to."""
    known = {day for entry in timeline.of("leg", "event") for each in entry.intervals for day in (each.first, each.last) if day}
    if not whole:
        return known
    ends = {day for day in (whole.first, whole.last) if day}
    first, last = whole.first or min(known | ends), whole.last or max(known | ends)
    ...
