"""A Timeline in; the plan of its days out: its ends, and where each day and night is spent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from itinerary.briefing.facts import collect_facts
from itinerary.briefing.formatting import shorten_place_name
from itinerary.dates.arithmetic import enclose_intervals
from itinerary.dates.interval import Interval
from itinerary.dates.zones import load_zone
from itinerary.document import Leg
from itinerary.document.vocabulary import ClaimStatus, EventKind
from itinerary.places import Place
from itinerary.timeline import Entry, Timeline

DAY = timedelta(days=1)


class DaySpan(NamedTuple):
    """A movement or a stay by days; while one end is open, both are the other."""

    begins: date
    ends: date
    entry: Entry


class DayPlan(NamedTuple):
    """What all days share; all in it takes place."""

    timeline: Timeline
    ends: tuple[date, date] | None  # the first and the last day of the trip
    legs: Sequence[Entry]
    movements: Sequence[DaySpan]
    stays: Sequence[DaySpan]
    latest_actual: Interval | None  # the last thing that is known to have happened


class CityFacts(NamedTuple):
    """What a day needs to know of a city."""

    zone: ZoneInfo | None  # its clock
    country: str  # the code of its country (ISO 3166-1); "" if it is not known


def build_day_plan(timeline: Timeline) -> DayPlan:
    """Return the plan of a timeline."""
    entries = timeline.select_entries("leg", "event")
    firm = [entry for entry in entries if entry.status.takes_place]
    return DayPlan(
        timeline,
        find_trip_ends(timeline),
        [entry for entry in firm if entry.section == "leg"],
        list(_find_day_spans(firm, EventKind.MOVEMENT)),
        list(_find_day_spans(firm, EventKind.STAY)),
        _find_latest_actual(firm),
    )


def _find_day_spans(entries: Iterable[Entry], kind: EventKind) -> Iterator[DaySpan]:
    for entry in entries:
        if entry.kind == kind and (days := _list_first_days(entry)):
            yield DaySpan(days[0], days[-1], entry)


def _list_first_days(entry: Entry) -> list[date]:
    """Return the day on which each date of an entry begins, in the order of the dates."""
    firsts = (dating.intervals[0].first for dating in entry.datings if dating.intervals)
    return [day for day in firsts if day]


def _find_latest_actual(entries: Iterable[Entry]) -> Interval | None:
    chosen = (dating.chosen_reading for entry in entries for dating in entry.datings)
    actual = (each for each in chosen if each and each.claim.status == ClaimStatus.ACTUAL)
    return max(
        (interval for reading in actual for interval in reading.intervals),
        key=lambda interval: interval.to_utc_bounds()[0],
        default=None,
    )


# --- the trip


def find_trip_interval(timeline: Timeline) -> Interval | None:
    """Return the trip's dates or, while they are open, the stretch of its legs and events."""
    trip, parts = timeline.select_entries("trip"), timeline.select_entries("leg", "event")
    return _enclose_entries(trip) or _enclose_entries(parts)


def _enclose_entries(entries: Iterable[Entry]) -> Interval | None:
    return enclose_intervals(interval for entry in entries for interval in entry.intervals)


def find_trip_ends(timeline: Timeline) -> tuple[date, date] | None:
    """Return the first and the last day of the trip; None if no day is known.

    A side that is open ends where the last thing is known to.
    """
    whole = find_trip_interval(timeline)
    if not whole:
        return None
    known = [day for day in (whole.first, whole.last, *find_boundary_days(timeline)) if day]
    return (whole.first or min(known), whole.last or max(known)) if known else None


def find_boundary_days(timeline: Timeline) -> set[date]:
    """Return the days on which a leg or an event begins or ends."""
    entries = timeline.select_entries("leg", "event")
    intervals = (interval for entry in entries for interval in entry.intervals)
    return {day for each in intervals for day in (each.first, each.last) if day}


# --- days


