"""The text of a language's file in; its settings, words, names and rules, each with its line, out.

A language file is for people who speak the language; they need no Python. Lines that begin with
`#` are comments. At its head stand settings, one a line:

    language: English
    date order: mdy
    date example: 4 March 2025

`counting words: following * = * after {id}; later = after {id}` says how words that count from
another date of a text are written where that has a name, `*` being any one word.

`gap NAME: reason` says that the language does without a construction that English has, and
`gap others: reason` that a file is only begun, and does without all that it does not name.

Under `[words]` a line is a kind with its words and their values, or continues the one before it if
it is indented:

    weekday: monday mon = 0; tuesday tues tue = 1
      wednesday = 2

What is said in several words is joined by underscores, and written like a pattern:
`saint|st_patrick's_[day]`. A kind in capitals is a list of words of one meaning, without values:
`TO: to until till`. Under `[names]` the same holds for names, which count as one word each,
however many they have.

Under `[rules]` the name of a construction stands alone, and below it, indented, its patterns and
its examples:

    month-day
      [{weekday}] {month_name} {dom} [{year}]
      > March 4, 2025 = 2025-03-04

In a pattern `{name:kind}` is a slot, or `{kind}` where its name is that of the kind; `[...]` may be
left out, `a|b` is either word, and a word in capitals is any of that list. Apostrophes never count,
and a word written with 's may go without it. An example says what its phrase comes to: an EDTF
date, read on Friday 29 August 2025 at 10:00, or the kind of its refusal. `(trip)` behind it reads
it in a trip from 2 to 4 September 2025, `(past)` in the past.

What a construction makes of its slots is the same for every language and is stated in
`constructions`. `language_checks` has what else must hold for a file.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

from itinerary.dates.language_mistakes import Mistakes

FOLDER = Path(__file__).parent.with_name("languages")
SECTIONS = ("words", "rules", "names")
WORDS_HINT = "write it as: kind: word word = value; word = value"
RULE_HINT = "write the name of the construction above it, without spaces before"
EXAMPLE_HINT = "write it as: > phrase = 2025-03-04"


class Example(NamedTuple):
    """A phrase and what it comes to: EDTF, or the kind of its refusal."""

    phrase: str
    result: str
    line: int


class Rule(NamedTuple):
    """One construction in one language: its patterns, and examples that show it."""

    name: str
    patterns: tuple[str, ...]
    examples: tuple[Example, ...]
    line: int
    pattern_lines: tuple[int, ...]


class Word(NamedTuple):
    """A word or name of a kind, as it is written, and the text of its value."""

    text: str
    value: str
    line: int


class LanguageFile(NamedTuple):
    """A language as it is written down.

    Attributes:
        settings: The values at its head by their names.
        setting_lines: Where they stand, counted from 1.
        words: Words by kind; the lists in capitals are among them, without values.
        names: Names by kind.
        rules: In the order of the file, which means nothing.
        mistakes: The lines that are none of these.
    """

    settings: dict[str, str]
    setting_lines: dict[str, int]
    words: dict[str, list[Word]]
    names: dict[str, list[Word]]
    rules: tuple[Rule, ...]
    mistakes: Mistakes


@cache
def list_languages() -> tuple[str, ...]:
    """Return the codes of the languages that can be read, one for each file.

    >>> list_languages()[:2]
    ('en', 'es')
    """
    files = FOLDER.iterdir()
    return tuple(
        sorted(file.name[:-4] for file in files if re.fullmatch(r"[a-z]{2}\.txt", file.name))
    )


@cache
def load_language_file(name: str) -> LanguageFile:
    """Return the parts of the file of a language, or of "common", as they are written."""
    file = f"{name}.txt"
    return parse_language_file((FOLDER / file).read_text(encoding="utf-8"), file)


def parse_language_file(text: str, file: str) -> LanguageFile:
    r"""Return the parts of the text of a language file; lines that are none are its mistakes.

    >>> parse_language_file("[words]\nunit: day = day; week wk = week", "en.txt").words["unit"][0]
    Word(text='day', value='day', line=2)
    """
    parser = _Parser(text, file)
    return LanguageFile(
        parser.settings,
        parser.setting_lines,
        parser.words,
        parser.names,
        tuple(parser.rules),
        parser.mistakes,
    )


class _Parser:
    """Reads a language file line by line."""

    def __init__(self, text: str, file: str) -> None:
        self.settings: dict[str, str] = {}
        self.setting_lines: dict[str, int] = {}
        self.words: dict[str, list[Word]] = {}
        self.names: dict[str, list[Word]] = {}
        self.rules: list[Rule] = []
        self.mistakes = Mistakes(file, text)
        self.head = ""  # the kind of words or the construction that indented lines belong to
        self.head_line = 0
        self.patterns: dict[int, str] = {}  # of the last rule, by their lines
        self.examples: list[Example] = []
        self._read_lines(text)

    def _read_lines(self, text: str) -> None:
        readers: dict[str, Callable[[str, int], None]] = {
            "settings": self._read_setting,
            "words": partial(self._read_words, self.words),
            "names": partial(self._read_words, self.names),
            "rules": self._read_rule,
        }
        section = "settings"
        for number, line in enumerate(text.splitlines(), 1):
            content = line.lstrip()
            if not content or content[0] == "#":
                continue
            if line[0] == "[":
                section = self._read_section(line.rstrip(), number)
            elif section in readers:
                readers[section](line.rstrip(), number)
        self._end_rule()

    def _read_section(self, line: str, number: int) -> str:
        """Return the name of the section that a line begins; it may be an unknown one."""
        self._end_rule()
        name = line.strip("[]")
        if line != f"[{name}]" or name not in SECTIONS:
            known = ", ".join(f"[{each}]" for each in SECTIONS)
            self.mistakes.add(number, f"unknown section '{line}'", f"known: {known}")
        return name

    def _read_setting(self, line: str, number: int) -> None:
        name, colon, value = line.partition(": ")
        if not colon:
            self.mistakes.add(number, "this line is no setting", "write it as: name: value")
        elif name in self.settings:
            hint = f"it is set in line {self.setting_lines[name]}, too"
            self.mistakes.add(number, f"'{name}' is set twice", hint)
        else:
            self.settings[name], self.setting_lines[name] = value, number

    def _read_words(self, kinds: dict[str, list[Word]], line: str, number: int) -> None:
        if line[0] != " ":
            self.head, colon, line = line.partition(":")
            if not colon or not self.head.isidentifier():
                self.head = ""
                self.mistakes.add(number, "this line has no kind of words", WORDS_HINT)
                return
        elif not self.head:
            self.mistakes.add(number, "this line continues no kind of words", WORDS_HINT)
            return
        own, is_list = kinds.setdefault(self.head, []), self.head.isupper()
        for group in line.split(";"):
            words, equals, value = group.partition("=")
            value = value.strip()
            own += [Word(word, value, number) for word in words.split()]
            if is_list == bool(value) and group.strip():
                self._note_group(group.strip(), number)
            elif equals and not words.strip():
                self.mistakes.add(number, "there is no word before this value", WORDS_HINT, group)

    def _note_group(self, group: str, number: int) -> None:
        """Note a group of words without a value, or a list of words with one."""
        if self.head.isupper():
            message = f"{self.head} is a list, whose words have no values"
            self.mistakes.add(number, message, f"write it as: {self.head}: word word", group)
        else:
            self.mistakes.add(number, f"'{group}' has no value", WORDS_HINT, group)

    def _read_rule(self, line: str, number: int) -> None:
        content = line.lstrip()
        if line[0] != " ":
            self._end_rule()
            self.head, self.head_line = line, number
        elif not self.head:
            self.mistakes.add(number, "this line belongs to no construction", RULE_HINT)
        elif content[0] != ">":
            self.patterns[number] = content
        else:
            phrase, equals, result = content.lstrip("> ").rpartition(" = ")
            if equals:
                self.examples.append(Example(phrase, result, number))
            else:
                self.mistakes.add(number, "this example has no result", EXAMPLE_HINT)

    def _end_rule(self) -> None:
        """Keep the rule that ends before a line; there is none in other sections."""
        if self.head_line:
            patterns, lines = tuple(self.patterns.values()), tuple(self.patterns)
            examples = tuple(self.examples)
            self.rules.append(Rule(self.head, patterns, examples, self.head_line, lines))
        self.head, self.head_line, self.patterns, self.examples = "", 0, {}, []
