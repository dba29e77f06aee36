"""A plan of days in; where each night is spent out, as stays, movements and legs tell it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from itinerary.briefing.city_comparison import is_same_city
from itinerary.briefing.day_cities import name_leg
from itinerary.briefing.day_plan import (
    DAY,
    DayPlan,
    DaySpan,
    find_first_day,
    find_last_arrival,
    find_next_departure,
    has_left,
    is_on_day,
    is_place_proven,
)
from itinerary.briefing.facts import collect_facts
from itinerary.briefing.formatting import name_city
from itinerary.places import Place

_NIGHT_BEGINS_BEFORE, _NIGHT_ENDS_BEFORE = 4, 5  # hours of the clock: then no bed is used
_BED_IS_REACHED_BEFORE = 2  # hours of the clock: then the night is spent where one arrives


def find_overnight_movement(plan: DayPlan, day: date) -> DaySpan | None:
    """Return the movement on which the night after a day is spent."""
    movements = _count_late_arrivals(plan).movements
    return next((each for each in movements if _takes_night(each, day)), None)


def _count_late_arrivals(plan: DayPlan) -> DayPlan:
    """Return a plan by nights: who arrives soon after midnight has arrived in the evening."""
    return plan._replace(movements=[*map(_count_late_arrival, plan.movements)])


def _count_late_arrival(movement: DaySpan) -> DaySpan:
    datings = [dating for dating in movement.entry.datings if dating.intervals]
    arrives = datings[-1].intervals[0].start
    if not isinstance(arrives, datetime) or arrives.hour >= _BED_IS_REACHED_BEFORE:
        return movement
    is_next_day = arrives.date() == movement.ends > movement.begins
    return movement._replace(ends=movement.ends - DAY) if is_next_day else movement


def _takes_night(movement: DaySpan, day: date) -> bool:
    """Return whether the night after a day is spent on a movement, which may leave in the night."""
    datings = [dating for dating in movement.entry.datings if dating.intervals]
    leaves, arrives = datings[0].intervals[0].start, datings[-1].intervals[0].start
    begins = leaves.date() if isinstance(leaves, datetime) else movement.begins
    if begins <= day < movement.ends:
        return True
    if not isinstance(leaves, datetime) or not isinstance(arrives, datetime):
        return False
    is_in_night = leaves.date() == day + DAY and leaves.hour < _NIGHT_BEGINS_BEFORE
    return is_in_night and (arrives.date() > leaves.date() or arrives.hour >= _NIGHT_ENDS_BEFORE)


def find_overnight_place(plan: DayPlan, day: date) -> str:
    """Return where the night after a day is spent on land; "" if that is not known, or at home.

    That is a stay or a leg, unless a movement shows that one has left it, then where the last
    movement arrived; "" also after the last day of the trip.
    """
    is_inside = plan.ends and plan.ends[0] <= day < plan.ends[1]
    if not is_inside or find_overnight_movement(plan, day):
        return ""
    return next(_find_overnight_places(plan, day), "")


def _find_overnight_places(plan: DayPlan, day: date) -> Iterator[str]:
    last = find_last_arrival(_count_late_arrivals(plan), day)
    yield from _find_stays(plan, day, last)
    legs = [entry for entry in plan.legs if is_on_day(entry, day)]
    left = [leg for leg in legs if last and has_left(last, leg.place, find_first_day(leg, day))]
    going_on = [leg for leg in legs if is_on_day(leg, day + DAY)]
    for leg in (*going_on, *legs[-1:]):
        if leg not in left:
            lodging = collect_facts(leg).lodging
            yield name_leg(leg) + (f", {lodging}" if lodging else "")
    if last is None:
        yield from _find_trip_places(plan, day)
    elif is_place_proven(plan, last, day) or not (left or find_next_departure(plan, day)):
        yield _name_unless_home(plan, last.entry.destination)


def _find_trip_places(plan: DayPlan, day: date) -> Iterator[str]:
    """Yield where the trip is, unless it is left from elsewhere: then no words say where one is."""
    following = find_next_departure(plan, day)
    for trip in plan.timeline.select_entries("trip"):
        is_there = not following or is_same_city(following.entry.place, trip.place)
        if is_there and trip.status.takes_place:
            yield _name_unless_home(plan, trip.place)


def _find_stays(plan: DayPlan, day: date, last: DaySpan | None) -> Iterator[str]:
    """Yield the stays of a night that no movement has left, the latest check-in first."""
    stays = [
        each
        for each in plan.stays
        if (day == each.begins or each.begins < day < each.ends)
        and not (last and has_left(last, each.entry.place, each.begins))
    ]
    for each in sorted(stays, key=lambda stay: stay.begins, reverse=True):
        names = (each.entry.place.name if each.entry.place else "", each.entry.title)
        yield ", ".join(dict.fromkeys(filter(None, names)))


def _name_unless_home(plan: DayPlan, place: Place | None) -> str:
    is_home = is_same_city(place, plan.timeline.home)
    return name_city(place) if place and not is_home else ""
