"""Dates of the calendar: of which fields may be missing, in numbers, by ISO 8601; decades, seasons and weeks."""

from __future__ import annotations

from datetime import datetime

from itinerary.dates.expressions import (
    CalendarDate,
    ClockTime,
    DecadeOrCentury,
    Expression,
    FiscalYear,
    Holiday,
    Instant,
    Nth,
    NumericDate,
    Range,
    Season,
    TimeOnDay,
    UnitContaining,
    WeekNumber,
    expand_year,
)
from itinerary.dates.grammar.constructions.rejection import Construction, make_rejection
from itinerary.dates.interval import Grain


def _parse_iso_date(text: str) -> Expression:
    return _parse_iso_moment(text) if ":" in text else CalendarDate(*map(int, text.split("-")))


def _parse_iso_moment(iso_moment: str) -> Expression:
    try:
        moment = datetime.fromisoformat(iso_moment.upper())
    except ValueError:
        raise make_rejection("no such time") from None
    if moment.tzinfo is not None:
        return Instant(moment)
    second = moment.second or None
    return TimeOnDay(
        CalendarDate(moment.year, moment.month, moment.day),
        ClockTime(moment.hour, moment.minute, second),
    )


def _parse_iso_grouping(iso_grouping: str) -> Expression:
    """A season (21-24), quarter (33-36) or half (40, 41) of a year by its number in ISO 8601-2."""
    year, number = map(int, iso_grouping.split("-"))
    if number < 25:
        return Season(number - 21, year)
    return (
        Nth(number - 32, Grain.QUARTER, CalendarDate(year))
        if number < 40
        else Nth(number - 39, Grain.HALF, CalendarDate(year))
    )


def _build_iso_day_range(iso_day: str, dom: int) -> Range:
    year, month, _ = map(int, iso_day.split("-"))
    return Range(_parse_iso_date(iso_day), CalendarDate(year, month, dom))


def _build_year_range(a: int, b: int) -> Range:
    """Years of which the second one is written short: "2012-14", "1989/90"."""
    if b <= 12 or b <= a % 100 or not 1500 <= a <= 2099:
        raise make_rejection("it may be a month, or the years are turned round")
    return Range(CalendarDate(a), CalendarDate(a // 100 * 100 + b))


def _build_decade(number: int) -> DecadeOrCentury:
    century = 0 if number > 99 else 2000 if number < 30 else 1900
    return DecadeOrCentury(century + number // 10 * 10, Grain.DECADE)


def _build_decade_of_century(a: int, b: int) -> DecadeOrCentury:
    if not 10 <= a <= 29:
        raise make_rejection("no century")
    return DecadeOrCentury(a * 100 + b, Grain.DECADE)


def _build_week_of_date(date: Expression, unit: Grain = Grain.WEEK) -> Expression:
    if unit == Grain.WEEKEND and isinstance(date, Holiday):
        raise make_rejection("the weekend of a holiday is the one next to it")
    return UnitContaining(unit, date)


def build_table(order: str) -> dict[str, Construction]:
    """The table, for a language that writes numeric dates in an order ("mdy", "dmy")."""
    return {
        "weekday": ("day", lambda weekday: CalendarDate(weekday=weekday)),
        "month-day": (
            "day",
            lambda month_name, dom, year=None, weekday=None: CalendarDate(
                year, month_name, dom, weekday
            ),
        ),
        "day-of-month": ("day", lambda dom, weekday=None: CalendarDate(day=dom, weekday=weekday)),
        "loose-day": ("loose_day", lambda dom: CalendarDate(day=dom)),
        "month": ("month", lambda month_name, year=None: CalendarDate(year, month_name)),
        "calendar-year": ("period", lambda year: CalendarDate(year)),
        "fiscal-year": (
            "period",
            lambda year, month_name=None: FiscalYear(expand_year(year), month_name),
        ),
        "numeric-date": ("day", lambda a, b, weekday=None: NumericDate((a, b), order, weekday)),
        "numeric-date-year": (
            "day",
            lambda a, b, c, weekday=None: NumericDate((a, b, c), order, weekday),
        ),
        "year-month-number": ("month", lambda year, month_number: CalendarDate(year, month_number)),
        "iso-day": ("day", lambda iso_day: _parse_iso_date(iso_day)),
        "iso-month": ("month", lambda iso_month: _parse_iso_date(iso_month)),
        "iso-moment": ("moment", _parse_iso_moment),
        "iso-grouping": ("period", _parse_iso_grouping),
        "iso-days": ("range", _build_iso_day_range),
        "short-range-of-years": ("range", _build_year_range),
        "iso-decade": (
            "period",
            lambda iso_decade: DecadeOrCentury(int(iso_decade[:3]) * 10, Grain.DECADE),
        ),
        "iso-century": (
            "period",
            lambda iso_century: DecadeOrCentury(int(iso_century[:2]) * 100, Grain.CENTURY),
        ),
        "decade": ("period", _build_decade),
        "decade-word": ("period", _build_decade),
        "decade-of-century": ("period", _build_decade_of_century),
        "century": ("period", lambda ordinal: DecadeOrCentury((ordinal - 1) * 100, Grain.CENTURY)),
        "season": ("period", lambda season, year=None: Season(season, year)),
        "week-number": ("period", lambda number, year=None: WeekNumber(number, year)),
        "weeks-by-number": (
            "range",
            lambda a, b, year=None: Range(WeekNumber(a, year), WeekNumber(b, year)),
        ),
        "week-commencing": ("period", lambda date: UnitContaining(Grain.WEEK, date)),
        "week-of": ("period", _build_week_of_date),
        "iso-range": (
            "stretch",
            lambda a, b: Range(_parse_iso_date(str(a)), _parse_iso_date(str(b))),
        ),
    }
