"""Names that people give to fields before they know the right ones."""

from __future__ import annotations

from collections.abc import Collection

from itinerary.diagnostics import ask_if_meant, suggest_choices

FIELD_SYNONYMS = {
    "when": "date dates day time start start_time",
    "dates": "date when",
    "published": "date when day",
    "place": "location where venue city",
    "notes": "note description comment comments remarks",
    "kind": "type",
    "publisher": "name organisation organization by",
    "title": "name subject summary",
    "name": "title city venue",
    "participants": "people attendees with",
    "timezone": "tz time_zone zone",
    "depart": "departure start leaves",
    "arrive": "arrival end lands",
    "from": "origin",
    "to": "destination",
    "check_in": "checkin start arrival arrive",
    "check_out": "checkout end departure depart",
    "stay": "hotel lodging",
    "url": "link website web",
    "alt": "alternative caption description",
    "categories": "tags labels",
    "credit": "copyright attribution",
    "group": "lane track strand",
    "image": "picture photo media img",
    "legs": "stops parts",
    "days": "programme program schedule agenda",
    "day": "date when",
    "background": "history context",
    "travellers": "travelers party delegation",
    "principal": "traveller traveler person",
    "press": "press_access access media",
    "call_time": "call",
    "says": "text words quote",
    "reads": "means",
}


def suggest_field(name: str, known: Collection[str]) -> str:
    """Return a hint that names the field that was meant, or lists those that there are."""
    meant = find_field_by_synonym(name, known)
    return ask_if_meant(meant, name) if meant else suggest_choices(name, known)


def find_field_by_synonym(name: str, known: Collection[str]) -> str:
    """Return the known field that people mean by another name, or "".

    >>> find_field_by_synonym("Time-Zone", ["timezone", "title"])
    'timezone'
    """
    plain = name.casefold().replace("-", "_")
    for field, synonyms in FIELD_SYNONYMS.items():
        if field in known and plain in synonyms.split():
            return field
    return ""
