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
from itinerary.dates.interval import NoTimeError
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
    ((None, date(1, 1, 1)), NoTimeError, "nothing lies before the year 1"),
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
    for text in ["", "2025-13", "2025-02-30", "2025-9-3", "2025-09-03/2025", "/", "../..~",
                 "2025-09-06/2025-09-03", "1929-33-01", "next week", "2025-09-03 10:00", "20XXX",
                 "0000", "2025-09-03T25:00:00", "2025?", "2025-09-03T10:00:00Z"]:  # fmt: skip
        with table.row(text), pytest.raises(ValueError, match=r"text is .* but must be a century"):
            Interval.from_edtf(text)
    with pytest.raises(TypeError, match="text takes a str, not None"):
        Interval.from_edtf(None)  # type: ignore[arg-type]


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
