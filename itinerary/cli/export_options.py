"""The options of `export` that no other command has, in the order of its help."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, get_args

import typer

from itinerary.briefing import STYLES
from itinerary.cli.arguments import CLOCKS, LANGUAGES
from itinerary.cli.choices import Choice
from itinerary.cli.completion import complete_colors, complete_formats
from itinerary.export import FORMATS
from itinerary.export.lookup import find_format
from itinerary.export.options import CancelledChoice, ImpreciseChoice
from itinerary.publishing import BackgroundPlacement
from itinerary.views.parts import SplitBy


def _parse_format(text: str) -> str:
    find_format(text)  # an unknown name is wrong, whatever the document
    return text


OutputOption = Annotated[
    list[Path] | None,
    typer.Option(
        "-o",
        "--output",
        metavar="FILE",
        help="A file to write; its suffix names the format, or --to. May be given several times.",
    ),
]
FormatOption = Annotated[
    str | None,
    typer.Option(
        "--to",
        metavar="|".join(FORMATS),
        help="The format to print to standard output, or to write the file of -o in;"
        " `itinerary formats` lists those of other packages, too.",
        parser=_parse_format,
        autocompletion=complete_formats,
    ),
]
SplitOption = Annotated[
    SplitBy | None,
    Choice("split", (*SplitBy, None)).create_option(
        "--split", help="Write a calendar for each leg or kind of event."
    ),
]
BackgroundOption = Annotated[
    BackgroundPlacement,
    Choice("background", BackgroundPlacement).create_option(
        "--background",
        help="Put the background into a calendar of its own (without -o and --to), into that of the"
        " trip, into none, or export it alone.",
    ),
]
ImpreciseOption = Annotated[
    ImpreciseChoice,
    Choice("imprecise", get_args(ImpreciseChoice)).create_option(
        "--imprecise",
        help="Show a date that is coarser than a day on all its days, on the first, or not.",
    ),
]
CancelledOption = Annotated[
    CancelledChoice,
    Choice("cancelled", get_args(CancelledChoice)).create_option(
        "--cancelled",
        help="Show what is cancelled marked, free and with its status, or without that, since some"
        " programs drop it; or leave it out.",
    ),
]
NameOption = Annotated[
    str,
    typer.Option(
        "--name", metavar="TEXT", help="The calendar's name, instead of the document's title."
    ),
]
ColorOption = Annotated[
    str,
    typer.Option(
        "--color",
        metavar="COLOR",
        help="The calendar's colour, a CSS name such as steelblue.",
        autocompletion=complete_colors,
    ),
]
UtcOption = Annotated[
    bool, typer.Option("--utc", help="Calendar times in UTC, without time zones.")
]
LanguageOption = Annotated[
    str | None,
    LANGUAGES.create_option(
        "--lang", help="The language of a briefing, or of a calendar's events."
    ),
]
ClockOption = Annotated[
    int | None, CLOCKS.create_option("--clock", help="Briefing: a clock of 24 or 12 hours.")
]
StyleOption = Annotated[
    str | None,
    Choice("style", STYLES).create_option(
        "--style",
        help="Briefing: everything, one line for each event, the essentials, or for a crew.",
    ),
]
HolidaysOption = Annotated[
    bool, typer.Option("--holidays", help="Briefing: name the public holidays of each day.")
]
SinceOption = Annotated[
    str,
    typer.Option(
        "--since",
        metavar="DOC|last",
        help="Briefing: list what has changed since this earlier issue of the document; last:"
        " since the release that was published last.",
    ),
]
OwnOption = Annotated[
    list[str] | None,
    typer.Option(
        "--option",
        metavar="NAME=VALUE",
        help="An option that a format of another package has of its own. May be given several"
        " times.",
    ),
]
DryRunOption = Annotated[
    bool,
    typer.Option(
        "--dry-run", help="Write nothing; exit with 3 if a file is missing or out of date."
    ),
]
