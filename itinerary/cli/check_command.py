"""The command that checks documents."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from itinerary.cli.arguments import DOCUMENT_HELP, RootOption
from itinerary.cli.choices import Choice, FindingFormat
from itinerary.cli.completion import complete_codes
from itinerary.cli.findings import exit_with_usage_error, has_errors, print_findings
from itinerary.cli.inputs import load_timeline, reject_second_stdin
from itinerary.cli.progress import track_progress
from itinerary.diagnostics import Diagnostic, make_printable

if TYPE_CHECKING:  # --help may not take as long as importing this
    from itinerary.resolving.document_findings import CheckedDocument
    from itinerary.timeline import Timeline

_MAX_NAMED = 5


class _CheckedDocument(NamedTuple):
    """What is wrong with a document, whether it fails for that, and its coverage, if asked for.

    Its timeline is not kept: those of a folder of documents would take the memory of all.
    """

    findings: list[Diagnostic]
    is_failing: bool
    coverage: str


def check(
    docs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="DOC",
            help=f"{DOCUMENT_HELP} Of a folder, all documents in it and its subfolders.",
            show_default=False,
        ),
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit with 1 for warnings as for errors.")
    ] = False,
    format: Annotated[
        FindingFormat,
        Choice("format", FindingFormat).create_option("--format", help="How findings are printed."),
    ] = FindingFormat.TEXT,
    code: Annotated[
        str | None,
        typer.Option(
            "--explain",
            metavar="CODE",
            help="Explain the code of a finding, such as no-such-place, and do nothing else.",
            autocompletion=complete_codes,
        ),
    ] = None,
    coverage: Annotated[
        bool,
        typer.Option(
            "--coverage",
            help="Also print how many sources each date rests on: several, one, none;"
            " on standard error where --format is not text.",
        ),
    ] = False,
    root: RootOption = None,
) -> None:
    """Print everything that is wrong with documents.

    The exit status is 1 if one of them has an error.
    """
    if code is not None:
        _print_code_page(code)
        return
    if not docs:
        hint = "itinerary check trip.yaml, or itinerary check --explain CODE"
        exit_with_usage_error("check needs a document", hint)
    reject_second_stdin(*docs)
    checked: list[_CheckedDocument] = []
    found = _list_documents(docs)
    for doc in track_progress(found, "checking"):
        timeline, findings = _find_everything(doc, root, strict=strict, is_only=len(found) == 1)
        each = _CheckedDocument(
            findings,
            _is_failing(findings, strict=strict),
            _describe_coverage(timeline, findings) if coverage else "",
        )
        checked.append(each)
        if format is FindingFormat.TEXT:
            print_findings(findings, format)
            sys.stdout.write(each.coverage)
            if timeline and not each.is_failing:
                print(make_printable(_summarize(doc, timeline)))
    if format is not FindingFormat.TEXT:
        print_findings([finding for each in checked for finding in each.findings], format)
        sys.stderr.write("".join(each.coverage for each in checked))  # programs read the findings
    failing = sum(each.is_failing for each in checked)
    if format is FindingFormat.TEXT and any(Path(doc).is_dir() for doc in docs):
        noun = "document" if len(checked) == 1 else "documents"
        print(f"{len(checked)} {noun}, {failing} with mistakes")
    if failing:
        raise typer.Exit(1)


def _list_documents(docs: Sequence[str]) -> tuple[str, ...]:
    """Return the documents that are named, and those in the folders that are."""
    return tuple(found for doc in docs for found in _find_documents(doc))


def _find_documents(doc: str) -> Iterator[str]:
    if not Path(doc).is_dir():
        yield doc
        return
    from itinerary.loading.folders import find_documents

    found = find_documents(Path(doc))
    if not found.documents:
        exit_with_usage_error(f"{doc} has no documents in it", "name a folder that has")
    if found.others:
        names = ", ".join(map(str, found.others[:_MAX_NAMED]))
        more = len(found.others) - _MAX_NAMED
        rest = f" and {more} more" if more > 0 else ""
        print(make_printable(f"no documents, so not checked: {names}{rest}"), file=sys.stderr)
    yield from map(str, found.documents)


def _print_code_page(code: str) -> None:
    from itinerary.codes import get_code_page
    from itinerary.diagnostics import parse_code

    sys.stdout.write(get_code_page(parse_code(code)))


def _find_everything(
    doc: str, root: Path | None, *, strict: bool, is_only: bool
) -> CheckedDocument:
    """Return a document's timeline and all that is wrong with it."""
    from itinerary.resolving.document_findings import CheckedDocument, complete_findings

    timeline, findings, notes, *_ = load_timeline(doc, root, has_progress=is_only)
    found = CheckedDocument(timeline, findings)
    return found._replace(findings=complete_findings(found, notes, strict=strict))


def _is_failing(findings: list[Diagnostic], *, strict: bool) -> bool:
    """Return whether a document fails: for errors, if strict for warnings, too."""
    failing = {"error", "warning"} if strict else {"error"}
    return any(each.severity in failing for each in findings)


def _describe_coverage(timeline: Timeline | None, findings: list[Diagnostic]) -> str:
    """Return how well the dates of a document are supported; nothing of one with errors."""
    if timeline is None or has_errors(findings):
        return ""
    from itinerary.reports.coverage import measure_coverage
    from itinerary.reports.rendering import format_coverage

    return format_coverage(measure_coverage(timeline))


def _summarize(name: str, timeline: Timeline) -> str:
    """Return the number of a document's entries, and of those with a date that is open."""
    entries = timeline.select_entries("leg", "event", "background")
    noun = "entry" if len(entries) == 1 else "entries"
    open_count = sum(entry.has_open_dates for entry in timeline.entries)
    return f"{name}: {len(entries)} {noun}, {open_count} still open, no errors"
