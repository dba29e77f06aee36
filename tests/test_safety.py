"""Hostile and odd input, from the text of a document to what is written: twenty checks.

What another test holds already is not held twice. These hold a check, or part of it:

1 one event, no new property
    test_ics.test_text_comes_back_as_it_went
    test_ics.test_any_text_is_one_event_of_safe_lines
2 controls
    test_ics.test_any_text_is_one_event_of_safe_lines
4 backslashes
    test_ics.test_text_comes_back_as_it_went
5 halves of characters
    test_loader.test_hostile_input_is_refused_at_once
    test_loader.test_slugs
6 nothing rests on assert
    test_ics.test_hostile_text_is_as_harmless_when_asserts_are_off
7 addresses
    test_markdown.test_no_link_to_an_unsafe_scheme
8 HTML
    test_page.test_hostile_text_is_text_in_a_browser
9 Markdown
    test_markdown.test_no_text_is_markup
    test_markdown.test_no_text_is_markup_for_pandoc
    test_markdown.test_every_text_is_shown_as_it_is
11 nesting
    test_loader.test_hostile_input_is_refused_at_once
12 size
    test_loader.test_large_input_takes_its_time_and_no_more
    test_loader.test_a_run_tells_a_screenful_and_gives_all_as_data
13 YAML's own readings
    test_loader.test_text_stays_as_written
    test_loader.test_nothing_is_absent
14 encodings
    test_loader.test_other_encodings
15 writing
    test_cli.test_a_failed_write_leaves_the_old_file_and_nothing_else
    test_cli.test_the_document_itself_is_never_written_over
17 zones
    test_ics.test_any_dates_read_back_as_the_same_instants_and_days
    test_vtimezone.test_times_that_no_block_can_be_right_for_have_none
18 range
    test_resolve.test_the_ends_of_the_calendar_are_resolved_or_refused_by_name
19 phrases
    test_phrases.test_long_texts_are_refused_at_once
    test_resolve.test_a_loop_is_spelled_out_and_the_rest_is_resolved
20 same bytes
    test_examples.test_the_same_bytes_whatever_the_machine
    test_examples.test_the_same_bytes_on_another_day
"""

from __future__ import annotations

import ast
import gc
import io
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import icalendar
import pages
import pytest
from fuzz.documents import PROPERTIES, hold, hold_exports, in_time, written
from fuzz.naughty import KEPT, REFUSED, kept
from hypothesis import HealthCheck, given, settings
from markdown_elements import list_elements

from itinerary import cli, render, resolve, resolve_phrase
from itinerary.briefing.formatting import compose_link
from itinerary.calendars.importing import import_calendar
from itinerary.calendars.importing.budget import MAX_CLOCK_CHANGES, MAX_OCCURRENCES, MAX_PERIODS
from itinerary.calendars.verifying import verify
from itinerary.dates.expressions.context import MAX_COUNTED_YEARS
from itinerary.dates.grammar import chart, lexer, list_languages, load_grammar
from itinerary.dates.grammar.language_file import load_language_file
from itinerary.dates.interval import Interval
from itinerary.dates.zones import load_zone
from itinerary.diagnostics import (
    MAX_MESSAGE,
    DocumentError,
    ItineraryError,
    PhraseError,
    format_diagnostics,
)
from itinerary.document import MAX_CLAIMS, Document
from itinerary.document.field_types import MAX_TEXT
from itinerary.document.images import MAX_IMAGE_BYTES
from itinerary.drafting.expressions import MAX_DATES
from itinerary.export import FORMATS, IcsOptions
from itinerary.export.markdown.escaping import render_line
from itinerary.loading import loads, read_text, source_file, tree, validation
from itinerary.loading.source_sheets import MAX_REPEATED
from itinerary.publishing.file_names import MAX_NAME_BYTES
from itinerary.spreadsheets.sheet import MAX_CELLS
from itinerary.timeline import Timeline

HERE = Path(__file__).parent
ROOT = HERE.parent
FLAGSHIP = ROOT / "examples" / "rubio-2025.yaml"
TRIP = "title: T\nid: t\nevents: [{id: e, title: E, when: 2025-09-03}]\n"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Any:
    """Run a command in an empty folder; return its status, its output and its messages."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: object, stdin: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["itinerary", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        try:
            status = cli.run_command_line()
        except SystemExit as done:
            status = int(done.code or 0)
        return status, *capsys.readouterr()

    return run


def process(*arguments: object, **options: Any) -> subprocess.CompletedProcess[str]:
    """The command as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "itinerary", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        **options,
    )


