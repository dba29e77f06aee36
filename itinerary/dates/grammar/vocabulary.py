"""The code of a language in; the words of its date phrases, as people spell them, out."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from itinerary.dates.grammar.language_file import load_language_file

_WORD = re.compile(r"[^\W\d_]{2,}(?:['’-][^\W\d_]+)*")
_NAME = re.compile(r"\$\S+")


@cache
def list_phrase_words(language: str, is_first: bool = False) -> tuple[str, ...]:
    """Return the words of the examples in a language's file, those of most examples first.

    Args:
        language: The language.
        is_first: Whether to return only the words that examples begin with.

    Words that are refused are not among them, nor are those that no example has.

    >>> [each for each in list_phrase_words("en") if each.startswith("Wed")]
    ['Wednesday', 'Wed']
    """
    counted: Counter[str] = Counter()
    for rule in load_language_file(language).rules:
        for example in rule.examples:
            if any(each.isdigit() for each in example.result):
                words = _WORD.findall(_NAME.sub("", example.phrase))
                counted.update(words[:1] if is_first else words)
    by_folded: dict[str, str] = {}
    for word, _ in counted.most_common():
        by_folded.setdefault(word.casefold(), word)
    return tuple(by_folded.values())
