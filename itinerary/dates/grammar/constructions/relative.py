"""Dates from the reference on: next week, three weeks ago, the past months, the rest of the day."""

from __future__ import annotations

from dataclasses import replace

from itinerary.dates.expressions import (
    AdjacentOccurrence,
    Amount,
    Amounts,
    Anchor,
    ApproximateDate,
    CalendarDate,
    ComingOccurrence,
    CountedFromItem,
    CurrentUnit,
    CurrentWeekend,
    DurationBeside,
    DurationUntil,
    Expression,
    Holiday,
    Now,
    NthFromDate,
    PastOrNextUnits,
    RelativeUnit,
    RestOfStretch,
    Season,
    Shift,
    ShiftBetween,
    Trip,
    Window,
)
from itinerary.dates.grammar.constructions.counted import list_weekends
from itinerary.dates.grammar.constructions.date_forms import is_bare_weekday, is_month, is_year
from itinerary.dates.grammar.constructions.registry import register_construction
from itinerary.dates.grammar.constructions.rejection import make_rejection
from itinerary.dates.grammar.item_offsets import count_from_item
from itinerary.dates.interval import Grain

ONE_DAY: Amount = ((1, Grain.DAY),)
ONE_WEEK: Amount = ((1, Grain.WEEK),)


@register_construction("day-word", makes="day")
def _build_day_word(day_word: int) -> RelativeUnit:
    return RelativeUnit(Grain.DAY, day_word)


@register_construction("now", makes="moment")
def _build_now() -> Now:
    return Now()


@register_construction("from-day-word", makes="day")
def _build_shift_from_day_word(amount: Amount, day_word: int) -> Shift:
    return Shift(amount, 1, RelativeUnit(Grain.DAY, day_word))


@register_construction("ago-from-day-word", makes="day")
def _build_shift_before_day_word(amount: Amount, day_word: int) -> Shift:
    return Shift(amount, -1, RelativeUnit(Grain.DAY, day_word))


@register_construction("week-from-weekday", makes="day")
def _build_week_from_weekday(weekday: int, amount: Amount = (), weeks: int = 1) -> Shift:
    amount = amount or ((weeks, Grain.WEEK),)
    if any(grain != Grain.WEEK for _, grain in amount):
        raise make_rejection("whole weeks are counted from a weekday so")
    return Shift(amount, 1, ComingOccurrence(CalendarDate(weekday=weekday)))


@register_construction("week-from-day-word", makes="day")
def _build_week_from_day_word(day_word: int, amount: Amount = ONE_WEEK) -> Shift:
    return _build_shift_from_day_word(amount, day_word)


@register_construction("unit-after-next", makes="relative")
def _build_unit_after_next(unit: Grain) -> RelativeUnit:
    return RelativeUnit(unit, 2)


@register_construction("unit-before-last", makes="relative")
def _build_unit_before_last(unit: Grain) -> RelativeUnit:
    return RelativeUnit(unit, -2)


@register_construction("unit-relative", makes="relative")
def _build_relative_unit(which: int, unit: Grain) -> RelativeUnit:
    if which < 0 and unit == Grain.DAY:
        raise make_rejection("the last day of the trip")
    return RelativeUnit(unit, which)


@register_construction("adjacent-unit", makes="relative")
def _build_coming_or_past_unit(adjacent: int, unit: Grain) -> Expression:
    """Build the coming unit, or the past one, which rolls back as the past two months do."""
    if adjacent < 0 and unit == Grain.DAY:
        raise make_rejection("the last day of the trip")
    if adjacent > 0 or unit in (Grain.WEEKEND, Grain.SEASON):
        return build_adjacent_unit(adjacent, unit)
    return PastOrNextUnits(((1, unit),), adjacent)


def build_adjacent_unit(adjacent: int, unit: Grain) -> Expression:
    """Return the coming weekend, which is the next one to begin, or the unit beside this one."""
    if unit == Grain.WEEKEND:
        return NthFromDate(1, Grain.WEEKEND, adjacent)
    return RelativeUnit(unit, adjacent)


@register_construction("day-relative", makes="day")
def _build_relative_day(which: int) -> Expression:
    day = _build_relative_unit(which, Grain.DAY)
    return CountedFromItem(day) if which else count_from_item(which, day)


@register_construction("weekday-relative", makes="relative_weekday")
def _build_relative_weekday(which: int, weekday: int) -> AdjacentOccurrence:
    return AdjacentOccurrence(CalendarDate(weekday=weekday), which)


