"""What lies outside what it belongs to, ends before it begins, or counts from a day after it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from itinerary.checks.trip import Trip, describe_interval, find_claim_path, quote_title
from itinerary.dates.arithmetic import widen_to_days
from itinerary.dates.expressions import Conventions, to_datetime
from itinerary.dates.grammar import resolve_phrase
from itinerary.dates.interval import Grain, Interval, drop_time_zones
from itinerary.diagnostics import Diagnostic, PhraseError, shorten_text
from itinerary.places import Place
from itinerary.timeline import Dating, Entry, Reading

_ENDS_BY_KIND = {
    "movement": ("depart", "arrive", "leaves", "arrives in"),
    "stay": ("check_in", "check_out", "begins in", "ends in"),
}
_NOON = timedelta(hours=12)
_DAY = timedelta(days=1)


def check_outside_dates(trip: Trip) -> Iterator[Diagnostic]:
    """Legs and events outside the trip, legs that reach beyond it, and events outside their leg; an event of a stray leg is not told."""
    strays = set()
    for entry in (*trip.legs.values(), *trip.events):
        interval, leg = trip.intervals[entry.id], trip.legs.get(entry.leg or "")
        if interval is None or entry.leg in strays:
            continue
        if trip.days and _is_outside(interval, trip.days):
            strays.add(entry.id)
            yield _create_outside_warning(trip, entry, "lies outside", "check its date")
        elif trip.days and entry.id in trip.legs and _has_days_beyond(interval, trip.days):
            yield _create_outside_warning(
                trip, entry, "reaches beyond", "check its date, or the dates of the trip"
            )
        elif (
            leg
            and (around := trip.intervals[leg.id])
            and _is_outside(interval, around, _find_slack(entry))
        ):
            message = (
                f"{trip.describe_entry(entry)} lies outside its leg, {trip.describe_entry(leg)}"
            )
            yield trip.create_warning(
                entry.path,
                "outside-leg",
                message,
                "check its date, or move it to the leg that it belongs to",
            )


def _create_outside_warning(trip: Trip, entry: Entry, how: str, hint: str) -> Diagnostic:
    its, whole = (each.edtf if each else "open" for each in (trip.intervals[entry.id], trip.days))
    return trip.create_warning(
        entry.path, "outside-trip", f"{quote_title(entry)} ({its}) {how} the trip ({whole})", hint
    )


def _is_outside(interval: Interval, around: Interval, slack: timedelta = timedelta()) -> bool:
    """Whether one shares no time with the days of another, by the clocks on the walls."""
    (begin, end), (first, last) = (
        drop_time_zones(interval).to_utc_bounds(),
        widen_to_days(drop_time_zones(around)).to_utc_bounds(),
    )
    return begin - last >= slack or first - end >= slack


def _find_slack(entry: Entry) -> timedelta:
    """A way to a leg's place may lie on the day before, a way back on the day after."""
    return _DAY if entry.kind in _ENDS_BY_KIND else timedelta()


def _has_days_beyond(leg: Interval, around: Interval) -> bool:
    whole = widen_to_days(drop_time_zones(leg))
    return whole.grain == Grain.DAY and not whole.about and not whole.is_within(around)


def check_end_order(trip: Trip) -> Iterator[Diagnostic]:
    """Movements that arrive before they leave, and stays that end before they begin."""
    for entry in trip.events:
        if entry.kind not in _ENDS_BY_KIND or len(entry.datings) < 2:
            continue
        first, last, begins, ends = _ENDS_BY_KIND[entry.kind]
        begin, end = entry.find_dating(first), entry.find_dating(last)
        if (
            begin
            and end
            and begin.intervals
            and end.intervals
            and _is_before(end.intervals[0], begin.intervals[0], entry)
        ):
            message = f"{quote_title(entry)} {ends} {_describe_place_and_date(end, entry.destination or entry.place)} before it {begins} {_describe_place_and_date(begin, entry.place)}"
            hint = "check both dates" + (
                ", and the time zones of both places" if entry.kind == "movement" else ""
            )
            yield trip.create_warning(
                find_claim_path(entry, end), "ends-before-it-begins", message, hint
            )


def _is_before(end: Interval, begin: Interval, entry: Entry) -> bool:
    """Whether an end lies before a beginning; days of a movement are counted at two places, where they may differ by one."""
    if end.is_timed and begin.is_timed:
        return end.to_utc_bounds()[1] <= begin.to_utc_bounds()[0]
    slack = _DAY if entry.kind == "movement" else timedelta()
    return (
        widen_to_days(drop_time_zones(begin)).to_utc_bounds()[0]
        - widen_to_days(drop_time_zones(end)).to_utc_bounds()[1]
        >= slack
    )


def _describe_place_and_date(dating: Dating, place: Place | None) -> str:
    return f"{shorten_text(place.name) if place and place.name else 'its place'} ({describe_interval(dating.intervals[0])})"


def check_background_dates(trip: Trip) -> Iterator[Diagnostic]:
    """Background that begins after the trip has begun."""
    if trip.days is None or trip.days.first is None:
        return
    begun = trip.days.first if trip.days.grain == Grain.DAY else trip.days.last
    for entry in trip.timeline.select_entries("background"):
        interval = trip.intervals[entry.id]
        if interval and interval.first and begun and interval.first > begun:
            message = f"{trip.describe_entry(entry)} is background, but later than the start of the trip ({trip.days.first})"
            yield trip.create_warning(
                entry.path,
                "background-later",
                message,
                "check its date, or make it an event of the trip",
            )


def check_reference_dates(trip: Trip) -> Iterator[Diagnostic]:
    """Relative words for a date of the trip that count from a day after it; what is told of an actual time is told afterwards."""
    last = trip.days.last if trip.days else None
    if last is None:
        return
    for entry, dating, reading in trip.find_chosen_readings("trip", "leg", "event"):
        counted = reading.reference
        if (
            counted
            and counted > last
            and reading.claim.status != "actual"
            and _is_relative(reading, trip)
        ):
            message = f"“{shorten_text(reading.claim.words)}” counts from {counted}, after the end of the trip ({last})"
            hint = "write said: with the day it was said on, reads: with the date itself, or status: actual for what has happened"
            yield trip.create_warning(
                find_claim_path(entry, dating), "counted-from-later", message, hint
            )


def _is_relative(reading: Reading, trip: Trip) -> bool:
    """Whether words come to another date when they count from the start of the trip."""
    source = trip.document.sources.get(reading.source or "")
    language = (source.language if source else None) or trip.document.language
    counted = partial(
        resolve_phrase,
        reading.claim.words,
        language=language,
        window=trip.days,
        conventions=Conventions(prefer="future"),
    )
    days_ = [
        to_datetime(day) + _NOON
        for day in (reading.reference, trip.days.first if trip.days else None)
        if day
    ]
    try:
        return len({counted(reference=day).intervals for day in days_}) > 1
    except PhraseError:
        return False  # it counts from a date that the document names
