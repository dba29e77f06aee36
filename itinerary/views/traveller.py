"""A Timeline and the name of a traveller in; what concerns that one out."""

from __future__ import annotations

from dataclasses import replace

from itinerary.diagnostics import OptionError, require_choice, require_text
from itinerary.timeline import Timeline, require_timeline
from itinerary.timeline.travellers import find_named_travellers, list_travellers


def for_traveller(timeline: Timeline, name: str) -> Timeline:
    """Return what concerns one traveller: all but what is for others alone.

    An entry is for those travellers whom its participants name, else for those of its leg; where
    neither names one, it is for all. UIDs, dates and the stamp stay those of the whole.

    Args:
        timeline: The trip, or what an audience may see of it.
        name: Of the principal or of a traveller, as the document has it.

    Raises:
        OptionError: The document names no such traveller.
        TypeError: An argument has a wrong type; the message names it.

    >>> from itinerary import loads, resolve
    >>> tea = "{title: Tea, when: 2025-09-03, participants: [Bo]}"
    >>> trip = resolve(loads(f"{{title: T, travellers: [Ana, Bo], events: [{tea}]}}"))
    >>> [entry.title for entry in for_traveller(trip, "Ana")]
    ['T']
    """
    require_timeline("timeline", timeline)
    require_text("name", name)
    travellers = list_travellers(timeline.document)
    if not travellers:
        raise OptionError("the document names no travellers - write them under travellers:")
    require_choice("traveller", name, travellers)
    return select_for_traveller(timeline, name)


def select_for_traveller(timeline: Timeline, name: str) -> Timeline:
    """Return what concerns a traveller, also of an earlier issue that does not know that one."""
    travellers = (*list_travellers(timeline.document), name)
    legs = {each.id: each for each in (*timeline.select_entries("leg"), *timeline.enclosing_legs)}
    entries = [
        entry
        for entry in timeline.entries
        if name in (find_named_travellers(entry, legs.get(entry.leg or ""), travellers) or {name})
    ]
    own = {entry.id for entry in entries}
    around = {entry.leg for entry in entries if entry.leg and entry.leg not in own}
    enclosing = (each for id_, each in legs.items() if id_ in around)
    return replace(
        timeline,
        entries=tuple(entries),
        enclosing_legs=tuple(enclosing),
        traveller=name,
        whole=timeline.whole and select_for_traveller(timeline.whole, name),
    )
