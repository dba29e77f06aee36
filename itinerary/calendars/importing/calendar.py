"""The text of a calendar in; its events out, each with its place in the text, and what is wrong in it or is no event."""

from __future__ import annotations

import re
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from icalendar import Component, Event

from itinerary.diagnostics import Diagnostic, shorten_text
from itinerary.loading.source_file import SourceFile

_EVENT_BEGIN = re.compile(r"^BEGIN:VEVENT\s*$", re.IGNORECASE | re.MULTILINE)
_EVENT_COMPONENTS = {
    "VCALENDAR",
    "VEVENT",
    "VTIMEZONE",
    "STANDARD",
    "DAYLIGHT",
    "VALARM",
}  # what is an event, or belongs to one


class LocatedEvent(NamedTuple):
    """An event, and where it begins in the text."""

    event: Event
    offset: int


class ParsedCalendar(NamedTuple):
    """What a text has of calendars: all its events, and the name and the time zone of the first that has one."""

    events: tuple[LocatedEvent, ...]
    title: str
    product: str
    timezone: str
    others: Counter[str]  # how many components of each other kind there are
    findings: tuple[Diagnostic, ...]


def read_calendar(file: SourceFile) -> ParsedCalendar:
    """The calendars of a text; raises DocumentError for one that is none. What an event has that cannot be read is a finding."""
    with warnings.catch_warnings(record=True) as guesses:
        warnings.simplefilter("always")
        components = list(_parse_components(file))
    events = [each for each in components if isinstance(each, Event)]
    places = [found.start() for found in _EVENT_BEGIN.finditer(file.text)]
    if len(places) != len(events):
        places = [0] * len(events)
    found = tuple(map(LocatedEvent, events, places))
    findings = [
        file.create_diagnostic(
            0, "warning", shorten_text(str(each.message), 200), code="guessed-zone"
        )
        for each in guesses
    ]
    findings += [wrong for each in found for wrong in _remove_unreadable_properties(file, each)]
    others = Counter(
        each.name for each in components if each.name and each.name not in _EVENT_COMPONENTS
    )
    title, product, timezone = (
        _find_first_text(components, names)
        for names in (("NAME", "X-WR-CALNAME"), ("PRODID",), ("X-WR-TIMEZONE",))
    )
    return ParsedCalendar(found, title, product, timezone, others, tuple(findings))


def _parse_components(file: SourceFile) -> Iterator[Component]:
    """All components of a text, those of others too, in order."""
    try:
        found = Component.from_ical(file.text, multiple=True)
        components = [each for whole in found for each in whole.walk()]
    except Exception as error:  # whatever a parser fails with, the text is at fault
        raise file.create_error(
            0,
            f"this is no calendar by RFC 5545: {shorten_text(str(error), 200)}",
            _REMEDY,
            "no-calendar",
        ) from None
    if not components:
        raise file.create_error(
            0, "this is no calendar: it has no line BEGIN:VCALENDAR", _REMEDY, "no-calendar"
        )
    return iter(components)


_REMEDY = "export it again from the program that it comes from, as iCalendar (.ics)"


def _remove_unreadable_properties(file: SourceFile, found: LocatedEvent) -> Iterator[Diagnostic]:
    """What of an event its parser could not read, and takes it away; without its dates it is no event."""
    for component, (name, reason) in [
        (each, error) for each in found.event.walk() for error in each.errors
    ]:
        component.pop(name or "", None)
        is_date = name in ("DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE")
        message = f"{name or 'a line'} of {format_event_title(found.event)} cannot be read: {shorten_text(str(reason), 200)}"
        hint = "correct it: dates depend on it" if is_date else "it is left out"
        yield file.create_diagnostic(
            found.offset, "error" if is_date else "warning", message, hint, "unread-property"
        )


def format_event_title(event: Component) -> str:
    """An event as messages name it."""
    return f"'{shorten_text(get_property_text(event.get('SUMMARY')) or get_property_text(event.get('UID')) or 'an event without a title')}'"


def _find_first_text(components: Iterable[Component], names: Iterable[str]) -> str:
    """The first text that a calendar has under one of the names."""
    calendars = [each for each in components if each.name == "VCALENDAR"]
    texts = (get_property_text(each.get(name)) for each in calendars for name in names)
    return next(filter(None, texts), "")


def get_property_text(value: Any) -> str:
    """A value of a property as text; of several the first."""
    return str(value[0] if isinstance(value, list) and value else value or "").strip()
