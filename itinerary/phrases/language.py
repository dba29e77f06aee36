"""A language's file in; its grammar out: the trie of its patterns and its words.

A language file is for people who speak the language; they need no Python. Under `[words]` each line is a kind with its words and
their values, or the next of them if it is indented; what is said in several words is joined by underscores, and written like a
pattern: `saint|st_patrick's_[day]`. Under `[rules]` the name of a construction stands alone, and below it its patterns and examples:

    month-day
      [{weekday}] {month_name} {dom} [{year}]
      > March 4, 2025 = 2025-03-04

In a pattern `{name:kind}` is a slot, `[...]` may be left out, `a|b` is either word, and a word in capitals is any of that list of
words. Apostrophes never count, and a word written with 's may go without it. An example says what its phrase comes to, as EDTF, read on
the file's day. What a construction makes of its slots is the same for every language, and stands in `constructions`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from itinerary.diagnostics import PhraseError
from itinerary.interval import Grain
from itinerary.phrases.chart import Pattern, Slot, State, trie
from itinerary.phrases.constructions import UNIONS, Construction, constructions
from itinerary.phrases.tokens import Kinds, Words, fold, number_kinds, plain

FOLDER = Path(__file__).parent
_SPELT = re.compile(r"[_\[|']")  # what a word is written with that has several words or spellings
_FIRST = re.compile(r"\[([^]_]+)[^]]*\]|([^]_[]+)")  # the first word of each part of a name: one that may be left out, one that may not
_LETTERS = re.compile(r"[^\W_]+(?:'s)?|-")
_SLOT = re.compile(r"\{(?:(\w+):)?(\w+)\}$")
_GRAINS = {grain.name.lower(): grain for grain in Grain}


class Example(NamedTuple):
    """A phrase and the EDTF of what it comes to, or "vague", "recurring", "ambiguous", "impossible"."""

    phrase: str
    result: str


class Rule(NamedTuple):
    """One construction in one language: its name, its patterns, and examples that show it."""

    name: str
    patterns: tuple[str, ...]
    examples: tuple[Example, ...]


class LanguageFile(NamedTuple):
    """A language as it is written down."""

    settings: dict[str, str]
    words: dict[str, list[tuple[str, str]]]  # kind -> (word, value)
    rules: tuple[Rule, ...]


class Grammar(NamedTuple):
    """A language, ready to read with."""

    root: State
    words: Words
    rules: tuple[Rule, ...]


def languages() -> tuple[str, ...]:
    """The languages that can be read: one for each file."""
    files = FOLDER.iterdir()
    return tuple(sorted(file.name[:-4] for file in files if re.fullmatch(r"[a-z]{2}\.txt", file.name)))


@cache
def language_file(name: str) -> LanguageFile:
    """The parts of a language's file."""
    return parse_language((FOLDER / f"{name}.txt").read_text(encoding="utf-8"))


def parse_language(text: str) -> LanguageFile:
    """The settings, words and rules of the text of a language file."""
    head, _, rest = text.partition("[words]")
    words, _, rules = rest.partition("[rules]")
    settings = dict(line.split(": ", 1) for line in _lines(head))
    return LanguageFile(settings, _words(_lines(words)), tuple(_rules(_lines(rules))))


