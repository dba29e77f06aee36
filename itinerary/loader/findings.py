"""A written document in; the valid part of it out, and a diagnostic in plain words for each of its mistakes."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, time
from typing import Any, NamedTuple, get_args, get_origin

from itinerary.diagnostics import Diagnostic, did_you_mean
from itinerary.loader.files import short
from itinerary.loader.tree import FLAW, TWICE
from itinerary.loader.written import Path, Spot, Stop, Written
from itinerary.schema import FORMS, Document, Node, ValidationError

MOST_TOLD = 50  # mistakes that a run puts into words; the rest are counted
_COMPARED = 100  # wrong names that are compared to a right one

Lost = dict[Spot, list[str]]  # the names of the fields that a node has lost


class _Fault(NamedTuple):
    """A mistake by the schema: what pydantic says of it, and the way to it in the document."""

    kind: str
    steps: tuple[str | int, ...]  # as pydantic has them
    given: Any
    context: Mapping[str, Any]
    way: list[Stop]

    @property
    def path(self) -> Path:
        """The path to the node as the document has it."""
        return tuple(stop.step for stop in self.way[1:])

    @property
    def place(self) -> tuple[str, int]:
        """What puts faults in the order of the file."""
        return self.way[-1].spot.file.name, self.way[-1].spot.start

    @property
    def name(self) -> str:
        """The name of the field in question."""
        return str(self.steps[-1]) if self.steps else ""


def validated(written: Written) -> tuple[Document | None, list[Diagnostic]]:
    """The document without the nodes that are wrong, and what is wrong with them; None if nothing is left."""
    findings: list[Diagnostic] = []
    lost: Lost = {}
    while True:
        try:
            return Document.model_validate(written.root), findings
        except ValidationError as error:
            faults = _faults(written, error)
        own = [fault for fault in faults if not _follows(fault, faults, lost)]
        findings += _told(written, own)
        if not all([_let_go(written, fault, lost) for fault in faults]):
            return None, findings
        written.drop(path for fault in faults if (path := _droppable(fault)))


def _faults(written: Written, error: ValidationError) -> list[_Fault]:
    details = error.errors(include_url=False)
    faults = [_Fault(each["type"], each["loc"], each["input"], each.get("ctx", {}), written.along(each["loc"])) for each in details]
    return sorted(faults, key=lambda fault: fault.place)
