"""The gallery of mistakes in `errors`: what `check` prints of each, and the pages of codes."""

from __future__ import annotations

import io
import json
import os
import re
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
import yaml
from tables import Table

from itinerary import codes
from itinerary.calendars.importing import import_calendar
from itinerary.codes import Code, load_code_pages
from itinerary.diagnostics import EXCERPT_WIDTH, Diagnostic, Position, format_diagnostics
from itinerary.loading import yaml_parser

ERRORS = Path(__file__).parent / "errors"
WRONG = sorted(path.name for path in ERRORS.iterdir() if path.suffix in {".yaml", ".json", ".toml"})
PARSERS = [yaml.CSafeLoader, pytest.param(yaml.SafeLoader, marks=pytest.mark.slow)]
PARSERS_WORDS = (
    "input should",
    "type=",
    "pydantic",
    "scalar",
    "token",
    "mapping",
    "while scanning",
)
SCREENFUL = 24

Check = Callable[..., tuple[int, str]]


@pytest.fixture
def check(run: Callable[..., tuple[int, str, str]]) -> Check:
    """The exit status of `itinerary check`, and what it prints: findings, then the count."""

    def check(*arguments: object) -> tuple[int, str]:
        status, out, err = run("check", *arguments)
        return status, err + out

    return check


# The gallery


@pytest.mark.parametrize("parser", PARSERS)
def test_each_wrong_document_gets_its_messages(
    parser: type, check: Check, monkeypatch: pytest.MonkeyPatch, table: Table
) -> None:
    """`UPDATE_GOLDEN=1` writes the messages anew; read the difference before you keep it."""
    for name in WRONG:
        with table.row(name):
            monkeypatch.chdir(ERRORS)
            monkeypatch.setattr(yaml_parser, "_Parser", parser)
            golden = Path(name).with_suffix(".txt")
            _, printed = check(name)
            if os.environ.get("UPDATE_GOLDEN"):
                golden.write_text(printed, encoding="utf-8")
            assert printed == golden.read_text(encoding="utf-8")


def test_each_golden_has_a_document() -> None:
    assert {path.stem for path in ERRORS.glob("*.txt")} == {Path(name).stem for name in WRONG}
    assert len({Path(name).stem for name in WRONG}) == len(WRONG) >= 60


def test_a_message_fits_a_screen_and_does_not_speak_like_a_parser(table: Table) -> None:
    for golden in sorted(ERRORS.glob("*.txt")):
        with table.row(golden.stem):
            text = golden.read_text(encoding="utf-8")
            assert not [word for word in PARSERS_WORDS if word in text.lower()]
            for finding in re.split(r"\n(?=\S)", text):
                first, *rest = finding.splitlines()
                assert re.search(r" (error|warning|note): .* \[[a-z-]+\]$|no errors$", first)
                assert len(rest) < SCREENFUL
                assert all(len(line) <= EXCERPT_WIDTH + 8 for line in rest)


def test_a_mistake_takes_a_screenful_however_long_its_words_are() -> None:
    printed = format_diagnostics(
        [
            Diagnostic(
                Position("trip.yaml", 1, 5000), "error", "m" * 9999, "h " * 9999, "", "e" * 9999
            )
        ]
    )
    assert len(printed.splitlines()) < SCREENFUL
    assert len(printed) < 2000


def test_a_caret_stands_under_its_character_in_scripts_of_wide_letters_and_marks() -> None:
    printed = format_diagnostics(
        [Diagnostic(Position("trip.yaml", 1, 10), "error", "m", excerpt="東京: 会議é x")]
    )
    assert printed.splitlines()[1:] == ["    1 | 東京: 会議é x", "      |              ^"]


# The pages


EXAMPLE = re.compile(r"^(Wrong|Right):\n\n((?:    .*\n|\n)+)", re.MULTILINE)
FILES = {
    "trip.yaml": "title: Weekend in Lisbon\n",
    "gli.yaml": "publisher: Global Leaders Insights\ntitle: Visit next week\n",
    "gazette.txt": "The envoy will be in Quito on 9 June.\n",
    "minutes.yaml": f"title: Meeting\nnotes: {'blah ' * 5000}\n",
    "archive.yaml": f"title: Trips\nx-all: {'trip ' * 14_000_000}\n",
}


