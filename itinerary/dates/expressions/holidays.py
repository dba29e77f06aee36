"""Holidays by name: each comes once a year, by the rules of the almanac."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from itinerary.dates.arithmetic import enclose_intervals
from itinerary.dates.expressions.calendar import MAX_YEAR
from itinerary.dates.expressions.context import Context
from itinerary.dates.expressions.days_and_times import to_datetime, to_day_interval
from itinerary.dates.expressions.expression import DerivedFromChosen, Expression, YearlyExpression
from itinerary.dates.expressions.weekends import find_nearest_weekend
from itinerary.dates.interval import Grain, Interval, format_edtf_list
from itinerary.diagnostics import PhraseError
from itinerary.values import value_class


@value_class
class Holiday(YearlyExpression):
    """A holiday or festival by its name in holidays.txt.

    "christmas", "labor-day/US", "ramadan", "new-year - 1" for its eve.
    """

    name: str
    year: int | None = None

    def copy_for_country(self, country: str) -> Holiday:
        """Return the holiday as a country keeps it, by its code (ISO 3166-1)."""
        name, space, days = self.name.partition(" ")
        return replace(self, name=f"{name.partition('/')[0]}/{country}{space}{days}")

    def to_eve(self) -> Holiday:
        """Return the day before, which may lie in the year before; PhraseError for an eve."""
        if " " in self.name:
            raise PhraseError("an eve has no eve")
        return replace(self, name=f"{self.name} - 1")

    def list_occurrences(self, context: Context) -> list[Interval]:
        """Return those around the reference or in the year.

        Raises:
            PhraseError: The year has none or two of them, or its date is not known.
        """
        # Only phrases that name a holiday need the almanac and its rules.
        from itinerary.dates.expressions import almanac

        if self.year is None:
            first, last = context.extent
            years = range(max(1, first.year - 1), min(MAX_YEAR, last.year + 1) + 1)
            found = [
                each for year in years for each in almanac.find_holiday_intervals(self.name, year)
            ]
            return sorted(found, key=Interval.to_utc_bounds)
        found = list(almanac.find_holiday_intervals(self.name, self.year))
        if not found:
            raise PhraseError(f"{self.year} has no {almanac.format_holiday_name(self.name)}")
        if len(found) > 1 and context.window is None:
            message = f"{self.year} has two: {format_edtf_list(found)}"
            raise PhraseError(message, kind="ambiguous", hint="write the date itself")
        return found


@value_class
class LongWeekend(DerivedFromChosen):
    """The weekend that a holiday falls on or next to, with the holiday: "Labor Day weekend"."""

    base: Expression

    def derive_interval(self, base: Interval, context: Context) -> Interval:
        """Return the nearer weekend and the days up to it.

        Raises:
            PhraseError: The holiday is on a Wednesday, midway between two weekends.
        """
        day = base.first or context.today
        near = find_nearest_weekend(context, day)
        holiday = to_day_interval(day)
        if near.is_timed:
            start = to_datetime(day)
            holiday = Interval(start, start + timedelta(days=1), Grain.WEEKEND)
        return replace(enclose_intervals((near, holiday)) or near, grain=Grain.WEEKEND)
