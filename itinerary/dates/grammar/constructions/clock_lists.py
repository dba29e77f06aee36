"""The times of a list in; the list, with the halves of the day that they are meant in, out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from itinerary.dates.expressions import ClockTime, DateList, Expression, Range, RefusedPhrase
from itinerary.dates.grammar.constructions.clock_ranges import share_half_of_day
from itinerary.dates.grammar.constructions.rejection import make_rejection

NOON = 12 * 60


def build_list_of_times(times: Sequence[Expression]) -> DateList | RefusedPhrase:
    """Return a list of clock times, or of ranges of them, of one day.

    A time without its half of the day takes it from the one behind it, as in a range: "3 and 8 pm".
    One that would be earlier than the one before it is in the afternoon: "10-12 and 2-4".
    """
    if any(isinstance(each, RefusedPhrase) for each in times):
        return next(each for each in times if isinstance(each, RefusedPhrase))
    if len({isinstance(each, Range) for each in times}) > 1:
        raise make_rejection("times and ranges of times are no like forms")
    clocks = [clock for each in times for clock in _list_ends(each)]
    known = [each for each in clocks if isinstance(each, ClockTime)]
    if len(known) < len(clocks):  # one in another zone
        return DateList(tuple(times))
    settled = _move_to_afternoon(_lend_halves(known))
    if _is_doubtful_order(known, settled):
        return RefusedPhrase("turned times")
    ends = iter(settled)
    return DateList(tuple([_set_ends(each, ends) for each in times]))


def _is_doubtful_order(clocks: Sequence[ClockTime], settled: Sequence[ClockTime]) -> bool:
    """Return whether a time without its half of the day is still earlier than the one before."""
    if _are_on_24_hours(clocks):
        return False
    turned = (b.minute_of_day < a.minute_of_day for a, b in pairwise(settled))
    return any(
        is_turned and _lacks_half(b) for is_turned, b in zip(turned, settled[1:], strict=True)
    )


def _are_on_24_hours(clocks: Sequence[ClockTime]) -> bool:
    return any(each.hour > 12 or each.is_zero_led for each in clocks)


def _list_ends(time: Expression) -> tuple[Expression, ...]:
    return (time.first, time.last) if isinstance(time, Range) else (time,)


def _set_ends(time: Expression, ends: Iterator[ClockTime]) -> Expression:
    """Return a time, or a range, of the next ones of some clock times."""
    return Range(next(ends), next(ends)) if isinstance(time, Range) else next(ends)


def _lacks_half(time: ClockTime) -> bool:
    return time.half is None and 0 < time.hour <= 12 and not time.is_zero_led


def _lend_halves(clocks: Sequence[ClockTime]) -> list[ClockTime]:
    """Return clock times, each with the half of the day that the one behind it lends."""
    found: list[ClockTime] = []
    for clock in reversed(clocks):
        if found and _lacks_half(clock):
            clock, _ = share_half_of_day(clock, found[0])
        found.insert(0, clock)
    return found


def _move_to_afternoon(clocks: Sequence[ClockTime]) -> list[ClockTime]:
    """Return clock times, of which one that would be earlier than the last is in the afternoon.

    Not among times on 24 hours, of which none is.
    """
    if _are_on_24_hours(clocks):
        return list(clocks)
    found: list[ClockTime] = []
    for clock in clocks:
        before = found[-1].minute_of_day if found else 0
        if _lacks_half(clock) and clock.minute_of_day < before < clock.minute_of_day + NOON:
            clock = replace(clock, hour=clock.hour + 12)
        found.append(clock)
    return found
