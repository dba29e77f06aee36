"""The words of briefings and calendars: every language has all that are said, and no others."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import itinerary
from itinerary.briefing.head import SHORT_FORMS
from itinerary.briefing.narrative import MOVEMENT_SENTENCES, NIGHT_SENTENCES, PLURAL_SENTENCES
from itinerary.dates.interval import Grain
from itinerary.dates.language_mistakes import LanguageFileError
from itinerary.dates.wording.labels import LABEL_LANGUAGES, translate_label
from itinerary.dates.wording.labels.label_file import read_label_file
from itinerary.dates.wording.locales import find_wording
from itinerary.document import BackgroundEvent, Document, Event, Leg
from itinerary.document.kinds import KINDS
from itinerary.document.vocabulary import EventKind, PressAccess, Rank, Status, Visibility
from itinerary.export.html.background_axis import BACKGROUND_SHAPE_MEANINGS as OF_PAST
from itinerary.export.html.day_axis import DAY_SHAPE_MEANINGS as OF_HOURS
from itinerary.export.html.route_map.looks import ROUTE_MEANINGS as OF_ROUTE
from itinerary.reports.changes import ChangeKind
from itinerary.reports.compared_fields import LABELS, NOT_DETAILS, find_label
from itinerary.timeline import Verdict

PACKAGE = Path(itinerary.__file__).parent
OTHERS = [language for language in LABEL_LANGUAGES if language != "en"]


def constants(node: ast.expr) -> Iterator[str]:
    """The texts that an expression may be."""
    if isinstance(node, ast.Constant):
        yield str(node.value)
    elif isinstance(node, ast.IfExp):
        yield from (*constants(node.body), *constants(node.orelse))
    elif isinstance(node, ast.BoolOp):
        yield from (text for each in node.values for text in constants(each))


@cache
def said() -> set[str]:
    """Every text that the code asks a label for as it stands."""
    calls = [
        node
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
    ]
    asking = [
        call
        for call in calls
        if ast.unparse(call.func).rpartition(".")[2] == "translate_label" and call.args
    ]
    in_pages = (
        text
        for path in PACKAGE.rglob("templates/*.html")
        for text in re.findall(r'\btranslate_label\("([^"]+)"', path.read_text("utf-8"))
    )
    return {text for call in asking for text in constants(call.args[0])} | {*in_pages}


@cache
def listed() -> set[str]:
    """Every text that it asks a label for by a word of the schema or of the timeline."""
    press = {text.upper() for text in PressAccess}
    statuses = {text.upper() for text in Status}
    audiences = {f"{text.upper()} ONLY" for text in Visibility} - {"PUBLIC ONLY"}
    verdicts = {text.capitalize() for text in Verdict} - {"Chosen"} | {"Used"}
    ranks = {*Rank} - {"normal"}
    dates = {"when", "dates", "depart", "arrive", "check in", "check out"}
    sentences = (MOVEMENT_SENTENCES, PLURAL_SENTENCES, NIGHT_SENTENCES)
    prose = {text for each in sentences for text in each.values()} | {*SHORT_FORMS}
    prose |= {text for kind in KINDS.values() for text in (kind.start_label, kind.end_label)} - {""}
    changes = set(ChangeKind) - {ChangeKind.CHANGED} | {*EventKind, "leg"}
    entries = (Event, Leg, BackgroundEvent)
    compared = {name for model in entries for name in model.model_fields} - NOT_DETAILS.keys()
    changes |= ({find_label(name) for name in compared} | {*LABELS.values(), "yes"}) - {""}
    drawn = {*OF_HOURS.values(), *OF_PAST.values(), *OF_ROUTE.values()}
    return (
        changes
        | drawn
        | prose
        | press
        | statuses
        | audiences
        | verdicts
        | ranks
        | dates
        | {*map(str, Grain)}
        | set(reasons())
    )


def reasons() -> Iterator[str]:
    """The reasons that name nothing of the document: why a claim is chosen, or is no date."""
    for node in ast.walk(ast.parse((PACKAGE / "resolving" / "verdicts.py").read_text("utf-8"))):
        if isinstance(node, ast.keyword) and node.arg == "reason":
            yield from constants(node.value)
        if isinstance(node, ast.FunctionDef) and node.name == "_explain_choice":
            yield from (
                text
                for each in ast.walk(node)
                if isinstance(each, ast.Return) and each.value
                for text in constants(each.value)
            )
    timeline = itinerary.resolve(
        Document.model_validate(
            {"title": "T", "id": "t", "background": [{"title": "E", "id": "e", "when": "recently"}]}
        )
    )
    yield from {
        reading.problem
        for entry in timeline.select_entries("background")
        for dating in entry.datings
        for reading in dating.readings
    }


@pytest.mark.slow
@pytest.mark.parametrize("language", OTHERS)
def test_a_language_has_every_label_and_no_other(language: str) -> None:
    text = (PACKAGE / f"dates/wording/labels/{language}.toml").read_text("utf-8")
    assert read_label_file(f"{language}.toml", text, sorted(said() | listed()))


MISTAKES = {
    # a file, and the line and message of each mistake; it should have "day {number}" and "Sources"
    '"day {number}" = "dia {number}"\n"Sources" = "Fontes"': [],
    '# no label\n\n"Sources" = "Fontes"': ["3:1: error: there is no label for 'day {number}'"],
    '"day {number}" = "dia"\n"Sources" = "Fontes"': [
        "1:1: error: 'day {number}' is written with nothing in braces instead of {number}"
    ],
    '"day {number}" = "dia {numero}"\n"Sources" = "Fontes"': [
        "1:1: error: 'day {number}' is written with {numero} instead of {number}"
    ],
    '\n"day {number}" = "dia {number}"\n"Sourcs" = "Fontes"': [
        "3:1: error: nothing says 'Sourcs' - did you mean 'Sources'?",
        "3:1: error: there is no label for 'Sources'",
    ],
    '"day {number}" = "dia {number}"\n"Sources" = 3': [
        "2:1: error: the label of 'Sources' is no text"
    ],
    '"Sources" = "Fontes"\n"Sources" = "Fontes"': ["2:1: error: Cannot overwrite a value"],
    '"Sources" = "Fontes': ["1:1: error: "],
}


def test_a_file_of_labels_tells_each_mistake_with_its_line(table: Any) -> None:
    for text, messages in MISTAKES.items():
        with table.row(text):
            try:
                read_label_file("pt.toml", text, ["day {number}", "Sources"])
                found: list[str] = []
            except LanguageFileError as error:
                found = [str(each) for each in error.diagnostics]
            assert len(found) == len(messages)
            for told, message in zip(found, messages, strict=True):
                assert told.startswith(f"pt.toml:{message}")


@pytest.mark.parametrize("language", OTHERS)
def test_a_language_of_labels_says_dates_too(language: str) -> None:
    assert find_wording(language).code == language


def test_a_field_is_text_whatever_it_holds() -> None:
    assert (
        translate_label("en route to {place}", "es", place="{day} {0}")
        == "en camino hacia {day} {0}"
    )


def test_what_is_no_label_stays_as_it_is() -> None:
    assert translate_label("{0} is no label", "es") == "{0} is no label"
    assert (
        translate_label("Sources", "fr") == translate_label("Sources", "en-u-hc-h12") == "Sources"
    )
    assert translate_label("Sources", "es-u-hc-h12") == "Fuentes"
