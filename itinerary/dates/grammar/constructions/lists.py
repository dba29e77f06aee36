"""Lists of dates, times that hold for several days, and weekdays said beside several dates."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date

from itinerary.dates.expressions import (
    AdjacentOccurrence,
    CalendarDate,
    DateList,
    DaysOfMonth,
    Expression,
    Nth,
    Range,
    RefusedPhrase,
    Window,
)
from itinerary.dates.grammar.constructions.date_forms import (
    MonthDay,
    is_bare_day,
    is_bare_weekday,
    is_day_of_stretch,
    is_loose_day,
    is_month_day,
)
from itinerary.dates.grammar.constructions.lending import (
    are_days_in_order,
    lend_months,
    lend_stretch,
    lend_weekday,
    lend_weekday_behind,
    share_date_order,
)
from itinerary.dates.grammar.constructions.list_items import check_list_items
from itinerary.dates.grammar.constructions.registry import register_construction
from itinerary.dates.grammar.constructions.rejection import make_rejection
from itinerary.dates.grammar.constructions.short_years import lend_century
from itinerary.dates.interval import Grain

FIRST_NUMBERED_WEEKDAY, LAST_NUMBERED_WEEKDAY = 2, 6  # Monday and Friday, in Portuguese


@register_construction("list-start", makes="items")
def _build_list_start(a: Expression, b: Expression) -> tuple[Expression, ...]:
    if is_bare_weekday(a) and is_bare_day(b):
        raise make_rejection("Tuesday, 3 is one day")
    return check_list_items(a, b)


@register_construction("list-more", makes="items")
def _build_list_more(items: tuple[Expression, ...], b: Expression) -> tuple[Expression, ...]:
    return check_list_items(*items, b)


@register_construction("list", makes="list")
def _build_list(
    b: Expression, a: Expression | None = None, items: tuple[Expression, ...] = ()
) -> DateList:
    first = (a,) if a is not None else ()
    dates = (*(items or first), b)
    if any(map(is_day_of_stretch, dates)) and any(map(is_bare_day, dates)):
        raise make_rejection("one is a day of the trip, and another one of the month")
    return _make_list(*dates)


def _make_list(*items: Expression) -> DateList:
    items = lend_century(check_list_items(*items))
    return DateList(share_date_order(lend_stretch(lend_months(items))))


@register_construction("list-relative", makes="list")
def _build_relative_list(which: int, list: DateList) -> DateList:
    """Build a list of days of the year that are all to come, or past: "the next 8 and 9 May"."""
    if not all(is_month_day(each) and each.weekday is None for each in list.items):
        raise make_rejection("days of a month")
    return DateList(tuple([AdjacentOccurrence(each, which) for each in list.items]))


@register_construction("days-relative", makes="range")
def _build_relative_days(which: int, days: Expression) -> AdjacentOccurrence:
    if isinstance(days, Range) and is_bare_day(days.first) and is_month_day(days.last):
        days = DaysOfMonth(replace(days.last, day=days.first.day), days.last.day)
    if not isinstance(days, DaysOfMonth) or days.first.weekday is not None:
        raise make_rejection("days of a month")
    return AdjacentOccurrence(days, which)


@register_construction("list-in-year", makes="list")
def _build_list_in_year(list: DateList, year: int) -> DateList:
    """Build a list whose year stands behind it: "September 2, 4 and 6, 2025"."""
    months = [_get_month(item) for item in list.items]
    is_of_one_month = months[0] is not None and set(months) == {months[0]}
    if not is_of_one_month and not are_days_in_order(list.items):
        raise make_rejection("the days are of one month, or each is later in the year")
    return DateList(tuple([_set_year(item, year) for item in list.items]))


def _get_month(item: Expression) -> int | None:
    """Return the month of a day, or of days, without a year."""
    lead = item.first if isinstance(item, DaysOfMonth) else item
    return lead.month if isinstance(lead, CalendarDate) and lead.year is None else None


def _set_year(item: Expression, year: int) -> Expression:
    if isinstance(item, DaysOfMonth):
        return replace(item, first=replace(item.first, year=year))
    return replace(item, year=year) if isinstance(item, CalendarDate) else item


@register_construction("nth-days", makes="list")
def _build_list_of_nth_days(
    a: int, b: int, within: Expression = Window(), weekday: int | None = None
) -> DateList:
    """Build two days of a stretch by their numbers, or by those of a weekday in it."""
    what = Grain.DAY if weekday is None else CalendarDate(weekday=weekday)
    return DateList((Nth(a, what, within), Nth(b, what, within)))


@register_construction("date-and-weekday", makes="day")
def _build_date_with_weekday(day: Expression, weekday: int) -> Expression:
    """Build a date with its weekday behind a dash: "6 June - Thursday"; else that is a range."""
    return lend_weekday_behind(day, weekday)


@register_construction("weekdays-and-dates", makes="restated")
def build_range_said_twice(a: int, b: int, dates: Expression) -> Expression:
    """Build a range of days whose weekdays are said, too: "Tuesday to Thursday, 2-4 September"."""
    first, last = a, b
    if isinstance(dates, DaysOfMonth):
        if (last - first) % 7 != (dates.last - (dates.first.day or 0)) % 7:
            return RefusedPhrase("weekdays")
        if dates.first.weekday not in (None, first):
            return RefusedPhrase("weekdays")
        return replace(dates, first=replace(dates.first, weekday=first))
    if isinstance(dates, Range):
        return _lend_weekdays_to_range(dates, first, last)
    raise make_rejection("a range of days")


@register_construction("weekdays-by-number", makes="range")
def _build_weekdays_by_number(number: int, weekday: int) -> Range:
    """Build weekdays of which the first is told by its number: Monday is the second day."""
    if not FIRST_NUMBERED_WEEKDAY <= number <= LAST_NUMBERED_WEEKDAY:
        raise make_rejection("Saturday and Sunday have names")
    first = CalendarDate(weekday=number - FIRST_NUMBERED_WEEKDAY)
    return Range(first, CalendarDate(weekday=weekday))


def _lend_weekdays_to_range(dates: Range, first: int, last: int) -> Expression:
    start, end = dates.first, dates.last
    if is_loose_day(start) and is_month_day(end):
        start = replace(start, month=end.month, year=end.year)
    if not is_month_day(start) or not is_month_day(end):
        raise make_rejection("days of known months")
    if not _can_be_days_apart(start, end, (last - first) % 7):
        return RefusedPhrase("weekdays")
    return Range(lend_weekday(start, first), lend_weekday(end, last))


def _can_be_days_apart(start: MonthDay, end: MonthDay, days: int) -> bool:
    """Return whether from one day to another it can be so many days, beside whole weeks.

    It depends on the year: a common one, one before a leap year, or a leap year itself.
    """
    first, last = (start.month or 1, start.day), (end.month or 1, end.day)
    for year in (2022, 2023, 2024):
        with suppress(ValueError):  # 29 February
            apart = date(year + (last < first), *last) - date(year, *first)
            if apart.days % 7 == days:
                return True
    return False


@register_construction("weekday-list-and-dates", makes="restated")
def _build_list_said_twice(a: int, b: int, dates: DateList, c: int | None = None) -> DateList:
    """Build a list of days whose weekdays are said, too: "Tue and Wed, 2 and 3 September"."""
    weekdays = (a, b) if c is None else (a, b, c)
    if len(weekdays) != len(dates.items):
        raise make_rejection("a weekday for each date")
    pairs = zip(weekdays, dates.items, strict=True)
    return DateList(tuple([lend_weekday(day, weekday) for weekday, day in pairs]))
