"""A checked document in; the dates that its phrases come to, to be shown behind them, out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from itinerary.dates import wording
from itinerary.dates.interval import Interval
from itinerary.dates.wording.labels import LABEL_LANGUAGES, translate_label
from itinerary.diagnostics import NodePath
from itinerary.editor.checked_text import CheckedText
from itinerary.editor.node_spans import find_written_text
from itinerary.editor.text_positions import Span
from itinerary.timeline import Reading

MAX_SHOWN = 3  # dates of one phrase that are shown


class Hint(NamedTuple):
    """What a phrase comes to.

    Attributes:
        offset: Where it is shown: behind the phrase.
        label: The date in words, the zone of clock times, and how precisely it is known.
        edtf: The same by EDTF, as `itinerary explain` shows it.
    """

    offset: int
    label: str
    edtf: str


def list_hints(checked: CheckedText, within: Span | None = None) -> list[Hint]:
    """Return a hint for each phrase that comes to a date, in the order of the text.

    A date that is none of an entry has one where it comes to more than is written.

    Args:
        checked: The document.
        within: Only those in a part of the text.
    """
    language = choose_language(checked)
    found: list[Hint] = []
    for path, intervals, is_told_as_written in _iterate_dates(checked):
        nodes = checked.source_map.trace_path(path)
        if nodes[-1].location.file is not checked.file:
            continue
        if within is not None and nodes[-1].location.start not in within:
            continue
        written = find_written_text(checked.source_map, path)
        edtf = " and ".join(each.edtf for each in intervals[:MAX_SHOWN])
        content = written.content
        if is_told_as_written or written.file.text[content.start : content.end] != edtf:
            found.append(Hint(written.span.end, describe_intervals(intervals, language), edtf))
    return sorted(found)


def _iterate_dates(checked: CheckedText) -> Iterator[tuple[NodePath, Sequence[Interval], bool]]:
    """Yield all dates, and whether one is told that is written in full."""
    for path, reading in iterate_readings(checked):
        if reading.intervals:
            yield path, reading.intervals, True
    for path, interval in iterate_other_dates(checked):
        yield path, [interval], False


def iterate_other_dates(checked: CheckedText) -> Iterator[tuple[NodePath, Interval]]:
    """Yield the dates that are those of no entry, with the paths of their words."""
    for path, interval in checked.other_dates.items():
        yield (*path, "day", 0, "says") if path[-2:-1] == ("days",) else path, interval


def iterate_readings(checked: CheckedText) -> Iterator[tuple[NodePath, Reading]]:
    """Yield each claim that the document writes on a date, with the path of its words."""
    for entry in checked.timeline or ():
        for dating in entry.datings:
            path = (*entry.path, dating.name)
            if checked.source_map.trace_path(path)[-1].step != dating.name:
                continue  # nobody wrote it
            for number, reading in enumerate(dating.readings):
                yield (*path, number, reading.claim.words_field), reading


def choose_language(checked: CheckedText) -> str:
    """Return the language in which dates are shown: the document's, or English."""
    language = checked.loaded.document.language if checked.loaded.document else "en"
    return language if language in LABEL_LANGUAGES else "en"


def describe_intervals(intervals: Iterable[Interval], language: str) -> str:
    """Return dates in words, with the zones of clock times, and how precisely they are known.

    >>> describe_intervals([Interval.from_edtf("2025-09")], "en")
    'September 2025 (month)'
    >>> describe_intervals([Interval.from_edtf("2025-09-03")], "es")
    'mié, 3 sept 2025 (día)'
    """
    first, *others = intervals
    shown = [first, *others[: MAX_SHOWN - 1]]
    text = " + ".join(wording.format_interval_with_weekdays(each, language) for each in shown)
    more = " …" if len(others) >= MAX_SHOWN else ""
    zone, grain = _name_zone(first), translate_label(str(first.grain), language)
    return f"{text}{more}{f' {zone}' if zone else ''} ({grain})"


def _name_zone(interval: Interval) -> str:
    """Return the zone of clock times: that of the start, and that of the end if it is another."""
    ends = [each for each in (interval.start, interval.end) if isinstance(each, datetime)]
    zones = dict.fromkeys(str(each.tzinfo) for each in ends if each.tzinfo)
    return " – ".join(zones) if interval.is_timed else ""
