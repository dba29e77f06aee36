"""A Timeline in; a Briefing out: what Markdown, a page and the terminal write, each in its own way, and all alike."""

from __future__ import annotations

from collections.abc import Iterator

from itinerary.briefing.days import clocks, days
from itinerary.briefing.evidence import background, differences, sources, still_open
from itinerary.briefing.forms import Brief, items, paragraphs, person
from itinerary.briefing.head import head
from itinerary.briefing.values import Break as Break
from itinerary.briefing.values import Briefing as Briefing
from itinerary.briefing.values import Cite as Cite
from itinerary.briefing.values import Day as Day
from itinerary.briefing.values import Item as Item
from itinerary.briefing.values import Line as Line
from itinerary.briefing.values import Link as Link
from itinerary.briefing.values import Piece as Piece
from itinerary.briefing.values import Row as Row
from itinerary.briefing.values import Section as Section
from itinerary.briefing.values import Strong as Strong
from itinerary.timeline import Timeline


def compose(timeline: Timeline) -> Briefing:
    """The briefing of a trip. All is in English, whatever the sources speak."""
    numbers = {source: number for number, source in enumerate(timeline.document.sources, start=1)}
    brief = Brief(timeline, numbers)
    sections = tuple(each for each in _sections(brief) if each.items)
    return Briefing(timeline.document.title, tuple(head(brief)), (*clocks(timeline), "What"), tuple(days(brief)), sections)


def _sections(brief: Brief) -> Iterator[Section]:
    document = brief.timeline.document
    yield Section("open", "Still open", tuple(still_open(brief)))
    yield Section("background", "Background", tuple(background(brief)))
    yield Section("differences", "Where sources differ", tuple(differences(brief)))
    yield Section("sources", "Sources", tuple(sources(brief)))
    yield Section("contacts", "Contacts", items(*map(person, document.contacts)))
    yield Section("notes", "Notes", items(*paragraphs(document.notes)))
