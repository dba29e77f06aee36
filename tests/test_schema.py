"""The JSON Schema of documents: what it says to people, and that editors can work by it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from itinerary.document import build_schema
from itinerary.document.kinds import KINDS
from itinerary.document.vocabulary import EventKind, Visibility
from itinerary.loading import read_file

EXAMPLES = Path(__file__).parent.parent / "examples"
SCHEMA = build_schema()
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def fields() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every field of every part of a document."""
    for part, schema in (("Document", SCHEMA), *SCHEMA["$defs"].items()):
        for name, field in schema.get("properties", {}).items():
            yield f"{part}.{name}", field


def test_the_schema_is_one_and_has_a_name() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert list(SCHEMA)[:2] == ["$schema", "$id"]


def test_every_kind_of_event_says_what_it_is() -> None:
    assert set(KINDS) == set(EventKind)


def test_every_field_and_part_is_described_in_a_sentence() -> None:
    described = {name: field.get("description", "") for name, field in fields()}
    described |= {name: each.get("description", "") for name, each in SCHEMA["$defs"].items()}
    assert len(described) > 120
    assert [name for name, text in described.items() if not is_sentence(text)] == []


def is_sentence(text: str) -> bool:
    return len(text) >= 8 and text[0].isupper() and text.endswith(".")


def test_the_examples_of_a_field_may_stand_there() -> None:
    wrong = [
        (name, example)
        for name, field in fields()
        for example in field.get("examples", [])
        if not VALIDATOR.evolve(schema={**field, "$defs": SCHEMA["$defs"]}).is_valid(example)
    ]
    assert wrong == []


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
def test_an_editor_finds_no_fault_in_the_examples(path: Path) -> None:
    assert [*VALIDATOR.iter_errors(read_as_editor(path))] == []


def read_as_editor(path: Path) -> Any:
    """A document as the YAML 1.2 of editors has it, in which a date is text."""

    class Loader(yaml.SafeLoader):
        yaml_implicit_resolvers = {  # noqa: RUF012 - as in the class above
            first: [each for each in known if not each[0].endswith(":timestamp")]
            for first, known in yaml.SafeLoader.yaml_implicit_resolvers.items()
        }

    return yaml.load(path.read_text(encoding="utf-8"), Loader)  # noqa: S506 - it is a safe one


@pytest.mark.parametrize(
    "wrong",
    [
        {"dates": {"says": "in May", "sorce": "gazette"}},
        {"principal": {"name": "Ana", "rol": "reporter"}},
        {"home": {"name": "Cabo da Roca", "timezone": 1}},
        {"legs": [{"place": "Quito", "events": [{"title": "Talks", "kind": "meting"}]}]},
        {"visibility": "secret"},
    ],
    ids=json.dumps,
)
def test_an_editor_finds_faults_in_every_part(wrong: dict[str, Any]) -> None:
    assert not VALIDATOR.is_valid({"title": "T", **wrong})


def test_a_document_may_name_the_file_of_its_schema(
    tmp_path: Path, run: Callable[..., tuple[int, str, str]]
) -> None:
    _, schema, _ = run("schema")
    (tmp_path / "itinerary.schema.json").write_text(schema, encoding="utf-8")
    document = tmp_path / "trip.yaml"
    document.write_text(
        "# yaml-language-server: $schema=itinerary.schema.json\ntitle: T\nid: t\n", encoding="utf-8"
    )
    assert read_file(document).diagnostics == ()
    references = {line.strip(' ,"') for line in schema.splitlines() if '"$ref"' in line}
    assert [each for each in references if not each.startswith('$ref": "#/$defs/')] == []


# Kinds of events


def test_every_kind_has_its_facts_and_the_fields_that_they_name() -> None:
    assert set(KINDS) == set(EventKind)
    event = SCHEMA["$defs"]["Event"]["properties"]
    for spec in KINDS.values():
        assert set(spec.date_fields) <= set(event)
        assert {spec.starts_at, spec.ends_at} <= set(spec.date_fields)
        assert spec.has_two_ends == bool(spec.start_label and spec.end_label)


def test_visibility_goes_from_the_widest() -> None:
    assert [each.level for each in Visibility] == [0, 1, 2]
