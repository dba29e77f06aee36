"""Two versions of a text in; where the lines of the one stand in the other out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class MovedLines(NamedTuple):
    """How lines moved: those before the first change stay, those behind the last one shift.

    Attributes:
        first: The first line of the old text that changed.
        end: The line behind the last that changed.
        shift: How far the lines from there on moved.

    >>> moved = compare_lines(["a", "b", "c"], ["a", "x", "y", "c"])
    >>> [moved.find_line(line) for line in range(3)]
    [0, None, 3]
    """

    first: int
    end: int
    shift: int

    def find_line(self, line: int) -> int | None:
        """Return where a line of the old text stands; None if it has changed."""
        if line < self.first:
            return line
        return line + self.shift if line >= self.end else None

    def find_former_line(self, line: int) -> int | None:
        """Return where a line of the new text stood; None if it is new."""
        if line < self.first:
            return line
        return line - self.shift if line >= self.end + self.shift else None


def compare_lines(old: Sequence[str], new: Sequence[str]) -> MovedLines:
    """Return how lines moved by one change, or by several taken together."""
    least = min(len(old), len(new))
    first = next((at for at in range(least) if old[at] != new[at]), least)
    rest = least - first
    same = next((at for at in range(rest) if old[-1 - at] != new[-1 - at]), rest)
    return MovedLines(first, len(old) - same, len(new) - len(old))
