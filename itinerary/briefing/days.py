"""A brief in; the days out: where and by which clocks, what happens when, the details, and where the night is spent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from typing import NamedTuple
from zoneinfo import ZoneInfo

from itinerary.briefing.day_plan import (
    DAY,
    CityFacts,
    DayPlan,
    build_day_plan,
    find_boundary_days,
    find_cities,
    find_overnight_movement,
    find_overnight_place,
    find_trip_ends,
)
from itinerary.briefing.event_details import compose_details
from itinerary.briefing.formatting import (
    BriefingContext,
    compose_items,
    format_person,
    shorten_place_name,
)
from itinerary.briefing.model import Day, Item
from itinerary.briefing.narrative import narrate_day
from itinerary.briefing.schedule_rows import (
    PlacedRow,
    RowContext,
    compose_rows,
    format_clock_change,
)
from itinerary.dates.expressions.almanac import list_public_holidays
from itinerary.dates.wording import format_clock_difference, format_day_heading, format_utc_offset
from itinerary.document import Event
from itinerary.timeline import Entry

MAX_SHOWN_DAYS = (
    100  # days of a trip; of a longer one, only those are shown on which something begins or ends
)


class _DayContents(NamedTuple):
    """What happens on a day, and the events that have their details there."""

    day: date
    rows: list[PlacedRow]
    events: list[Entry]


def format_home_clock(brief: BriefingContext) -> str:
    """The second clock by its name, and its offset from UTC: two of them, if it changes during the trip."""
    timeline = brief.timeline
    if not timeline.home or not timeline.home_zone:
        return ""
    noons = [_find_noon(day, timeline.home_zone) for day in find_trip_ends(timeline) or ()]
    offsets = f", {brief.translate_label('later')} ".join(
        dict.fromkeys(map(format_utc_offset, noons))
    )
    return shorten_place_name(timeline.home) + (f" ({offsets})" if offsets else "")


def _find_noon(day: date, where: ZoneInfo) -> datetime:
    return datetime.combine(day, time(12), where)


def list_clock_names(brief: BriefingContext) -> tuple[str, ...]:
    """The names of the clocks that every line of a day has a time by."""
    home = (
        shorten_place_name(brief.timeline.home)
        if brief.timeline.home
        else brief.translate_label("Home")
    )
    return (
        (brief.translate_label("Local"), home)
        if brief.timeline.home_zone
        else (brief.translate_label("Local"),)
    )


def compose_days(brief: BriefingContext) -> Iterator[Day]:
    """The days from the first to the last of the trip, and any day outside it on which something begins or ends."""
    plan = build_day_plan(brief.timeline)
    return (_compose_day(brief, plan, page) for page in _collect_day_contents(brief, plan))


def _compose_day(brief: BriefingContext, plan: DayPlan, page: _DayContents) -> Day:
    places, where = find_cities(plan, page.day), find_overnight_place(plan, page.day)
    placed, is_full = sorted(page.rows, key=lambda each: each.order), brief.style == "briefing"
    offsets = [
        _format_city_clock(brief, page.day, name, each.zone)
        for name, each in places.items()
        if each.zone
    ]
    offsets += _format_holidays(brief, page.day, places) if brief.holidays else []
    return Day(
        date=page.day,
        heading=format_day_heading(page.day, brief.language),
        count=_format_day_count(brief, plan, page.day) if brief.style != "card" else "",
        cities=tuple(places),
        contacts=_compose_contacts(brief, page) if brief.style == "day-sheet" else (),
        clocks=" · ".join(offsets) if brief.style != "card" else "",
        lead=narrate_day(brief, plan, placed, where) if is_full else "",
        rows=tuple(each.row for each in placed),
        empty="" if page.rows else brief.translate_label("No public schedule"),
        details=tuple(item for entry in page.events for item in compose_details(brief, entry))
        if brief.style != "card"
        else (),
        night=_format_night(brief, plan, page.day, where),
    )


def _collect_day_contents(brief: BriefingContext, plan: DayPlan) -> Iterator[_DayContents]:
    days = find_boundary_days(brief.timeline)
    if plan.ends:
        first, last = plan.ends
        days |= (
            {first + number * DAY for number in range((last - first).days + 1)}
            if last - first < MAX_SHOWN_DAYS * DAY
            else {first, last}
        )
    pages = {day: _DayContents(day, [], []) for day in sorted(days)}
    sheet = RowContext(
        brief, list(pages), {entry.id: entry for entry in brief.timeline.select_entries("leg")}
    )
    for entry in brief.timeline.select_entries("event"):
        placed = list(compose_rows(sheet, entry))
        for each in placed:
            pages[each.day].rows.append(each)
        if placed:
            pages[min(each.day for each in placed)].events.append(entry)
    yield from pages.values()


def _compose_contacts(brief: BriefingContext, page: _DayContents) -> tuple[Item, ...]:
    """Whom to call on a day: those of the trip, then those of the events of the day."""
    own = (
        each
        for entry in page.events
        if isinstance(entry.item, Event)
        for each in entry.item.contacts
    )
    return compose_items(
        *dict.fromkeys(map(format_person, (*brief.timeline.document.contacts, *own)))
    )


def _format_day_count(brief: BriefingContext, plan: DayPlan, day: date) -> str:
    """Which day of the trip it is."""
    first, last = plan.ends or (day, day)
    number, count = (day - first).days + 1, (last - first).days + 1
    if 1 <= number <= count:
        return brief.translate_label("day {number} of {count}", number=number, count=count)
    return brief.translate_label("before the trip" if number < 1 else "after the trip")


def _format_city_clock(brief: BriefingContext, day: date, name: str, where: ZoneInfo) -> str:
    """The clock of a place on a day, and its change, if it has one then."""
    timeline, noon = brief.timeline, _find_noon(day, where)
    home = shorten_place_name(timeline.home) if timeline.home else ""
    ahead = (
        f"{home} {format_clock_difference(_find_noon(day, timeline.home_zone), noon, brief.language)}"
        if timeline.home_zone and home != name
        else ""
    )
    changing = format_clock_change(
        brief, *(datetime.combine(day, each, where) for each in (time.min, time.max))
    )
    notes = (ahead + changing).removeprefix("; ")
    return f"{name} {format_utc_offset(noon)}" + (f" ({notes})" if notes else "")


def _format_holidays(
    brief: BriefingContext, day: date, places: Mapping[str, CityFacts]
) -> list[str]:
    """The public holidays of the countries where a day is spent."""
    names = {
        name: list_public_holidays(each.country, day, brief.language[:2])
        for name, each in places.items()
        if each.country
    }
    return [
        brief.translate_label(
            "public holiday in {place}: {names}", place=name, names=", ".join(found)
        )
        for name, found in names.items()
        if found
    ]


def _format_night(brief: BriefingContext, plan: DayPlan, day: date, where: str) -> str:
    """Where the night is spent; the last day has none."""
    journey = find_overnight_movement(plan, day)
    if not journey:
        return brief.translate_label("RON {place}", place=where) if where else ""
    place = (
        brief.translate_label(
            "en route to {place}", place=shorten_place_name(journey.entry.destination)
        )
        if journey.entry.destination
        else brief.translate_label("en route")
    )
    return brief.translate_label("RON {place}", place=place)
