"""The command that writes calendars and briefings."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from itinerary.cli.arguments import (
    AUDIENCE_METAVAR,
    CLOCK_METAVAR,
    LANGUAGE_METAVAR,
    DocumentArgument,
)
from itinerary.cli.choices import (
    AUDIENCES,
    BACKGROUNDS,
    CLOCKS,
    EXPORT_FORMATS,
    IMPRECISE_CHOICES,
    LABEL_LANGUAGES,
    SPLITS,
    STYLES,
)
from itinerary.cli.completion import complete_colors
from itinerary.cli.findings import exit_with_usage_error
from itinerary.cli.inputs import STDIN, load_valid_timeline
from itinerary.cli.outputs import write_files, write_to_stdout
from itinerary.diagnostics import make_printable

if TYPE_CHECKING:
    from itinerary.export.options import ImpreciseChoice
else:
    ImpreciseChoice = str  # for typer, which needs no more: `choices` knows the values


def export(
    doc: DocumentArgument,
    output: Annotated[
        list[Path] | None,
        typer.Option(
            "-o",
            "--output",
            help="A file to write; its suffix names the format. May be given several times.",
        ),
    ] = None,
    to: Annotated[
        str | None,
        EXPORT_FORMATS.create_option(
            "--to",
            metavar="html|ics|jcal|json|markdown|pdf",
            help="Print one format to standard output.",
        ),
    ] = None,
    audience: Annotated[
        str,
        AUDIENCES.create_option(
            "--audience",
            metavar=AUDIENCE_METAVAR,
            help="Who reads it; what this audience may not see is left out everywhere.",
        ),
    ] = "staff",
    split: Annotated[
        str,
        SPLITS.create_option(
            "--split",
            metavar="leg|kind|none",
            help="Write a calendar for each leg or kind of event.",
        ),
    ] = "none",
    background: Annotated[
        str,
        BACKGROUNDS.create_option(
            "--background",
            metavar="file|inline|omit|only",
            help="Put the background into a calendar of its own (without -o and --to), into that"
            " of the trip, into none, or export it alone.",
        ),
    ] = "file",
    imprecise: Annotated[
        ImpreciseChoice,
        IMPRECISE_CHOICES.create_option(
            "--imprecise",
            metavar="span|marker|omit",
            help="Show a date that is coarser than a day on all its days, on the first, or not.",
        ),
    ] = "span",
    alarm: Annotated[
        str,
        typer.Option(
            "--alarm",
            metavar="TIME|own",
            help="An alarm this long before each clock time (30m, 2h, 1d), unless the event has"
            " its own; own: only the alarms that events have.",
        ),
    ] = "",
    name: Annotated[
        str, typer.Option("--name", help="The calendar's name, instead of the document's title.")
    ] = "",
    color: Annotated[
        str,
        typer.Option(
            "--color",
            help="The calendar's colour, a CSS name such as steelblue.",
            autocompletion=complete_colors,
        ),
    ] = "",
    utc: Annotated[
        bool, typer.Option("--utc", help="Calendar times in UTC, without time zones.")
    ] = False,
    uid_salt: Annotated[
        str,
        typer.Option(
            "--uid-salt",
            metavar="TEXT",
            help="Make other UIDs than usual, for calendars that refuse events which were deleted"
            " from them.",
        ),
    ] = "",
    lang: Annotated[
        str | None,
        LABEL_LANGUAGES.create_option(
            "--lang",
            metavar=LANGUAGE_METAVAR,
            help="The language of a briefing, or of a calendar's events.",
        ),
    ] = None,
    clock: Annotated[
        int | None,
        CLOCKS.create_option(
            "--clock", metavar=CLOCK_METAVAR, help="Briefing: a clock of 24 or 12 hours."
        ),
    ] = None,
    style: Annotated[
        str | None,
        STYLES.create_option(
            "--style",
            metavar="briefing|timeline|card|day-sheet",
            help="Briefing: everything, one line for each event, the essentials, or for a crew.",
        ),
    ] = None,
    holidays: Annotated[
        bool, typer.Option("--holidays", help="Briefing: name the public holidays of each day.")
    ] = False,
    since: Annotated[
        str,
        typer.Option(
            "--since",
            metavar="DOC",
            help="Briefing: list what has changed since this earlier issue of the document.",
        ),
    ] = "",
) -> None:
    """Write calendars and a briefing.

    These are a calendar of the trip, one of its background, and a briefing in Markdown. With -o or
    --to, write or print the formats asked for instead. If the trip may still change, let people
    subscribe to its calendar: some programs double the events when it is imported again.
    """
    from itinerary.publishing import (
        BackgroundPlacement,
        ExportRequest,
        list_export_notes,
        plan_export,
        render_plan,
    )
    from itinerary.views.parts import SplitBy

    request = ExportRequest(
        outputs=tuple(output or ()),
        to=to or "",
        stem="" if doc == STDIN else Path(doc).stem,
        audience=audience,
        split=None if split == "none" else SplitBy(split),
        background=BackgroundPlacement(background),
        imprecise=imprecise,
        alarm=alarm,
        name=name,
        color=color,
        utc=utc,
        uid_salt=uid_salt,
        lang=lang,
        clock=clock,
        style=style,
        holidays=holidays,
        since=load_valid_timeline(since) if since else None,
    )
    if to == "pdf" and sys.stdout.isatty():
        exit_with_usage_error("a PDF cannot be shown on a terminal", "name a file: -o trip.pdf")
    plan = plan_export(load_valid_timeline(doc), request)
    rendered = render_plan(plan)
    for caution in (caution for each in rendered for caution in each.cautions):
        print(make_printable(f"{doc}: warning: {caution}"), file=sys.stderr)
    if to:
        write_to_stdout(rendered[0].content)
    else:
        files = {each.path: each.content for each in rendered if each.path and each.content}
        write_files(files, Path(doc))
    for note in list_export_notes(plan):
        print(make_printable(note), file=sys.stderr if to else sys.stdout)
