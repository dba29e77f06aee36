"""Dates in; half-open intervals out: the grains of the calendar, and the only calendar arithmetic of the library."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal, NamedTuple, TypeVar

from pendulum.helpers import add_duration

DateT = TypeVar("DateT", date, datetime)
Part = Literal["early", "mid", "late"]
_DAY, _MICROSECOND = timedelta(days=1), timedelta(microseconds=1)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class Grain(enum.IntEnum):
    """How precisely a time is known, from fine to coarse; grains compare."""

    SECOND = 1
    MINUTE = 2
    HOUR = 3
    PART_OF_DAY = 4
    DAY = 5
    WEEKEND = 6
    WEEK = 7
    MONTH = 8
    QUARTER = 9
    SEASON = 10
    HALF = 11
    YEAR = 12
    DECADE = 13
    CENTURY = 14

    def __str__(self) -> str:
        return self.name.lower().replace("_", " ")


# One unit of a grain, as pendulum counts it: the key, and how many of it.
_PENDULUM_UNITS = {
    Grain.SECOND: ("seconds", 1),
    Grain.MINUTE: ("minutes", 1),
    Grain.HOUR: ("hours", 1),
    Grain.DAY: ("days", 1),
    Grain.WEEKEND: ("weeks", 1),
    Grain.WEEK: ("weeks", 1),
    Grain.MONTH: ("months", 1),
    Grain.QUARTER: ("months", 3),
    Grain.SEASON: ("months", 3),
    Grain.HALF: ("months", 6),
    Grain.YEAR: ("years", 1),
    Grain.DECADE: ("years", 10),
    Grain.CENTURY: ("years", 100),
}
_MONTHS_PER_UNIT = {Grain.MONTH: 1, Grain.QUARTER: 3, Grain.HALF: 6}
_YEARS_PER_UNIT = {Grain.YEAR: 1, Grain.DECADE: 10, Grain.CENTURY: 100}
# ISO 8601-2 sub-year groupings: quarters are 33-36, halves 40-41.
_EDTF_GROUPINGS = {Grain.QUARTER: (33, 3), Grain.HALF: (40, 6)}


class Interval(NamedTuple):
    """A half-open stretch of time `[start, end)` and the grain it is known to.

    Both ends are dates for the grain day and coarser, else both are datetimes (a weekend that begins at an hour, too). None is an
    open side. `about`, and `part` ("early", "mid", "late"), say how the words limited it.

    >>> Interval(date(2012, 1, 1), date(2013, 1, 1), Grain.YEAR).edtf
    '2012'
    >>> Interval(date(2025, 9, 3), None).edtf
    '2025-09-03/..'
    """

    start: date | None
    end: date | None
    grain: Grain = Grain.DAY
    about: bool = False
    part: Part | None = None

    @property
    def edtf(self) -> str:
        """The interval by ISO 8601-2 (EDTF): the last unit is named, not the one after it.

        https://www.loc.gov/standards/datetime/
        """
        approximate = "~" if self.about else ""
        ends = [_format_edtf_unit(self.start, self.grain), _format_edtf_unit(self.last, self.grain)]
        if self.grain < Grain.DAY:
            ends = [
                _format_edtf_time(self.start),
                _format_edtf_time(self.start if self.is_point else self.end),
            ]
        if ends[0] == ends[1]:
            return ends[0] + approximate
        return "/".join(end if end == ".." else end + approximate for end in ends)

    @property
    def last(self) -> date | None:
        """The last day that the interval touches; None where it is open."""
        if isinstance(self.end, datetime):
            return (self.end - _MICROSECOND).date()
        return self.end - _DAY if self.end else None

    @property
    def first(self) -> date | None:
        """The first day that the interval touches; None where it is open."""
        return self.start.date() if isinstance(self.start, datetime) else self.start

    @property
    def is_timed(self) -> bool:
        """Whether an end is a clock time."""
        return isinstance(self.start or self.end, datetime)

    @property
    def is_point(self) -> bool:
        """Whether it is one clock time, to the minute or the second."""
        if not isinstance(self.start, datetime) or not isinstance(self.end, datetime):
            return False
        return self.grain <= Grain.MINUTE and self.end - self.start <= timedelta(minutes=1)

    def to_utc_bounds(self) -> tuple[datetime, datetime]:
        """Both ends as datetimes that compare: a date is its midnight, an open side the end of time; aware ones in UTC."""
        try:
            return _to_naive_utc(self.start, datetime.min), _to_naive_utc(self.end, datetime.max)
        except OverflowError:  # in the first or last hours of the calendar, which UTC may not have
            return _to_naive_utc(_drop_time_zone(self.start), datetime.min), _to_naive_utc(
                _drop_time_zone(self.end), datetime.max
            )

    def overlaps(self, other: Interval) -> bool:
        """Whether the two share any time."""
        (a, b), (c, d) = _align_bounds(self, other)
        return a < d and c < b

    def is_within(self, other: Interval) -> bool:
        """Whether all of this lies inside the other."""
        (a, b), (c, d) = _align_bounds(self, other)
        return c <= a and b <= d

    def is_same_time_as(self, other: Interval) -> bool:
        """Whether both cover the same time, whatever their grains."""
        return self.is_within(other) and other.is_within(self)


def _align_bounds(one: Interval, other: Interval) -> tuple[tuple[date, date], ...]:
    """Bounds of two intervals on one clock: beside local days, an aware time is read on its own wall clock. Days compare as they are."""
    (a, b), (c, d) = one[:2], other[:2]
    if type(a) is type(b) is type(c) is type(d) is date:
        return (a, b), (c, d)
    if one.is_timed and other.is_timed:
        return one.to_utc_bounds(), other.to_utc_bounds()
    return drop_time_zones(one).to_utc_bounds(), drop_time_zones(other).to_utc_bounds()


def drop_time_zones(interval: Interval) -> Interval:
    """The interval without time zones: what the clocks on the walls show at its two ends."""
    if not interval.is_timed:
        return interval
    return interval._replace(
        start=_drop_time_zone(interval.start), end=_drop_time_zone(interval.end)
    )


def _drop_time_zone(value: date | None) -> date | None:
    return value.replace(tzinfo=None) if isinstance(value, datetime) else value


def _to_naive_utc(value: date | None, default: datetime) -> datetime:
    if value is None:
        return default
    if not isinstance(value, datetime):
        return datetime.combine(value, time.min)
    if value.tzinfo is None:
        return value
    return value.astimezone(UTC).replace(tzinfo=None)


def _format_edtf_unit(day: date | None, grain: Grain) -> str:
    if day is None:
        return ".."
    year = f"{day.year:04}"
    if grain in _EDTF_GROUPINGS:
        first, months = _EDTF_GROUPINGS[grain]
        return f"{year}-{first + (day.month - 1) // months}"
    texts = {Grain.CENTURY: year[:2] + "XX", Grain.DECADE: year[:3] + "X", Grain.YEAR: year}
    month = {Grain.MONTH: day.isoformat()[:7], Grain.SEASON: day.isoformat()[:7]}
    return texts.get(grain) or month.get(grain) or day.isoformat()[:10]


def _format_edtf_time(value: date | None) -> str:
    return value.isoformat("T", "seconds") if isinstance(value, datetime) else ".."


def find_calendar_unit(day: date, grain: Grain, week_start: int = 0) -> Interval:
    """The one unit of a grain, day or coarser, that holds a day. Weeks begin on `week_start` (Monday is 0); seasons are meteorological.

    >>> find_calendar_unit(date(2025, 8, 29), Grain.QUARTER).edtf
    '2025-35'
    """
    if isinstance(day, datetime):
        day = day.date()
    if grain == Grain.WEEK:
        start = day - timedelta(days=(day.weekday() - week_start) % 7)
    elif grain == Grain.SEASON:
        start = add_units(day.replace(day=1), -(day.month % 3), Grain.MONTH)
    elif grain in _MONTHS_PER_UNIT:
        start = day.replace(
            month=(day.month - 1) // _MONTHS_PER_UNIT[grain] * _MONTHS_PER_UNIT[grain] + 1, day=1
        )
    elif grain in _YEARS_PER_UNIT:
        first = day.year // _YEARS_PER_UNIT[grain] * _YEARS_PER_UNIT[grain]
        return Interval(
            date(max(first, 1), 1, 1), date(first + _YEARS_PER_UNIT[grain], 1, 1), grain
        )
    else:
        start = day
    return Interval(start, add_units(start, 1, grain), grain)


def add_units(value: DateT, count: float, grain: Grain) -> DateT:
    """The date or time that many units later (earlier, if negative), on the wall clock; a day past the month's end becomes its last one.

    >>> add_units(date(2025, 1, 31), 1, Grain.MONTH)
    datetime.date(2025, 2, 28)
    >>> add_units(date(2025, 1, 31), 1.5, Grain.YEAR)
    datetime.date(2026, 7, 31)
    """
    if grain == Grain.DAY:
        return value + timedelta(count)
    key, size = _PENDULUM_UNITS[grain]
    if key not in ("months", "years"):
        return value + timedelta(**{key: count * size})
    whole, part = divmod(count * size * (12 if key == "years" else 1), 1)
    if value.day > 28 or part:
        return add_duration(value, months=int(whole)) + timedelta(days=round(part * 30))
    year, month = divmod(value.year * 12 + value.month - 1 + int(whole), 12)
    return value.replace(year=year, month=month + 1)  # every month has such a day


def enclose_intervals(intervals: Iterable[Interval]) -> Interval | None:
    """The smallest interval that holds them all, with the finest of their grains; None of none."""
    found = [*intervals]
    if len(found) < 2:
        return found[0] if found else None
    found.sort(key=Interval.to_utc_bounds)
    last = max(found, key=lambda each: each.to_utc_bounds()[1])
    if found[0] is last:
        return last
    ends = (found[0].start, last.end)
    if not _can_bound_interval(*ends):
        return enclose_intervals(widen_to_days(each) for each in found)
    return Interval(*ends, min(each.grain for each in found))


def _can_bound_interval(start: date | None, end: date | None) -> bool:
    """Whether two ends make one interval: both days, or both clock times, of places whose zones are known or not."""
    if isinstance(start, datetime) and isinstance(end, datetime):
        return (start.tzinfo is None) == (end.tzinfo is None)
    return isinstance(start, datetime) == isinstance(end, datetime)


def widen_to_days(interval: Interval) -> Interval:
    """The whole calendar days that an interval touches."""
    end = interval.last + timedelta(days=1) if interval.last and interval.last < date.max else None
    return interval._replace(start=interval.first, end=end, grain=max(interval.grain, Grain.DAY))


def extend_interval(first: Interval, last: Interval) -> Interval:
    """From the start of one date to another: up to it, if it is a clock time, else through it; just the first if the other is over then."""
    (begun, _), (_, over) = _align_bounds(first, last)
    if first == last or over <= begun:
        return first
    end = last.start if last.is_point else last.end
    if first.is_timed and last.is_timed and _can_bound_interval(first.start, end):
        return Interval(first.start, end, min(first.grain, last.grain))
    return Interval(
        widen_to_days(first).start,
        widen_to_days(last).end,
        max(Grain.DAY, min(first.grain, last.grain)),
    )


def merge_intervals(intervals: Iterable[Interval]) -> tuple[Interval, ...]:
    """The intervals in order, those that touch or overlap made one: "Tuesday and Wednesday" is one stretch of two days."""
    result: list[Interval] = []
    for each in sorted(intervals, key=Interval.to_utc_bounds):
        if (
            result
            and result[-1].is_timed == each.is_timed
            and each.to_utc_bounds()[0] <= result[-1].to_utc_bounds()[1]
        ):
            result[-1] = enclose_intervals([result[-1], each]) or each
        else:
            result.append(each)
    return tuple(result)
