"""libical, the C library behind Evolution, KDE and others, called by ctypes if it is there."""

from __future__ import annotations

import ctypes
import ctypes.util
from collections.abc import Iterator
from datetime import UTC, date, datetime

from interop.sample import Export, MissingError, Seen

Handle = ctypes.c_void_p


class Time(ctypes.Structure):
    """struct icaltimetype of libical 3."""

    _fields_ = [
        (name, ctypes.c_int)
        for name in "year month day hour minute second is_date is_daylight".split()
    ] + [("zone", Handle)]  # ctypes asks for a list


RESULTS = {
    "icalparser_parse_string": Handle,
    "icalcomponent_get_first_component": Handle,
    "icalcomponent_get_next_component": Handle,
    "icalcomponent_get_first_property": Handle,
    "icalcomponent_get_next_property": Handle,
    "icalproperty_get_value": Handle,
    "icalvalue_get_text": ctypes.c_char_p,
    "icalproperty_get_value_as_string": ctypes.c_char_p,
    "icalcomponent_get_dtstart": Time,
    "icalcomponent_get_dtend": Time,
    "icaltime_as_timet_with_zone": ctypes.c_long,
}


def by_libical(export: Export) -> list[Seen]:
    path = ctypes.util.find_library("ical")
    if not path:
        raise MissingError("not installed")
    library = ctypes.CDLL(path)
    for name, result in RESULTS.items():
        getattr(library, name).restype = result
    calendar = Handle(library.icalparser_parse_string(export.ics.encode()))
    kind = library.icalcomponent_string_to_kind(b"VEVENT")
    return [_event(library, each) for each in _each(library, "component", calendar, kind)]


def _each(library: ctypes.CDLL, part: str, component: Handle, kind: int) -> Iterator[Handle]:
    """The components or the properties of a kind."""
    first, following = (
        getattr(library, f"icalcomponent_get_{which}_{part}") for which in ("first", "next")
    )
    found = first(component, kind)
    while found:
        yield Handle(found)
        found = following(component, kind)


def _event(library: ctypes.CDLL, event: Handle) -> Seen:
    def values(name: str) -> list[str]:
        properties = list(
            _each(
                library,
                "property",
                event,
                library.icalproperty_string_to_kind(name.upper().encode()),
            )
        )
        if name in ("status", "geo", "url"):
            return [library.icalproperty_get_value_as_string(each).decode() for each in properties]
        return [
            library.icalvalue_get_text(Handle(library.icalproperty_get_value(each))).decode()
            for each in properties
        ]

    def when(time: Time) -> date:
        if time.is_date:
            return date(time.year, time.month, time.day)
        return datetime.fromtimestamp(
            library.icaltime_as_timet_with_zone(time, Handle(time.zone)), UTC
        )

    texts = {
        name: "".join(values(name))
        for name in ("uid", "summary", "location", "description", "status", "url")
    }
    geo = [tuple(map(float, text.split(";"))) for text in values("geo")]
    times = {
        "start": when(library.icalcomponent_get_dtstart(event)),
        "end": when(library.icalcomponent_get_dtend(event)),
    }
    return (
        texts | times | {"geo": geo[0] if geo else None, "categories": sorted(values("categories"))}
    )


READERS = {"libical": by_libical}
