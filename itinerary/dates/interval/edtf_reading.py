"""A text by ISO 8601-2 (EDTF) in; the fields of the interval that it names out.

Levels 0 and 1 are read, and of level 2 what can be one interval. What cannot is refused by name.

Source: https://www.loc.gov/standards/datetime/
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from itertools import pairwise

from itinerary.dates.interval.ancient import add_days, build_date
from itinerary.dates.interval.edtf import (
    GROUPINGS,
    NORTHERN_SEASONS,
    OPEN,
    SOUTHERN_SEASONS,
    has_named_seasons,
)
from itinerary.dates.interval.grain import Grain
from itinerary.dates.interval.validation import find_grain_of_days
from itinerary.diagnostics import describe_value, shorten_text
from itinerary.values import value_class

_KNOWN = (
    "a century (19XX), decade (199X), year (2012, -0043), half (2012-40), quarter (2012-33), season"
    " (2012-21), month, day or time (2012-05-01T10:00:00), two of them joined by '/' ('..' is open)"
    " or [1810..1825], with '~' for about, '?' for uncertain, '%' for both, up to 9999-12-30"
)
# What EDTF can say and an interval cannot, by what tells it in the text.
_REFUSALS = (
    (re.compile(r"[0-9]S[0-9]"), "a year of which only some digits count (S) is no interval"),
    (re.compile(r"Y-?[0-9]+E"), "an exponential year (E) is no interval"),
    (re.compile(r"[PR]"), "a duration (P) or a repetition (R) is no interval"),
    (re.compile(r"Y"), "years have four digits, from -9999 to 9998"),
    (re.compile(r"X"), "X stands for the last one or two digits of a year, or for what follows it"),
    (re.compile(r"-0000"), "the year before 0001 is 0000"),
)


class _RefusalError(ValueError):
    """What EDTF allows, and an interval cannot be."""


@value_class
class EdtfFields:
    """The fields of an interval that a text names; both ends are None for an open side."""

    start: date | None
    end: date | None
    grain: Grain
    about: bool = False
    uncertain: bool = False
    within: bool = False
    south: bool = False


_OPEN_SIDE = EdtfFields(None, None, Grain.CENTURY)


def parse_edtf(text: str) -> EdtfFields:
    """Return the fields of the interval that a text names.

    Raises:
        TypeError: It is no text.
        ValueError: It names no interval; the message says why, or what is understood.
    """
    if not isinstance(text, str):
        raise TypeError(f"text takes a str, not {describe_value(text)}")
    try:
        return _parse_whole(text)
    except (ValueError, OverflowError) as error:
        reason = next((why for pattern, why in _REFUSALS if pattern.search(text)), None)
        if reason is None:
            reason = str(error) if isinstance(error, _RefusalError) else f"must be {_KNOWN}"
        raise ValueError(f"text is {shorten_text(text)!r}, but {reason}") from error


def _parse_whole(text: str) -> EdtfFields:
    if text[:1] + text[-1:] in ("[]", "{}"):
        found = _join_set([_parse_member(each.strip(" ")) for each in text[1:-1].split(",")])
        return replace(found, within=found.within or text[0] == "[")
    first, slash, last = text.partition("/")
    if not slash:
        return _parse_unit(first)
    if first == last == "":
        raise ValueError(text)
    # A side that is unknown is as little known as one that is open.
    return _join_span(
        *(_OPEN_SIDE if each in ("", OPEN) else _parse_unit(each) for each in (first, last))
    )


def _parse_member(text: str) -> EdtfFields:
    """Return one member of a set: a date, or all from one through another."""
    first, dots, last = text.partition(OPEN)
    if not dots:
        return _parse_unit(first)
    return _join_span(*(_parse_unit(each) if each else _OPEN_SIDE for each in (first, last)))


def _join_set(members: list[EdtfFields]) -> EdtfFields:
    """Return what all members of a set are, where nothing lies between them."""
    found = members[0]
    for one, other in pairwise(members):
        if one.end is None or one.end != other.start:
            raise _RefusalError("dates of a set that do not follow on each other are no interval")
        found = _join_units(found, other, other.end)
    return found


def _join_span(first: EdtfFields, last: EdtfFields) -> EdtfFields:
    """Return what reaches from one unit through another; up to it where it is a clock time."""
    if first.within or last.within:
        raise _RefusalError("an interval from or to an unspecified month or day has no ends")
    return _join_units(first, last, last.end if last.grain >= Grain.DAY else last.start)


def _join_units(first: EdtfFields, last: EdtfFields, end: date | None) -> EdtfFields:
    """Return what reaches from one unit to an end in another.

    What is said of one of them, that it is about so or uncertain, holds of the whole.
    """
    start, grain = first.start, min(first.grain, last.grain)
    if start is None and end is None:
        return replace(_OPEN_SIDE, grain=Grain.DAY)
    if start is not None and end is not None and start >= end:
        raise _RefusalError("its end is not after its start")
    if grain == Grain.SEASON and not has_named_seasons(start, end):
        grain = Grain.MONTH
    if grain > Grain.DAY:
        grain = find_grain_of_days(start, end, grain)
    return EdtfFields(
        start,
        end,
        grain,
        first.about or last.about,
        first.uncertain or last.uncertain,
        first.within or last.within,
        grain == Grain.SEASON and (first.south or last.south),
    )


def _parse_unit(text: str) -> EdtfFields:
    """Return one date or time; what qualifies a part of it qualifies the whole."""
    marks = set(re.findall(r"[?~%]", text))
    plain = re.sub(r"[?~%](?=-|$)|(?:^|(?<=-))[?~%]", "", text)
    for pattern, parse in _FORMS:
        if found := pattern.fullmatch(plain):
            fields = parse(*found.groups())
            about, uncertain = bool(marks & {"~", "%"}), bool(marks & {"?", "%"})
            return replace(fields, about=about, uncertain=uncertain)
    raise ValueError(text)


def _parse_years(count: int, grain: Grain, sign: str, digits: str) -> EdtfFields:
    """Return so many years by the digits that they share; those of 00 begin with the year 1."""
    first = int(digits) * count
    if sign:
        return EdtfFields(build_date(1 - first - count), build_date(1 - first), grain)
    return EdtfFields(date(max(first, 1), 1, 1), date(first + count, 1, 1), grain)


def _parse_year(text: str) -> EdtfFields:
    return EdtfFields(build_date(year := _parse_number(text)), build_date(year + 1), Grain.YEAR)


def _parse_number(text: str) -> int:
    if text == "-0000":
        raise ValueError(text)
    return int(text)


def _parse_months(year: str, number: str) -> EdtfFields:
    """Return a month, or a grouping of months by its number."""
    value, first = int(number), _parse_number(year)
    if 1 <= value <= 12:
        return _find_months(first, value - 1, 1, Grain.MONTH)
    if 25 <= value <= 28:  # those of the north by name, where 21 to 24 are of no hemisphere
        value -= 4
    for south, seasons in ((False, NORTHERN_SEASONS), (True, SOUTHERN_SEASONS)):
        for month, code in seasons.items():
            if code == value:
                return replace(_find_months(first, month - 1, 3, Grain.SEASON), south=south)
    if 37 <= value <= 39:
        return _find_months(first, (value - 37) * 4, 4, Grain.MONTH)
    for grain, (base, months) in GROUPINGS.items():
        if base <= value < base + 12 // months:
            return _find_months(first, (value - base) * months, months, grain)
    raise ValueError(number)


def _find_months(year: int, before: int, count: int, grain: Grain) -> EdtfFields:
    years, month = divmod(before + count, 12)
    return EdtfFields(build_date(year, before + 1), build_date(year + years, month + 1), grain)


def _parse_day(year: str, month: str, number: str) -> EdtfFields:
    try:
        day = build_date(_parse_number(year), int(month), int(number))
    except ValueError as error:
        raise _RefusalError("there is no such day") from error
    return EdtfFields(day, add_days(day, 1), Grain.DAY)


def _parse_unspecified_month(year: str) -> EdtfFields:
    return replace(_parse_year(year), grain=Grain.MONTH, within=True)


def _parse_unspecified_day(year: str, month: str) -> EdtfFields:
    whole = _parse_year(year) if month == "XX" else _parse_months(year, month)
    return replace(whole, grain=Grain.DAY, within=True)


def _parse_time(text: str) -> EdtfFields:
    """Return the minute that begins at a time, or the second where it is within a minute."""
    moment = datetime.fromisoformat(text)
    if moment.second:
        return EdtfFields(moment, moment + timedelta(seconds=1), Grain.SECOND)
    return EdtfFields(moment, moment + timedelta(minutes=1), Grain.MINUTE)


_YEAR = r"(-?[0-9]{4})"
_FORMS: tuple[tuple[re.Pattern[str], Callable[..., EdtfFields]], ...] = (
    (re.compile(_YEAR), _parse_year),
    (re.compile(r"(-?)([0-9]{3})X"), partial(_parse_years, 10, Grain.DECADE)),
    (re.compile(r"(-?)([0-9]{2})XX"), partial(_parse_years, 100, Grain.CENTURY)),
    (re.compile(rf"{_YEAR}-([0-9]{{2}})"), _parse_months),
    (re.compile(rf"{_YEAR}-([0-9]{{2}})-([0-9]{{2}})"), _parse_day),
    (re.compile(rf"{_YEAR}-XX"), _parse_unspecified_month),
    (re.compile(rf"{_YEAR}-(XX|0[1-9]|1[0-2])-XX"), _parse_unspecified_day),
    (
        re.compile(
            r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}"
            r"(?:Z|[+-][0-9]{2}(?::[0-9]{2}(?::[0-9]{2})?)?)?)"
        ),
        _parse_time,
    ),
)
