"""Arguments and options that several commands take."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from itinerary.cli.choices import Choice
from itinerary.cli.findings import exit_with_usage_error
from itinerary.dates.wording.labels import LABEL_LANGUAGES
from itinerary.diagnostics import shorten_text
from itinerary.document.vocabulary import Visibility

DOCUMENT_HELP = "A document: YAML, JSON or TOML; - is standard input (YAML or JSON)."
DocumentArgument = Annotated[str, typer.Argument(metavar="DOC", help=DOCUMENT_HELP)]
DocumentFileArgument = Annotated[
    str, typer.Argument(metavar="DOC", help="A document: a file in YAML, JSON or TOML.")
]
WithinOption = Annotated[
    str,
    typer.Option(
        "--within",
        metavar="DATES",
        help="Only these days, in words or by ISO 8601: '3 September', 2025-09-03/2025-09-04,"
        " '$quito'.",
    ),
]
OnlyOption = Annotated[
    list[str] | None,
    typer.Option(
        "--only",
        metavar="GROUP",
        help="Only what is of this group or category. May be given several times.",
    ),
]
RootOption = Annotated[
    Path | None,
    typer.Option(
        "--root",
        metavar="FOLDER",
        help="The folder that source sheets and pictures must lie in; the current one if the"
        " document does, else the document's own.",
        exists=True,
        file_okay=False,
    ),
]
TravellerOption = Annotated[
    str,
    typer.Option(
        "--for", metavar="NAME", help="One traveller: what is for others alone is left out."
    ),
]
AUDIENCES = Choice("audience", Visibility)
CLOCKS = Choice("clock", (24, 12))
LANGUAGES = Choice("lang", LABEL_LANGUAGES)
AudienceOption = Annotated[
    Visibility,
    AUDIENCES.create_option(
        "--audience", help="Who reads it; what this audience may not see is left out everywhere."
    ),
]
AlarmOption = Annotated[
    str,
    typer.Option(
        "--alarm",
        metavar="TIME|own",
        help="An alarm this long before each clock time (30m, 2h, 1d), unless the event has its"
        " own; own: only the alarms that events have.",
    ),
]
UidSaltOption = Annotated[
    str,
    typer.Option(
        "--uid-salt",
        metavar="TEXT",
        help="Make other UIDs than usual, for calendars that refuse events which were deleted from"
        " them.",
    ),
]


def parse_date_option(option: str, text: str) -> date:
    """Return the date of an option's text; end the command if it is not ISO 8601."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        exit_with_usage_error(
            f"{option}: '{shorten_text(text)}' is not a date", "write it as 2025-08-29"
        )


def parse_reference_option(option: str, text: str) -> date:
    """Return the date or time of an option's text; end the command if it is not ISO 8601."""
    with suppress(ValueError):
        return date.fromisoformat(text)
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        exit_with_usage_error(
            f"{option}: '{shorten_text(text)}' is not a date",
            "write it as 2025-08-29 or 2025-08-29T10:00",
        )
