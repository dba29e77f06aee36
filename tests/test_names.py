"""Names, docstrings and lines: what a newcomer may rely on when reading the code.

Functions are named by verbs with an object, public names say what they are and show an example, and
no line is longer than 100 characters.
"""

from __future__ import annotations

import ast
import dataclasses
import doctest
import importlib
import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import itinerary
from itinerary import document, export

PACKAGE = Path(itinerary.__file__).parent
TESTS = Path(__file__).parent
FILES = sorted(PACKAGE.rglob("*.py"))
LINE_LENGTH = 100

PREPOSITIONS = frozenset(
    """about after against around at before behind below beside between beyond by for from in inside
    into of off on onto out over since through to toward towards under until up with within
    without""".split()
)
# Forms that are no verbs by themselves: told, grown, written, sound …
IRREGULAR_PARTICIPLES = frozenset(
    """been begun bound broken brought built bought caught chosen come cut dealt done drawn driven
    eaten fallen fed felt found given gone got grown had heard held hidden hurt kept known laid led
    left lent let lost made meant met paid put quoted read run said seen sent set shown shut sold
    sound spent split spoken spread stood taken taught thought thrown told understood used was went
    were won worn written""".split()
)
# The same words are verbs where an object follows (`read_phrase`), or by the contract of the
# library's public names.
VERBS = frozenset({"come", "cut", "found", "let", "put", "read", "run", "set", "split", "spread"})
PREFIXES = ("is_", "has_", "can_", "from_", "to_")
CONTRACT = frozenset({"for_audience", "for_traveller", "split", "on"})
# Adjectives and verbs that end as participles do.
NO_PARTICIPLES = frozenset({"embed", "exceed", "feed", "need", "proceed", "seed", "speed"})


def list_functions(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the line and the name of each function and method, without those that Python calls.

    Properties are values: "chosen_reading" is a noun with an adjective before it.
    """
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        is_magic = node.name.startswith("__") and node.name.endswith("__")
        is_property = any("property" in ast.unparse(each) for each in node.decorator_list)
        if not is_magic and not (is_property and "_" in node.name.strip("_")):
            yield node.lineno, node.name


def find_fault(name: str) -> str:
    """Return what is wrong with the name of a function; "" if nothing is."""
    words = name.strip("_").split("_")
    if name in CONTRACT or name.strip("_").startswith(PREFIXES):
        return ""
    if words[0] in PREPOSITIONS:
        return "begins with a preposition"
    if not is_participle(words[0]) or (len(words) > 1 and words[0] in VERBS):
        return ""
    return "is a participle"


def is_participle(word: str) -> bool:
    if word in NO_PARTICIPLES:
        return False
    return word in IRREGULAR_PARTICIPLES or word.endswith(("ed", "wn"))


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("told", "is a participle"),
        ("_joined_words", "is a participle"),
        ("read", "is a participle"),
        ("read_phrase", ""),
        ("of", "begins with a preposition"),
        ("_without_year", "begins with a preposition"),
        ("from_edtf", ""),
        ("for_audience", ""),
        ("is_open", ""),
        ("judge_claims", ""),
    ],
)
def test_the_rules_tell_names_apart(name: str, fault: str) -> None:
    assert find_fault(name) == fault


def test_functions_are_named_by_verbs() -> None:
    found = [
        f"{path.relative_to(PACKAGE)}:{line}: {name} {fault}"
        for path in FILES
        for line, name in list_functions(path)
        if (fault := find_fault(name))
    ]
    assert found == []


def test_no_line_is_too_long() -> None:
    found = [
        f"{path.relative_to(PACKAGE.parent)}:{number}: {len(line)}"
        for path in [*FILES, *sorted(TESTS.rglob("*.py"))]
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if len(line) > LINE_LENGTH
    ]
    assert found == []


def list_rooms() -> Iterator[ModuleType]:
    """Yield the package and each module of it that says which of its names are public."""
    for path in FILES:
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        if parts[-1] == "__main__":
            continue
        module = importlib.import_module(".".join(parts).removesuffix(".__init__"))
        if hasattr(module, "__all__"):
            yield module


def list_public_objects() -> dict[str, Any]:
    """Return the public functions and classes that are ours by their full names, each once."""
    found: dict[int, tuple[str, Any]] = {}
    for room in list_rooms():
        for name in room.__all__:
            value = inspect.unwrap(getattr(room, name))
            is_code = inspect.isfunction(value) or inspect.isclass(value)
            if is_code and value.__module__.startswith("itinerary"):
                found.setdefault(id(value), (f"{room.__name__}.{name}", value))
    return dict(found.values())


PUBLIC = list_public_objects()
FIRST_LINE = re.compile(r"[A-Z`].*[.:;]$")


def test_public_names_say_in_a_sentence_what_they_are() -> None:
    found = []
    for name, value in PUBLIC.items():
        first = (value.__doc__ or "").strip().partition("\n")[0]
        if not FIRST_LINE.match(first) or first.startswith(f"{name.rpartition('.')[2]}("):
            found.append(f"{name}: {first}")
    assert found == []


def test_public_functions_show_an_example() -> None:
    finder = doctest.DocTestFinder(recurse=False)
    found = [
        name
        for name, value in PUBLIC.items()
        if not inspect.isclass(value)
        and not any(test.examples for test in finder.find(value, name))
    ]
    assert found == []


OPTIONS = [each for each in vars(export).values() if inspect.isclass(each)]


@pytest.mark.parametrize(
    "options", [each for each in OPTIONS if issubclass(each, export.FormatOptions)]
)
def test_help_names_every_option_of_a_format(options: type[export.FormatOptions]) -> None:
    text = inspect.getdoc(options) or ""
    told = re.findall(r"^    (\w+): \S", text.partition("Attributes:\n")[2], re.MULTILINE)
    assert {*told} - {"OptionError"} == {each.name for each in dataclasses.fields(options)}


@pytest.mark.parametrize("name", itinerary.__all__)
def test_help_shows_an_example_and_names_every_argument(name: str) -> None:
    """A stranger has nothing but `help`: shapes, what is raised, and a line to start from."""
    value = getattr(itinerary, name)
    text = inspect.getdoc(value) or ""
    assert ">>> " in text
    is_plain = inspect.isfunction(value) or dataclasses.is_dataclass(value)
    names = inspect.signature(value).parameters if is_plain else getattr(value, "_fields", ())
    assert [each for each in names if not re.search(rf"\b{each}\b", text)] == []
    if inspect.isfunction(value) and names:
        assert "Raises:" in text


MODELS = [each for each in vars(document).values() if inspect.isclass(each)]


@pytest.mark.parametrize("model", [each for each in MODELS if issubclass(each, document.Node)])
def test_help_describes_every_field_of_a_model(model: type[document.Node]) -> None:
    text = inspect.getdoc(model) or ""
    fields = model.model_fields.items()
    told = re.findall(r"^    ([\w-]+): \S", text.partition("\nAttributes:\n")[2], re.MULTILINE)
    assert told == ([] if model is document.Node else [each.alias or name for name, each in fields])
    assert (">>> " in text) == (model is not document.Node)
