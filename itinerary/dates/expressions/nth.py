"""Meanings that are one of several in a stretch of time: the third Thursday of November."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

from itinerary.dates.arithmetic import add_units, find_calendar_unit
from itinerary.dates.expressions.calendar import CalendarDate
from itinerary.dates.expressions.context import Context
from itinerary.dates.expressions.counted import NthFromDate
from itinerary.dates.expressions.days_and_times import to_day_interval
from itinerary.dates.expressions.expression import BasedExpression, Expression
from itinerary.dates.expressions.named import Window
from itinerary.dates.expressions.relative import AdjacentOccurrence
from itinerary.dates.expressions.unit_counting import (
    FRACTIONS,
    OPEN_STRETCH_MESSAGE,
    iterate_units,
    name_units,
)
from itinerary.dates.interval import Grain, Interval, format_edtf_list
from itinerary.diagnostics import PhraseError
from itinerary.values import value_class

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
            units = name_units(self.what) if isinstance(self.what, Grain) else "of them"
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
            return self._find_weekday(what.weekday or 0, stretch)
        units = _list_fractions(what, stretch) or [*iterate_units(what, stretch, context)]
        if what in FRACTIONS:  # a week has no quarters, though one may begin in it
            units = [each for each in units if _is_inside(each, stretch)]
        index = self.number - 1 if self.number > 0 else self.number
        return units[index] if -len(units) <= index < len(units) else None

    def _find_in_pieces(self, context: Context) -> Interval:
        """Return the nth day or weekday of a window in pieces, of which no other units count."""
        days = [day for piece in context.pieces for day in iterate_units(Grain.DAY, piece, context)]
        what, pieces = self.what, format_edtf_list(context.pieces)
        if isinstance(what, CalendarDate) and what.recurrence_rank == 1:
            days = [each for each in days if each.first and each.first.weekday() == what.weekday]
        elif what != Grain.DAY:
            raise PhraseError(f"only days are counted in {pieces}", hint="write the date itself")
        if abs(self.number) > len(days):
            units = "days" if what == Grain.DAY else "of them"
            message = f"{pieces} has fewer than {abs(self.number)} {units}"
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


def _is_inside(interval: Interval, stretch: Interval) -> bool:
    (start, end), (first, last) = interval.to_utc_bounds(), stretch.to_utc_bounds()
    return first <= start and end <= last


def _list_fractions(what: Grain | Expression, stretch: Interval) -> list[Interval]:
    """Return the halves or quarters of a month, decade or century; none of other stretches.

    Those of a month are its days up to the 15th and from the 16th on, those of years are even.
    """
    count = FRACTIONS.get(what, 0) if isinstance(what, Grain) else 0
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