def script(code: str, *options: str, **around: str) -> str:
    """What a program prints that has this file's names."""
    variables = os.environ | {"PYTHONPATH": f"{ROOT}{os.pathsep}{HERE}"} | around
    command = [sys.executable, *options, "-c", f"from test_safety import *\n{code}"]
    done = subprocess.run(
        command, env=variables, capture_output=True, text=True, check=False, cwd=HERE, timeout=600
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_tests_that_the_table_names_exist() -> None:
    assert __doc__
    named = re.findall(r"(test_\w+)\.(test_\w+)", __doc__)
    defined = {
        (path.stem, node.name)
        for path in HERE.glob("test_*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    }
    assert set(named) <= defined
    own = {name for module, name in defined if module == "test_safety"}
    assert {
        number
        for number in range(1, 21)
        if not any(name.startswith(f"test_check_{number:02}") for name in own)
    } == set()


# --- documents with a text in every field that takes one


def everything(text: str) -> dict[str, Any]:
    """A sound document with a text in every field that takes any."""
    person = {"name": text, "role": text, "side": text}
    contact = {"name": text, "role": text, "phone": text, "email": text}
    where = {"name": text, "timezone": "America/Guayaquil", "address": text}
    claims = [
        {
            "says": text,
            "reads": f"2025-09-03T{hour}:00",
            "source": source,
            "speaker": text,
            "quote": text,
            "at": text,
            "note": text,
        }
        for hour, source in ((10, "gli"), (11, "other"))
    ]
    item = {"title": text, "notes": text, "source": "gli"}
    shown = {"group": text, "image": {"src": "bridge.png", "alt": text, "credit": text}}
    event = (
        item
        | shown
        | {
            "place": where,
            "participants": [person, text],
            "topics": [text],
            "number": text,
            "carrier": text,
            "terminal": text,
            "gate": text,
            "seat": text,
            "booking": text,
            "confirmation": text,
            "call_time": text,
            "contacts": [contact],
            "categories": [text],
        }
    )
    source = {
        "publisher": text,
        "title": text,
        "author": text,
        "published": "2025-08-29",
        "dateline": where,
        "retrieved": text,
        "text": text,
        "notes": text,
        "statements": [{"about": text, "says": text, "speaker": text, "note": text}],
    }
    return {
        "title": text,
        "id": "trip",
        "principal": person,
        "travellers": [person, text],
        "home": where,
        "place": where,
        "as_of": "2025-08-29",
        "revised": "2025-09-01T10:00",
        "dates": "2025-09-02/2025-09-04",
        "sources": {"gli": source, "other": source},
        "contacts": [contact],
        "categories": [text],
        "notes": text,
        "disputes": [{"about": text, "accounts": [{"says": text, "source": "gli", "note": text}]}],
        "legs": [
            {
                "id": "leg",
                "place": where,
                "when": "2025-09-02/2025-09-03",
                "stay": where,
                "events": [event | {"id": "a", "when": claims}],
                "days": [{"day": {"says": text, "reads": "2025-09-02"}, "complete": True}],
            }
            | item
        ],
        "events": [
            event | {"id": "b", "when": "TBD"},
            event
            | {
                "id": "c",
                "kind": "movement",
                "from": where,
                "to": where,
                "depart": "2025-09-03T18:00",
                "arrive": claims[0] | {"reads": "20:00"},
            },
            event
            | {"id": "d", "kind": "stay", "check_in": "2025-09-03", "check_out": "2025-09-04"},
        ],
        "background": [
            item | shown | {"id": "e", "when": "in 2012", "place": where, "categories": [text]}
        ],
    }


DATED = {
    ("Document", "as_of"),
    ("Document", "revised"),
    ("Source", "published"),
    ("Claim", "reads"),
    ("Claim", "said"),
    ("Day", "day"),
    ("Claim", "edtf"),
}  # no other words fit
NAMED = {"timezone", "color", "url", "alarm", "day_ends", "src"}  # these have forms of their own


def takes_text(field: dict[str, Any]) -> bool:
    """Whether a field of the schema takes any text at all."""
    kinds = [field, *field.get("anyOf", ()), field.get("items", {})]
    return any(kind.get("maxLength") == MAX_TEXT and "pattern" not in kind for kind in kinds)


def filled(node: object) -> Iterator[tuple[str, str]]:
    """The parts of the schema that a document has, each with a field that holds something."""
    if isinstance(node, tuple):
        for each in node:
            yield from filled(each)
    elif isinstance(node, dict):
        yield from filled(tuple(node.values()))
    elif hasattr(node, "model_fields_set"):
        for name in type(node).model_fields:
            if value := getattr(node, name):
                yield type(node).__name__, type(node).model_fields[name].alias or name
                yield from filled(value)


def test_every_field_that_takes_text_gets_it() -> None:
    schema = Document.model_json_schema()
    parts = schema["$defs"] | {"Document": schema}
    fields = {
        (part, name)
        for part, each in parts.items()
        for name, field in each.get("properties", {}).items()
        if takes_text(field)
    }
    assert {field for field in fields - DATED if field[1] not in NAMED} <= set(
        filled(loads(json.dumps(everything("x")), "json"))
    )


def normal(text: str) -> str:
    """A text as it comes back."""
    return re.sub("\r\n|[\r\u2028\u2029]", "\n", text.strip())


@pytest.fixture(scope="session", params=KEPT)
def told(request: pytest.FixtureRequest) -> list[tuple[str, Timeline]]:
    """Return the texts of a class, each with the timeline of a document that has it everywhere."""
    return [(normal(text), held(text)) for text in KEPT[request.param]]


def held(text: str) -> Timeline:
    timeline = hold(json.dumps(everything(text)))
    assert timeline is not None, f"refused: {text!r}"
    return timeline


def events(timeline: Timeline) -> list[icalendar.Event]:
    texts = [render(timeline, "ics", IcsOptions(background=part)) for part in ("omit", "only")]
    return [event for text in texts if text for event in icalendar.Calendar.from_ical(text).events]


# --- text


@pytest.mark.slow
def test_check_01_a_text_is_never_a_line_of_a_calendar(told: list[tuple[str, Timeline]]) -> None:
    for text, timeline in told:
        for event in events(timeline):
            assert set(event) <= PROPERTIES
            assert [str(event["SUMMARY"]), str(event["LOCATION"])] == [text, f"{text}, {text}"]
            assert text in event["CATEGORIES"].cats
            assert f"{text}”" in str(event["DESCRIPTION"]) or str(event["DESCRIPTION"]).endswith(
                text
            )
        lines = render(timeline, "ics").replace("\r\n ", "").splitlines()
        names = [
            line.partition(":")[2] for line in lines if line.startswith(("NAME:", "X-WR-CALNAME:"))
        ]
        assert [
            re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], name)
            for name in names
        ] == [text, text]


@pytest.mark.slow
def test_check_01_a_text_comes_back_in_json(told: list[tuple[str, Timeline]]) -> None:
    for text, timeline in told:
        tree = json.loads(render(timeline, "json"))
        assert {tree["title"], *(entry["title"] for entry in tree["entries"])} == {text}
        assert {entry["fields"]["notes"] for entry in tree["entries"]} == {text}
        source, dispute = tree["sources"]["gli"], tree["disputes"][0]
        assert {
            source["publisher"],
            source["notes"],
            source["statements"][0]["says"],
            dispute["about"],
            dispute["accounts"][0]["says"],
        } == {text}


CONTROLS = [text for name, texts in REFUSED.items() if name != "marks" for text in texts]


@pytest.mark.parametrize("name", REFUSED)
def test_check_02_what_no_text_needs_is_refused_at_its_place(name: str) -> None:
    for text in REFUSED[name]:
        forms = [
            '{"title": "x",\n "notes": "' + text + '"}',
            json.dumps({"title": "x", "notes": text}),
        ]
        for form in forms[: 1 if name == "marks" else 2]:  # a mark that is spelled out is meant
            loaded = read_text(form, "json")
            found = [each for each in loaded.diagnostics if each.severity == "error"]
            assert found, (text, form)
            assert (
                found[0].position.line
                == form[: form.index('"', form.index("notes") + 6)].count("\n") + 1
            )
            assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", "".join(map(str, found)))


def test_check_02_every_field_refuses_what_no_text_needs() -> None:
    for text in ("a\x1bb", "a\x00b", "a\x85b", "a\x0bb", "\x7f"):
        found = read_text(
            json.dumps(everything("x")).replace('"x"', json.dumps(text)), "json"
        ).diagnostics
        assert {each.code for each in found} <= {"wrong-value", "empty"}
        assert len(found) > 40
        with pytest.raises(ValueError, match="control character"):
            Document(title=text)


@pytest.mark.slow
def test_check_02_a_terminal_is_told_nothing_that_it_obeys(run: Any, tmp_path: Path) -> None:
    for text in ("\u200fgnp.exe", "\u200ex", "a\u061cb", "\U000e0041x"):
        (tmp_path / "trip.json").write_text(json.dumps(everything(text)), encoding="utf-8")
        (tmp_path / "wrong.json").write_text(
            json.dumps(everything(text) | {"place": {"name": text}, text: 1}), encoding="utf-8"
        )
        commands = [
            *(
                ("show", "trip.json"),
                ("explain", "trip.json"),
                ("conflicts", "trip.json"),
                ("export", "trip.json"),
                ("check", "wrong.json"),
            ),
            ("explain", "trip.json", text),
            ("check", f"{text}.json"),
            ("export", "trip.json", "--to", text),
            ("resolve", text, "--on", text),
        ]
        for command in commands:
            _, out, err = run(*command)
            assert out or err
            assert not re.search(
                "[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", out + err
            ), command


def test_check_02_the_name_of_a_file_is_no_command_to_a_terminal(run: Any, tmp_path: Path) -> None:
    for name, text in (
        ("a\x1b[31m.yaml", TRIP),
        ("b\nc.yaml", TRIP),
        ("d\x1b]0;x\x07.yaml", "titel: x"),
        (os.fsdecode(b"e\xff.yaml"), TRIP),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
        for command in ("check", "export", "show"):
            _, out, err = run(command, name)
            assert "\x1b" not in out + err
            assert "b\nc" not in out + err
        assert "\nc.yaml" not in run("check", name, "--format", "github")[1]


@pytest.mark.slow
def test_check_03_readers_that_split_at_every_line_end_see_the_same_lines(
    told: list[tuple[str, Timeline]],
) -> None:
    for _, timeline in told:
        for text in (
            render(timeline, "ics"),
            render(timeline, "ics", IcsOptions(background="only")),
        ):
            assert text.splitlines() == text.split("\r\n")[:-1]


@pytest.mark.parametrize("text", KEPT["backslashes"])
def test_check_04_backslashes_come_back(text: str) -> None:
    (event,) = events(
        resolve(
            Document(
                title="T",
                timezone="UTC",
                events=[{"id": "e", "title": text, "notes": text, "when": "2025-09-03"}],
            )
        )
    )
    assert str(event["SUMMARY"]) == text
    assert str(event["DESCRIPTION"]).endswith(f"\n{text}")


@pytest.mark.parametrize("half", ['"\\ud800"', '"a\\udfff"', '{"name": "\\udc80"}'])
def test_check_05_half_of_a_character_is_an_error_and_nothing_is_written(
    half: str, run: Any, tmp_path: Path
) -> None:
    document = tmp_path / "trip.json"
    document.write_text(
        '{"title": "T", "id": "t",\n "events": [{"id": "e", "title": "E", "when": "2025-09-03"}],\n'
        ' "place": ' + half + "}"
    )
    status, out, err = run("export", document)
    assert (status, out, [path.name for path in tmp_path.iterdir()]) == (1, "", ["trip.json"])
    assert f"{document}:3:" in err
    assert "[encoding]" in err


def test_check_05_a_byte_order_mark_is_taken_off_the_file_and_told_inside_it() -> None:
    assert loads("\ufefftitle: T").title == "T"
    assert [each.code for each in read_text("title: \ufeffT").diagnostics] == ["control"]
    with pytest.raises(DocumentError):
        loads(r'{"title": "\ufeff", "when": 1}', "json")


NAMES = ["X-A:1\r\nX-EVIL:1", "x-a:y;z", "x-a b", "x-é", "x-a\n", 'x-"', "X-A"]


@pytest.mark.parametrize("name", NAMES)
def test_check_06_a_name_of_ones_own_is_letters_digits_and_hyphens(name: str) -> None:
    assert [
        each.code for each in read_text(json.dumps({"title": "T", name: "y"}), "json").diagnostics
    ] == ["unknown-field"]
    with pytest.raises(ValueError, match="extra"):
        Document.model_validate({"title": "T", name: "y"})


@pytest.mark.parametrize(
    "name", ['a"b', "a:b", "a,b", "a\nb", "a b", "a;b", "-a", "", "é", "a" * 101, "../a", "a\\b"]
)
def test_check_06_an_id_is_letters_digits_and_hyphens(name: str) -> None:
    for document in (
        {"id": name},
        {"sources": {name: {"publisher": "x", "title": "y"}}},
        {"legs": [{"title": "x", "id": name}]},
    ):
        assert read_text(json.dumps({"title": "T"} | document), "json").diagnostics


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "/etc/localtime",
        "Mars/Base",
        "UTC\nX-EVIL:1",
        'A"B',
        "+02:00",
        "UTC+2",
        "localtime",
        "zones",
        ".",
    ],
)
def test_check_06_and_17_a_zone_is_one_of_the_tz_database(name: str) -> None:
    for document in ({"timezone": name}, {"place": {"name": "x", "timezone": name}}):
        assert [
            each.code
            for each in read_text(json.dumps({"title": "T"} | document), "json").diagnostics
        ] == ["wrong-value"]


def exported(texts: list[str]) -> str:
    """All exports of documents with these texts everywhere, one after the other."""
    timelines = [resolve(loads(json.dumps(everything(text)), "json")) for text in texts]
    formats: list[tuple[str, dict[str, Any]]] = [
        ("ics", {}),
        ("ics", {"background": "only"}),
        ("jcal", {}),
        ("json", {}),
        ("markdown", {}),
    ]
    return "".join(
        render(timeline, format, FORMATS[format].options(**options))
        for timeline in timelines
        for format, options in formats
    )


def digest(texts: list[str]) -> str:
    import hashlib

    return hashlib.sha256(exported(texts).encode()).hexdigest()


INJECTED = [*KEPT["calendar lines"][::2], *KEPT["separators"][::3], *KEPT["backslashes"][::3]]


@pytest.mark.slow
def test_check_06_nothing_rests_on_assert() -> None:
    code = """
import sys
assert False, "asserts are off"
texts = {name: json.dumps({"title": "T", name: "y"}) for name in NAMES}
refused = [name for name, text in texts.items() if read_text(text, "json").diagnostics]
refused += [text for text in CONTROLS if read_text(json.dumps({"title": text}), "json").diagnostics]
print(len(refused), digest(INJECTED))
"""
    assert script(code, "-O").split() == [str(len(NAMES) + len(CONTROLS)), digest(INJECTED)]


UNSAFE = [
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    " java\tscript:alert(1)",
    "data:text/html,x",
    "file:///etc/passwd",
    "vbscript:x",
    "\\\\host\\x",
    "//host/x",
    "https://a\\b",
    "https://a b",
    "https://",
    "http:x",
    "HTTPS://x.org",
    "ftp://x.org",
    "https://a\nX-EVIL:1",
    "about:blank",
    "mailto:",
]


@pytest.mark.parametrize("url", UNSAFE)
def test_check_07_an_address_is_one_that_is_safe_to_follow(url: str) -> None:
    event = {"id": "e", "title": "E", "when": "2025-09-03", "url": url}
    documents = (
        {"url": url},
        {"events": [event]},
        {"background": [event]},
        {"sources": {"a": {"publisher": "x", "title": "y", "url": url}}},
        {"legs": [{"title": "x", "events": [event]}]},
    )
    for document in documents:
        assert [
            each.code
            for each in read_text(json.dumps({"title": "T"} | document), "json").diagnostics
        ] == ["wrong-form"], document
    assert not render_line((compose_link(url),)).startswith("<") or url.startswith(
        ("https://", "http://", "mailto:")
    )


