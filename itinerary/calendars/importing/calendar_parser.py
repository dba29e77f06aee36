"""Parses the text of a calendar (RFC 5545) into its events and a list of what is wrong in it.

Each event keeps its position in the text.
"""

from __future__ import annotations

import re
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from threading import Lock
from typing import Any, NamedTuple, cast

from icalendar import Component, Event, vText
from icalendar.timezone import tzp

from itinerary.codes import Code
from itinerary.diagnostics import Diagnostic, shorten_text
from itinerary.loading.source_file import SourceFile

# Components that are an event or part of one. Those of any other kind are only counted.
_EVENT_COMPONENTS = {"VCALENDAR", "VEVENT", "VTIMEZONE", "STANDARD", "DAYLIGHT", "VALARM"}
_DATE_PROPERTIES = {"DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE"}
_EVENT_BEGIN = re.compile(r"^BEGIN:VEVENT\s*$", re.IGNORECASE | re.MULTILINE)
_EVENT_END = re.compile(r"^END:VEVENT\s*$", re.IGNORECASE | re.MULTILINE)
_ALARM = re.compile(r"^BEGIN:VALARM.*?^END:VALARM", re.IGNORECASE | re.MULTILINE | re.DOTALL)
_DURATION = re.compile(r"^DURATION(?:;[^:\n]*)?:(\S+)", re.IGNORECASE | re.MULTILINE)
_FOLD = re.compile("\r?\n[ \t]")
_MAX_REASON = 200  # characters of a parser's own message
_REMEDY = "export it again from the program that it comes from, as iCalendar (.ics)"
# icalendar keeps the time zones that it has read, and Python its filters of warnings, per process.
_PARSING = Lock()


class LocatedEvent(NamedTuple):
    """An event, and the offset in the text at which it begins.

    Its duration is kept as it is written: for the parser 24 hours are a day.
    """

    event: Event
    offset: int
    duration: str = ""


class ParsedCalendar(NamedTuple):
    """All events of a text, and the first name, product and time zone among its calendars."""

    events: tuple[LocatedEvent, ...]
    title: str
    product: str
    timezone: str
    others: Counter[str]  # the number of components that are not events, by name
    methods: tuple[str, ...]  # what is asked for with the events, such as "METHOD:REPLY"
    findings: tuple[Diagnostic, ...]


def parse_calendar(file: SourceFile) -> ParsedCalendar:
    """Parse the calendars of a text; a property that cannot be read becomes a finding.

    Raises:
        DocumentError: The text is not a calendar.
    """
    with _PARSING, warnings.catch_warnings(record=True) as guesses:
        warnings.simplefilter("always")
        tzp.use_default()  # forgets the zones of calendars that were read before
        components = _parse_components(file)
    methods = tuple(_apply_methods(components))
    events = _locate_events(file, components)
    findings = [_create_guess_warning(file, str(guess.message)) for guess in guesses]
    for event in events:
        findings += _remove_unreadable_properties(file, event)
    return ParsedCalendar(
        events,
        _find_first_text(components, ("NAME", "X-WR-CALNAME")),
        _find_first_text(components, ("PRODID",)),
        _find_first_text(components, ("X-WR-TIMEZONE",)),
        Counter(
            each.name for each in components if each.name and each.name not in _EVENT_COMPONENTS
        ),
        methods,
        tuple(findings),
    )


def _parse_components(file: SourceFile) -> list[Component]:
    """Return all components of a text, nested ones too, in order."""
    try:
        calendars = Component.from_ical(file.text, multiple=True)
        components = [each for calendar in calendars for each in list_components(calendar)]
    except Exception as error:  # whatever a parser fails with, the text is at fault
        reason = shorten_text(str(error), _MAX_REASON)
        message = f"this is not a calendar (RFC 5545): {reason}"
        raise file.create_error(0, message, _REMEDY, Code.NO_CALENDAR) from None
    if not components:
        message = "this is not a calendar: it has no line BEGIN:VCALENDAR"
        raise file.create_error(0, message, _REMEDY, Code.NO_CALENDAR)
    return components


