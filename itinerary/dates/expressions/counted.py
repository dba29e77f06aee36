"""Meanings that count within a stretch of time: the third Thursday of November, the first two weeks of May, early March."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import pairwise

from itinerary.dates.arithmetic import add_units, find_calendar_unit, widen_to_days
from itinerary.dates.expressions.calendar import CalendarDate, Workday
from itinerary.dates.expressions.context import (
    Context,
    DerivedExpression,
    DerivedFromChosen,
    Expression,
    check_stretch_length,
    to_datetime,
    to_day_interval,
)
from itinerary.dates.expressions.relative import Now, find_weekend
from itinerary.dates.interval import Grain, Interval, Part
from itinerary.diagnostics import PhraseError

OPEN_STRETCH_MESSAGE = "an open stretch of time cannot be counted in"


@dataclass(frozen=True, slots=True)
class Nth(DerivedExpression):
    """The so-manieth weekday, day or unit of a stretch: "the third Thursday of November", "the last day of the trip"."""

    number: int  # from 1; negative numbers count from the end
    what: Grain | Expression
    base: Expression

    def list_occurrences(self, context: Context) -> list[Interval]:
        """One in each occurrence of its base; raises PhraseError where that is too short."""
        found = [
            each
            for each in (
                self._find_in_stretch(stretch, context)
                for stretch in self.base.list_occurrences(context)
            )
            if each
        ]
        if not found:
            stretch = self.base.list_occurrences(context)[0]
            units = f"{self.what.name.lower()}s" if isinstance(self.what, Grain) else "of them"
            raise PhraseError(
                f"{stretch.edtf} has fewer than {abs(self.number)} {units}",
                hint="write the date itself",
            )
        return found

    def _find_in_stretch(self, stretch: Interval, context: Context) -> Interval | None:
        if self.what == Grain.DAY:
            return self._find_day(stretch)
        if (
            isinstance(self.what, CalendarDate)
            and self.what.recurrence_rank == 1
            and (day := self._find_weekday(self.what.weekday or 0, stretch))
        ):
            return day
        units = list(
            _list_fractions(self.what, stretch) or iterate_units(self.what, stretch, context)
        )
        index = self.number - 1 if self.number > 0 else self.number
        return units[index] if -len(units) <= index < len(units) else None

    def _find_day(self, stretch: Interval) -> Interval | None:
        """Days need no counting, and a trip may have many."""
        if stretch.first is None or stretch.last is None:
            raise PhraseError(OPEN_STRETCH_MESSAGE)
        day = (
            stretch.first + timedelta(days=self.number - 1)
            if self.number > 0
            else stretch.last + timedelta(days=self.number + 1)
        )
        return to_day_interval(day) if stretch.first <= day <= stretch.last else None

    def _find_weekday(self, weekday: int, stretch: Interval) -> Interval | None:
        """Nor do weekdays."""
        if stretch.first is None or stretch.last is None:
            raise PhraseError(OPEN_STRETCH_MESSAGE)
        if self.number > 0:
            day = stretch.first + timedelta(
                days=(weekday - stretch.first.weekday()) % 7 + 7 * (self.number - 1)
            )
        else:
            day = stretch.last - timedelta(
                days=(stretch.last.weekday() - weekday) % 7 - 7 * (self.number + 1)
            )
        return to_day_interval(day) if stretch.first <= day <= stretch.last else None


def _list_fractions(what: Grain | Expression, stretch: Interval) -> list[Interval]:
    """The halves or quarters of a stretch that is no year: of a month its days to the 15th and from the 16th, else even ones of years."""
    count = {Grain.HALF: 2, Grain.QUARTER: 4}.get(what, 0) if isinstance(what, Grain) else 0
    years = {Grain.DECADE: 10, Grain.CENTURY: 100}.get(stretch.grain, 0)
    if stretch.first is None or stretch.end is None or not count:
        return []
    if (
        stretch.grain == Grain.MONTH
        and count == 2
        and find_calendar_unit(stretch.first, Grain.MONTH).is_same_time_as(stretch)
    ):
        middle = stretch.first + timedelta(days=15)
        return [Interval(stretch.first, middle), Interval(middle, stretch.end)]
    if not years or years % count:
        return []
    cuts = [
        add_units(stretch.first, part * years // count, Grain.YEAR) for part in range(count + 1)
    ]
    return [Interval(start, end, Grain.YEAR) for start, end in pairwise(cuts)]


def iterate_units(
    what: Grain | Expression, stretch: Interval, context: Context
) -> Iterator[Interval]:
    """The units of a grain, or the occurrences of a date, that begin in a stretch, in order (of weeks, those with most days in it)."""
    if stretch.first is None or stretch.last is None:
        raise PhraseError(OPEN_STRETCH_MESSAGE)
    check_stretch_length(stretch)
    if isinstance(what, Grain):
        _check_countable_grain(what)
    if isinstance(what, Expression):
        whole = widen_to_days(stretch)
        yield from (
            each
            for each in what.list_occurrences(context._replace(window=whole))
            if each.overlaps(whole)
        )
        return
    if what == Grain.WEEKEND:
        around = iterate_units(
            Grain.WEEK,
            Interval(stretch.first - timedelta(days=7), stretch.last + timedelta(days=8)),
            context,
        )
        weekends = (find_weekend(context, each.first) for each in around if each.first)
        yield from (
            each for each in weekends if each.first and stretch.first <= each.first <= stretch.last
        )
        return
    if (
        what in (Grain.QUARTER, Grain.HALF)
        and stretch.first.day == 1
        and find_calendar_unit(stretch.first, what).first != stretch.first
    ):
        yield from _iterate_offset_units(stretch.first, stretch.last, what)
        return
    yield from _list_calendar_units(
        what, stretch.first, stretch.last, context.conventions.week_start
    )


def _iterate_offset_units(first: date, last: date, what: Grain) -> Iterator[Interval]:
    """The quarters or halves of a year that begins in another month than those of the calendar do."""
    while first <= last:
        end = add_units(first, 1, what)
        yield Interval(first, end, Grain.MONTH)
        first = end


@lru_cache(
    maxsize=8
)  # all dates of a document are counted in a few stretches: the trip and its legs
def _list_calendar_units(
    what: Grain, first: date, last: date, week_start: int
) -> tuple[Interval, ...]:
    """The units that begin from one day to another."""
    lead = (
        timedelta(days=3) if what == Grain.WEEK else timedelta()
    )  # most of a week lies where its fourth day does
    current, found = find_calendar_unit(first, what, week_start), []
    while current.first and current.last and current.first + lead <= last:
        if current.first + lead >= first:
            found.append(current)
        current = find_calendar_unit(current.last + timedelta(days=1), what, week_start)
    return tuple(found)


def _check_countable_grain(grain: Grain) -> None:
    """Raises PhraseError for the units of a clock, which a date does not begin with."""
    if grain < Grain.DAY:
        raise PhraseError(
            "hours, minutes and seconds are not counted in a stretch of time",
            hint="write the clock time",
        )


@dataclass(frozen=True, slots=True)
class NthFromDate(DerivedFromChosen):
    """The so-manieth date or unit after another date, or before it: "the Thursday after $quito.start", "three working days ago"."""

    number: int
    what: Grain | Expression
    sign: int = 1
    base: Expression = Now()

    def derive_interval(self, base: Interval, context: Context) -> Interval:
        """The one that begins after the date's last day, or before its first; raises PhraseError at an open side."""
        edge = base.last if self.sign > 0 else base.first
        if edge is None:
            raise PhraseError("nothing can be counted from an open side")
        if isinstance(self.what, Grain) and self.what != Grain.WEEKEND:
            whole = UnitContaining(self.what, self.base).derive_interval(
                to_day_interval(edge), context
            )
            return UnitContaining(self.what, self.base).derive_interval(
                to_day_interval(add_units(whole.first or edge, self.sign * self.number, self.what)),
                context,
            )
        weekly = isinstance(self.what, Grain) or self.what.recurrence_rank == 1
        seldom = (
            2 if isinstance(self.what, Workday) else 7 if weekly else 366
        )  # one comes up in so many days, of two such stretches
        reach = timedelta(days=(self.number + 1) * seldom)
        begin = edge + timedelta(days=1) if self.sign > 0 else edge - reach
        found = list(iterate_units(self.what, Interval(begin, begin + reach), context))
        return found[self.number - 1 if self.sign > 0 else -self.number]


