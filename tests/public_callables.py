"""Every callable that the library's users may call, found by itself, with arguments that it takes.

A public name is one that `itinerary`, `itinerary.document`, `itinerary.timeline` or
`itinerary.export` lists, or that docs/library.md imports. Of a class, its constructor and its
public methods are callables.
"""

from __future__ import annotations

import enum
import importlib
import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, get_type_hints

from pydantic import BaseModel

import itinerary.document
import itinerary.export
import itinerary.timeline
from itinerary import (
    Conventions,
    Diagnostic,
    Interval,
    find,
    load,
    read_article,
    render,
    resolve,
    resolve_phrase,
)
from itinerary.diagnostics import Position
from itinerary.document import KINDS
from itinerary.export import FORMATS, ReleaseChanges

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "rubio-2025.yaml"
GUIDE = ROOT / "docs" / "library.md"
MODULES = (itinerary, itinerary.document, itinerary.timeline, itinerary.export)
IMPORT = re.compile(r"^(?:>>> )?from (itinerary[.\w]*) import ([\w, ]+)$", re.MULTILINE)
TAKES_VALUE = ("__contains__", "__getitem__", "__call__")  # special methods that users call

TIMELINE = resolve(load(EXAMPLE))
CALENDAR = render(TIMELINE, "ics")
QUITO = TIMELINE["quito"]
INTERVAL = Interval(date(2025, 9, 3), date(2025, 9, 6))
FOUND = Diagnostic(Position("trip.yaml"), "error", "the document is empty")

# One object of a class: its fields are samples for the constructor, its methods are called.
OWNERS: dict[str, object] = {
    type(each).__name__: each
    for each in (
        TIMELINE,
        TIMELINE.document,
        QUITO,
        QUITO.datings[0],
        QUITO.datings[0].readings[0],
        QUITO.datings[0].readings[0].steps[0],
        INTERVAL,
        FOUND,
        FOUND.position,
        ReleaseChanges(
            name="Release 2", time=datetime(2025, 8, 29, tzinfo=UTC), lines=("Talks: new",)
        ),
        resolve_phrase("today", reference=date(2025, 9, 3)),
        find("It opens today.", reference=date(2025, 9, 3))[0],
        Conventions(),
        next(iter(KINDS.values())),
        FORMATS["ics"],
    )
}
# Values that parameters take: by the callable and the parameter, else by the parameter alone.
SAMPLES: dict[str, Any] = {
    "about": "the talks",
    "accounts": ({"says": "on Monday", "source": "a"}, {"says": "on Friday", "source": "b"}),
    "audience": "public",
    "by": "leg",
    "data": CALENDAR.encode(),
    "day": date(2025, 9, 3),
    "diagnostics": (FOUND,),
    "document": TIMELINE.document,
    "entry": "quito",
    "format": "ics",
    "id": "quito",
    "index": 0,
    "item": "quito",
    "message": "wrong",
    "name": "when",
    "new": TIMELINE,
    "old": TIMELINE,
    "other": INTERVAL,
    "path": EXAMPLE,
    "reference": date(2025, 9, 3),
    "says": "on Monday",
    "sections": "leg",
    "src": "images/bridge.jpg",
    "text": "today",
    "timeline": TIMELINE,
    "title": "Talks",
    "publisher": "Gazette",
    "track": iter,
    "value": date(2025, 9, 4),
    "when": "4 May 2025",
    "derive_uid.document": "trip",
    "dumps.format": "yaml",
    "for_traveller.name": "Marco Rubio",
    "get_format.name": "ics",
    "import_calendar.name": "trip.ics",
    "import_table.data": b"Date,Title\n1890,Bridge\n",
    "import_table.name": "town.csv",
    "Interval.from_edtf.text": "2025-09-03",
    "list_cautions.text": CALENDAR,
    "draft.articles": (
        read_article("Envoy to visit Quito\n\nShe will be in Quito on 4 May 2026."),
    ),
    "draft.texts": ("a.txt",),
    "read_article.format": "text",
    "read_article.source": "Envoy to visit Quito\n\nOn 4 May.",
    "loads.format": "yaml",
    "loads.text": "{title: T}",
    "verify.text": CALENDAR,
}
# Public by their names only: the library calls them with what it has checked itself.
INNER = ("copy_unchecked", "copy_with_generated", "copy_with_source_map", "create_diagnostic")
INNER += ("find_attribute", "name_entries")
INNER += (
    "model_validate",
    "model_validate_json",
)  # of pydantic: it takes what the constructor takes


