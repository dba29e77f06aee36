"""A story in; the same with marks at what cannot well be true together, out.

What no rule knows how to read may be read wrongly: a date outside those of the trip, two cities at
once, a sentence that tells of a change. An editor is asked to look.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise

from itinerary.dates.interval import Interval
from itinerary.document.vocabulary import EventKind
from itinerary.drafting.facts import DateFact, EntryFact, LegFact, Section, Story
from itinerary.drafting.language import DraftingWords
from itinerary.drafting.leg_dates import WAY_THERE

_OUTSIDE = "it lies outside the dates of the trip"
_CHANGED = "the sentence tells of a change"


def mark_doubtful(story: Story, words: DraftingWords) -> None:
    """Mark dates that others of the story, or the words beside them, speak against."""
    planned = [each for each in story.entries if each.section == Section.EVENTS]
    trip = _enclose(fact for fact in story.dates if not fact.is_withdrawn)
    if trip:
        for entry in planned:
            _mark_outside(entry.list_dates(), trip, _find_slack(entry))
        for leg in story.legs:
            _mark_outside(leg.dates, trip, WAY_THERE)
    _mark_overlaps(story.legs)
    _mark_changes([*planned, *story.legs], story, words)


def _find_slack(entry: EntryFact) -> timedelta:
    is_way = entry.kind == EventKind.MOVEMENT or entry.ends_trip or entry.begins_trip
    return WAY_THERE if is_way else timedelta(0)


def _mark_outside(facts: Iterable[DateFact], trip: tuple[date, date], slack: timedelta) -> None:
    for fact in facts:
        if any(not _is_near(each, trip, slack) for each in fact.target) and not fact.marks:
            fact.marks.append(_OUTSIDE)


def _is_near(interval: Interval, trip: tuple[date, date], slack: timedelta) -> bool:
    """Return whether both ends of a date, as far as it has them, lie in a trip or near it."""
    ends = [each for each in (interval.first, interval.last) if each]
    return all(trip[0] - each <= slack and each - trip[1] <= slack for each in ends)


def _mark_overlaps(legs: Iterable[LegFact]) -> None:
    """Mark a stay that begins two days or more before the end of the one before it."""
    dated = [(span, leg) for leg in legs if (span := _enclose(leg.dates))]
    for (one, _), (other, leg) in pairwise(sorted(dated, key=lambda each: each[0])):
        is_outing = other[0] == other[1] and one[0] < other[0]
        is_long = one[1] - other[0] > timedelta(days=1)
        if is_long and not is_outing and not leg.dates[0].marks:
            leg.dates[0].marks.append("somebody would be in two cities at once")


def _mark_changes(
    planned: Iterable[EntryFact | LegFact], story: Story, words: DraftingWords
) -> None:
    """Mark dates of a sentence on a change of which nothing is known to hold no more."""
    settled = {" ".join(each.text.split()) for each in story.expressions if each.is_withdrawn}
    for entry in planned:
        facts = entry.dates if isinstance(entry, LegFact) else entry.list_dates()
        for fact in facts:
            is_settled = any(each in fact.quote for each in settled)
            if not is_settled and not fact.marks and words.change.search(fact.quote):
                fact.marks.append(_CHANGED)


def _enclose(facts: Iterable[DateFact]) -> tuple[date, date] | None:
    """Return the first and the last day of some dates; None if they have none, or are open."""
    intervals = [each for fact in facts for each in fact.target]
    firsts, lasts = [each.first for each in intervals], [each.last for each in intervals]
    known = [each for each in firsts if each], [each for each in lasts if each]
    if not intervals or not all(firsts) or not all(lasts):
        return None
    return min(known[0]), max(known[1])
