"""An event in; what the tables of days have no room for out: who takes part, what it is about, how to get there, whom to call."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from itinerary.briefing.formatting import Brief, items, link, notes, person, stated
from itinerary.briefing.model import Item, line
from itinerary.briefing.schedule_rows import called
from itinerary.document import Event
from itinerary.timeline import Entry


def details(brief: Brief, entry: Entry) -> Iterator[Item]:
    """A list under the event's title; nothing if there is nothing to say."""
    found = tuple(_details(brief, entry, entry.item)) if isinstance(entry.item, Event) else ()
    if found:
        yield Item((entry.title,), found)


def _details(brief: Brief, entry: Entry, item: Event) -> Iterator[Item]:
    yield from _participants(brief, item)
    facts = {
        brief.say("Topics"): "; ".join(item.topics),
        brief.say("Carrier"): item.carrier,
        brief.say("Number"): item.number if item.number != item.title else None,
        brief.say("Booking"): item.booking,
        brief.say("Address"): item.place.address if item.place else None,
        brief.say("Call time"): stated(brief, item.call_time)
        if item.call_time and not _is_called(brief, entry)
        else None,
    }
    yield from items(*(f"{label}: {text}" for label, text in facts.items() if text))
    yield from items(*(f"{brief.say('Contact')}: {person(each)}" for each in item.contacts))
    if item.url:
        yield Item(line(f"{brief.say('See')} ", link(item.url)))
    yield from notes(item.notes)


def _is_called(brief: Brief, entry: Entry) -> bool:
    """Whether the call has a line of its own."""
    return brief.style == "day-sheet" and called(entry) is not None


def _participants(brief: Brief, item: Event) -> tuple[Item, ...]:
    """A line for each side, in the order in which they are first named."""
    sides: defaultdict[str, list[str]] = defaultdict(list)
    for someone in item.participants:
        sides[someone.side or brief.say("With")].append(person(someone))
    return items(*(f"{side}: {'; '.join(people)}" for side, people in sides.items()))
