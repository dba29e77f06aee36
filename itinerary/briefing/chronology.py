"""A brief in; a line for each leg, event and background event out, by time; those that are open stand elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from itinerary.briefing.formatting import Brief, agreed, city, handling, leg_name, located, status
from itinerary.briefing.model import Item, Line, Strong, line
from itinerary.briefing.schedule_rows import against_plan, converts, times, what_of
from itinerary.dates.interval import Interval
from itinerary.dates.wording import heading, when
from itinerary.document import Event
from itinerary.timeline import Entry


def chronology(brief: Brief) -> Iterator[Item]:
    """Each entry with its dates, as precisely as they are known; legs stand out."""
    dated = [
        (entry, interval)
        for entry in brief.timeline.of("leg", "event", "background")
        for interval in entry.intervals
    ]
    for entry, interval in sorted(dated, key=lambda each: each[1].bounds()[0]):
        plans = (against_plan(brief, dating) for dating in entry.datings)
        yield Item(
            line(
                f"{_when(brief, interval)}: ",
                *_what(brief, entry),
                *plans,
                agreed(brief, entry.datings),
            )
        )


def _when(brief: Brief, interval: Interval) -> str:
    """A day and the clock times on it, where it is and at home; dates in words."""
    day, timeline = interval.first, brief.timeline
    if not day or not interval.is_timed:
        return when(interval, brief.language)
    text = f"{heading(day, brief.language)}, {times(brief, interval, day)}"
    if not timeline.home or not timeline.home_zone or not converts(interval):
        return text
    return f"{text} ({city(timeline.home)} {times(brief, interval, day, timeline.home_zone)})"


def _what(brief: Brief, entry: Entry) -> Line:
    item = entry.item
    if entry.section == "leg":
        return (status(brief, entry), Strong(leg_name(entry)), handling(brief, entry))
    if entry.section == "background":
        return (located(entry),)
    if isinstance(item, Event) and item.origin and item.destination:
        return (
            what_of(brief, entry, f"{city(item.origin)} → {city(item.destination)}: {entry.title}"),
        )
    return (what_of(brief, entry, entry.title),)
