"""A brief in; the days out: where and by which clocks, what happens when, the details, and where the night is spent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from itinerary import schema
from itinerary.briefing.details import details
from itinerary.briefing.forms import Brief, city
from itinerary.briefing.rows import Placed, Sheet, change, rows
from itinerary.briefing.values import Day, Item
from itinerary.interval import Interval, hull
from itinerary.places import Place
from itinerary.timeline import Entry, Timeline
from itinerary.wording import gap, heading, offset
from itinerary.zones import zone

LONGEST = 100  # days of a trip; of a longer one, only those are shown on which something begins or ends
DAY = timedelta(days=1)


class _Page(NamedTuple):
    """What happens on a day."""

    day: date
    rows: list[Placed]
    details: list[Item]


class _Journey(NamedTuple):
    """A movement or a stay by days; while one end is open, both are the other."""

    begins: date
    ends: date
    entry: Entry


class _Plan(NamedTuple):
    """What all days share; nothing in it is cancelled."""

    timeline: Timeline
    ends: tuple[date, date] | None
    legs: Sequence[Entry]
    movements: Sequence[_Journey]
    stays: Sequence[_Journey]


def trip(timeline: Timeline) -> Interval | None:
    """The trip's dates; while they are open, the stretch from its first leg or event to its last."""
    stated = hull(interval for entry in timeline.of("trip") for interval in entry.intervals)
    return stated or hull(interval for entry in timeline.of("leg", "event") for interval in entry.intervals)


def home_offsets(brief: Brief) -> str:
    """The second clock by its name, and its offset from UTC: two of them, if it changes during the trip."""
    timeline = brief.timeline
    if not timeline.home or not timeline.home_zone:
        return ""
    noons = [_noon(day, timeline.home_zone) for day in _ends(timeline) or ()]
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
    plan = _plan(brief.timeline)
    return (_day(brief, plan, page) for page in _pages(brief, plan))


def _day(brief: Brief, plan: _Plan, page: _Page) -> Day:
    cities = _cities(plan, page.day)
    offsets = (_clock(brief, page.day, name, where) for name, where in cities.items() if where)
    in_order = sorted(page.rows, key=lambda placed: placed.order)
    return Day(
        date=page.day,
        heading=heading(page.day, brief.language),
        count=_count(brief, plan, page.day),
        cities=tuple(cities),
        clocks=" · ".join(offsets),
        rows=tuple(placed.row for placed in in_order),
        empty="" if page.rows else brief.say("No public schedule"),
        details=tuple(page.details),
        night=_night(brief, plan, page.day),
    )


def _plan(timeline: Timeline) -> _Plan:
    firm = [entry for entry in timeline.of("leg", "event") if getattr(entry.item, "status", "") != "cancelled"]
    legs = [entry for entry in firm if entry.kind == "leg"]
    return _Plan(timeline, _ends(timeline), legs, list(_journeys(firm, "movement")), list(_journeys(firm, "stay")))


def _journeys(entries: Iterable[Entry], kind: str) -> Iterator[_Journey]:
    for entry in entries:
        days = [each.first for dating in entry.datings for each in dating.intervals[:1] if each.first]
        if entry.kind == kind and days:
            yield _Journey(days[0], days[-1], entry)


def _ends(timeline: Timeline) -> tuple[date, date] | None:
    """The first and the last day of the trip; a side that is open ends where the last thing is known to."""
    whole = trip(timeline)
    if not whole:
        return None
    known = [day for day in (whole.first, whole.last, *_marked(timeline)) if day]
    return (whole.first or min(known), whole.last or max(known)) if known else None


def _marked(timeline: Timeline) -> set[date]:
    """The days on which a leg or an event begins or ends."""
    intervals = (each for entry in timeline.of("leg", "event") for each in entry.intervals)
    return {day for each in intervals for day in (each.first, each.last) if day}


