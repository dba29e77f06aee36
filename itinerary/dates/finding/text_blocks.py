"""A text in; its blocks out: lines in which a sentence may run on, each with its offset.

A line that was broken to keep within a width goes on in the next one; any other ends there, as a
heading, an item of a list or a row of a programme does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

MAX_WRAPPED_WIDTH = 100  # characters; who breaks lines keeps within that
MIN_WRAPPED_WIDTH = 40
_LINE = re.compile(r"[^\n\r\f\v\x1c-\x1e\x85\u2028\u2029]+")
_FIRST_WORD = re.compile(r"\s*(\S+)")
_STARTS_ANEW = re.compile(r"\s*(?:[-*+•·–—>|#]|\d+[.)]\s|$)")


def iterate_blocks(text: str) -> Iterator[tuple[int, int]]:
    r"""Yield where each block of a text starts and ends.

    >>> list(iterate_blocks("One line.\n\nAnother one"))
    [(0, 9), (11, 22)]
    """
    lines = [found.span() for found in _LINE.finditer(text)]
    index = 0
    while index < len(lines):
        paragraph = index + 1
        while paragraph < len(lines) and lines[paragraph][0] - lines[paragraph - 1][1] == 1:
            paragraph += 1
        yield from _join_wrapped_lines(text, lines[index:paragraph])
        index = paragraph


def _join_wrapped_lines(text: str, lines: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield a paragraph as one block if it was broken to keep within a width, else its lines."""
    width = max(end - start for start, end in lines)
    may_wrap = len(lines) > 1 and MIN_WRAPPED_WIDTH <= width <= MAX_WRAPPED_WIDTH
    pairs = pairwise(lines)
    if may_wrap and all(_has_no_room(text, one, other, width) for one, other in pairs):
        yield lines[0][0], lines[-1][1]
    else:
        yield from lines


def _has_no_room(text: str, line: tuple[int, int], following: tuple[int, int], width: int) -> bool:
    """Return whether a line was broken because the first word of the next one had no room."""
    word = _FIRST_WORD.match(text, *following)
    if word is None or _STARTS_ANEW.match(text, *following):
        return False
    return line[1] - line[0] + 1 + len(word[1]) > width
