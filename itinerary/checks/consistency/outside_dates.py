"""Legs and events outside the dates of what they belong to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import TypeAlias

from itinerary.checks.registry import register_check
from itinerary.checks.trip import Trip, quote_title
from itinerary.codes import Code
from itinerary.dates.arithmetic import widen_to_days
from itinerary.dates.interval import Grain, Interval, drop_time_zones, find_clock_bounds
from itinerary.diagnostics import Diagnostic
from itinerary.document import Event
from itinerary.timeline import Entry

Stretch: TypeAlias = tuple[datetime, datetime]
BoundsById: TypeAlias = Mapping[str, Stretch]
_DAY, _NOTHING = timedelta(days=1), timedelta()


@register_check(Code.OUTSIDE_TRIP, Code.OUTSIDE_LEG)
def check_outside_dates(trip: Trip) -> Iterator[Diagnostic]:
    """Find legs and events outside the trip, legs that reach beyond it, events outside their leg.

    Events of a leg outside the trip are not reported again.
    """
    strays: set[str] = set()
    around = _find_bounds_around(trip)
    for entry in (*trip.legs.values(), *trip.events):
        interval = trip.intervals[entry.id]
        if entry.leg in strays or interval is None:
            continue
        bounds = find_clock_bounds(interval)
        if finding := _check_trip_dates(trip, entry, bounds, around):
            strays.add(entry.id)
        else:
            finding = _check_trip_end(trip, entry) or _check_leg_dates(trip, entry, bounds, around)
        if finding:
            yield finding


def _find_bounds_around(trip: Trip) -> BoundsById:
    """Return the bounds of the days of the trip, as "trip", and of each leg that has dates."""
    legs = {id_: trip.intervals[id_] for id_ in trip.legs}
    return {
        id_: find_clock_bounds(widen_to_days(interval))
        for id_, interval in {**legs, "trip": trip.days}.items()
        if interval
    }


def _check_trip_dates(
    trip: Trip, entry: Entry, bounds: Stretch, around: BoundsById
) -> Diagnostic | None:
    if "trip" not in around or not _is_outside(bounds, around["trip"]):
        return None
    return _create_trip_warning(trip, entry, "lies outside", "check its date")


def _check_trip_end(trip: Trip, entry: Entry) -> Diagnostic | None:
    interval = trip.intervals[entry.id]
    if entry.id not in trip.legs or not trip.days or not interval:
        return None
    if not _has_days_beyond(interval, trip.days):
        return None
    hint = "check its date, or the dates of the trip"
    return _create_trip_warning(trip, entry, "reaches beyond", hint)


def _check_leg_dates(
    trip: Trip, entry: Entry, bounds: Stretch, around: BoundsById
) -> Diagnostic | None:
    leg = trip.legs.get(entry.leg or "")
    if not leg or leg.id not in around:
        return None
    if not _is_outside(bounds, around[leg.id], _find_slack(entry)):
        return None
    message = f"{trip.describe_entry(entry)} lies outside its leg, {trip.describe_entry(leg)}"
    hint = "check its date, or move it to the leg that it belongs to"
    return trip.create_warning(entry.path, Code.OUTSIDE_LEG, message, hint)


def _create_trip_warning(trip: Trip, entry: Entry, how: str, hint: str) -> Diagnostic:
    its, whole = (each.edtf if each else "open" for each in (trip.intervals[entry.id], trip.days))
    message = f"{quote_title(entry)} ({its}) {how} the trip ({whole})"
    return trip.create_warning(entry.path, Code.OUTSIDE_TRIP, message, hint)


def _is_outside(bounds: Stretch, around: Stretch, slack: timedelta = _NOTHING) -> bool:
    """Whether one stretch shares no time with another, by the clocks on the walls."""
    (begin, end), (first, last) = bounds, around
    return begin - last >= slack or first - end >= slack


def _find_slack(entry: Entry) -> timedelta:
    """Return how far from its leg it may be: a way there may begin on the day before."""
    has_two_ends = isinstance(entry.item, Event) and entry.item.spec.has_two_ends
    return _DAY if has_two_ends else _NOTHING


def _has_days_beyond(leg: Interval, around: Interval) -> bool:
    whole = widen_to_days(drop_time_zones(leg))
    return whole.grain == Grain.DAY and not whole.about and not whole.is_within(around)
