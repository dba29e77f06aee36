"""A block of text in; its islands, runs of words that may make a date, out.

Most words of a text are in no date phrase. A run of those that may be is an island; it ends at any
other word, at the end of a sentence, and at signs that no date phrase has inside. Texts say the
same dates again and again, so that what was read of an island is kept.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from itinerary.dates.finding.candidates import Candidate, list_candidates, mark_triggers
from itinerary.dates.finding.finding_language import FindingLanguage, fold_block
from itinerary.dates.grammar.compounds import join_tokens
from itinerary.dates.grammar.lexer import scan_chunk
from itinerary.dates.grammar.lexicon import Token

MAX_CHUNK = 60  # characters between two spaces, beyond which they are no words
MAX_REACH = 20  # chunks to either side of a word that can make a date
MAX_KEPT = 100  # characters of words whose islands are kept
_CHUNK = re.compile(r"\S+")
# Money, shares, decimals, thousands, code: their digits are no part of a date.
_NO_DATE = re.compile(
    r"[$€£¥#]\w|[%°\\<>_^]|\w[=@+]|[=@+]\w|//|\d,\d{3}|\d\.\d{3}(?!\d)|\d\.\d+\.\d+\.|\w\(\w"
    r"|\d[x×]\d|--|``"
)
_BREAK = re.compile(r"[;!?\[\]{}|*•·⋅…=<>~\"“”«»\t]|  ")
_SENTENCE_ENDS = frozenset("!?;:|")
_SIGNS_BESIDE = ".,;:!?()[]\"'“”«»*_"
_BREAKING_SIGNS = frozenset((":", "?", "!", "=", "<", ">", "~", "+", "..", "º", "ª", "°"))
_CAPITALISED_KINDS = frozenset(("weekday", "month_name", "zone", "half", "holiday_word"))


class Island(NamedTuple):
    """A run of words that may make a date.

    Attributes:
        length: The number of words.
        candidates: The phrases that they may make; their offsets are those in the words.
    """

    length: int
    candidates: list[Candidate]


def iterate_islands(
    text: str, start: int, end: int, language: FindingLanguage
) -> Iterator[tuple[int, Island]]:
    """Yield each island between two places of a text, and what its offsets count from."""
    block = text[start:end]
    triggers = language.find_triggers(fold_block(block))
    if not triggers:
        return
    chunks = _Chunks(block, language)
    done = 0
    for trigger in triggers:
        middle = bisect_right(chunks.starts, trigger) - 1
        if middle >= done:
            first, done = chunks.reach_back(middle, done), chunks.reach_on(middle)
            begin, stop = chunks.spans[first][0], chunks.spans[done - 1][1]
            for island in _find_islands(block[begin:stop], language):
                yield start + begin, island


class _Chunks:
    """What stands between the spaces of a block."""

    def __init__(self, block: str, language: FindingLanguage) -> None:
        self.block, self.language = block, language
        self.spans = [found.span() for found in _CHUNK.finditer(block)]
        self.starts = [first for first, _ in self.spans]

    def reach_back(self, middle: int, least: int) -> int:
        """Return the first chunk before one from which on all is known."""
        first, least = middle, max(least, middle - MAX_REACH)
        is_open = self._scan(middle)[0] is not None
        while is_open and first > least and not self._ends_sentence(first - 1):
            tokens = self._scan(first - 1)
            first -= tokens[-1] is not None
            is_open = None not in tokens
        return first

    def reach_on(self, middle: int) -> int:
        """Return the chunk behind the last one after another up to which all is known."""
        last, most = middle + 1, min(len(self.spans), middle + MAX_REACH)
        is_open = self._scan(middle)[-1] is not None
        while is_open and last < most and not self._ends_sentence(last - 1):
            tokens = self._scan(last)
            last += tokens[0] is not None
            is_open = None not in tokens
        return last

    def _scan(self, index: int) -> tuple[Token | None, ...]:
        begin, stop = self.spans[index]
        return _scan(self.block[begin:stop], self.language)

    def _ends_sentence(self, index: int) -> bool:
        sign = self.block[self.spans[index][1] - 1]
        if sign != ".":
            return sign in _SENTENCE_ENDS
        last = self._scan(index)[-1]
        return last is not None and last.text not in self.language.lists["ABBREVIATION"]


@lru_cache(maxsize=20_000)
def _scan(text: str, language: FindingLanguage) -> tuple[Token | None, ...]:
    """Return the tokens of a chunk; None for each that is no word of a date."""
    if len(text) > MAX_CHUNK or _NO_DATE.search(text):
        return (None,)
    if not text.isascii() and text.lower().strip(_SIGNS_BESIDE) in language.verbs["OTHER_WORD"]:
        return (None,)  # "está" is no "esta"
    return scan_chunk(text, language.grammar.words) or (None,)


def _find_islands(words: str, language: FindingLanguage) -> Sequence[Island]:
    """Return the islands of some words."""
    if len(words) > MAX_KEPT:
        return _split_words(words, language)
    return _find_known_islands(words, language)


@lru_cache(maxsize=20_000)
def _find_known_islands(words: str, language: FindingLanguage) -> Sequence[Island]:
    return _split_words(words, language)


def _split_words(words: str, language: FindingLanguage) -> Sequence[Island]:
    """Return the runs of known words without a break that have one that can make a date."""
    islands: list[Island] = []
    run: list[Token] = []
    for token in [*_iterate_tokens(words, language), None]:
        is_sign = token is None or token.text in _BREAKING_SIGNS
        if run and (token is None or is_sign or _is_break(words, run[-1], token, language)):
            islands += _finish_run(words, run, language)
            run = []
        if token is not None and not is_sign:
            run.append(token)
    return islands


def _iterate_tokens(words: str, language: FindingLanguage) -> Iterator[Token | None]:
    for chunk in _CHUNK.finditer(words):
        offset = chunk.start()
        for token in _scan(chunk[0], language):
            yield token and Token(*token[:3], token.start + offset, token.end + offset)


def _finish_run(words: str, run: list[Token], language: FindingLanguage) -> Iterator[Island]:
    """Join the words of names and numbers; the words of names that are not there end an island."""
    lexicon = language.grammar.words
    part: list[Token] = []
    for token in [*join_tokens(run, lexicon, words), None]:
        if token is None or (token.text in lexicon.name_words and not token.kinds):
            if any(mark_triggers(part, language)):
                yield Island(len(part), list_candidates(part, language))
            part = []
        else:
            part.append(token)


# The next two words, if both stand in small letters.
_TWO_WORDS = re.compile(r" ([^\W\d_A-Z]+) [^\W\d_A-Z]+")


def _is_break(words: str, one: Token, other: Token, language: FindingLanguage) -> bool:
    """Return whether a sentence, or what belongs together, ends between two words."""
    gap = words[one.end : other.start]
    has_stop = "." in gap or words[one.end - 1] == "."
    if gap in ("", " ") and not has_stop:
        return one.text == "," and _begins_apposition(words, other, language)
    if _BREAK.search(gap):
        return True
    if not has_stop or not gap:
        return False
    if one.text not in language.lists["ABBREVIATION"]:
        return True
    if not words[other.start].isupper() or len(one.text) == len(other.text) == 1:  # "a. C."
        return False
    is_name = other.text in language.grammar.words.name_words  # as of a zone: "Lima time"
    return not is_name and all(kind not in _CAPITALISED_KINDS for kind, _ in other.kinds)


def _begins_apposition(words: str, article: Token, language: FindingLanguage) -> bool:
    """Return whether another name of a date begins: "on Tuesday, the last day of her trip"."""
    following = _TWO_WORDS.match(words, article.end)
    return following is not None and fold_block(following[1]) in language.lists["APPOSED"]
