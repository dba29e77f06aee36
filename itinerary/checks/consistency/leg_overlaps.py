"""Legs in different cities that share more than a day of travel."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from datetime import datetime, timedelta

from itinerary.checks.overlaps import Span, find_days_in_utc, find_overlapping_spans
from itinerary.checks.registry import register_check
from itinerary.checks.trip import Trip
from itinerary.codes import Code
from itinerary.dates.interval import Grain, Interval
from itinerary.dates.wording import format_interval
from itinerary.diagnostics import Diagnostic
from itinerary.document import Leg

_DAY = timedelta(days=1)
_Stretch = tuple[datetime, datetime]


@register_check(Code.LEGS_OVERLAP)
def check_leg_overlaps(trip: Trip) -> Iterator[Diagnostic]:
    """Find legs in different cities that share two days or more.

    A movement between the cities in those days explains them.
    """
    movements = _index_movements(trip)
    for one, other in find_overlapping_spans(_find_leg_spans(trip)):
        first, last = other.start, min(one.end, other.end) - _DAY
        between = movements.get(frozenset((one.key, other.key)), [])
        is_explained = any(left < last + _DAY and arrived > first for left, arrived in between)
        is_shared = trip.can_share_traveller(one.entry, other.entry)
        if last - first < _DAY or is_explained or not is_shared:
            continue
        legs = " and ".join(trip.describe_entry(each.entry) for each in (one, other))
        shared = format_interval(Interval(first.date(), last.date() + _DAY))
        message = f"the legs {legs} share {shared}, and no movement between them says why"
        hint = "a day of travel may belong to both; shorten one of them, or add the movement"
        yield trip.create_warning(other.entry.path, Code.LEGS_OVERLAP, message, hint)


def _find_leg_spans(trip: Trip) -> Iterator[Span]:
    for leg in trip.legs.values():
        city, is_dated = trip.find_city(leg), isinstance(leg.item, Leg) and leg.item.when
        for interval in leg.intervals if city and is_dated else ():
            is_known = interval.grain <= Grain.DAY and not interval.is_approximate
            if interval.start and interval.end and is_known:
                yield Span(*find_days_in_utc(interval), leg, city, interval)


def _index_movements(trip: Trip) -> dict[frozenset[Hashable], list[_Stretch]]:
    """Return when there are movements between two cities, either way."""
    found: dict[frozenset[Hashable], list[_Stretch]] = {}
    for entry in trip.movements:
        if interval := trip.intervals[entry.id]:
            ends = (trip.identify_city(each) for each in (entry.place, entry.destination))
            found.setdefault(frozenset(ends), []).append(find_days_in_utc(interval))
    return found
