"""A tree with mistakes in; what is left of the document without them, and each in words, out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import cast

from itinerary.diagnostics import Diagnostic, NodePath, find_nearest_choice
from itinerary.document import Document, ValidationError
from itinerary.document.node import UNNAMED
from itinerary.loading.schema_errors.descriptions import describe_fault
from itinerary.loading.schema_errors.fault import Fault
from itinerary.loading.schema_errors.field_names import find_field_by_synonym
from itinerary.loading.schema_errors.model_lookup import find_model
from itinerary.loading.schema_errors.unquoted_comma import find_unquoted_comma
from itinerary.loading.source_map import NodeLocation, SourceMap
from itinerary.loading.tree import REFUSED_NODE, DuplicateKey
from itinerary.loading.validation import MAX_REPORTED, ValidationResult

_STAND_INS = {"says": "edtf"}  # a field that may be left out where another stands
_MAX_COMPARED = 100  # lost fields, and letters of each, that a name is compared with

_LostFields = dict[NodeLocation, list[str]]  # the names of the fields that a node has lost


def drop_wrong_nodes(source_map: SourceMap, error: ValidationError) -> ValidationResult:
    """Return the document without the nodes that are wrong, and what is wrong with them.

    What is wrong is dropped, and the rest is validated again until it is valid: some mistakes show
    only when others are out of the way.

    Args:
        source_map: The tree, which loses these nodes.
        error: What is wrong with it so far.
    """
    diagnostics: list[Diagnostic] = []
    omitted_count = 0
    lost: _LostFields = {}
    while True:
        if refused := [*_find_refused_in_extensions(source_map.root)]:
            source_map.drop_nodes(refused)
        else:
            faults = list(_iterate_faults(source_map, error))
            wrong_paths = {path for fault in faults for path in _list_lost_paths(fault)}
            for fault in faults:
                _record_lost_fields(lost, fault)
            own = [fault for fault in faults if not _is_consequence(fault, lost)]
            own.sort(key=lambda fault: fault.sort_key)
            diagnostics += [describe_fault(source_map, fault) for fault in own[:MAX_REPORTED]]
            omitted_count += len(own[MAX_REPORTED:])
            if () in wrong_paths and not _fill_missing_fields(source_map, faults):
                return ValidationResult(None, diagnostics, omitted_count)
            source_map.drop_nodes(wrong_paths - {()})
        try:
            document = Document.model_validate(source_map.root, context=UNNAMED)
        except ValidationError as others:
            error = others
        else:
            return ValidationResult(document, diagnostics, omitted_count)


def _find_refused_in_extensions(
    node: object, path: NodePath = (), *, is_extension: bool = False
) -> Iterator[NodePath]:
    """Yield what was refused in fields of people's own, which no model looks into."""
    if node is REFUSED_NODE and is_extension:
        yield path
    elif isinstance(node, dict):
        for name, child in cast("dict[str, object]", node).items():
            is_own = is_extension or name.startswith("x-")
            yield from _find_refused_in_extensions(child, (*path, name), is_extension=is_own)
    elif isinstance(node, list):
        for number, child in enumerate(cast("list[object]", node)):
            yield from _find_refused_in_extensions(
                child, (*path, number), is_extension=is_extension
            )


def _iterate_faults(source_map: SourceMap, error: ValidationError) -> Iterator[Fault]:
    for each in error.errors(include_url=False):
        steps = each["loc"]
        path = steps[:-1] if each["type"] == "missing" else steps
        nodes = source_map.trace_path(path)
        yield Fault(each["type"], steps, each["input"], each.get("ctx", {}), nodes)


def _list_lost_paths(fault: Fault) -> list[NodePath]:
    """Return the nodes that have to go for a mistake."""
    path = tuple(node.step for node in fault.path_nodes[1:])
    if path[:1] == ("sources",):
        return [path[:2]]  # dates counted from half a source would be guesses
    comma = find_unquoted_comma(fault)
    return [path, (*path[:-1], comma.name)] if comma else [path]


def _record_lost_fields(lost: _LostFields, fault: Fault) -> None:
    """Note what the node above a mistake is going to lack."""
    if len(fault.path_nodes) < 2:
        return
    *_, parent, node = fault.path_nodes
    names = lost.setdefault(parent.location, [])
    names.append(str(node.step)[:_MAX_COMPARED].partition(":")[0])
    if comma := find_unquoted_comma(fault):
        names.append(comma.name)


def _fill_missing_fields(source_map: SourceMap, faults: Iterable[Fault]) -> bool:
    """Fill in what the document itself lacks, so that the rest of it can be checked."""
    whole = [fault for fault in faults if len(fault.path_nodes) == 1]
    if not all(fault.kind == "missing" for fault in whole):
        return False
    source_map.add_fields({fault.name: "…" for fault in whole})
    return True


def _is_consequence(fault: Fault, lost: _LostFields) -> bool:
    """Return whether a mistake only follows from another one, which is reported on its own."""
    is_refused = fault.given is REFUSED_NODE
    if is_refused or any(isinstance(node.location.step, DuplicateKey) for node in fault.path_nodes):
        return True
    if comma := find_unquoted_comma(fault):
        return not comma.is_first
    lost_names = lost.get(fault.path_nodes[-1].location, [])[:_MAX_COMPARED]
    if not lost_names:
        return False
    if fault.kind == "too_short":
        return True
    return fault.kind in {"value_error", "missing"} and _is_needed_field_lost(fault, lost_names)


def _is_needed_field_lost(fault: Fault, lost_names: list[str]) -> bool:
    """Return whether what a node is said to need is a field that it has lost."""
    owner = fault.steps[:-1] if fault.kind == "missing" else fault.steps
    known = find_model(owner).list_field_names()
    meant = [*lost_names, *(find_field_by_synonym(name, known) for name in lost_names)]
    if fault.kind == "missing":
        needed = {fault.name, _STAND_INS.get(fault.name, fault.name)}
    elif "kind" in meant:
        return True
    else:
        needed = set(re.findall(r"\w+", str(fault.context["error"]))) & known
    return any(find_nearest_choice(name, meant) for name in needed)
