"""A Timeline in; one out that tells when people are busy and nothing else."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import UTC, datetime

from itinerary.briefing.facts import collect_facts
from itinerary.dates.wording.labels import LABEL_LANGUAGES, translate_label
from itinerary.document import Document, Event
from itinerary.document.vocabulary import EventKind
from itinerary.export.ics.event_properties import keeps_busy
from itinerary.export.ics.occurrences import find_clock_times, iterate_occurrences
from itinerary.resolving import resolve
from itinerary.timeline import UID_NAMESPACE, Timeline

_TITLES = {language: translate_label("Busy", language) for language in LABEL_LANGUAGES}


def show_busy(timeline: Timeline) -> Timeline:
    """Return the times at which calendars show people as busy, in UTC, and nothing else of a trip.

    Times that overlap or touch are one, so that nobody can count what happens in them. Each is
    known by when it begins: one that begins at another time is another event in calendars. No id
    or UID is one of the trip's, and neither is any word; the title is that in the language asked
    for. The result has neither an issue nor a stamp, as the trip may change where it does not.

    Args:
        timeline: The trip as those know it whose times these are.

    Raises:
        DocumentError: The document has errors, which may concern its dates.

    >>> from itinerary import loads
    >>> tea = "{title: Tea, when: 2025-09-03 10:00 to 11:00}"
    >>> talk = "{title: Talk, when: 2025-09-03 11:00 to 12:00}"
    >>> trip = resolve(loads("{title: T, timezone: Europe/Lisbon, events: [%s, %s]}" % (tea, talk)))
    >>> [(entry.title, entry.interval.edtf) for entry in show_busy(trip).select_entries("event")]
    [('Busy', '2025-09-03T09:00:00+00:00/2025-09-03T11:00:00+00:00')]
    """
    timeline.raise_for_errors()
    document = Document(
        id=f"busy-{uuid.uuid5(UID_NAMESPACE, f'busy/{timeline.id}')}",
        title=_TITLES,
        timezone="UTC",
        events=[_build_event(*times) for times in join_times(list_busy_times(timeline))],
    )
    return resolve(document)


def list_busy_times(timeline: Timeline) -> Iterator[tuple[datetime, datetime]]:
    """Yield the start and the end, in UTC, of each event that keeps people busy."""
    for each in iterate_occurrences(timeline.select_entries("event"), "span"):
        times = find_clock_times(each)
        if times and keeps_busy(each, collect_facts(each.entry)):
            yield times[0].astimezone(UTC), times[1].astimezone(UTC)


def join_times(times: Iterator[tuple[datetime, datetime]]) -> list[tuple[datetime, datetime]]:
    """Return times in order, of which those that overlap or touch are joined."""
    joined: list[tuple[datetime, datetime]] = []
    for start, end in sorted(times):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], end)
        else:
            joined.append((start, end))
    return joined


def _build_event(start: datetime, end: datetime) -> Event:
    when = f"{_format_instant(start)}/{_format_instant(end)}"
    id = f"busy-{start:%Y%m%dt%H%M%S}z"
    return Event(id=id, title=_TITLES, kind=EventKind.OTHER, when=when)


def _format_instant(moment: datetime) -> str:
    return f"{moment.replace(tzinfo=None, microsecond=0).isoformat()}Z"
