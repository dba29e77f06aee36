"""Dates that recur, and the context that they are seen in, in; those that are meant out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import islice

from itinerary.dates.expressions.context import Context
from itinerary.dates.expressions.days_and_times import to_datetime, to_day_interval
from itinerary.dates.interval import Interval, format_edtf_list
from itinerary.diagnostics import PhraseError

DAYS_OF_NEWS = 7  # from the day of publication, in which a bare weekday lies
_DAY = timedelta(days=1)


def choose_occurrence(
    found: Sequence[Interval], context: Context, *, is_weekly: bool = False
) -> Interval:
    """Return the occurrence that a context points to, of one or more in order.

    In a window it is the one inside it. Otherwise `prefer` says: the first that is not over, the
    last that has begun, or the nearest.

    Args:
        found: The occurrences.
        context: What they are chosen in.
        is_weekly: Whether they recur each week, so that the one near the reference may be meant.

    Raises:
        PhraseError: There is none, or the window has two.

    >>> days = [to_day_interval(date(2025, 9, day)) for day in (1, 8)]
    >>> choose_occurrence(days, Context(datetime(2025, 9, 3))).edtf
    '2025-09-01'
    """
    if not found:
        raise PhraseError("there is no such date")
    if len(found) == 1:
        return found[0]
    if context.window is not None:
        near = _find_near_reference(found, context) if is_weekly else None
        return near or _choose_in_window(found, context, context.window)
    if context.direction is not None:
        return _choose_in_direction(found, context)
    prefer, today = context.conventions.prefer, context.today
    if prefer == "future":
        return next((each for each in found if _find_last_day(each) >= today), found[-1])
    if prefer == "past":
        past = (each for each in reversed(found) if (each.first or date.min) <= today)
        return next(past, found[0])
    return min(found, key=lambda each: _count_days_apart(each, today))


def _find_near_reference(found: Sequence[Interval], context: Context) -> Interval | None:
    """Return the first in the window within seven days from the reference, if that is asked for."""
    if not context.is_near_reference:
        return None
    last = context.today + timedelta(days=DAYS_OF_NEWS)
    near = (each for each in found if each.first and context.today <= each.first <= last)
    return next(filter(context.touches_window, near), None)


def _choose_in_window(found: Sequence[Interval], context: Context, window: Interval) -> Interval:
    """Return the one that begins in a window, else the one that touches it, else the nearest.

    Of two that begin there it is the one that also ends there.
    """
    begun = (each for each in found if context.touches_window(_find_first_day(each)))
    touching = (each for each in found if context.touches_window(each))
    inside = [*islice(begun, 2)] or [*islice(touching, 2)]  # two are too many already
    if len(inside) > 1:
        last = window.last or date.max
        inside = [each for each in inside if _find_last_day(each) <= last] or inside
    if len(inside) > 1:
        raise PhraseError(
            f"{format_edtf_list(inside)} both lie in {window.edtf}",
            kind="ambiguous",
            hint=f"write the date itself, such as {_format_start(inside[0])}",
        )
    middle = window.first or window.last or date.min
    return inside[0] if inside else min(found, key=lambda each: _count_days_apart(each, middle))


def _choose_in_direction(found: Sequence[Interval], context: Context) -> Interval:
    """Return the first that begins at the reference or later, or the last at it or before.

    A day is not earlier than a time on it.
    """
    reference, midnight = context.reference, to_datetime(context.today)
    if context.direction == "after":
        for each in found:
            if each.to_utc_bounds()[0] >= (reference if each.is_timed else midnight):
                return each
        return found[-1]
    earlier = (each for each in reversed(found) if each.to_utc_bounds()[0] <= reference)
    return next(earlier, found[0])


def _find_first_day(interval: Interval) -> Interval:
    """Return the day on which an interval begins, or the last one of what is open before."""
    first, last = interval.first, interval.last
    if first is not None and first == last and not interval.is_timed:
        return interval  # as most are
    return to_day_interval(first or last or date.min)


def _find_last_day(interval: Interval) -> date:
    """Return the last day of an interval; of a night, which ends on the next one, its own."""
    start, end = interval.start, interval.end
    if isinstance(start, datetime) and end is not None and end - start <= _DAY:
        return start.date()
    return interval.last or date.max


def _count_days_apart(interval: Interval, day: date) -> int:
    first, last = interval.first or date.min, _find_last_day(interval)
    return 0 if first <= day <= last else min(abs((first - day).days), abs((last - day).days))


def _format_start(interval: Interval) -> str:
    """Return when an interval starts, as one may write it: 2025-03-28, or with a time 20:30."""
    start = interval.start
    is_timed = isinstance(start, datetime) and interval.is_timed
    return f"{start:%Y-%m-%d %H:%M}" if is_timed else f"{interval.first}"


def keep_times_in_window(found: Sequence[Interval], context: Context) -> Sequence[Interval]:
    """Return the times without a day that share any time with a window of clock times.

    In a window of days all are left.

    Raises:
        PhraseError: None does.
    """
    window = context.window
    if window is None or not window.is_timed:
        return found
    inside = [each for each in found if context.touches_window(each)]
    if not inside:
        raise PhraseError(f"it is at no time in {window.edtf}", kind="impossible")
    return inside
