"""The text of a calendar in; its events out, what they say apart from which version they are.

Only calendars that this package writes are read here: any others are `itinerary.calendars`'.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_FOLD = re.compile("\r?\n[ \t]")
_EVENT = re.compile("BEGIN:VEVENT\r?\n(.*?)END:VEVENT\r?\n?", re.DOTALL)
_TOLD = re.compile(
    r"^(UID|RECURRENCE-ID|SEQUENCE|DTSTAMP|LAST-MODIFIED)(?:;[^:\r\n]*)?:(.*?)\r?$", re.MULTILINE
)
_REVISION = re.compile(r"^(?:DTSTAMP|LAST-MODIFIED|SEQUENCE):[^\r\n]*(?:\r?\n|$)", re.MULTILINE)


class CalendarEvent(NamedTuple):
    """An event of a calendar.

    Attributes:
        key: Its UID, with its RECURRENCE-ID if it is one instance of a series.
        content: Its lines, as they are folded, without those that tell its version.
        sequence: What its SEQUENCE says; 0 where it has none.
        dtstamp: What its DTSTAMP says; "" where it has none.
        last_modified: What its LAST-MODIFIED says; "" where it has none.
        span: Where it stands in the text, from BEGIN to the line end after END.
    """

    key: str
    content: str
    sequence: int
    dtstamp: str
    last_modified: str
    span: tuple[int, int]

    @property
    def title(self) -> str:
        """What it is called."""
        return re.sub(r"\\(.)", r"\1", read_property(unfold_lines(self.content), "SUMMARY"))


def parse_events(text: str) -> Iterator[CalendarEvent]:
    r"""Yield the events of a calendar, in its order.

    >>> tea = "BEGIN:VEVENT\nUID:1\nSEQUENCE:2\nSUMMARY:Tea\nEND:VEVENT\n"
    >>> [(each.key, each.sequence, each.content) for each in parse_events(tea)]
    [('1', 2, 'UID:1\nSUMMARY:Tea\n')]
    """
    for found in _EVENT.finditer(text):
        values: dict[str, str] = {}
        for name, value in _TOLD.findall(unfold_lines(found[1])):
            values.setdefault(name, value)
        uid, instance = values.get("UID", ""), values.get("RECURRENCE-ID", "")
        sequence = values.get("SEQUENCE", "")
        yield CalendarEvent(
            f"{uid}/{instance}" if instance else uid,
            _REVISION.sub("", found[1]),
            int(sequence) if sequence.isdecimal() else 0,
            values.get("DTSTAMP", ""),
            values.get("LAST-MODIFIED", ""),
            found.span(),
        )


def unfold_lines(text: str) -> str:
    """Return content lines each in one piece (RFC 5545, section 3.1)."""
    return _FOLD.sub("", text)


def read_property(lines: str, name: str) -> str:
    """Return the first value of a property in unfolded lines, as it is written; "" if none."""
    found = re.search(rf"^{name}(?:;[^:\r\n]*)?:(.*?)\r?$", lines, re.MULTILINE)
    return found[1] if found else ""
