"""Makes a document, as YAML text, from a calendar that others wrote (RFC 5545).

Every event becomes an event of the document or an error; every property becomes a field or is
named among what is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import PurePath
from typing import Any, NamedTuple

from itinerary.calendars.importing.calendar_parser import (
    LocatedEvent,
    ParsedCalendar,
    format_event_title,
    parse_calendar,
)
from itinerary.calendars.importing.event_conversion import UNTITLED, ConvertedEvent, convert_event
from itinerary.calendars.importing.event_times import (
    EventTime,
    find_most_frequent_zone,
    normalize_zone_name,
    read_event_times,
)
from itinerary.calendars.importing.own_calendars import (
    drop_minute,
    is_own_product,
    list_parts_of_trips,
)
from itinerary.calendars.importing.recurrences import (
    RecurringError,
    expand_recurrences,
    group_by_uid,
)
from itinerary.calendars.importing.revisions import split_revisions
from itinerary.codes import Code
from itinerary.dates.interval.moments import to_day
from itinerary.diagnostics import Diagnostic, DocumentError, require_argument, require_text
from itinerary.document.vocabulary import EventKind
from itinerary.loading import read_text, slugify_text
from itinerary.loading.source_file import SourceFile, decode_file
from itinerary.loading.writers import write_yaml
from itinerary.resolving import resolve

__all__ = ["ImportResult", "import_calendar"]

_UTC = "UTC"  # the zone of a document whose times name none
_SOURCE_ID = "calendar"  # the id of the file among the document's sources
_TIMEZONE_HINT = "name the zone, as in --timezone Europe/Lisbon"


class ImportResult(NamedTuple):
    """What an import gives: the document's text, or the errors that prevent it."""

    text: str  # the document as YAML; empty if there is an error
    findings: tuple[Diagnostic, ...]  # positions are those in the calendar
    losses: tuple[str, ...] = ()  # what the document leaves out or says otherwise, in sentences
    events: int = 0  # number of events in the document


class _DatedEvent(NamedTuple):
    """An event, or one occurrence of a recurring event, with its start and end."""

    located: LocatedEvent
    times: tuple[EventTime, ...]


def import_calendar(
    data: bytes, name: str, *, timezone: str = "", until: date | None = None
) -> ImportResult:
    r"""Make a document from a calendar; the calendar becomes its only source.

    Args:
        data: The bytes of the calendar, UTF-8.
        name: The file's name, for the document's id and the positions of findings.
        timezone: The IANA zone of floating times; without it they are errors, unless the
            calendar names a zone itself. Other times keep their zones.
        until: The last day, included, up to which recurring events become one event for each
            occurrence; of a time, its day. Without it they are errors.

    Returns:
        The document and what it leaves out. Errors in the calendar are findings, never raised.

    Raises:
        TypeError: An argument has a wrong type; the message names it.
        ValueError: `until` is no day: what pandas calls NaT.

    >>> lines = (
    ...     "BEGIN:VCALENDAR", "BEGIN:VEVENT", "UID:1", "SUMMARY:Lunch", "DTSTART:20250328T130000",
    ...     "END:VEVENT", "END:VCALENDAR",
    ... )
    >>> result = import_calendar("\n".join(lines).encode(), "lunch.ics", timezone="Europe/Lisbon")
    >>> result.text.splitlines()[-5:-2]
    ['  title: Lunch', '  kind: other', '  when: 2025-03-28T13:00']
    """
    require_argument("data", data, bytes, "the bytes of a calendar")
    require_text("name", name)
    require_text("timezone", timezone)
    require_argument("until", until, date | None, "a date or None")
    last_day = None if until is None else to_day("until", until)
    try:
        file = decode_file(data, name)
        calendar = parse_calendar(file)
    except DocumentError as error:
        return ImportResult("", error.diagnostics)
    findings = list(calendar.findings)
    standing, revised = split_revisions(calendar.events)
    calendar = calendar._replace(events=standing)
    floating_zone = timezone or normalize_zone_name(calendar.timezone)
    events = list(_iterate_dated_events(file, calendar, last_day, floating_zone, findings))
    if is_own_product(calendar.product):
        events = [each._replace(times=drop_minute(each.times)) for each in events]
    if not events and not _has_errors(findings):
        findings.append(_create_empty_calendar_error(file, calendar))
    times = (time for each in events for time in each.times)
    zone = timezone or find_most_frequent_zone(times) or floating_zone or _UTC
    is_own = is_own_product(calendar.product)
    converted = [
        convert_event(each.located.event, each.times, zone, is_own=is_own) for each in events
    ]
    text = write_yaml(_build_document(PurePath(name), calendar, zone, converted))
    if not _has_errors(findings):
        findings += _find_document_errors(file, text, events)
    if _has_errors(findings):
        return ImportResult("", tuple(findings))
    losses = (*_list_losses(calendar, zone, events, converted), *_list_revised(revised))
    return ImportResult(text, tuple(findings), losses, len(events))


