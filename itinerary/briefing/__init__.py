"""A Timeline in; a Briefing out: what Markdown, a page and the terminal write, each in its own way, and all alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import cast

from itinerary.briefing.chronology import chronology
from itinerary.briefing.days import clocks, days
from itinerary.briefing.formatting import Brief, items, paragraphs, person
from itinerary.briefing.head import head, issue
from itinerary.briefing.model import Break as Break
from itinerary.briefing.model import Briefing as Briefing
from itinerary.briefing.model import Cite as Cite
from itinerary.briefing.model import Day as Day
from itinerary.briefing.model import Item as Item
from itinerary.briefing.model import Line as Line
from itinerary.briefing.model import Link as Link
from itinerary.briefing.model import Piece as Piece
from itinerary.briefing.model import Row as Row
from itinerary.briefing.model import Section as Section
from itinerary.briefing.model import Strong as Strong
from itinerary.briefing.model import Style as Style
from itinerary.briefing.model import line as line
from itinerary.briefing.provenance_sections import background, differences, sources, still_open
from itinerary.dates.wording import locale
from itinerary.dates.wording.labels import LANGUAGES
from itinerary.diagnostics import require
from itinerary.timeline import Timeline
from itinerary.views.translation import translated

SECTIONS: Mapping[Style, tuple[str, ...]] = {
    "briefing": ("open", "background", "differences", "sources", "contacts", "notes"),
    "timeline": ("timeline", "open", "sources"),
    "card": ("contacts",),
    "day-sheet": ("open", "notes"),
}
STYLES = tuple(SECTIONS)


def compose(
    timeline: Timeline,
    *,
    style: str = "briefing",
    language: str = "en",
    clock: int = 24,
    since: Timeline | None = None,
    holidays: bool = False,
) -> Briefing:
    """The briefing of a trip in a style and a language, whatever its sources speak, by a clock of 24 or 12 hours.

    A "briefing" has all of it. A "timeline" is a line for each entry, the background included; a "card" the essentials for a pocket or a
    message; a "day-sheet" what a crew needs on the day, with whom to call and when to be there. What is otherwise than in `since`, the
    trip as an earlier issue had it, is listed and marked; with `holidays` each day tells the public holidays of where it is spent.
    Raises OptionError for a style, a language or a clock that there is not.
    """
    require("style", style, STYLES)
    require("lang", language, LANGUAGES)
    require("clock", str(clock), ("24", "12"))
    cited = timeline.document.sources if style in ("briefing", "timeline") else ()
    numbers = {source: number for number, source in enumerate(cited, start=1)}
    before = translated(since, language) if since else None
    brief = Brief(
        translated(timeline, language),
        numbers,
        locale(language, int(clock)),
        cast(Style, style),
        before,
        holidays,
    )
    return Briefing(
        style=brief.style,
        language=language,
        title=brief.timeline.document.title,
        head=tuple(head(brief)),
        columns=(*clocks(brief), brief.say("What")),
        days=tuple(days(brief)) if style != "timeline" else (),
        sections=tuple(
            each for each in _sections(brief) if each.items and each.name in SECTIONS[brief.style]
        ),
        issue=issue(brief),
    )


def _sections(brief: Brief) -> Iterator[Section]:
    document = brief.timeline.document
    yield Section("timeline", brief.say("Timeline"), tuple(chronology(brief)))
    yield Section("open", brief.say("Still open"), tuple(still_open(brief)))
    yield Section("background", brief.say("Background"), tuple(background(brief)))
    yield Section("differences", brief.say("Where sources differ"), tuple(differences(brief)))
    yield Section("sources", brief.say("Sources"), tuple(sources(brief)))
    yield Section("contacts", brief.say("Contacts"), items(*map(person, document.contacts)))
    yield Section("notes", brief.say("Notes"), items(*paragraphs(document.notes)))
