"""What is roughly known or in doubt, and one time within a range."""

from __future__ import annotations

from itinerary.dates.expressions import (
    ApproximateDate,
    CalendarDate,
    DoubtfulDate,
    Expression,
    OnceWithin,
    Range,
    RefusedPhrase,
)
from itinerary.dates.grammar.constructions.ranges import build_range, build_range_in_year
from itinerary.dates.grammar.constructions.registry import register_construction
from itinerary.dates.grammar.constructions.short_years import lend_century


@register_construction("between-in-year", makes="range")
def _build_between_in_year(a: Expression, b: CalendarDate, year: int) -> Expression:
    within = build_range_in_year(a, b, year)
    return within if isinstance(within, RefusedPhrase) else OnceWithin(within)


@register_construction("between", makes="range")
def _build_between(a: Expression, b: Expression) -> Expression:
    within = build_range(a, b)
    return within if isinstance(within, RefusedPhrase) else OnceWithin(within)


@register_construction("rough-range", makes="stretch")
def _build_rough_range(a: Expression, b: Expression) -> Range:
    """Build a range of which the ends are only roughly known, or in doubt: "c. 1340 – 1402?"."""
    return Range(*lend_century((a, b)))


@register_construction("between-rough", makes="stretch")
def _build_between_rough(a: Expression, b: Expression) -> OnceWithin:
    return OnceWithin(_build_rough_range(a, b))


@register_construction("doubtful", makes="rough")
def _build_doubtful(date: Expression) -> DoubtfulDate:
    return DoubtfulDate(date)


@register_construction("about", makes="rough")
def _build_about(date: Expression) -> ApproximateDate:
    return ApproximateDate(date)


@register_construction("about-range", makes="stretch")
def _build_about_range(range: Expression) -> ApproximateDate:
    return ApproximateDate(range)