EVENT = "BEGIN:VCALENDAR\nBEGIN:VEVENT\n{}END:VEVENT\nEND:VCALENDAR\n"


@pytest.fixture
def told(check: Check, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., set[str]]:
    """The codes that an example of a page raises: of a document, or of a command."""
    monkeypatch.chdir(tmp_path)
    for beside in ("gli.yaml", "gazette.txt"):
        (tmp_path / beside).write_text(FILES[beside], encoding="utf-8")

    def told(example: str, *options: str) -> set[str]:
        if re.match("[A-Z]+[:;]", example):
            lines = EVENT.format(example) if example.startswith("DTSTART") else example
            return {each.code for each in import_calendar(lines.encode(), "lunch.ics").findings}
        command = re.fullmatch(r"\$ (?:printf '(.*)' \| )?itinerary check (\S+)\n", example)
        piped, name = command.groups() if command else (None, "")
        if piped:
            monkeypatch.setattr(sys, "stdin", io.StringIO(piped.encode().decode("unicode_escape")))
        elif name in FILES:
            Path(name).write_text(FILES[name], encoding="utf-8")
        elif not command:
            name = "example.json" if example.startswith('{"') else "example.yaml"
            is_whole = name == "example.json" or re.search(r"^title:", example, re.MULTILINE)
            Path(name).write_text(
                example if is_whole else f"title: Example\nid: example\n{example}", encoding="utf-8"
            )
        return {each["code"] for each in json.loads(check(name, *options, "--format", "json")[1])}

    return told


@pytest.mark.slow
def test_the_wrong_example_of_a_page_raises_its_code_and_the_right_one_does_not(
    told: Callable[..., set[str]], table: Table
) -> None:
    for code in load_code_pages():
        with table.row(code):
            (_, wrong), (_, right) = [
                (name, textwrap.dedent(text.strip("\n")) + "\n")
                for name, text in EXAMPLE.findall(f"{load_code_pages()[code]}\n")
            ]
            strict = ["--strict"] if code == "night-without-stay" else []
            assert code in told(wrong, *strict)
            assert told(right, *strict) <= {"generated-id"} - {code}


def test_a_page_is_short_and_says_why(table: Table) -> None:
    for code in load_code_pages():
        with table.row(code):
            lines = [line for line in load_code_pages()[code].splitlines() if line]
            assert 5 <= len(lines) <= 12
            assert [line for line in lines if line.startswith("Why: ")]
            assert max(map(len, [line for line in lines if not line.startswith("    ")])) <= 100


def test_the_pages_are_in_order() -> None:
    assert list(load_code_pages()) == sorted(load_code_pages())


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    assert set(load_code_pages()) - set(Code) == set(), "pages without a code in codes.py"
    assert set(Code) - set(load_code_pages()) == set(), "codes without a page in codes.md"


def test_a_code_is_written_out_only_where_it_is_registered() -> None:
    """So that the type checker knows every code; one of a single word may mean something else."""
    package = Path(codes.__file__).parent
    literal = re.compile(f'"({"|".join(code for code in Code if "-" in code)})"')
    found = {
        str(path.relative_to(package))
        for path in package.rglob("*.py")
        if literal.search(path.read_text(encoding="utf-8"))
    }
    assert found == {"codes.py"}


def test_a_page_is_printed_and_an_unknown_code_gets_a_remedy(check: Check) -> None:
    assert check("--explain", "no-such-place") == (
        0,
        f"no-such-place\n\n{load_code_pages()['no-such-place']}\n",
    )
    assert check("--explain", "[tab]")[1].startswith("tab\n\nA line begins with a tab.\n")
    assert check("--explain", "no-such-plaice") == (
        2,
        "itinerary: there is no code 'no-such-plaice' - did you mean 'no-such-place'?\n",
    )
    assert check()[0] == 2


# Formats for programs