def _apply_methods(components: Iterable[Component]) -> Iterator[str]:
    """Cancel the events of calendars that are sent to cancel them; yield the other methods.

    PUBLISH asks for nothing (RFC 5546, section 1.4).
    """
    for calendar in (each for each in components if each.name == "VCALENDAR"):
        method = get_property_text(calendar.get("METHOD")).upper()
        if method == "CANCEL":
            for event in list_components(calendar, "VEVENT"):
                event["STATUS"] = vText("CANCELLED")
        elif method not in ("", "PUBLISH"):
            yield f"METHOD:{method}"


def _locate_events(file: SourceFile, components: Iterable[Component]) -> tuple[LocatedEvent, ...]:
    """Pair the events with their lines; with the first line where the two cannot be matched."""
    events = [each for each in components if isinstance(each, Event)]
    offsets = [match.start() for match in _EVENT_BEGIN.finditer(file.text)]
    if len(offsets) != len(events):
        return tuple(LocatedEvent(each, 0) for each in events)
    return tuple(
        LocatedEvent(event, offset, _find_duration(file.text, offset))
        for event, offset in zip(events, offsets, strict=True)
    )


def _find_duration(text: str, offset: int) -> str:
    """Return the duration of the event that begins at an offset, as written; "" if it has none."""
    end = _EVENT_END.search(text, offset)
    event = text[offset : end.start() if end else None]
    found = _DURATION.search(_ALARM.sub("", _FOLD.sub("", event)))
    return found[1].upper() if found else ""


def _create_guess_warning(file: SourceFile, message: str) -> Diagnostic:
    text = shorten_text(message, _MAX_REASON)
    return file.create_diagnostic(0, "warning", text, code=Code.GUESSED_ZONE)


def _remove_unreadable_properties(file: SourceFile, located: LocatedEvent) -> Iterator[Diagnostic]:
    """Remove the properties that the parser could not read; an unreadable date is an error."""
    components = list_components(located.event)
    errors = [(each, error) for each in components for error in each.errors]
    for component, (name, reason) in errors:
        component.pop(name or "", None)
        yield _create_unread_finding(file, located, name or "", str(reason))


def _create_unread_finding(
    file: SourceFile, located: LocatedEvent, name: str, reason: str
) -> Diagnostic:
    title = format_event_title(located.event)
    shown = shorten_text(reason, _MAX_REASON)
    message = f"{name or 'a line'} of {title} cannot be read: {shown}"
    if name in _DATE_PROPERTIES:
        hint = "correct it: dates depend on it"
        return file.create_diagnostic(located.offset, "error", message, hint, Code.UNREAD_PROPERTY)
    hint = "it is left out"
    return file.create_diagnostic(located.offset, "warning", message, hint, Code.UNREAD_PROPERTY)


def format_event_title(event: Component) -> str:
    """Return an event's title, else its UID, in quotes, for messages."""
    name = get_property_text(event.get("SUMMARY")) or get_property_text(event.get("UID"))
    return f"'{shorten_text(name or 'an event without a title')}'"


def _find_first_text(components: Iterable[Component], names: Iterable[str]) -> str:
    """Return the first text that a calendar has under one of the names."""
    calendars = [each for each in components if each.name == "VCALENDAR"]
    texts = (get_property_text(each.get(name)) for each in calendars for name in names)
    return next(filter(None, texts), "")


def get_property_text(value: Any) -> str:
    """Return a property's value as text: the first of several, empty for none."""
    return str(next(iter(list_property_values(value)), "") or "").strip()


def list_property_values(value: Any) -> Sequence[Any]:
    """Return all values of a property: the parser gives a list only where there are several."""
    return cast("Sequence[Any]", value) if isinstance(value, list) else [value]


def list_components(component: Any, name: str | None = None) -> list[Component]:
    """Return a component and all that it holds, or only those of a name."""
    found: list[Component] = component.walk(name)
    return found
