"""Entries in, and what is said elsewhere to hold no more; a mark at each that it may mean out.

Prose takes what it withdraws from its own entries. Data that a page states beside it, and entries
of other articles, stand as they are, for the editor.
"""

from __future__ import annotations

from collections.abc import Iterable

from itinerary.drafting.expressions import WITHDRAWN, Expression
from itinerary.drafting.facts import EntryFact, LegFact


def mark_withdrawn(
    entries: Iterable[EntryFact | LegFact], expressions: Iterable[Expression], article: str
) -> None:
    """Mark entries that begin on a day that an article says to hold no more."""
    withdrawn = [each for each in expressions if each.reason == WITHDRAWN and each.first]
    for entry in entries if withdrawn else ():
        facts = entry.list_dates() if isinstance(entry, EntryFact) else entry.dates
        days = [one.first for fact in facts for one in fact.target if one.first]
        for each in withdrawn:
            first, last = each.first, each.last or each.first
            if first and last and any(first <= day <= last for day in days):
                mark = f"“{each.text}” holds no more, says {article}"
                entry.marks += [mark] if entry.status.takes_place else []
