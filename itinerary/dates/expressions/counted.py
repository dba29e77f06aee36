"""Meanings that count within a stretch of time: the third Thursday of November, the first two weeks of May, early March."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import pairwise

from itinerary.dates.expressions.calendar import CalendarDate, Workday
from itinerary.dates.expressions.context import (
    Context,
    Derived,
    Following,
    Meaning,
    at_midnight,
    check_length,
    day_interval,
)
from itinerary.dates.expressions.relative import Now, weekend
from itinerary.dates.interval import Grain, Interval, Part, days, shift, unit
from itinerary.diagnostics import PhraseError

OPEN = "an open stretch of time cannot be counted in"


@dataclass(frozen=True, slots=True)
class Nth(Derived):
    """The so-manieth weekday, day or unit of a stretch: "the third Thursday of November", "the last day of the trip"."""

    number: int  # from 1; negative numbers count from the end
    what: Grain | Meaning
    base: Meaning

    def occurrences(self, context: Context) -> list[Interval]:
        """One in each occurrence of its base; raises PhraseError where that is too short."""
        found = [
            each
            for each in (self._in(stretch, context) for stretch in self.base.occurrences(context))
            if each
        ]
        if not found:
            stretch = self.base.occurrences(context)[0]
            units = f"{self.what.name.lower()}s" if isinstance(self.what, Grain) else "of them"
            raise PhraseError(
                f"{stretch.edtf} has fewer than {abs(self.number)} {units}",
                hint="write the date itself",
            )
        return found

    def _in(self, stretch: Interval, context: Context) -> Interval | None:
        if self.what == Grain.DAY:
            return self._day(stretch)
        if (
            isinstance(self.what, CalendarDate)
            and self.what.period == 1
            and (day := self._weekday(self.what.weekday or 0, stretch))
        ):
            return day
        units = list(_fractions(self.what, stretch) or units_of(self.what, stretch, context))
        index = self.number - 1 if self.number > 0 else self.number
        return units[index] if -len(units) <= index < len(units) else None

    def _day(self, stretch: Interval) -> Interval | None:
        """Days need no counting, and a trip may have many."""
        if stretch.first is None or stretch.last is None:
            raise PhraseError(OPEN)
        day = (
            stretch.first + timedelta(days=self.number - 1)
            if self.number > 0
            else stretch.last + timedelta(days=self.number + 1)
        )
        return day_interval(day) if stretch.first <= day <= stretch.last else None

    def _weekday(self, weekday: int, stretch: Interval) -> Interval | None:
        """Nor do weekdays."""
        if stretch.first is None or stretch.last is None:
            raise PhraseError(OPEN)
        if self.number > 0:
            day = stretch.first + timedelta(
                days=(weekday - stretch.first.weekday()) % 7 + 7 * (self.number - 1)
            )
        else:
            day = stretch.last - timedelta(
                days=(stretch.last.weekday() - weekday) % 7 - 7 * (self.number + 1)
            )
        return day_interval(day) if stretch.first <= day <= stretch.last else None


def _fractions(what: Grain | Meaning, stretch: Interval) -> list[Interval]:
    """The halves or quarters of a stretch that is no year: of a month its days to the 15th and from the 16th, else even ones of years."""
    count = {Grain.HALF: 2, Grain.QUARTER: 4}.get(what, 0) if isinstance(what, Grain) else 0
    years = {Grain.DECADE: 10, Grain.CENTURY: 100}.get(stretch.grain, 0)
    if stretch.first is None or stretch.end is None or not count:
        return []
    if (
        stretch.grain == Grain.MONTH
        and count == 2
        and unit(stretch.first, Grain.MONTH).same(stretch)
    ):
        middle = stretch.first + timedelta(days=15)
        return [Interval(stretch.first, middle), Interval(middle, stretch.end)]
    if not years or years % count:
        return []
    cuts = [shift(stretch.first, part * years // count, Grain.YEAR) for part in range(count + 1)]
    return [Interval(start, end, Grain.YEAR) for start, end in pairwise(cuts)]


def units_of(what: Grain | Meaning, stretch: Interval, context: Context) -> Iterator[Interval]:
    """The units of a grain, or the occurrences of a date, that begin in a stretch, in order (of weeks, those with most days in it)."""
    if stretch.first is None or stretch.last is None:
        raise PhraseError(OPEN)
    check_length(stretch)
    if isinstance(what, Grain):
        _check_grain(what)
    if isinstance(what, Meaning):
        whole = days(stretch)
        yield from (
            each
            for each in what.occurrences(context._replace(window=whole))
            if each.overlaps(whole)
        )
        return
    if what == Grain.WEEKEND:
        around = units_of(
            Grain.WEEK,
            Interval(stretch.first - timedelta(days=7), stretch.last + timedelta(days=8)),
            context,
        )
        weekends = (weekend(context, each.first) for each in around if each.first)
        yield from (
            each for each in weekends if each.first and stretch.first <= each.first <= stretch.last
        )
        return
    if (
        what in (Grain.QUARTER, Grain.HALF)
        and stretch.first.day == 1
        and unit(stretch.first, what).first != stretch.first
    ):
        yield from _units_from(stretch.first, stretch.last, what)
        return
    yield from _units(what, stretch.first, stretch.last, context.conventions.week_start)


def _units_from(first: date, last: date, what: Grain) -> Iterator[Interval]:
    """The quarters or halves of a year that begins in another month than those of the calendar do."""
    while first <= last:
        end = shift(first, 1, what)
        yield Interval(first, end, Grain.MONTH)
        first = end


@lru_cache(
    maxsize=8
)  # all dates of a document are counted in a few stretches: the trip and its legs
def _units(what: Grain, first: date, last: date, week_start: int) -> tuple[Interval, ...]:
    """The units that begin from one day to another."""
    lead = (
        timedelta(days=3) if what == Grain.WEEK else timedelta()
    )  # most of a week lies where its fourth day does
    current, found = unit(first, what, week_start), []
    while current.first and current.last and current.first + lead <= last:
        if current.first + lead >= first:
            found.append(current)
        current = unit(current.last + timedelta(days=1), what, week_start)
    return tuple(found)


def _check_grain(grain: Grain) -> None:
    """Raises PhraseError for the units of a clock, which a date does not begin with."""
    if grain < Grain.DAY:
        raise PhraseError(
            "hours, minutes and seconds are not counted in a stretch of time",
            hint="write the clock time",
        )


@dataclass(frozen=True, slots=True)
class Counted(Following):
    """The so-manieth date or unit after another date, or before it: "the Thursday after $quito.start", "three working days ago"."""

    number: int
    what: Grain | Meaning
    sign: int = 1
    base: Meaning = Now()

    def of(self, base: Interval, context: Context) -> Interval:
        """The one that begins after the date's last day, or before its first; raises PhraseError at an open side."""
        edge = base.last if self.sign > 0 else base.first
        if edge is None:
            raise PhraseError("nothing can be counted from an open side")
        if isinstance(self.what, Grain) and self.what != Grain.WEEKEND:
            whole = Holding(self.what, self.base).of(day_interval(edge), context)
            return Holding(self.what, self.base).of(
                day_interval(shift(whole.first or edge, self.sign * self.number, self.what)),
                context,
            )
        weekly = isinstance(self.what, Grain) or self.what.period == 1
        seldom = (
            2 if isinstance(self.what, Workday) else 7 if weekly else 366
        )  # one comes up in so many days, of two such stretches
        reach = timedelta(days=(self.number + 1) * seldom)
        begin = edge + timedelta(days=1) if self.sign > 0 else edge - reach
        found = list(units_of(self.what, Interval(begin, begin + reach), context))
        return found[self.number - 1 if self.sign > 0 else -self.number]


