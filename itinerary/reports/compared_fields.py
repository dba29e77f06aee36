"""An entry in; all that a reader can see of it besides its dates, places and status out, as texts.

A field that a model of the document gets is compared at once, by its name: what is told otherwise,
or is nothing that a reader sees, is in `NOT_DETAILS`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from itertools import islice
from types import MappingProxyType
from typing import cast

from itinerary.document import BackgroundEvent, Claim, Event, Leg
from itinerary.document.node import Node
from itinerary.document.vocabulary import DateField
from itinerary.timeline import Dating, Entry, Reading, Timeline


class Telling(StrEnum):
    """How a briefing tells that a detail is another."""

    REPLACED = "replaced"  # what it is and what it was
    LISTED = "listed"  # what is new and what is left out
    AMENDED = "amended"  # only that it is another: it is printed where it belongs


LABELS: Mapping[str, str] = MappingProxyType(
    {
        "kind": "Kind",
        "leg": "Part of",
        "titles": "Title",
        "coordinates": "Coordinates",
        "address": "Address",
        "country": "Country",
        "zone": "Time zone",
        "participants": "With",
        "contacts": "Contact",
        "call_time": "Call time",
        "url": "Link",
        "stay": "Nights",
        "press": "",
        "visibility": "",
        "claims": "Sources",
    }
)
"""What details are called where it is not their field's name, in English; "" where they say it."""

NOT_DETAILS: Mapping[str, str] = MappingProxyType(
    {
        "id": "it is what makes two entries the same",
        "extensions": "they are the writer's own",
        "events": "they are entries of their own",
        "days": "what is on them are entries of their own",
        "source": "the claims tell it",
        "timezone": "the zone of the entry tells it",
        "place": "`EntryChange.places` tells it",
        "origin": "`EntryChange.places` tells it",
        "destination": "`EntryChange.places` tells it",
        "status": "`EntryChange.status` tells it",
        **dict.fromkeys(map(str, DateField), "`EntryChange.dates` tells it"),
    }
)
"""The fields of entries in the document that are no details, each with the reason."""

_PLACES = ("place", "origin", "destination")  # the fields that hold them
_TELLINGS = {
    "notes": Telling.AMENDED,
    "claims": Telling.AMENDED,
    "participants": Telling.LISTED,
    "topics": Telling.LISTED,
    "contacts": Telling.LISTED,
    "categories": Telling.LISTED,
    "titles": Telling.LISTED,
}


def find_label(name: str) -> str:
    """Return what a detail is called in English.

    >>> find_label("participants"), find_label("carrier")
    ('With', 'Carrier')
    """
    return LABELS.get(name, name.replace("_", " ").capitalize())


def find_telling(name: str) -> Telling:
    """Return how a briefing tells that a detail is another."""
    return _TELLINGS.get(name, Telling.REPLACED)


def list_details(entry: Entry, timeline: Timeline) -> dict[str, tuple[str, ...]]:
    """Return the details of an entry by name, in texts; none where there is none.

    Args:
        entry: The entry.
        timeline: What it is an entry of: who may read of an entry is told if fewer may than of all.
    """
    item, visibility = entry.item, entry.visibility
    zones = (place.timezone for place in (entry.place, entry.destination) if place)
    places = [each for name in _PLACES if isinstance(each := getattr(item, name, None), Node)]
    fields = type(item).model_fields if isinstance(item, Leg | Event | BackgroundEvent) else ()
    return {
        **{name: _list_texts(item, name) for name in fields if name not in NOT_DETAILS},
        "kind": (entry.kind,),
        "visibility": () if visibility == timeline.document.visibility else (visibility,),
        "zone": tuple(filter(None, zones)),
        "country": _list_given(places, "country"),
        "coordinates": tuple(filter(None, map(_format_coordinates, places))),
        "address": _list_given(places, "address"),
    }


def list_claims(dating: Dating | None) -> tuple[str, ...]:
    """Return the claims on a date with all that they say, in texts; none of no date.

    The words of a single claim that nobody is named for are the writer's own, and left out: the
    date is all that they say.
    """
    readings = dating.readings if dating else ()
    texts = tuple(describe_node(_copy_with_source(each)) for each in readings)
    is_own = dating and dating.intervals and texts == tuple(each.claim.says for each in readings)
    return () if is_own and len(texts) == 1 else texts


def _copy_with_source(reading: Reading) -> Claim:
    """Return a claim with its source, and without a date by EDTF that stands for its words."""
    claim = reading.claim
    edtf = claim.edtf if claim.editor_reading else None
    return claim.copy_unchecked({"source": reading.source, "edtf": edtf})


def describe_node(node: Node) -> str:
    """Return what a part of a document says, in one text; what it says by default is left out.

    >>> from itinerary.document import Person
    >>> describe_node(Person(name="Leo", role="aide", side="Ecuador"))
    'Leo, aide, Ecuador'
    """
    fields = type(node).model_fields
    given = (
        str(value)
        for name, field in fields.items()
        if name != "extensions" and (value := getattr(node, name)) != field.default
    )
    return ", ".join(given)


def _list_texts(item: object, name: str) -> tuple[str, ...]:
    """Return what a field of an entry holds, in texts."""
    found: object = getattr(item, name)
    if isinstance(found, Mapping):
        return tuple(_list_other_titles(cast("Mapping[str, str]", found)))
    values = cast("tuple[object, ...]", found) if isinstance(found, tuple) else (found,)
    given = (each for each in values if each not in (None, "", False))
    return tuple(map(_format_value, given))


def _format_value(value: object) -> str:
    """Return a value as text; what is either so or not is told where it is so."""
    if isinstance(value, Node):
        return describe_node(value)
    return "yes" if value is True else str(value)


def _list_other_titles(titles: Mapping[str, str]) -> Iterator[str]:
    """Yield the titles but the first, which is the entry's own, each with its language."""
    for language, title in islice(titles.items(), 1, None):
        yield f"{language}: {title}"


def _list_given(places: Iterable[Node], name: str) -> tuple[str, ...]:
    return tuple(str(value) for place in places if (value := getattr(place, name)) is not None)


def _format_coordinates(place: Node) -> str:
    degrees = (getattr(place, name) for name in ("latitude", "longitude"))
    return ", ".join(str(each) for each in degrees if each is not None)
