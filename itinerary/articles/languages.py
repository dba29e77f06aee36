"""What articles say of themselves, by language; and which language a text is in."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

_WORD = re.compile(r"[^\W\d_]+")
_LEAST_HITS = 3  # function words that must be there before a language is told
_SAMPLE = 20_000  # characters


@dataclass(frozen=True, slots=True)
class ArticleWords:
    """The words by which one language speaks of an article; `languages.toml` explains them."""

    function_words: tuple[str, ...]
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
        code: ArticleWords(**{each.name: tuple(table[each.name]) for each in fields(ArticleWords)})
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
    words = [each.casefold() for each in _WORD.findall(text[:_SAMPLE])]
    hits = {
        code: sum(each in known.function_words for each in words)
        for code, known in load_article_words().items()
    }
    best, next_best = sorted(hits, key=lambda code: -hits[code])[:2]
    return best if hits[best] >= _LEAST_HITS and hits[best] > hits[next_best] else ""
