"""A drafted entry and a timeline in; the entry of the timeline that is the same out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache, partial
from typing import Any

from itinerary.places import fold_name
from itinerary.timeline import Entry, Timeline

_NEAR = timedelta(days=4)
_LEAST_LETTERS = 5
_CERTAIN = 1_000  # more words than two entries share
_FIELDS = ("dates", "when", "depart", "check_in")


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry of a draft that may be one of a document.

    Attributes:
        section: "trip", "leg", "event" or "background".
        list_name: The list of the document that it would be in.
        fields: What it says.
        field: The name of its first date.
        claims: The claims on that.
        source: The id of the source of claims that name none.
        is_derived: Whether its date is only that of its events.

    """

    section: str
    list_name: str
    fields: Mapping[str, Any]
    field: str
    claims: tuple[Mapping[str, Any], ...]
    source: str
    is_derived: bool = False


def list_candidates(data: Mapping[str, Any]) -> Iterator[Candidate]:
    """Yield the entries of a draft, given as data."""
    yield _create(data, "trip", "", "")
    for leg in data.get("legs", ()):
        yield _create(leg, "leg", "legs", leg.get("source", ""))
        for event in leg.get("events", ()):
            placed = {"place": leg.get("place", "")} | dict(event)
            yield _create(placed, "event", "events", event.get("source", leg.get("source", "")))
    for name, section in (("events", "event"), ("background", "background")):
        for each in data.get(name, ()):
            yield _create(each, section, name, each.get("source", ""))


def _create(fields: Mapping[str, Any], section: str, list_name: str, source: str) -> Candidate:
    field = next((name for name in _FIELDS if name in fields), "when")
    value = fields.get(field, [])
    claims = tuple(value) if isinstance(value, list) else (value,)
    is_derived = section == "leg" and any("reads" in each for each in claims)
    return Candidate(section, list_name, fields, field, claims, source, is_derived)


def find_match(candidate: Candidate, timeline: Timeline) -> Entry | None:
    """Return the entry of a timeline that a candidate is the same as; None if there is none."""
    if not candidate.claims:
        return None if candidate.section != "leg" else _find_leg(candidate, timeline)
    if candidate.section == "trip":
        return next(
            (each for each in timeline.entries if each.section == "trip" and each.datings), None
        )
    if candidate.section == "leg":
        return _find_leg(candidate, timeline)
    scored = [
        (score, number)
        for number, each in enumerate(timeline.entries)
        if each.section == candidate.section and (score := _score(candidate, each)) > 1
    ]
    best = max(scored, key=lambda each: (each[0], -each[1]), default=None)
    return timeline.entries[best[1]] if best else None


def _find_leg(candidate: Candidate, timeline: Timeline) -> Entry | None:
    name = fold_name(str(candidate.fields.get("place", "")).partition(",")[0])
    for each in timeline.entries:
        known = {each.title.partition(",")[0], each.place.name if each.place else ""}
        if each.section == "leg" and name in {fold_name(other) for other in known if other}:
            return each
    return None


def _score(candidate: Candidate, entry: Entry) -> int:
    """Return how many words and persons two entries share; 0 where their days are far apart.

    What is booked is told by its number and its code, however far it was moved.
    """
    number, other_number = candidate.fields.get("number"), getattr(entry.item, "number", None)
    codes, other_codes = (
        _list_codes(candidate.fields.get),
        _list_codes(partial(getattr, entry.item)),
    )
    if number and other_number and number != other_number:
        return 0
    if codes and other_codes:
        is_same = codes & other_codes and candidate.fields.get("title") == entry.title
        return _CERTAIN if is_same else 0
    text = " ".join([str(candidate.fields.get("title", "")), *_list_people(candidate.fields)])
    people = getattr(entry.item, "participants", ())
    known = " ".join([entry.title, *(each.name for each in people)])
    shared = _list_words(text) & _list_words(known)
    days = [
        date.fromisoformat(each)
        for each in re.findall(r"\d{4}-\d{2}-\d{2}", _tell_reads(candidate))
    ]
    first = entry.interval.first if entry.interval else None
    if days and first and abs(days[0] - first) > _NEAR:
        return 0
    folded, other = fold_name(text), fold_name(known)
    names = {
        fold_name(each) for each in [*_list_people(candidate.fields), *(p.name for p in people)]
    }
    return len(shared) + 2 * sum(each in folded and each in other for each in names)


def _list_codes(get: Callable[[str, None], str | None]) -> set[str]:
    values = (get(name, None) for name in ("booking", "confirmation"))
    return {code for each in values if each for code in each.split(", ")}


def _tell_reads(candidate: Candidate) -> str:
    return " ".join(str(each.get("reads", "")) for each in candidate.claims)


def _list_people(fields: Mapping[str, Any]) -> list[str]:
    people = fields.get("participants", ())
    return [each["name"] if isinstance(each, dict) else str(each) for each in people]


@lru_cache(maxsize=4096)  # each entry is compared with all others
def _list_words(text: str) -> frozenset[str]:
    words = re.findall(rf"[^\W\d_]{{{_LEAST_LETTERS},}}", text)
    return frozenset(map(fold_name, words))
