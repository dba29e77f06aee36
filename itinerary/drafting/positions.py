"""An offset into a text in; its line and column, as documents and reviews tell them, out."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache


def tell_position(text: str, offset: int) -> str:
    r"""Return the line and column of an offset into a text, from 1.

    >>> tell_position("Talks\non Monday", 9)
    'line 2 column 4'
    """
    starts = _list_line_starts(text)
    line = bisect_right(starts, offset)
    return f"line {line} column {offset - starts[line - 1] + 1}"


@lru_cache(maxsize=8)
def _list_line_starts(text: str) -> list[int]:
    return [0, *(found.end() for found in re.finditer("\n", text))]