def _lines(text: str) -> Iterator[str]:
    return (line.rstrip() for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#"))


def _words(lines: Iterable[str]) -> dict[str, list[tuple[str, str]]]:
    kinds: dict[str, list[tuple[str, str]]] = {}
    own: list[tuple[str, str]] = []
    for line in lines:
        kind, _, rest = line.partition(":")
        if not line.startswith(" "):
            own = kinds.setdefault(kind, [])
        for group in (line if line.startswith(" ") else rest).split(";"):
            words, _, value = group.partition("=")
            own += [(word, value.strip()) for word in words.split()]
    return kinds


def _rules(lines: Iterator[str]) -> Iterator[Rule]:
    name, patterns, examples = "", [], []
    for line in chain(lines, ["end"]):
        if line.startswith(" "):
            if line.lstrip().startswith(">"):
                examples.append(Example(*line.lstrip("> ").rsplit(" = ", 1)))
            else:
                patterns.append(line.strip())
            continue
        if name:
            yield Rule(name, tuple(patterns), tuple(examples))
        name, patterns, examples = line, [], []


@cache
def grammar(language: str) -> Grammar:
    """The grammar of a language, with what every language shares. Raises PhraseError for a language that there is no file for."""
    if language not in languages():
        raise PhraseError(f"there is no language '{language[:20]}'", kind="unread", hint=f"known: {', '.join(languages())}")
    shared, own = language_file("common"), language_file(language)
    listed = {kind: [*shared.words.get(kind, ()), *own.words.get(kind, ())] for kind in [*shared.words, *own.words]}
    lists = {kind: [fold(word)[0] for word, _ in words] for kind, words in listed.items() if kind.isupper()}
    builders = constructions(own.settings["date order"])
    rules = shared.rules + own.rules
    patterns = [pattern for rule in rules for pattern in _patterns(rule, builders, lists)]
    kinds, names = _kinds(listed, frozenset(lists.get("JOINED", ())))
    literals = {symbol for pattern in patterns for symbol in pattern.symbols if isinstance(symbol, str)}
    literals.update(word for words in lists.get("JOINED", ()) for word in words.split("_"))
    skipped = frozenset([*lists.get("SKIPPED", ()), ","])
    joined = frozenset(tuple(words.rsplit("_", 1)) for words in lists.get("JOINED", ()))
    words = Words(
        kinds,
        frozenset(literals),
        skipped,
        frozenset(lists.get("ORDINAL", ())),
        frozenset([*lists.get("JOINER", ()), "-"]),
        frozenset([*lists.get("HUNDRED_JOINER", ()), "-"]),
        frozenset(names.words() - kinds.keys() - literals),
        joined,
    )
    return Grammar(trie(patterns, UNIONS, names.beginning), words, rules)


class _Names:
    """What is written in several words ("day_after_tomorrow"), by the words that it may begin with.

    There are hundreds of names of holidays; each becomes patterns when a phrase first has a word that it begins with.
    """

    def __init__(self, joined: frozenset[str]) -> None:
        self.joined = joined
        self.spellings: dict[str, list[tuple[str, str, Any]]] = {}

    def add(self, spelling: str, kind: str, value: Any) -> None:
        """Keep a name, in which words are joined by underscores, with its kind and value."""
        for begin in self.joined:
            if spelling.startswith(begin):
                self.spellings.setdefault(begin, []).append((spelling, kind, value))
        for match in _FIRST.finditer(spelling):
            for word in (match[1] or match[2]).split("|"):
                for first in _spellings(word):
                    self.spellings.setdefault(first, []).append((spelling, kind, value))
            if match[2]:
                return

    def words(self) -> set[str]:
        """Every word of every name."""
        text = " ".join({spelling for names in self.spellings.values() for spelling, _, _ in names})
        return {each for word in set(_LETTERS.findall(text)) for each in _spellings(word)}

    def beginning(self, first: str) -> Iterator[Pattern]:
        """The patterns of the names that begin with a word."""
        for spelling, kind, value in self.spellings.get(first, ()):
            build: Callable[..., Any] = lambda value=value: value  # noqa: E731 - a constant, bound now
            for words in expand(_elements(spelling.replace("_", " ")), {}):
                symbols = tuple(self._tokens(words))
                if symbols[0] == first:
                    yield Pattern(spelling, kind, build, symbols)

    def _tokens(self, words: Iterable[str | Slot]) -> list[str | Slot]:
        """The tokens of several words, of which some may always be one."""
        tokens: list[str | Slot] = []
        for word in words:
            if tokens and f"{tokens[-1]}_{word}" in self.joined:
                tokens[-1] = f"{tokens[-1]}_{word}"
            else:
                tokens.append(word)
        return tokens


def _kinds(listed: dict[str, list[tuple[str, str]]], joined: frozenset[str]) -> tuple[dict[str, Kinds], _Names]:
    """The kinds of each word, and the names of several words."""
    kinds: dict[str, Kinds] = {}
    names = _Names(joined)
    for kind, words in listed.items():
        for word, text in words if not kind.isupper() else ():
            folded, value = fold(word)[0], _value(text)
            if _SPELT.search(folded) and folded not in joined:
                names.add(folded, kind, value)
            else:
                kinds[folded] = (*kinds.get(folded, ()), *_word_kinds(kind, value))
    return kinds, names


def _word_kinds(kind: str, value: Any) -> Kinds:
    if kind == "number":
        return number_kinds(value)
    if kind == "ordinal_day":  # an ordinal that days of a month are called by
        return (("ordinal", value), ("dom", value))
    return ((kind, value),)


@cache
def _value(text: str) -> Any:
    if re.fullmatch(r"-?\d+(\.\d+)?", text):
        return float(text) if "." in text else int(text)
    return _GRAINS.get(text, text if "/" in text else text.replace("_", " "))  # America/New_York keeps its name


def _patterns(rule: Rule, builders: dict[str, Construction], lists: dict[str, list[str]]) -> Iterator[Pattern]:
    makes, build = builders[rule.name]
    for text in rule.patterns:
        for symbols in expand(_elements(text), lists):
            slots = [symbol for symbol in symbols if isinstance(symbol, Slot)]
            yield Pattern(rule.name, makes, build, symbols, tuple((slot.name, number) for number, slot in enumerate(slots)))


def _elements(text: str) -> list[str]:
    return text.replace("[", " [ ").replace("]", " ] ").split()


def expand(elements: list[str], lists: dict[str, list[str]]) -> list[tuple[str | Slot, ...]]:
    """Every way through a pattern.

    >>> expand("[ on ] a|b".split(), {})
    [('on', 'a'), ('on', 'b'), ('a',), ('b',)]
    """
    if not elements:
        return [()]
    head, *rest = elements
    if head == "[":
        close = _closing(elements)
        inner, rest = elements[1:close], elements[close + 1 :]
        return [*expand(inner + rest, lists), *expand(rest, lists)]
    tails = expand(rest, lists)
    return [(symbol, *tail) for symbol in _symbols(head, lists) for tail in tails]


def _closing(elements: list[str]) -> int:
    depth = 0
    for index, element in enumerate(elements):
        depth += (element == "[") - (element == "]")
        if depth == 0:
            return index
    raise ValueError(f"unclosed bracket in {' '.join(elements)}")


def _symbols(element: str, lists: dict[str, list[str]]) -> list[str | Slot]:
    if slot := _SLOT.fullmatch(element):
        return [Slot(slot[1] or slot[2], slot[2])]
    return [symbol for word in element.split("|") for symbol in lists.get(word) or _spellings(fold(word)[0])]


def _spellings(word: str) -> list[str]:
    """A word as phrases may have it: a genitive with its s or without.

    >>> _spellings("mother's")
    ['mothers', 'mother']
    """
    if "'" not in word:
        return [word]
    return [plain(word), word[:-2]] if word.endswith("'s") and len(word) > 2 else [plain(word)]
