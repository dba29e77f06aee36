"""A story in; the same with the dates of the trip, if it states the first and last day, out."""

from __future__ import annotations

from datetime import date, timedelta

from itinerary.dates.interval import Grain, Interval
from itinerary.drafting.facts import DateFact, EntryFact, Story
from itinerary.drafting.leg_edges import format_days

_MOST = timedelta(days=40)  # between the days on which a trip begins and ends


def date_trip_by_its_ends(story: Story) -> None:
    """Date the trip from "begins a visit on Monday" to "returns on Thursday", for the editor."""
    if story.dates:
        return
    opening = next((each for each in story.entries if each.begins_trip), None)
    closing = next((each for each in reversed(story.entries) if each.ends_trip), None)
    if opening is None or closing is None:
        return
    first, last = _find_day(opening), _find_day(closing)
    if first is None or last is None or not first < last <= first + _MOST:
        return
    begin, end = opening.list_dates()[0], closing.list_dates()[0]
    story.dates.append(
        DateFact(
            begin.source,
            begin.says,
            begin.start,
            begin.quote,
            (Interval(first, last + timedelta(days=1), Grain.DAY),),
            format_days(first, last),
            [f"“{begin.says}” is when it begins, “{end.says}” when it ends"],
        )
    )
    if opening.is_carried:  # it tells no more than that the trip begins
        story.entries.remove(opening)
        for each in story.expressions:
            if each.start == begin.start:
                each.use_as("first day of the trip")


def _find_day(entry: EntryFact) -> date | None:
    days = {day for fact in entry.list_dates() for each in fact.target for day in _list_days(each)}
    return days.pop() if len(days) == 1 else None


def _list_days(interval: Interval) -> tuple[date | None, date | None]:
    return interval.first, interval.last
