"""A Timeline in; JSON out, for programs: every entry with its dates, the claims on them, the choice and the steps behind it.

`schema()` is the JSON Schema of that text. Dates and times are ISO 8601: a date is a local calendar day, a time has its offset from UTC,
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
from itinerary.timeline import Dating, Entry, Reading, Section, Timeline, Verdict

SUFFIX = "json"
VERSION = 1  # of the form of this text; a reader refuses one that it does not know
_HALVES = re.compile("[\ud800-\udfff]")  # of characters: no file can hold them
_DATES = {
    "dates",
    "when",
    "depart",
    "arrive",
    "check_in",
    "check_out",
}  # these are among the datings
_PARTS = {
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
    """The timeline as JSON, for which `schema` has the rules."""
    document = timeline.document
    tree = {
        "version": VERSION,
        "id": timeline.id,
        "title": document.title,
        "language": document.language,
        "stamp": _iso(timeline.stamp),
        "home": _place(timeline.home),
        "entries": [_entry(entry) for entry in timeline.entries],
        "sources": {
            id: source.model_dump(mode="json", exclude_none=True)
            for id, source in document.sources.items()
        },
        "disputes": [
            dispute.model_dump(mode="json", exclude_none=True) for dispute in document.disputes
        ],
        "diagnostics": [_diagnostic(each) for each in timeline.diagnostics],
    }
    return json.dumps(_writable(tree), ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _entry(entry: Entry) -> dict[str, Any]:
    elsewhere = _DATES | (_PARTS - {"titles"} if len(entry.item.titles or ()) > 1 else _PARTS)
    zone = entry.zone.key if entry.zone else entry.place.timezone if entry.place else None
    return {
        "section": entry.section,
        "kind": entry.kind,
        "id": entry.id,
        "uid": entry.uid,
        "title": entry.title,
        "leg": entry.leg,
        "place": _place(entry.place),
        "destination": _place(entry.destination),
        "zone": zone or None,
        "open": entry.is_open,
        "intervals": _intervals(entry.intervals),
        "datings": [_dating(dating) for dating in entry.datings],
        "fields": entry.item.model_dump(
            mode="json", by_alias=True, exclude_none=True, exclude=elsewhere
        )
        | entry.item.extensions,
    }


def _place(place: Place | None) -> dict[str, Any] | None:
    return (
        {name: None if value == "" else value for name, value in place._asdict().items()}
        if place
        else None
    )


def _intervals(intervals: Iterable[Interval]) -> list[dict[str, Any]]:
    return [
        each._asdict()
        | {
            "start": _iso(each.start),
            "end": _iso(each.end),
            "grain": str(each.grain),
            "edtf": each.edtf,
        }
        for each in intervals
    ]


def _dating(dating: Dating) -> dict[str, Any]:
    return {
        "name": dating.name,
        "open": not dating.intervals,
        "intervals": _intervals(dating.intervals),
        "readings": [_reading(reading) for reading in dating.readings],
    }


def _reading(reading: Reading) -> dict[str, Any]:
    claim = reading.claim.model_dump(mode="json", exclude={"source"})
    return claim | {
        "source": reading.source,
        "verdict": reading.verdict,
        "reason": reading.reason,
        "problem": reading.problem,
        "intervals": _intervals(reading.intervals),
        "steps": [step._asdict() for step in reading.steps],
    }


def _diagnostic(diagnostic: Diagnostic) -> dict[str, str]:
    return {
        "severity": diagnostic.severity,
        "message": diagnostic.message,
        "hint": diagnostic.hint,
        "code": diagnostic.code,
        "position": str(diagnostic.position),
    }


def _iso(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _writable(value: Any) -> Any:
    """The value as JSON can hold it: what `x-` fields may have beyond that becomes text."""
    if isinstance(value, Mapping):
        return {str(_writable(key)): _writable(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_writable(each) for each in value]
    if isinstance(value, str):
        return _HALVES.sub("\ufffd", value)
    if (
        value is None
        or isinstance(value, bool | int)
        or (isinstance(value, float) and math.isfinite(value))
    ):
        return value
    return str(value)


# The schema; each list of words in it is the code's own.

_TEXT, _FLAG, _ANY = {"type": "string"}, {"type": "boolean"}, {"type": "object"}
_MOMENT = {
    "description": "a local calendar day, or a clock time with its offset from UTC",
    "type": ["string", "null"],
    "pattern": r"^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d+)?([+-]\d{2}:\d{2}(:\d{2})?)?)?$",
}


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of what `render` writes."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A resolved timeline",
        **_object(
            version={"const": VERSION},
            id=_TEXT,
            title=_TEXT,
            language={"type": "string", "pattern": "^[a-z]{2}$"},
            stamp=_MOMENT | {"description": "when the document last changed"},
            home=_or_null("place"),
            entries=_array("entry"),
            sources={"type": "object", "additionalProperties": {"$ref": "#/$defs/source"}},
            disputes=_array("dispute"),
            diagnostics=_array("diagnostic"),
        ),
        "$defs": _definitions(),
    }


def _definitions() -> dict[str, Any]:
    optional = {"type": ["string", "null"]}
    return {
        "entry": _object(
            section=_one_of(Section),
            kind=_TEXT | {"description": "an event's kind, else the section"},
            id=_TEXT,
            uid={"type": "string", "pattern": "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"},
            title=_TEXT,
            leg=optional | {"description": "the id of the leg that it belongs to"},
            place=_or_null("place"),
            destination=_or_null("place"),
            zone=optional | {"description": "an IANA name"},
            open=_FLAG | {"description": "whether it has no date yet"},
            intervals=_array("interval"),
            datings=_array("dating"),
            fields=_ANY
            | {
                "description": "what the document says of it besides, by the names that the document uses"
            },
        ),
        "place": _object(
            name=optional,
            timezone=optional,
            country=optional | {"pattern": "^[A-Z]{2}$"},
            latitude={"type": ["number", "null"], "minimum": -90, "maximum": 90},
            longitude={"type": ["number", "null"], "minimum": -180, "maximum": 180},
            address=optional,
        ),
        "interval": _object(
            start=_MOMENT,
            end=_MOMENT,
            grain={"enum": [str(grain) for grain in Grain]},
            about=_FLAG,
            part={"enum": [*get_args(Part), None]},
            edtf=_TEXT | {"description": "the interval by ISO 8601-2"},
        ),
        "dating": _object(
            name={"enum": sorted(_DATES)},
            open=_FLAG,
            intervals=_array("interval"),
            readings=_array("reading"),
        ),
        "reading": _object(
            says=_TEXT,
            reads=optional,
            rank=_TEXT,
            status=_TEXT,
            speaker=optional,
            said=optional,
            note=optional,
            source=optional | {"description": "the id of a source"},
            verdict=_one_of(Verdict),
            reason=_TEXT,
            problem=_TEXT,
            intervals=_array("interval"),
            steps={"type": "array", "items": _object(kind=_TEXT, text=_TEXT)},
        ),
        "source": {"type": "object", "required": ["publisher", "title"]},
        "dispute": {"type": "object", "required": ["about", "accounts"]},
        "diagnostic": _object(
            severity=_one_of(Severity), message=_TEXT, hint=_TEXT, code=_TEXT, position=_TEXT
        ),
    }


def _object(**properties: Mapping[str, Any]) -> dict[str, Any]:
    """An object that has these properties, all of them and no others."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _array(name: str) -> dict[str, Any]:
    return {"type": "array", "items": {"$ref": f"#/$defs/{name}"}}


def _or_null(name: str) -> dict[str, Any]:
    return {"anyOf": [{"$ref": f"#/$defs/{name}"}, {"type": "null"}]}


def _one_of(words: object) -> dict[str, Any]:
    return {"enum": list(get_args(words))}
