"""A name of a place where it stands in; whether somebody is there, goes or comes there, out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

from itinerary.drafting.language import DraftingWords

Relation = Literal["at", "to", "from", "visit", ""]

_MOST_BEFORE = 60  # characters before a name that tell how it is spoken of
_BETWEEN = re.compile(
    r"\s*(?:,|;(?:\s*and\b)?|/|-|–|&|\("
    r"|,?\s*\b(?:and|y|e|or|then)\b(?:\s+(?:then|luego|después|depois))?)\s*"
    r"(?:(?:to|in|a|al|en|em|à|ao|para|la|o|no|na)\s+)?$"
)
_DATE_BEHIND = re.compile(r"\s{6}")  # spaces for a date, which is masked


def find_relation(
    text: str, start: int, end: int, words: DraftingWords, last: tuple[int, Relation] | None
) -> Relation:
    """Return how a text speaks of a place; "" if it does not speak of it as a place.

    Args:
        text: A statement, its dates masked by spaces.
        start: Where the name of the place begins.
        end: Where it ends; half-open.
        words: Those of the language.
        last: Where the name of the place before it ends, and how it is spoken of.

    >>> from itinerary.drafting.language import load_drafting_words
    >>> find_relation("She flies to Lima", 13, 17, load_drafting_words("en"), None)
    'to'
    """
    before = text[max(0, start - _MOST_BEFORE) : start]
    if last and _BETWEEN.fullmatch(text[last[0] : start]):
        return last[1]
    *_, word = ["", *re.split(r"\s+", before.strip())]
    is_next = words.joint.fullmatch(word) or words.stay_verb.fullmatch(word)
    if is_next and len(before.split()) <= 2 and start == len(before):
        return "visit"  # "and Lima", "and then Lima" begin a clause
    if before.endswith(" of ") and _compile_of_city(words).search(before):
        return "at"  # "at the University of Leiden"
    if _compile_visit(words).search(before):
        return "visit"  # "a visit to Lima"
    found: Relation = next(_iterate_relations(before, words), "")
    return found or _find_relation_of_part(text, start, end, words)


def _iterate_relations(before: str, words: DraftingWords) -> Iterator[Relation]:
    """Yield what the words right before a place say of it."""
    relations: tuple[tuple[Relation, re.Pattern[str]], ...] = (
        ("to", words.to_place),
        ("at", words.at_place),
        ("from", words.from_place),
        ("visit", words.trip_verb),
        ("at", words.stop),
        ("to", words.arrive),
        ("to", words.go),
        ("from", words.depart),
    )
    for relation, pattern in relations:
        last = None
        for last in pattern.finditer(before):  # noqa: B007 - the last one is wanted
            pass
        if last is None or not _compile_article(words).fullmatch(before, last.end()):
            continue
        head = before[: last.start()].rstrip()
        if relation == "at" and any(e.end() == len(head) for e in words.arrive.finditer(head)):
            yield "to"  # "arrives in Lima"
        elif relation == "from" and _is_venue_before(f"{head} ", words):
            yield "at"
        yield relation


def _find_relation_of_part(text: str, start: int, end: int, words: DraftingWords) -> Relation:
    """Return how a city is spoken of that opens a part of a list: ", Quito on 12 June and"."""
    before = text[:start].strip(" ,")
    is_opening = not before or words.joint.fullmatch(before) is not None
    return "visit" if is_opening and _DATE_BEHIND.match(text, end) else ""


def _is_venue_before(before: str, words: DraftingWords) -> bool:
    """Return whether words name something in a city: "en el teatro" before "de Rosario"."""
    return words.has_article_before_city and _compile_venue(words).search(before) is not None


@lru_cache
def _compile_article(words: DraftingWords) -> re.Pattern[str]:
    """Return what may stand between a word for where and a city: "to the port city of"."""
    article = rf"(?:{words.article.pattern}\s+)?" if words.has_article_before_city else ""
    noun = rf"(?:(?:\S+\s+){{0,3}}?{words.city_noun.pattern}[^\S\n]+)?"
    return re.compile(rf"\s+{article}{noun}", re.IGNORECASE)


@lru_cache
def _compile_venue(words: DraftingWords) -> re.Pattern[str]:
    others = (
        words.joint,
        words.to_place,
        words.strong_joint,
        words.with_,
        words.trip_verb,
        words.future,
    )
    small = "|".join(each.pattern for each in others)
    venue = rf"(?:(?!(?:{small})\s)[\w'’-]+\s+){{1,6}}$"
    return re.compile(rf"{words.at_place.pattern}\s+{venue}", re.IGNORECASE)


@lru_cache
def _compile_of_city(words: DraftingWords) -> re.Pattern[str]:
    article = rf"(?:{words.article.pattern}\s+)?"
    there = rf"(?:{words.at_place.pattern}|{words.to_place.pattern})\s+{article}"
    city = rf"(?:\w+\s+)?{words.institution_of_city.pattern}\s+of\s+$"
    return re.compile(f"{there}{city}", re.IGNORECASE)


@lru_cache
def _compile_visit(words: DraftingWords) -> re.Pattern[str]:
    to = rf"{words.to_place.pattern}\s+(?:{words.article.pattern}\s+)?"
    return re.compile(rf"{words.stay_noun.pattern}\s+{to}$", re.IGNORECASE)
