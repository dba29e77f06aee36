"""What the constructions of every language make of their slots: a name, the kind that comes out, and the meaning.

A language file gives the patterns; this table gives them their meaning, once for all languages. A builder that refuses its slots
(PhraseError) drops that reading.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeGuard

from itinerary.diagnostics import PhraseError
from itinerary.interval import Grain
from itinerary.meaning import (
    About,
    Adjacent,
    Amount,
    Anchor,
    AnyYear,
    At,
    Beside,
    CalendarDate,
    Clock,
    DaysOfMonth,
    Holding,
    Holiday,
    Instant,
    Lasting,
    LongWeekend,
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
    Rest,
    Season,
    Several,
    Shift,
    SomeOf,
    Stretch,
    WeekNumber,
    Window,
    Years,
    full_year,
)

Construction = tuple[str, Callable[..., Any]]


class _MonthDay(CalendarDate):
    """A date whose day is known."""

    day: int


# Kinds that take the place of others: a slot {date} takes a day, a month, a clock time …
_HOLIDAY = ("holiday_name", "holiday")  # without and with a year: they go wherever a day goes, and a festival where a month does
_DATE = (*_HOLIDAY, "day", "shifted", "month", "period", "relative", "moment", "time", "about_time", "part", "named")
UNIONS: dict[str, tuple[str, ...]] = {
    "day": ("day", *_HOLIDAY),
    "date": _DATE,
    "span": ("month", "period", "relative", "named", *_HOLIDAY),  # what days and weeks are counted in
    "range_end": tuple(kind for kind in _DATE if kind not in ("time", "about_time")),  # clock times have ranges of their own
    "any_day": ("day", "shifted", *_HOLIDAY),
    "any_holiday": _HOLIDAY,
    "item": (*_HOLIDAY, "day", "month", "named", "period"),
    "any_unit": ("unit", "units"),
    "any_time": ("time", "about_time"),
    "iso_text": ("iso_day", "iso_month", "iso_moment"),
    "position": ("ordinal", "final"),
    "clock_end": ("time", "bare_hour"),
    "phrase": (*_DATE, "stated", "stretch", "list", "time_range"),
}
PHRASE = UNIONS["phrase"]


def _refuse(message: str) -> PhraseError:
    return PhraseError(message)


def _refused(message: str) -> Clock:
    raise _refuse(message)


def _same(date: Meaning) -> Meaning:
    return date


def _twelve(hour: int, minute: int = 0, half: str | None = None) -> Clock:
    if half and hour > 12:
        raise _refuse("no hour of half a day")
    return Clock(hour, minute, None, "am" if half == "am" else "pm" if half == "pm" else None)


def _clock(clock: str, half: str | None = None) -> Clock:
    hour, minute, *second = map(int, clock.split(":"))
    if hour > 24 or minute > 59 or (second and second[0] > 59) or (hour == 24 and minute):
        raise _refuse("no such time")
    return Clock(hour, minute, second[0] if second else None, "am" if half == "am" else "pm" if half == "pm" else None)


def _range(a: Meaning, b: Meaning) -> Meaning:
    """A range; an end without am or pm takes it from the other: "3-4 pm", "11-1 pm". A bare last day lies in the first one's month."""
    if _is_bare_day(a) and isinstance(b, NumericDate):
        raise _refuse("three numbers are one date")
    if _is_month_day(a) and _is_bare_day(b):
        return DaysOfMonth(a, b.day) if b.day >= a.day else Refused("impossible")
    if _is_month_day(a) and a.year is None and isinstance(b, CalendarDate) and b.month is None and b.day is None and b.year is not None:
        raise _refuse("a day and a year are no range, but one date")
    if isinstance(a, Clock) and isinstance(b, Clock):
        return Range(*_halves(a, b))
    if isinstance(a, At) and isinstance(a.clock, Clock) and isinstance(b, Clock):
        first, last = _halves(a.clock, b)
        return Range(At(a.base, first), last)
    return Range(a, b)


def _is_month_day(date: Meaning) -> TypeGuard[_MonthDay]:
    return isinstance(date, CalendarDate) and date.month is not None and date.day is not None


def _is_bare_day(date: Meaning) -> TypeGuard[_MonthDay]:
    return isinstance(date, CalendarDate) and date.day is not None and date.month is None and date.weekday is None


