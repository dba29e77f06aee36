"""Dates of numbers alone, and of days with the number of their month."""

from __future__ import annotations

from itinerary.dates.expressions import (
    LAST_MONTH,
    AdjacentOccurrence,
    CalendarDate,
    DateList,
    DateOrder,
    DaysOfMonth,
    Expression,
    NumericDate,
    expand_year,
)
from itinerary.dates.grammar.constructions.registry import register_construction
from itinerary.dates.grammar.constructions.rejection import make_rejection
from itinerary.dates.grammar.item_offsets import count_from_item


@register_construction("numeric-date", makes="day")
def _build_numeric_date(
    a: int, b: int, weekday: int | None = None, *, order: DateOrder
) -> NumericDate:
    return NumericDate((a, b), order, weekday)


@register_construction("numeric-date-relative", makes="day")
def _build_relative_numeric_date(which: int, a: int, b: int, *, order: DateOrder) -> Expression:
    return count_from_item(which, AdjacentOccurrence(NumericDate((a, b), order), which))


@register_construction("numeric-date-year", makes="day")
def _build_numeric_date_with_year(
    a: int, b: int, c: int, weekday: int | None = None, *, order: DateOrder
) -> NumericDate:
    return NumericDate((a, b, c), order, weekday)


@register_construction("dotted-date", makes="day")
@register_construction("dotted-date-year", makes="day")
def _build_dotted_date(
    a: int, b: int, c: int | None = None, weekday: int | None = None
) -> NumericDate:
    """Build a date with dots, whose day stands first in every language: 10.30 is none."""
    if c is None and b > LAST_MONTH:
        raise make_rejection("a time, or a month that stands first")
    return NumericDate((a, b) if c is None else (a, b, c), "dmy", weekday)


@register_construction("numeric-days", makes="range")
def _build_numeric_days(a: int, b: int, month_number: int, year: int | None = None) -> DaysOfMonth:
    """Build days whose month is a number behind them: "28.-30.06.", "28.-30.06.2025"."""
    if a >= b:
        raise make_rejection("days of one month, the earlier first")
    year = None if year is None else expand_year(year)
    return DaysOfMonth(CalendarDate(year, month_number, a), b)


@register_construction("numeric-days-by-order", makes="range")
def _build_numeric_days_by_order(
    a: int, b: int, month_number: int, year: int | None = None, *, order: DateOrder
) -> DaysOfMonth:
    """Build days with a slash before their month: "28-30/06"; in "3-5/12" a language decides."""
    if order != "dmy" and b <= LAST_MONTH:
        raise make_rejection("the month stands first")
    return _build_numeric_days(a, b, month_number, year)


@register_construction("numeric-days-behind-month", makes="range")
def _build_numeric_days_behind_month(
    month_number: int, a: int, b: int, year: int | None = None, *, order: DateOrder
) -> DaysOfMonth:
    """Build days behind the number of their month: "6/28-30"; in "12/3-5" a language decides."""
    if order == "dmy" and a <= LAST_MONTH:
        raise make_rejection("the day stands first")
    return _build_numeric_days(a, b, month_number, year)


@register_construction("numeric-day-list", makes="list")
def _build_numeric_day_list(
    a: int, b: int, month_number: int, c: int | None = None, *, order: DateOrder
) -> DateList:
    """Build days of which the last has the number of their month: "6 y 7/9"."""
    days = (a, b) if c is None else (a, b, c)
    if order != "dmy" or list(days) != sorted(set(days)):
        raise make_rejection("days of one month, in order")
    return DateList(tuple([CalendarDate(None, month_number, day) for day in days]))
