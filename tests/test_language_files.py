"""Files of languages and holidays that have mistakes: all of them are shown, with their lines."""

from __future__ import annotations

from pathlib import Path

import pytest
from tables import Table

from itinerary.dates.expressions.holiday_file import HOLIDAY_FILE, parse_holiday_file
from itinerary.dates.grammar import list_languages
from itinerary.dates.grammar.chart import find_complete_spans
from itinerary.dates.grammar.compiler import Grammar, compile_grammar, extend_grammar
from itinerary.dates.grammar.language_checks import check_language_files
from itinerary.dates.grammar.language_file import load_language_file, parse_language_file
from itinerary.dates.grammar.lexer import tokenize
from itinerary.dates.language_mistakes import LanguageFileError
from itinerary.diagnostics import PhraseError

DOCS = Path(__file__).parent.parent / "docs" / "dates.md"
SHARED = """\
[words]

[rules]

range
  {a:day} TO {b:day}
"""
SOUND = """\
language: Test
date order: dmy
gap century: nobody says so
counting example: two days after {id}
counting in the trip: {words} of the trip
date example: 4 March 2025
[words]
TO: to until
SKIPPED: the
weekday: monday mon = 0
  tuesday|tues_day = 1
unit: day = day; week = week
third: early = early; late = late
number: one = 1

[rules]

weekday
  [on] {weekday}
  > monday = 2025-09-01 (trip)

unit-relative
  {which} {unit}

part-of
  {third} {date:weekday}

[names]

which: next = 1
"""


def complain(text: str, shared: str = SHARED) -> list[str]:
    """What is wrong with a language's file, each as one line."""
    files = parse_language_file(shared, "common.txt"), parse_language_file(text, "xx.txt")
    return sorted(str(each) for each in check_language_files(*files))


def test_the_beginning_of_a_language_that_the_docs_print_is_sound() -> None:
    text = DOCS.read_text("utf-8").partition("## To add a language")[2]
    begun = parse_language_file(text.partition("```text\n")[2].partition("```")[0], "it.txt")
    assert check_language_files(load_language_file("common"), begun) == []
    grammar = compile_grammar(load_language_file("common"), begun)
    for rule in begun.rules:
        for example in rule.examples:
            tokens = tokenize(example.phrase, grammar.words)
            assert find_complete_spans(grammar.trie, tuple(token.shape for token in tokens))


def test_the_sound_file_is_sound() -> None:
    assert complain(SOUND) == []


@pytest.mark.parametrize("language", list_languages())
def test_the_files_of_every_language_are_sound(language: str) -> None:
    shared, own = load_language_file("common"), load_language_file(language)
    assert check_language_files(shared, own) == []


