"""An entry in; what its calendar event says of it in plain text out, line by line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache

from itinerary.briefing.call_times import format_call_time
from itinerary.briefing.facts import End, EntryFacts, Passage
from itinerary.dates.interval import Interval
from itinerary.dates.wording import (
    format_clock_difference,
    format_duration,
    format_interval,
    format_list,
    format_utc_offset,
)
from itinerary.dates.wording.labels import translate_label
from itinerary.document import Person
from itinerary.reports.provenance import ClaimProvenance, DateProvenance, trace_entry
from itinerary.timeline import Entry, Timeline

_DAY = timedelta(days=1)


def compose_description(
    timeline: Timeline,
    legs: Mapping[str, str],
    facts: EntryFacts,
    interval: Interval,
    language: str,
) -> Iterator[str]:
    """Yield the lines of the description of an event.

    Args:
        timeline: The timeline of the entry.
        legs: The titles of legs by their ids.
        facts: What there is to tell of its entry.
        interval: When the event is; an entry with several intervals has several events.
        language: The language of the labels, one of `LABEL_LANGUAGES`.
    """
    entry = facts.entry
    if facts.passage:
        yield from _describe_passage(facts, facts.passage, language)
    else:
        yield f"{translate_label('When', language)}: {_format_when(interval, language)}"
    if leg := legs.get(entry.leg or ""):
        yield f"{translate_label('Part of', language)}: {leg}"
    if facts.lodging:
        yield f"{translate_label('Nights', language)}: {facts.lodging}"
    yield from _describe_details(facts, language)
    yield from _describe_provenance(timeline, entry, language)
    if facts.notes and entry.section != "trip":
        yield facts.notes
    if facts.url and facts.url not in facts.notes:  # some programs hide the property URL
        yield facts.url
    if facts.image and not facts.image.is_file:
        shown = (facts.image.alt, facts.image.credit, facts.image.src)
        yield f"{translate_label('Image', language)}: {', '.join(filter(None, shown))}"


def _format_when(interval: Interval, language: str) -> str:
    text = _format_times(interval, language)
    has_no_end = interval.is_point or interval.end is None
    if not has_no_end or not isinstance(interval.start, datetime):
        return text
    return f"{text}; {translate_label('end not stated', language)}"


def _format_times(interval: Interval, language: str) -> str:
    """Format an interval with its offset from UTC, if it has one, and the same at both ends."""
    text, start, end = format_interval(interval, language), interval.start, interval.end
    if not isinstance(start, datetime) or not isinstance(end, datetime):
        return text
    offset = start.utcoffset()
    if offset is None or end.utcoffset() != offset:
        return text
    return f"{text} ({format_utc_offset(start)})"


def _describe_passage(facts: EntryFacts, passage: Passage, language: str) -> Iterator[str]:
    """Yield both ends of a movement or a stay, and what lies between them."""
    if facts.is_movement:
        yield from _describe_journey(passage, language)
        return
    check_in, check_out = (
        translate_label("Check in", language),
        translate_label("Check out", language),
    )
    yield f"{check_in}: {_format_end(passage.start, language)}"
    yield f"{check_out}: {_format_end(passage.end, language)}"
    if passage.nights is not None:
        yield f"{translate_label('Nights', language)}: {passage.nights}"


def _describe_journey(passage: Passage, language: str) -> Iterator[str]:
    """Yield both ends of a movement, each by its own clock, and how long it takes."""
    start, end = passage.start, passage.end
    if start.place:
        label = translate_label("Departs {place}", language, place=start.place.name)
        yield f"{label}: {_format_end(start, language)}"
    if end.place:
        label = translate_label("Arrives {place}", language, place=end.place.name)
        yield f"{label}: {_format_end(end, language)}"
    if passage.duration is not None and passage.clock_times:
        clocks = _format_clock_change(*passage.clock_times, language)
        takes = translate_label("Takes", language)
        yield f"{takes}: {format_duration(passage.duration)}{clocks}"


def _format_clock_change(before: datetime, after: datetime, language: str) -> str:
    if before.utcoffset() == after.utcoffset():
        return ""
    gap = format_clock_difference(before, after, language)
    return f"; {translate_label('clocks {gap}', language, gap=gap)}"


def _format_end(end: End, language: str) -> str:
    if not end.interval:
        return translate_label("time not stated", language)
    return _format_times(end.interval, language)


def _describe_details(facts: EntryFacts, language: str) -> Iterator[str]:
    press = translate_label((facts.press or "").upper(), language).lower()
    lines = {
        translate_label("Number", language): facts.number,
        translate_label("Carrier", language): facts.carrier,
        translate_label("Terminal", language): facts.terminal,
        translate_label("Gate", language): facts.gate,
        translate_label("Seat", language): facts.seat,
        translate_label("Booking", language): facts.booking,
        translate_label("Confirmation", language): facts.confirmation,
        translate_label("Participants", language): "; ".join(
            map(_format_participant, facts.participants)
        ),
        translate_label("Topics", language): ", ".join(facts.topics),
        translate_label("Press", language): press,
        translate_label("Call time", language): format_call_time(
            facts.call_time, facts.call_moment, facts.entry.interval, language
        ),
    }
    yield from (f"{name}: {text}" for name, text in lines.items() if text)


def _format_participant(person: Person) -> str:
    about = ", ".join(filter(None, (person.role, person.side)))
    return f"{person.name} ({about})" if about else person.name


def _describe_provenance(timeline: Timeline, entry: Entry, language: str) -> Iterator[str]:
    """Yield the sources' words for each date; where they differ, why they were not taken."""
    dates = trace_entry(timeline, entry).dates
    for each in dates:
        label = translate_label(each.name.replace("_", " "), language)
        yield from _describe_claims(each, f" ({label})" if len(dates) > 1 else "", language)


