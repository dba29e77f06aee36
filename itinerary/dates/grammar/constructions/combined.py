"""Ranges, lists, open sides, what is only roughly known, and what is no date."""

from __future__ import annotations

from itertools import pairwise
from typing import TypeGuard

from itinerary.dates.expressions import (
    About,
    Adjacent,
    Agreeing,
    Amount,
    AnyYear,
    At,
    CalendarDate,
    Clock,
    DaysOfMonth,
    Inside,
    Lasting,
    Meaning,
    Now,
    Nth,
    NumericDate,
    Open,
    PartOf,
    PartOfDay,
    Range,
    Refused,
    Relative,
    Several,
    Shift,
    Window,
    Years,
)
from itinerary.dates.grammar.constructions.refusing import Construction, refuse
from itinerary.dates.interval import Grain


class _MonthDay(CalendarDate):
    """A date whose day is known."""

    day: int


def _same(date: Meaning) -> Meaning:
    return date


def _range(a: Meaning, b: Meaning) -> Meaning:
    """A range; an end without am or pm takes it from the other: "3-4 pm", "11-1 pm". A bare last day lies in the first one's month."""
    if ((_is_bare_day(a) or _is_year(a)) and isinstance(b, NumericDate)) or (
        isinstance(a, NumericDate) and _is_bare_day(b)
    ):
        raise refuse("three numbers are one date")
    if _is_bare_day(a) and (isinstance(b, Years) or _is_last(b)):
        raise refuse("a number and a decade are no range, nor is the second to last Friday")
    if (
        isinstance(a, CalendarDate)
        and a.weekday is not None
        and a.day
        and not a.month
        and _is_bare_day(b)
    ):
        raise refuse("a weekday and two numbers are a day and its hours")
    if _is_month_day(a) and _is_bare_day(b):
        return DaysOfMonth(a, b.day) if b.day >= a.day else Refused("impossible")
    if isinstance(a, NumericDate) and isinstance(b, At):
        raise refuse("1.30 is a time before another time")
    if isinstance(b, PartOf) and isinstance(b.base, PartOfDay):
        raise refuse("a half of a part of some day")
    if _is_split(a, b) or (_is_year(a) and b.period < 4):
        raise refuse("a month or a day and a year are no range, but one date")
    if isinstance(a, Clock) and isinstance(b, Clock):
        return Range(*_halves(a, b))
    if isinstance(a, At) and isinstance(a.clock, Clock) and isinstance(b, Clock):
        first, last = _halves(a.clock, b)
        return Range(At(a.base, first), last)
    return Range(a, b)


def _range_in_year(a: Meaning, b: CalendarDate, year: int) -> Meaning:
    """A range whose year stands behind its last day: "September 2-4, 2025"."""
    if not isinstance(a, CalendarDate) or a.month is None or a.year is not None:
        raise refuse("the first day needs a month, and the year stands last")
    return _range(CalendarDate(year, a.month, a.day, a.weekday), b)


def _halves(a: Clock, b: Clock) -> tuple[Clock, Clock]:
    if b.half and not a.half and a.hour <= 12:
        turned = (a.hour % 12, a.minute) > (b.hour % 12, b.minute)
        half = b.half if not turned else "am" if b.half == "pm" else "pm"
        return Clock(a.hour, a.minute, a.second, half), b
    if a.half and not b.half and b.hour <= 12:
        turned = (b.hour % 12, b.minute) < (a.hour % 12, a.minute)
        half = a.half if not turned else "am" if a.half == "pm" else "pm"
        return a, Clock(b.hour, b.minute, b.second, half)
    if (
        not a.half
        and not b.half
        and b.hour < 12
        and a.hour <= 12
        and (b.hour, b.minute) < (a.hour, a.minute)
    ):
        return a, Clock(
            b.hour + 12, b.minute, b.second
        )  # "10 to 4" ends in the afternoon, not the next morning
    return a, b


def _less_than(amount: Amount, sign: int, date: Meaning | None = None) -> Range:
    near, far = date or Now(), Shift(amount, sign, date or Now())
    return Range(near, far) if sign > 0 else Range(far, near)


def _loose_range(a: CalendarDate, b: CalendarDate) -> Range:
    if (b.day or 0) <= (a.day or 0):
        raise refuse("days of one month, the earlier first")
    return Range(a, b)


def _is_split(a: Meaning, b: Meaning) -> bool:
    """Whether two dates are one, whose year stands behind it: "March 4, 2025"."""
    recurs = isinstance(a, CalendarDate | NumericDate) or (
        isinstance(a, Nth) and isinstance(a.base, AnyYear)
    )
    return recurs and a.period < 4 and _is_year(b)


def _is_last(date: Meaning) -> bool:
    return (isinstance(date, Nth) and date.number == -1) or (
        isinstance(date, Adjacent) and date.offset == -1
    )


