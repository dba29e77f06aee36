"""Ranges, lists, open sides, what is only roughly known, and what is no date."""

from __future__ import annotations

from itertools import pairwise
from typing import TypeGuard

from itinerary.dates.expressions import (
    AdjacentOccurrence,
    Amount,
    AnyYear,
    ApproximateDate,
    CalendarDate,
    ClockTime,
    DateList,
    DatesWithin,
    DaysOfMonth,
    DecadeOrCentury,
    DurationFrom,
    EarlyMidLate,
    Expression,
    Now,
    Nth,
    NumericDate,
    OpenRange,
    PartOfDay,
    Range,
    RefusedPhrase,
    RelativeUnit,
    RestatedDate,
    Shift,
    TimeOnDay,
    Window,
)
from itinerary.dates.grammar.constructions.rejection import Construction, make_rejection
from itinerary.dates.interval import Grain


class _MonthDay(CalendarDate):
    """A date whose day is known."""

    day: int


def _keep_meaning(date: Expression) -> Expression:
    return date


def _build_range(a: Expression, b: Expression) -> Expression:
    """A range; an end without am or pm takes it from the other: "3-4 pm", "11-1 pm". A bare last day lies in the first one's month."""
    if ((_is_bare_day(a) or _is_year(a)) and isinstance(b, NumericDate)) or (
        isinstance(a, NumericDate) and _is_bare_day(b)
    ):
        raise make_rejection("three numbers are one date")
    if _is_bare_day(a) and (isinstance(b, DecadeOrCentury) or _is_last(b)):
        raise make_rejection("a number and a decade are no range, nor is the second to last Friday")
    if (
        isinstance(a, CalendarDate)
        and a.weekday is not None
        and a.day
        and not a.month
        and _is_bare_day(b)
    ):
        raise make_rejection("a weekday and two numbers are a day and its hours")
    if _is_month_day(a) and _is_bare_day(b):
        return DaysOfMonth(a, b.day) if b.day >= a.day else RefusedPhrase("impossible")
    if isinstance(a, NumericDate) and isinstance(b, TimeOnDay):
        raise make_rejection("1.30 is a time before another time")
    if isinstance(b, EarlyMidLate) and isinstance(b.base, PartOfDay):
        raise make_rejection("a half of a part of some day")
    if _is_date_before_its_year(a, b) or (_is_year(a) and b.recurrence_rank < 4):
        raise make_rejection("a month or a day and a year are no range, but one date")
    if isinstance(a, ClockTime) and isinstance(b, ClockTime):
        return Range(*_infer_halves_of_day(a, b))
    if isinstance(a, TimeOnDay) and isinstance(a.clock, ClockTime) and isinstance(b, ClockTime):
        first, last = _infer_halves_of_day(a.clock, b)
        return Range(TimeOnDay(a.base, first), last)
    return Range(a, b)


def _build_range_in_year(a: Expression, b: CalendarDate, year: int) -> Expression:
    """A range whose year stands behind its last day: "September 2-4, 2025"."""
    if not isinstance(a, CalendarDate) or a.month is None or a.year is not None:
        raise make_rejection("the first day needs a month, and the year stands last")
    return _build_range(CalendarDate(year, a.month, a.day, a.weekday), b)


def _infer_halves_of_day(a: ClockTime, b: ClockTime) -> tuple[ClockTime, ClockTime]:
    if b.half and not a.half and a.hour <= 12:
        turned = (a.hour % 12, a.minute) > (b.hour % 12, b.minute)
        half = b.half if not turned else "am" if b.half == "pm" else "pm"
        return ClockTime(a.hour, a.minute, a.second, half), b
    if a.half and not b.half and b.hour <= 12:
        turned = (b.hour % 12, b.minute) < (a.hour % 12, a.minute)
        half = a.half if not turned else "am" if a.half == "pm" else "pm"
        return a, ClockTime(b.hour, b.minute, b.second, half)
    if (
        not a.half
        and not b.half
        and b.hour < 12
        and a.hour <= 12
        and (b.hour, b.minute) < (a.hour, a.minute)
    ):
        return a, ClockTime(
            b.hour + 12, b.minute, b.second
        )  # "10 to 4" ends in the afternoon, not the next morning
    return a, b


def _build_less_than_range(amount: Amount, sign: int, date: Expression | None = None) -> Range:
    near, far = date or Now(), Shift(amount, sign, date or Now())
    return Range(near, far) if sign > 0 else Range(far, near)


def _build_loose_range(a: CalendarDate, b: CalendarDate) -> Range:
    if (b.day or 0) <= (a.day or 0):
        raise make_rejection("days of one month, the earlier first")
    return Range(a, b)


def _is_date_before_its_year(a: Expression, b: Expression) -> bool:
    """Whether two dates are one, whose year stands behind it: "March 4, 2025"."""
    recurs = isinstance(a, CalendarDate | NumericDate) or (
        isinstance(a, Nth) and isinstance(a.base, AnyYear)
    )
    return recurs and a.recurrence_rank < 4 and _is_year(b)


def _is_last(date: Expression) -> bool:
    return (isinstance(date, Nth) and date.number == -1) or (
        isinstance(date, AdjacentOccurrence) and date.offset == -1
    )


