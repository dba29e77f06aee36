"""The dated legs of a story in; where each begins and ends, settled or marked, out."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from itinerary.dates.interval import Grain, Interval
from itinerary.document.vocabulary import EventKind
from itinerary.drafting.facts import EntryFact, LegFact, Section, Story

_DAY = timedelta(days=1)
_LAST = date(9999, 12, 31)


def settle_edges(story: Story) -> None:
    """Settle, or mark, where the legs of a story begin and end; they are in order."""
    _close_stays(story)
    _mark_gaps(story)
    _fill_edges(story)
    _mark_outside(story)


def _mark_gaps(story: Story) -> None:
    """Mark the legs that are dated by their events alone, where a day beside them is in no leg.

    So are those among several of which nothing is known: they would last the whole trip.
    """
    for leg in story.legs:
        if not leg.dates and len(story.legs) > 1:
            leg.marks.append("its dates; without them it is the whole trip")
    trip = [each for fact in story.dates for each in fact.target]
    edges = [
        [each.first - _DAY for each in trip if each.first],
        [each.last + _DAY for each in trip if each.last],
    ]
    spans = [_find_busy_span(story, leg) for leg in story.legs]
    for index, (leg, span) in enumerate(zip(story.legs, spans, strict=True)):
        if not leg.is_derived or span is None:
            continue
        before = [other[1] for other in spans[:index] if other] or edges[0]
        after = [other[0] for other in spans[index + 1 :] if other] or edges[1]
        is_open_before = bool(before) and max(before) < span[0] - _DAY
        if is_open_before or (after and min(after) > span[1] + _DAY):
            leg.dates[0].marks.append("its days are those of its events; a day beside them is open")


def _close_stays(story: Story) -> None:
    """Let a stay "from 18 July" end where the next one begins, if that is stated too."""
    for leg, following in pairwise(story.legs):
        fact = leg.dates[0] if len(leg.dates) == 1 else None
        first, last = find_first_day(leg), find_first_day(following)
        is_open = fact is not None and len(fact.target) == 1 and fact.target[0].end is None
        if fact is None or not is_open or following.is_derived or not first < last < _LAST:
            continue
        fact.target, fact.reads = (Interval(first, last + _DAY),), format_days(first, last)
        fact.marks.append(f"it ends where the stay in {following.name} begins")


def _mark_outside(story: Story) -> None:
    """Mark the dates of the trip where the stay in a city is stated to lie outside them."""
    trip = [each for fact in story.dates if not fact.is_withdrawn for each in fact.target]
    if len(trip) != 1 or trip[0].first is None or trip[0].last is None:
        return
    for leg in story.legs:
        span = _find_span(leg)
        if span and not leg.is_derived and not trip[0].first <= span[0] <= span[1] <= trip[0].last:
            story.dates[0].marks.append(f"“{leg.dates[0].says}” of {leg.name} lies outside it")


def _fill_edges(story: Story) -> None:
    """Let the first leg begin with the trip, and the last one end with it, if events date them.

    Not so if anything tells where somebody is on those days, or if the trip is "next week".
    """
    trip = [each for fact in story.dates for each in fact.target]
    if len(trip) != 1 or trip[0].grain != Grain.DAY or not all(each.dates for each in story.legs):
        return
    first, last = trip[0].first, trip[0].last
    planned = [each for each in story.entries if each.section == Section.EVENTS]
    days = [day for each in planned for day in (find_day(each),) if day]
    arrivals = {find_day(each) for each in planned if each.kind == EventKind.MOVEMENT}
    spans = [_find_span(each) for each in story.legs]
    for leg, span in zip(story.legs, spans, strict=True):
        if not leg.is_derived or span is None or first is None or last is None:
            continue
        others = [each for each in spans if each and each is not span]
        start, end = span
        earlier = (each for each in (*days, *(other[0] for other in others)) if each < start)
        later = (each for each in (*days, *(other[1] for other in others)) if each > end)
        if start not in arrivals and not any(earlier):
            start = min(start, first)
        if not any(later):
            end = max(end, last)
        if (start, end) != span:
            leg.dates[0].target = (Interval(start, end + _DAY),)
            leg.dates[0].reads = format_days(start, end)


def _find_busy_span(story: Story, leg: LegFact) -> tuple[date, date] | None:
    """Return the first and last day of a leg, with that on which somebody leaves it."""
    span = _find_span(leg)
    left = [
        each.last
        for entry in story.entries
        if entry.kind == EventKind.MOVEMENT and entry.origin == leg.name
        for fact in entry.dates.get("depart", ())
        for each in fact.target
        if each.last
    ]
    return (span[0], max(span[1], *left)) if span and left else span


def _find_span(leg: LegFact) -> tuple[date, date] | None:
    days = [each for fact in leg.dates for each in fact.target]
    firsts, lasts = [each.first for each in days], [each.last for each in days]
    first, last = min(filter(None, firsts), default=None), max(filter(None, lasts), default=None)
    return (first, last) if first and last else None


def find_day(entry: EntryFact) -> date | None:
    """Return the first day of an event; None if it is open."""
    days = [each.first for fact in entry.list_dates() for each in fact.target]
    return min((each for each in days if each), default=None)


def find_first_day(leg: LegFact) -> date:
    """Return the first day of a leg; the last of all days if it is open."""
    days = [each.first for fact in leg.dates for each in fact.target]
    return min((each for each in days if each), default=_LAST)


def format_days(first: date, last: date) -> str:
    """Return a day, or the first and last of several, by ISO 8601.

    >>> format_days(date(2026, 5, 4), date(2026, 5, 6))
    '2026-05-04/2026-05-06'
    """
    return str(first) if first == last else f"{first}/{last}"
