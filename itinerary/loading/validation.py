"""A written document in; the valid part of it out, and a diagnostic in plain words for each of its mistakes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from itinerary.diagnostics import Diagnostic, find_nearest_choice
from itinerary.document import Document, ValidationError
from itinerary.loading import schema_errors
from itinerary.loading.schema_errors import Fault
from itinerary.loading.source_map import NodeLocation, SourceMap
from itinerary.loading.tree import REFUSED_NODE, DuplicateKey, NodePath

MAX_REPORTED = 50  # mistakes that a run puts into words; the rest are counted
_MAX_COMPARED = 100  # lost fields, and letters of each, that a name is compared with

_LostFields = dict[NodeLocation, list[str]]  # the names of the fields that a node has lost


class ValidationResult(NamedTuple):
    """What a validation comes to: the document, or None if nothing is left of it; mistakes in words; and how many more there are."""

    document: Document | None
    diagnostics: list[Diagnostic]
    omitted_count: int


def validate_document(written: SourceMap) -> ValidationResult:
    """The document without the nodes that are wrong, and what is wrong with them.

    What is wrong is dropped, and the rest is validated again, until it is valid: some mistakes show only when others are out of the way.
    """
    told: list[Diagnostic] = []
    untold = 0
    lost: _LostFields = {}
    while True:
        try:
            return ValidationResult(Document.model_validate(written.root), told, untold)
        except ValidationError as error:
            faults = list(_iterate_faults(written, error))
        paths = {path for fault in faults for path in _list_lost_paths(fault)}
        for fault in faults:
            _record_lost_fields(lost, fault)
        own = sorted(
            (fault for fault in faults if not _is_consequence(fault, lost)),
            key=lambda fault: fault.sort_key,
        )
        told += [schema_errors.describe_fault(written, fault) for fault in own[:MAX_REPORTED]]
        untold += len(own[MAX_REPORTED:])
        if () in paths and not _fill_missing_fields(written, faults):
            return ValidationResult(None, told, untold)
        written.drop_nodes(paths - {()})


def _iterate_faults(written: SourceMap, error: ValidationError) -> Iterator[Fault]:
    for each in error.errors(include_url=False):
        steps = each["loc"]
        at = steps[:-1] if each["type"] == "missing" else steps
        yield Fault(each["type"], steps, each["input"], each.get("ctx", {}), written.trace_path(at))


def _list_lost_paths(fault: Fault) -> list[NodePath]:
    """The nodes that have to go for a mistake."""
    path = tuple(stop.step for stop in fault.path_nodes[1:])
    if path[:1] == ("sources",):
        return [path[:2]]  # half a source would date things by guesses
    slip = schema_errors.find_unquoted_comma(fault)
    return [path, (*path[:-1], slip.name)] if slip else [path]


def _record_lost_fields(lost: _LostFields, fault: Fault) -> None:
    """Keep in mind what the node above is going to lack."""
    if len(fault.path_nodes) > 1:
        *_, above, stop = fault.path_nodes
        slip = schema_errors.find_unquoted_comma(fault)
        name = str(stop.step)[:_MAX_COMPARED].partition(":")[0]
        lost.setdefault(above.location, []).extend([name, slip.name] if slip else [name])


def _fill_missing_fields(written: SourceMap, faults: Iterable[Fault]) -> bool:
    """Put something in the place of what the document itself lacks, so that the rest of it can be checked."""
    whole = [fault for fault in faults if len(fault.path_nodes) == 1]
    if not all(fault.kind == "missing" for fault in whole):
        return False
    written.add_fields({fault.name: "…" for fault in whole})
    return True


def _is_consequence(fault: Fault, lost: _LostFields) -> bool:
    """Whether a mistake only follows from another one, which is told on its own."""
    if fault.given is REFUSED_NODE or any(
        isinstance(stop.location.step, DuplicateKey) for stop in fault.path_nodes
    ):
        return True
    if slip := schema_errors.find_unquoted_comma(fault):
        return not slip.is_first
    gone = lost.get(fault.path_nodes[-1].location, [])[:_MAX_COMPARED]
    if fault.kind not in ("value_error", "missing") or not gone:
        return fault.kind == "too_short" and bool(gone)
    known = schema_errors.find_model(fault.steps).list_field_names()
    needed = (
        {fault.name}
        if fault.kind == "missing"
        else set(re.findall(r"\w+", str(fault.context["error"]))) & known
    )
    gone += [schema_errors.find_field_by_synonym(name, known) for name in gone]
    return (fault.kind == "value_error" and "kind" in gone) or any(
        find_nearest_choice(name, gone) for name in needed
    )
