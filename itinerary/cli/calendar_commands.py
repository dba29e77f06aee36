"""The commands that read calendars: import and verify."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from itinerary.cli.arguments import (
    AUDIENCES,
    LANGUAGES,
    DocumentArgument,
    RootOption,
    parse_date_option,
)
from itinerary.cli.choices import FindingFormat
from itinerary.cli.completion import complete_zones
from itinerary.cli.findings import print_findings
from itinerary.cli.inputs import (
    STDIN,
    load_valid_timeline,
    read_input_bytes,
    read_input_text,
    reject_second_stdin,
)
from itinerary.cli.outputs import STDOUT, write_new_file
from itinerary.diagnostics import make_printable
from itinerary.document.vocabulary import Visibility


def import_(
    file: Annotated[
        str, typer.Argument(metavar="FILE.ics", help="A calendar (ICS); - is standard input.")
    ],
    output: Annotated[
        str | None,
        typer.Option(
            "-o", "--output", help="The document to write instead of FILE.yaml; - prints it."
        ),
    ] = None,
    timezone: Annotated[
        str,
        typer.Option(
            "--timezone",
            metavar="ZONE",
            help="Time zone assumed for floating times, such as Europe/Lisbon.",
            autocompletion=complete_zones,
        ),
    ] = "",
    expand: Annotated[
        str | None,
        typer.Option(
            "--expand",
            metavar="DATE",
            help="Make an event of each occurrence of a recurring event, up to this day.",
        ),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option("--from", metavar="DATE", help="Leave out what ends before this day."),
    ] = None,
    skip_broken: Annotated[
        bool,
        typer.Option("--skip-broken", help="Leave out events that cannot be read, and name them."),
    ] = False,
) -> None:
    """Make a document from a calendar that others wrote.

    What the document leaves out is printed.
    """
    from itinerary.calendars.importing import import_calendar
    from itinerary.dates.zones import load_zone

    until = parse_date_option("--expand", expand) if expand else None
    load_zone(timezone or "UTC")  # an unknown zone is an error even if no time is floating
    name = "calendar.ics" if file == STDIN else file
    imported = import_calendar(
        read_input_bytes(file),
        name,
        timezone=timezone,
        until=until,
        since=parse_date_option("--from", since) if since else None,
        skip_broken=skip_broken,
    )
    print_findings(imported.findings, FindingFormat.TEXT)
    if not imported.text:
        raise typer.Exit(1)
    path = output or f"{Path(name).stem}.yaml"
    write_new_file(path, imported.text)
    noun = "event" if imported.events == 1 else "events"
    stream = sys.stderr if path == STDOUT else sys.stdout
    for line in (f"{imported.events} {noun} of {file}", *imported.losses):
        print(make_printable(line), file=stream)


def verify(
    file: Annotated[
        str,
        typer.Argument(metavar="FILE.ics", help="A calendar that was exported from the document."),
    ],
    doc: DocumentArgument,
    zones: Annotated[
        list[str] | None,
        typer.Option(
            "--zone",
            metavar="ZONE",
            help="Show the times in this zone; may be given several times.",
            autocompletion=complete_zones,
        ),
    ] = None,
    part: Annotated[
        bool, typer.Option("--part", help="The calendar is that of one leg or kind of event.")
    ] = False,
    audience: Annotated[
        Visibility,
        AUDIENCES.create_option("--audience", help="The audience that it was exported for."),
    ] = Visibility.STAFF,
    lang: Annotated[
        str | None, LANGUAGES.create_option("--lang", help="The language that it was exported in.")
    ] = None,
    uid_salt: Annotated[
        str, typer.Option("--uid-salt", metavar="TEXT", help="The salt that it was exported with.")
    ] = "",
    root: RootOption = None,
) -> None:
    """Compare a calendar with its document.

    The calendar is read by another parser than the one that wrote it. The times that people in
    other zones see are printed, and what the calendar cannot show.
    """
    from itinerary.calendars.verifying import verify
    from itinerary.calendars.verifying.viewer_table import choose_viewer_zones, format_viewer_table
    from itinerary.views.audience import for_audience

    reject_second_stdin(doc, file)
    timeline = for_audience(load_valid_timeline(doc, root), audience)
    text = read_input_text(file)
    verified = verify(text, timeline, lang=lang or "", uid_salt=uid_salt, is_part=part)
    count = len(verified.differences)
    events = f"{len(verified.events)} {'event' if len(verified.events) == 1 else 'events'}"
    differences = f"{count or 'no'} {'difference' if count == 1 else 'differences'}"
    lines = [
        *format_viewer_table(verified.events, zones or choose_viewer_zones(timeline)),
        "",
        *(f"lossy: {each}" for each in verified.losses),
        *(f"differs: {each}" for each in verified.differences),
        f"{file}: {events}, {differences} from {doc}",
    ]
    print(*map(make_printable, lines), sep="\n")
    if verified.differences:
        raise typer.Exit(1)
