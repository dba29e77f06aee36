"""Options are checked by the types that their classes write, whatever the format."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from itinerary import OptionError, loads, render, resolve
from itinerary.export import FORMATS, HtmlOptions, IcsOptions, MarkdownOptions
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
        (IcsOptions, {"lang": "fr"}, "unknown lang 'fr' - known: en, es"),
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
