"""Values of a timeline in; the small forms out in which every section of a briefing writes them: sources, people, days."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime
from typing import NamedTuple

from itinerary.briefing.model import (
    Citation,
    Item,
    Line,
    LineBreak,
    Link,
    Piece,
    Style,
    join_pieces,
)
from itinerary.dates.wording import format_date_with_offset
from itinerary.dates.wording.labels import translate_label
from itinerary.document import (
    Account,
    BackgroundEvent,
    Claim,
    Contact,
    Document,
    Leg,
    Person,
    PlaceDetails,
)
from itinerary.places import Place
from itinerary.timeline import Dating, Entry, Reading, Timeline

SAFE_SCHEMES = ("https://", "http://", "mailto:", "tel:", "geo:")


class BriefingContext(NamedTuple):
    """What all parts of one briefing share."""

    timeline: Timeline
    numbers: Mapping[str, int]  # of the sources, by id
    language: str = "en"  # a locale: it knows the hour cycle, too
    style: Style = "briefing"
    previous_timeline: Timeline | None = None  # as the issue before this one had the trip
    holidays: bool = False  # whether days tell the public holidays of where they are spent

    def find_previous_entry(self, entry: Entry) -> Entry | None:
        """An entry as the issue before had it; None if it had none of that id."""
        return self.previous_timeline.find(entry.id) if self.previous_timeline else None

    def translate_label(self, text: str, **fields: object) -> str:
        """A label in the language of the briefing."""
        return translate_label(text, self.language, **fields)


def quote_claim(brief: BriefingContext, claim: Claim | Account) -> str:
    """A source's words, and what the editor takes them for."""
    reads = claim.reads if isinstance(claim, Claim) else None
    return f"“{claim.says}”" + (
        f", {brief.translate_label('read as “{words}”', words=reads)}" if reads else ""
    )


def cite_sources(brief: BriefingContext, sources: Iterable[str | None]) -> Line:
    """The numbers of sources; empty for none."""
    numbers = sorted(
        {brief.numbers[source] for source in sources if source and source in brief.numbers}
    )
    return (Citation(tuple(numbers)),) if numbers else ()


def cite_agreeing_sources(brief: BriefingContext, datings: Iterable[Dating]) -> Line:
    """The numbers of the sources that give the chosen dates."""
    return cite_sources(
        brief,
        (
            each.source
            for dating in datings
            if dating.chosen_reading
            for each in dating.readings
            if _is_in_agreement(each, dating.chosen_reading)
        ),
    )


def _is_in_agreement(reading: Reading, chosen: Reading) -> bool:
    """Whether a claim says what was chosen; those that agree with the plan say nothing of what happened."""
    return reading.agrees and reading.claim.status == chosen.claim.status


def compose_attribution(
    brief: BriefingContext, source: str | None, speaker: str | None = None
) -> Line:
    """Who said it, set off by a dash: " — Global Leaders Insights [1]"."""
    known = brief.timeline.document.sources.get(source or "")
    names = [name for name in (speaker, known.publisher if known else None) if name]
    return join_pieces(f" — {', '.join(names)}" if names else "", cite_sources(brief, [source]))


def compose_claim(brief: BriefingContext, reading: Reading) -> Line:
    """A claim: the words, and whose they are."""
    return join_pieces(
        quote_claim(brief, reading.claim),
        compose_attribution(brief, reading.source, reading.claim.speaker),
    )


def format_person(someone: Person | Contact) -> str:
    """A name with its role and, of a contact, how to reach it."""
    reached = (someone.phone, someone.email) if isinstance(someone, Contact) else ()
    return ", ".join(filter(None, (someone.name, someone.role, *reached)))


def shorten_place_name(place: Place | PlaceDetails) -> str:
    """The name of a place without the country or state that may follow."""
    return place.name.partition(",")[0]


def format_leg_name(leg: Entry) -> str:
    """The place of a leg, and its title if that says more."""
    place = shorten_place_name(leg.place) if leg.place else ""
    title = leg.item.title if isinstance(leg.item, Leg) else None
    return " – ".join(dict.fromkeys(filter(None, (place, title)))) or leg.title


def format_place_suffix(title: str, place: str) -> str:
    """The name of a place, to stand behind a title that does not name it."""
    return "" if place in title else f", {place}"


def format_stated_date(brief: BriefingContext, text: str) -> str:
    """A date as a source states it; one that is written by ISO 8601 in words."""
    for read in (date.fromisoformat, datetime.fromisoformat):
        with suppress(ValueError):
            return format_date_with_offset(read(text), brief.language)
    return text


def format_status_prefix(brief: BriefingContext, entry: Entry) -> str:
    """What is not certain of an entry, in capitals before its title."""
    text = "" if isinstance(entry.item, Document | BackgroundEvent) else entry.item.status
    return "" if text in ("", "confirmed") else f"{brief.translate_label(text.upper())}: "


def format_audience_suffix(brief: BriefingContext, entry: Entry) -> str:
    """Who may read of an entry, in capitals after it, unless everyone may."""
    text = "public" if isinstance(entry.item, BackgroundEvent) else entry.item.visibility
    return "" if text == "public" else f" · {format_audience(brief, text)}"


def format_audience(brief: BriefingContext, visibility: str) -> str:
    """Who may read of something, in capitals."""
    return brief.translate_label(f"{visibility.upper()} ONLY")


def format_background_title(entry: Entry) -> str:
    """The title of a background event with its place."""
    return entry.title + (
        format_place_suffix(entry.title, shorten_place_name(entry.place)) if entry.place else ""
    )


def compose_link(url: str) -> Piece:
    """A link; an address of another scheme than those that are safe to follow stays text."""
    return Link(url) if url.startswith(SAFE_SCHEMES) else url


def compose_items(*lines: str | Line) -> tuple[Item, ...]:
    """A list of lines."""
    return tuple(Item(join_pieces(each)) for each in lines)


def split_paragraphs(text: str | None) -> Iterator[Line]:
    """The paragraphs of a longer text, the lines of each below one another."""
    for paragraph in filter(None, re.split(r"\n\s*\n", (text or "").strip())):
        lines = [each for each in paragraph.splitlines() if each.strip()]
        yield join_pieces(*(piece for each in lines for piece in (LineBreak(), each)))[1:]


def compose_notes(text: str | None) -> tuple[Item, ...]:
    """A longer text as a list of its paragraphs."""
    return compose_items(*split_paragraphs(text))
