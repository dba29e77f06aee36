"""What may be written at a caret, in lines that are not done: most are no valid YAML as yet."""

from __future__ import annotations

from pathlib import Path

from tables import Table

from itinerary.editor.checked_text import DocumentChecker
from itinerary.editor.completion import complete
from itinerary.editor.text_positions import EditorText
from itinerary.loading.formats import FORMATS_BY_SUFFIX

HEAD = """\
title: Talks in Tromsø
dates: 3 – 5 June 2025
place: Tromsø, Norway
travellers: [Ana Reis, {name: Bo Lund, role: aide}]
sources:
  gazette: {publisher: Gazette, title: Talks, published: 2025-05-20}
"""
EVENTS = """\
events:
  - id: opening
    title: Opening 🎉
    when: on Tuesday at 10:00
"""
TAIL = """\
  - title: Dinner
    when: Thursday at 20:00
"""
ROWS = {
    # what is typed, ⏎ for a new line: what is offered first
    "  - ": ["title", "when"],
    "  - title: X⏎    ": ["when"],
    "  - {title: X, kind: movement, ": ["from", "to", "depart", "arrive"],
    "  - title: X⏎    kind: stay⏎    ": ["when", "check_in", "check_out"],
    "  - title: X⏎    when: ": ["3 June 2025", "4 June 2025", "5 June 2025", "TBD", "$trip"],
    "  - title: X⏎    when: We": ["4 June 2025", "week"],
    "  - title: X⏎    when: on We": ["week", "weeks", "Wednesday"],
    '  - title: X⏎    when: "on We': ["week", "weeks", "Wednesday"],
    "  - title: 🎉⏎    when: {says: the day after $op": ["$opening"],
    "  - title: X⏎    when: the day after $opening.": ["$opening.start", "$opening.end"],
    "  - title: X⏎    when: the day after $nobody.": [],
    "  - title: X⏎    when: [{says: 4 June, source: ": ["gazette"],
    "  - title: X⏎    timezone: ": ["Europe/Oslo", "Africa/Abidjan"],
    "  - title: X⏎    participants: [{name: ": ["Ana Reis", "Bo Lund"],
    "  - title: X⏎    notes: >⏎      wh": [],
    "  - title: X⏎    x-own: ": [],
    "  - {title: X,⏎     ": ["when"],
    "  - {title: X,⏎     when: {says: 4 June,⏎            source: ": ["gazette"],
    "  - title: Talks (see [1]⏎    notes: or {2⏎    wh": ["when"],
    "  - title: X⏎    participants:⏎      - name: Ana⏎        ": ["role"],
    "  - title: X⏎    when: 4": [],
    "  - title: X⏎    when: 2025-06-0": [],
    "  - title: X⏎    when: Wednesday 10:": [],
    "  - title: X  # wh": [],
}


def list_labels(typed: str, language: str = "") -> list[str]:
    """Return what is offered behind a text that is typed between two events."""
    typed = typed.replace("⏎", "\n")
    before = f"{HEAD}{language}{EVENTS}"
    checked = DocumentChecker(Path("trip.yaml")).check(before + TAIL)
    text = EditorText(f"{before}{typed}\n{TAIL}")
    return [each.label for each in complete(text, len(before + typed), checked)]


def test_half_typed_lines_are_completed(table: Table) -> None:
    for typed, expected in ROWS.items():
        with table.row(typed):
            assert list_labels(typed)[: len(expected) or 1] == expected


def test_fields_of_other_kinds_are_not_offered(table: Table) -> None:
    for kind, refused in {"meeting": "depart", "movement": "when", "stay": "arrive"}.items():
        with table.row(kind):
            assert refused not in list_labels(f"  - title: X⏎    kind: {kind}⏎    ")
    assert {"when", "depart", "check_in"} <= {*list_labels("  - title: X⏎    ")}


def test_fields_that_stand_below_are_not_offered_again() -> None:
    text = HEAD + EVENTS
    at = text.index("    title: Opening")
    own = EditorText(f"{text[:at]}    \n{text[at:]}")
    labels = [each.label for each in complete(own, at + 4, None)]
    assert "kind" in labels
    assert not {"id", "title", "when"} & {*labels}


def test_dates_that_count_from_no_other_name_no_entry() -> None:
    text = HEAD + "as_of: "
    checked = DocumentChecker(Path("trip.yaml")).check(HEAD)
    labels = {each.label for each in complete(EditorText(text), len(text), checked)}
    assert "March" in labels
    assert not {"$trip", "TBD", "4 June 2025"} & labels


def test_days_are_offered_in_the_language_of_the_document(table: Table) -> None:
    for language, day, typed in (
        ("es", "3 de junio de 2025", "mar"),
        ("pt", "5 de junho de 2025", "qui"),
    ):
        with table.row(language):
            own = f"language: {language}\n"
            head = HEAD.replace("3 – 5 June 2025", "2025-06-03/2025-06-05")
            checked = DocumentChecker(Path("trip.yaml")).check(head + own)
            text = f"{head}{own}events:\n  - title: X\n    when: {typed}"
            labels = [each.label for each in complete(EditorText(text), len(text), checked)]
            assert labels[0] == day


