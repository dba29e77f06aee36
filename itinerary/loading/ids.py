"""Wrong ids and unknown sources in; a diagnostic for each, where it stands in the file, out."""

from __future__ import annotations

from itinerary.diagnostics import Diagnostic
from itinerary.document.ids import IdFault, find_unknown_sources
from itinerary.loading.source_map import SourceMap

MAX_COMPARISONS = 10_000  # of unknown sources with known ones; more would take too long


def describe_id_fault(source_map: SourceMap, fault: IdFault) -> Diagnostic:
    """Return an error for an id that cannot stand."""
    owner = ""
    if fault.owner:
        position = source_map.find_position((*fault.owner, "id"))
        owner = f"{source_map.format_path(fault.owner)} at {position}"
    return source_map.create_diagnostic(fault.path, "error", *fault.describe(owner), fault.code)


def describe_unknown_sources(source_map: SourceMap) -> list[Diagnostic]:
    """Return an error for each reference to a source that the document does not list.

    A source that is listed, but has mistakes of its own, is known.
    """
    listed = source_map.root.get("sources") if isinstance(source_map.root, dict) else None
    known = {} if listed is None else listed
    if not isinstance(known, dict):
        return []
    unknown = [*find_unknown_sources(source_map.root, known)]
    choices = list(known) if len(unknown) * len(known) < MAX_COMPARISONS else []
    return [
        source_map.create_diagnostic(
            fault.path, "error", *fault.describe(known=choices), fault.code
        )
        for fault in unknown
    ]
