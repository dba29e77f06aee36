"""A story in; the same with the dates of the trip, if it states the first and last day, out."""

from __future__ import annotations

from datetime import date, timedelta

from itinerary.dates.interval import Grain, Interval
from itinerary.document.vocabulary import Status
from itinerary.drafting.facts import DateFact, EntryFact, Section, Story
from itinerary.drafting.leg_edges import format_days

_LEAST_PLAN = 2  # events behind the old dates of a trip, in which it is told anew
_LEAST = timedelta(days=1)  # of a trip that nothing calls one
_MOST = timedelta(days=40)  # between the days on which a trip begins and ends


def drop_old_dates(story: Story) -> None:
    """Drop the old dates of a trip that was postponed, and is told anew behind them."""
    if story.status != Status.POSTPONED or any(each.is_withdrawn for each in story.dates):
        return
    lasts = [each.last for fact in story.dates for each in fact.target if each.last]
    planned = [each for each in story.entries if each.section == Section.EVENTS]
    firsts = [
        each.first for entry in planned for fact in entry.list_dates() for each in fact.target
    ]
    if not lasts or sum(each is not None and each > max(lasts) for each in firsts) < _LEAST_PLAN:
        return
    starts = {each.start for each in story.dates}
    story.dates, story.status = [], Status.CONFIRMED
    for expression in story.expressions:
        if expression.start in starts:
            expression.fate = ""
            expression.list_as("withdrawn: it holds no more")


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


def date_trip_by_its_first_days(story: Story) -> None:
    """Date the trip from days that the story tells first, and in which all else lies.

    "She will attend three festivals between 23 January and 2 February", for the editor.
    """
    planned = [each for each in story.entries if each.section == Section.EVENTS]
    opening = next((each for each in planned if not each.is_hint), None)
    stays = [fact for leg in story.legs for fact in leg.dates]
    facts = [fact for each in planned if each is not opening for fact in each.list_dates()]
    if story.dates or opening is None or not opening.is_carried or opening.city is not None:
        return
    (fact, *others), whole = opening.list_dates(), opening.list_dates()[0].target
    days = [each for one in (*stays, *facts) for each in one.target]
    is_range = not others and len(whole) == 1 and whole[0].first is not None
    if not is_range or any(fact.start > one.start for one in (*stays, *facts)) or len(days) < 2:
        return
    first, last = whole[0].first, whole[0].last
    if first is None or last is None or not last - first > _LEAST:
        return
    if all((e.first or first) >= first and (e.last or last) <= last for e in days):
        fact.marks.append(f"whether “{fact.says}” is when the trip is")
        story.dates.append(fact)
        story.entries.remove(opening)
        for each in story.expressions:
            if each.start == fact.start:
                each.use_as("dates of the trip")


def _find_day(entry: EntryFact) -> date | None:
    days = {day for fact in entry.list_dates() for each in fact.target for day in _list_days(each)}
    return days.pop() if len(days) == 1 else None


def _list_days(interval: Interval) -> tuple[date | None, date | None]:
    return interval.first, interval.last
