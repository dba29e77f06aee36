"""An interval in; its text by ISO 8601-2 (EDTF) out, and back.

Source: https://www.loc.gov/standards/datetime/
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from typing import NamedTuple

from itinerary.dates.interval.grain import Grain
from itinerary.diagnostics import describe_value, shorten_text

# Groupings of months in ISO 8601-2: quarters are numbered 33 to 36, halves 40 and 41.
_GROUPINGS = {Grain.QUARTER: (33, 3), Grain.HALF: (40, 6)}
_OPEN = ".."
_KNOWN = (
    "a century (19XX), decade (199X), year (2012), half (2012-40), quarter (2012-33), month"
    " (2012-05), day (2012-05-01) or time (2012-05-01T10:00:00), or two of one kind joined by '/';"
    " '..' is an open side, '~' behind a date says about; the last day is 9999-12-30"
)


class EdtfFields(NamedTuple):
    """What a text says of an interval: its fields, in their order."""

    start: date | None
    end: date | None
    grain: Grain
    about: bool


def format_edtf_unit(day: date | None, grain: Grain) -> str:
    """Return the unit of a grain that holds a day; seasons, weeks and weekends by their days.

    >>> format_edtf_unit(date(2025, 9, 3), Grain.QUARTER), format_edtf_unit(None, Grain.DAY)
    ('2025-35', '..')
    """
    if day is None:
        return _OPEN
    if grain <= Grain.DAY:
        return day.isoformat()[:10]
    year = f"{day.year:04}"
    if grain in _GROUPINGS:
        first, months = _GROUPINGS[grain]
        return f"{year}-{first + (day.month - 1) // months}"
    if grain in (Grain.MONTH, Grain.SEASON):
        return day.isoformat()[:7]
    years = {Grain.CENTURY: f"{year[:2]}XX", Grain.DECADE: f"{year[:3]}X", Grain.YEAR: year}
    return years.get(grain) or day.isoformat()[:10]


def format_edtf_time(value: date | None) -> str:
    """Return a clock time to the second, with its offset if it is aware."""
    return value.isoformat("T", "seconds") if isinstance(value, datetime) else _OPEN


def parse_edtf(text: str) -> EdtfFields:
    """Return the fields of the interval that a text names.

    It may take more than is written by the functions above: compare what these make of the result.

    Raises:
        TypeError: It is no text.
        ValueError: It is not of the forms that intervals are written in; or OverflowError.
    """
    if not isinstance(text, str):
        raise TypeError(f"text takes a str, not {describe_value(text)}")
    first, slash, last = text.partition("/")
    sides = [_parse_side(each) for each in ((first, last) if slash else (first,))]
    known = [each for each in sides if each is not None]
    if not known:
        return EdtfFields(None, None, Grain.DAY, False)
    about, grain = known[0].about, min(each.grain for each in known)
    start, end = sides[0], sides[-1]
    if grain >= Grain.DAY:
        return EdtfFields(start and start.start, end and end.end, grain, about)
    if len(sides) == 1:
        return known[0]
    return EdtfFields(start and start.start, end and end.start, grain, about)


def build_edtf_error(text: str) -> ValueError:
    """Return the error that says how an interval must be written."""
    return ValueError(f"text is {shorten_text(text)!r}, but must be {_KNOWN}")


def _parse_side(text: str) -> EdtfFields | None:
    """Return one date or time by itself; None for an open side."""
    if text == _OPEN:
        return None
    plain = text.removesuffix("~")
    for pattern, parse in _FORMS:
        if found := pattern.fullmatch(plain):
            start, end, grain = parse(*found.groups())
            return EdtfFields(start, end, grain, text != plain)
    raise ValueError(text)


_Unit = tuple[date, date, Grain]


def _parse_years(count: int, grain: Grain, digits: str) -> _Unit:
    """Return so many years by the digits that they share; the first are from the year 1 on."""
    first = int(digits) * count
    return date(max(first, 1), 1, 1), date(first + count, 1, 1), grain


def _parse_months(year: str, number: str) -> _Unit:
    value = int(number)
    for grain, (first, months) in _GROUPINGS.items():
        if first <= value < first + 12 // months:
            return _find_months(int(year), (value - first) * months, months, grain)
    if not 1 <= value <= 12:
        raise ValueError(number)
    return _find_months(int(year), value - 1, 1, Grain.MONTH)


def _find_months(year: int, before: int, count: int, grain: Grain) -> _Unit:
    years, month = divmod(before + count, 12)
    return date(year, before + 1, 1), date(year + years, month + 1, 1), grain


def _parse_day(text: str) -> _Unit:
    day = date.fromisoformat(text)
    return day, day + timedelta(days=1), Grain.DAY


def _parse_time(text: str) -> _Unit:
    """Return the minute that begins at a time, or the second where it is within a minute."""
    moment = datetime.fromisoformat(text)
    if moment.second:
        return moment, moment + timedelta(seconds=1), Grain.SECOND
    return moment, moment + timedelta(minutes=1), Grain.MINUTE


_FORMS: tuple[tuple[re.Pattern[str], Callable[..., _Unit]], ...] = (
    (re.compile(r"([0-9]{4})"), partial(_parse_years, 1, Grain.YEAR)),
    (re.compile(r"([0-9]{3})X"), partial(_parse_years, 10, Grain.DECADE)),
    (re.compile(r"([0-9]{2})XX"), partial(_parse_years, 100, Grain.CENTURY)),
    (re.compile(r"([0-9]{4})-([0-9]{2})"), _parse_months),
    (re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})"), _parse_day),
    (
        re.compile(
            r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}"
            r"(?:[+-][0-9]{2}:[0-9]{2}(?::[0-9]{2})?)?)"
        ),
        _parse_time,
    ),
)
