"""Fields of a document in; Markdown out that shows them letter for letter, and the small forms that every section of a briefing uses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime
from typing import NamedTuple

from itinerary import schema
from itinerary.interval import Grain, Interval
from itinerary.places import Place
from itinerary.timeline import Dating, Entry, Reading, Timeline
from itinerary.wording import clock, heading, offset, words

LINKED = ("https://", "http://", "mailto:", "tel:", "geo:")
AGREEING = ("chosen", "same", "refinement")

# An entity is read alike by every Markdown reader; some do not know a backslash before these two.
_ENTITIES = ((re.compile(r"&(?=#?\w+;)"), "&amp;"), (re.compile("<"), "&lt;"))
_MARKS = re.compile(r"[\\`*\[\]{}|~]|(?<![^\W_])_|_(?![^\W_])|\$(?!\d)|(?<!\S)#(?=#*(?:\s|$))")
_OPENING = re.compile(r"^(\d{0,9})((?<=\d)[.)](?=\s|$)|(?<!\d)(?:[-+](?=[-:\s]|$)|[=:>#]))")


class Brief(NamedTuple):
    """What all sections of one briefing share."""

    timeline: Timeline
    numbers: Mapping[str, int]  # of the sources, by id
    is_public: bool


def escape(text: str) -> str:
    """A text as one line of Markdown, in which nothing is markup wherever it stands: in a paragraph, a list, a heading or a table.

    What cannot be markup where it stands is left as it is, so that the lines read well unrendered, too.

    >>> print(escape("# [x](javascript:1) | <b>2 * 3</b> for $5 & snake_case"))
    \\# \\[x\\](javascript:1) \\| &lt;b>2 \\* 3&lt;/b> for $5 & snake_case
    """
    line = " ".join(text.split())
    for mark, entity in _ENTITIES:
        line = mark.sub(entity, line)
    return _OPENING.sub(r"\1\\\2", _MARKS.sub(r"\\\g<0>", line))


def paragraphs(text: str, indent: str = "") -> Iterator[str]:
    """The paragraphs of a longer text, the lines of each below one another."""
    for paragraph in filter(None, re.split(r"\n\s*\n", text.strip())):
        yield f"\n{indent}".join(escape(line) for line in paragraph.splitlines() if line.strip())


def nested(text: str | None, indent: int = 2) -> Iterator[str]:
    """A longer text as items of a list inside a list."""
    space = " " * indent
    return (f"{space}- {paragraph}" for paragraph in paragraphs(text or "", f"{space}  "))


def section(title: str, lines: Iterable[str]) -> str:
    """A section and its list; empty where the list is."""
    text = "\n".join(lines)
    return f"## {title}\n\n{text}" if text else ""


def link(url: str) -> str:
    """A link that shows where it leads; an address of another scheme than those that are safe to follow stays text."""
    if not url.startswith(LINKED):
        return escape(url)
    return f"<{url.replace('<', '%3C').replace('>', '%3E')}>"


def quoted(claim: schema.Claim | schema.Account) -> str:
    """A source's words, and what the editor takes them for."""
    reads = claim.reads if isinstance(claim, schema.Claim) else None
    return f"“{escape(claim.says)}”" + (f", read as “{escape(reads)}”" if reads else "")


def cited(brief: Brief, sources: Iterable[str | None]) -> str:
    """The numbers of sources, set off by a space; empty for none: " [1, 3]"."""
    numbers = sorted({brief.numbers[source] for source in sources if source in brief.numbers})
    return f" [{', '.join(map(str, numbers))}]" if numbers else ""


def agreed(brief: Brief, datings: Iterable[Dating]) -> str:
    """The numbers of the sources that give the chosen dates."""
    return cited(brief, (each.source for dating in datings for each in dating.readings if each.verdict in AGREEING))


def author(brief: Brief, source: str | None, speaker: str | None = None) -> str:
    """Who said it, set off by a dash: " — Global Leaders Insights [1]"."""
    known = brief.timeline.document.sources.get(source or "")
    names = [escape(name) for name in (speaker, known.publisher if known else None) if name]
    return (f" — {', '.join(names)}" if names else "") + cited(brief, [source])


def claimed(brief: Brief, reading: Reading) -> str:
    """A claim: the words, and whose they are."""
    return quoted(reading.claim) + author(brief, reading.source, reading.claim.speaker)


def person(someone: schema.Person) -> str:
    """A name with its role."""
    return escape(", ".join(filter(None, (someone.name, someone.role))))


def contact(someone: schema.Contact) -> str:
    """A name with its role, and how to reach it."""
    return escape(", ".join(filter(None, (someone.name, someone.role, someone.phone, someone.email))))


def city(place: Place | schema.PlaceDetails) -> str:
    """The name of a place without the country or state that may follow."""
    return escape(place.name.partition(",")[0])


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
    return escape(text)


def status(entry: Entry) -> str:
    """What is not certain of an entry, in capitals before its title."""
    text = "" if isinstance(entry.item, schema.Document | schema.BackgroundEvent) else entry.item.status
    return "" if text in ("", "confirmed") else f"{text.upper()}: "


def handling(entry: Entry) -> str:
    """Who may read of an entry, in capitals after it, unless everyone may."""
    text = "public" if isinstance(entry.item, schema.BackgroundEvent) else entry.item.visibility
    return "" if text == "public" else f" · {text.upper()} ONLY"

