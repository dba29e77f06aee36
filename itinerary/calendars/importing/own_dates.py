"""How our calendars say a date in words in; the date as a document has it, as precise, out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from datetime import date, datetime
from itertools import product
from typing import NamedTuple, get_args

from itinerary.calendars.importing.event_times import EventTime
from itinerary.dates.grammar import resolve_phrase
from itinerary.dates.interval import Grain, Interval, Part
from itinerary.dates.wording import format_interval
from itinerary.dates.wording.labels import LABEL_LANGUAGES, translate_label
from itinerary.diagnostics import ItineraryError
from itinerary.export.ics.occurrences import find_shown_days
from itinerary.export.ics.summaries import format_inexact_time

_OFFSET = re.compile(r" \(UTC[^()]*\)")
_TONIGHT = "tonight"
_PARTS: tuple[Part | None, ...] = (None, *get_args(Part))


class RestoredDate(NamedTuple):
    """A date as a document has it, and all that the title of its event may say of it."""

    words: str | dict[str, str]  # or a claim
    marks: frozenset[str]


def restore_date(
    name: str, words: str, times: Sequence[EventTime], told: Set[str] = frozenset()
) -> RestoredDate | None:
    """Return a date that the times of an event do not show as it is known; None for others.

    Args:
        name: The field of the date.
        words: What the description says of it, in whatever language: "May 1911" or "about 5 May
            2025, 16:00".
        times: The start and end of the event, or one of them.
        told: What the title of the event says of its dates.
    """
    if not words or not times:
        return None
    phrase = _OFFSET.sub("", words).partition("; ")[0]
    shown = [_drop_zone(each.time) for each in times]
    for interval in _find_meanings(phrase, shown):
        if _is_shown(interval, shown):
            marks = frozenset(_list_marks(name, interval))
            limit = _write_limit(interval) if marks & told else ""
            text = "" if _is_exact(interval, shown) else _write_date(interval, shown[0])
            return RestoredDate(limit or text, marks) if limit or text else None
    return None


def list_open_marks(name: str) -> Iterator[str]:
    """Yield what a title says of a date that is not known, in each language."""
    for language in LABEL_LANGUAGES:
        label = translate_label(name.replace("_", " "), language)
        yield f"{label}: {translate_label('time not stated', language)}"


def _find_meanings(phrase: str, shown: Sequence[date]) -> Iterator[Interval]:
    """Yield what words may mean by the times that are shown, or as each language reads them."""
    first, last = shown[0], shown[-1]
    if isinstance(first, datetime) and isinstance(last, datetime) and first < last:
        for part, about in product(_PARTS, (False, True)):
            grain = Grain.MINUTE if about else Grain.PART_OF_DAY
            if not (part and about):
                interval = Interval(first, last, grain, about=about, part=part)
                if any(format_interval(interval, each) == phrase for each in LABEL_LANGUAGES):
                    yield interval
    for language in LABEL_LANGUAGES:
        yield from _read_date(phrase, first, language)


def _read_date(phrase: str, day: date, language: str = "en") -> tuple[Interval, ...]:
    try:
        found = resolve_phrase(phrase, reference=day, language=language).intervals
    except (ItineraryError, ValueError):
        return ()
    return found if len(found) == 1 else ()


def _is_shown(interval: Interval, shown: Sequence[date]) -> bool:
    """Return whether an event that is known so is shown at these times, or from or until then."""
    if isinstance(shown[0], datetime):
        ends = (interval.start, interval.end)
        return (ends == (shown[0], shown[-1])) if len(shown) == 2 else shown[0] in ends
    spans = (find_shown_days(interval, "span"), find_shown_days(interval, "marker"))
    return any({*shown} <= {*span} for span in spans)


def _is_exact(interval: Interval, shown: Sequence[date]) -> bool:
    """Return whether the times of an event say all that is known."""
    is_vague = interval.is_approximate or interval.part or None in (interval.start, interval.end)
    exact = Grain.MINUTE if isinstance(shown[0], datetime) else Grain.DAY
    return not is_vague and interval.grain in (exact, Grain.SECOND)


def _write_date(interval: Interval, day: date) -> str | dict[str, str]:
    """Return a date by ISO 8601, or else in English words, as it is read again; "" if by none.

    The evening up to midnight, the night of Spanish and Portuguese, has words only as of its day.
    """
    words = format_interval(interval)
    for text in [words] if interval.is_approximate else [interval.edtf, words]:
        if _read_date(text, day) == (interval,):
            return text
    if _read_date(_TONIGHT, day) == (interval,):
        return {"says": _TONIGHT, "said": f"{day:%Y-%m-%d}"}
    return ""


def _write_limit(interval: Interval) -> str:
    """Return what a time is only known to be before or after, in English words; "" if by none."""
    for word, moment in (("after", interval.start), ("before", interval.end)):
        if isinstance(moment, datetime):
            day, clock = f"{moment:%Y-%m-%d}", f"{moment:%H:%M}"
            for text in (f"{day} {word} {clock}", f"{word} {clock} on {day}"):
                if _read_date(text, moment) == (interval,):
                    return text
    return ""


def _list_marks(name: str, interval: Interval) -> Iterator[str]:
    """Yield how a title may tell a date, in each language: as it is, and by the clock alone."""
    untold = [interval, replace(interval, about=False, uncertain=False)]
    for language, each in product(LABEL_LANGUAGES, untold):
        label = translate_label(name.replace("_", " "), language)
        for text in (format_inexact_time(each, language), format_interval(each, language)):
            yield from (text, f"{label} {text}")


def _drop_zone(value: date) -> date:
    return value.replace(tzinfo=None) if isinstance(value, datetime) else value
