"""Loading: documents as people write them, the mistakes they make, and hostile input."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from itinerary.diagnostics import DocumentError, Position, format_diagnostics
from itinerary.document import Document
from itinerary.loading import (
    LoadResult,
    load,
    loads,
    read_file,
    read_text,
    slugify_text,
    source_file,
    tree,
    yaml_parser,
)
from itinerary.loading.validation import MAX_REPORTED

ERRORS = Path(__file__).parent / "errors"
PARSERS = [yaml.CSafeLoader, yaml.SafeLoader]

LISBON = """\
title: Weekend in Lisbon
dates: 28–30 March 2025
place: Lisbon
events:
  - {kind: movement, title: TP1351, from: London, to: Lisbon, depart: Fri 18:05, arrive: Fri 20:50}
  - {title: Dinner, when: Sat 20:00}
"""


def codes(loaded: LoadResult) -> list[str]:
    return [each.code for each in loaded.diagnostics]


def event(fields: str) -> str:
    return f"title: x\nevents:\n  - {{title: x, when: TBD, {fields}}}\n"


# Messages


def test_ten_mistakes_are_ten_messages() -> None:
    found = read_file(ERRORS / "ten-mistakes.yaml").diagnostics
    places = [(each.position.line, each.position.column, each.code) for each in found]
    assert places == [
        (1, 1, "unknown-field"),
        (2, 8, "wrong-value"),
        (3, 32, "unknown-field"),
        (4, 6, "wrong-form"),
        (6, 79, "wrong-form"),
        (8, 52, "wrong-type"),
        (11, 15, "unknown-choice"),
        (13, 17, "wrong-type"),
        (14, 9, "incomplete"),
        (15, 5, "incomplete"),
    ]


def test_load_raises_them_all() -> None:
    with pytest.raises(DocumentError) as raised:
        load(ERRORS / "ten-mistakes.yaml")
    assert len(raised.value.diagnostics) == 10


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("notes: x", "needs 'title' - write title: …"),
        ("title: ~", "needs 'title' - write title: …"),
        (
            "title: T\nevents: [{title: Bus, kind: other, from: Lima, to: Ica, depart: Mon 9:00}]",
            "events[0]: kind: other has no 'from' - write kind: movement, or leave out from",
        ),
        (
            "title: T\nevents: [{title: Inn, when: Monday, check_in: Tue 9:00}]",
            "events[0]: kind: meeting has no 'check_in' - write kind: stay, or leave out check_in",
        ),
        (
            "BEGIN:VCALENDAR\nSUMMARY: x: y",
            "this is a calendar, no document - make a document of it with itinerary import",
        ),
        (
            "title: T\ndays:\n  Monday: [Talks]",
            "days: expected a list, got fields"
            " - write a list, each item of which begins with a hyphen: - day: …",
        ),
        (
            "title: T\nlegs: {lima: {place: Lima}}",
            "legs: expected a list, got fields"
            " - write a list, each item of which begins with a hyphen: - place: …",
        ),
        (
            "title: T\nevents: [10:30-11:00 Walk by the lake]",
            "events[0]: expected fields, got text"
            ' - write {title: "Walk by the lake", when: "10:30-11:00"}',
        ),
        (
            "title: T\ntravellers: Ana Reis",
            "travellers: expected a list, got text - write [Ana Reis]",
        ),
        (
            "title: T\ntravellers: Ana Reis and Bo Lund",
            "travellers: expected a list, got text"
            " - write [Ana Reis and Bo Lund], with a comma between two of them",
        ),
        ("title: T\nplace: {city: Lima}", "place: unknown field 'city' - did you mean 'name'?"),
        ("title: ''", "title: is empty - write something, or leave the field out"),
        ("title: [x]", "title: expected text, got a list - put the text in quotes"),
        (
            "title: {x: y}",
            "title.x: 'x' is not a language's code - write two small letters, as in {en: …, es: …}",
        ),
        ("title: {en: y, es: ~}", "title.es: expected text, got nothing"),
        ("title: {}", "title: is empty - write something, or leave the field out"),
        ("just a text", 'expected fields, got text - write {title: "just a text"}'),
        ("[]", "expected fields, got a list"),
        ("{title: x, itinerary: 2}", "itinerary: must be 1, not '2'"),
        ("{title: x, legs: Quito}", 'legs: expected a list, got text - write [{place: "Quito"}]'),
        (
            "{title: x, events: [Dinner]}",
            'events[0]: expected fields, got text - write {title: "Dinner"}',
        ),
        ("{title: x, events: [~]}", "events[0]: expected fields, got nothing"),
        (
            "{title: x, dates: [Tuesday]}",
            'dates[0]: expected fields, got text - write {says: "Tuesday"}',
        ),
        ("{title: x, dates: {source: ~}}", "dates: needs 'says' - write says: …"),
        (
            "{title: x, dates: {says: y, rank: hihg}}",
            "dates.rank: 'hihg' is not one of: preferred, normal, deprecated",
        ),
        ("{title: x, place: {name: y, latitude: -91}}", "place.latitude: must be at least -90"),
        (
            "{title: x, place: {name: y, latitude: nan}}",
            "place.latitude: expected a number, got 'nan'",
        ),
        (
            "{title: x, place: {name: y, country: Mexico}}",
            "place.country: 'Mexico' is not a country's code - write two capital letters, as MX",
        ),
        (
            "{title: x, place: {name: y, timezone: Mars/Base}}",
            "place.timezone: 'Mars/Base' is no time zone of the tz database",
        ),
        (
            '{title: "x\\e"}',
            "title: contains the control character U+001B - write the text without it",
        ),
        (
            "{title: x, sources: {a: a.yaml}}",
            "sources.a: there is no folder to look for the source sheet in - ",
        ),
        ("{title: x, x-y: 1, x_y: 1}", "unknown field 'x_y'"),
        ("{title: x, sources: {a b: {publisher: y, title: z}}}", "sources.a b: 'a b' is not an id"),
        (event("color: red"), "events[0]: unknown field 'color'"),
        (
            event("alarm: 30"),
            "events[0].alarm: '30' is not a time before the event - write it as 30m, 2h or 1d",
        ),
        (
            event("participants: Noboa"),
            "events[0].participants: expected a list, got text - write [Noboa]",
        ),
        (
            event("topics: -trade"),
            "events[0].topics: expected a list, got text - put a space after each colon and each"
            " hyphen",
        ),
        (
            event("press: open"),
            "events[0].press: 'open' is not one of the words allowed here - known: open press, ",
        ),
    ],
)
def test_a_mistake_in_words(text: str, message: str) -> None:
    (found,) = read_text(text).diagnostics
    assert str(found).partition("error: ")[2].startswith(message)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (event("kind: movment, from: a"), ["unknown-choice"]),
        ("{title: x, events: [{titel: y, when: TBD}]}", ["unknown-field"]),
        ("{title: x, events: [{title: y, wehn: TBD}]}", ["unknown-field"]),
        ("{title: x, events: [{title: y, when: [5, 6]}]}", ["wrong-type", "wrong-type"]),
        ("{title: x, events: [{title: y, when: {}}]}", ["missing-field"]),
        ("{title: x, events: [{title: y, color: red}]}", ["incomplete", "unknown-field"]),
        ("{title: x, disputes: [{about: y, accounts: [1]}]}", ["wrong-type"]),
        ("{title: x, legs: [{place: {nmae: y}}]}", ["unknown-field"]),
        ("{title: *x}", ["alias"]),
        ("{title: x, title: y, legs: 5}", ["duplicate-key", "wrong-type"]),
        ("{title: x, events: [{title: a, when: Tue, Sept 2, 10:00}]}", ["unquoted-comma"]),
    ],
)
def test_what_only_follows_from_a_mistake_is_not_told(text: str, told: list[str]) -> None:
    assert codes(read_text(text)) == told


@pytest.mark.parametrize(
    "text",
    ["title: x\n" + "".join(f"k{n}: 1\n" for n in range(1000)), "a: [" + "*x ," * 5000 + "]"],
)
def test_a_run_tells_a_screenful_and_gives_all_as_data(text: str) -> None:
    found = read_text(text).diagnostics
    assert len(found) >= 1000
    lines = format_diagnostics(found).splitlines()
    assert lines[-1] == f"… and {len(found) - 50:,} more - correct those above first"
    assert len(lines) <= 50 * 9


@pytest.mark.slow
def test_beyond_what_anyone_reads_mistakes_are_counted() -> None:
    text = "title: x\n" + "".join(f"k{n}: 1\n" for n in range(MAX_REPORTED + 9))
    found = read_text(text).diagnostics
    assert (len(found), found[-1].message) == (MAX_REPORTED + 1, "and 9 more")


# What is read


@pytest.mark.parametrize(
    "text",
    [
        "12:15",
        "1:30:00",
        "no",
        "NO",
        "on",
        "true",
        "007",
        "1_000",
        "0x1F",
        "1e3",
        "2025-9-2",
        "2025-09-02",
        "=",
        "5" * 5000,
    ],
)
@pytest.mark.parametrize("parser", PARSERS)
def test_text_stays_as_written(text: str, parser: type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_parser, "_Parser", parser)
    assert loads(f"title: {text}").title == text
    assert loads(f"{{title: x, categories: [{text}]}}").categories == (text,)


def test_numbers_where_numbers_belong() -> None:
    document = loads("{itinerary: 1, title: x, place: {name: y, latitude: 19.43, longitude: -99}}")
    assert document.place is not None
    assert (document.itinerary, document.place.latitude, document.place.longitude) == (
        1,
        19.43,
        -99.0,
    )


@pytest.mark.parametrize("nothing", ["", "~", "null", "Null", "NULL"])
def test_nothing_is_absent(nothing: str) -> None:
    assert loads(f"title: x\nid: x\nlegs: {nothing}\nplace: {nothing}\n") == loads(
        "{title: x, id: x}"
    )


def test_quoted_nothing_is_text() -> None:
    assert loads("title: 'null'").title == "null"


SAME = {
    "yaml": """\
