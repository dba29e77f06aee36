"""The code of a language in; what tells its dates from other words in running text, out.

Beside the file of a language stands `LANGUAGE.finding.txt`, written as that one is. Under `[words]`
it has lists in capitals, which the rules of `judging` and `verb_cues` ask for by their names, and
two kinds of words with TIMEX3 values: `vague` ("recently") and `set` ("annual"). Under `[rules]` it
may have patterns of its own, of constructions that the language has, which hold in running text
alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from string import digits

from itinerary.dates.finding.word_trie import build_word_pattern
from itinerary.dates.grammar import list_languages, load_grammar
from itinerary.dates.grammar.compiler import Grammar, extend_grammar
from itinerary.dates.grammar.language_file import (
    FOLDER,
    LanguageFile,
    load_language_file,
    parse_language_file,
)
from itinerary.dates.grammar.lexicon import Token
from itinerary.dates.grammar.token_kinds import fold_text
from itinerary.diagnostics import require_choice

# Kinds of words that can make a date. All others are found only beside one of these.
TRIGGER_KINDS = frozenset(
    (
        "weekday",
        "weekday_plural",
        "weekend_word",
        "month_name",
        "unit",
        "units",
        "day_unit",
        "many_units",
        "plain_part",
        "night_part",
        "weeks",
        "day_word",
        "part_of_day",
        "parts_of_day",
        "this_part",
        "early_part",
        "mid_unit",
        "mid_part",
        "season",
        "decade_word",
        "decade_number",
        "clock_word",
        "noon_word",
        "holiday_word",
        "holiday_name",
        "workday",
        "era",
    )
)
MAX_KNOWN = 20_000  # words of which it is kept
LEAST_LETTERS = 3  # of a word that makes a date by itself: no "s", "do"
_TRIGGER_SIGNS = frozenset(("/", "h"))  # between digits
_HALVES = frozenset(("half", "am_pm", "letter_half"))  # beside digits
_VALUES = ("vague", "set")  # kinds of words that no pattern takes
_DIGITS = (
    r"(?<![\w.,/:$€£¥#+])(?:"
    r"\d{4}(?:-\d\d(?:-\d\d)?)?"
    r"|\d\d?:\d\d(?::\d\d)?"
    r"|\d\d?(?:[.:]\d\d)?[ \u00a0\u202f]?[ap]\.?m\b"
    r"|\d{3,4}[ \u00a0\u202f](?:hrs|hours|h|horas|utc|gmt)\b"
    r"|\d\d?[ \u00a0\u202f]?h(?:\d\d)?\b"
    r"|\d\d?/\d\d?(?:/\d\d(?:\d\d)?)?"
    r"|\d\d?[.-]\d\d?[.-](?:\d\d)?\d\d"
    r"|\d\d\d\ds\b|[2-9]0s\b"
    r"|\d\d?(?:st|nd|rd|th)\b"
    r"|\d{1,4}[ \u00a0\u202f]?(?:[ad]\. ?c\b|ad\b|b?ce\b)"
    r")(?![\d%])"
    r"|(?<!\w)(?:ad|b?ce) (?=\d{1,4}\b)"
    r"|['’]\d\d(?!\d)"
)
_DIGITS_OR_WORD = re.compile(rf"({_DIGITS})|(?<!\w)\d{{0,2}}[^\W\d]\w*")
_NEVER = "(?!)"  # a pattern that nothing matches, of a language without such words
_LEFT_OUT = re.compile(r"\[[^\[\]]*\]")  # of a name
_COMBINING = re.compile("[\u0300-\u036f]")
_FOLDED_LETTERS = str.maketrans(
    {
        char: folded
        for char in map(chr, range(0xC0, 0x180))
        if len(folded := fold_text(char)[0]) == 1
    }
)


@dataclass(frozen=True, eq=False, slots=True)
class FindingLanguage:
    """A language, ready to find its dates in running text.

    Attributes:
        grammar: What its phrases are read by.
        trigger_words: The words around which a date may stand.
        lists: The lists of words by their names; a list that the file lacks is empty.
        verbs: Of these lists those of verbs, with their accents.
        vague: The TIMEX3 value of words for a time that has no place on the calendar.
        sets: That of words for what recurs.
        loose: Finds, in folded text, the words of both.
        hours: Finds, in folded text, an hour in words and what joins its minutes: "ten to nine".
        month_days: Finds, in folded text, a month and day: its groups are the month's name and the
            day, or the day and the name.
    """

    grammar: Grammar
    trigger_words: frozenset[str]
    lists: Mapping[str, frozenset[str]]
    verbs: Mapping[str, frozenset[str]]
    vague: Mapping[str, str]
    sets: Mapping[str, str]
    loose: re.Pattern[str]
    hours: re.Pattern[str]
    month_days: re.Pattern[str]
    _triggers: dict[str, bool] = field(default_factory=dict[str, bool], repr=False)

    def find_triggers(self, folded: str) -> list[int]:
        """Return where, in folded text, the words and digits are around which a date may stand."""
        words = self.trigger_words
        found = [
            found.start()
            for found in _DIGITS_OR_WORD.finditer(folded)
            if found.lastindex or found[0] in words or found[0].lstrip(digits) in words
        ]
        hours = [found.start(1) for found in self.hours.finditer(folded)]
        return sorted([*found, *hours]) if hours else found

    def is_trigger(self, token: Token) -> bool:
        """Return whether a token is a word or number that can make a date."""
        text = token.text
        found = self._triggers.get(text)
        if found is None:
            if len(self._triggers) >= MAX_KNOWN:
                self._triggers.clear()
            self._triggers[text] = found = self._can_make_date(token)
        return found

    def _can_make_date(self, token: Token) -> bool:
        text = token.text
        if text in self.trigger_words or text in _TRIGGER_SIGNS:
            return True
        if text[0].isdigit():
            return len(text) > 2
        if text[0] == "'":
            return True
        return len(text) >= LEAST_LETTERS - 1 and any(
            kind in TRIGGER_KINDS or kind in _HALVES or kind[:4] == "iso_"
            for kind, _ in token.kinds
        )


class _Lists(dict[str, frozenset[str]]):
    def __missing__(self, name: str) -> frozenset[str]:
        return frozenset()


@cache
def load_finding_language(language: str) -> FindingLanguage:
    """Return what finds dates in a language.

    Raises:
        OptionError: There is no such language.
        LanguageFileError: Its file has mistakes.

    >>> load_finding_language("en").vague["recently"]
    'PAST_REF'
    """
    require_choice("language", language, list_languages())
    own = _load_finding_file(language)
    grammar = _load_prose_grammar(language, own)
    verbs = _Lists(
        (name, frozenset(word.text for word in words)) for name, words in own.words.items()
    )
    lists = _Lists(
        (name, frozenset(fold_text(text)[0] for text in texts)) for name, texts in verbs.items()
    )
    vague, sets = (_read_values(own, kind) for kind in _VALUES)
    words = frozenset(_list_trigger_words(grammar)) | lists["TRIGGER"]
    loose = build_word_pattern([*vague, *sets]) or _NEVER
    return FindingLanguage(
        grammar,
        words,
        lists,
        verbs,
        vague,
        sets,
        re.compile(rf"(?<![\w-])(?:{loose})(?![\w-])"),
        _compile_hours(grammar, lists),
        _compile_month_days(grammar),
    )


def _compile_hours(grammar: Grammar, lists: Mapping[str, frozenset[str]]) -> re.Pattern[str]:
    """Return what finds "ten to nine": numbers, the word between them, and articles."""
    joiners = sorted(lists["HOUR_JOINER"])
    if not joiners:
        return re.compile(_NEVER)
    kinds = grammar.words.kinds.items()
    numbers = [word for word, own in kinds if any(kind == "minute" for kind, _ in own)]
    number = rf"(?:\d\d?|{build_word_pattern(numbers)})"
    joiner = build_word_pattern(joiners)
    return re.compile(rf"(?<!\w){number} (?:\w+ )?({joiner}) (?:\w{{1,3}} )?{number}(?!\w)")


def _compile_month_days(grammar: Grammar) -> re.Pattern[str]:
    kinds = grammar.words.kinds.items()
    months = [word for word, own in kinds if any(kind == "month_name" for kind, _ in own)]
    month = build_word_pattern(months)
    return re.compile(rf"\b({month})\.? (\d\d?)\b|\b(\d\d?)(?: de)? ({month})\b")


def _load_finding_file(language: str) -> LanguageFile:
    """Return the file of a language for running text; one without words where there is none."""
    name = f"{language}.finding"
    if not (FOLDER / f"{name}.txt").exists():
        return parse_language_file("", name)
    return load_language_file(name)


def fold_block(text: str) -> str:
    """Return a text without case and accents, of the same length.

    >>> fold_block("El Miércoles")
    'el miercoles'
    """
    if text.isascii():
        return text.lower()
    if _COMBINING.search(text) is None:
        folded = text.translate(_FOLDED_LETTERS).lower()
        if len(folded) == len(text):
            return folded
    return "".join(low if len(low := fold_text(char)[0]) == 1 else char for char in text)


def _load_prose_grammar(language: str, more: LanguageFile) -> Grammar:
    """Return the grammar of a language, with what holds in running text alone."""
    words = {
        kind: listed
        for kind, listed in more.words.items()
        if not kind.isupper() and kind not in _VALUES
    }
    return extend_grammar(load_grammar(language), more._replace(words=words))


def _read_values(own: LanguageFile, kind: str) -> dict[str, str]:
    listed = own.words.get(kind, ())
    return {fold_text(word.text)[0].replace("_", " "): word.value for word in listed}


def _list_trigger_words(grammar: Grammar) -> Iterator[str]:
    """Yield the words that can make a date, and of names of several words the most telling one."""
    lexicon = grammar.words
    own = {
        word
        for word, kinds in lexicon.kinds.items()
        if len(word) >= LEAST_LETTERS and any(kind in TRIGGER_KINDS for kind, _ in kinds)
    }
    yield from own
    for name, kinds in lexicon.names.list_names():
        if kinds[0][0] in ("country", "zone_name") or _has_word_of(name, own):
            continue
        for spelling in lexicon.names.spell(name):
            if own.isdisjoint(spelling):
                yield max((word for word in map(str, spelling) if word != "-"), key=len)


def _has_word_of(name: str, words: set[str]) -> bool:
    """Return whether each spelling of a name has one of some words: a part that is never left out.

    >>> _has_word_of("[the]_day_of_wisdom", {"day"}), _has_word_of("[the_day_of]_wisdom", {"day"})
    (True, False)
    """
    parts = (_LEFT_OUT.sub("", name) if "[" in name else name).split("_")
    return any(words.issuperset(part.split("|")) for part in parts if part)
