"""Converts a foreign event into the fields of a document's event, and names what is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from icalendar import Component

from itinerary.calendars.importing.calendar_parser import RULE_PROPERTIES, LocatedEvent
from itinerary.calendars.importing.event_parser import PARSED_PROPERTIES
from itinerary.calendars.importing.event_times import DatedEvent, EventTime, format_event_times
from itinerary.calendars.importing.html_text import convert_html
from itinerary.calendars.importing.import_report import UNTITLED
from itinerary.calendars.importing.place_zones import find_place_zone
from itinerary.calendars.importing.properties import (
    get_property_text,
    list_components,
    list_property_values,
)
from itinerary.dates.wording.labels import LABEL_LANGUAGES, translate_label
from itinerary.document import Event, ValidationError
from itinerary.document.kinds import KINDS
from itinerary.document.vocabulary import EventKind, Status, Visibility

UNNAMED = "unnamed place"
# A category names the kind, unless the kind needs fields that a calendar has no properties for.
_KINDS_BY_CATEGORY = {
    spec.category: kind for kind, spec in KINDS.items() if not spec.required_fields
}
_VISIBILITY_BY_CLASS = {"PRIVATE": Visibility.STAFF, "CONFIDENTIAL": Visibility.STAFF}
_STATUSES = {each.upper(): each for each in Status if each != Status.CONFIRMED}
_POSTPONED, _CANCELLED = (
    [translate_label(each.upper(), language) for language in LABEL_LANGUAGES]
    for each in (Status.POSTPONED, Status.CANCELLED)
)
STATUS_PREFIX = re.compile(
    rf"(?:(?P<postponed>{'|'.join(_POSTPONED)})|{'|'.join(_CANCELLED)}|canceled):\s*", re.IGNORECASE
)
_GEO_URI = re.compile(r"geo:([+-]?\d+(?:\.\d+)?),([+-]?\d+(?:\.\d+)?)", re.IGNORECASE)
_ROUTE = re.compile(r"\b[A-Z]{3}(?: ?(?:[-–—→>/]| to ) ?[A-Z]{3}\b)+")
_AIRPORT_CODE = re.compile("[A-Z]{3}")
_PHONE = re.compile(r"[+(]?\d[\d ()/.-]{3,}")
_ALARM_UNITS = ((timedelta(days=1), "d"), (timedelta(hours=1), "h"), (timedelta(minutes=1), "m"))
_CONVERTED_PROPERTIES = PARSED_PROPERTIES.union(RULE_PROPERTIES)
_SINGLE_PROPERTIES = ("UID", "SUMMARY", "LOCATION", "GEO", "URL", "STATUS", "CLASS")
Fields = dict[str, Any]


class Section(StrEnum):
    """The part of a document that an event goes to."""

    LEGS = "legs"
    EVENTS = "events"
    BACKGROUND = "background"


class ConvertedEvent(NamedTuple):
    """The fields of a document's event, without its id, and the names of what is left out."""

    fields: Fields
    uid: str
    left_out: tuple[str, ...]
    section: Section = Section.EVENTS
    leg: str = ""  # the title of the leg that it is part of


def convert_event(dated: DatedEvent, timezone: str) -> ConvertedEvent:
    """Convert an event; a field that the document's model rejects is left out by name.

    Args:
        dated: The foreign event with its dates, which are not read from it again.
        timezone: The IANA zone of the document, which an event need not repeat.
    """
    event = dated.located.event
    found = _iterate_fields(event, dated.times, timezone)
    fields = {name: value for name, value in found if value}
    left_out = list(_list_unconverted_parts(dated.located, has_alarm="alarm" in fields))
    for name in _find_invalid_fields(fields):
        del fields[name]
        left_out.append(f"a {name} that no document may have")
    return ConvertedEvent(fields, get_property_text(event.get("UID")), tuple(left_out))


def _list_unconverted_parts(located: LocatedEvent, *, has_alarm: bool) -> Iterator[str]:
    event = located.event
    names = dict.fromkeys(each.name for each in located.raw.lines if each.name)
    yield from (name for name in names if name not in _CONVERTED_PROPERTIES)
    if _differs_from_description(event):
        yield "X-ALT-DESC"
    if "ATTENDEE" in event:
        yield "addresses and replies of ATTENDEE"
    for name in _SINGLE_PROPERTIES:
        yield from [f"another {name}"] * (len(_list_values(event, name)) - 1)
    yield from (str(each.name) for each in event.subcomponents if each.name != "VALARM")
    yield from ["VALARM"] * (len(list_components(event, "VALARM")) - has_alarm)


