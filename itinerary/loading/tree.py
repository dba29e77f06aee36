"""A parser's events in; the tree of a document out, strictly: text stays as written, and what surprises people is refused.

The same loop reads YAML and JSON. It notes where each node starts, in the order of the file, and nothing else about positions:
`itinerary.loading.source_map` finds a path's place from that when somebody asks.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, NamedTuple

from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from itinerary.diagnostics import Diagnostic, DocumentError, shorten_text
from itinerary.loading.source_file import MAX_DEPTH, SourceFile

NodePath = tuple[
    str | int, ...
]  # from the root of a tree: names of fields and numbers of list items
MAX_EVENTS = (
    10_000_000  # of a parser, for one file: two for a field, three for a list item with fields
)
MAX_FLAWS = 1000
_NULL_WORDS = frozenset({"", "~", "null", "Null", "NULL"})


class RefusedNode:
    """Stands in the tree for a node that was refused, so that the rest can be read on its own."""


REFUSED_NODE: Final = RefusedNode()


class DuplicateKey(str):
    """The name of a field that may not be there, made different from the one that may."""

    __slots__ = ()


class Tree(NamedTuple):
    """What a reader makes of a file: dicts, lists, texts and None; where each node (keys too) starts, in this order; what it refuses."""

    root: object
    starts: list[int]
    flaws: list[Diagnostic]


def build_tree(file: SourceFile, next_event: Callable[[], Event]) -> Tree:  # noqa: C901 - one loop, since a call for each event would double the time
    """The tree of a document's events."""
    root: list[Any] = []
    into: Any = root  # the dict or list that is being filled
    key: str | None = None  # the key that waits for its value
    outer: list[Any] = []
    starts: list[int] = []
    flaws: list[Diagnostic] = []
    for _ in range(MAX_EVENTS):
        event: Any = next_event()
        kind = event.__class__
        if kind is ScalarEvent:
            value: Any = event.value
            if value in _NULL_WORDS and not event.style:
                value = None
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            into = outer.pop()
            continue
        elif kind is MappingStartEvent:
            value = {}
        elif kind is SequenceStartEvent:
            value = []
        elif kind is AliasEvent:
            value = REFUSED_NODE
        elif kind is StreamEndEvent or (root and kind is DocumentStartEvent):
            break
        else:
            continue
        start = event.start_mark.index
        starts.append(start)
        if event.anchor is not None or event.tag is not None:
            _record_flaw(flaws, _report_yaml_feature(file, event))
        if into.__class__ is list:
            into.append(value)
        elif key is None:
            if value.__class__ is not str:
                raise _create_bad_key_error(file, start, value)
            key = value
            if value in into or (value == "<<" and not event.style):
                _record_flaw(flaws, _report_refused_key(file, start, value, event))
                while key in into:
                    key = DuplicateKey(key + "\0")
            continue
        else:
            into[key] = value
            key = None
        if kind is not ScalarEvent and kind is not AliasEvent:
            if len(outer) == MAX_DEPTH:
                raise create_depth_error(file, start)
            outer.append(into)
            into = value
    else:
        raise file.create_error(
            0,
            f"the document holds more than {MAX_EVENTS // 2:,} values",
            "split it into several documents",
            "too-large",
        )
    if kind is DocumentStartEvent:
        hint = "a file holds one; delete the '---'"
        _record_flaw(
            flaws,
            file.create_diagnostic(
                event.start_mark.index,
                "error",
                "a second document starts here",
                hint,
                "second-document",
            ),
        )
    if not root or root[0] is None:
        raise file.create_error(
            0,
            "the document is empty",
            "it needs a title at least: 'title: Weekend in Lisbon'",
            "empty",
        )
    return Tree(root[0], starts, flaws)


def _record_flaw(flaws: list[Diagnostic], flaw: Diagnostic) -> None:
    flaws.append(flaw)
    if len(flaws) == MAX_FLAWS:
        raise DocumentError(flaws)


def create_depth_error(file: SourceFile, start: int) -> DocumentError:
    """The refusal of more nesting than a document can mean."""
    return file.create_error(
        start,
        f"fields and lists are nested more than {MAX_DEPTH} deep",
        "write it flatter",
        "too-deep",
    )


def _create_bad_key_error(file: SourceFile, start: int, value: object) -> DocumentError:
    """Why a node cannot be the name of a field."""
    if value is None:
        return file.create_error(
            start,
            "the name of a field is missing",
            "write 'name: value'; a name 'null' or '~' needs quotes",
            "bad-key",
        )
    return file.create_error(
        start,
        "the name of a field has to be plain text",
        "write 'name: value', without '?' and brackets",
        "bad-key",
    )


def _report_refused_key(file: SourceFile, start: int, name: str, event: ScalarEvent) -> Diagnostic:
    """Why a text cannot be the name of one more field."""
    if name == "<<" and not event.style:
        return file.create_diagnostic(
            start, "error", "a merge key ('<<') is not allowed", "write the fields out", "merge-key"
        )
    return file.create_diagnostic(
        start,
        "error",
        f"the field '{shorten_text(name)}' is given twice",
        "keep one of the two",
        "duplicate-key",
    )


def _report_yaml_feature(file: SourceFile, event: Any) -> Diagnostic:
    """What a node has that no document may have."""
    if isinstance(event, AliasEvent):
        what, sign, rest = "alias", "*", "write the value out"
    elif event.anchor is not None:
        what, sign, rest = "anchor", "&", "leave it out"
    else:
        what, sign, rest = "tag", "!", "leave it out"
    hint = f"{rest}; a text that begins with '{sign}' needs quotes"
    name = event.tag if what == "tag" else sign + event.anchor
    article = "a" if what == "tag" else "an"
    return file.create_diagnostic(
        event.start_mark.index,
        "error",
        f"{article} {what} ('{shorten_text(name)}') is not allowed",
        hint,
        what,
    )
