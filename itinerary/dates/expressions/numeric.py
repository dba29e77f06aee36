"""Dates of numbers alone, in an order that the numbers, what is beside them, or a language says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from itinerary.dates.expressions.calendar import CalendarDate
from itinerary.dates.expressions.context import Context
from itinerary.dates.expressions.conventions import DateOrder
from itinerary.dates.expressions.expression import Expression, iterate_parts
from itinerary.dates.expressions.short_years import expand_year
from itinerary.dates.interval import Interval
from itinerary.diagnostics import PhraseError
from itinerary.values import value_class

LAST_MONTH, LAST_DAY = 12, 31


@value_class
class NumericDate(Expression):
    """Two or three numbers: "3/4/2025", "29.03.".

    Their size, the numbers beside them, the conventions or the language say in which order they
    are. A range or list has one order: in "12/10 to 16/10" both days stand first.
    """

    numbers: tuple[int, ...]
    order: DateOrder  # the language's own
    weekday: int | None = None
    beside: tuple[tuple[int, ...], ...] = ()  # the numbers of all dates of its range or list

    @property
    def recurrence_rank(self) -> int:
        """How seldom it recurs: never, or without a year each year."""
        return 4 if len(self.numbers) == 3 else 3

    def list_occurrences(self, context: Context) -> list[Interval]:
        """Return those of the calendar date that the numbers make.

        A weekday settles their order, too, "Friday 3/10/2025" is in October, where nothing else
        does: that of most languages holds wherever it agrees. So does a window that only one of
        them lies in.
        """
        order = context.conventions.date_order or self.order
        asked = self.to_calendar_date(order)
        day, month = asked.day or 0, asked.month or 0
        if self.beside or day > LAST_MONTH or day == month:
            return asked.list_occurrences(context)
        turned = replace(asked, month=day, day=month)
        if self.weekday is None:
            return _list_dates_in_window(asked, turned, context)
        own, others = (_list_agreeing_dates(each, context) for each in (asked, turned))
        if context.conventions.date_order is not None or (own and self.order == "dmy"):
            return asked.list_occurrences(context)
        found = sorted([*own, *others], key=Interval.to_utc_bounds)
        return found or asked.list_occurrences(context)

    def to_calendar_date(self, order: DateOrder) -> CalendarDate:
        """Return the date that the numbers make in an order.

        Day and month change places where only that gives a month; a number over 31 is the year.

        Raises:
            PhraseError: No order gives a date, or none all those of a range or list.
        """
        has_year = len(self.numbers) == 3
        if has_year and self.numbers[0] > LAST_DAY:
            order = "ymd"
        elif has_year and order == "ymd" and self.numbers[2] > LAST_DAY:
            order = "mdy"
        if not has_year or order != "ymd":
            order = _choose_common_order(order, self.beside)
        fields = order if has_year else order.replace("y", "")
        parts = dict(zip(fields, self.numbers, strict=True))
        month, day = parts["m"], parts["d"]
        if month > LAST_MONTH >= day:
            month, day = day, month
        if not (1 <= month <= LAST_MONTH and 1 <= day <= LAST_DAY):
            written = "/".join(map(str, self.numbers))
            raise PhraseError(f"{written} is no date: no month has that number")
        year = expand_year(parts["y"]) if "y" in parts else None
        return CalendarDate(year, month, day, self.weekday)


def _list_dates_in_window(
    asked: CalendarDate, turned: CalendarDate, context: Context
) -> list[Interval]:
    """Return the occurrences of the date that was asked for, unless only the other is inside."""
    found = asked.list_occurrences(context)
    is_asked_for = context.window is None or context.conventions.date_order is not None
    if is_asked_for or any(map(context.touches_window, found)):
        return found
    others = _list_agreeing_dates(turned, context)
    return others if any(map(context.touches_window, others)) else found


def _list_agreeing_dates(day: CalendarDate, context: Context) -> list[Interval]:
    """Return the occurrences of a day with its weekday; none where that is another one."""
    try:
        return day.list_occurrences(context)
    except PhraseError:
        return []


def _choose_common_order(order: DateOrder, dates: Sequence[tuple[int, ...]]) -> DateOrder:
    """Return the order that gives each date a month: the one asked for, if it does.

    Raises:
        PhraseError: One of them has its day first, another its month.
    """
    has_day_first = {numbers[0] > LAST_MONTH for numbers in _find_settled_dates(dates)}
    if len(has_day_first) > 1:
        raise PhraseError(
            "one date has the day first and another the month",
            kind="ambiguous",
            hint="write the months in words",
        )
    if not has_day_first:
        return order
    return "dmy" if True in has_day_first else "mdy"


def _find_settled_dates(dates: Sequence[tuple[int, ...]]) -> Iterator[tuple[int, ...]]:
    """Yield those that are a day and a month in one order alone."""
    for numbers in dates:
        small, large = sorted(numbers[:2])
        if 1 <= small <= LAST_MONTH < large <= LAST_DAY:
            yield numbers


def is_month_first(meaning: object) -> bool:
    """Whether a meaning has a date of numbers that its language alone reads with the month first.

    >>> is_month_first(NumericDate((9, 10), "mdy"))
    True
    """
    return any(
        isinstance(part, NumericDate) and part.order == "mdy" for part in iterate_parts(meaning)
    )
