"""Ranges, whose ends lend each other what they lack."""

from __future__ import annotations

from dataclasses import replace

from itinerary.dates.expressions import (
    AdjacentOccurrence,
    Amount,
    ApproximateDate,
    CalendarDate,
    ComingOccurrence,
    CountedFromItem,
    DaysOfMonth,
    DecadeOrCentury,
    EarlyMidLate,
    Expression,
    NearOccurrence,
    Now,
    Nth,
    NumericDate,
    OpenRange,
    PartOfDay,
    PartOfDayName,
    Range,
    RefusedPhrase,
    RelativeUnit,
    Season,
    Shift,
    TimeInZone,
    TimeOnDay,
    UnnamedDay,
    YearOrTime,
)
from itinerary.dates.grammar.constructions.clock_ranges import (
    build_range_of_times,
    split_zone_of_ends,
)
from itinerary.dates.grammar.constructions.date_forms import (
    are_days_in_turn,
    are_unlike,
    are_weekdays_in_turn,
    have_same_month,
    is_bare_day,
    is_bare_weekday,
    is_date_before_its_year,
    is_day_of_stretch,
    is_loose_day,
    is_midnight_of_day,
    is_month,
    is_month_day,
    is_turned_round,
    is_whole_day,
    is_year,
)
from itinerary.dates.grammar.constructions.lending import lend_stretch, share_date_order
from itinerary.dates.grammar.constructions.registry import register_construction
from itinerary.dates.grammar.constructions.rejection import make_rejection
from itinerary.dates.grammar.constructions.short_years import lend_century
from itinerary.dates.interval import Grain

NIGHTS: tuple[PartOfDayName, ...] = ("night", "tonight", "small hours")


@register_construction("clock-range", makes="time_range")
@register_construction("bare-clock-range", makes="bare_range")
@register_construction("range", makes="range")
def build_range(a: Expression, b: Expression) -> Expression:
    """Build a range, whose ends lend each other what they lack.

    An end without am or pm takes it from the other: "3-4 pm", "11-1 pm". A bare last day lies in
    the month of the first one.
    """
    if isinstance(a, YearOrTime) or isinstance(b, YearOrTime):
        return _build_range_of_years_or_times(a, b)
    if b in (Now(), RelativeUnit(Grain.DAY)) and _is_long(a):
        return OpenRange("since", a)  # "1945 to the present" begins on no day, and goes on
    return _build_range_of_known(a, b)


def _is_long(date: Expression) -> bool:
    """Return whether it is a month or longer."""
    return is_year(date) or is_month(date) or isinstance(date, DecadeOrCentury)


def _build_range_of_known(a: Expression, b: Expression) -> Expression:
    _check_numbers_of_range(a, b)
    _check_range_ends(a, b)
    a, b = lend_century((a, b))
    a = _lend_ancient_year(a, b)
    if is_turned_round(a, b):
        return _refuse_turned_days(a, b)
    if is_midnight_of_day(a):
        return RefusedPhrase("midnight")
    if is_month_day(a) and is_bare_day(b):
        return DaysOfMonth(a, b.day)
    if is_loose_day(a) and a.weekday is not None and is_bare_day(b):
        return Range(NearOccurrence(a), b)  # "Thursday 8-10" are hours, too
    if is_month_day(a) and is_month_day(b) and have_same_month(a, b) and b.weekday is None:
        return DaysOfMonth(replace(a, year=a.year or b.year), b.day)
    if is_bare_weekday(a) and isinstance(b, AdjacentOccurrence) and b.offset > 0:
        return Range(ComingOccurrence(a), b)  # "Thursday to next Saturday": this Thursday
    if isinstance(a, TimeOnDay) and isinstance(a.clock, ApproximateDate):
        within = build_range(replace(a, clock=a.clock.base), b)
        return within if isinstance(within, RefusedPhrase) else ApproximateDate(within)
    a, b, zone = split_zone_of_ends(a, b)
    if zone is not None:
        within = build_range(a, b)
        return within if isinstance(within, RefusedPhrase) else TimeInZone(within, zone)
    if times := build_range_of_times(a, b):
        return times
    return Range(*share_date_order(lend_stretch((a, b))))


def _build_range_of_years_or_times(a: Expression, b: Expression) -> Expression:
    """Build a range of dates with digits that are the years of both, or of both the times."""
    years = build_range(*[each.year if isinstance(each, YearOrTime) else each for each in (a, b)])
    if any(isinstance(each, CalendarDate) and each.year is not None for each in (a, b)):
        return years
    times = [each.time if isinstance(each, YearOrTime) else each for each in (a, b)]
    return YearOrTime(years, build_range(*times))


def _lend_ancient_year(a: Expression, b: Expression) -> Expression:
    """Return the first day of a range with the year BC that stands behind the last."""
    if not isinstance(a, CalendarDate) or not isinstance(b, CalendarDate):
        return a
    if a.year is not None or b.year is None or b.year > 0 or b.month is None:
        return a
    month = a.month or b.month
    return replace(a, month=month, year=b.year - (month > b.month))


def _refuse_turned_days(a: Expression, b: Expression) -> RefusedPhrase:
    """Refuse days of one month that are not in order, or lack the month of one of them."""
    if is_loose_day(b):
        return RefusedPhrase("month of last day")
    return RefusedPhrase("month of first day" if is_loose_day(a) else "impossible")


