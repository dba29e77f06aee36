"""Times of the day, parts of it, and both on a day or in a zone."""

from __future__ import annotations

from typing import Any

from itinerary.dates.expressions import (
    AdjacentOccurrence,
    ApproximateDate,
    CalendarDate,
    ClockTime,
    EarlyMidLate,
    Expression,
    Nth,
    PartOfDay,
    RefusedPhrase,
    RelativeUnit,
    Shift,
    TimeInZone,
    TimeOnDay,
    Window,
)
from itinerary.dates.grammar.constructions.rejection import (
    Construction,
    make_rejection,
    reject_reading,
)
from itinerary.dates.interval import Grain


def _build_twelve_hour_clock(hour: int, minute: int = 0, half: str | None = None) -> ClockTime:
    if half and hour > 12:
        raise make_rejection("no hour of half a day")
    return _set_half_of_day(ClockTime(hour, minute), half)


def _set_half_of_day(clock: ClockTime, half: str | None) -> ClockTime:
    """The time in a half of the day; of the night, twelve is its midnight and the hours up to four lie behind that."""
    hour, minute, second = clock.hour, clock.minute, clock.second
    if half == "night" and hour == 12 and not minute:
        return ClockTime(24)
    if half == "night":
        half = "am" if hour < 5 or hour == 12 else "pm"
    return ClockTime(hour, minute, second, "am" if half == "am" else "pm" if half == "pm" else None)


def _parse_clock(clock: str, half: str | None = None) -> ClockTime:
    hour, minute, *second = map(int, clock.split(":"))
    if hour > 24 or minute > 59 or (second and second[0] > 59) or (hour == 24 and minute):
        raise make_rejection("no such time")
    return _set_half_of_day(ClockTime(hour, minute, second[0] if second else None), half)


