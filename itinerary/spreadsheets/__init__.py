"""Makes a document, as YAML text, from a sheet of a spreadsheet (CSV or .xlsx).

Every row becomes an event of the document, an error, or is named among what is left out; every
cell becomes a field of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePath
from types import MappingProxyType
from typing import Literal

from itinerary.calendars.importing import ImportResult
from itinerary.calendars.importing.import_report import ImportReport
from itinerary.codes import Code
from itinerary.dates.zones import load_zone
from itinerary.diagnostics import (
    DocumentError,
    OptionError,
    require_argument,
    require_choice,
    require_flag,
    require_text,
)
from itinerary.loading.source_file import SourceFile
from itinerary.spreadsheets.columns import (
    Table,
    count_known,
    find_table,
    parse_columns,
    reject_missing_columns,
)
from itinerary.spreadsheets.delimited_text import read_delimited_text
from itinerary.spreadsheets.numeric_dates import (
    DAY_ZERO_1904,
    DateOrder,
    DateOrderEvidence,
    check_date_order,
    find_date_order,
)
from itinerary.spreadsheets.row_dates import DATE_FIELDS
from itinerary.spreadsheets.sheet import Sheet
from itinerary.spreadsheets.table_document import TableSettings, build_document
from itinerary.spreadsheets.table_losses import list_losses, list_unread

__all__ = ["ImportResult", "Shape", "import_table", "is_workbook"]

Shape = Literal["", "trip", "chronology"]
_SHAPES = ("", "trip", "chronology")
_ZIP_MARK = b"PK\x03\x04"
_OLD_WORKBOOK_MARK = b"\xd0\xcf\x11\xe0"


def is_workbook(data: bytes) -> bool:
    r"""Return whether bytes are those of a workbook, of today or of former days.

    >>> is_workbook(b"PK\x03\x04"), is_workbook(b"Date,Title")
    (True, False)
    """
    return data.startswith((_ZIP_MARK, _OLD_WORKBOOK_MARK))


def import_table(
    data: bytes,
    name: str,
    *,
    columns: Mapping[str, str] = MappingProxyType({}),
    sheet: str = "",
    shape: Shape = "",
    date_order: DateOrder = "",
    language: str = "",
    timezone: str = "",
    as_of: str = "",
    skip_broken: bool = False,
) -> ImportResult:
    r"""Make a document from a sheet of a spreadsheet; the file becomes a source of it.

    The columns are known by their names, in English, Spanish or Portuguese; those of TimelineJS's
    template are among them. Cells of columns that are not known are kept in fields that begin with
    `x-`, which no format shows.

    Args:
        data: The bytes of the file: values between commas, semicolons or tabs, or a workbook.
        name: The file's name, for the document's id and title and the positions of findings.
        columns: Names of columns by the fields that they hold: {"title": "Occurrence"}.
        sheet: The name of the sheet in a workbook; "" where only one has columns that are known.
        shape: "trip": the rows are events of a trip; "chronology": they are background; "": by
            the columns, of which those of clock times and journeys make a trip.
        date_order: How dates in numbers are meant, where none of them settles it: "dmy" or
            "mdy".
        language: The language of dates in words: "en", "es" or "pt"; "" by the names of columns.
        timezone: The IANA zone of clock times that no place gives one.
        as_of: The day from which dates without a year count, by ISO 8601.
        skip_broken: Whether rows that cannot be read are left out, with a warning; else they are
            errors.

    Returns:
        The document and what it leaves out. Errors in the file are findings, never raised.

    Raises:
        OptionError: The value of an option is unknown, or no column has a name that was given.
        PlaceError: There is no such time zone.
        TypeError: An argument has a wrong type; the message names it.

    >>> result = import_table(b"Year,Headline\n1890,Bridge opened\n1901?,Tram\n", "city.csv")
    >>> result.text.splitlines()[-4:-1]
    ['- id: tram', '  title: Tram', '  when: 1901?']
    """
    require_argument("data", data, bytes, "the bytes of a spreadsheet")
    for key, text in {"name": name, "sheet": sheet, "timezone": timezone, "as_of": as_of}.items():
        require_text(key, text)
    require_argument("columns", columns, Mapping, "a mapping of fields to names of columns")
    require_flag("skip_broken", skip_broken)
    require_choice("shape", shape, _SHAPES)
    require_choice("language", language, ("", "en", "es", "pt"))
    load_zone(timezone or "UTC")
    order, chosen = check_date_order(date_order), parse_columns(columns)
    settings = TableSettings(shape, language, timezone, as_of)
    try:
        sheets = _read_sheets(data, name, chosen)
        found, table = _choose_table(sheets, sheet, chosen, name)
    except DocumentError as error:
        return ImportResult("", error.diagnostics)
    report = ImportReport(found.file, skip_broken=skip_broken)
    texts = (table.get_text(row, field) for field in DATE_FIELDS for row in table.rows)
    evidence = DateOrderEvidence(order) if order else find_date_order(texts)
    if found.counts_from_1904:
        evidence = evidence._replace(day_zero=DAY_ZERO_1904)
    built = build_document(PurePath(name), found, table, evidence, settings, report)
    if report.has_errors:
        return ImportResult("", tuple(report.findings))
    others = [each for each in sheets if each is not found]
    losses = (*list_unread(found, table, others), *list_losses(built, evidence, report))
    return ImportResult(built.text, tuple(report.findings), losses, len(built.converted))


def _read_sheets(data: bytes, name: str, chosen: Mapping[str, str]) -> Sequence[Sheet]:
    """Return the sheets of a file.

    Raises:
        DocumentError: It cannot be read.
    """
    if data.startswith(_OLD_WORKBOOK_MARK):
        message = "a workbook in the form of Excel 97–2003, or with a password"
        hint = "save it as .xlsx without a password, or as CSV in UTF-8"
        raise SourceFile(name, "").create_error(0, message, hint, Code.ENCODING)
    if not is_workbook(data):
        return [read_delimited_text(data, name, lambda row: count_known(row, chosen))]
    from itinerary.spreadsheets.workbook import read_workbook  # loads what few need

    return read_workbook(data, name)


def _choose_table(
    sheets: Sequence[Sheet], wanted: str, chosen: Mapping[str, str], name: str
) -> tuple[Sheet, Table]:
    """Return the sheet that is asked for, or the only one whose columns are known."""
    if wanted:
        require_choice("sheet", wanted, [each.name for each in sheets])
        sheets = [each for each in sheets if each.name == wanted]
    found = [(each, table) for each in sheets if (table := find_table(each.rows, chosen))]
    if len(found) > 1:
        names = ", ".join(f"“{sheet.name}”" for sheet, _ in found)
        raise OptionError(f"several sheets of {name} have events: {names} - name one by --sheet")
    if not found:
        reject_missing_columns(chosen, [row for each in sheets for row in each.rows[:20]])
        raise _create_table_error(sheets, name)
    table = found[0][1]
    reject_missing_columns(chosen, [table.header])
    has_title = "title" in table.fields or "from" in table.fields
    has_date = bool({"date", "year", "depart", "edtf"} & table.fields.keys())
    if not has_title or not has_date:
        raise _create_column_error(found[0][0], table, "date" if has_title else "title")
    return found[0]


def _create_table_error(sheets: Sequence[Sheet], name: str) -> DocumentError:
    file = sheets[0].file if sheets else SourceFile(name, "")
    if not any(not row.is_empty for each in sheets for row in each.rows):
        return file.create_error(0, "the spreadsheet is empty", "save one with rows", Code.EMPTY)
    message = "no row names the columns: none has names that are known for a title and a date"
    hint = "name them above the rows (Date, Title …), or by --column date=… --column title=…"
    return file.create_error(0, message, hint, Code.MISSING_FIELD)


def _create_column_error(sheet: Sheet, table: Table, field: str) -> DocumentError:
    names = ", ".join(filter(None, table.header.texts))
    message = f"no column for the {field}"
    hint = f"name it by --column {field}=…; there are {names}"
    return sheet.file.create_error(table.locate(table.header), message, hint, Code.MISSING_FIELD)
