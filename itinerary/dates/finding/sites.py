"""A candidate in its place: its words, and what stands beside them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, Protocol, TypeAlias

from itinerary.dates.finding.candidates import Candidate
from itinerary.dates.finding.finding_language import FindingLanguage
from itinerary.dates.grammar.lexicon import Token
from itinerary.dates.grammar.token_kinds import fold_text

Style: TypeAlias = Literal["news", "narrative", "announcement"]
_REACH = 48  # characters beside a phrase that are looked at
_FIRST_WORD = re.compile(r"\s*(\S+)")
_EDGES = " \t.,;:!?()[]{}\"'“”‘’*_|"
_CLAUSE_START = re.compile(r"(?:^|[.!?:;|>*_\n\t(\[\"“‘«—–]|``|--|\s-)\s*$")


class KnownNames(Protocol):
    """What is known of words of dates that were names: in the same block, and months anywhere."""

    names: set[str]
    months: set[str]


class Site:
    """A candidate, and the text around it.

    Args:
        text: The whole text.
        limits: Where the block starts and ends.
        offset: What the offsets of the candidate count from.
        candidate: The candidate, the attributes of whose words are those of the site, too.
        language: Of the text.
        style: Of the text.
        year: That of the publication.
        names: The words of dates that were names before.

    Attributes:
        start: Where the candidate starts in the text.
        end: Where it ends.
        before: The characters before it, of its block.
        after: The characters behind it, of its block.
    """

    def __init__(
        self,
        text: str,
        limits: tuple[int, int],
        offset: int,
        candidate: Candidate,
        language: FindingLanguage,
        style: Style,
        year: int,
        names: KnownNames | None = None,
    ) -> None:
        self.text, self.limits, self.offset = text, limits, offset
        self.language, self.style, self.year = language, style, year
        self.names = names.names if names else frozenset[str]()
        self.months = names.months if names else frozenset[str]()
        self.words = words = candidate.words
        self.tokens, self.content, self.small_words = words.tokens, words.content, words.small_words
        self.kinds, self.texts = words.kinds, words.texts
        self.start, self.end = start, end = offset + words.start, offset + words.end
        self.before = text[max(limits[0], start - _REACH) : start]
        self.after = text[end : min(limits[1], end + _REACH)]

    @property
    def word_before(self) -> str:
        """The word before it as it is written, with its signs; empty at the start of its block."""
        words = self.before.rsplit(maxsplit=1)
        return words[-1] if words else ""

    @property
    def folded_before(self) -> str:
        """The word before it, folded and without signs."""
        return _fold_word(self.word_before)

    @property
    def folded_after(self) -> str:
        """The word behind it, folded and without signs."""
        found = _FIRST_WORD.match(self.after)
        return _fold_word(found[1]) if found else ""

    @property
    def is_at_clause_start(self) -> bool:
        """Whether it stands at the start of its block, of a sentence or of what is in brackets."""
        return _CLAUSE_START.search(self.before) is not None

    @property
    def is_at_block_start(self) -> bool:
        """Whether nothing but signs stands before it in its line."""
        return not self.before.strip(" \t-*|•·#>—–_(") and self.start - self.limits[0] < _REACH

    def is_listed(self, name: str, word: str) -> bool:
        """Return whether a folded word is in a list of the language."""
        return word in self.language.lists[name]

    def is_capital(self, token: Token) -> bool:
        """Return whether a word is written with a capital."""
        return self.text[self.offset + token.start].isupper()

    def has_capital(self, token: Token) -> bool:
        """Return whether any of its letters is a capital: "fourth of July"."""
        written = self.text[self.offset + token.start : self.offset + token.end]
        return written != written.lower()

    def is_shouted(self, token: Token) -> bool:
        """Return whether a word is written in capitals."""
        return self.text[self.offset + token.start : self.offset + token.end].isupper()

    def has_stop_behind(self, token: Token) -> bool:
        """Return whether a full stop stands right behind a word."""
        return self.text.startswith(".", self.offset + token.end)


@lru_cache(maxsize=10_000)
def _fold_word(word: str) -> str:
    return fold_text(word.strip(_EDGES))[0]
