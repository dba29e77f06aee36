"""An export and what it follows in; a caution out where it changed and does not say so.

A program that has an event takes another version of it only where SEQUENCE or DTSTAMP are higher
(RFC 5546, section 2.1.5), and these come from `revised` and `issue`.
"""

from __future__ import annotations

from collections.abc import Iterator

from itinerary.diagnostics import shorten_text
from itinerary.publishing.calendar_events import CalendarEvent, parse_events, unfold_lines
from itinerary.reports.changes import changes
from itinerary.timeline import Timeline

_MAX_NAMED = 5


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


def list_renamed_entries(old: Timeline, new: Timeline) -> Iterator[str]:
    """Yield which entries calendars take for others, as only their ids tell them apart.

    >>> from itinerary import loads, resolve
    >>> tea = "{title: T, id: t, events: [{title: Tea, id: %s, when: 2025-09-03}]}"
    >>> old, new = (resolve(loads(tea % id)) for id in ("tea", "tea-3"))
    >>> list(list_renamed_entries(old, new))
    ['calendars take Tea for another than before: its id was tea and is tea-3 - write id: tea']
    """
    former = {(each.section, each.title, each.intervals): each for each in old.entries}
    for now in new.entries:
        was = former.get((now.section, now.title, now.intervals))
        if was and was.id not in new and now.id not in old:
            yield (
                f"calendars take {shorten_text(now.title)} for another than before: its id was"
                f" {was.id} and is {now.id} - write id: {was.id}"
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
    former = {each.key: each for each in parse_events(old)}
    titles = [
        shorten_text(each.title)
        for each in parse_events(new)
        if each.key in former
        and unfold_lines(each.content) != unfold_lines(former[each.key].content)
        and _find_revision(each) <= _find_revision(former[each.key])
    ]
    if titles:
        named = "; ".join(titles[:_MAX_NAMED]) + ("; …" if len(titles) > _MAX_NAMED else "")
        yield (
            "programs that have the calendar may keep their version of what has changed,"
            f" since neither issue nor revised is higher: {named}"
        )


def _find_revision(event: CalendarEvent) -> tuple[int, str]:
    return event.sequence, event.dtstamp
