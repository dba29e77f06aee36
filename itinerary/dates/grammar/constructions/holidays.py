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
from itinerary.dates.grammar.constructions.rejection import Construction, make_rejection


def _build_shifted_holiday(name: Holiday, date: Expression) -> Nth:
    """The holiday in the year, or the month, that lies so much time away: "Christmas two years ago"."""
    if not isinstance(date, Shift):
        raise make_rejection("about so much time is no year")
    return Nth(1, name, UnitContaining(min(grain for _, grain in date.amount), date))


TABLE: dict[str, Construction] = {
    "holiday-name": ("holiday_name", lambda holiday_word: Holiday(holiday_word)),
    "holiday-in-country": ("holiday_name", lambda name, country: name.copy_for_country(country)),
    "holiday-eve": ("holiday_name", lambda name: name.to_eve()),
    "holiday-in-year": ("holiday", lambda name, year: replace(name, year=year)),
    "holiday-relative": ("holiday", lambda which, name: AdjacentOccurrence(name, which)),
    "holiday-in-relative-year": ("holiday", lambda name, period: Nth(1, name, period)),
    "holiday-shifted": ("holiday", _build_shifted_holiday),
    "holiday-weekend": (
        "period",
        lambda date, year=None: LongWeekend(replace(date, year=year) if year else date),
    ),
}
