"""A Timeline in; whether it is a chronology, which has no days to plan, out."""

from __future__ import annotations

from itinerary.dates.arithmetic import enclose_intervals
from itinerary.document import Event
from itinerary.timeline.entries import Entry
from itinerary.timeline.timeline import Timeline

MAX_TRIP_DAYS = 100  # what is dated further apart by whole days is no trip, unless it says so


def is_chronology(timeline: Timeline) -> bool:
    """Return whether a document tells of a history: it has no legs and no dates of a trip.

    Its background is all of it then, or its events are: known to the day or less, without journeys
    and nights, over more than 100 days.

    >>> from itinerary import loads, resolve
    >>> text = "{title: T, %s: [{title: Bridge opened, when: 1890}, {title: Fair, when: 1903}]}"
    >>> [is_chronology(resolve(loads(text % name))) for name in ("background", "events")]
    [True, True]
    >>> is_chronology(resolve(loads("{title: T, events: [{title: Tea, when: 2025-09-03}]}")))
    False
    """
    whole = timeline.whole or timeline
    document = whole.document
    if document.legs or document.days or document.dates:
        return False
    if not document.events:
        return bool(document.background)
    events = [entry for entry in whole.entries if entry.section == "event"]
    return all(map(_is_of_whole_days, events)) and _covers_more_than_a_trip(events)


def _is_of_whole_days(entry: Entry) -> bool:
    has_two_ends = isinstance(entry.item, Event) and entry.item.spec.has_two_ends
    return not has_two_ends and not any(each.is_timed for each in entry.intervals)


def _covers_more_than_a_trip(events: list[Entry]) -> bool:
    hull = enclose_intervals(each for entry in events for each in entry.intervals)
    if hull is None:
        return False
    first, last = hull.first, hull.last
    return first is None or last is None or (last - first).days > MAX_TRIP_DAYS