def test_check_07_addresses_stand_in_a_calendar_as_they_are() -> None:
    for url in (
        "https://example.org/a?b=c&d=(e)#f",
        "http://[::1]/",
        "mailto:a@example.org",
        "tel:+1-202-555",
        "geo:0,0",
    ):
        (event,) = events(
            resolve(
                Document(
                    title="T", events=[{"id": "e", "title": "E", "when": "2025-09-03", "url": url}]
                )
            )
        )
        assert str(event["URL"]).replace("%2C", ",") == url


def test_check_07_nothing_is_fetched(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise AssertionError("a socket")

    for name in ("socket", "create_connection", "getaddrinfo"):
        monkeypatch.setattr(f"socket.{name}", refused)
    for command in ("export", "show", "explain", "conflicts", "check"):
        assert run(command, FLAGSHIP, "--root", FLAGSHIP.parent.parent)[0] == 0
    text = json.dumps(everything("https://evil.example/x.png") | {"url": "https://evil.example/x"})
    for format in ("md", "html"):
        assert run("export", "-", "--to", format, stdin=text)[0] == 0


def lines_of(text: str) -> str:
    """A plain text of as many lines and paragraphs."""
    return re.sub(r"[^\n]*\S[^\n]*", "x", normal(text))


@cache
def plain_skeleton(text: str) -> list[str]:
    return pages.skeleton(render(held(text), "html"))


@pytest.mark.slow
def test_check_08_no_text_is_an_element_of_a_page(told: list[tuple[str, Timeline]]) -> None:
    for text, timeline in told:
        assert pages.skeleton(render(timeline, "html")) == plain_skeleton(lines_of(text)), text


@pytest.mark.slow
def test_check_08_a_text_is_shown_as_it_is(told: list[tuple[str, Timeline]]) -> None:
    for text, timeline in told:
        nodes = list(pages.elements(render(timeline, "html")))
        (heading,) = (node for node in nodes if node.tag == "h1")
        assert heading.text(deep=True) == text
        (data,) = (json.loads(node.text(deep=True)) for node in nodes if node.tag == "script")
        trip, *reservations = data
        assert trip["name"] == text
        assert {each["reservationNumber"] for each in reservations} == {text}


@pytest.mark.slow
@pytest.mark.parametrize("text", [text for text in KEPT["markup"] if "\n" not in text])
def test_check_09_no_text_is_markup(text: str) -> None:
    found, plain = (
        list_elements(render(held(each), "markdown"), ignored=("softbreak",))
        for each in (text, "plain")
    )
    assert found == plain


# --- files


BOMBS = {
    "aliases": (
        "a: &a [x, x]\n"
        + "".join(
            f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 9)}]\n"
            for n in range(9)
        )
    ),
    "many aliases": "a: &a [" + "x, " * 1000 + "]\nb: [" + "*a, " * 100_000 + "]",
    "merge keys": (
        "a: &a {x: 1}\n"
        + "".join(
            f"{b}: &{b}\n  <<: [{', '.join([f'*{a}'] * 9)}]\n" for a, b in pairwise("abcdefghij")
        )
    ),
    "anchors": "&a " * 50_000,
    "a tag for each value": "[" + "!!python/object/apply:os.system x, " * 20_000 + "]",
    "entities of JSON": '{"title": "' + "\\u0041" * 100_000 + '"}',
    "the same key": '{"a": 1, ' * 30 + '"b": 1' + "}" * 30,
    "deep and wide": ("[" * 60 + "]" * 60 + ",") * 3000,
}


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory cannot be bounded there")
def test_check_10_bombs_are_refused_in_little_time_and_memory() -> None:
    code = """
import resource
for format in ("yaml", "json", "toml"):
    read_text("x", format)
size = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (size + 50 * 2**20,) * 2)
for name, text in BOMBS.items():
    for format in ("yaml", "json", "toml"):
        start = time.process_time()
        found = read_text(text, format).diagnostics
        took = time.process_time() - start
        print(bool(found), took < (1 if len(text) < 2000 else 10), name, format, took)
"""
    lines = script(code).splitlines()
    assert len(lines) == 3 * len(BOMBS)
    assert [line for line in lines if not line.startswith("True True")] == []


@pytest.mark.slow
@pytest.mark.parametrize("text", ["[" * 100_000, "{a: " * 100_000, "- " * 20_000, "? " * 20_000])
def test_check_11_nesting_is_an_error_of_its_own(text: str) -> None:
    done = process("check", "-", input=text)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("<stdin>:1:")
    assert re.search(r"\[(too-deep|bad-key)\]", done.stderr)
    assert len(done.stderr) < 1000


def test_check_12_limits_are_stated_in_one_place() -> None:
    """docs/safety.md has the table; each of its numbers is the code's own."""
    page = (ROOT / "docs" / "safety.md").read_text(encoding="utf-8")
    stated = page.partition("## Limits")[2].partition("\n## ")[0]
    limits = {
        "MiB": source_file.MAX_BYTES // 2**20,
        "values": tree.MAX_EVENTS // 2,
        "levels": source_file.MAX_DEPTH,
        "characters": MAX_TEXT,
        "signs": lexer.MAX_CHARACTERS,
        "words": lexer.MAX_TOKENS,
        "years": MAX_COUNTED_YEARS,
        "mistakes": validation.MAX_REPORTED,
        "letters": MAX_MESSAGE,
        "bytes": MAX_NAME_BYTES,
        "claims": MAX_CLAIMS,
        "octets": MAX_REPEATED,
        "periods": MAX_PERIODS,
        "occurrences": MAX_OCCURRENCES,
        "changes": MAX_CLOCK_CHANGES,
        "KiB": MAX_IMAGE_BYTES // 2**10,
        "cells": MAX_CELLS,
        "dates": MAX_DATES,
    }
    assert dict(reversed(each) for each in re.findall(r"([\d,]+) (\w+)(?: each)? \|", stated)) == {
        unit: f"{number:,}" for unit, number in limits.items()
    }


LARGE = {
    "claims on one date": {
        "events": [
            {
                "id": f"e{event}",
                "title": "E",
                "when": [
                    {
                        "says": f"2025-09-03T{number % 24:02}:00",
                        "said": "2025-08-29",
                        "speaker": "A",
                    }
                    for number in range(MAX_CLAIMS)
                ],
            }
            for event in range(3)
        ]
    },
    "days counted in a long trip": {
        "dates": "1990-01-01/2089-01-01",
        "events": [
            {
                "id": f"e{number}",
                "title": "E",
                "when": f"the last {('day', 'week')[number % 2]} of the trip",
            }
            for number in range(100)
        ],
    },
    "loops": {
        "events": [
            {"id": f"e{number}", "title": "E", "when": f"the day after $e{number ^ 1}"}
            for number in range(200)
        ]
    },
    "nights on the way": {
        "dates": "2025-01-01/2027-01-01",
        "events": [
            {
                "id": f"e{number}",
                "title": "E",
                "kind": "movement",
                "from": "London",
                "to": "Lisbon",
                "depart": "2025-01-01T10:00",
                "arrive": "2026-12-31T12:00",
            }
            for number in range(50)
        ],
    },
    "legs of one day": {
        "legs": [
            {"id": f"e{number}", "place": "London", "when": "2025-09-03"} for number in range(200)
        ]
    },
}


@pytest.mark.slow
@pytest.mark.parametrize("name", LARGE)
def test_check_12_many_of_a_kind_take_their_time_and_no_more(name: str) -> None:
    start = time.process_time()
    timeline = resolve(
        loads(
            json.dumps(
                {"title": "T", "id": "t", "timezone": "UTC", "dates": "2025-09-02/2025-09-04"}
                | LARGE[name]
            ),
            "json",
        )
    )
    hold_exports(timeline)
    assert time.process_time() - start < 30  # none took 3 where this was written


def test_check_12_a_date_has_so_many_claims() -> None:
    claims = [{"says": "2025-09-03"}] * (MAX_CLAIMS + 1)
    found = read_text(
        json.dumps({"title": "T", "events": [{"title": "E", "when": claims}]}), "json"
    ).diagnostics
    assert [(each.code, each.message) for each in found] == [
        ("too-long", "events[0].when: has more than 200 claims")
    ]


