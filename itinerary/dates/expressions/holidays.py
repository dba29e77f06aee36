"""Holidays by name: each comes once a year, by the rules of the almanac."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from itinerary.dates.arithmetic import enclose_intervals
from itinerary.dates.expressions.context import (
    Context,
    DerivedFromChosen,
    Expression,
    YearlyExpression,
    to_datetime,
    to_day_interval,
)
from itinerary.dates.expressions.relative import find_weekend
from itinerary.dates.interval import Grain, Interval
from itinerary.diagnostics import PhraseError


@dataclass(frozen=True, slots=True)
class Holiday(YearlyExpression):
    """A holiday or festival by its name in holidays.txt: "christmas", "labor-day/US", "ramadan", "new-year - 1" for its eve."""

    name: str
    year: int | None = None

    def copy_for_country(self, country: str) -> Holiday:
        """The holiday as that country keeps it."""
        name, space, days = self.name.partition(" ")
        return replace(self, name=f"{name.partition('/')[0]}/{country}{space}{days}")

    def to_eve(self) -> Holiday:
        """The day before; it may lie in the year before."""
        if " " in self.name:
            raise PhraseError("an eve has no eve")
        return replace(self, name=f"{self.name} - 1")

    def list_occurrences(self, context: Context) -> list[Interval]:
        """Those around the reference or in the year; raises PhraseError for a year that is not known, or that has two of them."""
        from itinerary.dates.expressions import (
            almanac,
        )  # with its rules, only where a phrase names a holiday

        if self.year is None:
            first, last = context.extent
            years = range(max(1, first.year - 1), min(9998, last.year + 1) + 1)
            return sorted(
                (
                    each
                    for year in years
                    for each in almanac.find_holiday_intervals(self.name, year)
                ),
                key=Interval.to_utc_bounds,
            )
        found = list(almanac.find_holiday_intervals(self.name, self.year))
        if not found:
            raise PhraseError(f"{self.year} has no {almanac.format_holiday_name(self.name)}")
        if len(found) > 1 and context.window is None:
            both = " and ".join(each.edtf for each in found)
            raise PhraseError(
                f"{self.year} has two: {both}", kind="ambiguous", hint="write the date itself"
            )
        return found


@dataclass(frozen=True, slots=True)
class LongWeekend(DerivedFromChosen):
    """The weekend that a holiday falls on or next to, with the holiday and a day between: "Labor Day weekend"."""

    base: Expression

    def derive_interval(self, base: Interval, context: Context) -> Interval:
        """The nearer weekend and the days up to it; raises PhraseError for a Wednesday, which lies midway between two."""
        day = base.first or context.today
        if day.weekday() == 2:
            raise PhraseError(
                f"{day} is a Wednesday, midway between two weekends",
                kind="ambiguous",
                hint="write the dates themselves",
            )
        near = find_weekend(context, day if day.weekday() > 2 else day - timedelta(days=7))
        holiday = to_day_interval(day)
        if near.is_timed:
            holiday = Interval(to_datetime(day), to_datetime(day) + timedelta(days=1))
        return (enclose_intervals((near, holiday)) or near)._replace(grain=Grain.WEEKEND)
