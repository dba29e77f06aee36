"""A Timeline in; jCal (RFC 7265) out: the calendar of `itinerary.export.ics` as JSON, for programs that would rather not parse lines."""

from __future__ import annotations

import json
from typing import Unpack

from itinerary.export import ics
from itinerary.export.ics.losses import list_losses as list_losses
from itinerary.export.ics.options import Options as Options
from itinerary.timeline import Timeline

SUFFIX = "jcal"  # RFC 7265 names no suffix, and .json is that of the timeline


def render(timeline: Timeline, **options: Unpack[Options]) -> str:
    """The calendar as jCal, empty where there is no event to write; options and errors are those of the calendar."""
    calendar = ics.build_calendar(timeline, **options)
    return json.dumps(calendar.to_jcal(), ensure_ascii=False, indent=1) + "\n" if calendar else ""
