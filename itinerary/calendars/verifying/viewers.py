"""The events of a calendar and some time zones in; a table out of what people who live by those clocks see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from itinerary.calendars.verifying.reading import Seen
from itinerary.dates.interval import Interval
from itinerary.dates.wording import clock, heading, words
from itinerary.dates.zones import zone
from itinerary.diagnostics import printable
from itinerary.timeline import Timeline

DAY = timedelta(days=1)
VIEWERS = 3
MOST_TITLE = 40  # characters
_FAR = ("UTC", "America/New_York", "Asia/Tokyo", "Europe/London")  # for want of others


def viewers(timeline: Timeline) -> tuple[str, ...]:
    """Three zones: that of most events, that of home, UTC; where two are the same, others of the trip or of the world."""
    visited = Counter(entry.zone.key for entry in timeline.of("event", "leg") if entry.zone)
    home = [timeline.home_zone.key] if timeline.home_zone else []
    first, *others = [key for key, _ in visited.most_common()] or home or _FAR
    return tuple(dict.fromkeys((first, *home, _FAR[0], *others, *_FAR)))[:VIEWERS]


def table(events: Sequence[Seen], zones: Iterable[str]) -> Iterator[str]:
    """A line for each event: its title, and start and end by each clock; days are the same by all. Raises PlaceError for no zone."""
    zones = tuple(zones)
    rows = [
        ("", *zones),
        *(
            (_cut(each.title), *(_times(each, key) for key in zones))
            for each in sorted(events, key=_order)
        ),
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _order(event: Seen) -> str:
    return str(event.start.value)


def _cut(title: str) -> str:
    shown = printable(title)
    return shown if len(shown) <= MOST_TITLE else f"{shown[: MOST_TITLE - 1]}…"


def _times(event: Seen, key: str) -> str:
    start, end = event.start.value, event.end.value
    if not isinstance(start, datetime) and not isinstance(end, datetime):
        return words(Interval(start, max(end, start + DAY)))
    if not (
        isinstance(start, datetime) and isinstance(end, datetime) and start.tzinfo and end.tzinfo
    ):
        return f"{start} – {end}, by any clock"
    first, last = (each.astimezone(zone(key)) for each in (start, end))
    through = (
        clock(last) if first.date() == last.date() else f"{heading(last.date())} {clock(last)}"
    )
    return f"{heading(first.date())} {clock(first)}" + (
        f"–{through}" if last - first > timedelta(minutes=1) else ""
    )
