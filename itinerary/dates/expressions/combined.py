"""Meanings that hold others: lists, dates within a stretch, what is said twice or roughly."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from itinerary.dates.arithmetic import enclose_intervals, merge_intervals
from itinerary.dates.expressions.chains import (
    choose_chain,
    iterate_date_chains,
    iterate_possible_chains,
)
from itinerary.dates.expressions.context import Context
from itinerary.dates.expressions.expression import (
    CountsFrom,
    DerivedExpression,
    Expression,
    Intervals,
    ResolvedParts,
)
from itinerary.dates.interval import Interval
from itinerary.diagnostics import PhraseError
from itinerary.values import value_class


@value_class
class CountedFromItem(DerivedExpression):
    """A date that is counted from the item before in a range or list: "the following day".

    Alone it is counted from the reference, where its words allow that: "the end of the month" does,
    "the following day" in a text does not.
    """

    base: Expression
    is_found_alone: bool = False

    @property
    def recurrence_rank(self) -> int:
        """How seldom it recurs: it never leads what it is counted from."""
        return 0

    @property
    def counts_from(self) -> CountsFrom:
        """What it counts from: the item before."""
        return "item or reference" if self.is_found_alone else "item"

    def derive_interval(self, base: Interval, context: Context) -> Interval:
        """Return the date itself, which the context says what to count from."""
        return base


@value_class
class DateList(Expression):
    """A list of dates: "Tuesday and Thursday"; adjacent ones join."""

    items: tuple[Expression, ...]

    @property
    def recurrence_rank(self) -> int:
        """How seldom it recurs: as the one that does so most seldom."""
        return max(item.recurrence_rank for item in self.items)

    @property
    def counts_from(self) -> CountsFrom:
        """What it counts from: as its first item."""
        return self.items[0].counts_from

    def list_occurrences(self, context: Context) -> list[Interval]:
        """Return the stretch from the first to the last of them, for each way they may fall."""
        hulls = map(enclose_intervals, iterate_date_chains(self.items, context, is_list=True))
        return [each for each in hulls if each]

    def on(self, context: Context) -> tuple[Interval, ...]:
        """Return each of the dates, in order, adjacent ones joined."""
        chains = list(iterate_date_chains(self.items, context, is_list=True))
        is_weekly = self.recurrence_rank == 1
        chain = choose_chain(chains, context, is_weekly=is_weekly)
        return merge_intervals(self._split_chain(chain, context))

    def _split_chain(self, chain: Sequence[Interval], context: Context) -> Intervals:
        """Return the dates of the items, of which one may have several times."""
        pairs = zip(self.items, chain, strict=True)
        return tuple([each for item, hull in pairs for each in item.split_hull(hull, context)])

    def resolve_parts(self, found: Intervals, context: Context) -> ResolvedParts:
        """Return the items, each with its own date."""
        for chain in iterate_possible_chains(self.items, found[0], context, is_list=True):
            if merge_intervals(self._split_chain(chain, context)) == found:
                pairs = zip(self.items, chain, strict=True)
                return tuple([(item, item.split_hull(hull, context)) for item, hull in pairs])
        return ()

    def list_items(self, found: Intervals, context: Context) -> ResolvedParts:
        """Return the items, each with its own date."""
        return self.resolve_parts(found, context) or ((self, found),)


@value_class
class DatesWithin(DerivedExpression):
    """Dates within a stretch of time: "Tuesday to Thursday of next week"."""

    base: Expression
    dates: Expression

    def derive_interval(self, base: Interval, context: Context) -> Interval:
        """Return the stretch from the first to the last of them."""
        return self.dates.find_single_interval(context.copy_with_window(base))

    def on(self, context: Context) -> tuple[Interval, ...]:
        """Return each of the dates, in order."""
        return self.dates.on(context.copy_with_window(self.base.find_single_interval(context)))

    def resolve_parts(self, found: Intervals, context: Context) -> ResolvedParts:
        """Return the stretch, and the dates in it."""
        for seen_from in context.iterate_views_of(found[0]):
            with suppress(PhraseError, OverflowError, ValueError):
                base = self.base.find_single_interval(seen_from)
                if self.dates.on(seen_from.copy_with_window(base)) == found:
                    return (self.base, (base,)), (self.dates, found)
        return ()

    def list_items(self, found: Intervals, context: Context) -> ResolvedParts:
        """Return those of the dates."""
        return self.dates.list_items(found, context)

    def list_ends(self, found: Intervals, context: Context) -> ResolvedParts:
        """Return those of the dates."""
        return self.dates.list_ends(found, context)


@value_class
class RestatedDate(Expression):
    """One date said in two ways, which must agree: "tomorrow, September 3"."""

    date: Expression
    again: Expression

    def list_occurrences(self, context: Context) -> list[Interval]:
        """Return the date; PhraseError where the second way never falls on it."""
        again = self.again.list_occurrences(context)
        dates = [each.find_single_interval(context) for each in self.date.list_readings()]
        for date in dates:
            if any(each.is_same_time_as(date) for each in again):
                return [date]
        raise PhraseError(
            f"a part of the words means {dates[0].edtf}, and the rest another date",
            hint="correct one of them",
        )


@value_class
class ApproximateDate(DerivedExpression):
    """A date that is only roughly known: "around 1990"."""

    base: Expression

    def derive_interval(self, base: Interval, context: Context) -> Interval:
        """Return the same date, marked as approximate."""
        return replace(base, about=True)


@value_class
class DoubtfulDate(DerivedExpression):
    """A date that is in doubt: "1850?", "perhaps in 1862"."""

    base: Expression

    def derive_interval(self, base: Interval, context: Context) -> Interval:
        """Return the same date, marked as uncertain."""
        return replace(base, uncertain=True)

    def on(self, context: Context) -> tuple[Interval, ...]:
        """Return each of the dates, marked so."""
        return tuple([replace(each, uncertain=True) for each in self.base.on(context)])


@value_class
class OnceWithin(DerivedExpression):
    """One time within a stretch, and not all of it: "between 1810 and 1825".

    Between two clock times it is all of it, as people say of opening hours.
    """

    base: Expression

    def derive_interval(self, base: Interval, context: Context) -> Interval:
        """Return the same stretch, within which it is."""
        return base if base.is_timed else replace(base, within=True)

    def list_ends(self, found: Intervals, context: Context) -> ResolvedParts:
        """Return both ends."""
        return self.base.list_ends((replace(found[0], within=False),), context)
