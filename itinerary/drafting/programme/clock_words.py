"""A line in; the clock time in it, and what it comes to on a day, out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple

from itinerary.dates.finding import FoundKind
from itinerary.dates.grammar import resolve_phrase
from itinerary.dates.interval import Grain, Interval
from itinerary.diagnostics import PhraseError
from itinerary.drafting.counting import read_planned
from itinerary.drafting.expressions import Expression
from itinerary.drafting.facts import Story
from itinerary.drafting.language import DraftingWords

_HOUR = r"(?:[01]?\d|2[0-4])"
_HALF = r"\s?(?:[ap]\.\s?m\.|[ap]m\b)"
_WORD = r"\s?(?:hrs?\b\.?|hours\b|horas\b|hs\b\.?|h\b)"
_TIME = (
    rf"(?:{_HOUR}[:.h]\d{{2}}(?!\d|[.:]\d)(?:{_HALF}|{_WORD})?|{_HOUR}{_HALF}"
    rf"|(?:[01]\d|2[0-4])[0-5]\d{_WORD}"
    rf"|{_HOUR}\s?h(?:oras)?\b)"
)
_LEADING = re.compile(r"[\s*|(]*(?:at |às |a las )?", re.IGNORECASE)
_BEHIND = r"(?=\s*(?:[-–—:|,)*]|$)|\t|\s{2,})"  # what parts a word for a time from what happens
_WEEKDAY = re.compile(r"\s*[(,|]?\s*(?P<word>[^\W\d_]{2,10}(?:-feira)?)(?:\.|\b)\)?(?=[\s,:|]|$)")
_BEFORE_DAY = re.compile(r"\s[-–—]\s|[:,]\s+")
_UNKNOWN_DAY = date(2001, 1, 1)
_BARE = re.compile(
    r"\s*((?:[01]\d|2[0-3])[0-5]\d(?:[-–](?:[01]\d|2[0-3])[0-5]\d)?)(?=\s+[^\W\d_a-z])"
)
_HUNDRED = re.compile(r"^(\d{2})(\d{2})\b")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{2})")  # "10.00", which might be an amount
_DOUBLED = re.compile(r"(\d{1,2}[:.h]\d{2})\s+\D+", re.IGNORECASE)


@lru_cache
def _compile_clock(words: DraftingWords) -> re.Pattern[str]:
    """Return what a clock time looks like: in figures, or a word for it alone in its place."""
    word, part = words.clock_word.pattern, words.day_part.pattern
    time = rf"(?:{_TIME}(?:\s{word}{_BEHIND})?|{word})"
    range_end = rf"(?:\s?(?:-|–|to|a|às|até)\s?{time})"
    return re.compile(
        rf"{_TIME}(?:\s{word}{_BEHIND})?{range_end}?"
        rf"|{word}(?:{range_end}|{_BEHIND})|{part}{_BEHIND}",
        re.IGNORECASE,
    )


class ClockWords(NamedTuple):
    """A clock time in a line, at its place, in characters from 0, half-open."""

    start: int
    end: int
    text: str

    def shift(self, offset: int) -> ClockWords:
        """Return the same words in a line that begins so many characters before."""
        return self._replace(start=self.start + offset, end=self.end + offset)


class ReadClock(NamedTuple):
    """What a clock time comes to on a day, and the phrase that says it whole."""

    intervals: tuple[Interval, ...]
    reads: str


def find_clock(line: str, words: DraftingWords, *, anywhere: bool = False) -> ClockWords | None:
    """Return the clock time that a line begins with, or that stands anywhere in it.

    A time is one in figures, or a word for one: noon, or a part of the day.

    >>> from itinerary.drafting.language import load_drafting_words
    >>> words = load_drafting_words("en")
    >>> [find_clock(line, words).text for line in ("1150 hrs  Arrive Lima", "Noon - Lunch")]
    ['1150 hrs', 'Noon']
    >>> find_clock("Talks at 10:00", words), find_clock("Talks at 10:00", words, anywhere=True).text
    (None, '10:00')
    """
    if not anywhere:
        start = _LEADING.match(line).end()  # type: ignore[union-attr]
        is_clock = line[start : start + 1].isdigit() or _has_word_at(line, start, words)
        found = _compile_clock(words).match(line, start) if is_clock else None
    else:
        clocks = _compile_clock(words).finditer(line)
        found = next((each for each in clocks if _stands_alone(line, each)), None)
    return ClockWords(found.start(), found.end(), found[0]) if found else None


def find_bare_clock(line: str) -> ClockWords | None:
    """Return the time of four digits that a line begins with: "1450 Arrive Lima"."""
    found = _BARE.match(line)
    return ClockWords(*found.span(1), found[1]) if found else None


def tells_bare_times(lines: Iterable[str]) -> bool:
    """Return whether several lines begin with four digits that are times, not all of them years.

    >>> tells_bare_times(["0900 Talks", "1900 Dinner"])
    True
    >>> tells_bare_times(["1987 Born", "2019 Died"])
    False
    """
    found = [clock.text for line in lines if (clock := find_bare_clock(line))]
    return len(found) > 1 and any(each[:2] not in ("19", "20") for each in found)


def _has_word_at(line: str, start: int, words: DraftingWords) -> bool:
    return any(each.match(line, start) for each in (words.clock_word, words.day_part))


def _stands_alone(line: str, found: re.Match[str]) -> bool:
    if not re.search(r"\d", found[0]):
        return not re.search(r"\w\s?$", line[: found.start()])  # a word begins its part of a line
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
    part = f"{first.isoformat()} {clock.text.lower()}"
    if (found := _resolve(part, first, language)) and found.grain == Grain.PART_OF_DAY:
        return ReadClock((found,), part)
    exact = _DOUBLED.sub(r"\1", _HUNDRED.sub(r"\1:\2", clock.text))  # "12:00 noon"
    exact = _DOTTED.sub(r"\1:\2", exact)
    alone = _resolve(clock.text, first, language) or _resolve(exact, first, language)
    if alone is None:
        return ReadClock((), "")
    for phrase in (f"{day.text} {clock.text}", f"{day.text}, {clock.text}"):
        if day.is_absolute and _resolve(phrase, first, language) == alone:
            return ReadClock((alone,), phrase)
    return ReadClock((alone,), _format_times(alone))


def _resolve(phrase: str, reference: date, language: str) -> Interval | None:
    """Return what a phrase comes to, if that is a time of a day; the midnight after it is one."""
    try:
        found = resolve_phrase(phrase, reference=reference, language=language).intervals
    except PhraseError:
        return None
    if len(found) != 1 or not isinstance(found[0].start, datetime):
        return None
    is_there = found[0].first == reference or is_midnight_after(found[0], reference)
    return found[0] if is_there else None


def is_midnight_after(interval: Interval, day: date) -> bool:
    """Return whether a time is the midnight at the end of a day."""
    end = datetime.combine(day + timedelta(days=1), time())
    return interval.is_point and interval.start == end


def _format_times(interval: Interval) -> str:
    """Return the time of a point, or both times of a stretch, by ISO 8601."""
    start, end = interval.start, interval.end
    text = f"{start:%Y-%m-%dT%H:%M}"
    if not interval.is_point and end is not None:
        text += f"/{end:%Y-%m-%dT%H:%M}"
    return text


def measure_weekday(text: str, day: Expression, language: str) -> int:
    """Return how many characters the weekday of a day takes that stands right behind it, if any."""
    found = _WEEKDAY.match(text)
    if found is None or day.first is None or day.first != day.last:
        return 0
    read = read_planned(found["word"].lower(), day.first, None, language)
    return found.end() if read and len(read) == 1 and read[0].first == day.first else 0


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
