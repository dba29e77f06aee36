"""What a language knows of words, and the tokens that are made of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from itinerary.dates.grammar.name_index import NameIndex
from itinerary.dates.grammar.token_kinds import Kinds, Shape, list_number_kinds, remove_apostrophes

_GENITIVE = re.compile("[^\\W\\d_]{2}['’]s$")
_DASHES = re.compile("[‐‑‒–—−]")
ShapeLookup: TypeAlias = Callable[[str, Kinds, bool], Shape]


class Word(NamedTuple):
    """A word, sign or number: its folded text, its kinds, and the shape that a trie has for them."""

    text: str
    kinds: Kinds
    shape: Shape


class Token(NamedTuple):
    """A word of a phrase and where it stands in the original."""

    text: str
    kinds: Kinds
    shape: Shape
    start: int
    end: int


class Lexicon:
    """What a language knows of words: their kinds, which ones may be skipped, how its ordinals end ("th")."""

    def __init__(
        self,
        kinds: Mapping[str, Kinds],
        literals: Iterable[str],
        lists: Mapping[str, Iterable[str]],
        shape: ShapeLookup,
        names: NameIndex,
    ) -> None:
        joined = lists.get("JOINED", ())
        self.kinds, self.get_shape, self.names = kinds, shape, names
        self.literals = {*literals, *(word for each in joined for word in each.split("_"))}
        self.skipped = frozenset([*lists.get("SKIPPED", ()), ","])
        self.ordinal_suffixes = frozenset(lists.get("ORDINAL", ()))
        self.joiners = frozenset(
            [*lists.get("JOINER", ()), "-"]
        )  # between tens and units: "twenty-one", "treinta y uno"
        self.hundred_joiners = frozenset(
            [*lists.get("HUNDRED_JOINER", ()), "-"]
        )  # behind a hundred: "two thousand and ten"
        self.joined_pairs = frozenset(
            tuple(words.rsplit("_", 1)) for words in joined
        )  # always one: "la mañana" is no "mañana"
        self.numerals = {
            word
            for word, its in kinds.items()
            if any(kind in ("number", "ordinal") for kind, _ in its)
        }
        plain_words = {
            *kinds,
            *self.literals,
            *self.skipped,
            *self.ordinal_suffixes,
            *"-~,./:@º°ª&+<>=",
        }
        self.name_words = (
            names.list_words() - plain_words
        )  # what is a word of names of several words and nothing else
        self.known = plain_words | self.name_words
        seconds = (second for _, second in self.joined_pairs)
        self.joinable_words = self.name_words.union(
            names.list_first_words(), self.numerals, self.ordinal_suffixes, seconds
        )  # may be of what is one token
        self.seen: dict[str, Word] = {}  # as they are written, of words and signs that are known
        self.get_number_word = lru_cache(maxsize=1000)(self._make_number_word)

    def find_word(self, written: str) -> Word | None:
        """What is known of a word or sign."""
        text = (
            written
            if written in self.known
            else _DASHES.sub("-", remove_apostrophes(written).replace(".", "") or written)
        )
        if _GENITIVE.search(written) and text[:-1] in self.known:
            text = text[:-1]
        if text not in self.known:
            return None
        kinds = self.kinds.get(text, ())
        self.seen[written] = word = self.make_word(text, kinds)
        return word

    def _make_number_word(self, digits: str) -> Word:
        kinds = list_number_kinds(int(digits), digits)
        return self.make_word(digits, kinds)

    def make_word(self, text: str, kinds: Kinds) -> Word:
        """A word of some kinds."""
        return Word(text, kinds, self.get_shape(text, kinds, text in self.skipped))

    def make_token(self, text: str, kinds: Kinds, start: int, end: int) -> Token:
        """A token that is more than one word."""
        return Token(*self.make_word(text, kinds), start, end)
