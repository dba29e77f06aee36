"""A Timeline in; its days as a small HTML table out, for notebooks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from html import escape

from itinerary.dates.interval import Grain, Interval
from itinerary.dates.wording import format_clock_time, format_day_heading, format_interval
from itinerary.document.vocabulary import Status
from itinerary.timeline.entries import Entry
from itinerary.timeline.timeline import Timeline

MAX_ROWS = 200  # a notebook keeps its output in its file


def format_html_table(timeline: Timeline) -> str:
    """Return legs and events by the day they begin on, then those without a date, as a table.

    All text is escaped, and nothing but text is in it: no links, styles or scripts.
    """
    entries = timeline.select_entries("leg", "event")
    rows = "".join(_format_rows(entries[:MAX_ROWS]))
    left_out = len(entries) - MAX_ROWS
    more = f'<tr><td colspan="3">… and {left_out} more</td></tr>' if left_out > 0 else ""
    return f"<table><caption>{escape(timeline.document.title)}</caption>{rows}{more}</table>"


def _format_rows(entries: Sequence[Entry]) -> Iterator[str]:
    """Yield a heading for each day, and a row for each entry below it."""
    heading = ""
    for entry in sorted(entries, key=lambda each: each.is_open):
        if (day := _format_heading(entry.interval)) != heading:
            heading = day
            yield f'<tr><th colspan="3">{escape(heading)}</th></tr>'
        yield _format_row(entry)


def _format_heading(interval: Interval | None) -> str:
    if interval is None:
        return "Still open"
    if interval.first is None or interval.grain > Grain.DAY:
        return format_interval(interval)
    return format_day_heading(interval.first)


def _format_row(entry: Entry) -> str:
    status = "" if entry.status == Status.CONFIRMED else f"{entry.status.upper()}: "
    cells = (_format_times(entry), f"{status}{entry.title}", _format_places(entry))
    return f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>"


def _format_times(entry: Entry) -> str:
    """Return when an entry is; of a single clock time the clock alone, below the heading."""
    return " and ".join(
        format_clock_time(each.start)
        if isinstance(each.start, datetime) and each.is_point and not each.is_approximate
        else format_interval(each)
        for each in entry.intervals
    )


def _format_places(entry: Entry) -> str:
    return " → ".join(each.name for each in (entry.place, entry.destination) if each and each.name)
