"""A calendar that this package wrote in; what is known of it, and what it cannot say, out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from itinerary.calendars.importing.event_conversion import Fields
from itinerary.calendars.importing.event_times import EventTime
from itinerary.document.vocabulary import EventKind, Visibility
from itinerary.export.ics import PRODUCT_ID

_MINUTE = timedelta(minutes=1)
# What becomes an event of kind other, by the first of its categories.
_REASONS = {
    "leg": "legs, which come back as events of kind other",
    "movement": "movements, of which no place of arrival is said, so of kind other",
    "background": "background, which comes back as events of kind other",
}


def is_own_product(product: str) -> bool:
    """Return whether a calendar was written by this package, by its PRODID."""
    return product == PRODUCT_ID


def drop_minute(times: tuple[EventTime, ...]) -> tuple[EventTime, ...]:
    """Return the times of an event without an end that only stands for none being stated.

    Our calendars show a point in time for one minute, and nothing else.
    """
    if len(times) != 2 or times[0].zone != times[1].zone:
        return times
    start, end = (each.time for each in times)
    if not isinstance(start, datetime) or not isinstance(end, datetime):
        return times
    return times[:1] if end.astimezone(UTC) - start.astimezone(UTC) == _MINUTE else times


def list_parts_of_trips(events: Iterable[Fields]) -> Iterator[tuple[str, list[str]]]:
    """Yield what comes back as another part of a trip than it was, with the titles.

    Args:
        events: The fields of the events of a calendar of ours, as they are converted.
    """
    events = list(events)
    yield (
        "private or with a booking number, so for staff alone, as no calendar of ours says whether"
        " the party may read it",
        [each["title"] for each in events if each.get("visibility") == Visibility.STAFF],
    )
    others = [each for each in events if each["kind"] == EventKind.OTHER]
    for category, reason in _REASONS.items():
        yield (
            reason,
            [each["title"] for each in others if each.get("categories", [])[:1] == [category]],
        )
