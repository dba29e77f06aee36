"""A Timeline in; the plan of its days out: its ends, and legs, movements and stays by days."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from itinerary.briefing.city_comparison import is_other_city, is_same_city
from itinerary.briefing.trip_ends import find_trip_ends
from itinerary.dates.arithmetic import touches_day
from itinerary.dates.interval import Interval
from itinerary.document import Leg
from itinerary.document.vocabulary import ClaimStatus, EventKind
from itinerary.places import Place
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

    That is the day of its start, or of its end, where only the latest time is known: who arrives
    "by Friday" is there on Friday.
    """
    known = (dating.intervals[0] for dating in entry.datings if dating.intervals)
    moments = (each.last if each.within else each.start or each.last for each in known)
    return [find_day(timeline.document, moment) for moment in moments if moment]


def _find_latest_actual(entries: Iterable[Entry]) -> Interval | None:
    chosen = (dating.chosen_reading for entry in entries for dating in entry.datings)
    actual = (each for each in chosen if each and each.claim.status == ClaimStatus.ACTUAL)
    return max(
        (interval for reading in actual for interval in reading.intervals),
        key=lambda interval: interval.to_utc_bounds()[0],
        default=None,
    )


def number_day(plan: DayPlan, day: date) -> int | None:
    """Return which day of the trip a day is, from 1; None of one before or after it."""
    first, last = plan.ends or (day, day)
    return (day - first).days + 1 if first <= day <= last else None


def is_on_day(entry: Entry, day: date) -> bool:
    """Return whether a day is in an entry."""
    return any(touches_day(each, day) for each in entry.intervals)


def find_first_day(entry: Entry, day: date) -> date:
    """Return the day on which the stretch of an entry begins that a day is in."""
    firsts = (each.first for each in entry.intervals if (each.first or day) <= day)
    return max((first for first in firsts if first), default=day)


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


def is_programme_complete(plan: DayPlan, day: date) -> bool:
    """Return whether the document says that it lists all that is planned on a day."""
    legs = [leg for leg in plan.legs if is_on_day(leg, day)]
    programmes = {each.leg for each in plan.timeline.complete_days if each.day == day}
    return None in programmes or bool(legs and all(_is_complete(leg, programmes) for leg in legs))


def _is_complete(leg: Entry, programmes: Container[str | None]) -> bool:
    """Return whether a leg is complete, on a day of which some programmes are."""
    return leg.id in programmes or (isinstance(leg.item, Leg) and leg.item.complete)
