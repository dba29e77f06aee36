"""Wrong ids and unknown sources in; a diagnostic for each, where it stands in the file, out."""

from __future__ import annotations

from collections.abc import Iterator

from itinerary.codes import Code
from itinerary.diagnostics import Diagnostic
from itinerary.document.ids import IdFault
from itinerary.loading.source_map import SourceMap
from itinerary.loading.tree import NodePath, TreeNode

MAX_COMPARISONS = 10_000  # of unknown sources with known ones; more would take too long


def describe_id_fault(source_map: SourceMap, fault: IdFault) -> Diagnostic:
    """Return an error for an id that cannot stand."""
    owner = ""
    if fault.owner:
        position = source_map.find_position((*fault.owner, "id"))
        owner = f"{source_map.format_path(fault.owner)} at {position}"
    return source_map.create_diagnostic(fault.path, "error", *fault.describe(owner), fault.code)


def find_unknown_sources(source_map: SourceMap) -> list[Diagnostic]:
    """Return an error for each reference to a source that the document does not list.

    A source that is listed, but has mistakes of its own, is known.
    """
    listed = source_map.root.get("sources") if isinstance(source_map.root, dict) else None
    known = {} if listed is None else listed
    if not isinstance(known, dict):
        return []
    unknown = [
        IdFault(path, name, Code.UNKNOWN_SOURCE)
        for path, name in _iterate_source_references(source_map.root, ())
        if name not in known
    ]
    choices = list(known) if len(unknown) * len(known) < MAX_COMPARISONS else []
    return [
        source_map.create_diagnostic(
            fault.path, "error", *fault.describe(known=choices), fault.code
        )
        for fault in unknown
    ]


def _iterate_source_references(node: TreeNode, path: NodePath) -> Iterator[tuple[NodePath, str]]:
    if isinstance(node, list):
        for at, value in enumerate(node):
            if value.__class__ is not str:
                yield from _iterate_source_references(value, (*path, at))
    elif isinstance(node, dict):
        if isinstance(source := node.get("source"), str):
            yield (*path, "source"), source
        for name, value in node.items():
            if value.__class__ is not str and name != "sources" and not name.startswith("x-"):
                yield from _iterate_source_references(value, (*path, name))
