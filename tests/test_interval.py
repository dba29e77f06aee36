"""The laws of intervals, and of the arithmetic on them."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itinerary import Grain, Interval, PlaceError, resolve_phrase
from itinerary.dates.arithmetic import (
    add_units,
    enclose_intervals,
    extend_interval,
    find_calendar_unit,
    merge_intervals,
    widen_to_days,
)
from itinerary.dates.interval import drop_time_zones
from itinerary.dates.zones import load_zone

COARSE = [
    grain for grain in Grain if grain >= Grain.DAY and grain != Grain.WEEKEND
]  # weekends leave gaps between them
DAYS = st.dates(date(1000, 1, 1), date(3000, 1, 1))
INTERVALS = st.tuples(DAYS, st.integers(1, 400)).map(
    lambda pair: Interval(pair[0], pair[0] + timedelta(days=pair[1]))
)
OPEN = (
    INTERVALS
    | INTERVALS.map(lambda each: each._replace(end=None))
    | INTERVALS.map(lambda each: each._replace(start=None))
)


@given(DAYS, st.sampled_from(COARSE), st.integers(0, 6))
def test_a_unit_holds_its_day_and_the_next_one_begins_where_it_ends(day, grain, week_start):
    found = find_calendar_unit(day, grain, week_start)
    assert found.first <= day <= found.last
    assert find_calendar_unit(found.last + timedelta(days=1), grain, week_start).start == found.end
    assert find_calendar_unit(found.last, grain, week_start) == found


@given(OPEN, OPEN)
def test_overlapping_goes_both_ways_and_within_implies_it(one, other):
    assert one.overlaps(other) == other.overlaps(one)
    assert not one.is_within(other) or one.overlaps(other)
    assert one.is_same_time_as(one)
    assert one.is_same_time_as(other) == ((one.start, one.end) == (other.start, other.end))


@given(st.lists(OPEN, min_size=1, max_size=6))
def test_a_hull_holds_each_and_joined_ones_keep_the_same_days_in_order(intervals):
    whole = enclose_intervals(intervals)
    assert all(each.is_within(whole) for each in intervals)
    parts = merge_intervals(intervals)
    assert enclose_intervals(parts).is_same_time_as(whole)
    assert all(any(each.is_within(part) for part in parts) for each in intervals)
    assert all(a.to_utc_bounds()[1] < b.to_utc_bounds()[0] for a, b in pairwise(parts))
    assert merge_intervals(parts) == parts


@given(INTERVALS, INTERVALS)
def test_a_span_reaches_from_the_first_through_the_last_unless_that_is_over(first, last):
    found = extend_interval(first, last)
    assert found == (first if last.end <= first.start else Interval(first.start, last.end))


@given(DAYS, st.integers(-400, 400), st.sampled_from([Grain.DAY, Grain.WEEK]))
def test_shifting_days_there_and_back_is_nothing(day, count, grain):
    assert add_units(add_units(day, count, grain), -count, grain) == day


@given(DAYS, st.integers(-400, 400), st.sampled_from([Grain.MONTH, Grain.QUARTER, Grain.YEAR]))
def test_shifting_months_keeps_the_day_or_takes_the_months_last(day, count, grain):
    found = add_units(day, count, grain)
    assert found.day == day.day or (found + timedelta(days=1)).day == 1


@given(DAYS, st.sampled_from([Grain.DAY, Grain.MONTH, Grain.YEAR, Grain.DECADE, Grain.CENTURY]))
def test_edtf_reads_back_as_the_same_interval(day, grain):
    found = find_calendar_unit(day, grain)
    assert resolve_phrase(found.edtf, reference=date(2025, 8, 29)).interval == found


@given(INTERVALS)
def test_edtf_of_several_days_and_of_open_sides_reads_back(interval):
    for each in (interval, interval._replace(end=None), interval._replace(start=None)):
        found = resolve_phrase(each.edtf, reference=date(2025, 8, 29)).interval
        assert (found.start, found.end) == (each.start, each.end)


@pytest.mark.parametrize(
    ("interval", "edtf"),
    [
        (Interval(date(2012, 1, 1), date(2013, 1, 1), Grain.YEAR), "2012"),
        (Interval(date(2025, 2, 1), date(2025, 3, 1), Grain.MONTH), "2025-02"),
        (Interval(date(2025, 9, 3), date(2025, 9, 4)), "2025-09-03"),
        (Interval(date(2025, 9, 2), date(2025, 9, 5)), "2025-09-02/2025-09-04"),
        (Interval(date(2025, 9, 3), None), "2025-09-03/.."),
        (Interval(None, date(2025, 9, 3)), "../2025-09-02"),
        (Interval(date(1990, 1, 1), date(1991, 1, 1), Grain.YEAR, about=True), "1990~"),
        (Interval(date(1989, 1, 1), date(1992, 1, 1), Grain.YEAR), "1989/1991"),
        (
            Interval(datetime(2025, 9, 3, 10), datetime(2025, 9, 3, 10, 1), Grain.MINUTE),
            "2025-09-03T10:00:00",
        ),
        (
            Interval(datetime(2025, 9, 3, 10), datetime(2025, 9, 3, 11), Grain.MINUTE),
            "2025-09-03T10:00:00/2025-09-03T11:00:00",
        ),
        (
            Interval(
                *(datetime(2025, 9, 3, 10, each, tzinfo=UTC) for each in (0, 1)), Grain.MINUTE
            ),
            "2025-09-03T10:00:00+00:00",
        ),
    ],
)
def test_edtf(interval, edtf):
    assert interval.edtf == edtf


def test_the_last_day_of_a_timed_interval_is_the_one_it_touches():
    midnight = Interval(datetime(2025, 9, 3, 22), datetime(2025, 9, 4), Grain.MINUTE)
    assert (midnight.first, midnight.last) == (date(2025, 9, 3), date(2025, 9, 3))
    assert widen_to_days(midnight) == Interval(date(2025, 9, 3), date(2025, 9, 4))


def test_local_days_and_aware_times_compare_on_the_wall_clock():
    quito = load_zone("America/Guayaquil")
    evening = Interval(
        datetime(2025, 9, 4, 22, tzinfo=quito), datetime(2025, 9, 4, 23, tzinfo=quito), Grain.MINUTE
    )
    assert evening.is_within(Interval(date(2025, 9, 2), date(2025, 9, 5)))
    assert drop_time_zones(evening).start == datetime(2025, 9, 4, 22)


def test_zones_come_from_the_tz_database_only():
    assert load_zone("America/Mexico_City").utcoffset(datetime(2025, 9, 3)) == timedelta(hours=-6)
    for name in ("../../etc/passwd", "Mexico City", "America/Mexico_Cit", "", "a\0b"):
        with pytest.raises(PlaceError, match="is no time zone"):
            load_zone(name)


def test_the_first_hours_of_the_calendar_are_in_order_where_utc_lacks_some_of_them():
    apia = load_zone("Pacific/Apia")
    low, high = Interval(
        datetime(1, 1, 1, 12, tzinfo=apia), datetime(1, 1, 1, 18, tzinfo=apia), Grain.PART_OF_DAY
    ).to_utc_bounds()
    assert low < high