KIND_OF_WORDS = "write it as: kind: word word = value; word = value"
EXAMPLE = "write it as: > phrase = 2025-03-04"
TABLE = [
    # the head
    (
        "language: Test\n",
        "",
        ["1:1: there is no setting 'language' - write language: ... at the top"],
    ),
    (
        "language: Test",
        "language",
        [
            "1:1: there is no setting 'language' - write language: ... at the top",
            "1:1: this line is no setting - write it as: name: value",
        ],
    ),
    ("order: dmy", "order: dym", ["2:13: unknown date order 'dym' - known: mdy, dmy, ymd"]),
    (
        "date order: dmy",
        "date order: dmy\ndate order: mdy",
        ["3:1: 'date order' is set twice - it is set in line 2, too"],
    ),
    (
        "gap century:",
        "capital: a\ngap century:",
        [
            "3:1: unknown setting 'capital' - known: counting example, counting in the trip,"
            " counting words, date example, date order, gap NAME, language"
        ],
    ),
    (
        "gap century:",
        "gap centruy:",
        ["3:5: unknown construction 'centruy' - did you mean 'century'?"],
    ),
    # sections
    ("[rules]", "[rule]", ["16:1: unknown section '[rule]' - known: [words], [rules], [names]"]),
    # words
    (
        "weekday: monday mon = 0",
        "weekday monday mon = 0",
        [
            f"10:1: this line has no kind of words - {KIND_OF_WORDS}",
            f"11:3: this line continues no kind of words - {KIND_OF_WORDS}",
            "19:9: unknown kind of slot 'weekday'",
            "26:17: unknown kind of slot 'weekday'",
        ],
    ),
    ("day = day; week", "day; week", [f"12:7: 'day' has no value - {KIND_OF_WORDS}"]),
    (
        "day = day; week",
        "day = day; = week; week",
        [f"12:17: there is no word before this value - {KIND_OF_WORDS}"],
    ),
    (
        "TO: to until",
        "TO: to = 1",
        ["8:5: TO is a list, whose words have no values - write it as: TO: word word"],
    ),
    (
        "mon = 0",
        "mon = 7",
        ["10:23: the value of a weekday cannot be '7' - write a number from 0 to 6"],
    ),
    (
        "day = day;",
        "day = dya;",
        ["12:13: the value of a unit cannot be 'dya' - write a unit, such as day or month"],
    ),
    (
        "late = late",
        "late = last",
        [
            "13:30: the value of a third cannot be 'last' - write one of: early, mid, late, start,"
            " end"
        ],
    ),
    (
        "one = 1",
        "one = uno",
        ["14:15: the value of a number cannot be 'uno' - write a whole number"],
    ),
    (
        "monday mon = 0",
        "monday mon monday = 0",
        ["10:10: 'monday' is under weekday twice - it is in line 10, too"],
    ),
    (
        "tues_day",
        "[tues_day",
        ["11:3: a bracket is not closed in 'tuesday|[tues_day' - pair them: [...]"],
    ),
    (
        "number:",
        "numbre: two = 2\nnumber:",
        ["14:1: no pattern names words of the kind 'numbre' - did you mean 'number'?"],
    ),
    ("number:", "FORM: from\nnumber:", ["14:1: no pattern names the list FORM - leave it out"]),
    # rules
    (
        "weekday\n  [on]",
        "week-day\n  [on]",
        ["18:1: unknown construction 'week-day' - did you mean 'weekday'?"],
    ),
    (
        "\nweekday\n",
        "\n  {day}\nweekday\n",
        [
            "18:3: this line belongs to no construction"
            " - write the name of the construction above it, without spaces before"
        ],
    ),
    (
        "unit-relative",
        "weekday",
        [
            "22:1: the rule 'weekday' is here again - add its lines to those of line 18",
            "23:3: this pattern may lack {weekday} - each way through it needs {weekday}",
            "23:4: its construction takes no slot 'which' - it takes {weekday}",
            "23:12: its construction takes no slot 'unit' - it takes {weekday}",
        ],
    ),
    (
        "part-of",
        "now\n\npart-of",
        ["25:1: the rule 'now' has no patterns - write them below it, with spaces before"],
    ),
    (
        "  [on] {weekday}",
        "  [on] {weekday}\n  [on] {weekday}",
        ["20:3: this pattern is in its rule twice - it is in line 19, too"],
    ),
    # patterns
    (
        "{unit}",
        "{name:unite}",
        [
            "23:3: this pattern may lack {unit} - each way through it needs {unit}, {which}",
            "23:12: its construction takes no slot 'name' - it takes {unit}, {which}",
            "23:17: unknown kind of slot 'unite' - did you mean 'unit'?",
        ],
    ),
    (
        "{unit}",
        "[{unit}]",
        ["23:3: this pattern may lack {unit} - each way through it needs {unit}, {which}"],
    ),
    (
        "{which} {unit}",
        "{which} {unit} {unit:which}",
        [
            "23:18: this pattern has two slots 'unit' - give one of them another name: {name:kind}",
            "30:15: the value of a which cannot be '1' - write a unit, such as day or month",
        ],
    ),
    (
        "{unit}",
        "{unit:}",
        [
            "23:3: this pattern may lack {unit} - each way through it needs {unit}, {which}",
            "23:11: '{unit:}' is no slot - write {kind} or {name:kind}",
        ],
    ),
    (
        "{which} {unit}",
        "{which} FROM {unit}",
        ["23:11: unknown list of words FROM - known: SKIPPED, TO"],
    ),
    (
        "{which} {unit}",
        "{which} of|out_of {unit}",
        [
            "23:14: 'out_of' is no single word of any phrase - write its words apart, or add it to"
            " JOINED"
        ],
    ),
    (
        "TO: to until",
        "TO: to up_to",
        ["8:8: 'up_to' is no single word of any phrase - add it to JOINED"],
    ),
    (
        "{which} {unit}",
        "{which} -|TTO {unit}",
        ["23:13: unknown list of words TTO - did you mean 'TO'?"],
    ),
    (
        "[on] {weekday}",
        "[on {weekday}",
        ["19:3: a bracket has no other that it belongs to - pair them: [...]"],
    ),
    (
        "[on] {weekday}",
        "on] {weekday}",
        ["19:3: a bracket has no other that it belongs to - pair them: [...]"],
    ),
    (
        "[on] {weekday}",
        "[on] [{weekday}]",
        ["19:3: all of this pattern may be left out - keep a word or a slot"],
    ),
    # examples
    ("> monday = 2025-09-01 (trip)", "> monday", [f"20:3: this example has no result - {EXAMPLE}"]),
    ("2025-09-01 (trip)", "vauge", [f"20:14: no phrase comes to 'vauge' - {EXAMPLE}"]),
    (
        "2025-09-01 (trip)",
        "2025-09-01 (tour)",
        [f"20:14: no phrase comes to '2025-09-01 (tour)' - {EXAMPLE}"],
    ),
    # names
    ("which: next", "whihc: next", ["23:4: unknown kind of slot 'which' - did you mean 'whihc'?"]),
]


