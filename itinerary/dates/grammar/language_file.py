"""A language's file in; its grammar out: the trie of its patterns and its words.

A language file is for people who speak the language; they need no Python. Under `[words]` each line is a kind with its words and
their values, or the next of them if it is indented; what is said in several words is joined by underscores, and written like a
pattern: `saint|st_patrick's_[day]`. Under `[names]` the same holds for names, which count as one word each, however many they have.
Under `[rules]` the name of a construction stands alone, and below it its patterns and examples:

    month-day
      [{weekday}] {month_name} {dom} [{year}]
      > March 4, 2025 = 2025-03-04

In a pattern `{name:kind}` is a slot, `[...]` may be left out, `a|b` is either word, and a word in capitals is any of that list of
words. Apostrophes never count, and a word written with 's may go without it. An example says what its phrase comes to, as EDTF, read on
the file's day. What a construction makes of its slots is the same for every language, and stands in `build_constructions`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from itinerary.dates.grammar.constructions import (
    KIND_UNIONS,
    PHRASE_KINDS,
    Construction,
    build_constructions,
)
from itinerary.dates.grammar.lexicon import Lexicon
from itinerary.dates.grammar.name_index import NameIndex, list_spellings
from itinerary.dates.grammar.token_kinds import Kinds, fold_text, list_number_kinds
from itinerary.dates.grammar.trie import Pattern, Slot, Trie
from itinerary.dates.interval import Grain
from itinerary.diagnostics import PhraseError

FOLDER = Path(__file__).parent.with_name("languages")
_SPELLING_MARKS = re.compile(
    r"[_\[|']"
)  # what a word is written with that has several words or spellings
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
    names: dict[str, list[tuple[str, str]]]
    rules: tuple[Rule, ...]


class Grammar(NamedTuple):
    """A language, ready to read with."""

    trie: Trie
    words: Lexicon
    rules: tuple[Rule, ...]


def list_languages() -> tuple[str, ...]:
    """The languages that can be read: one for each file."""
    files = FOLDER.iterdir()
    return tuple(
        sorted(file.name[:-4] for file in files if re.fullmatch(r"[a-z]{2}\.txt", file.name))
    )


@cache
def load_language_file(name: str) -> LanguageFile:
    """The parts of a language's file."""
    return parse_language_file((FOLDER / f"{name}.txt").read_text(encoding="utf-8"))


def parse_language_file(text: str) -> LanguageFile:
    """The settings, words and rules of the text of a language file."""
    head, _, rest = text.partition("[words]")
    words, _, rest = rest.partition("[rules]")
    rules, _, names = rest.partition("[names]")
    settings = dict(line.split(": ", 1) for line in _iterate_lines(head))
    return LanguageFile(
        settings,
        _parse_words(_iterate_lines(words)),
        _parse_words(_iterate_lines(names)),
        tuple(_iterate_rules(_iterate_lines(rules))),
    )


def _iterate_lines(text: str) -> Iterator[str]:
    return (
        line.rstrip()
        for line in text.splitlines()
        if line.strip() and not line.lstrip().startswith("#")
    )


def _parse_words(lines: Iterable[str]) -> dict[str, list[tuple[str, str]]]:
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


def _iterate_rules(lines: Iterator[str]) -> Iterator[Rule]:
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
def load_grammar(language: str) -> Grammar:
    """The grammar of a language, with what every language shares. Raises PhraseError for a language that there is no file for."""
    if language not in list_languages():
        raise PhraseError(
            f"there is no language '{language[:20]}'",
            kind="unread",
            hint=f"known: {', '.join(list_languages())}",
        )
    shared, own = load_language_file("common"), load_language_file(language)
    listed = {
        kind: [*shared.words.get(kind, ()), *own.words.get(kind, ())]
        for kind in [*shared.words, *own.words]
    }
    lists = {
        kind: [fold_text(word)[0] for word, _ in words]
        for kind, words in listed.items()
        if kind.isupper()
    }
    builders = build_constructions(own.settings["date order"])
    rules = shared.rules + own.rules
    patterns = [pattern for rule in rules for pattern in _iterate_patterns(rule, builders, lists)]
    kinds, multiword = _compile_words(listed, frozenset(lists.get("JOINED", ())))
    named = [
        (fold_text(name)[0], _list_word_kinds(kind, _parse_value(text)))
        for kind, words in own.names.items()
        for name, text in words
    ]
    names = [(name, its_kinds) for name, its_kinds in named if _SPELLING_MARKS.search(name)]
    for word, its_kinds in named:
        if not _SPELLING_MARKS.search(word):
            kinds[word] = (*kinds.get(word, ()), *its_kinds)
    trie = Trie([*patterns, *multiword], KIND_UNIONS, PHRASE_KINDS)
    return Grammar(
        trie,
        Lexicon(kinds, trie.words, lists, trie.get_shape, NameIndex(names, _expand_spelling)),
        rules,
    )


