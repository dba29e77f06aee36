"""A Timeline in; jCal (RFC 7265) out: the calendar of `itinerary.export.ics` as JSON."""

from __future__ import annotations

import json

from itinerary.export import ics
from itinerary.export.options import IcsOptions
from itinerary.timeline import Timeline


def render(timeline: Timeline, options: IcsOptions) -> str:
    """Return the calendar as jCal; "" where there is no event to write."""
    calendar = ics.build_calendar(timeline, options)
    if not calendar:
        return ""
    tree = calendar.to_jcal()  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    return json.dumps(tree, ensure_ascii=False, indent=1) + "\n"
