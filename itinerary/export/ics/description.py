"""An entry in; what its calendar event says of it in plain text out, line by line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache, partial

from itinerary.dates.interval import Interval
from itinerary.dates.wording import (
    format_clock_difference,
    format_duration,
    format_interval,
    format_list,
    format_utc_offset,
    measure_elapsed_time,
)
from itinerary.dates.wording.labels import translate_label
from itinerary.document import Document, Event, Leg, Person
from itinerary.export.ics.vtimezone import is_representable
from itinerary.timeline import Dating, Entry, Reading, Timeline

DAY = timedelta(days=1)


def compose_description(
    timeline: Timeline,
    legs: Mapping[str, str],
    entry: Entry,
    interval: Interval,
    language: str = "en",
) -> Iterator[str]:
    """What the other properties cannot say, in plain text: precision, journey, people and matters, and where the dates come from."""
    item, say = entry.item, partial(translate_label, language=language)
    if isinstance(item, Event) and item.kind == "movement":
        yield from _describe_movement(entry, item, language)
    elif isinstance(item, Event) and item.check_in:
        yield from _describe_stay(entry, language)
    else:
        yield f"{say('When')}: {_format_when(interval, language)}"
    if leg := legs.get(entry.leg or ""):
        yield f"{say('Part of')}: {leg}"
    if isinstance(item, Leg) and item.stay:
        yield f"{say('Nights')}: {item.stay.name}"
    if isinstance(item, Event):
        yield from _describe_details(item, language)
    for dating in entry.datings:
        name = f" ({say(dating.name.replace('_', ' '))})" if len(entry.datings) > 1 else ""
        yield from _describe_provenance(timeline, dating, name, language)
    if not isinstance(item, Document) and item.notes:
        yield item.notes


def _format_when(interval: Interval, language: str) -> str:
    text, start = format_interval(interval, language), interval.start
    if not isinstance(start, datetime):
        return text
    if isinstance(interval.end, datetime) and interval.end.utcoffset() == start.utcoffset():
        text += f" ({format_utc_offset(start)})"
    return text + (
        f"; {translate_label('end not stated', language)}"
        if interval.is_point or interval.end is None
        else ""
    )


def _describe_movement(entry: Entry, item: Event, language: str) -> Iterator[str]:
    """Both ends of a movement, each by its own clock, and what lies between them."""
    say = partial(translate_label, language=language)
    depart, arrive = _find_first_interval(entry, "depart"), _find_first_interval(entry, "arrive")
    if item.origin:
        yield f"{say('Departs {place}', place=item.origin.name)}: {_format_stated_end(depart, language)}"
    if item.destination:
        yield f"{say('Arrives {place}', place=item.destination.name)}: {_format_stated_end(arrive, language)}"
    start, end = (each.start if each else None for each in (depart, arrive))
    if (
        isinstance(start, datetime)
        and isinstance(end, datetime)
        and is_representable(start)
        and is_representable(end)
    ):
        clocks = (
            ""
            if start.utcoffset() == end.utcoffset()
            else f"; {say('clocks {gap}', gap=format_clock_difference(start, end, language))}"
        )
        yield f"{say('Takes')}: {format_duration(measure_elapsed_time(start, end))}{clocks}"


def _describe_stay(entry: Entry, language: str) -> Iterator[str]:
    """Both ends of a stay, and the nights between them."""
    say = partial(translate_label, language=language)
    first, last = _find_first_interval(entry, "check_in"), _find_first_interval(entry, "check_out")
    yield f"{say('Check in')}: {_format_stated_end(first, language)}"
    yield f"{say('Check out')}: {_format_stated_end(last, language)}"
    if first and last and first.first and last.last:
        yield f"{say('Nights')}: {(last.last - first.first).days}"


def _find_first_interval(entry: Entry, name: str) -> Interval | None:
    """The first interval of a date of an entry; None while it is open."""
    dating = entry.find_dating(name)
    return dating.intervals[0] if dating and dating.intervals else None


def _format_stated_end(interval: Interval | None, language: str) -> str:
    unstated = translate_label("end not stated", language)
    return (
        _format_when(interval, language).removesuffix(f"; {unstated}")
        if interval
        else translate_label("time not stated", language)
    )


def _describe_details(item: Event, language: str) -> Iterator[str]:
    say = partial(translate_label, language=language)
    lines = {
        say("Number"): item.number,
        say("Carrier"): item.carrier,
        say("Booking"): item.booking,
        say("Participants"): "; ".join(map(_format_participant, item.participants)),
        say("Topics"): ", ".join(item.topics),
        say("Press"): say((item.press or "").upper()).lower(),
        say("Call time"): item.call_time,
    }
    return (f"{name}: {text}" for name, text in lines.items() if text)


def _format_participant(person: Person) -> str:
    about = ", ".join(filter(None, (person.role, person.side)))
    return f"{person.name} ({about})" if about else person.name


def _describe_provenance(
    timeline: Timeline, dating: Dating, name: str, language: str
) -> Iterator[str]:
    """The sources' words for a date; where they differ, what they came to and why it was not taken."""
    say = partial(translate_label, language=language)
    for reading in dating.readings:
        by, claim = _format_author(timeline, reading, language), reading.claim
        reads = f", {say('read as “{words}”', words=claim.reads)}" if claim.reads else ""
        said = f"“{claim.says}”{reads}" + (f" — {by}" if by else "")
        if not reading.agrees:
            meant = format_list(
                [format_interval(each, language) for each in reading.intervals], language
            )
            reasons = filter(None, (meant, say(reading.reason), say(reading.problem), claim.note))
            yield f"{say(reading.verdict.capitalize())}{name}: " + "; ".join((said, *reasons))
        elif by or len(dating.readings) > 1:
            yield f"{say('Source')}{name}: " + "; ".join(filter(None, (said, claim.note)))


def _format_author(timeline: Timeline, reading: Reading, language: str) -> str:
    source = timeline.document.sources.get(reading.source or "")
    published = (
        _format_publication_date(source.published, language)
        if source and source.published
        else None
    )
    return ", ".join(
        filter(None, (reading.claim.speaker, source.publisher if source else None, published))
    )


@lru_cache(maxsize=1024)
def _format_publication_date(text: str, language: str) -> str:
    try:
        day = date.fromisoformat(text)
        return format_interval(Interval(day, day + DAY), language)
    except (ValueError, OverflowError):
        return text
