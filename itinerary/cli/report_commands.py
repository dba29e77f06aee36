"""The commands that print what a document comes to: show, explain and conflicts."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from itinerary.cli.arguments import (
    CLOCKS,
    LANGUAGES,
    DocumentArgument,
    OnlyOption,
    RootOption,
    TravellerOption,
    WithinOption,
)
from itinerary.cli.choices import Choice
from itinerary.cli.completion import complete_ids
from itinerary.cli.inputs import load_valid_timeline
from itinerary.reports.rendering import ReportFormat, format_conflicts, format_explanations


def show(
    doc: DocumentArgument,
    within: WithinOption = "",
    only: OnlyOption = None,
    traveller: TravellerOption = "",
    width: Annotated[
        int | None,
        typer.Option(
            "--width",
            metavar="COLUMNS",
            min=60,
            max=200,
            help="How wide, instead of the terminal's width.",
        ),
    ] = None,
    lang: Annotated[
        str, LANGUAGES.create_option("--lang", help="The language to print in.")
    ] = "en",
    clock: Annotated[int, CLOCKS.create_option("--clock", help="A clock of 24 or 12 hours.")] = 24,
    root: RootOption = None,
) -> None:
    """Print the timeline day by day.

    What is still open and the background follow.
    """
    from itinerary.cli.terminal import print_timeline

    timeline = load_valid_timeline(doc, root)
    if within:
        from itinerary.views.within import select_within

        timeline = select_within(timeline, within)
    if only:
        from itinerary.views.groups import select_groups

        timeline = select_groups(timeline, only)
    if traveller:
        from itinerary.views.traveller import for_traveller

        timeline = for_traveller(timeline, traveller)
    print_timeline(timeline, width, lang, clock)


def explain(
    doc: DocumentArgument,
    id: Annotated[
        str | None,
        typer.Argument(metavar="ID", help="Only this entry.", autocompletion=complete_ids),
    ] = None,
    root: RootOption = None,
) -> None:
    """Print why each date is what it is.

    For each date: its words, source, reference date, rule and result, and the readings rejected.
    """
    from itinerary.reports.explanation import explain
    from itinerary.reports.provenance import trace_timeline

    timeline = load_valid_timeline(doc, root)
    explained = trace_timeline(timeline) if id is None else [explain(timeline, id)]
    sys.stdout.write(format_explanations(explained))


def conflicts(
    doc: DocumentArgument,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit with 1 if two claims contradict each other.")
    ] = False,
    format: Annotated[
        ReportFormat,
        Choice("format", ReportFormat).create_option("--format", help="How the report is printed."),
    ] = ReportFormat.TEXT,
    root: RootOption = None,
) -> None:
    """Print where the sources differ.

    For each date: the claims, the one that was chosen, and why.
    """
    from itinerary.reports.conflicts import conflicts

    found = conflicts(load_valid_timeline(doc, root))
    sys.stdout.write(format_conflicts(found, format))
    if strict and found.has_contradictions:
        raise typer.Exit(1)
