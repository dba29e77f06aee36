"""Numbers, amounts of time and years."""

from __future__ import annotations

from itinerary.dates.expressions import Amount, Amounts, expand_year
from itinerary.dates.grammar.constructions.registry import register_construction
from itinerary.dates.grammar.constructions.rejection import make_rejection
from itinerary.dates.interval import Grain

BUDDHIST_ERA_OFFSET = 543  # years by which the Thai calendar is ahead
MAX_DENOMINATOR = 4  # of a fraction of an hour


@register_construction("count", makes="count")
def _build_count(number: int) -> int:
    return number


@register_construction("count-and-half", makes="count")
def _build_count_and_half(number: int) -> float:
    return number + 0.5


@register_construction("decimal-count", makes="count")
def _build_decimal_count(a: int, b: int) -> float:
    return a + b / 10


@register_construction("fraction", makes="count")
def _build_fraction(a: int, b: int) -> float:
    if not 0 < a < b <= MAX_DENOMINATOR:
        raise make_rejection("no fraction of an hour")
    return a / b


@register_construction("amount", makes="amount")
def _build_amount(count: float, unit: Grain) -> Amount:
    return ((count, unit),)


@register_construction("amounts", makes="amounts")
def _build_amounts(a: float, b: float, unit: Grain) -> Amounts:
    if a >= b:
        raise make_rejection("the lesser number comes first")
    return ((a, unit),), ((b, unit),)


@register_construction("amount-and-half", makes="amount")
def _build_amount_and_half(unit: Grain, count: float = 1) -> Amount:
    if count % 1:
        raise make_rejection("half an hour and a half")
    return ((count + 0.5, unit),)


@register_construction("amount-in-letters", makes="short_amount")
def _build_amount_in_letters(count: float, unit: Grain, short_amount: Amount = ()) -> Amount:
    if unit == Grain.SECOND and count % 10 == 0 and count > 10:
        raise make_rejection("the 1990s, the 80s")
    return (*short_amount, (count, unit))


@register_construction("amount-of-weeks", makes="amount")
def _build_amount_of_weeks(weeks: int, count: float = 1) -> Amount:
    return ((count * weeks, Grain.WEEK),)


@register_construction("amount-and-amount", makes="amount")
def _build_amount_and_amount(amount: Amount, count: float, unit: Grain) -> Amount:
    return (*amount, (count, unit))


@register_construction("year-of-era", makes="year")
def build_year_of_era(number: int, era: int) -> int:
    """Build a year by its era, as astronomers count: 44 BC is the year -43."""
    if number < 1:
        raise make_rejection("there was no year 0")
    return number if era > 0 else 1 - number


@register_construction("year", makes="year")
@register_construction("old-year", makes="old_year")
def _build_year(number: int) -> int:
    return number


@register_construction("year-of-two-numbers", makes="year")
def _build_year_of_two_numbers(a: int, b: int) -> int:
    if not (10 <= a <= 29 and 0 <= b <= 99) or (a <= 12 and b <= 59):
        raise make_rejection("no year, or hours and minutes")
    return a * 100 + b


@register_construction("year-of-buddhist-era", makes="year")
def _build_year_of_buddhist_era(number: int) -> int:
    if number <= BUDDHIST_ERA_OFFSET:
        raise make_rejection("no year")
    return number - BUDDHIST_ERA_OFFSET


@register_construction("apostrophe-year", makes="year")
@register_construction("last-year", makes="last_year")
@register_construction("short-year", makes="short_year")
def _build_short_year(number: int) -> int:
    return expand_year(number)


@register_construction("later-year", makes="later_year")
def _build_later_year(number: int) -> int:
    if number < 50:
        raise make_rejection("it may be a day, or one mistyped")
    return expand_year(number)
