"""Legs and events outside the dates of what they belong to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TypeAlias

from itinerary.checks.registry import register_check
from itinerary.checks.trip import Trip, quote_title
from itinerary.codes import Code
from itinerary.dates.arithmetic import merge_intervals, widen_to_days
from itinerary.dates.expressions.conventions import PARTS_OF_DAY
from itinerary.dates.interval import Grain, Interval, drop_time_zones, find_clock_bounds
from itinerary.diagnostics import Diagnostic
from itinerary.document import Event
from itinerary.timeline import Entry
from itinerary.timeline.small_hours import measure_small_hours

Stretch: TypeAlias = tuple[datetime, datetime]
BoundsById: TypeAlias = Mapping[str, Sequence[Stretch]]
_DAY, _NOTHING = timedelta(days=1), timedelta()
_HINT = "check its date, or the dates of the trip"
_UNTIL_MORNING = timedelta(hours=PARTS_OF_DAY["night"][1])  # an evening's end on the next day


@register_check(Code.OUTSIDE_TRIP, Code.OUTSIDE_LEG)
def check_outside_dates(trip: Trip) -> Iterator[Diagnostic]:
    """Find legs and events outside the trip or their leg, and what is only partly in it.

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
            finding = _check_trip_end(trip, entry) or _check_leg_dates(trip, entry, around)
        if finding:
            yield finding


def _find_bounds_around(trip: Trip) -> BoundsById:
    """Return the bounds of the days of the trip, as "trip", and of each leg that has dates.

    They are those of each piece, where a place is visited twice.
    """
    found: dict[str, Sequence[Stretch]] = {
        id_: [_find_bounds(each) for each in merge_intervals(leg.intervals)]
        for id_, leg in trip.legs.items()
        if leg.intervals
    }
    return {**found, "trip": [find_clock_bounds(trip.days)]} if trip.days else found


def _find_bounds(piece: Interval) -> Stretch:
    """Return the bounds of a piece of a leg: its days, if it is not known to the time."""
    is_known_to_the_time = piece.grain <= Grain.HOUR and not piece.is_approximate
    return find_clock_bounds(piece if is_known_to_the_time else widen_to_days(piece))


def _check_trip_dates(
    trip: Trip, entry: Entry, bounds: Stretch, around: BoundsById
) -> Diagnostic | None:
    if "trip" not in around or not _is_outside(bounds, around["trip"]):
        return None
    return _create_trip_warning(trip, entry, "lies outside", _HINT)


def _check_trip_end(trip: Trip, entry: Entry) -> Diagnostic | None:
    """Tell of a leg, or the days of an event in no leg, that are only partly in the trip."""
    interval, days = trip.intervals[entry.id], trip.days
    if not days or not interval or entry.leg in trip.legs or _find_slack(entry):
        return None
    if entry.id in trip.legs:
        is_beyond = _has_days_beyond(interval, days)
    else:
        is_exact = days.grain == Grain.DAY and not days.is_approximate and not interval.is_timed
        is_beyond = is_exact and _leaves(interval, [find_clock_bounds(days)])
    if not is_beyond:
        return None
    return _create_trip_warning(trip, entry, "reaches beyond", _HINT)


def _check_leg_dates(trip: Trip, entry: Entry, around: BoundsById) -> Diagnostic | None:
    leg = trip.legs.get(entry.leg or "")
    if not leg or leg.id not in around:
        return None
    night = measure_small_hours(trip.document)
    bounds = [(first, last + night) for first, last in around[leg.id]]
    slack, stretches = _find_slack(entry), trip.list_stretches(entry)
    if any(_is_outside(find_clock_bounds(each), bounds, slack) for each in stretches):
        how, hint = "lies outside", "check its date, or move it to the leg that it belongs to"
    elif not slack and _is_exact(leg) and any(_leaves(each, bounds) for each in stretches):
        how, hint = "reaches beyond", "check its date, or the dates of the leg"
    else:
        return None
    message = f"{trip.describe_entry(entry)} {how} its leg, {trip.describe_entry(leg)}"
    return trip.create_warning(entry.path, Code.OUTSIDE_LEG, message, hint)


def _is_exact(leg: Entry) -> bool:
    return all(each.grain == Grain.DAY and not each.is_approximate for each in leg.intervals)


def _leaves(interval: Interval, around: Sequence[Stretch]) -> bool:
    """Whether a date that is known to the day begins before, or ends after, all stretches.

    An evening may end in the small hours of the day after. Vague dates, and open sides, are not
    counted.
    """
    if interval.grain > Grain.DAY or interval.is_approximate or interval.part:
        return False
    slack = _UNTIL_MORNING if interval.is_timed else _NOTHING
    begin, end = find_clock_bounds(interval)
    return not any(
        (interval.start is None or first <= begin) and (interval.end is None or end - last <= slack)
        for first, last in around
    )


def _create_trip_warning(trip: Trip, entry: Entry, how: str, hint: str) -> Diagnostic:
    its, whole = (each.edtf if each else "open" for each in (trip.intervals[entry.id], trip.days))
    message = f"{quote_title(entry)} ({its}) {how} the trip ({whole})"
    return trip.create_warning(entry.path, Code.OUTSIDE_TRIP, message, hint)


def _is_outside(bounds: Stretch, around: Sequence[Stretch], slack: timedelta = _NOTHING) -> bool:
    """Whether one stretch shares no time with any of others, by the clocks on the walls."""
    begin, end = bounds
    return all(begin - last >= slack or first - end >= slack for first, last in around)


def _find_slack(entry: Entry) -> timedelta:
    """Return how far from its leg it may be: a way there may begin on the day before."""
    has_two_ends = isinstance(entry.item, Event) and entry.item.spec.has_two_ends
    return _DAY if has_two_ends else _NOTHING


def _has_days_beyond(leg: Interval, around: Interval) -> bool:
    whole = widen_to_days(drop_time_zones(leg))
    return whole.grain == Grain.DAY and not whole.is_approximate and not whole.is_within(around)
