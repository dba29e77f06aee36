"""What is found wrong while a document is resolved, and what has no date for that."""

from __future__ import annotations

from typing import Protocol

from itinerary.codes import Code
from itinerary.diagnostics import PLACE_CODES, Diagnostic, NodePath, Severity
from itinerary.document import Document


class FindingReporter(Protocol):
    """Takes in what is wrong with the node of a path."""

    def __call__(
        self, path: NodePath, severity: Severity, message: str, hint: str, code: Code, /
    ) -> None:
        """Take in one finding."""


class Findings:
    """What is found wrong with one document.

    Attributes:
        found: The findings so far, in their order.
        undated: The ids of the entries that are reported to have no date.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self.found: list[Diagnostic] = []
        self.undated: set[str] = set()

    def report(
        self, path: NodePath, severity: Severity, message: str, hint: str, code: Code
    ) -> None:
        """Take in what is wrong with the node of a path."""
        self.found.append(self._document.create_diagnostic(path, severity, message, hint, code))

    @property
    def has_place_error(self) -> bool:
        """Whether anything is wrong with a place."""
        return any(finding.code in PLACE_CODES.values() for finding in self.found)