SARIF = {
    "type": "object",
    "required": ["version", "runs"],
    "properties": {
        "version": {"const": "2.1.0"},
        "runs": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/run"}},
    },
    "$defs": {
        "text": {"type": "object", "required": ["text"],
            "properties": {"text": {"type": "string", "minLength": 1}}},
        "run": {
            "required": ["tool", "results"],
            "properties": {
                "tool": {
                    "required": ["driver"],
                    "properties": {
                        "driver": {
                            "required": ["name", "rules"],
                            "properties": {"name": {"type": "string"},
                                "rules": {"type": "array", "items": {"$ref": "#/$defs/rule"}}},
                        }
                    },
                },
                "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                "results": {"type": "array", "items": {"$ref": "#/$defs/result"}},
            },
        },
        "rule": {"required": ["id", "shortDescription"],
            "properties": {"shortDescription": {"$ref": "#/$defs/text"}}},
        "result": {
            "required": ["ruleId", "ruleIndex", "level", "message", "locations"],
            "properties": {
                "level": {"enum": ["none", "note", "warning", "error"]},
                "message": {"$ref": "#/$defs/text"},
                "locations": {"type": "array", "minItems": 1,
                    "items": {"required": ["physicalLocation"],
                        "properties": {"physicalLocation": {"$ref": "#/$defs/place"}}}},
            },
        },
        "place": {
            "required": ["artifactLocation", "region"],
            "properties": {
                "artifactLocation": {"required": ["uri"],
                    "properties": {"uri": {"type": "string", "pattern": "^[!-~]+$"}}},
                "region": {
                    "required": ["startLine", "startColumn"],
                    "properties": {"startLine": {"type": "integer", "minimum": 1},
                        "startColumn": {"type": "integer", "minimum": 1}},
                },
            },
        },
    },
}  # fmt: skip


@pytest.mark.parametrize("name", ["ten-mistakes.yaml", "vague.yaml", "sources.yaml", "utf-16.yaml"])
def test_sarif_is_what_code_hosts_take(
    name: str, check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ERRORS)
    report = json.loads(check(name, "--format", "sarif")[1])
    jsonschema.validate(report, SARIF)
    findings = json.loads(check(name, "--format", "json")[1])
    (run,) = report["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert rules == sorted({each["code"] for each in findings})
    for result, finding in zip(run["results"], findings, strict=True):
        region = result["locations"][0]["physicalLocation"]["region"]
        assert (rules[result["ruleIndex"]], result["level"]) == (
            finding["code"],
            finding["severity"],
        )
        assert (region["startLine"], region["startColumn"]) == (
            finding["position"]["line"],
            finding["position"]["column"],
        )
        assert result["message"]["text"].startswith(finding["message"])


def test_a_sound_document_is_sarif_too(check: Check, tmp_path: Path) -> None:
    trip = tmp_path / "my trip, é.yaml"
    trip.write_text("{title: Trip, id: trip, dates: 5}", encoding="utf-8")
    report = json.loads(check(trip, "--format", "sarif")[1])
    jsonschema.validate(report, SARIF)
    assert report["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"][
        "uri"
    ].endswith("my%20trip%2C%20%C3%A9.yaml")
    trip.write_text("{title: Trip, id: trip}", encoding="utf-8")
    assert json.loads(check(trip, "--format", "sarif")[1])["runs"][0]["results"] == []


def test_github_takes_a_finding_as_one_line_however_the_file_is_called(
    check: Check, tmp_path: Path
) -> None:
    trip = tmp_path / "a,b:c%.yaml"
    trip.write_text("{title: Trip, id: trip, plce: Quito}", encoding="utf-8")
    _, printed = check(trip, "--format", "github")
    assert printed.endswith(
        "a%2Cb%3Ac%25.yaml,line=1,col=25::unknown field 'plce' - did you mean 'place'?"
        " [unknown-field]\n"
    )
    assert printed.count("\n") == 1


def test_json_repeats_no_more_of_a_line_than_a_reader_needs(check: Check, tmp_path: Path) -> None:
    trip = tmp_path / "trip.json"
    trip.write_text(json.dumps({"title": "x", "events": [{"k": 1}] * 99}), encoding="utf-8")
    found = json.loads(check(trip, "--format", "json")[1])
    assert len(found) == 2 * 99
    assert max(len(json.dumps(each)) for each in found) < 2000
