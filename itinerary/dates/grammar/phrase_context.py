"""A reference, a zone, a window and conventions in; the context that a phrase is read in out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from itinerary.dates.arithmetic import enclose_intervals
from itinerary.dates.expressions import Context, Conventions, set_on_clock, to_datetime
from itinerary.dates.interval import Interval, drop_time_zones, to_plain_date
from itinerary.dates.zones import replace_pytz_zone


def build_context(
    reference: date,
    zone: tzinfo | None,
    window: Interval | tuple[Interval, ...] | None,
    anchors: Mapping[str, Interval],
    conventions: Conventions,
) -> Context:
    """Return what a phrase is read in; `resolve_phrase` says what the arguments are.

    >>> build_context(date(2025, 8, 29), None, None, {}, Conventions()).has_clock
    False
    """
    seen_from = to_plain_date("reference", reference)
    moment = to_datetime(seen_from)
    zone = zone or moment.tzinfo
    if zone:
        zone = replace_pytz_zone(zone)
        moment = _set_on_clock(moment, zone)
    pieces = window if isinstance(window, tuple) else (window,) if window else ()
    if any(each.is_timed for each in pieces):
        pieces = tuple([drop_time_zones(set_on_clock(each, zone)) for each in pieces])
    if len(pieces) > 1:
        pieces = tuple(sorted(pieces, key=Interval.to_utc_bounds))
    return Context(
        moment.replace(tzinfo=None),
        conventions,
        enclose_intervals(pieces),
        anchors,
        zone,
        has_clock=isinstance(seen_from, datetime),
        pieces=pieces if len(pieces) > 1 else (),
    )


def _set_on_clock(moment: datetime, zone: tzinfo) -> datetime:
    """Return a time on the clock of a zone; a naive one is on it already.

    It goes by way of UTC, since a time that the zone's clocks skip is on none of them. In the
    first or last hours of the calendar, which UTC may not have, it stays as it is.
    """
    if moment.tzinfo is None and isinstance(zone, ZoneInfo):
        return _find_time_on_clock(moment, moment.fold, zone)
    return _convert_to_clock(moment, zone)


# The phrases of a document are seen from few times. Two that differ in `fold` alone are equal.
@lru_cache(maxsize=32)
def _find_time_on_clock(moment: datetime, _fold: int, zone: ZoneInfo) -> datetime:
    return _convert_to_clock(moment, zone)


def _convert_to_clock(moment: datetime, zone: tzinfo) -> datetime:
    aware = moment if moment.tzinfo else moment.replace(tzinfo=zone)
    if zone.utcoffset(aware.replace(tzinfo=None)) is None:
        raise ValueError("zone states no offset from UTC; pass a ZoneInfo")
    try:
        return aware.astimezone(UTC).astimezone(zone)
    except OverflowError:
        return moment
