"""Lists of dates, times that hold for several days, and weekdays said beside several dates."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from itertools import pairwise

from itinerary.dates.expressions import (
    AdjacentOccurrence,
    CalendarDate,
    ClockTime,
    DateList,
    DaysOfMonth,
    Expression,
    Nth,
    NumericDate,
    PartOfDay,
    Range,
    RefusedPhrase,
    TimeOnDay,
    TimeOnEachDay,
    UnnamedDay,
    Window,
)
from itinerary.dates.grammar.constructions.clock_ranges import share_half_of_day
from itinerary.dates.grammar.constructions.lending import (
    MonthDay,
    is_bare_day,
    is_bare_weekday,
    is_day_of_stretch,
    is_loose_day,
    is_month_day,
    is_timed,
    lend_months,
    lend_stretch,
    lend_weekday,
    lend_weekday_behind,
    share_date_order,
)
from itinerary.dates.grammar.constructions.list_items import check_list_items, is_loose_range
from itinerary.dates.grammar.constructions.registry import register_construction
from itinerary.dates.grammar.constructions.rejection import make_rejection
from itinerary.dates.grammar.constructions.short_years import lend_century
from itinerary.dates.interval import Grain

FIRST_NUMBERED_WEEKDAY, LAST_NUMBERED_WEEKDAY = 2, 6  # Monday and Friday, in Portuguese


@register_construction("list-start", makes="items")
def _build_list_start(a: Expression, b: Expression) -> tuple[Expression, ...]:
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


@register_construction("list-by-commas", makes="list")
def _build_list_of_days_of_month(items: tuple[Expression, ...]) -> DateList:
    """Build a list without "and", which are days behind their month: "September 20, 21"."""
    first, *others = items
    lead = first.first if isinstance(first, DaysOfMonth) else first
    if all(map(is_bare_weekday, items)) and others[1:]:
        return DateList(items)
    if not is_month_day(lead) or lead.year is not None:
        raise make_rejection("the month stands first, and no year behind it")
    is_of_one_month = all(is_bare_day(each) or is_loose_range(each) for each in others)
    if not is_of_one_month and not _are_days_in_order(items):
        raise make_rejection("only like forms are listed by commas alone")
    return DateList(lend_months(items))


def _are_days_in_order(items: Sequence[Expression]) -> bool:
    """Return whether some dates are days of months without a year, each later in it."""
    days = [(each.month or 0, each.day) for each in items if is_month_day(each) and not each.year]
    return len(days) == len(items) and all(a < b for a, b in pairwise(days))


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


@register_construction("timed-list-start", makes="timed_items")
def _build_timed_list_start(a: Expression, b: Expression) -> tuple[Expression, ...]:
    return a, _check_time_has_day(b)


@register_construction("timed-list-more", makes="timed_items")
def _build_timed_list_more(items: tuple[Expression, ...], b: Expression) -> tuple[Expression, ...]:
    return *items, _check_time_has_day(b)


@register_construction("timed-list", makes="stretch")
def _build_timed_list(
    b: Expression, a: Expression | None = None, items: tuple[Expression, ...] = ()
) -> DateList:
    first = (a,) if a is not None else ()
    times = (*(items or first), _check_time_has_day(b))
    return DateList(share_date_order(lend_stretch(times)))


@register_construction("timed-list-by-commas", makes="stretch")
def _build_timed_list_by_commas(
    b: Expression, a: Expression | None = None, items: tuple[Expression, ...] = ()
) -> DateList:
    """Build a list without "and", of a time on each of several weekdays: "Fri 8 pm, Sat 2 pm"."""
    times = (*(items or (a,)), b)
    days = [each.base for each in times if isinstance(each, TimeOnDay)]
    if len(days) < len(times) or not all(map(is_bare_weekday, days)):
        raise make_rejection("a day said in two ways, or no weekdays")
    if any(first == second for first, second in pairwise(days)):
        raise make_rejection("a time of one day said twice")
    return DateList(tuple([each for each in times if each is not None]))


def _check_time_has_day(item: Expression) -> Expression:
    """Return an item; a rejection for "and 7 in the morning", which may be of the day before it."""
    part = item.base if isinstance(item, TimeOnDay) else item
    if isinstance(part, PartOfDay) and part is not item and part.base == UnnamedDay():
        raise make_rejection("a time behind a day is not one of today")
    return item


@register_construction("list-in-year", makes="list")
def _build_list_in_year(list: DateList, year: int) -> DateList:
    """Build a list whose year stands behind it: "September 2, 4 and 6, 2025"."""
    months = [_get_month(item) for item in list.items]
    is_of_one_month = months[0] is not None and set(months) == {months[0]}
    if not is_of_one_month and not _are_days_in_order(list.items):
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


@register_construction("pair-of-weekdays", makes="list")
def _build_pair_of_weekdays(a: int, b: int) -> DateList:
    return DateList((CalendarDate(weekday=a), CalendarDate(weekday=b)))


@register_construction("nth-days", makes="list")
def _build_list_of_nth_days(a: int, b: int, within: Expression = Window()) -> DateList:
    return DateList((Nth(a, Grain.DAY, within), Nth(b, Grain.DAY, within)))


@register_construction("days-at", makes="stretch")
def _build_time_on_each_day(list: Expression, time: Expression) -> Expression:
    """Build a time that holds for each day of a list or range."""
    items = list.items if isinstance(list, DateList) else (list,)
    if any(is_timed(each) for each in items):
        raise make_rejection("they have their times")
    return time if isinstance(time, RefusedPhrase) else TimeOnEachDay(list, time)


@register_construction("days-and-time", makes="stretch")
def _build_time_behind_days(days: Expression, time: Expression) -> Expression:
    """Build a time right behind a range of days, which may be each day's or end the range."""
    ends = (days.first, days.last) if isinstance(days, Range) else ()
    if any(isinstance(each, CalendarDate) and not _is_plain_day(each) for each in ends):
        raise make_rejection("a month or a year has no time")
    if isinstance(days, DaysOfMonth) or (ends and all(map(_is_plain_day, ends))):
        return RefusedPhrase("each day or end")
    return _build_time_on_each_day(days, time)


def _is_plain_day(date: Expression) -> bool:
    """Return whether a date is one day, whatever its context."""
    if isinstance(date, CalendarDate):
        return date.day is not None or date.weekday is not None
    return isinstance(date, NumericDate)


@register_construction("weekdays-at-hours", makes="stretch")
def _build_hours_on_weekdays(days: Expression, hours: Expression) -> Expression:
    """Build hours of each of several weekdays, "Mon-Fri 9-5"; behind dates two numbers are more."""
    if not isinstance(days, Range) or not all(map(is_bare_weekday, (days.first, days.last))):
        raise make_rejection("behind a date they may be days")
    return _build_time_on_each_day(days, hours)


@register_construction("day-at-times", makes="hours")
def _build_day_at_times(day: Expression, a: Expression, b: Expression) -> TimeOnDay:
    """Build two times of a day, of which one may say the half of the day for both."""
    if isinstance(a, ClockTime) and isinstance(b, ClockTime):
        a, b = share_half_of_day(a, b)
    return TimeOnDay(day, DateList((a, b)))


@register_construction("date-and-weekday", makes="day")
def _build_date_with_weekday(day: Expression, weekday: int) -> Expression:
    """Build a date with its weekday behind a dash: "6 June - Thursday"; else that is a range."""
    return lend_weekday_behind(day, weekday)


@register_construction("weekdays-and-dates", makes="restated")
def _build_range_said_twice(a: int, b: int, dates: Expression) -> Expression:
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
