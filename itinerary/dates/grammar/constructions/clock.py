"""Times of the day, parts of it, and both on a day or in a zone."""

from __future__ import annotations

from typing import Any

from itinerary.dates.expressions import (
    About,
    Adjacent,
    At,
    CalendarDate,
    Clock,
    Meaning,
    Nth,
    PartOf,
    PartOfDay,
    Refused,
    Relative,
    Shift,
    Window,
    Zoned,
)
from itinerary.dates.grammar.constructions.refusing import Construction, refuse, refused
from itinerary.dates.interval import Grain


def _twelve(hour: int, minute: int = 0, half: str | None = None) -> Clock:
    if half and hour > 12:
        raise refuse("no hour of half a day")
    return _in_half(Clock(hour, minute), half)


def _in_half(clock: Clock, half: str | None) -> Clock:
    """The time in a half of the day; of the night, twelve is its midnight and the hours up to four lie behind that."""
    hour, minute, second = clock.hour, clock.minute, clock.second
    if half == "night" and hour == 12 and not minute:
        return Clock(24)
    if half == "night":
        half = "am" if hour < 5 or hour == 12 else "pm"
    return Clock(hour, minute, second, "am" if half == "am" else "pm" if half == "pm" else None)


def _clock(clock: str, half: str | None = None) -> Clock:
    hour, minute, *second = map(int, clock.split(":"))
    if hour > 24 or minute > 59 or (second and second[0] > 59) or (hour == 24 and minute):
        raise refuse("no such time")
    return _in_half(Clock(hour, minute, second[0] if second else None), half)


