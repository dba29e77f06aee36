"""Local times that the clocks skip or show twice, where they are put forward or back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime

from itinerary.checks.trip import Trip, find_claim_path, quote_title
from itinerary.dates import wording
from itinerary.dates.interval import Grain, Interval
from itinerary.diagnostics import Diagnostic
from itinerary.timeline import Dating, Entry

_OFFSET = re.compile(
    r"\dT\d\d:?\d\d(:?\d\d)?(Z|[+-]\d\d)"
)  # words that say it settle which of two times is meant


def check_clock_changes(trip: Trip) -> Iterator[Diagnostic]:
    """Times of the trip that do not exist where they are, or exist twice, with both instants and the one that is used."""
    for entry, dating, reading in trip.find_chosen_readings():
        if not _OFFSET.search(reading.claim.words):
            yield from (
                found
                for time in _find_stated_times(reading.intervals)
                if (found := _check_clock_time(trip, entry, dating, time))
            )


def _find_stated_times(intervals: tuple[Interval, ...]) -> Iterator[datetime]:
    """The clock times with a zone that words may have stated; the end of a single minute is none."""
    for interval in intervals:
        ends: tuple[date | None, ...] = (
            (interval.start,) if interval.is_point else (interval.start, interval.end)
        )
        yield from (
            each
            for each in ends
            if interval.grain <= Grain.HOUR and isinstance(each, datetime) and each.tzinfo
        )


def _check_clock_time(
    trip: Trip, entry: Entry, dating: Dating, time: datetime
) -> Diagnostic | None:
    used, other = (time.replace(fold=fold) for fold in (0, 1))
    offsets = (used.utcoffset(), other.utcoffset())
    if offsets[0] == offsets[1] or offsets[0] is None or offsets[1] is None:
        return None
    path, words = (
        find_claim_path(entry, dating),
        f"{quote_title(entry)}: {wording.format_day_and_time(time)} in {time.tzinfo}",
    )
    if offsets[0] > offsets[1]:
        message = f"{words} comes twice, as the clocks go back; the first is used, {_format_instant(used)}, not {_format_instant(other)}"
        hint = f"if the second is meant, write {other.isoformat(timespec='minutes')}; if not, {used.isoformat(timespec='minutes')}"
        return trip.create_warning(path, "time-comes-twice", message, hint)
    message = f"{words} does not exist, as the clocks skip it; it is read as {_format_instant(used)}, and might be {_format_instant(other)}"
    return trip.create_warning(
        path,
        "no-such-time",
        message,
        f"write the time that the clocks show: {_format_shown_clock(used)} or {_format_shown_clock(other)}",
    )


def _format_instant(time: datetime) -> str:
    return f"{time.astimezone(UTC):%Y-%m-%dT%H:%MZ}"


def _format_shown_clock(time: datetime) -> str:
    """What the clocks there show at the instant that a skipped time is read as."""
    return wording.format_clock_time(time.astimezone(UTC).astimezone(time.tzinfo))
