"""Values of a timeline in; the small forms out that every section of a briefing shares."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

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
from itinerary.document import Contact, Image, Leg, Person, PlaceDetails
from itinerary.document.vocabulary import Status, Visibility
from itinerary.places import Place
from itinerary.reports.provenance import ClaimProvenance
from itinerary.timeline import Dating, Entry, Reading, Timeline
from itinerary.timeline.chronologies import is_chronology
from itinerary.timeline.travellers import find_named_travellers, list_travellers

SAFE_SCHEMES = ("https://", "http://", "mailto:", "tel:", "geo:")


@dataclass(frozen=True)
class BriefingContext:
    """What all parts of one briefing share."""

    timeline: Timeline  # in the language of the briefing
    numbers: Mapping[str, int]  # of the sources, by id
    language: str = "en"  # a locale: it holds the hour cycle, too
    style: Style = "briefing"
    previous_timeline: Timeline | None = None  # the trip as the issue before this one had it
    holidays: bool = False  # whether days name the public holidays of where they are spent

    @cached_property
    def is_chronology(self) -> bool:
        """Whether it is of a history, which has periods instead of days."""
        return is_chronology(self.timeline)

    @cached_property
    def legs(self) -> Mapping[str, Entry]:
        """The legs of the whole trip, by their ids."""
        entries = (*self.whole.select_entries("leg"), *self.whole.enclosing_legs)
        return {leg.id: leg for leg in entries}

    @property
    def whole(self) -> Timeline:
        """The whole trip, if the briefing is of a part of it."""
        return self.timeline.whole or self.timeline

    def find_previous_entry(self, entry: Entry) -> Entry | None:
        """Return an entry as the issue before had it; None if it had none of that id."""
        return self.previous_timeline.find(entry.id) if self.previous_timeline else None

    def translate_label(self, text: str, **fields: object) -> str:
        """Return a label in the language of the briefing, with its fields filled in."""
        return translate_label(text, self.language, **fields)


# --- claims and sources


def quote_words(brief: BriefingContext, words: str, editor_reading: str | None = None) -> str:
    """Return a source's words in quotes, and what the editor takes them for."""
    if not editor_reading:
        return f"“{words}”"
    return f"“{words}”, {brief.translate_label('read as “{words}”', words=editor_reading)}"


def compose_claim(brief: BriefingContext, claim: ClaimProvenance) -> Line:
    """Return the words of a claim, and whose they are."""
    return join_pieces(
        quote_words(brief, claim.words, claim.editor_reading),
        compose_attribution(brief, claim.source_id, claim.speaker),
    )


def compose_attribution(
    brief: BriefingContext, source: str | None, speaker: str | None = None
) -> Line:
    """Return who said it, set off by a dash: " — Global Leaders Insights [1]"."""
    known = brief.timeline.document.sources.get(source or "")
    names = [name for name in (speaker, known.publisher if known else None) if name]
    return join_pieces(f" — {', '.join(names)}" if names else "", cite_sources(brief, [source]))


def cite_sources(brief: BriefingContext, sources: Iterable[str | None]) -> Line:
    """Return the numbers of sources in order, each once; empty where none has a number."""
    numbers = {brief.numbers[source] for source in sources if source and source in brief.numbers}
    return (Citation(tuple(sorted(numbers))),) if numbers else ()


def cite_agreeing_sources(brief: BriefingContext, datings: Iterable[Dating]) -> Line:
    """Return the numbers of the sources that give the chosen dates."""
    return cite_sources(brief, (source for each in datings for source in _list_agreeing(each)))


def _list_agreeing(dating: Dating) -> Iterator[str | None]:
    chosen = dating.chosen_reading
    if chosen:
        yield from (each.source for each in dating.readings if _is_in_agreement(each, chosen))


def _is_in_agreement(reading: Reading, chosen: Reading) -> bool:
    """Return whether a claim says what was chosen.

    Claims that agree with the plan say nothing of what happened.
    """
    return reading.agrees and reading.claim.status == chosen.claim.status


def format_stated_date(brief: BriefingContext, text: str) -> str:
    """Return a date as a source states it; one that is written by ISO 8601 in words."""
    for read in (date.fromisoformat, datetime.fromisoformat):
        with suppress(ValueError):
            return format_date_with_offset(read(text), brief.language)
    return text


