"""A text in; the persons whom it names with their offices out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from itinerary.drafting.facts import PersonFact
from itinerary.drafting.language import DraftingWords
from itinerary.places import find_place, fold_name
from itinerary.places.venue_words import is_kind_of_venue

_CAPITAL = r"[A-ZÀ-ÖØ-ÞŚŠŽČĐĞİŁŐŘŤŰ]"
_NAME_WORD = rf"{_CAPITAL}[\w'’-]+|{_CAPITAL}\."
_PARTICLE = r"(?:de|da|do|dos|del|von|van|der|al|bin|el|la)\s+"
_NAME = rf"(?:{_NAME_WORD})(?:\s+(?:{_PARTICLE})*(?:{_NAME_WORD})){{1,3}}"
_NEXT = (  # another person begins, or what somebody does
    r"(?:and\s+(?:the|a)|y\s+(?:el|la)|e\s+[oa]|will|with|h(?:er|is)|their|con|sus?|com|seu|sua)\b"
)
_MOST_ROLE = 70  # characters


@lru_cache
def _compile(words: DraftingWords) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    role = words.role.pattern
    small = words.small.pattern
    rest = r"(?:\s+[\w'’-]+){0,7}?"
    same = rf"(?:\s+(?!{_NEXT})[\w'’-]+){{0,7}}?"
    return (
        re.compile(rf"(?P<role>(?i:{role})(?:[\s-]+(?i:{role}))*)\.?\s+(?P<name>{_NAME})"),
        re.compile(
            rf"(?P<role>(?i:{role}){same}),\s+(?P<name>{_NAME})(?=,|\.|;|\s+(?i:{small})\b|$)"
        ),
        re.compile(
            rf"(?P<name>{_NAME}),\s+(?P<role>(?:[\w'’-]+\s+){{0,3}}(?i:{role}){rest})(?=,|\.|;|$)"
        ),
    )  # fmt: skip


def find_people(text: str, words: DraftingWords) -> list[PersonFact]:
    """Return the persons whom a text names beside their offices, in order.

    >>> from itinerary.drafting.language import load_drafting_words
    >>> text = "She meets Foreign Minister Ana Reis and the mayor of Lima, Rui Sá."
    >>> [(each.name, each.role) for each in find_people(text, load_drafting_words("en"))]
    [('Ana Reis', 'Foreign Minister'), ('Rui Sá', 'mayor of Lima')]
    >>> text = "The minister will meet with her Polish counterpart, Jan Nowak."
    >>> [(each.name, each.role) for each in find_people(text, load_drafting_words("en"))]
    [('Jan Nowak', 'counterpart')]
    >>> find_people("Meeting with the Mayor, City Hall", load_drafting_words("en"))
    []
    """
    return [PersonFact(*each) for each in _find_names(text, words)]


@lru_cache(maxsize=512)
def _find_names(text: str, words: DraftingWords) -> tuple[tuple[str, str], ...]:
    """Return the name and office of each; an article is read twice."""
    found: dict[int, tuple[str, str]] = {}
    if not words.role.search(text):
        return ()
    for number, pattern in enumerate(_compile(words)):
        for match in pattern.finditer(text):
            name = _strip_role(match["name"], words)
            start = match.start("name")
            if words.organisation.search(name) or (number and _is_place(name)):
                continue
            if name and not any(each == name for each, _ in found.values()):
                found.setdefault(start, (name, " ".join(match["role"].split())[:_MOST_ROLE]))
    return tuple(found[start] for start in sorted(found))


def _is_place(name: str) -> bool:
    """Return whether a name beside a comma is that of a venue or a city: "Mayor, City Hall"."""
    parts = [fold_name(each) for each in name.split()]
    if not parts:
        return False
    place = find_place(name)
    is_city = place is not None and place.latitude is not None
    return is_city or is_kind_of_venue(parts[0]) or is_kind_of_venue(parts[-1])


def _strip_role(name: str, words: DraftingWords) -> str:
    """Return a name without the words of an office before it; "" if nothing is left of it."""
    parts = re.sub(r"['’]s?$", "", name).split()
    while parts and words.role.fullmatch(parts[0].strip(".")):
        del parts[0]
    return " ".join(parts) if len(parts) >= 2 else ""


def iterate_surnames(person: PersonFact) -> Iterator[str]:
    """Yield the words by which a text may go on to call a person."""
    yield person.name
    yield from (each for each in person.name.split()[-1:] if len(each) > 2)