def _has_errors(findings: Sequence[Diagnostic]) -> bool:
    return any(each.severity == "error" for each in findings)


def _create_empty_calendar_error(file: SourceFile, calendar: ParsedCalendar) -> Diagnostic:
    others = f", only {_format_counts(calendar.others)}" if calendar.others else ""
    message = f"the calendar has no events{others}"
    return file.create_diagnostic(0, "error", message, "export one that has events", Code.NO_EVENT)


def _iterate_dated_events(
    file: SourceFile,
    calendar: ParsedCalendar,
    until: date | None,
    floating_zone: str,
    findings: list[Diagnostic],
) -> Iterator[_DatedEvent]:
    """Yield each occurrence of each event; add a finding for an event that has no usable dates."""
    wrong_positions = {each.position for each in findings if each.severity == "error"}
    for group in group_by_uid(calendar.events):
        if any(file.find_position(each.offset) in wrong_positions for each in group):
            continue
        try:
            for located in expand_recurrences(group, until):
                dated = _date_event(located, floating_zone)
                if any(each.is_floating for each in dated.times):
                    findings.append(_create_floating_error(file, dated))
                else:
                    yield dated
        except RecurringError as error:
            findings.append(
                _create_event_error(file, group[0], str(error), error.hint, Code.RECURRING)
            )
        except Exception as error:  # any part of what others wrote may be odd
            findings.append(_create_dates_error(file, group[0], error))


def _date_event(located: LocatedEvent, floating_zone: str) -> _DatedEvent:
    times = read_event_times(located.event, located.duration)
    return _DatedEvent(located, tuple(each.assign_zone(floating_zone) for each in times))


def _create_floating_error(file: SourceFile, dated: _DatedEvent) -> Diagnostic:
    calendar_zone = dated.times[0].calendar_zone
    reason = f"the zone '{calendar_zone}' is unknown" if calendar_zone else "its times have no zone"
    message = f"{format_event_title(dated.located.event)}: {reason}"
    return _create_event_error(file, dated.located, message, _TIMEZONE_HINT, Code.NO_ZONE)


def _create_dates_error(file: SourceFile, located: LocatedEvent, error: Exception) -> Diagnostic:
    reason = str(error) if isinstance(error, ValueError) else "its dates cannot be read"
    message = f"{format_event_title(located.event)}: {reason}"
    return _create_event_error(file, located, message, "correct its dates", Code.EVENT_DATES)


def _create_event_error(
    file: SourceFile, located: LocatedEvent, message: str, hint: str, code: Code
) -> Diagnostic:
    return file.create_diagnostic(located.offset, "error", message, hint, code)


def _build_document(
    path: PurePath, calendar: ParsedCalendar, timezone: str, converted: Sequence[ConvertedEvent]
) -> dict[str, Any]:
    """Return the document as data, its fields in the order in which people write them."""
    events = [
        {"id": id, **each.fields, "source": _SOURCE_ID}
        for id, each in zip(_iterate_ids(converted), converted, strict=True)
    ]
    title = calendar.title or path.stem
    needs_timezone = timezone != _UTC or any(map(_has_unzoned_time, events))
    return {
        "title": title,
        "id": slugify_text(path.stem),
        **({"timezone": timezone} if needs_timezone else {}),
        "sources": {_SOURCE_ID: {"publisher": calendar.product or title, "title": path.name}},
        "events": events,
    }


