"""A line in; the days that it writes out with their year, each with its place, out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from itinerary.articles.languages import load_article_words
from itinerary.dates.grammar import resolve_phrase
from itinerary.dates.interval import Grain, Interval
from itinerary.diagnostics import PhraseError

_YEAR = re.compile(r"(?<![\d.,$€£/-])(?:19|20)\d\d(?![\d.,]*\d|[/-]\d)")
_NUMERIC = re.compile(r"(?<![\d/.-])(?:\d{4}-\d{2}-\d{2}|\d{1,2}([/.-])\d{1,2}\1\d{4})(?![\d/-])")
_WORD = re.compile(r"[^\s()|]+")
_MOST_WORDS = 7
# In which something is published: beyond, there is no day before or behind it that could be told.
YEARS = range(1000, 9000)
_NO_DAY = "1970-01-01"  # the day from which clocks count, where nobody set a date
_TIME = re.compile(
    r",? (?:at )?(?:\d{1,2}[:.h]\d{2}|\d{4} (?:hrs|h)\b)(?: ?[ap]\.?m\b\.?)?", re.IGNORECASE
)
# Of two years, what does not depend on the reference is what the words themselves say.
_REFERENCES = (date(2001, 3, 1), date(2014, 9, 1))


class StatedDate(NamedTuple):
    """A day, and where a line says it: in characters from 0, half-open."""

    start: int
    end: int
    day: date


def find_stated_dates(line: str, language: str) -> list[StatedDate]:
    """Return the single days of a line that are written with their year.

    A day of digits that may be the month or the day first is none in English.

    >>> [str(each.day) for each in find_stated_dates("Quito, Aug. 29, 2025 (AP)", "en")]
    ['2025-08-29']
    >>> find_stated_dates("4/5/2026; from 4 to 6 May 2026; since 2009", "en")
    []
    >>> [str(each.day) for each in find_stated_dates("Lima, 4 de mayo de 2026", "")]
    ['2026-05-04']
    """
    languages = (language,) if language else tuple(load_article_words())
    none: list[StatedDate] = []
    return next(filter(None, (list(_iterate_dates(line, each)) for each in languages)), none)


def _iterate_dates(line: str, language: str) -> Iterator[StatedDate]:
    taken = 0
    for found in sorted([*_NUMERIC.finditer(line), *_YEAR.finditer(line)], key=re.Match[str].start):
        if found.start() >= taken and (stated := _read_around(line, found, taken, language)):
            taken = stated.end
            yield stated


def _read_around(line: str, found: re.Match[str], taken: int, language: str) -> StatedDate | None:
    if found.re is _NUMERIC and language == "en" and _is_either_order(found[0]):
        return None
    words = [each.start() for each in _WORD.finditer(line, taken, found.start() + 1)]
    starts = words[-_MOST_WORDS:]
    for start in starts:
        phrase = line[start : found.end()]
        interval = _resolve(phrase, language, _REFERENCES[0])
        if interval is None or interval.end is None:
            continue  # also "as of" a day: what follows is open
        if _resolve(phrase, language, _REFERENCES[1]) != interval:
            continue
        day = _find_single_day(interval)
        if day is None or day.year not in YEARS:
            return None  # a month, or several days: shorter words would cut it in two
        time = _TIME.match(line, found.end())
        return StatedDate(start, time.end() if time else found.end(), day)
    return None


def _find_single_day(interval: Interval) -> date | None:
    start, end = interval.start, interval.end
    if interval.grain != Grain.DAY or not isinstance(start, date) or not isinstance(end, date):
        return None
    return start if end - start == timedelta(days=1) else None


def _resolve(phrase: str, language: str, reference: date) -> Interval | None:
    try:
        found = resolve_phrase(
            phrase, reference=reference, language=language, zone=ZoneInfo("UTC")
        ).intervals
    except PhraseError:
        return None
    return found[0] if len(found) == 1 else None


def _is_either_order(text: str) -> bool:
    first, second, *_ = re.split(r"[/.-]", text)
    return len(first) < 4 and int(first) <= 12 and int(second) <= 12 and first != second


def read_declared_date(text: str) -> str | None:
    """Return a declared date by ISO 8601, to the day or with its time; None if it is none.

    It is none, either, where its year is not one of `YEARS`, or it is the first day of clocks.

    >>> read_declared_date("2026-05-04T10:00:00.000Z"), read_declared_date("20260504")
    ('2026-05-04T10:00:00+00:00', '2026-05-04')
    >>> read_declared_date("4 May 2026"), read_declared_date("soon")
    ('2026-05-04', None)
    """
    words = text.strip()
    try:
        if len(words) <= 10 and "T" not in words:
            day = date.fromisoformat(words)
        else:
            day = datetime.fromisoformat(words).replace(microsecond=0)
        return day.isoformat() if day.year in YEARS and str(day)[:10] != _NO_DAY else None
    except ValueError:
        days = {str(each.day) for each in find_stated_dates(words, "en")}
        return days.pop() if len(days) == 1 else None
