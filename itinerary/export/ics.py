"""A Timeline in; an iCalendar (RFC 5545, RFC 7986) out: one event for each leg and event, or for each background entry.

What is known to the day or coarser is a span of days that keeps nobody busy. A clock time is written in the zone of its place, or in
UTC where no VTIMEZONE would be right for it; it takes its minute and no more, since an end that nobody stated is not made up.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from itertools import islice
from math import isfinite
from typing import Any, NamedTuple, TypedDict, Unpack
from urllib.parse import quote

from icalendar import Alarm, Calendar, Component, Event, vCategory, vDate, vDatetime, vDuration, vGeo, vInt, vText, vUri

from itinerary import schema
from itinerary.export.vtimezone import Block, blocks, zone_of
from itinerary.interval import Interval
from itinerary.places import Place
from itinerary.timeline import UIDS, Dating, Entry, Reading, Timeline
from itinerary.wording import elapsed, gap, length, offset, words

SUFFIX = "ics"
PRODUCT = "-//itinerary//itinerary//EN"  # without a version, which would change every file at every release
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)  # SEQUENCE counts the minutes since then; its 32 bits last for 4,000 years
REFRESH = timedelta(hours=12)
MOST_BYTES, MOST_EVENTS, FIRST_YEAR = 900_000, 1_000, 1601  # Google takes 1 MB; the dates of Windows begin in 1601
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)

_LINE_ENDS = re.compile("\r\n|[\r\u2028\u2029]")
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_AGREEING = ("chosen", "same", "refinement")
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
    *head, end = _lines(_calendar(plan, whole=some > 1))
    yield "".join(head)
    for block in zones.values():
        yield "".join(_lines(block.component))
    for each in _occurrences(entries):
        yield "".join(_lines(_event(plan, each)))
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
        calendar["NAME"] = calendar["X-WR-CALNAME"] = _text(plan.timeline.document.title)
        calendar["REFRESH-INTERVAL"] = vDuration(REFRESH, params={"VALUE": "DURATION"})
        calendar["X-PUBLISHED-TTL"] = vDuration(REFRESH)
    calendar.update(plan.color)
    return calendar


def _event(plan: _Plan, occurrence: _Occurrence) -> Event:
    entry, _, interval = occurrence
    event = Event()
    times = _clock_times(occurrence)
    event["UID"] = _text(_uid(occurrence, plan.uid_salt))
    event.update(plan.revision)
    if times:
        event["DTSTART"], event["DTEND"] = (_clock(time, plan.zones) for time in times)
    else:
        first, last = _days(interval, plan.markers)
        event["DTSTART"], event["DTEND"] = _date(first), _date(min(last, date.max - DAY) + DAY)
    event["SUMMARY"] = title = _text(_summary(plan, occurrence, is_timed=bool(times)))
    event.update(_status(entry, is_timed=bool(times)))
    event.update(_facts(plan, entry))
    event.update(plan.color)
    event["DESCRIPTION"] = _text("\n".join(_description(plan, occurrence)))
    if plan.alarms and isinstance(entry.item, schema.Event) and entry.item.alarm:
        event.add_component(_alarm(entry.item.alarm, title))
    return event


def _uid(occurrence: _Occurrence, salt: str) -> str:
    uid = str(uuid.uuid5(UIDS, f"{salt}/{occurrence.entry.uid}")) if salt else occurrence.entry.uid
    return uid if occurrence.number == 1 else f"{uid}-{occurrence.number}"


def _revision(timeline: Timeline) -> dict[str, vDatetime | vInt]:
    """What tells a calendar whether an event is newer than the one it has (RFC 5545, section 3.8.7)."""
    stamp = _stamp(timeline.stamp)
    sequence = max(0, (stamp - EPOCH) // MINUTE) if timeline.document.revised else 0
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
    if occurrence.entry.section != "event" or not isinstance(start, datetime) or not _is_civil(start):
        return None
    if isinstance(end, datetime) and _is_civil(end) and elapsed(start, end) > timedelta():
        return start, end
    return start, (start.astimezone(UTC) + MINUTE).astimezone(start.tzinfo)


def _is_civil(time: datetime) -> bool:
    """Whether a calendar can hold a clock time: its offset has no seconds, as it had before the time of day was made standard."""
    east = time.utcoffset()
    return east is not None and not east % MINUTE and date.min.year < time.year < date.max.year


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
    yield "STATUS", _word(status.upper())
    yield "TRANSP", _word("OPAQUE" if busy else "TRANSPARENT")
    yield "X-MICROSOFT-CDO-BUSYSTATUS", _word("FREE" if not busy else "TENTATIVE" if status == "tentative" else "BUSY")


@cache
def _word(word: str) -> vText:
    """One of the few words of the standard."""
    return vText(word)


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
    location = ("LOCATION", _text(", ".join(filter(None, (place.name, place.address)))))
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
    return map(_text, dict.fromkeys(named))


def _alarm(before: str, title: vText) -> Alarm:
    alarm = Alarm()
    alarm["ACTION"], alarm["DESCRIPTION"] = vText("DISPLAY"), title
    alarm["TRIGGER"] = vDuration(-timedelta(**{_UNITS[before[-1]]: int(before[:-1])}))
    return alarm


def _description(plan: _Plan, occurrence: _Occurrence) -> Iterator[str]:
    """What the other properties cannot say, in plain text: precision, journey, people and matters, and where the dates come from."""
    entry, _, interval = occurrence
    item = entry.item
    if isinstance(item, schema.Event) and item.kind == "movement":
        yield from _journey(entry, item)
    else:
        yield f"When: {_when(interval)}"
    if leg := plan.legs.get(entry.leg or ""):
        yield f"Part of: {leg}"
    if isinstance(item, schema.Leg) and item.stay:
        yield f"Nights: {item.stay.name}"
    if isinstance(item, schema.Event):
        yield from _details(item)
    for dating in entry.datings:
        yield from _provenance(plan.timeline, dating, f" ({dating.name.replace('_', ' ')})" if len(entry.datings) > 1 else "")
    if not isinstance(item, schema.Document) and item.notes:
        yield item.notes


def _when(interval: Interval) -> str:
    text, start = words(interval), interval.start
    if not isinstance(start, datetime):
        return text
    if isinstance(interval.end, datetime) and interval.end.utcoffset() == start.utcoffset():
        text += f" ({offset(start)})"
    return text + ("; end not stated" if interval.is_point or interval.end is None else "")


def _journey(entry: Entry, item: schema.Event) -> Iterator[str]:
    """Both ends of a movement, each by its own clock, and what lies between them."""
    ends = [entry.dating(name) for name in ("depart", "arrive")]
    depart, arrive = (dating.intervals[0] if dating and dating.intervals else None for dating in ends)
    for verb, where, interval in (("Departs", item.origin, depart), ("Arrives", item.destination, arrive)):
        if where:
            yield f"{verb} {where.name}: {_end_of_journey(interval)}"
    start, end = (each.start if each else None for each in (depart, arrive))
    if isinstance(start, datetime) and isinstance(end, datetime) and _is_civil(start) and _is_civil(end):
        clocks = "" if start.utcoffset() == end.utcoffset() else f"; clocks {gap(start, end)}"
        yield f"Takes: {length(elapsed(start, end))}{clocks}"


def _end_of_journey(interval: Interval | None) -> str:
    return _when(interval).removesuffix("; end not stated") if interval else "time not stated"


def _details(item: schema.Event) -> Iterator[str]:
    lines = {
        "Number": item.number, "Carrier": item.carrier, "Booking": item.booking, "Participants": "; ".join(map(_named, item.participants)),
        "Topics": ", ".join(item.topics), "Press": item.press, "Call time": item.call_time,
    }  # fmt: skip
    return (f"{label}: {text}" for label, text in lines.items() if text)


def _named(person: schema.Person) -> str:
    about = ", ".join(filter(None, (person.role, person.side)))
    return f"{person.name} ({about})" if about else person.name


def _provenance(timeline: Timeline, dating: Dating, label: str) -> Iterator[str]:
    """The sources' words for a date; where they differ, what they came to and why it was not taken."""
    for reading in dating.readings:
        by = _author(timeline, reading)
        claim = reading.claim
        said = f"“{claim.says}”" + (f", read as “{claim.reads}”" if claim.reads else "") + (f" — {by}" if by else "")
        if reading.verdict not in _AGREEING:
            meant = " and ".join(words(each) for each in reading.intervals)
            reasons = filter(None, (meant, reading.reason, reading.problem, claim.note))
            yield f"{reading.verdict.capitalize()}{label}: " + "; ".join((said, *reasons))
        elif by or len(dating.readings) > 1:
            yield f"Source{label}: " + "; ".join(filter(None, (said, claim.note)))


