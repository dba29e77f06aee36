"""The items of a list in; the same out, unless they are none of one list."""

from __future__ import annotations

from itertools import pairwise

from itinerary.dates.expressions import (
    CalendarDate,
    DayOfWeekend,
    DaysOfMonth,
    Expression,
    NearOccurrence,
    Nth,
    NumericDate,
    Range,
    UnitContaining,
)
from itinerary.dates.grammar.constructions.date_forms import (
    are_unlike,
    is_bare_day,
    is_bare_weekday,
    is_date_before_its_year,
    is_loose_day,
    is_month,
    is_timed,
)
from itinerary.dates.grammar.constructions.rejection import make_rejection


def check_list_items(*items: Expression) -> tuple[Expression, ...]:
    """Return the items of a list, of which no two that follow each other are one date.

    Nor is "the second" a day of its own in "the second and third day", and times stand in no list
    of days.
    """
    for a, b in pairwise(items):
        is_half_said = is_bare_day(a) and isinstance(b, Nth)
        is_behind_range = isinstance(a, Range) and not is_loose_range(a) and is_bare_day(b)
        is_number_range = _is_number_pair(a) != _is_number_pair(b) and _has_days(a, b)
        is_mixed = is_timed(a) != is_timed(b)
        if isinstance(a, UnitContaining) and (_is_of_loose_day(a.base) or is_bare_day(b)):
            raise make_rejection("the weekend of 6 and 7 September has two days")
        is_month_alone = is_month(a) and is_bare_day(b)
        if is_bare_weekday(a) and isinstance(b, Range) and _is_of_weekday(b.first):
            raise make_rejection("Sat and Sun, 9-10 May are two days")
        if isinstance(a, Range) and isinstance(a.first, NearOccurrence):
            raise make_rejection("Friday 10-12 and 2-4 are hours, too")
        if is_half_said or is_behind_range or is_mixed or is_month_alone:
            raise make_rejection("no items of one list")
        if is_date_before_its_year(a, b) or are_unlike(a, b):
            raise make_rejection("a number beside a year is one, too, and no day")
        if is_number_range:
            raise make_rejection("2-4 beside a day of a month are two days")
    return items


def _is_of_loose_day(date: Expression) -> bool:
    return isinstance(date, DayOfWeekend) or is_loose_day(date)


def _is_of_weekday(day: Expression) -> bool:
    return is_loose_day(day) and day.weekday is not None


def is_loose_range(date: Expression) -> bool:
    """Return whether it goes from one day of some month to another."""
    return isinstance(date, Range) and is_bare_day(date.first) and is_bare_day(date.last)


def _is_number_pair(date: Expression) -> bool:
    return isinstance(date, NumericDate) and len(date.numbers) == 2


def _has_days(*dates: Expression) -> bool:
    """Return whether one of some dates is a day that is no numeric date."""
    return any(
        isinstance(each, DaysOfMonth)
        or (isinstance(each, Range) and _has_days(each.first, each.last))
        or (isinstance(each, CalendarDate) and each.day is not None)
        for each in dates
    )