@dataclass(frozen=True, slots=True)
class Nearest(Following):
    """The weekday nearest to a date: "the Monday closest to October 5"."""

    what: Meaning
    base: Meaning

    def of(self, base: Interval, context: Context) -> Interval:
        """The one with the fewest days between."""
        day = base.first or base.last or context.today
        week = Interval(day - timedelta(days=3), day + timedelta(days=4))
        return next(units_of(self.what, week, context))


@dataclass(frozen=True, slots=True)
class SomeOf(Derived):
    """The first or last so many units of a stretch: "the first two weeks of May"."""

    number: int  # negative ones are the last
    what: Grain
    base: Meaning

    def of(self, base: Interval, context: Context) -> Interval:
        """From the stretch's first day on, or up to its last."""
        if base.first is None or base.last is None:
            raise PhraseError(OPEN)
        first, end = base.first, base.last + timedelta(days=1)
        if self.what < Grain.DAY:
            first, end = at_midnight(first), at_midnight(end)
        ends = (
            (first, shift(first, self.number, self.what))
            if self.number > 0
            else (shift(end, self.number, self.what), end)
        )
        whole = self.what > Grain.DAY and all(
            unit(each, self.what, context.conventions.week_start).start == each for each in ends
        )
        return Interval(*ends, self.what if whole else min(self.what, Grain.DAY))


