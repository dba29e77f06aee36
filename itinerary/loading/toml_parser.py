"""TOML in; its tree out. `tomllib` tells no positions, so a scan finds those of tables and fields.

What is inside a value is at the value, and what is nowhere by itself is at its table.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Any

from itinerary.diagnostics import DocumentError
from itinerary.loading.source_file import MAX_DEPTH, SourceFile
from itinerary.loading.tree import NodePath, Tree, create_depth_error

_NAME = r"""(?:[\w-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')"""
_DOT = r"[ \t]*\.[ \t]*"
# A name of many parts: tomllib takes the square of the time for it.
_TOO_DOTTED = re.compile(
    rf"(?:^|[\[{{,])[ \t]*({_NAME}(?:{_DOT}{_NAME}){{{MAX_DEPTH}}})", re.MULTILINE
)
_NAMES = re.compile(rf"[ \t]*({_NAME}(?:{_DOT}{_NAME})*)[ \t]*")
_VALUE = re.compile(r"=[ \t]*")
# The parts of a text that is known to be TOML, as far as it takes to tell where a statement ends.
_PART = re.compile(
    r"""
    "{3} [^"\\]* (?: (?: \\. | "{1,2}(?!") ) [^"\\]* )* "{3,5} | '{3} .*? '{3,5}  # they may end in quotation marks of their own
    | " [^"\\]* (?: \\. [^"\\]* )* " | '[^']*' | \#[^\n]* | [][{}\n] | [^][{}\n"'\#]+
    """,
    re.DOTALL | re.VERBOSE,
)
_ERROR_POSITION = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


def parse_tree(file: SourceFile) -> Tree:
    """The tree of a TOML text."""
    if found := _TOO_DOTTED.search(file.text):
        raise create_depth_error(file, found.start(1))
    try:
        root = tomllib.loads(file.text)
    except RecursionError:
        raise create_depth_error(file, 0) from None
    except tomllib.TOMLDecodeError as error:
        raise _explain_syntax_error(file, str(error)) from None
    except ValueError:  # Python reads no integer of more than some thousand digits
        raise file.create_error(
            0, "a number has too many digits", "write it in quotes if it is text", "too-large"
        ) from None
    if not root:
        raise file.create_error(
            0,
            "the document is empty",
            "it needs a title at least: title = 'Weekend in Lisbon'",
            "empty",
        )
    return Tree(root, list(_iterate_starts(file, root, _map_offsets(file.text), (), 0)), [])


def _explain_syntax_error(file: SourceFile, said: str) -> DocumentError:
    where = _ERROR_POSITION.search(said)
    message = _ERROR_POSITION.sub("", said)
    place = len(file.text.rstrip())
    if where and where[1]:
        place = file.find_offset(int(where[1]), int(where[2]))
    if "Cannot overwrite" in message or "twice" in message:
        return file.create_error(
            place,
            "a field or table is given twice before this",
            "keep one of the two",
            "duplicate-key",
        )
    return file.create_error(
        place,
        f"this is not valid TOML: {message[:1].lower()}{message[1:]}",
        "texts need quotes; see https://toml.io",
    )


def _iterate_statements(text: str) -> Iterator[tuple[int, str]]:
    """Each statement and where it starts: a table's header, or a field with its value, which may take several lines."""
    start = depth = 0
    for part in _PART.finditer(text):
        if part[0] in "[{":
            depth += 1
        elif part[0] in "]}":
            depth -= 1
        elif part[0] == "\n" and depth == 0:
            yield start, text[start : part.start()]
            start = part.end()
    yield start, text[start:]


def _map_offsets(text: str) -> dict[NodePath, tuple[int, int]]:
    """Where the names and values of fields stand, by their paths; a table and its name begin with its header."""
    places: dict[NodePath, tuple[int, int]] = {}
    counts: dict[NodePath, int] = {}
    table: NodePath = ()
    for start, statement in _iterate_statements(text):
        line = statement.lstrip()
        place = start + len(statement) - len(line)
        is_list = line.startswith("[[")
        named = _NAMES.match(line, 2 if is_list else 1 if line.startswith("[") else 0)
        if named is None:  # a comment, or nothing
            continue
        names = _split_name(named[1])
        if not line.startswith("["):
            value = _VALUE.match(line, named.end())
            places[table + names] = (place, place + (value.end() if value else 0))
            continue
        table = _resolve_table_path(names, counts)
        if is_list:
            counts[table] = counts.get(table, -1) + 1
            places.setdefault(table, (place, place))
            table = (*table, counts[table])
        places[table] = (place, place)
    return places


def _split_name(names: str) -> tuple[str, ...]:
    """The parts of a dotted name, unquoted."""
    node: Any = tomllib.loads(f"{names} = 0")
    path: list[str] = []
    while isinstance(node, dict):
        ((name, node),) = node.items()
        path.append(name)
    return tuple(path)


def _resolve_table_path(names: tuple[str, ...], counts: dict[NodePath, int]) -> NodePath:
    """A header's path: each list of tables on the way stands for its last table so far."""
    path: NodePath = ()
    for name in names[:-1]:
        path = (*path, name)
        if path in counts:
            path = (*path, counts[path])
    return (*path, names[-1])


def _iterate_starts(
    file: SourceFile,
    node: object,
    places: dict[NodePath, tuple[int, int]],
    path: NodePath,
    start: int,
) -> Iterator[int]:
    """Where each node starts, in the order of the tree; one without a place of its own is where the node around it is."""
    yield start
    if len(path) > MAX_DEPTH:
        raise create_depth_error(file, start)
    if isinstance(node, list):
        for index, value in enumerate(node):
            inner = (*path, index)
            _, place = places.get(inner, (start, start))
            yield from _iterate_starts(file, value, places, inner, place)
    elif isinstance(node, dict):
        for name, value in node.items():
            inner = (*path, name)
            at_name, at_value = places.get(inner, (start, start))
            yield at_name
            yield from _iterate_starts(file, value, places, inner, at_value)
