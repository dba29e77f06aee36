"""A loaded document in; its timeline and everything that is wrong in it, each thing once, out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from itinerary.checks import check_completeness
from itinerary.codes import Code
from itinerary.diagnostics import PLACE_CODES, Diagnostic
from itinerary.document import Document
from itinerary.loading import LoadResult
from itinerary.resolving.claim_findings import describe_unknown_id
from itinerary.timeline import Timeline

# In a document with errors these may only follow from the errors that are reported anyway.
_CONSEQUENT_CODES = {Code.NO_REFERENCE, Code.NO_ZONE}


class CheckedDocument(NamedTuple):
    """A document's timeline, None if nothing is left of it, and what is wrong in it."""

    timeline: Timeline | None
    findings: list[Diagnostic]

    @property
    def has_errors(self) -> bool:
        """Whether any finding is an error."""
        return any(each.severity == "error" for each in self.findings)


def resolve_loaded(loaded: LoadResult, resolve: Callable[[Document], Timeline]) -> CheckedDocument:
    """Return the timeline of a document, and what is wrong with its text, dates and places.

    Args:
        loaded: The document.
        resolve: Makes its timeline.
    """
    timeline = resolve(loaded.document) if loaded.document else None
    later = timeline.diagnostics if timeline else ()
    if any(each.severity == "error" for each in loaded.diagnostics):
        lost = loaded.lost_ids
        later = tuple(each for each in later if not _is_consequence(each, loaded.diagnostics, lost))
    return CheckedDocument(timeline, [*loaded.diagnostics, *later])


def complete_findings(
    checked: CheckedDocument, notes: Iterable[Diagnostic], *, strict: bool = False
) -> list[Diagnostic]:
    """Return the findings with what a document without errors lacks, and the notes on it.

    Args:
        checked: What is known so far.
        notes: Those of the loaded document.
        strict: Whether to warn of nights without a stay, too.
    """
    if checked.has_errors:
        return checked.findings
    lacks = check_completeness(checked.timeline, strict=strict) if checked.timeline else ()
    return [*checked.findings, *lacks, *notes]


def _is_consequence(
    finding: Diagnostic, earlier: Iterable[Diagnostic], lost_ids: Iterable[str]
) -> bool:
    """Return whether a finding about dates or places only follows from mistakes in the file.

    A wrong time zone leaves its place without one, a wrong source its words without a language, a
    wrong entry those that count from it without its id.
    """
    if finding.code in _CONSEQUENT_CODES:
        return True
    if finding.code == Code.UNKNOWN_ID:
        return any(finding.message.endswith(describe_unknown_id(each)) for each in lost_ids)
    lost = [each.path for each in earlier if each.severity == "error" and each.path]
    if finding.code in PLACE_CODES.values():
        zones = [path for path in lost if path[-1] == "timezone"]
        around = (finding.path, finding.path[:-1])
        return any(path[:-1] in around for path in zones)
    return finding.code == Code.PHRASE_UNREAD and any(
        finding.path[: len(path) - 1] == path[:-1] for path in lost if path[-1] == "source"
    )
