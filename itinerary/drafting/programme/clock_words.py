"""A line in; the clock time in it, and what it comes to on a day, out."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from itinerary.dates.finding import FoundKind
from itinerary.dates.grammar import resolve_phrase
from itinerary.dates.interval import Interval
from itinerary.diagnostics import PhraseError
from itinerary.drafting.counting import read_planned
from itinerary.drafting.expressions import Expression
from itinerary.drafting.facts import Story

_HOUR = r"(?:[01]?\d|2[0-4])"
_HALF = r"\s?(?:[ap]\.\s?m\.|[ap]m\b)"
_WORD = r"\s?(?:hrs?\b\.?|hours\b|horas\b|hs\b\.?|h\b)"
_TIME = (
    rf"(?:{_HOUR}[:.h]\d{{2}}(?!\d|[.:]\d)(?:{_HALF}|{_WORD})?|{_HOUR}{_HALF}"
    rf"|(?:[01]\d|2[0-4])[0-5]\d{_WORD}"
    rf"|{_HOUR}\s?h(?:oras)?\b)"
)
_CLOCK = re.compile(rf"{_TIME}(?:\s?(?:-|–|to|a|às|até)\s?{_TIME})?", re.IGNORECASE)
_LEADING = re.compile(r"[\s*|(]*(?:at |às |a las )?", re.IGNORECASE)
_BEFORE_DAY = re.compile(r"\s[-–—]\s|[:,]\s+")
_UNKNOWN_DAY = date(2001, 1, 1)
_HUNDRED = re.compile(r"^(\d{2})(\d{2})\b")


@dataclass(frozen=True, slots=True)
class ClockWords:
    """A clock time in a line, at its place, in characters from 0, half-open."""

    start: int
    end: int
    text: str

    def shift(self, offset: int) -> ClockWords:
        """Return the same words in a line that begins so many characters before."""
        return replace(self, start=self.start + offset, end=self.end + offset)


@dataclass(frozen=True, slots=True)
class ReadClock:
    """What a clock time comes to on a day, and the phrase that says it whole."""

    intervals: tuple[Interval, ...]
    reads: str


def find_clock(line: str, *, anywhere: bool = False) -> ClockWords | None:
    """Return the clock time that a line begins with, or that stands anywhere in it.

    >>> find_clock("1150 hrs  Arrive Wellington").text, find_clock("10h20 Partida").text
    ('1150 hrs', '10h20')
    >>> find_clock("Talks at 10:00"), find_clock("Talks at 10:00", anywhere=True).text
    (None, '10:00')
    """
    start = 0
    if not anywhere:
        start = _LEADING.match(line).end()  # type: ignore[union-attr]
        found = _CLOCK.match(line, start)
    else:
        found = next((each for each in _CLOCK.finditer(line) if _stands_alone(line, each)), None)
    return ClockWords(found.start(), found.end(), found[0]) if found else None


def _stands_alone(line: str, found: re.Match[str]) -> bool:
    return not re.match(r"[\d€$£%/]", line[found.end() : found.end() + 1]) and not re.search(
        r"[\d$€£/.,:-]$", line[: found.start()]
    )


def read_clock(clock: ClockWords, day: Expression, language: str) -> ReadClock:
    """Return what a clock time comes to on a day.

    The phrase is the words of both where the grammar takes them together, else ISO 8601.
    """
    first = day.first
    if not isinstance(first, date):  # a day before the year 1 has no clock
        return ReadClock((), "")
    alone = _resolve(clock.text, first, language) or _resolve(
        _HUNDRED.sub(r"\1:\2", clock.text), first, language
    )
    if alone is None:
        return ReadClock((), "")
    iso = f"{first.isoformat()}T{_format_times(alone)}"
    for phrase in (f"{day.text} {clock.text}", f"{day.text}, {clock.text}"):
        if day.is_absolute and _resolve(phrase, first, language) == alone:
            return ReadClock((alone,), phrase)
    return ReadClock((alone,), iso)


def _resolve(phrase: str, reference: date, language: str) -> Interval | None:
    try:
        found = resolve_phrase(phrase, reference=reference, language=language).intervals
    except PhraseError:
        return None
    return found[0] if len(found) == 1 and found[0].first == reference else None


def _format_times(interval: Interval) -> str:
    """Return the time of a point, or both times of a stretch, as they stand behind a day."""
    start, end = interval.start, interval.end
    text = f"{start:%H:%M}"
    if not interval.is_point and end is not None:
        text += f"/{end:%Y-%m-%dT%H:%M}"
    return text


def read_day_behind(expression: Expression, story: Story, reference: date | None) -> bool:
    """Cut words off before a day, as in "Day 2 - Tuesday 4 May"; return whether there is one."""
    for found in _BEFORE_DAY.finditer(expression.text):
        phrase = expression.text[found.end() :]
        intervals = read_planned(phrase, reference or _UNKNOWN_DAY, None, story.language)
        is_day = intervals and len(intervals) == 1 and intervals[0].first == intervals[0].last
        if intervals and is_day and (reference or re.search(r"\d{4}", phrase)):
            expression.start += found.end()
            expression.text, expression.intervals = phrase, intervals
            expression.kind, expression.fate = FoundKind.DATE, ""
            return True
    return False
