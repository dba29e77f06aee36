"""An interval behaves as a value: membership, duration, texts, copies, and refusals."""

import copy
import pickle
from dataclasses import FrozenInstanceError, replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pendulum
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tables import Table

from itinerary import Grain, Interval
from itinerary.dates.arithmetic import (
    extend_interval,
    find_calendar_unit,
    merge_intervals,
    widen_to_days,
)
from itinerary.dates.interval import AncientDate, NoTimeError, drop_time_zones
from itinerary.dates.zones import load_zone

DAYS = Interval(date(2025, 9, 3), date(2025, 9, 6))
TEN = datetime(2025, 9, 3, 10)
NAIVE = Interval(TEN, TEN + timedelta(hours=1), Grain.MINUTE)
AWARE = Interval(TEN.replace(tzinfo=UTC), TEN.replace(tzinfo=UTC, hour=11), Grain.MINUTE)
LISBON = load_zone("Europe/Lisbon")

MEMBERS: list[tuple[Interval, date, bool]] = [
    (DAYS, date(2025, 9, 2), False),
    (DAYS, date(2025, 9, 3), True),
    (DAYS, date(2025, 9, 4), True),
    (DAYS, date(2025, 9, 5), True),
    (DAYS, date(2025, 9, 6), False),
    (DAYS, datetime(2025, 9, 5, 23, 59), True),
    (DAYS, datetime(2025, 9, 6), False),
    (DAYS, datetime(2025, 9, 5, 23, 59, tzinfo=UTC), True),
    (DAYS, pendulum.date(2025, 9, 4), True),
    (replace(DAYS, end=None), date(9999, 12, 31), True),
    (replace(DAYS, start=None), date(1, 1, 1), True),
    (replace(DAYS, end=None), datetime.max, True),
    (replace(DAYS, start=None), datetime.min.replace(tzinfo=UTC), True),
    (Interval(date(9999, 12, 1), date.max), date(9999, 12, 30), True),
    (Interval(date(9999, 12, 1), date.max), date.max, False),
    (Interval(date(1, 1, 1), date(100, 1, 1), Grain.CENTURY), date.min, True),
    (replace(NAIVE, end=None), datetime.max, True),
    (replace(NAIVE, start=None), datetime.min, True),
    (replace(AWARE, end=None), datetime.max.replace(tzinfo=timezone(-timedelta(hours=14))), True),
    (replace(AWARE, start=None), datetime.min.replace(tzinfo=timezone(timedelta(hours=14))), True),
    (Interval(None, None), date(2025, 9, 3), True),
    (NAIVE, TEN, True),
    (NAIVE, TEN - timedelta(microseconds=1), False),
    (NAIVE, TEN + timedelta(minutes=59, seconds=59), True),
    (NAIVE, TEN + timedelta(hours=1), False),
    (AWARE, TEN.replace(tzinfo=timezone(timedelta(hours=-1)), hour=9), True),
    (AWARE, TEN.replace(tzinfo=timezone(timedelta(hours=1))), False),
    (AWARE, pendulum.datetime(2025, 9, 3, 10, 30), True),
    (replace(AWARE, end=None), datetime(2100, 1, 1, tzinfo=UTC), True),
]


def test_what_lies_in_an_interval(table: Table) -> None:
    for interval, value, is_in in MEMBERS:
        with table.row(interval.edtf, value):
            assert (value in interval) == is_in


def test_what_cannot_lie_in_an_interval(table: Table) -> None:
    cases: list[tuple[Interval, Any, type[Exception], str]] = [
        (DAYS, "2025-09-04", TypeError, "value takes a date or a datetime, not '2025-09-0"),
        (DAYS, None, TypeError, "value takes a date or a datetime, not None"),
        (DAYS, DAYS, TypeError, "value takes a date or a datetime, not an Interval"),
        (NAIVE, date(2025, 9, 3), TypeError, "value is the day 2025-09-03, but the interval"),
        (NAIVE, TEN.replace(tzinfo=UTC), ValueError, "value has a time zone, but the interval"),
        (AWARE, TEN, ValueError, "value has no time zone, but the interval"),
    ]
    for interval, value, kind, message in cases:
        with table.row(interval.edtf, value), pytest.raises(kind, match=message):
            value in interval  # noqa: B015 - it is the question that raises


