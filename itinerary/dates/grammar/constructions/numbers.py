"""Numbers, amounts of time and years."""

from __future__ import annotations

from itinerary.dates.expressions import Amount, expand_year
from itinerary.dates.grammar.constructions.rejection import (
    Construction,
    make_rejection,
    reject_reading,
)
from itinerary.dates.interval import Grain


def _build_year_of_two_numbers(a: int, b: int) -> int:
    if not (10 <= a <= 29 and 0 <= b <= 99) or (a <= 12 and b < 10):
        raise make_rejection("no year")
    return a * 100 + b


def _build_later_year(number: int) -> int:
    if number < 50:
        raise make_rejection("it may be a day, or one mistyped")
    return expand_year(number)


def _build_amount_in_letters(count: float, unit: Grain, short_amount: Amount = ()) -> Amount:
    if unit == Grain.SECOND and count % 10 == 0 and count > 10:
        raise make_rejection("the 1990s, the 80s")
    return (*short_amount, (count, unit))


TABLE: dict[str, Construction] = {
    "count": ("count", lambda number: number),
    "count-and-half": ("count", lambda number: number + 0.5),
    "decimal-count": ("count", lambda a, b: a + b / 10),
    "fraction": (
        "count",
        lambda a, b: a / b if 0 < a < b <= 4 else reject_reading("no fraction of an hour"),
    ),
    "amount": ("amount", lambda count, unit: ((count, unit),)),
    "amount-and-half": ("amount", lambda count, unit: ((count + 0.5, unit),)),
    "amount-in-letters": ("short_amount", _build_amount_in_letters),
    "amount-of-weeks": ("amount", lambda weeks, count=1: ((count * weeks, Grain.WEEK),)),
    "amount-and-amount": ("amount", lambda amount, count, unit: (*amount, (count, unit))),
    "year": ("year", lambda number: number),
    "year-of-two-numbers": ("year", _build_year_of_two_numbers),
    "year-of-era": ("year", lambda number: number),
    "year-of-buddhist-era": (
        "year",
        lambda number: number - 543 if number > 543 else reject_reading("no year"),
    ),
    "apostrophe-year": ("year", expand_year),
    "later-year": ("later_year", _build_later_year),
    "short-year": ("short_year", expand_year),
}
