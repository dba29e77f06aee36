"""A line that begins with a day of a month named above it, in; the day, out."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from itinerary.dates.grammar import resolve_phrase
from itinerary.dates.interval import Grain
from itinerary.diagnostics import PhraseError

_DAY = re.compile(
    r"[\s*|]*(?P<says>(?:(?P<weekday>[^\W\d][^\W\d-]*(?:-feira)?)\.?,?\s+)?"
    r"(?P<number>\d{1,2})(?:st|nd|rd|th)?)(?![\w:/%]|[.,–-]\s?\d)"
)


class DayOfMonth(NamedTuple):
    """The words of a day whose month stands above, in characters from 0, and what they come to.

    Attributes:
        start: Where they begin in the line.
        end: Where they end; half-open.
        day: The day; None if it does not fit the month, or no weekday proves it.

    """

    start: int
    end: int
    day: date | None


def find_day_of_month(line: str, above: date, language: str) -> DayOfMonth | None:
    """Return the day that a line begins with, in the month of a day above it or the next one.

    A number alone may be that of an item; only a weekday that agrees proves that it is a day.

    >>> from datetime import date
    >>> find_day_of_month("Tuesday 4", date(2024, 6, 1), "en").day
    datetime.date(2024, 6, 4)
    >>> find_day_of_month("Monday 4", date(2024, 6, 1), "en").day is None
    True
    >>> find_day_of_month("Room 4", date(2024, 6, 1), "en")
    """
    found = _DAY.match(line)
    if found is None:
        return None
    weekday = _read_weekday(found["weekday"], above, language) if found["weekday"] else None
    if found["weekday"] and weekday is None:
        return None
    day = _place_day(int(found["number"]), above)
    is_proved = day is not None and day.weekday() == weekday
    return DayOfMonth(found.start("says"), found.end("says"), day if is_proved else None)


def _read_weekday(word: str, reference: date, language: str) -> int | None:
    try:
        found = resolve_phrase(word, reference=reference, language=language).intervals
    except PhraseError:
        return None
    is_day = len(found) == 1 and found[0].grain == Grain.DAY
    return found[0].first.weekday() if is_day and found[0].first else None


def _place_day(number: int, above: date) -> date | None:
    """Return the first day with a number from a day on; None if its month has none."""
    is_next = number < above.day
    year, month = divmod(above.year * 12 + above.month - 1 + is_next, 12)
    try:
        return date(year, month + 1, number)
    except ValueError:
        return None