def _iterate_ids(converted: Sequence[ConvertedEvent]) -> Iterator[str]:
    """Yield an id for each event, made from its UID and, if it recurs, its day.

    A calendar that is imported again gives the same ids.
    """
    uids, used = Counter(each.uid for each in converted), Counter[str]()
    for each in converted:
        id = slugify_text(each.uid or each.fields["title"])
        if each.uid and uids[each.uid] > 1 and "when" in each.fields:
            id += f"-{each.fields['when'][:10].lower()}"
        used[id] += 1
        yield id if used[id] == 1 else f"{id}-{used[id]}"


def _has_unzoned_time(event: dict[str, Any]) -> bool:
    """Return whether an event has a time or a place, and neither gives a zone."""
    if event["kind"] == EventKind.MOVEMENT or "timezone" in event:
        return False
    if event.get("place", {}).get("timezone", _UTC) != _UTC:
        return False
    return "T" in event["when"] or "place" in event


def _find_document_errors(
    file: SourceFile, text: str, events: Sequence[_DatedEvent]
) -> Iterator[Diagnostic]:
    """Yield the errors that the document would have, at the positions of events in the calendar."""
    loaded = read_text(text)
    timeline = resolve(loaded.document) if loaded.document else None
    found = [*loaded.diagnostics, *(timeline.diagnostics if timeline else ())]
    starts = [loaded.find_position(("events", number)) for number in range(len(events))]
    for each in found:
        if each.severity == "error":
            number = sum(start <= each.position for start in starts) - 1
            offset = events[number].located.offset if number >= 0 else 0
            yield file.create_diagnostic(offset, "error", each.message, each.hint, each.code)


def _format_counts(names: Counter[str]) -> str:
    return ", ".join(f"{name} ({count})" for name, count in names.items())


def _list_losses(
    calendar: ParsedCalendar,
    timezone: str,
    events: Sequence[_DatedEvent],
    converted: Sequence[ConvertedEvent],
) -> Iterator[str]:
    """Yield what the document leaves out or says otherwise than the calendar, in sentences."""
    left_out = calendar.others + Counter(calendar.methods)
    left_out += Counter(name for each in converted for name in each.left_out)
    if left_out:
        yield f"left out: {_format_counts(left_out)}"
    unzoned = [time for each in events for time in each.times if time.is_timed and not time.zone]
    if zones := sorted({each.calendar_zone for each in unzoned if each.calendar_zone}):
        yield f"zones unknown to the tz database, written as offsets from UTC: {', '.join(zones)}"
    if unzoned:
        yield (
            f"times without a zone are shown in {timezone} time:"
            " to change that, edit 'timezone' in the document"
        )
    reasons = [*_list_unusual_events(converted)]
    if is_own_product(calendar.product):
        reasons += list_parts_of_trips(each.fields for each in converted)
    for reason, titles in reasons:
        if titles:
            yield f"{reason}: {'; '.join(titles)}"


def _list_revised(revised: Sequence[LocatedEvent]) -> Iterator[str]:
    """Yield the sentence about events in an earlier form, if there are any."""
    if revised:
        titles = "; ".join(format_event_title(each.event) for each in revised)
        yield f"left out, since an event of the same UID has a higher SEQUENCE: {titles}"


def _list_unusual_events(converted: Sequence[ConvertedEvent]) -> Iterator[tuple[str, list[str]]]:
    """Yield what people may not expect, with the titles of the events that it concerns."""
    fields = [each.fields for each in converted]
    yield (
        "start and end in different zones, so movements between places named after the zones",
        [each["title"] for each in fields if each["kind"] == EventKind.MOVEMENT],
    )
    yield (
        "without a date, so written as TBD",
        [each["title"] for each in fields if each.get("when") == "TBD"],
    )
    yield (
        "without a title",
        [each.uid or "no UID" for each in converted if each.fields["title"] == UNTITLED],
    )
