"""Dates of the calendar: with fields that may be missing, in numbers, by ISO 8601; longer units."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta

from itinerary.dates.expressions import (
    LAST_MONTH,
    CalendarDate,
    ClockTime,
    DashedDate,
    DateList,
    DayOfWeekend,
    DaysOfMonth,
    DecadeOrCentury,
    DurationFrom,
    Expression,
    FiscalYear,
    Holiday,
    Instant,
    NumericDate,
    Range,
    RefusedPhrase,
    RestatedDate,
    Season,
    ShortYear,
    TimeOnDay,
    UnitContaining,
    WeekFromDay,
    WeekNumber,
    YearOrTime,
    expand_year,
)
from itinerary.dates.grammar.constructions.date_forms import find_days_of_month, is_bare_day
from itinerary.dates.grammar.constructions.registry import register_construction
from itinerary.dates.grammar.constructions.rejection import make_rejection
from itinerary.dates.interval import Grain

WINTER = 3
DAYS_OF_WEEK = 7
FIRST_HUNDREDS_OF_DECADE = 2000
FIRST_PLAIN_YEAR, MINUTES_OF_HOUR = 1500, 60  # four digits before that may be a time
LAST_SHORT_YEAR = 2099  # that a range ends in; 2200-25 is a number of something


@register_construction("weekday", makes="day")
def _build_weekday(weekday: int) -> CalendarDate:
    return CalendarDate(weekday=weekday)


@register_construction("month-day", makes="day")
def _build_month_day(
    month_name: int, dom: int, year: int | None = None, weekday: int | None = None
) -> CalendarDate:
    return CalendarDate(year, month_name, dom, weekday)


@register_construction("dashed-date", makes="day")
def _build_dashed_date(
    month_name: int, dom: int, year: int, weekday: int | None = None
) -> CalendarDate:
    return DashedDate(year, month_name, dom, weekday)


@register_construction("day-and-digits", makes="moment")
def _build_day_with_digits(day: Expression, digits: int) -> YearOrTime:
    """Build a day with digits that may be its year or a time: "6 Nov 2359", "2 May 730"."""
    if digits % 100 >= MINUTES_OF_HOUR:
        raise make_rejection("a year")
    date, clock = _check_month_day(day), ClockTime(*divmod(digits, 100))
    return YearOrTime(replace(date, year=digits), TimeOnDay(date, clock))


@register_construction("old-day", makes="old_day")
def _build_old_day(day: Expression, year: int) -> CalendarDate:
    return replace(_check_month_day(day), year=year)


def _check_month_day(day: Expression) -> CalendarDate:
    """Return a day of a month without a year, behind which one may stand."""
    if not isinstance(day, CalendarDate) or day.year is not None or not (day.month and day.day):
        raise make_rejection("the digits stand right behind a day of a month")
    return day


@register_construction("day-of-month", makes="day")
def _build_day_of_month(dom: int, weekday: int | None = None) -> CalendarDate:
    if not 1 <= dom <= 31:
        raise make_rejection("no day of a month")
    return CalendarDate(day=dom, weekday=weekday)


@register_construction("loose-day", makes="loose_day")
def _build_loose_day(dom: int) -> CalendarDate:
    return CalendarDate(day=dom)


@register_construction("month", makes="month")
def _build_month(month_name: int, year: int | None = None) -> CalendarDate:
    return CalendarDate(year, month_name)


@register_construction("year-month-number", makes="month")
def _build_month_by_number(year: int, month_number: int) -> CalendarDate:
    return CalendarDate(year, month_number)


@register_construction("month-behind-dash", makes="month")
def _build_month_behind_dash(year: int, month_number: int) -> CalendarDate:
    if month_number >= 10 and month_number > year % 100:
        raise make_rejection("1905–10 are years; the month is 1905-10")
    return CalendarDate(year, month_number)


@register_construction("calendar-year", makes="period")
def _build_calendar_year(year: int) -> CalendarDate:
    return CalendarDate(year)


@register_construction("fiscal-year", makes="period")
def _build_fiscal_year(year: int, month_name: int | None = None) -> FiscalYear:
    return FiscalYear(expand_year(year), month_name)


@register_construction("iso-day", makes="day")
def _build_iso_day(iso_day: str) -> Expression:
    return _parse_iso_date(iso_day)


@register_construction("iso-month", makes="month")
def _build_iso_month(iso_month: str) -> Expression:
    return _parse_iso_date(iso_month)


@register_construction("iso-range", makes="stretch")
def _build_iso_range(a: str | int, b: str | int) -> Range:
    return Range(_parse_iso_date(str(a)), _parse_iso_date(str(b)))


def _parse_iso_date(text: str) -> Expression:
    return _parse_iso_moment(text) if ":" in text else CalendarDate(*map(int, text.split("-")))


_END_OF_DAY = re.compile(r"[Tt ]24:00(?::00)?(?![\d:])")


@register_construction("iso-moment", makes="moment")
def _parse_iso_moment(iso_moment: str) -> Expression:
    """Build a time of a day; 24:00 is the end of that day (ISO 8601)."""
    is_end = bool(_END_OF_DAY.match(iso_moment, 10))
    text = f"{iso_moment[:11]}00{iso_moment[13:]}" if is_end else iso_moment
    try:
        moment = datetime.fromisoformat(text.upper())
        if moment.tzinfo is not None:
            return Instant(moment + timedelta(days=is_end))
    except (ValueError, OverflowError):
        raise make_rejection("no such time") from None
    day = CalendarDate(moment.year, moment.month, moment.day)
    hour = 24 if is_end else moment.hour
    return TimeOnDay(day, ClockTime(hour, moment.minute, moment.second or None))


@register_construction("time-or-offset", makes="stretch")
def _refuse_earlier_time(iso_moment: str, clock: str) -> RefusedPhrase:
    """Refuse a second time that is earlier, since it may be an offset from UTC."""
    if clock > iso_moment[11:16]:
        raise make_rejection("from one time to another")
    return RefusedPhrase("offset")


@register_construction("iso-days", makes="range")
def _build_iso_day_range(iso_day: str, dom: int) -> Range:
    year, month, _ = map(int, iso_day.split("-"))
    return Range(_parse_iso_date(iso_day), CalendarDate(year, month, dom))


@register_construction("iso-decade", makes="period")
def _build_iso_decade(iso_decade: str) -> DecadeOrCentury:
    return DecadeOrCentury(int(iso_decade[:3]) * 10, Grain.DECADE)


@register_construction("iso-century", makes="period")
def _build_iso_century(iso_century: str) -> DecadeOrCentury:
    return DecadeOrCentury(int(iso_century[:2]) * 100, Grain.CENTURY)


@register_construction("short-range-of-years", makes="range")
def _build_year_range(a: int, b: int) -> Range:
    """Build years of which the second is written short: "2012-14", "1989/90", "1848/9"."""
    step = 100 if b >= 10 else 10
    last = a - a % step + b
    is_clock = a < FIRST_PLAIN_YEAR and a % 100 < MINUTES_OF_HOUR and b < MINUTES_OF_HOUR
    if not a < last <= LAST_SHORT_YEAR or is_clock or (b < 10 and last != a + 1):
        raise make_rejection("a month, a time, or years that are turned round")
    return Range(CalendarDate(a), CalendarDate(last))


@register_construction("turned-years", makes="stretch")
def _refuse_turned_years(a: int, b: int) -> RefusedPhrase:
    """Refuse two digits that are neither a month nor a later year of the century: "1950-49"."""
    if a < FIRST_PLAIN_YEAR or not LAST_MONTH < b <= a % 100:
        raise make_rejection("a month, years in order, or a time")
    return RefusedPhrase("turned years")


@register_construction("decade", makes="period")
@register_construction("decade-word", makes="period")
def _build_decade(number: int) -> DecadeOrCentury:
    if number % 10:
        raise make_rejection("the year 1985, and no decade")
    if number > 99:
        return DecadeOrCentury(number, Grain.DECADE)
    century = 2000 if number < 30 else 1900
    return DecadeOrCentury(ShortYear(century + number), Grain.DECADE)


@register_construction("plural-year", makes="period")
def _build_plural_year(number: int) -> DecadeOrCentury:
    """Build "the 1990s"; "the 1800s" are a century, but "the 2000s" the first decade of theirs."""
    if number % 100 == 0 and number < FIRST_HUNDREDS_OF_DECADE:
        return DecadeOrCentury(number, Grain.CENTURY)
    return _build_decade(number)


@register_construction("week-of-days", makes="stretch")
def _build_week_of_days(days: Expression) -> Expression:
    """Build the days that are said of a week: "the week of October 6-10"."""
    first, last = find_days_of_month(days)
    if not 0 < last - first < DAYS_OF_WEEK:
        raise make_rejection("no days of one week")
    return days


@register_construction("decade-of-century", makes="period")
def _build_decade_of_century(a: int, b: int) -> DecadeOrCentury:
    if not 10 <= a <= 29:
        raise make_rejection("no century")
    return DecadeOrCentury(a * 100 + b, Grain.DECADE)


@register_construction("season", makes="period")
def _build_season(season: int, year: int | None = None) -> Season:
    return Season(season, year)


@register_construction("winter-of-two-years", makes="period")
def _build_winter_of_two_years(season: int, a: int, b: int) -> Season:
    """Build the winter across a turn of the year: "winter 2024-25"."""
    if season != WINTER or b not in (a + 1, (a + 1) % 100):
        raise make_rejection("no other season, and no two years apart")
    return Season(season, a)


@register_construction("month-and-days", makes="range")
def _build_days_behind_month(
    month_name: int, a: int, b: int, year: int | None = None
) -> DaysOfMonth:
    if a >= b:
        raise make_rejection("days of one month, the earlier first")
    return DaysOfMonth(CalendarDate(year, month_name, a), b)


@register_construction("week-number", makes="period")
def _build_week_number(number: int, year: int | None = None) -> WeekNumber:
    return WeekNumber(number, year)


@register_construction("weeks-by-number", makes="range")
def _build_range_of_weeks(a: int, b: int, year: int | None = None) -> Range:
    return Range(WeekNumber(a, year), WeekNumber(b, year))


@register_construction("week-commencing", makes="period")
def _build_week_commencing(date: Expression, unit: Grain = Grain.WEEK) -> Expression:
    """Build the week, or other unit, that begins on a day; a weekday alone need not begin weeks."""
    if unit < Grain.WEEK:
        raise make_rejection("the day commencing is no date")
    if unit in (Grain.WEEKEND, Grain.SEASON):
        return UnitContaining(unit, date)
    if unit == Grain.WEEK and isinstance(date, CalendarDate | NumericDate) and date.weekday is None:
        return WeekFromDay(date)
    return DurationFrom(date, ((1, unit),))


@register_construction("weekend-of-days", makes="stretch")
def _build_weekend_of_days(weekend_word: Grain, days: Expression) -> Expression:
    """Build a weekend whose days are said, and must be its own: "the weekend of 6-7 September"."""
    first = days.items[0] if isinstance(days, DateList) else days
    return RestatedDate(days, UnitContaining(weekend_word, first))


@register_construction("week-of", makes="period")
def _build_week_of_date(date: Expression, unit: Grain = Grain.WEEK) -> UnitContaining:
    if unit == Grain.WEEKEND and isinstance(date, Holiday):
        raise make_rejection("the weekend of a holiday is the one next to it")
    if unit == Grain.WEEKEND and is_bare_day(date):
        date = DayOfWeekend(date)
    return UnitContaining(unit, date)
