"""Options are checked by the types that their classes write, whatever the format."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, make_dataclass
from datetime import date
from enum import Enum, StrEnum
from pathlib import Path
from typing import Any, Literal

import pytest

from itinerary import OptionError, loads, render, resolve
from itinerary.export import FORMATS, FormatOptions, HtmlOptions, IcsOptions, MarkdownOptions
from itinerary.publishing import ExportRequest

DOCUMENT = loads("{title: T, events: [{title: E, when: 2025-09-03}]}")
CLASSES = [*{each.options for each in FORMATS.values()}, ExportRequest]
STRAY_VALUES: tuple[Any, ...] = (0.5, b"x", {}, [], object(), DOCUMENT, int)


def test_no_option_takes_a_value_of_another_type(table: Any) -> None:
    for options in CLASSES:
        for name in (each.name for each in fields(options)):
            for value in STRAY_VALUES:
                with (
                    table.row(options.__name__, name, value),
                    pytest.raises(OptionError, match=f"^{name} takes "),
                ):
                    options(**{name: value})


def test_the_message_says_what_was_expected(table: Any) -> None:
    rows = [
        (IcsOptions, {"utc": "no"}, "utc takes True or False, not 'no'"),
        (IcsOptions, {"utc": 1}, "utc takes True or False, not 1"),
        (IcsOptions, {"color": 5}, "color takes a text, not 5"),
        (IcsOptions, {"name": None}, "name takes a text, not None"),
        (IcsOptions, {"lang": "fr"}, "unknown lang 'fr' - known: en, es, pt"),
        (HtmlOptions, {"since": DOCUMENT}, "since takes Timeline or None, not a Document"),
        (MarkdownOptions, {"clock": True}, "clock takes 24 or 12, not True"),
        (MarkdownOptions, {"clock": "24"}, "clock takes 24 or 12, not '24'"),
        (ExportRequest, {"outputs": "b.md"}, "outputs takes a tuple of Path, not 'b.md'"),
        (ExportRequest, {"outputs": ("b.md",)}, "outputs takes a tuple of Path, not ('b.md',)"),
        (ExportRequest, {"stem": Path("b")}, f"stem takes a text, not a {type(Path()).__name__}"),
        (ExportRequest, {"split": 3}, "split takes a text or None, not 3"),
    ]
    for options, given, message in rows:
        with table.row(message):
            with pytest.raises(OptionError) as caught:
                options(**given)
            assert str(caught.value) == message


def test_what_is_of_the_type_is_taken() -> None:
    timeline = resolve(DOCUMENT)
    assert MarkdownOptions(since=timeline, clock=12).since is timeline
    request = ExportRequest(outputs=(Path("b.md"),), split=None, clock=None, lang=None)
    assert request.outputs == (Path("b.md"),)
    with pytest.raises(OptionError, match="unknown format 'md' - did you mean 'markdown'"):
        render(timeline, "md")


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


class Shape(Enum):
    ROUND = 1


@dataclass(frozen=True, kw_only=True)
class Own(FormatOptions):
    """The kinds of options that a format of another package may have."""

    zoom: Literal["near", "far"] = "near"
    layer: Literal["", "roads"] | None = None
    scale: float = 1
    level: Literal[1, 2, "auto"] = "auto"
    colour: Colour = Colour.RED
    edge: Colour | None = None
    shape: Shape | None = None
    marks: tuple[Literal["dot", "line"], ...] = ()
    colours: tuple[Colour, ...] = ()
    day: date | None = None
    file: Path | None = None
    size: str | int = 3


TAKEN: list[tuple[str, Any, Any]] = [
    ("zoom", "far", "far"),
    ("layer", "", ""),
    ("layer", None, None),
    ("scale", 2, 2),
    ("scale", 2.5, 2.5),
    ("level", 2, 2),
    ("level", "auto", "auto"),
    ("colour", "blue", Colour.BLUE),
    ("colour", Colour.BLUE, Colour.BLUE),
    ("edge", "red", Colour.RED),
    ("edge", None, None),
    ("shape", Shape.ROUND, Shape.ROUND),
    ("marks", ("dot", "dot"), ("dot", "dot")),
    ("colours", ("red", Colour.BLUE), (Colour.RED, Colour.BLUE)),
    ("day", date(2025, 9, 3), date(2025, 9, 3)),
    ("file", Path("a"), Path("a")),
    ("size", "large", "large"),
]
REFUSED: list[tuple[str, Any, str]] = [
    ("zoom", "fat", "unknown zoom 'fat' - did you mean 'far'?"),
    ("zoom", None, "zoom takes 'near' or 'far', not None"),
    ("layer", "roods", "unknown layer 'roods' - did you mean 'roads'?"),
    ("scale", True, "scale takes a number, not True"),
    ("scale", "2", "scale takes a number, not '2'"),
    ("level", 3, "unknown level '3' - known: 1, 2, auto"),
    ("level", True, "level takes 1 or 2 or 'auto', not True"),
    ("colour", "rod", "unknown colour 'rod' - did you mean 'red'?"),
    ("edge", "rod", "unknown edge 'rod' - did you mean 'red'?"),
    ("shape", 1, "shape takes Shape or None, not 1"),
    ("marks", ("dot", "lime"), "unknown marks 'lime' - did you mean 'line'?"),
    ("marks", "dot", "marks takes a tuple of 'dot' or 'line', not 'dot'"),
    ("colours", ("rod",), "unknown colours 'rod' - did you mean 'red'?"),
    ("day", "2025-09-03", "day takes date or None, not '2025-09-03'"),
]


def test_a_format_of_another_package_may_have_options_of_every_plain_kind(table: Any) -> None:
    for name, given, expected in TAKEN:
        with table.row(name, given):
            found = getattr(Own(**{name: given}), name)
            assert (found, type(found)) == (expected, type(expected))
    for name, given, message in REFUSED:
        with table.row(name, given):
            with pytest.raises(OptionError) as caught:
                Own(**{name: given})
            assert str(caught.value) == message


UNSUPPORTED: list[tuple[Any, str]] = [
    (list[str], "list[str]"),
    (list[str] | None, "list[str] | None"),
    (dict[str, int], "dict[str, int]"),
    (set, "set"),
    (tuple[int, int], "tuple[int, int]"),
    (tuple[list[str], ...], "tuple[list[str], ...]"),
    (bytes, "bytes"),
    (Any, "Any"),
    (Callable[[], int], "collections.abc.Callable[[], int]"),
]


def test_a_type_that_no_option_can_have_is_named_with_its_field(table: Any) -> None:
    for hint, shown in UNSUPPORTED:
        with table.row(shown):
            own = make_dataclass(
                "Odd", [("layers", hint, None)], bases=(FormatOptions,), frozen=True, kw_only=True
            )
            with pytest.raises(TypeError) as caught:
                own()
            assert str(caught.value).startswith(
                f"Odd: the type of its field 'layers' is {shown}; it may be a text, a number,"
            )
