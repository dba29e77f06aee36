"""A Timeline and a language in; the same timeline with its titles in that language out, where the document has them."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar, cast

from itinerary.document import BackgroundEvent, Document, Event, Leg
from itinerary.document.fields import UNDETERMINED
from itinerary.timeline import Entry, Timeline

Item = Document | Leg | Event | BackgroundEvent
_Item = TypeVar("_Item", bound=Item)


def translated(timeline: Timeline, language: str) -> Timeline:
    """The titles of the trip, its legs, events and background in a language; what has none in it keeps the one that is listed first."""
    document = _translated(timeline.document, language).written(None)
    entries, around = (
        [_entry(each, document, language) for each in group]
        for group in (timeline.entries, timeline.around)
    )
    return replace(timeline, document=document, entries=tuple(entries), around=tuple(around))


def title_language(item: Item, document: Document) -> str:
    """The language of a title: that of the document, if nothing is said of it."""
    return next(iter(item.titles or {}), UNDETERMINED).replace(UNDETERMINED, document.language)


def _entry(entry: Entry, document: Document, language: str) -> Entry:
    item = document if isinstance(entry.item, Document) else _translated(entry.item, language)
    return replace(
        entry, item=item, title=item.title or entry.title
    )  # a leg may be called by its place


def _translated(item: _Item, language: str) -> _Item:
    titles = item.titles or {}
    if language not in titles:
        return item
    return cast(
        _Item, item.model_copy(update={"titles": {language: titles[language], **titles}})
    )  # the same kind of item
