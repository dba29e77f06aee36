"""Converted events in; the document that they make up, as data, out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import Any

from itinerary.calendars.importing.calendar_parser import ParsedCalendar
from itinerary.calendars.importing.event_conversion import ConvertedEvent
from itinerary.calendars.importing.html_text import convert_html
from itinerary.document import Document, ValidationError
from itinerary.document.vocabulary import EventKind
from itinerary.loading import slugify_text

UTC_ZONE = "UTC"  # the zone of a document whose times name none
_SOURCE_ID = "calendar"  # the id of the file among the document's sources


def build_document(
    path: PurePath, calendar: ParsedCalendar, timezone: str, converted: Sequence[ConvertedEvent]
) -> dict[str, Any]:
    """Return the document as data, its fields in the order in which people write them."""
    events = [
        {"id": id, **each.fields, "source": _SOURCE_ID}
        for id, each in zip(_iterate_ids(converted), converted, strict=True)
    ]
    title = calendar.title or path.stem
    needs_timezone = timezone != UTC_ZONE or any(map(_has_unzoned_time, events))
    return {
        "title": title,
        "id": slugify_text(path.stem),
        **({"timezone": timezone} if needs_timezone else {}),
        **build_calendar_fields(calendar),
        "sources": {_SOURCE_ID: {"publisher": calendar.product or title, "title": path.name}},
        "events": events,
    }


def build_calendar_fields(calendar: ParsedCalendar) -> dict[str, str]:
    """Return what a calendar says of itself, as far as a document can have it."""
    fields = {
        "color": calendar.color,
        "url": calendar.url,
        "notes": convert_html(calendar.description),
    }
    given = {name: value for name, value in fields.items() if value}
    try:
        Document.model_validate({"title": "-", **given})
    except ValidationError as error:
        for name in {str(each["loc"][0]) for each in error.errors()} & given.keys():
            del given[name]
    return given


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
    if event.get("place", {}).get("timezone", UTC_ZONE) != UTC_ZONE:
        return False
    return "T" in event["when"] or "place" in event
