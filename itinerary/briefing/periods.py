"""A briefing's context in; the periods of a chronology out, each with what began in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import NamedTuple

from itinerary.briefing.changes import format_change_mark
from itinerary.briefing.event_details import compose_details
from itinerary.briefing.facts import EntryFacts, collect_facts
from itinerary.briefing.formatting import (
    BriefingContext,
    cite_agreeing_sources,
    format_audience_suffix,
    format_background_title,
    format_status_prefix,
)
from itinerary.briefing.model import Item, Period, join_pieces
from itinerary.briefing.provenance_sections import compose_background_notes
from itinerary.briefing.schedule.times import format_entry_dates
from itinerary.dates.arithmetic import YEARS_PER_UNIT, enclose_intervals, find_calendar_unit
from itinerary.dates.interval import Grain, Interval, build_date
from itinerary.dates.wording import format_interval
from itinerary.timeline import Entry

MAX_PERIODS = 25  # of the finest grain that gives no more; of centuries there may be
_GRAINS = tuple(YEARS_PER_UNIT)


class _DatedEntry(NamedTuple):
    """An entry and the day that it is listed by: its first, or its last if it is open before."""

    day: date
    entry: Entry


def compose_periods(brief: BriefingContext) -> Iterator[Period]:
    """Yield the years, decades or centuries in which something begins, in order."""
    dated = sorted(_iterate_dated(brief), key=_find_order)
    grain = _choose_grain(dated)
    for unit, group in groupby(dated, key=lambda each: _find_unit(each.day, grain)):
        text = format_interval(unit, brief.language).removeprefix("the ")
        items = tuple(_compose_entry(brief, each.entry) for each in group)
        yield Period(text[:1].upper() + text[1:], unit, items)


def find_covered_years(entries: Iterable[Entry]) -> Interval | None:
    """Return the years from the first to the last in which entries are; None if none is dated."""
    intervals = [each for entry in entries for each in entry.intervals]
    days = [day for each in intervals for day in (each.first, each.last) if day]
    if not days:
        return None
    return enclose_intervals(_find_unit(day, Grain.YEAR) for day in (min(days), max(days)))


def _find_unit(day: date, grain: Grain) -> Interval:
    """Return the year, decade or century of a day; the last that there is has no end."""
    try:
        return find_calendar_unit(day, grain)
    except (ValueError, OverflowError):
        size = YEARS_PER_UNIT[grain]
        return Interval(build_date(day.year // size * size), None, grain)


def _iterate_dated(brief: BriefingContext) -> Iterator[_DatedEntry]:
    for entry in brief.timeline.select_entries("event", "background"):
        if entry.intervals and (day := entry.intervals[0].first or entry.intervals[0].last):
            yield _DatedEntry(day, entry)


def _find_order(dated: _DatedEntry) -> tuple[int, int]:
    """Return a key by time; what is coarser comes before what lies in it."""
    last = dated.entry.intervals[0].last
    return dated.day.toordinal(), -last.toordinal() if last else 0


def _choose_grain(dated: Sequence[_DatedEntry]) -> Grain:
    for grain in _GRAINS[:-1]:
        if len({_find_unit(each.day, grain) for each in dated}) <= MAX_PERIODS:
            return grain
    return _GRAINS[-1]


def _compose_entry(brief: BriefingContext, entry: Entry) -> Item:
    dates, facts = format_entry_dates(brief, entry), collect_facts(entry)
    line = join_pieces(
        f"{dates}: {format_status_prefix(brief, entry)}{format_background_title(entry)}",
        f" · {facts.group}" if facts.group else "",
        format_audience_suffix(brief, entry),
        cite_agreeing_sources(brief, entry.datings),
        *(format_change_mark(brief, entry, each) for each in entry.datings),
    )
    details = () if brief.style == "card" else _compose_details(brief, facts)
    return Item(line, details, entry.id)


def _compose_details(brief: BriefingContext, facts: EntryFacts) -> tuple[Item, ...]:
    """Return what there is to tell of an entry besides its date, its title and its group."""
    if facts.kind is None:
        return tuple(compose_background_notes(brief, facts.entry))
    return tuple(
        item for each in compose_details(brief, replace(facts, group="")) for item in each.items
    )
