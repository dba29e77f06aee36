"""A text in pieces in; its temporal expressions out, while no more is kept than a paragraph."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from dataclasses import replace
from typing import Literal, NamedTuple

from itinerary.dates.expressions import Context
from itinerary.dates.finding.finder import Finder
from itinerary.dates.finding.finding_language import load_finding_language
from itinerary.dates.finding.found import Found
from itinerary.dates.finding.sites import Style
from itinerary.dates.finding.styles import HEAD, StyleChoice, choose_style
from itinerary.dates.finding.text_blocks import iterate_blocks

MAX_PARAGRAPH = 65_536  # characters, beyond which it is cut between two lines, or two words


class Passage(NamedTuple):
    """A block of a text with what is found in it.

    Attributes:
        start: The offset of its first character in the whole text.
        text: Its text.
        found: What is found, with offsets in the whole text.
    """

    start: int
    text: str
    found: tuple[Found, ...]


class Reader:
    """Reads a text in pieces.

    Attributes:
        style: Its style, and how that was told; known when the first passage is.
    """

    def __init__(
        self, pieces: Iterable[str], language: str, context: Context, style: Style | Literal["auto"]
    ) -> None:
        self._pieces = iter(pieces)
        self._language = load_finding_language(language)
        self._context = context
        head = self._read_head()
        if style == "auto":
            self.style = choose_style(head, context.today, self._language)
        else:
            self.style = StyleChoice(style, "as asked")
        self._head = head

    def _read_head(self) -> str:
        parts: list[str] = []
        length = 0
        for piece in self._pieces:
            parts.append(piece)
            length += len(piece)
            if length >= HEAD:
                break
        return "".join(parts)

    def __iter__(self) -> Iterator[Passage]:
        """Yield the passages of the text, in order, those in which nothing is found, too."""
        finder = Finder(self._language, self._context, self.style)
        offset, text = 0, self._head
        for piece in self._pieces:
            end = yield from self._read_whole_parts(finder, text, offset)
            offset, text = offset + end, text[end:] + piece
        end = yield from self._read_whole_parts(finder, text, offset)
        yield from _find_in_part(finder, text[end:], offset + end)

    def _read_whole_parts(
        self, finder: Finder, text: str, offset: int
    ) -> Generator[Passage, None, int]:
        """Yield the passages of as many parts as surely end in a text; return where they end."""
        start = 0
        while len(text) - start > MAX_PARAGRAPH:
            end = _find_cut(text, start)
            yield from _find_in_part(finder, text[start:end], offset + start)
            start = end
        return start


def _find_cut(text: str, start: int) -> int:
    """Return where a part ends: behind a paragraph, a line, a sentence or a word."""
    for sign in ("\n\n", "\r\n\r\n", "\n", ". ", " "):
        cut = text.rfind(sign, start + MAX_PARAGRAPH // 2, start + MAX_PARAGRAPH)
        if cut >= 0:
            return cut + len(sign)
    return start + MAX_PARAGRAPH


def _find_in_part(finder: Finder, text: str, offset: int) -> Iterator[Passage]:
    for start, end in iterate_blocks(text):
        found = finder.find_in_block(text, start, end)
        if offset:
            found = [_move(each, offset) for each in found]
        yield Passage(start + offset, text[start:end], tuple(found))


def _move(found: Found, by: int) -> Found:
    return replace(found, start=found.start + by, end=found.end + by)
