"""Two dates with a slash between them, which follow each other: "29/30 August", "Dec/Jan"."""

from __future__ import annotations

from dataclasses import replace

from itinerary.dates.expressions import (
    CalendarDate,
    DateList,
    DaysOfMonth,
    EarlyMidLate,
    Expression,
    Range,
    RefusedPhrase,
    Season,
)
from itinerary.dates.grammar.constructions.date_forms import (
    are_days_in_turn,
    find_days_of_month,
    have_same_month,
    is_bare_day,
    is_loose_day,
    is_month,
    is_month_day,
    is_year,
)
from itinerary.dates.grammar.constructions.lists import build_range_said_twice
from itinerary.dates.grammar.constructions.registry import register_construction
from itinerary.dates.grammar.constructions.rejection import make_rejection
from itinerary.dates.interval.grain import Part

DECEMBER, JANUARY = 12, 1
_PARTS_IN_TURN: tuple[tuple[Part, Part], ...] = (("early", "mid"), ("mid", "late"))


@register_construction("two-days", makes="range")
def _build_two_days(a: Expression, b: Expression, year: int | None = None) -> Expression:
    """Build a day and the next one: "29/30 August", "August 29/30", "Sat 30/Sun 31 May"."""
    if is_month_day(a) and is_bare_day(b):
        b = replace(a, day=b.day, weekday=None)
    if is_loose_day(a) and is_month_day(b):
        a = replace(b, day=a.day, weekday=a.weekday)
    if not is_month_day(a) or not is_month_day(b) or not are_days_in_turn(a, b):
        raise make_rejection("two days that follow each other")
    if a.weekday is None and b.weekday is None and have_same_month(a, b):
        return DaysOfMonth(replace(a, year=b.year or year), b.day)
    return Range(a, b)


@register_construction("pair-of-months", makes="range")
def _build_pair_of_months(a: int, b: int, year: int | None = None) -> Range:
    is_turn_of_year = (a, b) == (DECEMBER, JANUARY) and year is None
    if b - a != 1 and not is_turn_of_year:
        raise make_rejection("not two months that follow each other in a year")
    return Range(CalendarDate(year, a), CalendarDate(year, b))


@register_construction("pair-of-seasons", makes="range")
def _build_pair_of_seasons(a: int, b: int, year: int | None = None) -> Range:
    if b - a != 1:
        raise make_rejection("not two seasons that follow each other in a year")
    return Range(Season(a, year), Season(b, year))


@register_construction("pair-of-parts", makes="range")
def _build_pair_of_parts(a: Expression, b: Expression) -> Range:
    """Build a part and the next one: "late May/early June", "late 1914/early 1915", "mid/late"."""
    if not isinstance(a, EarlyMidLate) or not isinstance(b, EarlyMidLate):
        raise make_rejection("parts of months")
    if not (is_month(a.base) and is_month(b.base)) and not (is_year(a.base) and is_year(b.base)):
        raise make_rejection("parts of months, or of years")
    is_same = a.base == b.base and (a.part, b.part) in _PARTS_IN_TURN
    if not is_same and not ((a.part, b.part) == ("late", "early") and _are_in_turn(a.base, b.base)):
        raise make_rejection("not two parts that follow each other")
    return Range(a, b)


def _are_in_turn(a: Expression, b: Expression) -> bool:
    """Return whether two months or years follow each other."""
    if not isinstance(a, CalendarDate) or not isinstance(b, CalendarDate):
        return False
    if a.month is None:
        return (b.year or 0) - (a.year or 0) == 1
    return (b.month or 0) == (a.month or 0) % 12 + 1


@register_construction("pair-of-weekdays", makes="list")
def _build_pair_of_weekdays(a: int, b: int) -> DateList:
    return DateList((CalendarDate(weekday=a), CalendarDate(weekday=b)))


@register_construction("weekdays-and-range", makes="restated")
def _build_weekdays_and_range(a: int, b: int, dates: Expression) -> Expression:
    """Build two days whose weekdays are said; in a longer range they recur."""
    first, last = find_days_of_month(dates)
    if last and last - first == 1:
        return build_range_said_twice(a, b, dates)
    return RefusedPhrase("recurring")


@register_construction("pair-of-weekdays-and-dates", makes="restated")
def _build_pair_said_twice(a: int, b: int, dates: Expression) -> Expression:
    """Build two days whose weekdays are said, too: "Fri/Sat 8-9 May"."""
    if (b - a) % 7 != 1:
        raise make_rejection("not two weekdays that follow each other")
    return build_range_said_twice(a, b, dates)
