"""Converted events in; the document that they make up, as data, out."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from pathlib import PurePath
from types import MappingProxyType
from typing import Any, NamedTuple

from itinerary.calendars.importing.calendar_parser import ParsedCalendar
from itinerary.calendars.importing.event_conversion import ConvertedEvent, Section
from itinerary.calendars.importing.html_text import convert_html
from itinerary.diagnostics import NodePath
from itinerary.document import Document, ValidationError
from itinerary.document.vocabulary import DateField, EventKind
from itinerary.loading import slugify_text

UTC_ZONE = "UTC"  # the zone of a document whose times name none
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_SOURCE_ID = "calendar"  # the id of the file among the document's sources


class BuiltDocument(NamedTuple):
    """A document as data, and where each event is in it."""

    data: dict[str, Any]
    paths: tuple[NodePath, ...]


def build_document(
    path: PurePath,
    calendar: ParsedCalendar,
    timezone: str,
    converted: Sequence[ConvertedEvent],
    *,
    is_own: bool = False,
    categories: Sequence[str] = (),
    stamp: Mapping[str, str] = MappingProxyType({}),
) -> BuiltDocument:
    """Return the document as data, its fields in the order in which people write them.

    Args:
        path: The name of the calendar's file.
        calendar: The calendar.
        timezone: The zone of the document.
        converted: Its events.
        is_own: Whether this package wrote it: then it is no source of what it says.
        categories: The categories of all its events.
        stamp: When it was revised, or up to when it holds.
    """
    sections, paths = _sort_events(converted, {} if is_own else {"source": _SOURCE_ID})
    title = calendar.title or path.stem
    source = {"publisher": _name_product(calendar.product) or title, "title": path.name}
    has_unzoned = any(_has_unzoned_time(each) for parts in sections.values() for each in parts)
    data = {
        "title": title,
        "id": slugify_text(path.stem),
        **({"timezone": timezone} if timezone != UTC_ZONE or has_unzoned else {}),
        **stamp,
        **build_calendar_fields(calendar),
        **({"categories": list(categories)} if categories else {}),
        **({} if is_own else {"sources": {_SOURCE_ID: source}}),
        **{str(name): parts for name, parts in sections.items() if parts},
    }
    return BuiltDocument(data, paths)


def _name_product(product: str) -> str:
    """Return the program of a PRODID as people read it.

    >>> _name_product("-//Example Inc//Planner 7.2//EN")
    'Example Inc, Planner 7.2'
    """
    sign, *parts = (part.strip() for part in product.split("//"))
    if sign not in ("-", "+"):  # no formal public identifier (ISO 9070)
        return product
    named = parts[:-1] if len(parts) > 2 else parts  # without the language
    return ", ".join(dict.fromkeys(filter(None, named))) or product


def _sort_events(
    converted: Sequence[ConvertedEvent], source: Mapping[str, str]
) -> tuple[dict[Section, list[dict[str, Any]]], tuple[NodePath, ...]]:
    """Return the events by the section that they go to, those of a leg in it, and their paths."""
    ids = list(_iterate_ids(converted))
    parts = [each for each in converted if each.section == Section.LEGS]
    titles: defaultdict[str, list[int]] = defaultdict(list)
    for number, part in enumerate(parts):
        titles[find_leg_title(part)].append(number)
    sections: dict[Section, list[dict[str, Any]]] = {each: [] for each in Section}
    sections[Section.LEGS] += [{"events": []} for _ in parts]
    paths: list[NodePath] = []
    legs = count()
    for id, each in zip(ids, converted, strict=True):
        fields = {"id": id, **each.fields, **source}
        if each.section == Section.LEGS:
            number = next(legs)
            leg = sections[Section.LEGS][number]
            sections[Section.LEGS][number] = fields | leg  # its events may have come before
            path: NodePath = (str(Section.LEGS), number)
        else:
            leg_number = _choose_leg(each, titles.get(each.leg, ()), parts)
            path, siblings = _find_siblings(each, leg_number, sections)
            siblings.append(fields)
        paths.append(path)
    for leg in sections[Section.LEGS]:
        if not leg["events"]:
            del leg["events"]
    return sections, tuple(paths)


def _find_siblings(
    event: ConvertedEvent, number: int | None, sections: Mapping[Section, list[dict[str, Any]]]
) -> tuple[NodePath, list[dict[str, Any]]]:
    """Return the path of an event that comes next, and the list that it goes to.

    Args:
        event: The event.
        number: That of its leg; None if it is in none.
        sections: What there is of the document.
    """
    if event.section == Section.EVENTS and number is not None:
        siblings: list[dict[str, Any]] = sections[Section.LEGS][number]["events"]
        return (str(Section.LEGS), number, "events", len(siblings)), siblings
    siblings = sections[event.section]
    return (str(event.section), len(siblings)), siblings


def _choose_leg(
    event: ConvertedEvent, named: Sequence[int], legs: Sequence[ConvertedEvent]
) -> int | None:
    """Return the number of the leg of an event: of several that are so named, that of its day."""
    if len(named) > 1:
        day = next(_list_days(event), "")
        around = {number: [*_list_days(legs[number])] for number in named}
        named = [number for number, days in around.items() if days and days[0] <= day <= days[-1]]
    return named[0] if len(named) == 1 else None


def _list_days(event: ConvertedEvent) -> Iterator[str]:
    """Yield the days that the dates of an event name, in order, by ISO 8601."""
    for name in DateField:
        yield from _DAY.findall(str(event.fields.get(name, "")))


def find_leg_title(leg: ConvertedEvent) -> str:
    """Return the title of a leg, which is that of its place if it has none of its own."""
    title: str = leg.fields.get("title") or leg.fields["place"]["name"]
    return title


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
        id = slugify_text(each.uid or find_leg_title(each))
        if each.uid and uids[each.uid] > 1 and "when" in each.fields:
            id += f"-{each.fields['when'][:10].lower()}"
        used[id] += 1
        yield id if used[id] == 1 else f"{id}-{used[id]}"


def _has_unzoned_time(event: dict[str, Any]) -> bool:
    """Return whether an event has a time or a place, and neither gives a zone."""
    if event.get("kind") == EventKind.MOVEMENT or "timezone" in event:
        return False
    if event.get("place", {}).get("timezone", UTC_ZONE) != UTC_ZONE:
        return False
    return "T" in event["when"] or "place" in event
