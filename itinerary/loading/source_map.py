"""A document as it was written: its tree, and the place in a file of each path, even after refused nodes have been dropped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any, NamedTuple

from itinerary.diagnostics import Diagnostic, Position, Severity, short
from itinerary.loading.files import File
from itinerary.loading.tree import Path, Tree


class Spot:
    """Where a node stands: its file, where it and the name of its field start, and that name, or its number in a list."""

    __slots__ = ("children", "file", "name_start", "start", "step")

    def __init__(self, file: File, step: str | int, name_start: int, start: int) -> None:
        self.file, self.step, self.name_start, self.start = file, step, name_start, start
        self.children: dict[str, Spot] | list[Spot] | None = None


class Stop(NamedTuple):
    """One node on the way along a path: the step that leads to it, where it stands, and what is there."""

    step: str | int
    spot: Spot
    node: Any

    def inner(self, step: object) -> Stop | None:
        """The next stop, if there is one by this name or number."""
        children = self.spot.children
        if isinstance(children, dict) and isinstance(step, str) and step in children:
            return Stop(step, children[step], self.node[step])
        if isinstance(children, list) and isinstance(step, int) and step < len(children):
            return Stop(step, children[step], self.node[step])
        return None


class Written:
    """A document's tree, and where its nodes stand. Source sheets from other files hang in it with positions of their own."""

    def __init__(self, file: File, tree: Tree) -> None:
        self.file, self.root = file, tree.root
        self._starts = tree.starts

    @cached_property
    def _spots(self) -> Spot:
        """The positions of the whole tree: made when first asked for, since a sound document needs none."""
        return _grown(self.file, self.root, "", 0, iter(self._starts))

    def along(self, path: Iterable[object]) -> list[Stop]:
        """The nodes on a path, from the root on; steps that nobody wrote are left out.

        So the claim that a plain phrase stands for, ("when", 0, "says"), is found at the phrase.
        """
        stops = [Stop("", self._spots, self.root)]
        for step in path:
            if inner := stops[-1].inner(step):
                stops.append(inner)
        return stops

    def position(self, path: Iterable[object]) -> Position:
        """Where the node of a path starts."""
        spot = self.along(path)[-1].spot
        return spot.file.position(spot.start)

    def label(self, path: Iterable[object]) -> str:
        """A path as people write it, with numbers as in the file: legs[0].when."""
        steps = [stop.spot.step for stop in self.along(path)[1:]]
        return "".join(
            f"[{step}]" if isinstance(step, int) else f".{short(step)}" for step in steps
        ).removeprefix(".")

    def diagnostic(
        self,
        path: Iterable[object],
        severity: Severity,
        message: str,
        hint: str = "",
        code: str = "",
    ) -> Diagnostic:
        """A finding at the node of a path."""
        spot = self.along(path)[-1].spot
        return spot.file.diagnostic(spot.start, severity, message, hint, code)

    def at_name(self, path: Iterable[object], message: str, hint: str, code: str) -> Diagnostic:
        """An error at the name of the field that a path leads to."""
        *_, above, stop = self.along(path)
        return above.spot.file.diagnostic(stop.spot.name_start, "error", message, hint, code)

    def hang(self, path: Path, sheet: Written) -> None:
        """Put the tree of another file in the place of a node."""
        *_, above, stop = self.along(path)
        other = sheet._spots
        stop.spot.file, stop.spot.start, stop.spot.children = (
            other.file,
            other.start,
            other.children,
        )
        above.node[stop.step] = sheet.root

    def drop(self, paths: Iterable[Path]) -> None:
        """Take nodes out; what follows them in a list moves up, with its positions."""
        # From the back, so that no step is wrong by the time it is taken.
        for path in sorted(set(paths), reverse=True):
            *_, above, stop = self.along(path)
            children: Any = above.spot.children
            del above.node[stop.step], children[stop.step]

    def complete(self, fields: dict[str, str]) -> None:
        """Add fields that nobody wrote to the document itself."""
        if isinstance(self.root, dict):
            self._spots  # noqa: B018 - positions are read off the tree as it was written
            self.root.update(fields)


def _grown(
    file: File, node: object, step: str | int, name_start: int, starts: Iterator[int]
) -> Spot:
    """The positions of a tree, read off in the order in which its nodes were noted."""
    spot = Spot(file, step, name_start, next(starts))
    if isinstance(node, list):
        spot.children = [
            _grown(file, value, index, spot.start, starts) for index, value in enumerate(node)
        ]
    elif isinstance(node, dict):
        spot.children = {
            name: _grown(file, value, name, next(starts), starts) for name, value in node.items()
        }
    return spot
