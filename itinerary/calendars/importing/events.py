"""A foreign event in; the event of a document out, as data, and the names of the properties that it leaves out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import timedelta
from typing import Any, NamedTuple

from icalendar import Component

from itinerary.calendars.importing.calendar import get_property_text
from itinerary.calendars.importing.clocks import EventTime, format_event_times
from itinerary.diagnostics import PlaceError
from itinerary.document import Event, ValidationError
from itinerary.document.vocabulary import Status, Visibility
from itinerary.places import locate_place

UNTITLED = "Untitled"
_KINDS = ("meeting", "press", "stay", "other")  # a movement's ends are no properties of a calendar
_VISIBILITY: dict[str, Visibility] = {
    "PRIVATE": Visibility.STAFF,
    "CONFIDENTIAL": Visibility.STAFF,
}
_STATUSES = {status.upper() for status in Status} - {"CONFIRMED"}
_CANCELLED_PREFIX = re.compile(r"cancel+ed:\s*", re.IGNORECASE)
_ALARM_UNITS = ((timedelta(days=1), "d"), (timedelta(hours=1), "h"), (timedelta(minutes=1), "m"))
# What fields are made of; all other properties are left out, and so told.
_CONVERTED_PROPERTIES = {
    "UID", "DTSTART", "DTEND", "DURATION", "SUMMARY", "DESCRIPTION", "COMMENT", "LOCATION", "GEO", "URL", "CATEGORIES", "STATUS", "CLASS",
    "ORGANIZER", "ATTENDEE", "RECURRENCE-ID", "RRULE", "RDATE", "EXDATE",
}  # fmt: skip
_SINGLE_PROPERTIES = (
    "UID",
    "SUMMARY",
    "LOCATION",
    "GEO",
    "URL",
    "STATUS",
    "CLASS",
)  # of which the first counts
Fields = dict[str, Any]


class ConvertedEvent(NamedTuple):
    """An event as data, without its id; and what is left out of it, by name."""

    fields: Fields
    uid: str
    left_out: tuple[str, ...]


def convert_event(event: Component, clocks: Sequence[EventTime], timezone: str) -> ConvertedEvent:
    """The event of a document whose clock is that of `timezone`; what the document's model refuses is left out by name."""
    fields = {name: value for name, value in _iterate_fields(event, clocks, timezone) if value}
    left_out = [name for name in event if name not in _CONVERTED_PROPERTIES]
    left_out += ["the addresses and answers of ATTENDEE"] if "ATTENDEE" in event else []
    left_out += [
        f"another {name}" for name in _SINGLE_PROPERTIES for _ in _list_values(event, name)[1:]
    ]
    left_out += [each.name for each in event.subcomponents if each.name != "VALARM"]
    left_out += ["VALARM"] * (len(event.walk("VALARM")) - ("alarm" in fields))
    try:
        Event.model_validate(fields)
    except ValidationError as error:
        wrong = dict.fromkeys(str(each["loc"][0]) for each in error.errors() if each["loc"])
        left_out += [
            f"a {name} that no document may have"
            for name in wrong
            if fields.pop(name, None) is not None
        ]
    return ConvertedEvent(fields, get_property_text(event.get("UID")), tuple(left_out))


def _iterate_fields(
    event: Component, clocks: Sequence[EventTime], timezone: str
) -> Iterator[tuple[str, Any]]:
    """The fields, in the order in which people write them; those that hold nothing, too."""
    categories, status = (
        list(_iterate_categories(event)),
        get_property_text(event.get("STATUS")).upper(),
    )
    title, kind = (
        get_property_text(event.get("SUMMARY")),
        next((each for each in categories[:1] if each in _KINDS), "other"),
    )
    yield (
        "title",
        (_CANCELLED_PREFIX.sub("", title, count=1) if status == "CANCELLED" else title) or UNTITLED,
    )
    yield "kind", "movement" if _is_between_zones(clocks) else kind
    yield from _iterate_date_fields(event, clocks, timezone)
    yield "status", status.lower() if status in _STATUSES else ""
    yield "visibility", _VISIBILITY.get(get_property_text(event.get("CLASS")).upper())
    yield (
        "participants",
        list(dict.fromkeys(map(_get_person_name, _list_values(event, "ATTENDEE")))),
    )
    yield "contacts", list(map(_convert_contact, _list_values(event, "ORGANIZER")))
    yield "url", get_property_text(event.get("URL"))
    yield "categories", [each for each in categories if each != kind]
    yield "alarm", next(filter(None, map(_convert_alarm, event.walk("VALARM"))), "")
    yield (
        "notes",
        "\n\n".join(
            filter(
                None,
                map(
                    _normalize_text,
                    (*_list_values(event, "DESCRIPTION"), *_list_values(event, "COMMENT")),
                ),
            )
        ),
    )
    yield "x-uid", get_property_text(event.get("UID"))


