"""An event as it is written in; the parsed event out, repaired, without what cannot be read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from icalendar import Component, Event

from itinerary.calendars.importing.components import RawComponent
from itinerary.calendars.importing.content_lines import ContentLine, unescape_text
from itinerary.calendars.importing.import_report import ImportReport, locate_property
from itinerary.calendars.importing.properties import list_components
from itinerary.calendars.importing.property_repairs import repair_line
from itinerary.codes import Code
from itinerary.diagnostics import shorten_text

# The properties of an event that are parsed. All others are left out, and reported as left out.
PARSED_PROPERTIES = frozenset(
    """UID DTSTART DTEND DURATION SUMMARY DESCRIPTION COMMENT LOCATION GEO URL CATEGORIES STATUS
    CLASS CONTACT ORGANIZER ATTENDEE RECURRENCE-ID RDATE EXDATE X-ALT-DESC
    X-APPLE-STRUCTURED-LOCATION""".split()
)
BROKEN_OFF_HINT = "get the file again; with --skip-broken what is whole is imported"
MAX_REASON = 200  # characters of a parser's own message
_DATE_PROPERTIES = {"DTSTART", "DTEND", "DURATION", "RDATE", "EXDATE", "RECURRENCE-ID"}


def parse_event(raw: RawComponent, report: ImportReport) -> Event | None:
    """Return an event, without what cannot be read; None if its dates cannot."""
    if not raw.is_ended:
        _report_cut_event(raw, report)
        return None
    try:
        text = "\r\n".join(_format_event(raw, report))
        event = cast(Event, Component.from_ical(text))
    except _UnclearError as error:
        _report_unread(raw, error.name, str(error), report)
        return None
    except Exception as error:  # whatever a parser fails with, the text is at fault
        _report_unread(raw, "DTSTART", str(error), report)
        return None
    return event if _remove_unreadable_properties(event, raw, report) else None


def _report_cut_event(raw: RawComponent, report: ImportReport) -> None:
    title = _find_raw_title(raw)
    message = f"{title} breaks off: END:VEVENT is missing"
    report.add_broken_event(raw.offset, title, message, BROKEN_OFF_HINT, Code.NO_CALENDAR)


class _UnclearError(ValueError):
    """A property of an event of which it is not clear what it means."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(reason)
        self.name = name


def _format_event(raw: RawComponent, report: ImportReport) -> Iterator[str]:
    """Yield the lines of an event that are parsed, with what has to be repaired in them."""
    yield "BEGIN:VEVENT"
    for line in raw.lines:
        if line.name in PARSED_PROPERTIES:
            yield str(_repair_line(raw, line, report))
        elif not line.name:
            message = f"'{shorten_text(line.value)}' in {_find_raw_title(raw)} is no property"
            report.add_warning(line.offset, message, "it is left out", Code.UNREAD_PROPERTY)
    for each in raw.parts:
        yield from each.format_lines()
    yield "END:VEVENT"


def _repair_line(raw: RawComponent, line: ContentLine, report: ImportReport) -> ContentLine:
    def tell(what: str) -> None:
        message = f"{what}: {_find_raw_title(raw)}"
        report.add_warning(line.offset, message, "check its times", Code.EVENT_DATES)

    try:
        return repair_line(line, tell)
    except ValueError as error:
        raise _UnclearError(line.name, str(error)) from None


def _find_raw_title(raw: RawComponent) -> str:
    """Return the title of an event that is not parsed, in quotes, for messages."""
    name = unescape_text(raw.get_value("SUMMARY") or raw.get_value("UID"))
    return f"'{shorten_text(name or 'an event without a title')}'"


def _remove_unreadable_properties(event: Event, raw: RawComponent, report: ImportReport) -> bool:
    """Remove the properties that the parser could not read; return whether the dates are read."""
    errors = [(part, error) for part in list_components(event) for error in part.errors]
    for component, (name, reason) in errors:
        component.pop(name or "", None)
        _report_unread(raw, name or "", str(reason), report)
    return not any(name in _DATE_PROPERTIES for _, (name, _reason) in errors)


def _report_unread(raw: RawComponent, name: str, reason: str, report: ImportReport) -> None:
    """Add that a property cannot be read: without its dates an event is broken."""
    title = _find_raw_title(raw)
    shown = shorten_text(reason, MAX_REASON)
    message = f"{name or 'a line'} of {title} cannot be read: {shown}"
    offset = locate_property(raw, name)
    if name in _DATE_PROPERTIES:
        hint = "correct it: dates depend on it"
        report.add_broken_event(offset, title, message, hint, Code.UNREAD_PROPERTY)
    else:
        report.add_warning(offset, message, "it is left out", Code.UNREAD_PROPERTY)
