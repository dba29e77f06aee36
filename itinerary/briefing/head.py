"""A brief in; the head of a briefing out: who, where, when, how sure, and by which clocks."""

from __future__ import annotations

from collections.abc import Iterator

from itinerary import schema
from itinerary.briefing.days import home_offsets, trip
from itinerary.briefing.forms import Brief, agreed, city, dated, handling, items, link, notes, person, status, when
from itinerary.briefing.values import Item, line
from itinerary.timeline import Entry, Timeline

SHORT_FORMS = "LV leave · AR arrive · RON remain overnight · TBD to be determined · −1, +1 the day before, the day after"


def head(brief: Brief) -> Iterator[Item]:
    """The lines under the title."""
    document, interval = brief.timeline.document, trip(brief.timeline)
    if document.principal:
        yield from items(f"Principal: {person(document.principal)}")
    if document.travellers:
        yield from items(f"Travellers: {'; '.join(map(person, document.travellers))}")
    yield from _places(brief)
    datings = [dating for entry in brief.timeline.of("trip") for dating in entry.datings]
    yield Item(line(f"Dates: {when(interval) if interval else 'TBD'}", agreed(brief, datings)))
    yield from items(" · ".join((*_issue(brief.timeline), "SUBJECT TO CHANGE")))
    if offsets := home_offsets(brief.timeline):
        yield from items(f"Clocks: local time first, then {offsets}")
    yield from items(f"Short forms: {SHORT_FORMS}")
    if document.url:
        yield Item(line("See ", link(document.url)))


def _places(brief: Brief) -> Iterator[Item]:
    legs = brief.timeline.of("leg")
    if legs:
        yield Item(("Places:",), tuple(_leg(brief, leg) for leg in legs))
    elif brief.timeline.document.place:
        yield from items(f"Place: {city(brief.timeline.document.place)}")


def _leg(brief: Brief, leg: Entry) -> Item:
    dates = " and ".join(map(when, leg.intervals)) or "TBD"
    more = notes(leg.item.notes) if isinstance(leg.item, schema.Leg) else ()
    return Item(line(f"{status(leg)}{_name(leg)}, {dates}{handling(leg)}", agreed(brief, leg.datings)), more)


def _name(leg: Entry) -> str:
    """The place of a leg, and its title if that says more."""
    place = city(leg.place) if leg.place else ""
    title = leg.item.title if isinstance(leg.item, schema.Leg) else None
    return " – ".join(dict.fromkeys(filter(None, (place, title)))) or leg.title


def _issue(timeline: Timeline) -> Iterator[str]:
    """The state of things that the briefing gives, if the document or a source dates it."""
    document, stamp = timeline.document, timeline.stamp
    if stamp and document.revised:
        yield f"Revised {dated(stamp)}"
    elif stamp and document.as_of:
        yield f"As of {dated(stamp)}"
    elif stamp and any(source.published for source in document.sources.values()):
        yield f"Sources as of {dated(stamp)}"
    if document.visibility != "public":
        yield f"{document.visibility.upper()} ONLY"