def _differs_from_description(event: Component) -> bool:
    """Return whether the description in HTML says something else than the plain one."""
    plain, marked = (
        " ".join(convert_html(get_property_text(event.get(name))).split())
        for name in ("DESCRIPTION", "X-ALT-DESC")
    )
    return bool(plain and marked and plain != marked)


def _find_invalid_fields(fields: Fields) -> list[str]:
    """Return the names of the fields whose values the document's model rejects."""
    try:
        Event.model_validate(fields)
    except ValidationError as error:
        names = dict.fromkeys(str(each["loc"][0]) for each in error.errors() if each["loc"])
        return [name for name in names if fields.get(name) is not None]
    return []


def _iterate_fields(
    event: Component, times: Sequence[EventTime], timezone: str
) -> Iterator[tuple[str, Any]]:
    """Yield the fields, empty ones too, in the order in which people write them."""
    categories = list(_iterate_categories(event))
    kind = _KINDS_BY_CATEGORY.get(next(iter(categories), ""), EventKind.OTHER)
    status = _STATUSES.get(get_property_text(event.get("STATUS")).upper())
    yield "title", _convert_title(event, status)
    yield "kind", EventKind.MOVEMENT if _is_between_zones(times) else kind
    yield from _iterate_date_fields(event, times, timezone)
    yield "status", _find_status(event, status)
    yield "visibility", _VISIBILITY_BY_CLASS.get(get_property_text(event.get("CLASS")).upper())
    people = map(_get_person_name, _list_values(event, "ATTENDEE"))
    yield "participants", list(dict.fromkeys(people))
    organizers = map(_convert_contact, _list_values(event, "ORGANIZER"))
    yield "contacts", [*organizers, *_iterate_contacts(event)]
    yield "url", get_property_text(event.get("URL"))
    yield "categories", [each for each in categories if each != kind]
    alarms = [_convert_alarm(each) for each in list_components(event, "VALARM")]
    yield "alarm", next((alarm for alarm in alarms if alarm), "")
    yield "notes", _convert_notes(event)
    yield "x-uid", get_property_text(event.get("UID"))


def _convert_title(event: Component, status: Status | None) -> str:
    title = get_property_text(event.get("SUMMARY"))
    if status is not None:
        title = STATUS_PREFIX.sub("", title, count=1)
    return title or UNTITLED


def _find_status(event: Component, status: Status | None) -> Status | None:
    """Return the status; a calendar knows what is postponed as tentative, and the title says it."""
    said = STATUS_PREFIX.match(get_property_text(event.get("SUMMARY")))
    is_postponed = status is Status.TENTATIVE and said and said["postponed"]
    return Status.POSTPONED if is_postponed else status


def _convert_notes(event: Component) -> str:
    """Return the description and comments as plain text; a description may be HTML alone."""
    described = [*filter(None, map(_normalize_text, _list_values(event, "DESCRIPTION")))]
    texts = (*(described or _list_values(event, "X-ALT-DESC")), *_list_values(event, "COMMENT"))
    plain = (convert_html(_normalize_text(each)) for each in texts)
    return "\n\n".join(dict.fromkeys(filter(None, plain)))


def _iterate_date_fields(
    event: Component, times: Sequence[EventTime], timezone: str
) -> Iterator[tuple[str, Any]]:
    """Yield dates, place and zone; an event between two zones becomes a movement between them."""
    place, zone = convert_place(event), times[0].zone if times else ""
    if _is_between_zones(times):
        names = _find_end_names(event, times)
        ends = [
            {"name": name, "timezone": each.zone} for name, each in zip(names, times, strict=True)
        ]
        yield from (("from", {**ends[0], **place}), ("to", ends[1]))
        yield from zip(("depart", "arrive"), format_event_times(times), strict=True)
        return
    yield "when", "/".join(format_event_times(times)) or "TBD"
    if place:
        yield "place", {**place, "timezone": zone or find_place_zone(place, timezone) or timezone}
    elif zone and zone != timezone:
        yield "timezone", zone


