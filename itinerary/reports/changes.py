"""An earlier and a later Timeline of one trip in; what has changed between them out, as values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from itinerary.dates.interval import Interval
from itinerary.document import Document
from itinerary.reports.compared_fields import list_claims, list_details
from itinerary.timeline import Entry, Timeline, require_timeline

_Details = dict[str, tuple[str, ...]]
# They are others in another place.
_OF_PLACES = frozenset({"zone", "country", "coordinates", "address"})


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
    """The places of an entry, without their countries unless these are all that is new.

    Of a movement they are from and to.
    """

    was: tuple[str, ...]
    now: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DetailChange:
    """A detail of an entry that is not what it was, in texts: none where there is or was none.

    Attributes:
        name: The field of the document that holds it ("participants"), or "titles" (those in
            other languages), "kind", "leg" (that it is part of), "zone", "country", "coordinates"
            or "address" (of its place), "claims" (what sources say of dates that stay the same).
        was: What it was.
        now: What it is.
    """

    name: str
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

    Entries are the same if they have the same id. The trip itself comes first, then what is new or
    changed in the order of the new timeline; what is left out follows in that of the old one. All
    that a reader can see of an entry is compared: its title, dates, places and status, what the
    sources say of its dates, and every other field but those that begin with `x-`. Of the trip it
    is its title, place, status and the dates that it states: others follow from its entries.

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
    former = {entry.id: entry for entry in _select_compared(old)}
    for entry in _select_compared(new):
        if entry.id not in former:
            yield EntryChange(ChangeKind.NEW, entry)
        elif change := _compare_entries(former[entry.id], entry, old, new):
            yield change


def _find_left_out(old: Timeline, new: Timeline) -> Iterator[EntryChange]:
    kept = {entry.id for entry in _select_compared(new)}
    for entry in _select_compared(old):
        if entry.id not in kept:
            yield EntryChange(ChangeKind.LEFT_OUT, entry)


def _select_compared(timeline: Timeline) -> tuple[Entry, ...]:
    return timeline.select_entries("trip", "leg", "event", "background")


def _compare_entries(was: Entry, now: Entry, old: Timeline, new: Timeline) -> EntryChange | None:
    """Return how an entry differs from what it was; None if it does not."""
    title = was.title if was.title != now.title else None
    dates = tuple(_compare_dates(was, now))
    places = _compare_places(was, now)
    status = now.status if was.status != now.status else None
    of_both = list_details(was, old), list_details(now, new)
    details = (
        *_compare_legs(was, now, old, new),
        *(each for each in _compare_details(*of_both) if not _follows_place(each, places)),
        *_compare_claims(was, now),
    )
    if title is None and not dates and places is None and status is None and not details:
        return None
    return EntryChange(ChangeKind.CHANGED, now, title, dates, places, status, details)


def _follows_place(detail: DetailChange, places: PlacesChange | None) -> bool:
    """Return whether a detail is another because the place is; a clock needs a name to be told."""
    if places is None or detail.name not in _OF_PLACES:
        return False
    is_named = bool(places.was and places.now)
    return detail.name != "zone" or is_named or not (detail.was and detail.now)


def _compare_details(was: _Details, now: _Details) -> Iterator[DetailChange]:
    for name in dict.fromkeys((*now, *was)):
        texts = was.get(name, ()), now.get(name, ())
        if texts[0] != texts[1]:
            yield DetailChange(name, *texts)


def _compare_legs(was: Entry, now: Entry, old: Timeline, new: Timeline) -> Iterator[DetailChange]:
    """Yield the legs of which an entry was and is part, by their ids if they have one title."""
    if was.leg == now.leg:
        return
    ids = [(each.leg,) if each.leg else () for each in (was, now)]
    titles = [
        tuple(_find_leg_title(timeline, id_) for id_ in leg)
        for timeline, leg in zip((old, new), ids, strict=True)
    ]
    yield DetailChange("leg", *(titles if titles[0] != titles[1] else ids))


def _find_leg_title(timeline: Timeline, id_: str) -> str:
    legs = (*timeline.entries, *timeline.enclosing_legs)
    return next((leg.title for leg in legs if leg.id == id_ and leg.section == "leg"), id_)


def _compare_claims(was: Entry, now: Entry) -> Iterator[DetailChange]:
    """Yield what sources say of the dates that are still the same, if they say it otherwise."""
    names = [name for name in _list_dates(was, now) if has_same_date(was, now, name)]
    former, claims = (
        tuple(text for name in names for text in list_claims(each.find_dating(name)))
        for each in (was, now)
    )
    if former != claims:
        yield DetailChange("claims", former, claims)


def _compare_dates(was: Entry, now: Entry) -> Iterator[DateChange]:
    for name in _list_dates(was, now):
        if _has_stated_dates(was, now) and not has_same_date(was, now, name):
            yield DateChange(name, _list_intervals(was, name), _list_intervals(now, name))


def _has_stated_dates(was: Entry, now: Entry) -> bool:
    """Return whether anybody says when it is: the dates of a trip may follow from its events."""
    return any(not isinstance(each.item, Document) or each.item.dates for each in (was, now))


def has_same_date(was: Entry, now: Entry, name: str) -> bool:
    """Return whether a date of an entry is what it was, by the clock of its place, too."""
    former, intervals = _list_intervals(was, name), _list_intervals(now, name)
    return former == intervals and [each.iso for each in former] == [each.iso for each in intervals]


def _list_dates(was: Entry, now: Entry) -> Iterable[str]:
    return dict.fromkeys(dating.name for dating in (*now.datings, *was.datings))


def _list_intervals(entry: Entry, name: str) -> tuple[Interval, ...]:
    dating = entry.find_dating(name)
    return dating.intervals if dating else ()


def _compare_places(was: Entry, now: Entry) -> PlacesChange | None:
    """Return the places if they are others, by as much of their names as tells them apart."""
    for list_names in (_list_short_names, _list_names):
        names = list_names(was), list_names(now)
        if names[0] != names[1]:
            return PlacesChange(*names)
    return None


def _list_short_names(entry: Entry) -> tuple[str, ...]:
    return tuple(name.partition(",")[0] for name in _list_names(entry))


def _list_names(entry: Entry) -> tuple[str, ...]:
    places = (entry.place, entry.destination)
    return tuple(place.name for place in places if place and place.name)
