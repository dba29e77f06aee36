"""A language's file in; every mistake that would make its grammar wrong, with its line, out.

What a file names has to be there: constructions, kinds of slots, lists of words. What a pattern
gives a construction has to be what that takes, and the values of words what its slots are for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, get_args

from itinerary.dates.expressions import DateOrder, PartOfDayName
from itinerary.dates.grammar.constructions import KIND_UNIONS, Construction, build_constructions
from itinerary.dates.grammar.language_file import EXAMPLE_HINT, LanguageFile, Rule, Word
from itinerary.dates.grammar.patterns import parse_slot, split_pattern
from itinerary.dates.grammar.token_kinds import LexerKind, NumberKind
from itinerary.dates.grammar.trie import Slot
from itinerary.dates.grammar.word_values import parse_value
from itinerary.dates.interval import Grain, Part
from itinerary.diagnostics import Diagnostic, PhraseProblem, find_nearest_choice, suggest_choices

DATE_ORDERS: tuple[str, ...] = get_args(DateOrder)
REQUIRED_SETTINGS = (
    "language",
    "date order",
    "date example",
    "counting example",
    "counting in the trip",
)
COUNTING_WORDS = "counting words"  # and what they become beside a date that has a name
GAP = "gap "  # and the name of a construction: a setting that says why a language has none
OTHERS = "others"  # in place of a name: all that are neither in the rules nor gaps by their names
# What the lexer asks for by its name, so that no pattern need take it.
LEXER_LISTS = frozenset(("SKIPPED", "ORDINAL", "JOINER", "HUNDRED_JOINER", "JOINED"))
LEXER_WORDS = frozenset(("number", "ordinal", "ordinal_day"))
LEXER_KINDS = frozenset((*get_args(NumberKind), *get_args(get_args(LexerKind)[1])))
_RESULT = re.compile(
    rf"(({'|'.join(get_args(PhraseProblem))})|[-\d.[][-\dTX:+./~?%\] []*?)( \((trip|past)\))?"
)
_WEEKDAYS, _MONTHS, _SEASONS = range(7), range(1, 13), range(4)
_NUMBERED: Mapping[str, range] = {
    "weekday": _WEEKDAYS,
    "weekday_plural": _WEEKDAYS,
    "month_name": _MONTHS,
    "season": _SEASONS,
}


class _SlotType(NamedTuple):
    """What values a parameter of a builder takes, and how to say so."""

    expected: str
    takes: Callable[[object], bool]


def _is_whole_number(value: object) -> bool:
    return type(value) is int  # and no grain, which is one, too


def _is_number(value: object) -> bool:
    return type(value) in (int, float)


def _is_grain(value: object) -> bool:
    return isinstance(value, Grain)


def _make_choice_type(choices: tuple[str, ...]) -> _SlotType:
    return _SlotType(f"one of: {', '.join(choices)}", choices.__contains__)


# By the annotations of builders' parameters; parameters of other types take what builders make.
_SLOT_TYPES: Mapping[str, _SlotType] = {
    "int": _SlotType("a whole number", _is_whole_number),
    "float": _SlotType("a number", _is_number),
    "Grain": _SlotType("a unit, such as day or month", _is_grain),
    "SpokenThird": _make_choice_type((*get_args(Part), "start", "end")),
    "PartOfDayName": _make_choice_type(get_args(PartOfDayName)),
    "SpokenHalf": _make_choice_type(("am", "pm", "night", "morning", "forenoon")),
}


class _Vocabulary:
    """What the rules of a language, with those of all languages, may name; and what they do name.

    Attributes:
        words: The values of words and names by kind; lists of words are among them.
        kinds: What a slot may be of: what a rule makes, what the lexer knows, what words are.
        joined_words: Those of several parts that count as one word.
        lists: The lists that patterns have named so far.
        slots: The kinds that they have named, each with the type of a parameter that takes it.
    """

    def __init__(self, files: tuple[LanguageFile, ...]) -> None:
        self.constructions = build_constructions(DATE_ORDERS[0])
        self.words = {kind for file in files for kind in (*file.words, *file.names)}
        self.joined_words = {word.text for file in files for word in file.words.get("JOINED", ())}
        names = {rule.name for file in files for rule in file.rules}
        if _has_mistakes(files) or not self.constructions.keys() >= names:
            names = {*self.constructions}  # since a rule that cannot be read may make any kind
        made = {self.constructions[name].makes for name in names}
        single = {*LEXER_KINDS, *made, *self.words}
        unions = {kind for kind, union in KIND_UNIONS.items() if not single.isdisjoint(union)}
        self.kinds = single | unions
        self.lists: set[str] = {*LEXER_LISTS}
        self.slots: set[tuple[str, str]] = {(kind, "int") for kind in LEXER_WORDS}

    def list_named_kinds(self) -> dict[str, set[str]]:
        """Return the kinds that patterns name, each with the types of the parameters for it."""
        named: dict[str, set[str]] = {kind: set() for kind in self.lists}
        for kind, annotation in self.slots:
            for member in KIND_UNIONS.get(kind, (kind,)):
                named.setdefault(member, set()).add(annotation.removesuffix(" | None"))
        return named


def _has_mistakes(files: Iterable[LanguageFile]) -> bool:
    return any(file.mistakes.diagnostics for file in files)


def check_language_files(*files: LanguageFile) -> list[Diagnostic]:
    """Return every mistake of a language's file and the one that all languages share.

    Each is checked with what the other has: a pattern of the shared file may name a list of words
    that each language has of its own. The language's own file is the last.
    """
    known = _Vocabulary(files)
    checkers = [_FileChecker(file, known) for file in files]
    checkers[-1].check_settings()
    for checker in checkers:
        checker.check_rules()
    if not _has_mistakes(files):  # since a pattern that is wrong may name any kind
        for checker in checkers:
            checker.check_kinds()
    for checker in checkers:
        checker.check_words()
    return [diagnostic for file in files for diagnostic in file.mistakes.diagnostics]


def check_added_file(added: LanguageFile, files: Sequence[LanguageFile]) -> list[Diagnostic]:
    """Return every mistake of a file that adds words and rules to others, which have none.

    Its words are of kinds that those have, too.
    """
    checker = _FileChecker(added, _Vocabulary((*files, added)))
    checker.check_rules()
    checker.check_words()
    kinds = dict.fromkeys(kind for file in files for kind in file.words)
    for kind, words in added.words.items():
        if kind not in kinds:
            hint = suggest_choices(kind, kinds)
            added.mistakes.add(words[0].line, f"no pattern names words of '{kind}'", hint, kind)
    return list(added.mistakes.diagnostics)


class _FileChecker:
    """Notes the mistakes of one file."""

    def __init__(self, file: LanguageFile, known: _Vocabulary) -> None:
        self.file, self.known, self.note = file, known, file.mistakes.add

    def check_settings(self) -> None:
        """Note settings that are unknown, missing or wrong."""
        for name in REQUIRED_SETTINGS:
            if name not in self.file.settings:
                self.note(1, f"there is no setting '{name}'", f"write {name}: ... at the top")
        for name, line in self.file.setting_lines.items():
            if name.startswith(GAP):
                if name != GAP + OTHERS:
                    self._check_construction(name.removeprefix(GAP), line)
            elif name not in (*REQUIRED_SETTINGS, COUNTING_WORDS):
                hint = suggest_choices(name, (*REQUIRED_SETTINGS, COUNTING_WORDS, f"{GAP}NAME"))
                self.note(line, f"unknown setting '{name}'", hint)
        order = self.file.settings.get("date order", DATE_ORDERS[0])
        if order not in DATE_ORDERS:
            line, hint = self.file.setting_lines["date order"], f"known: {', '.join(DATE_ORDERS)}"
            self.note(line, f"unknown date order '{order}'", hint, order)

    def _check_construction(self, name: str, line: int) -> None:
        if name not in self.known.constructions:
            hint = suggest_choices(name, self.known.constructions)
            self.note(line, f"unknown construction '{name}'", hint, name)

    def check_rules(self) -> None:
        """Note rules that are wrong, and keep what they name."""
        first_lines: dict[str, int] = {}
        for rule in self.file.rules:
            self._check_construction(rule.name, rule.line)
            if rule.name in first_lines:
                hint = f"add its lines to those of line {first_lines[rule.name]}"
                self.note(rule.line, f"the rule '{rule.name}' is here again", hint)
            first_lines.setdefault(rule.name, rule.line)
            self._check_patterns(rule)
            for _, result, line in rule.examples:
                if not _RESULT.fullmatch(result):
                    self.note(line, f"no phrase comes to '{result}'", EXAMPLE_HINT, result)

    def _check_patterns(self, rule: Rule) -> None:
        if not rule.patterns:
            hint = "write them below it, with spaces before"
            self.note(rule.line, f"the rule '{rule.name}' has no patterns", hint)
        first_lines: dict[str, int] = {}
        for line, text in zip(rule.pattern_lines, rule.patterns, strict=True):
            if text in first_lines:
                hint = f"it is in line {first_lines[text]}, too"
                self.note(line, "this pattern is in its rule twice", hint)
            first_lines.setdefault(text, line)
            self._check_pattern(text, line, self.known.constructions.get(rule.name))

    def _check_pattern(self, text: str, line: int, construction: Construction | None) -> None:
        depth, is_firm = 0, False
        firm_slots: set[str] = set()  # those that every way through the pattern has
        slots: set[str] = set()
        for element in split_pattern(text):
            depth += (element == "[") - (element == "]")
            if depth < 0:
                break
            if element in ("[", "]"):
                continue
            is_firm = is_firm or not depth
            if name := self._check_element(element, line, construction):
                if name in slots:
                    hint = "give one of them another name: {name:kind}"
                    self.note(line, f"this pattern has two slots '{name}'", hint, element)
                slots.add(name)
                if not depth:
                    firm_slots.add(name)
        if depth:
            self.note(line, "a bracket has no other that it belongs to", "pair them: [...]")
        elif not is_firm:
            self.note(line, "all of this pattern may be left out", "keep a word or a slot")
        elif construction and (missing := construction.needs - firm_slots):
            hint = f"each way through it needs {_list_slots(construction.needs)}"
            self.note(line, f"this pattern may lack {_list_slots(missing)}", hint)

    def _check_element(self, element: str, line: int, construction: Construction | None) -> str:
        """Note what is wrong with a part of a pattern; return the name of the slot that it is."""
        if slot := parse_slot(element):
            self._check_slot(slot, line, construction)
            return slot.name
        if "{" in element or "}" in element:
            self.note(line, f"'{element}' is no slot", "write {kind} or {name:kind}", element)
        for word in element.split("|"):
            if word.isupper():
                self._check_list(word, line)
            else:
                self._check_single(word, line, "write its words apart, or add it to JOINED")
        return ""

    def _check_list(self, word: str, line: int) -> None:
        self.known.lists.add(word)
        if word not in self.known.words:
            lists = [kind for kind in self.known.words if kind.isupper()]
            self.note(line, f"unknown list of words {word}", suggest_choices(word, lists), word)

    def _check_slot(self, slot: Slot, line: int, construction: Construction | None) -> None:
        name, kind = slot
        if kind not in self.known.kinds:
            hint = suggest_choices(kind, self.known.kinds)
            self.note(line, f"unknown kind of slot '{kind}'", hint, kind)
        if construction is None or construction.takes_any:
            self.known.slots.add((kind, ""))
            return
        self.known.slots.add((kind, construction.slot_types.get(name, "")))
        if name not in construction.takes:
            takes = _list_slots(construction.takes) if construction.takes else "no slots"
            self.note(line, f"its construction takes no slot '{name}'", f"it takes {takes}", name)

    def check_kinds(self) -> None:
        """Note kinds and lists of words that no pattern names."""
        named = self.known.list_named_kinds()
        for kind, words in (*self.file.words.items(), *self.file.names.items()):
            if kind not in named and words:
                what = f"the list {kind}" if kind.isupper() else f"words of the kind '{kind}'"
                near = find_nearest_choice(kind, named)
                hint = f"did you mean '{near}'?" if near else "leave it out"
                self.note(words[0].line, f"no pattern names {what}", hint, kind)

    def check_words(self) -> None:
        """Note words that are listed twice or have wrong values."""
        named = self.known.list_named_kinds()
        for kind, words in (*self.file.words.items(), *self.file.names.items()):
            self._check_repetitions(kind, words)
            if kind.isupper():
                for text, _, line in words:
                    self._check_single(text, line, "add it to JOINED")
            else:
                self._check_values(kind, words, named.get(kind, set()))
                self._check_brackets(words)

    def _check_single(self, word: str, line: int, hint: str) -> None:
        if "_" in word and word not in self.known.joined_words:
            self.note(line, f"'{word}' is no single word of any phrase", hint, word)

    def _check_repetitions(self, kind: str, words: list[Word]) -> None:
        if len({word.text for word in words}) == len(words):
            return
        first_lines: dict[str, int] = {}
        for text, _, line in words:
            if text in first_lines:
                hint = f"it is in line {first_lines[text]}, too"
                self.note(line, f"'{text}' is under {kind} twice", hint, text)
            first_lines.setdefault(text, line)

    def _check_values(self, kind: str, words: list[Word], annotations: set[str]) -> None:
        """Note words whose values their builders do not take."""
        types = [_SLOT_TYPES[each] for each in sorted(annotations & _SLOT_TYPES.keys())]
        if numbers := _NUMBERED.get(kind):
            between = f"a number from {numbers[0]} to {numbers[-1]}"
            types = [_SlotType(between, numbers.__contains__)]
        for value_text in {word.value for word in words} - {""}:
            value = parse_value(value_text)
            expected = [each.expected for each in types if not each.takes(value)]
            for word in words if expected else ():
                if word.value == value_text:
                    message = f"the value of a {kind} cannot be '{value_text}'"
                    self.note(word.line, message, f"write {expected[0]}", value_text)

    def _check_brackets(self, words: list[Word]) -> None:
        for text, _, line in words:
            if text.count("[") != text.count("]"):
                self.note(line, f"a bracket is not closed in '{text}'", "pair them: [...]", text)


def _list_slots(names: Iterable[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names))
