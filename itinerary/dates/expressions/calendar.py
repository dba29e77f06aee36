"""Meanings that are days, months and years of the calendar, with fields that may be missing."""

from __future__ import annotations

from calendar import isleap
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from itinerary.dates.arithmetic import find_calendar_unit
from itinerary.dates.expressions.context import Context
from itinerary.dates.expressions.conventions import CalendarName
from itinerary.dates.expressions.days_and_times import to_day_interval
from itinerary.dates.expressions.expression import Expression, Intervals, ResolvedParts
from itinerary.dates.expressions.short_years import settle_century
from itinerary.dates.interval import WEEKDAYS, Grain, Interval, build_date
from itinerary.dates.julian import convert_from_julian
from itinerary.diagnostics import PhraseError, Remedy, Replacement
from itinerary.values import value_class

MAX_YEAR = 9998  # that occurrences are looked for in: the end of the next would have no date
SATURDAY = 5
GREGORIAN_START = date(1582, 10, 15)  # until then sources state the weekdays of the Julian calendar


@value_class
class CalendarDate(Expression):
    """A year, month or day of the calendar, with fields that may be missing.

    "2012", "March", "March 4", "Tuesday" (Monday is 0), "the 15th".
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None

    @property
    def recurrence_rank(self) -> int:
        """How seldom it recurs: as its largest field."""
        if self.year is not None:
            return 4
        if self.month:
            return 3
        return 2 if self.day else 1

    def list_occurrences(self, context: Context) -> list[Interval]:
        """Return those around the reference or window.

        Raises:
            PhraseError: No such day exists, or the weekday is another one.
        """
        if self.year is not None:
            year = settle_century(self.year, context)
            return self._filter_by_weekday(self._list_dates_in_years(year, year), context)
        first, last = context.extent
        if self.month:
            reach = 8 if self.day == 29 else 1  # 1900 had no 29 February
            years = max(1, first.year - reach), min(MAX_YEAR, last.year + reach)
            found = self._list_dates_in_years(*years)
            if self.weekday is not None:
                found = select_nearest_dates(found, context)
            return self._filter_by_weekday(found, context)
        if self.day:
            days = list(self._iterate_days_in_months(first, last))
            return self._filter_by_weekday(days, context)
        return self._list_weekdays(context, first, last)

    def _list_dates_in_years(self, first: int, last: int) -> list[Interval]:
        return list(self._iterate_dates_in_years(first, last))

    def _iterate_dates_in_years(self, first: int, last: int) -> Iterator[Interval]:
        for year in range(first, last + 1):
            if not self.month:
                yield find_calendar_unit(build_date(year), Grain.YEAR)
            elif not self.day:
                yield find_calendar_unit(build_date(year, self.month), Grain.MONTH)
            elif self.day <= _count_days_in_month(year, self.month):
                yield to_day_interval(build_date(year, self.month, self.day))

    def _iterate_days_in_months(self, first: date, last: date) -> Iterator[Interval]:
        reach = 1 if self.weekday is not None else 2  # it reaches for no farther month
        for number in range(
            first.year * 12 + first.month - 1 - reach, last.year * 12 + last.month + reach
        ):
            year, month = divmod(number, 12)
            if self.day and self.day <= _count_days_in_month(year, month + 1):
                yield to_day_interval(date(year, month + 1, self.day))

    def _filter_by_weekday(self, found: list[Interval], context: Context) -> list[Interval]:
        if not found:
            month = f"month {self.month}"
            if self.year is not None and self.month:
                month = find_calendar_unit(build_date(self.year, self.month), Grain.MONTH).edtf
            raise PhraseError(f"{month} has no day {self.day}", hint="correct the day or the month")
        if self.weekday is None or _may_be_of_other_calendar(found[-1], context):
            return found
        days = [_find_weekday(each, context.conventions.calendar) for each in found]
        agreeing = [
            each for each, weekday in zip(found, days, strict=True) if weekday == self.weekday
        ]
        if not agreeing and found[0].start:
            middle = len(found) // 2 if found[len(found) // 2].start else 0
            stated, right = WEEKDAYS[self.weekday], found[middle].start or found[0].start
            day = WEEKDAYS[days[middle]]
            message = f"{right.isoformat()} is a {day}, not a {stated}"
            hint = Remedy("correct the weekday or the date", [Replacement(stated, day)])
            raise PhraseError(message, hint=hint)
        return agreeing

    def _list_weekdays(self, context: Context, first: date, last: date) -> list[Interval]:
        weekday = self.weekday or 0
        begin, end = first.toordinal(), last.toordinal() + 7
        days = range(begin + (weekday - first.weekday()) % 7 - 7, end + 1, 7)
        found = [to_day_interval(date.fromordinal(day)) for day in days]
        window = context.window
        if window is None:
            is_today = weekday == context.today.weekday()
            if is_today and context.conventions.today == "next":
                return [to_day_interval(context.today + timedelta(days=7))]
        elif not any(context.touches_window(each) for each in found):
            raise PhraseError(
                f"there is no {WEEKDAYS[weekday]} in {window.edtf}", hint="write the date itself"
            )
        return found


def select_nearest_dates(found: Sequence[Interval], context: Context) -> list[Interval]:
    """Return those that a weekday may choose between, so that it reaches for no other year.

    They are the ones in the window, else the last and the coming one.
    """
    first, last = context.extent
    inside = [each for each in found if each.first and first <= each.first <= last]
    if context.window is not None and inside:
        return inside
    before = [each for each in found if each.first and each.first < first][-1:]
    after = [each for each in found if each.first and each.first > last][:1]
    sides = {"before": [*before, *inside], "after": [*inside, *after]}
    return sides.get(context.direction or "", [*before, *inside, *after])


_MONTH_LENGTHS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _count_days_in_month(year: int, month: int) -> int:
    return 29 if month == 2 and isleap(year) else _MONTH_LENGTHS[month]


def _may_be_of_other_calendar(day: Interval, context: Context) -> bool:
    """Return whether the weekday of a day may be that of another calendar, which is not named."""
    is_named = context.conventions.calendar is not None
    return not is_named and day.start is not None and day.start < GREGORIAN_START


def _find_weekday(day: Interval, calendar: CalendarName | None) -> int:
    """Return the weekday of a day that is given by a calendar."""
    start = day.start or GREGORIAN_START
    return (convert_from_julian(start) if calendar == "julian" else start).weekday()


@value_class
class Workday(Expression):
    """A working day: Monday to Friday.

    Public holidays are not left out, since they differ by country.
    """

    @property
    def recurrence_rank(self) -> int:
        """How seldom it recurs: each week."""
        return 1

    def list_occurrences(self, context: Context) -> list[Interval]:
        """Return those of the window, or of the week on either side of the reference."""
        first, last = context.extent
        reach = 7 if context.window is None else 0
        offsets = range(-reach, (last - first).days + 1 + reach)
        days = (first + timedelta(days=offset) for offset in offsets)
        return [to_day_interval(day) for day in days if day.weekday() < SATURDAY]


@value_class
class DashedDate(CalendarDate):
    """A date whose day, month and short year have dashes between them: "4-May-26" is no range."""


@value_class
class DaysOfMonth(Expression):
    """From a day of a month through a later one: "September 2 to 4"."""

    first: CalendarDate
    last: int

    @property
    def recurrence_rank(self) -> int:
        """How seldom it recurs: as its first day."""
        return self.first.recurrence_rank

    def list_occurrences(self, context: Context) -> list[Interval]:
        """Return one in each such month that has both days; PhraseError where none has."""
        starts = [each.start for each in self.first.list_occurrences(context) if each.start]
        found = [
            Interval(start, start.replace(day=self.last) + timedelta(days=1))
            for start in starts
            if self.last <= _count_days_in_month(start.year, start.month)
        ]
        if not found:
            raise PhraseError(f"there is no day {self.last} in month {self.first.month}")
        return found

    def list_ends(self, found: Intervals, context: Context) -> ResolvedParts:
        """Return both days."""
        return self.resolve_parts(found, context)

    def resolve_parts(self, found: Intervals, context: Context) -> ResolvedParts:
        """Return the first day and the last."""
        first, last = found[0].first, found[0].last
        if first is None or last is None:
            return ()
        last_day = replace(self.first, day=self.last, weekday=None)
        return (self.first, (to_day_interval(first),)), (last_day, (to_day_interval(last),))