def _listed(*items: Meaning) -> tuple[Meaning, ...]:
    """The items of a list; raises PhraseError where two of them are one date, or "the second" is that of "the second and third day"."""
    for a, b in pairwise(items):
        if (
            _is_split(a, b)
            or (_is_bare_day(a) and isinstance(b, Nth))
            or (isinstance(a, Range) and _is_bare_day(b))
        ):
            raise refuse("no items of one list")
    return items


def _in_year(list: Several, year: int) -> Several:
    """A list whose year stands behind it: "September 2, 4 and 6, 2025"."""
    first, *others = list.items
    lead = first.first if isinstance(first, DaysOfMonth) else first
    if (
        not isinstance(lead, CalendarDate)
        or lead.month is None
        or lead.year is not None
        or any(each.period > 2 for each in others)
    ):
        raise refuse("the first day needs a month, and the year stands last")
    day = CalendarDate(year, lead.month, lead.day, lead.weekday)
    return Several(
        (DaysOfMonth(day, first.last) if isinstance(first, DaysOfMonth) else day, *others)
    )


def _is_year(date: Meaning) -> bool:
    return isinstance(date, CalendarDate) and date.year is not None and date.month is None


def _is_month_day(date: Meaning) -> TypeGuard[_MonthDay]:
    return isinstance(date, CalendarDate) and date.month is not None and date.day is not None


def _is_bare_day(date: Meaning) -> TypeGuard[_MonthDay]:
    return (
        isinstance(date, CalendarDate)
        and date.day is not None
        and date.month is None
        and date.weekday is None
    )


TABLE: dict[str, Construction] = {
    "clock-range": ("time_range", _range),
    "bare-clock-range": ("bare_range", _range),
    "day-clock-range": ("stretch", lambda day, range: At(day, range)),
    "range": ("range", _range),
    "range-in-year": ("range", _range_in_year),
    "dates-inside": ("stretch", lambda dates, within: Inside(within, dates)),
    "day-lasting": ("stretch", lambda day, time, amount: Lasting(At(day, time), amount)),
    "lasting": ("stretch", lambda date, amount: Lasting(date, amount)),
    "loose-range": ("loose_range", _loose_range),
    "list-start": ("items", lambda a, b: _listed(a, b)),
    "list-more": ("items", lambda items, b: _listed(*items, b)),
    "list": ("list", lambda b, a=None, items=None: Several(_listed(*(items or (a,)), b))),
    "list-in-year": ("list", _in_year),
    "pair-of-weekdays": (
        "list",
        lambda a, b: Several((CalendarDate(weekday=a), CalendarDate(weekday=b))),
    ),
    "nth-days": (
        "list",
        lambda a, b, within=Window(): Several(
            (Nth(a, Grain.DAY, within), Nth(b, Grain.DAY, within))
        ),
    ),
    "days-at": ("list", lambda list, time: Several(tuple(At(day, time) for day in list.items))),
    "day-at-times": ("stretch", lambda day, a, b: At(day, Several((a, b)))),
    "alternatives": ("stretch", lambda a, b: Refused("alternatives")),
    "since": ("stretch", lambda date: Open("since", date)),
    "after": ("stretch", lambda date: Open("after", date)),
    "until": ("stretch", lambda date: Open("until", date)),
    "before": ("stretch", lambda date: Open("before", date)),
    "about": ("stretch", lambda date: About(date)),
    "stated": ("stated", _same),
    "day-word-and-date": (
        "day",
        lambda day_word, day: Agreeing(Relative(Grain.DAY, day_word), day),
    ),
    "weekday-relative-and-date": (
        "day",
        lambda which, weekday, day: Agreeing(Adjacent(CalendarDate(weekday=weekday), which), day),
    ),
    "day-since": ("stretch", lambda day, time: At(day, Open("since", time))),
    "day-after-time": ("stretch", lambda day, time: At(day, Open("after", time))),
    "day-until-time": ("stretch", lambda day, time: At(day, Open("until", time))),
    "day-before-time": ("stretch", lambda day, time: At(day, Open("before", time))),
    "more-than-before": (
        "stretch",
        lambda amount, date=Now(): Open("before", Shift(amount, -1, date)),
    ),
    "more-than-after": (
        "stretch",
        lambda amount, date=Now(): Open("after", Shift(amount, 1, date)),
    ),
    "less-than-before": ("stretch", lambda amount, date=None: _less_than(amount, -1, date)),
    "less-than-after": ("stretch", lambda amount, date=None: _less_than(amount, 1, date)),
    "about-range": ("stretch", lambda range: About(range)),
    "vague": ("stretch", lambda **_: Refused("vague")),
    "recurring": ("stretch", lambda **_: Refused("recurring")),
}
