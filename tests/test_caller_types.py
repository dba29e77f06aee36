"""What type checkers tell people who call the library: nothing of what is right, all of the rest.

`callers/right.py` uses every public name as the docs say; of `callers/wrong.py` each line that is
marked is a mistake. They are checked as a caller's own files are, without any plug-in.
"""

from __future__ import annotations

import ast
import inspect
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from doctest import DocTestParser
from pathlib import Path

import pytest
from constructor_types import write_module
from tables import Table

import itinerary.document
import itinerary.timeline
from itinerary.document import Node, ValidationError

HERE = Path(__file__).parent
CACHE = HERE.parent / ".cache" / "callers"
RIGHT, WRONG = HERE / "callers" / "right.py", HERE / "callers" / "wrong.py"
CONSTRUCTORS = HERE.parent / "itinerary" / "document" / "constructors.py"
PYRIGHT = Path(sys.executable).with_name("pyright")
MARKED = {
    number
    for number, line in enumerate(WRONG.read_text(encoding="utf-8").splitlines(), 1)
    if line.endswith("# wrong")
}


def test_constructors_take_what_the_schema_says() -> None:
    """`UPDATE_GOLDEN=1` writes the module anew."""
    expected = write_module()
    if os.environ.get("UPDATE_GOLDEN"):
        CONSTRUCTORS.write_text(expected, encoding="utf-8")
    assert CONSTRUCTORS.read_text(encoding="utf-8") == expected


def test_the_right_program_uses_every_public_name() -> None:
    tree = ast.parse(RIGHT.read_text(encoding="utf-8"))
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    for module in (itinerary, itinerary.document, itinerary.timeline):
        assert set(module.__all__) <= used, module.__name__


@pytest.mark.slow
def test_the_right_program_runs() -> None:
    done = subprocess.run([sys.executable, RIGHT], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr, done.returncode) == ("", "", 0)


@pytest.mark.slow
def test_mypy_tells_callers_of_their_mistakes_and_of_nothing_else(tmp_path: Path) -> None:
    examples = [write_examples(tmp_path, name) for name in ("", *itinerary.__all__)]
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file=", "--no-error-summary"]
    command += ["--allow-untyped-defs", "--allow-untyped-calls"]  # which examples may have
    done = subprocess.run(
        [*command, "--cache-dir", CACHE, RIGHT, WRONG, *examples],
        cwd=tmp_path,  # from within the project it would tell of the library, too
        capture_output=True,
        text=True,
        check=False,
    )
    assert not done.stderr
    found = re.findall(r"^.*?(\w+)\.py:(\d+): error: ", done.stdout, re.MULTILINE)
    assert {name for name, _ in found} == {"wrong"}, done.stdout
    assert {int(number) for _, number in found} == MARKED


def write_examples(folder: Path, name: str) -> Path:
    """Write the examples of a function's help, or of the package's, as a module; return its path.

    Those that show an error are left out, and those of classes, which look at what may be None.
    """
    value = getattr(itinerary, name) if name else itinerary
    text = "" if inspect.isclass(value) else value.__doc__
    shown = [each for each in DocTestParser().get_examples(text) if not each.exc_msg]
    lines = [f"from itinerary import {each}\n" for each in itinerary.__all__]
    lines += ["from itinerary.export import *\n", "from datetime import date\n"]
    path = folder / f"examples_{name}.py"
    path.write_text("".join([*lines, *(each.source for each in shown)]), encoding="utf-8")
    return path


@pytest.mark.slow
@pytest.mark.skipif(not PYRIGHT.exists(), reason="make types: it needs a node of its own")
def test_pyright_tells_callers_of_their_mistakes_and_of_nothing_else(tmp_path: Path) -> None:
    done = subprocess.run(
        [PYRIGHT, "--pythonpath", sys.executable, "--outputjson", RIGHT, WRONG],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert set(iterate_lines(json.loads(done.stdout))) == {("wrong", each) for each in MARKED}


def iterate_lines(report: dict[str, list[dict[str, object]]]) -> Iterator[tuple[str, int]]:
    """Yield the file and the line of each error that pyright reports."""
    for each in report["generalDiagnostics"]:
        place = json.loads(json.dumps(each["range"]))["start"]
        if each["severity"] == "error":
            yield Path(str(each["file"])).stem, place["line"] + 1


SAMPLES: dict[str, dict[str, object]] = {
    "Account": {"says": "a"},
    "BackgroundEvent": {"title": "B", "when": "TBD"},
    "Claim": {"says": "TBD"},
    "Contact": {"name": "C"},
    "Dispute": {"about": "D", "accounts": [{"says": "a"}]},
    "Document": {"title": "D"},
    "Event": {"title": "E", "when": "TBD"},
    "Leg": {"title": "L"},
    "Person": {"name": "P"},
    "PlaceDetails": {"name": "Quito"},
    "Source": {"publisher": "P", "title": "S"},
    "Statement": {"about": "S"},
}


def test_a_part_is_taken_wherever_its_fields_are(table: Table) -> None:
    """Each is given as it is and as a mapping, alone, in a list, and by a name."""
    for model in (getattr(itinerary.document, name) for name in SAMPLES):
        for field, schema in model.model_json_schema()["properties"].items():
            for name in {each.rpartition("/")[2] for each in find_references(schema)} & {*SAMPLES}:
                sample = SAMPLES[name]
                part = getattr(itinerary.document, name)(**sample)
                with table.row(model.__name__, field, name):
                    assert any(
                        build(model, field, wrap(part)) == build(model, field, wrap(sample))
                        for wrap in WRAPS
                        if is_taken(model, field, wrap(sample))
                    )
                    for wrap in WRAPS:
                        taken = is_taken(model, field, wrap(sample))
                        assert is_taken(model, field, wrap(part)) == taken, wrap("…")


def build(model: type[Node], field: str, value: object) -> Node:
    """A part of a document with a field, of the kind that has it."""
    fields = SAMPLES[model.__name__] | {field: value}
    if field in ("from", "to", "depart", "arrive"):
        fields |= {"kind": "movement", "from": "Quito", "to": "Lima"} | {field: value}
        del fields["when"]
    if field in ("check_in", "check_out"):
        fields |= {"kind": "stay", "check_in": "TBD"} | {field: value}
        del fields["when"]
    return model.model_validate(fields)


WRAPS: tuple[Callable[[object], object], ...] = (
    lambda part: part,
    lambda part: [part],
    lambda part: {"a": part},
)


def is_taken(model: type[Node], field: str, value: object) -> bool:
    """Return whether a constructor takes a value for a field."""
    try:
        build(model, field, value)
    except ValidationError:
        return False
    return True


def find_references(schema: object) -> Iterator[str]:
    """Yield what a part of the schema refers to."""
    if isinstance(schema, list):
        for each in schema:
            yield from find_references(each)
    elif isinstance(schema, dict):
        yield from (schema["$ref"],) if "$ref" in schema else ()
        yield from find_references(list(schema.values()))