@pytest.mark.slow
def test_check_12_the_longest_text_goes_everywhere() -> None:
    held("é " * (MAX_TEXT // 2 - 1) + "x")
    longer = "x" * (MAX_TEXT + 1)
    for document in (
        {"title": longer},
        {"title": "x", "events": [{"title": "x", "when": longer}]},
        {"title": "x", "place": longer},
    ):
        assert [each.code for each in read_text(json.dumps(document), "json").diagnostics] == [
            "too-long"
        ]


def test_check_12_a_message_repeats_little_of_what_it_is_about(run: Any) -> None:
    long = "kwprcdiu" * 12_000
    for text in (
        f"{long}: 1",
        f"events: [{{title: x, when: {long[:20_000]}}}]",
        f"place: {long[:20_000]}",
        f"color: {long[:20_000]}",
        f"dates: {{says: x, rank: {long}}}",
        f"id: {long}",
        f"language: {long}",
        f"url: {long[:20_000]}",
        f"sources: {{a: {long}.yaml}}",
        f"sources: {{{long}: x}}",
        f"dates: {{says: x, source: {long}}}",
        f"timezone: {long[:20_000]}",
        f"*{long}",
        f"!{long} x",
        f"x: &{long} y",
    ):
        status, out, err = run("check", "-", stdin=f"title: x\n{text}")
        assert (status, out) == (1, "")
        assert max(err.count(long[:number]) for number in (150, 301)) <= 4, text[:20]
        assert len(err) < 4_000, text[:20]


def test_check_13_times_and_words_arrive_as_they_were_written() -> None:
    timeline = hold(
        """\
title: no
notes: on
categories: [NO, 007, 1_000, 0x1F, 1e3, 'off', 12:15, 1:30:00]
place: {name: Oslo, country: NO, timezone: Europe/Oslo}
dates: 2025-09-02
events:
  - {id: a, title: 09:40, when: 12:15}
  - {id: b, title: yes, kind: movement, from: Oslo, to: London, depart: 09:40, arrive: 10:30}
  - {id: c, title: 2025-9-2, when: 9:05, number: 007}
""",
        "yaml",
    )
    assert timeline is not None
    assert [timeline.document.title, timeline.document.notes, *timeline.document.categories] == [
        "no",
        "on",
        "NO",
        "007",
        "1_000",
        "0x1F",
        "1e3",
        "off",
        "12:15",
        "1:30:00",
    ]
    assert {
        entry.id: entry.interval.edtf
        for entry in timeline.select_entries("event")
        if entry.interval
    } == {
        "a": "2025-09-02T12:15:00+02:00",
        "b": "2025-09-02T09:40:00+02:00/2025-09-02T10:30:00+01:00",
        "c": "2025-09-02T09:05:00+02:00",
    }
    assert [entry.title for entry in timeline.select_entries("event")] == [
        "2025-9-2",
        "yes",
        "09:40",
    ]
    assert timeline.document.place is not None
    assert timeline.document.place.country == "NO"


BROKEN = {
    "a day that is not": (
        b"title: T\nid: t\nevents:\n  - {id: e, title: E, when: 2025-02-30}\n",
        "4:29",
        "phrase-impossible",
    ),
    "an hour that is not": (
        (
            b"title: T\nid: t\ntimezone: UTC\nevents:\n  - {id: e, title: E, when: '2025-02-03 at"
            b" 25:00'}\n"
        ),
        "5:",
        "phrase-",
    ),
    "a month that is not": (
        b"title: T\nid: t\nevents:\n  - {id: e, title: E, when: 2025-13-01}\n",
        "4:29",
        "phrase-",
    ),
    "a key twice": (b"title: T\nid: t\ntitle: U\n", "3:1", "duplicate-key"),
    "a second document": (b"title: T\n---\ntitle: U\n", "2:1", "second-document"),
    "nothing": (b"", "1:1", "empty"),
    "only space": (b" \n\n", "1:1", "empty"),
    "tabs": (b"title: T\nevents:\n\t- x\n", "3:", "tab"),
    "UTF-16": ("title: T".encode("utf-16"), "1:1", "encoding"),
    "UTF-16 without a mark": ("title: T".encode("utf-16-le"), "1:1", "encoding"),
    "Latin-1": ("title: T\nnotes: é".encode("latin-1"), "2:8", "encoding"),
    "a zero": (b"title: T\nnotes: a\0b", "2:9", "control"),
    "no text": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "1:1", "encoding"),
    "a truncated character": ("title: é".encode()[:-1], "1:8", "encoding"),
    "too long a form of a character": (b"title: \xc0\xaf", "1:8", "encoding"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_check_14_what_is_broken_is_told_by_line_and_column(
    name: str, run: Any, tmp_path: Path
) -> None:
    data, place, code = BROKEN[name]
    (tmp_path / "trip.yaml").write_bytes(data)
    status, out, err = run("check", "trip.yaml")
    assert (status, out) == (1, "")
    assert err.startswith(f"trip.yaml:{place}")
    assert f"[{code}" in err.splitlines()[0]
    assert "Traceback" not in err


@pytest.mark.slow
@pytest.mark.parametrize("data", [b"\xff\xfet\0", b"title: \xe9", b"title: a\0b"])
def test_check_14_standard_input_is_read_as_bytes(data: bytes) -> None:
    command = [sys.executable, "-m", "itinerary", "check", "-"]
    done = subprocess.run(
        command,
        input=data,
        capture_output=True,
        check=False,
        env=os.environ | {"PYTHONIOENCODING": "utf-8:strict"},
    )
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.startswith(b"<stdin>:1:")


# --- what is written


@pytest.mark.slow
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full disk to write to")
def test_check_15_a_full_disk_and_a_closed_pipe_end_in_a_line() -> None:
    for command in (["export", FLAGSHIP, "--to", "ics"], ["--version"]):
        with Path("/dev/full").open("w") as full:
            done = subprocess.run(
                [sys.executable, "-m", "itinerary", *map(str, command)],
                stdout=full,
                stderr=subprocess.PIPE,
                text=True,
                check=False,
            )
        assert (done.returncode, "Traceback" in done.stderr) == (1, False)
        assert done.stderr.endswith("No space left on device\n")
    for ends in ("| head -c 1", "<&- >&-"):
        done = subprocess.run(
            ["bash", "-c", f'"{sys.executable}" -m itinerary explain "{FLAGSHIP}" {ends}'],
            capture_output=True,
            text=True,
            check=False,
        )
        assert "Traceback" not in done.stderr
        assert "Exception" not in done.stderr


READ_ONLY = """
def run():
    try:
        return cli.run_command_line()
    except SystemExit as done:
        return done.code

folder = Path(sys.argv[1])
os.chdir(folder.parent)
sys.argv = ["itinerary", "export", str(folder / "trip.yaml")]
assert not run()  # everything is imported now
os.chdir(folder)
Path("trip.ics").write_text("old")
folder.chmod(0o555)
if os.getuid() == 0:
    os.setuid(65534)
print(run(), Path("trip.ics").read_text(), sorted(path.name for path in Path().iterdir()))
"""


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="folders have other rights there")
def test_check_15_in_a_folder_that_is_read_only_the_old_file_stays() -> None:
    with tempfile.TemporaryDirectory() as above:  # not pytest's, which nobody else may enter
        folder = Path(above, "folder")
        folder.mkdir()
        Path(above).chmod(0o755)
        (folder / "trip.yaml").write_text(TRIP)
        code = (
            f"import sys; sys.path[:0] = {[str(ROOT), str(HERE)]}; sys.argv[1:] ="
            f" [{str(folder)!r}]; from test_safety import *\n{READ_ONLY}"
        )
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=HERE
        )
        folder.chmod(0o755)
    assert done.stdout.splitlines()[-1] == "1 old ['trip.ics', 'trip.yaml']"
    assert done.stderr == "itinerary: error: trip.ics: Permission denied\n"


# A run that stops for a minute where it writes a file. Jobs in a script's background ignore SIGINT.
PAUSED = """
import itinerary.__main__, os, signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)
def slow(_):
    print("writing", flush=True)
    time.sleep(60)
os.fsync = slow
sys.argv = ["itinerary", "export", "trip.yaml"]
itinerary.__main__.main()
"""


def signal_paused_run(folder: Path, number: int, times: int = 1) -> tuple[int, str, str]:
    """Send a signal to a run that is to write over a file; return its status, stdout and stderr."""
    (folder / "trip.yaml").write_text(TRIP)
    (folder / "trip.ics").write_text("old")
    running = subprocess.Popen(
        [sys.executable, "-c", PAUSED],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert running.stdout
    assert running.stdout.readline() == "writing\n"
    for _ in range(times):
        running.send_signal(number)
    out, err = running.communicate(timeout=120)
    left = {each.name: each.read_text() for each in folder.iterdir()}
    assert left == {"trip.ics": "old", "trip.yaml": TRIP}
    return running.returncode, out, err


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="signals are others there")
def test_check_15_ctrl_c_ends_a_run_without_a_trace(tmp_path: Path) -> None:
    assert signal_paused_run(tmp_path, signal.SIGINT) == (130, "", "")


TOO_SOON = """
import sys, types
class Interrupted(types.ModuleType):
    def __getattr__(self, name):
        raise KeyboardInterrupt
sys.modules["itinerary.cli"] = Interrupted("cli")
import itinerary.__main__
itinerary.__main__.main()
"""


def test_check_15_ctrl_c_may_come_before_anything_is_loaded() -> None:
    done = subprocess.run(
        [sys.executable, "-c", TOO_SOON], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


@pytest.mark.parametrize("target", ["folder.ics", "trip.yaml/x.ics"])
def test_check_15_what_cannot_be_written_is_named_and_nothing_is_left(
    target: str, run: Any, tmp_path: Path
) -> None:
    (tmp_path / "trip.yaml").write_text(TRIP)
    (tmp_path / "folder.ics").mkdir()
    status, out, err = run("export", "trip.yaml", "-o", "a.ics", "-o", target)
    assert (status, out) == (2 if target == "folder.ics" else 1, "")
    assert target in err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder.ics", "trip.yaml"]


@pytest.mark.slow
def test_check_15_what_is_printed_is_utf_8_wherever_it_is_not_seen() -> None:
    around = os.environ | {"PYTHONIOENCODING": "ascii"}
    for command, part in (
        ("show", "Tue 2 – Thu 4 Sep 2025"),
        ("export", "Rubio"),
        ("check", "“recently”"),
    ):
        options = {"export": ["--to", "ics"], "check": ["--format", "json"]}.get(command, [])
        full = [sys.executable, "-m", "itinerary", command, str(FLAGSHIP), *options]
        done = subprocess.run(full, capture_output=True, check=False, env=around)
        assert done.returncode == 0
        assert part in done.stdout.decode()


TITLES = [
    "../../etc/passwd",
    "/etc/passwd",
    "..",
    ".",
    "CON",
    "nul",
    "com1",
    "LPT9.txt",
    "a/b",
    "a\\b",
    "C:\\x",
    "x" * 300,
    "é" * 300,
    "😀" * 100,
    "\u200fgnp.exe",
    "trip.",
    "trip ",
    "~",
    "-rf",
    "$HOME",
    "北京",
    "a:b",
    "a|b",
    "*",
    "?",
]


@pytest.mark.parametrize("title", TITLES)
def test_check_16_files_are_named_inside_the_folder(title: str, run: Any, tmp_path: Path) -> None:
    event = {"title": title, "when": "2025-09-03"}
    text = json.dumps(
        {"title": title, "events": [event], "background": [event]}, ensure_ascii=False
    )
    assert run("export", "-", stdin=text)[0] == 0
    found = sorted(path.name for path in tmp_path.iterdir())
    assert len(found) == 3
    assert all(re.fullmatch(r"[a-z0-9-]{1,80}(-background)?\.(ics|md)", name) for name in found)
    assert not any(re.fullmatch(r"(con|prn|aux|nul|com\d|lpt\d)\..*", name) for name in found)


@pytest.mark.parametrize(
    "stem",
    [
        "x" * 250,
        "é" * 120,
        "a-name-of-more-than-forty-characters-that-goes-on",
        "..x",
        "a. ",
        "con",
        "\u202ex",
        "a\nb",
        "-",
    ],
)
def test_check_16_a_name_is_short_enough_for_each_suffix(
    stem: str, run: Any, tmp_path: Path
) -> None:
    (tmp_path / f"{stem}.yaml").write_text(TRIP + "background: [{id: b, title: B, when: 2012}]\n")
    assert run("export", f"./{stem}.yaml")[0] == 0
    found = {path.name for path in tmp_path.iterdir()} - {f"{stem}.yaml"}
    assert len(found) == 3
    assert all(len(os.fsencode(name)) <= 255 and not name.startswith("con.") for name in found)


def test_check_16_entries_of_one_title_have_uids_of_their_own() -> None:
    titles = ["a/b", "a\\b", "a b", "A-B", "a\u200eb"]
    document = {
        "title": "T",
        "id": "t",
        "events": [{"title": title, "when": "2025-09-03"} for title in titles],
    }
    found = events(resolve(loads(json.dumps(document), "json")))
    assert len({str(event["UID"]) for event in found}) == len(titles)


def test_check_16_a_link_is_not_followed(run: Any, tmp_path: Path) -> None:
    (tmp_path / "trip.yaml").write_text(TRIP)
    (tmp_path / "victim").write_text("mine")
    (tmp_path / "trip.ics").symlink_to("victim")
    assert run("export", "trip.yaml")[0] == 0
    assert ((tmp_path / "victim").read_text(), (tmp_path / "trip.ics").is_symlink()) == (
        "mine",
        False,
    )


# --- files


def test_check_26_what_a_killed_run_left_behind_is_in_nobodys_way(run: Any, tmp_path: Path) -> None:
    (tmp_path / "trip.yaml").write_text(TRIP)
    left = [tmp_path / f".itinerary-{os.getpid()}-{number}.part" for number in range(3)]
    for each in left:
        each.write_text("left behind")
    assert run("export", "trip.yaml")[0] == 0
    assert sorted(tmp_path.glob(".*.part")) == left


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644])
def test_check_30_a_file_keeps_who_may_read_it(run: Any, tmp_path: Path, mode: int) -> None:
    (tmp_path / "trip.yaml").write_text(TRIP)
    for content in ("old", "older"):
        (tmp_path / "trip.ics").write_text(content)
        (tmp_path / "trip.ics").chmod(mode)
        assert run("export", "trip.yaml", "-o", "trip.ics")[0] == 0
        assert (tmp_path / "trip.ics").stat().st_mode & 0o777 == mode
        assert "VCALENDAR" in (tmp_path / "trip.ics").read_text()


