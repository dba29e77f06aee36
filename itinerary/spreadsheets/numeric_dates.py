"""Dates that are written in numbers in; the same by ISO 8601 out, or why they cannot be read.

Whether 3/4 is a day of April or of March is settled by the whole sheet: by one date that can only
be meant in one order. Without one, and with two that contradict each other, nothing is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date, timedelta
from enum import StrEnum
from typing import Literal, NamedTuple, get_args

from itinerary.diagnostics import require_choice

DateOrder = Literal["", "dmy", "mdy"]
_NUMERIC = re.compile(
    r"([0-9]{1,2})([./-])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})(?![0-9])(?:,?[ T]+(.+))?"
)
_YEAR_FIRST = re.compile(r"([0-9]{4})([./])([0-9]{1,2})\2([0-9]{1,2})(?![0-9])(?:,?[ T]+(.+))?")
_MONTH_AND_YEAR = re.compile(r"([0-9]{1,2})[./-]([0-9]{4})")
_DAY_AND_MONTH = re.compile(r"[0-9]{1,2}[./-][0-9]{1,2}[./-]?")
_SERIAL = re.compile(r"[1-9][0-9]{4}(?:\.0+)?")
DAY_ZERO = date(1899, 12, 30)  # of the days that spreadsheets count, from March 1900 on
DAY_ZERO_1904 = date(1904, 1, 1)  # of those that were first made on a Macintosh
_COUNTED = "dates that are numbers, read as spreadsheets count days"
_LAST_DAY = 73_050  # the end of 2099: greater numbers are rather no days


class Order(StrEnum):
    """In which order the numbers of a date stand."""

    DAY_MONTH = "dmy"
    MONTH_DAY = "mdy"
    UNKNOWN = "unknown"
    CONTRADICTORY = "contradictory"


READINGS = {
    Order.DAY_MONTH: "dates in numbers read day/month",
    Order.MONTH_DAY: "dates in numbers read month/day",
}


class DateOrderEvidence(NamedTuple):
    """The order of a sheet's dates, and the dates that settle it."""

    order: Order
    words: tuple[str, ...] = ()  # dates that can be meant in one order only
    day_zero: date = DAY_ZERO  # from which plain numbers count days


class ReadDate(NamedTuple):
    """What a date in numbers comes to."""

    text: str  # by ISO 8601, or as it is if it is in other words
    rest: str = ""  # what follows it: a clock time
    reading: str = ""  # how it was read, if it could be read otherwise
    problem: str = ""  # why it is not read
    hint: str = ""


def find_date_order(texts: Iterable[str]) -> DateOrderEvidence:
    """Return the order that the dates of a sheet are written in.

    >>> find_date_order(["03/04/2025", "17/04/2025"])[:2]
    (<Order.DAY_MONTH: 'dmy'>, ('17/04/2025',))
    >>> find_date_order(["03/04/2025"]).order
    <Order.UNKNOWN: 'unknown'>
    """
    day_first = month_first = ""
    for text in texts:
        found = _NUMERIC.fullmatch(text)
        if not found:
            continue
        first, second = int(found[1]), int(found[3])
        if first > 12 >= second:
            day_first = day_first or text
        if second > 12 >= first:
            month_first = month_first or text
    if day_first and month_first:
        return DateOrderEvidence(Order.CONTRADICTORY, (day_first, month_first))
    if day_first:
        return DateOrderEvidence(Order.DAY_MONTH, (day_first,))
    if month_first:
        return DateOrderEvidence(Order.MONTH_DAY, (month_first,))
    return DateOrderEvidence(Order.UNKNOWN)


def check_date_order(order: str) -> Order | None:
    """Return the order that is asked for; None for none.

    Raises:
        OptionError: There is no such order.
    """
    require_choice("date order", order, get_args(DateOrder))
    return Order(order) if order else None


def read_numeric_date(text: str, evidence: DateOrderEvidence) -> ReadDate:
    """Return what a date in numbers comes to; a text in other words stays as it is.

    >>> evidence = find_date_order(["17/04/2025"])
    >>> read_numeric_date("3/4/2025 10:00", evidence)[:2]
    ('2025-04-03', '10:00')
    >>> read_numeric_date("c. 1850", evidence).text
    'c. 1850'
    """
    if found := _YEAR_FIRST.fullmatch(text):
        year, month, day = int(found[1]), int(found[3]), int(found[4])
        return _build(text, year, month, day, found[5])
    if found := _MONTH_AND_YEAR.fullmatch(text):
        return _build_month(text, int(found[2]), int(found[1]))
    if _SERIAL.fullmatch(text):
        return _read_serial(text, evidence.day_zero)
    if _DAY_AND_MONTH.fullmatch(text):
        hint = "write it with its year, or in words with --as-of"
        return ReadDate(text, problem="a day and a month in numbers, without a year", hint=hint)
    if found := _NUMERIC.fullmatch(text):
        return _read_in_order(text, found, evidence)
    return ReadDate(text)


def _read_in_order(text: str, found: re.Match[str], evidence: DateOrderEvidence) -> ReadDate:
    first, second, year, order = int(found[1]), int(found[3]), found[4], evidence.order
    if len(year) == 2:
        return ReadDate(text, problem="a year of two digits", hint="write it with four")
    if first == second:
        return _build(text, int(year), first, second, found[5])
    if order is Order.UNKNOWN:
        return ReadDate(
            text,
            problem="it may be day/month or month/day, and no date of the sheet tells which",
            hint="say it: --date-order dmy, or mdy",
        )
    if order is Order.CONTRADICTORY:
        return ReadDate(
            text,
            problem=f"dates in two orders: {' and '.join(evidence.words)}",
            hint="write them alike, or by ISO 8601 (2025-09-03)",
        )
    day, month = (first, second) if order is Order.DAY_MONTH else (second, first)
    read = _build(text, int(year), month, day, found[5])
    return read._replace(reading=READINGS[order])


def _build(text: str, year: int, month: int, day: int, rest: str | None) -> ReadDate:
    with suppress(ValueError):
        return ReadDate(date(year, month, day).isoformat(), rest or "")
    return ReadDate(text, problem="there is no such day", hint="correct it")


def _build_month(text: str, year: int, month: int) -> ReadDate:
    with suppress(ValueError):
        return ReadDate(date(year, month, 1).isoformat()[:7])
    return ReadDate(text, problem="there is no such month", hint="correct it")


def _read_serial(text: str, day_zero: date) -> ReadDate:
    number = int(float(text))
    if number > _LAST_DAY:
        return ReadDate(text)
    day = day_zero + timedelta(days=number)
    return ReadDate(day.isoformat(), reading=_COUNTED)
