"""Meanings of the clock: a time, a part of a day, and either of them on a day."""

from __future__ import annotations

from dataclasses import field, replace
from datetime import date, datetime, timedelta
from typing import Literal, TypeAlias

from itinerary.dates.expressions.context import Context
from itinerary.dates.expressions.conventions import PARTS_OF_DAY, PartOfDayName
from itinerary.dates.expressions.days_and_times import (
    find_midnight,
    to_datetime,
    to_day_interval,
    to_moment_interval,
)
from itinerary.dates.expressions.expression import (
    DerivedExpression,
    DerivedFromChosen,
    Expression,
    Intervals,
    ResolvedParts,
    find_all_within,
)
from itinerary.dates.expressions.refusals import RefusedPhrase
from itinerary.dates.expressions.zoned import find_stated_zone
from itinerary.dates.interval import Grain, Interval
from itinerary.diagnostics import PhraseError
from itinerary.values import value_class

HalfOfDay: TypeAlias = Literal["am", "pm"]
MAX_WINDOW_DAYS = 31  # on which a time is looked for; on two of them it is ambiguous already


@value_class
class ClockTime(Expression):
    """A time on the clock.

    Attributes:
        hour: From 0 to 24, where no half is given or it is over 12; else from 0 to 12.
        minute: From 0 to 59.
        second: From 0 to 59; None where none is stated, so that the time is known to the minute.
        half: Before or after noon; without one it is read on 24 hours.
        is_zero_led: Whether it is written on 24 hours beyond doubt, as "06:00" is.
        is_half_said_in_words: Whether twelve is one "in the morning" or "at night".
        has_spoken_minutes: Whether its minutes are in words that are hours, too: "ten to nine".
    """

    hour: int
    minute: int = 0
    second: int | None = None
    half: HalfOfDay | None = None
    is_zero_led: bool = field(default=False, repr=False)
    is_half_said_in_words: bool = field(default=False, repr=False)
    has_spoken_minutes: bool = field(default=False, repr=False)

    @property
    def recurrence_rank(self) -> int:
        """How seldom it recurs: each day."""
        return 0

    def list_occurrences(self, context: Context) -> list[Interval]:
        """Return it on the reference's day, or on each day of a window.

        Inside a range the days on either side count, too; but what follows 00:00 at 24:00 is at
        the end of that day, not of the one before.
        """
        first, last = context.extent
        around = 0 if context.direction is None else 1
        before = 0 if self.hour == 24 and context.direction == "after" else around
        days = range(-before, min((last - first).days, MAX_WINDOW_DAYS) + 1 + around)
        return [self.to_interval(first + timedelta(days=each)) for each in days]

    @property
    def minute_of_day(self) -> int:
        """The minutes since midnight: from 0 to 1440."""
        hour = self.hour
        if self.half is not None and hour <= 12:
            hour = hour % 12 + (12 if self.half == "pm" else 0)
        return hour * 60 + self.minute

    def list_half_day_readings(self) -> tuple[ClockTime, ...]:
        """Return itself before and after noon, unless it says which."""
        if self.half is not None or self.hour > 12:
            return ()
        return replace(self, half="am"), replace(self, half="pm")

    def to_interval(self, day: date) -> Interval:
        """Return that time of a day, as one minute or second."""
        since_midnight = timedelta(minutes=self.minute_of_day, seconds=self.second or 0)
        moment = to_datetime(day) + since_midnight
        return to_moment_interval(moment, Grain.MINUTE if self.second is None else Grain.SECOND)


@value_class
class TimeOnDay(DerivedFromChosen):
    """A clock time of a day, or within a part of it: "Tuesday at 10:00", "this evening at 8"."""

    base: Expression
    clock: Expression

    def find_base(self, context: Context) -> Interval:
        """Return the day; behind another date, the first on which the time is later than that.

        Raises:
            PhraseError: It would be the same day, but the time is earlier.
        """
        if context.direction != "after":
            return DerivedFromChosen.find_base(self, context)
        days = self.base.list_occurrences(context.copy_for_days())
        if len(days) < 2:
            return DerivedFromChosen.find_base(self, context)
        today = context.copy_for_clock_of(find_stated_zone(self.clock)).today
        for day in days:
            if self.derive_interval(day, context).to_utc_bounds()[0] >= context.reference:
                return day
            if day.first == today:
                raise RefusedPhrase("turned times").refusal
        return days[-1]

    def derive_interval(self, base: Interval, context: Context) -> Interval:
        """Return the time on that day; in a part of it, in the half of the clock that fits."""
        if base.first is None:
            raise PhraseError("a clock time needs a day")
        if isinstance(self.clock, ClockTime) and base.grain != Grain.PART_OF_DAY:
            return self.clock.to_interval(base.first)
        if base.grain != Grain.PART_OF_DAY:
            return self.clock.find_single_interval(copy_context_for_day(base.first, context))
        days = (base.first, base.first + timedelta(days=1))
        clocks = (self.clock, *self.clock.list_half_day_readings())
        times = [
            clock.find_single_interval(copy_context_for_day(day, context))
            for day in days
            for clock in clocks
        ]
        return min(times, key=lambda each: _measure_time_outside(each, base))

    def on(self, context: Context) -> tuple[Interval, ...]:
        """Return the time, or each of several: "Tuesday at 10:00 and 14:00"."""
        base = self.find_base(context)
        is_single = isinstance(self.clock, ClockTime) or base.grain == Grain.PART_OF_DAY
        if base.first is None or is_single:
            return (self.derive_interval(base, context),)
        return self.clock.on(copy_context_for_day(base.first, context))

    def split_hull(self, hull: Interval, context: Context) -> Intervals:
        """Return each of several times."""
        is_single = isinstance(self.clock, ClockTime)
        return (hull,) if is_single else find_all_within(self, hull, context)

    def list_items(self, found: Intervals, context: Context) -> ResolvedParts:
        """Return each of several times."""
        items = self.clock.list_items(found, context)
        return items if items[1:] else ((self, found),)

    def list_ends(self, found: Intervals, context: Context) -> ResolvedParts:
        """Return those of the time."""
        return self.clock.list_ends(found, context)


