"""Lists of dates without "and"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from itinerary.dates.expressions import (
    CalendarDate,
    DateList,
    DaysOfMonth,
    Expression,
    NumericDate,
    Range,
)
from itinerary.dates.grammar.constructions.date_forms import is_bare_weekday, is_year
from itinerary.dates.grammar.constructions.lending import (
    are_days_in_order,
    lend_months,
    needs_month,
    share_date_order,
)
from itinerary.dates.grammar.constructions.registry import register_construction
from itinerary.dates.grammar.constructions.rejection import make_rejection


@register_construction("list-by-commas", makes="list")
def _build_list_by_commas(items: tuple[Expression, ...]) -> DateList:
    """Build a list without "and", of like forms: "September 20, 21", "4, 5, 6 May", "1914, 1915".

    Days have their month before or behind them, and each is later than the one before it.
    """
    if all(map(is_bare_weekday, items)) or _are_years_in_order(items):
        return DateList(items)
    if len({len(each.numbers) if isinstance(each, NumericDate) else 0 for each in items}) == 1:
        return _build_list_of_days(items)
    raise make_rejection("numbers and words are no like forms")


def _build_list_of_days(items: tuple[Expression, ...]) -> DateList:
    if isinstance(items[0], NumericDate):
        return DateList(share_date_order(items))
    if any(_has_year(a) and needs_month(b) for a, b in pairwise(items)):
        raise make_rejection("no day stands behind a year")
    lent = lend_months(items)
    if not are_days_in_order(lent):
        raise make_rejection("only like forms, in order, are listed by commas alone")
    return DateList(lent)


def _are_years_in_order(items: Sequence[Expression]) -> bool:
    years = [item.year or 0 for item in items if isinstance(item, CalendarDate) and is_year(item)]
    return len(years) == len(items) and all(a < b for a, b in pairwise(years))


def _has_year(item: Expression) -> bool:
    day = item.last if isinstance(item, Range) else item
    day = day.first if isinstance(day, DaysOfMonth) else day
    return isinstance(day, CalendarDate) and day.year is not None
