"""A briefing's context in; its days out: places, clocks, what happens, details, and the night."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, time
from typing import NamedTuple
from zoneinfo import ZoneInfo

from itinerary.briefing.day_cities import CityFacts, find_cities
from itinerary.briefing.day_plan import (
    DAY,
    DayPlan,
    build_day_plan,
    is_programme_complete,
    number_day,
)
from itinerary.briefing.event_details import compose_details
from itinerary.briefing.facts import EntryFacts, collect_facts
from itinerary.briefing.formatting import (
    BriefingContext,
    compose_items,
    format_person,
    shorten_place_name,
)
from itinerary.briefing.model import Day, Item
from itinerary.briefing.narrative import narrate_day
from itinerary.briefing.nights import find_overnight_place
from itinerary.briefing.schedule import compose_rows
from itinerary.briefing.schedule.event_lines import format_clock_change
from itinerary.briefing.schedule.placed_rows import PlacedRow, RowContext
from itinerary.briefing.schedule.times import NO_TIME
from itinerary.briefing.trip_ends import find_boundary_days, find_trip_ends
from itinerary.briefing.whereabouts import format_night, name_cities
from itinerary.dates.arithmetic import enclose_intervals, touches_day
from itinerary.dates.interval import Interval
from itinerary.dates.wording import format_clock_difference, format_day_heading, format_utc_offset
from itinerary.document.vocabulary import EventKind
from itinerary.places import Place

# Of a longer trip, only those days are shown on which something begins or ends.
MAX_SHOWN_DAYS = 100
_NO_HOME_TIMES = ((), (NO_TIME,))


class _DayContents(NamedTuple):
    """What happens on a day."""

    day: date
    rows: list[PlacedRow]
    events: list[EntryFacts]  # those that have their details there


# --- clocks


def list_clock_names(brief: BriefingContext) -> tuple[str, ...]:
    """Return the names of the clocks that every row of a day has a time by."""
    timeline, local = brief.timeline, brief.translate_label("Local")
    if not timeline.home_zone:
        return (local,)
    home = timeline.home
    return local, shorten_place_name(home) if home else brief.translate_label("Home")


def format_home_clock(brief: BriefingContext) -> str:
    """Return the second clock with its offset from UTC; "" if there is none.

    If the offset changes during the trip, both are named.
    """
    timeline = brief.timeline
    if not timeline.home or not timeline.home_zone:
        return ""
    noons = [_find_noon(day, timeline.home_zone) for day in find_trip_ends(brief.whole) or ()]
    offsets = dict.fromkeys(map(format_utc_offset, noons))
    text = f", {brief.translate_label('later')} ".join(offsets)
    return shorten_place_name(timeline.home) + (f" ({text})" if text else "")


def _format_city_clock(brief: BriefingContext, day: date, name: str, zone: ZoneInfo) -> str:
    """Return the clock of a place on a day, and its change, if it has one then."""
    noon = _find_noon(day, zone)
    midnight, next_midnight = (datetime.combine(day, each, zone) for each in (time.min, time.max))
    change = format_clock_change(brief, midnight, next_midnight)
    notes = (_compare_with_home(brief, day, name, noon) + change).removeprefix("; ")
    return f"{name} {format_utc_offset(noon)}" + (f" ({notes})" if notes else "")


def _compare_with_home(brief: BriefingContext, day: date, name: str, noon: datetime) -> str:
    """Return how far a clock is ahead of that of home; "" for home itself."""
    timeline = brief.timeline
    home = shorten_place_name(timeline.home) if timeline.home else ""
    if not timeline.home_zone or home == name:
        return ""
    home_noon = _find_noon(day, timeline.home_zone)
    return f"{home} {format_clock_difference(home_noon, noon, brief.language)}"


def _find_noon(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(12), zone)


# --- days


def compose_days(brief: BriefingContext) -> Iterator[Day]:
    """Yield the days of the trip, and those outside it on which something begins or ends."""
    plan = build_day_plan(brief.whole)
    return (_compose_day(brief, plan, each) for each in _collect_day_contents(brief, plan))


def _compose_day(brief: BriefingContext, plan: DayPlan, contents: _DayContents) -> Day:
    day, is_card = contents.day, brief.style == "card"
    cities, names = find_cities(plan, day), name_cities(plan, day)
    is_together = names == tuple(cities)
    bed = find_overnight_place(plan, day) if is_together else ""
    placed = sorted(contents.rows, key=lambda each: each.order)
    rows = [each.row for each in placed]
    lead = narrate_day(brief, plan, placed, names if is_together else (), bed)
    zones = _find_clocks(contents, cities)
    clocks = 2 if _shows_home_clock(brief, contents, zones.values()) else 1
    return Day(
        date=day,
        heading=format_day_heading(day, brief.language),
        count="" if is_card else _format_day_count(brief, plan, day),
        cities=names,
        contacts=_compose_contacts(brief, contents) if brief.style == "day-sheet" else (),
        clocks="" if is_card else " · ".join(_list_clocks(brief, day, cities, zones)),
        lead=lead if brief.style == "briefing" else "",
        columns=(*list_clock_names(brief)[:clocks], brief.translate_label("What")),
        rows=tuple(replace(row, times=row.times[:clocks]) for row in rows),
        empty="" if placed else _format_empty_day(brief, plan, day),
        details=() if is_card else tuple(_compose_all_details(brief, contents)),
        night=format_night(brief, plan, day),
    )


def _format_empty_day(brief: BriefingContext, plan: DayPlan, day: date) -> str:
    """Return what stands on a day without events: that there are none only where that is said."""
    is_complete = is_programme_complete(plan, day)
    return brief.translate_label("No public schedule" if is_complete else "Nothing known")


def _compose_all_details(brief: BriefingContext, contents: _DayContents) -> Iterator[Item]:
    for facts in contents.events:
        yield from compose_details(brief, facts)


def _collect_day_contents(brief: BriefingContext, plan: DayPlan) -> Iterator[_DayContents]:
    shown = _find_shown_days(plan, brief.timeline.within)
    contents = {day: _DayContents(day, [], []) for day in sorted(shown)}
    legs = {entry.id: entry for entry in brief.timeline.select_entries("leg")}
    context = RowContext(brief, list(contents), legs)
    for entry in brief.timeline.select_entries("event"):
        facts = collect_facts(entry)
        placed = list(compose_rows(context, facts))
        for each in placed:
            contents[each.day].rows.append(each)
        if placed:
            contents[min(each.day for each in placed)].events.append(facts)
    yield from contents.values()


def _find_shown_days(plan: DayPlan, within: Collection[Interval]) -> set[date]:
    """Return the days of a trip; of a part of it, those that it is cut down to."""
    days = find_boundary_days(plan.timeline)
    if plan.ends:
        first, last = _cut_down(plan.ends, enclose_intervals(within))
        count = (last - first).days + 1
        every = (first + number * DAY for number in range(count))
        days |= {*plan.ends} if count > MAX_SHOWN_DAYS else {*every}
    if not within:
        return days
    return {day for day in days if any(touches_day(each, day) for each in within)}


def _cut_down(ends: tuple[date, date], stretch: Interval | None) -> tuple[date, date]:
    """Return the first and the last day of a trip within a stretch."""
    first, last = ends
    if stretch is None:
        return ends
    return max(first, stretch.first or first), min(last, stretch.last or last)


def _find_clocks(contents: _DayContents, cities: Mapping[str, CityFacts]) -> dict[str, ZoneInfo]:
    """Return the clocks of a day: those of its cities, and others by which events are."""
    clocks = {name: city.zone for name, city in cities.items() if city.zone}
    for each in contents.rows:
        place, zone = each.entry.place, each.entry.zone
        is_timed = each.interval is not None and each.interval.is_timed
        if place and place.name and zone and is_timed and each.entry.kind != EventKind.MOVEMENT:
            offset = format_utc_offset(_find_noon(contents.day, zone))
            known = (
                format_utc_offset(_find_noon(contents.day, clock)) for clock in clocks.values()
            )
            if offset not in known:
                clocks.setdefault(_name_city_of_venue(place), zone)
    return clocks


def _name_city_of_venue(place: Place) -> str:
    """Return the city that follows after the name of a venue, which has no coordinates."""
    venue, _, rest = place.name.partition(",")
    return rest.partition(",")[0].strip() if rest and place.latitude is None else venue


def _shows_home_clock(
    brief: BriefingContext, contents: _DayContents, clocks: Iterable[ZoneInfo]
) -> bool:
    """Return whether the rows of a day have a time by the clock of home, and one is apart from it.

    If one row is by another clock than that of home, all others have a second time, too.
    """
    home, day = brief.timeline.home_zone, contents.day
    exact = [each.interval for each in contents.rows if each.row.times[1:] not in _NO_HOME_TIMES]
    if home is None or not any(each and each.is_timed for each in exact):
        return False
    return any(_find_noon(day, zone) != _find_noon(day, home) for zone in clocks) or any(
        each.row.times[1:] not in (each.row.times[:1], *_NO_HOME_TIMES) for each in contents.rows
    )


def _list_clocks(
    brief: BriefingContext,
    day: date,
    cities: Mapping[str, CityFacts],
    clocks: Mapping[str, ZoneInfo],
) -> Iterator[str]:
    """Yield the clocks of a day and, if asked for, the public holidays of its cities."""
    for name, zone in clocks.items():
        yield _format_city_clock(brief, day, name, zone)
    if brief.holidays:
        yield from _format_holidays(brief, day, cities)


def _format_holidays(
    brief: BriefingContext, day: date, cities: Mapping[str, CityFacts]
) -> Iterator[str]:
    """Yield the public holidays of the countries where a day is spent."""
    from itinerary.dates.expressions.almanac import list_public_holidays  # loads their calendars

    for name, city in cities.items():
        holidays = (
            list_public_holidays(city.country, day, brief.language[:2]) if city.country else ()
        )
        if holidays:
            yield brief.translate_label(
                "public holiday in {place}: {names}", place=name, names=", ".join(holidays)
            )


def _compose_contacts(brief: BriefingContext, contents: _DayContents) -> tuple[Item, ...]:
    """Return whom to call on a day: those of the trip, then those of its events, each once."""
    own = (contact for facts in contents.events for contact in facts.contacts)
    contacts = (*brief.timeline.document.contacts, *own)
    return compose_items(*dict.fromkeys(map(format_person, contacts)))


def _format_day_count(brief: BriefingContext, plan: DayPlan, day: date) -> str:
    """Return which day of the trip it is."""
    first, last = plan.ends or (day, day)
    if number := number_day(plan, day):
        count = (last - first).days + 1
        return brief.translate_label("day {number} of {count}", number=number, count=count)
    return brief.translate_label("before the trip" if day < first else "after the trip")