title: 😀 x
id: y
notes: ~
events:
- title: '5'
  when: {says: Tue, source: a}
  number: 007
sources: {a: {publisher: p, title: t}}
""",
    "json": r"""
{"title": "\ud83d\ude00 x", "id": "y", "notes": null, "sources":	{"a"
: {"publisher" :"p","title":"t"}},
"events": [{"title": 5, "when": {"says": "Tue", "source": "a"}, "number": "007"}]}
""",
    "toml": """
title = '😀 x'
id = 'y'
[[events]]
title = '5'
when.says = 'Tue'
when.source = 'a'
number = '007'
[sources.a]
publisher = 'p'
title = 't'
""",
}


@pytest.mark.parametrize("format", ["json", "toml"])
def test_formats_say_the_same(format: str) -> None:
    assert loads(SAME[format], format) == loads(SAME["yaml"])  # type: ignore[arg-type]  # a format


def test_toml_dates_are_words() -> None:
    document = loads(
        "title = 'x'\nas_of = 2025-08-29\n[[events]]\ntitle = 'y'\nwhen = 2025-09-02T10:00:00",
        "toml",
    )
    assert (document.as_of, document.events[0].when) == (
        "2025-08-29",
        loads(event("id: x").replace("TBD", "2025-09-02T10:00:00")).events[0].when,
    )


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text,
        lambda text: "\ufeff" + text,
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "\r"),
    ],
)
def test_line_ends_and_byte_order_marks_do_not_matter(change: object, tmp_path: Path) -> None:
    path = tmp_path / "lisbon.yaml"
    path.write_bytes(change(LISBON).encode())  # type: ignore[operator]  # a function
    assert load(path) == loads(LISBON)
    assert read_file(path).find_position(["events", 1, "when"]) == Position(str(path), 6, 27)


def test_an_unknown_format_is_named() -> None:
    with pytest.raises(Exception, match="unknown format 'xml' - known: json, toml, yaml"):
        loads("", "xml")  # type: ignore[arg-type]  # on purpose


# Positions


def test_a_path_has_a_position() -> None:
    loaded = read_text(LISBON, name="trip.yaml")
    table = {
        (): (1, 1),
        ("title",): (1, 8),
        ("dates", 0, "says"): (2, 8),
        ("place", "name"): (3, 8),
        ("events",): (5, 3),
        ("events", 0): (5, 5),
        ("events", 0, "depart", 0, "says"): (5, 71),
        ("events", 1, "when", 0): (6, 27),
        ("events", 7): (5, 3),
        ("nowhere", 0): (1, 1),
    }
    assert {path: tuple(loaded.find_position(path))[1:] for path in table} == table
    dinner = loaded.create_diagnostic(["events", 1], "note", "")
    assert dinner.excerpt == "  - {title: Dinner, when: Sat 20:00}"
    assert (
        str(loaded.create_diagnostic(["place"], "warning", "is far", "stay"))
        == "trip.yaml:3:8: warning: is far - stay"
    )


TABLES = """\
# [legs]
title = \"\"\"
[[legs]]
place = 5 \"\"\"\"
'categories' = [ # one ]
  'a',
  '''
id = 5''',
]
place.name = 'x'
[[ legs ]]
place = { name = 'y', latitude = 1 }
  [[legs.events]]
  title = 'a'
  when.says = 'TBD'
  [[legs.events]]
  title = 'b'
  when = 2025-01-02 # c
