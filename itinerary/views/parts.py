"""A Timeline in; its parts out: one for each leg, or one for each kind of entry."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Literal, NamedTuple, TypeAlias

from itinerary.diagnostics import require_choice
from itinerary.document.kinds import KINDS
from itinerary.timeline import Entry, Timeline, require_timeline

SplitName: TypeAlias = Literal["leg", "kind"]
LEGLESS_PART_ID = "other"
_KIND_TITLES: Mapping[str, str] = {
    "leg": "Legs",
    "background": "Background",
    **{str(kind): spec.plural for kind, spec in KINDS.items()},
}


class SplitBy(StrEnum):
    """What a trip can be split by."""

    LEG = "leg"
    KIND = "kind"


class TripPart(NamedTuple):
    """A part of a trip: an id that no other part has, a title, and its timeline."""

    id: str
    title: str
    timeline: Timeline


def split(timeline: Timeline, by: SplitBy | SplitName) -> tuple[TripPart, ...]:
    """Return the parts of a trip by "leg" or "kind", in the order in which they begin.

    Each has an `id`, a `title` and a `timeline`, which `render` takes.

    Together the parts have every entry once; only the entry of the trip itself is in each of them.
    Split by leg, whatever belongs to no leg is the last part, the background too. The parts keep
    the dates, UIDs and stamp of the whole, so a calendar takes their events for those of the whole.

    To split what an audience may see, pass what `for_audience` returns.

    Raises:
        OptionError: `by` is neither "leg" nor "kind".
        TypeError: `timeline` is no Timeline.

    >>> from itinerary import loads, resolve
    >>> legs = "[{id: a, title: A, when: 2025-09-03}, {id: b, title: B, when: 2025-09-04}]"
    >>> [part.id for part in split(resolve(loads(f"{{title: T, legs: {legs}}}")), "leg")]
    ['a', 'b']
    """
    require_timeline("timeline", timeline)
    require_choice("split", by, tuple(SplitBy))
    legs = {
        entry.id: entry for entry in (*timeline.select_entries("leg"), *timeline.enclosing_legs)
    }
    is_by_kind = by == SplitBy.KIND
    titles = _KIND_TITLES if is_by_kind else {id: entry.title for id, entry in legs.items()}
    groups: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in timeline.select_entries("leg", "event", "background"):
        groups[entry.kind if is_by_kind else _find_leg_id(entry)].append(entry)
    return tuple(
        TripPart(
            key or _choose_legless_id(legs),
            titles.get(key, "Other"),
            _select_part(timeline, legs, groups[key]),
        )
        for key in sorted(groups, key=lambda key: not key)  # what has no leg is the last part
    )


def _find_leg_id(entry: Entry) -> str:
    """Return the id of the leg that an entry is or belongs to; "" if there is none."""
    return entry.id if entry.section == "leg" else entry.leg or ""


def _choose_legless_id(legs: Mapping[str, Entry]) -> str:
    """Return an id that no leg has."""
    numbered = (f"{LEGLESS_PART_ID}-{number}" for number in range(2, len(legs) + 3))
    return next(id for id in (LEGLESS_PART_ID, *numbered) if id not in legs)


def _select_part(
    timeline: Timeline, legs: Mapping[str, Entry], entries: Sequence[Entry]
) -> Timeline:
    own = {entry.id for entry in entries}
    around = dict.fromkeys(entry.leg for entry in entries if entry.leg and entry.leg not in own)
    return replace(
        timeline,
        entries=(*timeline.select_entries("trip"), *entries),
        enclosing_legs=tuple(legs[id] for id in around if id in legs),
    )
