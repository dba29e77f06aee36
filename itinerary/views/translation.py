"""A Timeline and a language in; the same Timeline with its titles in that language out."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar, cast

from itinerary.document import BackgroundEvent, Document, Event, Leg
from itinerary.document.field_types import UNDETERMINED_LANGUAGE
from itinerary.document.frozen_fields import FrozenDict
from itinerary.timeline import Entry, Timeline

TitledItem = Document | Leg | Event | BackgroundEvent
_TitledItemType = TypeVar("_TitledItemType", bound=TitledItem)


def translate_titles(timeline: Timeline, language: str) -> Timeline:
    """Return a timeline whose titles are in a language, by its ISO 639-1 code.

    What has no title in that language keeps the one that is listed first.
    """
    document = _translate_item(timeline.document, language).copy_with_source_map(None)
    entries, enclosing_legs = (
        tuple(_translate_entry(each, document, language) for each in group)
        for group in (timeline.entries, timeline.enclosing_legs)
    )
    return replace(
        timeline,
        document=document,
        entries=entries,
        enclosing_legs=enclosing_legs,
        whole=timeline.whole and translate_titles(timeline.whole, language),
    )


def find_title_language(item: TitledItem, document: Document) -> str:
    """Return the language of the title that counts: the document's, unless it says another."""
    return next(iter(item.titles or {}), UNDETERMINED_LANGUAGE).replace(
        UNDETERMINED_LANGUAGE, document.language
    )


def _translate_entry(entry: Entry, document: Document, language: str) -> Entry:
    item = document if isinstance(entry.item, Document) else _translate_item(entry.item, language)
    title = item.title or entry.title  # a leg may have a place only
    if item is entry.item and title == entry.title:
        return entry
    return replace(entry, item=item, title=title)


def _translate_item(item: _TitledItemType, language: str) -> _TitledItemType:
    titles = item.titles or {}
    if language not in titles:
        return item
    copy = item.copy_unchecked({"titles": FrozenDict({language: titles[language], **titles})})
    return cast(_TitledItemType, copy)
