"""Who an entry is for: all travellers, or those whom it or its leg names."""

from __future__ import annotations

from itinerary.document import Document, Event, Leg
from itinerary.timeline.entries import Entry


def list_travellers(document: Document) -> tuple[str, ...]:
    """Return the names of those who travel: the principal, then the travellers, each once."""
    principal = (document.principal,) if document.principal else ()
    return tuple(dict.fromkeys(each.name for each in (*principal, *document.travellers)))


def find_named_travellers(
    entry: Entry, leg: Entry | None, travellers: tuple[str, ...]
) -> frozenset[str]:
    """Return the travellers whom an entry names; those of its leg, if it names none itself.

    Where nobody is named, all are meant: the result is empty.
    """
    for each in (entry, leg):
        if each is not None and isinstance(each.item, Event | Leg):
            named = {person.name for person in each.item.participants}
            if found := named.intersection(travellers):
                return frozenset(found)
    return frozenset()
