"""The command that writes calendars and briefings."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

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
from itinerary.cli.inputs import STDIN, load_valid_timeline
from itinerary.cli.outputs import write_files, write_to_stdout
from itinerary.diagnostics import make_printable


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
        str,
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
    from itinerary.publishing import export_files as exports
    from itinerary.publishing.file_names import make_file_name
    from itinerary.views.audience import for_audience

    options: dict[str, object] = {
        "imprecise": imprecise if imprecise != "span" else "",
        "alarm": alarm,
        "name": name,
        "color": color,
        "utc": utc,
        "lang": lang,
        "clock": clock,
        "style": style,
        "uid_salt": uid_salt,
        "holidays": holidays,
        "since": for_audience(load_valid_timeline(since), audience) if since else None,
    }
    wanted = exports.create_export_request(split, background, options, is_chosen=bool(output or to))
    whole = load_valid_timeline(doc)
    timeline = for_audience(whole, audience)
    if to is not None:
        texts = exports.render_for_stdout(timeline, to, wanted)
    else:
        stem = make_file_name(Path(doc).stem if doc != STDIN else timeline.id)
        texts = exports.render_files(timeline, output or (), stem, wanted)
    for caution in exports.list_file_cautions(texts):
        print(make_printable(f"{doc}: warning: {caution}"), file=sys.stderr)
    if to is not None:
        write_to_stdout(texts[exports.STDOUT].content)
    else:
        write_files({path: text.content for path, text in texts.items() if text.content}, Path(doc))
    for note in exports.list_export_notes(whole, timeline, texts, audience, wanted):
        print(make_printable(note), file=sys.stdout if to is None else sys.stderr)
