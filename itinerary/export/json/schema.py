"""The JSON Schema of a timeline as JSON; each list of words in it is the code's own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from itinerary.dates.interval import Grain, Part
from itinerary.diagnostics import Severity
from itinerary.export.json import DATE_FIELDS, VERSION
from itinerary.timeline import SectionName, Verdict

_TEXT_SCHEMA = {"type": "string"}
_OPTIONAL_TEXT_SCHEMA = {"type": ["string", "null"]}
_FLAG_SCHEMA = {"type": "boolean"}
_OBJECT_SCHEMA = {"type": "object"}
_FIELDS_DESCRIPTION = "what the document says of it besides, by the names that the document uses"
_MOMENT_SCHEMA = {
    "description": "a local calendar day, or a clock time with its offset from UTC; the year before"
    " 0001 is 0000, those before it are negative",
    "type": ["string", "null"],
    "pattern": r"^-?\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d+)?([+-]\d{2}:\d{2}(:\d{2})?)?)?$",
}


def build_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of what `render` writes."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A resolved timeline",
        **_build_object_schema(
            version={"const": VERSION},
            id=_TEXT_SCHEMA,
            title=_TEXT_SCHEMA,
            language={"type": "string", "pattern": "^[a-z]{2}$"},
            stamp=_MOMENT_SCHEMA | {"description": "when the document last changed"},
            home=_build_nullable_schema("place"),
            entries=_build_array_schema("entry"),
            sources={"type": "object", "additionalProperties": {"$ref": "#/$defs/source"}},
            disputes=_build_array_schema("dispute"),
            diagnostics=_build_array_schema("diagnostic"),
        ),
        "$defs": _build_definitions(),
    }


def _build_definitions() -> dict[str, Any]:
    return {
        "entry": _build_entry_schema(),
        "place": _build_place_schema(),
        "interval": _build_interval_schema(),
        "dating": _build_object_schema(
            name={"enum": sorted(DATE_FIELDS)},
            open=_FLAG_SCHEMA,
            intervals=_build_array_schema("interval"),
            readings=_build_array_schema("reading"),
        ),
        "reading": _build_reading_schema(),
        "source": {"type": "object", "required": ["publisher", "title"]},
        "dispute": {"type": "object", "required": ["about", "accounts"]},
        "diagnostic": _build_object_schema(
            severity=_build_enum_schema(Severity),
            message=_TEXT_SCHEMA,
            hint=_TEXT_SCHEMA,
            code=_TEXT_SCHEMA,
            position=_TEXT_SCHEMA,
        ),
    }


def _build_entry_schema() -> dict[str, Any]:
    return _build_object_schema(
        section=_build_enum_schema(SectionName),
        kind=_TEXT_SCHEMA | {"description": "an event's kind, else the section"},
        id=_TEXT_SCHEMA,
        uid={"type": "string", "pattern": "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"},
        title=_TEXT_SCHEMA,
        leg=_OPTIONAL_TEXT_SCHEMA | {"description": "the id of the leg that it belongs to"},
        place=_build_nullable_schema("place"),
        destination=_build_nullable_schema("place"),
        zone=_OPTIONAL_TEXT_SCHEMA | {"description": "an IANA name"},
        open=_FLAG_SCHEMA | {"description": "whether it has no date yet"},
        intervals=_build_array_schema("interval"),
        datings=_build_array_schema("dating"),
        fields=_OBJECT_SCHEMA | {"description": _FIELDS_DESCRIPTION},
    )


def _build_place_schema() -> dict[str, Any]:
    return _build_object_schema(
        name=_OPTIONAL_TEXT_SCHEMA,
        timezone=_OPTIONAL_TEXT_SCHEMA,
        country=_OPTIONAL_TEXT_SCHEMA | {"pattern": "^[A-Z]{2}$"},
        latitude={"type": ["number", "null"], "minimum": -90, "maximum": 90},
        longitude={"type": ["number", "null"], "minimum": -180, "maximum": 180},
        address=_OPTIONAL_TEXT_SCHEMA,
    )


def _build_interval_schema() -> dict[str, Any]:
    return _build_object_schema(
        start=_MOMENT_SCHEMA,
        end=_MOMENT_SCHEMA,
        grain={"enum": [str(grain) for grain in Grain]},
        about=_FLAG_SCHEMA | {"description": "whether it is only roughly so"},
        uncertain=_FLAG_SCHEMA | {"description": "whether the source doubts it"},
        within=_FLAG_SCHEMA
        | {"description": "whether it is one time within the stretch, not all of it"},
        part={"enum": [*get_args(Part), None]},
        edtf=_TEXT_SCHEMA | {"description": "the interval by ISO 8601-2"},
    )


def _build_reading_schema() -> dict[str, Any]:
    return _build_object_schema(
        says=_TEXT_SCHEMA,
        reads=_OPTIONAL_TEXT_SCHEMA,
        rank=_TEXT_SCHEMA,
        status=_TEXT_SCHEMA,
        speaker=_OPTIONAL_TEXT_SCHEMA,
        said=_OPTIONAL_TEXT_SCHEMA,
        quote=_OPTIONAL_TEXT_SCHEMA,
        at=_OPTIONAL_TEXT_SCHEMA,
        note=_OPTIONAL_TEXT_SCHEMA,
        source=_OPTIONAL_TEXT_SCHEMA | {"description": "the id of a source"},
        verdict={"enum": [each.value for each in Verdict]},
        reason=_TEXT_SCHEMA,
        problem=_TEXT_SCHEMA,
        intervals=_build_array_schema("interval"),
        steps={
            "type": "array",
            "items": _build_object_schema(kind=_TEXT_SCHEMA, text=_TEXT_SCHEMA),
        },
    )


def _build_object_schema(**properties: Mapping[str, Any]) -> dict[str, Any]:
    """Return the schema of an object that has all of these properties and no others."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _build_array_schema(name: str) -> dict[str, Any]:
    return {"type": "array", "items": {"$ref": f"#/$defs/{name}"}}


def _build_nullable_schema(name: str) -> dict[str, Any]:
    return {"anyOf": [{"$ref": f"#/$defs/{name}"}, {"type": "null"}]}


def _build_enum_schema(words: object) -> dict[str, Any]:
    return {"enum": list(get_args(words))}
