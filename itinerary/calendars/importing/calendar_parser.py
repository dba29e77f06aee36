"""Parses the text of a calendar (RFC 5545) into its events and a list of what is wrong in it.

The calendar is first cut into its components; then each event is parsed with the time zones of its
own calendar, wherever they stand in it. What is no event is not parsed, so it may be broken.
"""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import tzinfo
from threading import Lock
from types import MappingProxyType
from typing import Any, NamedTuple, cast

from icalendar import Component, Event, Timezone, vText
from icalendar.timezone import tzp

from itinerary.calendars.importing.components import RawComponent, build_components
from itinerary.calendars.importing.content_lines import (
    ContentLine,
    split_content_lines,
    unescape_text,
)
from itinerary.calendars.importing.import_report import ImportReport, locate_property
from itinerary.calendars.importing.property_repairs import repair_line
from itinerary.codes import Code
from itinerary.diagnostics import shorten_text
from itinerary.loading.source_file import SourceFile

# The properties of an event that are parsed. All others are left out, and reported as left out.
PARSED_PROPERTIES = frozenset(
    """UID DTSTART DTEND DURATION SUMMARY DESCRIPTION COMMENT LOCATION GEO URL CATEGORIES STATUS
    CLASS CONTACT ORGANIZER ATTENDEE RECURRENCE-ID RDATE EXDATE X-ALT-DESC
    X-APPLE-STRUCTURED-LOCATION""".split()
)
RULE_PROPERTIES = ("RRULE", "EXRULE")  # read as they are written
# Properties of a calendar that say nothing about its events, and those that are read.
_CALENDAR_PROPERTIES = frozenset(
    """VERSION CALSCALE PRODID METHOD NAME X-WR-CALNAME X-WR-TIMEZONE X-WR-CALDESC DESCRIPTION
    COLOR URL""".split()
)
_DATE_PROPERTIES = {"DTSTART", "DTEND", "DURATION", "RDATE", "EXDATE", "RECURRENCE-ID"}
_REMEDY = "export it again from the program that it comes from, as iCalendar (.ics)"
_BROKEN_OFF_HINT = "get the file again; with --skip-broken what is whole is imported"
_LAST_YEAR_OF_RULES = 2038  # up to which the parser follows the rules of zones
_MAX_REASON = 200  # characters of a parser's own message
# icalendar keeps the time zones that it has read, and Python its filters of warnings, per process.
_PARSING = Lock()


class LocatedEvent(NamedTuple):
    """An event as it is parsed and as it is written, with what its calendar says of its times."""

    event: Event
    raw: RawComponent
    floating_zone: str = ""  # the zone that its calendar gives to times without one
    zones: Mapping[str, tzinfo] = MappingProxyType({})  # the rules of its calendar's zones, by name

    @property
    def offset(self) -> int:
        """The offset of its first line in the text."""
        return self.raw.offset

    @property
    def rules(self) -> list[str]:
        """The rules by which it recurs, as they are written."""
        return [each.value.strip() for each in self.raw.lines if each.name == "RRULE"]

    @property
    def title(self) -> str:
        """Its title, else its UID, in quotes, for messages."""
        return format_event_title(self.event)


class ParsedCalendar(NamedTuple):
    """All events of a text, and the first name, product, and so on among its calendars."""

    events: tuple[LocatedEvent, ...]
    title: str
    product: str
    timezone: str
    description: str
    color: str
    url: str
    left_out: Counter[str]  # the number of components and properties that are no events, by name
    others: Counter[str]  # the components among them


def parse_calendar(file: SourceFile, report: ImportReport) -> ParsedCalendar:
    """Parse the calendars of a text; what cannot be read of them is added to a report.

    Raises:
        DocumentError: The text is not a calendar.
        BudgetError: Its zones are too much work.
    """
    roots = _cut_components(file, report)
    calendars = [each for root in roots for each in root.walk() if each.name == "VCALENDAR"]
    events = tuple(_parse_events(roots, calendars, report))
    return ParsedCalendar(
        events,
        _find_first_text(calendars, ("NAME", "X-WR-CALNAME")),
        _find_first_text(calendars, ("PRODID",)),
        _find_first_text(calendars, ("X-WR-TIMEZONE",)),
        _find_first_text(calendars, ("DESCRIPTION", "X-WR-CALDESC")),
        _find_first_text(calendars, ("COLOR",)),
        _find_first_text(calendars, ("URL",)),
        Counter(_list_left_out(roots)),
        Counter(_list_other_components(roots)),
    )


def _cut_components(file: SourceFile, report: ImportReport) -> list[RawComponent]:
    try:
        roots, strays = build_components(split_content_lines(file.text))
    except ValueError as error:
        message = f"this is not a calendar (RFC 5545): {error}"
        raise file.create_error(0, message, _REMEDY, Code.NO_CALENDAR) from None
    if not roots:
        message = "this is not a calendar: it has no line BEGIN:VCALENDAR"
        raise file.create_error(0, message, _REMEDY, Code.NO_CALENDAR)
    for stray in strays:
        message = f"'{shorten_text(_format_line(stray))}' stands in no component"
        report.add_warning(stray.offset, message, "it is left out", Code.NO_CALENDAR)
    for root in roots:
        if not root.is_ended:
            _report_missing_end(root, report)
    return roots


