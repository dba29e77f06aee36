"""Bytes in; a file's text out, with the line and column of each character, or a refusal that says how to save it instead."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from pathlib import Path

from itinerary.diagnostics import Diagnostic, DocumentError, Position, Severity

MOST_BYTES = 64 * 2**20  # of a document and its source sheets together
MOST_DEPTH = 64
_BREAK = re.compile(r"\r\n?|\n")
# What no text needs and many a reader stumbles over: controls, line ends that not all tools see, byte order marks, halves of pairs.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]"
)
_UTF8_MARK = b"\xef\xbb\xbf"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_AS_UTF8 = "save the file as UTF-8"


class File:
    """A text and its name; places in the text are counted in characters from 0 and shown as line and column from 1."""

    def __init__(self, name: str, text: str) -> None:
        self.name, self.text = name, text
        self._excerpts: dict[int, str] = {}

    @cached_property
    def _lines(self) -> list[int]:
        return [0, *(found.end() for found in _BREAK.finditer(self.text))]

    def position(self, place: int) -> Position:
        """The line and column of a place."""
        line = bisect_right(self._lines, place)
        return Position(self.name, line, place - self._lines[line - 1] + 1)

    def place(self, line: int, column: int) -> int:
        """The place of a line and column, or the end of the text where there is none such."""
        return min(
            self._lines[line - 1] + column - 1 if line <= len(self._lines) else len(self.text),
            len(self.text),
        )

    def excerpt(self, line: int) -> str:
        """A line by its number; the same string each time, since a line may be the whole file and many findings may be on it."""
        if line not in self._excerpts:
            start = self._lines[line - 1]
            found = _BREAK.search(self.text, start)
            self._excerpts[line] = self.text[start : found.start() if found else None]
        return self._excerpts[line]

    def diagnostic(
        self, place: int, severity: Severity, message: str, hint: str = "", code: str = ""
    ) -> Diagnostic:
        """A finding at a place of the text."""
        position = self.position(place)
        return Diagnostic(position, severity, message, hint, code, self.excerpt(position.line))

    def refusal(
        self, place: int, message: str, hint: str = "", code: str = "syntax"
    ) -> DocumentError:
        """The error of a text that cannot be read beyond a place."""
        return DocumentError([self.diagnostic(place, "error", message, hint, code)])


def contents(path: Path, most: int) -> bytes:
    """The bytes of a file; of one that is larger than allowed, one byte too many."""
    with path.open("rb") as file:
        return file.read(most + 1)


def decoded(data: bytes, name: str) -> File:
    """The text of a file's bytes, which have to be UTF-8; a byte order mark is no part of it."""
    if len(data) > MOST_BYTES:
        raise too_large(name)
    if data.startswith(_UTF16_MARKS) or (b"\0" in data[:4] and data[:4].strip(b"\0")):
        raise File(name, "").refusal(
            0, "the file is saved as UTF-16 or UTF-32, or is no text", _AS_UTF8, "encoding"
        )
    data = data.removeprefix(_UTF8_MARK)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start].decode()
        wrong = f"byte 0x{data[error.start]:02X} is not UTF-8; the file seems to be saved as Windows-1252 or Latin-1"
        raise File(name, before + data[error.start :].decode("latin-1")).refusal(
            len(before), wrong, _AS_UTF8, "encoding"
        ) from None
    return checked(text, name)


def checked(text: str, name: str) -> File:
    """A text without characters that do harm unseen."""
    file = File(name, text.removeprefix("\ufeff"))
    if len(file.text) > MOST_BYTES:
        raise too_large(name)
    if found := _UNWANTED.search(file.text):
        place, code = found.start(), ord(found[0])
        if 0xD800 <= code <= 0xDFFF:
            raise file.refusal(
                place,
                f"half of a character (the surrogate U+{code:04X})",
                "write the character itself",
                "encoding",
            )
        raise file.refusal(
            place,
            f"holds the invisible character U+{code:04X}",
            "delete it, or write a space or a new line",
            "control",
        )
    return file


def too_large(name: str) -> DocumentError:
    """The refusal of more text than is ever needed for a trip."""
    size = f"more than {MOST_BYTES // 2**20} MiB, with the source sheets"
    return File(name, "").refusal(
        0, f"the document is too large: {size}", "split it into several documents", "too-large"
    )
