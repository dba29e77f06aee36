"""A timeline and the options of a calendar in; what all parts of that calendar share out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time
from itertools import islice
from typing import NamedTuple

from icalendar import vDatetime, vInt, vText

from itinerary.export.ics.content_lines import build_clock_time
from itinerary.export.ics.locations import Cities, collect_cities
from itinerary.export.ics.occurrences import (
    MINUTE,
    find_clock_times,
    iterate_occurrences,
    select_calendar_entries,
)
from itinerary.export.ics.vtimezone import TimezoneBlock, choose_blocks
from itinerary.export.options import IcsOptions
from itinerary.timeline import Entry, Timeline
from itinerary.views.translation import TitledItem, find_title_language, translate_titles

NO_STAMP = datetime(1970, 1, 1, tzinfo=UTC)  # of a document that does not say when it was written
SEQUENCE_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
MAX_SEQUENCE = 2**31 - 1  # SEQUENCE counts minutes, which lasts for 4,000 years


class CalendarPlan(NamedTuple):
    """What all parts of one calendar share."""

    timeline: Timeline  # in the language of the calendar
    entries: tuple[Entry, ...]  # that the calendar shows, open ones too
    zones: Mapping[str, TimezoneBlock]  # by their names
    legs: Mapping[str, str]  # titles by id
    cities: Cities
    revision: Mapping[str, vDatetime | vInt]  # properties that every event has
    name: str  # of the calendar; "" for none
    color: Mapping[str, vText]  # the property COLOR, if there is one
    options: IcsOptions

    def find_language_tag(self, item: TitledItem) -> str:
        """Return the language of a title; "" where the calendar marks no languages."""
        return find_title_language(item, self.timeline.document) if self.options.lang else ""


def plan_calendar(timeline: Timeline, options: IcsOptions) -> CalendarPlan | None:
    """Return what a calendar is made from; None where there is no event to write."""
    timeline = translate_titles(timeline, options.lang) if options.lang else timeline
    entries = select_calendar_entries(timeline, options)
    count = len(list(islice(iterate_occurrences(entries, options.imprecise), 2)))
    if not count:
        return None
    # A calendar of one event goes without a name: Outlook would open a new calendar for it.
    own_name = timeline.document.title if count > 1 else ""
    color = options.color or timeline.document.color
    return CalendarPlan(
        timeline,
        entries,
        {} if options.utc else _choose_zones(entries, options),
        _collect_leg_titles(timeline),
        collect_cities(timeline),
        _build_revision(timeline),
        options.name or own_name,
        {"COLOR": vText(color)} if color else {},
        options,
    )


def _choose_zones(entries: Iterable[Entry], options: IcsOptions) -> dict[str, TimezoneBlock]:
    return choose_blocks(
        moment
        for each in iterate_occurrences(entries, options.imprecise)
        for moment in find_clock_times(each) or ()
    )


def _collect_leg_titles(timeline: Timeline) -> dict[str, str]:
    legs = (*timeline.enclosing_legs, *timeline.select_entries("leg"))
    return {entry.id: entry.title for entry in legs}


def _build_revision(timeline: Timeline) -> dict[str, vDatetime | vInt]:
    """Return the properties by which a calendar knows a newer event (RFC 5545, section 3.8.7)."""
    stamp = build_clock_time(_convert_stamp(timeline.stamp))
    document = timeline.document
    sequence = _count_sequence(stamp.dt) if document.revised else document.issue or 0
    return {"DTSTAMP": stamp, "LAST-MODIFIED": stamp, "SEQUENCE": vInt(sequence)}


def _count_sequence(stamp: datetime) -> int:
    """Return the whole minutes from SEQUENCE_EPOCH to a stamp, from 0 to MAX_SEQUENCE."""
    return min(max(0, (stamp - SEQUENCE_EPOCH) // MINUTE), MAX_SEQUENCE)


def _convert_stamp(value: date | None) -> datetime:
    """Return a stamp in UTC; without a zone it counts as UTC, and None is NO_STAMP."""
    if value is None:
        return NO_STAMP
    if not isinstance(value, datetime):
        return datetime.combine(value, time.min, UTC)
    return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)
