"""A calendar that this package wrote in; what is known of it, and what it cannot say, out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta

from itinerary.calendars.importing.calendar_parser import LocatedEvent
from itinerary.calendars.importing.event_conversion import Fields
from itinerary.calendars.importing.event_times import EventTime
from itinerary.document.vocabulary import Visibility
from itinerary.export.ics import PRODUCT_ID

# What is written for our calendars again, and so is not lost.
GENERATED = frozenset(
    """DTSTAMP LAST-MODIFIED SEQUENCE TRANSP X-MICROSOFT-CDO-BUSYSTATUS REFRESH-INTERVAL
    X-PUBLISHED-TTL""".split()
)
_STAMP = re.compile(
    r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)T(?P<hour>\d\d)(?P<minute>\d\d)\d\dZ"
)
_FIXED_YEARS = ("1970", "2000")  # of the stamp of a document that has none
_MINUTE = timedelta(minutes=1)


def is_own_product(product: str) -> bool:
    """Return whether a calendar was written by this package, by its PRODID."""
    return product == PRODUCT_ID


def restore_stamp(events: Sequence[LocatedEvent]) -> dict[str, str]:
    """Return when the document was revised, or up to when it holds, as its events are stamped.

    Without it a new calendar would be older than the one that it came from.
    """
    stamps = {each.raw.get_value("DTSTAMP") for each in events}
    found = _STAMP.fullmatch(min(stamps, default=""))
    if not found or len(stamps) > 1 or found["year"] in _FIXED_YEARS:
        return {}
    day = f"{found['year']}-{found['month']}-{found['day']}"
    if all(each.raw.get_value("SEQUENCE") in ("", "0") for each in events):
        return {"as_of": day}
    return {"revised": f"{day}T{found['hour']}:{found['minute']}Z"}


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
    hidden = [each for each in events if each.get("visibility") == Visibility.STAFF]
    yield (
        "private or with a booking number, so for staff alone, as no calendar of ours says whether"
        " the party may read it",
        [each.get("title") or each["place"]["name"] for each in hidden],
    )
