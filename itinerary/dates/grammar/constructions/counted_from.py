"""Dates that are counted from another one: two Fridays ago, three working days after."""

from __future__ import annotations

from itinerary.dates.expressions import (
    CalendarDate,
    Expression,
    NearestWeekday,
    Now,
    NthFromDate,
    Range,
    RelativeUnit,
    Workday,
)
from itinerary.dates.grammar.constructions.date_forms import is_year
from itinerary.dates.grammar.constructions.registry import register_construction
from itinerary.dates.grammar.constructions.rejection import make_rejection
from itinerary.dates.grammar.item_offsets import count_from_item
from itinerary.dates.interval import Grain

MAX_COUNT = 1000  # dates that are counted from another


def _build_counted_date(
    number: int, what: Grain | Expression, sign: int, date: Expression | None = None
) -> NthFromDate:
    if date is not None and isinstance(what, CalendarDate) and is_year(date):
        raise make_rejection("Friday after 1430 is a day and a time")
    if not 0 < number <= MAX_COUNT or (isinstance(what, Grain) and what < Grain.DAY):
        raise make_rejection("no such number of dates")
    return NthFromDate(number, what, sign, date or Now())


@register_construction("weekday-before-last", makes="day")
def _build_weekday_before_last(weekday: int) -> NthFromDate:
    return NthFromDate(2, CalendarDate(weekday=weekday), -1)


@register_construction("weekday-after-next", makes="day")
def _build_weekday_after_next(weekday: int) -> NthFromDate:
    return NthFromDate(2, CalendarDate(weekday=weekday))


@register_construction("month-after-next", makes="month")
def _build_month_after_next(month_name: int) -> NthFromDate:
    return NthFromDate(2, CalendarDate(month=month_name))


@register_construction("adjacent-weekday", makes="relative_weekday")
def _build_adjacent_weekday(adjacent: int, weekday: int) -> NthFromDate:
    return NthFromDate(1, CalendarDate(weekday=weekday), adjacent)


@register_construction("weekdays-ago", makes="day")
def _build_weekdays_ago(number: int, weekday: int) -> NthFromDate:
    return _build_counted_date(number, CalendarDate(weekday=weekday), -1)


@register_construction("weekdays-hence", makes="day")
def _build_weekdays_hence(number: int, weekday: int) -> NthFromDate:
    return _build_counted_date(number, CalendarDate(weekday=weekday), 1)


@register_construction("weekday-after", makes="day")
def _build_weekday_after_date(weekday: int, date: Expression, position: int = 1) -> NthFromDate:
    return _build_counted_date(position, CalendarDate(weekday=weekday), 1, date)


@register_construction("weekday-before", makes="day")
def _build_weekday_before_date(weekday: int, date: Expression, position: int = 1) -> NthFromDate:
    return _build_counted_date(position, CalendarDate(weekday=weekday), -1, date)


@register_construction("weekday-nearest", makes="day")
def _build_nearest_weekday(weekday: int, date: Expression) -> NearestWeekday:
    return NearestWeekday(CalendarDate(weekday=weekday), date)


@register_construction("unit-after", makes="period")
def _build_unit_after_date(unit: Grain, date: Expression) -> NthFromDate:
    return _build_counted_date(1, unit, 1, date)


@register_construction("unit-after-name", makes="relative")
def _build_unit_after_name(unit: Grain, date: Expression) -> NthFromDate:
    """Build a unit in which others are counted: "March of the year after $quito"."""
    return _build_unit_after_date(unit, date)


@register_construction("unit-before", makes="period")
def _build_unit_before_date(unit: Grain, date: Expression) -> NthFromDate:
    return _build_counted_date(1, unit, -1, date)


def _build_counted_workday(
    number: int, workday: int, sign: int, date: Expression | None = None
) -> NthFromDate:
    return _build_counted_date(number * workday, Workday(), sign, date)


@register_construction("workdays-after", makes="day")
def _build_workdays_after(
    workday: int, number: int = 1, date: Expression | None = None
) -> NthFromDate:
    return _build_counted_workday(number, workday, 1, date)


@register_construction("workdays-before", makes="day")
def _build_workdays_before(
    workday: int, number: int = 1, date: Expression | None = None
) -> NthFromDate:
    return _build_counted_workday(number, workday, -1, date)


@register_construction("workdays-within", makes="stretch")
def _build_workdays_from_today(number: int, workday: int) -> Range:
    return Range(RelativeUnit(Grain.DAY), _build_counted_workday(number, workday, 1))


@register_construction("past-or-next-workdays", makes="stretch")
def _build_workday_range(which: int, number: int, workday: int) -> Expression:
    if which == 0:
        raise make_rejection("neither past nor next")
    near, far = (_build_counted_workday(each, workday, which) for each in (1, number))
    return count_from_item(which, Range(near, far) if which > 0 else Range(far, near))
