"""Meanings of the clock: a time, a part of a day, and either of them on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Literal, TypeAlias

from itinerary.dates.expressions.context import (
    PARTS_OF_DAY,
    Context,
    DerivedExpression,
    DerivedFromChosen,
    Expression,
    PartOfDayName,
    to_datetime,
    to_moment_interval,
)
from itinerary.dates.expressions.relative import RelativeUnit
from itinerary.dates.interval import Grain, Interval
from itinerary.dates.zones import load_zone
from itinerary.diagnostics import PhraseError

HalfOfDay: TypeAlias = Literal["am", "pm"]
MAX_WINDOW_DAYS = 31  # of a window on which a time is looked for: on two already it is ambiguous


@dataclass(frozen=True, slots=True)
class ClockTime(Expression):
    """A time on the clock; without am or pm it is read on 24 hours."""

    hour: int
    minute: int = 0
    second: int | None = None
    half: HalfOfDay | None = None

    @property
    def recurrence_rank(self) -> int:
        """How seldom it recurs: each day."""
        return 0

    def list_occurrences(self, context: Context) -> list[Interval]:
        """On the reference's day, in a window on each of its days; inside a range on the days beside it, too."""
        first, last = context.extent
        around = 0 if context.direction is None else 1
        days = range(-around, min((last - first).days, MAX_WINDOW_DAYS) + 1 + around)
        return [self.to_interval(first + timedelta(days=each)) for each in days]

    def list_half_day_readings(self) -> tuple[ClockTime, ...]:
        """Itself before and after noon, unless it says which."""
        if self.half is not None or self.hour > 12:
            return ()
        return ClockTime(self.hour, self.minute, self.second, "am"), ClockTime(
            self.hour, self.minute, self.second, "pm"
        )

    def to_interval(self, day: date) -> Interval:
        """That time of a day."""
        told = self.half is None or self.hour > 12
        hour = self.hour if told else self.hour % 12 + (12 if self.half == "pm" else 0)
        moment = to_datetime(day) + timedelta(
            hours=hour, minutes=self.minute, seconds=self.second or 0
        )
        return to_moment_interval(moment, Grain.MINUTE if self.second is None else Grain.SECOND)


@dataclass(frozen=True, slots=True)
class TimeOnDay(DerivedFromChosen):
    """A clock time of a day, or within a part of it: "Tuesday at 10:00", "this evening at 8"."""

    base: Expression
    clock: Expression

    def derive_interval(self, base: Interval, context: Context) -> Interval:
        """The time on that day; in a part of the day, the half of the clock that fits it."""
        if base.first is None:
            raise PhraseError("a clock time needs a day")
        if isinstance(self.clock, ClockTime) and base.grain != Grain.PART_OF_DAY:
            return self.clock.to_interval(base.first)
        if base.grain != Grain.PART_OF_DAY:
            return self.clock.find_single_interval(_copy_context_for_day(base.first, context))
        days, clocks = (
            (base.first, base.first + timedelta(days=1)),
            (self.clock, *self.clock.list_half_day_readings()),
        )
        return min(
            (
                clock.find_single_interval(_copy_context_for_day(day, context))
                for day in days
                for clock in clocks
            ),
            key=lambda each: _measure_time_outside(each, base),
        )

    def on(self, context: Context) -> tuple[Interval, ...]:
        """The time, or each of several: "Tuesday at 10:00 and 14:00"."""
        base = self.base.find_single_interval(context)
        if base.first is None or base.grain == Grain.PART_OF_DAY:
            return (self.derive_interval(base, context),)
        return self.clock.on(_copy_context_for_day(base.first, context))


def _copy_context_for_day(day: date, context: Context) -> Context:
    """The context of a clock time on a day."""
    return context._replace(reference=to_datetime(day), window=None, direction=None)


@dataclass(frozen=True, slots=True)
class Instant(Expression):
    """A time that says its own offset from UTC: "2025-09-03T10:00-06:00"; read on the clock of the place, or as written without one."""

    moment: datetime

    def list_occurrences(self, context: Context) -> list[Interval]:
        """The one it is."""
        local = self.moment.astimezone(context.zone) if context.zone else self.moment
        return [to_moment_interval(local.replace(tzinfo=None))]


@dataclass(frozen=True, slots=True)
class TimeInZone(DerivedExpression):
    """A time on the clock of another zone: "3 pm ET", "10:30 UTC+2"; read on the clock of the place, or as written without one."""

    base: Expression
    zone: str | float  # an IANA name, or hours east of UTC

    def list_half_day_readings(self) -> tuple[Expression, ...]:
        """The same in each half of the day."""
        return tuple(TimeInZone(half, self.zone) for half in self.base.list_half_day_readings())

    def derive_interval(self, base: Interval, context: Context) -> Interval:
        """The same moments on the clock of the place."""
        if context.zone is None:
            return base
        there = (
            load_zone(self.zone)
            if isinstance(self.zone, str)
            else timezone(timedelta(hours=self.zone))
        )
        start, end = (
            each.replace(tzinfo=there).astimezone(context.zone).replace(tzinfo=None)
            if isinstance(each, datetime)
            else each
            for each in (base.start, base.end)
        )
        return base._replace(start=start, end=end)


def _measure_time_outside(time: Interval, part: Interval) -> timedelta:
    """How far both ends of a clock time, or a range of them, lie outside a part of the day."""
    (first, last), (begin, end) = time.to_utc_bounds(), part.to_utc_bounds()
    ends = (first, first if time.is_point else last)
    return sum((max(timedelta(), begin - each, each - end) for each in ends), timedelta())


@dataclass(frozen=True, slots=True)
class PartOfDay(DerivedExpression):
    """A named part of a day: "Tuesday morning", "tonight"."""

    name: PartOfDayName
    base: Expression = RelativeUnit(Grain.DAY)

    def derive_interval(self, base: Interval, context: Context) -> Interval:
        """That part of the day; night ends on the next morning."""
        own = context.conventions.parts_of_day.get(self.name)
        begin, end = own or PARTS_OF_DAY[self.name]
        day = to_datetime(base.first or context.today)
        return Interval(
            day + timedelta(hours=begin),
            day + timedelta(hours=end if end > begin else end + 24),
            Grain.PART_OF_DAY,
        )
