"""A sheet of a spreadsheet, whatever file it comes from: rows of texts, each with its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from itinerary.loading.source_file import SourceFile

MAX_CELLS = 2_000_000  # of a file, empty ones among the others included


class Row(NamedTuple):
    """A row: the texts of its cells, and where each stands in the text of the file.

    A cell that holds a date is an ISO date here, as precise as the sheet shows it.
    """

    number: int  # of the row in the sheet, or of its first line in the file
    texts: Sequence[str]
    offsets: Sequence[int]

    @property
    def is_empty(self) -> bool:
        """Whether no cell of it says anything."""
        return not any(self.texts)


class Sheet(NamedTuple):
    """A sheet: its rows, and what is to be told of how they were read."""

    file: SourceFile
    rows: Sequence[Row]
    name: str = ""  # of the sheet within its file; "" where a file has no more than one
    counts_from_1904: bool = False  # whether its plain numbers of days do
    notes: Mapping[str, Sequence[str]] = MappingProxyType({})  # the rows by what is told of them


def name_column(number: int) -> str:
    """Return the letters that spreadsheets name a column by, from 0 on.

    >>> name_column(0), name_column(25), name_column(26), name_column(701)
    ('A', 'Z', 'AA', 'ZZ')
    """
    name = ""
    while number >= 0:
        number, letter = divmod(number, 26)
        name, number = chr(ord("A") + letter) + name, number - 1
    return name
