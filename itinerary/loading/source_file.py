"""Bytes in; a file's text out, with the line and column of each character, or a refusal that says how to save it instead."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from pathlib import Path

from itinerary.diagnostics import Diagnostic, DocumentError, Position, Severity

MAX_BYTES = 64 * 2**20  # of a document and its source sheets together
MAX_DEPTH = 64
_LINE_BREAK = re.compile(r"\r\n?|\n")
# What no text needs and many a reader stumbles over: controls, line ends that not all tools see, byte order marks, halves of pairs.
_FORBIDDEN_CHARACTER = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]"
)
_UTF8_MARK = b"\xef\xbb\xbf"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_UTF8_HINT = "save the file as UTF-8"


class SourceFile:
    """A text and its name; places in the text are counted in characters from 0 and shown as line and column from 1."""

    def __init__(self, name: str, text: str) -> None:
        self.name, self.text = name, text
        self._excerpts: dict[int, str] = {}

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(found.end() for found in _LINE_BREAK.finditer(self.text))]

    def find_position(self, place: int) -> Position:
        """The line and column of a place."""
        line = bisect_right(self._line_starts, place)
        return Position(self.name, line, place - self._line_starts[line - 1] + 1)

    def find_offset(self, line: int, column: int) -> int:
        """The place of a line and column, or the end of the text where there is none such."""
        return min(
            self._line_starts[line - 1] + column - 1
            if line <= len(self._line_starts)
            else len(self.text),
            len(self.text),
        )

    def get_line(self, line: int) -> str:
        """A line by its number; the same string each time, since a line may be the whole file and many findings may be on it."""
        if line not in self._excerpts:
            start = self._line_starts[line - 1]
            found = _LINE_BREAK.search(self.text, start)
            self._excerpts[line] = self.text[start : found.start() if found else None]
        return self._excerpts[line]

    def create_diagnostic(
        self, place: int, severity: Severity, message: str, hint: str = "", code: str = ""
    ) -> Diagnostic:
        """A finding at a place of the text."""
        position = self.find_position(place)
        return Diagnostic(position, severity, message, hint, code, self.get_line(position.line))

    def create_error(
        self, place: int, message: str, hint: str = "", code: str = "syntax"
    ) -> DocumentError:
        """The error of a text that cannot be read beyond a place."""
        return DocumentError([self.create_diagnostic(place, "error", message, hint, code)])


def read_limited_bytes(path: Path, most: int) -> bytes:
    """The bytes of a file; of one that is larger than allowed, one byte too many."""
    with path.open("rb") as file:
        return file.read(most + 1)


def decode_file(data: bytes, name: str) -> SourceFile:
    """The text of a file's bytes, which have to be UTF-8; a byte order mark is no part of it."""
    if len(data) > MAX_BYTES:
        raise create_size_error(name)
    if data.startswith(_UTF16_MARKS) or (b"\0" in data[:4] and data[:4].strip(b"\0")):
        raise SourceFile(name, "").create_error(
            0, "the file is saved as UTF-16 or UTF-32, or is no text", _UTF8_HINT, "encoding"
        )
    data = data.removeprefix(_UTF8_MARK)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start].decode()
        wrong = f"byte 0x{data[error.start]:02X} is not UTF-8; the file seems to be saved as Windows-1252 or Latin-1"
        raise SourceFile(name, before + data[error.start :].decode("latin-1")).create_error(
            len(before), wrong, _UTF8_HINT, "encoding"
        ) from None
    return check_text(text, name)


def check_text(text: str, name: str) -> SourceFile:
    """A text without characters that do harm unseen."""
    file = SourceFile(name, text.removeprefix("\ufeff"))
    if len(file.text) > MAX_BYTES:
        raise create_size_error(name)
    if found := _FORBIDDEN_CHARACTER.search(file.text):
        place, code = found.start(), ord(found[0])
        if 0xD800 <= code <= 0xDFFF:
            raise file.create_error(
                place,
                f"half of a character (the surrogate U+{code:04X})",
                "write the character itself",
                "encoding",
            )
        raise file.create_error(
            place,
            f"holds the invisible character U+{code:04X}",
            "delete it, or write a space or a new line",
            "control",
        )
    return file


def create_size_error(name: str) -> DocumentError:
    """The refusal of more text than is ever needed for a trip."""
    size = f"more than {MAX_BYTES // 2**20} MiB, with the source sheets"
    return SourceFile(name, "").create_error(
        0, f"the document is too large: {size}", "split it into several documents", "too-large"
    )