def test_the_time_that_passes(table: Table) -> None:
    def span(start: datetime, end: datetime) -> Interval:
        return Interval(start.replace(tzinfo=LISBON), end.replace(tzinfo=LISBON), Grain.MINUTE)

    cases: list[tuple[Interval, timedelta | None]] = [
        (DAYS, timedelta(days=3)),
        (NAIVE, timedelta(hours=1)),
        (replace(DAYS, end=None), None),
        (replace(NAIVE, start=None), None),
        # Clocks go forward at 01:00 on 30 March, and back at 02:00 on 26 October.
        (span(datetime(2025, 3, 30, 0), datetime(2025, 3, 30, 3)), timedelta(hours=2)),
        (span(datetime(2025, 10, 26, 0), datetime(2025, 10, 26, 3)), timedelta(hours=4)),
        (span(datetime(2025, 10, 26, 1), datetime(2025, 10, 26, 1, fold=1)), timedelta(hours=1)),
    ]
    for interval, duration in cases:
        with table.row(interval.edtf):
            assert interval.duration == duration


NONSENSE: list[tuple[tuple[Any, ...], type[Exception], str]] = [
    ((date(2025, 9, 6), date(2025, 9, 3)), NoTimeError, "end must be after start, 2025-09-06"),
    ((date(2025, 9, 3), date(2025, 9, 3)), NoTimeError, "end must be after start"),
    ((TEN, TEN, Grain.MINUTE), NoTimeError, "end must be after start"),
    ((None, AncientDate.min), NoTimeError, "nothing lies before -9999-01-01"),
    ((date(2025, 9, 3), date(2025, 9, 6), Grain.MINUTE), ValueError, "grain minute needs clock"),
    ((TEN, None, Grain.DAY), ValueError, "grain day needs days, but start is the time"),
    ((TEN, date(2025, 9, 6), Grain.WEEKEND), ValueError, "must both be dates or both be"),
    ((TEN, TEN.replace(tzinfo=UTC, hour=11), Grain.MINUTE), ValueError, "start has no time zone"),
    ((TEN.replace(tzinfo=UTC), TEN.replace(hour=11), Grain.MINUTE), ValueError, "end has no time"),
    (("2025-09-03", None), TypeError, "start takes a date or a datetime, not '2025-09-0"),
    ((None, 5), TypeError, r"end takes a date or a datetime, not 5"),
    ((None, None, "day"), TypeError, "grain takes a Grain, such as Grain.DAY, not 'day'"),
    ((None, None, 5), TypeError, "grain takes a Grain"),
    ((None, None, Grain.DAY, "yes"), TypeError, "about takes True or False"),
    ((None, None, Grain.DAY, False, "middle"), ValueError, "part takes early, mid, late or None"),
    ((date(2025, 9, 3), 7), TypeError, "end takes a date or a datetime"),
    ((date(2025, 9, 3), date(2025, 9, 10), Grain.MONTH), ValueError, "of a month, but start is 2"),
    ((date(2025, 9, 1), date(2025, 9, 10), Grain.MONTH), ValueError, "of a month, but end is 2025"),
    ((None, date(2025, 9, 10), Grain.MONTH), ValueError, "first day of a month, but end is 2025-0"),
    ((date(2025, 3, 1), date(2026, 3, 1), Grain.YEAR), ValueError, "of a year, but start is 2025"),
    ((date(2025, 3, 1), None, Grain.YEAR), ValueError, r"but start is .* use Grain.DAY for oth"),
    ((date(2025, 6, 21), date(2025, 9, 23), Grain.SEASON), ValueError, "needs .* of a month, but"),
    ((date(2025, 2, 1), date(2025, 5, 1), Grain.QUARTER), ValueError, "first day of a quarter, b"),
    ((date(2025, 1, 1), date(2025, 4, 1), Grain.HALF), ValueError, "of a half, but end is 2025-04"),
    ((date(1995, 1, 1), date(2005, 1, 1), Grain.DECADE), ValueError, "of a decade, but start is 1"),
    ((date(1900, 1, 1), date(2001, 1, 1), Grain.CENTURY), ValueError, "of a century, but end is 2"),
    ((date(9999, 1, 1), date.max, Grain.YEAR), ValueError, "of a year, but end is 9999-12-31"),
    ((date(2025, 9, 1), date(2025, 9, 5), Grain.WEEK), ValueError, "whole weeks, but end, 2025-09"),
]


