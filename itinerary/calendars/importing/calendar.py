"""The text of a calendar in; its events out, each with its place in the text, and what is wrong in it or is no event."""

from __future__ import annotations

import re
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from icalendar import Component, Event

from itinerary.diagnostics import Diagnostic, short
from itinerary.loading.files import File

_BEGIN = re.compile(r"^BEGIN:VEVENT\s*$", re.IGNORECASE | re.MULTILINE)
_PARTS = {
    "VCALENDAR",
    "VEVENT",
    "VTIMEZONE",
    "STANDARD",
    "DAYLIGHT",
    "VALARM",
}  # what is an event, or belongs to one


class Found(NamedTuple):
    """An event, and where it begins in the text."""

    event: Event
    place: int


class Calendar(NamedTuple):
    """What a text has of calendars: all its events, and the name and the time zone of the first that has one."""

    events: tuple[Found, ...]
    title: str
    product: str
    timezone: str
    others: Counter[str]  # how many components of each other kind there are
    findings: tuple[Diagnostic, ...]


def read_calendar(file: File) -> Calendar:
    """The calendars of a text; raises DocumentError for one that is none. What an event has that cannot be read is a finding."""
    with warnings.catch_warnings(record=True) as guesses:
        warnings.simplefilter("always")
        components = list(_components(file))
    events = [each for each in components if isinstance(each, Event)]
    places = [found.start() for found in _BEGIN.finditer(file.text)]
    if len(places) != len(events):
        places = [0] * len(events)
    found = tuple(map(Found, events, places))
    findings = [
        file.diagnostic(0, "warning", short(str(each.message), 200), code="guessed-zone")
        for each in guesses
    ]
    findings += [wrong for each in found for wrong in _unread(file, each)]
    others = Counter(each.name for each in components if each.name and each.name not in _PARTS)
    title, product, timezone = (
        _first(components, names)
        for names in (("NAME", "X-WR-CALNAME"), ("PRODID",), ("X-WR-TIMEZONE",))
    )
    return Calendar(found, title, product, timezone, others, tuple(findings))


def _components(file: File) -> Iterator[Component]:
    """All components of a text, those of others too, in order."""
    try:
        found = Component.from_ical(file.text, multiple=True)
        components = [each for whole in found for each in whole.walk()]
    except Exception as error:  # whatever a parser fails with, the text is at fault
        raise file.refusal(
            0, f"this is no calendar by RFC 5545: {short(str(error), 200)}", _REMEDY, "no-calendar"
        ) from None
    if not components:
        raise file.refusal(
            0, "this is no calendar: it has no line BEGIN:VCALENDAR", _REMEDY, "no-calendar"
        )
    return iter(components)


_REMEDY = "export it again from the program that it comes from, as iCalendar (.ics)"


def _unread(file: File, found: Found) -> Iterator[Diagnostic]:
    """What of an event its parser could not read, and takes it away; without its dates it is no event."""
    for component, (name, reason) in [
        (each, error) for each in found.event.walk() for error in each.errors
    ]:
        component.pop(name or "", None)
        is_date = name in ("DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE")
        message = f"{name or 'a line'} of {title_of(found.event)} cannot be read: {short(str(reason), 200)}"
        hint = "correct it: dates depend on it" if is_date else "it is left out"
        yield file.diagnostic(
            found.place, "error" if is_date else "warning", message, hint, "unread-property"
        )


def title_of(event: Component) -> str:
    """An event as messages name it."""
    return f"'{short(text_of(event.get('SUMMARY')) or text_of(event.get('UID')) or 'an event without a title')}'"


def _first(components: Iterable[Component], names: Iterable[str]) -> str:
    """The first text that a calendar has under one of the names."""
    calendars = [each for each in components if each.name == "VCALENDAR"]
    texts = (text_of(each.get(name)) for each in calendars for name in names)
    return next(filter(None, texts), "")


def text_of(value: Any) -> str:
    """A value of a property as text; of several the first."""
    return str(value[0] if isinstance(value, list) and value else value or "").strip()
