"""Dates that are counted, in a stretch of time or from another date: the third Thursday of November, three working days after."""

from __future__ import annotations

from itinerary.dates.expressions import (
    AnyYear,
    CalendarDate,
    EarlyMidLate,
    Expression,
    FirstOrLastUnits,
    NearestWeekday,
    Now,
    Nth,
    NthFromDate,
    PartOfDay,
    Range,
    RelativeUnit,
    UnitContaining,
    Window,
    Workday,
)
from itinerary.dates.grammar.constructions.rejection import Construction, make_rejection
from itinerary.dates.interval import Grain


def _build_nth(position: int, what: Grain | CalendarDate, within: Expression | None = None) -> Nth:
    if isinstance(within, EarlyMidLate):
        raise make_rejection("the last week of October, and not the last one of its end")
    if within is None:
        within = _choose_counting_period(position, what)
    return Nth(position, what, within)


def _choose_counting_period(position: int, what: Grain | Expression) -> Expression:
    """What is counted in where nothing is said: quarters in each year, the rest in the trip; without one "the last day" is yesterday."""
    if isinstance(what, Grain) and what > Grain.WEEK:
        return AnyYear()
    if what == Grain.WEEK:
        return Window(RelativeUnit(Grain.YEAR))
    return Window(RelativeUnit(Grain.DAY, -1) if (position, what) == (-1, Grain.DAY) else None)


def _build_counted_date(
    number: int, what: Grain | Expression, sign: int, date: Expression | None = None
) -> NthFromDate:
    if not 0 < number <= 1000 or (isinstance(what, Grain) and what < Grain.DAY):
        raise make_rejection("no such number of dates")
    return NthFromDate(number, what, sign, date or Now())


def _build_counted_workday(
    number: int, workday: int, sign: int, date: Expression | None = None
) -> NthFromDate:
    return _build_counted_date(number * workday, Workday(), sign, date)


def _build_workday_range(which: int, number: int, workday: int) -> Range:
    if which == 0:
        raise make_rejection("neither past nor next")
    near, far = (_build_counted_workday(each, workday, which) for each in (1, number))
    return Range(near, far) if which > 0 else Range(far, near)


def _build_half_month(position: int, within: Expression) -> Range:
    """The days up to the 15th, or those from the 16th on."""
    first, last = {1: (1, 15), 2: (16, -1), -1: (16, -1)}.get(position, (0, 0))
    if not first:
        raise make_rejection("a month has two halves")
    return Range(Nth(first, Grain.DAY, within), Nth(last, Grain.DAY, within))


TABLE: dict[str, Construction] = {
    "nth-weekday": (
        "day",
        lambda position, weekday, within: _build_nth(
            position, CalendarDate(weekday=weekday), within
        ),
    ),
    "part-of-nth-weekday": (
        "part",
        lambda position, weekday, part_of_day, within: PartOfDay(
            part_of_day, Nth(position, CalendarDate(weekday=weekday), within)
        ),
    ),
    "half-month": ("period", _build_half_month),
    "nth-day": ("day", lambda position, within=None: _build_nth(position, Grain.DAY, within)),
    "nth-unit": ("period", lambda position, unit, within=None: _build_nth(position, unit, within)),
    "some-of": (
        "period",
        lambda which, number, unit, within=Window(): FirstOrLastUnits(which * number, unit, within),
    ),
    "days-by-number": (
        "range",
        lambda a, b, within=Window(): Range(Nth(a, Grain.DAY, within), Nth(b, Grain.DAY, within)),
    ),
    "weekday-of": ("day", lambda weekday, period: Nth(1, CalendarDate(weekday=weekday), period)),
    "part-of": ("period", lambda third, date: EarlyMidLate(third, date)),
    "part-to-part": (
        "range",
        lambda third, last, date: Range(EarlyMidLate(third, date), EarlyMidLate(last, date)),
    ),
    "end-of-unit": (
        "period",
        lambda unit, within=None: EarlyMidLate("late", within or RelativeUnit(unit)),
    ),
    "beginning-of-unit": (
        "period",
        lambda beginning: EarlyMidLate("early", RelativeUnit(beginning)),
    ),
    "weekday-before-last": (
        "day",
        lambda weekday: NthFromDate(2, CalendarDate(weekday=weekday), -1),
    ),
    "day-of-relative-year": (
        "day",
        lambda month_name, dom, within: Nth(dom, Grain.DAY, Nth(month_name, Grain.MONTH, within)),
    ),
    "weekday-after-next": ("day", lambda weekday: NthFromDate(2, CalendarDate(weekday=weekday))),
    "month-after-next": (
        "month",
        lambda month_name: NthFromDate(2, CalendarDate(month=month_name)),
    ),
    "adjacent-weekday": (
        "day",
        lambda adjacent, weekday: NthFromDate(1, CalendarDate(weekday=weekday), adjacent),
    ),
    "weekdays-ago": (
        "day",
        lambda number, weekday: _build_counted_date(number, CalendarDate(weekday=weekday), -1),
    ),
    "weekdays-hence": (
        "day",
        lambda number, weekday: _build_counted_date(number, CalendarDate(weekday=weekday), 1),
    ),
    "weekday-after": (
        "day",
        lambda weekday, date, position=1: _build_counted_date(
            position, CalendarDate(weekday=weekday), 1, date
        ),
    ),
    "weekday-before": (
        "day",
        lambda weekday, date, position=1: _build_counted_date(
            position, CalendarDate(weekday=weekday), -1, date
        ),
    ),
    "weekday-nearest": (
        "day",
        lambda weekday, date: NearestWeekday(CalendarDate(weekday=weekday), date),
    ),
    "unit-after": ("period", lambda unit, date: _build_counted_date(1, unit, 1, date)),
    "unit-before": ("period", lambda unit, date: _build_counted_date(1, unit, -1, date)),
    "workdays-after": (
        "day",
        lambda workday, number=1, date=None: _build_counted_workday(number, workday, 1, date),
    ),
    "workdays-before": (
        "day",
        lambda workday, number=1, date=None: _build_counted_workday(number, workday, -1, date),
    ),
    "workdays-within": (
        "stretch",
        lambda number, workday: Range(
            RelativeUnit(Grain.DAY), _build_counted_workday(number, workday, 1)
        ),
    ),
    "past-or-next-workdays": ("stretch", _build_workday_range),
    "nth-workday": (
        "day",
        lambda position, workday, within: Nth(position * workday, Workday(), within),
    ),
    "week-number-in": ("period", lambda number, within: Nth(number, Grain.WEEK, within)),
    "nth-day-of-relative": ("day", lambda dom, within: Nth(dom, Grain.DAY, within)),
    "month-of-relative-year": (
        "month",
        lambda month_name, period: Nth(month_name, Grain.MONTH, period),
    ),
    "month-of-shifted": (
        "month",
        lambda month_name, date: Nth(month_name, Grain.MONTH, UnitContaining(Grain.YEAR, date)),
    ),
    "weekday-of-shifted": (
        "day",
        lambda weekday, date: Nth(
            1, CalendarDate(weekday=weekday), UnitContaining(Grain.WEEK, date)
        ),
    ),
}