def _range_in_year(a: Meaning, b: CalendarDate, year: int) -> Meaning:
    """A range whose year stands behind its last day: "September 2-4, 2025"."""
    if not isinstance(a, CalendarDate) or a.month is None or a.year is not None:
        raise _refuse("the first day needs a month, and the year stands last")
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
    if not a.half and not b.half and b.hour < 12 and a.hour <= 12 and (b.hour, b.minute) < (a.hour, a.minute):
        return a, Clock(b.hour + 12, b.minute, b.second)  # "10 to 4" ends in the afternoon, not the next morning
    return a, b


def _stretch(which: int, amount: Amount) -> Stretch:
    if which == 0:
        raise _refuse("neither past nor next")
    return Stretch(amount, which)


def _iso(text: str) -> Meaning:
    return _iso_moment(text) if ":" in text else CalendarDate(*map(int, text.split("-")))


def _iso_moment(iso_moment: str) -> Meaning:
    try:
        moment = datetime.fromisoformat(iso_moment.upper())
    except ValueError:
        raise _refuse("no such time") from None
    if moment.tzinfo is not None:
        return Instant(moment)
    second = moment.second or None
    return At(CalendarDate(moment.year, moment.month, moment.day), Clock(moment.hour, moment.minute, second))


def _decade(number: int) -> Years:
    return Years(full_year(number) // 10 * 10 if number > 99 else 1900 + number // 10 * 10, Grain.DECADE)


def _the_unit(unit: Grain) -> Relative:
    if unit < Grain.DAY:
        raise _refuse("the second is a day of the month")
    return Relative(unit)


def _year_of_two(a: int, b: int) -> int:
    if not (10 <= a <= 29 and 0 <= b <= 99):
        raise _refuse("no year")
    return a * 100 + b


def _nth_in(position: int, what: Grain | CalendarDate, within: Meaning | None = None) -> Nth:
    if within is None:
        within = AnyYear() if isinstance(what, Grain) and what > Grain.WEEK else Window()
    return Nth(position, what, within)


def _nth_weekday(number: int, weekday: int, sign: int) -> Nth:
    """The so-manieth such weekday from the reference, which is itself not counted."""
    if not 0 < number <= 100:
        raise _refuse("no such number of weeks")
    return Nth(sign * number, CalendarDate(weekday=weekday), Stretch(((number, Grain.WEEK),), sign))


def _named_anchor(anchor: str) -> Anchor:
    name, _, end = anchor.partition(".")
    if end not in ("", "start", "end"):
        raise _refuse("a date has a .start and an .end")
    return Anchor(name, end or None)


def _minutes_past(number: int, clock: Clock) -> Clock:
    if number > 59:
        raise _refuse("no minute")
    return Clock(clock.hour, number, None, clock.half)


def _minutes_to(number: int, clock: Clock) -> Clock:
    if not 0 < number <= 59:
        raise _refuse("no minute")
    return Clock((clock.hour - 1) % 24, 60 - number, None, clock.half)


def _hour_minute(hour_minute: int, half: str | None = None) -> Clock:
    return _twelve(hour_minute // 100, hour_minute % 100, half)


def _week_of(date: Meaning, unit: Grain = Grain.WEEK) -> Meaning:
    if unit == Grain.WEEKEND and isinstance(date, Holiday):
        raise _refuse("the weekend of a holiday is the one next to it")
    return Holding(unit, date)


def _finest(amount: Amount) -> Grain:
    return min(grain for _, grain in amount)


def constructions(order: str) -> dict[str, Construction]:
    """The table, for a language that writes numeric dates in an order ("mdy", "dmy")."""
    return {
        # numbers and amounts of time
        "count": ("count", lambda number: number),
        "count-and-half": ("count", lambda number: number + 0.5),
        "decimal-count": ("count", lambda a, b: a + b / 10),
        "fraction": ("count", lambda a, b: a / b if 0 < a < b <= 4 else _refused("no fraction of an hour")),
        "amount": ("amount", lambda count, unit: ((count, unit),)),
        "amount-and-half": ("amount", lambda count, unit: ((count + 0.5, unit),)),
        "amount-and-amount": ("amount", lambda amount, count, unit: (*amount, (count, unit))),
        "year": ("year", lambda number: number),
        "year-of-two-numbers": ("year", _year_of_two),
        # dates of the calendar
        "weekday": ("day", lambda weekday: CalendarDate(weekday=weekday)),
        "month-day": ("day", lambda month_name, dom, year=None, weekday=None: CalendarDate(year, month_name, dom, weekday)),
        "day-of-month": ("day", lambda dom, weekday=None: CalendarDate(day=dom, weekday=weekday)),
        "loose-day": ("loose_day", lambda dom: CalendarDate(day=dom)),
        "month": ("month", lambda month_name, year=None: CalendarDate(year, month_name)),
        "calendar-year": ("period", lambda year: CalendarDate(year)),
        "numeric-date": ("day", lambda a, b, weekday=None: NumericDate((a, b), order, weekday)),
        "numeric-date-year": ("day", lambda a, b, c, weekday=None: NumericDate((a, b, c), order, weekday)),
        "year-month-number": ("month", lambda year, month_number: CalendarDate(year, month_number)),
        "iso-day": ("day", lambda iso_day: _iso(iso_day)),
        "iso-month": ("month", lambda iso_month: _iso(iso_month)),
        "iso-moment": ("moment", _iso_moment),
        "iso-decade": ("period", lambda iso_decade: Years(int(iso_decade[:3]) * 10, Grain.DECADE)),
        "iso-century": ("period", lambda iso_century: Years(int(iso_century[:2]) * 100, Grain.CENTURY)),
        "decade": ("period", _decade),
        "century": ("period", lambda ordinal: Years((ordinal - 1) * 100, Grain.CENTURY)),
        "season": ("period", lambda season, year=None: Season(season, year)),
        "week-number": ("period", lambda number, year=None: WeekNumber(number, year)),
        "week-of": ("period", _week_of),
        # relative to the reference
        "day-word": ("day", lambda day_word: Relative(Grain.DAY, day_word)),
        "now": ("moment", Now),
        "unit-after-next": ("relative", lambda unit: Relative(unit, 2)),
        "weekday-after-next": ("day", lambda weekday: Shift(((1, Grain.WEEK),), 1, Adjacent(CalendarDate(weekday=weekday), 1))),
        "nth-day-of-relative": ("day", lambda dom, within: Nth(dom, Grain.DAY, within)),
        "days-of-relative": ("stretch", lambda a, b, within: Range(Nth(a, Grain.DAY, within), Nth(b, Grain.DAY, within))),
        "unit-relative": ("relative", lambda which, unit: Relative(unit, which)),
        "day-relative": ("day", lambda which: Relative(Grain.DAY, which)),
        "weekday-relative": ("day", lambda which, weekday: Adjacent(CalendarDate(weekday=weekday), which)),
        "month-relative": ("month", lambda which, month_name: Adjacent(CalendarDate(month=month_name), which)),
        "month-day-relative": ("day", lambda which, month_name, dom: Adjacent(CalendarDate(None, month_name, dom), which)),
        "month-of-relative-year": ("month", lambda month_name, period: Nth(month_name, Grain.MONTH, period)),
        "ago": ("shifted", lambda amount: Shift(amount, -1)),
        "hence": ("shifted", lambda amount: Shift(amount, 1)),
        "weekday-of-shifted": ("day", lambda weekday, date: Nth(1, CalendarDate(weekday=weekday), Holding(Grain.WEEK, date))),
        "weekdays-ago": ("day", lambda number, weekday: _nth_weekday(number, weekday, -1)),
        "weekdays-hence": ("day", lambda number, weekday: _nth_weekday(number, weekday, 1)),
        "within": ("stretch", lambda amount: Stretch(amount, 1, from_now=True)),
        "season-relative": ("period", lambda which, season: Adjacent(Season(season), which)),
        "the-unit": ("relative", _the_unit),
        "after-date": ("day", lambda amount, date: Shift(amount, 1, date)),
        "before-date": ("day", lambda amount, date: Shift(amount, -1, date)),
        "day-after": ("day", lambda date: Shift(((1, Grain.DAY),), 1, date)),
        "day-before": ("day", lambda date: Shift(((1, Grain.DAY),), -1, date)),
        "past-or-next-amount": ("stretch", _stretch),
        "past-or-next-count": ("stretch", lambda which, count, unit: _stretch(which, ((count, unit),))),
        "rest-of": ("stretch", lambda period: Rest(period)),
        "earlier-in": ("stretch", lambda period: Rest(period, -1)),
        "this-unit": ("this_unit", lambda unit: Relative(unit)),
        # counted
        "nth-weekday": ("day", lambda position, weekday, within: _nth_in(position, CalendarDate(weekday=weekday), within)),
        "nth-day": ("day", lambda position, within=None: _nth_in(position, Grain.DAY, within)),
        "nth-unit": ("period", lambda position, unit, within=None: _nth_in(position, unit, within)),
        "some-of": ("period", lambda which, number, unit, within: SomeOf(which * number, unit, within)),
        "weekday-of": ("day", lambda weekday, period: Nth(1, CalendarDate(weekday=weekday), period)),
        "part-of": ("period", lambda third, date: PartOf(third, date)),
        # named dates
        "anchor": ("named", _named_anchor),
        "trip": ("named", Window),
        # holidays
        "holiday-name": ("holiday_name", lambda holiday_word: Holiday(holiday_word)),
        "holiday-in-country": ("holiday_name", lambda name, country: name.of_country(country)),
        "holiday-eve": ("holiday_name", lambda name: name.eve()),
        "holiday-in-year": ("holiday", lambda name, year: replace(name, year=year)),
        "holiday-relative": ("holiday", lambda which, name: Adjacent(name, which)),
        "holiday-in-relative-year": ("holiday", lambda name, period: Nth(1, name, period)),
        "holiday-shifted": ("holiday", lambda name, date: Nth(1, name, Holding(_finest(date.amount), date))),
        "weekday-beside-holiday": ("holiday", lambda weekday, side, date: Beside(weekday, side, date)),
        "holiday-weekend": ("period", lambda date, year=None: LongWeekend(replace(date, year=year) if year else date)),
        # times of day
        "clock": ("time", _clock),
        "twelve-hour": ("time", _twelve),
        "full-hour": ("time", lambda hour: Clock(hour)),
        "hour-and-minute": ("time", lambda hour, minute: Clock(hour, minute)),
        "bare-hour": ("bare_hour", lambda hour: Clock(hour)),
        "oh-minutes": ("time", lambda hour, number: _twelve(hour, number) if number < 10 else _refused("no minute")),
        "hour-minute": ("time", _hour_minute),
        "clock-word": ("time", lambda clock_word: Clock(clock_word)),
        "minutes-past": ("time", _minutes_past),
        "minutes-to": ("time", _minutes_to),
        "half-past": ("time", lambda clock: _minutes_past(30, clock)),
        "half-hour-clock": ("time", lambda clock, half: Clock(clock.hour, clock.minute, clock.second, half)),
        "about-time": ("about_time", lambda time: About(time)),
        "part-of-day": ("part", lambda part_of_day, day=None: PartOfDay(part_of_day, day or Relative(Grain.DAY))),
        "part-of-relative-day": ("part", lambda part_of_day: PartOfDay(part_of_day)),
        "last-night": ("part", lambda: PartOfDay("tonight", Relative(Grain.DAY, -1))),
        "at-clock": ("time", _clock),
        "time-of-part": ("moment", lambda part, time: At(part, time)),
        "day-at": ("moment", lambda day, time: At(day, time)),
        "clock-range": ("time_range", _range),
        "bare-clock-range": ("bare_range", _range),
        "day-since": ("stretch", lambda day, time: At(day, Open("since", time))),
        "day-after-time": ("stretch", lambda day, time: At(day, Open("after", time))),
        "day-until-time": ("stretch", lambda day, time: At(day, Open("until", time))),
        "day-before-time": ("stretch", lambda day, time: At(day, Open("before", time))),
        "day-clock-range": ("stretch", lambda day, range: At(day, range)),
        # ranges, lists and open sides
        "range": ("stretch", _range),
        "range-in-year": ("stretch", _range_in_year),
        "iso-range": ("stretch", lambda a, b: Range(_iso(str(a)), _iso(str(b)))),
        "lasting": ("stretch", lambda date, amount: Lasting(date, amount)),
        "list-start": ("items", lambda a, b: (a, b)),
        "list-more": ("items", lambda items, b: (*items, b)),
        "list": ("list", lambda b, a=None, items=None: Several((*(items or (a,)), b))),
        "since": ("stretch", lambda date: Open("since", date)),
        "after": ("stretch", lambda date: Open("after", date)),
        "until": ("stretch", lambda date: Open("until", date)),
        "before": ("stretch", lambda date: Open("before", date)),
        "about": ("stretch", lambda date: About(date)),
        "stated": ("stated", _same),
        # no dates
        "vague": ("stretch", lambda **_: Refused("vague")),
        "recurring": ("stretch", lambda **_: Refused("recurring")),
    }