def complete_at(marked: str, name: str) -> list[tuple[str, str]]:
    """Return what is suggested at the "¦" of a text, and what becomes of it by each."""
    at = marked.index("¦")
    text = EditorText(marked.replace("¦", ""))
    format = FORMATS_BY_SUFFIX[Path(name).suffix]
    checked = DocumentChecker(Path("trip.yaml")).check(HEAD)
    return [
        (each.label, text.text[: each.span.start] + each.new + text.text[each.span.end :])
        for each in complete(text, at, checked, format)
    ]


WRITTEN = {
    # where the caret is: the first that comes of it
    "itinerary: ¦": "itinerary: 1",
    "tit¦le: Talks": "title: Talks",
    "tit¦: Talks": "title: Talks",
    "{tit¦le: Talks}": "{title: Talks}",
    '"tit¦": Talks': '"title": Talks',
    "title: X\nevents:\n  - {kind: me¦eting, title: Y}": (
        "title: X\nevents:\n  - {kind: meeting, title: Y}"
    ),
    "legs:\n  - complete: t¦": "legs:\n  - complete: true",
    "title: X\nevents:\n  ¦": "title: X\nevents:\n  - title: ",
    "title: X\nevents:\n  ti¦": "title: X\nevents:\n  - title: ",
    "title: X\nevents:\n  - ¦": "title: X\nevents:\n  - title: ",
    "title: X\nevents:\n  - title: Y\n  ¦": "title: X\nevents:\n  - title: Y\n  - title: ",
    "title: X\nevents:\n- title: Y\n  wh¦": "title: X\nevents:\n- title: Y\n  when: ",
    "legs:\n  - place: X\n    days:\n      ¦": "legs:\n  - place: X\n    days:\n      - day: ",
    "travellers:\n  ¦": "travellers:\n  - name: ",
    "title: X\nplace:\n  ¦": "title: X\nplace:\n  name: ",
    "events:\n  - title: Y\n    when:\n      ¦": ("events:\n  - title: Y\n    when:\n      says: "),
}
WRITTEN_IN_JSON = {
    "{¦": '{"title": ',
    '{"ti¦"}': '{"title": }',
    '{"ti¦tle": "X"}': '{"title": "X"}',
    '{"title": "X",\n "events": [{"title": "Y", "kind": ¦': (
        '{"title": "X",\n "events": [{"title": "Y", "kind": "meeting"'
    ),
    '{"events":[{"kind":"mo¦"}]}': '{"events":[{"kind":"movement"}]}',
    '{"title": "X", "dates": "3 June 2025", "events": [\n  {"when": "¦"': (
        '{"title": "X", "dates": "3 June 2025", "events": [\n  {"when": "3 June 2025"'
    ),
    '{"place": "Tro¦"}': '{"place": "Tromsø, Norway"}',
    '{"legs": [{"complete": t¦': '{"legs": [{"complete": true',
    '{"itinerary": ¦}': '{"itinerary": 1}',
    '{"events": [{"when": "4 June", "source": ¦}]}': (
        '{"events": [{"when": "4 June", "source": "gazette"}]}'
    ),
}
WRITTEN_IN_TOML = {
    "ti¦": "title = ",
    "ti¦tle = 'X'": "title = 'X'",
    'title = "X"\nlanguage = ¦': 'title = "X"\nlanguage = "en"',
    '[[events]]\ntitle = "X"\nki¦': '[[events]]\ntitle = "X"\nkind = ',
    "[[events]]\nkind = 'mo¦'": "[[events]]\nkind = 'movement'",
    "[sources.post]\npub¦": "[sources.post]\npublisher = ",
    '[[events]]\nwhen = {says = "4 June", sou¦}': (
        '[[events]]\nwhen = {says = "4 June", source = }'
    ),
    "[[legs]]\ncomplete = ¦": "[[legs]]\ncomplete = true",
}


def test_suggestions_take_the_place_of_the_word_at_the_caret(table: Table) -> None:
    for name, rows in (
        ("trip.yaml", WRITTEN),
        ("trip.json", WRITTEN_IN_JSON),
        ("trip.toml", WRITTEN_IN_TOML),
    ):
        for marked, expected in rows.items():
            with table.row(name, marked):
                written = [each for _, each in complete_at(marked, name)]
                assert expected in written[:2]


def test_fields_that_stand_in_the_same_braces_are_not_offered_again(table: Table) -> None:
    rows = {
        "trip.json": ('{"events": [{"id": "a"}, {\n  ¦\n  "when": "x", "place": {"url": 1}}]}'),
        "trip.toml": "[[events]]\nid = 'a'\n[[events]]\n¦\nwhen = 'x'\nplace = {url = 1}\n",
        "trip.yaml": "events:\n  - {id: a}\n  - {¦, when: x, place: {url: 1}}\n",
    }
    for name, marked in rows.items():
        with table.row(name):
            labels = {each for each, _ in complete_at(marked, name)}
            assert {"title", "id", "url"} <= labels
            assert not {"when", "place"} & labels
