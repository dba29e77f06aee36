"""A timeline or a calendar in; what a calendar does not show, or programs do not take, out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from itinerary.briefing.facts import collect_facts
from itinerary.dates.interval import Grain, is_ancient
from itinerary.document.vocabulary import Status
from itinerary.export.ics.occurrences import (
    Occurrence,
    find_clock_times,
    is_imprecise,
    iterate_occurrences,
    select_calendar_entries,
)
from itinerary.export.ics.summaries import StartPrecision, find_start_precision
from itinerary.export.options import IcsOptions
from itinerary.timeline import Entry, Timeline

MAX_BYTES, MAX_EVENTS = 900_000, 1_000  # Google Calendar takes 1 MB, about 1,100 events
FIRST_SAFE_YEAR = 1601  # in which the dates of Windows begin
_OPEN = "still open, so in no calendar"
_ANCIENT = "before the year 1, so in no calendar"
_IMPRECISE = "not known to the day, so left out"
_ONE_END = "with one end still open, so shown at the other"
_ONE_DAY = "open on one side, so shown on one day"
_ONE_MINUTE = "open at the end, so shown for one minute"
_DAYS = "with a clock time, but shown as days"
_INEXACT = "known to a part of the day only, or about, so marked in the title and shown as free"
_CANCELLED = "cancelled, so left out"
_ALARM = "with an alarm, but no clock time for it, so without"
_IMAGE = "with a picture beside the document, which no calendar has"
_REASONS = (
    _OPEN, _ANCIENT, _IMPRECISE, _ONE_END, _ONE_DAY, _ONE_MINUTE, _DAYS, _INEXACT, _ALARM,
    _CANCELLED, _IMAGE,
)  # fmt: skip


def list_losses(timeline: Timeline, options: IcsOptions) -> tuple[str, ...]:
    """Return what a calendar leaves out or cannot show, a sentence for each kind of loss.

    A sentence names the titles of the entries: "still open, so in no calendar: Lunch; Tea".
    """
    found: dict[str, list[str]] = {reason: [] for reason in _REASONS}
    for entry in select_calendar_entries(timeline, replace(options, cancelled="status")):
        for reason in dict.fromkeys(_find_entry_losses(entry, options)):
            found[reason].append(entry.title)
    return tuple(f"{reason}: {'; '.join(titles)}" for reason, titles in found.items() if titles)


def _find_entry_losses(entry: Entry, options: IcsOptions) -> Iterator[str]:
    """Yield the reasons why an entry is not shown as it is."""
    if options.cancelled == "omit" and entry.status is Status.CANCELLED:
        yield _CANCELLED
        return
    if not any(interval.start or interval.end for interval in entry.intervals):
        yield _OPEN
    elif not all(dating.intervals for dating in entry.datings):
        yield _ONE_END
    if any(map(is_ancient, entry.intervals)):
        yield _ANCIENT
    if (image := collect_facts(entry).image) and image.is_file:
        yield _IMAGE
    for occurrence in iterate_occurrences([entry], "span"):
        if options.imprecise == "omit" and is_imprecise(occurrence.interval):
            yield _IMPRECISE
        else:
            yield from _find_occurrence_losses(occurrence, options)


def _find_occurrence_losses(occurrence: Occurrence, options: IcsOptions) -> Iterator[str]:
    entry, _, interval = occurrence
    if find_clock_times(occurrence):
        precision = find_start_precision(occurrence)
        if interval.end is None:
            yield _ONE_MINUTE
        if interval.grain == Grain.PART_OF_DAY or interval.is_approximate:
            yield _INEXACT
        if precision is StartPrecision.VAGUE and options.alarm and collect_facts(entry).alarm:
            yield _ALARM
        return
    if interval.start is None or interval.end is None:
        yield _ONE_DAY
    if interval.is_timed or entry.ends_within_days:
        yield _DAYS
    if options.alarm and collect_facts(entry).alarm:
        yield _ALARM


def list_cautions(text: str) -> tuple[str, ...]:
    """Return what some programs do not take of the text of a calendar, each as a sentence."""
    events, octets = text.count("\nBEGIN:VEVENT"), len(text.encode())
    years = [int(year) for year in re.findall(r"^DTSTART[^:]*:(\d{4})", text, re.MULTILINE)]
    found: list[str] = []
    if octets > MAX_BYTES or events > MAX_EVENTS:
        found.append(
            f"{events} events in {octets:,} bytes:"
            " Google Calendar takes up to 1 MB, about 1,100 events; split by leg or kind"
        )
    if min(years, default=FIRST_SAFE_YEAR) < FIRST_SAFE_YEAR:
        found.append(
            f"an event in the year {min(years)}:"
            f" some calendars know no date before {FIRST_SAFE_YEAR}"
        )
    return tuple(found)
