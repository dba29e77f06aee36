"""Lists of times, of dates with their times, and times that hold for each of several days."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from itinerary.dates.expressions import (
    CalendarDate,
    DateList,
    DaysOfMonth,
    Expression,
    NumericDate,
    PartOfDay,
    PartOfDayName,
    Range,
    RefusedPhrase,
    TimeOnDay,
    TimeOnEachDay,
    UnnamedDay,
)
from itinerary.dates.grammar.constructions.clock_lists import build_list_of_times
from itinerary.dates.grammar.constructions.date_forms import is_bare_weekday, is_timed
from itinerary.dates.grammar.constructions.lending import (
    are_days_in_order,
    lend_stretch,
    share_date_order,
)
from itinerary.dates.grammar.constructions.registry import register_construction
from itinerary.dates.grammar.constructions.rejection import make_rejection


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
    """Build a list without "and", of times that all say their day alike: "Fri 8 pm, Sat 2 pm"."""
    times = tuple([each for each in (*(items or (a,)), b) if each is not None])
    days = [day for each in times for day in _list_days(each)]
    if not all(map(is_bare_weekday, days)) and not are_days_in_order(days):
        raise make_rejection("a day said in two ways, or in no order")
    if any(first == second for first, second in pairwise(days)):
        raise make_rejection("a time of one day said twice")
    return DateList(times)


def _list_days(item: Expression) -> Sequence[Expression]:
    """Return the days that a time says, or itself where it says none."""
    if isinstance(item, TimeOnDay):
        return (item.base,)
    if not isinstance(item, TimeOnEachDay):
        return (item,)
    days = item.days
    if isinstance(days, Range):
        return days.first, days.last
    return days.items if isinstance(days, DateList) else (days,)


def _check_time_has_day(item: Expression) -> Expression:
    """Return an item; a rejection for "and 7 in the morning", which may be of the day before it."""
    part = item.base if isinstance(item, TimeOnDay) else item
    if isinstance(part, PartOfDay) and part is not item and part.base == UnnamedDay():
        raise make_rejection("a time behind a day is not one of today")
    return item


@register_construction("days-at", makes="daily")
def _build_time_on_each_day(list: Expression, time: Expression) -> Expression:
    """Build a time that holds for each day of a list or range."""
    items = list.items if isinstance(list, DateList) else (list,)
    if any(is_timed(each) for each in items):
        raise make_rejection("they have their times")
    return time if isinstance(time, RefusedPhrase) else TimeOnEachDay(list, time)


@register_construction("days-and-time", makes="daily")
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


@register_construction("weekdays-at-hours", makes="daily")
def _build_hours_on_weekdays(days: Expression, hours: Expression) -> Expression:
    """Build hours of each of several weekdays, "Mon-Fri 9-5"; behind dates two numbers are more."""
    ends = (days.first, days.last) if isinstance(days, Range) else ()
    items = days.items if isinstance(days, DateList) else ends
    if not items or not all(map(is_bare_weekday, items)):
        raise make_rejection("behind a date they may be days")
    return _build_time_on_each_day(days, hours)


@register_construction("days-in-part", makes="daily")
def _build_part_of_each_day(days: Expression, part_of_day: PartOfDayName) -> TimeOnEachDay:
    """Build a part of each of several days, where the words say that it is: "Fri & Sat nights"."""
    return TimeOnEachDay(days, PartOfDay(part_of_day))


@register_construction("days-and-part", makes="daily")
def _refuse_part_behind_days(days: Expression, part_of_day: PartOfDayName) -> RefusedPhrase:
    """Refuse a bare part of the day behind days, which may be that of the last one alone."""
    return RefusedPhrase("each day or last")


@register_construction("times-start", makes="times_begun")
def _build_times_start(a: Expression, b: Expression) -> tuple[Expression, ...]:
    return a, b


@register_construction("times-more", makes="times_begun")
def _build_times_more(items: tuple[Expression, ...], b: Expression) -> tuple[Expression, ...]:
    return *items, b


@register_construction("times", makes="times")
@register_construction("bare-times", makes="bare_times")
def _build_times(
    b: Expression, a: Expression | None = None, items: tuple[Expression, ...] = ()
) -> Expression:
    """Build times of one day, which lend each other their half of it: "11 and 1", "3 and 8 pm"."""
    first = (a,) if a is not None else ()
    return build_list_of_times((*(items or first), b))


@register_construction("day-at-times", makes="hours")
def _build_day_at_times(day: Expression, times: Expression) -> Expression:
    return times if isinstance(times, RefusedPhrase) else TimeOnDay(day, times)


@register_construction("weekday-at-hours", makes="hours")
def _build_weekday_at_hours(day: Expression, hours: Expression) -> Expression:
    """Build bare hours of a weekday: "Monday 10-12 and 2-4"; behind a date they may be days."""
    if not is_bare_weekday(day):
        raise make_rejection("behind a date they may be days")
    return _build_day_at_times(day, hours)
