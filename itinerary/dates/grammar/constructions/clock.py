"""Times of the day, alone, on a day and in a part of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from itinerary.dates.expressions import (
    Amount,
    ApproximateDate,
    CalendarDate,
    ClockTime,
    Expression,
    HalfOfDay,
    NumericDate,
    PartOfDay,
    PartOfDayName,
    Range,
    RefusedPhrase,
    RelativeUnit,
    Shift,
    SpokenThird,
    TimeOfReference,
    TimeOnDay,
)
from itinerary.dates.grammar.constructions.clock_ranges import build_range_of_times
from itinerary.dates.grammar.constructions.date_forms import is_bare_weekday, is_dotted_date
from itinerary.dates.grammar.constructions.lending import check_day_of_time
from itinerary.dates.grammar.constructions.registry import register_construction
from itinerary.dates.grammar.constructions.rejection import make_rejection
from itinerary.dates.interval import Grain

# The night is the end of one half and the start of one; twelve in the morning is midnight alone and
# noon behind another hour, but always noon where a language says so: the forenoon.
SpokenHalf = HalfOfDay | Literal["night", "morning", "forenoon"]
LAST_HOUR_OF_NIGHT = 4
FIRST_HOUR_AFTER_NIGHT = 6
MINUTES_SAID_BEFORE_HOUR = (5, 10)  # those that are hours, too
MINUTES_OF_DAY = 24 * 60
LONGEST_RECEPTION = 60  # minutes from the time to come to the start
_HALF_OF_PART: dict[str, HalfOfDay] = {"dawn": "am", "morning": "am", "afternoon": "pm"}


@register_construction("twelve-hour", makes="time")
@register_construction("lettered-hour", makes="bare_hour")
def _build_twelve_hour_clock(
    hour: int, minute: int = 0, half: SpokenHalf | None = None
) -> ClockTime:
    if half and hour > 12:
        raise make_rejection("no hour of half a day")
    return _set_half_of_day(ClockTime(hour, minute), half)


@register_construction("half-hour-clock", makes="time")
def _set_half_of_day(clock: ClockTime, half: SpokenHalf | None) -> ClockTime:
    """Return the time in a half of the day.

    Twelve at night is the end of the day, and the hours up to four lie behind it.
    """
    hour = clock.hour
    if half == "am" and 12 < hour < 24:
        raise make_rejection("13:00 is no hour of the morning")
    if half == "night" and hour == 12:
        return replace(clock, hour=24, half=None, is_half_said_in_words=True)
    if half == "morning":
        return replace(clock, half="am", is_half_said_in_words=True)
    if half == "night":
        half = "am" if hour <= LAST_HOUR_OF_NIGHT else "pm"
    elif half == "forenoon":
        half = "pm" if hour == 12 else "am"
    return replace(clock, half=half, is_zero_led=False, is_half_said_in_words=False)


@register_construction("clock", makes="time")
def _parse_clock(clock: str, half: SpokenHalf | None = None) -> ClockTime:
    hour, minute, *second = map(int, clock.split(":"))
    if hour > 24 or minute > 59 or (second and second[0] > 59) or (hour == 24 and minute):
        raise make_rejection("no such time")
    time = ClockTime(hour, minute, second[0] if second else None)
    return _set_half_of_day(time, half) if half else replace(time, is_zero_led=clock[0] == "0")


@register_construction("hour-minute", makes="time")
def build_clock_of_digits(hour_minute: int, half: SpokenHalf | None = None) -> ClockTime:
    """Return the time that three or four digits write: 1430, 930."""
    return _build_twelve_hour_clock(hour_minute // 100, hour_minute % 100, half)


@register_construction("bare-hour-minute", makes="bare_hour")
def _build_clock_of_bare_digits(hour_minute: int) -> ClockTime:
    if 1900 <= hour_minute <= 2099:
        raise make_rejection("it is a year")
    return build_clock_of_digits(hour_minute)


@register_construction("full-hour", makes="time")
@register_construction("one-oclock", makes="spelled_one")
def _build_full_hour(hour: int) -> ClockTime:
    return ClockTime(hour)


@register_construction("spelled-hour", makes="hour_in_words")
def _build_spelled_hour(spelled_hour: int) -> ClockTime:
    return ClockTime(spelled_hour)


@register_construction("clock-word", makes="time")
def _build_clock_word(clock_word: int) -> ClockTime:
    return ClockTime(clock_word)


@register_construction("hour-and-minute", makes="time")
@register_construction("bare-hour", makes="bare_hour")
def _build_hour_and_minute(hour: int, minute: int = 0) -> ClockTime:
    return ClockTime(hour, minute)


@register_construction("dotted-time", makes="time")
def _build_dotted_time(hour: int, minute: int) -> ClockTime:
    """Build a time written as 15.30, where the numbers make no date."""
    if hour <= 12 or minute <= 12:
        raise make_rejection("it may be a date")
    return ClockTime(hour, minute)


@register_construction("dotted-clock-range", makes="time_range")
def _build_range_of_dotted_times(a: int, b: int, c: int, d: int) -> Expression:
    """Build a range of times written as 10.30-12.30; 5.10-6.10 are days."""
    if is_dotted_date(a, b) and is_dotted_date(c, d):
        raise make_rejection("two dates")
    times = build_range_of_times(ClockTime(a, b), ClockTime(c, d))
    return times or RefusedPhrase("turned times")


@register_construction("clock-in-words", makes="time")
@register_construction("time-of-two-numbers", makes="time_in_words")
def _build_clock_in_words(hour: int, minute: int) -> ClockTime:
    """Build a time read out as "five thirty"; "nine eleven" is a day."""
    if not 1 <= hour <= 12 or not 10 <= minute <= 59 or (hour, minute) == (9, 11):
        raise make_rejection("no time")
    return ClockTime(hour, minute)


@register_construction("oh-minutes", makes="time")
def _build_oh_minutes(hour: int, number: int) -> ClockTime:
    """Build a time read out as "eight oh five"."""
    if hour > 12 or number > 9:
        raise make_rejection("no minute")
    return _build_twelve_hour_clock(hour, number)


@register_construction("minutes-past", makes="time")
def _build_minutes_past(number: int, clock: ClockTime) -> ClockTime:
    if number > 59 or clock.minute:
        raise make_rejection("no minute")
    return ClockTime(clock.hour, number, None, clock.half)


@register_construction("range-or-minutes", makes="stretch")
def _refuse_range_or_minutes(
    number: int, clock: ClockTime, day: Expression | None = None
) -> RefusedPhrase:
    """Refuse hours that may be one time: "ten to midnight" is 23:50, or from 10:00 on."""
    if number not in MINUTES_SAID_BEFORE_HOUR or clock.minute:
        raise make_rejection("from one time to another")
    return RefusedPhrase("minutes or range")


@register_construction("half-past", makes="time")
def _build_half_past(clock: ClockTime) -> ClockTime:
    return _build_minutes_past(30, clock)


@register_construction("minutes-to", makes="time")
def _build_minutes_to(number: int, clock: ClockTime) -> ClockTime:
    if not 0 < number <= 59:
        raise make_rejection("no minute")
    before = (clock.hour * 60 + clock.minute - number) % (24 * 60)
    return ClockTime(before // 60, before % 60, None, clock.half)


@register_construction("spoken-minutes-to", makes="time")
def _build_spoken_minutes_to(number: int, clock: ClockTime) -> ClockTime:
    """Build "at ten to nine", whose words are no hours: that is said "from ten to nine"."""
    _check_is_spoken(number)
    return replace(_build_minutes_to(number, clock), has_spoken_minutes=True)


@register_construction("spoken-minutes-past", makes="time")
def _build_spoken_minutes_past(number: int, clock: ClockTime) -> ClockTime:
    """Build "a las nueve y diez", whose words are no two hours."""
    _check_is_spoken(number)
    return replace(_build_minutes_past(number, clock), has_spoken_minutes=True)


def _check_is_spoken(minutes: int) -> None:
    if minutes % 5:
        raise make_rejection("minutes in words are fives")


@register_construction("time-as-said", makes="time")
def _build_time_as_said(time: Expression) -> Expression:
    return time


@register_construction("about-time", makes="about_time")
def _build_about_time(time: Expression, half: SpokenHalf | None = None) -> ApproximateDate:
    if half is None:
        return ApproximateDate(time)
    if not isinstance(time, ClockTime) or time.half is not None:
        raise make_rejection("it says its half of the day already")
    return ApproximateDate(_set_half_of_day(time, half))


@register_construction("just-after", makes="about_time")
def _build_just_after(time: Expression) -> ApproximateDate:
    if isinstance(time, ClockTime) and time.minute_of_day == MINUTES_OF_DAY:
        raise make_rejection("just after midnight is early that day, or on the next")
    return ApproximateDate(time)


@register_construction("about-hour", makes="about_hour")
def _build_about_hour(hour: Expression) -> ApproximateDate:
    return ApproximateDate(hour)


@register_construction("day-at", makes="moment")
def _build_day_at_time(
    day: Expression, time: Expression, dash: None = None
) -> TimeOnDay | RefusedPhrase:
    """Build a time of a day; that past a midnight may be on it, or on the next."""
    if isinstance(time, ClockTime) and time.hour == 24 and time.minute:
        return RefusedPhrase("midnight")
    return TimeOnDay(check_day_of_time(day), time)


@register_construction("time-of-named-day", makes="moment")
def _build_time_of_named_day(day: Expression, time: Expression) -> TimeOnDay | RefusedPhrase:
    """Build a time of a day whose preposition begins a range before weekdays: "de lunes a …"."""
    if is_bare_weekday(day):
        raise make_rejection("a range begins with the weekday")
    return _build_day_at_time(day, time)


@register_construction("day-at-dotted-time", makes="moment")
def _build_day_at_dotted_time(day: Expression, hour: int, minute: int) -> TimeOnDay:
    """Build a time with a dot behind a day: "4 December 8.40".

    Beside a weekday, or behind a date without a year, two such numbers may be a date.
    """
    may_have_date = is_bare_weekday(day) or (isinstance(day, NumericDate) and not day.numbers[2:])
    if may_have_date and is_dotted_date(hour, minute):
        raise make_rejection("they may be a date")
    return TimeOnDay(check_day_of_time(day), _build_hour_and_minute(hour, minute))


@register_construction("day-at-digits", makes="moment")
def _build_day_at_digits(day: Expression, hour_minute: int) -> TimeOnDay:
    """Build a time in four digits behind a day that lacks no year: "Friday 1430"."""
    is_whole = (
        (isinstance(day, RelativeUnit) and day.grain == Grain.DAY)
        or is_bare_weekday(day)
        or (isinstance(day, CalendarDate) and None not in (day.year, day.month, day.day))
        or (isinstance(day, NumericDate) and len(day.numbers) == 3)
    )
    if not is_whole:
        raise make_rejection("the digits may be the year of that day")
    return TimeOnDay(day, _build_clock_of_bare_digits(hour_minute))


@register_construction("time-of-part", makes="moment")
def _build_time_in_part(part: Expression, time: Expression) -> TimeOnDay:
    """Build a time in a part of the day, which says the half of the clock: "2 in the morning"."""
    half = _HALF_OF_PART.get(part.name) if isinstance(part, PartOfDay) else None
    if isinstance(part, PartOfDay) and part.name == "night" and _is_before_night(time):
        half = "pm"
    if half is None or not isinstance(time, ClockTime) or time.hour > 12:
        return TimeOnDay(part, time)
    if time.half not in (None, half):
        raise make_rejection("a time outside of that part of the day")
    if time.half is None and time.hour == 12 and half == "am":
        raise make_rejection("twelve is at neither end of that part of the day alone")
    return TimeOnDay(part, _set_half_of_day(time, half))


@register_construction("hour-of-part", makes="moment")
def _build_hour_of_part(part: Expression, time: Expression) -> TimeOnDay:
    """Build a number before a part of today or tomorrow: "10 tonight"."""
    if not isinstance(part, PartOfDay) or not isinstance(part.base, RelativeUnit):
        raise make_rejection("a number before a part of another day may be the day")
    return _build_time_in_part(part, time)


def _is_before_night(time: Expression) -> bool:
    """Return whether a time said of a night is of the evening before it: "7:30 Sunday night"."""
    if not isinstance(time, ClockTime) or time.half is not None or time.is_zero_led:
        return False
    return FIRST_HOUR_AFTER_NIGHT <= time.hour < 12


@register_construction("day-at-part", makes="moment")
def _build_day_at_time_in_part(
    day: Expression, time: Expression, part_of_day: PartOfDayName, third: SpokenThird | None = None
) -> TimeOnDay:
    """Build a time of a day with its part of it: which third that is, the time says itself."""
    return _build_time_in_part(PartOfDay(part_of_day, check_day_of_time(day)), time)


@register_construction("time-of-reference", makes="moment")
def _build_time_of_reference(day: Expression) -> TimeOfReference:
    """Build the time that it is now, on another day, or in another week."""
    if isinstance(day, RelativeUnit) and day.grain != Grain.DAY:
        if day.grain != Grain.WEEK or not day.offset:
            raise make_rejection("this time last year is no hour of a day")
        weeks: Amount = ((abs(day.offset), Grain.WEEK),)
        return TimeOfReference(Shift(weeks, 1 if day.offset > 0 else -1))
    return TimeOfReference(day)


@register_construction("time-for-start", makes="about_time")
def _build_time_before_start(a: Expression, b: Expression) -> Expression:
    """Build the time to come of an invitation, shortly before it starts: "7 pm for 7.30 pm"."""
    between = build_range_of_times(a, b)
    if not isinstance(between, Range):
        raise make_rejection("no two clock times")
    first, last = between.first, between.last
    if not isinstance(first, ClockTime) or not isinstance(last, ClockTime):
        raise make_rejection("no two clock times")
    if not 0 < last.minute_of_day - first.minute_of_day <= LONGEST_RECEPTION:
        raise make_rejection("the start follows within an hour")
    return first


@register_construction("date-time-year", makes="moment")
def _build_time_before_year(
    weekday: int, month_name: int, dom: int, time: Expression, year: int
) -> TimeOnDay:
    return TimeOnDay(CalendarDate(year, month_name, dom, weekday), time)


@register_construction("moment-in-half", makes="moment")
def _build_moment_in_half(iso_moment: str, half: SpokenHalf) -> TimeOnDay:
    """Build a time on twelve hours behind an ISO date: "2025-09-03 10:00 PM"."""
    year, month, day = map(int, iso_moment[:10].split("-"))
    clock = iso_moment[11:]
    if len(clock) != len("10:00") or int(clock[:2]) > 12:
        raise make_rejection("no hour of half a day")
    return TimeOnDay(CalendarDate(year, month, day), _parse_clock(clock, half))
