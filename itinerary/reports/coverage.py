"""A Timeline in; a text out that tells what each of its dates rests on: several sources that agree, one, undated ones, or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from itinerary.timeline import Dating, Entry, Reading, Timeline

_NUMBERS = {
    "several sources": "on several sources",
    "one source": "on one source",
    "nothing": "on nothing",
    "open": "still open",
}
_LACKS = {"undated": "only on undated ones", "unnamed speaker": "only on unnamed speakers"}


def coverage(timeline: Timeline) -> str:
    """A line for each date that the document states, with its grade and the sources that agree on it; then the totals."""
    stated = list(_stated(timeline))
    grades = [tuple(_grade(dating, timeline)) for _, dating in stated]
    lines = [
        _line(entry, dating, grade) for (entry, dating), grade in zip(stated, grades, strict=True)
    ]
    count = Counter(remark for grade in grades for remark in grade)
    numbers, lacks = (
        ", ".join(f"{count[remark]} {words}" for remark, words in each.items())
        for each in (_NUMBERS, _LACKS)
    )
    return "\n".join([*lines, f"{len(grades)} dates: {numbers}; {lacks}"]) + "\n"


def _stated(timeline: Timeline) -> Iterator[tuple[Entry, Dating]]:
    """The dates that are claimed; a leg that lasts as long as the trip claims none."""
    for entry in timeline.entries:
        if getattr(entry.item, "dates", None) or getattr(entry.item, "when", None):
            yield from ((entry, dating) for dating in entry.datings)


def _grade(dating: Dating, timeline: Timeline) -> Iterator[str]:
    """How many sources a date rests on, and what all of them lack."""
    behind = [each for each in dating.readings if each.agrees and each.source]
    if not dating.intervals or not behind:
        yield "nothing" if dating.intervals else "open"
        return
    yield "one source" if len(_sources(dating)) == 1 else "several sources"
    if not any(_is_dated(each, timeline) for each in behind):
        yield "undated"
    if not any(_is_named(each, timeline) for each in behind):
        yield "unnamed speaker"


def _sources(dating: Dating) -> list[str]:
    """The sources that agree on a date, in the order of the claims."""
    return list(
        dict.fromkeys(each.source for each in dating.readings if each.agrees and each.source)
    )


def _is_dated(reading: Reading, timeline: Timeline) -> bool:
    source = timeline.document.sources.get(reading.source or "")
    return bool(reading.claim.said or (source and source.published))


def _is_named(reading: Reading, timeline: Timeline) -> bool:
    source = timeline.document.sources.get(reading.source or "")
    return bool(reading.claim.speaker or (source and source.author))


def _line(entry: Entry, dating: Dating, grade: tuple[str, ...]) -> str:
    sources = (
        f" ({', '.join(_sources(dating))})" if grade[0] in {"one source", "several sources"} else ""
    )
    return f"{entry.id:<24} {dating.name:<9} {grade[0]}{sources}{''.join(f', {lack}' for lack in grade[1:])}"
