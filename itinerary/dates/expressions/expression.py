"""The root of all meanings, and what it takes for one to be made of another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Literal, TypeAlias, cast

from itinerary.dates.arithmetic import enclose_intervals, find_calendar_unit, find_possible_grain
from itinerary.dates.expressions.context import Context
from itinerary.dates.expressions.occurrence_choice import choose_occurrence, keep_times_in_window
from itinerary.dates.interval import Grain, Interval
from itinerary.diagnostics import PhraseError

Intervals: TypeAlias = tuple[Interval, ...]
# Meanings that another one is made of, and what each comes to there.
ResolvedParts: TypeAlias = "tuple[tuple[Expression, Intervals], ...]"
CountsFrom: TypeAlias = Literal["reference", "item or reference", "item"]
_PLAIN_TYPES = frozenset((int, float, str, bool, type(None), Grain))


class Expression:
    """The root of all meanings: values that know neither a language nor a clock.

    A subclass lists its occurrences; one that its context fixes has a single one. It is no ABC, as
    that has a metaclass, with which to ask for a value's class takes four times as long.
    """

    __slots__ = ()
    __match_args__: tuple[str, ...] = ()

    @property
    def recurrence_rank(self) -> int:
        """How seldom it recurs: 4 never, 3 each year, 2 each month, 1 each week, 0 each day."""
        return 4

    @property
    def counts_from(self) -> CountsFrom:
        """What it counts from, beside another date of its phrase: "the following day"."""
        return "reference"

    def list_occurrences(self, context: Context) -> list[Interval]:
        """Return what it may mean around a context's reference or window, in order.

        Raises:
            PhraseError: It can mean nothing there.
        """
        raise NotImplementedError

    def on(self, context: Context) -> tuple[Interval, ...]:
        """Return the intervals that it means in a context: mostly one.

        Raises:
            PhraseError: It means none, or one of several.
        """
        is_weekly = context.is_near_reference and self.recurrence_rank == 1
        found: Sequence[Interval] = self.list_occurrences(context)
        if not self.recurrence_rank:
            found = keep_times_in_window(found, context)
        return (choose_occurrence(found, context, is_weekly=is_weekly),)

    def list_half_day_readings(self) -> tuple[Expression, ...]:
        """Return itself as a.m. and as p.m. if it is a clock time that may be either."""
        return ()

    def list_readings(self) -> tuple[Expression, ...]:
        """Return what people may mean by it, the surest first: itself, as a rule."""
        return (self,)

    def split_hull(self, hull: Interval, context: Context) -> Intervals:
        """Return all that it means where that lies in a stretch, from the first to the last."""
        return (hull,)

    def resolve_parts(self, found: Intervals, context: Context) -> ResolvedParts:
        """Return meanings that it is made of, with what each comes to where it comes to `found`.

        They are those that are known to have been settled so: none of a plain date.
        """
        return ()

    def list_items(self, found: Intervals, context: Context) -> ResolvedParts:
        """Return the items of a list, or else itself, where it comes to `found`."""
        return ((self, found),)

    def list_ends(self, found: Intervals, context: Context) -> ResolvedParts:
        """Return the first and last end of a range that comes to `found`, or else nothing."""
        return ()

    def find_single_interval(self, context: Context) -> Interval:
        """Return the one stretch that it means in a context, or that holds all that it means."""
        found = self.on(context)
        if len(found) == 1:
            return found[0]
        return enclose_intervals(found) or choose_occurrence((), context)

    def find_counting_base(self, context: Context, finest: Grain) -> Interval:
        """Return what time is counted from: the one stretch that it means.

        Args:
            context: What it is read in.
            finest: The finest unit that is counted.
        """
        return self.find_single_interval(context)


def has_meaning_of(meaning: object, kinds: type | tuple[type, ...]) -> bool:
    """Return whether a meaning, or any part of it, is of one of some classes.

    >>> from itinerary.dates.expressions import Now, Shift
    >>> has_meaning_of(Shift(((2, Grain.DAY),)), Now)
    True
    """
    return any(isinstance(part, kinds) for part in iterate_parts(meaning))


def iterate_parts(meaning: object) -> Iterator[object]:
    """Yield a meaning and all that it is made of, at every depth, each before its own parts."""
    waiting = [meaning]
    while waiting:
        part = waiting.pop()
        yield part
        if isinstance(part, tuple):
            inner = cast("tuple[object, ...]", part)
        else:
            inner = tuple([getattr(part, name) for name in getattr(part, "__match_args__", ())])
        waiting += [each for each in reversed(inner) if type(each) not in _PLAIN_TYPES]


def find_all_within(meaning: Expression, hull: Interval, context: Context) -> Intervals:
    """Return the intervals of a meaning that has several, from the first to the last of a stretch.

    It is the stretch itself where the meaning comes to no such ones.
    """
    for seen_from in context.iterate_views_of(hull):
        with suppress(PhraseError, OverflowError, ValueError):
            found = meaning.on(seen_from)
            if enclose_intervals(found) == hull:
                return found
    return (hull,)


class YearlyExpression(Expression):
    """A meaning that recurs each year, unless the year is stated."""

    __slots__ = ()
    year: int | None

    @property
    def recurrence_rank(self) -> int:
        """How seldom it recurs: each year, or never."""
        return 3 if self.year is None else 4


class BasedExpression(Expression):
    """A meaning made of another one, its base: it recurs, and is counted from, as that is."""

    __slots__ = ()
    base: Expression

    @property
    def recurrence_rank(self) -> int:
        """How seldom it recurs: as its base."""
        return self.base.recurrence_rank

    @property
    def counts_from(self) -> CountsFrom:
        """What it counts from: as its base."""
        return self.base.counts_from


class DerivedExpression(BasedExpression):
    """A meaning that its base comes to, once for each occurrence of that."""

    __slots__ = ()

    def list_occurrences(self, context: Context) -> list[Interval]:
        """Return one for each occurrence of the base, in order."""
        return [self.derive_interval(each, context) for each in self.base.list_occurrences(context)]

    def resolve_parts(self, found: Intervals, context: Context) -> ResolvedParts:
        """Return the base, as it was to come to that."""
        only, *others = found
        for seen_from in () if others else context.iterate_views_of(only):
            with suppress(PhraseError, OverflowError, ValueError):  # of a base that is not meant
                for base in self._list_possible_bases(seen_from):
                    if self.derive_interval(base, seen_from).is_same_time_as(only):
                        return ((self.base, (base,)),)
        return ()

    def _list_possible_bases(self, context: Context) -> list[Interval]:
        return self.base.list_occurrences(context)

    def derive_interval(self, base: Interval, context: Context) -> Interval:
        """Return what it makes of one occurrence of the base."""
        raise NotImplementedError


class DerivedFromChosen(DerivedExpression):
    """A meaning that is counted from its base once that is settled.

    So "a week from Friday" is a week from the Friday that is meant.
    """

    __slots__ = ()

    def list_occurrences(self, context: Context) -> list[Interval]:
        """Return the one from the base that the context points to."""
        return [self.derive_interval(self.find_base(context), context)]

    def _list_possible_bases(self, context: Context) -> list[Interval]:
        return [self.find_base(context)]

    def find_base(self, context: Context) -> Interval:
        """Return what the base means, to the day: a time two weeks ago is on a day, in no week."""
        return self.base.find_single_interval(context.copy_for_days())


class CountedFromChosen(DerivedFromChosen):
    """A meaning that is so many units before or after its base, and as roughly known as that."""

    __slots__ = ()

    def list_occurrences(self, context: Context) -> list[Interval]:
        """Return the one from the base that the context points to."""
        base = self.find_base(context)
        found = self.derive_interval(base, context)
        if base.about or base.uncertain:
            found = replace(found, about=base.about, uncertain=base.uncertain)
        return [found]

    @property
    def finest_grain(self) -> Grain:
        """The finest unit that is counted."""
        return Grain.DAY

    def find_base(self, context: Context) -> Interval:
        """Return what is counted from: of "the end of the month" its last day."""
        return self.base.find_counting_base(context.copy_for_days(), self.finest_grain)


class CountedFromExact(CountedFromChosen):
    """What lies so far from its base: of one that is no exact date, the span of what may be.

    Two days after March 1850 are known no better than that month.
    """

    __slots__ = ()
    sign: int  # 1 on from the base, -1 back

    def derive_interval(self, base: Interval, context: Context) -> Interval:
        """Return what it makes of the base, from the first date that this may be to the last."""
        first, last = self._find_outermost_bases(base, context)
        found = self.count_from(first, context)
        if first == last:
            return found
        other = self.count_from(last, context)
        if found.start is None or other.end is None or found.is_timed or other.is_timed:
            raise PhraseError(
                "nothing says from which day to count",
                kind="vague",
                hint="write the day that is counted from, or TBD",
            )
        grain = find_possible_grain(found.start, other.end, max(found.grain, base.grain))
        if Grain.MONTH < grain < Grain.YEAR and grain != found.grain:
            grain = Grain.MONTH
        is_third = base.part is not None and found.grain > Grain.DAY
        part = base.part if is_third else None
        return Interval(found.start, other.end, grain, part=part, within=not is_third)

    def count_from(self, base: Interval, context: Context) -> Interval:
        """Return what lies so far from one exact date."""
        raise NotImplementedError

    def _find_outermost_bases(self, base: Interval, context: Context) -> tuple[Interval, Interval]:
        """Return the first and the last exact date that the base may be: mostly itself.

        They are days where what is counted is finer than the base is known. What lasted for years
        is counted from its last year on, or from its first back.
        """
        first, last = base.first, base.last
        is_long = base.grain > Grain.WEEK
        if first is None or last is None or base.is_timed or not (is_long or base.within):
            return base, base
        week_start = context.conventions.week_start
        if is_long and not base.within and base.part is None:
            unit = find_calendar_unit(last if self.sign > 0 else first, base.grain, week_start)
            first, last = unit.first or first, unit.last or last
        is_known = is_long and base.grain <= self.finest_grain
        grain = base.grain if is_known else Grain.DAY
        return (
            find_calendar_unit(first, grain, week_start),
            find_calendar_unit(last, grain, week_start),
        )
