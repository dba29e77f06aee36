"""What a briefing says, whatever writes it: lines of plain text, citations and links.

All text is meant letter for letter, labels and words of the document alike. A format escapes each
string, and sets the other pieces as it likes. White space counts as one space, wherever it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import Literal

from itinerary.dates.interval import Interval
from itinerary.document import Image
from itinerary.values import value_class


@value_class
class Citation:
    """The numbers of sources, set off from what stands before them: " [1, 3]"."""

    numbers: tuple[int, ...]


@value_class
class Link:
    """An address that is safe to follow, shown as it is."""

    url: str


@value_class
class Strong:
    """Text that stands out."""

    text: str


@value_class
class LineBreak:
    """Where a paragraph goes on in a new line."""


Style = Literal["briefing", "timeline", "card", "day-sheet"]
BriefingSectionName = Literal[
    "timeline", "open", "background", "differences", "sources", "contacts", "notes"
]
Piece = str | Citation | Link | Strong | LineBreak
Line = tuple[Piece, ...]


def join_pieces(*parts: Piece | Line) -> Line:
    """Return the parts as one line, in which no two strings are neighbours and none is empty.

    >>> join_pieces("Talks", " in Quito", (Citation((1,)), ""))
    ('Talks in Quito', Citation(numbers=(1,)))
    """
    return tuple(
        _merge_strings(
            piece
            for part in parts
            for piece in (part if isinstance(part, tuple) else (part,))
            if piece != ""
        )
    )


def _merge_strings(pieces: Iterable[Piece]) -> Iterator[Piece]:
    for is_text, group in groupby(pieces, key=lambda piece: isinstance(piece, str)):
        if is_text:
            yield "".join(map(str, group))
        else:
            yield from group


@value_class
class Item:
    """A line of a list, and the list below it."""

    line: Line
    items: tuple[Item, ...] = ()
    entry: str = ""  # the id of the entry whose dates it gives; "" for none
    image: Image | None = None  # the picture that it tells of


@value_class
class Row:
    """A row of a day's table: the time on each clock, and what happens."""

    entry: str  # the id of its entry
    dating: str  # the field: when, depart, arrive …; empty for what lies between two
    times: tuple[str, ...]  # one for each clock of the day; none if it has no time of the day
    what: Line
    is_key: bool = False  # whether other plans depend on its time
    interval: Interval | None = None  # when it is; None while that is open


@value_class
class Day:
    """A day of the trip, or one outside it on which something begins or ends."""

    date: date
    heading: str  # "Wed 3 Sep 2025"
    count: str  # "day 2 of 3"
    cities: tuple[str, ...]  # where it is spent, in order
    contacts: tuple[Item, ...]  # whom to call
    clocks: str  # of those cities, against UTC and home
    lead: str  # what the rows do not show at a glance, in prose
    columns: tuple[str, ...]  # of the table of its rows: a clock each, then what happens
    rows: tuple[Row, ...]
    empty: str  # what stands in their place, if there are none
    details: tuple[Item, ...]  # what the rows have no room for
    night: str  # where it is spent: "RON Quito"; empty on the last day

    @property
    def title(self) -> str:
        """The heading, the count and the cities: "Wed 3 Sep 2025 (day 2 of 3): Quito"."""
        count = f" ({self.count})" if self.count else ""
        return f"{self.heading}{count}" + (f": {' → '.join(self.cities)}" if self.cities else "")

    @property
    def timed_rows(self) -> tuple[Row, ...]:
        """The rows that have a time of the day, or may get one: those of its table."""
        return tuple(row for row in self.rows if row.times)

    @property
    def untimed_rows(self) -> tuple[Row, ...]:
        """The rows without a time of the day, which are lines above the table."""
        return tuple(row for row in self.rows if not row.times)


@value_class
class Section:
    """What follows the days, as a list; each item of notes is a paragraph."""

    name: BriefingSectionName
    title: str
    items: tuple[Item, ...]


@value_class
class Period:
    """A year, a decade or a century of a chronology, with what begins in it."""

    heading: str  # "1960s"
    interval: Interval
    items: tuple[Item, ...]


@value_class
class Briefing:
    """A whole briefing, in one style and one language; what a style leaves out is empty."""

    style: Style
    language: str
    title: str
    head: tuple[Item, ...]  # who, where, when, how sure, and by which clocks
    days: tuple[Day, ...]
    periods: tuple[Period, ...]  # of a chronology, which has no days
    sections: tuple[Section, ...]  # those that have something to say
    issue: str  # the state of things that it gives, as is to be read on each page

    def find_section(self, name: str) -> Section | None:
        """Return the section of a name; None if it has nothing to say."""
        return next((each for each in self.sections if each.name == name), None)