@dataclass(frozen=True, slots=True)
class NearestWeekday(DerivedFromChosen):
    """The weekday nearest to a date: "the Monday closest to October 5"."""

    what: Expression
    base: Expression

    def derive_interval(self, base: Interval, context: Context) -> Interval:
        """The one with the fewest days between."""
        day = base.first or base.last or context.today
        week = Interval(day - timedelta(days=3), day + timedelta(days=4))
        return next(iterate_units(self.what, week, context))


@dataclass(frozen=True, slots=True)
class FirstOrLastUnits(DerivedExpression):
    """The first or last so many units of a stretch: "the first two weeks of May"."""

    number: int  # negative ones are the last
    what: Grain
    base: Expression

    def derive_interval(self, base: Interval, context: Context) -> Interval:
        """From the stretch's first day on, or up to its last."""
        if base.first is None or base.last is None:
            raise PhraseError(OPEN_STRETCH_MESSAGE)
        first, end = base.first, base.last + timedelta(days=1)
        if self.what < Grain.DAY:
            first, end = to_datetime(first), to_datetime(end)
        ends = (
            (first, add_units(first, self.number, self.what))
            if self.number > 0
            else (add_units(end, self.number, self.what), end)
        )
        whole = self.what > Grain.DAY and all(
            find_calendar_unit(each, self.what, context.conventions.week_start).start == each
            for each in ends
        )
        return Interval(*ends, self.what if whole else min(self.what, Grain.DAY))


