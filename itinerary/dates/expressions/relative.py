"""Meanings that count from the reference or from another date.

Next week, last Tuesday, two days after, the past seven months.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Literal, TypeAlias, overload

from itinerary.dates.arithmetic import add_units, find_calendar_unit
from itinerary.dates.expressions.calendar import CalendarDate
from itinerary.dates.expressions.context import (
    Context,
    choose_occurrence,
    to_datetime,
    to_day_interval,
    to_moment_interval,
)
from itinerary.dates.expressions.conventions import Conventions, copy_with_preference
from itinerary.dates.expressions.expression import (
    BasedExpression,
    CountedFromChosen,
    DerivedFromChosen,
    Expression,
    value_class,
)
from itinerary.dates.interval import WEEKDAYS, Grain, Interval
from itinerary.diagnostics import PhraseError, require_argument, suggest_choices

Amount: TypeAlias = tuple[tuple[float, Grain], ...]  # "two days and three hours"
Amounts: TypeAlias = tuple[Amount, Amount]  # "two to four days": the lesser one, the greater one
AnchorEnd: TypeAlias = Literal["start", "end"]


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
            now = context.reference
            if self.grain == Grain.HOUR:
                now = now.replace(minute=0)
            return [to_moment_interval(add_units(now, self.offset, self.grain), self.grain)]
        week_start = context.conventions.week_start
        start = find_calendar_unit(context.today, self.grain, week_start).start or context.today
        day = add_units(start, self.offset, self.grain)
        return [find_calendar_unit(day, self.grain, week_start)]


def find_weekend(context: Context, day: date) -> Interval:
    """Return the weekend of the week, Monday to Sunday, that holds a day.

    It is from the weekday and hour of the conventions to the end of Sunday.
    """
    name, hour = context.conventions.weekend
    monday = day - timedelta(days=day.weekday())
    start = monday + timedelta(days=WEEKDAYS.index(name.capitalize()))
    end = monday + timedelta(days=7)
    if hour:
        return Interval(to_datetime(start) + timedelta(hours=hour), to_datetime(end), Grain.WEEKEND)
    return Interval(start, end, Grain.WEEKEND)


@value_class
class CurrentWeekend(Expression):
    """The weekend of the window, else of the reference's week: "at the weekend"."""

    def list_occurrences(self, context: Context) -> list[Interval]:
        """Return those that touch the window; PhraseError where none does."""
        if context.window is None:
            return [find_weekend(context, context.today)]
        first, last = context.extent
        days = range(first.toordinal(), last.toordinal() + 7, 7)
        weekends = [find_weekend(context, date.fromordinal(day)) for day in days]
        found = [each for each in weekends if each.overlaps(context.window)]
        if not found:
            message = f"there is no weekend in {context.window.edtf}"
            raise PhraseError(message, hint="write the date itself")
        return found


@value_class
class Now(Expression):
    """The very moment of the reference."""

    def list_occurrences(self, context: Context) -> list[Interval]:
        """Return its one minute."""
        return [to_moment_interval(context.reference)]


@value_class
class Window(Expression):
    """The window of the context: "the trip"."""

    otherwise: Expression | None = None  # what is meant where there is no window

    def list_occurrences(self, context: Context) -> list[Interval]:
        """Return the window; PhraseError where there is none, nor anything else that is meant."""
        if context.window is not None:
            return [context.window]
        if self.otherwise is not None:
            return self.otherwise.list_occurrences(context)
        raise PhraseError(
            "no trip is known that the phrase could count in", hint="give the document its dates"
        )


