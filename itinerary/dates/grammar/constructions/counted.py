"""Dates that are counted in a stretch: the third Thursday of November, the first days of May."""

from __future__ import annotations

from collections.abc import Callable

from itinerary.dates.expressions import (
    AdjacentOccurrence,
    AnyYear,
    CalendarDate,
    CountedFromItem,
    DateList,
    DatesWithin,
    EarlyMidLate,
    Expression,
    FirstOrLastUnits,
    FiscalYear,
    LastInWindow,
    Nth,
    NthFromDate,
    OnceWithin,
    PartOfDay,
    PartOfDayName,
    Range,
    RefusedPhrase,
    RelativeUnit,
    SameUnit,
    Season,
    Shift,
    Trip,
    UnitContaining,
    WeekNumber,
    Window,
    Workday,
    expand_year,
)
from itinerary.dates.grammar.constructions.date_forms import MAX_WEEKDAYS_IN_MONTH
from itinerary.dates.grammar.constructions.registry import register_construction
from itinerary.dates.grammar.constructions.rejection import make_rejection
from itinerary.dates.interval import Grain

MAX_WEEKENDS = 10  # that are listed one by one
MIDDLE_OF_MONTH = 15
MONTHS_OF_YEAR = 12


def _build_nth(position: int, what: Grain | CalendarDate, within: Expression | None = None) -> Nth:
    if isinstance(within, EarlyMidLate):
        raise make_rejection("the last week of October, and not the last one of its end")
    if isinstance(within, Nth) and within.what == what:
        raise make_rejection("Q1/Q2 are two quarters, and no quarter has one")
    return Nth(position, what, within or _choose_counting_period(what))


def _choose_counting_period(what: Grain | Expression) -> Expression:
    """Return what is counted in where nothing is said.

    Quarters and longer units are counted in each year, the rest in the trip. Without a trip weeks
    are counted in the year, and days in nothing.
    """
    if isinstance(what, Grain) and what > Grain.WEEK:
        return AnyYear()
    if what == Grain.WEEK:
        return Window(RelativeUnit(Grain.YEAR))
    return Window()


@register_construction("nth-weekday", makes="day")
def _build_nth_weekday(position: int, weekday: int, within: Expression) -> Nth:
    return _build_nth(position, CalendarDate(weekday=weekday), within)


@register_construction("nth-weekday-of-trip", makes="day")
def _build_nth_weekday_of_trip(position: int, weekday: int) -> Nth:
    if position > MAX_WEEKDAYS_IN_MONTH:
        raise make_rejection("Friday the 15th is a day of the month")
    return Nth(position, CalendarDate(weekday=weekday), Window(RefusedPhrase("nth weekday")))


@register_construction("last-weekday", makes="day")
def _build_last_weekday(weekday: int) -> LastInWindow:
    return LastInWindow(CalendarDate(weekday=weekday))


@register_construction("last-weekend", makes="relative")
def _build_last_weekend(weekend_word: Grain) -> LastInWindow:
    return LastInWindow(weekend_word)


@register_construction("part-of-nth-weekday", makes="part")
def _build_part_of_nth_weekday(
    position: int, weekday: int, part_of_day: PartOfDayName, within: Expression
) -> PartOfDay:
    return PartOfDay(part_of_day, Nth(position, CalendarDate(weekday=weekday), within))


@register_construction("nth-day", makes="day")
def _build_nth_day(position: int, within: Expression | None = None) -> Nth:
    return _build_nth(position, Grain.DAY, within)


@register_construction("nth-day-of-trip", makes="day")
def _build_nth_day_of_trip(position: int) -> Nth:
    return _build_nth(position, Grain.DAY, Trip())


@register_construction("nth-unit", makes="period")
def _build_nth_unit(position: int, unit: Grain, within: Expression | None = None) -> Nth:
    return _build_nth(position, unit, within)


@register_construction("fiscal-quarter", makes="period")
def _build_nth_unit_of_fiscal_year(
    position: int, unit: Grain, year: int | None = None
) -> Expression:
    """Build the quarter of a fiscal year, which is refused where nothing says when that begins."""
    if year is None:
        return RefusedPhrase("fiscal year")
    return _build_nth(position, unit, FiscalYear(expand_year(year)))


@register_construction("relative-nth-unit", makes="relative")
def _build_relative_nth_unit(which: int, position: int, unit: Grain) -> AdjacentOccurrence:
    return AdjacentOccurrence(_build_nth(position, unit), which)


