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
from itinerary.diagnostics import require
from itinerary.labels import LANGUAGES
from itinerary.timeline import Timeline
from itinerary.translation import translated
from itinerary.wording import locale


def compose(timeline: Timeline, *, language: str = "en", clock: int = 24) -> Briefing:
    """The briefing of a trip in a language, whatever its sources speak, by a clock of 24 or 12 hours.

    Raises OptionError for a language or a clock that there is not.
    """
    require("lang", language, LANGUAGES)
    require("clock", str(clock), ("24", "12"))
    timeline = translated(timeline, language)
    numbers = {source: number for number, source in enumerate(timeline.document.sources, start=1)}
    brief = Brief(timeline, numbers, locale(language, int(clock)))
    sections = tuple(each for each in _sections(brief) if each.items)
    columns = (*clocks(brief), brief.say("What"))
    return Briefing(language, timeline.document.title, tuple(head(brief)), columns, tuple(days(brief)), sections)


def _sections(brief: Brief) -> Iterator[Section]:
    document = brief.timeline.document
    yield Section("open", brief.say("Still open"), tuple(still_open(brief)))
    yield Section("background", brief.say("Background"), tuple(background(brief)))
    yield Section("differences", brief.say("Where sources differ"), tuple(differences(brief)))
    yield Section("sources", brief.say("Sources"), tuple(sources(brief)))
    yield Section("contacts", brief.say("Contacts"), items(*map(person, document.contacts)))
    yield Section("notes", brief.say("Notes"), items(*paragraphs(document.notes)))
