"""A movement in; the rows between its departure and its arrival out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from itinerary.briefing.facts import EntryFacts, Passage
from itinerary.briefing.model import Row
from itinerary.briefing.schedule.event_lines import format_clock_change
from itinerary.briefing.schedule.placed_rows import (
    PlacedRow,
    RowContext,
    RowGroup,
    RowOrder,
    find_order,
)
from itinerary.dates.interval import Interval
from itinerary.dates.wording import format_duration


def compose_journey_rows(
    context: RowContext, facts: EntryFacts, passage: Passage
) -> Iterator[PlacedRow]:
    """Yield a row on each whole day that a movement lasts, and one above its arrival.

    The latter says how long it takes and how to set a watch; while the departure is open, only the
    second.
    """
    depart, arrive = passage.start.interval, passage.end.interval
    if not arrive:
        return
    if not depart:
        yield from _compose_watch_rows(context, facts, passage, arrive)
        return
    yield from _compose_days_between(context, facts, depart, arrive)
    yield from _compose_duration_rows(context, facts, passage, arrive)


def _compose_days_between(
    context: RowContext, facts: EntryFacts, depart: Interval, arrive: Interval
) -> Iterator[PlacedRow]:
    brief = context.brief
    continues = brief.translate_label("continues")
    text = f"{brief.translate_label('En route')}: {facts.entry.title} ({continues})"
    row = Row(facts.entry.id, "", (), (text,), interval=facts.entry.interval)
    for day in context.find_days_between(depart, arrive):
        yield PlacedRow(day, (RowGroup.WHOLE_DAY, datetime.min), row, facts.entry)


def _compose_duration_rows(
    context: RowContext, facts: EntryFacts, passage: Passage, arrive: Interval
) -> Iterator[PlacedRow]:
    if passage.duration is None or not passage.clock_times:
        return
    duration = format_duration(passage.duration)
    change = format_clock_change(context.brief, *passage.clock_times)
    text = f"{context.brief.translate_label('En route')} {duration}{change}"
    yield from _place_rows_above(context, facts, arrive, text, facts.entry.interval)


def _compose_watch_rows(
    context: RowContext, facts: EntryFacts, passage: Passage, arrive: Interval
) -> Iterator[PlacedRow]:
    change = format_clock_change(context.brief, *passage.clock_times) if passage.clock_times else ""
    text = change.removeprefix("; ")
    if text:
        yield from _place_rows_above(context, facts, arrive, text[:1].upper() + text[1:], arrive)


def _place_rows_above(
    context: RowContext, facts: EntryFacts, arrive: Interval, text: str, interval: Interval | None
) -> Iterator[PlacedRow]:
    """Yield a row without times above that of an arrival, on each of its days."""
    order: RowOrder = (RowGroup.TIMED, find_order(arrive)[1])
    row = Row(facts.entry.id, "", context.select_clock_times("", ""), (text,), interval=interval)
    for day in context.find_days(arrive):
        yield PlacedRow(day, order, row, facts.entry)
