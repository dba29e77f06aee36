"""A document as it was written: its tree, and the place in a file of each path, even after refused nodes have been dropped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any, NamedTuple

from itinerary.diagnostics import Diagnostic, Position, Severity, shorten_text
from itinerary.loading.source_file import SourceFile
from itinerary.loading.tree import NodePath, Tree


class NodeLocation:
    """Where a node stands: its file, where it and the name of its field start, and that name, or its number in a list."""

    __slots__ = ("children", "file", "name_start", "start", "step")

    def __init__(self, file: SourceFile, step: str | int, name_start: int, start: int) -> None:
        self.file, self.step, self.name_start, self.start = file, step, name_start, start
        self.children: dict[str, NodeLocation] | list[NodeLocation] | None = None


class PathNode(NamedTuple):
    """One node on the way along a path: the step that leads to it, where it stands, and what is there."""

    step: str | int
    location: NodeLocation
    node: Any

    def find_child(self, step: object) -> PathNode | None:
        """The next stop, if there is one by this name or number."""
        children = self.location.children
        if isinstance(children, dict) and isinstance(step, str) and step in children:
            return PathNode(step, children[step], self.node[step])
        if isinstance(children, list) and isinstance(step, int) and step < len(children):
            return PathNode(step, children[step], self.node[step])
        return None


class SourceMap:
    """A document's tree, and where its nodes stand. Source sheets from other files hang in it with positions of their own."""

    def __init__(self, file: SourceFile, tree: Tree) -> None:
        self.file, self.root = file, tree.root
        self._starts = tree.starts

    @cached_property
    def _root_location(self) -> NodeLocation:
        """The positions of the whole tree: made when first asked for, since a sound document needs none."""
        return _build_locations(self.file, self.root, "", 0, iter(self._starts))

    def trace_path(self, path: Iterable[object]) -> list[PathNode]:
        """The nodes on a path, from the root on; steps that nobody wrote are left out.

        So the claim that a plain phrase stands for, ("when", 0, "says"), is found at the phrase.
        """
        stops = [PathNode("", self._root_location, self.root)]
        for step in path:
            if inner := stops[-1].find_child(step):
                stops.append(inner)
        return stops

    def find_position(self, path: Iterable[object]) -> Position:
        """Where the node of a path starts."""
        spot = self.trace_path(path)[-1].location
        return spot.file.find_position(spot.start)

    def format_path(self, path: Iterable[object]) -> str:
        """A path as people write it, with numbers as in the file: legs[0].when."""
        steps = [stop.location.step for stop in self.trace_path(path)[1:]]
        return "".join(
            f"[{step}]" if isinstance(step, int) else f".{shorten_text(step)}" for step in steps
        ).removeprefix(".")

    def create_diagnostic(
        self,
        path: Iterable[object],
        severity: Severity,
        message: str,
        hint: str = "",
        code: str = "",
    ) -> Diagnostic:
        """A finding at the node of a path."""
        spot = self.trace_path(path)[-1].location
        return spot.file.create_diagnostic(spot.start, severity, message, hint, code)

    def create_diagnostic_at_name(
        self, path: Iterable[object], message: str, hint: str, code: str
    ) -> Diagnostic:
        """An error at the name of the field that a path leads to."""
        *_, above, stop = self.trace_path(path)
        return above.location.file.create_diagnostic(
            stop.location.name_start, "error", message, hint, code
        )

    def attach_sheet(self, path: NodePath, sheet: SourceMap) -> None:
        """Put the tree of another file in the place of a node."""
        *_, above, stop = self.trace_path(path)
        other = sheet._root_location
        stop.location.file, stop.location.start, stop.location.children = (
            other.file,
            other.start,
            other.children,
        )
        above.node[stop.step] = sheet.root

    def drop_nodes(self, paths: Iterable[NodePath]) -> None:
        """Take nodes out; what follows them in a list moves up, with its positions."""
        # From the back, so that no step is wrong by the time it is taken.
        for path in sorted(set(paths), reverse=True):
            *_, above, stop = self.trace_path(path)
            children: Any = above.location.children
            del above.node[stop.step], children[stop.step]

    def add_fields(self, fields: dict[str, str]) -> None:
        """Add fields that nobody wrote to the document itself."""
        if isinstance(self.root, dict):
            self._root_location  # noqa: B018 - positions are read off the tree as it was written
            self.root.update(fields)


def _build_locations(
    file: SourceFile, node: object, step: str | int, name_start: int, starts: Iterator[int]
) -> NodeLocation:
    """The positions of a tree, read off in the order in which its nodes were noted."""
    spot = NodeLocation(file, step, name_start, next(starts))
    if isinstance(node, list):
        spot.children = [
            _build_locations(file, value, index, spot.start, starts)
            for index, value in enumerate(node)
        ]
    elif isinstance(node, dict):
        spot.children = {
            name: _build_locations(file, value, name, next(starts), starts)
            for name, value in node.items()
        }
    return spot
