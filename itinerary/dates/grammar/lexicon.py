"""What a language knows of words, and the tokens that are made of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from itinerary.dates.grammar.spellings import Names
from itinerary.dates.grammar.token_kinds import Kinds, Shape, number_kinds, plain

_GENITIVE = re.compile("[^\\W\\d_]{2}['’]s$")
_DASHES = re.compile("[‐‑‒–—−]")
ShapeOf: TypeAlias = Callable[[str, Kinds, bool], Shape]


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


class Words:
    """What a language knows of words: their kinds, which ones may be skipped, how its ordinals end ("th")."""

    def __init__(
        self,
        kinds: Mapping[str, Kinds],
        literals: Iterable[str],
        lists: Mapping[str, Iterable[str]],
        shape: ShapeOf,
        names: Names,
    ) -> None:
        joined = lists.get("JOINED", ())
        self.kinds, self.shape, self.names = kinds, shape, names
        self.literals = {*literals, *(word for each in joined for word in each.split("_"))}
        self.skipped = frozenset([*lists.get("SKIPPED", ()), ","])
        self.ordinal_suffixes = frozenset(lists.get("ORDINAL", ()))
        self.joiners = frozenset(
            [*lists.get("JOINER", ()), "-"]
        )  # between tens and units: "twenty-one", "treinta y uno"
        self.hundred_joiners = frozenset(
            [*lists.get("HUNDRED_JOINER", ()), "-"]
        )  # behind a hundred: "two thousand and ten"
        self.joined = frozenset(
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
        self.of_names = (
            names.words() - plain_words
        )  # what is a word of names of several words and nothing else
        self.known = plain_words | self.of_names
        seconds = (second for _, second in self.joined)
        self.joining = self.of_names.union(
            names.firsts(), self.numerals, self.ordinal_suffixes, seconds
        )  # may be of what is one token
        self.seen: dict[str, Word] = {}  # as they are written, of words and signs that are known
        self.number = lru_cache(maxsize=1000)(self._number)

    def word(self, written: str) -> Word | None:
        """What is known of a word or sign."""
        text = (
            written
            if written in self.known
            else _DASHES.sub("-", plain(written).replace(".", "") or written)
        )
        if _GENITIVE.search(written) and text[:-1] in self.known:
            text = text[:-1]
        if text not in self.known:
            return None
        kinds = self.kinds.get(text, ())
        self.seen[written] = word = self.known_as(text, kinds)
        return word

    def _number(self, digits: str) -> Word:
        kinds = number_kinds(int(digits), digits)
        return self.known_as(digits, kinds)

    def known_as(self, text: str, kinds: Kinds) -> Word:
        """A word of some kinds."""
        return Word(text, kinds, self.shape(text, kinds, text in self.skipped))

    def token(self, text: str, kinds: Kinds, start: int, end: int) -> Token:
        """A token that is more than one word."""
        return Token(*self.known_as(text, kinds), start, end)
