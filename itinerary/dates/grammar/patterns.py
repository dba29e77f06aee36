"""A pattern of a language file, or the spelling of a name, in; every way through it out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from itertools import product
from typing import TypeAlias

from itinerary.dates.grammar.name_index import list_spellings
from itinerary.dates.grammar.token_kinds import fold_text
from itinerary.dates.grammar.trie import Slot, Symbol, Words

_SLOT = re.compile(r"\{(?:(\w+):)?(\w+)\}")
Way: TypeAlias = tuple[Symbol, ...]


def split_pattern(text: str) -> list[str]:
    """Return the elements of a pattern: words, slots, lists of words and brackets.

    >>> split_pattern("[on|upon] {weekday}")
    ['[', 'on|upon', ']', '{weekday}']
    """
    return text.replace("[", " [ ").replace("]", " ] ").split()


@cache
def parse_slot(element: str) -> Slot | None:
    """Return the slot that an element of a pattern is; None if it is a word.

    >>> parse_slot("{dom}"), parse_slot("{within:period}"), parse_slot("on|upon")
    (Slot(name='dom', kind='dom'), Slot(name='within', kind='period'), None)
    """
    found = _SLOT.fullmatch(element)
    return Slot(found[1] or found[2], found[2]) if found else None


def parse_symbol(element: str, lists: Mapping[str, Sequence[str]]) -> Symbol:
    """Return the slot, or the words, that an element of a pattern may be.

    >>> parse_symbol("on|OTHER", {"OTHER": ["upon", "at"]})
    Words(texts=('on', 'upon', 'at'))
    """
    if slot := parse_slot(element):
        return slot
    texts = (
        text
        for word in element.split("|")
        for text in lists.get(word) or list_spellings(fold_text(word)[0])
    )
    return Words(tuple(dict.fromkeys(texts)))


def expand_spelling(spelling: str) -> list[tuple[str, ...]]:
    """Return every way to spell what is written in several words.

    >>> expand_spelling("saint|st_[patrick's]_day")[:2]
    [('saint', 'patricks', 'day'), ('saint', 'patrick', 'day')]
    """
    elements = split_pattern(spelling.replace("_", " "))
    return [
        words
        for way in expand_pattern(elements, partial(parse_symbol, lists={}))
        for words in product(*(symbol.texts for symbol in way if isinstance(symbol, Words)))
    ]


def expand_pattern(elements: Sequence[str], parse: Callable[[str], Symbol]) -> list[Way]:
    """Return every way through the elements of a pattern: what may be left out is there or not.

    >>> parse = partial(parse_symbol, lists={})
    >>> for way in expand_pattern(split_pattern("[on] the|a {day}"), parse):
    ...     print(*(symbol[0] for symbol in way))
    ('on',) ('the', 'a') day
    ('the', 'a') day
    """
    if not elements:
        return [()]
    head, *rest = elements
    if head != "[":
        symbol = parse(head)
        return [(symbol, *tail) for tail in expand_pattern(rest, parse)]
    close = _find_closing_bracket(elements)
    tails = expand_pattern(elements[close + 1 :], parse)
    inside = expand_pattern(elements[1:close], parse)
    return [*(inner + tail for inner in inside for tail in tails), *tails]


def _find_closing_bracket(elements: Sequence[str]) -> int:
    """Return the place of the bracket that closes the first element."""
    depth = 0
    for index, element in enumerate(elements):
        depth += (element == "[") - (element == "]")
        if depth == 0:
            return index
    raise ValueError(f"unclosed bracket in {' '.join(elements)}")
