"""Where each part of a document stands in its file, even after wrong nodes have been dropped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any, Literal, NamedTuple

from itinerary.codes import Code
from itinerary.diagnostics import Diagnostic, NodePath, Position, Severity, format_path
from itinerary.loading.source_file import ConcealedFile, SourceFile
from itinerary.loading.tree import Tree, TreeNode


class NodeLocation:
    """Where a node stands.

    Attributes:
        file: The file that it is in.
        step: The name of its field, or its number in a list.
        name_start: The offset of the name of its field; of a list item, that of the list.
        start: The offset of the node itself.
        children: The locations of its fields by name, or of its items; None for a text.

    """

    __slots__ = ("children", "file", "name_start", "start", "step")

    def __init__(self, file: SourceFile, step: str | int, name_start: int, start: int) -> None:
        self.file, self.step, self.name_start, self.start = file, step, name_start, start
        self.children: dict[str, NodeLocation] | list[NodeLocation] | None = None


class PathNode(NamedTuple):
    """One node on a path: the step that leads to it, where it stands, and its value."""

    step: str | int
    location: NodeLocation
    node: Any

    def find_child(self, step: object) -> PathNode | None:
        """Return the child of this name or number, if there is one."""
        children = self.location.children
        if isinstance(children, dict) and isinstance(step, str) and step in children:
            return PathNode(step, children[step], self.node[step])
        if isinstance(children, list) and isinstance(step, int) and step < len(children):
            return PathNode(step, children[step], self.node[step])
        return None

    def list_children(self) -> list[PathNode]:
        """Return its fields or items in the order of the file; none of a text."""
        children = self.location.children or ()
        steps: Iterable[object] = children
        if not isinstance(children, dict):
            steps = range(len(children))
        found = (self.find_child(step) for step in steps)
        return [each for each in found if each is not None]


class SourceMap:
    """A document's tree, and where its nodes stand.

    Source sheets from other files are part of the tree, with positions in their own files.

    Attributes:
        file: The text of the document.
        sheets: The texts of the source sheets that are part of the tree.
        root: The tree.
        dropped: The nodes that were taken out of it, each behind those on the way to it.
    """

    def __init__(self, file: SourceFile, tree: Tree) -> None:
        self.file = file
        self.sheets: list[SourceFile] = []
        self.root: TreeNode = tree.root
        self.dropped: list[list[PathNode]] = []
        self._starts = tree.starts

    def count_values(self) -> int:
        """Return how many values and names of fields the file has."""
        return len(self._starts)

    @cached_property
    def _root_location(self) -> NodeLocation:
        """The locations of the whole tree, built when first asked for: most documents need none."""
        return _build_locations(self.file, self.root, "", 0, iter(self._starts))

    def trace_path(self, path: Iterable[object]) -> list[PathNode]:
        """Return the nodes on a path from the root on, without the steps that nobody wrote.

        So the claim that a plain phrase stands for, ("when", 0, "says"), is found at the phrase.
        """
        nodes = [PathNode("", self._root_location, self.root)]
        for step in path:
            if child := nodes[-1].find_child(step):
                nodes.append(child)
        return nodes

    def find_position(self, path: Iterable[object]) -> Position:
        """Return where the node of a path starts."""
        location = self.trace_path(path)[-1].location
        return location.file.find_position(location.start)

    def format_path(self, path: Iterable[object]) -> str:
        """Return a path as people write it, with numbers as in the file: legs[0].when."""
        return format_path(_list_steps(self.trace_path(path)))

    def create_diagnostic(
        self,
        path: Iterable[object],
        severity: Severity,
        message: str,
        hint: str = "",
        code: Code | Literal[""] = "",
    ) -> Diagnostic:
        """Return a finding at the node of a path."""
        nodes = self.trace_path(path)
        location = nodes[-1].location
        found = location.file.create_diagnostic(location.start, severity, message, hint, code)
        return found._replace(path=_list_told_steps(nodes))

    def create_diagnostic_at_name(
        self, path: Iterable[object], message: str, hint: str, code: Code
    ) -> Diagnostic:
        """Return an error at the name of the field that a path leads to."""
        *_, parent, node = nodes = self.trace_path(path)
        start = node.location.name_start
        found = parent.location.file.create_diagnostic(start, "error", message, hint, code)
        return found._replace(path=_list_told_steps(nodes))

    def attach_sheet(self, path: NodePath, sheet: SourceMap) -> None:
        """Replace a node by the tree of another file."""
        *_, parent, node = self.trace_path(path)
        self.sheets.append(sheet.file)
        other = sheet._root_location
        node.location.file = other.file
        node.location.start = other.start
        node.location.children = other.children
        parent.node[node.step] = sheet.root

    def drop_nodes(self, paths: Iterable[NodePath]) -> None:
        """Take nodes out; what follows them in a list moves up, with its positions."""
        # From the back, so that no step is wrong by the time it is taken.
        for path in sorted(set(paths), reverse=True):
            *_, parent, node = nodes = self.trace_path(path)
            self.dropped.append(nodes)
            children: Any = parent.location.children
            del parent.node[node.step], children[node.step]

    def iterate_dropped_texts(self) -> Iterator[list[PathNode]]:
        """Yield the texts that were taken out of the tree, each behind the nodes on the way."""
        todo = [*reversed(self.dropped)]
        while todo:
            nodes = todo.pop()
            if isinstance(nodes[-1].node, str):
                yield nodes
            todo += ([*nodes, child] for child in reversed(nodes[-1].list_children()))

    def add_fields(self, fields: dict[str, str]) -> None:
        """Add fields that nobody wrote to the root of the document."""
        if isinstance(self.root, dict):
            self._root_location  # noqa: B018 - must be built from the tree as it was written
            self.root.update(fields)


def _list_steps(nodes: list[PathNode]) -> NodePath:
    """Return the path of the last of some nodes, with numbers as in the file."""
    return tuple(each.location.step for each in nodes[1:])


def _list_told_steps(nodes: list[PathNode]) -> NodePath:
    """Return the path of the last of some nodes, as far as it may be told."""
    told = [each for each in nodes if not isinstance(each.location.file, ConcealedFile)]
    concealed = nodes[len(told) : len(told) + 1]  # how a file is called says the document
    return _list_steps([*told, *concealed])


def _build_locations(
    file: SourceFile, node: TreeNode, step: str | int, name_start: int, starts: Iterator[int]
) -> NodeLocation:
    """Return the locations of a tree; `starts` are its offsets in the order of the file."""
    location = NodeLocation(file, step, name_start, next(starts))
    if isinstance(node, str):  # as most are
        return location
    if isinstance(node, list):
        location.children = [
            _build_locations(file, value, index, location.start, starts)
            for index, value in enumerate(node)
        ]
    elif isinstance(node, dict):
        location.children = {
            name: _build_locations(file, value, name, next(starts), starts)
            for name, value in node.items()
        }
    return location
