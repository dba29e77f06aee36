"""A checked document in; where its ids stand, and where they are referred to, out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Literal, NamedTuple

from itinerary.diagnostics import NodePath
from itinerary.document import BackgroundEvent, Document, Event, Leg
from itinerary.document.legs import iterate_events
from itinerary.document.vocabulary import DateField
from itinerary.editor.checked_text import CheckedText
from itinerary.editor.node_spans import (
    describe_written_name,
    describe_written_text,
    find_written_name,
    find_written_text,
    is_written,
    list_steps,
)
from itinerary.editor.text_positions import Span
from itinerary.loading.source_file import SourceFile
from itinerary.loading.source_map import PathNode
from itinerary.resolving.dependencies import ANCHOR_NAME

NameKind = Literal["entry", "source"]
Role = Literal["written", "made", "reference"]
# The fields whose words may name entries: dates, the parts of claims on them, days, titles.
_FIELDS_OF_WORDS = frozenset(
    {*map(str, DateField), "says", "reads", "day", "title", "said", "published", "call_time"}
)


class NameUse(NamedTuple):
    """A place where an id stands.

    Attributes:
        kind: Whether it is that of an entry or of a source.
        name: The id.
        file: The file.
        span: Where the id stands, without "$" and quotes; of an entry whose id was made, its title.
        role: "written" where it is given, "made" where it comes from a title, else "reference".
        path: The node that it stands in; of an id, the entry or source that it names.
    """

    kind: NameKind
    name: str
    file: SourceFile
    span: Span
    role: Role
    path: NodePath


def list_definitions(checked: CheckedText) -> list[NameUse]:
    """Return where the ids of entries and sources are given."""
    return [*_iterate_definitions(checked)]


def find_definition(checked: CheckedText, kind: NameKind, name: str) -> NameUse | None:
    """Return where an id is given, also that of an entry that was left out as wrong, or None."""
    given = chain(_iterate_definitions(checked), _iterate_lost_definitions(checked))
    return next((each for each in given if (each.kind, each.name) == (kind, name)), None)


def list_uses(checked: CheckedText, kind: NameKind, name: str) -> list[NameUse]:
    """Return all places where an id is given or referred to, in the order of the file."""
    found = [each for each in _iterate_uses(checked) if (each.kind, each.name) == (kind, name)]
    return sorted(found, key=lambda each: (each.file.name, each.span))


def find_use_at(checked: CheckedText, offset: int) -> NameUse | None:
    """Return the id that stands at an offset of the document; None if none does."""
    uses = (each for each in _iterate_uses(checked) if each.file is checked.file)
    return next((each for each in uses if offset in each.span), None)


def _iterate_uses(checked: CheckedText) -> Iterator[NameUse]:
    yield from iterate_references(checked)
    yield from _iterate_definitions(checked)
    yield from _iterate_lost_definitions(checked)


def iterate_entries(document: Document) -> Iterator[tuple[NodePath, Leg | Event | BackgroundEvent]]:
    """Yield the legs, events and background of a document, with their paths."""
    for number, leg in enumerate(document.legs):
        yield ("legs", number), leg
        for way, event in iterate_events(leg):
            yield ("legs", number, *way), event
    yield from iterate_events(document)
    for number, past in enumerate(document.background):
        yield ("background", number), past


def _iterate_definitions(checked: CheckedText) -> Iterator[NameUse]:
    document, source_map = checked.loaded.document, checked.source_map
    if document is None:
        return
    unnamed = set(checked.loaded.unnamed)
    for path, entry in iterate_entries(document):
        is_made = path in unnamed
        fields = ("title", "place") if is_made else ("id",)
        ways = [(*path, name) for name in fields]
        way = next((each for each in ways if is_written(source_map, each)), path)
        written = find_written_text(source_map, way)
        role: Role = "made" if is_made else "written"
        yield NameUse("entry", entry.id or "", written.file, written.content, role, path)
    for name in document.sources:
        path = ("sources", name)
        written = find_written_name(source_map, path)
        yield NameUse("source", name, written.file, written.content, "written", path)


def _iterate_lost_definitions(checked: CheckedText) -> Iterator[NameUse]:
    """Yield where the ids of entries and sources are given that were left out as wrong."""
    for nodes in checked.source_map.dropped:
        path = list_steps(nodes)
        if path[:1] == ("sources",) and len(path) == 2:
            written = describe_written_name(nodes[-1], nodes[-2])
            yield NameUse("source", str(path[1]), written.file, written.content, "written", path)
    for nodes in checked.source_map.iterate_dropped_texts():
        if nodes[-1].step == "id":
            written, name = describe_written_text(nodes[-1], nodes[-2]), str(nodes[-1].node)
            path = list_steps(nodes[:-1])
            yield NameUse("entry", name, written.file, written.content, "written", path)


def iterate_references(checked: CheckedText) -> Iterator[NameUse]:
    """Yield where entries ("$quito") and sources ("source: gazette") are referred to."""
    if not checked.is_readable:
        return
    todo = [checked.source_map.trace_path(())]
    while todo:
        nodes = todo.pop()
        node = nodes[-1]
        if isinstance(node.node, str):
            yield from _iterate_in_text(checked, nodes)
        elif node.location.file is checked.file and not str(node.step).startswith("x-"):
            todo += ([*nodes, child] for child in node.list_children())
    for nodes in checked.source_map.iterate_dropped_texts():
        if not any(str(each.step).startswith("x-") for each in nodes):
            yield from _iterate_in_text(checked, nodes)


def _iterate_in_text(checked: CheckedText, nodes: list[PathNode]) -> Iterator[NameUse]:
    path, value = list_steps(nodes), str(nodes[-1].node)
    if nodes[-1].location.file is not checked.file or path[:1] == ("sources",) or not path:
        return
    field = next((step for step in reversed(path) if isinstance(step, str)), "")
    if field == "source":
        written = describe_written_text(nodes[-1], nodes[-2])
        yield NameUse("source", value, written.file, written.content, "reference", path)
    elif field in _FIELDS_OF_WORDS and "$" in value:
        written = describe_written_text(nodes[-1], nodes[-2])
        text = written.file.text
        for found in ANCHOR_NAME.finditer(text, *written.span):
            yield NameUse("entry", found[1], written.file, Span(*found.span(1)), "reference", path)
