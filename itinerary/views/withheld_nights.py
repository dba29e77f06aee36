"""Hidden entries in; the nights of which their timeline may tell nothing out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from itinerary.document.vocabulary import EventKind
from itinerary.timeline import Entry
from itinerary.timeline.timeline import WithheldNights

_DAY = timedelta(days=1)


def find_withheld_nights(hidden: Iterable[Entry]) -> Iterator[WithheldNights]:
    """Yield the nights that hidden entries say something of, each stretch once.

    A leg covers those between its days, a stay those until its check-out, a movement those on the
    way; after a movement nobody knows where one is but by what comes later.
    """
    found = (nights for each in hidden for nights in _find_nights_of_entry(each))
    yield from dict.fromkeys(found)


def _find_nights_of_entry(entry: Entry) -> Iterator[WithheldNights]:
    if not entry.status.takes_place:
        return
    if entry.section == "leg":
        for each in entry.intervals:
            last = each.last or date.max
            yield WithheldNights(each.first or date.min, last, last)
    elif entry.kind in (EventKind.STAY, EventKind.MOVEMENT) and (days := _list_first_days(entry)):
        is_stay = entry.kind == EventKind.STAY
        first = days[0]
        after = max(days[-1], _add_day(first)) if is_stay else days[-1]
        yield WithheldNights(first, after, after - _DAY if is_stay else date.max)


def _list_first_days(entry: Entry) -> list[date]:
    """Return the day on which each date of an entry begins, in the order of the dates."""
    firsts = (dating.intervals[0].first for dating in entry.datings if dating.intervals)
    return [day for day in firsts if day]


def _add_day(day: date) -> date:
    return day + _DAY if day < date.max else day