@value_class
class Anchor(Expression):
    """A date that has a name: "$quito", "$quito.start", "$trip.end", "$published"."""

    name: str
    end: AnchorEnd | None = None

    def list_occurrences(self, context: Context) -> list[Interval]:
        """Return the date of that name, or its first or last day or moment.

        Raises:
            PhraseError: No date has that name, or it is open on that side.
            TypeError: What has that name is no interval.
        """
        found = context.anchors.get(self.name)
        if found is None:
            raise PhraseError(
                f"${self.name} names no date",
                hint=suggest_choices(f"${self.name}", [f"${name}" for name in context.anchors]),
            )
        require_argument(f"anchors[{self.name!r}]", found, Interval, "an Interval")
        if self.end is None:
            return [found]
        edge = found.end if found.is_timed else found.last
        if self.end == "start":
            edge = found.start
        if edge is None:
            raise PhraseError(f"${self.name} has no {self.end}: it is open on that side")
        return [to_moment_interval(edge) if isinstance(edge, datetime) else to_day_interval(edge)]


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
        undirected = context._replace(window=None)
        found = self.date.list_occurrences(undirected)
        if self._is_in_calendar_year(conventions):
            year = today.year + self.offset
            found = [each for each in found if each.first and each.first.year == year]
        elif self.offset > 0:
            found = [each for each in found if each.first and each.first > today][:1]
        elif self.offset < 0:
            found = [each for each in found if each.last and each.last < today][-1:]
        else:
            conventions = copy_with_preference(conventions, "future")
        return [choose_occurrence(found, undirected._replace(conventions=conventions))]

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
class Shift(CountedFromChosen):
    """So much time before or after a date: "two days after March 4", "three weeks ago"."""

    amount: Amount
    sign: int = 1  # 1 on from the base, -1 back
    base: Expression = Now()

    def derive_interval(self, base: Interval, context: Context) -> Interval:
        """Return the date so much before the base's first or after its last day.

        Of a base that is a unit no longer than those of the amount, it is the unit so far away:
        two years after 2012 is a year.

        Raises:
            PhraseError: The base is open on that side.
        """
        if base.start is not None and Grain.DAY < base.grain <= self._least_unit:
            start = add_amount(context, base.start, self.amount, self.sign)
            return find_calendar_unit(start, base.grain, context.conventions.week_start)
        is_onward = self.sign > 0 and not base.is_point
        edge, edge_day = (base.end, base.last) if is_onward else (base.start, base.first)
        if edge is None or edge_day is None:
            raise PhraseError("nothing can be counted from an open side")
        if self.finest_grain < Grain.DAY:
            if isinstance(self.base, Now):
                context.check_has_clock()
            moment = to_datetime(edge)
            return to_moment_interval(add_amount(context, moment, self.amount, self.sign))
        day = add_amount(context, edge_day, self.amount, self.sign)
        if self.sign < 0 and isinstance(self.base, Now) and context.conventions.ago == "unit":
            return find_calendar_unit(day, self._stated_grain, context.conventions.week_start)
        if base.is_point and isinstance(edge, datetime) and not isinstance(self.base, Now):
            return to_moment_interval(datetime.combine(day, edge.time()))
        return to_day_interval(day)

    @property
    def finest_grain(self) -> Grain:
        """The finest unit that is counted: of half a day hours."""
        has_part_of_day = any(g == Grain.DAY and count != int(count) for count, g in self.amount)
        return Grain.HOUR if has_part_of_day else self._least_unit

    @property
    def _least_unit(self) -> Grain:
        return min(grain for _, grain in self.amount)

    @property
    def _stated_grain(self) -> Grain:
        """How exact the amount is: half a year, as much as months are; half a century, as years."""
        return min(self._find_stated_grain(count, grain) for count, grain in self.amount)

    @staticmethod
    def _find_stated_grain(count: float, grain: Grain) -> Grain:
        if count == int(count):
            return grain
        return Grain.YEAR if grain > Grain.YEAR else min(grain, Grain.MONTH)


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
class PastOccurrence(DerivedFromChosen):
    """The last one to begin of what recurs, unless the future is preferred: "since Monday"."""

    base: Expression

    def find_base(self, context: Context) -> Interval:
        """Return the one that has begun, or the one in the window."""
        if context.conventions.prefer != "future":
            conventions = copy_with_preference(context.conventions, "past")
            context = context._replace(conventions=conventions)
        return self.base.find_single_interval(context)

    def derive_interval(self, base: Interval, context: Context) -> Interval:
        """Return the one itself."""
        return base


@value_class
class PastOrNextUnits(Expression):
    """The past or next so many units: "the past seven months", "the next two weeks"."""

    amount: Amount
    sign: int  # 1 the next, -1 the past
    from_now: bool = False  # whether it begins with the reference's own day: "within two weeks"

    def list_occurrences(self, context: Context) -> list[Interval]:
        """Return the stretch from the reference on or back, without the reference's own day.

        By the conventions, and of quarters and halves, it is of whole calendar units, without the
        current one.
        """
        ((count, grain), *rest) = self.amount
        by_calendar = context.conventions.units == "calendar"
        by_calendar = by_calendar or grain in (Grain.QUARTER, Grain.HALF)
        is_whole = not rest and count == int(count) and grain != Grain.DAY
        if by_calendar and is_whole and not self.from_now:
            return [self._find_calendar_units(int(count), grain, context)]
        start, exact = context.today, Grain.DAY
        if any(grain < Grain.DAY or count != int(count) for count, grain in self.amount):
            if any(grain < Grain.DAY for _, grain in self.amount):
                context.check_has_clock()
            start, exact = context.reference, Grain.MINUTE
        elif self.sign > 0 and not self.from_now:
            start += timedelta(days=1)
        end = add_amount(context, start, self.amount, self.sign)
        return [Interval(min(start, end), max(start, end), exact)]

    def _find_calendar_units(self, count: int, grain: Grain, context: Context) -> Interval:
        near, far = (
            RelativeUnit(grain, self.sign * each).list_occurrences(context)[0]
            for each in (1, count)
        )
        first, last = (near, far) if self.sign > 0 else (far, near)
        return Interval(first.start, last.end, grain)


@overload
def add_amount(context: Context, value: datetime, amount: Amount, sign: int) -> datetime: ...
@overload
def add_amount(context: Context, value: date, amount: Amount, sign: int) -> date: ...
def add_amount(context: Context, value: date, amount: Amount, sign: int) -> date:
    """Return a date or a naive time so much later, or earlier for the sign -1.

    Hours of a time are elapsed time where the context's zone is known.
    """
    for count, grain in amount:
        if isinstance(value, datetime):
            value = context.add_units_in_zone(value, sign * count, grain)
        else:
            value = add_units(value, sign * count, grain)
    return value


@value_class
class RestOfStretch(Expression):
    """What is left, or what is over, of a stretch: "the rest of the week", "earlier this year"."""

    base: Expression
    sign: int = 1  # 1 what is left, -1 what is over

    def list_occurrences(self, context: Context) -> list[Interval]:
        """Return it from the reference's day on, or up to the day before that.

        Of a day or a part of it, it is from or to the reference's minute.
        """
        whole = self.base.find_single_interval(context)
        if whole.grain <= Grain.DAY:
            start, end = whole.to_utc_bounds()
            if self.sign > 0:
                return [Interval(max(context.reference, start), end, Grain.MINUTE)]
            return [Interval(start, min(context.reference, end), Grain.MINUTE)]
        today, grain = context.today, Grain.DAY
        if whole.is_timed:  # a weekend that begins at an hour
            today, grain = to_datetime(today), whole.grain
        if self.sign > 0:
            begin = max(today, whole.start or today)  # a weekend that is still to come
            return [replace(whole, start=begin, grain=grain)]
        return [replace(whole, end=today, grain=grain)]
