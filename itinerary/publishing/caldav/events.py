"""A timeline, or what a server keeps, in; its events out, each with a digest of what it means.

A server hands back other bytes than it was sent: lines are ordered and folded anew, properties of
its own are added. So two versions of an event are compared by what they say.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from icalendar import Calendar, Component

from itinerary.export import FormatOptions, IcsOptions
from itinerary.export.ics import iterate_resources
from itinerary.timeline import Timeline
from itinerary.timeline.identity import derive_uid

# They tell which version an event is, or when a server took it, not what it says.
_VERSION_PROPERTIES = {"CREATED", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE"}
_BOUNDS = {"BEGIN", "END"}
_UNTOLD_PARAMETERS = {"VALUE"}  # the value shows it
_SEQUENCE = re.compile(r"^SEQUENCE:\d+(?=\r$)", re.MULTILINE)


class PushedEvent(NamedTuple):
    """An event of the document, as it is sent."""

    uid: str
    title: str
    sequence: int
    digest: str
    text: str

    def write_text(self, sequence: int) -> str:
        """Return what is sent, with a SEQUENCE that no version before it had."""
        return _SEQUENCE.sub(f"SEQUENCE:{sequence}", self.text, count=1)


class KeptEvent(NamedTuple):
    """An event as a server keeps it."""

    uid: str
    title: str
    sequence: int
    digest: str


def name_resource(document: str, uid: str) -> str:
    """Return the name of the file in which a document's event is put.

    By it an event is known for one that was pushed, where nothing is noted of it: no copy that
    somebody makes of the event has this name.

    >>> name_resource("trip", "897ad758-32e8-5de5-93eb-acba44f2e7a3")
    '897ad758-32e8-5de5-93eb-acba44f2e7a3-6263d936.ics'
    """
    return f"{uid}-{derive_uid(document, uid)[:8]}.ics"


def list_pushed_events(timeline: Timeline, options: FormatOptions) -> Mapping[str, PushedEvent]:
    """Return the events of a calendar by their UIDs.

    Raises:
        TypeError: The options are not those of a calendar.
    """
    if not isinstance(options, IcsOptions):
        raise TypeError("options takes IcsOptions")
    return {
        each.uid: PushedEvent(
            each.uid, each.title, each.sequence, read_kept_event(each.text).digest, each.text
        )
        for each in iterate_resources(timeline, options)
    }


def read_kept_event(text: str) -> KeptEvent:
    r"""Return what a resource says; without a UID where it is no event that can be read.

    >>> tea = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\n%sEND:VEVENT\nEND:VCALENDAR\n"
    >>> plain, moved = (tea % each for each in ("SUMMARY:Tea\n", "SEQUENCE:2\nSUMMARY:Tea\n"))
    >>> read_kept_event(plain).digest == read_kept_event(moved).digest
    True
    >>> read_kept_event("BEGIN:VCARD\nEND:VCARD\n").uid
    ''
    """
    try:
        calendar: Any = Calendar.from_ical(text)
        events: list[Component] = calendar.walk("VEVENT")
        return _read_events(events)
    except Exception:
        return KeptEvent("", "", 0, "")


def _read_events(events: Sequence[Component]) -> KeptEvent:
    contents = sorted((_describe_component(each) for each in events), key=str)
    digest = hashlib.sha256(json.dumps(contents).encode()).hexdigest()
    uids = {str(each.get("UID", "")) for each in events}
    return KeptEvent(
        uids.pop() if len(uids) == 1 else "",
        str(events[0].get("SUMMARY", "")) if events else "",
        max((int(each.get("SEQUENCE", 0)) for each in events), default=0),
        digest,
    )


def _describe_component(component: Any) -> list[Any]:
    """Return all that a component says, in an order of its own."""
    properties: list[list[Any]] = [
        [name, *_describe_value(value)]
        for name, value in component.property_items(recursive=False)
        if _is_told(name)
    ]
    parts = [_describe_component(each) for each in component.subcomponents]
    return [component.name, sorted(properties), sorted(parts, key=str)]


def _is_told(name: str) -> bool:
    # Our own extensions repeat what other properties say, and one server cuts them at a comma.
    return name not in _VERSION_PROPERTIES | _BOUNDS and not name.startswith("X-")


def _describe_value(value: Any) -> Iterable[Any]:
    """Yield the parameters of a value and the value, a time with its offset from UTC."""
    parameters = getattr(value, "params", {})
    yield sorted(
        [name, str(each)] for name, each in parameters.items() if name not in _UNTOLD_PARAMETERS
    )
    moment = getattr(value, "dt", None)
    if moment is not None and hasattr(moment, "isoformat"):
        yield moment.isoformat()
    else:
        written = value.to_ical()
        yield written.decode() if isinstance(written, bytes) else str(written)