def _iterate_date_fields(
    event: Component, clocks: Sequence[EventTime], timezone: str
) -> Iterator[tuple[str, Any]]:
    """The dates, where they are, and by which clock. Two zones are a movement, whose ends are known by their zones only."""
    place, zone = _convert_place(event), clocks[0].zone if clocks else ""
    if _is_between_zones(clocks):
        ends = [{"name": _format_zone_city(each.zone), "timezone": each.zone} for each in clocks]
        yield from (("from", {**ends[0], **place}), ("to", ends[1]))
        yield from zip(("depart", "arrive"), format_event_times(clocks), strict=True)
        return
    yield "when", "/".join(format_event_times(clocks)) or "TBD"
    if place:
        yield "place", {**place, "timezone": zone or _find_place_zone(place["name"]) or timezone}
    elif zone and zone != timezone:
        yield "timezone", zone


def _is_between_zones(clocks: Sequence[EventTime]) -> bool:
    return len({each.zone for each in clocks if each.zone}) > 1


def _convert_place(event: Component) -> Fields:
    (geo, *_), name = (
        _list_values(event, "GEO") or [None],
        _normalize_text(get_property_text(event.get("LOCATION"))).replace("\n", ", "),
    )
    degrees = {} if geo is None else {"latitude": geo.latitude, "longitude": geo.longitude}
    return (
        {"name": name or f"{geo.latitude}, {geo.longitude}", **degrees} if name or degrees else {}
    )


def _find_place_zone(name: str) -> str:
    """The zone of a place that is known by its name; empty for another."""
    with suppress(PlaceError):
        return locate_place(name)[0].timezone
    return ""


def _format_zone_city(zone: str) -> str:
    return zone.rpartition("/")[2].replace("_", " ")


def _iterate_categories(event: Component) -> Iterator[str]:
    found = event.get("CATEGORIES") or []
    for each in found if isinstance(found, list) else [found]:
        yield from (text for category in each.cats if (text := _normalize_text(category)))


def _list_values(event: Component, name: str) -> list[Any]:
    found = event.get(name, [])
    return found if isinstance(found, list) else [found]


def _normalize_text(value: Any) -> str:
    return re.sub(r"\r\n?", "\n", str(value or "")).strip()


def _get_person_name(person: Any) -> str:
    """The name of somebody who comes; else the address."""
    return _normalize_text(person.params.get("CN")) or _get_email_address(person)


def _get_email_address(person: Any) -> str:
    return re.sub(r"^mailto:", "", _normalize_text(person), flags=re.IGNORECASE) or "unnamed"


def _convert_contact(organizer: Any) -> Fields:
    address = _get_email_address(organizer)
    return {"name": _get_person_name(organizer), "role": "organizer"} | (
        {"email": address} if "@" in address else {}
    )


def _convert_alarm(alarm: Component) -> str:
    """How long before the start an alarm rings, in the largest unit that it is whole in; empty for one that rings otherwise."""
    trigger = next(iter(_list_values(alarm, "TRIGGER")), None)
    before = getattr(trigger, "dt", None)
    if (
        trigger is None
        or not isinstance(before, timedelta)
        or trigger.params.get("RELATED", "START").upper() != "START"
    ):
        return ""
    with suppress(StopIteration):
        unit, letter = next(
            (unit, letter)
            for unit, letter in _ALARM_UNITS
            if before < timedelta() and not before % unit
        )
        return f"{-before // unit}{letter}"
    return ""
