"""What an editor is told: the same as a fresh check, whatever was edited before."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from tables import Table

from itinerary.checks import check_completeness
from itinerary.editor.checked_text import CheckedText, CheckEnded, DocumentChecker
from itinerary.editor.completion import complete
from itinerary.editor.findings import locate_findings
from itinerary.editor.hints import list_hints
from itinerary.editor.hovers import describe_at
from itinerary.editor.lenses import list_lenses
from itinerary.editor.navigation import RenameError, find_target, rename
from itinerary.editor.outline import outline_days
from itinerary.editor.recognition import is_document, may_become_document
from itinerary.editor.text_positions import EditorText, TextPosition

TRIP = """\
title: Talks in Bergen
id: talks
dates: 3 – 7 June 2025
place: Bergen, Norway
sources:
  gazette: {publisher: Gazette, title: Talks, published: 2025-05-20}
  diario: {publisher: Diario, title: Visita, published: 2025-05-22, language: es}
legs:
  - id: coast
    place: Bergen
    when: {says: on Tuesday and Wednesday, source: gazette}
    events:
      - {id: opening, title: Opening, when: Tuesday at 10:00}
      - title: Lunch
        when: two hours after $opening
        participants: [Ana Reis]
events:
  - title: Dinner
    when:
      - {says: el jueves a las 20:00, source: diario}
      - {says: Friday at 20:00, source: gazette}
  - {title: Flight, kind: movement, from: BGO, to: OSL, depart: Saturday 09:15, arrive: "10:10"}
background:
  - title: The bridge
    when: [{says: in the fifties, reads: 1950s}, {says: "1956"}]
