"""The two values that all of the library speaks of time in: a grain, and an interval known to it.

`itinerary.dates.arithmetic` computes with them.
"""

from __future__ import annotations

import enum
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal, NamedTuple, TypeAlias

from itinerary._moved import add_former_names

Part: TypeAlias = Literal["early", "mid", "late"]
Bounds: TypeAlias = tuple[date, date]
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAY, _MICROSECOND = timedelta(days=1), timedelta(microseconds=1)


class Grain(enum.IntEnum):
    """How precisely a time is known, from the finest to the coarsest; grains compare.

    >>> Grain.DAY < Grain.MONTH, str(Grain.PART_OF_DAY)
    (True, 'part of day')
    """

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


# Groupings of months in ISO 8601-2 (EDTF): quarters are numbered 33 to 36, halves 40 and 41.
_EDTF_GROUPINGS = {Grain.QUARTER: (33, 3), Grain.HALF: (40, 6)}


class Interval(NamedTuple):
    """A half-open stretch of time `[start, end)` and the grain it is known to.

    Attributes:
        start: The first day, or the moment it begins; None where that side is open.
        end: The day after the last one, or the moment it is over; None where that side is open.
            Both ends are dates for the grain day and coarser, else both are datetimes (those of
            a weekend that begins at an hour, too). Datetimes are both naive, on the clock of the
            place, or both aware.
        grain: How precisely it is known; of several units of a grain it is still that grain.
        about: Whether the words said that it is only roughly so ("around 1990").
        part: Which third of a unit it is, if it is one ("early March").

    Dates reach from 0001-01-01 to 9999-12-31. As an end is excluded, no interval holds the last
    of these days but one that is open.

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
        """The interval by ISO 8601-2 (EDTF), which names the last unit, not the one after it.

        Clock times are to the second, with their offset where they are aware. Seasons, weeks and
        thirds are written as the months or days that they reach through.

        Source: https://www.loc.gov/standards/datetime/

        >>> Interval(date(2025, 9, 2), date(2025, 9, 5)).edtf
        '2025-09-02/2025-09-04'
        """
        approximate = "~" if self.about else ""
        if self.grain < Grain.DAY:
            end = self.start if self.is_point else self.end
            ends = [_format_edtf_time(self.start), _format_edtf_time(end)]
        else:
            ends = [_format_edtf_unit(each, self.grain) for each in (self.start, self.last)]
        if ends[0] == ends[1] != "..":
            return ends[0] + approximate
        return "/".join(end if end == ".." else end + approximate for end in ends)

    @property
    def first(self) -> date | None:
        """The first day that the interval touches, on the clock of its start; None if open."""
        return self.start.date() if isinstance(self.start, datetime) else self.start

    @property
    def last(self) -> date | None:
        """The last day that the interval touches, on the clock of its end; None if open.

        >>> Interval(datetime(2025, 9, 3, 18), datetime(2025, 9, 4, 0), Grain.MINUTE).last
        datetime.date(2025, 9, 3)
        """
        if isinstance(self.end, datetime):
            return (self.end - _MICROSECOND).date()
        return self.end - _DAY if self.end else None

    @property
    def is_timed(self) -> bool:
        """Whether an end is a clock time."""
        return isinstance(self.start or self.end, datetime)

    @property
    def is_point(self) -> bool:
        """Whether it is one clock time, known to the minute or the second."""
        if not isinstance(self.start, datetime) or not isinstance(self.end, datetime):
            return False
        return self.grain <= Grain.MINUTE and self.end - self.start <= timedelta(minutes=1)

    def to_utc_bounds(self) -> tuple[datetime, datetime]:
        """Return both ends as naive datetimes that compare with those of other intervals.

        A date becomes its midnight and an open side the end of time; aware ends are in UTC, naive
        ones stay as they are.

        >>> Interval(None, date(2025, 9, 3)).to_utc_bounds()[1]
        datetime.datetime(2025, 9, 3, 0, 0)
        """
        try:
            return _to_naive_utc(self.start, datetime.min), _to_naive_utc(self.end, datetime.max)
        except OverflowError:  # in the first or last hours of the calendar, which UTC may not have
            start, end = _drop_time_zone(self.start), _drop_time_zone(self.end)
            return _to_naive_utc(start, datetime.min), _to_naive_utc(end, datetime.max)

    def overlaps(self, other: Interval) -> bool:
        """Return whether the two share any time; one that begins when the other ends does not.

        Days are those of the place: beside them an aware time counts by its own clock.
        """
        (start, end), (other_start, other_end) = align_bounds(self, other)
        return start < other_end and other_start < end

    def is_within(self, other: Interval) -> bool:
        """Return whether all of this lies inside the other; each lies inside itself."""
        (start, end), (other_start, other_end) = align_bounds(self, other)
        return other_start <= start and end <= other_end

    def is_same_time_as(self, other: Interval) -> bool:
        """Return whether both cover the same time, whatever their grains."""
        return self.is_within(other) and other.is_within(self)


add_former_names(Interval, bounds="to_utc_bounds", within="is_within", same="is_same_time_as")


def align_bounds(one: Interval, other: Interval) -> tuple[Bounds, Bounds]:
    """Return the bounds of two intervals as values that compare with each other.

    Two intervals of closed days give those dates. Otherwise both give naive datetimes: two timed
    ones in UTC, and beside days an aware time as its own clock shows it.
    """
    (a, b), (c, d) = one[:2], other[:2]
    if type(a) is date and type(b) is date and type(c) is date and type(d) is date:
        return (a, b), (c, d)
    if one.is_timed and other.is_timed:
        return one.to_utc_bounds(), other.to_utc_bounds()
    return drop_time_zones(one).to_utc_bounds(), drop_time_zones(other).to_utc_bounds()


def drop_time_zones(interval: Interval) -> Interval:
    """Return the interval without time zones: what clocks at its two ends show."""
    if not interval.is_timed:
        return interval
    start, end = _drop_time_zone(interval.start), _drop_time_zone(interval.end)
    return interval._replace(start=start, end=end)


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
    if grain in (Grain.MONTH, Grain.SEASON):
        return day.isoformat()[:7]
    years = {Grain.CENTURY: f"{year[:2]}XX", Grain.DECADE: f"{year[:3]}X", Grain.YEAR: year}
    return years.get(grain) or day.isoformat()[:10]


def _format_edtf_time(value: date | None) -> str:
    return value.isoformat("T", "seconds") if isinstance(value, datetime) else ".."