def test_check_30_nothing_that_an_export_reads_is_written_over(run: Any, tmp_path: Path) -> None:
    sheet = '{"publisher": "P", "title": "A"}'
    (tmp_path / "sheets").mkdir()
    for folder in (tmp_path, tmp_path / "sheets"):
        (folder / "s.json").write_text(sheet)
    for name, path in (("trip", "sheets/s.json"), ("old", "s.json")):
        document = {"title": "T", "id": "t", "dates": "2026-05-04", "sources": {"s": path}}
        (tmp_path / f"{name}.json").write_text(json.dumps(document))
    for output in ("trip.json", "sheets/s.json", "old.json", "s.json"):
        before = (tmp_path / output).read_bytes()
        status, _, err = run(
            "export", "trip.json", "--since", "old.json", "-o", "t.md", "-o", output
        )
        assert (status, f"{output} is" in err) == (2, True), err
        assert (tmp_path / output).read_bytes() == before
        assert not (tmp_path / "t.md").exists()


# --- texts


@pytest.mark.parametrize(
    "mark", [*map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))]
)
@pytest.mark.parametrize("escaped", [True, False])
def test_check_29_marks_that_turn_a_line_round_are_refused(mark: str, escaped: bool) -> None:
    text = json.dumps({"title": f"10:00 {mark} to 12:00", "id": "t"}, ensure_ascii=escaped)
    with pytest.raises(DocumentError, match=f"U\\+{ord(mark):04X}"):
        loads(text, "json")
    with pytest.raises(ValueError, match=f"U\\+{ord(mark):04X}"):
        Document(title=f"10:00 {mark}")


def test_check_29_joiners_and_marks_of_one_place_stay() -> None:
    title = "👩\u200d👩\u200d👧 می\u200cخواهم \u200e(a)"
    assert loads(json.dumps({"title": title, "id": "t"}), "json").title == title


@pytest.mark.parametrize(
    "text",
    [
        "\u05e9\u05dc\u05d5\u05dd",
        "\u0627\u062c\u062a\u0645\u0627\u0639 \u0628\u0627",
        "x \u200f",
        "a \u05d0 b \u05d1",
    ],
)
def test_check_29_a_text_of_another_direction_stands_alone_on_the_page(text: str) -> None:
    page = render(held(text), "html")
    strong = "[\u0590-\u08ff\u200f]"
    shown = re.sub('<(script|style|title)\\b.*?</\\1>|<[^>]*"[^>]*>', "", page, flags=re.DOTALL)
    assert re.search(strong, shown)
    assert not re.search(strong, re.sub("<bdi>[^<]*</bdi>", "", shown))
    assert not re.search("<bdi>[^<]*[0-9][^<]*</bdi>", shown)


# --- dates


MOMENTS = [
    # zone, the words, the instant
    (
        "Europe/Lisbon",
        "2025-03-30T01:30",
        "2025-03-30T01:30",
    ),  # skipped: read by the offset before it
    ("Europe/Lisbon", "2025-10-26T01:30", "2025-10-26T00:30"),  # twice: the first
    ("Pacific/Apia", "2011-12-30T10:00", "2011-12-30T20:00"),  # a day that was skipped
    ("Pacific/Apia", "2011-12-31T10:00", "2011-12-30T20:00"),
    ("Australia/Lord_Howe", "2025-10-05T02:15", "2025-10-04T15:45"),
    ("Africa/Casablanca", "2025-03-10T10:00", "2025-03-10T10:00"),
    ("Africa/Casablanca", "2025-05-10T10:00", "2025-05-10T09:00"),
    ("America/Guayaquil", "2025-09-02T10:00+02:00", "2025-09-02T08:00"),
    ("America/Guayaquil", "2025-09-02T10:00Z", "2025-09-02T10:00"),
    ("Etc/GMT+12", "2025-09-02T10:00", "2025-09-02T22:00"),
]


SKIPPED_OR_TWICE = {
    "2025-03-30T01:30",
    "2025-10-26T01:30",
    "2011-12-30T10:00",
    "2025-10-05T02:15",
}  # so in UTC: readers disagree on them


@pytest.mark.slow
@pytest.mark.parametrize(("key", "words", "instant"), MOMENTS)
def test_check_17_a_clock_time_is_the_instant_that_it_is(
    key: str, words: str, instant: str
) -> None:
    plain = {
        "id": "x",
        "title": "X",
        "when": f"{words[:4]}-06-01T12:00",
    }  # the zone has a VTIMEZONE, for its sake if for no other
    timeline = hold(
        json.dumps(
            {
                "title": "T",
                "id": "t",
                "timezone": key,
                "events": [{"id": "e", "title": "E", "when": words}, plain],
            }
        )
    )
    assert timeline is not None
    (event,) = [event for event in events(timeline) if event["SUMMARY"] == "E"]
    assert event["DTSTART"].dt.astimezone(UTC) == datetime.fromisoformat(f"{instant}+00:00")
    assert not re.search(r'TZID="?(UTC)?[+-]', render(timeline, "ics"))
    assert words not in SKIPPED_OR_TWICE or "TZID" not in event["DTSTART"].params


RANGE = [
    # the words, the interval or the refusal
    ("0001-01-01", "0001-01-01"),
    (
        "1752-09-03",
        "1752-09-03",
    ),  # no such day in London; dates are those of the calendar in use now
    ("1850-06-01T12:00", "1850-06-01T12:00:00-05:19:20"),
    ("9999-12-30", "9999-12-30"),
    ("9999-12-31", "it lies outside the years 9999 BC to AD 9999"),
    ("one day after 9999-12-30", "it lies outside the years 9999 BC to AD 9999"),
    ("one year after 2024-02-29", "2025-02-28"),
    ("before 0001-01-01", "of a trip nothing lies before the year 1"),
    ("10000-01-01", "not a date phrase"),
    ("0000-01-01", "of a trip nothing lies before the year 1"),
    ("in 99999999999 days", "it lies outside the years 9999 BC to AD 9999"),
    ("in " + "9" * 190 + " days", "it lies outside the years 9999 BC to AD 9999"),
]


@pytest.mark.parametrize(("words", "result"), RANGE)
def test_check_18_what_lies_at_the_ends_of_the_calendar_is_right_or_refused(
    words: str, result: str
) -> None:
    document = {
        "title": "T",
        "id": "t",
        "as_of": "2025-09-01",
        "timezone": "America/Guayaquil",
        "events": [{"id": "e", "title": "E", "when": words}],
    }
    loaded = loads(json.dumps(document), "json")
    timeline = resolve(loaded)
    hold_exports(timeline)
    entry = timeline.find("e")
    assert entry is not None
    found = (
        entry.interval.edtf if entry.interval else timeline.diagnostics[0].message.split(": ", 1)[1]
    )
    assert found.startswith(result)


@pytest.mark.parametrize("degrees", ["nan", "inf", "-inf", "91", "1e400", "-" + "9" * 400, "NaN"])
def test_check_18_a_place_on_no_globe_is_refused(degrees: str) -> None:
    found = read_text(
        f"title: T\nplace: {{name: x, timezone: UTC, latitude: {degrees}}}"
    ).diagnostics
    assert [each.severity for each in found] == ["error"]
    assert len(found[0].message) < 200


