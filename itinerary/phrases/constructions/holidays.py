"""Holidays: by name, country and year, their eves and their weekends."""

from __future__ import annotations

from dataclasses import replace

from itinerary.interval import Grain
from itinerary.meaning import Adjacent, Amount, Holding, Holiday, LongWeekend, Nth
from itinerary.phrases.constructions.refusing import Construction


def _finest(amount: Amount) -> Grain:
    return min(grain for _, grain in amount)


TABLE: dict[str, Construction] = {
    "holiday-name": ("holiday_name", lambda holiday_word: Holiday(holiday_word)),
    "holiday-in-country": ("holiday_name", lambda name, country: name.of_country(country)),
    "holiday-eve": ("holiday_name", lambda name: name.eve()),
    "holiday-in-year": ("holiday", lambda name, year: replace(name, year=year)),
    "holiday-relative": ("holiday", lambda which, name: Adjacent(name, which)),
    "holiday-in-relative-year": ("holiday", lambda name, period: Nth(1, name, period)),
    "holiday-shifted": ("holiday", lambda name, date: Nth(1, name, Holding(_finest(date.amount), date))),
    "holiday-weekend": ("period", lambda date, year=None: LongWeekend(replace(date, year=year) if year else date)),
}
