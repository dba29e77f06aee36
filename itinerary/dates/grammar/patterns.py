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

_MARKS = frozenset("[|'{ ")  # of a spelling that is not plain words
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
    if _MARKS.isdisjoint(spelling):
        return [tuple(fold_text(spelling)[0].split("_"))]
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
    ways: list[Way] = [()]
    index = 0
    while index < len(elements):
        if elements[index] == "[":
            close = _find_closing_bracket(elements, index)
            inside = [*expand_pattern(elements[index + 1 : close], parse), ()]
            ways = [way + inner for way in ways for inner in inside]
            index = close
        else:
            symbol = parse(elements[index])
            ways = [(*way, symbol) for way in ways]
        index += 1
    return ways


def _find_closing_bracket(elements: Sequence[str], start: int) -> int:
    """Return the place of the bracket that closes the one at a place."""
    depth = 0
    for index in range(start, len(elements)):
        depth += (elements[index] == "[") - (elements[index] == "]")
        if depth == 0:
            return index
    raise ValueError(f"unclosed bracket in {' '.join(elements)}")
