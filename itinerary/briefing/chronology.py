"""A briefing's context in; a line for each dated leg, event and background event out, by time."""

from __future__ import annotations

from collections.abc import Iterator

from itinerary.briefing.facts import EntryFacts, collect_facts, has_convertible_times
from itinerary.briefing.formatting import (
    BriefingContext,
    cite_agreeing_sources,
    format_audience_suffix,
    format_background_title,
    format_leg_name,
    format_status_prefix,
    shorten_place_name,
)
from itinerary.briefing.model import Item, Line, Strong, join_pieces
from itinerary.briefing.schedule.event_lines import compare_with_plan, format_event_line
from itinerary.briefing.schedule.times import format_own_offset, format_times_on_day
from itinerary.dates.interval import Interval
from itinerary.dates.wording import format_day_heading, format_interval_with_weekdays
from itinerary.timeline import Entry


def compose_chronology(brief: BriefingContext) -> Iterator[Item]:
    """Yield each entry with its dates, as precisely as they are known; legs stand out."""
    dated = [
        (entry, interval)
        for entry in brief.timeline.select_entries("leg", "event", "background")
        for interval in entry.intervals
    ]
    for entry, interval in sorted(dated, key=lambda each: each[1].to_utc_bounds()[0]):
        yield Item(
            join_pieces(
                f"{_format_date_and_times(brief, entry, interval)}: ",
                *_compose_entry(brief, entry),
                *(compare_with_plan(brief, entry, dating) for dating in entry.datings),
                cite_agreeing_sources(brief, entry.datings),
            )
        )


def _format_date_and_times(brief: BriefingContext, entry: Entry, interval: Interval) -> str:
    """Return a day and the clock times on it, where it is and at home; other dates in words."""
    day, timeline = interval.first, brief.timeline
    if not day or not interval.is_timed:
        return format_interval_with_weekdays(interval, brief.language)
    times = format_times_on_day(brief, interval, day) + format_own_offset(brief, entry, interval)
    text = f"{format_day_heading(day, brief.language)}, {times}"
    if not timeline.home or not timeline.home_zone or not has_convertible_times(interval):
        return text
    at_home = format_times_on_day(brief, interval, day, timeline.home_zone)
    return f"{text} ({shorten_place_name(timeline.home)} {at_home})"


def _compose_entry(brief: BriefingContext, entry: Entry) -> Line:
    if entry.section == "leg":
        return (
            format_status_prefix(brief, entry),
            Strong(format_leg_name(entry)),
            format_audience_suffix(brief, entry),
        )
    if entry.section == "background":
        return (format_background_title(entry),)
    facts = collect_facts(entry)
    return (format_event_line(brief, facts, _format_route(facts) + entry.title),)


def _format_route(facts: EntryFacts) -> str:
    """Return from where to where a movement goes, to stand before its title."""
    passage = facts.passage
    if not passage or not passage.start.place or not passage.end.place:
        return ""
    origin, destination = map(shorten_place_name, (passage.start.place, passage.end.place))
    return f"{origin} → {destination}: "