def _pages(brief: Brief, plan: _Plan) -> Iterator[_Page]:
    days = _marked(brief.timeline)
    if plan.ends:
        first, last = plan.ends
        days |= {first + number * DAY for number in range((last - first).days + 1)} if last - first < LONGEST * DAY else {first, last}
    pages = {day: _Page(day, [], []) for day in sorted(days)}
    sheet = Sheet(brief, list(pages), {entry.id: entry for entry in brief.timeline.of("leg")})
    for entry in brief.timeline.of("event"):
        placed = list(rows(sheet, entry))
        for each in placed:
            pages[each.day].rows.append(each)
        if placed:
            pages[min(each.day for each in placed)].details.extend(details(brief, entry))
    yield from pages.values()


def _count(brief: Brief, plan: _Plan, day: date) -> str:
    """Which day of the trip it is."""
    first, last = plan.ends or (day, day)
    number, count = (day - first).days + 1, (last - first).days + 1
    if 1 <= number <= count:
        return brief.say("day {number} of {count}", number=number, count=count)
    return brief.say("before the trip" if number < 1 else "after the trip")


def _cities(plan: _Plan, day: date) -> dict[str, ZoneInfo | None]:
    """Where the day is spent, with the time zones: whence one leaves, the legs, where one arrives; else where one was before."""
    origins = _zones(each.entry.place for each in plan.movements if each.begins == day)
    legs = {_leg(entry): _zone(entry) for entry in plan.legs if _is_on(entry, day)}
    destinations = _zones(each.entry.destination for each in plan.movements if each.ends == day)
    return origins | legs | destinations or _whereabouts(plan, day)


def _whereabouts(plan: _Plan, day: date) -> dict[str, ZoneInfo | None]:
    """Where the last movement before a day arrived, else where the trip is."""
    earlier = [each for each in plan.movements if each.ends < day]
    last = max(earlier, key=lambda each: each.ends).entry.destination if earlier else None
    return _zones([last]) or _zones(entry.place for entry in plan.timeline.of("trip"))


def _zones(places: Iterable[Place | None]) -> dict[str, ZoneInfo | None]:
    return {city(place): zone(place.timezone) if place.timezone else None for place in places if place and place.name}


def _zone(leg: Entry) -> ZoneInfo | None:
    return leg.zone or (zone(leg.place.timezone) if leg.place and leg.place.timezone else None)


def _leg(entry: Entry) -> str:
    return city(entry.place) if entry.place else entry.title


def _is_on(entry: Entry, day: date) -> bool:
    return any((each.first or day) <= day <= (each.last or day) for each in entry.intervals)


def _clock(brief: Brief, day: date, name: str, where: ZoneInfo) -> str:
    """The clock of a place on a day, and its change, if it has one then."""
    timeline, noon = brief.timeline, _noon(day, where)
    home = city(timeline.home) if timeline.home else ""
    ahead = f"{home} {gap(_noon(day, timeline.home_zone), noon, brief.language)}" if timeline.home_zone and home != name else ""
    changing = change(brief, *(datetime.combine(day, each, where) for each in (time.min, time.max)))
    notes = (ahead + changing).removeprefix("; ")
    return f"{name} {offset(noon)}" + (f" ({notes})" if notes else "")


def _night(brief: Brief, plan: _Plan, day: date) -> str:
    """Where the night is spent; the last day has none."""
    if not plan.ends or not plan.ends[0] <= day < plan.ends[1]:
        return ""
    place = next(_beds(brief, plan, day), "")
    return brief.say("RON {place}", place=place) if place else ""


def _beds(brief: Brief, plan: _Plan, day: date) -> Iterator[str]:
    """Where the night may be spent: on board, in a stay, in the leg that goes on, else where the day ends."""
    for each in plan.movements:
        if each.begins <= day < each.ends:
            yield brief.say("en route to {place}", place=city(each.entry.destination)) if each.entry.destination else brief.say("en route")
    for each in plan.stays:
        if each.begins <= day < each.ends or each.begins == day:
            names = (each.entry.place.name if each.entry.place else "", each.entry.title)
            yield ", ".join(dict.fromkeys(filter(None, names)))
    legs = [entry for entry in plan.legs if _is_on(entry, day)]
    for entry in [*(entry for entry in legs if _is_on(entry, day + DAY)), *legs[-1:]]:
        stay = entry.item.stay if isinstance(entry.item, schema.Leg) else None
        yield _leg(entry) + (f", {stay.name}" if stay else "")
    yield from reversed(_cities(plan, day))