def test_a_mistake_is_shown_where_it_is(table: Table) -> None:
    for sound, broken, found in TABLE:
        with table.row(sound, broken):
            assert sound in SOUND
            messages = (each.replace(": ", ": error: ", 1) for each in found)
            assert complain(SOUND.replace(sound, broken, 1)) == sorted(
                f"xx.txt:{each}" for each in messages
            )


def test_all_mistakes_of_both_files_are_shown_at_once_with_their_lines() -> None:
    shared = parse_language_file(SHARED.replace("TO", "TOO"), "common.txt")
    own = parse_language_file(SOUND.replace("[on] {weekday}", "[on] {wekday}"), "xx.txt")
    with pytest.raises(LanguageFileError) as error:
        compile_grammar(shared, own)
    assert [each.position.file for each in error.value.diagnostics] == [
        "common.txt",
        "xx.txt",
        "xx.txt",
        "xx.txt",
    ]
    assert (
        str(error.value)
        == """\
common.txt:6:11: error: unknown list of words TOO
    6 |   {a:day} TOO {b:day}
      |           ^
      = did you mean 'TO'?
xx.txt:19:3: error: this pattern may lack {weekday}
   19 |   [on] {wekday}
      |   ^
      = each way through it needs {weekday}
xx.txt:19:9: error: unknown kind of slot 'wekday'
   19 |   [on] {wekday}
      |         ^
      = did you mean 'weekday'?
xx.txt:19:9: error: its construction takes no slot 'wekday'
   19 |   [on] {wekday}
      |         ^
      = it takes {weekday}"""
    )


def test_a_sound_file_reads_its_examples() -> None:
    shared, own = parse_language_file(SHARED, "common.txt"), parse_language_file(SOUND, "xx.txt")
    assert [rule.name for rule in compile_grammar(shared, own).rules] == [
        "range",
        "weekday",
        "unit-relative",
        "part-of",
    ]


ADDED = """\
[words]
weekday: wednesday = 2

[rules]

weekday
  by {weekday}
"""
ADDED_MISTAKES = [
    ("[words]", "[wrods]", "1:1: unknown section '[wrods]'"),
    ("weekday: ", "wekday: ", "2:1: no pattern names words of 'wekday'"),
    ("wednesday = 2", "wednesday = 9", "2:22: the value of a weekday cannot be '9'"),
    ("{weekday}", "{wekday}", "7:7: unknown kind of slot 'wekday'"),
    ("\nweekday\n", "\nwekday\n", "6:1: unknown construction 'wekday'"),
]


def load_sound_grammar() -> Grammar:
    return compile_grammar(
        parse_language_file(SHARED, "common.txt"), parse_language_file(SOUND, "xx.txt")
    )


def test_a_grammar_takes_in_the_words_and_rules_of_one_more_file() -> None:
    base = load_sound_grammar()
    extended = extend_grammar(base, parse_language_file(ADDED, "xx.finding.txt"))
    for phrase, expected in (("by wednesday", (False, True)), ("on monday", (True, True))):
        assert (is_read(phrase, base), is_read(phrase, extended)) == expected
    assert extend_grammar(base, parse_language_file("", "xx.finding.txt")) is base