def _check_numbers_of_range(a: Expression, b: Expression) -> None:
    """Reject numbers that are no days from which a range goes, or to which."""
    if (is_bare_day(a) and is_day_of_stretch(b)) or (is_day_of_stretch(a) and is_bare_day(b)):
        raise make_rejection("one is a day of the trip, and the other one of the month")
    numbers_before_date = (is_loose_day(a) or is_year(a)) and isinstance(b, NumericDate)
    if numbers_before_date or (isinstance(a, NumericDate) and is_bare_day(b)):
        raise make_rejection("three numbers are one date")
    if is_bare_day(a) and (isinstance(b, DecadeOrCentury) or _is_last(b)):
        raise make_rejection("a number and a decade are no range, nor is the second to last Friday")
    if is_bare_day(a) and isinstance(b, Shift):
        raise make_rejection("3 to 4 weeks before a date are two amounts")
    if is_loose_day(a) and a.weekday is not None and is_bare_day(b) and b.day <= a.day:
        raise make_rejection("a weekday and two numbers in that order are a day and its hours")
    if isinstance(a, TimeOnDay) and isinstance(b, NumericDate) and not b.numbers[2:]:
        raise make_rejection("11.30 is a time behind another time")
    if isinstance(a, NumericDate) and not a.numbers[2:] and is_month_day(b):
        raise make_rejection("10-11-12 May are three days, or none")
    if isinstance(a, NumericDate) and isinstance(b, TimeOnDay):
        raise make_rejection("1.30 is a time before another time")
    if is_loose_day(a) and is_month(b):
        raise make_rejection("a day and a month are one date")


def _check_time_before_day(a: TimeOnDay, b: Expression) -> None:
    """Reject a time of no day of its own before a day."""
    if is_bare_day(a.base) and is_month_day(b):
        raise make_rejection("at noon on 4 to 6 May is at that time on each of them")
    if is_year(b) or (a.base.recurrence_rank == 0 and is_month_day(b)):
        raise make_rejection("1430 is a time behind another time, 5-6 behind a morning are days")


def _are_in_turn(a: Expression, b: Expression) -> bool:
    return are_weekdays_in_turn(a, b) or are_days_in_turn(a, b)


def _check_range_ends(a: Expression, b: Expression) -> None:
    """Reject what is no range, though it looks like one."""
    if isinstance(a, CountedFromItem) and isinstance(a.base, Shift):
        raise make_rejection("three weeks prior to a date are counted from that")
    is_hour = isinstance(b, RelativeUnit) and b.grain < Grain.DAY  # el lunes a esta hora
    if is_bare_weekday(a) and (is_hour or b == RelativeUnit(Grain.DAY, 1)):
        raise make_rejection("from a weekday to tomorrow is no range; mañana is a morning, too")
    if isinstance(a, EarlyMidLate) and isinstance(b, PartOfDay) and b.base == UnnamedDay():
        raise make_rejection("Tuesday late-afternoon is one part of a day")
    if isinstance(a, TimeOnDay):
        _check_time_before_day(a, b)
    if isinstance(a, Season) and a.year is not None and is_year(b):
        raise make_rejection("the winter of two years is one")
    if isinstance(a, CountedFromItem) and isinstance(a.base, RelativeUnit) and a.is_found_alone:
        raise make_rejection("the year to March ends with it, and does not begin in January")
    if isinstance(a, PartOfDay) and a.name in NIGHTS and _are_in_turn(a.base, b):
        raise make_rejection("from Tuesday night to Wednesday may be one night, or end a day later")
    if isinstance(b, EarlyMidLate) and isinstance(b.base, PartOfDay):
        raise make_rejection("a half of a part of some day")
    if isinstance(a, TimeOnDay) and is_bare_day(a.base) and is_month_day(b):
        raise make_rejection("8 pm on 4 to 6 May is so on each of the days")
    _check_years_of_ends(a, b)


def _check_years_of_ends(a: Expression, b: Expression) -> None:
    if are_unlike(a, b) or (is_whole_day(a) and is_year(b)):
        raise make_rejection("a day and a year, or what is longer, are no range")
    if is_date_before_its_year(a, b) or (
        is_year(a) and b.recurrence_rank < 4 and b.counts_from == "reference"
    ):
        raise make_rejection("a month or a day and a year are no range, but one date")


@register_construction("end-on-later-day", makes="stretch")
def _refuse_end_on_later_day(a: Expression, b: Expression, amount: Amount) -> RefusedPhrase:
    """Refuse times of which the end alone is days later, as timetables have it."""
    return RefusedPhrase("turned times")


@register_construction("range-in-year", makes="range")
def build_range_in_year(a: Expression, b: CalendarDate, year: int) -> Expression:
    """Build a range whose year stands behind its last day: "September 2-4, 2025"."""
    if not isinstance(a, CalendarDate) or a.month is None or a.year is not None:
        raise make_rejection("the first day needs a month, and the year stands last")
    return build_range(CalendarDate(year, a.month, a.day, a.weekday), b)


@register_construction("loose-range", makes="loose_range")
def _build_loose_range(a: CalendarDate, b: CalendarDate) -> Range:
    if (b.day or 0) <= (a.day or 0):
        raise make_rejection("days of one month, the earlier first")
    return Range(a, b)


def _is_last(date: Expression) -> bool:
    return (isinstance(date, Nth) and date.number == -1) or (
        isinstance(date, AdjacentOccurrence) and date.offset == -1
    )


@register_construction("weekday-letters", makes="range")
def _build_range_of_weekday_letters(a: int, b: int) -> Expression:
    """Build weekdays of which each is a letter: "M-F"."""
    return build_range(CalendarDate(weekday=a), CalendarDate(weekday=b))
