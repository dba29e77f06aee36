"""Parts of the day: of a day, of a stretch, and the early and late ones."""

from __future__ import annotations

from dataclasses import replace

from itinerary.dates.expressions import (
    AdjacentOccurrence,
    CalendarDate,
    CountedFromItem,
    DatesWithin,
    DaysOfMonth,
    EarlyMidLate,
    Expression,
    Nth,
    PartOfDay,
    PartOfDayName,
    PartOfNthDay,
    PartOfWeekday,
    Range,
    RelativeUnit,
    Shift,
    SpokenThird,
    UnnamedDay,
    Window,
)
from itinerary.dates.grammar.constructions.date_forms import (
    are_days_in_turn,
    are_weekdays_in_turn,
    is_bare_day,
    is_bare_weekday,
    is_month_day,
)
from itinerary.dates.grammar.constructions.lending import check_day_of_time, lend_weekday
from itinerary.dates.grammar.constructions.registry import register_construction
from itinerary.dates.grammar.constructions.rejection import make_rejection
from itinerary.dates.grammar.constructions.relative import build_adjacent_day
from itinerary.dates.grammar.item_offsets import count_from_item
from itinerary.dates.interval import Grain


@register_construction("part-of-day", makes="part")
def _build_part_of_day(part_of_day: PartOfDayName, day: Expression | None = None) -> PartOfDay:
    if isinstance(day, CalendarDate) and day.day and day.month is None and day.weekday is None:
        raise make_rejection("the first morning is that of the first day of the trip")
    return PartOfDay(part_of_day, check_day_of_time(day) if day else UnnamedDay())


@register_construction("part-of-day-of-month", makes="part")
def _build_part_of_day_of_month(dom: int, part_of_day: PartOfDayName) -> PartOfDay:
    return PartOfDay(part_of_day, CalendarDate(day=dom))


@register_construction("part-of-weekday", makes="part")
def _build_part_of_weekday(weekday: int, part_of_day: PartOfDayName) -> PartOfWeekday:
    return PartOfWeekday(part_of_day, CalendarDate(weekday=weekday))


@register_construction("nth-part-of-day", makes="part")
def _build_nth_part_of_day(
    position: int, part_of_day: PartOfDayName, within: Expression = Window()
) -> PartOfDay:
    kind = PartOfNthDay if position > 0 else PartOfDay  # the last night may be the one that was
    return kind(part_of_day, Nth(position, Grain.DAY, within))


@register_construction("part-of-relative-day", makes="part")
def _build_part_of_relative_day(part_of_day: PartOfDayName, which: int = 0) -> Expression:
    if part_of_day in ("night", "small hours") and which < 0:
        raise make_rejection("last night began yesterday evening, and its small hours are today's")
    part = PartOfDay(part_of_day, RelativeUnit(Grain.DAY, which))
    return CountedFromItem(part) if which > 0 else count_from_item(which, part)


@register_construction("same-part-of-day", makes="part")
def _build_same_part_of_day(same: int, part_of_day: PartOfDayName) -> CountedFromItem:
    return CountedFromItem(PartOfDay(part_of_day, RelativeUnit(Grain.DAY, same)))


@register_construction("part-before-date", makes="part")
def _build_part_of_day_before(part_of_day: PartOfDayName, date: Expression) -> PartOfDay:
    return PartOfDay(part_of_day, build_adjacent_day(date, -1))


@register_construction("part-after-date", makes="part")
def _build_part_of_day_after(part_of_day: PartOfDayName, date: Expression) -> PartOfDay:
    return PartOfDay(part_of_day, build_adjacent_day(date, 1))


@register_construction("part-beside", makes="part")
def _build_part_beside(part_of_day: PartOfDayName, following: int) -> CountedFromItem:
    """Build a part of the day next to the item before: "the evening before"."""
    return CountedFromItem(PartOfDay(part_of_day, RelativeUnit(Grain.DAY, following)))


@register_construction("last-night", makes="part")
def _build_last_night() -> PartOfDay:
    return PartOfDay("tonight", RelativeUnit(Grain.DAY, -1))


@register_construction("night-before-last", makes="part")
def _build_night_before_last() -> PartOfDay:
    return PartOfDay("tonight", RelativeUnit(Grain.DAY, -2))


@register_construction("part-before-last", makes="part")
def _build_part_before_last(part_of_day: PartOfDayName) -> PartOfDay:
    name = "tonight" if part_of_day == "night" else part_of_day  # it began in the evening
    return PartOfDay(name, RelativeUnit(Grain.DAY, -2))


