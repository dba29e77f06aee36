"""A document that is written is read back as an equal one, in every format."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fuzz.documents import document
from hypothesis import HealthCheck, assume, given, settings
from pydantic import ValidationError
from rendering import render_partly
from tables import Table

from itinerary import (
    Diagnostic,
    Document,
    OptionError,
    Timeline,
    dumps,
    formats,
    load,
    loads,
    resolve,
)
from itinerary.diagnostics import Position
from itinerary.loading.formats import Format
from itinerary.loading.writers import WRITERS

NOWHERE = Position("")
POSITION = re.compile(r'(?<=\n      "position": ")[^"\n]+')

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*.yaml"))
SHORT = """\
title: Talks in Quito
principal: Ana Reis
place: Quito, Ecuador
dates: 2–4 September 2025
sources:
  gazette:
    publisher: Gazette
    title: The talks
legs:
- title:
    en: The capital
    es: La capital
  place:
    name: Quito
    timezone: America/Guayaquil
  when:
    says: on Wednesday
    source: gazette
  events:
  - title: Lunch
    id: tea
    kind: press
    from: Lima
    when:
    - says: 3 September 2025
    - says: at noon
      rank: deprecated
    press: open press
    x-room: B
  notes: |-
    one
    two
"""


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_examples_are_read_back(path: Path, table: Table) -> None:
    document = load(path)
    for format in WRITERS:
        with table.row(format):
            again = loads(dumps(document, format), format)
            assert again == document
            for each in ("ics", "markdown"):
                assert render_partly(resolve(again), each) == render_partly(resolve(document), each)


def test_what_may_be_said_by_one_text_is() -> None:
    text = SHORT.replace("    from: Lima\n", "")
    written = dumps(loads(text))
    assert loads(written) == loads(text)
    assert written == text


def test_an_id_that_was_made_is_written_where_it_would_be_another() -> None:
    dinner = {"title": "Dinner", "when": "4 May 2025"}
    document = Document(title="Tea", events=[dinner, dinner])
    assert "id:" not in dumps(document)
    renamed = document.model_copy(update={"events": document.events[1:]})
    assert renamed.events[0].id == "dinner-2"
    assert loads(dumps(renamed)) == renamed


def test_the_name_of_a_file_does_not_matter(tmp_path: Path) -> None:
    (tmp_path / "lisbon.yaml").write_text("title: Tea\n", encoding="utf-8")
    assert dumps(load(tmp_path / "lisbon.yaml")) == "title: Tea\n"


def test_sources_are_written_out(tmp_path: Path) -> None:
    (tmp_path / "s.yaml").write_text("publisher: P\ntitle: T\n", encoding="utf-8")
    (tmp_path / "t.yaml").write_text("title: Tea\nsources: {s: s.yaml}\n", encoding="utf-8")
    assert "publisher: P" in dumps(load(tmp_path / "t.yaml"))


def test_what_cannot_be_written_is_refused() -> None:
    document = Document.model_validate({"title": "Tea", "x-room": {"floor": None}})
    assert loads(dumps(document)) == document
    with pytest.raises(OptionError, match="TOML cannot say"):
        dumps(document, "toml")
    with pytest.raises(OptionError, match="unknown format 'ymal' - did you mean 'yaml'"):
        dumps(document, "ymal")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"document takes a Document, not 'trip\.yaml'"):
        dumps("trip.yaml")  # type: ignore[arg-type]


OWN_FIELDS = {
    "a number of TOML": lambda: loads("title = 'T'\nx-n = 7\nx-f = 1.5\nx-b = true", "toml"),
    "a date of TOML": lambda: loads("title = 'T'\nx-due = 2025-01-01\nx-at = 09:30:00", "toml"),
    "a time of TOML": lambda: loads("title = 'T'\nx-due = [{at = 2025-01-01T09:00:00Z}]", "toml"),
    "numbers of Python": lambda: Document(title="T", **{"x-a": 1, "x-b": [2.5, {"c": False}]}),
    "a list that is in two places": lambda: Document(title="T", **{"x-a": TAGS, "x-b": [TAGS]}),
    "a mapping with other keys": lambda: Document(title="T", **{"x-a": {1: (2, date(2025, 1, 1))}}),
}
TAGS = ["a", {"b": "c"}]


def test_fields_of_ones_own_are_read_back(table: Table) -> None:
    for name, build in OWN_FIELDS.items():
        document = build()
        for format in WRITERS:
            with table.row(name, format):
                assert loads(dumps(document, format), format) == document
    found = OWN_FIELDS["numbers of Python"]().extensions
    assert found == {"x-a": "1", "x-b": ["2.5", {"c": "false"}]}


def test_a_field_of_ones_own_in_itself_is_refused() -> None:
    odd: list[Any] = []
    odd.append(odd)
    with pytest.raises(ValidationError, match="nested more than 64 deep"):
        Document(title="T", **{"x-a": odd})


@pytest.mark.slow
@pytest.mark.parametrize("format", WRITERS)
@settings(max_examples=340, suppress_health_check=list(HealthCheck))
@given(data=document(0))
def test_any_document_is_the_same_by_any_door(format: Format, data: dict[str, Any]) -> None:
    """A thousand in all: each by every format, and resolved and rendered by one of them."""
    try:
        built = Document(**data)
    except ValidationError:
        assume(False)
    for each in WRITERS:
        assert loads(WRITERS[each](data), each) == built
    written = dumps(built, format)
    again = loads(written, format)
    assert again == built
    assert dumps(again, format) == written
    timeline, resolved = resolve(built), resolve(again)
    assert [entry.uid for entry in resolved] == [entry.uid for entry in timeline]
    assert list_findings(resolved) == list_findings(timeline)
    assert render_everything(resolved) == render_everything(timeline)


def list_findings(timeline: Timeline) -> list[Diagnostic]:
    """Return what was found, without where in a file it is."""
    return [each._replace(position=NOWHERE, excerpt="") for each in timeline.diagnostics]


def render_everything(timeline: Timeline) -> dict[str, str]:
    """Return a timeline in each format, without where in a file the findings are."""
    found = {format: render_partly(timeline, format) for format in formats()}
    return found | {"json": POSITION.sub("", found["json"])}
