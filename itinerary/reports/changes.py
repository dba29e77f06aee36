"""An earlier and a later Timeline of one trip in; what has changed between them out, as values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import cast

from itinerary.dates.interval import Interval
from itinerary.document import Person
from itinerary.timeline import Entry, Timeline, require_timeline

DETAIL_FIELDS = ("participants", "topics", "press", "number", "carrier", "notes")


class ChangeKind(StrEnum):
    """What became of an entry."""

    NEW = "new"
    CHANGED = "changed"
    LEFT_OUT = "left out"


@dataclass(frozen=True, slots=True)
class DateChange:
    """A date of an entry that is not what it was; empty intervals where it is or was open."""

    name: str  # the field: when, depart, arrive, check_in, check_out
    was: tuple[Interval, ...]
    now: tuple[Interval, ...]


@dataclass(frozen=True, slots=True)
class PlacesChange:
    """The places of an entry, without their countries; of a movement, from and to."""

    was: tuple[str, ...]
    now: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DetailChange:
    """A detail of an entry that is not what it was, in texts: none where there is or was none."""

    name: str  # one of `DETAIL_FIELDS`
    was: tuple[str, ...]
    now: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EntryChange:
    """What has changed of one entry; of what is new or left out only that it is."""

    kind: ChangeKind
    entry: Entry  # as it is now; of what is left out, as it was
    former_title: str | None = None  # if that is another
    dates: tuple[DateChange, ...] = ()
    places: PlacesChange | None = None
    status: str | None = None  # the status now, if that is another
    details: tuple[DetailChange, ...] = ()


def changes(old: Timeline, new: Timeline) -> tuple[EntryChange, ...]:
    """Return what is new, changed and left out, entry by entry.

    Entries are the same if they have the same id. What is new or changed comes in the order of the
    new timeline, what is left out follows in that of the old one. The trip itself is not compared,
    nor are contacts, bookings, links, alarms and who may read of an entry.

    Args:
        old: The trip as it was issued before.
        new: The trip as it is now. Both are compared as they are: to tell an audience of changes,
            pass what `for_audience` returns for both.

    Raises:
        TypeError: One of them is no Timeline.

    >>> from itinerary import loads, resolve
    >>> old, new = (
    ...     resolve(loads("{title: T, events: [{id: talk, title: Talk, when: %s}]}" % day))
    ...     for day in ("2025-09-02", "2025-09-03")
    ... )
    >>> [(change.kind.value, change.entry.id) for change in changes(old, new)]
    [('changed', 'talk')]
    """
    require_timeline("old", old)
    require_timeline("new", new)
    return (*_find_new_and_changed(old, new), *_find_left_out(old, new))


def _find_new_and_changed(old: Timeline, new: Timeline) -> Iterator[EntryChange]:
    former = {entry.id: entry for entry in old.entries}
    for entry in _select_compared(new):
        if entry.id not in former:
            yield EntryChange(ChangeKind.NEW, entry)
        elif change := _compare_entries(former[entry.id], entry):
            yield change


def _find_left_out(old: Timeline, new: Timeline) -> Iterator[EntryChange]:
    kept = {entry.id for entry in _select_compared(new)}
    for entry in _select_compared(old):
        if entry.id not in kept:
            yield EntryChange(ChangeKind.LEFT_OUT, entry)


def _select_compared(timeline: Timeline) -> tuple[Entry, ...]:
    return timeline.select_entries("leg", "event", "background")


def _compare_entries(was: Entry, now: Entry) -> EntryChange | None:
    """Return how an entry differs from what it was; None if it does not."""
    title = was.title if was.title != now.title else None
    dates = tuple(_compare_dates(was, now))
    places = PlacesChange(_list_place_names(was), _list_place_names(now))
    moved = places if places.was != places.now else None
    status = now.status if was.status != now.status else None
    details = tuple(_compare_details(was, now))
    if title is None and not dates and moved is None and status is None and not details:
        return None
    return EntryChange(ChangeKind.CHANGED, now, title, dates, moved, status, details)


def _compare_details(was: Entry, now: Entry) -> Iterator[DetailChange]:
    for name in DETAIL_FIELDS:
        texts = _list_texts(was, name), _list_texts(now, name)
        if texts[0] != texts[1]:
            yield DetailChange(name, *texts)


def _list_texts(entry: Entry, field: str) -> tuple[str, ...]:
    """Return what an entry has in a field, if it has such a field; people with their roles."""
    found: object = getattr(entry.item, field, None) or ()
    values = cast("tuple[object, ...]", found) if isinstance(found, tuple) else (found,)
    return tuple(
        ", ".join(filter(None, (each.name, each.role))) if isinstance(each, Person) else str(each)
        for each in values
    )


def _compare_dates(was: Entry, now: Entry) -> Iterator[DateChange]:
    for dating in now.datings:
        former = was.find_dating(dating.name)
        intervals = former.intervals if former else ()
        if intervals != dating.intervals:
            yield DateChange(dating.name, intervals, dating.intervals)


def _list_place_names(entry: Entry) -> tuple[str, ...]:
    named = (place for place in (entry.place, entry.destination) if place and place.name)
    return tuple(place.name.partition(",")[0] for place in named)
