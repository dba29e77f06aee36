"""The command that makes a document from what others wrote: a calendar or a spreadsheet."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from itinerary.cli.arguments import parse_date_option
from itinerary.cli.choices import Choice, FindingFormat
from itinerary.cli.completion import complete_zones
from itinerary.cli.findings import exit_with_usage_error, print_findings
from itinerary.cli.inputs import STDIN, read_input_bytes
from itinerary.cli.outputs import STDOUT, write_new_file
from itinerary.diagnostics import make_printable

if TYPE_CHECKING:
    from itinerary.spreadsheets import ImportResult, Shape
    from itinerary.spreadsheets.numeric_dates import DateOrder

TABLE_SUFFIXES = (".csv", ".tsv", ".xlsx", ".xlsm", ".xls")
SHAPES = Choice("as", ("trip", "chronology"))
DATE_ORDERS = Choice("date-order", ("dmy", "mdy"))
TABLE_LANGUAGES = Choice("language", ("en", "es", "pt"))
_CALENDAR_START = b"BEGIN:V"


def import_(
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE",
            help="A calendar (ICS) or a spreadsheet (CSV, .xlsx); - is standard input.",
        ),
    ],
    output: Annotated[
        str | None,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            help="The document to write instead of FILE.yaml; - prints it.",
        ),
    ] = None,
    timezone: Annotated[
        str,
        typer.Option(
            "--timezone",
            metavar="ZONE",
            help="Time zone assumed for times that have none, such as Europe/Lisbon.",
            autocompletion=complete_zones,
        ),
    ] = "",
    expand: Annotated[
        str | None,
        typer.Option(
            "--expand",
            metavar="DATE",
            help="Calendar: make an event of each occurrence of a recurring event, up to this day.",
        ),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option("--from", metavar="DATE", help="Calendar: leave out what ends before it."),
    ] = None,
    columns: Annotated[
        list[str] | None,
        typer.Option(
            "--column",
            metavar="FIELD=NAME",
            help="Spreadsheet: the name of the column that holds a field, as in"
            " --column date=Fecha. May be given several times.",
        ),
    ] = None,
    sheet: Annotated[
        str, typer.Option("--sheet", metavar="NAME", help="Spreadsheet: the sheet to read.")
    ] = "",
    shape: Annotated[
        str | None,
        SHAPES.create_option(
            "--as", help="Spreadsheet: what the rows are, where the columns do not tell."
        ),
    ] = None,
    date_order: Annotated[
        str | None,
        DATE_ORDERS.create_option(
            "--date-order", help="Spreadsheet: what 3/4/2025 means, where no date of it tells."
        ),
    ] = None,
    language: Annotated[
        str | None,
        TABLE_LANGUAGES.create_option(
            "--language", help="Spreadsheet: the language of its dates in words."
        ),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of",
            metavar="DATE",
            help="Spreadsheet: the day from which dates without a year count.",
        ),
    ] = None,
    skip_broken: Annotated[
        bool,
        typer.Option("--skip-broken", help="Leave out events that cannot be read, and name them."),
    ] = False,
) -> None:
    """Make a document from a calendar or a spreadsheet of others.

    What the document leaves out is printed. The columns of a spreadsheet are known by their names
    in English, Spanish or Portuguese.
    """
    from itinerary.dates.zones import load_zone

    load_zone(timezone or "UTC")  # an unknown zone is an error even if no time is floating
    data = read_input_bytes(file)
    for_calendars = {"--expand": expand, "--from": since}
    for_tables = {
        "--column": columns,
        "--sheet": sheet,
        "--as": shape,
        "--date-order": date_order,
        "--language": language,
        "--as-of": as_of,
    }
    is_table = _is_table(file, data)
    _reject_options(for_calendars if is_table else for_tables, is_table=is_table)
    name = ("table.csv" if is_table else "calendar.ics") if file == STDIN else file
    if is_table:
        from itinerary.spreadsheets import import_table

        imported = import_table(
            data,
            name,
            columns=_parse_columns(columns or ()),
            sheet=sheet,
            shape=cast("Shape", shape or ""),
            date_order=cast("DateOrder", date_order or ""),
            language=language or "",
            timezone=timezone,
            as_of=str(parse_date_option("--as-of", as_of)) if as_of else "",
            skip_broken=skip_broken,
        )
    else:
        from itinerary.calendars.importing import import_calendar

        imported = import_calendar(
            data,
            name,
            timezone=timezone,
            until=parse_date_option("--expand", expand) if expand else None,
            since=parse_date_option("--from", since) if since else None,
            skip_broken=skip_broken,
        )
    _write_document(imported, output or f"{Path(name).stem}.yaml", file)


def _is_table(file: str, data: bytes) -> bool:
    """Return whether a file is a spreadsheet: by its suffix; standard input by how it begins."""
    from itinerary.spreadsheets import is_workbook

    if file == STDIN:
        return is_workbook(data) or _CALENDAR_START not in data[:200].upper()
    return is_workbook(data) or Path(file).suffix.lower() in TABLE_SUFFIXES


def _reject_options(given: Mapping[str, object], *, is_table: bool) -> None:
    kind, other = ("spreadsheet", "calendar") if is_table else ("calendar", "spreadsheet")
    for option, value in given.items():
        if value:
            message = f"{option} is for a {other}, and this is a {kind}"
            exit_with_usage_error(message, "leave it out")


def _parse_columns(given: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for each in given:
        field, sign, name = each.partition("=")
        if not sign or not name:
            exit_with_usage_error(f"--column takes FIELD=NAME, not '{each}'", "--column date=Fecha")
        found[field.strip().replace("-", "_")] = name
    return found


def _write_document(imported: ImportResult, path: str, file: str) -> None:
    print_findings(imported.findings, FindingFormat.TEXT)
    if not imported.text:
        raise typer.Exit(1)
    write_new_file(path, imported.text)
    noun = "event" if imported.events == 1 else "events"
    stream = sys.stderr if path == STDOUT else sys.stdout
    for line in (f"{imported.events} {noun} of {file}", *imported.losses):
        print(make_printable(line), file=stream)
