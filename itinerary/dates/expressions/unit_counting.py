"""A stretch of time in; the units or dates that are counted in it out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from itinerary.dates.arithmetic import add_units, find_calendar_unit, widen_to_days
from itinerary.dates.expressions.context import Context, check_stretch_length
from itinerary.dates.expressions.expression import Expression
from itinerary.dates.expressions.weekends import find_weekend
from itinerary.dates.interval import Grain, Interval
from itinerary.diagnostics import PhraseError

OPEN_STRETCH_MESSAGE = "an open stretch of time cannot be counted in"
FRACTIONS = {Grain.HALF: 2, Grain.QUARTER: 4}


def iterate_units(
    what: Grain | Expression, stretch: Interval, context: Context
) -> Iterator[Interval]:
    """Find the units of a grain that begin in a stretch, or the dates that touch it, in order.

    Weeks count if most of their days lie in it.

    Raises:
        PhraseError: The stretch is open or too long, or the unit is one of a clock.
    """
    first, last = stretch.first, stretch.last
    if first is None or last is None:
        raise PhraseError(OPEN_STRETCH_MESSAGE)
    check_stretch_length(stretch)
    if isinstance(what, Expression):
        whole = widen_to_days(stretch)
        found = what.list_occurrences(context.copy_with_window(whole))
        return iter([each for each in found if each.overlaps(whole)])
    _check_countable_grain(what)
    if what == Grain.WEEKEND:
        return _iterate_weekends(first, last, context)
    if what in FRACTIONS and first.day == 1 and find_calendar_unit(first, what).first != first:
        return _iterate_offset_units(first, last, what)
    return iter(_list_calendar_units(what, first, last, context.conventions.week_start))


def _iterate_weekends(first: date, last: date, context: Context) -> Iterator[Interval]:
    """Find the weekends that begin from one day to another."""
    around = Interval(first - timedelta(days=7), last + timedelta(days=8))
    for week in iterate_units(Grain.WEEK, around, context):
        if week.first:
            weekend = find_weekend(context, week.first)
            if weekend.first and first <= weekend.first <= last:
                yield weekend


def _iterate_offset_units(first: date, last: date, what: Grain) -> Iterator[Interval]:
    """Find the quarters or halves of a year that does not begin in January."""
    while first <= last:
        end = add_units(first, 1, what)
        yield Interval(first, end, Grain.MONTH)
        first = end


@lru_cache(maxsize=8)  # since a document counts in few stretches: the trip and its legs
def _list_calendar_units(
    what: Grain, first: date, last: date, week_start: int
) -> tuple[Interval, ...]:
    """Return the units that begin from one day to another."""
    # Most of a week lies where its fourth day does.
    lead = timedelta(days=3) if what == Grain.WEEK else timedelta()
    current = find_calendar_unit(first, what, week_start)
    found: list[Interval] = []
    while current.first and current.last and current.first + lead <= last:
        if current.first + lead >= first:
            found.append(current)
        current = find_calendar_unit(current.last + timedelta(days=1), what, week_start)
    return tuple(found)


def _check_countable_grain(grain: Grain) -> None:
    """Raise PhraseError for the units of a clock, which no date begins with."""
    if grain < Grain.DAY:
        raise PhraseError(
            "hours, minutes and seconds are not counted in a stretch of time",
            hint="write the clock time",
        )


def find_unit(grain: Grain, day: date, context: Context) -> Interval:
    """Return the unit that holds a day, by the context's conventions."""
    _check_countable_grain(grain)
    if grain == Grain.WEEKEND:
        return find_weekend(context, day)
    return find_calendar_unit(day, grain, context.conventions.week_start)


def name_units(grain: Grain) -> str:
    """Return several units as messages name them."""
    return {Grain.HALF: "halves", Grain.CENTURY: "centuries"}.get(grain, f"{grain}s")
