"""An event of a calendar that this package wrote, converted, in; the part of a trip it was out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from itinerary.calendars.importing.event_conversion import (
    STATUS_PREFIX,
    ConvertedEvent,
    Fields,
    Section,
)
from itinerary.calendars.importing.event_times import DatedEvent, EventTime, format_event_times
from itinerary.calendars.importing.own_calendars import GENERATED
from itinerary.calendars.importing.own_dates import RestoredDate, list_open_marks, restore_date
from itinerary.calendars.importing.own_descriptions import OwnDescription, read_description
from itinerary.document.kinds import KINDS
from itinerary.document.vocabulary import EventKind, Status, Visibility
from itinerary.places import find_place

_SECTIONS = {"leg": Section.LEGS, "background": Section.BACKGROUND}
_FIELDS_OF_LEG = (
    *("when", "place", "participants", "stay", "status", "visibility", "categories", "notes"),
    "x-uid",
)
_FIELDS_OF_EVENT = (  # title and kind come first
    *("", "from", "to", "depart", "arrive", "when", "check_in", "check_out", "place", "timezone"),
    *("status", "visibility", "number", "carrier", "terminal", "gate", "seat", "booking"),
    *("confirmation", "participants", "topics", "press", "contacts", "url", "categories"),
    *("alarm", "notes", "x-uid"),
)
_FIELDS_OF_BACKGROUND = ("title", "when", "place", "notes", "url", "categories", "x-uid")
# COLOR is that of the calendar, CLASS that of the audience.
_GENERATED = GENERATED.union(("CLASS", "COLOR"))
_CODES = frozenset(("booking", "confirmation"))
_UNDECIDED = "TBD"
_MARK = re.compile(r" \(([^()]+)\)$")
_OPEN_MARKS = frozenset(mark for name in ("depart", "arrive") for mark in list_open_marks(name))


def restore_event(converted: ConvertedEvent, dated: DatedEvent) -> ConvertedEvent:
    """Return an event as the part of a trip that it was before it was exported.

    Its description gives back the fields that it tells, and its categories what it was. A booking
    number is not for the public, so its event is for staff.
    """
    fields = dict(converted.fields)
    told = read_description(fields.pop("notes", ""))
    first, *categories = [*fields.pop("categories", []), ""][:-1] or [""]
    section = _SECTIONS.get(first, Section.EVENTS)
    is_movement = first == KINDS[EventKind.MOVEMENT].category and section == Section.EVENTS
    named = categories if section != Section.EVENTS or is_movement else [first, *categories]
    fields |= told.fields
    # Its address stands at the end of a description, too.
    fields["notes"] = told.notes.removesuffix(fields.get("url", "")).strip()
    fields["categories"] = [each for each in named if each and each != told.leg]
    if told.fields.keys() & _CODES:
        fields["visibility"] = Visibility.STAFF
    if is_movement:
        fields |= _restore_movement(fields, told, dated.times)
    if fields["kind"] == EventKind.STAY and len(dated.times) == 2:
        fields |= zip(("check_in", "check_out"), format_event_times(dated.times), strict=True)
        del fields["when"]
    restored = dict(_restore_dates(fields, told, dated.times))
    fields |= {name: date.words for name, date in restored.items()}
    marks = {mark for date in restored.values() for mark in date.marks}
    fields["title"] = _remove_mark(fields["title"], marks.union(_OPEN_MARKS))
    if "STATUS" not in dated.located.event and (prefix := STATUS_PREFIX.match(fields["title"])):
        # What is cancelled may be so by its title alone (`IcsOptions.cancelled`).
        fields |= {"status": Status.CANCELLED, "title": fields["title"][prefix.end() :]}
    left_out = tuple(each for each in converted.left_out if each not in _GENERATED)
    return ConvertedEvent(
        _order_fields(fields, section), converted.uid, left_out, section, told.leg
    )


def share_categories(converted: Sequence[ConvertedEvent]) -> tuple[list[ConvertedEvent], list[str]]:
    """Return the events without the categories that all have, and these: they are the document's.

    Legs have no categories of their own.
    """
    named: list[list[str]] = [each.fields.get("categories", []) for each in converted]
    shared = [each for each in (named or [[]])[0] if all(each in names for names in named)]
    rest: list[ConvertedEvent] = []
    for each, names in zip(converted, named, strict=True):
        own = [name for name in names if name not in shared]
        fields = {name: value for name, value in each.fields.items() if name != "categories"}
        if own and each.section != Section.LEGS:
            fields["categories"] = own
        lost = ("CATEGORIES",) if own and each.section == Section.LEGS else ()
        rest.append(each._replace(fields=fields, left_out=each.left_out + lost))
    return rest, shared


def _restore_movement(fields: Fields, told: OwnDescription, times: Sequence[EventTime]) -> Fields:
    """Return the ends of a movement: its places are told, its times are those of the event."""
    if not told.origin or not told.destination or not times:
        return {}
    is_utc = not any(each.calendar_zone for each in times)
    shown = (
        [each.format_iso(with_offset=True) for each in times]
        if is_utc
        else format_event_times(times)
    )
    zones = [each.zone for each in times]
    start = {**fields.pop("place", {}), **fields.pop("from", {})}
    shown_end = told.destination if told.has_open_departure else told.origin
    _, _, address = start.get("name", "").partition(f"{shown_end}, ")
    start |= {"name": told.origin} | ({"address": address} if address else {})
    end = {"name": told.destination}
    if told.has_open_departure:
        start, end = {"name": told.origin}, {**start, "name": told.destination}
    for place, zone in ((start, zones[0]), (end, _find_arrival_zone(told, times))):
        if zone:
            place["timezone"] = zone
    fields.pop("when", None)
    fields.pop("timezone", None)
    open_date = _UNDECIDED if told.is_undecided else ""
    return {
        "kind": EventKind.MOVEMENT,
        "from": start,
        "to": end,
        "depart": open_date if told.has_open_departure else shown[0],
        "arrive": open_date if told.has_open_arrival else shown[-1],
    }


def _restore_dates(
    fields: Fields, told: OwnDescription, times: Sequence[EventTime]
) -> Iterator[tuple[str, RestoredDate]]:
    """Yield the dates that the description says less exactly, or more, than the event shows."""
    dates = (
        ("when", told.when, times),
        ("depart", told.departs, times[:1]),
        ("arrive", told.arrives, times[-1:]),
        ("check_in", told.checks_in, times[:1]),
        ("check_out", told.checks_out, times[-1:]),
    )
    found = _MARK.search(fields["title"])
    marks = set(found[1].split("; ")) if found else set[str]()
    for name, words, shown in dates:
        if name in fields and (date := restore_date(name, words, shown, marks)):
            yield name, date


def _find_arrival_zone(told: OwnDescription, times: Sequence[EventTime]) -> str:
    """Return the zone of an arrival: its own; in a calendar all in UTC that of its place."""
    if times[-1].calendar_zone:
        return times[-1].zone
    place = find_place(told.destination)
    return place.timezone if place else times[-1].zone


def _remove_mark(title: str, marks: Set[str]) -> str:
    """Return a title without the words about its dates at its end, if these are restored."""
    found = _MARK.search(title)
    if not found or not marks >= set(found[1].split("; ")):
        return title
    return title[: found.start()]


def _order_fields(fields: Fields, section: Section) -> Fields:
    """Return the fields that a part of a trip may have, in the order in which people write them."""
    given = {name: value for name, value in fields.items() if value}
    if section == Section.BACKGROUND:
        return {name: given[name] for name in _FIELDS_OF_BACKGROUND if name in given}
    if section == Section.LEGS:
        title = {"title": given["title"]} if _needs_title(given) else {}
        return title | {name: given[name] for name in _FIELDS_OF_LEG if name in given}
    given.pop("stay", None)  # of a leg alone
    return {name: given[name] for name in sorted(given, key=_find_rank)}


def _find_rank(name: str) -> int:
    return _FIELDS_OF_EVENT.index(name) if name in _FIELDS_OF_EVENT else 0


def _needs_title(fields: Fields) -> bool:
    return bool(fields.get("place", {}).get("name") != fields["title"])