# --- people, places and titles


def format_person(person: Person | Contact) -> str:
    """Return a name with its role and, of a contact, how to reach it."""
    reached = (person.phone, person.email) if isinstance(person, Contact) else ()
    return ", ".join(filter(None, (person.name, person.role, *reached)))


def shorten_place_name(place: Place | PlaceDetails) -> str:
    """Return the name of a place without the country or state that may follow."""
    return place.name.partition(",")[0]


def name_city(place: Place) -> str:
    """Return the short name of a place; of an airport the city that it serves."""
    return place.city or shorten_place_name(place)


def list_named_travellers(brief: BriefingContext, entry: Entry) -> list[str]:
    """Return those for whom alone an entry is, in their order; none if it is for all of them."""
    timeline = brief.whole
    travellers = list_travellers(timeline.document)
    named = find_named_travellers(entry, brief.legs.get(entry.leg or ""), travellers)
    is_for_some = len(named) < len(travellers) and not timeline.traveller
    return [name for name in travellers if name in named] if is_for_some else []


def format_place_suffix(title: str, place: str) -> str:
    """Return the name of a place to stand behind a title; "" if the title names it."""
    return "" if place in title else f", {place}"


def format_leg_name(leg: Entry) -> str:
    """Return the place of a leg, and its title if that says more."""
    place = shorten_place_name(leg.place) if leg.place else ""
    title = leg.item.title if isinstance(leg.item, Leg) else None
    return " – ".join(dict.fromkeys(filter(None, (place, title)))) or leg.title


def format_background_title(entry: Entry) -> str:
    """Return the title of a background event with its place."""
    if not entry.place:
        return entry.title
    return entry.title + format_place_suffix(entry.title, shorten_place_name(entry.place))


# --- status and audience


def format_status_prefix(brief: BriefingContext, entry: Entry) -> str:
    """Return what is not certain of an entry, in capitals, to stand before its title."""
    return _format_status(brief, entry.status)


def format_document_title(brief: BriefingContext) -> str:
    """Return the title of the trip, behind what is not certain of it."""
    document = brief.timeline.document
    return _format_status(brief, document.status) + document.title


def _format_status(brief: BriefingContext, status: Status) -> str:
    if status is Status.CONFIRMED:
        return ""
    return f"{brief.translate_label(status.upper())}: "


def format_audience_suffix(brief: BriefingContext, entry: Entry) -> str:
    """Return who may read of an entry, in capitals, to stand after it.

    "" if all may who may read of the document, which its head tells.
    """
    if entry.visibility == brief.timeline.document.visibility:
        return ""
    return f" · {format_audience(brief, entry.visibility)}"


def format_audience(brief: BriefingContext, visibility: Visibility) -> str:
    """Return who may read of something, in capitals."""
    return brief.translate_label(f"{visibility.upper()} ONLY")


# --- pictures, lists and longer texts


def compose_image(brief: BriefingContext, image: Image) -> Item:
    """Return what is on a picture, whose it is, and where it can be seen."""
    place = image.src if image.is_file else compose_link(image.src)
    facts = [*filter(None, (image.alt, image.credit)), place]
    pieces = (piece for fact in facts for piece in (", ", fact))
    line = join_pieces(f"{brief.translate_label('Image')}: ", *[*pieces][1:])
    return Item(line, image=image)


def compose_link(url: str) -> Piece:
    """Return a link; an address of a scheme that is not safe to follow stays text."""
    return Link(url) if url.startswith(SAFE_SCHEMES) else url


def compose_items(*lines: str | Line) -> tuple[Item, ...]:
    """Return a list of lines."""
    return tuple(Item(join_pieces(each)) for each in lines)


def split_paragraphs(text: str | None) -> Iterator[Line]:
    """Yield the paragraphs of a longer text, the lines of each below one another."""
    for paragraph in filter(None, re.split(r"\n\s*\n", (text or "").strip())):
        lines = [each for each in paragraph.splitlines() if each.strip()]
        yield join_pieces(*(piece for each in lines for piece in (LineBreak(), each)))[1:]


def compose_notes(text: str | None) -> tuple[Item, ...]:
    """Return a longer text as a list of its paragraphs."""
    return compose_items(*split_paragraphs(text))
