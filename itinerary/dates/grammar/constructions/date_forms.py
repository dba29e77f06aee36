"""A date in; whether it is of a form out: a bare day, a weekday, a year, a time."""

from __future__ import annotations

from calendar import monthrange
from typing import TypeGuard

from itinerary.dates.expressions import (
    LAST_DAY,
    LAST_MONTH,
    AnyYear,
    CalendarDate,
    ClockTime,
    DaysOfMonth,
    DecadeOrCentury,
    EarlyMidLate,
    Expression,
    Nth,
    NumericDate,
    PartOfDay,
    Range,
    TimeInZone,
    TimeOnDay,
)
from itinerary.dates.interval import Grain

COMMON_YEAR = 2025  # one without a leap day
MAX_WEEKDAYS_IN_MONTH = 5
DAYS_OF_WEEK = 7


class MonthDay(CalendarDate):
    """A date whose day is known."""

    day: int


def is_month_day(date: Expression) -> TypeGuard[MonthDay]:
    """Return whether it is a day of a month that is known."""
    return isinstance(date, CalendarDate) and date.month is not None and date.day is not None


def is_bare_day(date: Expression) -> TypeGuard[MonthDay]:
    """Return whether it is a day of some month, and nothing else is known of it."""
    return is_loose_day(date) and date.weekday is None


def is_day_of_stretch(date: Expression) -> bool:
    """Return whether it is the nth day of a trip or of another stretch: "day 2"."""
    return isinstance(date, Nth) and date.what == Grain.DAY


def is_loose_day(date: Expression) -> TypeGuard[MonthDay]:
    """Return whether it is a day of some month, of which the weekday may be known."""
    return isinstance(date, CalendarDate) and date.day is not None and date.month is None


def is_bare_weekday(date: Expression) -> TypeGuard[CalendarDate]:
    """Return whether it is a weekday, and nothing else is known of it."""
    return isinstance(date, CalendarDate) and date.recurrence_rank == 1


def are_weekdays_in_turn(a: Expression, b: Expression) -> bool:
    """Return whether two dates are weekdays, the second that behind the first."""
    return (
        is_bare_weekday(a)
        and is_bare_weekday(b)
        and ((b.weekday or 0) - (a.weekday or 0)) % DAYS_OF_WEEK == 1
    )


def are_days_in_turn(a: Expression, b: Expression) -> bool:
    """Return whether two dates are days of the month, the second that behind the first."""
    if not isinstance(a, CalendarDate) or not isinstance(b, CalendarDate) or not a.day or not b.day:
        return False
    if have_same_month(a, b):
        return b.day - a.day == 1
    if a.month is None or b.month is None or b.month != a.month % 12 + 1:
        return False
    return b.day == 1 and a.day == monthrange(a.year or b.year or COMMON_YEAR, a.month)[1]


def is_whole_day(date: Expression) -> bool:
    """Return whether it is a day with its month and year."""
    return isinstance(date, CalendarDate) and None not in (date.year, date.month, date.day)


def is_year(date: Expression) -> bool:
    """Return whether it is a whole year."""
    return isinstance(date, CalendarDate) and date.year is not None and date.month is None


def is_month(date: Expression) -> bool:
    """Return whether it is a whole month."""
    return isinstance(date, CalendarDate) and date.month is not None and date.day is None


def is_day_and_month(a: int, b: int) -> bool:
    """Return whether two numbers are a day and a month, in either order."""
    small, large = sorted((a, b))
    return 1 <= small <= LAST_MONTH and large <= LAST_DAY


def is_dotted_date(a: int, b: int) -> bool:
    """Return whether two numbers with a dot between are a day and its month: no 10.30."""
    return 1 <= a <= LAST_DAY and 1 <= b <= LAST_MONTH


def is_timed(date: Expression) -> bool:
    """Return whether it is a time, a part of the day, or a range of them."""
    if isinstance(date, Range):
        return is_timed(date.first)
    if isinstance(date, EarlyMidLate):
        return is_timed(date.base)
    return isinstance(date, ClockTime | TimeOnDay | TimeInZone | PartOfDay)


def are_unlike(a: Expression, b: Expression) -> bool:
    """Return whether one date is a day of some month and the other a year, or longer.

    "1914 and 18" are years, and "the 18th and 19th century" two centuries.
    """
    return any(_is_of_bare_day(one) and _is_long(other) for one, other in ((a, b), (b, a)))


def _is_of_bare_day(date: Expression) -> bool:
    if isinstance(date, EarlyMidLate | PartOfDay | TimeOnDay):
        return _is_of_bare_day(date.base)
    return is_bare_day(date)


def _is_long(date: Expression) -> bool:
    if isinstance(date, EarlyMidLate):
        return _is_long(date.base)
    return is_year(date) or isinstance(date, DecadeOrCentury)


def is_midnight_of_day(date: Expression) -> bool:
    """Return whether it is a midnight that may begin its day or end it."""
    return isinstance(date, TimeOnDay) and date.clock == ClockTime(24)


def is_date_before_its_year(a: Expression, b: Expression) -> bool:
    """Return whether two dates are one, whose year stands behind it: "March 4, 2025"."""
    recurs = isinstance(a, CalendarDate | NumericDate | DaysOfMonth) or (
        isinstance(a, Nth) and isinstance(a.base, AnyYear)
    )
    return recurs and a.recurrence_rank < 4 and is_year(b)


def is_turned_round(a: Expression, b: Expression) -> bool:
    """Return whether two days of one month are not in order: "6 to 2 September"."""
    if not isinstance(a, CalendarDate) or not isinstance(b, CalendarDate):
        return False
    is_one_month = a.month is None or b.month is None or have_same_month(a, b)
    is_with_month = a.month is not None or b.month is not None
    return is_one_month and is_with_month and (b.day or 31) < (a.day or 0)


def find_days_of_month(days: Expression) -> tuple[int, int]:
    """Return the first and last day of a range in one month: "October 6-10", "6-10 October".

    Of any other range both are 0.
    """
    if isinstance(days, DaysOfMonth):
        return days.first.day or 0, days.last
    if isinstance(days, Range) and is_bare_day(days.first) and is_month_day(days.last):
        return days.first.day, days.last.day
    return 0, 0


def have_same_month(a: CalendarDate, b: CalendarDate) -> bool:
    """Return whether two dates are of one month, as far as they say."""
    return a.month == b.month and (a.year is None or b.year is None or a.year == b.year)
