"""An entry in; what its calendar event says of it in plain text out, line by line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache

from itinerary import schema
from itinerary.export.ics.vtimezone import is_civil
from itinerary.interval import Interval
from itinerary.timeline import Dating, Entry, Reading, Timeline
from itinerary.wording import elapsed, gap, length, offset, words

DAY = timedelta(days=1)
_AGREEING = ("chosen", "same", "refinement")


def description(timeline: Timeline, legs: Mapping[str, str], entry: Entry, interval: Interval) -> Iterator[str]:
    """What the other properties cannot say, in plain text: precision, journey, people and matters, and where the dates come from."""
    item = entry.item
    if isinstance(item, schema.Event) and item.kind == "movement":
        yield from _journey(entry, item)
    elif isinstance(item, schema.Event) and item.check_in:
        yield from _stay(entry)
    else:
        yield f"When: {_when(interval)}"
    if leg := legs.get(entry.leg or ""):
        yield f"Part of: {leg}"
    if isinstance(item, schema.Leg) and item.stay:
        yield f"Nights: {item.stay.name}"
    if isinstance(item, schema.Event):
        yield from _details(item)
    for dating in entry.datings:
        yield from _provenance(timeline, dating, f" ({dating.name.replace('_', ' ')})" if len(entry.datings) > 1 else "")
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
    depart, arrive = _first(entry, "depart"), _first(entry, "arrive")
    for verb, where, interval in (("Departs", item.origin, depart), ("Arrives", item.destination, arrive)):
        if where:
            yield f"{verb} {where.name}: {_end(interval)}"
    start, end = (each.start if each else None for each in (depart, arrive))
    if isinstance(start, datetime) and isinstance(end, datetime) and is_civil(start) and is_civil(end):
        clocks = "" if start.utcoffset() == end.utcoffset() else f"; clocks {gap(start, end)}"
        yield f"Takes: {length(elapsed(start, end))}{clocks}"


def _stay(entry: Entry) -> Iterator[str]:
    """Both ends of a stay, and the nights between them."""
    first, last = _first(entry, "check_in"), _first(entry, "check_out")
    yield f"Check-in: {_end(first)}"
    yield f"Check-out: {_end(last)}"
    if first and last and first.first and last.last:
        yield f"Nights: {(last.last - first.first).days}"


def _first(entry: Entry, name: str) -> Interval | None:
    """The first interval of a date of an entry; None while it is open."""
    dating = entry.dating(name)
    return dating.intervals[0] if dating and dating.intervals else None


def _end(interval: Interval | None) -> str:
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
        return words(Interval(day, day + DAY))
    except (ValueError, OverflowError):
        return text