def _check_list_items(*items: Expression) -> tuple[Expression, ...]:
    """The items of a list; raises PhraseError where two of them are one date, or "the second" is that of "the second and third day"."""
    for a, b in pairwise(items):
        if (
            _is_date_before_its_year(a, b)
            or (_is_bare_day(a) and isinstance(b, Nth))
            or (isinstance(a, Range) and _is_bare_day(b))
        ):
            raise make_rejection("no items of one list")
    return items


def _build_list_in_year(list: DateList, year: int) -> DateList:
    """A list whose year stands behind it: "September 2, 4 and 6, 2025"."""
    first, *others = list.items
    lead = first.first if isinstance(first, DaysOfMonth) else first
    if (
        not isinstance(lead, CalendarDate)
        or lead.month is None
        or lead.year is not None
        or any(each.recurrence_rank > 2 for each in others)
    ):
        raise make_rejection("the first day needs a month, and the year stands last")
    day = CalendarDate(year, lead.month, lead.day, lead.weekday)
    return DateList(
        (DaysOfMonth(day, first.last) if isinstance(first, DaysOfMonth) else day, *others)
    )


def _is_year(date: Expression) -> bool:
    return isinstance(date, CalendarDate) and date.year is not None and date.month is None


def _is_month_day(date: Expression) -> TypeGuard[_MonthDay]:
    return isinstance(date, CalendarDate) and date.month is not None and date.day is not None


def _is_bare_day(date: Expression) -> TypeGuard[_MonthDay]:
    return (
        isinstance(date, CalendarDate)
        and date.day is not None
        and date.month is None
        and date.weekday is None
    )


TABLE: dict[str, Construction] = {
    "clock-range": ("time_range", _build_range),
    "bare-clock-range": ("bare_range", _build_range),
    "day-clock-range": ("stretch", lambda day, range: TimeOnDay(day, range)),
    "range": ("range", _build_range),
    "range-in-year": ("range", _build_range_in_year),
    "dates-inside": ("stretch", lambda dates, within: DatesWithin(within, dates)),
    "day-lasting": (
        "stretch",
        lambda day, time, amount: DurationFrom(TimeOnDay(day, time), amount),
    ),
    "lasting": ("stretch", lambda date, amount: DurationFrom(date, amount)),
    "loose-range": ("loose_range", _build_loose_range),
    "list-start": ("items", lambda a, b: _check_list_items(a, b)),
    "list-more": ("items", lambda items, b: _check_list_items(*items, b)),
    "list": (
        "list",
        lambda b, a=None, items=None: DateList(_check_list_items(*(items or (a,)), b)),
    ),
    "list-in-year": ("list", _build_list_in_year),
    "pair-of-weekdays": (
        "list",
        lambda a, b: DateList((CalendarDate(weekday=a), CalendarDate(weekday=b))),
    ),
    "nth-days": (
        "list",
        lambda a, b, within=Window(): DateList(
            (Nth(a, Grain.DAY, within), Nth(b, Grain.DAY, within))
        ),
    ),
    "days-at": (
        "list",
        lambda list, time: DateList(tuple(TimeOnDay(day, time) for day in list.items)),
    ),
    "day-at-times": ("stretch", lambda day, a, b: TimeOnDay(day, DateList((a, b)))),
    "alternatives": ("stretch", lambda a, b: RefusedPhrase("alternatives")),
    "since": ("stretch", lambda date: OpenRange("since", date)),
    "after": ("stretch", lambda date: OpenRange("after", date)),
    "until": ("stretch", lambda date: OpenRange("until", date)),
    "before": ("stretch", lambda date: OpenRange("before", date)),
    "about": ("stretch", lambda date: ApproximateDate(date)),
    "stated": ("stated", _keep_meaning),
    "day-word-and-date": (
        "day",
        lambda day_word, day: RestatedDate(RelativeUnit(Grain.DAY, day_word), day),
    ),
    "weekday-relative-and-date": (
        "day",
        lambda which, weekday, day: RestatedDate(
            AdjacentOccurrence(CalendarDate(weekday=weekday), which), day
        ),
    ),
    "day-since": ("stretch", lambda day, time: TimeOnDay(day, OpenRange("since", time))),
    "day-after-time": ("stretch", lambda day, time: TimeOnDay(day, OpenRange("after", time))),
    "day-until-time": ("stretch", lambda day, time: TimeOnDay(day, OpenRange("until", time))),
    "day-before-time": ("stretch", lambda day, time: TimeOnDay(day, OpenRange("before", time))),
    "more-than-before": (
        "stretch",
        lambda amount, date=Now(): OpenRange("before", Shift(amount, -1, date)),
    ),
    "more-than-after": (
        "stretch",
        lambda amount, date=Now(): OpenRange("after", Shift(amount, 1, date)),
    ),
    "less-than-before": (
        "stretch",
        lambda amount, date=None: _build_less_than_range(amount, -1, date),
    ),
    "less-than-after": (
        "stretch",
        lambda amount, date=None: _build_less_than_range(amount, 1, date),
    ),
    "about-range": ("stretch", lambda range: ApproximateDate(range)),
    "vague": ("stretch", lambda **_: RefusedPhrase("vague")),
    "recurring": ("stretch", lambda **_: RefusedPhrase("recurring")),
}
