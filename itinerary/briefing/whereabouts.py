"""A plan of days in; where the travellers are in the day and at night out, in words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TypeVar

from itinerary.briefing.day_cities import find_cities
from itinerary.briefing.day_plan import DayPlan, list_separate_travellers, select_traveller_plan
from itinerary.briefing.formatting import BriefingContext, name_city
from itinerary.briefing.nights import find_overnight_movement, find_overnight_place
from itinerary.places import Place

_Found = TypeVar("_Found", str, tuple[str, ...])


def format_night(brief: BriefingContext, plan: DayPlan, day: date) -> str:
    """Return where the night is spent, by whom if not all are there; "" if that is not known."""
    groups = _group_travellers(plan, partial(_find_bed, brief, day))
    known = [(bed, names) for bed, names in groups.items() if bed]
    shown = (bed if len(groups) == 1 else f"{bed} ({', '.join(names)})" for bed, names in known)
    return brief.translate_label("RON {place}", place=" · ".join(shown)) if known else ""


def _find_bed(brief: BriefingContext, day: date, plan: DayPlan) -> str:
    movement = find_overnight_movement(plan, day)
    if movement:
        return _name_way(brief, movement.entry.destination)
    return find_overnight_place(plan, day)


def _group_travellers(plan: DayPlan, find: Callable[[DayPlan], _Found]) -> dict[_Found, list[str]]:
    """Return what is found in the plans of the travellers, each with those of whom it is true.

    Of a trip on which nobody separates it is what is found in the whole plan.
    """
    groups: dict[_Found, list[str]] = {}
    for name in list_separate_travellers(plan):
        groups.setdefault(find(select_traveller_plan(plan, name)), []).append(name)
    return groups or {find(plan): []}


def name_cities(plan: DayPlan, day: date) -> tuple[str, ...]:
    """Return where a day is spent; if travellers are apart, as one text that says who is where."""
    groups = _group_travellers(plan, partial(_list_cities, day))
    if len(groups) == 1:
        return next(iter(groups))
    known = [(cities, names) for cities, names in groups.items() if cities]
    return (", ".join(f"{' → '.join(cities)} ({', '.join(names)})" for cities, names in known),)


def _list_cities(day: date, plan: DayPlan) -> tuple[str, ...]:
    return tuple(find_cities(plan, day))


def _name_way(brief: BriefingContext, destination: Place | None) -> str:
    if not destination:
        return brief.translate_label("en route")
    name = name_city(destination)
    return brief.translate_label("en route to {place}", place=name)
