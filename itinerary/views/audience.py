"""A Timeline and an audience in; the Timeline of what that audience may read out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal, TypeAlias

from itinerary.diagnostics import Diagnostic, OptionError, require_choice
from itinerary.document import Document
from itinerary.document.vocabulary import Visibility
from itinerary.timeline import Timeline, require_timeline

Audience: TypeAlias = Visibility | Literal["public", "party", "staff"]
AUDIENCES = tuple(Visibility)
"""From the widest to the narrowest; each may also read what those before it may."""


def for_audience(timeline: Timeline, audience: Audience) -> Timeline:
    """Return a timeline as an audience may read it: "public", "party" or "staff", which reads all.

    An entry is as visible as its leg, or less. What is the document's own (title, notes, disputes)
    is as visible as the document. The public gets no contacts and no booking numbers. Fields that
    begin with `x-` and the statements of sources are for staff only.

    The result is what the document comes to without its hidden part: the dates of a trip that
    states none and what counts from them, where each night is spent, the order of open entries,
    the sources and the stamp are those of what is left. Only dates that count from a hidden entry
    by its id, or that have no meaning without what is hidden, are kept as they are; how they came
    about is withheld. Diagnostics go: they are for the author. One
    error stands for those of a document that has errors, so that `render` refuses its views, too.

    Ids and UIDs stay, so that calendars take an event for the same in every edition.

    >>> from itinerary import loads, resolve
    >>> events = "[{title: Lunch, when: 2025-09-02}, {title: Call, when: TBD, visibility: staff}]"
    >>> timeline = resolve(loads("{title: T, events: %s}" % events))
    >>> [entry.title for entry in for_audience(timeline, "public").entries]
    ['T', 'Lunch']

    Raises:
        OptionError: the audience is unknown, or the whole document is not for it.
        TypeError: `timeline` is no Timeline.
    """
    require_timeline("timeline", timeline)
    require_choice("audience", audience, AUDIENCES)
    readers, visibility = Visibility(audience), timeline.document.visibility
    if readers == Visibility.STAFF:
        return timeline
    if not readers.includes(visibility):
        raise OptionError(
            f"nothing of the document is for the {audience} - its visibility is {visibility}"
        )
    from itinerary.views.visible_timeline import build_visible_timeline  # it resolves anew

    view = build_visible_timeline(timeline, readers)
    readers = min(readers, timeline.audience, key=lambda each: each.level)
    errors = tuple(_withhold_errors(timeline, view.document))
    return replace(view, diagnostics=errors, audience=readers)


def _withhold_errors(timeline: Timeline, visible: Document) -> Iterator[Diagnostic]:
    """Yield one error that tells nothing of what is hidden, if the whole timeline has any."""
    if any(each.severity == "error" for each in timeline.diagnostics):
        yield visible.create_diagnostic(
            (),
            "error",
            "the document has errors, which are told to its author only",
            "look at the diagnostics of the whole timeline",
        )
