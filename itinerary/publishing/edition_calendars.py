"""The calendars of an edition as they are exported in; with a version of each event out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from itinerary.publishing.calendar_events import parse_events
from itinerary.publishing.notices import render_calendar_head
from itinerary.publishing.revisions import Moment, RevisedCalendar, Revision, revise_calendar


class EditionCalendars(NamedTuple):
    """The calendars of an edition.

    Attributes:
        texts: Each by its name; "" of one that has no event, and had none that still counts.
        revisions: The versions of the events of each.
        new: The titles of events that were not there before.
        changed: Those of events that are not what they were.
        cancelled: Those of events that are gone.
    """

    texts: Mapping[str, str]
    revisions: Mapping[str, Mapping[str, Revision]]
    new: tuple[str, ...]
    changed: tuple[str, ...]
    cancelled: tuple[str, ...]


def revise_calendars(
    texts: Mapping[str, str],
    former: Mapping[str, Mapping[str, Revision]],
    moment: Moment,
    *,
    title: str,
    mark: str,
) -> EditionCalendars:
    """Return calendars in which each event has the version that it is to have.

    What another of them shows now is not cancelled where it was before.

    Args:
        texts: The calendars by name; "" of one without events.
        former: The versions of events that each has shown last.
        moment: The release.
        title: What a calendar is called in which all is cancelled.
        mark: What stands before the title of what is cancelled.
    """
    events = {name: tuple(parse_events(text)) for name, text in texts.items()}
    keys = {name: {each.key for each in found} for name, found in events.items()}
    revised: dict[str, RevisedCalendar] = {}
    for name, text in texts.items():
        elsewhere = frozenset[str]().union(*(keys[each] for each in keys if each != name))
        whole = text or render_calendar_head(title)
        revised[name] = revise_calendar(
            whole, events[name], former.get(name, {}), moment, mark, elsewhere
        )
    found = revised.values()
    return EditionCalendars(
        {name: each.text if _has_events(each) else "" for name, each in revised.items()},
        {name: each.revisions for name, each in revised.items() if each.revisions},
        tuple(title for each in found for title in each.new),
        tuple(title for each in found for title in each.changed),
        tuple(title for each in found for title in each.cancelled),
    )


def _has_events(calendar: RevisedCalendar) -> bool:
    return any(each.content for each in calendar.revisions.values())
