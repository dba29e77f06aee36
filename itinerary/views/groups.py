"""A Timeline and names of groups in; the part of it that belongs to them out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from itinerary.diagnostics import OptionError, require_argument, require_text, suggest_choices
from itinerary.document import BackgroundEvent, Event
from itinerary.places import fold_name
from itinerary.timeline import Entry, Timeline, require_timeline


def select_groups(timeline: Timeline, names: Iterable[str]) -> Timeline:
    """Return the events and background of some groups or categories, and the legs around them.

    The part keeps the dates, UIDs and stamp of the whole. To select from what an audience may see,
    pass what `for_audience` returns.

    Args:
        timeline: The trip or the chronology.
        names: Names of groups or categories, whatever their capitals and accents.

    Raises:
        OptionError: There is no such group or category.
        TypeError: `timeline` is no Timeline, or a name no text.

    >>> from itinerary import loads, resolve
    >>> fair, tram = "{title: Fair, when: 1890, group: Town}", "{title: Tram, when: 1901}"
    >>> town = resolve(loads("{title: T, background: [%s, %s]}" % (fair, tram)))
    >>> [entry.title for entry in select_groups(town, ["town"]).select_entries("background")]
    ['Fair']
    """
    require_timeline("timeline", timeline)
    require_argument("names", names, Iterable, "names of groups or categories")
    known = {fold_name(name): name for entry in timeline for name in list_group_names(entry)}
    wanted: dict[str, str] = {}
    for name in names:
        require_text("names", name)
        if fold_name(name) not in known:
            remedy = suggest_choices(name, known.values()) or "write a group or category it has"
            raise OptionError(f"nothing is in the group or category '{name}' - {remedy}")
        wanted[fold_name(name)] = known[fold_name(name)]
    kept = tuple(entry for entry in timeline.entries if _is_kept(entry, wanted))
    around = {entry.leg for entry in kept}
    enclosing = tuple(leg for leg in timeline.select_entries("leg") if leg.id in around)
    return replace(
        timeline,
        entries=kept,
        enclosing_legs=(*timeline.enclosing_legs, *enclosing),
        groups=tuple(wanted.values()),
        whole=timeline.whole or timeline,
    )


def list_group_names(entry: Entry) -> Iterator[str]:
    """Yield the group and the categories of an entry."""
    if isinstance(entry.item, Event | BackgroundEvent):
        if entry.item.group:
            yield entry.item.group
        yield from entry.item.categories


def _is_kept(entry: Entry, wanted: Iterable[str]) -> bool:
    return entry.section == "trip" or any(
        fold_name(name) in wanted for name in list_group_names(entry)
    )
