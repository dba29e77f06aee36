"""A date that recurs and the day of publication in; whether one of it is near that day, out."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date, timedelta

from itinerary.dates.expressions import CalendarDate, Context, Expression
from itinerary.dates.finding.sites import Style
from itinerary.dates.interval import Grain
from itinerary.diagnostics import PhraseError

HALF_YEAR = timedelta(days=183)
# Within which a month and day are the nearest, whatever the verb.
NEAR: Mapping[Style, timedelta] = {
    "news": timedelta(days=60),
    "narrative": timedelta(days=60),
    "announcement": HALF_YEAR,
}
LONGEST_NEAR = timedelta(days=45)  # from the first day to the last of what is the nearest


def is_just_over(meaning: Expression, context: Context) -> bool:
    """Return whether it is a month that has just been: "the figures of August"."""
    if not isinstance(meaning, CalendarDate) or meaning.recurrence_rank != 3 or meaning.day:
        return False
    last = meaning.find_single_interval(context).last
    return last is not None and context.today - NEAR["news"] <= last < context.today


def is_near(meaning: Expression, context: Context, reach: timedelta) -> bool:
    """Return whether the nearest occurrence is of days, or a quarter, and an end is so near."""
    with suppress(PhraseError, OverflowError, ValueError):
        found = meaning.on(context)
        ends = [each for each in (found[0].first, found[-1].last) if each is not None]
        is_exact = all(each.grain <= Grain.WEEK or each.grain == Grain.QUARTER for each in found)
        is_short = len(ends) == 1 or ends[1] - ends[0] <= LONGEST_NEAR
        is_quarter = found[0].grain == Grain.QUARTER
        if not ends or not is_exact or not (is_short or is_quarter):
            return False
        return any(abs(each - context.today) <= reach for each in ends)
    return False


def find_nearest_day(meaning: Expression, context: Context) -> date | None:
    """Return the first day of the nearest occurrence, in a context that prefers that."""
    with suppress(PhraseError, OverflowError, ValueError):
        return meaning.on(context)[0].first
    return None
