"""An event in; what the tables of days have no room for out: who takes part, what it is about, how to get there, whom to call."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from itinerary.briefing.formatting import (
    BriefingContext,
    compose_items,
    compose_link,
    compose_notes,
    format_person,
    format_stated_date,
)
from itinerary.briefing.model import Item, join_pieces
from itinerary.briefing.schedule_rows import find_call_time
from itinerary.document import Event
from itinerary.timeline import Entry


def compose_details(brief: BriefingContext, entry: Entry) -> Iterator[Item]:
    """A list under the event's title; nothing if there is nothing to say."""
    found = (
        tuple(_compose_detail_items(brief, entry, entry.item))
        if isinstance(entry.item, Event)
        else ()
    )
    if found:
        yield Item((entry.title,), found)


def _compose_detail_items(brief: BriefingContext, entry: Entry, item: Event) -> Iterator[Item]:
    yield from _compose_participants(brief, item)
    facts = {
        brief.translate_label("Topics"): "; ".join(item.topics),
        brief.translate_label("Carrier"): item.carrier,
        brief.translate_label("Number"): item.number if item.number != item.title else None,
        brief.translate_label("Booking"): item.booking,
        brief.translate_label("Address"): item.place.address if item.place else None,
        brief.translate_label("Call time"): format_stated_date(brief, item.call_time)
        if item.call_time and not _has_call_row(brief, entry)
        else None,
    }
    yield from compose_items(*(f"{label}: {text}" for label, text in facts.items() if text))
    yield from compose_items(
        *(f"{brief.translate_label('Contact')}: {format_person(each)}" for each in item.contacts)
    )
    if item.url:
        yield Item(join_pieces(f"{brief.translate_label('See')} ", compose_link(item.url)))
    yield from compose_notes(item.notes)


def _has_call_row(brief: BriefingContext, entry: Entry) -> bool:
    """Whether the call has a line of its own."""
    return brief.style == "day-sheet" and find_call_time(entry) is not None


def _compose_participants(brief: BriefingContext, item: Event) -> tuple[Item, ...]:
    """A line for each side, in the order in which they are first named."""
    sides: defaultdict[str, list[str]] = defaultdict(list)
    for someone in item.participants:
        sides[someone.side or brief.translate_label("With")].append(format_person(someone))
    return compose_items(*(f"{side}: {'; '.join(people)}" for side, people in sides.items()))
