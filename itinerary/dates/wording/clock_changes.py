"""What words come to in; what to say of times that the clocks there skip or show twice out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import NamedTuple

from itinerary.dates.interval import Grain, Interval
from itinerary.dates.wording.clock import format_clock_time
from itinerary.dates.wording.days import format_day_and_time
from itinerary.diagnostics import Remedy, Replacement, Rewriting

# Words with an offset from UTC say which of two times is meant.
_OFFSET = re.compile(r"\dT\d\d:?\d\d(:?\d\d)?(Z|[+-]\d\d)")


class ClockChange(NamedTuple):
    """What to say of a time that its clocks skip, or else show twice."""

    is_skip: bool
    message: str
    hint: str


def find_clock_changes(words: str, intervals: Iterable[Interval]) -> Iterator[ClockChange]:
    """Yield what is to be said of each clock time that words state.

    Args:
        words: The words; an offset from UTC in them says which time is meant.
        intervals: What they came to.

    >>> from itinerary.dates.zones import load_zone
    >>> start = datetime(2025, 3, 30, 2, 30, tzinfo=load_zone("Europe/Paris"))
    >>> interval = Interval(start, start.replace(minute=31), Grain.MINUTE)
    >>> [found.hint for found in find_clock_changes("2:30", [interval])]
    ['write the time that the clocks show: 03:30 or 01:30']
    """
    if not _OFFSET.search(words):
        for time in _find_stated_times(intervals):
            if found := _check_clock_time(time):
                yield found


def _find_stated_times(intervals: Iterable[Interval]) -> Iterator[datetime]:
    """Yield the clock times that words may state; the end of a single minute is none."""
    for interval in intervals:
        ends = (interval.start,) if interval.is_point else (interval.start, interval.end)
        if interval.grain <= Grain.HOUR:
            yield from (end for end in ends if isinstance(end, datetime))


def _check_clock_time(time: datetime) -> ClockChange | None:
    early, late = (time.replace(fold=fold) for fold in (0, 1))
    offset, late_offset = early.utcoffset(), late.utcoffset()
    if offset == late_offset or offset is None or late_offset is None:
        return None
    used, other = (late, early) if time.fold else (early, late)
    words = f"{format_day_and_time(time)} in {time.tzinfo}"
    if offset > late_offset:
        taken, left = ("second", "first") if time.fold else ("first", "second")
        message = (
            f"{words} comes twice, as the clocks go back; the {taken} is used,"
            f" {_format_instant(used)}, not {_format_instant(other)}"
        )
        others, own = (each.isoformat(timespec="minutes") for each in (other, used))
        hint = f"if the {left} is meant, write {others}; if not, {own}"
        return ClockChange(False, message, Remedy(hint, [Rewriting(others), Rewriting(own)]))
    message = (
        f"{words} does not exist, as the clocks skip it;"
        f" it is read as {_format_instant(used)}, and might be {_format_instant(other)}"
    )
    shown = [*map(_format_shown_clock, (used, other))]
    fixes = [Replacement(format_clock_time(time), each) for each in shown]
    hint = f"write the time that the clocks show: {' or '.join(shown)}"
    return ClockChange(True, message, Remedy(hint, fixes))


def _format_instant(time: datetime) -> str:
    return f"{time.astimezone(UTC):%Y-%m-%dT%H:%MZ}"


def _format_shown_clock(time: datetime) -> str:
    """Return what the clocks there show at the instant that a skipped time is read as."""
    return format_clock_time(time.astimezone(UTC).astimezone(time.tzinfo))
