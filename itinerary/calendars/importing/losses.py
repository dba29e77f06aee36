"""What a document leaves out or says otherwise than its calendar, in sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from itinerary.calendars.importing.calendar_parser import ParsedCalendar
from itinerary.calendars.importing.document_builder import build_calendar_fields
from itinerary.calendars.importing.event_conversion import UNNAMED, ConvertedEvent, Fields, Section
from itinerary.calendars.importing.event_times import DatedEvent
from itinerary.calendars.importing.import_report import UNTITLED, ImportReport
from itinerary.calendars.importing.own_calendars import (
    GENERATED,
    is_own_product,
    list_parts_of_trips,
)
from itinerary.document.vocabulary import EventKind


def list_losses(
    calendar: ParsedCalendar,
    timezone: str,
    events: Sequence[DatedEvent],
    converted: Sequence[ConvertedEvent],
    report: ImportReport,
) -> Iterator[str]:
    """Yield what the document leaves out or says otherwise than the calendar, in sentences.

    Args:
        calendar: The calendar.
        timezone: The zone of the document.
        events: Its events as they are dated.
        converted: The same events as the document has them.
        report: What the import has found of them.
    """
    is_own = is_own_product(calendar.product)
    left_out = calendar.left_out + Counter(_list_rejected_fields(calendar))
    if is_own:
        left_out = Counter({name: left_out[name] for name in left_out if name not in GENERATED})
    left_out += Counter(name for each in converted for name in each.left_out)
    if left_out:
        yield f"left out: {format_counts(left_out)}"
    if report.earlier:
        yield f"left out, since they end before the first day: {report.earlier}"
    yield from _list_zones(timezone, events)
    reasons = [*_list_unusual_events(converted)]
    if is_own:
        reasons += list_parts_of_trips(each.fields for each in converted)
    for reason, titles in reasons:
        if titles:
            yield f"{reason}: {'; '.join(titles)}"
    yield from report.iterate_losses()


def _list_rejected_fields(calendar: ParsedCalendar) -> Iterator[str]:
    """Yield what a calendar says of itself that no document may have."""
    kept = build_calendar_fields(calendar)
    given = {"color": calendar.color, "url": calendar.url}
    yield from (name.upper() for name, value in given.items() if value and name not in kept)


def format_counts(names: Counter[str]) -> str:
    """Return names with how often each is there, such as "X-FOO (2), VTODO (1)"."""
    return ", ".join(f"{name} ({count})" for name, count in names.items())


def _list_zones(timezone: str, events: Sequence[DatedEvent]) -> Iterator[str]:
    """Yield what becomes of times whose zone the tz database does not know."""
    unzoned = [time for each in events for time in each.times if time.is_timed and not time.zone]
    if zones := sorted({each.calendar_zone for each in unzoned if each.calendar_zone}):
        yield f"zones unknown to the tz database, written as offsets from UTC: {', '.join(zones)}"
    if unzoned:
        yield (
            f"times without a zone are shown in {timezone} time:"
            " to change that, edit 'timezone' in the document"
        )


def _list_unusual_events(converted: Sequence[ConvertedEvent]) -> Iterator[tuple[str, list[str]]]:
    """Yield what people may not expect, with the titles of the events that it concerns."""
    fields = [each.fields for each in converted if each.section == Section.EVENTS]
    yield (
        "start and end in different zones, so movements between places without names",
        [each["title"] for each in fields if _is_between_zones(each)],
    )
    yield (
        "without a date, so written as TBD",
        [each["title"] for each in fields if each.get("when") == "TBD"],
    )
    yield (
        "without a title",
        [each.uid or "no UID" for each in converted if each.fields.get("title") == UNTITLED],
    )


def _is_between_zones(event: Fields) -> bool:
    """Return whether an event is a movement only since its ends are in two zones."""
    if event["kind"] != EventKind.MOVEMENT:
        return False
    return any(event[end]["name"].startswith(UNNAMED) for end in ("from", "to"))
