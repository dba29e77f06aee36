"""A Timeline in; JSON out, for programs: every entry with its dates, the claims on them, the choice and the steps behind it.

`build_schema()` is the JSON Schema of that text. Dates and times are ISO 8601: a date is a local calendar day, a time has its offset from UTC,
and the end of an interval is excluded; `null` is an open side.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, get_args

from itinerary.dates.interval import Grain, Interval, Part
from itinerary.diagnostics import Diagnostic, Severity
from itinerary.places import Place
from itinerary.timeline import Dating, Entry, Reading, SectionName, Timeline, Verdict

VERSION = 1  # of the form of this text; a reader refuses one that it does not know
_SURROGATES = re.compile("[\ud800-\udfff]")  # of characters: no file can hold them
_DATE_FIELDS = {
    "dates",
    "when",
    "depart",
    "arrive",
    "check_in",
    "check_out",
}  # these are among the datings
_FIELDS_ELSEWHERE = {
    "itinerary",
    "id",
    "titles",
    "kind",
    "legs",
    "events",
    "background",
    "sources",
    "disputes",
}  # these stand elsewhere


def render(timeline: Timeline) -> str:
    """The timeline as JSON, for which `build_schema` has the rules."""
    document = timeline.document
    tree = {
        "version": VERSION,
        "id": timeline.id,
        "title": document.title,
        "language": document.language,
        "stamp": _format_iso(timeline.stamp),
        "home": _build_place(timeline.home),
        "entries": [_build_entry(entry) for entry in timeline.entries],
        "sources": {
            id: source.model_dump(mode="json", exclude_none=True)
            for id, source in document.sources.items()
        },
        "disputes": [
            dispute.model_dump(mode="json", exclude_none=True) for dispute in document.disputes
        ],
        "diagnostics": [_build_diagnostic(each) for each in timeline.diagnostics],
    }
    return json.dumps(_make_writable(tree), ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _build_entry(entry: Entry) -> dict[str, Any]:
    elsewhere = _DATE_FIELDS | (
        _FIELDS_ELSEWHERE - {"titles"} if len(entry.item.titles or ()) > 1 else _FIELDS_ELSEWHERE
    )
    zone = entry.zone.key if entry.zone else entry.place.timezone if entry.place else None
    return {
        "section": entry.section,
        "kind": entry.kind,
        "id": entry.id,
        "uid": entry.uid,
        "title": entry.title,
        "leg": entry.leg,
        "place": _build_place(entry.place),
        "destination": _build_place(entry.destination),
        "zone": zone or None,
        "open": entry.is_open,
        "intervals": _build_intervals(entry.intervals),
        "datings": [_build_dating(dating) for dating in entry.datings],
        "fields": entry.item.model_dump(
            mode="json", by_alias=True, exclude_none=True, exclude=elsewhere
        )
        | entry.item.extensions,
    }


def _build_place(place: Place | None) -> dict[str, Any] | None:
    return (
        {name: None if value == "" else value for name, value in place._asdict().items()}
        if place
        else None
    )


def _build_intervals(intervals: Iterable[Interval]) -> list[dict[str, Any]]:
    return [
        each._asdict()
        | {
            "start": _format_iso(each.start),
            "end": _format_iso(each.end),
            "grain": str(each.grain),
            "edtf": each.edtf,
        }
        for each in intervals
    ]


def _build_dating(dating: Dating) -> dict[str, Any]:
    return {
        "name": dating.name,
        "open": not dating.intervals,
        "intervals": _build_intervals(dating.intervals),
        "readings": [_build_reading(reading) for reading in dating.readings],
    }


def _build_reading(reading: Reading) -> dict[str, Any]:
    claim = reading.claim.model_dump(mode="json", exclude={"source"})
    return claim | {
        "source": reading.source,
        "verdict": reading.verdict,
        "reason": reading.reason,
        "problem": reading.problem,
        "intervals": _build_intervals(reading.intervals),
        "steps": [step._asdict() for step in reading.steps],
    }


def _build_diagnostic(diagnostic: Diagnostic) -> dict[str, str]:
    return {
        "severity": diagnostic.severity,
        "message": diagnostic.message,
        "hint": diagnostic.hint,
        "code": diagnostic.code,
        "position": str(diagnostic.position),
    }


def _format_iso(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _make_writable(value: Any) -> Any:
    """The value as JSON can hold it: what `x-` fields may have beyond that becomes text."""
    if isinstance(value, Mapping):
        return {str(_make_writable(key)): _make_writable(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_make_writable(each) for each in value]
    if isinstance(value, str):
        return _SURROGATES.sub("\ufffd", value)
    if (
        value is None
        or isinstance(value, bool | int)
        or (isinstance(value, float) and math.isfinite(value))
    ):
        return value
    return str(value)


# The schema; each list of words in it is the code's own.

_TEXT_SCHEMA, _FLAG_SCHEMA, _OBJECT_SCHEMA = (
    {"type": "string"},
    {"type": "boolean"},
    {"type": "object"},
)
_MOMENT_SCHEMA = {
    "description": "a local calendar day, or a clock time with its offset from UTC",
    "type": ["string", "null"],
    "pattern": r"^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d+)?([+-]\d{2}:\d{2}(:\d{2})?)?)?$",
}


def build_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of what `render` writes."""
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
    optional = {"type": ["string", "null"]}
    return {
        "entry": _build_object_schema(
            section=_build_enum_schema(SectionName),
            kind=_TEXT_SCHEMA | {"description": "an event's kind, else the section"},
            id=_TEXT_SCHEMA,
            uid={"type": "string", "pattern": "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"},
            title=_TEXT_SCHEMA,
            leg=optional | {"description": "the id of the leg that it belongs to"},
            place=_build_nullable_schema("place"),
            destination=_build_nullable_schema("place"),
            zone=optional | {"description": "an IANA name"},
            open=_FLAG_SCHEMA | {"description": "whether it has no date yet"},
            intervals=_build_array_schema("interval"),
            datings=_build_array_schema("dating"),
            fields=_OBJECT_SCHEMA
            | {
                "description": "what the document says of it besides, by the names that the document uses"
            },
        ),
        "place": _build_object_schema(
            name=optional,
            timezone=optional,
            country=optional | {"pattern": "^[A-Z]{2}$"},
            latitude={"type": ["number", "null"], "minimum": -90, "maximum": 90},
            longitude={"type": ["number", "null"], "minimum": -180, "maximum": 180},
            address=optional,
        ),
        "interval": _build_object_schema(
            start=_MOMENT_SCHEMA,
            end=_MOMENT_SCHEMA,
            grain={"enum": [str(grain) for grain in Grain]},
            about=_FLAG_SCHEMA,
            part={"enum": [*get_args(Part), None]},
            edtf=_TEXT_SCHEMA | {"description": "the interval by ISO 8601-2"},
        ),
        "dating": _build_object_schema(
            name={"enum": sorted(_DATE_FIELDS)},
            open=_FLAG_SCHEMA,
            intervals=_build_array_schema("interval"),
            readings=_build_array_schema("reading"),
        ),
        "reading": _build_object_schema(
            says=_TEXT_SCHEMA,
            reads=optional,
            rank=_TEXT_SCHEMA,
            status=_TEXT_SCHEMA,
            speaker=optional,
            said=optional,
            note=optional,
            source=optional | {"description": "the id of a source"},
            verdict={"enum": [each.value for each in Verdict]},
            reason=_TEXT_SCHEMA,
            problem=_TEXT_SCHEMA,
            intervals=_build_array_schema("interval"),
            steps={
                "type": "array",
                "items": _build_object_schema(kind=_TEXT_SCHEMA, text=_TEXT_SCHEMA),
            },
        ),
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


def _build_object_schema(**properties: Mapping[str, Any]) -> dict[str, Any]:
    """An object that has these properties, all of them and no others."""
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