@dataclass(frozen=True)
class PublicCallable:
    """A callable with its name, its parameters, their types, and values for those it needs."""

    name: str
    function: Callable[..., Any]
    parameters: dict[str, inspect.Parameter]
    hints: dict[str, Any]
    samples: dict[str, Any]

    @property
    def defaults(self) -> dict[str, Any]:
        """The defaults of the parameters that have one."""
        empty = inspect.Parameter.empty
        found = {name: each.default for name, each in self.parameters.items()}
        return {name: value for name, value in found.items() if value is not empty}

    def call(self, **given: object) -> Any:
        """Call it with some arguments of one's own, and otherwise those that it takes."""
        positional: list[object] = []
        named: dict[str, object] = {}
        for name, value in (self.samples | given).items():
            kind = self.parameters[name].kind
            if kind in (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.POSITIONAL_ONLY):
                positional.append(value)
            else:
                named[name] = value
        return self.function(*positional, **named)


def list_public_callables() -> list[PublicCallable]:
    """Return every callable that a public name stands for."""
    found: dict[str, PublicCallable] = {}
    for value in list_public_objects():
        for each in _find_callables(value):
            found.setdefault(each.name, each)
    return list(found.values())


def list_public_objects() -> list[Any]:
    """Return every function and class of the library that has a public name."""
    names = [(each.__name__, name) for each in MODULES for name in _list_names(each)]
    for module, imported in IMPORT.findall(GUIDE.read_text(encoding="utf-8")):
        names += [(module, name.strip()) for name in imported.split(",")]
    found = [getattr(importlib.import_module(module), name) for module, name in names]
    return [each for each in found if _is_own(each)]


def _list_names(module: Any) -> list[str]:
    """Return what a module lists, or else what is defined in it or below it."""
    homes = {name: str(getattr(each, "__module__", "")) for name, each in vars(module).items()}
    own = [name for name, home in homes.items() if home.startswith(module.__name__)]
    return getattr(module, "__all__", None) or [each for each in own if not each.startswith("_")]


def _is_own(value: object) -> bool:
    is_either = inspect.isfunction(value) or inspect.isclass(value)
    return is_either and str(getattr(value, "__module__", "")).startswith("itinerary")


def _find_callables(value: Any) -> Iterator[PublicCallable]:
    if inspect.isfunction(value):
        yield _describe(value.__name__, value, value)
    elif not issubclass(value, enum.Enum):
        if issubclass(value, BaseModel):
            yield _describe_model(value)
        elif value.__init__ is not Exception.__init__:
            yield _describe(value.__name__, value, value)
        for name, function in _iterate_methods(value):
            bound = getattr(_get_owner(value), name)
            yield _describe(f"{value.__name__}.{name}", bound, function)


def _get_owner(kind: Any) -> object:
    if kind.__name__ in OWNERS:
        return OWNERS[kind.__name__]
    if not issubclass(kind, BaseModel):
        return kind()  # options have defaults
    return kind(**_list_needed_fields(kind))


def _iterate_methods(kind: type) -> Iterator[tuple[str, Any]]:
    for name in dir(kind):
        static = inspect.getattr_static(kind, name)
        function = getattr(static, "__func__", static)
        is_public = name in TAKES_VALUE or not name.startswith("_")
        is_public = is_public and "Former" not in getattr(function, "__qualname__", "")
        if inspect.isfunction(function) and _is_own(function) and is_public and name not in INNER:
            yield name, function


def _describe(name: str, call: Callable[..., Any], function: Any) -> PublicCallable:
    parameters = {
        each.name: each
        for each in inspect.signature(call).parameters.values()
        if not each.name.startswith("_") and each.kind != each.VAR_KEYWORD
    }
    owner = OWNERS.get(name)
    samples = {
        each: getattr(owner, each) if owner else _find_sample(name, each)
        for each, parameter in parameters.items()
        if parameter.default is parameter.empty
    }
    hints = get_type_hints(function.__init__ if _is_plain_class(function) else function)
    return PublicCallable(name, call, parameters, hints, samples)


def _is_plain_class(function: Any) -> bool:
    return inspect.isclass(function) and not issubclass(function, tuple)


_ALSO: dict[str, dict[str, Any]] = {"Leg": {"title": "Talks"}, "Event": {"when": "TBD"}}


def _describe_model(kind: Any) -> PublicCallable:
    keyword = inspect.Parameter("field", inspect.Parameter.KEYWORD_ONLY)
    parameters = dict.fromkeys(sorted(kind.list_field_names()), keyword)
    return PublicCallable(kind.__name__, kind, parameters, {}, _list_needed_fields(kind))


def _list_needed_fields(kind: Any) -> dict[str, Any]:
    fields = kind.model_fields.items()
    needed = [field.alias or name for name, field in fields if field.is_required()]
    return {name: SAMPLES[name] for name in needed} | _ALSO.get(kind.__name__, {})


def _find_sample(callable_name: str, parameter: str) -> Any:
    """Return a value that a parameter takes; KeyError says for which one SAMPLES needs one."""
    key = f"{callable_name}.{parameter}"
    return SAMPLES[key] if key in SAMPLES else SAMPLES[parameter]
