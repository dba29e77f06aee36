"""The command that resolves one phrase."""

from __future__ import annotations

from typing import Annotated

import typer

from itinerary.cli.arguments import parse_reference_option
from itinerary.cli.choices import Choice, FindingFormat
from itinerary.cli.findings import exit_with_findings, print_findings
from itinerary.dates.grammar import list_languages, resolve_phrase
from itinerary.dates.wording import format_interval
from itinerary.diagnostics import Diagnostic, PhraseError, Position


def resolve(
    phrase: Annotated[
        str,
        typer.Argument(
            metavar="PHRASE", help="A date phrase, such as 'the third Thursday of November'."
        ),
    ],
    on: Annotated[
        str,
        typer.Option(
            "--on", metavar="DATE", help="The date or time that it counts from, in ISO 8601."
        ),
    ],
    language: Annotated[
        str,
        Choice("language", list_languages()).create_option(
            "--language", help="The language of the phrase."
        ),
    ] = "en",
    window: Annotated[
        str | None,
        typer.Option(
            "--window",
            metavar="DATES",
            help="The dates of the trip that it is about, such as 2025-09-02/2025-09-04.",
        ),
    ] = None,
) -> None:
    """Resolve one date phrase, and explain the result."""
    reference = parse_reference_option("--on", on)
    try:
        within = resolve_phrase(window, reference=reference).intervals if window else None
        resolution = resolve_phrase(phrase, reference=reference, language=language, window=within)
    except PhraseError as error:
        exit_with_findings([_create_finding(phrase, error)])
    for interval in resolution.intervals:
        print(f"{interval.edtf}  {format_interval(interval)}")
    print("\n".join(f"  {step}" for step in resolution.steps))
    print_findings(resolution.diagnostics, FindingFormat.TEXT)


def _create_finding(phrase: str, error: PhraseError) -> Diagnostic:
    position = Position("phrase", 1, error.position + 1)
    return Diagnostic(position, "error", error.message, error.hint, error.code, phrase)
