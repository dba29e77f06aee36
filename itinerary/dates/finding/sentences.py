"""Two places in a text in; whether a sentence or clause ends between them, out."""

from __future__ import annotations

import re

from itinerary.dates.finding.finding_language import FindingLanguage, fold_block
from itinerary.dates.finding.verb_cues import MAX_SENTENCE, find_direction_of_verb

MAX_GAP = 3  # words between a time of the day and the day behind it
MAX_ASIDE = 5  # words of one before its date: "founded in Lima on"
REACH = 40  # characters behind a year in which a word is looked for
_SENTENCE_END = re.compile(r"[.!?][\"'”’»)]*\s")
_CLAUSE_END = re.compile(r"[.!?;:][\"'”’»)]*\s|[–—]")
_PART_START = re.compile(r"[.!?,;:(][\"'”’»)]*\s*")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def count_sentence_ends(text: str, start: int, end: int) -> int:
    """Return how many sentences end between two places; two where these are far apart."""
    if end - start > MAX_SENTENCE:
        return 2
    return len(_SENTENCE_END.findall(text, start, max(start, end)))


def heads_clause(
    text: str, start: int, end: int, limits: tuple[int, int], language: FindingLanguage
) -> bool:
    """Return whether words head their sentence, or what follows them: "2019, when …", "2019: …".

    Args:
        text: The text.
        start: Where the words start.
        end: Where they end.
        limits: Where their block starts and ends.
        language: The language.
    """
    if text[end - 1] == "s" and text[end - 2] in "'’":  # "last week's decision"
        return False
    first = max(limits[0], start - MAX_SENTENCE)
    *_, last_end = [first, *(each.end() for each in _SENTENCE_END.finditer(text, first, start))]
    words = _WORD.findall(fold_block(text[last_end:start]))
    if all(word in language.lists["BEFORE_FRONTED"] for word in words):
        return True
    behind = text[end : min(limits[1], end + REACH)]
    if behind.startswith(":"):
        return True
    word = _WORD.search(fold_block(behind))
    if word is None or behind[: word.start()].strip(" ,("):
        return False
    return word[0] in language.lists["WHEN"]


def is_aside(
    text: str, start: int, end: int, limits: tuple[int, int], language: FindingLanguage
) -> bool:
    """Return whether words are told in passing: "The firm, founded on 4 March 1888, closed …".

    Args:
        text: The text.
        start: Where the words start.
        end: Where they end.
        limits: Where their block starts and ends.
        language: The language.
    """
    if text[end : end + 1] not in (",", ")"):
        return False
    *_, before = _PART_START.split(text[max(limits[0], start - MAX_SENTENCE) : start])
    words = _WORD.findall(before.lower())
    if not words:
        return False
    first, verbs = words[0], language.verbs
    is_participle = len(words) <= MAX_ASIDE and (
        find_direction_of_verb(first, language) == "past"
        or fold_block(first).endswith(tuple(language.lists["PARTICIPLE_OF_ASIDE"]))
    )
    return is_participle or first in verbs["RELATIVE"]


def names_thing(text: str, start: int, limits: tuple[int, int], language: FindingLanguage) -> bool:
    """Return whether a date from a place on tells which thing is meant: "the letter of 3 May"."""
    words = _WORD.findall(fold_block(text[max(limits[0], start - REACH) : start]))
    return bool(words) and words[-1] in language.lists["OF_DATE"]


def goes_on_between(text: str, start: int, end: int, language: FindingLanguage) -> bool:
    """Return whether nothing between two places parts a time of the day from its day."""
    gap = text[start:end]
    words = _WORD.findall(fold_block(gap))
    if len(words) > MAX_GAP or _CLAUSE_END.search(gap):
        return False
    return not any(
        word in language.lists["JOINED_BY"] or find_direction_of_verb(word, language)
        for word in words
    )
