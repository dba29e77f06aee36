"""Dates with fields that may be missing in; the same with fields lent by others out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from itinerary.dates.expressions import (
    AdjacentOccurrence,
    AnyYear,
    ApproximateDate,
    CalendarDate,
    CountedFromItem,
    DaysOfMonth,
    Expression,
    Nth,
    NumericDate,
    PartOfDay,
    Range,
    Shift,
    TimeOnDay,
    Window,
)
from itinerary.dates.grammar.constructions.date_forms import (
    MAX_WEEKDAYS_IN_MONTH,
    MonthDay,
    is_bare_day,
    is_loose_day,
    is_month_day,
    is_year,
)
from itinerary.dates.grammar.constructions.rejection import make_rejection
from itinerary.dates.interval import Grain


def lend_months(items: Sequence[Expression]) -> tuple[Expression, ...]:
    """Return the items of a list, of which days without a month have that of the one beside them.

    It is the one before, "September 2 and 4", else the one behind: "2 and 4 September".

    Raises:
        PhraseError: They would not be in order: "September 20 and 3" is of two months or wrong.
    """
    result = [*items]
    for step in (1, -1):
        indices = range(len(result)) if step > 0 else range(len(result) - 1, -1, -1)
        lender: CalendarDate | None = None
        for index in indices:
            item = result[index]
            if lender is not None and needs_month(item):
                result[index] = item = _lend_month(item, lender, step)
            lender = _find_lender(item, step)
    return tuple(result)


def needs_month(item: Expression) -> bool:
    """Return whether it is a day, or days, of some month, which a day beside it may lend."""
    if isinstance(item, Range):
        return is_loose_day(item.first) and is_loose_day(item.last)
    return is_loose_day(item)


def _find_lender(item: Expression, step: int) -> CalendarDate | None:
    """Return the day of an item that lends its month to what stands beside it."""
    if isinstance(item, DaysOfMonth):
        return replace(item.first, day=item.last if step > 0 else item.first.day)
    if isinstance(item, Range):
        first, last = item.first, item.last
        if step < 0 and is_bare_day(first) and is_month_day(last):
            return replace(last, day=first.day)
        item = last if step > 0 else first
    if is_month_day(item):
        return item
    return None


def _lend_month(item: Expression, lender: CalendarDate, step: int) -> Expression:
    """Return a day, or a range of days, in the month of the day beside it."""
    first, last = (item.first, item.last) if isinstance(item, Range) else (item, item)
    if not is_loose_day(first) or not is_loose_day(last):
        return item
    near = first.day if step > 0 else last.day
    if (near - (lender.day or 0)) * step <= 0:
        raise make_rejection("days of one month, in order")
    lent = replace(first, month=lender.month, year=lender.year)
    return DaysOfMonth(lent, last.day) if isinstance(item, Range) else lent


def lend_stretch(items: Sequence[Expression]) -> tuple[Expression, ...]:
    """Return the items of a range or list, which count in the stretch that one of them names.

    So "the first day and the last day of March" are both of March. It is the last one that names
    it, else the first.
    """
    stretch = _find_stretch(items[-1]) or _find_stretch(items[0])
    return tuple([_count_in_stretch(each, stretch) for each in items] if stretch else items)


def _find_stretch(item: Expression) -> Expression | None:
    """Return what a date says that it counts in; "Monday of next week" says so of itself alone."""
    if isinstance(item, Range):
        return _find_stretch(item.last) or _find_stretch(item.first)
    if isinstance(item, PartOfDay | TimeOnDay):
        return _find_stretch(item.base)
    if not isinstance(item, Nth) or isinstance(item.base, AnyYear | Window):
        return None
    return item.base if isinstance(item.what, Grain) or item.number != 1 else None


def _count_in_stretch(item: Expression, stretch: Expression) -> Expression:
    """Return a date that counts in a stretch, unless it names one of its own."""
    if isinstance(item, Range):
        return Range(*(_count_in_stretch(each, stretch) for each in (item.first, item.last)))
    if isinstance(item, PartOfDay | TimeOnDay):
        return replace(item, base=_count_in_stretch(item.base, stretch))
    is_open = isinstance(item, Nth) and isinstance(item.base, Window)
    return replace(item, base=stretch) if isinstance(item, Nth) and is_open else item


def share_date_order(items: Sequence[Expression]) -> tuple[Expression, ...]:
    """Return the items of a range or list, whose numeric dates are all in one order."""
    numbers = tuple([each.numbers for item in items for each in _find_numeric_dates(item)])
    return tuple([_set_numbers_beside(item, numbers) for item in items] if numbers[1:] else items)


def _find_numeric_dates(item: Expression) -> list[NumericDate]:
    if isinstance(item, Range):
        return _find_numeric_dates(item.first) + _find_numeric_dates(item.last)
    if isinstance(item, TimeOnDay):
        return _find_numeric_dates(item.base)
    if isinstance(item, AdjacentOccurrence):
        return _find_numeric_dates(item.date)
    return [item] if isinstance(item, NumericDate) else []


def _set_numbers_beside(item: Expression, numbers: tuple[tuple[int, ...], ...]) -> Expression:
    if isinstance(item, Range):
        first, last = (_set_numbers_beside(each, numbers) for each in (item.first, item.last))
        return Range(first, last)
    if isinstance(item, TimeOnDay):
        return replace(item, base=_set_numbers_beside(item.base, numbers))
    if isinstance(item, AdjacentOccurrence):
        return replace(item, date=_set_numbers_beside(item.date, numbers))
    return replace(item, beside=numbers) if isinstance(item, NumericDate) else item


def are_days_in_order(items: Sequence[Expression]) -> bool:
    """Return whether dates are days of months, or ranges of them, each later than the one before.

    All of them say their year, or none does.
    """
    spans = [span for item in items if (span := _find_month_days(item))]
    if len(spans) < len(items) or len({first.year is None for first, _ in spans}) > 1:
        return False
    return all(_get_order(last) < _get_order(first) for (_, last), (first, _) in pairwise(spans))


def _find_month_days(item: Expression) -> tuple[MonthDay, MonthDay] | None:
    """Return the first and last day of a day of a month, or of a range of them; None of others."""
    first: Expression
    last: Expression
    if isinstance(item, DaysOfMonth):
        first, last = item.first, replace(item.first, day=item.last)
    elif isinstance(item, Range):
        first, last = item.first, item.last
        if is_bare_day(first) and is_month_day(last):
            first = replace(last, day=first.day)
    else:
        first = last = item
    return (first, last) if is_month_day(first) and is_month_day(last) else None


def _get_order(day: MonthDay) -> tuple[int, int, int]:
    return day.year or 0, day.month or 0, day.day


def lend_weekday(day: Expression, weekday: int) -> Expression:
    """Return a day with its weekday; a rejection where it cannot have one, or has another."""
    if isinstance(day, CalendarDate | NumericDate) and not is_year(day):
        if day.weekday not in (None, weekday) or (isinstance(day, CalendarDate) and not day.day):
            raise make_rejection("another weekday, or no day")
        return replace(day, weekday=weekday)
    raise make_rejection("no day that a weekday may be said of")


def lend_weekday_behind(day: Expression, weekday: int) -> Expression:
    """Return a day with the weekday behind it; a rejection for "the second Tuesday"."""
    if is_bare_day(day) and day.day <= MAX_WEEKDAYS_IN_MONTH:
        raise make_rejection("the second Tuesday is the second of several")
    return lend_weekday(day, weekday)


def check_day_of_time(day: Expression) -> Expression:
    """Return a day that a time may be said of: none that is counted in hours, or roughly."""
    counted = day.base if isinstance(day, CountedFromItem) else day
    if isinstance(counted, ApproximateDate):
        raise make_rejection("about three days from now has no hour")
    if isinstance(counted, Shift) and any(grain < Grain.DAY for _, grain in counted.amount):
        raise make_rejection("hours are counted from a time, and that time is behind them")
    return day
