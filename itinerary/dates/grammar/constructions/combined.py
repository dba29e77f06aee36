"""Dates beside or within others, how long they last, and what is no date."""

from __future__ import annotations

from calendar import monthrange

from itinerary.dates.expressions import (
    Amount,
    ApproximateDate,
    DatesWithin,
    DurationFrom,
    Expression,
    PartOfDayName,
    RefusedPhrase,
    RelativeUnit,
    RestatedDate,
    TimeOnDay,
)
from itinerary.dates.grammar.constructions.date_forms import is_loose_day, is_month_day, is_timed
from itinerary.dates.grammar.constructions.registry import register_construction
from itinerary.dates.grammar.constructions.rejection import make_rejection
from itinerary.dates.interval import Grain

LEAP_YEAR = 2024
HOURS_OF_DAY = 24


@register_construction("day-clock-range", makes="hours")
def _build_clock_range_on_day(day: Expression, range: Expression) -> Expression:
    if isinstance(day, ApproximateDate):
        raise make_rejection("about three days from now has no hours")
    return range if isinstance(range, RefusedPhrase) else TimeOnDay(day, range)


@register_construction("clock-range-before-day", makes="hours")
def _build_clock_range_before_day(range: Expression, day: Expression) -> Expression:
    """Build hours before their day, "9-5 Monday"; numbers before a month are days of it."""
    if is_month_day(day) and day.weekday is None:
        raise make_rejection("in 8-10 October, 12 no number is an hour")
    return _build_clock_range_on_day(day, range)


@register_construction("dates-inside", makes="stretch")
def _build_dates_within(dates: Expression, within: Expression) -> DatesWithin:
    return DatesWithin(within, dates)


@register_construction("day-lasting", makes="stretch")
def _build_duration_on_day(day: Expression, time: Expression, amount: Amount) -> DurationFrom:
    return DurationFrom(TimeOnDay(day, time), amount)


@register_construction("lasting", makes="stretch")
def _build_duration(date: Expression, amount: Amount) -> DurationFrom:
    return DurationFrom(date, amount)


@register_construction("nights-from", makes="stretch")
def _build_nights(number: int, parts: PartOfDayName, date: Expression) -> DurationFrom:
    """Build days of which all but the last have a night: "three nights from 6 October"."""
    if parts != "tonight" or is_timed(date) or is_loose_day(date):
        raise make_rejection("no nights, or no day that they are counted from")
    return DurationFrom(date, ((number + 1, Grain.DAY),))


@register_construction("stated", makes="stated")
def _build_stated(date: Expression) -> Expression:
    return date


@register_construction("day-word-and-date", makes="day")
def _build_day_word_and_date(day_word: int, day: Expression) -> RestatedDate:
    return RestatedDate(RelativeUnit(Grain.DAY, day_word), day)


@register_construction("relative-weekday-and-date", makes="day")
def _build_relative_weekday_and_date(relative_weekday: Expression, day: Expression) -> RestatedDate:
    return RestatedDate(relative_weekday, day)


@register_construction("alternatives", makes="stretch")
def _refuse_alternatives(a: Expression, b: Expression) -> RefusedPhrase:
    if is_loose_day(a) and not is_month_day(b):
        raise make_rejection("2 or 3 days before a date are two amounts")
    return RefusedPhrase("alternatives")


@register_construction("day-or-year", makes="stretch")
def _refuse_day_or_year(
    month_name: int, dom: int, number: int, weekday: int | None = None
) -> RefusedPhrase:
    if not dom < number <= monthrange(LEAP_YEAR, month_name)[1]:
        raise make_rejection("it can be no later day of that month")
    return RefusedPhrase("day or year")


@register_construction("duration", makes="stretch")
def _refuse_duration(**slots: object) -> RefusedPhrase:
    return RefusedPhrase("duration")


@register_construction("bare-duration", makes="stretch")
def _refuse_bare_duration(amount: Amount) -> RefusedPhrase:
    """Refuse an amount alone; "15 hours" and "1430 hours" are times of the day, or may be."""
    for count, grain in amount:
        if grain == Grain.WEEKEND or count % 1:
            raise make_rejection("no amount that is said alone")
        if grain == Grain.HOUR and not HOURS_OF_DAY <= count < 100:
            raise make_rejection("a time of the day")
    return RefusedPhrase("duration")


@register_construction("vague", makes="stretch")
def _refuse_vague(**slots: object) -> RefusedPhrase:
    return RefusedPhrase("vague")


@register_construction("recurring", makes="stretch")
def _refuse_recurring(**slots: object) -> RefusedPhrase:
    return RefusedPhrase("recurring")
