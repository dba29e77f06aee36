"""From the events of a parser to the tree of a document, strictly.

All text stays as it is written, and features of YAML that surprise people are errors. The same loop
reads YAML and JSON. It notes where each node starts, in the order of the file, and nothing else
about positions: `itinerary.loading.source_map` finds the place of a path from that.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from typing import Any, Final, NamedTuple, TypeAlias

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

from itinerary.codes import Code
from itinerary.diagnostics import Diagnostic, DocumentError, shorten_text
from itinerary.loading.source_file import MAX_DEPTH, SourceFile

# Of a parser, for one file: two for a field, three for a list item with fields.
MAX_EVENTS = 10_000_000
MAX_FLAWS = 1000
_NULL_WORDS = frozenset({"", "~", "null", "Null", "NULL"})


class RefusedNode:
    """Stands in the tree for a node that was refused, so that the rest can be read."""


REFUSED_NODE: Final = RefusedNode()


# Numbers, true, false, dates and times are in trees of TOML only: YAML and JSON have them as text.
TreeNode: TypeAlias = (
    "dict[str, TreeNode] | list[TreeNode] | str | float | date | time | RefusedNode | None"
)


class DuplicateKey(str):
    """The name of a field that is given twice, made different from that of the first."""

    __slots__ = ()


class Tree(NamedTuple):
    """What a parser makes of a file.

    Attributes:
        root: The document, with REFUSED_NODE for what was refused.
        starts: The offsets of all nodes and names of fields, in the order of the file.
        flaws: What was refused.

    """

    root: TreeNode
    starts: list[int]
    flaws: list[Diagnostic]


def build_tree(file: SourceFile, next_event: Callable[[], Event]) -> Tree:  # noqa: C901 - one loop
    """Return the tree of a parser's events.

    It is one loop, since a call for each event would double the time.

    Raises:
        DocumentError: The tree cannot be built: it is empty, too large or too deep, has a key that
            is no text, or too many flaws.

    """
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
            _record_flaw(flaws, _report_yaml_feature(file, start, event))
        if into.__class__ is list:
            into.append(value)
        elif key is None:
            if value.__class__ is not str:
                raise _create_bad_key_error(file, start, value)
            key = value
            if value in into or (value == "<<" and not event.style):
                _record_flaw(flaws, _report_refused_key(file, start, value, event))
                name: str = value
                while name in into:
                    name = DuplicateKey(name + "\0")
                key = name
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
        message = f"the document has more than {MAX_EVENTS // 2:,} values"
        raise file.create_error(0, message, "split it into several documents", Code.TOO_LARGE)
    if kind is DocumentStartEvent:
        _record_flaw(flaws, _report_second_document(file, event.start_mark.index))
    if not root or root[0] is None:
        hint = "it needs a title at least: 'title: Weekend in Lisbon'"
        raise file.create_error(0, "the document is empty", hint, Code.EMPTY)
    return Tree(root[0], starts, flaws)


def _record_flaw(flaws: list[Diagnostic], flaw: Diagnostic) -> None:
    flaws.append(flaw)
    if len(flaws) == MAX_FLAWS:
        raise DocumentError(flaws)


def create_depth_error(file: SourceFile, start: int) -> DocumentError:
    """Return the error of a document that is nested more deeply than it can mean anything."""
    message = f"fields and lists are nested more than {MAX_DEPTH} deep"
    return file.create_error(start, message, "write it flatter", Code.TOO_DEEP)


def _create_bad_key_error(file: SourceFile, start: int, value: object) -> DocumentError:
    """Return why a node cannot be the name of a field."""
    if value is None:
        message = "the name of a field is missing"
        hint = "write 'name: value'; a name 'null' or '~' needs quotes"
    else:
        message = "the name of a field must be plain text"
        hint = "write 'name: value', without '?' and brackets"
    return file.create_error(start, message, hint, Code.BAD_KEY)


def _report_second_document(file: SourceFile, start: int) -> Diagnostic:
    message, hint = "a second document starts here", "a file holds one; delete the '---'"
    return file.create_diagnostic(start, "error", message, hint, Code.SECOND_DOCUMENT)


def _report_refused_key(file: SourceFile, start: int, name: str, event: ScalarEvent) -> Diagnostic:
    """Return why a text cannot be the name of one more field."""
    if name == "<<" and not event.style:
        message, hint = "a merge key ('<<') is not allowed", "write the fields out"
        return file.create_diagnostic(start, "error", message, hint, Code.MERGE_KEY)
    message, hint = f"the field '{shorten_text(name)}' is given twice", "keep one of the two"
    return file.create_diagnostic(start, "error", message, hint, Code.DUPLICATE_KEY)


def _report_yaml_feature(file: SourceFile, start: int, event: Any) -> Diagnostic:
    """Return an error for an alias, an anchor or a tag, which no document may have."""
    if event.__class__ is AliasEvent:
        feature, name, code = "an alias", f"*{event.anchor}", Code.ALIAS
    elif event.anchor is not None:
        feature, name, code = "an anchor", f"&{event.anchor}", Code.ANCHOR
    else:
        feature, name, code = "a tag", event.tag, Code.TAG
    message = f"{feature} ('{shorten_text(name)}') is not allowed"
    remedy = "write the value out" if code is Code.ALIAS else "leave it out"
    sign = "!" if code is Code.TAG else name[0]
    hint = f"{remedy}; a text that begins with '{sign}' needs quotes"
    return file.create_diagnostic(start, "error", message, hint, code)
