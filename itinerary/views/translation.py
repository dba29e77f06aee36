"""A Timeline and a language in; the same timeline with its titles in that language out, where the document has them."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar, cast

from itinerary.document import BackgroundEvent, Document, Event, Leg
from itinerary.document.field_types import UNDETERMINED_LANGUAGE
from itinerary.timeline import Entry, Timeline

TitledItem = Document | Leg | Event | BackgroundEvent
_TitledItemType = TypeVar("_TitledItemType", bound=TitledItem)


def translate_titles(timeline: Timeline, language: str) -> Timeline:
    """The titles of the trip, its legs, events and background in a language; what has none in it keeps the one that is listed first."""
    document = _translate_item(timeline.document, language).copy_with_source_map(None)
    entries, around = (
        [_translate_entry(each, document, language) for each in group]
        for group in (timeline.entries, timeline.enclosing_legs)
    )
    return replace(
        timeline, document=document, entries=tuple(entries), enclosing_legs=tuple(around)
    )


def find_title_language(item: TitledItem, document: Document) -> str:
    """The language of a title: that of the document, if nothing is said of it."""
    return next(iter(item.titles or {}), UNDETERMINED_LANGUAGE).replace(
        UNDETERMINED_LANGUAGE, document.language
    )


def _translate_entry(entry: Entry, document: Document, language: str) -> Entry:
    item = document if isinstance(entry.item, Document) else _translate_item(entry.item, language)
    return replace(
        entry, item=item, title=item.title or entry.title
    )  # a leg may be called by its place


def _translate_item(item: _TitledItemType, language: str) -> _TitledItemType:
    titles = item.titles or {}
    if language not in titles:
        return item
    return cast(
        _TitledItemType, item.model_copy(update={"titles": {language: titles[language], **titles}})
    )  # the same kind of item
