"""The ends of a range of clock times in; the range, with halves of the day and zone meant, out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from itinerary.dates.expressions import (
    ClockTime,
    Expression,
    HalfOfDay,
    PartOfDay,
    Range,
    RefusedPhrase,
    TimeInZone,
    TimeOnDay,
)

MINUTES_OF_DAY = 24 * 60
# Longer ranges are mistakes: "10:00 to 9:00", "3 pm to 1 pm".
LONGEST_DAY = 10 * 60  # of a range whose end lacks its half of the day: "10 to 8"
LONGEST_NIGHT = 16 * 60  # of a range that ends on the next day: "17:00 to 9:00"
_OTHER_HALF: Mapping[HalfOfDay, HalfOfDay] = {"am": "pm", "pm": "am"}


def build_range_of_times(a: Expression, b: Expression) -> Expression | None:
    """Build a range of clock times, of which one may have its day; None of any other ends.

    It may end on the next day if it takes a night, but not if it takes a day.
    """
    first, last = _find_clock_time(a), _find_clock_time(b)
    if first is None or last is None or (isinstance(a, TimeOnDay) and isinstance(b, TimeOnDay)):
        return None
    if first == ClockTime(24):
        return RefusedPhrase("midnight")
    if _is_doubtful_twelve(first, last):
        return RefusedPhrase("noon or midnight")
    first, last = _infer_halves_of_day(first, last)
    if _is_same_time(first, last):
        return RefusedPhrase("same times")
    if _measure_night(first, last) > LONGEST_NIGHT:
        return RefusedPhrase("turned times")
    if isinstance(a, TimeOnDay) and isinstance(a.base, PartOfDay):  # "Friday evening 7-9"
        return replace(a, clock=Range(first, last))
    return Range(_set_clock_time(a, first), _set_clock_time(b, last))


def split_zone_of_ends(
    a: Expression, b: Expression
) -> tuple[Expression, Expression, str | float | None]:
    """Return two times without the zone that one of them states for both, and that zone.

    Of two zones, of none, and where an end is no clock time, both stay as they are.
    """
    (first, own), (last, other) = _split_zone(a), _split_zone(b)
    zones = {own, other} - {None}
    if len(zones) != 1 or not (_find_clock_time(first) and _find_clock_time(last)):
        return a, b, None
    return first, last, zones.pop()


def _split_zone(time: Expression) -> tuple[Expression, str | float | None]:
    if isinstance(time, TimeInZone):
        return time.base, time.zone
    if isinstance(time, TimeOnDay) and isinstance(time.clock, TimeInZone):
        return replace(time, clock=time.clock.base), time.clock.zone
    return time, None


def _find_clock_time(date: Expression) -> ClockTime | None:
    time = date.clock if isinstance(date, TimeOnDay) else date
    return time if isinstance(time, ClockTime) else None


def _set_clock_time(date: Expression, time: ClockTime) -> Expression:
    return replace(date, clock=time) if isinstance(date, TimeOnDay) else time


def _measure_night(a: ClockTime, b: ClockTime) -> int:
    """Return the minutes from one time to another of the next day; 0 where that is on the same."""
    first, last = a.minute_of_day % MINUTES_OF_DAY, b.minute_of_day
    return last + MINUTES_OF_DAY - first if last < first else 0


def _is_same_time(a: ClockTime, b: ClockTime) -> bool:
    return (a.minute_of_day, a.second or 0) == (b.minute_of_day, b.second or 0)


def _is_doubtful_twelve(a: ClockTime, b: ClockTime) -> bool:
    """Return whether "12 a.m." ends a range that may be of a morning: "9 to 12 a.m."."""
    is_twelve_am = b.hour == 12 and b.half == "am" and not b.is_half_said_in_words
    return is_twelve_am and a.half != "pm" and 0 < a.hour < 12


def _infer_halves_of_day(a: ClockTime, b: ClockTime) -> tuple[ClockTime, ClockTime]:
    """Return two times of a range in the halves of the day that they are meant in."""
    if b.is_half_said_in_words and 0 < a.hour < 12 and b.hour in (12, 24):
        return _lend_part_of_day(a, b)
    a, b = share_half_of_day(a, b)
    is_by_halves = not a.half and not b.half and b.hour < 12 and a.hour <= 12
    if is_by_halves and not b.is_zero_led and (b.hour, b.minute) < (a.hour, a.minute):
        later = replace(b, hour=b.hour + 12)  # "10 to 4" does not end the next morning
        if later.minute_of_day - a.minute_of_day <= LONGEST_DAY:
            return a, later
    return a, b


def share_half_of_day(a: ClockTime, b: ClockTime) -> tuple[ClockTime, ClockTime]:
    """Return two times, of which one without am or pm takes it from the other.

    "3-4 pm" are both of the afternoon, and "11-1 pm" begin in the morning.
    """
    is_turned = (a.hour % 12, a.minute) > (b.hour % 12, b.minute)
    if b.half and not a.half and a.hour <= 12:
        return replace(a, half=_OTHER_HALF[b.half] if is_turned else b.half), b
    if a.half and not b.half and b.hour <= 12:
        return a, replace(b, half=_OTHER_HALF[a.half] if is_turned else a.half)
    return a, b


def _lend_part_of_day(a: ClockTime, b: ClockTime) -> tuple[ClockTime, ClockTime]:
    """Return two times of one morning up to twelve, or of one evening: "9 to 12 in the morning"."""
    if b.hour == 24:
        return replace(a, half=a.half or "pm"), b
    return (a, b) if a.half == "pm" else (replace(a, half="am"), replace(b, half="pm"))
