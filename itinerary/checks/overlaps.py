"""Stretches of time in; those that one traveller cannot be in at once out, in pairs."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from itinerary.dates.arithmetic import widen_to_days
from itinerary.dates.interval import Interval, drop_time_zones
from itinerary.timeline import Entry


def find_days_in_utc(interval: Interval) -> tuple[datetime, datetime]:
    """Return the midnights at which the days of an interval begin and end, as if all were in UTC.

    >>> find_days_in_utc(Interval.from_edtf("2025-09-03"))[0].isoformat()
    '2025-09-03T00:00:00'
    """
    return widen_to_days(drop_time_zones(interval)).to_utc_bounds()


class Span(NamedTuple):
    """A stretch of time that an entry takes.

    Attributes:
        start: Its beginning, in UTC; of days, their midnight.
        end: Its end, excluded.
        entry: The entry.
        key: Spans of different keys cannot be shared by one traveller.
        interval: The same stretch by the clocks there.
    """

    start: datetime
    end: datetime
    entry: Entry
    key: Hashable
    interval: Interval


def find_overlapping_spans(spans: Iterable[Span]) -> Iterator[tuple[Span, Span]]:
    """Yield each span that begins while one of another key is going on, behind that one.

    Of several that are going on it is the one that ends last: a span is the second of one pair at
    most, so there are never more pairs than spans.
    """
    found = tuple(spans)
    if len({span.key for span in found}) < 2:
        return
    # The last to end, and the last to end of any other key: no third is needed.
    latest: list[Span] = []
    for span in sorted(found, key=lambda each: (each.start, each.end)):
        other = next((each for each in latest if each.key != span.key), None)
        if other and other.end > span.start:
            yield other, span
        first, *rest = sorted((*latest, span), key=lambda each: each.end, reverse=True)
        latest = [first, *[each for each in rest if each.key != first.key][:1]]
