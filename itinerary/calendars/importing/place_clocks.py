"""An event in UTC in; the same by the clock of its place out."""

from __future__ import annotations

from datetime import datetime

from itinerary.calendars.importing.event_conversion import convert_place
from itinerary.calendars.importing.event_times import DatedEvent, EventTime
from itinerary.calendars.importing.place_zones import find_place_zone
from itinerary.dates.zones import load_zone


def show_by_place(dated: DatedEvent, timezone: str) -> DatedEvent:
    """Return an event whose times are all in UTC by the clock of its place, if that is known.

    Feeds of travel planners have no other zone. The instants stay the same.

    Args:
        dated: The event; one with times in another zone, and one without a place, stays as it is.
        timezone: The zone of its calendar, around its place; "" if there is none.
    """
    if not dated.times or not all(map(_is_utc, dated.times)):
        return dated
    zone = find_place_zone(convert_place(dated.located.event), timezone)
    if not zone:
        return dated
    try:
        return dated._replace(times=tuple(_show_in(each, zone) for each in dated.times))
    except OverflowError:  # there it is in no year from 1 to 9999
        return dated


def _is_utc(time: EventTime) -> bool:
    moment = time.time
    if not isinstance(moment, datetime) or moment.tzinfo is None:
        return False
    return not time.zone and not time.calendar_zone and not moment.utcoffset()


def _show_in(time: EventTime, zone: str) -> EventTime:
    moment = time.time
    if not isinstance(moment, datetime):
        return time
    return EventTime(moment.astimezone(load_zone(zone)), zone)