def test_nonsense_is_refused_with_the_name_of_the_argument(table: Table) -> None:
    for arguments, kind, message in NONSENSE:
        with table.row(*arguments), pytest.raises(kind, match=message):
            Interval(*arguments)


# In New York clocks went forward from 02:00 to 03:00 on 9 March 2025.
def test_no_time_passes_while_the_clocks_skip_an_hour() -> None:
    zone = load_zone("America/New_York")
    start, end = (datetime(2025, 3, 9, hour, 30, tzinfo=zone) for hour in (2, 3))
    with pytest.raises(NoTimeError):
        Interval(start, end, Grain.MINUTE)


TWICE = datetime(2025, 10, 26, 1, 30, tzinfo=LISBON)  # by the clocks, before and after they go back
AGAIN = TWICE.replace(fold=1)
ALIKE: list[tuple[tuple[Any, ...], tuple[Any, ...], bool]] = [
    ((TWICE, None), (AGAIN, None), False),
    ((None, TWICE), (None, AGAIN), False),
    ((TWICE, None), (TWICE.astimezone(UTC), None), True),
    ((AGAIN, None), (AGAIN.astimezone(UTC), None), True),
    ((AGAIN, None), (TWICE.astimezone(UTC), None), False),
    ((TWICE.replace(tzinfo=None), None), (AGAIN.replace(tzinfo=None), None), False),
    ((TEN, None), (TEN.replace(tzinfo=UTC), None), False),
    ((TEN.replace(tzinfo=UTC), None), (TEN.replace(tzinfo=LISBON, hour=11), None), True),
    ((datetime.min.replace(tzinfo=UTC), None), (datetime.min.replace(tzinfo=LISBON), None), False),
    ((datetime.max.replace(tzinfo=UTC), None), (datetime.max.replace(tzinfo=UTC), None), True),
]


def test_intervals_are_equal_where_their_ends_are_the_same_moments(table: Table) -> None:
    for ends, others, is_same in ALIKE:
        one, other = (Interval(*each, Grain.MINUTE) for each in (ends, others))
        with table.row(one.iso, other.iso):
            assert (one == other) is is_same
            assert len({one, other}) == 2 - is_same
    assert DAYS != "2025-09-03"
    assert DAYS not in [replace(DAYS, about=True), replace(DAYS, part="mid")]
    assert Interval(date(2012, 1, 1), date(2013, 1, 1), Grain.MONTH) != Interval(
        date(2012, 1, 1), date(2013, 1, 1), Grain.YEAR
    )


# So is "early March", of which the days are a third, by its unit or by its days.
def test_what_edtf_says_of_a_third_is_no_more_than_its_days(table: Table) -> None:
    cases: list[tuple[tuple[Any, ...], str]] = [
        ((date(2025, 3, 1), date(2025, 3, 11), Grain.MONTH), "2025-03-01/2025-03-10"),
        ((date(2025, 1, 1), date(2025, 5, 1), Grain.YEAR), "2025-01/2025-04"),
        ((date(1990, 1, 1), date(1993, 1, 1), Grain.DECADE), "1990/1992"),
        ((date(1990, 1, 1), date(2000, 1, 1), Grain.DECADE), "199X"),
    ]
    for fields, text in cases:
        with table.row(text):
            assert Interval(*fields, part="early").edtf == text


def test_seconds_are_a_point_only_one_by_one() -> None:
    second = Interval(TEN, TEN + timedelta(seconds=1), Grain.SECOND)
    assert second.is_point
    half = replace(second, end=TEN + timedelta(seconds=30))
    assert not half.is_point
    assert half.edtf == "2025-09-03T10:00:00/2025-09-03T10:00:30"


