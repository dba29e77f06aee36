"""The beginning, middle and end of a stretch: early March, month-end, the last day of the year."""

from __future__ import annotations

from itinerary.dates.expressions import (
    CalendarDate,
    CountedFromItem,
    CurrentUnit,
    EarlyMidLate,
    Expression,
    Nth,
    Range,
    RelativeUnit,
    SpokenThird,
)
from itinerary.dates.grammar.constructions.registry import register_construction
from itinerary.dates.grammar.constructions.rejection import make_rejection
from itinerary.dates.interval import Grain


@register_construction("part-of", makes="period")
def _build_third(third: SpokenThird, date: Expression) -> EarlyMidLate:
    return EarlyMidLate.from_words(third, date)


@register_construction("part-to-part", makes="range")
def _build_range_of_thirds(third: SpokenThird, last: SpokenThird, date: Expression) -> Range:
    return Range(EarlyMidLate.from_words(third, date), EarlyMidLate.from_words(last, date))


@register_construction("end-of-unit", makes="period")
def _build_end_of_unit(unit: Grain, within: Expression | None = None) -> EarlyMidLate:
    _check_is_end_of(unit, within)
    this_unit = CountedFromItem(CurrentUnit(unit), is_found_alone=True)
    return EarlyMidLate.from_words("end", within or this_unit)


def _check_is_end_of(unit: Grain, within: Expression | None) -> None:
    if isinstance(within, CalendarDate) and unit != (Grain.MONTH if within.month else Grain.YEAR):
        raise make_rejection("the month's end in 2026 may be that of any month")


@register_construction("last-day-of-unit", makes="day")
def _build_last_day_of_unit(unit: Grain, within: Expression | None = None) -> Nth:
    """Build the last day of a unit, which its end is in accounts: "year-end 2025"."""
    if unit not in (Grain.MONTH, Grain.QUARTER, Grain.HALF, Grain.YEAR):
        raise make_rejection("the week's end may be its weekend")
    if within is None:
        return Nth(-1, Grain.DAY, CurrentUnit(unit))
    _check_is_end_of(unit, within)
    return Nth(-1, Grain.DAY, within)


@register_construction("middle-of-unit", makes="period")
def _build_middle_of_unit(unit: Grain, within: Expression | None = None) -> EarlyMidLate:
    if within is not None and not (isinstance(within, RelativeUnit) and within.grain == unit):
        raise make_rejection("another unit than the one it is the middle of")
    this_unit = CountedFromItem(CurrentUnit(unit), is_found_alone=True)
    return EarlyMidLate("mid", within or this_unit)


@register_construction("beginning-of-unit", makes="period")
def _build_beginning_of_unit(beginning: Grain) -> EarlyMidLate:
    return EarlyMidLate.from_words("start", CurrentUnit(beginning))
