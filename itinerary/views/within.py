"""A Timeline and some days in; the part of it that touches them out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta

from itinerary.dates.arithmetic import enclose_intervals
from itinerary.dates.grammar import list_languages, resolve_phrase
from itinerary.dates.interval import Interval, find_clock_bounds, format_edtf_list
from itinerary.diagnostics import OptionError, PhraseError, shorten_text
from itinerary.timeline import Entry, Timeline, require_timeline
from itinerary.timeline.chronologies import is_chronology
from itinerary.timeline.small_hours import measure_small_hours

_INSTANT = timedelta(microseconds=1)


def select_within(timeline: Timeline, dates: str) -> Timeline:
    """Return the part of a trip that touches some days: one day, a week, a leg of it.

    What is open stays, since it may be then. The part keeps the dates, UIDs and stamp of the whole,
    so that a calendar takes its events for those of the whole, and a briefing tells each day as
    that of the whole does.

    To select from what an audience may see, pass what `for_audience` returns.

    Args:
        timeline: The trip.
        dates: A phrase in the language of the document, or an ISO 8601 interval. It is read in the
            trip, and may name its entries: "3 September", "Tuesday to Thursday", "$quito".

    Raises:
        OptionError: The words are no dates, or nothing of the trip touches them.
        TypeError: `timeline` is no Timeline.

    >>> from itinerary import loads, resolve
    >>> events = "[{title: Lunch, when: 2025-09-02}, {title: Tea, when: 2025-09-03}]"
    >>> trip = resolve(loads("{title: T, events: %s}" % events))
    >>> [entry.title for entry in select_within(trip, "3 September").select_entries("event")]
    ['Tea']
    """
    require_timeline("timeline", timeline)
    within = _find_dates(timeline, dates)
    small_hours = measure_small_hours(timeline.document)
    kept = tuple(each for each in timeline.entries if may_be_within(each, within, small_hours))
    stretch = _find_stretch(timeline)
    is_in_trip = stretch is not None and any(
        _touches(stretch, each, small_hours) for each in within
    )
    if not is_in_trip and not any(each.intervals for each in kept if each.section != "trip"):
        known = f"the trip is {stretch.edtf}" if stretch else "name days on which something is"
        raise OptionError(f"nothing lies within {format_edtf_list(within)} - {known}")
    around = {entry.leg for entry in kept} - {entry.id for entry in kept}
    legs = [*timeline.select_entries("leg"), *timeline.enclosing_legs]
    enclosing = tuple(leg for leg in legs if leg.id in around)
    whole = timeline.whole or timeline
    return replace(timeline, entries=kept, enclosing_legs=enclosing, within=within, whole=whole)


def _find_dates(timeline: Timeline, dates: str) -> tuple[Interval, ...]:
    """Return the days that a phrase names, seen from the first day of the trip.

    In a chronology it may be EDTF, as for years BC, and a phrase is seen from the last day.
    """
    stretch, language = _find_stretch(timeline), timeline.document.language
    if is_history := is_chronology(timeline):
        with suppress(ValueError):
            return (Interval.from_edtf(dates),)
    seen_from = _find_reference(timeline, stretch)
    if seen_from is None:
        raise OptionError(
            f"'{shorten_text(dates)}' is within no day of the trip - none of them is known"
        )
    anchors = {each.id: hull for each in timeline if (hull := enclose_intervals(each.intervals))}
    try:
        found = resolve_phrase(
            dates,
            reference=seen_from,
            language=language if language in list_languages() else "en",
            window=None if is_history else stretch,
            anchors=anchors,
        )
    except PhraseError as error:
        hint = f"write '${dates}'" if dates in anchors else error.hint.removesuffix(", or TBD")
        raise OptionError(f"'{shorten_text(dates)}': {error.message} - {hint}") from None
    return found.intervals


def _find_reference(timeline: Timeline, stretch: Interval | None) -> date | None:
    """Return the day from which words are seen; no phrase counts from one before the year 1."""
    known = stretch and (stretch.last if is_chronology(timeline) else stretch.first)
    days = (known, timeline.stamp, timeline.sources_as_of)
    return next((day for day in days if day and day.year > 0), None)


def _find_stretch(timeline: Timeline) -> Interval | None:
    """Return the dates of the trip; while they are open, the stretch of its legs and events.

    Of a chronology it is the stretch of all that it tells of.
    """
    if is_chronology(timeline):
        return enclose_intervals(each for entry in timeline for each in entry.intervals)
    return next(filter(None, _enclose_sections(timeline)), None)


def _enclose_sections(timeline: Timeline) -> Iterator[Interval | None]:
    for entries in (timeline.select_entries("trip"), timeline.select_entries("leg", "event")):
        yield enclose_intervals(each for entry in entries for each in entry.intervals)


def may_be_within(entry: Entry, within: tuple[Interval, ...], small_hours: timedelta) -> bool:
    """Return whether an entry touches some days, or may since it is open.

    The hours after midnight that belong to the day before, as `day_ends` says, count to that.
    """
    if entry.section == "trip" or not entry.intervals:
        return True
    return any(_touches(each, one, small_hours) for each in entry.intervals for one in within)


def _touches(interval: Interval, days: Interval, small_hours: timedelta) -> bool:
    """Return whether some days touch an interval, by the clock of each of its ends.

    By it a flight over the date line may land before it leaves.
    """
    begin, end = _find_bounds(interval)
    first, after = find_clock_bounds(days)
    if interval.is_timed and not days.is_timed:
        first, after = (
            min(each, datetime.max - small_hours) + small_hours for each in (first, after)
        )
    return begin < after and first < end


def _find_bounds(interval: Interval) -> tuple[datetime, datetime]:
    """Return both ends of an interval; of a clock time that is open on one side, that time."""
    begin, end = sorted(find_clock_bounds(interval))
    if interval.is_timed and not interval.end:
        return begin, begin + _INSTANT
    return (end - _INSTANT if interval.is_timed and not interval.start else begin), end
