"""An event in; its rows in the tables of days out, with the local clock and that of home."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from itinerary.briefing.changes import format_change_mark
from itinerary.briefing.facts import EntryFacts
from itinerary.briefing.formatting import cite_agreeing_sources, cite_sources, quote_words
from itinerary.briefing.model import Line, Row, join_pieces
from itinerary.briefing.schedule.event_lines import (
    compare_with_plan,
    format_end_labels,
    format_event_line,
    format_extent,
)
from itinerary.briefing.schedule.journeys import compose_journey_rows
from itinerary.briefing.schedule.placed_rows import (
    PlacedRow,
    RowContext,
    RowGroup,
    RowOrder,
    find_order,
)
from itinerary.briefing.schedule.times import format_own_offset
from itinerary.dates.interval import Grain, Interval
from itinerary.document.vocabulary import DateField, EventKind
from itinerary.timeline import Dating, Entry

_MINUTE = timedelta(minutes=1)


def compose_rows(context: RowContext, facts: EntryFacts) -> Iterator[PlacedRow]:
    """Yield the rows of an event; each end of a movement or a stay has rows of its own."""
    entry = facts.entry
    labels = format_end_labels(context.brief, facts)
    if context.brief.style == "day-sheet":
        yield from _compose_call_rows(context, facts)
    for dating in entry.datings:
        label = labels.get(dating.name, entry.title)
        if dating.name == DateField.ARRIVE and facts.passage:
            yield from compose_journey_rows(context, facts, facts.passage)
        for interval in _limit_by_departure(entry, dating):
            yield from _compose_dated_rows(context, facts, label, dating, interval)
        if not dating.intervals:
            yield from _compose_open_rows(context, facts, label, dating)
    if not entry.datings:
        label = labels.get(DateField.DEPART, entry.title)
        yield from _compose_open_rows(context, facts, label)


def _limit_by_departure(entry: Entry, dating: Dating) -> tuple[Interval, ...]:
    """Return when a date is: who arrives "by Friday" does not before the day of leaving."""
    departure, arrival = entry.find_dating(DateField.DEPART), dating.intervals
    if dating.name != DateField.ARRIVE or not departure or not departure.intervals or not arrival:
        return arrival
    leaves, last = departure.intervals[0].first, arrival[0].last
    if not arrival[0].within or not leaves or not last or leaves > last:
        return arrival
    first = max(leaves, arrival[0].first or leaves)
    end = arrival[0].end
    return (Interval(first, end, Grain.DAY, arrival[0].about, within=first < last),)


def _compose_call_rows(context: RowContext, facts: EntryFacts) -> Iterator[PlacedRow]:
    if not facts.call_moment or not facts.entry.status.takes_place:
        return
    entry, moment = facts.entry, facts.call_moment
    interval = Interval(moment, moment + _MINUTE, Grain.MINUTE)
    text = f"{context.brief.translate_label('Call')}: {entry.title}"
    for day in context.find_days(interval):
        times = context.format_clock_times(interval, day)
        row = Row(entry.id, "", times, (text,), True, interval)
        yield PlacedRow(day, find_order(interval), row, entry)


def _compose_dated_rows(
    context: RowContext, facts: EntryFacts, label: str, dating: Dating, interval: Interval
) -> Iterator[PlacedRow]:
    brief, entry = context.brief, facts.entry
    plan = compare_with_plan(brief, entry, dating)
    sources = cite_agreeing_sources(brief, [dating])
    change = format_change_mark(brief, entry, dating)
    line = format_event_line(brief, facts, label)
    is_key = interval.is_timed and _is_key_date(facts, dating)
    for day in context.find_days(interval):
        extent = format_extent(brief, interval, day)
        what = join_pieces(line, extent, plan, sources, change)
        times = context.format_clock_times(interval, day)
        if times:
            times = (times[0] + format_own_offset(context.brief, entry, interval), *times[1:])
        row = Row(entry.id, dating.name, times, what, is_key, interval)
        yield PlacedRow(day, find_order(interval), row, entry, label, interval, extent)


def _is_key_date(facts: EntryFacts, dating: Dating) -> bool:
    """Return whether others depend on a date: when all leave, and when the press comes."""
    takes_place = facts.entry.status.takes_place
    return takes_place and (dating.name == DateField.DEPART or facts.kind is EventKind.PRESS)


def _compose_open_rows(
    context: RowContext, facts: EntryFacts, label: str, dating: Dating | None = None
) -> Iterator[PlacedRow]:
    """Yield the rows of a date that is open.

    They stand beside the event's other end, if that is known, else on each day of its leg.
    """
    brief, entry = context.brief, facts.entry
    tbd = brief.translate_label("TBD")
    times = context.select_clock_times(tbd, tbd)
    line, claims = format_event_line(brief, facts, label), _quote_open_claims(context, dating)
    change, name = format_change_mark(brief, entry, dating), dating.name if dating else ""
    for day, order, extent in _find_open_positions(context, entry):
        row = Row(entry.id, name, times, join_pieces(line, extent, claims, change))
        yield PlacedRow(day, order, row, entry, label, None, extent)


def _quote_open_claims(context: RowContext, dating: Dating | None) -> Line:
    """Return the words of claims that came to no date, other than TBD, with their sources."""
    brief = context.brief
    readings = [each for each in dating.readings if not each.claim.is_tbd] if dating else []
    return join_pieces(
        "".join(
            f" ({quote_words(brief, each.claim.says, each.claim.editor_reading)})"
            for each in readings
        ),
        cite_sources(brief, (each.source for each in readings)),
    )


def _find_open_positions(context: RowContext, entry: Entry) -> Iterator[tuple[date, RowOrder, str]]:
    """Yield the days on which an open date may be, where its rows stand, and their extents."""
    if known := entry.interval:
        days, order = context.find_days(known), find_order(known)
        beside = days[-1:] if entry.find_dating(DateField.ARRIVE) else days[:1]
        yield from ((day, order, "") for day in beside)
    elif leg := context.legs.get(entry.leg or ""):
        for interval in leg.intervals:
            for day in context.find_days(interval):
                extent = format_extent(context.brief, interval, day)
                yield day, (RowGroup.UNTIMED, datetime.min), extent
