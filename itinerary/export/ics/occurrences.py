"""A timeline in; the events of its calendar out, with the times or days that they are shown at."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple, TypeGuard

from itinerary.dates.interval import Grain, Interval
from itinerary.dates.wording import (
    format_clock_time,
    format_interval,
    format_part_of_day,
    measure_elapsed_time,
)
from itinerary.dates.wording.labels import translate_label
from itinerary.document.vocabulary import Status
from itinerary.export.ics.vtimezone import is_representable
from itinerary.export.options import IcsOptions, ImpreciseChoice
from itinerary.places import Place
from itinerary.timeline import UID_NAMESPACE, Entry, SectionName, Timeline

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
    """Return the entries that a calendar is of, open ones too."""
    return timeline.select_entries(*_SECTIONS_BY_BACKGROUND[options.background])


def iterate_occurrences(
    entries: Iterable[Entry], imprecise: ImpreciseChoice
) -> Iterator[Occurrence]:
    """Yield what stands in a calendar of the entries."""
    for entry in entries:
        for number, interval in enumerate(entry.intervals, start=1):
            if (interval.start or interval.end) and not (
                imprecise == "omit" and is_imprecise(interval)
            ):
                yield Occurrence(entry, number, interval)


def is_imprecise(interval: Interval) -> bool:
    """Whether a date is not known to the day: "2012", "early March", "about 3 March"."""
    return not interval.is_timed and (interval.grain > Grain.DAY or interval.about)


def find_clock_times(occurrence: Occurrence) -> tuple[datetime, datetime] | None:
    """Return the start and end of an event by the clock; None of what is written as days.

    A point takes its minute: Exchange refuses an event that has neither DTEND nor DURATION, and
    other programs make it an hour or a day long.
    """
    start, end = occurrence.interval.start, occurrence.interval.end
    if occurrence.entry.section != "event" or not _is_clock_time(start):
        return None
    if _is_clock_time(end) and measure_elapsed_time(start, end) > timedelta():
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


def format_summary(
    occurrence: Occurrence, imprecise: ImpreciseChoice, language: str, *, is_timed: bool
) -> str:
    """Return the title, with what is known of the date in words where its days show less."""
    entry, _, interval = occurrence
    prefix = _format_status_prefix(entry.status, language)
    if is_timed:
        part = format_part_of_day(interval, language)
        known = part or (format_interval(interval, language) if is_part_of_day(interval) else "")
        return f"{prefix}{entry.title} ({known})" if known else prefix + entry.title
    words = dict.fromkeys(_describe_unshown_dates(entry, interval, imprecise, language))
    return f"{prefix}{entry.title} ({'; '.join(words)})" if words else prefix + entry.title


def is_part_of_day(interval: Interval) -> bool:
    """Return whether an interval is known by the clock no better than "in the afternoon"."""
    return interval.is_timed and interval.grain == Grain.PART_OF_DAY


def _format_status_prefix(status: Status, language: str) -> str:
    return "" if status.takes_place else f"{translate_label(status.upper(), language)}: "


def name_calendar_status(status: Status) -> str:
    """Return a status as calendars know it: none of theirs says postponed (RFC 5545, 3.8.1.11)."""
    return "TENTATIVE" if status is Status.POSTPONED else status.upper()


def _describe_unshown_dates(
    entry: Entry, interval: Interval, imprecise: ImpreciseChoice, language: str
) -> Iterator[str]:
    """Yield what the days to show of an entry do not say: that they are more, or its times."""
    is_untold_time = entry.section == "event" and interval.is_timed
    if is_untold_time or not _is_fully_shown(interval, imprecise):
        yield format_interval(interval, language)
    ends = [each for each in entry.ends_within_days or () if each.is_timed]
    for end in ends:
        name = next(each.name for each in entry.datings if each.intervals[:1] == (end,))
        text = format_interval(end, language)
        if end.is_point and isinstance(end.start, datetime):
            text = format_clock_time(end.start, language)
        yield f"{translate_label(name.replace('_', ' '), language)} {text}"
    if any(map(_has_unknown_zone, [*ends, *([interval] if is_untold_time else [])])):
        yield translate_label("time zone unknown", language)


def _has_unknown_zone(interval: Interval) -> bool:
    ends = (interval.start, interval.end)
    return any(isinstance(each, datetime) and each.tzinfo is None for each in ends)


def format_location(place: Place) -> str:
    """Return a place as one line."""
    return ", ".join(filter(None, (place.name, place.address)))


def _is_fully_shown(interval: Interval, imprecise: ImpreciseChoice) -> bool:
    """Return whether the days to show of an interval say all that is known of it."""
    if imprecise == "marker" and is_imprecise(interval):
        return False
    return find_shown_days(interval, imprecise) == (interval.first, interval.last)