def _build_clock_of_digits(hour_minute: int, half: str | None = None) -> ClockTime:
    return _build_twelve_hour_clock(hour_minute // 100, hour_minute % 100, half)


def _build_clock_of_bare_digits(hour_minute: int) -> ClockTime:
    if 1900 <= hour_minute <= 2099:
        raise make_rejection("it is a year")
    return _build_clock_of_digits(hour_minute)


def _build_day_at_time(day: Expression, time: Expression) -> TimeOnDay:
    if isinstance(day, Shift) and any(grain < Grain.DAY for _, grain in day.amount):
        raise make_rejection("hours are counted from a time, and that time is behind them")
    return TimeOnDay(day, time)


def _build_dotted_time(hour: int, minute: int) -> ClockTime:
    """A time written as 15.30, where the numbers make no date."""
    if hour <= 12 or minute <= 12:
        raise make_rejection("it may be a date")
    return ClockTime(hour, minute)


def _build_minutes_past(number: int, clock: ClockTime) -> ClockTime:
    if number > 59 or clock.minute:
        raise make_rejection("no minute")
    return ClockTime(clock.hour, number, None, clock.half)


def _build_minutes_to(number: int, clock: ClockTime) -> ClockTime:
    if not 0 < number <= 59:
        raise make_rejection("no minute")
    before = (clock.hour * 60 + clock.minute - number) % (24 * 60)
    return ClockTime(before // 60, before % 60, None, clock.half)


def _build_part_of_day(part_of_day: str, day: Expression | None = None) -> PartOfDay:
    if isinstance(day, CalendarDate) and day.day and day.month is None and day.weekday is None:
        raise make_rejection("the first morning is that of the first day of the trip")
    return PartOfDay(part_of_day, day or RelativeUnit(Grain.DAY))


def _build_part_of_relative_day(part_of_day: str, which: int = 0) -> PartOfDay:
    if part_of_day == "night" and which < 0:
        raise make_rejection("last night began yesterday evening")
    return PartOfDay(part_of_day, RelativeUnit(Grain.DAY, which))


def _build_half_of_day(day: Expression, am_pm: str) -> PartOfDay:
    if not isinstance(day, CalendarDate | RelativeUnit | AdjacentOccurrence) or (
        isinstance(day, CalendarDate) and day.day is not None
    ):
        raise make_rejection("a number before it is an hour")
    return PartOfDay(am_pm, day)


def _build_part_of_part(third: Any, part: Expression) -> EarlyMidLate:
    """The early or late half of a part of the day; a late night is one that is not yet over at midnight."""
    if not isinstance(part, PartOfDay):
        raise make_rejection("no part of a day")
    return EarlyMidLate(third, PartOfDay("tonight", part.base) if part.name == "night" else part)


def _build_time_in_part(part: Expression, time: Expression) -> TimeOnDay:
    """A time in a part of the day, which tells the half of the clock: "2 in the morning"."""
    half = (
        {"dawn": "am", "morning": "am", "afternoon": "pm"}.get(part.name)
        if isinstance(part, PartOfDay)
        else None
    )
    if half is None or not isinstance(time, ClockTime) or time.hour > 12:
        return TimeOnDay(part, time)
    if time.half not in (None, half):
        raise make_rejection("a time outside of that part of the day")
    return TimeOnDay(part, _set_half_of_day(time, half))


def _compute_utc_offset(
    sign: int, hour: int = 0, hour_minute: int = 0, clock: str = "0:00"
) -> float:
    hours, minutes = map(int, clock.split(":")[:2])
    offset = hour + hours + hour_minute // 100 + (minutes + hour_minute % 100) / 60
    if offset > 14:
        raise make_rejection("no offset from UTC")
    return sign * offset


def _build_zoned_time(time: Expression, zone: str | float) -> Expression:
    return RefusedPhrase("zone") if zone == "several" else TimeInZone(time, zone)


TABLE: dict[str, Construction] = {
    "clock": ("time", _parse_clock),
    "twelve-hour": ("time", _build_twelve_hour_clock),
    "full-hour": ("time", lambda hour: ClockTime(hour)),
    "hour-and-minute": ("time", lambda hour, minute: ClockTime(hour, minute)),
    "one-oclock": ("spelled_one", lambda hour: ClockTime(hour)),
    "spelled-hour": ("hour_in_words", lambda spelled_hour: ClockTime(spelled_hour)),
    "bare-hour": ("bare_hour", lambda hour, minute=0: ClockTime(hour, minute)),
    "lettered-hour": ("bare_hour", _build_twelve_hour_clock),
    "bare-hour-minute": ("bare_hour", _build_clock_of_bare_digits),
    "dotted-time": ("time", _build_dotted_time),
    "oh-minutes": (
        "time",
        lambda hour, number: (
            _build_twelve_hour_clock(hour, number)
            if hour <= 12 and number < 10
            else reject_reading("no minute")
        ),
    ),
    "hour-minute": ("time", _build_clock_of_digits),
    "clock-word": ("time", lambda clock_word: ClockTime(clock_word)),
    "minutes-past": ("time", _build_minutes_past),
    "minutes-to": ("time", _build_minutes_to),
    "half-past": ("time", lambda clock: _build_minutes_past(30, clock)),
    "time-as-said": ("time", lambda time: time),
    "half-hour-clock": ("time", _set_half_of_day),
    "about-time": ("about_time", lambda time: ApproximateDate(time)),
    "part-of-day": ("part", _build_part_of_day),
    "nth-part-of-day": (
        "part",
        lambda position, part_of_day, within=Window(): PartOfDay(
            part_of_day, Nth(position, Grain.DAY, within)
        ),
    ),
    "half-of-day": ("part", _build_half_of_day),
    "part-of-relative-day": ("part", _build_part_of_relative_day),
    "part-of-part": ("part", _build_part_of_part),
    "part-of-part-of-day": (
        "part",
        lambda third, part_of_day, day: _build_part_of_part(third, PartOfDay(part_of_day, day)),
    ),
    "last-night": ("part", lambda: PartOfDay("tonight", RelativeUnit(Grain.DAY, -1))),
    "about-hour": ("about_hour", lambda hour: ApproximateDate(hour)),
    "time-of-part": ("moment", _build_time_in_part),
    "day-at": ("moment", _build_day_at_time),
    "day-at-part": (
        "moment",
        lambda day, time, part_of_day: _build_time_in_part(PartOfDay(part_of_day, day), time),
    ),
    "date-time-year": (
        "moment",
        lambda weekday, month_name, dom, time, year: TimeOnDay(
            CalendarDate(year, month_name, dom, weekday), time
        ),
    ),
    "zone-ahead": ("zone", lambda utc, **offset: _compute_utc_offset(1, **offset)),
    "zone-behind": ("zone", lambda utc, **offset: _compute_utc_offset(-1, **offset)),
    "zoned-time": ("zoned_time", _build_zoned_time),
    "zoned-moment": ("moment", _build_zoned_time),
    "zoned-range": ("time_range", _build_zoned_time),
}
