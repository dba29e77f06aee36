"""A word as it is written in; what a language knows of it out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from itinerary.dates.grammar.name_index import NameIndex
from itinerary.dates.grammar.token_kinds import Kinds, Shape, list_number_kinds, remove_apostrophes

_GENITIVE = re.compile("[^\\W\\d_]{2}['’]s$")
_DASHES = re.compile("[‐‑‒–—−]")
_SIGNS = "-~,./:@º°ª&+<>=?%"
ShapeLookup: TypeAlias = Callable[[str, Kinds, bool], Shape]


class Word(NamedTuple):
    """A word, sign or number: its folded text, its kinds, and their shape in a trie."""

    text: str
    kinds: Kinds
    shape: Shape


class Token(NamedTuple):
    """A word of a phrase, and where it starts and ends in the original."""

    text: str
    kinds: Kinds
    shape: Shape
    start: int
    end: int


class Lexicon:
    """What a language knows of words.

    Attributes:
        kinds: The kinds of each word that has a value.
        names: The names of several words.
        date_example: A date as it is written, for hints.
        literals: The words that patterns have.
        skipped: Those that may be passed over: "the".
        ordinal_suffixes: How its ordinals end: "th".
        joiners: What stands between tens and units: "twenty-one", "treinta y uno".
        hundred_joiners: What stands behind a hundred: "two thousand and ten".
        time_words: What stands before a clock time alone: "at", "a las".
        joined_pairs: Two words that are always one: "la mañana" is no "mañana".
        numerals: The words that are numbers.
        name_words: Words of names of several words, and of nothing else.
        known: Every word and sign.
        joinable_words: Those that may be a part of one token.
    """

    def __init__(
        self,
        kinds: Mapping[str, Kinds],
        literals: Iterable[str],
        lists: Mapping[str, Iterable[str]],
        shape: ShapeLookup,
        names: NameIndex,
        date_example: str,
    ) -> None:
        joined = lists.get("JOINED", ())
        self.kinds, self.get_shape, self.names = kinds, shape, names
        self.date_example = date_example
        self.literals = {*literals, *(word for each in joined for word in each.split("_"))}
        self.skipped = frozenset([*lists.get("SKIPPED", ()), ","])
        self.ordinal_suffixes = frozenset(lists.get("ORDINAL", ()))
        self.joiners = frozenset([*lists.get("JOINER", ()), "-"])
        self.hundred_joiners = frozenset([*lists.get("HUNDRED_JOINER", ()), "-"])
        self.time_words = frozenset(lists.get("AT", ())) - frozenset(lists.get("TO", ()))
        self.joined_pairs = frozenset(tuple(words.rsplit("_", 1)) for words in joined)
        self.numerals = {
            word
            for word, its_kinds in kinds.items()
            if any(kind in ("number", "ordinal") for kind, _ in its_kinds)
        }
        plain = {*kinds, *self.literals, *self.skipped, *self.ordinal_suffixes, *_SIGNS}
        self.name_words = names.words - plain
        self.known = plain | self.name_words
        seconds = (second for _, second in self.joined_pairs)
        self.joinable_words = self.name_words.union(
            names.list_first_words(), self.numerals, self.ordinal_suffixes, seconds
        )
        self.get_number_word = lru_cache(maxsize=1000)(self._make_number_word)

    def find_word(self, written: str) -> Word | None:
        """Return what is known of a word or sign, folded, as it is written; None if nothing is."""
        text = written
        if text not in self.known:
            text = _DASHES.sub("-", remove_apostrophes(written).replace(".", "") or written)
        if _GENITIVE.search(written) and text[:-1] in self.known:
            text = text[:-1]
        if text not in self.known:
            return None
        kinds = self.kinds.get(text, ())
        return self.make_word(text, kinds)

    def _make_number_word(self, digits: str) -> Word:
        kinds = list_number_kinds(int(digits), digits)
        return self.make_word(digits, kinds)

    def make_word(self, text: str, kinds: Kinds) -> Word:
        """Return a word of some kinds."""
        return Word(text, kinds, self.get_shape(text, kinds, text in self.skipped))

    def make_token(self, text: str, kinds: Kinds, start: int, end: int) -> Token:
        """Return a token of more than one word."""
        return Token(*self.make_word(text, kinds), start, end)
