"""A node of a document in; the part of the text that it takes up out.

The source map knows where nodes begin. Where a text ends follows from how it is quoted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from itinerary.diagnostics import NodePath
from itinerary.editor.text_positions import Span
from itinerary.loading.source_file import SourceFile
from itinerary.loading.source_map import PathNode, SourceMap

_PLAIN_IN_BLOCK = re.compile(r"(?:(?!\s#|:\s|:$)[^\r\n])*")
_PLAIN_IN_FLOW = re.compile(r"(?:(?!\s#|:\s|:$)[^\r\n,\[\]{}])*")
_QUOTES = {"'": re.compile(r"'(?:[^']|'')*'"), '"': re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)}
_QUOTED = re.compile(r"'[^']*'|\"(?:[^\"\\]|\\.)*\"")
_MAX_TOLD = 100_000  # characters of a quoted text that are looked through


class WrittenText(NamedTuple):
    """A text as it is written.

    Attributes:
        file: The file that it is in.
        span: Where it stands, with its quotes.
        quote: "'" or '"', or "" if it has none.
        is_in_flow: Whether it stands between brackets or braces.
    """

    file: SourceFile
    span: Span
    quote: str
    is_in_flow: bool

    @property
    def content(self) -> Span:
        """Where it stands, without its quotes."""
        inner = len(self.quote)
        return Span(self.span.start + inner, self.span.end - inner)


def is_written(source_map: SourceMap, path: NodePath) -> bool:
    """Return whether somebody wrote the node of a path."""
    return list_steps(source_map.trace_path(path)) == path


def find_written_text(source_map: SourceMap, path: Iterable[object]) -> WrittenText:
    """Return how the node of a path, or the nearest one around it, is written.

    Of fields and lists it is what stands in their first line.
    """
    *above, node = source_map.trace_path(path)
    return describe_written_text(node, above[-1] if above else None)


def describe_written_text(node: PathNode, parent: PathNode | None) -> WrittenText:
    """Return how a node is written that stands in another."""
    is_in_flow = parent is not None and is_flow(parent)
    return _describe(node.location.file, node.location.start, is_in_flow=is_in_flow)


def find_written_name(source_map: SourceMap, path: Iterable[object]) -> WrittenText:
    """Return how the name of the field that a path leads to is written."""
    *above, node = source_map.trace_path(path)
    return describe_written_name(node, above[-1] if above else node)


def describe_written_name(node: PathNode, parent: PathNode) -> WrittenText:
    """Return how the name of a field is written."""
    return _describe(parent.location.file, node.location.name_start, is_in_flow=True)


def _describe(file: SourceFile, start: int, *, is_in_flow: bool) -> WrittenText:
    span = delimit(file.text, start, is_in_flow=is_in_flow)
    first = file.text[start : start + 1]
    is_quoted = first in _QUOTES and span.end - span.start > 1
    return WrittenText(file, span, first if is_quoted else "", is_in_flow)


def find_nodes_at(source_map: SourceMap, offset: int) -> list[PathNode]:
    """Return the nodes around an offset into the document, from the root on."""
    nodes = [*source_map.trace_path(())]
    while (child := _find_child_at(nodes[-1], source_map.file, offset)) is not None:
        nodes.append(child)
    return nodes


def list_steps(nodes: Iterable[PathNode]) -> NodePath:
    """Return the path of the last of some nodes, from the root on, as the document has it."""
    return tuple(each.step for each in nodes)[1:]


def _find_child_at(node: PathNode, file: SourceFile, offset: int) -> PathNode | None:
    """Return the last child that begins at an offset or before it."""
    children = node.location.children
    if children is None or node.location.file is not file:
        return None
    steps = children.keys() if isinstance(children, dict) else range(len(children))
    found: PathNode | None = None
    for step in steps:
        child = node.find_child(step)
        if child is None:
            continue
        is_field = isinstance(children, dict)
        begins = child.location.name_start if is_field else child.location.start
        if begins <= offset:
            found = child
    return found


def measure_node(node: PathNode) -> Span:
    """Return what a node takes up: from its start to behind its last text."""
    last = node
    while (children := last.location.children) and last.node:
        child = last.find_child(
            [*children][-1] if isinstance(children, dict) else len(children) - 1
        )
        if child is None or child.location.file is not node.location.file:
            break
        last = child
    return Span(node.location.start, _find_end_of_text(last))


def _find_end_of_text(node: PathNode) -> int:
    file, start, value = node.location.file, node.location.start, node.node
    written = delimit(file.text, start, is_in_flow=False)
    lines = (
        value.count("\n") if isinstance(value, str) and not file.text.startswith('"', start) else 0
    )
    end = written.end
    for _ in range(lines):  # of a block
        following = file.text.find("\n", end + 1)
        end = following if following >= 0 else len(file.text)
    return end


def is_flow(node: PathNode) -> bool:
    """Return whether the parts of a node stand between brackets or braces."""
    return node.location.file.text[node.location.start : node.location.start + 1] in ("{", "[")


def is_in_flow_of_line(text: str, offset: int) -> bool:
    """Return whether a bracket or brace is open before an offset, in its line."""
    line = text[text.rfind("\n", 0, offset) + 1 : offset]
    bare = _QUOTED.sub("", line)
    return sum(bare.count(each) for each in "[{") > sum(bare.count(each) for each in "]}")


def delimit(text: str, start: int, *, is_in_flow: bool) -> Span:
    """Return what a text takes up that begins at an offset, with its quotes; one letter at least.

    Of fields and lists it is what stands in their first line.
    """
    quote = text[start : start + 1]
    if quote and quote in _QUOTES:
        end = min(len(text), start + _MAX_TOLD)
        if found := _QUOTES[quote].match(text, start, end):
            return Span(start, found.end())
    pattern = _PLAIN_IN_FLOW if is_in_flow and quote not in ("{", "[") else _PLAIN_IN_BLOCK
    found = pattern.match(text, start)
    end = start + len(found[0].rstrip()) if found else start
    return Span(start, max(end, min(start + 1, len(text))))
