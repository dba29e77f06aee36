"""The dates of one phrase, each found beside the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import zip_longest

from itinerary.dates.arithmetic import enclose_intervals
from itinerary.dates.expressions.calendar import select_nearest_dates
from itinerary.dates.expressions.context import Context, choose_occurrence, to_day_interval
from itinerary.dates.expressions.expression import Expression
from itinerary.dates.interval import Interval
from itinerary.diagnostics import PhraseError


def iterate_date_chains(items: Sequence[Expression], context: Context) -> Iterator[list[Interval]]:
    """Find the dates of one phrase, in each way that they may fall together.

    The one that recurs most seldom leads, and the others precede or follow it. So "from June 9 to
    September 13, 2012" lends its year leftward, and "Sept. 2 to 4" its month rightward. What is
    counted from the item before, "the following day", follows once that is settled.
    """
    counted = (item.counts_from != "reference" for item in items)
    first_counted = next((at for at, is_one in enumerate(counted) if is_one and at), len(items))
    chains = _iterate_lent_chains(items[:first_counted], context)
    if first_counted == len(items):
        return chains
    chain = choose_chain(list(chains), context)  # what counts from it settles nothing
    after = context.copy_with_direction("after")
    for item in items[first_counted:]:
        if item.counts_from != "reference":
            chain.append(_find_counted_date(item, chain[-1], after))
        else:
            chain.append(_find_date_beside(item, after.copy_with_reference(chain[-1]), context))
    return iter([chain])


def iterate_possible_chains(
    items: Sequence[Expression], found: Interval, context: Context
) -> Iterator[list[Interval]]:
    """Find the dates of a part of a phrase of which it is known what date it begins with."""
    for seen_from in context.list_views_of(found):
        with suppress(PhraseError, OverflowError, ValueError):
            yield from iterate_date_chains(items, seen_from)


def _iterate_lent_chains(items: Sequence[Expression], context: Context) -> Iterator[list[Interval]]:
    """Find the dates of items that lend each other what they lack.

    Of those that end on one date the closest count: "the 29th to the 31st" begins in no September.
    """
    chains = list(_iterate_all_chains(items, context))
    for chain, next_chain in zip_longest(chains, chains[1:]):
        if not next_chain or len(items) == 1 or chain[-1] != next_chain[-1]:
            yield chain


def _iterate_all_chains(items: Sequence[Expression], context: Context) -> Iterator[list[Interval]]:
    ranks = [item.recurrence_rank for item in items]
    is_counted = items[0].counts_from == "item"  # no item is before it: it is found, and leads
    lead = 0 if is_counted else ranks.index(max(ranks))
    leads = items[lead].list_occurrences(context)
    chains: list[list[Interval]] = []
    refusals: list[PhraseError] = []
    for first in leads:
        try:
            chains.append(_build_chain(items, lead, first, context))
        except PhraseError as error:  # "Thursday 8 to 10 October" is so in some years alone
            refusals.append(error.with_traceback(None))
    if refusals:  # the others reach for no farther year
        near = select_nearest_dates(leads, context)
        chains = [chain for chain in chains if chain[lead] in near]
        if not chains:
            raise refusals[len(refusals) // 2]
    return iter(chains)


def _build_chain(
    items: Sequence[Expression], lead: int, first: Interval, context: Context
) -> list[Interval]:
    """Return the dates of the items around an occurrence of the one that leads."""
    before, after = context.copy_with_direction("before"), context.copy_with_direction("after")
    chain = [first]
    for item in reversed(items[:lead]):
        seen_from = before.copy_with_reference(chain[0])
        chain.insert(0, _find_date_beside(item, seen_from, context))
    for item in items[lead + 1 :]:
        seen_from = after.copy_with_reference(chain[-1])
        chain.append(_find_date_beside(item, seen_from, context))
    return chain


def _find_counted_date(item: Expression, before: Interval, after: Context) -> Interval:
    """Return a date that counts on from the last day of the item before, or back from its first.

    "2 to 4 September and the day before" is the 1st, too.
    """
    found = item.find_single_interval(after.copy_for_counting_from(before))
    first, last = before.first, before.last
    if first and last and found.last and first < last and found.last < last:
        counted_from = after.copy_for_counting_from(to_day_interval(first))
        return item.find_single_interval(counted_from)
    return found


def choose_chain(
    chains: list[list[Interval]], context: Context, *, is_weekly: bool = False
) -> list[Interval]:
    """Return the dates that a context points to, as a whole, as `choose_occurrence` does."""
    hulls = [enclose_intervals(chain) or chain[0] for chain in chains]
    return chains[hulls.index(choose_occurrence(hulls, context, is_weekly=is_weekly))]


def _find_date_beside(item: Expression, seen_from: Context, context: Context) -> Interval:
    """Return a date as it lies beside another one; what does not recur is where it is."""
    return item.find_single_interval(seen_from if item.recurrence_rank < 4 else context)
