"""A timeline in; the events of its calendar out, with the times or days that they are shown at."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple, TypeGuard

from itinerary.dates.interval import Grain, Interval, is_ancient
from itinerary.dates.wording import measure_elapsed_time
from itinerary.document.vocabulary import Status
from itinerary.export.ics.vtimezone import is_representable
from itinerary.export.options import IcsOptions, ImpreciseChoice
from itinerary.timeline import UID_NAMESPACE, Entry, SectionName, Timeline
from itinerary.timeline.chronologies import is_chronology

MINUTE = timedelta(minutes=1)
_SECTIONS_BY_BACKGROUND: dict[str, tuple[SectionName, ...]] = {
    "omit": ("leg", "event"),
    "inline": ("leg", "event", "background"),
    "only": ("background",),
}


class Occurrence(NamedTuple):
    """What becomes one VEVENT: an entry with several intervals is several events."""

    entry: Entry
    number: int  # from 1
    interval: Interval


def select_calendar_entries(timeline: Timeline, options: IcsOptions) -> tuple[Entry, ...]:
    """Return the entries that a calendar is of, open ones too.

    A chronology is all background, or all events: its calendar is of both.
    """
    is_whole = options.background == "omit" and is_chronology(timeline)
    wanted = "inline" if is_whole else options.background
    entries = timeline.select_entries(*_SECTIONS_BY_BACKGROUND[wanted])
    if options.cancelled != "omit":
        return entries
    return tuple(each for each in entries if each.status is not Status.CANCELLED)


def iterate_occurrences(
    entries: Iterable[Entry], imprecise: ImpreciseChoice
) -> Iterator[Occurrence]:
    """Yield what stands in a calendar of the entries.

    Of a trip one time within several days is drawn as those days, as one that lasts is.
    """
    for entry in entries:
        for number, each in enumerate(entry.intervals, start=1):
            is_within = each.within and entry.section == "background"
            interval = each if each.within == is_within else replace(each, within=False)
            is_left_out = imprecise == "omit" and is_imprecise(interval)
            if (interval.start or interval.end) and not is_left_out and not is_ancient(interval):
                yield Occurrence(entry, number, interval)


def is_imprecise(interval: Interval) -> bool:
    """Whether a date is not known to the day: "2012", "early March", "about 3 March"."""
    is_inexact = interval.is_approximate or interval.within
    return not interval.is_timed and (interval.grain > Grain.DAY or is_inexact)


def find_clock_times(occurrence: Occurrence) -> tuple[datetime, datetime] | None:
    """Return the start and end of an event by the clock; None of what is written as days.

    A point takes its minute: Exchange refuses an event that has neither DTEND nor DURATION, and
    other programs make it an hour or a day long. So does what is shorter, which some refuse.
    """
    start, end = occurrence.interval.start, occurrence.interval.end
    if occurrence.entry.section != "event" or not _is_clock_time(start):
        return None
    if _is_clock_time(end) and measure_elapsed_time(start, end) >= MINUTE:
        return start, end
    return start, (start.astimezone(UTC) + MINUTE).astimezone(start.tzinfo)


def _is_clock_time(moment: date | None) -> TypeGuard[datetime]:
    """Return whether a moment is a clock time that a calendar can hold."""
    return isinstance(moment, datetime) and is_representable(moment)


def find_shown_days(interval: Interval, imprecise: ImpreciseChoice) -> tuple[date, date]:
    """Return the first and the last day to show of an interval.

    Of one that is open on a side, it is one day at the other.
    """
    last = interval.last
    first = interval.first or last or date.min
    is_marker = imprecise == "marker" and is_imprecise(interval)
    return (first, first) if last is None or is_marker else (first, last)


def derive_occurrence_uid(occurrence: Occurrence, salt: str = "") -> str:
    """Return the UID: that of the entry, or with a salt another one.

    The second interval of an entry has one of its own.
    """
    uid = occurrence.entry.uid
    if salt:
        uid = str(uuid.uuid5(UID_NAMESPACE, f"{salt}/{uid}"))
    return uid if occurrence.number == 1 else f"{uid}-{occurrence.number}"
