"""Meanings from one date through another, or with an open side."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, tzinfo
from itertools import product
from typing import Literal, TypeAlias

from itinerary.dates.arithmetic import find_possible_grain, widen_to_days
from itinerary.dates.expressions.chains import iterate_date_chains, iterate_possible_chains
from itinerary.dates.expressions.context import Context
from itinerary.dates.expressions.conventions import Conventions
from itinerary.dates.expressions.days_and_times import to_datetime
from itinerary.dates.expressions.expression import (
    CountsFrom,
    DerivedFromChosen,
    Expression,
    Intervals,
    ResolvedParts,
)
from itinerary.dates.expressions.thirds import EarlyMidLate
from itinerary.dates.interval import Grain, Interval, NoTimeError, drop_time_zones
from itinerary.diagnostics import PhraseError
from itinerary.values import value_class

# Throughout: since, until. Once, some time: after and not before, before and by.
OpenRangeSide: TypeAlias = Literal["since", "not before", "after", "until", "by", "before"]
_ONCE = frozenset(("not before", "after", "by", "before"))


@value_class
class Range(Expression):
    """From one date through another: a last day, month or year is included, a clock time is not."""

    first: Expression
    last: Expression

    @property
    def recurrence_rank(self) -> int:
        """How seldom it recurs: as the end that does so most seldom."""
        return max(self.first.recurrence_rank, self.last.recurrence_rank)

    @property
    def counts_from(self) -> CountsFrom:
        """What it counts from: as its first end."""
        return self.first.counts_from

    def list_half_day_readings(self) -> tuple[Range, ...]:
        """Return the same range from and to each half of the day."""
        ends = product(
            self.first.list_half_day_readings() or (self.first,),
            self.last.list_half_day_readings() or (self.last,),
        )
        return tuple(Range(first, last) for first, last in ends)

    def list_occurrences(self, context: Context) -> list[Interval]:
        """Return one for each occurrence of the end that leads.

        Raises:
            PhraseError: It would end before it begins.
        """
        found = [
            self._build_interval(first, last, context.zone)
            for first, last in iterate_date_chains((self.first, self.last), context)
        ]
        if self.recurrence_rank == 1 and context.conventions.prefer == "future":
            return self._select_coming_ranges(found, context)
        return found

    def _build_interval(self, first: Interval, last: Interval, zone: tzinfo | None) -> Interval:
        """Return the interval through another date; PhraseError for "Friday to Friday".

        So for "from now until Friday" on one.
        """
        is_one_day = not last.is_timed and first.first == first.last == last.first == last.last
        if is_one_day and self.last.recurrence_rank == 1:
            raise PhraseError(
                "both ends are the same day, or the last is a week later",
                kind="ambiguous",
                hint="write the date itself",
            )
        return build_range_interval(first, last, zone)

    def resolve_parts(self, found: Intervals, context: Context) -> ResolvedParts:
        """Return both ends."""
        for first, last in iterate_possible_chains((self.first, self.last), found[0], context):
            with suppress(PhraseError):
                if self._build_interval(first, last, context.zone).is_same_time_as(found[0]):
                    return (self.first, (first,)), (self.last, (last,))
        return ()

    def list_ends(self, found: Intervals, context: Context) -> ResolvedParts:
        """Return both ends."""
        return self.resolve_parts(found, context)

    @staticmethod
    def _select_coming_ranges(found: list[Interval], context: Context) -> list[Interval]:
        """Return those still to begin: "Monday to Friday", said on a Wednesday of what is to come.

        In a window or beside another date any of them may be meant.
        """
        if context.window is not None or context.direction is not None:
            return found
        return [each for each in found if each.first and each.first >= context.today] or found


def build_range_interval(first: Interval, last: Interval, zone: tzinfo | None = None) -> Interval:
    """Return the interval through another date, or up to it if that is a clock time.

    In a zone, times of the hour that comes twice are put in order as the moments that they are.

    Raises:
        PhraseError: It would end before it begins.
    """
    start, end = first.start, last.start if last.is_point else last.end
    if first.is_timed or last.is_timed:
        start, end = start and to_datetime(start), end and to_datetime(end)
    grain = find_possible_grain(start, end, min(first.grain, last.grain))
    about, uncertain = first.about or last.about, first.uncertain or last.uncertain
    try:
        if isinstance(start, datetime) and isinstance(end, datetime) and start.fold < end.fold:
            aware = Interval(start.replace(tzinfo=zone), end.replace(tzinfo=zone), grain, about)
            return drop_time_zones(aware)
        return Interval(start, end, grain, about, uncertain=uncertain)
    except NoTimeError:
        raise PhraseError(
            f"it would end ({last.edtf}) before it begins ({first.edtf})",
            hint="put the earlier date first",
        ) from None


@value_class
class OpenRange(DerivedFromChosen):
    """A stretch that is open on one side: "since 2019", "until Wednesday", "before March 4"."""

    side: OpenRangeSide
    base: Expression

    def find_base(self, context: Context) -> Interval:
        """Return what the base means, which may be a unit: "more than two years ago"."""
        return self.base.find_single_interval(context)

    def derive_interval(self, base: Interval, context: Context) -> Interval:
        """Return the stretch from or to the date; in a window the open side ends with it."""
        start, end = self._find_sides(base, context.conventions)
        is_edge = isinstance(self.base, EarlyMidLate) and self.base.is_edge
        if is_edge:
            start, end = self._find_sides_of_edge(base, start, end)
        is_once = self.side in _ONCE and not base.is_timed
        result = Interval(
            start,
            end,
            min(base.grain, Grain.YEAR),
            base.about,
            uncertain=base.uncertain,
            within=is_once,
            outside=self._is_outside(context.conventions) if is_once and not is_edge else None,
        )
        if context.window and not result.is_timed:
            return self._limit_to_window(result, context.window)
        return result

    def _is_outside(self, conventions: Conventions) -> bool:
        """Return whether the words name the date beyond the end of the stretch: "before 1850"."""
        return self.side == "before" or (self.side == "after" and conventions.after == "from-end")

    def _find_sides(
        self, base: Interval, conventions: Conventions
    ) -> tuple[date | None, date | None]:
        """Return the start and the end, of which one is open."""
        if self.side in ("until", "by") and not base.is_point:
            return None, base.end
        if self.side in ("until", "by", "before"):
            return None, base.start
        is_from_end = self.side == "after" and conventions.after == "from-end"
        start = base.end if is_from_end and not base.is_point else base.start
        return start, base.start if start is None else None

    def _find_sides_of_edge(
        self, edge: Interval, start: date | None, end: date | None
    ) -> tuple[date | None, date | None]:
        """Return the sides beside a start or end: before its end is until then, not until late."""
        if self.side == "before" and edge.part == "late":
            return None, edge.end
        if self.side == "after" and edge.part == "early":
            return edge.start, None
        return start, end

    @staticmethod
    def _limit_to_window(open_one: Interval, window: Interval) -> Interval:
        """Return the part in the window.

        A clock time stays open, since the end of a meeting is not that of the trip.
        """
        days = widen_to_days(window)
        start, end = open_one.start or days.start, open_one.end or days.end
        try:
            found = replace(open_one, start=start, end=end, grain=Grain.DAY)
            is_long = found.first != found.last
            return replace(found, within=found.within and is_long, outside=None)
        except NoTimeError:
            return open_one
