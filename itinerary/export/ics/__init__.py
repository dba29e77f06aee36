"""A Timeline in; an iCalendar (RFC 5545, RFC 7986) out: one event for each leg and event, or for each background entry.

What is known to the day or coarser is a span of days that keeps nobody busy. A clock time is written in the zone of its place, or in
UTC where no VTIMEZONE would be right for it; it takes its minute and no more, since an end that nobody stated is not made up.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import islice
from math import isfinite
from typing import Any, NamedTuple, TypedDict, Unpack
from urllib.parse import quote

from icalendar import Alarm, Calendar, Event, vCategory, vDate, vDatetime, vDuration, vGeo, vInt, vText, vUri

from itinerary import schema
from itinerary.export.ics.description import description
from itinerary.export.ics.lines import lines, plain, word
from itinerary.export.ics.vtimezone import Block, blocks, is_civil, zone_of
from itinerary.interval import Interval
from itinerary.places import Place
from itinerary.timeline import UIDS, Entry, Timeline
from itinerary.wording import elapsed, words

SUFFIX = "ics"
PRODUCT = "-//itinerary//itinerary//EN"  # without a version, which would change every file at every release
EPOCH, MOST_SEQUENCE = datetime(2000, 1, 1, tzinfo=UTC), 2**31 - 1  # SEQUENCE counts the minutes since then; that lasts for 4,000 years
REFRESH = timedelta(hours=12)
MOST_BYTES, MOST_EVENTS, FIRST_YEAR = 900_000, 1_000, 1601  # Google takes 1 MB; the dates of Windows begin in 1601
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)

_UNITS = {"m": "minutes", "h": "hours", "d": "days"}
_Properties = Iterator[tuple[str, Any]]


class Options(TypedDict, total=False):
    """How a calendar may be asked for; see `stream`."""

    background: bool
    utc: bool
    alarms: bool
    markers: bool
    uid_salt: str


class _Occurrence(NamedTuple):
    """One VEVENT to be: an entry that has several intervals is several events."""

    entry: Entry
    number: int  # from 1
    interval: Interval


class _Plan(NamedTuple):
    """What all events of one calendar share."""

    timeline: Timeline
    zones: Mapping[str, Block]
    legs: Mapping[str, str]  # titles by id
    revision: Mapping[str, vDatetime | vInt]
    color: Mapping[str, vText]
    alarms: bool
    markers: bool
    uid_salt: str


def render(timeline: Timeline, **options: Unpack[Options]) -> str:
    """The calendar as one text, empty where there is no event to write; for the options see `stream`."""
    return "".join(stream(timeline, **options))


def stream(
    timeline: Timeline, *, background: bool = False, utc: bool = False, alarms: bool = False, markers: bool = False, uid_salt: str = ""
) -> Iterator[str]:
    """The calendar piece by piece, each a few whole lines; nothing where there is no event to write, since RFC 5545 forbids an empty one.

    `background`: the background entries instead of legs and events. `utc`: all times in UTC, for readers with stale zone data.
    `alarms`: with the alarms that events ask for. `markers`: spans of days as one day each, at their start. `uid_salt`: any text, for
    other UIDs than usual: some calendars refuse to take in again what was deleted from them.
    """
    entries = timeline.of("background") if background else timeline.of("leg", "event")
    some = len(list(islice(_occurrences(entries), 2)))
    if not some:
        return
    zones = {} if utc else blocks(time for each in _occurrences(entries) for time in _clock_times(each) or ())
    legs = {entry.id: entry.title for entry in timeline.of("leg")}
    color = {"COLOR": vText(timeline.document.color)} if timeline.document.color else {}
    plan = _Plan(timeline, zones, legs, _revision(timeline), color, alarms, markers, uid_salt)
    *head, end = lines(_calendar(plan, whole=some > 1))
    yield "".join(head)
    for block in zones.values():
        yield "".join(lines(block.component))
    for each in _occurrences(entries):
        yield "".join(lines(_event(plan, each)))
    yield end


def cautions(text: str) -> tuple[str, ...]:
    """What some calendars will not take of a calendar's text, each as a sentence for its author."""
    events, octets = text.count("\nBEGIN:VEVENT"), len(text.encode())
    years = [int(year) for year in re.findall(r"^DTSTART[^:]*:(\d{4})", text, re.MULTILINE)]
    found = []
    if octets > MOST_BYTES or events > MOST_EVENTS:
        found.append(f"{events} events in {octets:,} bytes: Google Calendar takes up to 1 MB, about 1,100 events; split the trip")
    if min(years, default=FIRST_YEAR) < FIRST_YEAR:
        found.append(f"an event in the year {min(years)}: some calendars know no date before {FIRST_YEAR}")
    return tuple(found)


