"""The text of a calendar that others wrote (RFC 5545) in; a document with its events out, as YAML, and whatever does not go into it.

Every event ends as an event of the document or as an error; every property as a field or by its name among what is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import PurePath
from typing import Any, NamedTuple

from itinerary.calendars.importing.calendar import Calendar, Found, read_calendar, title_of
from itinerary.calendars.importing.clocks import Clock, clocks_of, most_frequent, zone_named
from itinerary.calendars.importing.events import UNTITLED, Made, event_of
from itinerary.calendars.importing.recurrences import RecurringError, groups, times_of
from itinerary.diagnostics import Diagnostic, DocumentError
from itinerary.loading import read_text, slug
from itinerary.loading.files import File, decoded
from itinerary.loading.yaml_writer import dumps
from itinerary.resolving import resolve

UTC = "UTC"  # the clock of a document with times by no zone at all
SOURCE = "calendar"  # the id that the file has among the document's sources
_EXPAND = (
    "write --expand and the last day, such as --expand 2026-12-31: it becomes one event each time"
)
_WHOSE = "say whose clock it is by: --timezone Europe/Lisbon"


class Imported(NamedTuple):
    """What a calendar comes to."""

    text: str  # of the document; empty where there is an error
    findings: tuple[Diagnostic, ...]  # by their lines in the calendar
    losses: tuple[str, ...] = ()  # what the document leaves out or tells otherwise, in sentences
    events: int = 0  # how many the document has


class _Dated(NamedTuple):
    """An event at one of its times."""

    found: Found
    clocks: tuple[Clock, ...]


def import_calendar(
    data: bytes, name: str, *, timezone: str = "", until: date | None = None
) -> Imported:
    r"""A calendar's bytes, and the name of its file, as a document of one source, that file.

    Times keep their zones. `timezone` is whose clock times are by that say of none; `until` is the last day up to which recurring
    events become one event each time: without it they are errors. Raises nothing: each error is a finding.

    >>> lines = "BEGIN:VCALENDAR", "BEGIN:VEVENT", "UID:1", "SUMMARY:Lunch", "DTSTART:20250328T130000", "END:VEVENT", "END:VCALENDAR"
    >>> text = import_calendar("\n".join(lines).encode(), "lunch.ics", timezone="Europe/Lisbon").text
    >>> text.splitlines()[-5:-2]
    ['  title: Lunch', '  kind: other', '  when: 2025-03-28T13:00']
    """
    try:
        file = decoded(data, name)
        calendar = read_calendar(file)
    except DocumentError as error:
        return Imported("", error.diagnostics)
    findings = list(calendar.findings)
    whose = timezone or zone_named(calendar.timezone)
    events = list(_dated(file, calendar, until, whose, findings))
    if not events and not _has_errors(findings):
        others = f" but {_counted(calendar.others)}" if calendar.others else ""
        findings.append(
            file.diagnostic(
                0, "error", f"the calendar has no event{others}", "export one that has", "no-event"
            )
        )
    clock = (
        timezone or most_frequent(clock for each in events for clock in each.clocks) or whose or UTC
    )
    made = [event_of(each.found.event, each.clocks, clock) for each in events]
    text = dumps(_document(PurePath(name), calendar, clock, made))
    if not _has_errors(findings):
        findings += _refused(file, text, events)
    if _has_errors(findings):
        return Imported("", tuple(findings))
    return Imported(
        text, tuple(findings), tuple(_losses(calendar, clock, events, made)), len(events)
    )


def _dated(
    file: File, calendar: Calendar, until: date | None, whose: str, findings: list[Diagnostic]
) -> Iterator[_Dated]:
    """Each event at each of its times; what has none that a document can hold is a finding instead."""
    told = {each.position for each in findings if each.severity == "error"}
    for group in groups(calendar.events):
        if any(file.position(each.place) in told for each in group):
            continue
        try:
            for found in times_of(group, until):
                clocks = tuple(each.by(whose) for each in clocks_of(found.event))
                if any(each.is_floating for each in clocks):
                    named = (
                        f"the zone '{clocks[0].named}' is unknown"
                        if clocks[0].named
                        else "its times say of no zone"
                    )
                    findings.append(
                        _error(file, found, f"{title_of(found.event)}: {named}", _WHOSE, "no-zone")
                    )
                else:
                    yield _Dated(found, clocks)
        except RecurringError as error:
            findings.append(
                _error(file, group[0], str(error), "" if until else _EXPAND, "recurring")
            )
        except Exception as error:  # of what others wrote any part may be odd
            reason = str(error) if isinstance(error, ValueError) else "its dates cannot be read"
            findings.append(
                _error(
                    file,
                    group[0],
                    f"{title_of(group[0].event)}: {reason}",
                    "correct its dates",
                    "event-dates",
                )
            )


def _has_errors(findings: list[Diagnostic]) -> bool:
    return any(each.severity == "error" for each in findings)


def _error(file: File, found: Found, message: str, hint: str, code: str) -> Diagnostic:
    return file.diagnostic(found.place, "error", message, hint, code)


def _document(
    path: PurePath, calendar: Calendar, timezone: str, made: list[Made]
) -> dict[str, Any]:
    ids = _ids(made)
    events = [
        {"id": id, **each.fields, "source": SOURCE} for id, each in zip(ids, made, strict=True)
    ]
    title = calendar.title or path.stem
    source = {"publisher": calendar.product or title, "title": path.name}
    clock = {"timezone": timezone} if timezone != UTC or any(map(_needs_a_zone, events)) else {}
    return {
        "title": title,
        "id": slug(path.stem),
        **clock,
        "sources": {SOURCE: source},
        "events": events,
    }


def _ids(made: list[Made]) -> Iterator[str]:
    """An id for each event, made from its UID, so that it is the same when the calendar is imported again; with the day if it recurs."""
    shared, taken = Counter(each.uid for each in made), Counter[str]()
    for each in made:
        id = slug(each.uid or each.fields["title"])
        if each.uid and shared[each.uid] > 1 and "when" in each.fields:
            id += f"-{each.fields['when'][:10].lower()}"
        taken[id] += 1
        yield id if taken[id] == 1 else f"{id}-{taken[id]}"


def _needs_a_zone(event: dict[str, Any]) -> bool:
    """Whether an event has a time or a place, and neither says by which clock."""
    is_by_none = "timezone" not in event and event.get("place", {}).get("timezone", UTC) == UTC
    return event["kind"] != "movement" and is_by_none and ("T" in event["when"] or "place" in event)


def _refused(file: File, text: str, events: list[_Dated]) -> Iterator[Diagnostic]:
    """What the document would have of errors, each where its event stands in the calendar."""
    loaded = read_text(text)
    found = [
        *loaded.diagnostics,
        *(resolve(loaded.document).diagnostics if loaded.document else ()),
    ]
    starts = [loaded.position(("events", number)) for number in range(len(events))]
    for each in found:
        if each.severity == "error":
            number = sum(start <= each.position for start in starts) - 1
            place = events[number].found.place if number >= 0 else 0
            yield file.diagnostic(place, "error", each.message, each.hint, each.code)


def _counted(names: Counter[str]) -> str:
    return ", ".join(f"{name} ({count})" for name, count in names.items())


def _losses(
    calendar: Calendar, timezone: str, events: list[_Dated], made: list[Made]
) -> Iterator[str]:
    """What the document does not have, or has otherwise than the calendar."""
    left_out = calendar.others + Counter(name for each in made for name in each.left_out)
    if left_out:
        yield f"left out: {_counted(left_out)}"
    clocks = [
        clock for each in events for clock in each.clocks if clock.is_timed and not clock.zone
    ]
    if named := sorted({each.named for each in clocks if each.named}):
        yield f"by zones that the tz database does not know, so with their offsets: {', '.join(named)}"
    if clocks:
        yield f"times without a zone are shown by the clock of {timezone}: if that is not where they are, write another after 'timezone'"
    for told, titles in _odd(made):
        if titles:
            yield f"{told}: {'; '.join(titles)}"


def _odd(made: list[Made]) -> Iterator[tuple[str, list[str]]]:
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