def is_read(phrase: str, grammar: Grammar) -> bool:
    try:
        tokens = tokenize(phrase, grammar.words)
    except PhraseError:
        return False
    return bool(find_complete_spans(grammar.trie, tuple(token.shape for token in tokens)))


def test_a_mistake_of_one_more_file_is_shown_in_that_file(table: Table) -> None:
    for sound, broken, found in ADDED_MISTAKES:
        with table.row(sound, broken):
            assert sound in ADDED
            added = parse_language_file(ADDED.replace(sound, broken, 1), "xx.finding.txt")
            with pytest.raises(LanguageFileError) as error:
                extend_grammar(load_sound_grammar(), added)
            message = found.replace(": ", ": error: ", 1)
            assert f"xx.finding.txt:{message}" in str(error.value)


FORMS = "the top of the file has the forms of rules"
LINE = "write it as: name: rule, or name/MX US: rule"
HOLIDAYS = [
    ("may-day 1 May", [f"1:1: this line has no rule - {LINE}"]),
    ("  1 May", [f"1:3: this line continues no other - {LINE}"]),
    (
        "May Day: 1 May",
        [f"1:1: 'May Day' is no name of a holiday with codes of countries - {LINE}"],
    ),
    (
        "may-day/us: 1 May",
        [f"1:1: 'may-day/us' is no name of a holiday with codes of countries - {LINE}"],
    ),
    (
        "may-day: 1 May\nmay-day: 2 May",
        ["2:1: 'may-day' has two rules - it has one in line 1, too"],
    ),
    ("a/MX US: 1 May\na/US: 2 May", ["2:1: 'a/US' has two rules - it has one in line 1, too"]),
    ("may-day: 1 Mai", [f"1:10: '1 Mai' is no rule, nor the name of a holiday - {FORMS}"]),
    ("leap-day: 30 February", ["1:11: February has no day 30 - correct the day or the month"]),
    ("leap-day: 29 February 2025", ["1:11: February has no day 29 - correct the day or the month"]),
    (
        "may-day: 1 May\nb: mayday + 1",
        ["2:4: 'mayday' is no rule, nor the name of a holiday - did you mean 'may-day'?"],
    ),
    (
        "a: 6th Monday of May",
        [f"1:4: '6th Monday of May' is no rule, nor the name of a holiday - {FORMS}"],
    ),
    ("a: Monday before 31 June", ["1:18: June has no day 31 - correct the day or the month"]),
    (
        "a: mayan new_year",
        [f"1:4: 'mayan new_year' is no rule, nor the name of a holiday - {FORMS}"],
    ),
    (
        "a: public Labor Day",
        [f"1:4: 'public Labor Day' is no rule, nor the name of a holiday - {FORMS}"],
    ),
    ("a: 1 May if Sundey + 1", ["1:13: 'Sundey' is no weekday - did you mean 'Sunday'?"]),
    ("a: 1 May from May", ["1:10: 'May' is no year - write it as: from 2007"]),
    ("a: 1 May for a week", ["1:14: 'a week' is no number of days - write it as: for 8 days"]),
    ("a: 1 May .. 32 May", ["1:13: May has no day 32 - correct the day or the month"]),
    ("a: 1 May; 2 Mai", [f"1:11: '2 Mai' is no rule, nor the name of a holiday - {FORMS}"]),
    ("a/US: 1 May\nb: a + 1", [f"2:4: 'a' is no rule, nor the name of a holiday - {FORMS}"]),
]


def test_a_mistake_in_a_rule_of_holidays_is_shown_where_it_is(table: Table) -> None:
    for text, found in HOLIDAYS:
        with table.row(text):
            with pytest.raises(LanguageFileError) as error:
                parse_holiday_file(text, "holidays.txt")
            messages = (each.replace(": ", ": error: ", 1) for each in found)
            assert [str(each) for each in error.value.diagnostics] == [
                f"holidays.txt:{each}" for each in messages
            ]


def test_rules_of_holidays_may_go_on_in_the_next_line() -> None:
    text = "# The dates.\nvote: 5 March 2024;\n  3 March 2028\n\nvote/MX\n  US: 1 May\n"
    assert parse_holiday_file(text, "holidays.txt") == {
        "vote": "5 March 2024; 3 March 2028",
        "vote/MX": "1 May",
        "vote/US": "1 May",
    }
    assert parse_holiday_file(HOLIDAY_FILE.read_text(encoding="utf-8"), "holidays.txt")