def _find_end_names(event: Component, times: Sequence[EventTime]) -> tuple[str, ...]:
    """Return the names of both ends of a movement: the airports of its title, by their codes.

    A zone is no place: by the clock of Berlin live Munich and Hamburg, too.
    """
    route = _ROUTE.search(get_property_text(event.get("SUMMARY")))
    codes = _AIRPORT_CODE.findall(route[0]) if route else []
    if len(codes) == len(times):
        return tuple(codes)
    return tuple(f"{UNNAMED} ({each.zone})" for each in times)


def _is_between_zones(times: Sequence[EventTime]) -> bool:
    return len({each.zone for each in times if each.zone}) > 1


def convert_place(event: Component) -> Fields:
    """Return the place of an event as a document has it, but for its zone; empty for none."""
    name = _normalize_text(get_property_text(event.get("LOCATION"))).replace("\n", ", ")
    structured = _read_structured_location(event)
    name = name or structured.name
    coordinates = next(iter(_list_values(event, "GEO")), None)
    latitude = structured.latitude if coordinates is None else coordinates.latitude
    longitude = structured.longitude if coordinates is None else coordinates.longitude
    if latitude is None or longitude is None:
        return {"name": name} if name else {}
    return {
        "name": name or f"{latitude}, {longitude}",
        "latitude": latitude,
        "longitude": longitude,
    }


class _StructuredLocation(NamedTuple):
    """What Apple's calendars say of a place: a name, and where it is."""

    name: str = ""
    latitude: float | None = None
    longitude: float | None = None


def _read_structured_location(event: Component) -> _StructuredLocation:
    """Return the place of X-APPLE-STRUCTURED-LOCATION, whose value is a URI (RFC 5870)."""
    value = next(iter(_list_values(event, "X-APPLE-STRUCTURED-LOCATION")), None)
    if value is None:
        return _StructuredLocation()
    title, address = (
        _normalize_text(str(value.params.get(name, "")).replace("\\n", "\n")).replace("\n", ", ")
        for name in ("X-TITLE", "X-ADDRESS")
    )
    found = _GEO_URI.match(str(value))
    if not found:
        return _StructuredLocation(title or address)
    return _StructuredLocation(title or address, float(found[1]), float(found[2]))


def _iterate_categories(event: Component) -> Iterator[str]:
    for each in filter(None, _list_values(event, "CATEGORIES")):
        yield from (text for category in each.cats if (text := _normalize_text(category)))


def _list_values(event: Component, name: str) -> Sequence[Any]:
    return list_property_values(event.get(name, []))


def _normalize_text(value: Any) -> str:
    return re.sub(r"\r\n?", "\n", str(value or "")).strip()


def _get_person_name(person: Any) -> str:
    """Return an attendee's or organizer's name, else the address."""
    return _normalize_text(person.params.get("CN")) or _get_email_address(person)


def _get_email_address(person: Any) -> str:
    return re.sub(r"^mailto:", "", _normalize_text(person), flags=re.IGNORECASE) or "unnamed"


def _convert_contact(organizer: Any) -> Fields:
    contact = {"name": _get_person_name(organizer), "role": "organizer"}
    address = _get_email_address(organizer)
    return contact | {"email": address} if "@" in address else contact


def _iterate_contacts(event: Component) -> Iterator[Fields]:
    """Yield the people to call, "; " between them: a name, and a role, phone or address."""
    for text in map(_normalize_text, _list_values(event, "CONTACT")):
        for each in filter(None, text.split("; ")):
            name, *details = each.split(", ")
            fields: Fields = {"name": name}
            for detail in details:
                fields[_find_contact_field(detail)] = detail
            yield fields if len(fields) == len(details) + 1 else {"name": each}


def _find_contact_field(detail: str) -> str:
    if "@" in detail:
        return "email"
    return "phone" if _PHONE.fullmatch(detail) else "role"


def _convert_alarm(alarm: Component) -> str:
    """Return the time before the start in its largest whole unit, such as "30m" or "2h".

    Empty for an alarm that depends on something else than the start, or comes after it.
    """
    trigger = next(iter(_list_values(alarm, "TRIGGER")), None)
    offset = getattr(trigger, "dt", None)
    if trigger is None or not isinstance(offset, timedelta) or offset >= timedelta():
        return ""
    if trigger.params.get("RELATED", "START").upper() != "START":
        return ""
    for unit, letter in _ALARM_UNITS:
        if not offset % unit:
            return f"{-offset // unit}{letter}"
    return ""
