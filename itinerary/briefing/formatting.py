"""Values of a timeline in; the small forms out in which every section of a briefing writes them: sources, people, days."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime
from typing import NamedTuple

from itinerary.briefing.model import Break, Cite, Item, Line, Link, Piece, Style, line
from itinerary.dates.wording import dated
from itinerary.dates.wording.labels import label
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

LINKED = ("https://", "http://", "mailto:", "tel:", "geo:")


class Brief(NamedTuple):
    """What all parts of one briefing share."""

    timeline: Timeline
    numbers: Mapping[str, int]  # of the sources, by id
    language: str = "en"  # a locale: it knows the hour cycle, too
    style: Style = "briefing"
    before: Timeline | None = None  # as the issue before this one had the trip
    holidays: bool = False  # whether days tell the public holidays of where they are spent

    def was(self, entry: Entry) -> Entry | None:
        """An entry as the issue before had it; None if it had none of that id."""
        return self.before.find(entry.id) if self.before else None

    def say(self, text: str, **fields: object) -> str:
        """A label in the language of the briefing."""
        return label(text, self.language, **fields)


def quoted(brief: Brief, claim: Claim | Account) -> str:
    """A source's words, and what the editor takes them for."""
    reads = claim.reads if isinstance(claim, Claim) else None
    return f"“{claim.says}”" + (f", {brief.say('read as “{words}”', words=reads)}" if reads else "")


def cited(brief: Brief, sources: Iterable[str | None]) -> Line:
    """The numbers of sources; empty for none."""
    numbers = sorted(
        {brief.numbers[source] for source in sources if source and source in brief.numbers}
    )
    return (Cite(tuple(numbers)),) if numbers else ()


def agreed(brief: Brief, datings: Iterable[Dating]) -> Line:
    """The numbers of the sources that give the chosen dates."""
    return cited(
        brief,
        (
            each.source
            for dating in datings
            if dating.chosen
            for each in dating.readings
            if _agrees(each, dating.chosen)
        ),
    )


def _agrees(reading: Reading, chosen: Reading) -> bool:
    """Whether a claim says what was chosen; those that agree with the plan say nothing of what happened."""
    return reading.agrees and reading.claim.status == chosen.claim.status


def author(brief: Brief, source: str | None, speaker: str | None = None) -> Line:
    """Who said it, set off by a dash: " — Global Leaders Insights [1]"."""
    known = brief.timeline.document.sources.get(source or "")
    names = [name for name in (speaker, known.publisher if known else None) if name]
    return line(f" — {', '.join(names)}" if names else "", cited(brief, [source]))


def claimed(brief: Brief, reading: Reading) -> Line:
    """A claim: the words, and whose they are."""
    return line(quoted(brief, reading.claim), author(brief, reading.source, reading.claim.speaker))


def person(someone: Person | Contact) -> str:
    """A name with its role and, of a contact, how to reach it."""
    reached = (someone.phone, someone.email) if isinstance(someone, Contact) else ()
    return ", ".join(filter(None, (someone.name, someone.role, *reached)))


def city(place: Place | PlaceDetails) -> str:
    """The name of a place without the country or state that may follow."""
    return place.name.partition(",")[0]


def leg_name(leg: Entry) -> str:
    """The place of a leg, and its title if that says more."""
    place = city(leg.place) if leg.place else ""
    title = leg.item.title if isinstance(leg.item, Leg) else None
    return " – ".join(dict.fromkeys(filter(None, (place, title)))) or leg.title


def beside(title: str, place: str) -> str:
    """The name of a place, to stand behind a title that does not name it."""
    return "" if place in title else f", {place}"


def stated(brief: Brief, text: str) -> str:
    """A date as a source states it; one that is written by ISO 8601 in words."""
    for read in (date.fromisoformat, datetime.fromisoformat):
        with suppress(ValueError):
            return dated(read(text), brief.language)
    return text


def status(brief: Brief, entry: Entry) -> str:
    """What is not certain of an entry, in capitals before its title."""
    text = "" if isinstance(entry.item, Document | BackgroundEvent) else entry.item.status
    return "" if text in ("", "confirmed") else f"{brief.say(text.upper())}: "


def handling(brief: Brief, entry: Entry) -> str:
    """Who may read of an entry, in capitals after it, unless everyone may."""
    text = "public" if isinstance(entry.item, BackgroundEvent) else entry.item.visibility
    return "" if text == "public" else f" · {audience(brief, text)}"


def audience(brief: Brief, visibility: str) -> str:
    """Who may read of something, in capitals."""
    return brief.say(f"{visibility.upper()} ONLY")


def located(entry: Entry) -> str:
    """The title of a background event with its place."""
    return entry.title + (beside(entry.title, city(entry.place)) if entry.place else "")


def link(url: str) -> Piece:
    """A link; an address of another scheme than those that are safe to follow stays text."""
    return Link(url) if url.startswith(LINKED) else url


def items(*lines: str | Line) -> tuple[Item, ...]:
    """A list of lines."""
    return tuple(Item(line(each)) for each in lines)


def paragraphs(text: str | None) -> Iterator[Line]:
    """The paragraphs of a longer text, the lines of each below one another."""
    for paragraph in filter(None, re.split(r"\n\s*\n", (text or "").strip())):
        lines = [each for each in paragraph.splitlines() if each.strip()]
        yield line(*(piece for each in lines for piece in (Break(), each)))[1:]


def notes(text: str | None) -> tuple[Item, ...]:
    """A longer text as a list of its paragraphs."""
    return items(*paragraphs(text))
