"""The rows of a sheet in; which of them names the columns, and what each column holds, out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from itinerary.diagnostics import OptionError, require_choice, shorten_text
from itinerary.spreadsheets.sheet import Row, name_column
from itinerary.spreadsheets.vocabulary import fold_words, list_fields, load_words

MAX_LINES_ABOVE = 20  # among which the names of columns are looked for
_CLOCK_TIME = re.compile(r"[0-9]{1,2}([:.h][0-9]{2})?\s*([ap]\.?\s?m\.?)?", re.IGNORECASE)
_SAMPLE = 200  # cells that tell what a column holds
TITLE = "title"
# What a column may hold whose name fits one that there is already, if its cells are clock times.
_TIMES = {"date": "time", "end_date": "end_time"}
_DATES = {"from": "date", "to": "end_date"}


class Table(NamedTuple):
    """A sheet whose columns are known."""

    header: Row
    fields: Mapping[str, int]  # the number of the column that holds a field
    others: Mapping[int, str]  # the names of columns that hold no field that is known
    above: Sequence[Row]  # what stands over the names of the columns
    rows: Sequence[Row]  # what stands below them, without empty rows

    def get_text(self, row: Row, field: str) -> str:
        """Return what a row has in the column of a field; "" if there is none."""
        number = self.fields.get(field)
        return row.texts[number] if number is not None and number < len(row.texts) else ""

    def locate(self, row: Row, *fields: str) -> int:
        """Return the offset of the first of some fields that a row has; else that of the row."""
        for field in fields:
            number = self.fields.get(field)
            if number is not None and number < len(row.texts) and row.texts[number]:
                return row.offsets[number]
        return row.offsets[0] if row.offsets else 0

    def name(self, field: str) -> str:
        """Return what the sheet calls a field."""
        return self.header.texts[self.fields[field]]


def parse_columns(given: Mapping[str, str]) -> dict[str, str]:
    """Return the names of columns that were given for fields, as they are compared.

    Raises:
        OptionError: There is no such field.
    """
    for field in given:
        require_choice("field of a column", field, list_fields())
    return {fold_words(name): field for field, name in given.items()}


def count_known(row: Row, chosen: Mapping[str, str]) -> int:
    """Return how many fields the texts of a row are names of."""
    known = load_words("columns")
    names = map(fold_words, row.texts)
    return len({chosen.get(name) or known.get(name) for name in names} - {None})


def find_table(rows: Sequence[Row], chosen: Mapping[str, str]) -> Table | None:
    """Return a sheet with what its columns hold; None if no row names a title and a date.

    Args:
        rows: The rows of the sheet.
        chosen: Fields by the folded names of the columns that hold them, before those known.
    """
    first = [number for number, row in enumerate(rows) if not row.is_empty][:MAX_LINES_ABOVE]
    counted = [(count_known(rows[number], chosen), -number) for number in first]
    count, minus_number = max(counted, default=(0, 0))
    if count < 2:
        return None
    header = rows[-minus_number]
    above = [row for row in rows[:-minus_number] if not row.is_empty]
    below = [row for row in rows[-minus_number + 1 :] if not row.is_empty]
    fields = _assign_fields(header, below, chosen)
    taken = set(fields.values())
    width = max((len(row.texts) for row in (header, *below)), default=0)
    names = {number: _name(header, number) for number in range(width) if number not in taken}
    return Table(header, fields, names, above, below)


def reject_missing_columns(chosen: Mapping[str, str], headers: Iterable[Row]) -> None:
    """Raise OptionError for a name that was given for a column and that no sheet has."""
    known = {fold_words(text): text for row in headers for text in row.texts if text}
    for name, field in chosen.items():
        if name not in known:
            shown = ", ".join(map(shorten_text, known.values())) or "none"
            raise OptionError(f"no column is called as --column {field}=… says - columns: {shown}")


def _name(header: Row, number: int) -> str:
    named = header.texts[number] if number < len(header.texts) else ""
    return named or name_column(number)


def _assign_fields(
    header: Row, rows: Sequence[Row], chosen: Mapping[str, str]
) -> Mapping[str, int]:
    """Return the column of each field: of two of one kind of name, the first."""
    found: dict[str, int] = {}
    for number, field in _iterate_meanings(header, chosen):
        meant = field
        if field in _TIMES and _holds_times(rows, number):
            meant = _TIMES[field]
        found.setdefault(meant, number)
    if "city" in found and "place" not in found:
        found["place"] = found.pop("city")
    is_place = "end_date" in found and not _begins_with_digit(rows, found, "end_date")
    if is_place and "from" in found and "to" not in found:  # as in "desde", "hasta"
        found["to"] = found.pop("end_date")
    if "year" in found and "date" in found and _is_named(header, found["date"], "day", "dia"):
        found["day"] = found.pop("date")
    if not {"date", "year", "depart"} & found.keys():
        for place, date in _DATES.items():
            if _begins_with_digit(rows, found, place):
                found[date] = found.pop(place)
    if TITLE not in found and "notes" in found:
        found[TITLE] = found.pop("notes")
    return found


def _iterate_meanings(header: Row, chosen: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    """Yield the columns whose names are known, with the fields; those that were chosen first."""
    names = [*enumerate(map(fold_words, header.texts))]
    yield from ((number, chosen[name]) for number, name in names if name in chosen)
    known, given = load_words("columns"), set(chosen.values())
    if "place" in given:  # that column is the whole place
        given.add("city")
    for number, name in names:
        if name not in chosen and name in known and known[name] not in given:
            yield number, known[name]


def _is_named(header: Row, number: int, *names: str) -> bool:
    return fold_words(header.texts[number]) in names


def _list_sample(rows: Sequence[Row], number: int) -> list[str]:
    texts = (row.texts[number] for row in rows if number < len(row.texts) and row.texts[number])
    return [text for text, _ in zip(texts, range(_SAMPLE), strict=False)]


def _holds_times(rows: Sequence[Row], number: int) -> bool:
    sample = _list_sample(rows, number)
    return bool(sample) and all(
        _CLOCK_TIME.fullmatch(text) and not text.isdigit() for text in sample
    )


def _begins_with_digit(rows: Sequence[Row], fields: Mapping[str, int], field: str) -> bool:
    """Return whether there is a column of a field, and its cells look like dates or times."""
    sample = _list_sample(rows, fields[field]) if field in fields else []
    return bool(sample) and all(text[0].isdigit() for text in sample)