@dataclass(frozen=True, slots=True)
class Holding(Following):
    """The unit that holds a date: "the week of October 6", "the weekend of the 4th"."""

    grain: Grain
    base: Meaning

    def of(self, base: Interval, context: Context) -> Interval:
        """The unit around the date's first day; raises PhraseError for one of a clock."""
        _check_grain(self.grain)
        day = base.first or context.today
        return (
            weekend(context, day)
            if self.grain == Grain.WEEKEND
            else unit(day, self.grain, context.conventions.week_start)
        )


_GRAINS_OF_THIRDS = (
    (Grain.MONTH, Grain.DAY),
    (Grain.YEAR, Grain.MONTH),
    (Grain.CENTURY, Grain.YEAR),
)


@dataclass(frozen=True, slots=True)
class PartOf(Derived):
    """The early, middle or late third of a stretch: "early March", "late 1990s"."""

    part: Part
    base: Meaning

    def of(self, base: Interval, context: Context) -> Interval:
        """That third: of a month the 1st to 10th, 11th to 20th, 21st to the end."""
        start, end = base.start, base.end
        if start is None or end is None:
            raise PhraseError("an open stretch of time has no thirds")
        if base.grain == Grain.PART_OF_DAY:
            return self._half(at_midnight(start), at_midnight(end))
        if base.grain == Grain.DAY and end - start == timedelta(days=1):
            start, end = at_midnight(start), at_midnight(end)
        cuts = [start, *self._cuts(start, end, base.grain), end]
        index = ("early", "mid", "late").index(self.part)
        finer = next(finer for coarsest, finer in _GRAINS_OF_THIRDS if base.grain <= coarsest)
        return Interval(
            cuts[index],
            cuts[index + 1],
            Grain.PART_OF_DAY if isinstance(start, datetime) else finer,
            part=self.part,
        )

    def _half(self, start: datetime, end: datetime) -> Interval:
        """Half of a part of the day: the first, the last, or the middle one."""
        half = (end - start) / 2
        begin = start + {"early": timedelta(), "mid": half / 2, "late": half}[self.part]
        return Interval(begin, begin + half, Grain.PART_OF_DAY, part=self.part)

    @staticmethod
    def _cuts(start: date, end: date, grain: Grain) -> list[date]:
        if grain == Grain.MONTH:
            return [start + timedelta(days=10), start + timedelta(days=20)]
        if grain in (Grain.YEAR, Grain.HALF, Grain.SEASON, Grain.QUARTER):
            third = {Grain.YEAR: 4, Grain.HALF: 2}.get(grain, 1)
            return [shift(start, third, Grain.MONTH), shift(start, 2 * third, Grain.MONTH)]
        if grain in (Grain.DECADE, Grain.CENTURY):
            years = {Grain.DECADE: (3, 7), Grain.CENTURY: (33, 67)}[grain]
            return [shift(start, count, Grain.YEAR) for count in years]
        length = end - start
        if isinstance(start, datetime):
            return [start + length / 3, start + length * 2 / 3]
        return [
            start + timedelta(days=round(length.days / 3)),
            start + timedelta(days=round(length.days * 2 / 3)),
        ]
