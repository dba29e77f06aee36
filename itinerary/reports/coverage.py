"""A Timeline in; a text out that tells what each of its dates rests on: several sources that agree, one, undated ones, or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from itinerary.timeline import Dating, Entry, Reading, Timeline

_SUPPORT_WORDS = {
    "several sources": "on several sources",
    "one source": "on one source",
    "nothing": "on nothing",
    "open": "still open",
}
_LACK_WORDS = {"undated": "only on undated ones", "unnamed speaker": "only on unnamed speakers"}


def report_coverage(timeline: Timeline) -> str:
    """A line for each date that the document states, with its grade and the sources that agree on it; then the totals."""
    stated = list(_find_stated_dates(timeline))
    grades = [tuple(_grade_dating(dating, timeline)) for _, dating in stated]
    lines = [
        _format_line(entry, dating, grade)
        for (entry, dating), grade in zip(stated, grades, strict=True)
    ]
    count = Counter(remark for grade in grades for remark in grade)
    numbers, lacks = (
        ", ".join(f"{count[remark]} {words}" for remark, words in each.items())
        for each in (_SUPPORT_WORDS, _LACK_WORDS)
    )
    return "\n".join([*lines, f"{len(grades)} dates: {numbers}; {lacks}"]) + "\n"


def _find_stated_dates(timeline: Timeline) -> Iterator[tuple[Entry, Dating]]:
    """The dates that are claimed; a leg that lasts as long as the trip claims none."""
    for entry in timeline.entries:
        if getattr(entry.item, "dates", None) or getattr(entry.item, "when", None):
            yield from ((entry, dating) for dating in entry.datings)


def _grade_dating(dating: Dating, timeline: Timeline) -> Iterator[str]:
    """How many sources a date rests on, and what all of them lack."""
    behind = [each for each in dating.readings if each.agrees and each.source]
    if not dating.intervals or not behind:
        yield "nothing" if dating.intervals else "open"
        return
    yield "one source" if len(_list_agreeing_sources(dating)) == 1 else "several sources"
    if not any(_is_dated(each, timeline) for each in behind):
        yield "undated"
    if not any(_has_named_speaker(each, timeline) for each in behind):
        yield "unnamed speaker"


def _list_agreeing_sources(dating: Dating) -> list[str]:
    """The sources that agree on a date, in the order of the claims."""
    return list(
        dict.fromkeys(each.source for each in dating.readings if each.agrees and each.source)
    )


def _is_dated(reading: Reading, timeline: Timeline) -> bool:
    source = timeline.document.sources.get(reading.source or "")
    return bool(reading.claim.said or (source and source.published))


def _has_named_speaker(reading: Reading, timeline: Timeline) -> bool:
    source = timeline.document.sources.get(reading.source or "")
    return bool(reading.claim.speaker or (source and source.author))


def _format_line(entry: Entry, dating: Dating, grade: tuple[str, ...]) -> str:
    sources = (
        f" ({', '.join(_list_agreeing_sources(dating))})"
        if grade[0] in {"one source", "several sources"}
        else ""
    )
    return f"{entry.id:<24} {dating.name:<9} {grade[0]}{sources}{''.join(f', {lack}' for lack in grade[1:])}"
