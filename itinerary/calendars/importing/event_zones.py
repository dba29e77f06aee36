"""An event in; the zone of its floating times, and what is doubtful of its zones, out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from itinerary.calendars.importing.calendar_parser import LocatedEvent
from itinerary.calendars.importing.event_times import (
    EventTime,
    normalize_zone_name,
    read_start_and_end,
)


class ZoneFault(NamedTuple):
    """What is doubtful of the zone of a time: without one, it is an error."""

    message: str
    zone: str = ""  # the name that the calendar gives the zone
    is_error: bool = False


def choose_floating_zone(calendar_zone: str, timezone: str) -> str:
    """Return the IANA zone of times that name none: the one asked for, else the calendar's own.

    >>> choose_floating_zone("Romance Standard Time", "")
    'Europe/Paris'
    """
    return timezone or normalize_zone_name(WINDOWS_TO_OLSON.get(calendar_zone, calendar_zone))


def find_zone_fault(located: LocatedEvent, timezone: str) -> ZoneFault | None:
    """Return what is doubtful of the zones of an event; None if all programs read them alike.

    A zone that nobody knows counts as none: X-WR-TIMEZONE is for times that name no zone.
    """
    start, end = read_start_and_end(located)
    return next(_iterate_faults(located, [each for each in (start, end) if each], timezone), None)


def _iterate_faults(
    located: LocatedEvent, times: list[EventTime], timezone: str
) -> Iterator[ZoneFault]:
    title = located.title
    for each in times:
        if each.is_floating and each.calendar_zone:
            message = f"{title}: the zone '{each.calendar_zone}' is unknown"
            read = f"{message}, so its times are read as those of {timezone}"
            yield ZoneFault(read if timezone else message, each.calendar_zone, not timezone)
        elif each.is_floating and not choose_floating_zone(located.floating_zone, timezone):
            yield ZoneFault(f"{title}: its times have no zone", is_error=True)
        elif each.calendar_zone in located.zones:
            yield from _compare_rules(located, each)


def _compare_rules(located: LocatedEvent, time: EventTime) -> Iterator[ZoneFault]:
    """Yield the fault of a zone whose rules in the calendar are not those of its name.

    Half of all programs go by the name, half by the rules.
    """
    moment = time.time
    if not isinstance(moment, datetime):
        return
    by_rules = moment.replace(tzinfo=located.zones[time.calendar_zone])
    if by_rules.utcoffset() != moment.utcoffset():
        yield ZoneFault(
            f"the rules that the calendar has for the zone '{time.calendar_zone}' are others than"
            f" those of its name, which counts: {located.title} is at {moment.isoformat()} by its"
            f" name, at {by_rules.isoformat()} by the rules",
            time.calendar_zone,
        )
