"""Meanings of the clock: a time, a part of a day, and either of them on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from itinerary.diagnostics import PhraseError
from itinerary.interval import Grain, Interval
from itinerary.meaning.context import PARTS_OF_DAY, Context, Derived, Meaning, at_midnight, moment_interval
from itinerary.meaning.relative import Relative

MOST_DAYS = 31  # of a window on which a time is looked for: on two already it is ambiguous


@dataclass(frozen=True, slots=True)
class Clock(Meaning):
    """A time on the clock; without am or pm it is read on 24 hours."""

    hour: int
    minute: int = 0
    second: int | None = None
    half: Literal["am", "pm"] | None = None

    @property
    def period(self) -> int:
        """How seldom it recurs: each day."""
        return 0

    def occurrences(self, context: Context) -> list[Interval]:
        """On the reference's day, in a window on each of its days; inside a range on the days beside it, too."""
        first, last = context.extent
        around = 0 if context.direction is None else 1
        days = range(-around, min((last - first).days, MOST_DAYS) + 1 + around)
        return [self.at(first + timedelta(days=each)) for each in days]

    def halves(self) -> tuple[Clock, ...]:
        """Itself before and after noon, unless it says which."""
        if self.half is not None or self.hour > 12:
            return ()
        return Clock(self.hour, self.minute, self.second, "am"), Clock(self.hour, self.minute, self.second, "pm")

    def at(self, day: date) -> Interval:
        """That time of a day."""
        hour = self.hour if self.half is None else self.hour % 12 + (12 if self.half == "pm" else 0)
        if self.half and self.hour > 12:
            hour = self.hour
        moment = at_midnight(day) + timedelta(hours=hour, minutes=self.minute, seconds=self.second or 0)
        return moment_interval(moment, Grain.MINUTE if self.second is None else Grain.SECOND)


@dataclass(frozen=True, slots=True)
class At(Derived):
    """A clock time of a day, or within a part of it: "Tuesday at 10:00", "this evening at 8"."""

    base: Meaning
    clock: Meaning

    def of(self, base: Interval, context: Context) -> Interval:
        """The time on that day; in a part of the day, the half of the clock that fits it."""
        if base.first is None:
            raise PhraseError("a clock time needs a day")
        if isinstance(self.clock, Clock) and base.grain != Grain.PART_OF_DAY:
            return self.clock.at(base.first)
        inside = context._replace(reference=at_midnight(base.first), window=None, direction=None)
        clocks = [self.clock, *self.clock.halves()] if base.grain == Grain.PART_OF_DAY else [self.clock]
        return min((clock.one(inside) for clock in clocks), key=lambda each: _minutes_off(each, base))


@dataclass(frozen=True, slots=True)
class Instant(Meaning):
    """A time that says its own offset from UTC: "2025-09-03T10:00-06:00"; read on the clock of the place, or as written without one."""

    moment: datetime

    def occurrences(self, context: Context) -> list[Interval]:
        """The one it is."""
        local = self.moment.astimezone(context.zone) if context.zone else self.moment
        return [moment_interval(local.replace(tzinfo=None))]


def _minutes_off(point: Interval, part: Interval) -> float:
    """How far a clock time lies outside a part of the day."""
    (at, _), (begin, end) = point.bounds(), part.bounds()
    return max(0.0, (begin - at).total_seconds(), (at - end).total_seconds())


@dataclass(frozen=True, slots=True)
class PartOfDay(Derived):
    """A named part of a day: "Tuesday morning", "tonight"."""

    name: str
    base: Meaning = Relative(Grain.DAY)

    def of(self, base: Interval, context: Context) -> Interval:
        """That part of the day; night ends on the next morning."""
        begin, end = {**PARTS_OF_DAY, **context.conventions.parts_of_day}[self.name]
        day = at_midnight(base.first or context.today)
        return Interval(day + timedelta(hours=begin), day + timedelta(hours=end if end > begin else end + 24), Grain.PART_OF_DAY)
