"""What the constructions of every language make of their slots: a name, the kind that comes out, and the meaning.

A language file gives the patterns; this table gives them their meaning, once for all languages. A builder that refuses its slots
(PhraseError) drops that reading.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeGuard

from itinerary.diagnostics import PhraseError
from itinerary.interval import Grain
from itinerary.meaning import (
    About,
    Adjacent,
    Agreeing,
    Amount,
    Anchor,
    AnyYear,
    At,
    CalendarDate,
    Clock,
    Counted,
    DaysOfMonth,
    FiscalYear,
    Holding,
    Inside,
    Instant,
    Lasting,
    Meaning,
    Nearest,
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
    Workday,
    Years,
    Zoned,
    full_year,
)

Construction = tuple[str, Callable[..., Any]]


class _MonthDay(CalendarDate):
    """A date whose day is known."""

    day: int


# Kinds that take the place of others: a slot {date} takes a day, a month, a clock time …
_DATE = ("day", "shifted", "month", "period", "relative", "moment", "time", "about_time", "zoned_time", "part", "named")
UNIONS: dict[str, tuple[str, ...]] = {
    "date": _DATE,
    "span": ("month", "period", "relative", "named"),  # what days and weeks are counted in
    "range_end": ("day", "shifted", "month", "period", "relative", "moment", "part", "named"),  # clock times have ranges of their own
    "whole_date": ("day", "shifted", "month", "period", "relative", "named"),  # without a time of the day
    "any_day": ("day", "shifted"),
    "item": ("day", "month", "named", "period"),
    "year_number": ("two_digits", "four_digits"),
    "any_unit": ("unit", "units"),
    "any_time": ("time", "about_time", "zoned_time"),
    "any_which": ("which", "adjacent"),
    "dates": ("range", "list"),
    "iso_text": ("iso_day", "iso_month", "iso_moment"),
    "position": ("ordinal", "final"),
    "clock_end": ("time", "bare_hour"),
    "phrase": (*_DATE, "stated", "stretch", "range", "list", "time_range"),
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
    if ((_is_bare_day(a) or _is_year(a)) and isinstance(b, NumericDate)) or (isinstance(a, NumericDate) and _is_bare_day(b)):
        raise _refuse("three numbers are one date")
    if _is_bare_day(a) and isinstance(b, Years):
        raise _refuse("a number and a decade are no range")
    if isinstance(a, CalendarDate) and a.weekday is not None and a.day and not a.month and _is_bare_day(b):
        raise _refuse("a weekday and two numbers are a day and its hours")
    if _is_month_day(a) and _is_bare_day(b):
        return DaysOfMonth(a, b.day) if b.day >= a.day else Refused("impossible")
    if a.period < 4 and _is_year(b):
        raise _refuse("a month or a day and a year are no range, but one date")
    if isinstance(a, Clock) and isinstance(b, Clock):
        return Range(*_halves(a, b))
    if isinstance(a, At) and isinstance(a.clock, Clock) and isinstance(b, Clock):
        first, last = _halves(a.clock, b)
        return Range(At(a.base, first), last)
    return Range(a, b)


def _is_year(date: Meaning) -> bool:
    return isinstance(date, CalendarDate) and date.year is not None and date.month is None


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
    century = 0 if number > 99 else 2000 if number < 30 else 1900
    return Years(century + number // 10 * 10, Grain.DECADE)


def _the_unit(unit: Grain) -> Relative:
    if unit < Grain.DAY:
        raise _refuse("the second is a day of the month")
    return Relative(unit)


def _year_of_two(a: int, b: int) -> int:
    if not (10 <= a <= 29 and 0 <= b <= 99) or (a <= 12 and b < 10):
        raise _refuse("no year")
    return a * 100 + b


def _nth_in(position: int, what: Grain | CalendarDate, within: Meaning | None = None) -> Nth:
    if isinstance(within, PartOf):
        raise _refuse("the last week of October, and not the last one of its end")
    if within is None:
        if what == Grain.HALF:
            raise _refuse("half of what?")
        within = AnyYear() if isinstance(what, Grain) and what > Grain.WEEK else Window()
    return Nth(position, what, within)


def _counted(number: int, what: Grain | Meaning, sign: int, date: Meaning | None = None) -> Counted:
    if not 0 < number <= 1000 or (isinstance(what, Grain) and what < Grain.DAY):
        raise _refuse("no such number of dates")
    return Counted(number, what, sign, date or Now())


def _less_than(amount: Amount, sign: int, date: Meaning | None = None) -> Range:
    near, far = date or Now(), Shift(amount, sign, date or Now())
    return Range(near, far) if sign > 0 else Range(far, near)


def _workdays(number: int, workday: int, sign: int, date: Meaning | None = None) -> Counted:
    return _counted(number * workday, Workday(), sign, date)


def _stretch_of_workdays(which: int, number: int, workday: int) -> Range:
    if which == 0:
        raise _refuse("neither past nor next")
    near, far = (_workdays(each, workday, which) for each in (1, number))
    return Range(near, far) if which > 0 else Range(far, near)


def _later_year(number: int) -> int:
    if number < 32:
        raise _refuse("it may be a day")
    return full_year(number)


def _decade_of(a: int, b: int) -> Years:
    if not 10 <= a <= 29:
        raise _refuse("no century")
    return Years(a * 100 + b, Grain.DECADE)


def _relative_part(part_of_day: str, which: int = 0) -> PartOfDay:
    if part_of_day == "night" and which < 0:
        raise _refuse("last night began yesterday evening")
    return PartOfDay(part_of_day, Relative(Grain.DAY, which))


def _half_of_day(day: Meaning, am_pm: str) -> PartOfDay:
    if not isinstance(day, CalendarDate | Relative | Adjacent) or (isinstance(day, CalendarDate) and day.day is not None):
        raise _refuse("a number before it is an hour")
    return PartOfDay(am_pm, day)


def _part_of_part(third: Any, part: Meaning) -> PartOf:
    """The early or late half of a part of the day; a late night is one that is not yet over at midnight."""
    if not isinstance(part, PartOfDay):
        raise _refuse("no part of a day")
    return PartOf(third, PartOfDay("tonight", part.base) if part.name == "night" else part)


def _in_part(part: Meaning, time: Meaning) -> At:
    halves = {"dawn": "am", "morning": "am", "afternoon": "pm", "evening": "pm"}
    if isinstance(part, PartOfDay) and isinstance(time, Clock) and time.half and halves.get(part.name, time.half) != time.half:
        raise _refuse("a time outside of that part of the day")
    return At(part, time)


def _dotted_time(hour: int, minute: int) -> Clock:
    """A time written as 15.30, where the numbers make no date."""
    if hour <= 12 or minute <= 12:
        raise _refuse("it may be a date")
    return Clock(hour, minute)


def _bare_hour_minute(hour_minute: int) -> Clock:
    if 1900 <= hour_minute <= 2099:
        raise _refuse("it is a year")
    return _hour_minute(hour_minute)


def _half_month(position: int, within: Meaning) -> Range:
    """The days up to the 15th, or those from the 16th on."""
    first, last = {1: (1, 15), 2: (16, -1), -1: (16, -1)}.get(position, (0, 0))
    if not first:
        raise _refuse("a month has two halves")
    return Range(Nth(first, Grain.DAY, within), Nth(last, Grain.DAY, within))


def _offset(sign: int, hour: int = 0, hour_minute: int = 0, clock: str = "0:00") -> float:
    hours, minutes = map(int, clock.split(":")[:2])
    offset = hour + hours + hour_minute // 100 + (minutes + hour_minute % 100) / 60
    if offset > 14:
        raise _refuse("no offset from UTC")
    return sign * offset


def _zoned(time: Meaning, zone: str | float) -> Meaning:
    return Refused("zone") if zone == "several" else Zoned(time, zone)


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
        "amount-of-weeks": ("amount", lambda weeks, count=1: ((count * weeks, Grain.WEEK),)),
        "amount-and-amount": ("amount", lambda amount, count, unit: (*amount, (count, unit))),
        "year": ("year", lambda number: number),
        "year-of-two-numbers": ("year", _year_of_two),
        "year-of-era": ("year", lambda number: number),
        "year-of-buddhist-era": ("year", lambda number: number - 543 if number > 543 else _refused("no year")),
        "later-year": ("later_year", _later_year),
        "short-year": ("short_year", full_year),
        # dates of the calendar
        "weekday": ("day", lambda weekday: CalendarDate(weekday=weekday)),
        "month-day": ("day", lambda month_name, dom, year=None, weekday=None: CalendarDate(year, month_name, dom, weekday)),
        "day-of-month": ("day", lambda dom, weekday=None: CalendarDate(day=dom, weekday=weekday)),
        "loose-day": ("loose_day", lambda dom: CalendarDate(day=dom)),
        "month": ("month", lambda month_name, year=None: CalendarDate(year, month_name)),
        "calendar-year": ("period", lambda year: CalendarDate(year)),
        "fiscal-year": ("period", lambda year, month_name=None: FiscalYear(full_year(year), month_name)),
        "numeric-date": ("day", lambda a, b, weekday=None: NumericDate((a, b), order, weekday)),
        "numeric-date-year": ("day", lambda a, b, c, weekday=None: NumericDate((a, b, c), order, weekday)),
        "year-month-number": ("month", lambda year, month_number: CalendarDate(year, month_number)),
        "iso-day": ("day", lambda iso_day: _iso(iso_day)),
        "iso-month": ("month", lambda iso_month: _iso(iso_month)),
        "iso-moment": ("moment", _iso_moment),
        "iso-decade": ("period", lambda iso_decade: Years(int(iso_decade[:3]) * 10, Grain.DECADE)),
        "iso-century": ("period", lambda iso_century: Years(int(iso_century[:2]) * 100, Grain.CENTURY)),
        "decade": ("period", _decade),
        "decade-word": ("period", _decade),
        "decade-of-century": ("period", _decade_of),
        "century": ("period", lambda ordinal: Years((ordinal - 1) * 100, Grain.CENTURY)),
        "season": ("period", lambda season, year=None: Season(season, year)),
        "week-number": ("period", lambda number, year=None: WeekNumber(number, year)),
        "week-of": ("period", lambda unit, date: Holding(unit, date)),
        # relative to the reference
        "day-word": ("day", lambda day_word: Relative(Grain.DAY, day_word)),
        "now": ("moment", Now),
        "week-number-in": ("period", lambda number, within: Nth(number, Grain.WEEK, within)),
        "unit-after-next": ("relative", lambda unit: Relative(unit, 2)),
        "weekday-after-next": ("day", lambda weekday: Counted(2, CalendarDate(weekday=weekday))),
        "month-after-next": ("month", lambda month_name: Counted(2, CalendarDate(month=month_name))),
        "day-word-and-date": ("day", lambda day_word, day: Agreeing(Relative(Grain.DAY, day_word), day)),
        "weekday-relative-and-date": ("day", lambda which, weekday, day: Agreeing(Adjacent(CalendarDate(weekday=weekday), which), day)),
        "nth-day-of-relative": ("day", lambda dom, within: Nth(dom, Grain.DAY, within)),
        "days-of-relative": ("stretch", lambda a, b, within: Range(Nth(a, Grain.DAY, within), Nth(b, Grain.DAY, within))),
        "unit-relative": ("relative", lambda which, unit: Relative(unit, which)),
        "day-relative": ("day", lambda which: Relative(Grain.DAY, which)),
        "weekday-relative": ("day", lambda which, weekday: Adjacent(CalendarDate(weekday=weekday), which)),
        "adjacent-weekday": ("day", lambda adjacent, weekday: Counted(1, CalendarDate(weekday=weekday), adjacent)),
        "month-relative": ("month", lambda which, month_name: Adjacent(CalendarDate(month=month_name), which)),
        "month-day-relative": ("day", lambda which, month_name, dom: Adjacent(CalendarDate(None, month_name, dom), which)),
        "month-of-relative-year": ("month", lambda month_name, period: Nth(month_name, Grain.MONTH, period)),
        "ago": ("shifted", lambda amount: Shift(amount, -1)),
        "hence": ("shifted", lambda amount: Shift(amount, 1)),
        "about-hence": ("shifted", lambda amount: About(Shift(amount, 1))),
        "month-of-shifted": ("month", lambda month_name, date: Nth(month_name, Grain.MONTH, Holding(Grain.YEAR, date))),
        "weekday-of-shifted": ("day", lambda weekday, date: Nth(1, CalendarDate(weekday=weekday), Holding(Grain.WEEK, date))),
        "weekdays-ago": ("day", lambda number, weekday: _counted(number, CalendarDate(weekday=weekday), -1)),
        "weekdays-hence": ("day", lambda number, weekday: _counted(number, CalendarDate(weekday=weekday), 1)),
        "within": ("stretch", lambda amount: Stretch(amount, 1, from_now=True)),
        "season-relative": ("period", lambda which, season: Adjacent(Season(season), which)),
        "the-unit": ("relative", _the_unit),
        "after-date": ("day", lambda amount, date: Shift(amount, 1, date)),
        "before-date": ("day", lambda amount, date: Shift(amount, -1, date)),
        "day-after": ("day", lambda date: Shift(((1, Grain.DAY),), 1, date)),
        "day-before": ("day", lambda date: Shift(((1, Grain.DAY),), -1, date)),
        "weekday-after": ("day", lambda weekday, date, position=1: _counted(position, CalendarDate(weekday=weekday), 1, date)),
        "weekday-before": ("day", lambda weekday, date, position=1: _counted(position, CalendarDate(weekday=weekday), -1, date)),
        "weekday-nearest": ("day", lambda weekday, date: Nearest(CalendarDate(weekday=weekday), date)),
        "unit-after": ("period", lambda unit, date: _counted(1, unit, 1, date)),
        "unit-before": ("period", lambda unit, date: _counted(1, unit, -1, date)),
        "workdays-after": ("day", lambda workday, number=1, date=None: _workdays(number, workday, 1, date)),
        "workdays-before": ("day", lambda workday, number=1, date=None: _workdays(number, workday, -1, date)),
        "workdays-within": ("stretch", lambda number, workday: Range(Relative(Grain.DAY), _workdays(number, workday, 1))),
        "past-or-next-workdays": ("stretch", _stretch_of_workdays),
        "nth-workday": ("day", lambda position, workday, within: Nth(position * workday, Workday(), within)),
        "more-than-before": ("stretch", lambda amount, date=Now(): Open("before", Shift(amount, -1, date))),
        "more-than-after": ("stretch", lambda amount, date=Now(): Open("after", Shift(amount, 1, date))),
        "less-than-before": ("stretch", lambda amount, date=None: _less_than(amount, -1, date)),
        "less-than-after": ("stretch", lambda amount, date=None: _less_than(amount, 1, date)),
        "to-date": ("stretch", lambda unit: Rest(Relative(unit), -1)),
        "past-or-next-amount": ("stretch", _stretch),
        "past-or-next-count": ("stretch", lambda which, count, unit: _stretch(which, ((count, unit),))),
        "rest-of": ("stretch", lambda period: Rest(period)),
        "earlier-in": ("stretch", lambda period: Rest(period, -1)),
        "this-unit": ("this_unit", lambda unit: Relative(unit)),
        # counted
        "nth-weekday": ("day", lambda position, weekday, within: _nth_in(position, CalendarDate(weekday=weekday), within)),
        "part-of-nth-weekday": (
            "part",
            lambda position, weekday, part_of_day, within: PartOfDay(part_of_day, Nth(position, CalendarDate(weekday=weekday), within)),
        ),
        "half-month": ("period", _half_month),
        "nth-day": ("day", lambda position, within=None: _nth_in(position, Grain.DAY, within)),
        "nth-unit": ("period", lambda position, unit, within=None: _nth_in(position, unit, within)),
        "some-of": ("period", lambda which, number, unit, within: SomeOf(which * number, unit, within)),
        "weekday-of": ("day", lambda weekday, period: Nth(1, CalendarDate(weekday=weekday), period)),
        "part-of": ("period", lambda third, date: PartOf(third, date)),
        "beginning-of-unit": ("period", lambda beginning: PartOf("early", Relative(beginning))),
        "end-of-unit": ("period", lambda ending: PartOf("late", Relative(ending))),
        # named dates
        "anchor": ("named", _named_anchor),
        "trip": ("named", Window),
        # times of day
        "clock": ("time", _clock),
        "twelve-hour": ("time", _twelve),
        "full-hour": ("time", lambda hour: Clock(hour)),
        "hour-and-minute": ("time", lambda hour, minute: Clock(hour, minute)),
        "bare-hour": ("bare_hour", lambda hour, minute=0: Clock(hour, minute)),
        "bare-hour-minute": ("bare_hour", _bare_hour_minute),
        "dotted-time": ("time", _dotted_time),
        "oh-minutes": ("time", lambda hour, number: _twelve(hour, number) if hour <= 12 and number < 10 else _refused("no minute")),
        "hour-minute": ("time", _hour_minute),
        "clock-word": ("time", lambda clock_word: Clock(clock_word)),
        "minutes-past": ("time", _minutes_past),
        "minutes-to": ("time", _minutes_to),
        "half-past": ("time", lambda clock: _minutes_past(30, clock)),
        "half-hour-clock": ("time", lambda clock, half: Clock(clock.hour, clock.minute, clock.second, half)),
        "about-time": ("about_time", lambda time: About(time)),
        "part-of-day": ("part", lambda part_of_day, day=None: PartOfDay(part_of_day, day or Relative(Grain.DAY))),
        "half-of-day": ("part", _half_of_day),
        "part-of-relative-day": ("part", _relative_part),
        "part-of-part": ("part", _part_of_part),
        "part-of-part-of-day": ("part", lambda third, part_of_day, day: _part_of_part(third, PartOfDay(part_of_day, day))),
        "last-night": ("part", lambda: PartOfDay("tonight", Relative(Grain.DAY, -1))),
        "at-clock": ("time", _clock),
        "about-hour": ("about_hour", lambda hour: About(hour)),
        "time-of-part": ("moment", _in_part),
        "day-at": ("moment", lambda day, time: At(day, time)),
        "day-at-part": ("moment", lambda day, time, part_of_day: _in_part(PartOfDay(part_of_day, day), time)),
        "date-time-year": ("moment", lambda weekday, month_name, dom, time, year: At(CalendarDate(year, month_name, dom, weekday), time)),
        "zone-ahead": ("zone", lambda utc, **offset: _offset(1, **offset)),
        "zone-behind": ("zone", lambda utc, **offset: _offset(-1, **offset)),
        "zoned-time": ("zoned_time", _zoned),
        "zoned-moment": ("moment", _zoned),
        "zoned-range": ("time_range", _zoned),
        "clock-range": ("time_range", _range),
        "bare-clock-range": ("bare_range", _range),
        "day-since": ("stretch", lambda day, time: At(day, Open("since", time))),
        "day-after-time": ("stretch", lambda day, time: At(day, Open("after", time))),
        "day-until-time": ("stretch", lambda day, time: At(day, Open("until", time))),
        "day-before-time": ("stretch", lambda day, time: At(day, Open("before", time))),
        "day-clock-range": ("stretch", lambda day, range: At(day, range)),
        # ranges, lists and open sides
        "range": ("range", _range),
        "range-in-year": ("range", _range_in_year),
        "dates-inside": ("stretch", lambda dates, within: Inside(within, dates)),
        "iso-range": ("stretch", lambda a, b: Range(_iso(str(a)), _iso(str(b)))),
        "day-lasting": ("stretch", lambda day, time, amount: Lasting(At(day, time), amount)),
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
        "about-range": ("stretch", lambda range: About(range)),
        "vague": ("stretch", lambda **_: Refused("vague")),
        "recurring": ("stretch", lambda **_: Refused("recurring")),
    }
