"""Clock times that are skipped or come twice, where clocks are put forward or back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from itinerary.checks.registry import register_check
from itinerary.checks.trip import Trip, find_claim_path, quote_title
from itinerary.codes import Code
from itinerary.dates.interval import Grain, Interval
from itinerary.dates.wording import format_clock_time, format_day_and_time
from itinerary.diagnostics import Diagnostic
from itinerary.timeline import Dating, Entry

# Words with an offset from UTC say which of two times is meant.
_OFFSET = re.compile(r"\dT\d\d:?\d\d(:?\d\d)?(Z|[+-]\d\d)")


@register_check(Code.NO_SUCH_TIME, Code.TIME_COMES_TWICE)
def check_clock_changes(trip: Trip) -> Iterator[Diagnostic]:
    """Find times that do not exist at their place, or exist twice."""
    for entry, dating, reading in trip.find_chosen_readings():
        if not _OFFSET.search(reading.claim.words):
            for time in _find_stated_times(reading.intervals):
                if finding := _check_clock_time(trip, entry, dating, time):
                    yield finding


def _find_stated_times(intervals: tuple[Interval, ...]) -> Iterator[datetime]:
    """Yield the clock times that words may state; the end of a single minute is none."""
    for interval in intervals:
        ends = (interval.start,) if interval.is_point else (interval.start, interval.end)
        if interval.grain <= Grain.HOUR:
            yield from (end for end in ends if isinstance(end, datetime))


def _check_clock_time(
    trip: Trip, entry: Entry, dating: Dating, time: datetime
) -> Diagnostic | None:
    used, other = (time.replace(fold=fold) for fold in (0, 1))
    offset, other_offset = used.utcoffset(), other.utcoffset()
    if offset == other_offset or offset is None or other_offset is None:
        return None
    path = find_claim_path(entry, dating)
    words = f"{quote_title(entry)}: {format_day_and_time(time)} in {time.tzinfo}"
    if offset > other_offset:
        message = (
            f"{words} comes twice, as the clocks go back; the first is used,"
            f" {_format_instant(used)}, not {_format_instant(other)}"
        )
        second, first = (each.isoformat(timespec="minutes") for each in (other, used))
        hint = f"if the second is meant, write {second}; if not, {first}"
        return trip.create_warning(path, Code.TIME_COMES_TWICE, message, hint)
    message = (
        f"{words} does not exist, as the clocks skip it;"
        f" it is read as {_format_instant(used)}, and might be {_format_instant(other)}"
    )
    shown = " or ".join(map(_format_shown_clock, (used, other)))
    hint = f"write the time that the clocks show: {shown}"
    return trip.create_warning(path, Code.NO_SUCH_TIME, message, hint)


def _format_instant(time: datetime) -> str:
    return f"{time.astimezone(UTC):%Y-%m-%dT%H:%MZ}"


def _format_shown_clock(time: datetime) -> str:
    """Return what the clocks there show at the instant that a skipped time is read as."""
    return format_clock_time(time.astimezone(UTC).astimezone(time.tzinfo))
