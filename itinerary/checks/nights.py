"""Nights of the trip for which the document tells no stay. A night has the date of its evening."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from itinerary.checks.trip import Trip, describe_interval, quote_title
from itinerary.dates.interval import Grain, Interval
from itinerary.diagnostics import Diagnostic
from itinerary.document import Leg
from itinerary.timeline import Entry

_NIGHT = timedelta(days=1)
_Nights = tuple[date, date]  # the first, and the one after the last


def check_nights_without_stay(trip: Trip) -> Iterator[Diagnostic]:
    """Nights that no stay and no movement overnight accounts for, one finding for those that follow each other."""
    if (
        trip.days is None
        or trip.days.first is None
        or trip.days.last is None
        or trip.days.grain != Grain.DAY
    ):
        return
    for (begin, end), legs in _attach_legs(
        _find_gaps((trip.days.first, trip.days.last), sorted(_find_accounted_nights(trip))), trip
    ):
        message = f"no stay is told for the night{'s' if end - begin > _NIGHT else ''} of {describe_interval(Interval(begin, end))}"
        message += f", in {' and '.join(quote_title(leg) for leg in legs)}" if legs else ""
        hint = "add stay: to the leg, or an event with kind: stay"
        yield trip.create_warning(
            legs[0].path if legs else ("dates",), "night-without-stay", message, hint
        )


def _attach_legs(gaps: Iterable[_Nights], trip: Trip) -> Iterator[tuple[_Nights, list[Entry]]]:
    """Each of some stretches of nights, which come in order, with the legs around it that tell of no stay."""
    waiting = [
        each
        for each in reversed(_sort_legs(trip))
        if isinstance(each[-1].item, Leg) and not each[-1].item.stay
    ]
    here: list[tuple[date, date, Entry]] = []
    for begin, end in gaps:
        while waiting and waiting[-1][0] < end:
            here.append(waiting.pop())
        here = [each for each in here if each[1] >= begin]
        yield (begin, end), [leg for *_, leg in here]


def _sort_legs(trip: Trip) -> list[tuple[date, date, Entry]]:
    """The legs with their first and last days, by these."""
    legs = [
        (its.first, its.last, leg) for leg in trip.legs.values() if (its := trip.intervals[leg.id])
    ]
    return sorted(
        ((first, last, leg) for first, last, leg in legs if first and last),
        key=lambda each: each[:2],
    )


def _find_gaps(whole: _Nights, covered: list[_Nights]) -> Iterator[_Nights]:
    """The parts of a stretch of nights that no other covers; those come in order."""
    reached, end = whole
    for begin, after in [*(each for each in covered if each[0] < each[1]), (end, end)]:
        if reached < min(begin, end):
            yield reached, min(begin, end)
        reached = max(reached, after)


def _find_accounted_nights(trip: Trip) -> Iterator[_Nights]:
    """The nights that are told of, in no order."""
    yield from _find_leg_nights(trip)
    for entry in trip.events:
        interval = trip.intervals[entry.id]
        first, last = (interval.first, interval.last) if interval else (None, None)
        if first and last and entry.kind == "movement":
            yield first, last
        elif first and last and entry.kind == "stay":
            yield first, _find_end_of_stay(entry, last, trip)


def _find_leg_nights(trip: Trip) -> Iterator[_Nights]:
    """Of each leg with a stay: all its nights, but for the last one where the next leg has begun on its last day."""
    known = _sort_legs(trip)
    for number, (first, last, leg) in enumerate(known):
        if isinstance(leg.item, Leg) and leg.item.stay:
            is_shared = number + 1 < len(known) and known[number + 1][0] <= last
            yield first, last if is_shared or last == date.max else last + _NIGHT


def _find_end_of_stay(stay: Entry, last: date, trip: Trip) -> date:
    """The night after those of a stay: that of its check-out; without one, it lasts as long as its leg or the trip."""
    if (out := stay.find_dating("check_out")) and out.intervals:
        return last
    if stay.find_dating("when"):
        return last + _NIGHT if last < date.max else last
    around = trip.intervals.get(stay.leg or "") or trip.days
    return max(last, (around.last if around else None) or last)
