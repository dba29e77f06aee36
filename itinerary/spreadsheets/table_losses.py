"""A table and its document in; what the document leaves out or reads in one way of two, out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from itinerary.calendars.importing.import_report import UNTITLED, ImportReport
from itinerary.spreadsheets.columns import Table
from itinerary.spreadsheets.numeric_dates import READINGS, DateOrderEvidence
from itinerary.spreadsheets.row_dates import TBD
from itinerary.spreadsheets.sheet import Row, Sheet
from itinerary.spreadsheets.table_document import BuiltTable

_MAX_SHOWN = 10  # rows and cells that a sentence names


def list_unread(sheet: Sheet, table: Table, others: Sequence[Sheet]) -> Iterator[str]:
    """Yield what of the file is not read, and how odd cells were."""
    for each in others:
        count = sum(not row.is_empty for row in each.rows)
        yield f"sheet not read: {each.name} ({count} {'row' if count == 1 else 'rows'})"
    if table.above:
        yield f"above the names of the columns, so not read: {'; '.join(map(_quote, table.above))}"
    for what, cells in sheet.notes.items():
        yield f"{what}: {', '.join(cells[:_MAX_SHOWN])}{' …' if len(cells) > _MAX_SHOWN else ''}"


def _quote(row: Row) -> str:
    return " ".join(filter(None, row.texts))


def list_losses(
    built: BuiltTable, evidence: DateOrderEvidence, report: ImportReport
) -> Iterator[str]:
    """Yield how the rows were read where they could be read otherwise, and what no format shows."""
    for reading, rows in built.dates.readings.items():
        is_settled = evidence.words and reading == READINGS.get(evidence.order)
        why = f", as {evidence.words[0]} can only be" if is_settled else ""
        yield f"{reading}{why}: {_list_rows(rows)}"
    if built.headings:
        rows = [each.number for each in built.headings]
        yield f"naming only the day of those below: {_list_rows(rows)}"
    own = Counter(name for each in built.converted for name in each.own)
    if own:
        counts = ", ".join(f"{name} ({count})" for name, count in own.items())
        yield f"kept in fields of your own (x-…), which no format shows: {counts}"
    undated = [each.title for each in built.converted if TBD in each.fields.values()]
    if undated:
        yield f"without a date, so written as TBD: {'; '.join(undated)}"
    untitled = [each.row.number for each in built.converted if each.title == UNTITLED]
    if untitled:
        yield f"without a title: {_list_rows(untitled)}"
    yield from report.iterate_losses()


def _list_rows(numbers: Sequence[int]) -> str:
    """Return the numbers of rows, and how many there are where there are many."""
    numbers = [*dict.fromkeys(numbers)]
    shown = ", ".join(map(str, numbers[:_MAX_SHOWN]))
    if len(numbers) > _MAX_SHOWN:
        return f"{len(numbers)} rows ({shown} …)"
    return f"{'row' if len(numbers) == 1 else 'rows'} {shown}"
