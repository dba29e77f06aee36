"""Days before the year 1: they order, count and are written as those after it."""

from __future__ import annotations

import copy
import pickle
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tables import Table

from itinerary import Grain, Interval
from itinerary.dates.arithmetic import (
    add_units,
    enclose_intervals,
    find_calendar_unit,
    merge_intervals,
)
from itinerary.dates.interval import AncientDate, add_days, build_date

IDES = AncientDate(-43, 3, 15)
ORDINALS = st.integers(AncientDate.min.toordinal(), date.max.toordinal())


@given(ORDINALS, ORDINALS)
def test_days_count_and_order_over_the_year_that_is_not_there(one: int, other: int) -> None:
    first, second = add_days(date.min, one - 1), add_days(date.min, other - 1)
    assert first.toordinal() == one
    assert isinstance(first, AncientDate) == (one < 1)
    assert (first < second, first == second) == (one < other, one == other)
    assert first - second == timedelta(days=one - other)
    assert add_days(second, one - other) == first
    assert (one - other - first.weekday() + second.weekday()) % 7 == 0
    assert build_date(first.year, first.month, first.day) == first
    assert copy.deepcopy(pickle.loads(pickle.dumps(first))) == first  # noqa: S301
    assert hash(copy.copy(first)) == hash(first)


def test_what_is_added_leads_over_the_year_that_is_not_there(table: Table) -> None:
    cases = [
        (date(1, 1, 31), -1, Grain.MONTH, AncientDate(0, 12, 31)),
        (date(1, 3, 31), -13, Grain.MONTH, AncientDate(0, 2, 29)),
        (AncientDate(-4, 2, 29), 1, Grain.YEAR, AncientDate(-3, 2, 28)),
        (AncientDate(0, 12, 31), 1, Grain.DAY, date(1, 1, 1)),
        (AncientDate(0, 12, 31), 2, Grain.MONTH, date(1, 2, 28)),
        (AncientDate(-26), 502, Grain.YEAR, date(476, 1, 1)),
        (date(1, 1, 1), -1, Grain.WEEK, AncientDate(0, 12, 25)),
        (IDES, 1.5, Grain.YEAR, AncientDate(-42, 9, 15)),
        (date(2026, 11, 1), -3000, Grain.YEAR, AncientDate(-974, 11, 1)),
    ]
    for day, count, grain, result in cases:
        with table.row(day, count, grain):
            assert add_units(day, count, grain) == result


def test_units_before_the_year_1(table: Table) -> None:
    cases = [
        (IDES, Grain.YEAR, AncientDate(-43), AncientDate(-42)),
        (AncientDate(0, 5, 1), Grain.YEAR, AncientDate(0), date(1, 1, 1)),
        (IDES, Grain.MONTH, AncientDate(-43, 3), AncientDate(-43, 4)),
        (AncientDate(0, 5, 1), Grain.DECADE, AncientDate(-9), date(1, 1, 1)),
        (IDES, Grain.CENTURY, AncientDate(-99), date(1, 1, 1)),
        (AncientDate(-322, 6, 10), Grain.CENTURY, AncientDate(-399), AncientDate(-299)),
        (date(99, 1, 1), Grain.CENTURY, date(1, 1, 1), date(100, 1, 1)),
    ]
    for day, grain, start, end in cases:
        with table.row(day, grain):
            assert find_calendar_unit(day, grain) == Interval(start, end, grain)


def test_what_is_no_day_before_the_year_1(table: Table) -> None:
    cases = [
        ((1,), "year must be from -9999 to 0, but is 1"),
        ((-10000,), "year must be from -9999 to 0"),
        ((-43, 2, 29), "day is out of range"),
        ((-43, 13), "month must be in 1..12"),
    ]
    for fields, message in cases:
        with table.row(*fields), pytest.raises(ValueError, match=message):
            AncientDate(*fields)


REPUBLIC = Interval(AncientDate(-508), AncientDate(-25), Grain.YEAR)
EMPIRE = Interval(AncientDate(-26), date(477, 1, 1), Grain.YEAR)


def test_intervals_compare_over_the_year_that_is_not_there() -> None:
    day = Interval(IDES, IDES + timedelta(days=1))
    assert day.is_within(REPUBLIC)
    assert not day.overlaps(EMPIRE)
    assert REPUBLIC.overlaps(EMPIRE)
    assert IDES in REPUBLIC
    assert IDES not in EMPIRE
    assert date(14, 8, 19) not in REPUBLIC
    assert day.overlaps(Interval(None, date(1850, 1, 1)))
    assert day.is_within(Interval(None, None))
    assert not day.overlaps(Interval(None, AncientDate(-50)))
    assert not day.overlaps(Interval(date(14, 1, 1), None))
    assert day.overlaps(Interval(AncientDate(-50), None))
    assert day.last == day.first == IDES
    assert Interval(AncientDate(0), date(1, 1, 1), Grain.YEAR).last == AncientDate(0, 12, 31)
    assert enclose_intervals([EMPIRE, REPUBLIC]) == replace(EMPIRE, start=REPUBLIC.start)
    assert merge_intervals([EMPIRE, REPUBLIC]) == (replace(EMPIRE, start=REPUBLIC.start),)
    noon = Interval(datetime(14, 8, 19, 12), datetime(14, 8, 19, 13), Grain.HOUR)
    assert max([noon, EMPIRE, REPUBLIC], key=Interval.to_utc_bounds) == noon
    assert REPUBLIC.duration == timedelta(days=176412)
    assert day.iso == "-0043-03-15T00:00:00/-0043-03-16T00:00:00"
