"""The dates of one phrase, each found beside the others."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from itertools import zip_longest
from typing import TypeAlias

from itinerary.dates.arithmetic import enclose_intervals
from itinerary.dates.expressions.calendar import select_nearest_dates
from itinerary.dates.expressions.context import Context, Direction
from itinerary.dates.expressions.days_and_times import to_datetime, to_day_interval
from itinerary.dates.expressions.expression import Expression
from itinerary.dates.expressions.occurrence_choice import choose_occurrence
from itinerary.dates.interval import Interval
from itinerary.diagnostics import PhraseError

# How seldom a date recurs, and how many fields of it, from the year on, are those of one cycle.
NEVER, YEARLY, WEEKLY, DAILY = 4, 3, 1, 0
_TELLING_WEEKS = 20  # weekdays that are looked at near each end of a long window
_FIELDS_OF_CYCLE: Mapping[int, int] = {YEARLY: 1, DAILY: 3}
_OTHER_SIDE: Mapping[Direction, Direction] = {"after": "before", "before": "after"}
FindBeside: TypeAlias = Callable[[Expression, Interval, Direction, Context], Interval]
FIRST_HOUR_OF_MORNING = 6  # until then a time behind one of the evening is on the next day


def iterate_date_chains(
    items: Sequence[Expression], context: Context, *, is_list: bool = False
) -> Iterator[list[Interval]]:
    """Find the dates of one phrase, in each way that they may fall together.

    Those of a range follow each other in time. In a list the order in which they are said is no
    evidence: "13 May and 4 May" are of one year.

    The one that recurs most seldom leads, and the others precede or follow it. So "from June 9 to
    September 13, 2012" lends its year leftward, and "Sept. 2 to 4" its month rightward. What is
    counted from the item before, "the following day", follows once that is settled.
    """
    counted = (item.counts_from != "reference" for item in items)
    first_counted = next((at for at, is_one in enumerate(counted) if is_one and at), len(items))
    find_beside = _find_item_beside if is_list else _find_date_beside
    chains = _iterate_lent_chains(items[:first_counted], context, find_beside)
    if first_counted == len(items):
        return chains
    chain = choose_chain(list(chains), context)  # what counts from it settles nothing
    after = context.copy_with_direction("after")
    for item in items[first_counted:]:
        if item.counts_from != "reference":
            chain.append(_find_counted_date(item, chain[-1], after))
        else:
            chain.append(find_beside(item, chain[-1], "after", context))
    return iter([chain])


def iterate_possible_chains(
    items: Sequence[Expression], found: Interval, context: Context, *, is_list: bool = False
) -> Iterator[list[Interval]]:
    """Find the dates of a part of a phrase of which it is known what date it begins with."""
    for seen_from in context.iterate_views_of(found):
        with suppress(PhraseError, OverflowError, ValueError):
            yield from iterate_date_chains(items, seen_from, is_list=is_list)


def _iterate_lent_chains(
    items: Sequence[Expression], context: Context, find_beside: FindBeside
) -> Iterator[list[Interval]]:
    """Find the dates of items that lend each other what they lack.

    Of those that end on one date the closest count: "the 29th to the 31st" begins in no September.
    """
    chains = list(_iterate_all_chains(items, context, find_beside))
    for chain, next_chain in zip_longest(chains, chains[1:]):
        if not next_chain or len(items) == 1 or chain[-1] != next_chain[-1]:
            yield chain


def _iterate_all_chains(
    items: Sequence[Expression], context: Context, find_beside: FindBeside
) -> Iterator[list[Interval]]:
    ranks = [item.recurrence_rank for item in items]
    is_counted = items[0].counts_from == "item"  # no item is before it: it is found, and leads
    lead = 0 if is_counted else ranks.index(max(ranks))
    leads = _select_telling_leads(items[lead].list_occurrences(context), ranks[lead], context)
    chains: list[list[Interval]] = []
    refusals: list[PhraseError] = []
    for first in leads:
        try:
            chains.append(_build_chain(items, lead, first, context, find_beside))
        except PhraseError as error:  # "Thursday 8 to 10 October" is so in some years alone
            refusals.append(error.with_traceback(None))
    if refusals:  # the others reach for no farther year
        near = select_nearest_dates(leads, context)
        chains = [chain for chain in chains if chain[lead] in near]
        if not chains:
            raise refusals[len(refusals) // 2]
    return iter(chains)


def _select_telling_leads(
    leads: Sequence[Interval], rank: int, context: Context
) -> Sequence[Interval]:
    """Return the weekdays that can be chosen among many: those near an end or the reference.

    All others lie as deep in the window as their neighbours, and several are too many already.
    """
    if rank != WEEKLY or len(leads) <= 3 * _TELLING_WEEKS:
        return leads
    days = [each.first or date.min for each in leads]
    near = bisect_left(days, context.today)
    around = range(max(0, near - _TELLING_WEEKS // 2), near + _TELLING_WEEKS // 2)
    ends = (*range(_TELLING_WEEKS), *range(len(leads) - _TELLING_WEEKS, len(leads)))
    return [leads[each] for each in sorted({*ends, *around}) if each < len(leads)]


def _build_chain(
    items: Sequence[Expression],
    lead: int,
    first: Interval,
    context: Context,
    find_beside: FindBeside,
) -> list[Interval]:
    """Return the dates of the items around an occurrence of the one that leads."""
    chain = [first]
    for item in reversed(items[:lead]):
        chain.insert(0, find_beside(item, chain[0], "before", context))
    for item in items[lead + 1 :]:
        chain.append(find_beside(item, chain[-1], "after", context))
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


def _find_date_beside(
    item: Expression, known: Interval, direction: Direction, context: Context
) -> Interval:
    """Return a date as it lies on one side of another; what does not recur is where it is."""
    if item.recurrence_rank == NEVER:
        return item.find_single_interval(context)
    seen_from = context.copy_with_direction(direction).copy_with_reference(known)
    return item.find_single_interval(seen_from)


def _find_item_beside(
    item: Expression, known: Interval, direction: Direction, context: Context
) -> Interval:
    """Return a date beside another one in a list: on the side where it is said, if it can be.

    It is on the other side if it lies in the window there alone, or if it is of the same year, or
    day, as the other date there and nearer.
    """
    found = _find_date_beside(item, known, direction, context)
    if item.recurrence_rank == NEVER or _is_at_home(found, known, item.recurrence_rank, context):
        return found
    try:
        turned = _find_date_beside(item, known, _OTHER_SIDE[direction], context)
    except PhraseError:  # its weekday is another one there
        return found
    if context.window is not None:
        return turned if context.touches_window(turned) else found
    if item.recurrence_rank == DAILY:  # "10 pm and 1 am" goes on after midnight
        is_at_night = to_datetime(found.start or date.min).hour < FIRST_HOUR_OF_MORNING
        return found if is_at_night else turned
    return turned if _is_nearer(turned, found, known) else found


def _is_at_home(found: Interval, known: Interval, rank: int, context: Context) -> bool:
    """Return whether a date lies where another does: in the window, else in its year or day."""
    if context.window is not None:
        return context.touches_window(found) or not context.touches_window(known)
    here, there = (to_datetime(each.first or date.min) for each in (found, known))
    fields = _FIELDS_OF_CYCLE.get(rank, 0)
    return here.timetuple()[:fields] == there.timetuple()[:fields]


def _is_nearer(turned: Interval, found: Interval, known: Interval) -> bool:
    """Return whether one date is nearer to a known one than another is."""
    here, there, other = (to_datetime(each.first or date.min) for each in (found, known, turned))
    return abs(other - there) < abs(here - there)