def _hour_minute(hour_minute: int, half: str | None = None) -> Clock:
    return _twelve(hour_minute // 100, hour_minute % 100, half)


def _bare_hour_minute(hour_minute: int) -> Clock:
    if 1900 <= hour_minute <= 2099:
        raise refuse("it is a year")
    return _hour_minute(hour_minute)


def _day_at(day: Meaning, time: Meaning) -> At:
    if isinstance(day, Shift) and any(grain < Grain.DAY for _, grain in day.amount):
        raise refuse("hours are counted from a time, and that time is behind them")
    return At(day, time)


def _dotted_time(hour: int, minute: int) -> Clock:
    """A time written as 15.30, where the numbers make no date."""
    if hour <= 12 or minute <= 12:
        raise refuse("it may be a date")
    return Clock(hour, minute)


def _minutes_past(number: int, clock: Clock) -> Clock:
    if number > 59 or clock.minute:
        raise refuse("no minute")
    return Clock(clock.hour, number, None, clock.half)


def _minutes_to(number: int, clock: Clock) -> Clock:
    if not 0 < number <= 59:
        raise refuse("no minute")
    before = (clock.hour * 60 + clock.minute - number) % (24 * 60)
    return Clock(before // 60, before % 60, None, clock.half)


def _part_of_day(part_of_day: str, day: Meaning | None = None) -> PartOfDay:
    if isinstance(day, CalendarDate) and day.day and day.month is None and day.weekday is None:
        raise refuse("the first morning is that of the first day of the trip")
    return PartOfDay(part_of_day, day or Relative(Grain.DAY))


def _relative_part(part_of_day: str, which: int = 0) -> PartOfDay:
    if part_of_day == "night" and which < 0:
        raise refuse("last night began yesterday evening")
    return PartOfDay(part_of_day, Relative(Grain.DAY, which))


def _half_of_day(day: Meaning, am_pm: str) -> PartOfDay:
    if not isinstance(day, CalendarDate | Relative | Adjacent) or (
        isinstance(day, CalendarDate) and day.day is not None
    ):
        raise refuse("a number before it is an hour")
    return PartOfDay(am_pm, day)


def _part_of_part(third: Any, part: Meaning) -> PartOf:
    """The early or late half of a part of the day; a late night is one that is not yet over at midnight."""
    if not isinstance(part, PartOfDay):
        raise refuse("no part of a day")
    return PartOf(third, PartOfDay("tonight", part.base) if part.name == "night" else part)


def _in_part(part: Meaning, time: Meaning) -> At:
    """A time in a part of the day, which tells the half of the clock: "2 in the morning"."""
    half = (
        {"dawn": "am", "morning": "am", "afternoon": "pm"}.get(part.name)
        if isinstance(part, PartOfDay)
        else None
    )
    if half is None or not isinstance(time, Clock) or time.hour > 12:
        return At(part, time)
    if time.half not in (None, half):
        raise refuse("a time outside of that part of the day")
    return At(part, _in_half(time, half))


def _offset(sign: int, hour: int = 0, hour_minute: int = 0, clock: str = "0:00") -> float:
    hours, minutes = map(int, clock.split(":")[:2])
    offset = hour + hours + hour_minute // 100 + (minutes + hour_minute % 100) / 60
    if offset > 14:
        raise refuse("no offset from UTC")
    return sign * offset


def _zoned(time: Meaning, zone: str | float) -> Meaning:
    return Refused("zone") if zone == "several" else Zoned(time, zone)


TABLE: dict[str, Construction] = {
    "clock": ("time", _clock),
    "twelve-hour": ("time", _twelve),
    "full-hour": ("time", lambda hour: Clock(hour)),
    "hour-and-minute": ("time", lambda hour, minute: Clock(hour, minute)),
    "one-oclock": ("spelled_one", lambda hour: Clock(hour)),
    "spelled-hour": ("hour_in_words", lambda spelled_hour: Clock(spelled_hour)),
    "bare-hour": ("bare_hour", lambda hour, minute=0: Clock(hour, minute)),
    "lettered-hour": ("bare_hour", _twelve),
    "bare-hour-minute": ("bare_hour", _bare_hour_minute),
    "dotted-time": ("time", _dotted_time),
    "oh-minutes": (
        "time",
        lambda hour, number: (
            _twelve(hour, number) if hour <= 12 and number < 10 else refused("no minute")
        ),
    ),
    "hour-minute": ("time", _hour_minute),
    "clock-word": ("time", lambda clock_word: Clock(clock_word)),
    "minutes-past": ("time", _minutes_past),
    "minutes-to": ("time", _minutes_to),
    "half-past": ("time", lambda clock: _minutes_past(30, clock)),
    "time-as-said": ("time", lambda time: time),
    "half-hour-clock": ("time", _in_half),
    "about-time": ("about_time", lambda time: About(time)),
    "part-of-day": ("part", _part_of_day),
    "nth-part-of-day": (
        "part",
        lambda position, part_of_day, within=Window(): PartOfDay(
            part_of_day, Nth(position, Grain.DAY, within)
        ),
    ),
    "half-of-day": ("part", _half_of_day),
    "part-of-relative-day": ("part", _relative_part),
    "part-of-part": ("part", _part_of_part),
    "part-of-part-of-day": (
        "part",
        lambda third, part_of_day, day: _part_of_part(third, PartOfDay(part_of_day, day)),
    ),
    "last-night": ("part", lambda: PartOfDay("tonight", Relative(Grain.DAY, -1))),
    "about-hour": ("about_hour", lambda hour: About(hour)),
    "time-of-part": ("moment", _in_part),
    "day-at": ("moment", _day_at),
    "day-at-part": (
        "moment",
        lambda day, time, part_of_day: _in_part(PartOfDay(part_of_day, day), time),
    ),
    "date-time-year": (
        "moment",
        lambda weekday, month_name, dom, time, year: At(
            CalendarDate(year, month_name, dom, weekday), time
        ),
    ),
    "zone-ahead": ("zone", lambda utc, **offset: _offset(1, **offset)),
    "zone-behind": ("zone", lambda utc, **offset: _offset(-1, **offset)),
    "zoned-time": ("zoned_time", _zoned),
    "zoned-moment": ("moment", _zoned),
    "zoned-range": ("time_range", _zoned),
}
