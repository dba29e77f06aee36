"""The words of an arrival and its departure in; the arrival, which is no earlier, out."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta

from itinerary.dates.expressions import CountedFromItem, Expression, Shift
from itinerary.dates.grammar import Resolution
from itinerary.dates.interval import Grain
from itinerary.diagnostics import PhraseError
from itinerary.resolving.claim_context import ClaimContext, resolve_at_moment

# An arrival may be on an earlier day than the departure, by the clocks there, or on a later one.
_DAYS_AFTER_DEPARTURE = (-1, 0, 1, 2)
# A weekday that is farther away is rather a slip, if the last one was just before the departure.
_LONGEST_JOURNEY = 3


def resolve_after_departure(words: str, context: ClaimContext, departure: datetime) -> Resolution:
    """Return the first resolution at or after a departure, in absolute time.

    If none is, the one that counts from the day after the departure or the like, and if one is
    only in the next week, the one just before the departure, so that a check can say what is
    wrong with it.
    """
    local = departure
    if context.zone and departure.tzinfo:
        local = departure.astimezone(context.zone)
    counted = resolve_at_moment(words, context, local.replace(tzinfo=None), None)
    if counted.meaning.counts_from == "item":
        if _is_counted_in_hours(counted.meaning):  # "seven hours later"
            return counted
        # "The next day" is the one after that of the departure by the clocks where it is.
        return resolve_at_moment(words, context, departure.replace(tzinfo=None), None)
    found: list[Resolution] = []
    for days in _DAYS_AFTER_DEPARTURE:
        if not days:
            found.append(counted)
            continue
        with suppress(PhraseError, OverflowError):  # from a day that is not meant
            moment = local.replace(tzinfo=None) + timedelta(days=days)
            found.append(resolve_at_moment(words, context, moment, None))
    fitting = [each for each in found if _is_at_or_after(each, departure)]
    if fitting:
        first = min(fitting, key=lambda each: each.intervals[0].to_utc_bounds())
        return _find_slip(found, first, departure) or first
    return found[len(found) // 2]


def _find_slip(
    found: Sequence[Resolution], first: Resolution, departure: datetime
) -> Resolution | None:
    """Return the arrival on the day of the departure, or the one before, that was rather meant.

    "Fri 16:00" after a departure on "Fri 22:00" is a mistake rather than a week at sea.
    """
    if _measure_days(first, departure) <= _LONGEST_JOURNEY:
        return None
    near = (each for each in found if -1 <= _measure_days(each, departure) < 0)
    return max(near, key=lambda each: each.intervals[0].to_utc_bounds(), default=None)


def _measure_days(resolution: Resolution, departure: datetime) -> float:
    """Return how many days after the departure something begins; below 0 if before it."""
    start = _find_moment(resolution)
    if not isinstance(start, datetime):
        return 0
    if not start.tzinfo or not departure.tzinfo:
        start, departure = start.replace(tzinfo=None), departure.replace(tzinfo=None)
    return (start - departure) / timedelta(days=1)


def _find_moment(resolution: Resolution) -> date | None:
    """Return when something begins; of "by Friday 14:00", which has no beginning, the limit."""
    interval = resolution.intervals[0]
    return interval.end if interval.start is None else interval.start


def _is_counted_in_hours(meaning: Expression) -> bool:
    return (
        isinstance(meaning, CountedFromItem)
        and isinstance(meaning.base, Shift)
        and meaning.base.finest_grain < Grain.DAY
    )


def _is_at_or_after(resolution: Resolution, departure: datetime) -> bool:
    start = _find_moment(resolution)
    if isinstance(start, datetime):
        if start.tzinfo and departure.tzinfo:
            return start >= departure
        return start.replace(tzinfo=None) >= departure.replace(tzinfo=None)
    return start is not None and start >= departure.date() - timedelta(days=1)
