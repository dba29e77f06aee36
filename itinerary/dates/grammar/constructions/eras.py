"""Centuries, and years that say their era."""

from __future__ import annotations

from itinerary.dates.expressions import (
    CalendarDate,
    DateList,
    DecadeOrCentury,
    EarlyMidLate,
    Expression,
    OnceWithin,
    Range,
    SpokenThird,
)
from itinerary.dates.grammar.constructions.numbers import build_year_of_era
from itinerary.dates.grammar.constructions.registry import register_construction
from itinerary.dates.grammar.constructions.rejection import make_rejection
from itinerary.dates.interval import Grain


@register_construction("century", makes="period")
def _build_century(ordinal: int, era: int = 1) -> DecadeOrCentury:
    """Build a century; those before our era end in a year 01: the 4th is from 400 to 301 BC."""
    if ordinal < 1:
        raise make_rejection("the first century is the first")
    first = (ordinal - 1) * 100 if era > 0 else 1 - ordinal * 100
    return DecadeOrCentury(first, Grain.CENTURY)


@register_construction("years-of-era", makes="range")
def _build_years_of_era(a: int, b: int, era: int) -> Range:
    """Build years that say their era once: "509–27 BC", "AD 14–37"."""
    first, last = build_year_of_era(a, era), build_year_of_era(b, era)
    if first >= last:
        raise make_rejection("the earlier first")
    return Range(CalendarDate(first), CalendarDate(last))


@register_construction("years-of-era-within", makes="range")
def _build_within_years_of_era(a: int, b: int, era: int) -> OnceWithin:
    return OnceWithin(_build_years_of_era(a, b, era))


@register_construction("centuries", makes="range")
def _build_centuries(
    a: int, b: int, third: SpokenThird | None = None, last: SpokenThird | None = None, era: int = 1
) -> Range:
    """Build a range of centuries that say so once: "late 18th to early 19th century"."""
    return Range(*_build_two_centuries(a, b, third, last, era))


def _build_two_centuries(
    a: int, b: int, third: SpokenThird | None, last: SpokenThird | None, era: int
) -> tuple[Expression, Expression]:
    if (b - a) * era <= 0:
        raise make_rejection("the earlier first")
    first, second = _build_century(a, era), _build_century(b, era)
    return (
        EarlyMidLate.from_words(third, first) if third else first,
        EarlyMidLate.from_words(last, second) if last else second,
    )


@register_construction("millennium", makes="range")
def _build_millennium(ordinal: int, era: int = 1) -> Range:
    """Build the ten centuries of a millennium: the 2nd is from 1000 to 1999."""
    first, last = (ordinal - 1) * 10 + 1, ordinal * 10
    return _build_centuries(*((first, last) if era > 0 else (last, first)), era=era)


@register_construction("centuries-within", makes="range")
def _build_within_centuries(a: int, b: int, era: int = 1) -> OnceWithin:
    return OnceWithin(_build_centuries(a, b, era=era))


@register_construction("listed-centuries", makes="list")
def _build_listed_centuries(
    a: int, b: int, third: SpokenThird | None = None, last: SpokenThird | None = None, era: int = 1
) -> DateList:
    return DateList(_build_two_centuries(a, b, third, last, era))
