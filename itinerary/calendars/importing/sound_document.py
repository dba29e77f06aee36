"""Dated events in; the text of a document that has no error, or the errors that it would have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import NamedTuple

from itinerary.calendars.importing.calendar_parser import ParsedCalendar
from itinerary.calendars.importing.document_builder import BuiltDocument, build_document
from itinerary.calendars.importing.event_conversion import ConvertedEvent, convert_event
from itinerary.calendars.importing.event_times import DatedEvent
from itinerary.calendars.importing.import_report import ImportReport
from itinerary.calendars.importing.own_calendars import is_own_product, restore_stamp
from itinerary.calendars.importing.own_events import restore_event, share_categories
from itinerary.codes import Code
from itinerary.diagnostics import Diagnostic
from itinerary.document.vocabulary import EVENT_DATE_FIELDS
from itinerary.loading import read_text
from itinerary.loading.writers import write_yaml
from itinerary.resolving import resolve

_PLAIN = r"[1-8]\d{3}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:\+00:00)?)?"
# Dates that mean nothing but themselves, by the zone that stands beside them.
_PLAIN_DATE = re.compile(f"{_PLAIN}(?:/{_PLAIN})?")


class SoundDocument(NamedTuple):
    """The text of a document, with the events in it and what they became."""

    text: str
    events: Sequence[DatedEvent]
    converted: Sequence[ConvertedEvent]


def write_document(
    name: str,
    calendar: ParsedCalendar,
    timezone: str,
    events: Sequence[DatedEvent],
    report: ImportReport,
) -> SoundDocument:
    """Return the document; an event that it may not have is an error, or left out and told.

    Args:
        name: The name of the calendar's file.
        calendar: The calendar.
        timezone: The zone of the document.
        events: Its events as they are dated.
        report: What the errors are added to.
    """
    converted = [convert_event(each, timezone) for each in events]
    if is_own_product(calendar.product):
        pairs = zip(converted, events, strict=True)
        converted = [restore_event(*each) for each in pairs]
    built = _build_document(name, calendar, timezone, converted, events)
    text = write_yaml(built.data)
    if report.has_errors:
        return SoundDocument(text, events, converted)
    found = [*_iterate_loading_errors(built, text)]
    if not found:
        found = [*_iterate_resolving_errors(name, calendar, timezone, converted, events)]
    broken = {_add_error(error, number, events, report) for error, number in found}
    if not broken or report.has_errors:
        return SoundDocument(text, events, converted)
    rest = [each for number, each in enumerate(events) if number not in broken]
    return write_document(name, calendar, timezone, rest, report)


def _build_document(
    name: str,
    calendar: ParsedCalendar,
    timezone: str,
    converted: Sequence[ConvertedEvent],
    events: Sequence[DatedEvent],
) -> BuiltDocument:
    if not is_own_product(calendar.product):
        return build_document(PurePath(name), calendar, timezone, converted)
    rest, categories = share_categories(converted)
    stamp = restore_stamp([each.located for each in events])
    return build_document(
        PurePath(name), calendar, timezone, rest, is_own=True, categories=categories, stamp=stamp
    )


def _iterate_loading_errors(built: BuiltDocument, text: str) -> Iterator[tuple[Diagnostic, int]]:
    """Yield what the schema says against a document, each with the number of its event or -1."""
    loaded = read_text(text)
    errors = [each for each in loaded.diagnostics if each.severity == "error"]
    starts = [
        (loaded.find_position(path), number) for number, path in enumerate(built.paths) if errors
    ]
    yield from ((each, _find_number(each, starts)) for each in errors)


def _iterate_resolving_errors(
    name: str,
    calendar: ParsedCalendar,
    timezone: str,
    converted: Sequence[ConvertedEvent],
    events: Sequence[DatedEvent],
) -> Iterator[tuple[Diagnostic, int]]:
    """Yield what is wrong with the dates of a document, each with the number of its event or -1.

    Only what may be wrong is resolved: plain dates and zones have been read before.
    """
    numbers = [at for at, each in enumerate(converted) if not _has_plain_dates(each)]
    if is_own_product(calendar.product):
        numbers = [*range(len(converted))]  # its parts have to do with one another
    if not numbers:
        return
    part = [converted[each] for each in numbers]
    built = _build_document(name, calendar, timezone, part, [events[each] for each in numbers])
    loaded = read_text(write_yaml(built.data))
    if loaded.document is None:
        return
    starts = [
        (loaded.find_position(path), number)
        for path, number in zip(built.paths, numbers, strict=True)
    ]
    for each in resolve(loaded.document).diagnostics:
        if each.severity == "error":
            yield each, _find_number(each, starts)


def _has_plain_dates(converted: ConvertedEvent) -> bool:
    dates = (converted.fields[name] for name in EVENT_DATE_FIELDS if name in converted.fields)
    return all(isinstance(each, str) and _PLAIN_DATE.fullmatch(each) for each in dates)


def _find_number(error: Diagnostic, starts: Sequence[tuple[tuple[object, ...], int]]) -> int:
    """Return the number of the event that an error stands in; -1 if it stands before all."""
    before = [start for start in starts if start[0] <= error.position]
    return max(before)[1] if before else -1


def _add_error(
    error: Diagnostic, number: int, events: Sequence[DatedEvent], report: ImportReport
) -> int:
    """Add an error at its event, and return the event's number."""
    code = Code(error.code or Code.EVENT_DATES)
    if number < 0:
        report.add_error(0, error.message, error.hint, code)
    else:
        located = events[number].located
        report.add_broken_event(located.offset, located.title, error.message, error.hint, code)
    return number
