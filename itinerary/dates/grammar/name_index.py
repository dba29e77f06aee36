"""Names of several words ("Saint Patrick's Day") in; those that begin with a word out.

There are a thousand names of holidays. Each is spelled out when a phrase first has a word that it
begins with, and counts as one word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import TypeAlias

from itinerary.dates.grammar.token_kinds import Kinds, Name, remove_apostrophes

# The first word of each part of a name: of one that may be left out, of one that may not.
_FIRST_WORD = re.compile(r"\[([^]_]+)[^]]*\]|([^]_[]+)")
_LETTERS = re.compile(r"[^\W_]+(?:'s)?")
Speller: TypeAlias = Callable[[str], Iterable[Sequence[object]]]


def list_spellings(word: str) -> list[str]:
    """Return a word as phrases may have it: a genitive with its s or without.

    >>> list_spellings("mother's")
    ['mothers', 'mother']
    """
    if "'" not in word:
        return [word]
    plain = remove_apostrophes(word)
    return [plain, word[:-2]] if word.endswith("'s") and len(word) > 2 else [plain]


class NameIndex:
    """The names of a language by the words that they may begin with."""

    def __init__(self, names: Iterable[tuple[str, Kinds]], spell: Speller) -> None:
        self.spell = spell
        self.written: dict[str, list[tuple[str, Kinds]]] = {}
        self.known: dict[str, list[Name]] = {}
        for name, kinds in names:
            for word in dict.fromkeys(_iterate_first_words(name)):
                self.written.setdefault(word, []).append((name, kinds))

    @cached_property
    def words(self) -> set[str]:
        """Every word of every name."""
        text = " ".join({name for names in self.written.values() for name, _ in names})
        return {each for word in set(_LETTERS.findall(text)) for each in list_spellings(word)}

    def list_names(self) -> Iterable[tuple[str, Kinds]]:
        """Return every name as it is written, with brackets around what may be left out."""
        return dict(each for names in self.written.values() for each in names).items()

    def list_first_words(self) -> Iterable[str]:
        """Return every word that a name begins with."""
        return self.written

    def find_names(self, word: str) -> Sequence[Name]:
        """Return the names that begin with a word, the longest first."""
        if word not in self.written:
            return ()
        if word not in self.known:
            found = [
                (tuple(part for part in map(str, words) if part != "-"), kinds)
                for name, kinds in self.written[word]
                for words in self.spell(name)
                if words[0] == word
            ]
            self.known[word] = sorted(found, key=lambda each: -len(each[0]))
        return self.known[word]


def _iterate_first_words(name: str) -> Iterator[str]:
    """Find the words that a name may begin with.

    They are those of its first parts, up to one that may not be left out.
    """
    for part in _FIRST_WORD.finditer(name):
        for word in (part[1] or part[2]).split("|"):
            yield from list_spellings(word)
        if part[2]:
            return
