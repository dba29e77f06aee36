"""Meanings that are told from the reference: next week, last Tuesday, now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from itinerary.dates.arithmetic import add_units, find_calendar_unit
from itinerary.dates.expressions.calendar import CalendarDate
from itinerary.dates.expressions.context import Context
from itinerary.dates.expressions.conventions import Conventions, copy_with_preference
from itinerary.dates.expressions.days_and_times import (
    to_datetime,
    to_day_interval,
    to_moment_interval,
)
from itinerary.dates.expressions.expression import (
    BasedExpression,
    CountsFrom,
    DerivedFromChosen,
    Expression,
)
from itinerary.dates.expressions.occurrence_choice import choose_occurrence
from itinerary.dates.expressions.weekends import find_weekend
from itinerary.dates.interval import Grain, Interval
from itinerary.diagnostics import PhraseError
from itinerary.values import value_class

NEAR_DAYS = 14


@value_class
class RelativeUnit(Expression):
    """The unit so many units from the one of the reference: today, next week, last year."""

    grain: Grain
    offset: int = 0

    def list_occurrences(self, context: Context) -> list[Interval]:
        """Return the one that it is."""
        if self.grain == Grain.WEEKEND:
            return [find_weekend(context, add_units(context.today, self.offset, Grain.WEEK))]
        if self.grain < Grain.DAY:
            context.check_has_clock()
            now = context.now
            if self.grain == Grain.HOUR:
                now = now.replace(minute=0)
            return [to_moment_interval(add_units(now, self.offset, self.grain), self.grain)]
        day = add_units(context.today, self.offset, self.grain)
        return [find_calendar_unit(day, self.grain, context.conventions.week_start)]


@value_class
class CurrentUnit(RelativeUnit):
    """The unit that is spoken of: that of the reference, or in a trip elsewhere that of the trip.

    So "the end of the week" said of a trip is not that of the week in which it was announced.
    """

    def list_occurrences(self, context: Context) -> list[Interval]:
        """Return the one that it is; PhraseError where the trip lies in several."""
        own = RelativeUnit.list_occurrences(self, context)
        if context.window is None or context.touches_window(own[0]):
            return own
        first, last = context.extent
        units: list[Interval] = []
        while first <= last:
            unit = find_calendar_unit(first, self.grain, context.conventions.week_start)
            if context.touches_window(unit):
                units.append(unit)
            if unit.end is None:
                break
            first = unit.end
        if len(units) > 1:
            raise PhraseError(
                f"{units[0].edtf} and {units[1].edtf} both touch {context.window.edtf}",
                kind="ambiguous",
                hint="write the date itself",
            )
        return units or own


@value_class
class Now(Expression):
    """The very moment of the reference."""

    def list_occurrences(self, context: Context) -> list[Interval]:
        """Return its one minute; of a reference that is a day alone, that day."""
        if not context.has_clock:
            return [to_day_interval(context.today)]
        return [to_moment_interval(context.now)]

    def find_counting_base(self, context: Context, finest: Grain) -> Interval:
        """Return the moment, or the day where days or longer units are counted.

        Raises:
            PhraseError: Hours are counted, and the reference is a day alone.
        """
        if finest >= Grain.DAY:
            return to_day_interval(context.today)
        context.check_has_clock()
        return self.find_single_interval(context)


@value_class
class AdjacentOccurrence(Expression):
    """A date that recurs, with "this", "next" or "last" before it: "next Tuesday", "last March"."""

    date: Expression
    offset: int  # 0 this, 1 next, -1 last
    is_next_coming: bool = False  # whether the language says "next" of the coming weekday

    def list_occurrences(self, context: Context) -> list[Interval]:
        """Return the one that it is, for weekdays by the conventions of that name."""
        conventions, today = context.conventions, context.today
        is_fixed = self.offset != 0 or conventions.this_weekday == "this-week"
        if is_fixed and isinstance(self.date, CalendarDate) and self.date.recurrence_rank == 1:
            return [self._find_weekday(self.date.weekday or 0, context)]
        undirected = context._replace(window=None, pieces=())
        found = self.date.list_occurrences(undirected)
        if self._is_in_calendar_year(conventions):
            year = today.year + self.offset
            found = [each for each in found if each.first and each.first.year == year]
        elif self.offset > 0:
            found = [each for each in found if each.first and each.first > today][:1]
        elif self.offset < 0:
            found = [each for each in found if each.last and each.last < today][-1:]
        elif self.date.recurrence_rank < 3:  # this summer may be one that has just been
            self._check_is_to_come(found, undirected)
            conventions = copy_with_preference(conventions, "future")
        return [choose_occurrence(found, undirected._replace(conventions=conventions))]

    def list_readings(self) -> tuple[Expression, ...]:
        """Return it, and with "next" the other day that people call so."""
        if self.offset < 1:
            return (self,)
        return self, replace(self, is_next_coming=not self.is_next_coming)

    def _check_is_to_come(self, found: Sequence[Interval], context: Context) -> None:
        """Raise PhraseError for "this Monday" of the past, which may be the one before.

        Where the past is preferred it is that of the reference's own day alone.
        """
        if context.conventions.prefer != "past":
            return
        past = choose_occurrence(found, context)
        if past.last is not None and past.last < context.today:
            raise PhraseError(
                f"it may be {past.edtf}, or the one that was to come",
                kind="ambiguous",
                hint="write the date itself",
            )

    def _is_in_calendar_year(self, conventions: Conventions) -> bool:
        """Return whether a month or date is one of this calendar year, or of the last.

        That is so where weekdays are those of a calendar week.
        """
        if self.date.recurrence_rank != 3 or self.offset > 0:
            return False
        if self.offset == 0:
            return conventions.this_weekday == "this-week"
        return conventions.last_weekday == "previous-week"

    def _find_weekday(self, weekday: int, context: Context) -> Interval:
        conventions, today = context.conventions, context.today
        own = "coming" if self.is_next_coming else "next-week"
        if self.offset > 0 and (conventions.next_weekday or own) == "coming":
            return to_day_interval(today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1))
        if self.offset < 0 and conventions.last_weekday == "most-recent":
            return to_day_interval(today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1))
        week = find_calendar_unit(today, Grain.WEEK, conventions.week_start).start or today
        return to_day_interval(
            week + timedelta(days=(weekday - conventions.week_start) % 7 + 7 * self.offset)
        )


@value_class
class ComingOccurrence(BasedExpression):
    """The coming one of what recurs, whatever is preferred elsewhere: "a week on Tuesday"."""

    base: Expression

    @property
    def recurrence_rank(self) -> int:
        """How seldom it recurs: never, since it is counted from the reference."""
        return 4

    def list_occurrences(self, context: Context) -> list[Interval]:
        """Return the one that is not over yet, or the one in the window."""
        conventions = copy_with_preference(context.conventions, "future")
        return [self.base.find_single_interval(context._replace(conventions=conventions))]


@value_class
class NearOccurrence(BasedExpression):
    """A date that recurs, if it is within a fortnight: "Thursday 8", where that may be an hour."""

    base: Expression

    def list_occurrences(self, context: Context) -> list[Interval]:
        """Return those near the reference, or in the window; PhraseError where there are none."""
        first, last = context.extent
        begin, end = first - timedelta(days=NEAR_DAYS), last + timedelta(days=NEAR_DAYS)
        found = self.base.list_occurrences(context)
        near = [each for each in found if each.first and begin <= each.first <= end]
        if not near:
            raise PhraseError("no such day is near")
        return near


@value_class
class PastOccurrence(DerivedFromChosen):
    """The last one to begin of what recurs, unless the future is preferred: "since Monday"."""

    base: Expression

    def find_base(self, context: Context) -> Interval:
        """Return the one that has begun, or the one in the window."""
        if context.conventions.prefer != "future":
            conventions = copy_with_preference(context.conventions, "past")
            context = context._replace(conventions=conventions)
        return self.base.find_single_interval(context._replace(is_near_reference=False))

    def derive_interval(self, base: Interval, context: Context) -> Interval:
        """Return the one itself."""
        return base


@value_class
class RestOfStretch(Expression):
    """What is left, or what is over, of a stretch: "the rest of the week", "earlier this year"."""

    base: Expression
    sign: int = 1  # 1 what is left, -1 what is over
    is_begun: bool = False  # whether it says nothing of a stretch that is still to come

    @property
    def counts_from(self) -> CountsFrom:
        """What it counts from: as its stretch."""
        return self.base.counts_from

    def list_occurrences(self, context: Context) -> list[Interval]:
        """Return it from the reference's day on, or up to the day before that.

        Of a day or a part of it, it is from or to the reference's minute.

        Raises:
            PhraseError: It is still to come, though the words take it for begun.
        """
        whole = self.base.find_single_interval(context)
        if self.is_begun and whole.first is not None and whole.first > context.today:
            raise PhraseError(
                "it has not begun, and nothing says from which day on it is meant",
                kind="vague",
                hint="write the day that it begins on, or TBD",
            )
        if whole.grain == Grain.DAY and not context.has_clock and whole.first == context.today:
            return [whole]
        if whole.grain <= Grain.DAY and (whole.is_timed or whole.first == whole.last):
            start, end = whole.to_utc_bounds()
            if self.sign > 0 and start > context.now:  # "later on Tuesday" says no hour
                return [whole]
            if self.sign > 0:
                return [Interval(max(context.now, start), end, Grain.PART_OF_DAY)]
            return [Interval(start, min(context.now, end), Grain.PART_OF_DAY)]
        today, grain = context.today, Grain.DAY
        if whole.is_timed:  # a weekend that begins at an hour
            today, grain = to_datetime(today), whole.grain
        if self.sign > 0:
            begin = max(today, whole.start or today)  # a weekend that is still to come
            return [replace(whole, start=begin, grain=grain)]
        return [replace(whole, end=today, grain=grain)]
