"""A foreign event in; the event of a document out, as data, and the names of the properties that it leaves out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import timedelta
from typing import Any, NamedTuple, get_args

from icalendar import Component

from itinerary.calendars.importing.calendar import text_of
from itinerary.calendars.importing.clocks import Clock, in_words
from itinerary.diagnostics import PlaceError
from itinerary.document import Event, ValidationError
from itinerary.document.fields import Status, Visibility
from itinerary.places import locate

UNTITLED = "Untitled"
_KINDS = ("meeting", "press", "stay", "other")  # a movement's ends are no properties of a calendar
_VISIBILITY: dict[str, Visibility] = {"PRIVATE": "staff", "CONFIDENTIAL": "staff"}
_STATUSES = {status.upper() for status in get_args(Status)} - {"CONFIRMED"}
_CANCELLED = re.compile(r"cancel+ed:\s*", re.IGNORECASE)
_UNITS = ((timedelta(days=1), "d"), (timedelta(hours=1), "h"), (timedelta(minutes=1), "m"))
# What fields are made of; all other properties are left out, and so told.
_READ = {
    "UID", "DTSTART", "DTEND", "DURATION", "SUMMARY", "DESCRIPTION", "COMMENT", "LOCATION", "GEO", "URL", "CATEGORIES", "STATUS", "CLASS",
    "ORGANIZER", "ATTENDEE", "RECURRENCE-ID", "RRULE", "RDATE", "EXDATE",
}  # fmt: skip
_ONCE = ("UID", "SUMMARY", "LOCATION", "GEO", "URL", "STATUS", "CLASS")  # of which the first counts
Fields = dict[str, Any]


class Made(NamedTuple):
    """An event as data, without its id; and what is left out of it, by name."""

    fields: Fields
    uid: str
    left_out: tuple[str, ...]


def event_of(event: Component, clocks: Sequence[Clock], timezone: str) -> Made:
    """The event of a document whose clock is that of `timezone`; what the document's model refuses is left out by name."""
    fields = {name: value for name, value in _fields(event, clocks, timezone) if value}
    left_out = [name for name in event if name not in _READ]
    left_out += ["the addresses and answers of ATTENDEE"] if "ATTENDEE" in event else []
    left_out += [f"another {name}" for name in _ONCE for _ in _all(event, name)[1:]]
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
    return Made(fields, text_of(event.get("UID")), tuple(left_out))


def _fields(event: Component, clocks: Sequence[Clock], timezone: str) -> Iterator[tuple[str, Any]]:
    """The fields, in the order in which people write them; those that hold nothing, too."""
    categories, status = list(_categories(event)), text_of(event.get("STATUS")).upper()
    title, kind = (
        text_of(event.get("SUMMARY")),
        next((each for each in categories[:1] if each in _KINDS), "other"),
    )
    yield (
        "title",
        (_CANCELLED.sub("", title, count=1) if status == "CANCELLED" else title) or UNTITLED,
    )
    yield "kind", "movement" if _is_between_zones(clocks) else kind
    yield from _dates(event, clocks, timezone)
    yield "status", status.lower() if status in _STATUSES else ""
    yield "visibility", _VISIBILITY.get(text_of(event.get("CLASS")).upper())
    yield "participants", list(dict.fromkeys(map(_name, _all(event, "ATTENDEE"))))
    yield "contacts", list(map(_contact, _all(event, "ORGANIZER")))
    yield "url", text_of(event.get("URL"))
    yield "categories", [each for each in categories if each != kind]
    yield "alarm", next(filter(None, map(_alarm, event.walk("VALARM"))), "")
    yield (
        "notes",
        "\n\n".join(
            filter(None, map(_plain, (*_all(event, "DESCRIPTION"), *_all(event, "COMMENT"))))
        ),
    )
    yield "x-uid", text_of(event.get("UID"))


def _dates(event: Component, clocks: Sequence[Clock], timezone: str) -> Iterator[tuple[str, Any]]:
    """The dates, where they are, and by which clock. Two zones are a movement, whose ends are known by their zones only."""
    place, zone = _place(event), clocks[0].zone if clocks else ""
    if _is_between_zones(clocks):
        ends = [{"name": _city(each.zone), "timezone": each.zone} for each in clocks]
        yield from (("from", {**ends[0], **place}), ("to", ends[1]))
        yield from zip(("depart", "arrive"), in_words(clocks), strict=True)
        return
    yield "when", "/".join(in_words(clocks)) or "TBD"
    if place:
        yield "place", {**place, "timezone": zone or _zone_of(place["name"]) or timezone}
    elif zone and zone != timezone:
        yield "timezone", zone


def _is_between_zones(clocks: Sequence[Clock]) -> bool:
    return len({each.zone for each in clocks if each.zone}) > 1


def _place(event: Component) -> Fields:
    (geo, *_), name = (
        _all(event, "GEO") or [None],
        _plain(text_of(event.get("LOCATION"))).replace("\n", ", "),
    )
    degrees = {} if geo is None else {"latitude": geo.latitude, "longitude": geo.longitude}
    return (
        {"name": name or f"{geo.latitude}, {geo.longitude}", **degrees} if name or degrees else {}
    )


def _zone_of(name: str) -> str:
    """The zone of a place that is known by its name; empty for another."""
    with suppress(PlaceError):
        return locate(name)[0].timezone
    return ""


def _city(zone: str) -> str:
    return zone.rpartition("/")[2].replace("_", " ")


def _categories(event: Component) -> Iterator[str]:
    found = event.get("CATEGORIES") or []
    for each in found if isinstance(found, list) else [found]:
        yield from (text for category in each.cats if (text := _plain(category)))


def _all(event: Component, name: str) -> list[Any]:
    found = event.get(name, [])
    return found if isinstance(found, list) else [found]


def _plain(value: Any) -> str:
    return re.sub(r"\r\n?", "\n", str(value or "")).strip()


def _name(person: Any) -> str:
    """The name of somebody who comes; else the address."""
    return _plain(person.params.get("CN")) or _address(person)


def _address(person: Any) -> str:
    return re.sub(r"^mailto:", "", _plain(person), flags=re.IGNORECASE) or "unnamed"


def _contact(organizer: Any) -> Fields:
    address = _address(organizer)
    return {"name": _name(organizer), "role": "organizer"} | (
        {"email": address} if "@" in address else {}
    )


def _alarm(alarm: Component) -> str:
    """How long before the start an alarm rings, in the largest unit that it is whole in; empty for one that rings otherwise."""
    trigger = next(iter(_all(alarm, "TRIGGER")), None)
    before = getattr(trigger, "dt", None)
    if (
        trigger is None
        or not isinstance(before, timedelta)
        or trigger.params.get("RELATED", "START").upper() != "START"
    ):
        return ""
    with suppress(StopIteration):
        unit, letter = next(
            (unit, letter) for unit, letter in _UNITS if before < timedelta() and not before % unit
        )
        return f"{-before // unit}{letter}"
    return ""