def _author(timeline: Timeline, reading: Reading) -> str:
    source = timeline.document.sources.get(reading.source or "")
    published = _published(source.published) if source and source.published else None
    return ", ".join(filter(None, (reading.claim.speaker, source.publisher if source else None, published)))


@lru_cache(maxsize=1024)
def _published(text: str) -> str:
    try:
        day = date.fromisoformat(text)
    except (ValueError, OverflowError):
        return text
    return words(Interval(day, day + DAY))


class _Text(vText):
    """TEXT with every backslash kept; icalendar's own takes a backslash before N for a line end (RFC 5545, section 3.3.11)."""

    def to_ical(self) -> bytes:
        text = self.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
        return text.encode()


def _text(text: str) -> _Text:
    """Text that is safe in a line: one kind of line end, no control characters, no halves of characters."""
    return _Text(_UNWRITABLE.sub("", _LINE_ENDS.sub("\n", text)))


def _lines(component: Component) -> Iterator[str]:
    """The content lines of a component: what icalendar's `to_ical(sorted=False)` writes, in a quarter of the time."""
    yield f"BEGIN:{component.name}\r\n"
    for name, value in component.items():
        parameters, written = value.params.to_ical() if value.params else b"", value.to_ical()
        octets = written if isinstance(written, bytes) else written.encode()
        yield folded(b"%b%b%b:%b" % (name.encode(), b";" * bool(parameters), parameters, octets)).decode() + "\r\n"
    for each in component.subcomponents:
        yield from _lines(each)
    yield f"END:{component.name}\r\n"


def folded(line: bytes) -> bytes:
    """A content line in pieces of at most 75 octets, cut neither in a character nor after a backslash (RFC 5545, section 3.1).

    >>> folded("NOTE:".encode() + "é".encode() * 40).decode().splitlines()[1]
    ' éééééé'
    """
    pieces, start = [], 0
    while len(line) - start > 74:  # one less than may be, for the space before each piece but the first
        cut = start + 74
        while line[cut] & 0b1100_0000 == 0b1000_0000:
            cut -= 1
        cut -= line[cut - 1] in b"\\^"
        pieces.append(line[start:cut])
        start = cut
    return b"\r\n ".join((*pieces, line[start:]))
