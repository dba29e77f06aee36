"""A Timeline in; the briefing out, as Markdown: the head, a section for each day, what is open, how it came about, and the sources.

It reads well as plain text, and no text of the document is ever markup (see `escape`). All is in English, whatever the sources speak.
"""

from __future__ import annotations

from collections.abc import Iterator

from itinerary import schema
from itinerary.export.markdown.days import day_sections, home_offsets, trip
from itinerary.export.markdown.evidence import background, differences, sources, still_open
from itinerary.export.markdown.forms import Brief, agreed, city, dated, handling, person, status, when
from itinerary.export.markdown.text import escape, link, nested, paragraphs, section
from itinerary.timeline import Entry, Timeline

SUFFIX = "md"
SHORT_FORMS = "LV leave · AR arrive · RON remain overnight · TBD to be determined · −1, +1 the day before, the day after"


def render(timeline: Timeline) -> str:
    """The briefing."""
    numbers = {source: number for number, source in enumerate(timeline.document.sources, start=1)}
    brief = Brief(timeline, numbers)
    parts = (
        f"# {escape(timeline.document.title)}", "\n".join(_head(brief)), *day_sections(brief),
        still_open(brief), background(brief), differences(brief), sources(brief), _contacts(brief), _notes(timeline.document),
    )  # fmt: skip
    return "\n\n".join(filter(None, parts)) + "\n"


def _head(brief: Brief) -> Iterator[str]:
    """Who, where, when, how sure, and by which clocks."""
    document, interval = brief.timeline.document, trip(brief.timeline)
    if document.principal:
        yield f"- Principal: {person(document.principal)}"
    if document.travellers:
        yield f"- Travellers: {'; '.join(map(person, document.travellers))}"
    yield from _places(brief)
    datings = [dating for entry in brief.timeline.of("trip") for dating in entry.datings]
    yield f"- Dates: {when(interval) if interval else 'TBD'}{agreed(brief, datings)}"
    yield f"- {' · '.join((*_issue(brief.timeline), 'SUBJECT TO CHANGE'))}"
    if clocks := home_offsets(brief.timeline):
        yield f"- Clocks: local time first, then {clocks}"
    yield f"- Short forms: {SHORT_FORMS}"
    if document.url:
        yield f"- See {link(document.url)}"


def _places(brief: Brief) -> Iterator[str]:
    legs = brief.timeline.of("leg")
    if legs:
        yield "- Places:"
    elif brief.timeline.document.place:
        yield f"- Place: {city(brief.timeline.document.place)}"
    for leg in legs:
        dates = " and ".join(map(when, leg.intervals)) or "TBD"
        yield f"  - {status(leg)}{_name(leg)}, {dates}{handling(leg)}{agreed(brief, leg.datings)}"
        if isinstance(leg.item, schema.Leg) and leg.item.notes:
            yield from nested(leg.item.notes, indent=4)


def _name(leg: Entry) -> str:
    """The place of a leg, and its title if that says more."""
    place = city(leg.place) if leg.place else ""
    title = leg.item.title if isinstance(leg.item, schema.Leg) else None
    return " – ".join(dict.fromkeys(filter(None, (place, escape(title or ""))))) or escape(leg.title)


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


def _contacts(brief: Brief) -> str:
    return section("Contacts", (f"- {person(each)}" for each in brief.timeline.document.contacts))


def _notes(document: schema.Document) -> str:
    return "\n\n".join(("## Notes", *paragraphs(document.notes))) if document.notes else ""
