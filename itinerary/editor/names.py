"""A checked document in; where its ids stand, and where they are referred to, out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from itinerary.diagnostics import NodePath
from itinerary.document import BackgroundEvent, Document, Event, Leg
from itinerary.document.legs import iterate_events
from itinerary.document.vocabulary import DateField
from itinerary.editor.checked_text import CheckedText
from itinerary.editor.node_spans import find_written_name, find_written_text, is_written
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
    """Return where an id is given; None if there is none of that name."""
    found = (
        each for each in _iterate_definitions(checked) if (each.kind, each.name) == (kind, name)
    )
    return next(found, None)


def list_uses(checked: CheckedText, kind: NameKind, name: str) -> list[NameUse]:
    """Return all places where an id is given or referred to, in the order of the file."""
    uses = (*_iterate_definitions(checked), *iterate_references(checked))
    found = [each for each in uses if (each.kind, each.name) == (kind, name)]
    return sorted(found, key=lambda each: (each.file.name, each.span))


def find_use_at(checked: CheckedText, offset: int) -> NameUse | None:
    """Return the id that stands at an offset of the document; None if none does."""
    uses = (*iterate_references(checked), *_iterate_definitions(checked))
    at = (each for each in uses if each.file is checked.file and offset in each.span)
    return next(at, None)


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


def iterate_references(checked: CheckedText) -> Iterator[NameUse]:
    """Yield where entries ("$quito") and sources ("source: gazette") are referred to."""
    if checked.is_readable:
        yield from _iterate_in_node(checked, (), checked.source_map.trace_path(())[-1])


def _iterate_in_node(checked: CheckedText, path: NodePath, node: PathNode) -> Iterator[NameUse]:
    children, value = node.location.children, node.node
    if isinstance(value, str):
        yield from _iterate_in_text(checked, path, node, value)
        return
    if node.location.file is not checked.file or not children:
        return
    steps: Any = children if isinstance(children, dict) else range(len(children))
    for step in steps:
        if isinstance(step, str) and step.startswith("x-"):
            continue
        if (child := node.find_child(step)) is not None:
            yield from _iterate_in_node(checked, (*path, step), child)


def _iterate_in_text(
    checked: CheckedText, path: NodePath, node: PathNode, value: str
) -> Iterator[NameUse]:
    if node.location.file is not checked.file or path[:1] == ("sources",):
        return
    field = next((step for step in reversed(path) if isinstance(step, str)), "")
    if field == "source":
        written = find_written_text(checked.source_map, path)
        yield NameUse("source", value, written.file, written.content, "reference", path)
    elif field in _FIELDS_OF_WORDS and "$" in value:
        written = find_written_text(checked.source_map, path)
        text = written.file.text
        for found in ANCHOR_NAME.finditer(text, *written.span):
            yield NameUse("entry", found[1], written.file, Span(*found.span(1)), "reference", path)