"""
PIECES = (
    "$opening", "$coast.start", "Wednesday", "el martes", "  ", "\n", "\n  - title: X\n", ": ", "{",
    "}", '"', "'", "#", "- ", "when: TBD", "source: nowhere", "9", "𝄞", "\t", "next month", "kind:",
    "id: lunch", "2025-06-04T10:00", "language: pt", "timezone: Europe/Oslo", "\ufeff", "\u2028",
)  # fmt: skip


def edit(text: str, random: Random) -> str:
    """Return a text with one edit: something put in, taken away, or lines swapped."""
    at = random.randrange(len(text) + 1)
    match random.randrange(4):
        case 0:
            return text[:at] + text[at + random.randrange(1, 12) :]
        case 1 | 2:
            return text[:at] + random.choice(PIECES) + text[at:]
        case _:
            lines = text.split("\n")
            one, other = random.randrange(len(lines)), random.randrange(len(lines))
            lines[one], lines[other] = lines[other], lines[one]
            return "\n".join(lines)


def ask_everything(checked: CheckedText, random: Random) -> list[object]:
    """Return all that an editor may ask of a text; nothing of it may raise an error."""
    text = EditorText(checked.text)
    offset = random.randrange(len(text.text) + 1)
    answers: list[object] = [
        locate_findings(checked),
        list_hints(checked),
        list_lenses(checked),
        outline_days(checked),
        describe_at(checked, offset),
        find_target(checked, offset),
        complete(text, offset, checked),
    ]
    try:
        answers.append(rename(checked, offset, "another"))
    except RenameError as error:
        answers.append(str(error))
    return answers


def check_edits(path: Path, seed: int, count: int) -> None:
    random = Random(seed)  # noqa: S311
    checker, text = DocumentChecker(path, path.parent), TRIP
    for number in range(count):
        text = edit(text, random) if number % 12 else TRIP
        warm, fresh = checker.check(text), DocumentChecker(path, path.parent).check(text)
        assert warm.findings == fresh.findings, text
        assert (warm.timeline is None) == (fresh.timeline is None)
        if warm.timeline and fresh.timeline:
            assert [*warm.timeline] == [*fresh.timeline], text
            readings = [[e.datings for e in each] for each in (warm.timeline, fresh.timeline)]
            assert repr(readings[0]) == repr(readings[1]), text
            assert repr(check_completeness(warm.timeline)) == repr(
                check_completeness(fresh.timeline)
            )
        own = random.getstate()
        answers = ask_everything(warm, random)
        random.setstate(own)
        assert repr(answers) == repr(ask_everything(fresh, random)), text


def test_answers_after_edits_are_those_of_a_fresh_check(tmp_path: Path) -> None:
    check_edits(tmp_path / "trip.yaml", seed=1, count=60)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 12))
def test_answers_after_ten_thousand_edits_are_those_of_a_fresh_check(
    tmp_path: Path, seed: int
) -> None:
    check_edits(tmp_path / "trip.yaml", seed, count=1000)


def test_a_check_ends_when_it_is_told_to(tmp_path: Path) -> None:
    checker = DocumentChecker(tmp_path / "trip.yaml", tmp_path)
    with pytest.raises(CheckEnded):
        checker.check(TRIP, is_ended=lambda: True)
    assert checker.check(TRIP).findings == DocumentChecker(checker.path).check(TRIP).findings


def test_a_huge_text_is_not_checked_and_says_so(tmp_path: Path) -> None:
    checked = DocumentChecker(tmp_path / "trip.yaml").check("title: x\n" * 600_000)
    assert [each.code for each in checked.findings] == ["too-large"]


def test_columns_count_in_the_units_that_are_agreed_on(table: Table) -> None:
    text = "a: é𝄞x\nb"
    for encoding, column in (("utf-8", 9), ("utf-16", 6), ("utf-32", 5)):
        with table.row(encoding):
            own = EditorText(text, encoding)
            assert own.find_position(5) == TextPosition(0, column)
            assert own.find_offset(TextPosition(0, column)) == 5


def test_documents_are_told_from_other_files(table: Table) -> None:
    rows = {
        "title: T\nevents: []": True,
        "itinerary: 1": True,
        '{"title": "T",\n "legs": []}': True,
        'title = "T"\n[[events]]\n': True,
        "title: T\revents: []\r": True,
        "title: T\npublisher: P": False,
        "name: ci\non: push": False,
        "": False,
    }
    for text, expected in rows.items():
        with table.row(text):
            assert is_document(text) is expected


def test_what_may_become_a_document_has_no_fields_of_other_files(table: Table) -> None:
    rows = {
        "": True,
        "{": True,
        '{"ti': True,
        '{"title": "T", "da': True,
        '[[events]]\nti = "x"\n': False,
        "[[events]]\n": True,
        '{"name": "x", ': False,
        '{"editor.fontSize": 12, ': False,
        '{\n  "files.eol": "x",\n  ': False,
        "tool.name = 1\n": False,
        "[tool.ruff]\n": False,
        "on: push\n": False,
    }
    for text, expected in rows.items():
        with table.row(text):
            assert may_become_document(text) is expected


def test_fixes_make_the_finding_go(tmp_path: Path, table: Table) -> None:
    """Each document has one mistake, and the first fix of it leaves none."""
    head = "title: T\nid: t\ndates: 3 – 5 June 2025\nplace: Bergen, Norway\n"
    event = "events:\n  - {id: tea, title: Tea, when: 4 June}\n"
    rows = {
        "unknown-field": head + "plce: x\n",
        "unknown-choice": head + event.replace("title", "kind: meting, title"),
        "phrase-unread": head + event.replace("4 June", "4 Jume"),
        "unknown-id": head + event + "  - {id: x, title: X, when: the day after $tee}\n",
        "duplicate-id": head + event + "  - {id: tea, title: X, when: 5 June}\n",
        "no-such-place": head.replace("Bergen, Norway", "Bergenn, Norway"),
        "wrong-value": head + "timezone: Europe/Olso\n",
        "generated-id": head + "events:\n  - title: Tea\n    when: 4 June\n",
    }
    for code, text in rows.items():
        with table.row(code):
            checker = DocumentChecker(tmp_path / "trip.yaml", tmp_path)
            found = [each for each in locate_findings(checker.check(text)) if each.code == code]
            assert found, checker.check(text).findings
            for change in reversed(found[0].fixes[0].edits):
                text = text[: change.span.start] + change.new + text[change.span.end :]
            assert code not in [str(each.code) for each in checker.check(text).findings], text


def test_dates_of_no_entry_have_hints_where_they_come_to_more_than_is_written(
    tmp_path: Path, table: Table
) -> None:
    head = "title: T\nid: t\ndates: 3 – 5 June 2025\nplace: Lima, Peru\n"
    source = "sources:\n  a: {publisher: P, title: T, dateline: Cusco, published: $}\n"
    rows = {
        f"{head}as_of: 2 June 2025\n": "Mon 2 Jun 2025 (day)",
        f"{head}as_of: 2025-06-02\n": None,
        f"{head}{source.replace('$', 'May 2025')}": "May 2025 (month)",
        f"{head}{source.replace('$', '2025-05-20')}": None,
        f"{head}{source.replace('$', '2025-05-20T10:00')}": (
            "Tue 20 May 2025, 10:00 America/Lima (minute)"
        ),
        f"{head}days:\n  - day: Wednesday\n    events: []\n": "Wed 4 Jun 2025 (day)",
    }
    for text, expected in rows.items():
        with table.row(text):
            hints = list_hints(DocumentChecker(tmp_path / "trip.yaml").check(text))
            others = [each.label for each in hints if each.offset > len(head)]
            assert others == [expected][: expected is not None]
            if expected:
                checked = DocumentChecker(tmp_path / "trip.yaml").check(text)
                words = next(each.offset for each in hints if each.offset > len(head))
                hover = describe_at(checked, words)
                assert hover is not None
                assert expected.replace("(", r"(") in hover.markdown


def test_names_of_no_entry_lead_to_the_dates_that_they_mean(tmp_path: Path, table: Table) -> None:
    text = TRIP.replace("Tuesday at 10:00", "{says: the day after $trip.start}").replace(
        "on Tuesday and Wednesday", "two weeks after $published"
    )
    checked = DocumentChecker(tmp_path / "trip.yaml").check(text)
    for name, target in {"$trip": "3 – 7 June 2025", "$published": "2025-05-20"}.items():
        with table.row(name):
            found = find_target(checked, text.index(name) + 2)
            assert found is not None
            assert text[found.span.start : found.span.end] == target
            with pytest.raises(RenameError, match="no id"):
                rename(checked, text.index(name) + 2, "other")


def test_no_words_of_a_document_are_markup_in_a_hover(tmp_path: Path) -> None:
    text = 'title: T\nevents:\n  - {title: X, when: "``````````` <b>"}\n'
    hover = describe_at(DocumentChecker(tmp_path / "trip.yaml").check(text), text.index("<b>"))
    assert hover is not None
    fence = hover.markdown.partition("text")[0]
    assert hover.markdown.count(fence) == 2
    assert "<b>" in hover.markdown.split(fence)[1]
