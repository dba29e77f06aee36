"""Dates that name their calendar, or are said by two: "25 October/7 November 1917"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from itinerary.dates.expressions import CalendarDate, Expression, InCalendar
from itinerary.dates.grammar.constructions.date_forms import is_bare_day, is_month_day
from itinerary.dates.grammar.constructions.registry import register_construction
from itinerary.dates.grammar.constructions.rejection import make_rejection
from itinerary.dates.interval import build_date
from itinerary.dates.julian import convert_from_julian

# Until then states had the Julian calendar; and until then the year began in March in England.
LAST_YEAR_OF_TWO_CALENDARS, LAST_YEAR_OF_TWO_STARTS, LAST_MONTH_BETWEEN = 1930, 1753, 3


@register_construction("date-in-style", makes="stated")
def _build_date_in_style(date: Expression, style: int) -> InCalendar:
    return InCalendar(date, "julian" if style else "gregorian")


@register_construction("date-in-two-styles", makes="stated")
def _build_date_in_two_styles(
    a: Expression,
    b: Expression,
    year: int | None = None,
    style: int | None = None,
    other: int | None = None,
) -> InCalendar:
    """Build one day that is said by both calendars, the Julian one first or last."""
    if is_bare_day(a) and is_month_day(b):
        a = replace(a, month=b.month)
    if is_month_day(a) and is_bare_day(b):
        b = replace(b, month=a.month)
    if not is_month_day(a) or not is_month_day(b) or a.weekday is not None:
        raise make_rejection("two days of the year")
    year = year or b.year or a.year
    if year is None or year > LAST_YEAR_OF_TWO_CALENDARS:
        raise make_rejection("nobody says days by two calendars")
    first, last = _lend_year(a, year), _lend_year(b, year)
    for julian, gregorian, said in ((first, last, (1, 0)), (last, first, (0, 1))):
        is_said = style in (said[0], None) and other in (said[1], None)
        if is_said and _is_one_day(julian, gregorian):
            return InCalendar(julian, "julian")
    raise make_rejection("two days, and not one by two calendars")


@register_construction("date-beside-other-style", makes="stated")
def _build_date_beside_other_style(
    a: Expression, month_name: int, dom: int, year: int | None = None, other: int | None = None
) -> InCalendar:
    """Build a day said by both calendars with no sign between: "25 October (7 November) 1917"."""
    return _build_date_in_two_styles(a, CalendarDate(month=month_name, day=dom), year, other=other)


def _lend_year(day: CalendarDate, year: int) -> CalendarDate:
    return day if day.year is not None else replace(day, year=year)


def _is_one_day(julian: CalendarDate, gregorian: CalendarDate) -> bool:
    """Return whether a day of the Julian calendar is one of the Gregorian."""
    try:
        return convert_from_julian(_build_day(julian)) == _build_day(gregorian)
    except (ValueError, OverflowError):
        raise make_rejection("no such day") from None


def _build_day(day: CalendarDate) -> date:
    return build_date(day.year or 0, day.month or 1, day.day or 1)


@register_construction("year-of-two-starts", makes="day")
def _build_year_of_two_starts(
    a: int, b: int, month_name: int, dom: int | None = None, weekday: int | None = None
) -> InCalendar:
    """Build a date of the weeks in which the old year went on: "30 January 1648/49" is of 1649."""
    if month_name > LAST_MONTH_BETWEEN or a > LAST_YEAR_OF_TWO_STARTS or (a + 1 - b) % 10:
        raise make_rejection("both years are of that day from January to March alone")
    if b not in (a + 1, (a + 1) % 100, (a + 1) % 10):
        raise make_rejection("years that follow each other")
    return InCalendar(CalendarDate(a + 1, month_name, dom, weekday), "julian")
