"""The laws of intervals, and of the arithmetic on them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itinerary import Conventions, Grain, Interval, PlaceError, resolve_phrase
from itinerary.dates.arithmetic import (
    add_units,
    enclose_intervals,
    extend_interval,
    find_calendar_unit,
    merge_intervals,
    widen_to_days,
)
from itinerary.dates.interval import AncientDate, drop_time_zones
from itinerary.dates.zones import load_zone

# Weekends leave gaps between them.
COARSE = [grain for grain in Grain if grain >= Grain.DAY and grain != Grain.WEEKEND]
# A phrase takes four digits for a year up to 2999.
DAYS = st.dates(date(1000, 1, 1), date(2999, 12, 31))
INTERVALS = st.tuples(DAYS, st.integers(1, 400)).map(
    lambda pair: Interval(pair[0], pair[0] + timedelta(days=pair[1]))
)
OPEN = (
    INTERVALS
    | INTERVALS.map(lambda each: replace(each, end=None))
    | INTERVALS.map(lambda each: replace(each, start=None))
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
    past = Conventions(prefer="past")  # "1430" may be a time elsewhere
    read = resolve_phrase(found.edtf, reference=date(2025, 8, 29), conventions=past)
    assert read.interval == Interval.from_edtf(found.edtf) == found


@given(INTERVALS)
def test_edtf_of_several_days_and_of_open_sides_reads_back(interval):
    for each in (interval, replace(interval, end=None), replace(interval, start=None)):
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
        (Interval(date(1989, 1, 1), date(1992, 1, 1), Grain.YEAR, about=True), "1989~/1991~"),
        (Interval(date(1989, 1, 1), None, Grain.YEAR, about=True), "1989~/.."),
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


FIRST_DAY, LAST_DAY = date.min, date.max
NINE, TEN, ELEVEN = (datetime(2025, 9, 3, hour) for hour in (9, 10, 11))


def days(first, last):
    """From one day of September 2025 through another."""
    return Interval(date(2025, 9, first), date(2025, 9, last + 1))


def minutes(start, end):
    return Interval(start, end, Grain.MINUTE)


@pytest.mark.parametrize(
    ("one", "other", "overlaps", "is_within"),
    [
        (days(1, 2), days(3, 4), False, False),
        (days(1, 3), days(3, 4), True, False),
        (days(2, 3), days(1, 4), True, True),
        (days(1, 3), days(1, 4), True, True),
        (days(2, 4), days(1, 4), True, True),
        (days(1, 4), days(2, 4), True, False),
        (days(1, 4), days(1, 3), True, False),
        (minutes(NINE, TEN), minutes(TEN, ELEVEN), False, False),
        (minutes(NINE, TEN), minutes(NINE, ELEVEN), True, True),
        (minutes(TEN, ELEVEN), days(3, 3), True, True),
        (minutes(TEN, datetime(2025, 9, 4)), days(3, 3), True, True),
        (minutes(TEN, datetime(2025, 9, 4)), days(4, 4), False, False),
        (days(3, 3), Interval(None, date(2025, 9, 3)), False, False),
        (days(3, 3), Interval(None, date(2025, 9, 4)), True, True),
        (days(3, 3), Interval(date(2025, 9, 4), None), False, False),
        (days(3, 3), Interval(date(2025, 9, 3), None), True, True),
        (days(3, 3), Interval(None, None), True, True),
        (Interval(None, None), days(3, 3), True, False),
    ],
)
def test_what_touches_does_not_overlap_and_what_ends_alike_lies_within(
    one, other, overlaps, is_within
):
    assert one.overlaps(other) == other.overlaps(one) == overlaps
    assert one.is_within(other) == is_within


def test_two_clocks_compare_by_the_moment():
    quito, lisbon = load_zone("America/Guayaquil"), load_zone("Europe/Lisbon")
    one = minutes(NINE.replace(tzinfo=quito), TEN.replace(tzinfo=quito))
    other = minutes(*(datetime(2025, 9, 3, hour, tzinfo=lisbon) for hour in (15, 16)))
    assert one.is_same_time_as(other)
    assert not one.overlaps(minutes(other.end, other.end + timedelta(hours=1)))


@pytest.mark.parametrize(
    ("interval", "last", "is_point"),
    [
        (minutes(TEN, TEN + timedelta(minutes=1)), date(2025, 9, 3), True),
        (minutes(TEN, TEN + timedelta(seconds=61)), date(2025, 9, 3), False),
        (Interval(TEN, TEN + timedelta(seconds=1), Grain.SECOND), date(2025, 9, 3), True),
        (Interval(TEN, TEN + timedelta(minutes=1), Grain.HOUR), date(2025, 9, 3), False),
        (minutes(TEN, datetime(2025, 9, 4)), date(2025, 9, 3), False),
        (minutes(TEN, datetime(2025, 9, 4, 0, 0, 1)), date(2025, 9, 4), False),
        (days(3, 3), date(2025, 9, 3), False),
        (Interval(TEN, None, Grain.MINUTE), None, False),
        (Interval(None, TEN, Grain.MINUTE), date(2025, 9, 3), False),
    ],
)
def test_the_last_day_and_what_is_a_point(interval, last, is_point):
    assert (interval.last, interval.is_point) == (last, is_point)
    assert interval.is_timed == isinstance(interval.start or interval.end, datetime)


@pytest.mark.parametrize(
    ("parts", "merged"),
    [
        ([days(1, 1), days(2, 2)], ["2025-09-01/2025-09-02"]),
        ([days(1, 1), days(3, 3)], ["2025-09-01", "2025-09-03"]),
        ([days(1, 4), days(2, 3)], ["2025-09-01/2025-09-04"]),
        ([minutes(NINE, TEN), minutes(TEN, ELEVEN)], ["2025-09-03T09:00:00/2025-09-03T11:00:00"]),
        (
            [days(3, 3), minutes(TEN, TEN + timedelta(minutes=1))],
            ["2025-09-03", "2025-09-03T10:00:00"],
        ),
        ([Interval(None, date(2025, 9, 3)), days(3, 3)], ["../2025-09-03"]),
        ([Interval(date(2025, 9, 3), None), days(2, 2)], ["2025-09-02/.."]),
        ([], []),
    ],
)
def test_what_touches_is_merged(parts, merged):
    assert [each.edtf for each in merge_intervals(parts)] == merged


@pytest.mark.parametrize(
    ("first", "last", "edtf"),
    [
        (days(3, 3), days(2, 2), "2025-09-03"),
        (days(3, 3), days(3, 3), "2025-09-03"),
        (days(3, 3), days(3, 4), "2025-09-03/2025-09-04"),
        (minutes(TEN, ELEVEN), minutes(NINE, TEN), "2025-09-03T10:00:00/2025-09-03T11:00:00"),
        (minutes(NINE, TEN), minutes(TEN, ELEVEN), "2025-09-03T09:00:00/2025-09-03T11:00:00"),
        (
            minutes(NINE, TEN),
            minutes(ELEVEN, ELEVEN + timedelta(minutes=1)),
            "2025-09-03T09:00:00/2025-09-03T11:00:00",
        ),
        (minutes(TEN, ELEVEN), days(4, 4), "2025-09-03/2025-09-04"),
        (days(2, 2), minutes(TEN, ELEVEN), "2025-09-02/2025-09-03"),
    ],
)
def test_an_interval_extends_to_another_unless_that_is_over(first, last, edtf):
    assert extend_interval(first, last).edtf == edtf


def test_a_stretch_is_known_only_as_well_as_the_end_that_is_known_less():
    exact = minutes(TEN, TEN + timedelta(minutes=1))
    vague = Interval(TEN + timedelta(hours=8), TEN + timedelta(hours=12), Grain.PART_OF_DAY)
    assert extend_interval(exact, vague).grain == Grain.PART_OF_DAY
    later = minutes(TEN + timedelta(days=1), ELEVEN + timedelta(days=1))
    assert extend_interval(vague, later).grain == Grain.PART_OF_DAY


@pytest.mark.parametrize(
    ("grain", "first", "last"),
    [
        (Grain.DAY, date(2024, 2, 29), date(2024, 2, 29)),
        (Grain.WEEK, date(2024, 12, 30), date(2025, 1, 5)),
        (Grain.MONTH, date(2024, 2, 1), date(2024, 2, 29)),
        (Grain.MONTH, date(2025, 12, 1), date(2025, 12, 31)),
        (Grain.QUARTER, date(2025, 1, 1), date(2025, 3, 31)),
        (Grain.QUARTER, date(2025, 4, 1), date(2025, 6, 30)),
        (Grain.QUARTER, date(2025, 10, 1), date(2025, 12, 31)),
        (Grain.SEASON, date(2024, 12, 1), date(2025, 2, 28)),
        (Grain.SEASON, date(2025, 3, 1), date(2025, 5, 31)),
        (Grain.HALF, date(2025, 1, 1), date(2025, 6, 30)),
        (Grain.HALF, date(2025, 7, 1), date(2025, 12, 31)),
        (Grain.YEAR, date(3000, 1, 1), date(3000, 12, 31)),
        (Grain.YEAR, date(1, 1, 1), date(1, 12, 31)),
        (Grain.YEAR, date(9998, 1, 1), date(9998, 12, 31)),
        (Grain.DECADE, date(1, 1, 1), date(9, 12, 31)),
        (Grain.DECADE, date(1990, 1, 1), date(1999, 12, 31)),
        (Grain.CENTURY, date(1, 1, 1), date(99, 12, 31)),
        (Grain.CENTURY, date(1900, 1, 1), date(1999, 12, 31)),
    ],
)
def test_a_unit_is_found_from_its_first_and_its_last_day(grain, first, last):
    expected = Interval(first, last + timedelta(days=1), grain)
    assert find_calendar_unit(first, grain) == find_calendar_unit(last, grain) == expected
    assert find_calendar_unit(datetime(last.year, last.month, last.day, 23), grain) == expected
    if first > FIRST_DAY:
        assert find_calendar_unit(first - timedelta(days=1), grain).end == first


@pytest.mark.parametrize("grain", COARSE)
def test_a_unit_that_would_end_behind_the_calendar_is_refused(grain):
    with pytest.raises((ValueError, OverflowError)):
        find_calendar_unit(LAST_DAY, grain)


@pytest.mark.parametrize(
    ("day", "count", "grain", "result"),
    [
        (date(2025, 1, 28), 1, Grain.MONTH, date(2025, 2, 28)),
        (date(2025, 1, 29), 1, Grain.MONTH, date(2025, 2, 28)),
        (date(2024, 1, 29), 1, Grain.MONTH, date(2024, 2, 29)),
        (date(2024, 1, 30), 1, Grain.MONTH, date(2024, 2, 29)),
        (date(2025, 1, 15), 1.5, Grain.MONTH, date(2025, 3, 2)),
        (date(2025, 12, 31), 1, Grain.MONTH, date(2026, 1, 31)),
        (date(2025, 12, 1), 1, Grain.MONTH, date(2026, 1, 1)),
        (date(2025, 1, 1), -1, Grain.MONTH, date(2024, 12, 1)),
        (date(2025, 11, 30), 1, Grain.QUARTER, date(2026, 2, 28)),
        (date(2025, 8, 31), 1, Grain.HALF, date(2026, 2, 28)),
        (date(2024, 2, 29), 1, Grain.YEAR, date(2025, 2, 28)),
        (date(2024, 2, 29), 4, Grain.YEAR, date(2028, 2, 29)),
        (date(2000, 2, 29), 1, Grain.CENTURY, date(2100, 2, 28)),
        (date(2025, 9, 3), 1, Grain.WEEKEND, date(2025, 9, 10)),
        (date(9998, 12, 31), 1, Grain.YEAR, LAST_DAY),
        (date(2, 1, 1), -1, Grain.YEAR, FIRST_DAY),
        (date(2, 1, 31), -1, Grain.YEAR, date(1, 1, 31)),
    ],
)
def test_months_and_years_are_added_to_the_days_at_their_ends(day, count, grain, result):
    assert add_units(day, count, grain) == result


@pytest.mark.parametrize("grain", [Grain.DAY, Grain.WEEK, Grain.MONTH, Grain.YEAR, Grain.CENTURY])
@pytest.mark.parametrize(("day", "count"), [(LAST_DAY, 1), (AncientDate.min, -1)])
def test_nothing_is_added_beyond_the_calendar(day, count, grain):
    with pytest.raises((ValueError, OverflowError)):
        add_units(day, count, grain)


def test_intervals_reach_the_far_ends_of_the_calendar():
    year = Interval(date(3000, 1, 1), date(3001, 1, 1), Grain.YEAR)
    assert (year.edtf, year.first, year.last) == ("3000", date(3000, 1, 1), date(3000, 12, 31))
    assert year.is_within(Interval(date(2999, 1, 1), None))
    assert not year.overlaps(Interval(None, date(3000, 1, 1)))
    first, last = Interval(FIRST_DAY, date(1, 1, 2)), Interval(date(9999, 12, 30), LAST_DAY)
    assert (first.edtf, last.edtf) == ("0001-01-01", "9999-12-30")
    assert enclose_intervals([last, first]) == Interval(FIRST_DAY, LAST_DAY)
    assert merge_intervals([last, first]) == (first, last)
    ever = Interval(None, None)
    assert first.is_within(ever)
    assert last.is_within(ever)
    assert Interval(LAST_DAY, None).edtf == "9999-12-31/.."
    assert not Interval(LAST_DAY, None).overlaps(last)


def test_the_last_hours_of_the_calendar_widen_to_an_open_side():
    evening = minutes(datetime(9999, 12, 31, 18), datetime(9999, 12, 31, 20))
    assert widen_to_days(evening) == Interval(LAST_DAY, None)
    before = minutes(datetime(9999, 12, 30, 18), datetime(9999, 12, 31))
    assert widen_to_days(before) == Interval(date(9999, 12, 30), LAST_DAY)


@pytest.mark.parametrize(
    ("month", "quarter", "half"),
    [(3, "33", "40"), (4, "34", "40"), (6, "34", "40"), (7, "35", "41"), (12, "36", "41")],
)
def test_edtf_of_quarters_and_halves(month, quarter, half):
    day = date(2025, month, 1)
    assert find_calendar_unit(day, Grain.QUARTER).edtf == f"2025-{quarter}"
    assert find_calendar_unit(day, Grain.HALF).edtf == f"2025-{half}"
