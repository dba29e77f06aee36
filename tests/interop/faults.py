"""What programs are known to get wrong in a calendar that is right, each with the evidence."""

from __future__ import annotations

import re
from typing import NamedTuple


class Fault(NamedTuple):
    """A program's fault: the column that shows it, a pattern of the difference, and the cause."""

    consumer: str
    column: str
    difference: str
    why: str

    def explains(self, consumer: str, column: str, difference: str) -> bool:
        """Whether this is why a program differs in a column."""
        return (consumer, column) == (self.consumer, self.column) and bool(
            re.search(self.difference, difference)
        )


SPLIT = r"^categories of .*'sample\\\\'.* not "
BROKEN = (  # as Python writes a backslash, a newline, and "ew"
    r"^description of Semicolons.* C:\\\\\\new; .* not "
)
FAULTS = (
    Fault(
        "ical",
        "categories",
        SPLIT,
        "splits CATEGORIES at escaped commas, too, and keeps the backslash",
    ),
    Fault(
        "node-ical",
        "categories",
        SPLIT,
        "splits CATEGORIES at escaped commas, too, and keeps the backslash:"
        " https://github.com/jens-maus/node-ical/pull/523",
    ),
    Fault(
        "node-ical",
        "backslash",
        BROKEN,
        r"takes `\n` for a line end before it takes `\\` for a backslash, so `C:\new` breaks after"
        r" `C:\`",
    ),
    Fault(
        "ics",
        "backslash",
        BROKEN,
        r"takes `\n` for a line end before it takes `\\` for a backslash, so `C:\new` breaks after"
        r" `C:\` (`unescape_string` in ics/utils.py)",
    ),
    Fault(
        "khal",
        "categories",
        r"^categories of .*'sample\\\\, odd'.* not ",
        "shows CATEGORIES as they are written, with backslashes (`Event.categories` is"
        " `to_ical()`)",
    ),
    Fault(
        "Xandikos",
        "by time",
        r"^by_time of .* is False, not True",
        "keeps no TZID in its index, by which it answers from the sixth query on, so it looks for"
        " local times as if they were UTC; what it gives back is right, and `--utc` helps:"
        " https://github.com/jelmer/xandikos/pull/706",
    ),
)
