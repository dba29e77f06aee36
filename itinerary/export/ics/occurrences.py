"""A timeline and what is wanted of it in; each event of a calendar to be out, with the times or days that it can be shown at."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from itinerary.dates.interval import Grain, Interval
from itinerary.dates.wording import format_interval, measure_elapsed_time
from itinerary.dates.wording.labels import translate_label
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
    """One VEVENT to be: an entry that has several intervals is several events."""

    entry: Entry
    number: int  # from 1
    interval: Interval


def select_calendar_entries(timeline: Timeline, options: IcsOptions) -> tuple[Entry, ...]:
    """The entries that a calendar is of, open ones too."""
    return timeline.select_entries(*_SECTIONS_BY_BACKGROUND[options.background])


def iterate_occurrences(
    entries: Iterable[Entry], imprecise: ImpreciseChoice
) -> Iterator[Occurrence]:
    """What stands in a calendar of the entries."""
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
    """Start and end of an event by the clock; None of what is written as days.

    A point takes its minute: Exchange refuses an event that has neither DTEND nor DURATION, others make it an hour or a day long.
    """
    start, end = occurrence.interval.start, occurrence.interval.end
    if (
        occurrence.entry.section != "event"
        or not isinstance(start, datetime)
        or not is_representable(start)
    ):
        return None
    if (
        isinstance(end, datetime)
        and is_representable(end)
        and measure_elapsed_time(start, end) > timedelta()
    ):
        return start, end
    return start, (start.astimezone(UTC) + MINUTE).astimezone(start.tzinfo)


def find_shown_days(interval: Interval, imprecise: ImpreciseChoice) -> tuple[date, date]:
    """The first and the last day to show of an interval; where a side is open, one day at the other."""
    first, last = interval.first, interval.last
    if first is None:
        first = last or date.min
    return first, first if last is None or (
        imprecise == "marker" and is_imprecise(interval)
    ) else last


def derive_occurrence_uid(occurrence: Occurrence, salt: str = "") -> str:
    """The UID: that of the entry, or with a salt another one; the second interval of an entry has one of its own."""
    uid = (
        str(uuid.uuid5(UID_NAMESPACE, f"{salt}/{occurrence.entry.uid}"))
        if salt
        else occurrence.entry.uid
    )
    return uid if occurrence.number == 1 else f"{uid}-{occurrence.number}"


def format_summary(
    occurrence: Occurrence, imprecise: ImpreciseChoice, language: str = "en", *, is_timed: bool
) -> str:
    """The title; with the date in words where the event's days show less than is known."""
    entry, _, interval = occurrence
    title = (
        f"{translate_label('CANCELLED', language)}: " if entry.status == "cancelled" else ""
    ) + entry.title
    return (
        title
        if is_timed or _is_fully_shown(interval, imprecise)
        else f"{title} ({format_interval(interval, language)})"
    )


def format_location(place: Place) -> str:
    """A place as one line."""
    return ", ".join(filter(None, (place.name, place.address)))


def _is_fully_shown(interval: Interval, imprecise: ImpreciseChoice) -> bool:
    """Whether the days to show of an interval say all that is known of it."""
    return find_shown_days(interval, imprecise) == (interval.first, interval.last) and not (
        imprecise == "marker" and is_imprecise(interval)
    )
