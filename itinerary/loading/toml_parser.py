"""The parser of TOML.

`tomllib` gives no positions, so a scan of the text finds those of tables and fields. What is inside
a value has the position of the value, and what has no statement of its own that of its table.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Any

from itinerary.codes import Code
from itinerary.diagnostics import DocumentError, NodePath
from itinerary.loading.source_file import MAX_DEPTH, SourceFile
from itinerary.loading.tree import Tree, TreeNode, create_depth_error

_NAME = r"""(?:[\w-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')"""
_DOT = r"[ \t]*\.[ \t]*"
# A name of many parts, for which tomllib takes time that grows with their square.
_TOO_DOTTED = re.compile(
    rf"(?:^|[\[{{,])[ \t]*({_NAME}(?:{_DOT}{_NAME}){{{MAX_DEPTH}}})", re.MULTILINE
)
_NAMES = re.compile(rf"[ \t]*({_NAME}(?:{_DOT}{_NAME})*)[ \t]*")
_VALUE = re.compile(r"=[ \t]*")
# The parts of valid TOML, as far as needed to see where a statement ends. A text in three quotation
# marks may end in one or two of its own.
_PART = re.compile(
    r"""
    "{3} [^"\\]* (?: (?: \\. | "{1,2}(?!") ) [^"\\]* )* "{3,5} | '{3} .*? '{3,5}
    | " [^"\\]* (?: \\. [^"\\]* )* " | '[^']*' | \#[^\n]* | [][{}\n] | [^][{}\n"'\#]+
    """,
    re.DOTALL | re.VERBOSE,
)
_ERROR_POSITION = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


def parse_tree(file: SourceFile) -> Tree:
    """Return the tree of a TOML text.

    Raises:
        DocumentError: The text is not valid TOML, or nested too deeply.

    """
    if found := _TOO_DOTTED.search(file.text):
        raise create_depth_error(file, found.start(1))
    try:
        root = tomllib.loads(file.text)
    except RecursionError:
        raise create_depth_error(file, 0) from None
    except tomllib.TOMLDecodeError as error:
        raise _explain_syntax_error(file, str(error)) from None
    except ValueError:  # Python reads no integer of more than some thousand digits
        hint = "write it in quotes if it is text"
        raise file.create_error(0, "a number has too many digits", hint, Code.TOO_LARGE) from None
    if not root:
        hint = "it needs a title at least: title = 'Weekend in Lisbon'"
        raise file.create_error(0, "the document is empty", hint, Code.EMPTY)
    return Tree(root, list(_iterate_starts(file, root, _map_offsets(file.text), (), 0)), [])


def _explain_syntax_error(file: SourceFile, reason: str) -> DocumentError:
    where = _ERROR_POSITION.search(reason)
    message = _ERROR_POSITION.sub("", reason)
    offset = len(file.text.rstrip())
    if where and where[1]:
        offset = file.find_offset(int(where[1]), int(where[2]))
    if "Cannot overwrite" in message or "twice" in message:
        message, hint = "a field or table is given twice before this", "keep one of the two"
        return file.create_error(offset, message, hint, Code.DUPLICATE_KEY)
    message = f"this is not valid TOML: {message[:1].lower()}{message[1:]}"
    return file.create_error(offset, message, "texts need quotes; see https://toml.io")


def _iterate_statements(text: str) -> Iterator[tuple[int, str]]:
    """Yield each statement and where it starts.

    A statement is the header of a table, or a field with its value, which may take several lines.
    """
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
    """Return the offsets of the name and the value of each field, by its path.

    Of a table both are the offset of its header.
    """
    offsets: dict[NodePath, tuple[int, int]] = {}
    counts: dict[NodePath, int] = {}
    table: NodePath = ()
    for start, statement in _iterate_statements(text):
        line = statement.lstrip()
        offset = start + len(statement) - len(line)
        is_list = line.startswith("[[")
        named = _NAMES.match(line, 2 if is_list else 1 if line.startswith("[") else 0)
        if named is None:  # a comment, or nothing
            continue
        names = _split_name(named[1])
        if not line.startswith("["):
            value = _VALUE.match(line, named.end())
            offsets[table + names] = (offset, offset + (value.end() if value else 0))
            continue
        table = _resolve_table_path(names, counts)
        if is_list:
            counts[table] = counts.get(table, -1) + 1
            offsets.setdefault(table, (offset, offset))
            table = (*table, counts[table])
        offsets[table] = (offset, offset)
    return offsets


def _split_name(names: str) -> tuple[str, ...]:
    """Return the parts of a dotted name without their quotation marks."""
    node: Any = tomllib.loads(f"{names} = 0")
    path: list[str] = []
    while node != 0:
        (name,) = node
        path.append(name)
        node = node[name]
    return tuple(path)


def _resolve_table_path(names: tuple[str, ...], counts: dict[NodePath, int]) -> NodePath:
    """Return the path of a header; a list of tables on the way stands for its last table so far."""
    path: NodePath = ()
    for name in names[:-1]:
        path = (*path, name)
        if path in counts:
            path = (*path, counts[path])
    return (*path, names[-1])


def _iterate_starts(
    file: SourceFile,
    node: TreeNode,
    offsets: dict[NodePath, tuple[int, int]],
    path: NodePath,
    start: int,
) -> Iterator[int]:
    """Yield the offset of each node, in the order of the tree.

    A node without an offset of its own has that of the node around it.
    """
    yield start
    if len(path) > MAX_DEPTH:
        raise create_depth_error(file, start)
    if isinstance(node, list):
        for index, value in enumerate(node):
            inner = (*path, index)
            _, offset = offsets.get(inner, (start, start))
            yield from _iterate_starts(file, value, offsets, inner, offset)
    elif isinstance(node, dict):
        for name, value in node.items():
            inner = (*path, name)
            at_name, at_value = offsets.get(inner, (start, start))
            yield at_name
            yield from _iterate_starts(file, value, offsets, inner, at_value)
