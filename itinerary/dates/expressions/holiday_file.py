"""The text of holidays.txt in; the rule of each holiday, by its name, out.

The head of that file says how a rule is written; `almanac` says on which days it falls.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from itinerary.dates.interval import WEEKDAYS
from itinerary.dates.language_mistakes import Mistakes
from itinerary.diagnostics import find_nearest_choice, suggest_choices

HOLIDAY_FILE = Path(__file__).parent.with_name("languages") / "holidays.txt"
CALENDARS = ("buddhist", "chinese", "hebrew", "hindu", "islamic", "persian", "thai")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
ABOUT = "about "  # stands before a rule whose days are only expected
_MONTH, _WEEKDAY = "|".join(MONTHS), "|".join(WEEKDAYS)
OFFSET = re.compile(r"(.+?)(?: ([+-] \d+))?((?: if \w+ [+-] \d+)*)")
MOVE = re.compile(r" if (\w+) ([+-]) (\d+)")
FIXED_DATE = re.compile(rf"(\d+) ({_MONTH})(?: (\d+))?")
NTH_WEEKDAY = re.compile(rf"(1st|2nd|3rd|4th|5th|last) ({_WEEKDAY}) of ({_MONTH})")
RELATIVE_WEEKDAY = re.compile(rf"({_WEEKDAY}) (before|after) (.+)")
EASTER = re.compile(r"(western|orthodox) easter")
TABLE_ENTRY = re.compile(rf"({'|'.join(CALENDARS)}) (\w+)")
PUBLIC_HOLIDAY = re.compile(r"public (\w\w) (.+)")
_PUBLIC_ANYWHERE = re.compile(r"public (.+)")
_NAMES = re.compile(r"([a-z0-9-]+)(?:/([A-Z]{2}(?: [A-Z]{2})*|\*))?")
_LENGTH = re.compile(r"\d+ days")
_YEAR = re.compile(r"\d{4}")
_LINE_HINT = "write it as: name: rule, or name/MX US: rule"


class _Line(NamedTuple):
    """A holiday's name, with the countries that keep it so, and its rule; and where it stands."""

    names: str
    rule: str
    number: int


@cache
def load_holiday_rules() -> dict[str, str]:
    """Return the rule for each name, with a country's code if it is only for that one.

    "mothers-day", "mothers-day/MX"; "labor-day/*" is for all countries that have none of their own.

    Raises:
        LanguageFileError: The file has mistakes; it shows all of them.
    """
    return parse_holiday_file(HOLIDAY_FILE.read_text(encoding="utf-8"), HOLIDAY_FILE.name)


def parse_holiday_file(text: str, file: str) -> dict[str, str]:
    r"""Return the rules of the text of such a file; see `load_holiday_rules`.

    >>> parse_holiday_file("may-day: 1 May\nmay-day/AU NZ: 1st Monday of May", "holidays.txt")
    {'may-day': '1 May', 'may-day/AU': '1st Monday of May', 'may-day/NZ': '1st Monday of May'}
    """
    checker = _Checker(text, file)
    checker.mistakes.raise_if_any()
    return checker.rules


def _iterate_lines(text: str, mistakes: Mistakes) -> Iterator[_Line]:
    """Find the lines of names and rules; an indented line continues the one before it."""
    lines: list[tuple[str, int]] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line[0] == "#":
            continue
        if line[0] != " ":
            lines.append((line.rstrip(), number))
        elif lines:
            lines[-1] = f"{lines[-1][0]} {line.strip()}", lines[-1][1]
        else:
            mistakes.add(number, "this line continues no other", _LINE_HINT)
    for line, number in lines:
        names, colon, rule = line.partition(": ")
        if colon:
            yield _Line(names, rule, number)
        else:
            mistakes.add(number, "this line has no rule", _LINE_HINT)


class _Checker:
    """Reads the rules of a file, and notes what is wrong with them."""

    def __init__(self, text: str, file: str) -> None:
        self.mistakes = Mistakes(file, text)
        self.rules: dict[str, str] = {}
        self.first_lines: dict[str, int] = {}
        lines = list(_iterate_lines(text, self.mistakes))
        for line in lines:
            self._add_rule(line)
        for line in lines:
            self._check_rule(line)

    def _add_rule(self, line: _Line) -> None:
        if not (found := _NAMES.fullmatch(line.names)):
            message = f"'{line.names}' is no name of a holiday with codes of countries"
            self.mistakes.add(line.number, message, _LINE_HINT)
            return
        name, countries = found.groups()
        for country in countries.split() if countries else [""]:
            key = f"{name}/{country}" if country else name
            if key in self.rules:
                hint = f"it has one in line {self.first_lines[key]}, too"
                self.mistakes.add(line.number, f"'{key}' has two rules", hint)
            self.rules.setdefault(key, line.rule)
            self.first_lines.setdefault(key, line.number)

    def _check_rule(self, line: _Line) -> None:
        for choice in line.rule.removeprefix(ABOUT).split("; "):
            when, since, year = choice.partition(" from ")
            if since and not _YEAR.fullmatch(year):
                self._note(line, f"'{year}' is no year", "write it as: from 2007", f"from {year}")
            first, _, last = when.partition(" .. ")
            first, lasting, length = first.partition(" for ")
            if lasting and not _LENGTH.fullmatch(length):
                self._note(
                    line, f"'{length}' is no number of days", "write it as: for 8 days", length
                )
            self._check_day(line, first)
            if last:
                self._check_day(line, last)

    def _check_day(self, line: _Line, text: str) -> None:
        """Note what is wrong with a day: one of those below, moved by so many days or not."""
        found = OFFSET.fullmatch(text)
        base, moves = (found[1], found[3]) if found else (text, "")
        for weekday, _, _ in MOVE.findall(moves):
            if weekday not in WEEKDAYS:
                self._note(
                    line, f"'{weekday}' is no weekday", suggest_choices(weekday, WEEKDAYS), weekday
                )
        if beside := RELATIVE_WEEKDAY.fullmatch(base):
            self._check_day(line, beside[3])
        elif fixed := FIXED_DATE.fullmatch(base):
            self._check_date(line, *fixed.groups())
        elif not self._is_name(base) and not self._is_known_form(line, base):
            names = [name for name in self.rules if "/" not in name]
            near = find_nearest_choice(base, names)
            hint = (
                f"did you mean '{near}'?" if near else "the top of the file has the forms of rules"
            )
            self._note(line, f"'{base}' is no rule, nor the name of a holiday", hint, base)

    def _is_name(self, base: str) -> bool:
        """Return whether a text names a holiday that has a rule, in a country or everywhere."""
        name, country, _ = base.partition("/")
        return base in self.rules or (bool(country) and f"{name}/*" in self.rules)

    @staticmethod
    def _is_known_form(line: _Line, base: str) -> bool:
        forms = [NTH_WEEKDAY, EASTER, TABLE_ENTRY]
        forms.append(_PUBLIC_ANYWHERE if line.names.endswith("/*") else PUBLIC_HOLIDAY)
        return any(form.fullmatch(base) for form in forms)

    def _check_date(self, line: _Line, day: str, month: str, year: str | None) -> None:
        try:
            date(int(year or 2000), MONTHS.index(month) + 1, int(day))
        except ValueError:
            self._note(line, f"{month} has no day {day}", "correct the day or the month", day)

    def _note(self, line: _Line, message: str, hint: str, at: str) -> None:
        self.mistakes.add(line.number, message, hint, at)