def _occurrences(entries: Iterable[Entry]) -> Iterator[_Occurrence]:
    for entry in entries:
        for number, interval in enumerate(entry.intervals, start=1):
            if interval.start or interval.end:
                yield _Occurrence(entry, number, interval)


def _calendar(plan: _Plan, *, whole: bool) -> Calendar:
    """The calendar without its components. One event goes without a name: Outlook would open a calendar for it alone."""
    calendar = Calendar()
    calendar["VERSION"], calendar["PRODID"] = vText("2.0"), vText(PRODUCT)
    if whole:
        calendar["NAME"] = calendar["X-WR-CALNAME"] = plain(plan.timeline.document.title)
        calendar["REFRESH-INTERVAL"] = vDuration(REFRESH, params={"VALUE": "DURATION"})
        calendar["X-PUBLISHED-TTL"] = vDuration(REFRESH)
    calendar.update(plan.color)
    return calendar


def _event(plan: _Plan, occurrence: _Occurrence) -> Event:
    entry, _, interval = occurrence
    event = Event()
    times = _clock_times(occurrence)
    event["UID"] = plain(_uid(occurrence, plan.uid_salt))
    event.update(plan.revision)
    if times:
        event["DTSTART"], event["DTEND"] = (_clock(time, plan.zones) for time in times)
    else:
        first, last = _days(interval, plan.markers)
        event["DTSTART"], event["DTEND"] = _date(first), _date(min(last, date.max - DAY) + DAY)
    event["SUMMARY"] = title = plain(_summary(plan, occurrence, is_timed=bool(times)))
    event.update(_status(entry, is_timed=bool(times)))
    event.update(_facts(plan, entry))
    event.update(plan.color)
    event["DESCRIPTION"] = plain("\n".join(description(plan.timeline, plan.legs, entry, interval)))
    if plan.alarms and isinstance(entry.item, schema.Event) and entry.item.alarm:
        event.add_component(_alarm(entry.item.alarm, title))
    return event


def _uid(occurrence: _Occurrence, salt: str) -> str:
    uid = str(uuid.uuid5(UIDS, f"{salt}/{occurrence.entry.uid}")) if salt else occurrence.entry.uid
    return uid if occurrence.number == 1 else f"{uid}-{occurrence.number}"