@dataclass(frozen=True, slots=True)
class UnitContaining(DerivedFromChosen):
    """The unit that holds a date: "the week of October 6", "the weekend of the 4th"."""

    grain: Grain
    base: Expression

    def derive_interval(self, base: Interval, context: Context) -> Interval:
        """The unit around the date's first day; raises PhraseError for one of a clock."""
        _check_countable_grain(self.grain)
        day = base.first or context.today
        return (
            find_weekend(context, day)
            if self.grain == Grain.WEEKEND
            else find_calendar_unit(day, self.grain, context.conventions.week_start)
        )


_GRAINS_OF_THIRDS = (
    (Grain.MONTH, Grain.DAY),
    (Grain.YEAR, Grain.MONTH),
    (Grain.CENTURY, Grain.YEAR),
)


@dataclass(frozen=True, slots=True)
class EarlyMidLate(DerivedExpression):
    """The early, middle or late third of a stretch: "early March", "late 1990s"."""

    part: Part
    base: Expression

    def derive_interval(self, base: Interval, context: Context) -> Interval:
        """That third: of a month the 1st to 10th, 11th to 20th, 21st to the end."""
        start, end = base.start, base.end
        if start is None or end is None:
            raise PhraseError("an open stretch of time has no thirds")
        if base.grain == Grain.PART_OF_DAY:
            return self._find_half(to_datetime(start), to_datetime(end))
        if base.grain == Grain.DAY and end - start == timedelta(days=1):
            start, end = to_datetime(start), to_datetime(end)
        cuts = [start, *self._list_third_boundaries(start, end, base.grain), end]
        index = ("early", "mid", "late").index(self.part)
        finer = next(finer for coarsest, finer in _GRAINS_OF_THIRDS if base.grain <= coarsest)
        return Interval(
            cuts[index],
            cuts[index + 1],
            Grain.PART_OF_DAY if isinstance(start, datetime) else finer,
            part=self.part,
        )

    def _find_half(self, start: datetime, end: datetime) -> Interval:
        """Half of a part of the day: the first, the last, or the middle one."""
        half = (end - start) / 2
        begin = start + {"early": timedelta(), "mid": half / 2, "late": half}[self.part]
        return Interval(begin, begin + half, Grain.PART_OF_DAY, part=self.part)

    @staticmethod
    def _list_third_boundaries(start: date, end: date, grain: Grain) -> list[date]:
        if grain == Grain.MONTH:
            return [start + timedelta(days=10), start + timedelta(days=20)]
        if grain in (Grain.YEAR, Grain.HALF, Grain.SEASON, Grain.QUARTER):
            third = {Grain.YEAR: 4, Grain.HALF: 2}.get(grain, 1)
            return [add_units(start, third, Grain.MONTH), add_units(start, 2 * third, Grain.MONTH)]
        if grain in (Grain.DECADE, Grain.CENTURY):
            years = {Grain.DECADE: (3, 7), Grain.CENTURY: (33, 67)}[grain]
            return [add_units(start, count, Grain.YEAR) for count in years]
        length = end - start
        if isinstance(start, datetime):
            return [start + length / 3, start + length * 2 / 3]
        return [
            start + timedelta(days=round(length.days / 3)),
            start + timedelta(days=round(length.days * 2 / 3)),
        ]