@value_class
class FromDayStart(DerivedExpression):
    """The part of a day up to a clock time: "Thursday until 18:00", "Wednesday before noon"."""

    base: Expression

    def derive_interval(self, base: Interval, context: Context) -> Interval:
        """Return it from the midnight at which the reference's day begins."""
        return Interval(to_datetime(context.today), base.start, base.grain, base.about)


@value_class
class TimeOfReference(DerivedFromChosen):
    """The time that it is now, on another day: "this time tomorrow"."""

    base: Expression

    def derive_interval(self, base: Interval, context: Context) -> Interval:
        """Return that time of the day; PhraseError where the reference is a day alone."""
        context.check_has_clock()
        if base.first is None or base.first != base.last:
            raise PhraseError("a clock time needs a day")
        return to_moment_interval(datetime.combine(base.first, context.now.time()))


def copy_context_for_day(day: date, context: Context) -> Context:
    """Return the context of a clock time on a day."""
    return context._replace(
        reference=find_midnight(day), window=None, direction=None, pieces=(), local_now=None
    )


@value_class
class YearOrTime(Expression):
    """Four digits that may be a year or a time of the day: "1430", "6 Nov 2359", "1500-1600".

    Attributes:
        year: What they are to those who look back.
        time: What they are to those who look ahead, and in a trip.
    """

    year: Expression
    time: Expression

    @property
    def recurrence_rank(self) -> int:
        """How seldom it recurs: as its time."""
        return self.time.recurrence_rank

    def list_occurrences(self, context: Context) -> list[Interval]:
        """Return those of the time where the future is preferred, of the year where the past is.

        Raises:
            PhraseError: Nothing says which it is; a year may be to come, too.
        """
        if context.conventions.prefer == "past":
            return self.year.list_occurrences(context)
        if context.window is not None or self._is_time_to_come(context):
            return self.time.list_occurrences(context)
        raise RefusedPhrase("year or time").refusal

    def _is_time_to_come(self, context: Context) -> bool:
        if context.conventions.prefer != "future":
            return False
        if self.time.recurrence_rank:  # it has a day, beside which few say such a year
            return True
        years = self.year.list_occurrences(context)
        return all(each.last is not None and each.last < context.today for each in years)


def _measure_time_outside(time: Interval, part: Interval) -> timedelta:
    """Return how far both ends of a clock time, or a range, lie outside a part of the day."""
    (first, last), (begin, end) = time.to_utc_bounds(), part.to_utc_bounds()
    ends = (first, first if time.is_point else last)
    return sum((max(timedelta(), begin - each, each - end) for each in ends), timedelta())


@value_class
class UnnamedDay(Expression):
    """The day of a time that names none: that of the reference, or each one of a window."""

    @property
    def recurrence_rank(self) -> int:
        """How seldom it recurs: each day."""
        return 0

    def list_occurrences(self, context: Context) -> list[Interval]:
        """Return the reference's day, or each day of a window up to a limit."""
        first, last = context.extent
        days = range(min((last - first).days, MAX_WINDOW_DAYS) + 1)
        return [to_day_interval(first + timedelta(days=each)) for each in days]


@value_class
class PartOfDay(DerivedExpression):
    """A named part of a day: "Tuesday morning", "tonight"."""

    name: PartOfDayName
    base: Expression = UnnamedDay()  # its day

    def list_occurrences(self, context: Context) -> list[Interval]:
        """Return the part of each day that the base may be."""
        return DerivedExpression.list_occurrences(self, context.copy_for_days())

    def derive_interval(self, base: Interval, context: Context) -> Interval:
        """Return that part of the day; the night ends on the next morning."""
        own = context.conventions.parts_of_day.get(self.name)
        begin, end = own or PARTS_OF_DAY[self.name]
        day = to_datetime(base.first or context.today)
        return Interval(
            day + timedelta(hours=begin),
            day + timedelta(hours=end if end > begin else end + 24),
            Grain.PART_OF_DAY,
        )


@value_class
class PartOfWeekday(PartOfDay):
    """The part of a day by its weekday beyond doubt: "quarta à noite" is no fourth night."""


@value_class
class PartOfNthDay(PartOfDay):
    """The part of a day by its number: "a quarta noite" is the fourth night, not Wednesday's."""
