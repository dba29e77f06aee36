"""Participants whose names are nearly those of travellers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from itinerary.checks.registry import register_check
from itinerary.checks.trip import Trip
from itinerary.codes import Code
from itinerary.diagnostics import Diagnostic, Remedy, Replacement, find_nearest_choice, shorten_text
from itinerary.document import Event, Leg
from itinerary.timeline.travellers import list_travellers

_LIKENESS = 0.93  # at which a name is rather a slip: Maria and Mario Silva are two persons


@register_check(Code.UNKNOWN_TRAVELLER)
def check_unknown_travellers(trip: Trip) -> Iterator[Diagnostic]:
    """Find participants without a role or side who are called nearly as one of several travellers.

    Such an entry is taken to be for all travellers.
    """
    travellers = list_travellers(trip.document)
    if len(travellers) < 2:
        return
    for entry in (*trip.legs.values(), *trip.events):
        people = entry.item.participants if isinstance(entry.item, Event | Leg) else ()
        for index, person in enumerate(people):
            if person.name in travellers or person.role or person.side:
                continue
            if meant := _find_meant_traveller(person.name, travellers):
                name = shorten_text(person.name)
                message = f"'{name}' is no traveller, but '{shorten_text(meant)}' is"
                hint = "write the name of the traveller in full, or add the role of somebody else"
                hint = Remedy(hint, [Replacement(person.name, meant)])
                path = (*entry.path, "participants", index)
                yield trip.create_warning(path, Code.UNKNOWN_TRAVELLER, message, hint)


def _find_meant_traveller(name: str, travellers: Sequence[str]) -> str:
    """Return the one traveller whom a part of a name, or a slip, may mean; "" if there is none."""
    words = set(name.casefold().split())
    by_part = [each for each in travellers if words <= set(each.casefold().split())]
    if len(by_part) == 1:
        return by_part[0]
    return find_nearest_choice(name, travellers, _LIKENESS)
