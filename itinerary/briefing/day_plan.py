"""A Timeline in; the plan of its days out: its ends, and where each day and night is spent."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from itinerary.briefing.city_comparison import is_other_city, is_same_city
from itinerary.briefing.formatting import shorten_place_name
from itinerary.dates.arithmetic import enclose_intervals
from itinerary.dates.interval import Interval
from itinerary.dates.zones import load_zone
from itinerary.document import Leg
from itinerary.document.vocabulary import ClaimStatus, EventKind
from itinerary.places import Place, serves_city
from itinerary.timeline import Entry, Timeline
from itinerary.timeline.small_hours import find_day
from itinerary.timeline.travellers import find_named_travellers, list_travellers

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
    place: Place | None  # where it is


def build_day_plan(timeline: Timeline) -> DayPlan:
    """Return the plan of a timeline."""
    entries = timeline.select_entries("leg", "event")
    firm = [entry for entry in entries if entry.status.takes_place]
    return DayPlan(
        timeline,
        find_trip_ends(timeline),
        [entry for entry in firm if entry.section == "leg"],
        list(_find_day_spans(timeline, firm, EventKind.MOVEMENT)),
        list(_find_day_spans(timeline, firm, EventKind.STAY)),
        _find_latest_actual(firm),
    )


def select_traveller_plan(plan: DayPlan, name: str) -> DayPlan:
    """Return the plan of one traveller: without what is for others alone."""
    travellers = list_travellers(plan.timeline.document)
    legs = {leg.id: leg for leg in plan.timeline.select_entries("leg")}

    def concerns(entry: Entry) -> bool:
        named = find_named_travellers(entry, legs.get(entry.leg or ""), travellers)
        return not named or name in named

    return plan._replace(
        legs=[leg for leg in plan.legs if concerns(leg)],
        movements=[each for each in plan.movements if concerns(each.entry)],
        stays=[each for each in plan.stays if concerns(each.entry)],
    )


def list_separate_travellers(plan: DayPlan) -> tuple[str, ...]:
    """Return all travellers, if some leg, movement or stay is for a few of them; else none."""
    if plan.timeline.traveller:
        return ()
    travellers = list_travellers(plan.timeline.document)
    legs = {leg.id: leg for leg in plan.timeline.select_entries("leg")}
    entries = [*plan.legs, *(each.entry for each in (*plan.movements, *plan.stays))]
    for entry in entries:
        named = find_named_travellers(entry, legs.get(entry.leg or ""), travellers)
        if named and len(named) < len(travellers):
            return travellers
    return ()


def _find_day_spans(
    timeline: Timeline, entries: Iterable[Entry], kind: EventKind
) -> Iterator[DaySpan]:
    for entry in entries:
        if entry.kind == kind and (days := _list_days(timeline, entry)):
            yield DaySpan(days[0], days[-1], entry)


def _list_days(timeline: Timeline, entry: Entry) -> list[date]:
    """Return the day to which each date of an entry belongs, in their order.

    That is the day of its start, or of its end, where only the latest time is known.
    """
    known = (dating.intervals[0] for dating in entry.datings if dating.intervals)
    moments = (each.start or each.last for each in known)
    return [find_day(timeline.document, moment) for moment in moments if moment]


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


def number_day(plan: DayPlan, day: date) -> int | None:
    """Return which day of the trip a day is, from 1; None of one before or after it."""
    first, last = plan.ends or (day, day)
    return (day - first).days + 1 if first <= day <= last else None


def find_cities(plan: DayPlan, day: date) -> dict[str, CityFacts]:
    """Return where a day is spent, by name.

    That is where one leaves from, the legs that one is in, and where one arrives; if there are
    none, where one was before. A leg in which one was the day before comes first.
    """
    origins = _collect_cities(
        plan, (each.entry.place for each in plan.movements if each.begins == day)
    )
    around = [leg for leg in plan.legs if is_on_day(leg, day) and not _is_away(plan, leg, day)]
    legs = {name_leg(leg): _find_leg_city(leg) for leg in around}
    earlier = {name_leg(leg): _find_leg_city(leg) for leg in around if _is_woken_in(plan, leg, day)}
    arrivals = (each.entry.destination for each in plan.movements if each.ends == day)
    return earlier | origins | legs | _collect_cities(plan, arrivals) or _find_last_known_cities(
        plan, day
    )


def _find_last_known_cities(plan: DayPlan, day: date) -> dict[str, CityFacts]:
    """Return where the last movement before a day arrived, else where the next one leaves from.

    Without movements that is where the trip is; on the way all day one is in none.
    """
    if any(each.begins < day < each.ends for each in plan.movements):
        return {}
    last, following = find_last_arrival(plan, day), find_next_departure(plan, day)
    trips = (each for each in plan.timeline.select_entries("trip") if each.status.takes_place)
    return (
        _collect_cities(plan, [last.entry.destination] if last else [])
        or _collect_cities(plan, [following.entry.place] if following else [])
        or _collect_cities(plan, (entry.place for entry in trips))
    )


def _is_away(plan: DayPlan, leg: Entry, day: date) -> bool:
    """Return whether movements show that one is not in a leg all day, though it lasts through it.

    Either one is on the way there or from there, or has left and comes back later.
    """
    first = find_first_day(leg, day)
    for each in plan.movements:
        is_to_leg = is_same_city(each.entry.destination, leg.place)
        is_from_leg = each.begins < day and is_same_city(each.entry.place, leg.place)
        if (is_to_leg or is_from_leg) and first <= each.begins <= day < each.ends:
            return True
    last = find_last_arrival(plan, day - DAY) if day > date.min else None
    is_gone = last is not None and has_left(last, leg.place, first)
    return is_gone and last is not None and is_place_proven(plan, last, day)


def _is_woken_in(plan: DayPlan, leg: Entry, day: date) -> bool:
    """Return whether a day begins in a leg: it goes on, and no movement of the day leads there."""
    arrived = (each.entry.destination for each in plan.movements if each.ends == day)
    return find_first_day(leg, day) < day and not any(
        is_same_city(each, leg.place) for each in arrived
    )


def find_first_day(entry: Entry, day: date) -> date:
    """Return the day on which the stretch of an entry begins that a day is in."""
    firsts = (each.first for each in entry.intervals if (each.first or day) <= day)
    return max((first for first in firsts if first), default=day)


# --- movements


def find_last_arrival(plan: DayPlan, day: date) -> DaySpan | None:
    """Return the last movement that has arrived by the end of a day."""
    arrived = sorted((each for each in plan.movements if each.ends <= day), key=_find_end)
    return arrived[-1] if arrived else None


def find_next_departure(plan: DayPlan, day: date) -> DaySpan | None:
    """Return the first movement that leaves after a day."""
    return next((each for each in plan.movements if each.begins > day), None)


def _find_end(span: DaySpan) -> date:
    return span.ends


def is_place_proven(plan: DayPlan, last: DaySpan, day: date) -> bool:
    """Return whether one is where a movement arrived: on that day, or if the next leaves there."""
    following = find_next_departure(plan, day)
    return day == last.ends or (
        following is not None and is_same_city(following.entry.place, last.entry.destination)
    )


def has_left(movement: DaySpan, city: Place | None, since: date) -> bool:
    """Return whether a movement shows that one is no longer in a city.

    Args:
        movement: The last one that has arrived.
        city: Where one would be without it.
        since: The first day there; who arrives near it on that day is on the way there.
    """
    origin, destination = movement.entry.place, movement.entry.destination
    if city is None or destination is None or is_same_city(destination, city):
        return False
    if movement.ends <= since and not is_same_city(origin, city):
        return False
    return is_same_city(origin, city) or is_other_city(destination, city)


def _collect_cities(plan: DayPlan, places: Iterable[Place | None]) -> dict[str, CityFacts]:
    named = (place for place in places if place and place.name)
    return {name_stop(plan, place): _find_city(place, None) for place in named}


def name_stop(plan: DayPlan, place: Place) -> str:
    """Return a place as headings have it; of an airport its city, by the name of the leg there."""
    if not place.city:
        return shorten_place_name(place)
    names = (name_leg(leg) for leg in plan.legs if leg.place and serves_city(place, leg.place))
    return next(names, place.city)


def _find_leg_city(leg: Entry) -> CityFacts:
    return _find_city(leg.place, leg.zone)


def _find_city(place: Place | None, zone: ZoneInfo | None) -> CityFacts:
    if not place:
        return CityFacts(zone, "", None)
    own_zone = load_zone(place.timezone) if place.timezone and not zone else zone
    return CityFacts(own_zone, place.country, place)


def name_leg(leg: Entry) -> str:
    """Return the place of a leg as headings have it, else its title."""
    return shorten_place_name(leg.place) if leg.place else leg.title


def is_programme_complete(plan: DayPlan, day: date) -> bool:
    """Return whether the document says that it lists all that is planned on a day."""
    legs = [leg for leg in plan.legs if is_on_day(leg, day)]
    programmes = {each.leg for each in plan.timeline.complete_days if each.day == day}
    return None in programmes or bool(legs and all(_is_complete(leg, programmes) for leg in legs))


def _is_complete(leg: Entry, programmes: Container[str | None]) -> bool:
    """Return whether a leg is complete, on a day of which some programmes are."""
    return leg.id in programmes or (isinstance(leg.item, Leg) and leg.item.complete)


def is_on_day(entry: Entry, day: date) -> bool:
    """Return whether a day is in an entry."""
    return any((each.first or day) <= day <= (each.last or day) for each in entry.intervals)