# What fuzzing has found, each as small as it came; none may raise anything, nor lose an event.
FOUND = {
    "a claim said at no date": {
        "events": [{"id": "e", "title": "E", "when": {"says": "2025-09-03", "said": "2025-02-30"}}]
    },
    "a claim said at the end of time": {
        "events": [{"id": "e", "title": "E", "when": {"says": "2025-09-03", "said": "9999-12-31"}}]
    },
    "an arrival without a zone": {
        "events": [
            {
                "id": "e",
                "title": "E",
                "kind": "movement",
                "from": "Lisbon",
                "to": "Nowhere at all",
                "depart": "2025-09-03T10:00",
                "arrive": "12:00",
            }
        ]
    },
    "a departure without a zone": {
        "events": [
            {
                "id": "e",
                "title": "E",
                "kind": "movement",
                "from": "Nowhere at all",
                "to": "Lisbon",
                "depart": "2025-09-03T10:00",
                "arrive": "2025-09-03T12:00",
            }
        ]
    },
    "a home beyond the calendar": {
        "home": "London",
        "timezone": "Pacific/Apia",
        "events": [{"id": "e", "title": "E", "when": "0001-01-01T05:00"}],
    },
    "a revision beyond 32 bits": {
        "revised": "6083-02-01",
        "events": [{"id": "e", "title": "E", "when": "2025-09-03"}],
    },
    "a trip of ten thousand years": {
        "dates": "0001-01-01/9999-12-30",
        "timezone": "UTC",
        "events": [
            {"id": f"e{number}", "title": "E", "when": words}
            for number, words in enumerate(
                ["10:00", "Tuesday", "the third day of the trip", "March", "the 4th"]
            )
        ],
    },
    "a phrase whose part lies before the year 1": {
        "as_of": "0001-01-01",
        "background": [{"id": "e", "title": "E", "when": "from Sept. 2 to 4"}],
    },
    "a stay that ends before it begins": {
        "timezone": "UTC",
        "events": [
            {
                "id": "e",
                "title": "E",
                "kind": "stay",
                "check_in": "2025-09-03",
                "check_out": "0001-01-01T00:00",
            }
        ],
    },
    "a stay that ends on the day before, in a zone ahead of UTC": {
        "timezone": "Pacific/Apia",
        "events": [
            {
                "id": "e",
                "title": "E",
                "kind": "stay",
                "check_in": "2025-09-03T09:00",
                "check_out": "2025-09-02",
            }
        ],
    },
    "a source of the last day of the calendar": {
        "sources": {"s": {"publisher": "P", "title": "T", "published": "9999-12-31"}},
        "background": [{"id": "b", "title": "B", "when": "2025", "source": "s"}],
    },
    "a way over the date line by days": {
        "events": [
            {
                "id": "e",
                "title": "E",
                "kind": "movement",
                "from": "Auckland",
                "to": "Los Angeles",
                "depart": "2025-09-04",
                "arrive": "2025-09-03",
            }
        ]
    },
    "a departure at the beginning of time": {
        "events": [
            {
                "id": "e",
                "title": "E",
                "kind": "movement",
                "from": "Quito, Ecuador",
                "to": "Lisbon",
                "depart": "0001-01-01T00:00",
                "arrive": "12:00",
            }
        ]
    },
}


@pytest.mark.parametrize("name", FOUND)
def test_check_18_what_fuzzing_found_stays_mended(name: str) -> None:
    start = time.process_time()
    loaded = loads(json.dumps({"title": "T", "id": "t"} | FOUND[name]), "json")
    timeline = resolve(loaded)
    hold(json.dumps({"title": "T", "id": "t"} | FOUND[name]))
    assert time.process_time() - start < 5
    broken = name in ("a trip of ten thousand years", "a departure at the beginning of time")
    assert (
        broken
        or [entry.id for entry in timeline.select_entries("event", "background") if entry.intervals]
        or "title" in name
    )


@pytest.mark.parametrize(
    "words",
    [
        "the first hour of 2025",
        "the third second of March",
        "the hour of Tuesday",
        "last 0 days",
        "the last 0 weeks of 2025",
    ],
)
def test_check_18_what_can_be_no_stretch_of_time_is_refused(words: str) -> None:
    with in_time(5), pytest.raises(PhraseError):  # the first of them once counted for ever
        resolve_phrase(words, reference=date(2025, 8, 29))


def test_check_18_a_stretch_that_the_clocks_skip_is_refused() -> None:
    with pytest.raises(PhraseError, match="it would take no time"):
        resolve_phrase(
            "from 1:00 to 2:00", reference=datetime(2025, 3, 30), zone=load_zone("Europe/Lisbon")
        )


def test_check_18_a_time_in_an_hour_that_comes_twice_keeps_its_pass() -> None:
    found = resolve_phrase(
        "2025-10-26T01:15+00:00", reference=datetime(2025, 10, 1), zone=load_zone("Europe/Lisbon")
    ).interval
    assert [each.utcoffset() for each in (found.start, found.end)] == [timedelta(), timedelta()]


def test_check_18_a_stretch_of_the_clock_may_be_counted_from_an_end() -> None:
    assert (
        resolve_phrase("last two minutes of 2025", reference=date(2025, 8, 29)).interval.edtf
        == "2025-12-31T23:58:00/2026-01-01T00:00:00"
    )


def test_check_18_next_is_the_next_there_is() -> None:
    for words, reference, result in (
        ("next February 29", date(1897, 1, 1), "1904-02-29"),
        ("last February 29", date(1903, 1, 1), "1896-02-29"),
    ):
        assert resolve_phrase(words, reference=reference).interval.edtf == result
    for words in ("next January", "next Monday", "next year", "in two weeks"):
        with pytest.raises(PhraseError):
            resolve_phrase(words, reference=date.max)
    assert resolve_phrase("from Sept. 2 to 4", reference=date.min).steps


# --- phrases

# Words over and over: what may be nested takes the square of its length, up to the limit.
FAMILIES = [
    "1-",
    "1/",
    "1.",
    "1 ",
    "1",
    "12:",
    "10:30 ",
    "10 am ",
    "2025-",
    "2025 ",
    "2025-09-02 ",
    "199X ",
    "next ",
    "last ",
    "this ",
    "the ",
    "of ",
    "in ",
    "to ",
    "4 to ",
    "from ",
    "until ",
    "since ",
    "and ",
    "Tuesday and ",
    "Tuesday or ",
    "two ",
    "twenty-",
    "hundred ",
    "two days after ",
    "the day before ",
    "the third Thursday of ",
    "March 4 ",
    "Sept. 2 to ",
    "May ",
    "noon ",
    "tonight ",
    "early ",
    "about ",
    "$a ",
    "(",
    "()",
    ",",
    "–",
    "...",
    " ",
    "\t",
    "á",
    "а",
    "a\u0301",
    "\u0301",
    "北",
    "😀",
    "ﬁ",
    "el martes y ",
    "hace tres días ",
    "3 de mayo y ",
    "de ",
    "lunes ",
    "próximo ",
    "Mon, ",
    "1990s ",
    "day 3, ",
    "lunes, ",
    "the the ",
    "next next ",
    "between and ",
    "2 3 4 5 ",
    "and a half ",
    "1/2/",
    "1.5 ",
    "a.m. ",
    "20 20 ",
    "twenty one ",
    "first second third ",
    "on Monday, ",
    "May 4, ",
    "2025, ",
    "4, ",
    "from 4 ",
    "4 to 5 ",
    "4pm-",
    "week of ",
    "weeks ago ",
    "rest of ",
    "one hundred ",
    "sun sat ",
    "tomorrow at ",
    "for 3 days ",
    "el 3 de ",
    "de la mañana ",
    "y media ",
    "1 de ",
    "cero ",
    "s seiscientos de ",
    "del ",
    "na terça e ",
    "há três dias ",
    "4 de março e ",
    "a ",
    "de terça a ",
    "seg, ",
    "dia 3 a ",
]
# Each of these can hold another of its own kind; no date phrase does so often.
NESTED = [
    "last day of ",
    "two days after ",
    "at 4 to ",
    "h twenty, ",
    "sixth qtr, ",
    "q 3 ",
    "1-1-1-1",
    "20 - ",
    "s ciento, ",
    "quince de ",
]
LONGEST = 1  # second for the 200 characters of a phrase; 0.003 was the most that was measured


def steps(text: str, language: str) -> int:
    """How often the chart of a text goes on along its trie."""
    known = load_grammar(language)
    try:
        return chart.Chart(
            known.trie, [token.shape for token in lexer.tokenize(text, known.words)]
        ).steps
    except PhraseError:
        return 0


@pytest.mark.slow
@pytest.mark.parametrize("language", list_languages())
def test_check_19_work_doubles_with_the_words(language: str) -> None:
    for family in (*FAMILIES, *NESTED):
        counts = [
            steps(family * 2**power, language)
            for power in range(8)
            if len(family) * 2**power <= lexer.MAX_CHARACTERS
        ]
        most = 5 if family in NESTED else 2.2
        assert all(after <= most * before for before, after in pairwise(counts) if before > 80), (
            family,
            counts,
        )
        assert max(counts) < 1.3 * chart.MAX_STEPS


@pytest.mark.slow
@pytest.mark.parametrize("language", list_languages())
def test_check_19_heaps_of_words_are_little_work(language: str) -> None:
    choose = Random(19)  # noqa: S311 - no secrets, but the same in every run
    known = load_grammar(language).words
    words = sorted({*known.kinds, *known.literals, *"0123456789,-/.:", "12", "31", "10:30"})
    for _ in range(400):
        some = [choose.choice(words) for _ in range(choose.randint(1, 8))]
        heaps = (
            " ".join(choose.choices(some, k=60)),
            "".join(choose.choices([*"1234567890-/.,: ", "12", "2025"], k=100)),
        )
        assert all(
            steps(heap[: lexer.MAX_CHARACTERS], language) < 1.3 * chart.MAX_STEPS for heap in heaps
        ), heaps


def test_check_19_phrases_need_a_part_of_the_steps_that_charts_have() -> None:
    files = {language: load_language_file(language) for language in list_languages()}
    counts = [
        steps(phrase, language)
        for language, file in files.items()
        for rule in file.rules
        for phrase, *_ in rule.examples
    ]
    assert 0 < max(counts) < chart.MAX_STEPS / 4


@pytest.fixture
def without_collector() -> Iterator[None]:
    """Keep the collector from looking through what thousands of tests have left in memory."""
    gc.disable()
    yield
    gc.enable()


