"""Findings in; what a person, a program or a forge reads of them out, and how a command ends."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from enum import StrEnum
from typing import NoReturn

import typer

from itinerary.diagnostics import Diagnostic, ItineraryError, printable, show

MOST_EXCERPT = 1000  # characters of a line: it may be the whole file


class Findings(StrEnum):
    """How findings are printed."""

    text = "text"
    json = "json"
    github = "github"
    sarif = "sarif"


def print_findings(findings: Iterable[Diagnostic], format: Findings) -> None:
    """Print findings in the order of the file: as text to stderr, as data to stdout."""
    findings = sorted(findings, key=lambda each: each.position)
    if format is Findings.json:
        fields = (
            {
                **each._asdict(),
                "position": each.position._asdict(),
                "excerpt": each.excerpt[:MOST_EXCERPT],
            }
            for each in findings
        )
        print(json.dumps(list(fields), indent=2, ensure_ascii=False))
    elif format is Findings.sarif:
        from itinerary.reports.sarif import sarif

        sys.stdout.write(sarif(findings))
    elif format is Findings.github:
        for each in findings:
            level = "notice" if each.severity == "note" else each.severity
            file = _escaped(each.position.file).replace(":", "%3A").replace(",", "%2C")
            text = _escaped(f"{each.text} [{each.code}]")
            print(
                f"::{level} file={file},line={each.position.line},col={each.position.column}::{text}"
            )
    elif findings:
        print(show(findings), file=sys.stderr)


def _escaped(text: str) -> str:
    """A message as GitHub's workflow commands take it."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def explain_code(code: str) -> None:
    """Print the page of a code."""
    from itinerary.codes import page

    try:
        sys.stdout.write(page(code))
    except ItineraryError as error:
        usage(str(error), "")


def fail(findings: Iterable[Diagnostic]) -> NoReturn:
    """End a command for the errors of its document."""
    print_findings(findings, Findings.text)
    raise typer.Exit(1)


def usage(message: str, hint: str) -> NoReturn:
    """End a command that was asked in a wrong way."""
    print(printable(f"itinerary: {message}" + (f" - {hint}" if hint else "")), file=sys.stderr)
    raise typer.Exit(2)
