"""The bytes of a workbook (.xlsx) in; its sheets, each cell as the text that it stands for, out."""

from __future__ import annotations

import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from itinerary.codes import Code
from itinerary.diagnostics import DocumentError, OptionError
from itinerary.loading.source_file import (
    FORBIDDEN_CHARACTER,
    MAX_BYTES,
    SourceFile,
    create_size_error,
)
from itinerary.spreadsheets.sheet import MAX_CELLS, Row, Sheet, name_column

MAX_UNPACKED = 4 * MAX_BYTES  # a file that unpacks to more is no spreadsheet of events
_LATER_EPOCH = 1904  # the year from which some workbooks count days
_SPACES = re.compile(r"[\t\n\r ]+")
_QUOTED_FORMAT = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_MERGED = "cells that are merged, each with the value of its first"
_CALCULATED = "calculated by a formula, as the file last showed it"
_NOT_CALCULATED = "with a formula that no program has calculated yet, so read as empty"
_FAULTY = "with an error instead of a value, so read as empty"
_INVISIBLE = "with invisible characters, read as spaces"


def read_workbook(data: bytes, name: str) -> list[Sheet]:
    """Return the sheets of a workbook that hold anything, in order; hidden ones, too.

    Raises:
        DocumentError: It is too large or cannot be read.
        OptionError: Openpyxl is not installed.
    """
    file = SourceFile(name, "")
    _check_size(data, file)
    book = _open_workbook(data, file, values=False)
    values = None
    sheets: list[Sheet] = []
    for title in book.sheetnames:
        cells = book[title]
        if not hasattr(cells, "iter_rows"):  # a sheet that is a chart
            continue
        if sum(len(each) for each in _list_cells(cells)) > MAX_CELLS:
            raise create_size_error(name)
        if values is None and _has_formula(cells):
            values = _open_workbook(data, file, values=True)
        sheet = _SheetReader(cells, values[title] if values else None, title, name).read_sheet()
        if any(not row.is_empty for row in sheet.rows):
            sheets.append(sheet)
    return sheets


def _check_size(data: bytes, file: SourceFile) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(each.file_size for each in archive.infolist())
    except (zipfile.BadZipFile, NotImplementedError) as error:
        raise _create_error(file, f"the workbook cannot be read: {error}") from None
    if len(data) > MAX_BYTES or size > MAX_UNPACKED:
        raise create_size_error(file.name)


def _create_error(file: SourceFile, message: str) -> DocumentError:
    return file.create_error(0, message, "save it as .xlsx or as CSV in UTF-8", Code.ENCODING)


def _open_workbook(data: bytes, file: SourceFile, *, values: bool) -> Any:
    try:
        import openpyxl
    except ImportError:
        raise OptionError(
            f"{file.name} is a workbook, and openpyxl is not installed"
            " - run: pip install 'itinerary-timeline[office]', or save it as CSV in UTF-8"
        ) from None
    import warnings

    with warnings.catch_warnings():  # of styles and pictures that it leaves out
        warnings.simplefilter("ignore")
        try:
            return openpyxl.load_workbook(io.BytesIO(data), data_only=values, keep_links=False)
        except Exception as error:  # whatever is odd in a file of others
            reason = str(error).partition("\n")[0] or type(error).__name__
            raise _create_error(file, f"the workbook cannot be read: {reason}") from None


def _has_formula(cells: Any) -> bool:
    return any(cell.data_type == "f" for row in _list_cells(cells) for cell in row.values())


def _list_cells(cells: Any) -> list[dict[int, Any]]:
    """Return the cells that hold something by their columns, for each row up to the last.

    Those that a sheet only has a style for may be a million.
    """
    rows: dict[int, dict[int, Any]] = {}
    for (row, column), cell in cells._cells.items():
        if cell.value is not None:
            rows.setdefault(row, {})[column] = cell
    return [rows.get(number, {}) for number in range(1, max(rows, default=0) + 1)]


class _SheetReader:
    """Reads one sheet: the text of each cell, and what is to be told of it."""

    def __init__(self, cells: Any, values: Any, title: str, name: str) -> None:
        self._cells, self._values = cells, values
        self._title, self._name = title, name
        self._notes: defaultdict[str, list[str]] = defaultdict(list)

    def read_sheet(self) -> Sheet:
        rows = [self._read_row(row) for row in _list_cells(self._cells)]
        for area in self._cells.merged_cells.ranges:
            self._fill_area(rows, area)
        lines = ["\t".join(_SPACES.sub(" ", text) for text in row) for row in rows]
        file = SourceFile(self._name, "\n".join(lines))
        counts_from_1904 = self._cells.parent.epoch.year == _LATER_EPOCH
        read = list(_iterate_rows(rows))
        return Sheet(file, read, self._title, counts_from_1904, dict(self._notes))

    def _read_row(self, cells: Mapping[int, Any]) -> list[str]:
        texts = [""] * max(cells, default=0)
        for column, cell in cells.items():
            texts[column - 1] = self._read_cell(cell)
        return texts

    def _fill_area(self, rows: Sequence[list[str]], area: Any) -> None:
        """Give the cells below the first of an area its value, which it alone holds.

        Cells beside it stay empty: a line across the sheet is one value.
        """
        top: int = area.min_row
        left: int = area.min_col
        first = rows[top - 1] if top <= len(rows) else []
        text = first[left - 1] if left <= len(first) else ""
        if not text or area.min_row == area.max_row:
            return
        self._notes[_MERGED].append(area.coord)
        for row in rows[area.min_row : area.max_row]:
            row += [""] * (area.min_col - len(row))
            row[area.min_col - 1] = text

    def _read_cell(self, cell: Any) -> str:
        value, kind = cell.value, cell.data_type
        if kind == "f":
            value, kind = self._find_calculated_value(cell)
        if kind == "e":
            self._note(_FAULTY, cell)
            return ""
        text = _format_value(value, cell.number_format)
        if FORBIDDEN_CHARACTER.search(text):
            self._note(_INVISIBLE, cell)
            text = FORBIDDEN_CHARACTER.sub(" ", text)
        return text.strip()

    def _find_calculated_value(self, cell: Any) -> tuple[Any, str]:
        found = self._values.cell(cell.row, cell.column)
        self._note(_NOT_CALCULATED if found.value is None else _CALCULATED, cell)
        return found.value, found.data_type

    def _note(self, what: str, cell: Any) -> None:
        self._notes[what].append(f"{name_column(cell.column - 1)}{cell.row}")


def _iterate_rows(rows: Sequence[Sequence[str]]) -> Iterator[Row]:
    offset = 0
    for number, row in enumerate(rows, start=1):
        offsets: list[int] = []
        for text in row:
            offsets.append(offset)
            offset += len(_SPACES.sub(" ", text)) + 1
        yield Row(number, row, offsets)
        offset += not row


def _format_value(value: Any, format: str) -> str:
    """Return the text of a value; a date is as precise as its format shows it."""
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case datetime():
            return _format_moment(value, format)
        case date() | time():
            return value.isoformat().removesuffix(":00")
        case timedelta():
            return str(value).removesuffix(":00")
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return str(value)


def _format_moment(value: datetime, format: str) -> str:
    shown = _QUOTED_FORMAT.sub("", format).lower()
    if "h" in shown or (value.time() != time() and "s" in shown):
        return value.isoformat(timespec="minutes")
    if "d" in shown or "y" not in shown:
        return value.date().isoformat()
    return value.date().isoformat()[: 7 if "m" in shown else 4]
