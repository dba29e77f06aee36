"""Meanings that count in a stretch of time, or from a date.

The third Thursday of November, the first two weeks of May, three working days ago.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise

from itinerary.dates.arithmetic import add_units, find_calendar_unit, widen_to_days
from itinerary.dates.expressions.calendar import CalendarDate, Workday
from itinerary.dates.expressions.context import (
    Context,
    check_stretch_length,
    format_pieces,
    to_datetime,
    to_day_interval,
)
from itinerary.dates.expressions.expression import (
    BasedExpression,
    CountedFromChosen,
    DerivedExpression,
    DerivedFromChosen,
    Expression,
    value_class,
)
from itinerary.dates.expressions.relative import AdjacentOccurrence, Now, Window
from itinerary.dates.expressions.thirds import EarlyMidLate
from itinerary.dates.expressions.weekends import find_nearest_weekend, find_weekend
from itinerary.dates.interval import Grain, Interval
from itinerary.diagnostics import PhraseError

OPEN_STRETCH_MESSAGE = "an open stretch of time cannot be counted in"
_FRACTIONS = {Grain.HALF: 2, Grain.QUARTER: 4}
_YEARS = {Grain.DECADE: 10, Grain.CENTURY: 100}


@value_class
class Nth(BasedExpression):
    """The nth weekday, day or unit of a stretch: "the third Thursday of November".

    Attributes:
        number: From 1; a negative one counts from the end, -1 is the last.
        what: A unit, or a date that recurs.
        base: The stretch that it is counted in.
    """

    number: int
    what: Grain | Expression
    base: Expression

    def list_occurrences(self, context: Context) -> list[Interval]:
        """Return one in each occurrence of its base; PhraseError where that has fewer."""
        if not self.number:
            raise PhraseError("counting begins with the first", hint="write the date itself")
        if context.pieces and isinstance(self.base, Window):
            return [self._find_in_pieces(context)]
        stretches = self.base.list_occurrences(context)
        found = [
            each for each in (self._find_in_stretch(each, context) for each in stretches) if each
        ]
        if not found:
            units = _name_units(self.what) if isinstance(self.what, Grain) else "of them"
            raise PhraseError(
                f"{stretches[0].edtf} has fewer than {abs(self.number)} {units}",
                hint="write the date itself",
            )
        return found

    def _find_in_stretch(self, stretch: Interval, context: Context) -> Interval | None:
        what = self.what
        if what == Grain.DAY:
            return self._find_day(stretch)
        if what == Grain.WEEK and stretch.grain == Grain.DAY:
            return self._find_seven_days(stretch)
        if isinstance(what, CalendarDate) and what.recurrence_rank == 1:
            day = self._find_weekday(what.weekday or 0, stretch)
            if day:
                return day
        units = _list_fractions(what, stretch) or [*iterate_units(what, stretch, context)]
        if what in _FRACTIONS:  # a week has no quarters, though one may begin in it
            units = [each for each in units if _is_inside(each, stretch)]
        index = self.number - 1 if self.number > 0 else self.number
        return units[index] if -len(units) <= index < len(units) else None

    def _find_in_pieces(self, context: Context) -> Interval:
        """Return the nth day or weekday of a window in pieces, of which no other units count."""
        days = [day for piece in context.pieces for day in iterate_units(Grain.DAY, piece, context)]
        what = self.what
        if isinstance(what, CalendarDate) and what.recurrence_rank == 1:
            days = [each for each in days if each.first and each.first.weekday() == what.weekday]
        elif what != Grain.DAY:
            message = f"only days are counted in {format_pieces(context.pieces)}"
            raise PhraseError(message, hint="write the date itself")
        if abs(self.number) > len(days):
            units = "days" if what == Grain.DAY else "of them"
            message = f"{format_pieces(context.pieces)} has fewer than {abs(self.number)} {units}"
            raise PhraseError(message, hint="write the date itself")
        return days[self.number - 1 if self.number > 0 else self.number]

    def _find_day(self, stretch: Interval) -> Interval | None:
        """Return the nth day by arithmetic, since a trip may have many."""
        if stretch.first is None or stretch.last is None:
            raise PhraseError(OPEN_STRETCH_MESSAGE)
        if self.number > 0:
            day = stretch.first + timedelta(days=self.number - 1)
        else:
            day = stretch.last + timedelta(days=self.number + 1)
        return to_day_interval(day) if stretch.first <= day <= stretch.last else None

    def _find_seven_days(self, stretch: Interval) -> Interval | None:
        """Return the nth week of a trip, which is no calendar unit: from its first or last day."""
        if stretch.first is None or stretch.last is None:
            raise PhraseError(OPEN_STRETCH_MESSAGE)
        begin, end = stretch.first, stretch.last + timedelta(days=1)
        if self.number > 0:
            begin += timedelta(days=7 * (self.number - 1))
            end = min(end, begin + timedelta(days=7))
        else:
            end += timedelta(days=7 * (self.number + 1))
            begin = max(begin, end - timedelta(days=7))
        return Interval(begin, end) if begin < end else None

    def _find_weekday(self, weekday: int, stretch: Interval) -> Interval | None:
        """Return the nth such weekday by arithmetic, too."""
        if stretch.first is None or stretch.last is None:
            raise PhraseError(OPEN_STRETCH_MESSAGE)
        if self.number > 0:
            ahead = (weekday - stretch.first.weekday()) % 7
            day = stretch.first + timedelta(days=ahead + 7 * (self.number - 1))
        else:
            back = (stretch.last.weekday() - weekday) % 7
            day = stretch.last - timedelta(days=back - 7 * (self.number + 1))
        return to_day_interval(day) if stretch.first <= day <= stretch.last else None


@value_class
class LastInWindow(Expression):
    """The last of the window, without one the last that has been: "the last Friday".

    Attributes:
        what: A weekday, or the weekend.
        base: What it is the last of.
    """

    what: CalendarDate | Grain
    base: Expression = Window()

    def list_occurrences(self, context: Context) -> list[Interval]:
        """Return the one that it is.

        Raises:
            PhraseError: The window has none, or has the last that has been, too.
        """
        past = self._find_last_past(context)
        if context.window is None:
            return past
        found = Nth(-1, self.what, self.base).list_occurrences(context)
        if found != past and context.touches_window(past[0]):
            raise PhraseError(
                f"it may be {past[0].edtf}, the last that has been, or {found[0].edtf}, the last of"
                f" {context.window.edtf}",
                kind="ambiguous",
                hint="write the date itself",
            )
        return found

    def _find_last_past(self, context: Context) -> list[Interval]:
        if isinstance(self.what, Grain):
            return NthFromDate(1, self.what, -1).list_occurrences(context)
        return AdjacentOccurrence(self.what, -1).list_occurrences(context)


def _name_units(grain: Grain) -> str:
    """Return several units as messages name them."""
    return {Grain.HALF: "halves", Grain.CENTURY: "centuries"}.get(grain, f"{grain}s")


def _is_inside(interval: Interval, stretch: Interval) -> bool:
    (start, end), (first, last) = interval.to_utc_bounds(), stretch.to_utc_bounds()
    return first <= start and end <= last


def _list_fractions(what: Grain | Expression, stretch: Interval) -> list[Interval]:
    """Return the halves or quarters of a month, decade or century; none of other stretches.

    Those of a month are its days up to the 15th and from the 16th on, those of years are even.
    """
    count = _FRACTIONS.get(what, 0) if isinstance(what, Grain) else 0
    first, end = stretch.first, stretch.end
    if first is None or end is None or not count:
        return []
    is_month = stretch.grain == Grain.MONTH and count == 2
    if is_month and find_calendar_unit(first, Grain.MONTH).is_same_time_as(stretch):
        middle = first + timedelta(days=15)
        return [Interval(first, middle), Interval(middle, end)]
    years = _YEARS.get(stretch.grain, 0)
    if not years or years % count:
        return []
    cuts = [add_units(first, part * years // count, Grain.YEAR) for part in range(count + 1)]
    return [Interval(start, end, Grain.YEAR) for start, end in pairwise(cuts)]


def iterate_units(
    what: Grain | Expression, stretch: Interval, context: Context
) -> Iterator[Interval]:
    """Find the units of a grain that begin in a stretch, or the dates that touch it, in order.

    Weeks count if most of their days lie in it.

    Raises:
        PhraseError: The stretch is open or too long, or the unit is one of a clock.
    """
    first, last = stretch.first, stretch.last
    if first is None or last is None:
        raise PhraseError(OPEN_STRETCH_MESSAGE)
    check_stretch_length(stretch)
    if isinstance(what, Expression):
        whole = widen_to_days(stretch)
        found = what.list_occurrences(context.copy_with_window(whole))
        return iter([each for each in found if each.overlaps(whole)])
    _check_countable_grain(what)
    if what == Grain.WEEKEND:
        return _iterate_weekends(first, last, context)
    if what in _FRACTIONS and first.day == 1 and find_calendar_unit(first, what).first != first:
        return _iterate_offset_units(first, last, what)
    return iter(_list_calendar_units(what, first, last, context.conventions.week_start))


def _iterate_weekends(first: date, last: date, context: Context) -> Iterator[Interval]:
    """Find the weekends that begin from one day to another."""
    around = Interval(first - timedelta(days=7), last + timedelta(days=8))
    for week in iterate_units(Grain.WEEK, around, context):
        if week.first:
            weekend = find_weekend(context, week.first)
            if weekend.first and first <= weekend.first <= last:
                yield weekend


def _iterate_offset_units(first: date, last: date, what: Grain) -> Iterator[Interval]:
    """Find the quarters or halves of a year that does not begin in January."""
    while first <= last:
        end = add_units(first, 1, what)
        yield Interval(first, end, Grain.MONTH)
        first = end


@lru_cache(maxsize=8)  # since a document counts in few stretches: the trip and its legs
def _list_calendar_units(
    what: Grain, first: date, last: date, week_start: int
) -> tuple[Interval, ...]:
    """Return the units that begin from one day to another."""
    # Most of a week lies where its fourth day does.
    lead = timedelta(days=3) if what == Grain.WEEK else timedelta()
    current = find_calendar_unit(first, what, week_start)
    found: list[Interval] = []
    while current.first and current.last and current.first + lead <= last:
        if current.first + lead >= first:
            found.append(current)
        current = find_calendar_unit(current.last + timedelta(days=1), what, week_start)
    return tuple(found)


def _check_countable_grain(grain: Grain) -> None:
    """Raise PhraseError for the units of a clock, which no date begins with."""
    if grain < Grain.DAY:
        raise PhraseError(
            "hours, minutes and seconds are not counted in a stretch of time",
            hint="write the clock time",
        )


@value_class
class NthFromDate(CountedFromChosen):
    """The nth date or unit after another date, or before it: "three working days ago".

    Attributes:
        number: From 1.
        what: A unit, or a date that recurs.
        sign: 1 counts on from the date, -1 back.
        base: The date.
    """

    number: int
    what: Grain | Expression
    sign: int = 1
    base: Expression = Now()

    def derive_interval(self, base: Interval, context: Context) -> Interval:
        """Return the one that begins after the date's last day, or before its first.

        Raises:
            PhraseError: The date is open on that side.
        """
        edge = base.last if self.sign > 0 else base.first
        if edge is None:
            raise PhraseError("nothing can be counted from an open side")
        if isinstance(self.what, Grain) and self.what != Grain.WEEKEND:
            if isinstance(self.base, EarlyMidLate) and self.what > Grain.DAY:
                self._check_direction(self.base)
            unit = _find_unit(self.what, edge, context)
            start = add_units(unit.first or edge, self.sign * self.number, self.what)
            return _find_unit(self.what, start, context)
        reach = timedelta(days=(self.number + 1) * self._measure_spacing())
        begin = edge + timedelta(days=1) if self.sign > 0 else edge - reach
        found = list(iterate_units(self.what, Interval(begin, begin + reach), context))
        return found[self.number - 1 if self.sign > 0 else -self.number]

    def _check_direction(self, third: EarlyMidLate) -> None:
        """Raise PhraseError for "the week before the end of the month", which may be its last."""
        if (self.sign > 0) == (third.part == "early"):
            raise PhraseError(
                "it may be the unit at that end, or the one next to it",
                kind="ambiguous",
                hint="write the date itself",
            )

    def _measure_spacing(self) -> int:
        """Return how many days to look through for each one that is counted."""
        if isinstance(self.what, Workday):
            return 2
        is_weekly = isinstance(self.what, Grain) or self.what.recurrence_rank == 1
        return 7 if is_weekly else 366


@value_class
class NearestWeekday(CountedFromChosen):
    """The weekday nearest to a date: "the Monday closest to October 5"."""

    what: Expression
    base: Expression

    def derive_interval(self, base: Interval, context: Context) -> Interval:
        """Return the one with the fewest days between."""
        day = base.first or base.last or context.today
        week = Interval(day - timedelta(days=3), day + timedelta(days=4))
        return next(iterate_units(self.what, week, context))


@value_class
class FirstOrLastUnits(DerivedExpression):
    """The first or last so many units of a stretch: "the first two weeks of May"."""

    number: int  # if it is negative, they are the last
    what: Grain
    base: Expression

    def derive_interval(self, base: Interval, context: Context) -> Interval:
        """Return them from the stretch's first day on, or up to its last.

        Raises:
            PhraseError: It is open, or has fewer of them.
        """
        if base.first is None or base.last is None:
            raise PhraseError(OPEN_STRETCH_MESSAGE)
        start, end = base.first, base.last + timedelta(days=1)
        if self.what < Grain.DAY:
            start, end = to_datetime(start), to_datetime(end)
        if self.number > 0:
            end = add_units(start, self.number, self.what)
        else:
            start = add_units(end, self.number, self.what)
        if not _has_days(base, start, end):
            message = f"{base.edtf} has fewer than {abs(self.number)} {_name_units(self.what)}"
            raise PhraseError(message, hint="write the date itself")
        is_whole = self.what > Grain.DAY and all(
            find_calendar_unit(each, self.what, context.conventions.week_start).start == each
            for each in (start, end)
        )
        return Interval(start, end, self.what if is_whole else min(self.what, Grain.DAY))


def _has_days(stretch: Interval, start: date, end: date) -> bool:
    """Return whether all of the days, or times, from one to another lie in a stretch of days."""
    first, last = stretch.first, stretch.last
    if first is None or last is None:
        return False
    return to_datetime(first) <= to_datetime(start) and to_datetime(end) <= to_datetime(
        last + timedelta(days=1)
    )


@value_class
class UnitContaining(DerivedFromChosen):
    """The unit that holds a date: "the week of October 6", "the weekend of the 4th"."""

    grain: Grain
    base: Expression

    def derive_interval(self, base: Interval, context: Context) -> Interval:
        """Return the unit around the date's first day; of a weekend, the one next to a day.

        Raises:
            PhraseError: It is a unit of a clock, or midway between two weekends.
        """
        day = base.first or context.today
        if self.grain == Grain.WEEKEND and base.grain == Grain.DAY:
            return find_nearest_weekend(context, day)
        return _find_unit(self.grain, day, context)


def _find_unit(grain: Grain, day: date, context: Context) -> Interval:
    """Return the unit that holds a day, by the context's conventions."""
    _check_countable_grain(grain)
    if grain == Grain.WEEKEND:
        return find_weekend(context, day)
    return find_calendar_unit(day, grain, context.conventions.week_start)
