"""Findings in; what a person, a program or a forge reads of them out, and how a command ends."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from enum import StrEnum
from typing import NoReturn

import typer

from itinerary.diagnostics import (
    Diagnostic,
    ItineraryError,
    format_diagnostics,
    make_printable,
    parse_code,
)

MAX_EXCERPT = 1000  # characters of a line: it may be the whole file


class FindingFormat(StrEnum):
    """How findings are printed."""

    text = "text"
    json = "json"
    github = "github"
    sarif = "sarif"


def print_findings(findings: Iterable[Diagnostic], format: FindingFormat) -> None:
    """Print findings in the order of the file: as text to stderr, as data to stdout."""
    findings = sorted(findings, key=lambda each: each.position)
    if format is FindingFormat.json:
        fields = (
            {
                **each._asdict(),
                "position": each.position._asdict(),
                "excerpt": each.excerpt[:MAX_EXCERPT],
            }
            for each in findings
        )
        print(json.dumps(list(fields), indent=2, ensure_ascii=False))
    elif format is FindingFormat.sarif:
        from itinerary.reports.sarif import format_sarif

        sys.stdout.write(format_sarif(findings))
    elif format is FindingFormat.github:
        for each in findings:
            level = "notice" if each.severity == "note" else each.severity
            file = _escape_message(each.position.file).replace(":", "%3A").replace(",", "%2C")
            text = _escape_message(f"{each.text} [{each.code}]")
            print(
                f"::{level} file={file},line={each.position.line},col={each.position.column}::{text}"
            )
    elif findings:
        print(format_diagnostics(findings), file=sys.stderr)


def _escape_message(text: str) -> str:
    """A message as GitHub's workflow commands take it."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def explain_code(code: str) -> None:
    """Print the page of a code."""
    from itinerary.codes import get_code_page

    try:
        sys.stdout.write(get_code_page(parse_code(code)))
    except ItineraryError as error:
        exit_with_usage_error(str(error), "")


def exit_with_findings(findings: Iterable[Diagnostic]) -> NoReturn:
    """End a command for the errors of its document."""
    print_findings(findings, FindingFormat.text)
    raise typer.Exit(1)


def exit_with_usage_error(message: str, hint: str) -> NoReturn:
    """End a command that was asked in a wrong way."""
    print(make_printable(f"itinerary: {message}" + (f" - {hint}" if hint else "")), file=sys.stderr)
    raise typer.Exit(2)
