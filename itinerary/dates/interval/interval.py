"""A stretch of time as a value: it compares, tells whether a day is in it, and has a text."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta

from itinerary._moved import add_former_names
from itinerary.dates.interval.ancient import add_days
from itinerary.dates.interval.bounds import align_bounds, find_clock_bounds
from itinerary.dates.interval.edtf import format_edtf
from itinerary.dates.interval.former_tuple import FormerTuple
from itinerary.dates.interval.grain import Grain, Part
from itinerary.dates.interval.membership import has_moment
from itinerary.dates.interval.moments import (
    are_surely_in_order,
    find_first_moment,
    format_iso_moment,
    identify_end,
    is_same_end,
    measure_elapsed_time,
    to_midnight,
    to_naive_utc,
    to_plain_date,
)
from itinerary.dates.interval.validation import check_flag, check_interval, has_whole_units

_FIRST_DAY = date.min
_DAY, _MINUTE, _SECOND = timedelta(days=1), timedelta(minutes=1), timedelta(seconds=1)
_MICROSECOND = timedelta(microseconds=1)
_NOTHING = timedelta()
_FLAGS = ("about", "uncertain", "within", "south", "julian")
_GRAIN_OF_A_DAY = Grain.DAY  # a member of an enum is slow to look up


@dataclass(frozen=True, slots=True)
class Interval(FormerTuple):
    """A half-open stretch of time `[start, end)` and the grain it is known to.

    A value: it never changes (`dataclasses.replace` makes another one), it can be compared for
    equality, hashed, pickled and copied. Several are put in order by `Interval.to_utc_bounds`.

    Attributes:
        start: The first day, or the moment it begins; None where that side is open.
        end: The day after the last one, or the moment it is over; None where that side is open.
            Both ends are dates for the grain day and coarser, else both are datetimes (those of
            a weekend that begins at an hour, too). Datetimes are both naive, on the clock of the
            place, or both aware. Dates and datetimes of other libraries become plain ones. A
            day before the year 1 is an `AncientDate`.
        grain: How precisely it is known; of several units of a grain it is still that grain.
            From the week on they are whole units: weeks of seven days from any day on, seasons
            of whole months, decades from a year that ends in 0, centuries from one in 00. Other
            stretches are known to a finer grain.
        about: Whether the words said that it is only roughly so ("around 1990").
        part: Which third of a unit it is, if it is one ("early March"): its grain may be that of
            the unit, too.
        uncertain: Whether the words doubt it ("1850?").
        within: Whether it is one time within the stretch ("between 1810 and 1825", "before
            1850"), not all of it.
        south: Whether its seasons are those of the southern hemisphere.
        julian: Whether its days were given by the Julian calendar, and are said by that, too. It
            is no other time for that.
        outside: Of one time within an open stretch, whether the words named the unit beyond its end
            ("before 1850") or the last in it ("by 1849"); None where they named neither. It is the
            same time, so this is not compared.

    Dates reach from -9999-01-01 to 9999-12-31. As an end is excluded, no interval holds the last
    of these days but one that is open.

    Raises:
        TypeError: An argument has a wrong type; the message names it.
        ValueError: The arguments do not go together: the end is not after the start, dates with a
            grain finer than day, datetimes with a coarser one, a naive end beside an aware one,
            the grain month for a stretch that is no whole months.

    >>> year = Interval(date(2012, 1, 1), date(2013, 1, 1), Grain.YEAR)
    >>> year.edtf, year.duration.days, date(2012, 5, 1) in year, date(2013, 1, 1) in year
    ('2012', 366, True, False)
    >>> Interval(date(2025, 9, 3), None).edtf
    '2025-09-03/..'
    >>> Interval(date(2025, 9, 3), date(2025, 9, 6), Grain.MINUTE)
    Traceback (most recent call last):
    ValueError: grain minute needs clock times, but start is the day 2025-09-03
    >>> Interval(date(2025, 9, 3), date(2025, 9, 6), Grain.MONTH)
    Traceback (most recent call last):
    ValueError: grain month needs the first day of a month, but start is 2025-09-03; ...
    """

    start: date | None
    end: date | None
    grain: Grain = Grain.DAY
    about: bool = False
    part: Part | None = None
    uncertain: bool = False
    within: bool = False
    south: bool = False
    outside: bool | None = None
    julian: bool = False

    def __post_init__(self) -> None:
        """Check the fields; those of whole days and of naive times, which are most, at once."""
        start, end, grain = self.start, self.end, self.grain
        is_plain = self.about is self.uncertain is self.within is self.south is self.julian is False
        is_plain = is_plain and self.outside is None
        if is_plain and self.part is None and type(grain) is Grain:
            if type(start) is date and type(end) is date:
                if start < end and grain >= _GRAIN_OF_A_DAY and has_whole_units(start, end, grain):
                    return
            elif type(start) is datetime and type(end) is datetime:
                is_fine = grain < _GRAIN_OF_A_DAY
                if is_fine and start.tzinfo is end.tzinfo and are_surely_in_order(start, end):
                    return
        for name in _FLAGS:
            check_flag(name, getattr(self, name))
        if self.outside is not None:
            check_flag("outside", self.outside)
        plain_start, plain_end = check_interval(start, end, grain, self.part)
        if plain_start is not start:
            object.__setattr__(self, "start", plain_start)
        if plain_end is not end:
            object.__setattr__(self, "end", plain_end)

    def __eq__(self, other: object) -> bool:
        """Return whether both say the same: the same days or moments, known equally well.

        Aware times are compared as moments, whatever their zones. Naive ones are what a clock
        shows, so that the two that it shows of an hour that comes twice (by `fold`) differ, and
        neither is ever equal to an aware one.

        >>> ten, eleven = datetime(2025, 9, 3, 10), datetime(2025, 9, 3, 11)
        >>> Interval(ten, None, Grain.HOUR) == Interval(eleven, None, Grain.HOUR)
        False
        """
        if not isinstance(other, Interval):
            return NotImplemented
        if self.grain != other.grain or self._list_qualities() != other._list_qualities():
            return False
        return is_same_end(self.start, other.start) and is_same_end(self.end, other.end)

    def __hash__(self) -> int:
        """Return the same for equal intervals."""
        return hash((identify_end(self.start), identify_end(self.end), self.grain, self.about))

    def _list_qualities(self) -> tuple[object, ...]:
        return self.about, self.part, self.uncertain, self.within, self.south

    def __contains__(self, value: date) -> bool:
        """Return whether a day or a moment lies in it, the start included, the end not.

        Args:
            value: A date, if the interval is of days; it may be a datetime, of which the day by
                its own clock counts. A datetime, if it is of clock times: a naive one for naive
                ends, an aware one for aware ends. (`overlaps` and `is_within` compare intervals.)

        Raises:
            TypeError: The value is no date, or a day beside clock times.
            ValueError: One of them is naive and the other aware.

        >>> date(2025, 9, 4) in Interval(date(2025, 9, 3), date(2025, 9, 6))
        True
        >>> datetime(2025, 9, 6, 0, 0) in Interval(date(2025, 9, 3), date(2025, 9, 6))
        False
        """
        moment = to_plain_date("value", value)
        if self.is_timed:
            return has_moment(self, moment)
        day = moment.date() if isinstance(moment, datetime) else moment
        return not (self.start and day < self.start) and not (self.end and day >= self.end)

    @property
    def duration(self) -> timedelta | None:
        """The time that passes from its start to its end; None while a side is open.

        Of aware times it is elapsed time, over any change of the clocks; of days and naive times
        each day has 24 hours.

        >>> Interval(date(2025, 9, 3), date(2025, 9, 6)).duration
        datetime.timedelta(days=3)
        """
        if isinstance(self.start, datetime) and isinstance(self.end, datetime):
            return measure_elapsed_time(self.start, self.end)
        return self.end - self.start if self.start and self.end else None

    @property
    def iso(self) -> str:
        """The interval by ISO 8601: the moment it begins and the one it is over, or ".." if open.

        Days begin at midnight, so that no one takes an excluded day for an included one. It does
        not tell the grain; `edtf` does.

        >>> Interval(date(2025, 9, 3), date(2025, 9, 6)).iso
        '2025-09-03T00:00:00/2025-09-06T00:00:00'
        """
        return "/".join(format_iso_moment(each) for each in (self.start, self.end))

    @property
    def edtf(self) -> str:
        """The interval by ISO 8601-2 (EDTF), which names the last unit, not the one after it.

        Clock times are to the second, with their offset where they are aware, one minute or second
        as the time at which it begins. Seasons are those of meteorologists, others are written as
        the months that they reach through; weeks, weekends and thirds as the days. One time within
        a stretch is a set, of which one member is meant: "[1810..1825]".

        Source: https://www.loc.gov/standards/datetime/

        >>> Interval(date(2025, 9, 2), date(2025, 9, 5)).edtf
        '2025-09-02/2025-09-04'
        """
        return format_edtf(self)

    @classmethod
    def from_edtf(cls, text: str) -> Interval:
        """Return the interval that a text by ISO 8601-2 (EDTF) names.

        Levels 0 and 1 are read, and of level 2 what can be one interval: sets without gaps
        ("[1810..1825]", "{1940,1941}") and groupings of months. A side that is unknown is open,
        what qualifies a part of a date qualifies all of it, and "1985-XX" is one month within 1985.
        A season of no hemisphere ("1968-21") is that of the north.

        What `edtf` does not tell is not known again: weeks, weekends and thirds are days; clock
        times are to the minute or, where one of them is within a minute, to the second. All else is
        read back as the same interval.

        Raises:
            TypeError: The text is no str.
            ValueError: It is no EDTF, or no interval ("Y170000002"); the message says why, or what
                is understood.

        >>> Interval.from_edtf("199X") == Interval(date(1990, 1, 1), date(2000, 1, 1), Grain.DECADE)
        True
        >>> Interval.from_edtf("[..1849?]").uncertain, Interval.from_edtf("-0043-03-15").start
        (True, AncientDate(year=-43, month=3, day=15))
        """
        from itinerary.dates.interval.edtf_reading import parse_edtf  # few need it

        found = parse_edtf(text)
        return cls(**{each.name: getattr(found, each.name) for each in fields(found)})

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
        if self.end is None:
            return None
        return self.end - _DAY if self.end > _FIRST_DAY else add_days(self.end, -1)

    @property
    def is_timed(self) -> bool:
        """Whether an end is a clock time."""
        return isinstance(self.start or self.end, datetime)

    @property
    def is_approximate(self) -> bool:
        """Whether the words said that it is only about so, or doubted it."""
        return self.about or self.uncertain

    @property
    def is_point(self) -> bool:
        """Whether it is one clock time, known to the minute or the second."""
        if not isinstance(self.start, datetime) or not isinstance(self.end, datetime):
            return False
        if self.grain > Grain.MINUTE:
            return False
        length = self.end - self.start
        if length <= _NOTHING:  # in an hour that comes twice
            length = measure_elapsed_time(self.start, self.end)
        return length <= (_MINUTE if self.grain == Grain.MINUTE else _SECOND)

    def to_utc_bounds(self) -> tuple[datetime, datetime]:
        """Return both ends as naive datetimes that compare with those of other intervals.

        A date becomes its midnight and an open side the end of time; aware ends are in UTC, naive
        ones stay as they are. An `AncientDate` stays one, too: it comes before all others.

        >>> Interval(None, date(2025, 9, 3)).to_utc_bounds()[1]
        datetime.datetime(2025, 9, 3, 0, 0)
        """
        if type(self.start) is date and type(self.end) is date:  # as most are
            return to_midnight(self.start), to_midnight(self.end)
        try:
            first = find_first_moment(self.end) if self.start is None else datetime.min
            return to_naive_utc(self.start, first), to_naive_utc(self.end, datetime.max)
        except OverflowError:  # in the first or last hours of the calendar, which UTC may not have
            return find_clock_bounds(self)

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


add_former_names(Interval, bounds="to_utc_bounds", same="is_same_time_as")