@register_construction("part-of-day-ago", makes="part")
def _build_part_of_day_ago(number: int, part_of_day: PartOfDayName) -> PartOfDay:
    return PartOfDay(part_of_day, Shift(((number, Grain.DAY),), -1))


@register_construction("part-and-date", makes="part")
def _build_part_with_date(part: Expression, day: Expression) -> Expression:
    """Build a part of a weekday whose date is said behind it: "Tuesday evening, 2 September"."""
    if isinstance(part, EarlyMidLate):
        return replace(part, base=_build_part_with_date(part.base, day))
    if not isinstance(part, PartOfDay) or not is_bare_weekday(part.base):
        raise make_rejection("a part of a weekday")
    return replace(part, base=lend_weekday(day, part.base.weekday or 0))


@register_construction("part-inside", makes="part")
def _build_part_within(part: Expression, within: Expression) -> DatesWithin:
    """Build a part of a weekday in a stretch: "Wednesday evening next week"."""
    if not 0 < part.recurrence_rank < 3:
        raise make_rejection("its day is known without the stretch")
    return DatesWithin(within, part)


@register_construction("half-of-day", makes="part")
def _build_half_of_day(day: Expression, am_pm: PartOfDayName) -> PartOfDay:
    is_day_of_month = isinstance(day, CalendarDate) and day.day is not None
    if is_day_of_month or not isinstance(day, CalendarDate | RelativeUnit | AdjacentOccurrence):
        raise make_rejection("a number before it is an hour")
    return PartOfDay(am_pm, day)


@register_construction("half-of-date", makes="part")
def _build_half_of_date(
    dom: int,
    month_name: int,
    am_pm: PartOfDayName,
    year: int | None = None,
    weekday: int | None = None,
) -> PartOfDay:
    return PartOfDay(am_pm, CalendarDate(year, month_name, dom, weekday))


@register_construction("part-of-part", makes="part")
def _build_part_of_part(third: SpokenThird, part: Expression) -> EarlyMidLate:
    """Build the early or late half of a part of the day.

    A late night is one that is not yet over at midnight.
    """
    if not isinstance(part, PartOfDay):
        raise make_rejection("no part of a day")
    is_long_evening = part.name == "night" and third not in ("mid", "middle")
    whole = PartOfDay("tonight", part.base) if is_long_evening else part
    return EarlyMidLate.from_words(third, whole)


@register_construction("first-thing", makes="part")
def _build_first_hours(day: Expression | None = None, third: SpokenThird = "early") -> EarlyMidLate:
    """Build the first hours of a day, which are those of its morning: "first thing on Monday"."""
    return _build_part_of_part(third, _build_part_of_day("morning", day))


@register_construction("middle-of-part", makes="part")
def _build_middle_of_part(
    mid_part: PartOfDayName, day: Expression | None = None, dom: int | None = None
) -> EarlyMidLate:
    if dom is not None:
        return _build_part_of_part("mid", _build_part_of_day_of_month(dom, mid_part))
    return _build_part_of_part("mid", _build_part_of_day(mid_part, day))


@register_construction("night-between-days", makes="part")
def _build_night_between_days(part_of_day: PartOfDayName, days: Expression) -> PartOfDay:
    """Build the night across the midnight of two days, "the night of 3-4 September".

    Its small hours are those of the second day.
    """
    if part_of_day not in ("night", "tonight", "small hours"):
        raise make_rejection("a morning of two days is none")
    pair = _find_two_days(days)
    if pair is None:
        raise make_rejection("not two days that follow each other")
    first, last = pair
    is_second = part_of_day == "small hours"
    return PartOfDay("small hours", last) if is_second else PartOfDay("night", first)


@register_construction("night-from-day-to-day", makes="part")
def _build_night_from_day_to_day(
    part_of_day: PartOfDayName, a: Expression, b: Expression
) -> PartOfDay:
    return _build_night_between_days(part_of_day, Range(a, b))


def _find_two_days(days: Expression) -> tuple[Expression, Expression] | None:
    """Return the days of a range, if they are two that follow each other."""
    if isinstance(days, DaysOfMonth):
        days = Range(days.first, replace(days.first, day=days.last, weekday=None))
    if not isinstance(days, Range):
        return None
    first, last = days.first, days.last
    if is_bare_day(first) and is_month_day(last):
        first = replace(last, day=first.day, weekday=None)
    if are_weekdays_in_turn(first, last) or are_days_in_turn(first, last):
        return first, last
    return None


@register_construction("part-of-part-of-day", makes="part")
def _build_part_of_part_of_day(
    third: SpokenThird, part_of_day: PartOfDayName, day: Expression | None = None
) -> EarlyMidLate:
    return _build_part_of_part(third, _build_part_of_day(part_of_day, day))
