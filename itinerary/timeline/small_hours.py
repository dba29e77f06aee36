"""A document in; the day to which its small hours belong out, as its `day_ends` says."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from itinerary.document import Document

_DAY = timedelta(days=1)


def measure_small_hours(document: Document) -> timedelta:
    """Return how long after midnight the day before goes on.

    >>> measure_small_hours(Document(title="Tour", day_ends="05:00"))
    datetime.timedelta(seconds=18000)
    """
    ends = time.fromisoformat(document.day_ends or "00:00")
    return timedelta(hours=ends.hour, minutes=ends.minute)


def find_day(document: Document, moment: date) -> date:
    """Return the day to which a day or a time belongs.

    >>> tour = Document(title="Tour", day_ends="05:00")
    >>> find_day(tour, datetime(2025, 5, 9, 4, 59)), find_day(tour, datetime(2025, 5, 9, 5))
    (datetime.date(2025, 5, 8), datetime.date(2025, 5, 9))
    """
    if not isinstance(moment, datetime):
        return moment
    day, midnight = moment.date(), datetime.combine(moment, time(), moment.tzinfo)
    is_small_hour = moment - midnight < measure_small_hours(document) and day > date.min
    return day - _DAY if is_small_hour else day
