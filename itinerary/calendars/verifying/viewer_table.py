"""Formats the events of a calendar as a table of the times that people in some zones see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from itinerary.calendars.verifying.independent_parser import ParsedEvent
from itinerary.dates.interval import Interval
from itinerary.dates.wording import format_clock_time, format_day_heading, format_interval
from itinerary.dates.zones import load_zone
from itinerary.diagnostics import make_printable
from itinerary.timeline import Timeline

VIEWER_COUNT = 3
MAX_TITLE = 40  # characters
_FALLBACK_ZONES = ("UTC", "America/New_York", "Asia/Tokyo", "Europe/London")
_DAY, _MINUTE = timedelta(days=1), timedelta(minutes=1)


def choose_viewer_zones(timeline: Timeline) -> tuple[str, ...]:
    """Return the IANA names of `VIEWER_COUNT` zones: that of most events, that of home, UTC.

    Where two of these are the same, other zones of the trip or of the world follow.
    """
    entries = timeline.select_entries("event", "leg")
    counts = Counter(entry.zone.key for entry in entries if entry.zone)
    home = [timeline.home_zone.key] if timeline.home_zone else []
    visited = [zone for zone, _ in counts.most_common()] or home or list(_FALLBACK_ZONES)
    zones = (visited[0], *home, _FALLBACK_ZONES[0], *visited[1:], *_FALLBACK_ZONES)
    return tuple(dict.fromkeys(zones))[:VIEWER_COUNT]


def format_viewer_table(events: Sequence[ParsedEvent], zones: Iterable[str]) -> Iterator[str]:
    """Yield a heading and a line for each event: its title, its start and end in each zone.

    Days are the same in all zones.

    Raises:
        PlaceError: A zone is not in the tz database.
    """
    zones = tuple(zones)
    ordered = sorted(events, key=_get_sort_key)
    rows = [("", *zones), *(_format_row(each, zones) for each in ordered)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _format_row(event: ParsedEvent, zones: Sequence[str]) -> tuple[str, ...]:
    return (_shorten_title(event.title), *(_format_times(event, zone) for zone in zones))


def _get_sort_key(event: ParsedEvent) -> str:
    return str(event.start.value)


def _shorten_title(title: str) -> str:
    shown = make_printable(title)
    return shown if len(shown) <= MAX_TITLE else f"{shown[: MAX_TITLE - 1]}…"


def _format_times(event: ParsedEvent, zone: str) -> str:
    start, end = event.start.value, event.end.value
    if not isinstance(start, datetime) and not isinstance(end, datetime):
        return format_interval(Interval(start, max(end, start + _DAY)))
    if not isinstance(start, datetime) or not isinstance(end, datetime):
        return f"{start} – {end}"
    if not start.tzinfo or not end.tzinfo:
        return f"{start} – {end}, in any time zone"
    local = load_zone(zone)
    return _format_local_times(start.astimezone(local), end.astimezone(local))


def _format_local_times(start: datetime, end: datetime) -> str:
    """Return start and end; the start alone for an event of a minute, which has no stated end."""
    begin = f"{format_day_heading(start.date())} {format_clock_time(start)}"
    if end - start <= _MINUTE:
        return begin
    day = "" if start.date() == end.date() else f"{format_day_heading(end.date())} "
    return f"{begin}–{day}{format_clock_time(end)}"
