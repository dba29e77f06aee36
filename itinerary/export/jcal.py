"""A Timeline in; jCal (RFC 7265) out: the calendar of `itinerary.export.ics` as JSON."""

from __future__ import annotations

import json
from typing import Any, cast

from itinerary.export import ics
from itinerary.export.options import IcsOptions
from itinerary.timeline import Timeline

_DATE_TYPES = ("date", "date-time")


def render(timeline: Timeline, options: IcsOptions) -> str:
    """Return the calendar as jCal; "" where there is no event to write."""
    calendar = ics.build_calendar(timeline, options)
    if not calendar:
        return ""
    tree = cast("list[object]", calendar.to_jcal())  # pyright: ignore[reportUnknownMemberType]
    return json.dumps(_pad_years(tree), ensure_ascii=False, indent=1) + "\n"


def _pad_years(component: list[Any]) -> list[Any]:
    """Return a component with four digits in each year (RFC 7265, section 3.6.4).

    Where the system's C library writes fewer, so does icalendar, which then cannot read it.

    >>> _pad_years(["vevent", [["dtstart", {}, "date", "79-08-24"]], []])
    ['vevent', [['dtstart', {}, 'date', '0079-08-24']], []]
    """
    name, properties, parts = component
    padded = [
        [*head, kind, *map(_pad_year, values)] if kind in _DATE_TYPES else [*head, kind, *values]
        for *head, kind, values in ((*each[:3], each[3:]) for each in properties)
    ]
    return [name, padded, [*map(_pad_years, parts)]]


def _pad_year(value: str) -> str:
    year, _, rest = value.partition("-")
    return f"{year:0>4}-{rest}"
