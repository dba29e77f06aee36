"""Offsets into a text in; lines and columns as an editor counts them out, and back.

Lines count from 0. Columns count from 0 in code units of the encoding that editor and server have
agreed on: UTF-16, in which 𝄞 is two, if they have not agreed on another.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import Literal, NamedTuple

Encoding = Literal["utf-8", "utf-16", "utf-32"]
_LINE_BREAK = re.compile(r"\r\n?|\n")
_MARK = "\ufeff"  # at the start of a file; documents are read without it


class TextPosition(NamedTuple):
    """A line and a column, both from 0."""

    line: int
    column: int


class TextRange(NamedTuple):
    """Two positions; the end is excluded."""

    start: TextPosition
    end: TextPosition


class Span(NamedTuple):
    """A part of a text: two offsets from 0, the end excluded."""

    start: int
    end: int

    def __contains__(self, offset: object) -> bool:
        """Return whether a caret stands in it or at one of its ends."""
        return isinstance(offset, int) and self.start <= offset <= self.end


class EditorText:
    r"""A text as an editor counts in it.

    Attributes:
        text: The text, without the byte order mark that it may begin with.
        encoding: The code units of columns.

    >>> text = EditorText("title: 𝄞 Tea\nplace: Quito")
    >>> text.find_position(9), text.find_offset(TextPosition(1, 2))
    (TextPosition(line=0, column=10), 15)
    """

    def __init__(self, text: str, encoding: Encoding = "utf-16") -> None:
        self._mark = len(text) - len(text.removeprefix(_MARK))
        self.text = text.removeprefix(_MARK)
        self.encoding: Encoding = encoding
        self._is_plain = text.isascii()

    @cached_property
    def line_starts(self) -> list[int]:
        """The offset at which each line begins."""
        return [0, *(found.end() for found in _LINE_BREAK.finditer(self.text))]

    def get_line(self, line: int) -> str:
        """Return a line without its end; "" if there is none."""
        if not 0 <= line < len(self.line_starts):
            return ""
        start = self.line_starts[line]
        end = self.line_starts[line + 1] if line + 1 < len(self.line_starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")

    def find_rest_of_line(self, offset: int) -> str:
        """Return what stands behind an offset in its line."""
        line = bisect_right(self.line_starts, offset) - 1
        return self.get_line(line)[offset - self.line_starts[line] :]

    def list_lines(self) -> list[str]:
        """Return all lines without their ends."""
        return [self.get_line(line) for line in range(len(self.line_starts))]

    def find_position(self, offset: int) -> TextPosition:
        """Return the position of an offset."""
        line = bisect_right(self.line_starts, offset) - 1
        start = self.line_starts[line]
        column = offset - start
        if not self._is_plain:
            column = _count_units(self.text[start:offset], self.encoding)
            column += self._mark if line == 0 else 0
        return TextPosition(line, column)

    def find_offset(self, position: TextPosition) -> int:
        """Return the offset of a position; beyond the end of a line, that of its end."""
        if position.line >= len(self.line_starts):
            return len(self.text)
        line, units = self.get_line(position.line), position.column
        units -= self._mark if position.line == 0 else 0
        start = self.line_starts[position.line]
        if self._is_plain or line.isascii():
            return start + max(0, min(units, len(line)))
        for index, letter in enumerate(line):
            if units <= 0:
                return start + index
            units -= _count_units(letter, self.encoding)
        return start + len(line)

    def find_range(self, span: Span) -> TextRange:
        """Return the range of a part of the text."""
        return TextRange(self.find_position(span.start), self.find_position(span.end))


def _count_units(text: str, encoding: Encoding) -> int:
    """Return how many code units a text has; half of a character is one, or three octets."""
    match encoding:
        case "utf-8":
            return len(text.encode("utf-8", "surrogatepass"))
        case "utf-16":
            return len(text.encode("utf-16-le", "surrogatepass")) // 2
        case "utf-32":
            return len(text)
