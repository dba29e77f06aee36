"""Meanings that are a third of a stretch of time: early March, the late 1990s."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Literal, TypeAlias, get_args

from itinerary.dates.arithmetic import add_units, find_calendar_unit
from itinerary.dates.expressions.context import Context
from itinerary.dates.expressions.days_and_times import to_datetime, to_moment_interval
from itinerary.dates.expressions.expression import DerivedExpression, Expression
from itinerary.dates.interval import Grain, Interval, Part
from itinerary.diagnostics import PhraseError
from itinerary.values import value_class

SpokenThird: TypeAlias = Part | Literal["start", "end"]  # "the end of the year" and "late" in it
_PARTS: tuple[Part, ...] = get_args(Part)
# Thirds of what is no coarser than this are known to that grain.
_GRAINS_OF_THIRDS = (
    (Grain.MONTH, Grain.DAY),
    (Grain.YEAR, Grain.MONTH),
    (Grain.CENTURY, Grain.YEAR),
)
_MONTHS_PER_THIRD = {Grain.YEAR: 4, Grain.HALF: 2, Grain.SEASON: 1, Grain.QUARTER: 1}
_DAYS_AT_THIRDS = (2, 4)  # of a week, whose end is Friday to Sunday
_YEARS_AT_THIRDS = {Grain.DECADE: (3, 7), Grain.CENTURY: (33, 67)}


@value_class
class EarlyMidLate(DerivedExpression):
    """The early, middle or late third of a stretch: "early March", "late 1990s".

    Attributes:
        part: Which third.
        base: The stretch.
        is_edge: Whether the words name the stretch's start or end, so that what is before its end
            may last until then, and days are counted from its first or last.
    """

    part: Part
    base: Expression
    is_edge: bool = False

    def derive_interval(self, base: Interval, context: Context) -> Interval:
        """Return that third; those of a month begin on the 1st, the 11th and the 21st.

        Of a part of the day it is a half: the first, the last, or the middle one.

        Raises:
            PhraseError: The stretch is open.
        """
        start, end = base.start, base.end
        if start is None or end is None:
            raise PhraseError("an open stretch of time has no thirds")
        if base.grain == Grain.PART_OF_DAY:
            return self._find_half(to_datetime(start), to_datetime(end))
        if base.grain == Grain.DAY and end - start == timedelta(days=1):
            start, end = to_datetime(start), to_datetime(end)
        cuts = [start, *self._list_third_boundaries(start, end, base.grain), end]
        index = _PARTS.index(self.part)
        grain = next(finer for coarsest, finer in _GRAINS_OF_THIRDS if base.grain <= coarsest)
        if isinstance(start, datetime):
            grain = Grain.PART_OF_DAY
        return replace(base, start=cuts[index], end=cuts[index + 1], grain=grain, part=self.part)

    def find_counting_base(self, context: Context, finest: Grain) -> Interval:
        """Return the first or last day, or moment, of a stretch whose start or end is named.

        It is a month or year where no finer unit is counted, and the third is known to it.

        Raises:
            PhraseError: The words name no start or end: nothing says what to count from.
        """
        third = self.find_single_interval(context)
        start, end = third.start, third.end
        if not self.is_edge or start is None or end is None:
            raise PhraseError(
                "nothing says from which day to count",
                kind="vague",
                hint="write the day that is counted from, or TBD",
            )
        if finest < Grain.DAY:
            return to_moment_interval(to_datetime(start if self.part == "early" else end))
        day = third.first if self.part == "early" else third.last
        grain = max(third.grain, Grain.DAY) if third.grain <= finest else Grain.DAY
        return find_calendar_unit(day or start, grain)

    @classmethod
    def from_words(cls, third: SpokenThird, base: Expression) -> EarlyMidLate:
        """Return the third that words for it mean."""
        if third == "start":
            return cls("early", base, is_edge=True)
        if third == "end":
            return cls("late", base, is_edge=True)
        return cls(third, base)

    def _find_half(self, start: datetime, end: datetime) -> Interval:
        """Return half of a part of the day: the first, the last, or the middle one."""
        half = (end - start) / 2
        begin = start + {"early": timedelta(), "mid": half / 2, "late": half}[self.part]
        return Interval(begin, begin + half, Grain.PART_OF_DAY, part=self.part)

    @staticmethod
    def _list_third_boundaries(start: date, end: date, grain: Grain) -> list[date]:
        if grain == Grain.MONTH:
            return [start + timedelta(days=10), start + timedelta(days=20)]
        if grain == Grain.WEEK:
            return [start + timedelta(days=days) for days in _DAYS_AT_THIRDS]
        if grain in _MONTHS_PER_THIRD:
            months = _MONTHS_PER_THIRD[grain]
            return [add_units(start, count, Grain.MONTH) for count in (months, 2 * months)]
        if grain in _YEARS_AT_THIRDS:
            return [add_units(start, count, Grain.YEAR) for count in _YEARS_AT_THIRDS[grain]]
        length = end - start
        if isinstance(start, datetime):
            return [start + length / 3, start + length * 2 / 3]
        return [
            start + timedelta(days=round(length.days / 3)),
            start + timedelta(days=round(length.days * 2 / 3)),
        ]
