"""Meanings that count from the reference or from another date: next week, last Tuesday, two days after, the past seven months."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal, TypeAlias

from itinerary.dates.arithmetic import DateT, add_units, find_calendar_unit
from itinerary.dates.expressions.calendar import CalendarDate
from itinerary.dates.expressions.context import (
    Context,
    Conventions,
    DerivedFromChosen,
    Expression,
    choose_occurrence,
    copy_with_preference,
    to_datetime,
    to_day_interval,
    to_moment_interval,
)
from itinerary.dates.interval import WEEKDAYS, Grain, Interval
from itinerary.diagnostics import PhraseError, suggest_choices

Amount: TypeAlias = tuple[tuple[float, Grain], ...]  # "two days and three hours"
AnchorEnd: TypeAlias = Literal["start", "end"]


@dataclass(frozen=True, slots=True)
class RelativeUnit(Expression):
    """The unit that is so many units from the one of the reference: today, next week, last year."""

    grain: Grain
    offset: int = 0

    def list_occurrences(self, context: Context) -> list[Interval]:
        """The one it is."""
        if self.grain == Grain.WEEKEND:
            return [find_weekend(context, add_units(context.today, self.offset, Grain.WEEK))]
        if self.grain < Grain.DAY:
            now = (
                context.reference.replace(minute=0)
                if self.grain == Grain.HOUR
                else context.reference
            )
            return [to_moment_interval(add_units(now, self.offset, self.grain), self.grain)]
        week_start = context.conventions.week_start
        start = find_calendar_unit(context.today, self.grain, week_start).start or context.today
        return [
            find_calendar_unit(add_units(start, self.offset, self.grain), self.grain, week_start)
        ]


def find_weekend(context: Context, day: date) -> Interval:
    """The weekend of the Monday-to-Sunday week that holds a day, from the weekday and hour of the conventions to the end of Sunday."""
    name, hour = context.conventions.weekend
    monday = day - timedelta(days=day.weekday())
    start, end = (
        monday + timedelta(days=WEEKDAYS.index(name.capitalize())),
        monday + timedelta(days=7),
    )
    if end <= start:
        start -= timedelta(days=7)
    if hour:
        return Interval(to_datetime(start) + timedelta(hours=hour), to_datetime(end), Grain.WEEKEND)
    return Interval(start, end, Grain.WEEKEND)


@dataclass(frozen=True, slots=True)
class Now(Expression):
    """The very moment of the reference."""

    def list_occurrences(self, context: Context) -> list[Interval]:
        """The minute it is."""
        return [to_moment_interval(context.reference)]


@dataclass(frozen=True, slots=True)
class Window(Expression):
    """The window of the context: "the trip"."""

    otherwise: Expression | None = None  # without a window

    def list_occurrences(self, context: Context) -> list[Interval]:
        """The window; raises PhraseError without one."""
        if context.window is None and self.otherwise is not None:
            return self.otherwise.list_occurrences(context)
        if context.window is None:
            raise PhraseError(
                "no trip is known that the phrase could count in",
                hint="give the document its dates",
            )
        return [context.window]


@dataclass(frozen=True, slots=True)
class Anchor(Expression):
    """A date that has a name: "$quito", "$quito.start", "$trip.end", "$published"."""

    name: str
    end: AnchorEnd | None = None

    def list_occurrences(self, context: Context) -> list[Interval]:
        """The date of that name, or its first or last day or moment."""
        found = context.anchors.get(self.name)
        if found is None:
            raise PhraseError(
                f"${self.name} names no date",
                hint=suggest_choices(f"${self.name}", [f"${name}" for name in context.anchors]),
            )
        if self.end is None:
            return [found]
        edge = found.start if self.end == "start" else found.end if found.is_timed else found.last
        if edge is None:
            raise PhraseError(f"${self.name} has no {self.end}: it is open on that side")
        return [to_moment_interval(edge) if isinstance(edge, datetime) else to_day_interval(edge)]


@dataclass(frozen=True, slots=True)
class AdjacentOccurrence(Expression):
    """A date that recurs, with "this", "next" or "last" before it: "next Tuesday", "last March"."""

    date: Expression
    offset: int

    def list_occurrences(self, context: Context) -> list[Interval]:
        """The one it is, for weekdays by the conventions of that name."""
        if (
            isinstance(self.date, CalendarDate)
            and self.date.recurrence_rank == 1
            and (self.offset != 0 or context.conventions.this_weekday == "this-week")
        ):
            return [self._find_weekday(self.date.weekday or 0, context)]
        undirected = context._replace(window=None)
        found = self.date.list_occurrences(undirected)
        if self._is_in_calendar_year(context.conventions):
            found = [
                each
                for each in found
                if each.first and each.first.year == context.today.year + self.offset
            ]
            return [choose_occurrence(found, undirected)]
        if self.offset > 0:
            return [
                choose_occurrence(
                    [each for each in found if each.first and each.first > context.today][:1],
                    undirected,
                )
            ]
        if self.offset < 0:
            return [
                choose_occurrence(
                    [each for each in found if each.last and each.last < context.today][-1:],
                    undirected,
                )
            ]
        return [
            choose_occurrence(
                found,
                undirected._replace(
                    conventions=copy_with_preference(context.conventions, "future")
                ),
            )
        ]

    def _is_in_calendar_year(self, conventions: Conventions) -> bool:
        """Whether the month or date is the one of this or the last calendar year, as weekdays are of a calendar week."""
        return self.date.recurrence_rank == 3 and (
            (self.offset == 0 and conventions.this_weekday == "this-week")
            or (self.offset < 0 and conventions.last_weekday == "previous-week")
        )

    def _find_weekday(self, weekday: int, context: Context) -> Interval:
        conventions, today = context.conventions, context.today
        if self.offset > 0 and conventions.next_weekday == "coming":
            return to_day_interval(today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1))
        if self.offset < 0 and conventions.last_weekday == "most-recent":
            return to_day_interval(today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1))
        week = find_calendar_unit(today, Grain.WEEK, conventions.week_start).start or today
        return to_day_interval(
            week + timedelta(days=(weekday - conventions.week_start) % 7 + 7 * self.offset)
        )


@dataclass(frozen=True, slots=True)
class Shift(DerivedFromChosen):
    """So much time before or after a date, or from the reference: "two days after March 4", "three weeks ago"."""

    amount: Amount
    sign: int = 1
    base: Expression = Now()

    def derive_interval(self, base: Interval, context: Context) -> Interval:
        """The date that much before its first or after its last day, or the unit that much from it; PhraseError at an open side."""
        if base.start is not None and Grain.DAY < base.grain <= min(
            grain for _, grain in self.amount
        ):
            return self._find_shifted_unit(base, base.start, context)
        onward = self.sign > 0 and not base.is_point
        start, first = (base.end, base.last) if onward else (base.start, base.first)
        if start is None or first is None:
            raise PhraseError("nothing can be counted from an open side")
        if any(
            grain < Grain.DAY or (grain == Grain.DAY and count != int(count))
            for count, grain in self.amount
        ):
            return to_moment_interval(
                add_amount(context, to_datetime(start), self.amount, self.sign)
            )
        day = add_amount(context, first, self.amount, self.sign)
        if base.is_point and isinstance(start, datetime) and not isinstance(self.base, Now):
            return to_moment_interval(datetime.combine(day, start.time()))
        return to_day_interval(day)

    def _find_shifted_unit(self, base: Interval, start: date, context: Context) -> Interval:
        """The unit of the base's own grain: two years after 2012 is a year."""
        return find_calendar_unit(
            add_amount(context, start, self.amount, self.sign),
            base.grain,
            context.conventions.week_start,
        )


