"""The command that reads a calendar again: verify."""

from __future__ import annotations

from typing import Annotated

import typer

from itinerary.cli.arguments import AUDIENCES, LANGUAGES, DocumentArgument, RootOption
from itinerary.cli.completion import complete_zones
from itinerary.cli.inputs import load_valid_timeline, read_input_text, reject_second_stdin
from itinerary.diagnostics import make_printable
from itinerary.document.vocabulary import Visibility


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
