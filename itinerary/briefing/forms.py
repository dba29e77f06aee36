"""Values of a timeline in; the small forms out in which every section of a briefing writes them: sources, people, days."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime
from typing import NamedTuple

from itinerary import schema
from itinerary.briefing.values import Break, Cite, Item, Line, Link, Piece, line
from itinerary.interval import Grain, Interval
from itinerary.places import Place
from itinerary.timeline import Dating, Entry, Reading, Timeline
from itinerary.wording import clock, heading, offset, words

AGREEING = ("chosen", "same", "refinement")
LINKED = ("https://", "http://", "mailto:", "tel:", "geo:")


class Brief(NamedTuple):
    """What all sections of one briefing share."""

    timeline: Timeline
    numbers: Mapping[str, int]  # of the sources, by id


def quoted(claim: schema.Claim | schema.Account) -> str:
    """A source's words, and what the editor takes them for."""
    reads = claim.reads if isinstance(claim, schema.Claim) else None
    return f"“{claim.says}”" + (f", read as “{reads}”" if reads else "")


def cited(brief: Brief, sources: Iterable[str | None]) -> Line:
    """The numbers of sources; empty for none."""
    numbers = sorted({brief.numbers[source] for source in sources if source and source in brief.numbers})
    return (Cite(tuple(numbers)),) if numbers else ()


def agreed(brief: Brief, datings: Iterable[Dating]) -> Line:
    """The numbers of the sources that give the chosen dates."""
    return cited(brief, (each.source for dating in datings if dating.chosen for each in dating.readings if _agrees(each, dating.chosen)))


def _agrees(reading: Reading, chosen: Reading) -> bool:
    """Whether a claim says what was chosen; those that agree with the plan say nothing of what happened."""
    return reading.verdict in AGREEING and reading.claim.status == chosen.claim.status


def author(brief: Brief, source: str | None, speaker: str | None = None) -> Line:
    """Who said it, set off by a dash: " — Global Leaders Insights [1]"."""
    known = brief.timeline.document.sources.get(source or "")
    names = [name for name in (speaker, known.publisher if known else None) if name]
    return line(f" — {', '.join(names)}" if names else "", cited(brief, [source]))


def claimed(brief: Brief, reading: Reading) -> Line:
    """A claim: the words, and whose they are."""
    return line(quoted(reading.claim), author(brief, reading.source, reading.claim.speaker))


def person(someone: schema.Person | schema.Contact) -> str:
    """A name with its role and, of a contact, how to reach it."""
    reached = (someone.phone, someone.email) if isinstance(someone, schema.Contact) else ()
    return ", ".join(filter(None, (someone.name, someone.role, *reached)))


def city(place: Place | schema.PlaceDetails) -> str:
    """The name of a place without the country or state that may follow."""
    return place.name.partition(",")[0]


def beside(title: str, place: str) -> str:
    """The name of a place, to stand behind a title that does not name it."""
    return "" if place in title else f", {place}"


def span(first: date, last: date) -> str:
    """Days with their weekdays; what the two share is said once.

    >>> span(date(2025, 9, 2), date(2025, 9, 4))
    'Tue 2 – Thu 4 Sep 2025'
    """
    if first == last:
        return heading(first)
    begin, end = heading(first).split(), heading(last).split()
    while begin[-1] == end[len(begin) - 1] and len(begin) > 2:
        begin.pop()
    return f"{' '.join(begin)} – {' '.join(end)}"


def when(interval: Interval) -> str:
    """An interval in words: days with their weekdays, all else as precisely as it is known."""
    if interval.grain == Grain.DAY and interval.first and interval.last and not (interval.about or interval.part):
        return span(interval.first, interval.last)
    return words(interval)


def dated(value: date) -> str:
    """A day, or a clock time with its offset from UTC.

    >>> dated(datetime.fromisoformat("2025-09-04T06:00-04:00"))
    'Thu 4 Sep 2025, 06:00 (UTC−4)'
    """
    if not isinstance(value, datetime):
        return heading(value)
    east = f" ({offset(value)})" if value.tzinfo else ""
    return f"{heading(value)}, {clock(value)}{east}"


def stated(text: str) -> str:
    """A date as a source states it; one that is written by ISO 8601 in words."""
    for read in (date.fromisoformat, datetime.fromisoformat):
        with suppress(ValueError):
            return dated(read(text))
    return text


def status(entry: Entry) -> str:
    """What is not certain of an entry, in capitals before its title."""
    text = "" if isinstance(entry.item, schema.Document | schema.BackgroundEvent) else entry.item.status
    return "" if text in ("", "confirmed") else f"{text.upper()}: "


def handling(entry: Entry) -> str:
    """Who may read of an entry, in capitals after it, unless everyone may."""
    text = "public" if isinstance(entry.item, schema.BackgroundEvent) else entry.item.visibility
    return "" if text == "public" else f" · {text.upper()} ONLY"


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
