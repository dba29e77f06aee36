"""An occurrence in; the title of its calendar event, with what its times do not show, out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from enum import Enum

from itinerary.dates.interval import Grain, Interval, has_unknown_zone
from itinerary.dates.wording import (
    format_clock_time,
    format_day_and_time,
    format_interval,
    format_part_of_day,
)
from itinerary.dates.wording.labels import translate_label
from itinerary.document import Event
from itinerary.document.vocabulary import Status
from itinerary.export.ics.locations import lacks_start
from itinerary.export.ics.occurrences import Occurrence, find_shown_days, is_imprecise
from itinerary.export.options import ImpreciseChoice
from itinerary.timeline import Dating, Entry


class StartPrecision(Enum):
    """How well it is known when something with clock times begins."""

    EXACT = "to the minute"
    ABOUT = "about right"
    VAGUE = "to a part of the day, or only what it is before or after"


def find_start_precision(occurrence: Occurrence) -> StartPrecision:
    """Return how well the start of an event is known, of which only the end may be."""
    dating, interval = next(_list_shown_dates(occurrence))
    if lacks_start(occurrence.entry) or _is_vague(dating, interval):
        return StartPrecision.VAGUE
    return StartPrecision.ABOUT if interval.is_approximate else StartPrecision.EXACT


def _is_vague(dating: Dating, interval: Interval) -> bool:
    is_limit = dating.chosen_reading is not None and dating.chosen_reading.is_limit
    return interval.grain == Grain.PART_OF_DAY or is_limit


def _list_shown_dates(occurrence: Occurrence) -> Iterator[tuple[Dating, Interval]]:
    """Yield the dates of an event with what of them it shows: both ends of what has two."""
    known = [each for each in occurrence.entry.datings if each.intervals]
    if len(known) == 1:
        yield known[0], occurrence.interval
        return
    for each in known:
        yield each, each.intervals[0]


def format_summary(
    occurrence: Occurrence, imprecise: ImpreciseChoice, language: str, *, is_timed: bool
) -> str:
    """Return the title, with what is known of the date where the event shows less, or more."""
    entry, _, interval = occurrence
    title = _format_status_prefix(entry.status, language) + entry.title
    found = (
        _describe_inexact_times(occurrence, language)
        if is_timed
        else _describe_unshown_dates(entry, interval, imprecise, language)
    )
    words = "; ".join(dict.fromkeys(found))
    return f"{title} ({words})" if words else title


def _format_status_prefix(status: Status, language: str) -> str:
    return "" if status.takes_place else f"{translate_label(status.upper(), language)}: "


def _describe_inexact_times(occurrence: Occurrence, language: str) -> Iterator[str]:
    """Yield the clock times that an event shows more exactly than they are known."""
    entry, is_single = occurrence.entry, len(occurrence.entry.datings) == 1
    if lacks_start(entry):
        start = translate_label(_name_start(entry), language)
        yield f"{start}: {translate_label('time not stated', language)}"
    for dating, interval in _list_shown_dates(occurrence):
        if not (interval.is_approximate or _is_vague(dating, interval)):
            continue
        text = format_inexact_time(interval, language)
        label = translate_label(dating.name.replace("_", " "), language)
        yield text if is_single else f"{label} {text}"


def _name_start(entry: Entry) -> str:
    return entry.item.spec.starts_at.replace("_", " ") if isinstance(entry.item, Event) else ""


def format_inexact_time(interval: Interval, language: str) -> str:
    """Return a time as it is known, without its day, which the event shows."""
    start = interval.start
    if not isinstance(start, datetime):
        return format_interval(interval, language)
    if part := format_part_of_day(interval, language):
        return part
    if interval.end is None:
        time = format_clock_time(start, language)
        return translate_label("from {time}", language, time=time)
    day = format_day_and_time(start, language).removesuffix(format_clock_time(start, language))
    text = format_interval(replace(interval, about=False), language).replace(day, "", 1)
    return translate_label("about {time}", language, time=text) if interval.about else text


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
    if any(map(has_unknown_zone, [*ends, *([interval] if is_untold_time else [])])):
        yield translate_label("time zone unknown", language)


def _is_fully_shown(interval: Interval, imprecise: ImpreciseChoice) -> bool:
    """Return whether the days to show of an interval say all that is known of it."""
    if imprecise == "marker" and is_imprecise(interval):
        return False
    if interval.is_approximate or interval.within:
        return False
    return find_shown_days(interval, imprecise) == (interval.first, interval.last)
