r"""The bytes of a file of values between separators (RFC 4180) in; the sheet that it holds out.

Commas, semicolons, tabs and bars are taken for separators; the first line tells which.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from itinerary.codes import Code
from itinerary.diagnostics import DocumentError
from itinerary.loading.source_file import (
    FORBIDDEN_CHARACTER,
    MAX_BYTES,
    SourceFile,
    create_size_error,
)
from itinerary.spreadsheets.sheet import MAX_CELLS, Row, Sheet

SEPARATORS = ",;\t|"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LINE_END = re.compile("\r+\n|\r|\n")
_STATED_SEPARATOR = re.compile(r"sep=(.)\n", re.IGNORECASE)  # as Excel reads it
_QUOTED = re.compile(r'"((?:[^"]|"")*)"[ \t]*')
_LEGACY = "not UTF-8, so read as Windows-1252"
_CHARACTERS = "invisible characters read as spaces"


class _Decoded(NamedTuple):
    text: str
    notes: dict[str, list[str]]


def read_delimited_text(data: bytes, name: str, count_known: Callable[[Row], int]) -> Sheet:
    """Return the sheet of a file in which separators stand between values.

    Args:
        data: The bytes: UTF-8, UTF-16 or UTF-32 with a mark, or else Windows-1252.
        name: The name of the file, for positions.
        count_known: How many names of columns that are known a row has; the separator is the one
            that gives some row among the first the most of them.

    Raises:
        DocumentError: The file is too large, is no text, or a quotation mark is never closed.
    """
    if len(data) > MAX_BYTES:
        raise create_size_error(name)
    text, notes = _decode(data, name)
    stated = _STATED_SEPARATOR.match(text)
    file = SourceFile(name, text)
    start = stated.end() if stated else 0
    separator = stated[1] if stated else _choose_separator(file, count_known)
    rows = list(_iterate_rows(file, separator, start))
    if sum(len(each.texts) for each in rows) > MAX_CELLS:
        raise create_size_error(name)
    return Sheet(file, rows, notes=notes)


def _decode(data: bytes, name: str) -> _Decoded:
    notes: dict[str, list[str]] = {}
    encoding = next((each for mark, each in _MARKS if data.startswith(mark)), "")
    try:
        text = data.decode(encoding or "utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        if encoding:
            message = f"the file begins as {encoding.upper()}, and is not"
            hint = "save it as UTF-8"
            raise SourceFile(name, "").create_error(0, message, hint, Code.ENCODING) from None
        before = data[: error.start].decode()
        text = before + data[error.start :].decode("cp1252", "replace")
        notes[_LEGACY] = [f"byte 0x{data[error.start]:02X} in line {_count_lines(before)}"]
    if "\0" in text:
        message = "the file is no text: it holds null characters"
        hint = "save it as CSV in UTF-8, or as .xlsx"
        raise SourceFile(name, "").create_error(0, message, hint, Code.ENCODING)
    text = _LINE_END.sub("\n", text)
    found = FORBIDDEN_CHARACTER.search(text)
    if found:
        line = _count_lines(text[: found.start()])
        notes[_CHARACTERS] = [f"the first, U+{ord(found[0]):04X}, in line {line}"]
    return _Decoded(FORBIDDEN_CHARACTER.sub(" ", text), notes)


def _count_lines(text: str) -> int:
    return len(_LINE_END.findall(text)) + 1


def _choose_separator(file: SourceFile, count_known: Callable[[Row], int]) -> str:
    """Return the separator that makes out the most names of columns, or else the most values."""
    found: Mapping[str, tuple[int, int]] = {
        separator: max(
            ((count_known(row), len(row.texts)) for row in _read_first_rows(file, separator)),
            default=(0, 0),
        )
        for separator in SEPARATORS
    }
    return max(SEPARATORS, key=lambda each: found[each])


def _read_first_rows(file: SourceFile, separator: str, count: int = 20) -> Iterator[Row]:
    try:
        for _, row in zip(range(count), _iterate_rows(file, separator, 0), strict=False):
            yield row
    except DocumentError:  # it is told when the whole file is read
        return


def _iterate_rows(file: SourceFile, separator: str, start: int) -> Iterator[Row]:
    """Yield the rows from an offset on; a line end within quotation marks ends none."""
    text, end = file.text, len(file.text)
    plain = re.compile(rf"[^{re.escape(separator)}\n]*")
    line, offset = text.count("\n", 0, start) + 1, start
    texts: list[str] = []
    offsets: list[int] = []
    while offset < end or texts:
        offsets.append(offset)
        if text.startswith('"', offset):
            value, after = _read_quoted(file, offset, separator)
        else:
            found = plain.match(text, offset)
            value, after = (found[0], found.end()) if found else ("", offset)
        texts.append(value.strip())
        if text.startswith(separator, after):
            offset = after + 1
            continue
        yield Row(line, texts, offsets)
        line += text.count("\n", offsets[0], after + 1)
        texts, offsets, offset = [], [], after + 1


def _read_quoted(file: SourceFile, offset: int, separator: str) -> tuple[str, int]:
    """Return the value between quotation marks at an offset, and where it ends."""
    found = _QUOTED.match(file.text, offset)
    if not found:
        message, hint = "this quotation mark is never closed", 'write " at the end of the value'
        raise file.create_error(offset, message, hint)
    if file.text[found.end() : found.end() + 1] not in (separator, "\n", ""):
        message = "more text follows a value in quotation marks"
        hint = 'write "" for a quotation mark within the value'
        raise file.create_error(found.end(), message, hint)
    return found[1].replace('""', '"'), found.end()
