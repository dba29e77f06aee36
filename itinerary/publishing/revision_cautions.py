"""An export and what it follows in; a caution out where it changed and does not say so.

A program that has an event takes another version of it only where SEQUENCE or DTSTAMP are higher
(RFC 5546, section 2.1.5), and these come from `revised` and `issue`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from itinerary.diagnostics import shorten_text
from itinerary.reports.changes import changes
from itinerary.timeline import Timeline

_MAX_NAMED = 5
_FOLD = re.compile("\r?\n[ \t]")
_EVENT = re.compile("BEGIN:VEVENT\r?\n(.*?)END:VEVENT", re.DOTALL)
_REVISION = re.compile(r"^(?:DTSTAMP|LAST-MODIFIED|SEQUENCE):(.*?)\r?$", re.MULTILINE)


def list_unrevised_changes(old: Timeline, new: Timeline) -> Iterator[str]:
    """Yield that a document differs from an earlier issue of the same number or revision.

    >>> from itinerary import loads, resolve
    >>> tea = "{title: T, id: t, issue: 2, events: [{title: Tea, id: tea, when: 2025-09-0%d}]}"
    >>> old, new = (resolve(loads(tea % day)) for day in (3, 4))
    >>> list(list_unrevised_changes(old, new))
    ['the document has changed, but its issue is still 2 - write issue: 3']
    """
    if not changes(old, new):
        return
    was, now = old.document, new.document
    if now.issue is None and now.revised is None:
        yield (
            "the document has changed, but neither issue nor revised tells so"
            " - write issue: 2, or revised: and today's date"
        )
    if now.issue is not None and now.issue == was.issue:
        yield (
            f"the document has changed, but its issue is still {now.issue}"
            f" - write issue: {now.issue + 1}"
        )
    if now.revised is not None and now.revised == was.revised:
        yield (
            f"the document has changed, but revised is still {shorten_text(now.revised)}"
            " - write the date of this issue"
        )


def list_unnoticed_changes(old: str, new: str) -> Iterator[str]:
    r"""Yield that events of a calendar differ from those that it replaces, and seem as old.

    Args:
        old: The calendar that lies where the new one is written.
        new: The new one.

    >>> tea = "BEGIN:VEVENT\nUID:1\nSEQUENCE:0\nSUMMARY:Tea\nDTSTART:%s\nEND:VEVENT\n"
    >>> for caution in list_unnoticed_changes(tea % "20250903", tea % "20250904"):
    ...     print(caution.rpartition(", ")[2])
    since neither issue nor revised is higher: Tea
    """
    former = _parse_events(old)
    titles = [
        each.title
        for uid, each in _parse_events(new).items()
        if uid in former
        and each.content != former[uid].content
        and each.revision <= former[uid].revision
    ]
    if titles:
        named = "; ".join(titles[:_MAX_NAMED]) + ("; …" if len(titles) > _MAX_NAMED else "")
        yield (
            "programs that have the calendar may keep their version of what has changed,"
            f" since neither issue nor revised is higher: {named}"
        )


class _Event(NamedTuple):
    title: str
    content: str  # without what tells its version
    revision: tuple[int, str]  # SEQUENCE and DTSTAMP


def _parse_events(text: str) -> Mapping[str, _Event]:
    """Return the events of a calendar by their UIDs."""
    found = (each[1] for each in _EVENT.finditer(_FOLD.sub("", text)))
    return {_read_property(each, "UID"): _parse_event(each) for each in found}


def _parse_event(text: str) -> _Event:
    sequence = _read_property(text, "SEQUENCE")
    revision = int(sequence) if sequence.isdecimal() else 0, _read_property(text, "DTSTAMP")
    title = re.sub(r"\\(.)", r"\1", _read_property(text, "SUMMARY"))
    return _Event(shorten_text(title), _REVISION.sub("", text), revision)


def _read_property(event: str, name: str) -> str:
    found = re.search(rf"^{name}(?:;[^:]*)?:(.*?)\r?$", event, re.MULTILINE)
    return found[1] if found else ""
