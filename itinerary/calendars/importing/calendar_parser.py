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
from typing import NamedTuple, cast

from icalendar import Component, Event, Timezone, vText
from icalendar.timezone import tzp

from itinerary.calendars.importing.components import RawComponent, build_components
from itinerary.calendars.importing.content_lines import (
    ContentLine,
    split_content_lines,
    unescape_text,
)
from itinerary.calendars.importing.event_parser import BROKEN_OFF_HINT, MAX_REASON, parse_event
from itinerary.calendars.importing.import_report import ImportReport
from itinerary.calendars.importing.properties import format_event_title
from itinerary.codes import Code
from itinerary.diagnostics import shorten_text
from itinerary.loading.source_file import SourceFile

RULE_PROPERTIES = ("RRULE", "EXRULE")  # read as they are written
# Properties of a calendar that say nothing about its events, and those that are read.
_CALENDAR_PROPERTIES = frozenset(
    """VERSION CALSCALE PRODID METHOD NAME X-WR-CALNAME X-WR-TIMEZONE X-WR-CALDESC DESCRIPTION
    COLOR URL""".split()
)
_REMEDY = "export it again from the program that it comes from, as iCalendar (.ics)"
_LAST_YEAR_OF_RULES = 2038  # up to which the parser follows the rules of zones
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
    report.add_broken_event(root.offset, title, message, BROKEN_OFF_HINT, Code.NO_CALENDAR)


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
            if each.name == "VEVENT" and (event := parse_event(each, report))
        ]
    for message in dict.fromkeys(str(each.message) for each in guesses):
        text = shorten_text(message, MAX_REASON)
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
            reason = shorten_text(str(error), MAX_REASON)
            message = f"the rules of the zone '{shorten_text(name)}' cannot be read: {reason}"
            hint = "the VTIMEZONE is left out"
            report.add_warning(each.offset, message, hint, Code.UNREAD_PROPERTY)


def _count_clock_changes(part: RawComponent) -> int:
    """Return how many changes a part of a zone comes to: a rule is followed year by year."""
    names = [line.name for line in part.lines]
    start = part.get_value("DTSTART")[:4]
    years = _LAST_YEAR_OF_RULES - int(start) if start.isdecimal() else _LAST_YEAR_OF_RULES
    return 1 + names.count("RDATE") + max(0, years) * names.count("RRULE")


def _find_first_text(calendars: Iterable[RawComponent], names: Iterable[str]) -> str:
    """Return the first text that a calendar has under one of the names."""
    texts = (each.get_value(name) for each in calendars for name in names)
    return unescape_text(next(filter(None, texts), "")).strip()
