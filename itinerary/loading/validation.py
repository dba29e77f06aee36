"""From the tree of a file to the valid part of a document, with a diagnostic for each mistake."""

from __future__ import annotations

from typing import NamedTuple

from itinerary.diagnostics import Diagnostic
from itinerary.document import Document, ValidationError
from itinerary.document.node import UNNAMED
from itinerary.loading.source_map import SourceMap

MAX_REPORTED = 10_000  # mistakes that a run puts into words; the rest are counted


class ValidationResult(NamedTuple):
    """What a validation comes to.

    Attributes:
        document: The document without its mistakes; None if nothing is left of it.
        diagnostics: The mistakes in words.
        omitted_count: How many more there are.

    """

    document: Document | None
    diagnostics: list[Diagnostic]
    omitted_count: int


def validate_document(source_map: SourceMap) -> ValidationResult:
    """Return the document without the nodes that are wrong, and what is wrong with them."""
    try:
        document = Document.model_validate(source_map.root, context=UNNAMED)
    except ValidationError as error:
        from itinerary.loading.schema_errors.wrong_nodes import drop_wrong_nodes  # most have none

        return drop_wrong_nodes(source_map, error)
    return ValidationResult(document, [], 0)
