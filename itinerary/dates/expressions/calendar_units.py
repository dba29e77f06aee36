"""Meanings that are units of the calendar: fiscal years, seasons, weeks by number, decades."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from itinerary.dates.arithmetic import add_units, find_calendar_unit
from itinerary.dates.expressions.calendar import MAX_YEAR
from itinerary.dates.expressions.context import Context
from itinerary.dates.expressions.expression import Expression, YearlyExpression
from itinerary.dates.expressions.short_years import settle_century
from itinerary.dates.interval import Grain, Interval, build_date
from itinerary.diagnostics import PhraseError
from itinerary.values import value_class


@value_class
class DecadeOrCentury(Expression):
    """A decade or a century by its first year: "the 1990s"; of the first century that is 0."""

    first: int
    grain: Grain

    def list_occurrences(self, context: Context) -> list[Interval]:
        """Return the one that it is."""
        return [find_calendar_unit(build_date(self.first or 1), self.grain)]


@value_class
class FiscalYear(Expression):
    """A fiscal year by the calendar year it ends in, and the month it begins in.

    "fiscal year 2025 starting in October".
    """

    year: int
    month: int | None = None  # None is that of the conventions

    def list_occurrences(self, context: Context) -> list[Interval]:
        """Return its twelve months; PhraseError where nothing says when it begins."""
        month = self.month or context.conventions.fiscal_year
        if month is None:
            hint = f"write 'fiscal year {self.year} starting in October', or the months themselves"
            raise PhraseError("fiscal years begin in different months", kind="ambiguous", hint=hint)
        start = date(self.year - (month > 1), month, 1)
        grain = Grain.YEAR if month == 1 else Grain.MONTH
        return [Interval(start, add_units(start, 1, Grain.YEAR), grain)]


@value_class
class AnyYear(Expression):
    """Each year, for what is counted in one that is not stated: "the first quarter"."""

    @property
    def recurrence_rank(self) -> int:
        """How seldom it recurs: each year."""
        return 3

    def list_occurrences(self, context: Context) -> list[Interval]:
        """Return the years around the reference or window."""
        first, last = context.extent
        years = range(max(1, first.year - 1), min(MAX_YEAR, last.year + 1) + 1)
        return [find_calendar_unit(date(year, 1, 1), Grain.YEAR) for year in years]


@value_class
class WeekNumber(YearlyExpression):
    """A week by its ISO 8601 number: "week 36 of 2025"."""

    number: int
    year: int | None = None

    def list_occurrences(self, context: Context) -> list[Interval]:
        """Return the weeks; PhraseError where no year has a week of that number."""
        this_year = self.year or context.today.year
        reach = 0 if self.year or context.direction is None else 1
        years = range(max(1, this_year - reach), this_year + reach + 1)
        weeks = [week for year in years if (week := self._find_week_in_year(year))]
        if not weeks:
            raise PhraseError(f"{this_year} has no week {self.number}")
        if self.year is None and not any(context.touches_window(week) for week in weeks):
            raise PhraseError(
                f"week {self.number} of {this_year} is none of the trip, which may count its own",
                kind="ambiguous",
                hint="write the first and last day",
            )
        return weeks

    def _find_week_in_year(self, year: int) -> Interval | None:
        with suppress(ValueError):
            return find_calendar_unit(date.fromisocalendar(year, self.number, 1), Grain.WEEK)
        return None


@value_class
class Season(YearlyExpression):
    """A meteorological season: spring 0, summer 1, autumn 2, winter 3.

    It is that of the north, unless the context's place lies in the south.
    """

    number: int
    year: int | None = None

    def list_occurrences(self, context: Context) -> list[Interval]:
        """Return those around the reference, or that of the year in which it begins."""
        month = (self.number * 3 + (6 if context.south else 0)) % 12 + 3  # 12 is December
        first, last = context.extent
        years = range(max(1, first.year - 2), min(MAX_YEAR - 1, last.year + 1) + 1)
        if self.year is not None:
            years = range(year := settle_century(self.year, context), year + 1)
        return [
            Interval(start, add_units(start, 3, Grain.MONTH), Grain.SEASON, south=context.south)
            for start in [build_date(year, month) for year in years]
        ]
