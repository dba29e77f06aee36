"""What tokens are told apart by: their folded text, their kinds with the values that they have as such, and their shapes."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import TypeAlias

Kinds: TypeAlias = tuple[
    tuple[str, object], ...
]  # each kind with the token's value as one of that kind
Name: TypeAlias = tuple[tuple[str, ...], Kinds]  # the words of a name, and its kinds


class Shape:
    """What a chart sees of a token, and the same for many: its word, if a pattern has that, its kinds, the bits of all these."""

    __slots__ = ("bits", "is_skipped", "kinds", "word")

    def __init__(
        self, word: str, kinds: tuple[tuple[str, int], ...], bits: int, is_skipped: bool
    ) -> None:
        self.word, self.kinds, self.bits, self.is_skipped = word, kinds, bits, is_skipped


def list_number_kinds(value: int, digits: str = "") -> Kinds:
    """The kinds of a number: by its value, and, where it is written in digits, by their count.

    >>> [kind for kind, _ in list_number_kinds(15, "15")]
    ['number', 'dom', 'hour', 'minute', 'two_digits']
    """
    width = len(digits)
    kinds = ["number"]
    if 1 <= value <= 31 and width <= 2:
        kinds.append("dom")
    if value <= 24 and width <= 2:
        kinds += ["hour"] if digits else ["hour", "spelled_hour"]
    if 1 <= value <= 12 and 0 < width <= 2:
        kinds.append("month_number")
    if value <= 59 and (width == 2 or (not digits and value)):
        kinds.append("minute")
    if width in (1, 2):
        kinds.append(("one_digit", "two_digits")[width - 1])
    if (width == 4 or not digits) and 1000 <= value <= 2999:
        kinds.append("four_digits")
    if width in (3, 4) and value // 100 <= 24 and value % 100 <= 59:
        kinds.append("hour_minute")
        if digits[0] == "0":
            kinds.append("time_in_digits")
    return tuple((kind, value) for kind in kinds)


def fold_text(text: str) -> tuple[str, Sequence[int]]:
    """The text without case and accents, and for each of its characters the offset of the original one.

    >>> fold_text("Próximo")[0]
    'proximo'
    """
    if text.isascii():
        return text.lower(), range(len(text) + 1)
    parts = [*map(_fold_character, text)]
    offsets = [offset for offset, part in enumerate(parts) for _ in part]
    return "".join(parts), [*offsets, len(text)]


@lru_cache(maxsize=1000)
def _fold_character(char: str) -> str:
    """A character without case and accents: any number of characters, or none."""
    return "".join(
        part
        for part in unicodedata.normalize("NFKD", char).casefold()
        if not unicodedata.combining(part)
    )


def remove_apostrophes(word: str) -> str:
    """A folded word without apostrophes, which never count: "mother's", "mothers'" and "mothers" are one.

    >>> remove_apostrophes("mother’s")
    'mothers'
    """
    return word.replace("’", "").replace("'", "")
