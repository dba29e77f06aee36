"""An article in; days without their month ("on the 5th she leaves"), and times alone, out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import lru_cache

from itinerary.articles import Article, Paragraph
from itinerary.dates.finding import FoundKind
from itinerary.dates.interval import Grain, Interval
from itinerary.drafting.expressions import Expression
from itinerary.drafting.language import DraftingWords

_DOTTED = re.compile(  # "at 9.15", "a las 9.15"
    r"(?P<lead>\b(?:a )?\w{1,3}) (?P<hour>\d{1,2})\.(?P<minute>[0-5]\d)(?!\w|[.,]\d|%)"
)
_RANGE = re.compile(r"\b(?:to|al|a) \d")
_NEAR = 24  # characters behind "the second day of" in which it says of what
_HOURS = 24
_MOST = 62  # days of a trip in which the number of a day may say which it is


def find_days_alone(
    article: Article,
    words: DraftingWords,
    expressions: Sequence[Expression],
    window: Interval | None,
) -> Iterator[Expression]:
    """Yield days that stand without a month where a statement begins or ends.

    They are days of the trip, if it has only one of that number, else they count from the date
    before them.
    """
    for paragraph in article.paragraphs:
        has_any = words.day_alone.search(paragraph.text) is not None
        for found in _compile(words).finditer(paragraph.text) if has_any else ():
            start, end = paragraph.start + found.start(), paragraph.start + found.end()
            if any(e.start < end and start < e.end and not e.fate for e in expressions):
                continue
            days = _place_days(found[0], window) if window else ()
            yield _create_day(start, found[0], days)
        for found in words.trip_day.finditer(paragraph.text):
            start = paragraph.start + found.start()
            behind = paragraph.text[found.end() :]
            end = start + len(found[0])
            stay = _find_stay(expressions, paragraph, start)
            days = _count_day(found[0], behind, words, stay)
            if any(e.start < end and start < e.end and not e.fate for e in expressions):
                days = days if stay != window else ()
            elif not days:
                days = _count_day(found[0], behind, words, window)
            if days:
                yield _create_day(start, found[0], days)


def _find_stay(
    expressions: Sequence[Expression], paragraph: Paragraph, start: int
) -> Interval | None:
    """Return the days that a paragraph tells last before a place: of a stay, or of the trip."""
    spans = [
        each.intervals[0]
        for each in expressions
        if paragraph.start <= each.start < start and each.has_days and len(each.intervals) == 1
    ]
    return spans[-1] if spans else None


def _create_day(start: int, text: str, days: tuple[Interval, ...]) -> Expression:
    made = Expression(start, start + len(text), text, FoundKind.DATE, days, is_counted=True)
    made.is_placed = bool(days)
    return made


def _count_day(
    text: str, behind: str, words: DraftingWords, window: Interval | None
) -> tuple[Interval, ...]:
    """Return "the second day" of the trip; nothing if it is that of something else."""
    is_other = re.match(rf"\s+{words.from_place.pattern}|\s+of\b", behind, re.IGNORECASE)
    if window is None or window.first is None or window.last is None:
        return ()
    if is_other and not words.trip_noun.search(behind[:_NEAR]):
        return ()
    named = [number for number, each in enumerate(words.ordinals) if each in text.casefold()]
    day = window.first + timedelta(days=named[0]) if named else window.last
    return (Interval(day, day + timedelta(days=1), Grain.DAY),) if day <= window.last else ()


def find_times_alone(
    article: Article, words: DraftingWords, expressions: Sequence[Expression]
) -> Iterator[Expression]:
    """Yield the words for a time of day that are in none of the expressions: "lunch; noon"."""
    for paragraph in article.paragraphs:
        for found in words.clock_word.finditer(paragraph.text):
            start, end = paragraph.start + found.start(), paragraph.start + found.end()
            if not any(each.start < end and start < each.end for each in expressions):
                yield Expression(start, end, found[0], FoundKind.TIME)


def find_dotted_times(
    article: Article, words: DraftingWords, expressions: Sequence[Expression]
) -> Iterator[Expression]:
    """Yield times with a full stop behind "at", which may be amounts elsewhere: "at 9.15"."""
    for paragraph in article.paragraphs:
        for found in _DOTTED.finditer(paragraph.text):
            start, end = paragraph.start + found.start("hour"), paragraph.start + found.end()
            is_free = not any(e.start < end and start < e.end for e in expressions)
            is_time = words.at_time.fullmatch(found["lead"]) and int(found["hour"]) < _HOURS
            if is_free and is_time:
                time = datetime(2001, 1, 1, int(found["hour"]), int(found["minute"]))
                span = Interval(time, time + timedelta(minutes=1), Grain.MINUTE)
                text = article.text[start:end]
                yield Expression(start, end, text, FoundKind.TIME, (span,), is_counted=True)


def _place_days(text: str, window: Interval) -> tuple[Interval, ...]:
    """Return the day, or the first to the last one, if the trip has one of each number."""
    first, last = window.first, window.last
    if first is None or last is None:
        return ()
    trip = [first + timedelta(days=each) for each in range(min((last - first).days + 1, _MOST))]
    found = [[day for day in trip if day.day == int(each)] for each in re.findall(r"\d+", text)]
    if any(len(each) != 1 for each in found) or found[0] > found[-1]:
        return ()
    is_list = _RANGE.search(text) is None and len(found) > 1
    if is_list and found[-1][0] - found[0][0] != timedelta(days=1):
        return ()
    return (Interval(found[0][0], found[-1][0] + timedelta(days=1), Grain.DAY),)


@lru_cache
def _compile(words: DraftingWords) -> re.Pattern[str]:
    """Return the words of a day before a verb, or at the end of a part of a sentence."""
    verbs = "|".join(
        each.pattern
        for each in (words.pronoun, words.future, words.go, words.depart, words.arrive,
                     words.return_, words.trip_verb, words.stay_verb)
    )  # fmt: skip
    behind = rf"(?=\s*(?:[.;)]|,\s|$)|\s+(?:se\s+)?(?:{verbs}))"
    behind = behind[:-1] + rf"|\s+{words.joint.pattern}\s)"
    fronted = rf"(?:^|(?<=[.;:]\s)){words.day_alone.pattern}(?=\s+{words.article.pattern}\s)"
    return re.compile(rf"(?:{words.day_alone.pattern}){behind}|{fronted}", re.IGNORECASE)
