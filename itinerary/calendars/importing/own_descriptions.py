"""A description that this package wrote in; what it says of its event out.

The first lines are facts with labels (`compose_description` of the exporter), the notes follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from itinerary.dates.wording.labels import LABEL_LANGUAGES, translate_label
from itinerary.document.vocabulary import PressAccess

_PLACE = "\0"
# The facts that become a field of the same name.
_TEXT_FIELDS = ("Number", "Carrier", "Terminal", "Gate", "Seat", "Booking", "Confirmation")
# Labels of facts that become fields, or are told by other properties of the event.
_LABELS = (
    "When",
    "Part of",
    "Nights",
    "Check in",
    "Check out",
    "Takes",
    *_TEXT_FIELDS,
    "Participants",
    "Topics",
    "Press",
    f"Departs {_PLACE}",
    f"Arrives {_PLACE}",
    "Source",
    "Unresolved",
)
_RELATIONS = {"When": "when", "Part of": "leg", "Check in": "checks_in", "Check out": "checks_out"}
_NOT_DECIDED = "“TBD”"  # how a date that is left open is quoted
_PERSON = re.compile(r"(?P<name>.+?)(?: \((?P<role>[^()]+?)(?:, (?P<side>[^(),]+))?\))?")
# The words of a source that is itself a calendar: its times, which the event has anyway.
_IMPORTED_WORDS = re.compile(r"“\d{4}-\d\d-\d\d[0-9T:+/-]*”")


class OwnDescription(NamedTuple):
    """What a description of ours says, in the fields of an event and beside them."""

    fields: dict[str, Any]
    notes: str = ""
    when: str = ""  # the dates in words
    leg: str = ""  # the title of the leg that it is part of
    origin: str = ""
    destination: str = ""
    departs: str = ""  # when it does, in words
    arrives: str = ""
    checks_in: str = ""
    checks_out: str = ""
    is_undecided: bool = False  # whether a date is TBD, and not just left out
    has_open_departure: bool = False
    has_open_arrival: bool = False


def read_description(text: str) -> OwnDescription:
    r"""Return what a description of ours says, in any language that it may be in.

    >>> found = read_description("When: Tue 6 October 2026\nTopics: peace, trade\nBring boots.")
    >>> found.fields, found.notes
    ({'topics': ['peace', 'trade']}, 'Bring boots.')
    """
    lines, fields, told = text.split("\n"), dict[str, Any](), dict[str, Any]()
    while lines:
        label, place, value = _split_line(lines[0])
        if not label or not _is_told_elsewhere(label, value):
            break
        lines.pop(0)
        fields |= _convert_fact(label, value)
        told |= _convert_relation(label, place, value)
    return OwnDescription(fields, "\n".join(lines).strip(), **told)


def _is_told_elsewhere(label: str, value: str) -> bool:
    """Return whether the event says what a line says of its sources."""
    if label == "Source":
        return bool(_IMPORTED_WORDS.match(value))
    return label != "Unresolved" or value.startswith(_NOT_DECIDED)


def _split_line(line: str) -> tuple[str, str, str]:
    """Return the English label of a line, the place in it and its text; no label for notes."""
    for label, pattern in _compile_labels():
        if found := pattern.fullmatch(line):
            return label, found["place"] or "", found["value"]
    return "", "", ""


@cache
def _compile_labels() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(_iterate_patterns())


def _iterate_patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    for label in _LABELS:
        for language in LABEL_LANGUAGES:
            text = translate_label(label.replace(_PLACE, "{place}"), language, place=_PLACE)
            before, has_place, after = text.partition(_PLACE)
            place = "(?P<place>.+?)" if has_place else "(?P<place>)"
            date = r"(?: [(].+?[)])?" if label in ("Source", "Unresolved") else ""
            pattern = f"{re.escape(before)}{place}{re.escape(after)}{date}: (?P<value>.*)"
            yield label, re.compile(pattern)


def _convert_fact(label: str, value: str) -> dict[str, Any]:
    if label in _TEXT_FIELDS:
        return {label.lower(): value}
    if label == "Topics":
        return {"topics": value.split(", ")}
    if label == "Participants":
        return {"participants": [_read_person(each) for each in value.split("; ")]}
    if label == "Nights" and not value.isdecimal():
        return {"stay": value}
    if label == "Press" and (words := _find_press(value)):
        return {"press": words}
    return {}


def _convert_relation(label: str, place: str, value: str) -> dict[str, Any]:
    is_open = value in {translate_label("time not stated", each) for each in LABEL_LANGUAGES}
    if label == "Unresolved":
        return {"is_undecided": True}
    if label.startswith("Departs"):
        return {"origin": place, "departs": value, "has_open_departure": is_open}
    if label.startswith("Arrives"):
        return {"destination": place, "arrives": value, "has_open_arrival": is_open}
    return {_RELATIONS[label]: value} if label in _RELATIONS else {}


def _read_person(text: str) -> dict[str, str]:
    found = _PERSON.fullmatch(text)
    parts = found.groupdict() if found else {"name": text}
    return {name: part for name, part in parts.items() if part}


def _find_press(value: str) -> str:
    """Return what the press may attend, said in any language."""
    for each in PressAccess:
        for language in LABEL_LANGUAGES:
            if translate_label(each.upper(), language).lower() == value:
                return each
    return ""