@dataclass(frozen=True, slots=True)
class PastOrNextUnits(Expression):
    """The past or next so many units: "the past seven months", "the next two weeks"."""

    amount: Amount
    sign: int
    from_now: bool = False  # "within two weeks" begins with the reference's own day

    def list_occurrences(self, context: Context) -> list[Interval]:
        """Rolling back or on from the reference, its own day left out, or whole calendar units without the current one."""
        ((count, grain), *rest) = self.amount
        whole = context.conventions.units == "calendar" or grain in (Grain.QUARTER, Grain.HALF)
        if whole and not rest and count == int(count) and grain != Grain.DAY and not self.from_now:
            near, far = (
                RelativeUnit(grain, self.sign * each).list_occurrences(context)[0]
                for each in (1, int(count))
            )
            return [Interval(min(near, far).start, max(near, far).end, grain)]
        if any(grain < Grain.DAY or count != int(count) for count, grain in self.amount):
            return [
                _build_interval_between(
                    context.reference,
                    add_amount(context, context.reference, self.amount, self.sign),
                    Grain.MINUTE,
                )
            ]
        near_day = (
            context.today + timedelta(days=1)
            if self.sign > 0 and not self.from_now
            else context.today
        )
        return [
            _build_interval_between(
                near_day, add_amount(context, near_day, self.amount, self.sign), Grain.DAY
            )
        ]


def _build_interval_between(one: date, other: date, grain: Grain) -> Interval:
    return Interval(min(one, other), max(one, other), grain)


def add_amount(context: Context, value: DateT, amount: Amount, sign: int) -> DateT:
    """A date or time shifted by every part of an amount; hours of a time are elapsed time."""
    for count, grain in amount:
        value = (
            context.add_units_in_zone(value, sign * count, grain)
            if isinstance(value, datetime)
            else add_units(value, sign * count, grain)
        )
    return value


@dataclass(frozen=True, slots=True)
class RestOfStretch(Expression):
    """What is left, or what is over, of a stretch: "the rest of the week", "earlier this year"."""

    base: Expression
    sign: int = 1

    def list_occurrences(self, context: Context) -> list[Interval]:
        """From the reference's day to the end, or from the start to the day before it; of a day or a part of it, by the minute."""
        whole = self.base.find_single_interval(context)
        if whole.grain <= Grain.DAY:
            start, end = whole.to_utc_bounds()
            now = max(context.reference, start) if self.sign > 0 else min(context.reference, end)
            return [
                Interval(now, end, Grain.MINUTE)
                if self.sign > 0
                else Interval(start, now, Grain.MINUTE)
            ]
        today = to_datetime(context.today) if whole.is_timed else context.today
        return [
            whole._replace(start=today, grain=Grain.DAY)
            if self.sign > 0
            else whole._replace(end=today, grain=Grain.DAY)
        ]
