"""An entry in; what its calendar event says of it in plain text out, line by line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache, partial

from itinerary.dates.interval import Interval
from itinerary.dates.wording import elapsed, gap, length, listed, offset, words
from itinerary.dates.wording.labels import label
from itinerary.document import Document, Event, Leg, Person
from itinerary.export.ics.vtimezone import is_civil
from itinerary.timeline import Dating, Entry, Reading, Timeline

DAY = timedelta(days=1)


def description(
    timeline: Timeline,
    legs: Mapping[str, str],
    entry: Entry,
    interval: Interval,
    language: str = "en",
) -> Iterator[str]:
    """What the other properties cannot say, in plain text: precision, journey, people and matters, and where the dates come from."""
    item, say = entry.item, partial(label, language=language)
    if isinstance(item, Event) and item.kind == "movement":
        yield from _journey(entry, item, language)
    elif isinstance(item, Event) and item.check_in:
        yield from _stay(entry, language)
    else:
        yield f"{say('When')}: {_when(interval, language)}"
    if leg := legs.get(entry.leg or ""):
        yield f"{say('Part of')}: {leg}"
    if isinstance(item, Leg) and item.stay:
        yield f"{say('Nights')}: {item.stay.name}"
    if isinstance(item, Event):
        yield from _details(item, language)
    for dating in entry.datings:
        name = f" ({say(dating.name.replace('_', ' '))})" if len(entry.datings) > 1 else ""
        yield from _provenance(timeline, dating, name, language)
    if not isinstance(item, Document) and item.notes:
        yield item.notes


def _when(interval: Interval, language: str) -> str:
    text, start = words(interval, language), interval.start
    if not isinstance(start, datetime):
        return text
    if isinstance(interval.end, datetime) and interval.end.utcoffset() == start.utcoffset():
        text += f" ({offset(start)})"
    return text + (
        f"; {label('end not stated', language)}"
        if interval.is_point or interval.end is None
        else ""
    )


def _journey(entry: Entry, item: Event, language: str) -> Iterator[str]:
    """Both ends of a movement, each by its own clock, and what lies between them."""
    say = partial(label, language=language)
    depart, arrive = _first(entry, "depart"), _first(entry, "arrive")
    if item.origin:
        yield f"{say('Departs {place}', place=item.origin.name)}: {_end(depart, language)}"
    if item.destination:
        yield f"{say('Arrives {place}', place=item.destination.name)}: {_end(arrive, language)}"
    start, end = (each.start if each else None for each in (depart, arrive))
    if (
        isinstance(start, datetime)
        and isinstance(end, datetime)
        and is_civil(start)
        and is_civil(end)
    ):
        clocks = (
            ""
            if start.utcoffset() == end.utcoffset()
            else f"; {say('clocks {gap}', gap=gap(start, end, language))}"
        )
        yield f"{say('Takes')}: {length(elapsed(start, end))}{clocks}"


def _stay(entry: Entry, language: str) -> Iterator[str]:
    """Both ends of a stay, and the nights between them."""
    say = partial(label, language=language)
    first, last = _first(entry, "check_in"), _first(entry, "check_out")
    yield f"{say('Check in')}: {_end(first, language)}"
    yield f"{say('Check out')}: {_end(last, language)}"
    if first and last and first.first and last.last:
        yield f"{say('Nights')}: {(last.last - first.first).days}"


def _first(entry: Entry, name: str) -> Interval | None:
    """The first interval of a date of an entry; None while it is open."""
    dating = entry.dating(name)
    return dating.intervals[0] if dating and dating.intervals else None


def _end(interval: Interval | None, language: str) -> str:
    unstated = label("end not stated", language)
    return (
        _when(interval, language).removesuffix(f"; {unstated}")
        if interval
        else label("time not stated", language)
    )


def _details(item: Event, language: str) -> Iterator[str]:
    say = partial(label, language=language)
    lines = {
        say("Number"): item.number,
        say("Carrier"): item.carrier,
        say("Booking"): item.booking,
        say("Participants"): "; ".join(map(_named, item.participants)),
        say("Topics"): ", ".join(item.topics),
        say("Press"): say((item.press or "").upper()).lower(),
        say("Call time"): item.call_time,
    }
    return (f"{name}: {text}" for name, text in lines.items() if text)


def _named(person: Person) -> str:
    about = ", ".join(filter(None, (person.role, person.side)))
    return f"{person.name} ({about})" if about else person.name


def _provenance(timeline: Timeline, dating: Dating, name: str, language: str) -> Iterator[str]:
    """The sources' words for a date; where they differ, what they came to and why it was not taken."""
    say = partial(label, language=language)
    for reading in dating.readings:
        by, claim = _author(timeline, reading, language), reading.claim
        reads = f", {say('read as “{words}”', words=claim.reads)}" if claim.reads else ""
        said = f"“{claim.says}”{reads}" + (f" — {by}" if by else "")
        if not reading.agrees:
            meant = listed([words(each, language) for each in reading.intervals], language)
            reasons = filter(None, (meant, say(reading.reason), say(reading.problem), claim.note))
            yield f"{say(reading.verdict.capitalize())}{name}: " + "; ".join((said, *reasons))
        elif by or len(dating.readings) > 1:
            yield f"{say('Source')}{name}: " + "; ".join(filter(None, (said, claim.note)))


def _author(timeline: Timeline, reading: Reading, language: str) -> str:
    source = timeline.document.sources.get(reading.source or "")
    published = _published(source.published, language) if source and source.published else None
    return ", ".join(
        filter(None, (reading.claim.speaker, source.publisher if source else None, published))
    )


@lru_cache(maxsize=1024)
def _published(text: str, language: str) -> str:
    try:
        day = date.fromisoformat(text)
        return words(Interval(day, day + DAY), language)
    except (ValueError, OverflowError):
        return text
