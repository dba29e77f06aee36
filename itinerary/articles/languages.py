"""What articles say of themselves, by language; and which language a text is in."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from itinerary.dates.grammar import load_grammar

_WORD = re.compile(r"[^\W\d_]+")
_LEAST_HITS = 3  # function words that must be there before a language is told
_LEAST_HITS_OF_LINES = 2  # the same, with weekdays, months and words of tickets
_SAMPLE = 20_000  # characters


class ArticleWords(NamedTuple):
    """The words by which one language speaks of an article; `languages.toml` explains them."""

    function_words: tuple[str, ...]
    travel: tuple[str, ...]
    published: tuple[str, ...]
    byline: tuple[str, ...]
    other_story: tuple[str, ...]
    release: tuple[str, ...]
    organisation: tuple[str, ...]


@cache
def load_article_words() -> Mapping[str, ArticleWords]:
    """Return the words of every language, by its code."""
    tables = tomllib.loads(Path(__file__).with_name("languages.toml").read_text("utf-8"))
    return {
        code: ArticleWords(*(tuple(table[each]) for each in ArticleWords._fields))
        for code, table in tables.items()
    }


@cache
def collect_words(kind: str) -> frozenset[str]:
    """Return the words of one kind in all languages: which one it is, is told later.

    >>> "leia também" in collect_words("other_story")
    True
    """
    return frozenset(
        each for words in load_article_words().values() for each in getattr(words, kind)
    )


def detect_language(text: str) -> str:
    """Return the language of a text by its function words; "" if it is too short to tell.

    >>> detect_language("La ministra viajará a Quito y se reunirá con el presidente.")
    'es'
    >>> detect_language("Rodoviária 12")
    ''
    """
    written = _WORD.findall(text[:_SAMPLE])
    words = [each.casefold() for each in written]
    hits = {
        code: sum(each in known.function_words for each in words)
        for code, known in load_article_words().items()
    }
    return _choose_best(hits, _LEAST_HITS) or _detect_by_dates(written, hits)


def _detect_by_dates(words: Sequence[str], hits: Mapping[str, int]) -> str:
    """Return the language of lines that have hardly a sentence, by weekdays, months and tickets.

    >>> detect_language("Tue 2 Feb NH205 HND dep 00:50"), detect_language("Ter 2 Fev NH205 00:50")
    ('en', 'pt')
    """
    words = [each.casefold() for each in words if not each.isupper()]  # VIE is Vienna, too
    counts = {
        code: count + sum(each in _list_words_of_lines(code) for each in words)
        for code, count in hits.items()
    }
    return _choose_best(counts, _LEAST_HITS_OF_LINES)


def _choose_best(hits: Mapping[str, int], least: int) -> str:
    best, next_best = sorted(hits, key=lambda code: -hits[code])[:2]
    return best if hits[best] >= least and hits[best] > hits[next_best] else ""


@cache
def _list_words_of_lines(language: str) -> frozenset[str]:
    kinds = load_grammar(language).words.kinds
    return frozenset(load_article_words()[language].travel) | frozenset(
        word
        for word, own in kinds.items()
        if any(kind in ("weekday", "month_name") for kind, _ in own)
    )
