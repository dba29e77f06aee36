"""A brief in; the days out: where and by which clocks, what happens when, the details, and where the night is spent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from typing import NamedTuple
from zoneinfo import ZoneInfo

from itinerary.briefing.day_plan import (
    DAY,
    City,
    Plan,
    bed,
    cities,
    ends,
    journey_by_night,
    marked,
    plan_of,
)
from itinerary.briefing.event_details import details
from itinerary.briefing.formatting import Brief, city, items, person
from itinerary.briefing.model import Day, Item
from itinerary.briefing.narrative import lead
from itinerary.briefing.schedule_rows import Placed, Sheet, change, rows
from itinerary.dates.expressions.almanac import public_holidays
from itinerary.dates.wording import gap, heading, offset
from itinerary.document import Event
from itinerary.timeline import Entry

LONGEST = (
    100  # days of a trip; of a longer one, only those are shown on which something begins or ends
)


class _Page(NamedTuple):
    """What happens on a day, and the events that have their details there."""

    day: date
    rows: list[Placed]
    events: list[Entry]


def home_offsets(brief: Brief) -> str:
    """The second clock by its name, and its offset from UTC: two of them, if it changes during the trip."""
    timeline = brief.timeline
    if not timeline.home or not timeline.home_zone:
        return ""
    noons = [_noon(day, timeline.home_zone) for day in ends(timeline) or ()]
    offsets = f", {brief.say('later')} ".join(dict.fromkeys(map(offset, noons)))
    return city(timeline.home) + (f" ({offsets})" if offsets else "")


def _noon(day: date, where: ZoneInfo) -> datetime:
    return datetime.combine(day, time(12), where)


def clocks(brief: Brief) -> tuple[str, ...]:
    """The names of the clocks that every line of a day has a time by."""
    home = city(brief.timeline.home) if brief.timeline.home else brief.say("Home")
    return (brief.say("Local"), home) if brief.timeline.home_zone else (brief.say("Local"),)


def days(brief: Brief) -> Iterator[Day]:
    """The days from the first to the last of the trip, and any day outside it on which something begins or ends."""
    plan = plan_of(brief.timeline)
    return (_day(brief, plan, page) for page in _pages(brief, plan))


def _day(brief: Brief, plan: Plan, page: _Page) -> Day:
    places, where = cities(plan, page.day), bed(plan, page.day)
    placed, is_full = sorted(page.rows, key=lambda each: each.order), brief.style == "briefing"
    offsets = [
        _clock(brief, page.day, name, each.zone) for name, each in places.items() if each.zone
    ]
    offsets += _holidays(brief, page.day, places) if brief.holidays else []
    return Day(
        date=page.day,
        heading=heading(page.day, brief.language),
        count=_count(brief, plan, page.day) if brief.style != "card" else "",
        cities=tuple(places),
        contacts=_contacts(brief, page) if brief.style == "day-sheet" else (),
        clocks=" · ".join(offsets) if brief.style != "card" else "",
        lead=lead(brief, plan, placed, where) if is_full else "",
        rows=tuple(each.row for each in placed),
        empty="" if page.rows else brief.say("No public schedule"),
        details=tuple(item for entry in page.events for item in details(brief, entry))
        if brief.style != "card"
        else (),
        night=_night(brief, plan, page.day, where),
    )


def _pages(brief: Brief, plan: Plan) -> Iterator[_Page]:
    days = marked(brief.timeline)
    if plan.ends:
        first, last = plan.ends
        days |= (
            {first + number * DAY for number in range((last - first).days + 1)}
            if last - first < LONGEST * DAY
            else {first, last}
        )
    pages = {day: _Page(day, [], []) for day in sorted(days)}
    sheet = Sheet(brief, list(pages), {entry.id: entry for entry in brief.timeline.of("leg")})
    for entry in brief.timeline.of("event"):
        placed = list(rows(sheet, entry))
        for each in placed:
            pages[each.day].rows.append(each)
        if placed:
            pages[min(each.day for each in placed)].events.append(entry)
    yield from pages.values()


def _contacts(brief: Brief, page: _Page) -> tuple[Item, ...]:
    """Whom to call on a day: those of the trip, then those of the events of the day."""
    own = (
        each
        for entry in page.events
        if isinstance(entry.item, Event)
        for each in entry.item.contacts
    )
    return items(*dict.fromkeys(map(person, (*brief.timeline.document.contacts, *own))))


def _count(brief: Brief, plan: Plan, day: date) -> str:
    """Which day of the trip it is."""
    first, last = plan.ends or (day, day)
    number, count = (day - first).days + 1, (last - first).days + 1
    if 1 <= number <= count:
        return brief.say("day {number} of {count}", number=number, count=count)
    return brief.say("before the trip" if number < 1 else "after the trip")


def _clock(brief: Brief, day: date, name: str, where: ZoneInfo) -> str:
    """The clock of a place on a day, and its change, if it has one then."""
    timeline, noon = brief.timeline, _noon(day, where)
    home = city(timeline.home) if timeline.home else ""
    ahead = (
        f"{home} {gap(_noon(day, timeline.home_zone), noon, brief.language)}"
        if timeline.home_zone and home != name
        else ""
    )
    changing = change(brief, *(datetime.combine(day, each, where) for each in (time.min, time.max)))
    notes = (ahead + changing).removeprefix("; ")
    return f"{name} {offset(noon)}" + (f" ({notes})" if notes else "")


def _holidays(brief: Brief, day: date, places: Mapping[str, City]) -> list[str]:
    """The public holidays of the countries where a day is spent."""
    names = {
        name: public_holidays(each.country, day, brief.language[:2])
        for name, each in places.items()
        if each.country
    }
    return [
        brief.say("public holiday in {place}: {names}", place=name, names=", ".join(found))
        for name, found in names.items()
        if found
    ]


def _night(brief: Brief, plan: Plan, day: date, where: str) -> str:
    """Where the night is spent; the last day has none."""
    journey = journey_by_night(plan, day)
    if not journey:
        return brief.say("RON {place}", place=where) if where else ""
    place = (
        brief.say("en route to {place}", place=city(journey.entry.destination))
        if journey.entry.destination
        else brief.say("en route")
    )
    return brief.say("RON {place}", place=place)
