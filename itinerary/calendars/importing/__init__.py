"""The text of a calendar that others wrote (RFC 5545) in; a document with its events out, as YAML, and whatever does not go into it.

Every event ends as an event of the document or as an error; every property as a field or by its name among what is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import PurePath
from typing import Any, NamedTuple

from itinerary.calendars.importing.calendar import (
    LocatedEvent,
    ParsedCalendar,
    format_event_title,
    read_calendar,
)
from itinerary.calendars.importing.clocks import (
    EventTime,
    find_most_frequent_zone,
    normalize_zone_name,
    read_event_times,
)
from itinerary.calendars.importing.events import UNTITLED, ConvertedEvent, convert_event
from itinerary.calendars.importing.recurrences import (
    RecurringError,
    expand_recurrences,
    group_by_uid,
)
from itinerary.diagnostics import Diagnostic, DocumentError
from itinerary.loading import read_text, slugify_text
from itinerary.loading.source_file import SourceFile, decode_file
from itinerary.loading.yaml_writer import dumps
from itinerary.resolving import resolve

UTC = "UTC"  # the clock of a document with times by no zone at all
SOURCE_ID = "calendar"  # the id that the file has among the document's sources
_EXPAND_HINT = (
    "write --expand and the last day, such as --expand 2026-12-31: it becomes one event each time"
)
_TIMEZONE_HINT = "say whose clock it is by: --timezone Europe/Lisbon"


class ImportResult(NamedTuple):
    """What a calendar comes to."""

    text: str  # of the document; empty where there is an error
    findings: tuple[Diagnostic, ...]  # by their lines in the calendar
    losses: tuple[str, ...] = ()  # what the document leaves out or tells otherwise, in sentences
    events: int = 0  # how many the document has


class _DatedEvent(NamedTuple):
    """An event at one of its times."""

    found: LocatedEvent
    clocks: tuple[EventTime, ...]


def import_calendar(
    data: bytes, name: str, *, timezone: str = "", until: date | None = None
) -> ImportResult:
    r"""A calendar's bytes, and the name of its file, as a document of one source, that file.

    Times keep their zones. `timezone` is whose clock times are by that say of none; `until` is the last day up to which recurring
    events become one event each time: without it they are errors. Raises nothing: each error is a finding.

    >>> lines = "BEGIN:VCALENDAR", "BEGIN:VEVENT", "UID:1", "SUMMARY:Lunch", "DTSTART:20250328T130000", "END:VEVENT", "END:VCALENDAR"
    >>> text = import_calendar("\n".join(lines).encode(), "lunch.ics", timezone="Europe/Lisbon").text
    >>> text.splitlines()[-5:-2]
    ['  title: Lunch', '  kind: other', '  when: 2025-03-28T13:00']
    """
    try:
        file = decode_file(data, name)
        calendar = read_calendar(file)
    except DocumentError as error:
        return ImportResult("", error.diagnostics)
    findings = list(calendar.findings)
    whose = timezone or normalize_zone_name(calendar.timezone)
    events = list(_iterate_dated_events(file, calendar, until, whose, findings))
    if not events and not _has_errors(findings):
        others = f" but {_format_counts(calendar.others)}" if calendar.others else ""
        findings.append(
            file.create_diagnostic(
                0, "error", f"the calendar has no event{others}", "export one that has", "no-event"
            )
        )
    clock = (
        timezone
        or find_most_frequent_zone(clock for each in events for clock in each.clocks)
        or whose
        or UTC
    )
    made = [convert_event(each.found.event, each.clocks, clock) for each in events]
    text = dumps(_build_document(PurePath(name), calendar, clock, made))
    if not _has_errors(findings):
        findings += _find_document_errors(file, text, events)
    if _has_errors(findings):
        return ImportResult("", tuple(findings))
    return ImportResult(
        text, tuple(findings), tuple(_list_losses(calendar, clock, events, made)), len(events)
    )


def _iterate_dated_events(
    file: SourceFile,
    calendar: ParsedCalendar,
    until: date | None,
    whose: str,
    findings: list[Diagnostic],
) -> Iterator[_DatedEvent]:
    """Each event at each of its times; what has none that a document can hold is a finding instead."""
    told = {each.position for each in findings if each.severity == "error"}
    for group in group_by_uid(calendar.events):
        if any(file.find_position(each.offset) in told for each in group):
            continue
        try:
            for found in expand_recurrences(group, until):
                clocks = tuple(each.assign_zone(whose) for each in read_event_times(found.event))
                if any(each.is_floating for each in clocks):
                    named = (
                        f"the zone '{clocks[0].calendar_zone}' is unknown"
                        if clocks[0].calendar_zone
                        else "its times say of no zone"
                    )
                    findings.append(
                        _create_event_error(
                            file,
                            found,
                            f"{format_event_title(found.event)}: {named}",
                            _TIMEZONE_HINT,
                            "no-zone",
                        )
                    )
                else:
                    yield _DatedEvent(found, clocks)
        except RecurringError as error:
            findings.append(
                _create_event_error(
                    file, group[0], str(error), "" if until else _EXPAND_HINT, "recurring"
                )
            )
        except Exception as error:  # of what others wrote any part may be odd
            reason = str(error) if isinstance(error, ValueError) else "its dates cannot be read"
            findings.append(
                _create_event_error(
                    file,
                    group[0],
                    f"{format_event_title(group[0].event)}: {reason}",
                    "correct its dates",
                    "event-dates",
                )
            )


def _has_errors(findings: list[Diagnostic]) -> bool:
    return any(each.severity == "error" for each in findings)


def _create_event_error(
    file: SourceFile, found: LocatedEvent, message: str, hint: str, code: str
) -> Diagnostic:
    return file.create_diagnostic(found.offset, "error", message, hint, code)


def _build_document(
    path: PurePath, calendar: ParsedCalendar, timezone: str, made: list[ConvertedEvent]
) -> dict[str, Any]:
    ids = _iterate_ids(made)
    events = [
        {"id": id, **each.fields, "source": SOURCE_ID} for id, each in zip(ids, made, strict=True)
    ]
    title = calendar.title or path.stem
    source = {"publisher": calendar.product or title, "title": path.name}
    clock = {"timezone": timezone} if timezone != UTC or any(map(_has_unzoned_time, events)) else {}
    return {
        "title": title,
        "id": slugify_text(path.stem),
        **clock,
        "sources": {SOURCE_ID: source},
        "events": events,
    }


def _iterate_ids(made: list[ConvertedEvent]) -> Iterator[str]:
    """An id for each event, made from its UID, so that it is the same when the calendar is imported again; with the day if it recurs."""
    shared, taken = Counter(each.uid for each in made), Counter[str]()
    for each in made:
        id = slugify_text(each.uid or each.fields["title"])
        if each.uid and shared[each.uid] > 1 and "when" in each.fields:
            id += f"-{each.fields['when'][:10].lower()}"
        taken[id] += 1
        yield id if taken[id] == 1 else f"{id}-{taken[id]}"


def _has_unzoned_time(event: dict[str, Any]) -> bool:
    """Whether an event has a time or a place, and neither says by which clock."""
    is_by_none = "timezone" not in event and event.get("place", {}).get("timezone", UTC) == UTC
    return event["kind"] != "movement" and is_by_none and ("T" in event["when"] or "place" in event)


def _find_document_errors(
    file: SourceFile, text: str, events: list[_DatedEvent]
) -> Iterator[Diagnostic]:
    """What the document would have of errors, each where its event stands in the calendar."""
    loaded = read_text(text)
    found = [
        *loaded.diagnostics,
        *(resolve(loaded.document).diagnostics if loaded.document else ()),
    ]
    starts = [loaded.find_position(("events", number)) for number in range(len(events))]
    for each in found:
        if each.severity == "error":
            number = sum(start <= each.position for start in starts) - 1
            place = events[number].found.offset if number >= 0 else 0
            yield file.create_diagnostic(place, "error", each.message, each.hint, each.code)


def _format_counts(names: Counter[str]) -> str:
    return ", ".join(f"{name} ({count})" for name, count in names.items())


def _list_losses(
    calendar: ParsedCalendar, timezone: str, events: list[_DatedEvent], made: list[ConvertedEvent]
) -> Iterator[str]:
    """What the document does not have, or has otherwise than the calendar."""
    left_out = calendar.others + Counter(name for each in made for name in each.left_out)
    if left_out:
        yield f"left out: {_format_counts(left_out)}"
    clocks = [
        clock for each in events for clock in each.clocks if clock.is_timed and not clock.zone
    ]
    if named := sorted({each.calendar_zone for each in clocks if each.calendar_zone}):
        yield f"by zones that the tz database does not know, so with their offsets: {', '.join(named)}"
    if clocks:
        yield f"times without a zone are shown by the clock of {timezone}: if that is not where they are, write another after 'timezone'"
    for told, titles in _list_unusual_events(made):
        if titles:
            yield f"{told}: {'; '.join(titles)}"


def _list_unusual_events(made: list[ConvertedEvent]) -> Iterator[tuple[str, list[str]]]:
    """The titles of events that are otherwise than people may think."""
    yield (
        "between two zones, so movements, whose places are named after them",
        [each.fields["title"] for each in made if each.fields["kind"] == "movement"],
    )
    yield (
        "without a date, so still to be determined",
        [each.fields["title"] for each in made if each.fields.get("when") == "TBD"],
    )
    yield (
        "without a title",
        [each.uid or "no UID either" for each in made if each.fields["title"] == UNTITLED],
    )