[[legs]]
title = 'z'
[sources."gli"]
publisher = "p"
title = "t"
"""


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_positions_in_toml(line_end: str) -> None:
    loaded = read_text(TABLES.replace("\n", line_end), "toml")
    table = {
        ("title",): (2, 9),
        ("categories", 1): (5, 16),
        ("place", "name"): (10, 14),
        ("legs",): (11, 1),
        ("legs", 0, "place", "latitude"): (12, 9),
        ("legs", 0, "events", 0, "when", 0, "says"): (15, 15),
        ("legs", 0, "events", 1): (16, 3),
        ("legs", 0, "events", 1, "when"): (18, 10),
        ("legs", 1, "title"): (20, 9),
        ("sources", "gli", "title"): (23, 9),
        ("sources", "gli", "url"): (21, 1),
    }
    assert {path: tuple(loaded.find_position(path))[1:] for path in table} == table
    assert loaded.diagnostics == ()


def test_positions_hold_when_nodes_are_dropped() -> None:
    loaded = read_text(
        "title: x\nevents:\n- 1\n- {title: a, when: TBD}\n- {titel: b, when: TBD}\n- {title: c,"
        " when: TBD, color: x, id: d}\n"
    )
    assert loaded.document is not None
    assert [each.title for each in loaded.document.events] == ["a", "c"]
    assert [loaded.find_position(["events", at, "title"]).line for at in range(2)] == [4, 6]
    assert [
        loaded.find_position(["events", 1, "id"]).column,
        loaded.format_path(["events", 1, "id"]),
    ] == [39, "events[3].id"]


def test_what_is_left_of_a_document_without_a_title() -> None:
    document = read_text("{titel: x, place: Lisbon, color: x}").document
    assert document is not None
    assert document.place is not None
    assert document.place.name == "Lisbon"


def test_a_claim_keeps_the_name_of_a_source_that_was_lost() -> None:
    document = read_text(
        "{title: x, dates: {says: y, source: a}, sources: {a: {publisher: z, titel: t}}}"
    ).document
    assert document is not None
    assert document.dates is not None
    assert (document.dates[0].source, document.sources) == ("a", {})


words = st.text(
    st.characters(
        min_codepoint=32,
        max_codepoint=0x2027,
        exclude_characters="\x7f",
        exclude_categories=["Cc", "Cs"],
    ),
    max_size=8,
)
trees = st.recursive(
    words,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=4),
    max_leaves=20,
)


def _leaves(node: Any, path: tuple[object, ...] = ()) -> list[tuple[tuple[object, ...], str]]:
    if isinstance(node, str):
        return [(path, node)]
    inner = enumerate(node) if isinstance(node, list) else node.items()
    return [leaf for step, value in inner for leaf in _leaves(value, (*path, step))]


@given(
    st.dictionaries(words, trees, min_size=1, max_size=4),
    st.sampled_from([None, 1]),
    st.sampled_from(["yaml", "json"]),
)
def test_each_leaf_is_where_its_position_says(
    node: dict[str, object], indent: int | None, format: str
) -> None:
    text = json.dumps({"x-tree": node}, indent=indent, ensure_ascii=False)
    lines = text.split("\n")
    loaded = read_text(text, format)  # type: ignore[arg-type]  # a format
    for path, leaf in _leaves(node, ("x-tree",)):
        _, line, column = loaded.find_position(path)
        assert lines[line - 1].startswith(json.dumps(leaf, ensure_ascii=False), column - 1)


# Ids


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dinner", "dinner"),
        ("  Déjeuner – 12:30!", "dejeuner-12-30"),
        ("Łódź, Große Straße", "lodz-grosse-strasse"),
        ("İstanbul", "istanbul"),
        ("../../etc/passwd", "etc-passwd"),
        ("x" * 60, "x" * 60),
        ("x" * 99, "x" * 51 + "-dfcef126"),  # nor may a long title be another's
        ("São Paulo", "sao-paulo"),
        ("Hawaiʻi, №½", "hawaii-no12"),
        ("東京 2026", "2026-bf4ede39"),
        ("大阪 2026", "2026-78eef448"),
        ("Поездка в Киев 2026", "2026-b7c0e20c"),
        ("C++", "c-5751eea2"),
        ("C#", "c-38ea7f4b"),
        ("Talks #2 + tea", "talks-2-tea"),
        ("Trip 🇫🇷", "trip-e250f239"),
        ("北京", "x-cc6b7e91"),
        ("", "x-00000000"),
        ("\ud800", "x-6464c2b0"),
    ],
)
def test_slugs(text: str, expected: str) -> None:
    assert slugify_text(text) == expected


def test_ids_made_from_other_scripts_do_not_depend_on_the_order() -> None:
    events = [{"title": title, "when": "2026-09-03"} for title in ("東京 A", "大阪 A", "京都 A")]
    there, back = (Document(title="T", events=each) for each in (events, events[::-1]))
    assert [event.id for event in there.events] == [event.id for event in back.events][::-1]
    assert len({event.id for event in there.events}) == len(events)


def test_ids_fall_back_on_titles_and_places() -> None:
    document = loads(
        "title: A Trip\n"
        "legs: [{place: Quito, events: [{title: Dinner, when: TBD}]}]\n"
        "events: [{title: Dinner, when: TBD}, {title: x, id: dinner-2, when: TBD}, {title: Trip,"
        " when: TBD}]\n"
        "background: [{title: dinner!, when: TBD}]\n"
    )
    leg = document.legs[0]
    assert (document.id, leg.id, leg.events[0].id) == ("a-trip", "quito", "dinner")
    assert [each.id for each in document.events] == ["dinner-3", "dinner-2", "trip-2"]
    assert document.background[0].id == "dinner-4"


@pytest.mark.parametrize(
    ("title", "former"),
    [("A trip", "; those made by 0.1.0 know it by id: rubio-2025, the name of the file"),
     ("rubio 2025!", "")],
)  # fmt: skip
def test_a_documents_id_is_its_title_also_in_a_file(
    title: str, former: str, tmp_path: Path
) -> None:
    path = tmp_path / "Rubio 2025.yaml"
    path.write_text(f"title: {title}", encoding="utf-8")
    document = load(path)
    assert document.id == loads(f"title: {title}").id == Document(title=title).id
    assert [str(note).partition("note: ")[2] for note in read_file(path).notes] == [
        f"the id '{document.id}' comes from its title - write id: {document.id} so that"
        f" calendars know it again when that changes{former}"
    ]
    path.write_text(f"{{title: {title}, id: a}}", encoding="utf-8")
    assert (load(path).id, read_file(path).notes, read_file(path).former_id) == ("a", (), "")


def test_notes_say_which_ids_nobody_wrote() -> None:
    loaded = read_text(
        "{title: x, id: x, events: [{title: Dinner, when: TBD}, {title: y, id: y, when: TBD}]}"
    )
    assert loaded.require_document().events[0].id == "dinner"
    assert [(note.position.column, note.code, note.message) for note in loaded.notes] == [
        (36, "generated-id", "the id 'dinner' comes from its title")
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "{title: x, events: [{title: y, when: TBD, id: trip}, {title: z, when: TBD, id:"
            " published}]}",
            ["reserved-id"] * 2,
        ),
        (
            "{title: x, legs: [{title: y, id: a}], background: [{title: z, when: TBD, id: a}]}",
            ["duplicate-id"],
        ),
        ("{title: x, id: a, legs: [{title: y, id: a}]}", []),
        ("{title: x, dates: {says: y, source: a}}", ["unknown-source"]),
        (
            "{title: x, dates: {says: y, source: a}, x-z: {source: b}, sources: {a: {publisher:"
            " p, title: t}}}",
            [],
        ),
        (
            "{title: x, disputes: [{about: y, accounts: [{says: z, source: a}]}]}",
            ["unknown-source"],
        ),
    ],
)
def test_names_that_two_share_or_nobody_bears(text: str, told: list[str]) -> None:
    assert codes(read_text(text)) == told


# Source sheets


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "gli.yaml").write_text(
        "publisher: GLI\ntitle: Next week\npublished: 2025-08-29\n", encoding="utf-8"
    )
    return tmp_path


def test_a_source_may_be_a_file(folder: Path) -> None:
    trip = folder / "trip.yaml"
    trip.write_text(
        f"title: x\nsources:\n  a: seeds/gli.yaml\n  b: {folder / 'seeds' / 'gli.yaml'}\nlegs:\n-"
        " title: y\n",
        encoding="utf-8",
    )
    loaded = read_file(trip)
    assert [source.published for source in loaded.require_document().sources.values()] == [
        "2025-08-29"
    ] * 2
    assert loaded.find_position(["sources", "a", "published"]) == Position(
        str(folder / "seeds/gli.yaml"), 3, 12
    )
    assert loaded.find_position(["legs", 0, "title"]) == Position(str(trip), 6, 10)


def test_a_text_is_told_where_its_source_files_are(folder: Path) -> None:
    text = "{title: x, sources: {a: seeds/gli.yaml}}"
    assert loads(text, folder=folder) == loads(text, "yaml", str(folder))
    assert loads(text, folder=folder).sources["a"].publisher == "GLI"
    with pytest.raises(DocumentError, match="there is no folder to look for the source sheet in"):
        loads(text)
    with pytest.raises(DocumentError, match=r"\[no-sheet\]"):
        loads(text, folder=folder / "seeds")


@pytest.mark.parametrize(
    "value",
    [
        "gone.yaml",
        ".",
        "seeds",
        "/dev/zero",
        "http://x.org/a.yaml",
        "file:gli.yaml",
        "//host/a.yaml",
        "seeds/gli.txt",
        '"a\\0.yaml"',
        "pipe.yaml",
    ],
)
def test_a_source_is_no_other_file(value: str, folder: Path) -> None:
    os.mkfifo(folder / "pipe.yaml")
    trip = folder / "trip.yaml"
    trip.write_text(f"title: x\nsources: {{a: {value}}}\n", encoding="utf-8")
    (found,) = read_file(trip).diagnostics
    assert (found.code, found.position) == ("no-sheet", Position(str(trip), 2, 14))


def test_document_and_sheets_together_have_a_limit(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trip = folder / "trip.yaml"
    trip.write_text("title: x\nsources: {a: seeds/gli.yaml, b: seeds/gli.yaml}\n", encoding="utf-8")
    monkeypatch.setattr("itinerary.loading.source_sheets.MAX_BYTES", 140)
    assert codes(read_file(trip)) == ["too-large"]


@pytest.mark.parametrize("name", ["gone.yaml", "", "a\0b.yaml"])
def test_a_file_that_is_not_there(name: str, folder: Path) -> None:
    with pytest.raises(DocumentError, match="the file cannot be read: "):
        load(f"{folder}/{name}")


# Hostile input

DEEP = 100_000
EVENTS = "title: x\nevents:\n"
HOSTILE = {
    "brackets": ("[" * DEEP, "yaml", "too-deep"),
    "braces": ("{a: " * DEEP, "yaml", "too-deep"),
    "hyphens": ("- " * DEEP, "yaml", "too-deep"),
    "question marks": ("? " * DEEP, "yaml", "bad-key"),
    "JSON brackets": ("[" * DEEP, "json", "too-deep"),
    "JSON braces": ('{"a":' * DEEP, "json", "too-deep"),
    "closed JSON brackets": ("[" * 900 + "]" * 900, "json", "too-deep"),
    "TOML brackets": ("a=" + "[" * DEEP, "toml", "too-deep"),
    "closed TOML brackets": ("a=" + "[" * 70 + "]" * 70, "toml", "too-deep"),
    "TOML braces": ("a=" + "{a=" * DEEP, "toml", "too-deep"),
    "TOML dots": (".".join("a" * DEEP) + "=1", "toml", "too-deep"),
    "TOML header": ("[" + ".".join("a" * DEEP) + "]", "toml", "too-deep"),
    "digits": ("{title: x, itinerary: " + "1" * 5000 + "}", "yaml", "unknown-choice"),
    "JSON digits": ('{"title": "x", "place": {"name": "y", "latitude": ' + "1" * 5000 + "}}",
        "json", "wrong-type"),
    "TOML digits": ("title = 'x'\nitinerary = " + "1" * 5000, "toml", "too-large"),
    "half a character": ("title: \ud800", "yaml", "encoding"),
    "half a key": (r'{"title": "x", "\udfff": 1}', "json", "encoding"),
    "not a number": ('{"title": NaN}', "json", "syntax"),
    "separator": ("title: a\u2028b", "yaml", "control"),
    "escape": ("title: a\x1b[31mb", "json", "control"),
    "aliases": ("a: &a [x, x]\n" + "".join(f"b{n}: &b{n} [{'*a, ' * 9}]\n" for n in range(99)),
        "yaml", "alias"),
    "merge keys": ("a: &a {b: c}\nd:\n" + "  <<: *a\n" * 9, "yaml", "merge-key"),
    "same keys": ("title: x\n" * 50_000, "yaml", "duplicate-key"),
    "null key": ("~: x", "yaml", "bad-key"),
    "no text": ("", "json", "empty"),
    "no table": ("", "toml", "empty"),
    "long title": ("title: " + "x" * 1_000_000, "yaml", "too-long"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_input_is_refused_at_once(name: str) -> None:
    text, format, code = HOSTILE[name]
    start = time.process_time()
    found = read_text(text, format).diagnostics  # type: ignore[arg-type]  # a format
    assert code in {each.code for each in found}
    assert len(format_diagnostics(found)) < 30_000
    assert time.process_time() - start < 5  # none took 0.3 where this was written


@pytest.mark.slow
@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("[" * 1500, "too-deep", 1, 65),
        ("[\n" * 1500, "too-deep", 65, 1),
        ("{a: " * 1500, "too-deep", 1, 4 * 64 + 1),
        ("- " * 1500, "too-deep", 1, 2 * 64 + 1),
        ("".join(f"{' ' * n}a:\n" for n in range(1500)), "too-deep", 65, 65),
        ("title: x\nevents: " + "[" * 1500 + "]" * 1500, "too-deep", 2, 9 + 63),
        ("? " * 1500, "bad-key", 1, 3),
        (
            "title: x\n" + "[" * 1500,
            "syntax",
            2,
            1,
        ),  # where a name has to stand, and 1,024 characters are the most that it has
    ],
)
def test_nesting_is_refused_where_our_limit_is_crossed(
    text: str, code: str, line: int, column: int, parser: type, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The parsers look ahead, and libyaml stops at a limit of its own."""
    monkeypatch.setattr(yaml_parser, "_Parser", parser)
    (found,) = read_text(text).diagnostics
    assert (found.code, found.position) == (code, Position("<text>", line, column))


