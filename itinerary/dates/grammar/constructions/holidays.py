"""Holidays: by name, country and year, their eves and their weekends."""

from __future__ import annotations

from dataclasses import replace

from itinerary.dates.expressions import (
    AdjacentOccurrence,
    Expression,
    Holiday,
    LongWeekend,
    Nth,
    Shift,
    UnitContaining,
)
from itinerary.dates.grammar.constructions.registry import register_construction
from itinerary.dates.grammar.constructions.rejection import make_rejection
from itinerary.dates.grammar.item_offsets import count_from_item


@register_construction("holiday-name", makes="holiday_name")
def _build_holiday(holiday_word: str) -> Holiday:
    return Holiday(holiday_word)


@register_construction("holiday-in-country", makes="holiday_name")
def _build_holiday_in_country(name: Holiday, country: str) -> Holiday:
    return name.copy_for_country(country)


@register_construction("holiday-eve", makes="holiday_name")
def _build_holiday_eve(name: Holiday) -> Holiday:
    return name.to_eve()


@register_construction("holiday-in-year", makes="holiday")
def _build_holiday_in_year(name: Holiday, year: int) -> Holiday:
    return replace(name, year=year)


@register_construction("holiday-relative", makes="holiday")
def _build_relative_holiday(which: int, name: Holiday) -> Expression:
    return count_from_item(which, AdjacentOccurrence(name, which))


@register_construction("holiday-in-relative-year", makes="holiday")
def _build_holiday_in_period(name: Holiday, period: Expression) -> Nth:
    return Nth(1, name, period)


@register_construction("holiday-shifted", makes="holiday")
def _build_shifted_holiday(name: Holiday, date: Expression) -> Nth:
    """Build a holiday of the year, or the month, so much time away: "Christmas two years ago"."""
    if not isinstance(date, Shift):
        raise make_rejection("about so much time is no year")
    return Nth(1, name, UnitContaining(min(grain for _, grain in date.amount), date))


@register_construction("holiday-weekend", makes="period")
def _build_holiday_weekend(date: Holiday, year: int | None = None) -> LongWeekend:
    return LongWeekend(replace(date, year=year) if year else date)
