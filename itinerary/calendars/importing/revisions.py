"""The events of a text in; those that stand, and those that others of them revise, out."""

from __future__ import annotations

from collections.abc import Sequence

from itinerary.calendars.importing.calendar_parser import LocatedEvent
from itinerary.calendars.importing.properties import get_property_text


def split_revisions(
    events: Sequence[LocatedEvent],
) -> tuple[tuple[LocatedEvent, ...], tuple[LocatedEvent, ...]]:
    """Return the events that stand, and those of which the same text holds a later revision.

    A higher SEQUENCE revises a lower one of the same UID and RECURRENCE-ID (RFC 5545, section
    3.8.7.4). Of two with the same number nobody knows which is later: both stand.
    """
    latest: dict[tuple[str, str], int] = {}
    for each in events:
        key = _identify_event(each)
        latest[key] = max(latest.get(key, 0), _get_sequence(each))
    standing: list[LocatedEvent] = []
    revised: list[LocatedEvent] = []
    for each in events:
        uid, _ = key = _identify_event(each)
        is_revised = bool(uid) and _get_sequence(each) < latest[key]
        (revised if is_revised else standing).append(each)
    return tuple(standing), tuple(revised)


def _identify_event(located: LocatedEvent) -> tuple[str, str]:
    recurrence = getattr(located.event.get("RECURRENCE-ID"), "dt", "")
    return get_property_text(located.event.get("UID")), str(recurrence)


def _get_sequence(located: LocatedEvent) -> int:
    text = located.raw.get_value("SEQUENCE")
    return int(text) if text.isdecimal() else 0
