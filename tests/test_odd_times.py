"""Days and times of all kinds side by side: naive and aware, first and last, of other packages."""

from __future__ import annotations

import copy
import re
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import product
from typing import Any

import pendulum
from tables import Table

from itinerary import Grain, Interval, PhraseError, resolve_phrase
from itinerary.dates.zones import load_zone


class Day(date):
    """A day of a class of one's own."""


ZONES = (None, UTC, timezone(timedelta(hours=-5, minutes=-30)), load_zone("Europe/Lisbon"))
LATE = datetime.max - timedelta(minutes=1)
TIMES: list[Any] = [
    None,
    date.min,
    date.max,
    date(2025, 9, 3),
    datetime.min,
    LATE,
    *(datetime(2025, 3, 30, 1, 30, tzinfo=zone) for zone in ZONES),
    *(datetime(2025, 10, 26, 1, 30, fold=1, tzinfo=zone) for zone in ZONES),
    datetime.min.replace(tzinfo=ZONES[2]),
    LATE.replace(tzinfo=ZONES[2]),
    pendulum.datetime(2025, 9, 3, 10, tz="Asia/Tokyo"),
    Day(2025, 9, 4),
]
PHRASES = ("today", "in two hours", "tomorrow at 10:00", "Wednesday", "the day after $x", "5 pm ET")


def try_interval(*fields: Any) -> Interval | str:
    """Return an interval, or what the error says of its fields."""
    try:
        return Interval(*fields)
    except ValueError as error:
        return str(error)


def try_membership(value: Any, interval: Interval) -> bool | str:
    """Return whether a value is in an interval, or what the error says."""
    try:
        return value in interval
    except (TypeError, ValueError) as error:
        return str(error)


GRAINS = (Grain.SECOND, Grain.DAY, Grain.WEEKEND)
TRIED = [try_interval(*each) for each in product(TIMES, TIMES, GRAINS)]
INTERVALS = [each for each in TRIED if isinstance(each, Interval)]


def test_ends_that_do_not_go_together_are_named(table: Table) -> None:
    for each in TRIED:
        if isinstance(each, str):
            with table.row(each):
                assert re.search(r"\b(start|end|grain)\b", each)


def test_days_and_times_of_all_kinds_are_mixed_rightly_or_named(table: Table) -> None:
    for each in INTERVALS:
        with table.row(each):
            assert each == copy.copy(each)
            assert each.edtf
            assert each.iso
            assert each.duration is None or each.duration > timedelta()
            assert each.is_same_time_as(each)
        for value in TIMES[1:]:
            with table.row(each, value):
                found = try_membership(value, each)
                assert isinstance(found, bool) or "value" in found
    for one, other in product(INTERVALS[::3], INTERVALS[::5]):
        with table.row(one, other):
            assert one.overlaps(other) == other.overlaps(one)
            assert not (one.is_within(other) and not one.overlaps(other))


def test_phrases_take_references_and_windows_of_all_kinds(table: Table) -> None:
    windows = [None, *INTERVALS[::9]]
    for reference, window, zone in product(TIMES[1:], windows, ZONES):
        for phrase in PHRASES:
            with table.row(phrase, reference, window, zone):
                try:
                    found = resolve_phrase(
                        phrase,
                        reference=reference,
                        window=window,
                        zone=zone,
                        anchors={"x": window} if window else None,
                    )
                except PhraseError:
                    continue
                assert found.intervals
