"""A Document in; what the short names of places in it mean out, by where it writes them in full."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from itinerary.dates.zones import share_clock
from itinerary.diagnostics import NodePath, PlaceError, shorten_text
from itinerary.document import Document, Event, PlaceDetails
from itinerary.document.legs import iterate_events
from itinerary.places import (
    Place,
    find_near_namesake,
    find_place,
    find_zones_at,
    fold_name,
    locate_venue,
)
from itinerary.places.index import get_region


class _Mention(NamedTuple):
    """A place where the document writes it.

    Attributes:
        number: The how-manieth of all places it is.
        details: What stands there.
    """

    number: int
    details: PlaceDetails


class KnownPlaces:
    """The places that one document writes in full: "Victoria, Seychelles", or with a time zone."""

    def __init__(self, document: Document) -> None:
        self._mentions = {
            path: _Mention(number, details)
            for number, (path, details) in enumerate(iterate_places(document))
        }

    @cached_property
    def _full_mentions(self) -> dict[str, list[_Mention]]:
        full: dict[str, list[_Mention]] = defaultdict(list)
        for mention in self._mentions.values():
            if is_in_full(mention.details):
                full[fold_name(mention.details.name.partition(",")[0])].append(mention)
        return full

    def find_known(self, details: PlaceDetails, path: NodePath) -> Place | None:
        """Return the place that a short name means, because it is written in full elsewhere.

        What stands before the short name counts; what follows only after it, only if it does not
        change the meaning that the name has alone.

        Raises:
            PlaceError: Several places of that name, with different clocks, may be meant.
        """
        mentions = () if is_in_full(details) else self._full_mentions.get(fold_name(details.name))
        if not mentions:
            return None
        here = self._mentions[path].number if path in self._mentions else len(self._mentions)
        before = [each for each in mentions if each.number < here]
        meanings = [
            (each.details.name, _locate_in_full(each.details)) for each in before or mentions
        ]
        if not before and (usual := find_place(details.name)):
            meanings.append((f"the one in {get_region(usual.country).name}", usual))
        return _require_one_clock(
            details.name, [(full, place) for full, place in meanings if place]
        )

    def find_near_namesake(self, name: str, found: Place) -> str:
        """Return what else a name may mean, beside another place of the document; else ""."""
        if "," in name or found.latitude is None:
            return ""
        return find_near_namesake(name, found, self._iterate_others(fold_name(name)))

    def _iterate_others(self, own_key: str) -> Iterator[Place]:
        yield from (each for key, each in self._index_places.items() if key != own_key)

    @cached_property
    def _index_places(self) -> dict[str, Place]:
        """The places that the index has, by the keys of their short names."""
        names = dict.fromkeys(each.details.name for each in self._mentions.values())
        found = ((fold_name(name.partition(",")[0]), find_place(name)) for name in names)
        return {key: place for key, place in found if place}


def _require_one_clock(name: str, meanings: Sequence[tuple[str, Place]]) -> Place | None:
    """Return the first of the places that a name may mean, each given with how messages call it.

    Raises:
        PlaceError: Their clocks differ.
    """
    for other, place in meanings[1:]:
        first, usual = meanings[0]
        if not share_clock(place.timezone, usual.timezone):
            message = f"'{shorten_text(name)}' may be {shorten_text(first)}, or {other}"
            hint = "it is written in full elsewhere; write this one in full, too"
            raise PlaceError(message, kind="ambiguous", hint=hint)
    return meanings[0][1] if meanings else None


def _locate_in_full(details: PlaceDetails) -> Place | None:
    """Return a place that is written in full; None if the index lacks it."""
    if details.timezone:
        return Place(details.name, details.timezone, details.country or "")
    try:
        if located := locate_point(details):
            return located
        return locate_venue(details.name)
    except PlaceError:
        return None


def locate_point(details: PlaceDetails) -> Place | None:
    """Return a place that has coordinates, with the time zone there; None without, or at sea.

    Raises:
        PlaceError: The clocks differ around that point.
    """
    latitude, longitude = details.latitude, details.longitude
    if latitude is None or longitude is None:
        return None
    zone, *others = find_zones_at(latitude, longitude) or [""]
    if others:
        message = f"the point {latitude}, {longitude} is by the clock of {zone} or {others[0]}"
        hint = "write the one that counts as its timezone"
        raise PlaceError(message, kind="ambiguous", hint=hint)
    if not zone:
        return None
    city = find_place(details.name)
    country = city.country if city and city.timezone == zone else ""
    return Place(details.name, zone, details.country or country, latitude, longitude)


def is_in_full(details: PlaceDetails) -> bool:
    """Return whether a place says itself which one it is."""
    return bool(details.timezone or details.latitude is not None or "," in details.name)


def iterate_places(document: Document) -> Iterator[tuple[NodePath, PlaceDetails]]:
    """Yield each place of a document that has a clock, with its path, in the document's order."""
    yield from _iterate_fields((), home=document.home, place=document.place)
    for number, leg in enumerate(document.legs):
        path: NodePath = ("legs", number)
        yield from _iterate_fields(path, place=leg.place)
        for each in iterate_events(leg):
            yield from _iterate_event_places(each.event, (*path, *each.path))
    for each in iterate_events(document):
        yield from _iterate_event_places(each.event, each.path)
    for number, past in enumerate(document.background):
        yield from _iterate_fields(("background", number), place=past.place)


def _iterate_event_places(event: Event, path: NodePath) -> Iterator[tuple[NodePath, PlaceDetails]]:
    fields = {"from": event.origin, "to": event.destination, "place": event.place}
    return _iterate_fields(path, **fields)


def _iterate_fields(
    path: NodePath, **fields: PlaceDetails | None
) -> Iterator[tuple[NodePath, PlaceDetails]]:
    yield from (((*path, name), details) for name, details in fields.items() if details)
