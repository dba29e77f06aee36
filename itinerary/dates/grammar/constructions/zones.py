"""Times in a zone that the words name: 3 pm ET, 10:30 UTC+2."""

from __future__ import annotations

from datetime import timedelta, timezone

from itinerary.dates.expressions import (
    Expression,
    RefusedPhrase,
    TimeInTwoZones,
    TimeInZone,
    find_stated_zone,
)
from itinerary.dates.grammar.constructions.clock import build_clock_of_digits
from itinerary.dates.grammar.constructions.registry import register_construction
from itinerary.dates.grammar.constructions.rejection import make_rejection

MAX_UTC_OFFSET = 14


@register_construction("zone-ahead", makes="zone")
def _build_zone_ahead(utc: int, hour: int = 0, hour_minute: int = 0, clock: str = "0:00") -> float:
    return _compute_utc_offset(hour, hour_minute, clock)


@register_construction("zone-behind", makes="zone")
def _build_zone_behind(utc: int, hour: int = 0, hour_minute: int = 0, clock: str = "0:00") -> float:
    return -_compute_utc_offset(hour, hour_minute, clock)


def _compute_utc_offset(hour: int, hour_minute: int, clock: str) -> float:
    hours, minutes = map(int, clock.split(":")[:2])
    offset = hour + hours + hour_minute // 100 + (minutes + hour_minute % 100) / 60
    if offset > MAX_UTC_OFFSET:
        raise make_rejection("no offset from UTC")
    return offset


@register_construction("digits-in-zone", makes="zoned_time")
def _build_digits_in_zone(hour_minute: int, zone: str | float) -> Expression:
    """Build a time in four digits, which no year is beside a zone: "1430 UTC"."""
    return _build_zoned_time(build_clock_of_digits(hour_minute), zone)


@register_construction("zoned-time", makes="zoned_time")
@register_construction("zoned-moment", makes="moment")
@register_construction("zoned-range", makes="time_range")
def _build_zoned_time(time: Expression, zone: str | float) -> Expression:
    """Build a time in a zone, which may have been said already: "11:00 GMT+9 (JST)"."""
    if zone == "several":
        return RefusedPhrase("zone")
    own = find_stated_zone(time)
    if own is None:
        return TimeInZone(time, zone)
    if isinstance(zone, str) or own != timezone(timedelta(hours=zone)):
        raise make_rejection("a time in two zones")
    return time


@register_construction("time-in-two-zones", makes="double_time")
@register_construction("range-in-two-zones", makes="double_range")
def _build_time_in_two_zones(a: Expression, b: Expression) -> TimeInTwoZones:
    if not isinstance(a, TimeInZone) or not isinstance(b, TimeInZone) or a.zone == b.zone:
        raise make_rejection("times in two zones")
    return TimeInTwoZones(a, b)