@register_construction("next-weekday", makes="relative_weekday")
def _build_next_weekday(weekday: int) -> AdjacentOccurrence:
    return AdjacentOccurrence(CalendarDate(weekday=weekday), 1, is_next_coming=True)


@register_construction("month-relative", makes="month")
def _build_relative_month(which: int, month_name: int) -> Expression:
    return count_from_item(which, AdjacentOccurrence(CalendarDate(month=month_name), which))


@register_construction("month-day-relative", makes="day")
def _build_relative_month_day(which: int, dom: int, month_name: int | None = None) -> Expression:
    return count_from_item(which, AdjacentOccurrence(CalendarDate(None, month_name, dom), which))


@register_construction("season-relative", makes="period")
def _build_relative_season(which: int, season: int) -> AdjacentOccurrence:
    return AdjacentOccurrence(Season(season), which)


def build_shift(amount: Amount, sign: int, date: Expression = Now()) -> Expression:
    """Return what lies so much time before or after a date; of weekends, the nth one from it."""
    grains = {grain for _, grain in amount}
    if grains.isdisjoint((Grain.WEEKEND, Grain.SEASON)):
        return Shift(amount, sign, date)
    count = amount[0][0]
    if grains != {Grain.WEEKEND} or len(amount) > 1 or count != int(count):
        raise make_rejection("whole weekends alone are counted, and no seasons")
    return NthFromDate(int(count), Grain.WEEKEND, sign, date)


@register_construction("ago", makes="shifted")
def _build_shift_back(amount: Amount) -> Expression:
    return build_shift(amount, -1)


@register_construction("hence", makes="shifted")
def _build_shift_on(amount: Amount) -> Expression:
    return _build_shift_after_date(amount, Now())


@register_construction("hence-range", makes="stretch")
def _build_shift_between(amounts: Amounts, date: Expression = Now()) -> ShiftBetween:
    return ShiftBetween(amounts, 1, ComingOccurrence(date) if is_bare_weekday(date) else date)


@register_construction("ago-range", makes="stretch")
def _build_shift_back_between(amounts: Amounts, date: Expression = Now()) -> ShiftBetween:
    return ShiftBetween(amounts, -1, date)


@register_construction("about-ago", makes="shifted")
def _build_approximate_shift_back(amount: Amount) -> ApproximateDate:
    return ApproximateDate(Shift(amount, -1))


@register_construction("about-hence", makes="shifted")
def _build_approximate_shift(amount: Amount) -> ApproximateDate:
    return ApproximateDate(Shift(amount, 1))


@register_construction("within", makes="stretch")
def _build_stretch_from_now(amount: Amount, date: Expression = Now()) -> Expression:
    """Build what begins now; the days after another date begin behind it."""
    if date in (Now(), RelativeUnit(Grain.DAY)):
        return PastOrNextUnits(amount, 1, from_now=True)
    return _build_days_beside(amount, date, 1)


@register_construction("the-unit", makes="the_unit")
def _build_current_unit(unit: Grain) -> CountedFromItem:
    if unit <= Grain.DAY:
        raise make_rejection("the day is any one, and the second is one of the month")
    return _build_this_unit(unit)


@register_construction("this-unit", makes="this_unit")
def _build_this_unit(unit: Grain) -> CountedFromItem:
    current = CurrentWeekend() if unit == Grain.WEEKEND else CurrentUnit(unit)
    return CountedFromItem(current, is_found_alone=True)


@register_construction("after-date", makes="day")
def _build_shift_after_date(amount: Amount, date: Expression) -> Expression:
    if date == Now() and any(grain == Grain.WEEKEND for _, grain in amount):
        raise make_rejection("the one that is near may count or not")
    if date == RelativeUnit(Grain.DAY) and any(grain < Grain.DAY for _, grain in amount):
        return Shift(amount)  # "24 hours from today" are not counted from midnight
    return build_shift(amount, 1, ComingOccurrence(date) if is_bare_weekday(date) else date)


@register_construction("before-date", makes="day")
def _build_shift_before_date(amount: Amount, date: Expression) -> Expression:
    return build_shift(amount, -1, date)


@register_construction("date-minus", makes="day")
def _build_date_minus_amount(date: Expression, amount: Amount) -> Expression:
    if not _has_place_for_minus(date):
        raise make_rejection("2024-25 weeks and September 2-3 days are no subtraction")
    return _build_shift_before_date(amount, date)


