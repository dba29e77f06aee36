"""The documents that people copy pass, and their exports are their goldens, byte by byte."""

import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from freezegun import freeze_time

from itinerary import formats, load, render, resolve
from itinerary.briefing import STYLES
from itinerary.dates.wording.labels import LABEL_LANGUAGES
from itinerary.export import FORMATS
from itinerary.loading import read_file

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden"
EXAMPLES = sorted(
    path.relative_to(ROOT) for path in (ROOT / "examples").glob("*.yaml")
)  # as people name them: goldens hold their paths
SEEDS = sorted((ROOT / "seeds").glob("*.yaml"))
BRIEFINGS = [
    ("markdown", {"style": style, "lang": lang}) for style in STYLES for lang in LABEL_LANGUAGES
]
OPTIONS = (
    [(format, {}) for format in formats() if format != "markdown"]
    + BRIEFINGS
    + [("ics", {"background": "only"}), ("ics", {"utc": True})]
)


@pytest.fixture(autouse=True)
def _in_the_checkout(monkeypatch):
    monkeypatch.chdir(ROOT)


def golden(example, format, options):
    flags = "".join(
        f"-{value if name in ('style', 'lang') else name}"
        for name, value in options.items()
        if value not in ("briefing", "en")
    )
    return GOLDEN / f"{example.stem}{flags}.{FORMATS[format].suffix}"


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_has_no_errors(example):
    loaded = read_file(example)
    assert [str(each) for each in loaded.diagnostics] == []
    assert [each for each in resolve(loaded.document).diagnostics if each.severity == "error"] == []


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)
def test_a_source_sheet_loads_as_a_source(seed, tmp_path):
    document = tmp_path / "trip.yaml"
    document.write_text(
        "title: T\nid: t\nevents: [{id: e, title: E, when: 2025-09-03}]\nsources: {seed:"
        f" {seed}}}\n"
    )
    source = load(document, root=seed.parent).sources["seed"]
    assert source.publisher
    assert source.statements


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize(
    ("format", "options"),
    OPTIONS,
    ids=lambda value: value if isinstance(value, str) else "-".join(map(str, value.values())),
)
def test_an_export_is_its_golden(example, format, options):
    """`UPDATE_GOLDEN=1 python -m pytest tests/test_examples.py` writes the goldens anew."""
    text = render(resolve(load(example)), format, FORMATS[format].options(**options))
    path = golden(example, format, options)
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.mkdir(exist_ok=True)
        path.write_bytes(text.encode())
    assert path.read_bytes().decode() == text


def test_every_golden_has_an_example():
    expected = {
        golden(example, format, options) for example in EXAMPLES for format, options in OPTIONS
    }
    assert set(GOLDEN.iterdir()) == expected


SCRIPT = """
import hashlib, sys
from itinerary import load, render, resolve
from itinerary.export import FORMATS
for path in sys.argv[1:]:
    for format, options in (
        ("ics", {}), ("ics", {"background": "only"}), ("jcal", {}), ("json", {}), ("markdown", {}),
        ("markdown", {"lang": "es", "clock": 12, "style": "day-sheet"}),
    ):
        text = render(resolve(load(path)), format, FORMATS[format].options(**options))
        print(hashlib.sha256(text.encode()).hexdigest())
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    "around",
    [
        {"PYTHONHASHSEED": "0"},
        {"PYTHONHASHSEED": "1"},
        {"TZ": "Pacific/Apia"},
        {"LC_ALL": "tr_TR.UTF-8"},
        {"LC_ALL": "C", "PYTHONUTF8": "0"},
    ],
    ids=lambda around: "-".join(f"{name}={value}" for name, value in around.items()),
)
def test_the_same_bytes_whatever_the_machine(around):
    assert hash_outputs(**around) == hash_usual_outputs()


@cache
def hash_usual_outputs():
    return hash_outputs(PYTHONHASHSEED="random")


def hash_outputs(**variables):
    """The hashes of what a process writes that has these variables around it."""
    arguments = [sys.executable, "-c", SCRIPT, *map(str, EXAMPLES)]
    return subprocess.run(
        arguments, env=os.environ | variables, capture_output=True, text=True, check=True, cwd=ROOT
    ).stdout


@pytest.mark.slow
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_the_same_bytes_on_another_day(example):
    def texts():
        return [
            render(resolve(load(example)), format, FORMATS[format].options(**options))
            for format, options in OPTIONS
        ]

    today = texts()
    with freeze_time("2031-01-01 12:34:56"):
        assert texts() == today