@pytest.mark.slow
@pytest.mark.parametrize("language", list_languages())
def test_check_19_no_phrase_takes_long(language: str, without_collector: None) -> None:
    window = Interval(date(2025, 9, 2), date(2025, 9, 5))
    for family in (*FAMILIES, *NESTED):
        text = (family * lexer.MAX_CHARACTERS)[: lexer.MAX_CHARACTERS]
        for phrase in (text, text[: text.rfind(" ")]):
            start = time.process_time()
            with suppress(PhraseError):
                resolve_phrase(
                    phrase,
                    reference=date(2025, 8, 29),
                    language=language,
                    window=window,
                    anchors={"a": window},
                )
            assert time.process_time() - start < LONGEST, family


@pytest.mark.parametrize("length", [201, 10_000, 1_000_000])
def test_check_19_what_is_too_long_is_refused_unread(length: int) -> None:
    assert steps(("March 4, " * length)[:length], "en") == 0
    timeline = resolve(
        Document(
            title="T",
            events=[{"title": "E", "when": ("March 4, " * length)[: min(length, MAX_TEXT)]}],
        )
    )
    assert "longer than 200 characters" in timeline.diagnostics[0].message


@pytest.mark.slow
@pytest.mark.parametrize(
    ("dates", "told"),
    [
        ({"a": "two days after $b", "b": "two days after $a"}, "dates that count from each other"),
        ({"a": "$a"}, "dates that count from each other"),
        (
            {f"e{number}": f"the day after $e{(number + 1) % 200}" for number in range(200)},
            "dates that count from each other",
        ),
        ({"a": "$nobody"}, "nobody"),
        ({"a": "$published"}, "published"),
        ({"a": "$a.start.start"}, ""),
    ],
)
def test_check_19_references_that_lead_nowhere_are_named(dates: dict[str, str], told: str) -> None:
    document = {
        "title": "T",
        "id": "t",
        "events": [{"id": id, "title": id, "when": when} for id, when in dates.items()],
    }
    timeline = resolve(loads(json.dumps(document), "json"))
    found = [
        f"{each.message} {each.hint}" for each in timeline.diagnostics if each.severity == "error"
    ]
    assert any(told in each for each in found)
    assert all(entry.is_open for entry in timeline.select_entries("event"))
    hold_exports(timeline)


# --- the same everywhere


@pytest.mark.slow
def test_check_20_odd_texts_are_the_same_bytes_everywhere() -> None:
    far = {"PYTHONHASHSEED": "random", "TZ": "Pacific/Apia", "LC_ALL": "tr_TR.UTF-8"}
    assert script("print(digest(kept()[::6]))", **far).strip() == digest(kept()[::6])


@pytest.mark.slow
@settings(suppress_health_check=list(HealthCheck))  # `make fuzz` draws ten thousand
@given(written)
def test_check_20_any_document_is_written_and_read_back(text: str) -> None:
    hold(text)


# --- programs that help, and signals

posix = pytest.mark.skipif(os.name == "nt", reason="a script is no program there")


def browser(folder: Path, script: str) -> str:
    """Put a program in a folder that a PDF is printed by; return the path to look along."""
    program = folder / "bin" / "chromium"
    program.parent.mkdir(exist_ok=True)
    program.write_text(
        '#!/bin/sh\nfor each; do case "$each" in --print-to-pdf=*) '
        f'out="${{each#--print-to-pdf=}}";; esac; done\n{script}\n'
    )
    program.chmod(0o755)
    return f"{program.parent}{os.pathsep}/usr/bin{os.pathsep}/bin"


BAD_BROWSERS = [
    ("exit 0", "printed nothing"),
    ("echo no space >&2; exit 3", "printed nothing: it ended with status 3 no space"),
    ("printf '%%PDF-1.7 half' > \"$out\"", "printed a part of the page"),
    ("printf 'x' > \"$out\"", "printed a part of the page"),
    ("printf '%%PDF-1.7 %%%%EOF' > \"$out\"; exit 9", "part of the page: it ended with status 9"),
    ("printf '%%PDF-1.7 %%%%EOF' > \"$out\"; kill -9 $$", "it ended with status -9"),
]


@posix
@pytest.mark.parametrize(("code", "told"), BAD_BROWSERS)
def test_check_22_half_a_pdf_is_none(
    code: str, told: str, run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "trip.yaml").write_text(TRIP)
    (tmp_path / "trip.pdf").write_text("old")
    monkeypatch.setenv("PATH", browser(tmp_path, code))
    status, out, err = run("export", "trip.yaml", "-o", "trip.pdf")
    assert (status, out, told in err) == (1, "", True), err
    assert (tmp_path / "trip.pdf").read_text() == "old"


@posix
def test_check_22_a_whole_pdf_is_written(
    run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "trip.yaml").write_text(TRIP)
    monkeypatch.setenv("PATH", browser(tmp_path, "printf '%%PDF-1.7 %%%%EOF' > \"$out\""))
    assert run("export", "trip.yaml", "-o", "trip.pdf")[0] == 0
    assert (tmp_path / "trip.pdf").read_text() == "%PDF-1.7 %%EOF"


@posix
def test_check_22_a_full_folder_for_what_passes_is_told(
    run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    (tmp_path / "trip.yaml").write_text(TRIP)
    monkeypatch.setenv("PATH", browser(tmp_path, "exit 0"))
    monkeypatch.setattr(tempfile, "TemporaryDirectory", full)
    status, _, err = run("export", "trip.yaml", "-o", "trip.pdf")
    assert status == 1
    assert f"{tempfile.gettempdir()}: No space left on device - free space there" in err


def started(folder: Path, *arguments: str, **around: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "itinerary", *arguments],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)} | around,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def wait_for(path: Path) -> None:
    end = time.monotonic() + 60
    while not path.exists() and time.monotonic() < end:
        time.sleep(0.02)
    assert path.exists()


def is_running(number: int) -> bool:
    """Whether a process runs; one that has ended and that nobody waits for does not."""
    with suppress(OSError):
        os.kill(number, 0)
        state = Path(f"/proc/{number}/stat")
        return not state.exists() or state.read_text().rpartition(")")[2].split()[0] != "Z"
    return False


@posix
@pytest.mark.slow
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_check_26_a_run_that_is_stopped_leaves_no_browser_and_no_file(
    name: str, tmp_path: Path
) -> None:
    (tmp_path / "trip.yaml").write_text(TRIP)
    (tmp_path / "temporary").mkdir()
    ready = tmp_path / "ready"
    path = browser(
        tmp_path, f'sleep 1000 & echo $! > "{ready}.part"; mv "{ready}.part" "{ready}"; wait'
    )
    around = {"PATH": path, "TMPDIR": str(tmp_path / "temporary")}
    running = started(tmp_path, "export", "trip.yaml", "-o", "trip.pdf", **around)
    wait_for(ready)
    child = int(ready.read_text())
    assert is_running(child)
    running.send_signal(getattr(signal, name))
    out, err = running.communicate(timeout=120)
    assert (running.returncode, out, err) == (128 + getattr(signal, name), b"", b"")
    assert not is_running(child)
    assert [*(tmp_path / "temporary").iterdir()] == []
    assert {each.name for each in tmp_path.iterdir()} == {"trip.yaml", "temporary", "bin", "ready"}


@posix
@pytest.mark.slow
@pytest.mark.parametrize(("name", "times"), [("SIGTERM", 1), ("SIGHUP", 1), ("SIGTERM", 3)])
def test_check_26_a_run_that_is_stopped_leaves_no_part_of_a_file(
    name: str, times: int, tmp_path: Path
) -> None:
    number = getattr(signal, name)
    assert signal_paused_run(tmp_path, number, times) == (128 + number, "", "")


@posix
@pytest.mark.slow
def test_check_26_a_hangup_that_is_ignored_stays_ignored(tmp_path: Path) -> None:
    code = (
        "import signal; signal.signal(signal.SIGHUP, signal.SIG_IGN)\n"
        "import os, sys, itinerary.__main__\n"
        "def hang_up(_): os.kill(os.getpid(), signal.SIGHUP)\n"
        "os.fsync = hang_up\nsys.argv = ['itinerary', 'export', 'trip.yaml']\n"
        "itinerary.__main__.main()"
    )
    (tmp_path / "trip.yaml").write_text(TRIP)
    around = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=around, check=False)
    assert done.returncode == 0
    assert (tmp_path / "trip.ics").exists()


# --- work


def calendar_of(*components: str) -> bytes:
    lines = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", *components, "END:VCALENDAR", "")
    return "\r\n".join(lines).encode()


def recurring(number: int, *lines: str, start: str = "DTSTART:20270301T100000Z") -> str:
    return "\r\n".join(
        ("BEGIN:VEVENT", f"UID:{number}", "SUMMARY:Rounds", start, *lines, "END:VEVENT")
    )


def clocks(name: str, count: int, start: int = 1601) -> str:
    rule = (
        f"BEGIN:STANDARD\r\nDTSTART:{start}0301T000000\r\nTZOFFSETFROM:+0100\r\n"
        "TZOFFSETTO:+0200\r\nRRULE:FREQ=YEARLY;BYMONTH=3\r\nEND:STANDARD"
    )
    return "\r\n".join((f"BEGIN:VTIMEZONE\r\nTZID:{name}", *[rule] * count, "END:VTIMEZONE"))


NO_STEP = [f"FREQ={each};INTERVAL=0" for each in "HOURLY DAILY WEEKLY MONTHLY YEARLY".split()]
NEVER_AGAIN = [
    "FREQ=YEARLY;COUNT=3;BYMONTH=4;BYMONTHDAY=31",
    "FREQ=MONTHLY;COUNT=3;BYMONTH=6;BYMONTHDAY=31",
    "FREQ=WEEKLY;COUNT=3;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=DAILY;COUNT=3;BYMONTH=9;BYMONTHDAY=31",
    "FREQ=DAILY;COUNT=3;BYDAY=WE;BYSETPOS=4",
    "FREQ=HOURLY;COUNT=3;BYMONTH=11;BYMONTHDAY=31",
    "FREQ=HOURLY;COUNT=3;INTERVAL=24;BYHOUR=9",
    "FREQ=YEARLY;COUNT=3;BYWEEKNO=53;BYMONTH=8",
    "FREQ=YEARLY;COUNT=3;BYYEARDAY=300;BYMONTH=1",
]


