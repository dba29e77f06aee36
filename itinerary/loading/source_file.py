"""From bytes to text in which every character has a line and a column, or an error."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from pathlib import Path
from typing import Literal

from itinerary.codes import Code
from itinerary.diagnostics import Diagnostic, DocumentError, Position, Severity, clip_excerpt

MAX_BYTES = 64 * 2**20  # of a document and its source sheets together
MAX_DEPTH = 64
_LINE_BREAK = re.compile(r"\r\n?|\n")
# What no text needs and many programs stumble over: control characters, line ends that not all
# tools see, marks that turn round the rest of a line (10:00 into 00:01; U+200E and U+200F do not),
# byte order marks, halves of surrogate pairs.
FORBIDDEN_CHARACTER = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff"
    "\ud800-\udfff]"
)
_UTF8_MARK = b"\xef\xbb\xbf"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_UTF8_HINT = "save the file as UTF-8"


class SourceFile:
    """A text and the name of its file.

    An offset into the text counts characters from 0; lines and columns of positions count from 1.
    """

    def __init__(self, name: str, text: str) -> None:
        self.name, self.text = name, text
        self._excerpts: dict[int, str] = {}

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(found.end() for found in _LINE_BREAK.finditer(self.text))]

    def find_position(self, offset: int) -> Position:
        """Return the line and column of an offset."""
        line = bisect_right(self._line_starts, offset)
        return Position(self.name, line, offset - self._line_starts[line - 1] + 1)

    def find_offset(self, line: int, column: int) -> int:
        """Return the offset of a line and column; one that is not there is the end of the text."""
        end = len(self.text)
        if line > len(self._line_starts):
            return end
        return min(self._line_starts[line - 1] + column - 1, end)

    def get_line(self, line: int) -> str:
        """Return a line by its number.

        It is the same string each time: a line may be the whole file, with many findings on it.
        """
        if line not in self._excerpts:
            start = self._line_starts[line - 1]
            found = _LINE_BREAK.search(self.text, start)
            self._excerpts[line] = self.text[start : found.start() if found else None]
        return self._excerpts[line]

    def create_diagnostic(
        self,
        offset: int,
        severity: Severity,
        message: str,
        hint: str = "",
        code: Code | Literal[""] = "",
    ) -> Diagnostic:
        """Return a finding at an offset, with its line."""
        position = self.find_position(offset)
        excerpt = clip_excerpt(self.get_line(position.line), position.column)
        return Diagnostic(position, severity, message, hint, code, excerpt)

    def create_error(
        self, offset: int, message: str, hint: str = "", code: Code = Code.SYNTAX
    ) -> DocumentError:
        """Return the error of a text that cannot be read beyond an offset."""
        return DocumentError([self.create_diagnostic(offset, "error", message, hint, code)])


class ConcealedFile(SourceFile):
    """A text of which findings say only where it is wrong: whoever reads them may not read it."""

    def create_diagnostic(
        self,
        offset: int,
        severity: Severity,
        message: str,
        hint: str = "",
        code: Code | Literal[""] = "",
    ) -> Diagnostic:
        """Return a finding at an offset that tells nothing of the text."""
        message = "wrong here; what is not told, as the file lies outside the document's folder"
        hint = "check it in its own folder, or move it into that of the document"
        return Diagnostic(self.find_position(offset), severity, message, hint, code)


def read_limited_bytes(path: Path, most: int) -> bytes:
    """Return the bytes of a file, but no more than one beyond those that are allowed.

    Raises:
        OSError: The file cannot be read.

    """
    with path.open("rb") as file:
        return file.read(most + 1)


def decode_file(data: bytes, name: str, kind: type[SourceFile] = SourceFile) -> SourceFile:
    """Return the text of a file's bytes, without a byte order mark, as a file of a kind.

    Raises:
        DocumentError: The bytes are not UTF-8, or the text is one that `check_text` refuses.

    """
    if len(data) > MAX_BYTES:
        raise create_size_error(name)
    if data.startswith(_UTF16_MARKS) or (b"\0" in data[:4] and data[:4].strip(b"\0")):
        raise kind(name, "").create_error(
            0, "the file is saved as UTF-16 or UTF-32, or is no text", _UTF8_HINT, Code.ENCODING
        )
    data = data.removeprefix(_UTF8_MARK)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        before, rest = data[: error.start].decode(), data[error.start :].decode("latin-1")
        message = (
            f"byte 0x{data[error.start]:02X} is not UTF-8;"
            " the file seems to be saved as Windows-1252 or Latin-1"
        )
        raise kind(name, before + rest).create_error(
            len(before), message, _UTF8_HINT, Code.ENCODING
        ) from None
    return check_text(text, name, kind)


def check_text(text: str, name: str, kind: type[SourceFile] = SourceFile) -> SourceFile:
    """Return a text as a file of a kind, without a byte order mark.

    Raises:
        DocumentError: The text is too large, or holds a character that does harm unseen.

    """
    file = kind(name, text.removeprefix("\ufeff"))
    if len(file.text) > MAX_BYTES:
        raise create_size_error(name)
    if found := FORBIDDEN_CHARACTER.search(file.text):
        raise _create_character_error(file, found.start(), ord(found[0]))
    return file


def _create_character_error(file: SourceFile, offset: int, code_point: int) -> DocumentError:
    name = f"U+{code_point:04X}"
    if 0xD800 <= code_point <= 0xDFFF:
        message, hint = f"half of a character (the surrogate {name})", "write the character itself"
        return file.create_error(offset, message, hint, Code.ENCODING)
    hint = "delete it, or write a space or a new line"
    return file.create_error(offset, f"contains the invisible character {name}", hint, Code.CONTROL)


def create_size_error(name: str) -> DocumentError:
    """Return the error of a document that is larger than any trip needs."""
    size = f"more than {MAX_BYTES // 2**20} MiB, with the source sheets"
    message, hint = f"the document is too large: {size}", "split it into several documents"
    return SourceFile(name, "").create_error(0, message, hint, Code.TOO_LARGE)
