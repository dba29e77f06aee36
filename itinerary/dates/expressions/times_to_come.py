"""A time without a day in; the context out in which it is still to come, if that is preferred."""

from __future__ import annotations

from datetime import timedelta

from itinerary.dates.expressions.clock import ClockTime
from itinerary.dates.expressions.context import Context
from itinerary.dates.expressions.days_and_times import to_datetime
from itinerary.dates.expressions.expression import Expression, iterate_parts

_DAY = timedelta(days=1)


def move_past_time(meaning: Expression, context: Context) -> Context:
    """Return the context of the next day for a time without a day that is over already.

    So it is where the future is preferred: "at 3 am", said at half past four. A time that may be
    of an afternoon still to come ("3:30") stays on the day of the reference.

    Args:
        meaning: Any meaning; one that has a day, or counts from another date, changes nothing.
        context: What it is read in; from a day without a clock time nothing is over.

    Raises:
        PhraseError: It means nothing in that context.

    >>> from datetime import datetime
    >>> from itinerary.dates.expressions import Conventions
    >>> half_past_four = Context(datetime(2025, 8, 29, 16, 30), Conventions(prefer="future"))
    >>> move_past_time(ClockTime(15), half_past_four).today
    datetime.date(2025, 8, 30)
    """
    if context.conventions.prefer != "future" or meaning.recurrence_rank:
        return context
    if context.window is not None or not context.has_clock or meaning.counts_from != "reference":
        return context
    if _may_be_to_come(meaning, context):
        return context
    ends = [each.end for each in meaning.on(context)]
    if any(end is not None and to_datetime(end) <= context.reference for end in ends):
        return context._replace(reference=context.reference + _DAY)
    return context


def _may_be_to_come(meaning: Expression, context: Context) -> bool:
    """Return whether a time in it may be one of the afternoon, and later than the reference."""
    now = context.reference.hour * 60 + context.reference.minute
    return any(
        isinstance(each, ClockTime)
        and not each.is_zero_led
        and any(half.minute_of_day > now for half in each.list_half_day_readings())
        for each in iterate_parts(meaning)
    )
