"""A written document in; the valid part of it out, and a diagnostic in plain words for each of its mistakes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from itinerary.diagnostics import Diagnostic, near
from itinerary.document import Document, ValidationError
from itinerary.loading import schema_errors
from itinerary.loading.schema_errors import Fault
from itinerary.loading.source_map import Spot, Written
from itinerary.loading.tree import FLAW, Path, Twice

MOST_TOLD = 50  # mistakes that a run puts into words; the rest are counted
_COMPARED = 100  # lost fields, and letters of each, that a name is compared with

_Lost = dict[Spot, list[str]]  # the names of the fields that a node has lost


class Findings(NamedTuple):
    """What a validation comes to: the document, or None if nothing is left of it; mistakes in words; and how many more there are."""

    document: Document | None
    told: list[Diagnostic]
    untold: int


def validated(written: Written) -> Findings:
    """The document without the nodes that are wrong, and what is wrong with them.

    What is wrong is dropped, and the rest is validated again, until it is valid: some mistakes show only when others are out of the way.
    """
    told: list[Diagnostic] = []
    untold = 0
    lost: _Lost = {}
    while True:
        try:
            return Findings(Document.model_validate(written.root), told, untold)
        except ValidationError as error:
            faults = list(_faults(written, error))
        paths = {path for fault in faults for path in _losses(fault)}
        for fault in faults:
            _note(lost, fault)
        own = sorted(
            (fault for fault in faults if not _follows(fault, lost)), key=lambda fault: fault.place
        )
        told += [schema_errors.told(written, fault) for fault in own[:MOST_TOLD]]
        untold += len(own[MOST_TOLD:])
        if () in paths and not _stand_in(written, faults):
            return Findings(None, told, untold)
        written.drop(paths - {()})


def _faults(written: Written, error: ValidationError) -> Iterator[Fault]:
    for each in error.errors(include_url=False):
        steps = each["loc"]
        at = steps[:-1] if each["type"] == "missing" else steps
        yield Fault(each["type"], steps, each["input"], each.get("ctx", {}), written.along(at))


def _losses(fault: Fault) -> list[Path]:
    """The nodes that have to go for a mistake."""
    path = tuple(stop.step for stop in fault.way[1:])
    if path[:1] == ("sources",):
        return [path[:2]]  # half a source would date things by guesses
    slip = schema_errors.comma_slip(fault)
    return [path, (*path[:-1], slip.name)] if slip else [path]


def _note(lost: _Lost, fault: Fault) -> None:
    """Keep in mind what the node above is going to lack."""
    if len(fault.way) > 1:
        *_, above, stop = fault.way
        slip = schema_errors.comma_slip(fault)
        name = str(stop.step)[:_COMPARED].partition(":")[0]
        lost.setdefault(above.spot, []).extend([name, slip.name] if slip else [name])


def _stand_in(written: Written, faults: Iterable[Fault]) -> bool:
    """Put something in the place of what the document itself lacks, so that the rest of it can be checked."""
    whole = [fault for fault in faults if len(fault.way) == 1]
    if not all(fault.kind == "missing" for fault in whole):
        return False
    written.complete({fault.name: "…" for fault in whole})
    return True


def _follows(fault: Fault, lost: _Lost) -> bool:
    """Whether a mistake only follows from another one, which is told on its own."""
    if fault.given is FLAW or any(isinstance(stop.spot.step, Twice) for stop in fault.way):
        return True
    if slip := schema_errors.comma_slip(fault):
        return not slip.is_first
    gone = lost.get(fault.way[-1].spot, [])[:_COMPARED]
    if fault.kind not in ("value_error", "missing") or not gone:
        return fault.kind == "too_short" and bool(gone)
    known = schema_errors.model(fault.steps).field_names()
    needed = (
        {fault.name}
        if fault.kind == "missing"
        else set(re.findall(r"\w+", str(fault.context["error"]))) & known
    )
    gone += [schema_errors.called_otherwise(name, known) for name in gone]
    return (fault.kind == "value_error" and "kind" in gone) or any(
        near(name, gone) for name in needed
    )
