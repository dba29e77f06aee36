"""The events of a calendar and some time zones in; a table out of what people who live by those clocks see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from itinerary.calendars.verifying.reading import ParsedEvent
from itinerary.dates.interval import Interval
from itinerary.dates.wording import format_clock_time, format_day_heading, format_interval
from itinerary.dates.zones import load_zone
from itinerary.diagnostics import make_printable
from itinerary.timeline import Timeline

DAY = timedelta(days=1)
VIEWER_COUNT = 3
MAX_TITLE = 40  # characters
_FALLBACK_ZONES = ("UTC", "America/New_York", "Asia/Tokyo", "Europe/London")  # for want of others


def choose_viewer_zones(timeline: Timeline) -> tuple[str, ...]:
    """Three zones: that of most events, that of home, UTC; where two are the same, others of the trip or of the world."""
    visited = Counter(
        entry.zone.key for entry in timeline.select_entries("event", "leg") if entry.zone
    )
    home = [timeline.home_zone.key] if timeline.home_zone else []
    first, *others = [key for key, _ in visited.most_common()] or home or _FALLBACK_ZONES
    return tuple(dict.fromkeys((first, *home, _FALLBACK_ZONES[0], *others, *_FALLBACK_ZONES)))[
        :VIEWER_COUNT
    ]


def format_viewer_table(events: Sequence[ParsedEvent], zones: Iterable[str]) -> Iterator[str]:
    """A line for each event: its title, and start and end by each clock; days are the same by all. Raises PlaceError for no zone."""
    zones = tuple(zones)
    rows = [
        ("", *zones),
        *(
            (_shorten_title(each.title), *(_format_times(each, key) for key in zones))
            for each in sorted(events, key=_get_sort_key)
        ),
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _get_sort_key(event: ParsedEvent) -> str:
    return str(event.start.value)


def _shorten_title(title: str) -> str:
    shown = make_printable(title)
    return shown if len(shown) <= MAX_TITLE else f"{shown[: MAX_TITLE - 1]}…"


def _format_times(event: ParsedEvent, key: str) -> str:
    start, end = event.start.value, event.end.value
    if not isinstance(start, datetime) and not isinstance(end, datetime):
        return format_interval(Interval(start, max(end, start + DAY)))
    if not (
        isinstance(start, datetime) and isinstance(end, datetime) and start.tzinfo and end.tzinfo
    ):
        return f"{start} – {end}, by any clock"
    first, last = (each.astimezone(load_zone(key)) for each in (start, end))
    through = (
        format_clock_time(last)
        if first.date() == last.date()
        else f"{format_day_heading(last.date())} {format_clock_time(last)}"
    )
    return f"{format_day_heading(first.date())} {format_clock_time(first)}" + (
        f"–{through}" if last - first > timedelta(minutes=1) else ""
    )
