"""The entries of a chronology in; its lanes, and the choice among its groups, out.

Groups and entries are known in the page by their numbers: no text of the document becomes a name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from itinerary.briefing.facts import collect_facts
from itinerary.export.html.background_axis import BackgroundAxis, Lane, build_lanes
from itinerary.timeline import Entry

MAX_CHOSEN_GROUPS = 60  # of more, none is chosen: they are rather remarks than groups


class ChronologyPage(NamedTuple):
    """What the page of a chronology has besides its list."""

    lanes: Sequence[Lane]
    entry_numbers: Mapping[str, int]  # by id
    group_numbers: Mapping[str, int]  # of the group of each entry, by its id

    @property
    def has_choice(self) -> bool:
        """Whether one can look at one group alone."""
        return 1 < len(self.lanes) <= MAX_CHOSEN_GROUPS

    @property
    def style(self) -> str:
        """The rules by which only what is of the chosen group is shown."""
        if not self.has_choice:
            return ""
        return "".join(_write_rule(each.number) for each in self.lanes)


def _write_rule(number: int) -> str:
    chosen, other = f"body:has(#group-{number}:checked)", f":not(.of-{number})"
    hidden = (f"{chosen} .entry{other}", f"{chosen} .lane{other}")
    empty = f"{chosen} .period:not(:has(.of-{number}))"
    return f"{', '.join((*hidden, empty))} {{ display: none; }}\n"


def build_chronology_page(entries: Sequence[Entry], axis: BackgroundAxis) -> ChronologyPage:
    """Return what the page of a chronology has besides its list."""
    groups = [collect_facts(entry).group for entry in entries]
    lanes = build_lanes(groups, entries, axis)
    numbers = {lane.name: lane.number for lane in lanes}
    return ChronologyPage(
        lanes,
        {entry.id: number for number, entry in enumerate(entries)},
        {entry.id: numbers[group] for entry, group in zip(entries, groups, strict=True)},
    )
