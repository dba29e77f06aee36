"""Words such as "following" and "previous": how far from the item before, not the reference."""

from __future__ import annotations

from itinerary.dates.expressions import CountedFromItem, Expression


class ItemOffset(int):
    """How many units on or back from the item before: 1 "the following", -1 "the previous"."""


def count_from_item(offset: int, expression: Expression) -> Expression:
    """Return what is counted by an offset: from the item before, if its word says so.

    >>> from itinerary.dates.expressions import RelativeUnit
    >>> from itinerary.dates.interval import Grain
    >>> count_from_item(ItemOffset(1), RelativeUnit(Grain.WEEK, 1)).counts_from
    'item'
    """
    return CountedFromItem(expression) if isinstance(offset, ItemOffset) else expression