def find_cities(plan: DayPlan, day: date) -> dict[str, CityFacts]:
    """Return where a day is spent, by name.

    That is where one leaves from, the legs, and where one arrives; if there are none, where one
    was before, unless something hidden says where one is.
    """
    origins = _collect_cities(each.entry.place for each in plan.movements if each.begins == day)
    legs = {_name_leg(leg): _find_leg_city(leg) for leg in plan.legs if _is_on_day(leg, day)}
    arrivals = (each.entry.destination for each in plan.movements if each.ends == day)
    return origins | legs | _collect_cities(arrivals) or _find_last_known_cities(plan, day)


def _find_last_known_cities(plan: DayPlan, day: date) -> dict[str, CityFacts]:
    """Return where the last movement before a day arrived, else where the trip is."""
    if _is_unsure(plan, day):
        return {}
    earlier = [each for each in plan.movements if each.ends < day]
    last = max(earlier, key=lambda each: each.ends).entry.destination if earlier else None
    trips = plan.timeline.select_entries("trip")
    return _collect_cities([last]) or _collect_cities(entry.place for entry in trips)


def _collect_cities(places: Iterable[Place | None]) -> dict[str, CityFacts]:
    named = (place for place in places if place and place.name)
    return {shorten_place_name(place): _find_city(place, None) for place in named}


def _find_leg_city(leg: Entry) -> CityFacts:
    return _find_city(leg.place, leg.zone)


def _find_city(place: Place | None, zone: ZoneInfo | None) -> CityFacts:
    if not place:
        return CityFacts(zone, "")
    own_zone = load_zone(place.timezone) if place.timezone and not zone else zone
    return CityFacts(own_zone, place.country)


def _name_leg(leg: Entry) -> str:
    return shorten_place_name(leg.place) if leg.place else leg.title


def is_programme_complete(plan: DayPlan, day: date) -> bool:
    """Return whether the document says that it lists all that is planned on a day."""
    legs = [leg.item for leg in plan.legs if _is_on_day(leg, day)]
    return bool(legs) and all(isinstance(leg, Leg) and leg.complete for leg in legs)


def _is_on_day(entry: Entry, day: date) -> bool:
    return any((each.first or day) <= day <= (each.last or day) for each in entry.intervals)


# --- nights


def find_overnight_movement(plan: DayPlan, day: date) -> DaySpan | None:
    """Return the movement on which the night after a day is spent."""
    if any(each.covers_night(day) for each in plan.timeline.withheld_nights):
        return None
    return next((each for each in plan.movements if each.begins <= day < each.ends), None)


def find_overnight_place(plan: DayPlan, day: date) -> str:
    """Return where the night after a day is spent on land; "" after the last day of the trip.

    That is a stay, the leg that goes on, else where the day ends; "" where something hidden says
    where that is.
    """
    is_inside = plan.ends and plan.ends[0] <= day < plan.ends[1]
    if not is_inside or find_overnight_movement(plan, day):
        return ""
    return next(_find_overnight_places(plan, day), "")


def _is_unsure(plan: DayPlan, day: date) -> bool:
    return any(each.casts_doubt_on(day) for each in plan.timeline.withheld_nights)


def _find_overnight_places(plan: DayPlan, day: date) -> Iterator[str]:
    if any(each.covers_night(day) for each in plan.timeline.withheld_nights):
        return
    for each in plan.stays:
        if day == each.begins or each.begins < day < each.ends:
            names = (each.entry.place.name if each.entry.place else "", each.entry.title)
            yield ", ".join(dict.fromkeys(filter(None, names)))
    legs = [entry for entry in plan.legs if _is_on_day(entry, day)]
    going_on = [entry for entry in legs if _is_on_day(entry, day + DAY)]
    is_unsure = _is_unsure(plan, day)
    for entry in going_on if is_unsure else (*going_on, *legs[-1:]):
        lodging = collect_facts(entry).lodging
        yield _name_leg(entry) + (f", {lodging}" if lodging else "")
    if not is_unsure:
        yield from reversed(find_cities(plan, day))
