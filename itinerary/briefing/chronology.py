"""A brief in; a line for each leg, event and background event out, by time; those that are open stand elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

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
from itinerary.briefing.schedule_rows import (
    compare_with_plan,
    format_event_line,
    format_times_on_day,
    has_convertible_times,
)
from itinerary.dates.interval import Interval
from itinerary.dates.wording import format_day_heading, format_interval_with_weekdays
from itinerary.document import Event
from itinerary.timeline import Entry


def compose_chronology(brief: BriefingContext) -> Iterator[Item]:
    """Each entry with its dates, as precisely as they are known; legs stand out."""
    dated = [
        (entry, interval)
        for entry in brief.timeline.select_entries("leg", "event", "background")
        for interval in entry.intervals
    ]
    for entry, interval in sorted(dated, key=lambda each: each[1].to_utc_bounds()[0]):
        plans = (compare_with_plan(brief, dating) for dating in entry.datings)
        yield Item(
            join_pieces(
                f"{_format_date_and_times(brief, interval)}: ",
                *_compose_entry(brief, entry),
                *plans,
                cite_agreeing_sources(brief, entry.datings),
            )
        )


def _format_date_and_times(brief: BriefingContext, interval: Interval) -> str:
    """A day and the clock times on it, where it is and at home; dates in words."""
    day, timeline = interval.first, brief.timeline
    if not day or not interval.is_timed:
        return format_interval_with_weekdays(interval, brief.language)
    text = f"{format_day_heading(day, brief.language)}, {format_times_on_day(brief, interval, day)}"
    if not timeline.home or not timeline.home_zone or not has_convertible_times(interval):
        return text
    return f"{text} ({shorten_place_name(timeline.home)} {format_times_on_day(brief, interval, day, timeline.home_zone)})"


def _compose_entry(brief: BriefingContext, entry: Entry) -> Line:
    item = entry.item
    if entry.section == "leg":
        return (
            format_status_prefix(brief, entry),
            Strong(format_leg_name(entry)),
            format_audience_suffix(brief, entry),
        )
    if entry.section == "background":
        return (format_background_title(entry),)
    if isinstance(item, Event) and item.origin and item.destination:
        return (
            format_event_line(
                brief,
                entry,
                f"{shorten_place_name(item.origin)} → {shorten_place_name(item.destination)}: {entry.title}",
            ),
        )
    return (format_event_line(brief, entry, entry.title),)
