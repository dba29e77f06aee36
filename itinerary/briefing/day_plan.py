"""A Timeline in; the plan of its days out: from when to when it goes, where each day is spent, and where each night."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from itinerary.briefing.formatting import city
from itinerary.dates.interval import Interval, hull
from itinerary.dates.zones import zone
from itinerary.document import Leg
from itinerary.places import Place
from itinerary.timeline import Entry, Timeline

DAY = timedelta(days=1)


class Journey(NamedTuple):
    """A movement or a stay by days; while one end is open, both are the other."""

    begins: date
    ends: date
    entry: Entry


class Plan(NamedTuple):
    """What all days share; nothing in it is cancelled."""

    timeline: Timeline
    ends: tuple[date, date] | None
    legs: Sequence[Entry]
    movements: Sequence[Journey]
    stays: Sequence[Journey]
    happened: Interval | None  # the last thing that is known to have happened


def trip(timeline: Timeline) -> Interval | None:
    """The trip's dates; while they are open, the stretch from its first leg or event to its last."""
    stated = hull(interval for entry in timeline.of("trip") for interval in entry.intervals)
    return stated or hull(
        interval for entry in timeline.of("leg", "event") for interval in entry.intervals
    )


def plan_of(timeline: Timeline) -> Plan:
    """The plan of a timeline."""
    firm = [
        entry
        for entry in timeline.of("leg", "event")
        if getattr(entry.item, "status", "") != "cancelled"
    ]
    legs = [entry for entry in firm if entry.kind == "leg"]
    return Plan(
        timeline,
        ends(timeline),
        legs,
        list(_journeys(firm, "movement")),
        list(_journeys(firm, "stay")),
        _happened(firm),
    )


def _happened(entries: Iterable[Entry]) -> Interval | None:
    chosen = (dating.chosen for entry in entries for dating in entry.datings)
    actual = (each.intervals for each in chosen if each and each.claim.status == "actual")
    return max(
        (interval for intervals in actual for interval in intervals),
        key=lambda each: each.bounds()[0],
        default=None,
    )


def _journeys(entries: Iterable[Entry], kind: str) -> Iterator[Journey]:
    for entry in entries:
        days = [
            each.first for dating in entry.datings for each in dating.intervals[:1] if each.first
        ]
        if entry.kind == kind and days:
            yield Journey(days[0], days[-1], entry)


def ends(timeline: Timeline) -> tuple[date, date] | None:
    """The first and the last day of the trip; a side that is open ends where the last thing is known to."""
    whole = trip(timeline)
    if not whole:
        return None
    known = [day for day in (whole.first, whole.last, *marked(timeline)) if day]
    return (whole.first or min(known), whole.last or max(known)) if known else None


def marked(timeline: Timeline) -> set[date]:
    """The days on which a leg or an event begins or ends."""
    intervals = (each for entry in timeline.of("leg", "event") for each in entry.intervals)
    return {day for each in intervals for day in (each.first, each.last) if day}


class City(NamedTuple):
    """What a day needs to know of a city: its clock, and the code of its country."""

    zone: ZoneInfo | None
    country: str


def cities(plan: Plan, day: date) -> dict[str, City]:
    """Where the day is spent, by name: whence one leaves, the legs, where one arrives; else where one was before."""
    origins = _cities(each.entry.place for each in plan.movements if each.begins == day)
    legs = {_leg(entry): _city(entry) for entry in plan.legs if _is_on(entry, day)}
    destinations = _cities(each.entry.destination for each in plan.movements if each.ends == day)
    return origins | legs | destinations or _whereabouts(plan, day)


def _whereabouts(plan: Plan, day: date) -> dict[str, City]:
    """Where the last movement before a day arrived, else where the trip is."""
    earlier = [each for each in plan.movements if each.ends < day]
    last = max(earlier, key=lambda each: each.ends).entry.destination if earlier else None
    return _cities([last]) or _cities(entry.place for entry in plan.timeline.of("trip"))


def _cities(places: Iterable[Place | None]) -> dict[str, City]:
    known = (place for place in places if place and place.name)
    return {
        city(place): City(zone(place.timezone) if place.timezone else None, place.country)
        for place in known
    }


def _city(leg: Entry) -> City:
    place = leg.place
    return City(
        leg.zone or (zone(place.timezone) if place and place.timezone else None),
        place.country if place else "",
    )


def _leg(entry: Entry) -> str:
    return city(entry.place) if entry.place else entry.title


def _is_on(entry: Entry, day: date) -> bool:
    return any((each.first or day) <= day <= (each.last or day) for each in entry.intervals)


def journey_by_night(plan: Plan, day: date) -> Journey | None:
    """The movement that a night is spent on."""
    return next((each for each in plan.movements if each.begins <= day < each.ends), None)


def bed(plan: Plan, day: date) -> str:
    """Where a night on land is spent: in a stay, in the leg that goes on, else where the day ends; nowhere after the last day."""
    is_inside = plan.ends and plan.ends[0] <= day < plan.ends[1]
    return next(_beds(plan, day), "") if is_inside and not journey_by_night(plan, day) else ""


def _beds(plan: Plan, day: date) -> Iterator[str]:
    for each in plan.stays:
        if each.begins <= day < each.ends or each.begins == day:
            names = (each.entry.place.name if each.entry.place else "", each.entry.title)
            yield ", ".join(dict.fromkeys(filter(None, names)))
    legs = [entry for entry in plan.legs if _is_on(entry, day)]
    for entry in [*(entry for entry in legs if _is_on(entry, day + DAY)), *legs[-1:]]:
        stay = entry.item.stay if isinstance(entry.item, Leg) else None
        yield _leg(entry) + (f", {stay.name}" if stay else "")
    yield from reversed(cities(plan, day))
