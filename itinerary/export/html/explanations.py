"""An entry in; why its dates are what they are out: each claim with its steps, from the words to the result, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from itinerary.dates.wording import format_interval
from itinerary.timeline import Entry, Reading


class Explanation(NamedTuple):
    """What is told of one claim: facts by name, in order."""

    is_used: bool
    facts: tuple[tuple[str, str], ...]


def list_explanations(entry: Entry, name: str = "") -> tuple[Explanation, ...]:
    """The claims on one of the dates of an entry, or on all; the one that counts comes first."""
    readings = [
        reading
        for dating in entry.datings
        if name in ("", dating.name)
        for reading in dating.readings
    ]
    return tuple(
        Explanation(each.verdict == "chosen", tuple(_list_facts(each)))
        for each in sorted(readings, key=_rank_reading)
    )


def _rank_reading(reading: Reading) -> bool:
    return reading.verdict != "chosen"


def _list_facts(reading: Reading) -> Iterator[tuple[str, str]]:
    yield from reading.steps
    if reading.intervals:
        yield "in words", " and ".join(map(format_interval, reading.intervals))
    if reading.problem:
        yield "open", reading.problem
    if reading.reason:
        yield reading.verdict, reading.reason
    if reading.claim.note:
        yield "note", reading.claim.note
