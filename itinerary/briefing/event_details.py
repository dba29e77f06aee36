"""An event in; what the tables of days have no room for out: people, topics, handling, contacts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from itinerary.briefing.call_times import format_call_time
from itinerary.briefing.facts import EntryFacts
from itinerary.briefing.formatting import (
    BriefingContext,
    compose_image,
    compose_items,
    compose_link,
    compose_notes,
    format_person,
    format_stated_date,
)
from itinerary.briefing.model import Item, join_pieces


def compose_details(brief: BriefingContext, facts: EntryFacts) -> Iterator[Item]:
    """Yield a list under the event's title; nothing if there is nothing to say."""
    items = tuple(_compose_detail_items(brief, facts))
    if items:
        yield Item((facts.entry.title,), items)


def _compose_detail_items(brief: BriefingContext, facts: EntryFacts) -> Iterator[Item]:
    yield from _compose_participants(brief, facts)
    lines = {
        brief.translate_label("Group"): facts.group,
        brief.translate_label("Topics"): "; ".join(facts.topics),
        brief.translate_label("Carrier"): facts.carrier,
        brief.translate_label("Number"): _format_number(facts),
        brief.translate_label("Terminal"): facts.terminal,
        brief.translate_label("Gate"): facts.gate,
        brief.translate_label("Seat"): facts.seat,
        brief.translate_label("Booking"): facts.booking,
        brief.translate_label("Confirmation"): facts.confirmation,
        brief.translate_label("Address"): facts.venue.address if facts.venue else None,
        brief.translate_label("Call time"): _format_call_time(brief, facts),
    }
    yield from compose_items(*(f"{label}: {text}" for label, text in lines.items() if text))
    contact = brief.translate_label("Contact")
    yield from compose_items(*(f"{contact}: {format_person(each)}" for each in facts.contacts))
    if facts.url:
        yield Item(join_pieces(f"{brief.translate_label('See')} ", compose_link(facts.url)))
    if facts.image:
        yield compose_image(brief, facts.image)
    yield from compose_notes(facts.notes)


def _format_number(facts: EntryFacts) -> str:
    """Return the number of a flight or a train, unless it is the title."""
    return "" if facts.number == facts.entry.title else facts.number


def _format_call_time(brief: BriefingContext, facts: EntryFacts) -> str:
    """Return the call time with its day, unless the call has a row of its own on the same day."""
    called, interval = facts.call_moment, facts.entry.interval
    is_same_day = called is not None and interval is not None and called.date() == interval.first
    if brief.style == "day-sheet" and is_same_day:
        return ""
    text = format_stated_date(brief, facts.call_time)
    return format_call_time(text, called, interval, brief.language)


def _compose_participants(brief: BriefingContext, facts: EntryFacts) -> tuple[Item, ...]:
    """Return a line for each side, in the order in which they are first named."""
    sides: defaultdict[str, list[str]] = defaultdict(list)
    for person in facts.participants:
        sides[person.side or brief.translate_label("With")].append(format_person(person))
    return compose_items(*(f"{side}: {'; '.join(people)}" for side, people in sides.items()))
