"""A Timeline in; an iCalendar (RFC 5545, RFC 7986) out, with one event for each leg and event.

What is known to the day or coarser is a span of days that keeps nobody busy. A clock time is
written in the zone of its place, or in UTC where no VTIMEZONE would be right for it. It lasts its
minute and no more, since an end that nobody stated is not made up.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

from icalendar import Calendar, Event, vDuration, vText, vUri

from itinerary.export.ics.calendar_plan import CalendarPlan, plan_calendar
from itinerary.export.ics.content_lines import (
    build_text_value,
    serialize_component,
    serialize_named_component,
)
from itinerary.export.ics.event_properties import build_event
from itinerary.export.ics.occurrences import iterate_occurrences
from itinerary.export.options import IcsOptions
from itinerary.timeline import Timeline

# Without a version, which would change every file at every release.
PRODUCT_ID = "-//itinerary//itinerary//EN"
REFRESH_INTERVAL = timedelta(hours=12)


def render(timeline: Timeline, options: IcsOptions) -> str:
    """Return the calendar as one text; "" where there is no event to write."""
    return "".join(stream_calendar(timeline, options))


def stream_calendar(timeline: Timeline, options: IcsOptions) -> Iterator[str]:
    """Yield the calendar in pieces of a few whole lines each.

    Nothing is yielded where there is no event: RFC 5545, section 3.6, forbids an empty calendar.
    """
    plan = plan_calendar(timeline, options)
    if not plan:
        return
    *head, end = serialize_component(_build_calendar_head(plan))
    yield b"".join(head).decode()
    for block in plan.zones.values():
        yield b"".join(serialize_component(block.component)).decode()
    for each in iterate_occurrences(plan.entries, plan.options.imprecise):
        yield b"".join(serialize_named_component("VEVENT", *build_event(plan, each))).decode()
    yield end.decode()


class EventResource(NamedTuple):
    """An event as servers keep it: a calendar of its own (RFC 4791, section 4.1)."""

    uid: str
    title: str
    sequence: int
    text: str


def iterate_resources(timeline: Timeline, options: IcsOptions) -> Iterator[EventResource]:
    """Yield each event with the VTIMEZONEs that it needs, as a calendar without a name.

    No two have the same UID: our calendars have no rules of recurrence.
    """
    plan = plan_calendar(timeline, options)
    if not plan:
        return
    *head, end = serialize_component(_build_calendar_head(plan._replace(name="", color={})))
    for each in iterate_occurrences(plan.entries, plan.options.imprecise):
        properties, components = build_event(plan, each)
        keys = {getattr(value, "params", {}).get("TZID") for value in properties.values()}
        zones = (block.component for key, block in plan.zones.items() if key in keys)
        lines = [*head, *(line for zone in zones for line in serialize_component(zone))]
        lines += serialize_named_component("VEVENT", properties, components)
        uid, title = str(properties["UID"]), str(properties["SUMMARY"])
        text = b"".join((*lines, end)).decode()
        yield EventResource(uid, title, int(properties["SEQUENCE"]), text)


def build_calendar(timeline: Timeline, options: IcsOptions) -> Calendar | None:
    """Return the calendar as a component of icalendar; None where there is no event to write."""
    plan = plan_calendar(timeline, options)
    if not plan:
        return None
    calendar = _build_calendar_head(plan)
    for block in plan.zones.values():
        calendar.add_component(block.component)
    for each in iterate_occurrences(plan.entries, plan.options.imprecise):
        properties, components = build_event(plan, each)
        event = Event(properties)
        event.subcomponents = components
        calendar.add_component(event)
    return calendar


def _build_calendar_head(plan: CalendarPlan) -> Calendar:
    """Return the calendar without its components."""
    calendar = Calendar()
    calendar["VERSION"], calendar["PRODID"] = vText("2.0"), vText(PRODUCT_ID)
    if plan.name:
        calendar["NAME"] = build_text_value(
            plan.name, plan.find_language_tag(plan.timeline.document)
        )
        calendar["X-WR-CALNAME"] = build_text_value(plan.name)
        calendar["REFRESH-INTERVAL"] = vDuration(REFRESH_INTERVAL, params={"VALUE": "DURATION"})
        calendar["X-PUBLISHED-TTL"] = vDuration(REFRESH_INTERVAL)
    if plan.options.source:
        calendar["SOURCE"] = vUri(plan.options.source, params={"VALUE": "URI"})
    calendar.update(plan.color)
    return calendar