def _revision(timeline: Timeline) -> dict[str, vDatetime | vInt]:
    """What tells a calendar whether an event is newer than the one it has (RFC 5545, section 3.8.7)."""
    stamp = _stamp(timeline.stamp)
    sequence = min(max(0, (stamp - EPOCH) // MINUTE), MOST_SEQUENCE) if timeline.document.revised else 0
    return {"DTSTAMP": vDatetime(stamp), "LAST-MODIFIED": vDatetime(stamp), "SEQUENCE": vInt(sequence)}


def _stamp(value: date | None) -> datetime:
    if value is None:
        return EPOCH
    if not isinstance(value, datetime):
        return datetime.combine(value, time.min, UTC)
    return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


def _clock_times(occurrence: _Occurrence) -> tuple[datetime, datetime] | None:
    """Start and end of an event by the clock; None of what is written as days.

    A point takes its minute: Exchange refuses an event that has neither DTEND nor DURATION, others make it an hour or a day long.
    """
    start, end = occurrence.interval.start, occurrence.interval.end
    if occurrence.entry.section != "event" or not isinstance(start, datetime) or not is_civil(start):
        return None
    if isinstance(end, datetime) and is_civil(end) and elapsed(start, end) > timedelta():
        return start, end
    return start, (start.astimezone(UTC) + MINUTE).astimezone(start.tzinfo)


def _clock(time: datetime, zones: Mapping[str, Block]) -> vDatetime:
    """A clock time in its zone, or in UTC where the zone's VTIMEZONE would be wrong for it (RFC 5545, section 3.3.5, forms 3 and 2)."""
    key = zone_of(time)
    if key not in zones or not zones[key].fits(time):
        return vDatetime(time.astimezone(UTC))
    value = vDatetime(time.replace(tzinfo=None))  # with its zone, icalendar would look for a name of its own
    value.params["TZID"] = key
    return value


def _date(day: date) -> vDate:
    """A whole day; as DTEND it is the day after the last (RFC 5545, section 3.8.2.2)."""
    return vDate(day, params={"VALUE": "DATE"})


def _days(interval: Interval, markers: bool) -> tuple[date, date]:
    """The first and the last day to show of an interval; where a side is open, one day at the other."""
    first, last = interval.first, interval.last
    if first is None:
        first = last or date.min
    return first, first if last is None or markers else last


def _summary(plan: _Plan, occurrence: _Occurrence, *, is_timed: bool) -> str:
    """The title; with the date in words where the event's days show less than is known."""
    entry, _, interval = occurrence
    title = ("CANCELLED: " if _status_of(entry) == "cancelled" else "") + entry.title
    shown = is_timed or _days(interval, plan.markers) == (interval.first, interval.last)
    return title if shown else f"{title} ({words(interval)})"


def _status_of(entry: Entry) -> str:
    return entry.item.status if isinstance(entry.item, schema.Event | schema.Leg) else "confirmed"


def _status(entry: Entry, *, is_timed: bool) -> _Properties:
    """Whether it takes place and keeps people busy; the second also in the words that outrank the first in Outlook."""
    status = _status_of(entry)
    busy = is_timed and entry.kind != "stay" and status != "cancelled"
    yield "STATUS", word(status.upper())
    yield "TRANSP", word("OPAQUE" if busy else "TRANSPARENT")
    yield "X-MICROSOFT-CDO-BUSYSTATUS", word("FREE" if not busy else "TENTATIVE" if status == "tentative" else "BUSY")


def _facts(plan: _Plan, entry: Entry) -> _Properties:
    if entry.place:
        yield from _location(entry.place)
    if url := getattr(entry.item, "url", None):
        # Comma and semicolon are legal, yet some readers cut there; what is not ASCII is not.
        yield "URL", vUri(quote(url, safe=":/?#[]@!$&'()*+=%~"))
    categories = vCategory([])
    categories.cats = list(_categories(plan, entry))
    yield "CATEGORIES", categories


@lru_cache(maxsize=1024)
def _location(place: Place) -> tuple[tuple[str, vText | vGeo], ...]:
    location = ("LOCATION", plain(", ".join(filter(None, (place.name, place.address)))))
    if place.latitude is None or place.longitude is None or not isfinite(place.latitude + place.longitude):
        return (location,)
    # The floats of RFC 5545 have no exponent, which Python writes below 0.0001: eleven metres from the equator is on it.
    latitude, longitude = (round(degrees, 6) if abs(degrees) >= 0.0001 else 0.0 for degrees in (place.latitude, place.longitude))
    return location, ("GEO", vGeo((latitude, longitude)))


def _categories(plan: _Plan, entry: Entry) -> Iterator[vText]:
    """The kind, the leg, and the categories of the entry and the document; each once."""
    leg = plan.legs.get(entry.leg or "")
    own = getattr(entry.item, "categories", ())
    named = (entry.kind, *([leg] if leg else []), *own, *plan.timeline.document.categories)
    return map(plain, dict.fromkeys(named))


def _alarm(before: str, title: vText) -> Alarm:
    alarm = Alarm()
    alarm["ACTION"], alarm["DESCRIPTION"] = vText("DISPLAY"), title
    alarm["TRIGGER"] = vDuration(-timedelta(**{_UNITS[before[-1]]: int(before[:-1])}))
    return alarm