LARGE = {
    "keys": ("title: x\n" + "".join(f"k{n}: 1\n" for n in range(20_000)), "yaml"),
    "names in braces": ("{title: x, " + ",".join(f"k{n}" for n in range(20_000)) + "}", "yaml"),
    "texts for events": (EVENTS + "  - 5\n" * 20_000, "yaml"),
    "equal ids": (EVENTS + "  - {title: x, when: TBD, id: y}\n" * 5000, "yaml"),
    "equal titles": (EVENTS + "  - {title: x, when: TBD}\n" * 5000, "yaml"),
    "unknown sources": (
        EVENTS + "".join(f"  - {{title: x, when: TBD, source: s{n}}}\n" for n in range(5000)),
        "yaml",
    ),
    "mistakes on one line": (
        '{"title": "x", "events": [' + ",".join(['{"title": "x", "k": 1}'] * 5000) + "]}", "json"
    ),
    "a line of 10 MB": ("title: x\nx-y: '" + "a b " * 2_500_000 + "'", "yaml"),
    "a line of JSON": (r'{"title": "x", "x-y": "' + r"a\n" * 3_300_000 + '"}', "json"),
    "a line of TOML": ("title = 'x'\nx-y = \"" + "a b " * 2_500_000 + '"', "toml"),
    "TOML tables": ("title = 'x'\n" + "[[events]]\ntitle = 'x'\nwhen = 2025-01-01\n" * 5000,
        "toml"),
    "spaces": ("title:" + " " * 5_000_000 + "x", "yaml"),
    "lines": ("\n" * 5_000_000 + "title: x", "yaml"),
    "quotes": ('"' * 1_000_001, "yaml"),
    "TOML quotes": ('"' * 1_000_001, "toml"),
    "backslashes": ('"' + "\\" * 1_000_001, "json"),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("name", LARGE)
def test_large_input_takes_its_time_and_no_more(name: str) -> None:
    start = time.process_time()
    loaded = read_text(*LARGE[name])  # type: ignore[arg-type]  # a text and a format
    assert (
        len(format_diagnostics(loaded.diagnostics)) + len(format_diagnostics(loaded.notes[:50]))
        < 60_000
    )
    assert time.process_time() - start < 20


@pytest.mark.slow
def test_ten_thousand_events() -> None:
    one = (
        "  - title: Meeting {}\n    when: [{{says: Tuesday at 10:00}}]\n"
        "    participants: [{{name: Noboa}}]\n    notes: {}\n"
    )
    text = EVENTS + "".join(one.format(number, "what is said " * 20) for number in range(10_000))
    loaded = read_text(text)
    assert len(loaded.require_document().events) == 10_000
    assert loaded.find_position(["events", 9_999, "when", 0, "says"]) == Position(
        "<text>", 3 + 4 * 9_999 + 1, 19
    )


def test_limits_are_stated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source_file, "MAX_BYTES", 1000)
    monkeypatch.setattr(tree, "MAX_EVENTS", 100)
    assert codes(read_text("title: " + "x" * 1000)) == ["too-large"]
    assert codes(read_text("[" + "a, " * 100 + "]")) == ["too-large"]


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xfet\0",
        b"\0\0\0t",
        b"t\0i\0",
        b"title: \xe9",
        b"title: \xed\xa0\x80",
        b"\xef\xbb\xbftitle: \x80",
    ],
)
def test_other_encodings(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "trip.yaml"
    path.write_bytes(data)
    (found,) = read_file(path).diagnostics
    assert (found.code, found.hint) == ("encoding", "save the file as UTF-8")


pieces = st.sampled_from(
    [*"ab:,-?#&*!|>'\"%@`{}[]~<=\\ \n\t\r0.é\x85", "title: x\n", "\n  - ", ": ", "---\n"]
)
yaml_like = st.lists(pieces, max_size=40).map("".join)


@given(yaml_like | st.text(), st.sampled_from(["yaml", "json", "toml"]), st.sampled_from(PARSERS))
def test_no_text_raises_anything_else(text: str, format: str, parser: type) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_parser, "_Parser", parser)
        loaded = read_text(text, format)  # type: ignore[arg-type]  # a format
    assert loaded.document or loaded.diagnostics
    format_diagnostics(loaded.diagnostics).encode()


junk = st.recursive(
    st.none()
    | st.sampled_from(["x", "TBD", "movement", "5", "\0", "", "a.yaml"])
    | st.integers()
    | st.floats()
    | st.booleans(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from([*Document.model_fields, "says", "name", "when"]), inner, max_size=5
        )
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(sorted(Document.model_fields)), junk))
def test_each_mistake_has_words(node: dict[str, object]) -> None:
    loaded = read_text(json.dumps(node), "json")
    assert not [each for each in loaded.diagnostics if "cannot stand here" in each.message]
    assert loaded.document is None or loaded.document.model_validate(
        loaded.document.model_dump(by_alias=True)
    )


def test_what_is_refused_in_a_field_of_ones_own_hides_no_other_mistake() -> None:
    text = "title: T\ndates: 3 June 2025\nx-a: &a [{b: c}]\nx-b: {c: [*a, d, *a]}\nplce: Oslo\n"
    found = read_text(text).diagnostics
    assert [str(each.code) for each in found] == ["anchor", "alias", "alias", "unknown-field"]
