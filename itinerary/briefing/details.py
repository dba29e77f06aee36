"""An event in; what the tables of days have no room for out: who takes part, what it is about, how to get there, whom to call."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from itinerary import schema
from itinerary.briefing.forms import items, link, notes, person, stated
from itinerary.briefing.values import Item, line
from itinerary.timeline import Entry


def details(entry: Entry) -> Iterator[Item]:
    """A list under the event's title; nothing if there is nothing to say."""
    found = tuple(_details(entry.item)) if isinstance(entry.item, schema.Event) else ()
    if found:
        yield Item((entry.title,), found)


def _details(item: schema.Event) -> Iterator[Item]:
    yield from _participants(item)
    facts = {
        "Topics": "; ".join(item.topics), "Carrier": item.carrier, "Number": item.number if item.number not in (None, item.title) else None,
        "Booking": item.booking, "Address": item.place.address if item.place else None,
        "Call time": stated(item.call_time) if item.call_time else None,
    }  # fmt: skip
    yield from items(*(f"{label}: {text}" for label, text in facts.items() if text))
    yield from items(*(f"Contact: {person(each)}" for each in item.contacts))
    if item.url:
        yield Item(line("See ", link(item.url)))
    yield from notes(item.notes)


def _participants(item: schema.Event) -> tuple[Item, ...]:
    """A line for each side, in the order in which they are first named."""
    sides: defaultdict[str, list[str]] = defaultdict(list)
    for someone in item.participants:
        sides[someone.side or "With"].append(person(someone))
    return items(*(f"{side}: {'; '.join(people)}" for side, people in sides.items()))