def test_an_interval_is_a_value() -> None:
    lisbon = Interval(TEN.replace(tzinfo=LISBON), None, Grain.MINUTE)
    for each in (DAYS, NAIVE, AWARE, lisbon):
        pickled = pickle.loads(pickle.dumps(each))  # noqa: S301 - our own bytes
        for same in (pickled, copy.deepcopy(each), replace(each)):
            assert same == each
            assert hash(same) == hash(each)
    assert replace(DAYS, about=True) != DAYS
    with pytest.raises(FrozenInstanceError):
        DAYS.start = None  # type: ignore[misc]


def test_dates_of_other_libraries_become_plain() -> None:
    found = Interval(pendulum.date(2025, 9, 3), pendulum.date(2025, 9, 6))
    assert (found, type(found.start), type(found.end)) == (DAYS, date, date)


def test_iso_is_half_open_and_keeps_offsets(table: Table) -> None:
    for interval, iso in [
        (DAYS, "2025-09-03T00:00:00/2025-09-06T00:00:00"),
        (replace(DAYS, start=None), "../2025-09-06T00:00:00"),
        (replace(DAYS, end=None), "2025-09-03T00:00:00/.."),
        (AWARE, "2025-09-03T10:00:00+00:00/2025-09-03T11:00:00+00:00"),
    ]:
        with table.row(iso):
            assert interval.iso == iso


def test_edtf_of_other_forms_is_refused(table: Table) -> None:
    for text in ["", "2025-13", "2025-9-3", "/", "../..~", "next week", "2025-09-03 10:00",
                 "2025-09-03T25:00:00", "9999", "9999-12", "9999-36", "9999-41",
                 "9999-12-31"]:  # fmt: skip
        with table.row(text), pytest.raises(ValueError, match=r"text is .* but must be a century"):
            Interval.from_edtf(text)
    with pytest.raises(TypeError, match="text takes a str, not None"):
        Interval.from_edtf(None)  # type: ignore[arg-type]


def test_what_is_said_of_a_date_stays_on_it(table: Table) -> None:
    year = Interval(date(1850, 1, 1), date(1851, 1, 1), Grain.YEAR)
    following = Interval(date(1851, 1, 1), date(1852, 1, 1), Grain.YEAR)
    for name in ("about", "uncertain", "within", "south"):
        with table.row(name):
            quality: dict[str, Any] = {name: True}
            one, other, exact = replace(year, **quality), replace(following, **quality), following
            assert one != year
            assert hash(one) == hash(replace(year, **quality))
            assert pickle.loads(pickle.dumps(one)) == copy.deepcopy(one) == one  # noqa: S301
            assert f"{name}=True" in repr(one)
            assert getattr(extend_interval(one, exact), name)
            assert getattr(extend_interval(year, other), name)
            assert getattr(drop_time_zones(replace(AWARE, **quality)), name)
            assert getattr(widen_to_days(replace(AWARE, **quality)), name)
    doubtful = [replace(each, uncertain=True) for each in (year, following)]
    assert merge_intervals(doubtful) == (extend_interval(*doubtful),)
    assert merge_intervals([year, doubtful[1]]) == (year, doubtful[1])
    within = [replace(each, within=True) for each in (year, following)]
    assert merge_intervals(within) == tuple(within)
    for name in ("uncertain", "within", "south"):
        with table.row(name), pytest.raises(TypeError, match=f"{name} takes True or False"):
            replace(year, **{name: 1})


STARTS = st.datetimes(datetime(1, 1, 2), datetime(9990, 1, 1)).map(
    lambda each: each.replace(microsecond=0)
)
LENGTHS = st.integers(1, 3000)


@given(STARTS, LENGTHS, st.booleans(), st.sampled_from(["both", "start", "end"]))
def test_edtf_of_days_and_minutes_is_read_back(
    start: datetime, length: int, about: bool, sides: str
) -> None:
    days = Interval(start.date(), start.date() + timedelta(days=length), Grain.DAY, about)
    minute = start.replace(second=0, tzinfo=UTC)
    minutes = Interval(minute, minute + timedelta(minutes=length), Grain.MINUTE, about)
    for each in (days, minutes):
        ends = {"start": each.start if sides != "end" else None}
        ends["end"] = each.end if sides != "start" else None
        kept: Interval = replace(each, **ends)  # type: ignore[arg-type]
        assert Interval.from_edtf(kept.edtf) == kept


