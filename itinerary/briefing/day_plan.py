"""A Timeline in; the plan of its days out: from when to when it goes, where each day is spent, and where each night."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from itinerary.briefing.formatting import shorten_place_name
from itinerary.dates.arithmetic import enclose_intervals
from itinerary.dates.interval import Interval
from itinerary.dates.zones import load_zone
from itinerary.document import Leg
from itinerary.places import Place
from itinerary.timeline import Entry, Timeline

DAY = timedelta(days=1)


class DaySpan(NamedTuple):
    """A movement or a stay by days; while one end is open, both are the other."""

    begins: date
    ends: date
    entry: Entry


class DayPlan(NamedTuple):
    """What all days share; nothing in it is cancelled."""

    timeline: Timeline
    ends: tuple[date, date] | None
    legs: Sequence[Entry]
    movements: Sequence[DaySpan]
    stays: Sequence[DaySpan]
    latest_actual: Interval | None  # the last thing that is known to have happened


def find_trip_interval(timeline: Timeline) -> Interval | None:
    """The trip's dates; while they are open, the stretch from its first leg or event to its last."""
    stated = enclose_intervals(
        interval for entry in timeline.select_entries("trip") for interval in entry.intervals
    )
    return stated or enclose_intervals(
        interval
        for entry in timeline.select_entries("leg", "event")
        for interval in entry.intervals
    )


def build_day_plan(timeline: Timeline) -> DayPlan:
    """The plan of a timeline."""
    firm = [
        entry
        for entry in timeline.select_entries("leg", "event")
        if getattr(entry.item, "status", "") != "cancelled"
    ]
    legs = [entry for entry in firm if entry.kind == "leg"]
    return DayPlan(
        timeline,
        find_trip_ends(timeline),
        legs,
        list(_find_day_spans(firm, "movement")),
        list(_find_day_spans(firm, "stay")),
        _find_latest_actual(firm),
    )


def _find_latest_actual(entries: Iterable[Entry]) -> Interval | None:
    chosen = (dating.chosen_reading for entry in entries for dating in entry.datings)
    actual = (each.intervals for each in chosen if each and each.claim.status == "actual")
    return max(
        (interval for intervals in actual for interval in intervals),
        key=lambda each: each.to_utc_bounds()[0],
        default=None,
    )


def _find_day_spans(entries: Iterable[Entry], kind: str) -> Iterator[DaySpan]:
    for entry in entries:
        days = [
            each.first for dating in entry.datings for each in dating.intervals[:1] if each.first
        ]
        if entry.kind == kind and days:
            yield DaySpan(days[0], days[-1], entry)


def find_trip_ends(timeline: Timeline) -> tuple[date, date] | None:
    """The first and the last day of the trip; a side that is open ends where the last thing is known to."""
    whole = find_trip_interval(timeline)
    if not whole:
        return None
    known = [day for day in (whole.first, whole.last, *find_boundary_days(timeline)) if day]
    return (whole.first or min(known), whole.last or max(known)) if known else None


def find_boundary_days(timeline: Timeline) -> set[date]:
    """The days on which a leg or an event begins or ends."""
    intervals = (
        each for entry in timeline.select_entries("leg", "event") for each in entry.intervals
    )
    return {day for each in intervals for day in (each.first, each.last) if day}


class CityFacts(NamedTuple):
    """What a day needs to know of a city: its clock, and the code of its country."""

    zone: ZoneInfo | None
    country: str


def find_cities(plan: DayPlan, day: date) -> dict[str, CityFacts]:
    """Where the day is spent, by name: whence one leaves, the legs, where one arrives; else where one was before."""
    origins = _collect_cities(each.entry.place for each in plan.movements if each.begins == day)
    legs = {
        _name_leg(entry): _find_leg_city(entry) for entry in plan.legs if _is_on_day(entry, day)
    }
    destinations = _collect_cities(
        each.entry.destination for each in plan.movements if each.ends == day
    )
    return origins | legs | destinations or _find_last_known_cities(plan, day)


def _find_last_known_cities(plan: DayPlan, day: date) -> dict[str, CityFacts]:
    """Where the last movement before a day arrived, else where the trip is."""
    earlier = [each for each in plan.movements if each.ends < day]
    last = max(earlier, key=lambda each: each.ends).entry.destination if earlier else None
    return _collect_cities([last]) or _collect_cities(
        entry.place for entry in plan.timeline.select_entries("trip")
    )


def _collect_cities(places: Iterable[Place | None]) -> dict[str, CityFacts]:
    known = (place for place in places if place and place.name)
    return {
        shorten_place_name(place): CityFacts(
            load_zone(place.timezone) if place.timezone else None, place.country
        )
        for place in known
    }


def _find_leg_city(leg: Entry) -> CityFacts:
    place = leg.place
    return CityFacts(
        leg.zone or (load_zone(place.timezone) if place and place.timezone else None),
        place.country if place else "",
    )


def _name_leg(entry: Entry) -> str:
    return shorten_place_name(entry.place) if entry.place else entry.title


def _is_on_day(entry: Entry, day: date) -> bool:
    return any((each.first or day) <= day <= (each.last or day) for each in entry.intervals)


def find_overnight_movement(plan: DayPlan, day: date) -> DaySpan | None:
    """The movement that a night is spent on."""
    return next((each for each in plan.movements if each.begins <= day < each.ends), None)


def find_overnight_place(plan: DayPlan, day: date) -> str:
    """Where a night on land is spent: in a stay, in the leg that goes on, else where the day ends; nowhere after the last day."""
    is_inside = plan.ends and plan.ends[0] <= day < plan.ends[1]
    return (
        next(_find_overnight_places(plan, day), "")
        if is_inside and not find_overnight_movement(plan, day)
        else ""
    )


def _find_overnight_places(plan: DayPlan, day: date) -> Iterator[str]:
    for each in plan.stays:
        if each.begins <= day < each.ends or each.begins == day:
            names = (each.entry.place.name if each.entry.place else "", each.entry.title)
            yield ", ".join(dict.fromkeys(filter(None, names)))
    legs = [entry for entry in plan.legs if _is_on_day(entry, day)]
    for entry in [*(entry for entry in legs if _is_on_day(entry, day + DAY)), *legs[-1:]]:
        stay = entry.item.stay if isinstance(entry.item, Leg) else None
        yield _name_leg(entry) + (f", {stay.name}" if stay else "")
    yield from reversed(find_cities(plan, day))
