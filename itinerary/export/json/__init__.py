"""A Timeline in; JSON out, for programs: each entry with its dates, the claims on them and why.

The JSON Schema of that text is in `schema`. Dates and times are ISO 8601: a date is a local
calendar day, a time has its offset from UTC. The end of an interval is excluded, and `null` is an
open side.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache, partial
from json.encoder import encode_basestring
from typing import Any, cast

from itinerary.dates.interval import Interval
from itinerary.diagnostics import Diagnostic
from itinerary.document.vocabulary import ClaimStatus, DateField
from itinerary.places import Place
from itinerary.reports.provenance import ClaimProvenance, DateProvenance, trace_entry
from itinerary.timeline import Entry, Timeline

VERSION = 1  # of the form of this text; a reader refuses one that it does not know
_SURROGATES = re.compile("[\ud800-\udfff]")  # of characters: no file can hold them
DATE_FIELDS = {str(field) for field in DateField}
# The fields of an item that stand elsewhere in the text; titles do unless they are in languages.
_FIELDS_ELSEWHERE = DATE_FIELDS | {
    "itinerary",
    "id",
    "kind",
    "legs",
    "events",
    "days",
    "background",
    "sources",
    "disputes",
}


def render(timeline: Timeline) -> str:
    """Return the timeline as JSON, for which `schema.build_schema` has the rules."""
    document = timeline.document
    tree = {
        "version": VERSION,
        "id": timeline.id,
        "title": document.title,
        "language": document.language,
        "stamp": _format_iso(timeline.stamp),
        "home": _build_place(timeline.home),
        "entries": map(partial(_build_entry, timeline), timeline.entries),  # one is held at a time
        "sources": {
            id: source.model_dump(mode="json", exclude_none=True)
            for id, source in document.sources.items()
        },
        "disputes": [
            dispute.model_dump(mode="json", exclude_none=True) for dispute in document.disputes
        ],
        "diagnostics": [_build_diagnostic(each) for each in timeline.diagnostics],
    }
    return f"{_format_value(tree, chr(10))}\n"


def _build_entry(timeline: Timeline, entry: Entry) -> dict[str, Any]:
    return {
        "section": entry.section,
        "kind": entry.kind,
        "id": entry.id,
        "uid": entry.uid,
        "title": entry.title,
        "leg": entry.leg,
        "place": _build_place(entry.place),
        "destination": _build_place(entry.destination),
        "zone": _find_zone_name(entry),
        "open": entry.is_open,
        "intervals": _build_intervals(entry.intervals),
        "datings": [_build_dating(date) for date in trace_entry(timeline, entry).dates],
        "fields": _build_fields(entry),
    }


def _find_zone_name(entry: Entry) -> str | None:
    """Return the IANA name of the zone that the times of an entry are in; None if none is known."""
    if entry.zone:
        return entry.zone.key
    return (entry.place.timezone if entry.place else None) or None


def _build_fields(entry: Entry) -> dict[str, Any]:
    """Return what the document says of an entry besides, by the names that the document uses."""
    has_languages = len(entry.item.titles or ()) > 1
    elsewhere = _FIELDS_ELSEWHERE if has_languages else _FIELDS_ELSEWHERE | {"titles"}
    fields = entry.item.model_dump(mode="json", by_alias=True, exclude_none=True, exclude=elsewhere)
    if "status" in fields:
        fields["status"] = entry.status  # it may not take place with its leg or the trip
    return fields | entry.item.extensions


def _build_place(place: Place | None) -> dict[str, Any] | None:
    if not place:
        return None
    fields = place._asdict()
    del fields["city"]  # it is only of airports, and follows from their name
    return {name: None if value == "" else value for name, value in fields.items()}


def _build_intervals(intervals: Iterable[Interval]) -> list[dict[str, Any]]:
    return [
        {
            "start": _format_iso(each.start),
            "end": _format_iso(each.end),
            "grain": str(each.grain),
            "about": each.about,
            "uncertain": each.uncertain,
            "within": each.within,
            "part": each.part,
            "edtf": each.edtf,
        }
        for each in intervals
    ]


def _build_dating(date: DateProvenance) -> dict[str, Any]:
    return {
        "name": date.name,
        "open": date.is_open,
        "intervals": (intervals := _build_intervals(date.intervals)),
        "readings": [
            _build_reading(
                claim, intervals if claim.is_chosen else _build_intervals(claim.intervals)
            )
            for claim in date.claims
        ],
    }


def _build_reading(claim: ClaimProvenance, intervals: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "says": claim.words,
        "reads": claim.editor_reading or None,
        "rank": claim.rank,
        "status": ClaimStatus.ACTUAL if claim.is_actual else ClaimStatus.PLANNED,
        "speaker": claim.speaker or None,
        "said": claim.said or None,
        "quote": claim.quote or None,
        "at": claim.at or None,
        "note": claim.note or None,
        "source": claim.source_id,
        "verdict": claim.verdict,
        "reason": claim.cited_reason,
        "problem": claim.problem,
        "intervals": intervals,
        "steps": [{"kind": step.kind, "text": step.text} for step in claim.steps],
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


def _format_value(value: object, line_end: str) -> str:
    """Return a value as JSON with an indent of 2; what JSON cannot hold becomes text.

    `json.dumps` takes three times as long with an indent, and refuses what `x-` fields may have.

    Args:
        value: The value.
        line_end: A line end and the indent of the line that it begins in.
    """
    if value is None:
        return "null"
    if isinstance(value, str):
        return encode_basestring(value) if value.isascii() else _quote_text(value)
    inner = f"{line_end}  "
    if isinstance(value, (dict, Mapping)):  # dict first, as most are: the other is slow to ask
        items = cast(Mapping[object, object], value).items()
        named = {_quote_name(str(key)): each for key, each in items}
        lines = f",{inner}".join(
            [f"{name}: {_format_value(each, inner)}" for name, each in named.items()]
        )
        return f"{{{inner}{lines}{line_end}}}" if lines else "{}"
    if isinstance(value, (list, tuple, map)):
        lines = f",{inner}".join(
            [_format_value(each, inner) for each in cast(Iterable[object], value)]
        )
        return f"[{inner}{lines}{line_end}]" if lines else "[]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return int.__repr__(value)
    if isinstance(value, float) and math.isfinite(value):
        return float.__repr__(value)
    return _quote_text(str(value))


def _quote_text(text: str) -> str:
    return encode_basestring(_SURROGATES.sub("\ufffd", text))


@lru_cache(maxsize=256)  # of which most entries have the same
def _quote_name(name: str) -> str:
    return _quote_text(name)