@register_construction("half-month", makes="period")
def _build_half_month(position: int, within: Expression) -> Range:
    """Build the days up to the 15th, or those from the 16th on."""
    halves = {1: (1, MIDDLE_OF_MONTH), 2: (MIDDLE_OF_MONTH + 1, -1), -1: (MIDDLE_OF_MONTH + 1, -1)}
    if position not in halves:
        raise make_rejection("a month has two halves")
    first, last = halves[position]
    return _build_days_by_number(first, last, within)


@register_construction("nth-months", makes="period")
def _build_nth_months(position: int, months: int, within: Expression | None = None) -> Range:
    """Build months that are counted together in a year: the third four of them."""
    per_year = MONTHS_OF_YEAR // months
    number = position if position > 0 else per_year + 1 + position
    if not 0 < number <= per_year:
        raise make_rejection(f"a year has {per_year} of them")
    first, last = (number - 1) * months + 1, number * months
    year = within or AnyYear()
    return Range(Nth(first, Grain.MONTH, year), Nth(last, Grain.MONTH, year))


@register_construction("some-of", makes="period")
def _build_first_or_last_units(
    which: int, number: int, unit: Grain, within: Expression = Window()
) -> FirstOrLastUnits | DateList:
    if unit == Grain.WEEKEND:  # what lies between them is none of them
        return list_weekends(which, number, lambda each: Nth(each, unit, within))
    return FirstOrLastUnits(which * number, unit, within)


def list_weekends(sign: int, count: float, find: Callable[[int], Expression]) -> DateList:
    """Return so many weekends, each found by its number: from 1 on, or back from -1."""
    if count not in range(2, MAX_WEEKENDS + 1):
        raise make_rejection("whole weekends, and few")
    numbers = [sign * (each + 1) for each in range(int(count))]
    return DateList(tuple([find(each) for each in sorted(numbers)]))


@register_construction("days-by-number", makes="range")
def _build_days_by_number(a: int, b: int, within: Expression = Window()) -> Range:
    return Range(Nth(a, Grain.DAY, within), Nth(b, Grain.DAY, within))


@register_construction("days-within", makes="range")
def _build_days_within(a: int, b: int, within: Expression) -> OnceWithin:
    return OnceWithin(_build_days_by_number(a, b, within))


@register_construction("weekday-of", makes="day")
def _build_weekday_of_period(weekday: int, period: Expression) -> Nth:
    return Nth(1, CalendarDate(weekday=weekday), period)


@register_construction("weekday-of-week", makes="day")
def _build_weekday_of_week(weekday: int, week: Expression) -> Nth:
    """Build a weekday of a week that is told by its number: "Friday of week 19"."""
    if not isinstance(week, WeekNumber):
        raise make_rejection("a week by its number")
    return _build_weekday_of_period(weekday, week)


@register_construction("week-number-in", makes="period")
def _build_week_number_in(number: int, within: Expression) -> Nth:
    return Nth(number, Grain.WEEK, within)


@register_construction("nth-day-of-relative", makes="day")
def _build_nth_day_of_relative(dom: int, within: Expression) -> Nth:
    return Nth(dom, Grain.DAY, within)


@register_construction("day-of-relative-year", makes="day")
def _build_day_of_relative_year(month_name: int, dom: int, within: Expression) -> Nth:
    return Nth(dom, Grain.DAY, Nth(month_name, Grain.MONTH, within))


@register_construction("month-of-relative-year", makes="month")
def _build_month_of_relative_year(month_name: int, period: Expression) -> Nth:
    return Nth(month_name, Grain.MONTH, period)


@register_construction("season-of-relative-year", makes="period")
def _build_season_of_relative_year(season: int, period: Expression) -> DatesWithin:
    counted = period.base if isinstance(period, CountedFromItem) else period
    unit: object = counted.grain if isinstance(counted, RelativeUnit | SameUnit) else None
    unit = counted.what if isinstance(counted, NthFromDate) else unit
    if unit != Grain.YEAR:
        raise make_rejection("a season of a week is none")
    return DatesWithin(period, Season(season))


@register_construction("month-of-shifted", makes="month")
def _build_month_of_shifted_year(month_name: int, date: Expression) -> Nth:
    return Nth(month_name, Grain.MONTH, UnitContaining(Grain.YEAR, date))


@register_construction("weekday-of-shifted", makes="day")
def _build_weekday_of_shifted_week(weekday: int, date: Expression) -> Nth:
    """Build the weekday of the week that is so far away, or the day that is, if it is that one."""
    has_days = isinstance(date, Shift) and any(grain < Grain.WEEK for _, grain in date.amount)
    within = date if has_days else UnitContaining(Grain.WEEK, date)
    return Nth(1, CalendarDate(weekday=weekday), within)


@register_construction("nth-workday", makes="day")
def _build_nth_workday(position: int, workday: int, within: Expression) -> Nth:
    return Nth(position * workday, Workday(), within)
