"""What tokens are told apart by: folded text, kinds with their values, and shapes."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, TypeAlias

# Kinds that a token has by how it is written. Others come from the words of a language file.
NumberKind: TypeAlias = Literal[
    "dom",  # a day of a month
    "dom_in_digits",
    "four_digits",
    "hour",
    "hour_minute",
    "last_digits",  # two behind which nothing stands
    "minute",
    "month_number",
    "number",
    "one_digit",
    "plain_year",
    "spelled_hour",
    "spelled_number",
    "three_digits",
    "time_in_digits",
    "two_digits",
    "year_or_time",
]
LexerKind: TypeAlias = (
    NumberKind
    | Literal[
        "anchor",
        "anchor_end",
        "apostrophe_year",
        "clock",
        "digit_ordinal",
        "iso_century",
        "iso_day",
        "iso_decade",
        "iso_moment",
        "iso_month",
        "ordinal",
        "range_dash",
        "zone",
    ]
)
Kinds: TypeAlias = tuple[tuple[str, object], ...]  # each kind, with the token's value as one of it
Name: TypeAlias = tuple[tuple[str, ...], Kinds]  # the words of a name, and its kinds


class Shape:
    """What a chart sees of a token, which is the same for many: "4" and "5", "March" and "May".

    Attributes:
        word: Its text, if a pattern has that as a literal; else empty.
        kinds: Its kinds, each with its bit.
        bits: Those of its word and its kinds together.
        is_skipped: Whether it may be passed over.
    """

    __slots__ = ("bits", "is_skipped", "kinds", "word")

    def __init__(
        self, word: str, kinds: tuple[tuple[str, int], ...], bits: int, is_skipped: bool
    ) -> None:
        self.word, self.kinds, self.bits, self.is_skipped = word, kinds, bits, is_skipped


def list_number_kinds(value: int, digits: str = "") -> Kinds:
    """Return the kinds of a number by its value and, if it is written in digits, by their count.

    >>> [kind for kind, _ in list_number_kinds(15, "15")]
    ['number', 'dom', 'dom_in_digits', 'hour', 'minute', 'two_digits']
    >>> [kind for kind, _ in list_number_kinds(1430, "1430")][-3:]
    ['four_digits', 'year_or_time', 'hour_minute']
    """
    width = len(digits)
    kinds: list[NumberKind] = ["number"] if digits else ["number", "spelled_number"]
    if 1 <= value <= 31 and width <= 2:
        kinds.append("dom")
        if digits:
            kinds.append("dom_in_digits")
    if value <= 24 and width <= 2:
        kinds.append("hour")
        if not digits:
            kinds.append("spelled_hour")
    if 1 <= value <= 12 and 0 < width <= 2:
        kinds.append("month_number")
    if value <= 59 and (width == 2 or (not digits and value)):
        kinds.append("minute")
    if width in (1, 2):
        kinds.append("one_digit" if width == 1 else "two_digits")
    kinds += _list_year_kinds(value, digits)
    if width in (3, 4) and value // 100 <= 24 and value % 100 <= 59:
        kinds.append("hour_minute")
        if digits[0] == "0":
            kinds.append("time_in_digits")
    return tuple((kind, value) for kind in kinds)


def _list_year_kinds(value: int, digits: str) -> list[NumberKind]:
    """Return the kinds of a number that may be a year: some of four digits may be a time, too."""
    if len(digits) == 3 and value >= 100:
        return ["three_digits"]
    if len(digits) not in (0, 4) or not 1000 <= value <= 2999:
        return []
    is_clock = value // 100 <= 24 and value % 100 <= 59
    is_year = not digits or 1500 <= value <= 2100 or not is_clock
    return ["four_digits", "plain_year" if is_year else "year_or_time"]


def fold_text(text: str) -> tuple[str, Sequence[int]]:
    """Return the text without case and accents, and the offset of each character's original.

    The offsets have one more at the end, that of the end of the text.

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
    """Return a character without case and accents: any number of characters, or none."""
    return "".join(
        part
        for part in unicodedata.normalize("NFKD", char).casefold()
        if not unicodedata.combining(part)
    )


def remove_apostrophes(word: str) -> str:
    """Return a folded word without apostrophes, since they never count.

    So "mother's", "mothers'" and "mothers" are one word.

    >>> remove_apostrophes("mother’s")
    'mothers'
    """
    return word.replace("’", "").replace("'", "")
