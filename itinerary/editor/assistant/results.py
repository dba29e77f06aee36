"""What the tools of an assistant return: plain values, of which the protocol makes schemas.

They have no slots: the schemas would take those for defaults.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from itinerary.dates.finding import Found
from itinerary.dates.interval import Interval
from itinerary.dates.wording import format_interval
from itinerary.diagnostics import Diagnostic


@dataclass(frozen=True)
class Finding:
    """Something that is wrong or doubtful in a document, where it is, and what to write instead."""

    file: str
    line: int
    column: int
    severity: str  # error, warning, note
    code: str
    message: str
    hint: str
    excerpt: str


@dataclass(frozen=True)
class CheckResult:
    """What is wrong in a document; `more` counts the findings that are left out of the list."""

    has_errors: bool
    entries: int
    open_entries: int
    findings: list[Finding]
    more: int


@dataclass(frozen=True)
class Explanation:
    """Why dates are what they are: words, source, reference, rule, result, readings rejected.

    `more` counts the ids of entries that are left out of the list.
    """

    text: str
    ids: list[str]
    more: int


@dataclass(frozen=True)
class DateInterval:
    """A date: half-open in ISO 8601 (null is an open side), by EDTF, and in words."""

    start: str | None
    end: str | None
    edtf: str
    words: str


@dataclass(frozen=True)
class ResolvedPhrase:
    """What a phrase comes to, step by step, and what is doubtful about it."""

    intervals: list[DateInterval]
    steps: list[str]
    warnings: list[str]


@dataclass(frozen=True)
class FoundDate:
    """A temporal expression in a text; `start` and `end` count its characters."""

    start: int
    end: int
    text: str
    kind: str  # date, time, duration, set, vague
    intervals: list[DateInterval]
    timex_type: str
    timex_value: str
    why: list[str]


@dataclass(frozen=True)
class FoundDates:
    """The expressions of a text in order; `more` counts those that are left out of the list."""

    found: list[FoundDate]
    more: int


@dataclass(frozen=True)
class ListedExpression:
    """A temporal expression of an article that dates nothing in the draft, and why."""

    text: str
    reason: str


@dataclass(frozen=True)
class DraftResult:
    """A document in YAML; comments "for the editor" mark what a person has to decide."""

    document: str
    counts: str
    not_used: list[ListedExpression]
    more: int
    written: str  # the file; "" for none


@dataclass(frozen=True)
class ExportResult:
    """A calendar or briefing; the content is "" where a file has it.

    What it leaves out is listed; `more` counts what is not in that list.
    """

    content: str
    media_type: str
    left_out: list[str]
    more: int
    written: str  # the file; "" for none


def build_finding(finding: Diagnostic) -> Finding:
    """Return a finding as plain values; its texts are shortened."""
    told = finding.to_dict()
    file, line, column = finding.position
    return Finding(
        file,
        line,
        column,
        told["severity"],
        told["code"],
        told["message"],
        told["hint"],
        told["excerpt"],
    )


def build_intervals(intervals: Iterable[Interval]) -> list[DateInterval]:
    """Return intervals as plain values."""
    return [
        DateInterval(
            each.start.isoformat() if each.start else None,
            each.end.isoformat() if each.end else None,
            each.edtf,
            format_interval(each),
        )
        for each in intervals
    ]


def build_found(found: Found) -> FoundDate:
    """Return what is found as plain values."""
    return FoundDate(
        found.start,
        found.end,
        found.text,
        found.kind.value,
        build_intervals(found.intervals),
        found.timex.type,
        found.timex.value,
        list(found.why),
    )