# What `edtf` does not tell, and what is read in its place.
READ_AS = {
    Grain.HOUR: Grain.MINUTE, Grain.PART_OF_DAY: Grain.MINUTE, Grain.WEEKEND: Grain.DAY,
    Grain.WEEK: Grain.DAY,
}  # fmt: skip
SIZES = {
    Grain.SECOND: timedelta(seconds=1), Grain.MINUTE: timedelta(minutes=1),
    Grain.HOUR: timedelta(hours=1), Grain.PART_OF_DAY: timedelta(hours=6),
    Grain.WEEKEND: timedelta(days=2), Grain.WEEK: timedelta(days=7),
}  # fmt: skip


def build_units(grain: Grain, start: datetime, count: int) -> Interval:
    """Return so many units of a grain from one on; of clock times, within a minute or none."""
    if grain in SIZES:
        begin: date = start if grain <= Grain.SECOND else start.replace(second=0)
        begin = begin if grain < Grain.DAY else start.date()
        return Interval(begin, begin + count * SIZES[grain], grain)
    first = find_calendar_unit(start, grain).start or start.date()
    last = find_calendar_unit(start, grain)
    for _ in range(count - 1):
        last = find_calendar_unit(last.end or first, grain)
    return Interval(first, last.end, grain)


@given(
    st.sampled_from(Grain),
    st.datetimes(datetime(1, 1, 8), datetime(9000, 1, 1)),
    st.integers(1, 9),
    st.booleans(),
    st.sampled_from(["both", "start", "end"]),
)
def test_edtf_of_every_grain_is_read_back_as_the_docs_say(
    grain: Grain, start: datetime, count: int, about: bool, sides: str
) -> None:
    whole = build_units(
        grain, start.replace(second=start.second or 1, microsecond=0, fold=0), count
    )
    open_side = {"start": {"end": None}, "end": {"start": None}}.get(sides, {})
    kept: Interval = replace(whole, about=about, **open_side)  # type: ignore[arg-type]
    ends = [each for each in (kept.start, kept.end) if isinstance(each, datetime)]
    grain = READ_AS.get(grain, grain)
    if grain == Grain.SECOND and not any(each.second for each in ends):
        grain = Grain.MINUTE
    assert Interval.from_edtf(kept.edtf) == replace(kept, grain=grain)


def test_edtf_of_units_is_read_back(table: Table) -> None:
    for text, grain in [
        ("1900", Grain.YEAR), ("199X", Grain.DECADE), ("19XX", Grain.CENTURY),
        ("2012-05", Grain.MONTH), ("2012-12", Grain.MONTH), ("2012-33", Grain.QUARTER),
        ("2012-36", Grain.QUARTER), ("2012-40", Grain.HALF), ("2012-41", Grain.HALF),
        ("2012~", Grain.YEAR), ("2012/2014", Grain.YEAR), ("../2012-05", Grain.MONTH),
        ("../..", Grain.DAY),
    ]:  # fmt: skip
        with table.row(text):
            found = Interval.from_edtf(text)
            assert (found.edtf, found.grain) == (text, grain)


def test_habits_of_a_tuple_work_for_one_release_with_a_warning() -> None:
    with pytest.warns(DeprecationWarning, match="unpacking an Interval"):
        start, *_ = DAYS
    assert start == DAYS.start
    with pytest.warns(DeprecationWarning, match="indexing an Interval"):
        assert DAYS[1] == DAYS.end
    with pytest.warns(DeprecationWarning, match=r"dataclasses\.replace"):
        assert DAYS._replace(about=True) == replace(DAYS, about=True)
    with pytest.warns(DeprecationWarning, match=r"Interval\.to_utc_bounds"):
        assert bool(DAYS < replace(DAYS, start=date(2025, 9, 4)))  # noqa: SIM300