def _compile_words(
    listed: dict[str, list[tuple[str, str]]], joined: frozenset[str]
) -> tuple[dict[str, Kinds], list[Pattern]]:
    """The kinds of each word, and patterns for what is written in several words ("day_after_tomorrow")."""
    kinds: dict[str, Kinds] = {}
    multiword: list[Pattern] = []
    for kind, words in listed.items():
        for word, text in words if not kind.isupper() else ():
            folded, its_kinds = fold_text(word)[0], _list_word_kinds(kind, _parse_value(text))
            if not _SPELLING_MARKS.search(folded) or folded in joined:
                kinds[folded] = (*kinds.get(folded, ()), *its_kinds)
            else:
                build: Callable[..., Any] = lambda value=its_kinds[0][1]: value  # noqa: E731 - a constant, bound now
                multiword += [
                    Pattern(folded, kind, build, tuple(_merge_joined_words(words, joined)))
                    for words in _expand_spelling(folded)
                ]
    return kinds, multiword


def _expand_spelling(words: str) -> list[tuple[str | Slot, ...]]:
    """Every way to spell what is written in several words."""
    return expand_pattern(_split_pattern(words.replace("_", " ")), {})


def _merge_joined_words(words: Iterable[str | Slot], joined: frozenset[str]) -> list[str | Slot]:
    """The tokens of several words, of which some may always be one."""
    tokens: list[str | Slot] = []
    for word in words:
        if tokens and f"{tokens[-1]}_{word}" in joined:
            tokens[-1] = f"{tokens[-1]}_{word}"
        else:
            tokens.append(word)
    return tokens


def _list_word_kinds(kind: str, value: Any) -> Kinds:
    if kind == "number":
        return list_number_kinds(value)
    if kind == "ordinal_day":  # an ordinal that days of a month are called by
        return (("ordinal", value), ("dom", value))
    return ((kind, value),)


@cache
def _parse_value(text: str) -> Any:
    if re.fullmatch(r"-?\d+(\.\d+)?", text):
        return float(text) if "." in text else int(text)
    return _GRAINS.get(
        text, text if "/" in text else text.replace("_", " ")
    )  # America/New_York keeps its name


def _iterate_patterns(
    rule: Rule, builders: dict[str, Construction], lists: dict[str, list[str]]
) -> Iterator[Pattern]:
    makes, build = builders[rule.name]
    code = getattr(build, "__code__", None)
    order = code.co_varnames[: code.co_argcount] if code else ()
    for text in rule.patterns:
        for symbols in expand_pattern(_split_pattern(text), lists):
            slots = tuple([symbol.name for symbol in symbols if isinstance(symbol, Slot)])
            yield Pattern(
                rule.name,
                makes,
                build if slots == order[: len(slots)] else _reorder_arguments(build, slots),
                symbols,
            )


def _reorder_arguments(build: Callable[..., Any], slots: tuple[str, ...]) -> Callable[..., Any]:
    """A builder for slots that stand in another order than its arguments."""
    return lambda *values: build(**dict(zip(slots, values, strict=True)))


def _split_pattern(text: str) -> list[str]:
    return text.replace("[", " [ ").replace("]", " ] ").split()


def expand_pattern(
    elements: list[str], lists: dict[str, list[str]]
) -> list[tuple[str | Slot, ...]]:
    """Every way through a pattern.

    >>> expand_pattern("[ on ] a|b".split(), {})
    [('on', 'a'), ('on', 'b'), ('a',), ('b',)]
    """
    if not elements:
        return [()]
    head, *rest = elements
    if head == "[":
        close = _find_closing_bracket(elements)
        tails = expand_pattern(elements[close + 1 :], lists)
        return [
            *(inner + tail for inner in expand_pattern(elements[1:close], lists) for tail in tails),
            *tails,
        ]
    tails = expand_pattern(rest, lists)
    return [(symbol, *tail) for symbol in _parse_symbols(head, lists) for tail in tails]


def _find_closing_bracket(elements: list[str]) -> int:
    depth = 0
    for index, element in enumerate(elements):
        depth += (element == "[") - (element == "]")
        if depth == 0:
            return index
    raise ValueError(f"unclosed bracket in {' '.join(elements)}")


def _parse_symbols(element: str, lists: dict[str, list[str]]) -> list[str | Slot]:
    if slot := _SLOT.fullmatch(element):
        return [Slot(slot[1] or slot[2], slot[2])]
    return [
        symbol
        for word in element.split("|")
        for symbol in lists.get(word) or list_spellings(fold_text(word)[0])
    ]
