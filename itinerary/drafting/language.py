"""What the words of announcements say, by language, as data and as patterns.

A file `languages/<code>.toml` has one list of words for each field of `DraftingWords`; its comments
say what each list is for. Words stand in lower case; several words are one entry. An entry may be a
pattern of regular expressions where a language bends its words.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).with_name("languages")


class DraftingWords:
    """The patterns of one language; the files explain each."""

    future: re.Pattern[str]
    past: re.Pattern[str]
    reporting: re.Pattern[str]
    speech: re.Pattern[str]
    trip_verb: re.Pattern[str]
    trip_noun: re.Pattern[str]
    trip_lasts: re.Pattern[str]
    stay_noun: re.Pattern[str]
    depart: re.Pattern[str]
    arrive: re.Pattern[str]
    go: re.Pattern[str]
    return_: re.Pattern[str]
    stay_verb: re.Pattern[str]
    stay_on: re.Pattern[str]
    stay_there: re.Pattern[str]
    relative: re.Pattern[str]
    given_up: re.Pattern[str]
    copula: re.Pattern[str]
    strong_joint: re.Pattern[str]
    joint: re.Pattern[str]
    with_: re.Pattern[str]
    there: re.Pattern[str]
    capital: re.Pattern[str]
    church: re.Pattern[str]
    saint: re.Pattern[str]
    meanwhile: re.Pattern[str]
    where: re.Pattern[str]
    before_date: re.Pattern[str]
    at_time: re.Pattern[str]
    date_lead: re.Pattern[str]
    at_place: re.Pattern[str]
    remote: re.Pattern[str]
    in_city: re.Pattern[str]
    to_place: re.Pattern[str]
    from_place: re.Pattern[str]
    stop: re.Pattern[str]
    continent: re.Pattern[str]
    city_noun: re.Pattern[str]
    article: re.Pattern[str]
    withdrawn: re.Pattern[str]
    negation: re.Pattern[str]
    denial_tail: re.Pattern[str]
    planned_for: re.Pattern[str]
    moved_verb: re.Pattern[str]
    moved_from: re.Pattern[str]
    moved_to: re.Pattern[str]
    new_dates: re.Pattern[str]
    called_off: re.Pattern[str]
    cancelled: re.Pattern[str]
    change: re.Pattern[str]
    habit: re.Pattern[str]
    day_alone: re.Pattern[str]
    trip_day: re.Pattern[str]
    day_number: re.Pattern[str]
    loose: re.Pattern[str]
    open: re.Pattern[str]
    aside: re.Pattern[str]
    compared: re.Pattern[str]
    since: re.Pattern[str]
    pronoun: re.Pattern[str]
    possessive: re.Pattern[str]
    role: re.Pattern[str]
    no_event: re.Pattern[str]
    clock_word: re.Pattern[str]
    day_part: re.Pattern[str]
    venue: re.Pattern[str]
    time_noun: re.Pattern[str]
    hotel: re.Pattern[str]
    check_in: re.Pattern[str]
    check_out: re.Pattern[str]
    departs_mark: re.Pattern[str]
    arrives_mark: re.Pattern[str]
    press: re.Pattern[str]
    organisation: re.Pattern[str]
    fragment: re.Pattern[str]
    genre: re.Pattern[str]
    institution: re.Pattern[str]
    institution_of_city: re.Pattern[str]
    trip_begin: re.Pattern[str]
    trip_end: re.Pattern[str]
    trip_edge: re.Pattern[str]
    abbreviation: re.Pattern[str]
    small: re.Pattern[str]
    ordinals: tuple[str, ...]
    has_article_before_city: bool
    future_is_verb: bool


class _ListedWords(DraftingWords):
    """The words of a file, a list of which is made a pattern when it is first asked for."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._table = table
        self.ordinals = tuple(table["ordinals"])
        self.has_article_before_city = table["article_before_city"]
        self.future_is_verb = table["future_is_verb"]

    def __getattr__(self, name: str) -> re.Pattern[str]:
        words = self._table.get(name.rstrip("_"))
        if words is None:
            raise AttributeError(name)
        ending = self._table["past_ending"] if name == "past" else ""
        pattern = _compile(words, rf"|\w{{2,}}{ending}" if ending else "")
        setattr(self, name, pattern)
        return pattern


@cache
def load_drafting_words(language: str) -> DraftingWords:
    """Return the patterns of a language; each matches its words as a whole, in any case.

    >>> load_drafting_words("en").future.search("She is to meet the mayor.")[0]
    'is to'
    """
    return _ListedWords(tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8")))


def _compile(words: list[str], extra: str) -> re.Pattern[str]:
    """Return a pattern of whole words, the longest first."""
    ordered = sorted(words, key=lambda each: (-len(each), each))
    spaced = "|".join(each.replace(" ", r"\s+") for each in ordered)
    return re.compile(rf"(?<![\w-])(?:{spaced}{extra})(?![\w-])", re.IGNORECASE)


def list_drafting_languages() -> tuple[str, ...]:
    """Return the codes of the languages that drafts can be made from.

    >>> list_drafting_languages()
    ('en', 'es', 'pt')
    """
    return tuple(sorted(each.stem for each in FOLDER.glob("*.toml")))
