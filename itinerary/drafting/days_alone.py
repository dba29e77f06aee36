"""An article in; days without their month ("on the 5th she leaves"), and times alone, out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import lru_cache

from itinerary.articles import Article
from itinerary.dates.finding import FoundKind
from itinerary.dates.interval import Grain, Interval
from itinerary.drafting.expressions import Expression
from itinerary.drafting.language import DraftingWords

_RANGE = re.compile(r"\b(?:to|al|a) \d")
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
    pattern = _compile(words)
    for paragraph in article.paragraphs:
        for found in pattern.finditer(paragraph.text):
            start, end = paragraph.start + found.start(), paragraph.start + found.end()
            if any(each.start < end and start < each.end for each in expressions):
                continue
            days = _place_days(found[0], window) if window else ()
            yield Expression(start, end, found[0], FoundKind.DATE, days, is_counted=True)


def find_times_alone(
    article: Article, words: DraftingWords, expressions: Sequence[Expression]
) -> Iterator[Expression]:
    """Yield the words for a time of day that are in none of the expressions: "lunch; noon"."""
    for paragraph in article.paragraphs:
        for found in words.clock_word.finditer(paragraph.text):
            start, end = paragraph.start + found.start(), paragraph.start + found.end()
            if not any(each.start < end and start < each.end for each in expressions):
                yield Expression(start, end, found[0], FoundKind.TIME)


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
    return re.compile(rf"(?:{words.day_alone.pattern}){behind}", re.IGNORECASE)
