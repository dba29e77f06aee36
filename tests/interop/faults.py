"""What programs are known to get wrong in a calendar that is right, each with the evidence."""

from __future__ import annotations

import re
from typing import NamedTuple


class Fault(NamedTuple):
    """A program's fault: the column that shows it, and what the difference looks like (a regular expression)."""

    consumer: str
    column: str
    difference: str
    why: str

    def explains(self, consumer: str, column: str, difference: str) -> bool:
        """Whether this is why a program differs in a column."""
        return (consumer, column) == (self.consumer, self.column) and bool(re.search(self.difference, difference))


_BACKSLASH = r"^description of Semicolons.*C:\\\\\\new.* not .*C:\\\\new"  # as Python writes them: backslash, newline, "ew"; backslash, "new"
FAULTS = (
    Fault("ical", "categories", r"^categories of .*'sample\\\\', .* not ", "14.3.1 splits CATEGORIES at escaped commas, too, and keeps the backslash"),
    Fault("node-ical", "categories", r"^categories of .*'sample\\\\'.* not ", "0.26.1 splits CATEGORIES at escaped commas, too, and keeps the backslash: https://github.com/jens-maus/node-ical/pull/523"),
    Fault("khal", "categories", r"^categories of .*'sample\\\\, odd'.* not ", "0.14.1 shows CATEGORIES as they are written, with the backslashes (Event.categories is to_ical())"),
    Fault("ics", "backslash", _BACKSLASH, r"0.7.3 turns \n into a line end before \\ into a backslash, so C:\new breaks after C:\ (ics/utils.py, unescape_string)"),
    Fault("node-ical", "backslash", _BACKSLASH, r"0.26.1 turns \n into a line end before \\ into a backslash, so C:\new breaks after C:\ "),
    Fault("Xandikos", "by time", r"^by_time of ", "0.4.10 leaves TZID out of its index, so a time-range takes local times for UTC: https://github.com/jelmer/xandikos/pull/706"),
)  # fmt: skip
