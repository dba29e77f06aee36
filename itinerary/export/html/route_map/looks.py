"""The ways of a route in; how those of each group of travellers look, and what that means, out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from itinerary.briefing.route import Route, Stop, Way

ROUTE_MEANINGS = {
    "told": "journey",
    "untold": "next place, way not told",
    "by-all": "all travellers",
    "by-some": "some travellers",
    "undated": "date open",
}
MAX_GROUPS = 5  # of travellers whose ways are told apart by their looks
MAX_TOLD_WAYS = 20  # of a group, in words


class LegendLine(NamedTuple):
    """What a look means.

    Attributes:
        look: The classes of a line, or "undated" of a place.
        names: The travellers whose ways they are.
        meaning: One of `ROUTE_MEANINGS`, where no names say it.
        told: The ways of these travellers, in words.
    """

    look: str
    names: tuple[str, ...] = ()
    meaning: str = ""
    told: Sequence[str] = ()


def choose_looks(ways: Sequence[Way]) -> list[str]:
    """Return the look of each way: whose it is, and whether a movement is told."""
    looks = _choose_looks_of_groups(ways)
    return [f"{looks[way.travellers]} {_name_manner(way)}" for way in ways]


def _choose_looks_of_groups(ways: Sequence[Way]) -> Mapping[tuple[str, ...], str]:
    """Return the look for each group of travellers; if the groups are many, one for them all."""
    groups = [each for each in dict.fromkeys(way.travellers for way in ways) if each]
    if len(groups) > MAX_GROUPS:
        return {(): "by-all"} | dict.fromkeys(groups, "by-some")
    return {(): "by-all"} | {names: f"by-{number}" for number, names in enumerate(groups, 1)}


def _name_manner(way: Way) -> str:
    return "told" if way.is_told else "untold"


def compose_legend(route: Route) -> Iterator[LegendLine]:
    """Yield what the lines and places mean that are on a map."""
    looks = _choose_looks_of_groups(route.ways)
    shown = dict.fromkeys(looks[way.travellers] for way in route.ways)
    for names, look in looks.items():
        if look in shown and look.startswith("by-") and look not in ROUTE_MEANINGS:
            told = [_tell_way(route.stops, way) for way in route.ways if way.travellers == names]
            yield LegendLine(f"{look} told", names=names, told=told[:MAX_TOLD_WAYS])
    if shown and [*shown] != ["by-all"]:
        yield from (
            LegendLine(f"{look} told", meaning=ROUTE_MEANINGS[look])
            for look in ("by-some", "by-all")
            if look in shown
        )
    elif any(way.is_told for way in route.ways):
        yield LegendLine("by-all told", meaning=ROUTE_MEANINGS["told"])
    if not all(way.is_told for way in route.ways):
        yield LegendLine("by-all untold", meaning=ROUTE_MEANINGS["untold"])
    if not all(stop.is_dated for stop in route.stops):
        yield LegendLine("undated", meaning=ROUTE_MEANINGS["undated"])


def _tell_way(stops: Sequence[Stop], way: Way) -> str:
    return " – ".join(stops[end].name for end in way.ends)