def _describe_claims(date: DateProvenance, name: str, language: str) -> Iterator[str]:
    for claim in date.claims:
        author = _format_author(claim, language)
        said = _quote_claim(claim, language) + (f" — {author}" if author else "")
        if not claim.agrees:
            verdict = translate_label(claim.verdict.capitalize(), language)
            yield f"{verdict}{name}: {'; '.join((said, *_list_reasons(claim, language)))}"
        elif author or len(date.claims) > 1:
            source = translate_label("Source", language)
            yield f"{source}{name}: {'; '.join(filter(None, (said, claim.note)))}"


def _quote_claim(claim: ClaimProvenance, language: str) -> str:
    words = claim.editor_reading
    if not words:
        return f"“{claim.words}”"
    return f"“{claim.words}”, {translate_label('read as “{words}”', language, words=words)}"


def _list_reasons(claim: ClaimProvenance, language: str) -> Iterator[str]:
    """Yield what a claim came to and why it was not taken."""
    meant = format_list([format_interval(each, language) for each in claim.intervals], language)
    # Only English has words for reasons that name other claims.
    is_told = language == "en" or not claim.is_self_explaining
    reason = translate_label(claim.cited_reason, language) if is_told else ""
    problem = translate_label(claim.problem, language)
    # Why nothing was taken is mostly just what is wrong with the words.
    yield from dict.fromkeys(filter(None, (meant, reason, problem, claim.note)))


def _format_author(claim: ClaimProvenance, language: str) -> str:
    source = claim.source
    published = source.published if source else None
    day = _format_publication_date(published, language) if published else ""
    return ", ".join(filter(None, (claim.speaker, source.publisher if source else "", day)))


@lru_cache(maxsize=1024)
def _format_publication_date(text: str, language: str) -> str:
    try:
        day = date.fromisoformat(text)
        return format_interval(Interval(day, day + _DAY), language)
    except (ValueError, OverflowError):
        return text
