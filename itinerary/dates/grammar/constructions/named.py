"""Dates that have a name: "$quito", "$quito.start", "the trip"."""

from __future__ import annotations

from itinerary.dates.expressions import Anchor, AnchorDay, AnchorEnd, Trip, Window
from itinerary.dates.grammar.constructions.registry import register_construction
from itinerary.dates.grammar.constructions.rejection import make_rejection

ANCHOR_ENDS: dict[str, AnchorEnd] = {"start": "start", "end": "end"}


@register_construction("anchor", makes="named")
def _build_anchor(anchor: str) -> Anchor:
    return Anchor(anchor)


@register_construction("anchor-day", makes="anchor_day")
def _build_anchor_day(anchor: str) -> AnchorDay:
    return AnchorDay(anchor)


@register_construction("anchor-end", makes="day")
def _build_anchor_end(anchor_end: str) -> Anchor:
    name, _, end = anchor_end.partition(".")
    if end not in ANCHOR_ENDS:
        raise make_rejection("a date has a .start and an .end")
    return Anchor(name, ANCHOR_ENDS[end])


@register_construction("trip", makes="named")
def _build_trip() -> Trip:
    return Trip()


@register_construction("visit", makes="named")
def _build_visit() -> Window:
    return Window()
