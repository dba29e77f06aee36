"""A pattern of a language file, or the spelling of a name, in; every way through it out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TypeAlias

from itinerary.dates.grammar.name_index import list_spellings
from itinerary.dates.grammar.token_kinds import fold_text
from itinerary.dates.grammar.trie import Slot

_SLOT = re.compile(r"\{(?:(\w+):)?(\w+)\}")
Way: TypeAlias = tuple[str | Slot, ...]


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


def expand_spelling(spelling: str) -> list[Way]:
    """Return every way to spell what is written in several words.

    >>> expand_spelling("saint|st_[patrick's]_day")[:2]
    [('saint', 'patricks', 'day'), ('saint', 'patrick', 'day')]
    """
    return expand_pattern(split_pattern(spelling.replace("_", " ")), {})


def expand_pattern(elements: Sequence[str], lists: Mapping[str, Sequence[str]]) -> list[Way]:
    """Return every way through the elements of a pattern, by the lists that it may name.

    >>> expand_pattern(split_pattern("[on] a|b"), {})
    [('on', 'a'), ('on', 'b'), ('a',), ('b',)]
    """
    if not elements:
        return [()]
    head, *rest = elements
    if head != "[":
        tails = expand_pattern(rest, lists)
        return [(symbol, *tail) for symbol in _list_symbols(head, lists) for tail in tails]
    close = _find_closing_bracket(elements)
    tails = expand_pattern(elements[close + 1 :], lists)
    inside = expand_pattern(elements[1:close], lists)
    return [*(inner + tail for inner in inside for tail in tails), *tails]


def _find_closing_bracket(elements: Sequence[str]) -> int:
    """Return the place of the bracket that closes the first element."""
    depth = 0
    for index, element in enumerate(elements):
        depth += (element == "[") - (element == "]")
        if depth == 0:
            return index
    raise ValueError(f"unclosed bracket in {' '.join(elements)}")


def _list_symbols(element: str, lists: Mapping[str, Sequence[str]]) -> list[str | Slot]:
    """Return the slot, or the words, that an element may be."""
    if slot := parse_slot(element):
        return [slot]
    return [
        symbol
        for word in element.split("|")
        for symbol in lists.get(word) or list_spellings(fold_text(word)[0])
    ]
