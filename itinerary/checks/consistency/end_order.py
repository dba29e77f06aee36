"""Movements that arrive before they leave, and stays that end before they begin."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from itinerary.checks.overlaps import find_days_in_utc
from itinerary.checks.registry import register_check
from itinerary.checks.trip import Trip, find_claim_path, name_place, quote_title
from itinerary.codes import Code
from itinerary.dates.interval import Interval
from itinerary.dates.wording import format_interval
from itinerary.diagnostics import Diagnostic
from itinerary.document import Event
from itinerary.document.vocabulary import EventKind
from itinerary.places import Place
from itinerary.timeline import Dating, Entry


@register_check(Code.ENDS_BEFORE_IT_BEGINS)
def check_end_order(trip: Trip) -> Iterator[Diagnostic]:
    """Find events with two ends of which the second comes before the first."""
    for entry in trip.events:
        spec = entry.item.spec if isinstance(entry.item, Event) else None
        if spec is None or not spec.has_two_ends:
            continue
        begin, end = entry.find_dating(spec.starts_at), entry.find_dating(spec.ends_at)
        if begin and end and _is_before(end, begin, entry):
            arrival = _describe_moment(end, entry.destination or entry.place)
            departure = _describe_moment(begin, entry.place)
            message = (
                f"{quote_title(entry)} {spec.end_verb} {arrival}"
                f" before it {spec.start_verb} {departure}"
            )
            hint = "check both dates"
            if entry.kind == EventKind.MOVEMENT:
                hint += ", and the time zones of both places"
            path = find_claim_path(entry, end)
            yield trip.create_warning(path, Code.ENDS_BEFORE_IT_BEGINS, message, hint)


def _is_before(end: Dating, begin: Dating, entry: Entry) -> bool:
    if not begin.intervals or not end.intervals:
        return False
    arrival, departure = end.intervals[0], begin.intervals[0]
    are_timed = arrival.is_timed and departure.is_timed
    if are_timed and _has_zone(arrival) == _has_zone(departure):
        return arrival.to_utc_bounds()[1] <= departure.to_utc_bounds()[0]
    # The days of a movement are those of two places, where they may differ by one.
    slack = timedelta(days=1 if entry.kind == EventKind.MOVEMENT else 0)
    return find_days_in_utc(departure)[0] - find_days_in_utc(arrival)[1] >= slack


def _has_zone(interval: Interval) -> bool:
    """Whether its clock times have a zone; those at an unknown place have none."""
    ends = (interval.start, interval.end)
    return any(isinstance(each, datetime) and each.tzinfo is not None for each in ends)


def _describe_moment(dating: Dating, place: Place | None) -> str:
    return f"{name_place(place)} ({format_interval(dating.intervals[0])})"
