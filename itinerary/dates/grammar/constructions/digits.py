"""Digits that may be more than one thing: a year or a time, a date, days or hours."""

from __future__ import annotations

from itinerary.dates.expressions import (
    ApproximateDate,
    CalendarDate,
    ClockTime,
    Range,
    RefusedPhrase,
    YearOrTime,
)
from itinerary.dates.grammar.constructions.clock_ranges import build_range_of_times
from itinerary.dates.grammar.constructions.date_forms import is_day_and_month
from itinerary.dates.grammar.constructions.registry import register_construction
from itinerary.dates.grammar.constructions.rejection import make_rejection

NOON, LAST_HOUR = 12, 24
MINUTES_OF_HOUR, MINUTES_OF_QUARTER = 60, 15
# Four digits alone that a clock shows, too, are a year from the first to the last of these; and
# beside others so written at least from the one between.
FIRST_PLAIN_YEAR, FIRST_BARE_YEAR, LAST_PLAIN_YEAR = 1500, 1900, 2100
FIRST_YEAR_BEHIND_ABOUT = 1600  # from which four digits behind "around" are hardly a time


@register_construction("about-digits", makes="stretch")
def _build_about_digits(digits: int, end: int | None = None) -> YearOrTime:
    if not 1000 <= digits < FIRST_YEAR_BEHIND_ABOUT:
        raise make_rejection("it is a year, or a time beyond doubt")
    either = _build_either(digits, end)
    return YearOrTime(ApproximateDate(either.year), ApproximateDate(either.time))


@register_construction("digits", makes="stretch")
def _build_digits(digits: int) -> YearOrTime:
    return _build_either(digits)


def _build_either(a: int, b: int | None = None) -> YearOrTime:
    """Return what four digits may be, or a range of them: years, or times of the day."""
    year, time = CalendarDate(a), ClockTime(*divmod(a, 100))
    if b is None:
        return YearOrTime(year, time)
    last = ClockTime(*divmod(b, 100))
    return YearOrTime(Range(year, CalendarDate(b)), build_range_of_times(time, last) or time)


@register_construction("year-or-time", makes="stretch")
def _build_year_or_time(a: int, b: int) -> YearOrTime:
    """Build years, or times, from four digits to others; from 1500 on times are full or quarters.

    What begins in 1900 or later, and is over by 2100, are years.
    """
    is_plain_year = FIRST_PLAIN_YEAR <= a <= LAST_PLAIN_YEAR
    are_quarters = a % 100 % MINUTES_OF_QUARTER == b % 100 % MINUTES_OF_QUARTER == 0
    is_late = a >= FIRST_BARE_YEAR and b <= LAST_PLAIN_YEAR
    is_clock = a % 100 < MINUTES_OF_HOUR and a // 100 <= LAST_HOUR
    if a >= b or not is_clock or (is_plain_year and (is_late or not are_quarters)):
        raise make_rejection("years or times beyond doubt")
    return _build_either(a, b)


@register_construction("bound-of-year-or-time", makes="stretch")
def _refuse_year_or_time(digits: int) -> RefusedPhrase:
    return RefusedPhrase("year or time")


@register_construction("days-or-hours", makes="stretch")
def _refuse_days_or_hours(a: int, b: int, dash: None = None) -> RefusedPhrase:
    """Refuse numbers that make a date, but days or hours as well: "7 - 8"."""
    if a == b or (a > b and a > LAST_HOUR):
        raise make_rejection("they go from nothing to nothing")
    return RefusedPhrase("days or hours")


@register_construction("date-or-days", makes="stretch")
def _refuse_date_or_days(a: int, b: int) -> RefusedPhrase:
    """Refuse numbers with a hyphen that go from one day, or hour, to another: "10-11", "9-5"."""
    if a == b or (a > b and a > NOON):
        raise make_rejection("a day and its month")
    return RefusedPhrase("days or hours")


@register_construction("day-or-time", makes="stretch")
def _refuse_day_or_time(hour: int, minute: int) -> RefusedPhrase:
    if hour > 23 or not is_day_and_month(hour, minute):
        raise make_rejection("it is no time, or no day")
    return RefusedPhrase("day or time")
