"""Prints findings for people, programs and forges, and ends commands that fail."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from typing import NoReturn

import typer

from itinerary.cli.choices import FindingFormat
from itinerary.diagnostics import Diagnostic, format_diagnostics, make_printable


def has_errors(findings: Iterable[Diagnostic]) -> bool:
    """Return whether any finding is an error."""
    return any(each.severity == "error" for each in findings)


def print_findings(findings: Iterable[Diagnostic], format: FindingFormat) -> None:
    """Print findings in the order of their positions: text to stderr, data to stdout."""
    ordered = sorted(findings, key=lambda each: each.position)
    match format:
        case FindingFormat.JSON:
            found = [each.to_dict() for each in ordered]
            print(json.dumps(found, indent=2, ensure_ascii=False))
        case FindingFormat.SARIF:
            from itinerary.reports.sarif import format_sarif

            sys.stdout.write(format_sarif(ordered))
        case FindingFormat.GITLAB:
            from itinerary.reports.code_quality import format_code_quality

            sys.stdout.write(format_code_quality(ordered))
        case FindingFormat.GITHUB:
            for line in _format_workflow_commands(ordered):
                print(line)
        case FindingFormat.TEXT:
            if ordered:
                print(format_diagnostics(ordered), file=sys.stderr)


def _format_workflow_commands(findings: Iterable[Diagnostic]) -> Iterator[str]:
    """Yield the workflow command of each finding.

    https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
    """
    for each in findings:
        level = "notice" if each.severity == "note" else each.severity
        file = _escape_message(each.position.file).replace(":", "%3A").replace(",", "%2C")
        text = _escape_message(f"{each.text} [{each.code}]")
        line, column = each.position.line, each.position.column
        yield f"::{level} file={file},line={line},col={column}::{text}"


def _escape_message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def print_warnings(subject: str, messages: Iterable[str]) -> None:
    """Print what is to be known of a document, or of what it became, but stands at no place."""
    for message in messages:
        print(make_printable(f"{subject}: warning: {message}"), file=sys.stderr)


def exit_with_findings(findings: Iterable[Diagnostic]) -> NoReturn:
    """Print the findings of a document that has errors, and end the command with status 1."""
    print_findings(findings, FindingFormat.TEXT)
    raise typer.Exit(1)


def exit_with_usage_error(message: str, hint: str) -> NoReturn:
    """Print what is wrong with the command line, and end the command with status 2."""
    remedy = f" - {hint}" if hint else ""
    print(make_printable(f"itinerary: {message}{remedy}"), file=sys.stderr)
    raise typer.Exit(2)