def _report_missing_end(root: RawComponent, report: ImportReport) -> None:
    """Add that the end of a calendar is missing: events behind it may be lost."""
    message = f"the file breaks off: END:{root.name} is missing"
    title = f"what follows the end of the file ({root.name})"
    report.add_broken_event(root.offset, title, message, _BROKEN_OFF_HINT, Code.NO_CALENDAR)


def _format_line(line: ContentLine) -> str:
    return str(line) if line.name else line.value


def _list_left_out(roots: Iterable[RawComponent]) -> Iterator[str]:
    yield from _list_other_components(roots)
    for root in roots:
        for calendar in (each for each in root.walk() if each.name == "VCALENDAR"):
            names = (each.name for each in calendar.lines)
            yield from (name for name in names if name and name not in _CALENDAR_PROPERTIES)
            method = calendar.get_value("METHOD").upper()
            if method not in ("", "PUBLISH", "CANCEL"):  # RFC 5546, section 1.4
                yield f"METHOD:{method}"


def _list_other_components(roots: Iterable[RawComponent]) -> Iterator[str]:
    for root in roots:
        if root.name == "VCALENDAR":
            yield from _list_other_components(root.parts)
        elif root.name not in ("VEVENT", "VTIMEZONE"):
            yield root.name


def _parse_events(
    roots: Sequence[RawComponent], calendars: Sequence[RawComponent], report: ImportReport
) -> Iterator[LocatedEvent]:
    """Yield the events of all calendars, and those outside of any as events of one of their own."""
    alone = [each for each in roots if each.name == "VEVENT"]
    zones = [each for each in roots if each.name == "VTIMEZONE"]
    if alone:
        yield from _parse_calendar_events(RawComponent("", 0, [], zones + alone), report)
    for calendar in calendars:
        yield from _parse_calendar_events(calendar, report)


def _parse_calendar_events(calendar: RawComponent, report: ImportReport) -> Iterator[LocatedEvent]:
    floating_zone = calendar.get_value("X-WR-TIMEZONE")
    is_cancelled = calendar.get_value("METHOD").upper() == "CANCEL"
    with _PARSING, warnings.catch_warnings(record=True) as guesses:
        warnings.simplefilter("always")
        tzp.use_default()  # forgets the zones of calendars that were read before
        zones = dict(_parse_zones(calendar, report))
        events = [
            LocatedEvent(event, each, floating_zone, zones)
            for each in calendar.parts
            if each.name == "VEVENT" and (event := _parse_event(each, report))
        ]
    for message in dict.fromkeys(str(each.message) for each in guesses):
        text = shorten_text(message, _MAX_REASON)
        report.add_warning(calendar.offset, text, "", Code.GUESSED_ZONE)
    for each in events:
        if is_cancelled:
            each.event["STATUS"] = vText("CANCELLED")
        yield each


def _parse_zones(calendar: RawComponent, report: ImportReport) -> Iterator[tuple[str, tzinfo]]:
    """Parse the zones of a calendar, so that its events know them; yield each with its rules."""
    for each in (part for part in calendar.parts if part.name == "VTIMEZONE"):
        name = each.get_value("TZID").strip('"')
        if not any(part.name in ("STANDARD", "DAYLIGHT") for part in each.parts):
            continue  # it has no rules: its name counts
        report.budget.take_clock_changes(sum(map(_count_clock_changes, each.parts)))
        try:
            zone = cast(Timezone, Component.from_ical("\r\n".join(each.format_lines())))
            yield name, zone.to_tz(tzp, lookup_tzid=False)
        except Exception as error:  # whatever a parser fails with, the text is at fault
            reason = shorten_text(str(error), _MAX_REASON)
            message = f"the rules of the zone '{shorten_text(name)}' cannot be read: {reason}"
            hint = "the VTIMEZONE is left out"
            report.add_warning(each.offset, message, hint, Code.UNREAD_PROPERTY)


def _count_clock_changes(part: RawComponent) -> int:
    """Return how many changes a part of a zone comes to: a rule is followed year by year."""
    names = [line.name for line in part.lines]
    start = part.get_value("DTSTART")[:4]
    years = _LAST_YEAR_OF_RULES - int(start) if start.isdecimal() else _LAST_YEAR_OF_RULES
    return 1 + names.count("RDATE") + max(0, years) * names.count("RRULE")


def _parse_event(raw: RawComponent, report: ImportReport) -> Event | None:
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
    report.add_broken_event(raw.offset, title, message, _BROKEN_OFF_HINT, Code.NO_CALENDAR)


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
    shown = shorten_text(reason, _MAX_REASON)
    message = f"{name or 'a line'} of {title} cannot be read: {shown}"
    offset = locate_property(raw, name)
    if name in _DATE_PROPERTIES:
        hint = "correct it: dates depend on it"
        report.add_broken_event(offset, title, message, hint, Code.UNREAD_PROPERTY)
    else:
        report.add_warning(offset, message, "it is left out", Code.UNREAD_PROPERTY)


def format_event_title(event: Component) -> str:
    """Return an event's title, else its UID, in quotes, for messages."""
    name = get_property_text(event.get("SUMMARY")) or get_property_text(event.get("UID"))
    return f"'{shorten_text(name or 'an event without a title')}'"


def _find_first_text(calendars: Iterable[RawComponent], names: Iterable[str]) -> str:
    """Return the first text that a calendar has under one of the names."""
    texts = (each.get_value(name) for each in calendars for name in names)
    return unescape_text(next(filter(None, texts), "")).strip()


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
