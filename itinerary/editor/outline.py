"""A checked document in; its days with what happens on each, as editors list them, out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from itinerary.dates import wording
from itinerary.diagnostics import NodePath
from itinerary.editor.checked_text import CheckedText
from itinerary.editor.hints import choose_language
from itinerary.editor.names import NameUse, list_definitions
from itinerary.editor.node_spans import measure_node
from itinerary.editor.text_positions import Span
from itinerary.timeline import Entry

BACKGROUND, OPEN = "Background", "No date yet"


class OutlineEntry(NamedTuple):
    """An entry: its title, when it is, what it is, and where it and its id or title stand."""

    title: str
    detail: str
    kind: str
    span: Span
    name_span: Span


class OutlineDay(NamedTuple):
    """A day, or what has no day, and what begins on it in the order of time."""

    title: str
    entries: tuple[OutlineEntry, ...]


def outline_days(checked: CheckedText) -> list[OutlineDay]:
    """Return the days of a document on which anything begins.

    What is open and the background come last.
    """
    language = choose_language(checked)
    names = {each.path: each for each in list_definitions(checked) if each.kind == "entry"}
    days: dict[str, list[OutlineEntry]] = {}
    for entry in checked.timeline or ():
        if entry.section != "trip" and (found := _outline_entry(checked, entry, names, language)):
            days.setdefault(_name_day(entry, language), []).append(found)
    last = [each for each in (OPEN, BACKGROUND) if each in days]
    titles = [*(each for each in days if each not in last), *last]
    return [OutlineDay(each, tuple(days[each])) for each in titles]


def _outline_entry(
    checked: CheckedText, entry: Entry, names: Mapping[NodePath, NameUse], language: str
) -> OutlineEntry | None:
    node = checked.source_map.trace_path(entry.path)[-1]
    name = names.get(entry.path)
    if node.location.file is not checked.file or name is None:
        return None
    span = measure_node(node)
    detail = wording.format_interval(entry.interval, language) if entry.interval else ""
    name_span = name.span if name.span.start in span else Span(span.start, span.start)
    whole = Span(min(span.start, name_span.start), max(span.end, name_span.end))
    return OutlineEntry(entry.title, detail, str(entry.kind), whole, name_span)


def _name_day(entry: Entry, language: str) -> str:
    if entry.section == "background":
        return BACKGROUND
    first = entry.interval.first if entry.interval else None
    return wording.format_day_heading(first, language) if first else OPEN
