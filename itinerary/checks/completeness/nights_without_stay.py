"""Nights of the trip for which the document gives no stay. A night has the date of its evening."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from itinerary.checks.registry import register_check
from itinerary.checks.trip import Trip, quote_title
from itinerary.codes import Code
from itinerary.dates.arithmetic import touches_day
from itinerary.dates.interval import Grain, Interval
from itinerary.dates.wording import format_interval
from itinerary.diagnostics import Diagnostic, shorten_text
from itinerary.document import Leg
from itinerary.document.vocabulary import DateField, EventKind
from itinerary.timeline import Entry

_NIGHT = timedelta(days=1)
_Nights = tuple[date, date]  # the first, and the one after the last


@register_check(Code.NIGHT_WITHOUT_STAY, strict=True)
def check_nights_without_stay(trip: Trip) -> Iterator[Diagnostic]:
    """Find nights without a stay or a movement overnight; nights in a row are one finding."""
    whole = _find_trip_nights(trip)
    if whole is None:
        return
    groups: defaultdict[tuple[_Nights, ...], list[str]] = defaultdict(list)
    for name in trip.separate_travellers:
        known = [*_find_accounted_nights(trip, name), *_find_absences(trip, name)]
        groups[tuple(_find_gaps(whole, sorted(known)))].append(name)
    for gaps, names in groups.items():
        yield from _describe_gaps(trip, gaps, names if len(groups) > 1 else [""])


def _describe_gaps(trip: Trip, gaps: Iterable[_Nights], names: list[str]) -> Iterator[Diagnostic]:
    """Yield the finding of each gap, which is of some travellers, or of all: "" is their name."""
    for nights, legs in _attach_legs(gaps, trip, names[0]):
        message = _describe_gap(nights, legs)
        message += f", for {' and '.join(map(shorten_text, names))}" if any(names) else ""
        path = legs[0].path if legs else ("dates",)
        hint = "add stay: to the leg, or an event with kind: stay"
        yield trip.create_warning(path, Code.NIGHT_WITHOUT_STAY, message, hint)


def _find_trip_nights(trip: Trip) -> _Nights | None:
    """Return the nights from the first day of a trip to its last; None where its days are open."""
    days = trip.days
    if days is None or days.grain != Grain.DAY or days.first is None or days.last is None:
        return None
    return days.first, days.last


def _describe_gap(nights: _Nights, legs: list[Entry]) -> str:
    begin, end = nights
    noun = "nights" if end - begin > _NIGHT else "night"
    where = f", in {' and '.join(map(quote_title, legs))}" if legs else ""
    return f"no stay is given for the {noun} of {format_interval(Interval(begin, end))}{where}"


def _attach_legs(
    gaps: Iterable[_Nights], trip: Trip, name: str
) -> Iterator[tuple[_Nights, list[Entry]]]:
    """Yield stretches of nights, which come in order, with the legs around them without a stay."""
    waiting = [
        each
        for each in reversed(_sort_legs(trip, name))
        if isinstance(each[-1].item, Leg) and not each[-1].item.stay
    ]
    here: list[tuple[date, date, Entry]] = []
    for begin, end in gaps:
        while waiting and waiting[-1][0] < end:
            here.append(waiting.pop())
        here = [each for each in here if each[1] >= begin]
        yield (begin, end), list({leg.id: leg for *_, leg in here}.values())


def _sort_legs(trip: Trip, name: str) -> list[tuple[date, date, Entry]]:
    """Return a traveller's legs with their first and last days, by these; pieces one by one."""
    legs = [leg for leg in trip.legs.values() if trip.concerns(leg, name)]
    dated = [(each.first, each.last, leg) for leg in legs for each in leg.intervals]
    return sorted(
        ((first, last, leg) for first, last, leg in dated if first and last),
        key=lambda each: each[:2],
    )


def _find_gaps(whole: _Nights, covered: list[_Nights]) -> Iterator[_Nights]:
    """Yield the parts of a stretch of nights that no other covers; those come in order."""
    reached, end = whole
    for begin, after in [*(each for each in covered if each[0] < each[1]), (end, end)]:
        if reached < min(begin, end):
            yield reached, min(begin, end)
        reached = max(reached, after)


def _find_absences(trip: Trip, name: str) -> Iterator[_Nights]:
    """Yield the nights of legs that are for others, where a traveller is in none of their own."""
    own = [(first, last) for first, last, _ in _sort_legs(trip, name)]
    for first, last, leg in _sort_legs(trip, ""):
        if not trip.concerns(leg, name):
            yield from _find_gaps((first, _add_night(last)), own)


def _find_accounted_nights(trip: Trip, name: str) -> Iterator[_Nights]:
    """Yield the nights of a traveller's stays, legs with a stay, and movements, in no order."""
    yield from _find_leg_nights(trip, name)
    for entry in (each for each in trip.events if trip.concerns(each, name)):
        interval = trip.intervals[entry.id]
        first, last = (interval.first, interval.last) if interval else (None, None)
        if first and last and entry.kind == EventKind.MOVEMENT:
            yield first, last
        elif first and last and entry.kind == EventKind.STAY:
            yield first, _find_end_of_stay(entry, last, trip)


def _find_leg_nights(trip: Trip, name: str) -> Iterator[_Nights]:
    """Yield all nights of each leg with a stay, without the last if the next leg has begun."""
    known = _sort_legs(trip, name)
    for number, (first, last, leg) in enumerate(known):
        if isinstance(leg.item, Leg) and leg.item.stay:
            is_shared = number + 1 < len(known) and known[number + 1][0] <= last
            yield first, last if is_shared else _add_night(last)


def _find_end_of_stay(stay: Entry, last: date, trip: Trip) -> date:
    """Return the night after a stay: that of its check-out, else the end of its leg or the trip."""
    if (check_out := stay.find_dating(DateField.CHECK_OUT)) and check_out.intervals:
        return last
    if stay.find_dating(DateField.WHEN):
        return _add_night(last)
    leg = trip.legs.get(stay.leg or "")
    pieces = leg.intervals if leg else ()
    around = next((each for each in pieces if touches_day(each, last)), trip.days)
    return max(last, (around.last if around else None) or last)


def _add_night(night: date) -> date:
    """Return the next night; the last one that there is has none."""
    return night + _NIGHT if night < date.max else night