@pytest.mark.parametrize("rule", [*NO_STEP, *NEVER_AGAIN])
@pytest.mark.parametrize("until", [date(2028, 1, 1), date.max])
def test_check_23_a_rule_that_comes_to_nothing_ends(rule: str, until: date) -> None:
    with in_time(10):
        found = import_calendar(calendar_of(recurring(1, f"RRULE:{rule}")), "c.ics", until=until)
    errors = [each.message for each in found.findings if each.severity == "error"]
    if "HOURLY" in rule and "BYMONTH" in rule and until == date.max:
        assert "the calendar is too much work" in errors[0]
    elif rule in NO_STEP:
        assert errors == [f"'Rounds' recurs by no rule: INTERVAL cannot be 0 ({rule})"]
    else:
        assert (found.events, errors) == (1, [])


@pytest.mark.slow
def test_check_24_each_calendar_goes_by_its_own_clocks_in_any_order_and_thread() -> None:
    def ahead(hours: int) -> str:
        return (
            f"BEGIN:VTIMEZONE\r\nTZID:Field\r\nBEGIN:STANDARD\r\nDTSTART:20200101T000000\r\n"
            f"TZOFFSETFROM:+{hours:02}00\r\nTZOFFSETTO:+{hours:02}00\r\nEND:STANDARD\r\n"
            "END:VTIMEZONE"
        )

    start = "DTSTART;TZID=Field:20270301T100000"
    timeline = resolve(loads(TRIP))

    def read(hours: int) -> tuple[object, object]:
        data = calendar_of(ahead(hours), recurring(1, start=start))
        seen = verify(data.decode(), timeline).events[0].start.value
        assert isinstance(seen, datetime)
        imported = import_calendar(data, "c.ics").text
        return seen.utcoffset(), re.findall("when: (.*)", imported)

    order = [1, 7, 3, 9, 5] * 40
    expected = {hours: read(hours) for hours in set(order)}
    assert [expected[hours][0] for hours in (1, 3, 9)] == [timedelta(hours=n) for n in (1, 3, 9)]
    assert len({str(each[1]) for each in expected.values()}) == len(expected)
    with ThreadPoolExecutor(4) as pool:
        assert [*pool.map(read, order)] == [expected[hours] for hours in order]
    unknown = calendar_of(recurring(1, start=start)).decode()
    with suppress(ItineraryError):
        value = verify(unknown, timeline).events[0].start.value
        assert not (isinstance(value, datetime) and value.utcoffset())


def test_check_27_offsets_of_more_than_a_day_are_told() -> None:
    odd = clocks("Far", 1).replace("+0200", "-9999")
    data = calendar_of(odd, recurring(1, start="DTSTART;TZID=Far:20270301T100000"))
    with pytest.raises(ItineraryError, match="cannot be read: offset must be"):
        verify(data.decode(), resolve(loads(TRIP)))


TOO_MUCH = {
    "rules that are followed for long": [
        recurring(each, "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=2") for each in range(30)
    ],
    "events in a hundred days": [
        recurring(each, "RRULE:FREQ=DAILY;COUNT=900") for each in range(40)
    ],
    "rules of a zone": [clocks("Far", 200), recurring(1)],
    "zones": [*(clocks(f"Far {each}", 2) for each in range(100)), recurring(1)],
}


@pytest.mark.slow
@pytest.mark.parametrize("name", TOO_MUCH)
def test_check_28_an_import_is_bounded_work(name: str) -> None:
    with in_time(20):
        found = import_calendar(
            calendar_of(*TOO_MUCH[name]), "c.ics", until=date.max, skip_broken=True
        )
    assert found.text == ""
    assert [str(each.code) for each in found.findings if each.severity == "error"] == ["too-large"]


def test_check_28_a_large_sheet_is_read_once(run: Any, tmp_path: Path) -> None:
    (tmp_path / "s.yaml").write_text(f"publisher: P\ntitle: A\nx-a: [{'1, ' * 40_000}]\n")
    (tmp_path / "link.yaml").symlink_to("s.yaml")
    names = ("s.yaml", "./s.yaml", "link.yaml", "s.yaml")
    sources = "".join(f"  s{number}: {name}\n" for number, name in enumerate(names))
    (tmp_path / "trip.yaml").write_text(f"title: T\nid: t\nsources:\n{sources}")
    status, _, err = run("check", "trip.yaml")
    assert (status, err.count("it is the sheet of 's0' already")) == (1, 2), err


def growing(name: str, count: int) -> dict[str, Any]:
    """A small document of which a part stands there so often, in words that no other has."""
    words = {
        "weekdays of a century": "Monday, Tuesday and Friday",
        "counted from the next": "the day after $e{count}-{next}",
        "counted from each other": "the day after $e{count}-{other}",
        "counted from nothing": "the day after $nobody-{count}-{number}",
        "unread": "{number} of those",
        "counted from what is said before": "the following day",
        "open": "TBD",
        "at the same time": "2025-09-03T10:00/2025-09-03T12:00",
        "a claim": "2025-09-03T10:{minute:02}",
    }[name]
    events = [
        {
            "id": f"e{count}-{number}",
            "title": "E",
            "when": words.format(
                count=count,
                number=number,
                next=(number + 1) % count,
                other=number ^ 1,
                minute=number % 60,
            ),
        }
        for number in range(count)
    ]
    dates = {"dates": "1926-01-01/2025-12-31"} if "century" in name else {}
    return {"title": "T", "id": "t", "timezone": "UTC", "events": events} | dates


@cache
def count_calls(name: str, count: int) -> int:
    """How many functions are called to resolve and tell a document: work that no clock measures."""
    text = json.dumps(growing(name, count))
    calls = 0

    def step(_: object, event: str, __: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(step)
    try:
        timeline = resolve(loads(text, "json"))
        format_diagnostics(timeline.diagnostics)
    finally:
        sys.setprofile(None)
    return calls


GROWING = (
    "weekdays of a century",
    "counted from the next",
    "counted from each other",
    "counted from nothing",
    "unread",
    "counted from what is said before",
    "open",
    "at the same time",
    "a claim",
)


@pytest.mark.slow
@pytest.mark.parametrize("name", GROWING)
def test_check_28_work_grows_with_the_document(name: str) -> None:
    count_calls(name, 20)  # what is loaded once
    few, many = (count_calls(name, count) for count in (150, 600))
    assert many < 5.5 * few, (few, many)
    assert many < 75_000 * 600


def test_check_31_fifty_mistakes_are_told_and_the_others_counted() -> None:
    days = [{"title": "E", "when": f"{number} 30 February 2025"} for number in range(200)]
    broken = loads(json.dumps({"title": "T", "id": "t", "events": days}), "json")
    with pytest.raises(DocumentError) as error:
        resolve(broken).raise_for_errors()
    told = str(error.value).splitlines()
    assert len([line for line in told if line.startswith("<text>:")]) == 50
    assert told[-1] == "… and 150 more - correct those above first"


@pytest.mark.parametrize(
    ("words", "moment"),
    [
        ("2025-03-28T24:00", "2025-03-29T00:00:00"),
        ("2025-12-31 24:00:00", "2026-01-01T00:00:00"),
        ("2025-03-28T24:00Z", "2025-03-29T00:00:00+00:00"),
        ("2025-03-28T21:00/2025-03-28T24:00", "2025-03-28T21:00:00/2025-03-29T00:00:00"),
    ],
)
def test_check_31_the_end_of_a_day_is_a_time(words: str, moment: str) -> None:
    assert resolve_phrase(words, reference=date(2025, 3, 1)).interval.edtf == moment


@pytest.mark.parametrize("words", ["2025-03-28T24:01", "2025-03-28T25:00", "9999-12-31T24:00Z"])
def test_check_31_what_is_no_end_of_a_day_is_refused(words: str) -> None:
    with pytest.raises(PhraseError):
        resolve_phrase(words, reference=date(2025, 3, 1))


# --- one mistake

SHEET = "publisher: El Faro, title: Agenda, published: 2026-05-01, language: es"
PROGRAMME = """title: Visit
id: visit
dates: 2026-05-04/2026-05-08
place: {name: Bilbao, timezone: Europe/Madrid}
sources:
  faro: {SHEET}
legs:
  - id: coast
    place: {name: Getaria, timezone: Europe/Madrid}
    when: 2026-05-05/2026-05-06
    source: faro
    events:
      - {id: talk, title: Talk, when: el martes a las 10:00}
      - {id: walk, title: Walk, when: el miércoles a las 9:00}
events:
  - {id: lunch, title: Lunch, when: {says: el lunes a las 13:00, source: faro}}
  - {id: boat, title: Boat, when: two hours after $talk}
"""
ONE_MISTAKE = {
    "nothing": ("", "", 0),
    "a broken source": ("publisher: El Faro, ", "", 1),
    "the language of a source": ("language: es", "language: eus", 1),
    "an unknown source of a leg": ("source: faro\n", "source: far\n", 1),
    "an odd source of a claim": ("13:00, source: faro", "13:00, source: a b", 1),
    "a source that is a list": ("13:00, source: faro", "13:00, source: [faro]", 1),
    "the dates of a leg": ("2026-05-05/2026-05-06", "2026-05-50", 1),
    "words that are no dates of a leg": ("2026-05-05/2026-05-06", "sometime else", 1),
    "the dates of the trip": ("2026-05-04/2026-05-08", "$nobody", 1),
    "the date that another counts from": ("el martes a las 10:00", "$gone", 1),
    "the zone of a place": ("Getaria, timezone: Europe/Madrid", "Getaria, timezone: Basque", 1),
}


@pytest.mark.parametrize("name", ONE_MISTAKE)
def test_one_mistake_is_told_once(name: str, run: Any) -> None:
    before, after, count = ONE_MISTAKE[name]
    text = PROGRAMME.replace("{SHEET}", f"{{{SHEET}}}")
    assert before in text
    status, _, err = run("check", "-", stdin=text.replace(before, after, 1) if before else text)
    told = [line for line in err.splitlines() if line.startswith("<stdin>:") and ": error:" in line]
    assert (status, len(told)) == (int(count > 0), count), err


def test_what_has_no_day_by_the_clock_of_its_place_is_told() -> None:
    data = calendar_of(recurring(1, "GEO:-12.05;-77.04", start="DTSTART:00010101T000000Z"))
    found = import_calendar(data, "c.ics")
    assert [(each.severity, str(each.code)) for each in found.findings] == [
        ("error", "phrase-impossible")
    ]