def _has_place_for_minus(date: Expression) -> bool:
    """Return whether a minus behind a date cannot be the dash between two numbers."""
    if isinstance(date, CalendarDate):
        return is_bare_weekday(date) or None not in (date.year, date.month, date.day)
    if isinstance(date, Holiday):
        return date.year is None
    return isinstance(date, Anchor | Now | RelativeUnit | Trip | Window)


@register_construction("day-after", makes="day")
def _build_day_after(date: Expression) -> Expression:
    return build_adjacent_day(date, 1)


@register_construction("day-before", makes="day")
def _build_day_before(date: Expression) -> Expression:
    return build_adjacent_day(date, -1)


def build_adjacent_day(date: Expression, sign: int) -> Expression:
    """Return the day beside a date; "the day before Christmas at 8 pm" has a time of its own."""
    is_named = isinstance(date, Anchor)  # the time that it may have is not among the words
    if is_named or is_month(date) or is_year(date):
        return NthFromDate(1, Grain.DAY, sign, date)
    return Shift(ONE_DAY, sign, date)


@register_construction("past-or-next-amount", makes="stretch")
def _build_stretch(which: int, amount: Amount) -> Expression:
    if which == 0:
        raise make_rejection("neither past nor next")
    (count, unit), *rest = amount
    if unit == Grain.WEEKEND:
        if rest or count_from_item(which, Now()) != Now():
            raise make_rejection("whole weekends, from the reference on")
        return list_weekends(which, count, _find_weekend_from_now)
    return count_from_item(which, PastOrNextUnits(amount, which))


def _find_weekend_from_now(number: int) -> NthFromDate:
    return NthFromDate(abs(number), Grain.WEEKEND, 1 if number > 0 else -1)


@register_construction("past-or-next-count", makes="stretch")
def _build_stretch_of_units(which: int, count: float, unit: Grain) -> Expression:
    return _build_stretch(which, ((count, unit),))


@register_construction("amount-ending", makes="stretch")
def _build_stretch_until(
    date: Expression, amount: Amount = (), unit: Grain | None = None
) -> DurationUntil:
    amount = amount or ((1, unit or Grain.DAY),)
    if any(grain < Grain.WEEK for _, grain in amount):
        raise make_rejection("so many days are left until that day")
    return DurationUntil(date, amount)


@register_construction("unit-to-day", makes="stretch")
def _build_unit_until_day(unit: Grain, date: Expression) -> DurationUntil:
    """Build the year to 31 March; of the week to Wednesday nothing says whether that is over."""
    if is_bare_weekday(date):
        raise make_rejection("the last such day, or the coming one")
    return _build_stretch_until(date, unit=unit)


@register_construction("days-before", makes="days_beside")
def _build_days_before(amount: Amount, date: Expression) -> DurationBeside:
    return _build_days_beside(amount, date, -1)


@register_construction("days-after", makes="days_beside")
def _build_days_after(amount: Amount, date: Expression) -> DurationBeside:
    return _build_days_beside(amount, date, 1)


def _build_days_beside(amount: Amount, date: Expression, sign: int) -> DurationBeside:
    if any(grain < Grain.DAY or count != int(count) for count, grain in amount):
        raise make_rejection("the two hours before noon are counted back to a time")
    return DurationBeside(date, amount, sign)


@register_construction("to-date", makes="stretch")
def _build_unit_to_date(unit: Grain) -> RestOfStretch:
    return RestOfStretch(RelativeUnit(unit), -1)


@register_construction("rest-of", makes="stretch")
def _build_rest_of_period(period: Expression) -> RestOfStretch:
    return RestOfStretch(_set_to_reference(period))


def _set_to_reference(period: Expression) -> Expression:
    """Return a period of which a part is left or over at the reference: it holds that."""
    if isinstance(period, CountedFromItem) and isinstance(period.base, CurrentUnit):
        return replace(period, base=RelativeUnit(period.base.grain))
    return period


@register_construction("rest-of-trip", makes="stretch")
def _build_rest_of_trip(trip: Expression) -> CountedFromItem:
    """Build what is left of a trip, from the item before on: "the rest of the trip"."""
    return CountedFromItem(RestOfStretch(trip, is_begun=True))


@register_construction("earlier-in", makes="stretch")
def _build_period_to_date(period: Expression) -> RestOfStretch:
    return RestOfStretch(_set_to_reference(period), -1)


@register_construction("earlier-today", makes="stretch")
def _build_day_to_time(day_word: int) -> RestOfStretch:
    if day_word:
        raise make_rejection("only of today is it known up to when")
    return RestOfStretch(RelativeUnit(Grain.DAY), -1)
