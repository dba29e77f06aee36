"""Dates by EDTF: the examples of its specification, and what we write is read back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tables import Table

from itinerary import Grain, Interval
from itinerary.dates.arithmetic import find_calendar_unit
from itinerary.dates.interval import AncientDate, add_days, build_date

# The examples of https://www.loc.gov/standards/datetime/, each with how we write it.
SAME = ""
LEVEL_0 = {
    "1985-04-12": SAME,
    "1985-04": SAME,
    "1985": SAME,
    "1985-04-12T23:20:30": SAME,
    "1985-04-12T23:20:30Z": "1985-04-12T23:20:30+00:00",
    "1985-04-12T23:20:30-04": "1985-04-12T23:20:30-04:00",
    "1985-04-12T23:20:30+04:30": SAME,
    "1964/2008": SAME,
    "2004-06/2006-08": SAME,
    "2004-02-01/2005-02-08": SAME,
    "2004-02-01/2005-02": "2004-02-01/2005-02-28",
    "2004-02-01/2005": "2004-02-01/2005-12-31",
    "2005/2006-02": "2005-01/2006-02",
}
LEVEL_1 = {
    "2001-21": SAME,
    "1984?": SAME,
    "2004-06~": SAME,
    "2004-06-11%": SAME,
    "201X": SAME,
    "20XX": SAME,
    "2004-XX": "[2004-01..2004-12]",
    "1985-04-XX": "[1985-04-01..1985-04-30]",
    "1985-XX-XX": "[1985-01-01..1985-12-31]",
    "1985-04-12/..": SAME,
    "1985-04/..": SAME,
    "1985/..": SAME,
    "../1985-04-12": SAME,
    "../1985-04": SAME,
    "../1985": SAME,
    "1985-04-12/": "1985-04-12/..",
    "1985-04/": "1985-04/..",
    "1985/": "1985/..",
    "/1985-04-12": "../1985-04-12",
    "/1985-04": "../1985-04",
    "/1985": "../1985",
    "-1985": SAME,
}
LEVEL_2 = {
    "2001-34": SAME,
    "[..1760-12-03]": SAME,
    "[1760-12..]": SAME,
    "[..1984]": SAME,
    "{..1984}": "../1984",
    "2004-06~-11": "2004-06-11~",
    "2004?-06-11": "2004-06-11?",
    "?2004-06-~11": "2004-06-11%",
    "2004-%06-11": "2004-06-11%",
    "2004-06-~01/2004-06-~20": "2004-06-01~/2004-06-20~",
}
REFUSED = {
    "Y170000002": "years have four digits",
    "Y-170000002": "years have four digits",
    "Y-17E7": "an exponential year",
    "1950S2": "only some digits count",
    "Y171010000S3": "only some digits count",
    "Y3388E2S3": "only some digits count",
    "[1667,1668,1670..1672]": "do not follow on each other",
    "[1760-01,1760-02,1760-12..]": "do not follow on each other",
    "[1667,1760-12]": "do not follow on each other",
    "{1667,1668,1670..1672}": "do not follow on each other",
    "{1960,1961-12}": "do not follow on each other",
    "156X-12-25": "X stands for",
    "15XX-12-25": "X stands for",
    "XXXX-12-XX": "X stands for",
    "1XXX-XX": "X stands for",
    "1XXX-12": "X stands for",
    "1984-1X": "X stands for",
    "2004-06-XX/2004-07-03": "X stands for",
}


def test_examples_of_the_specification_are_read(table: Table) -> None:
    for text, written in (LEVEL_0 | LEVEL_1 | LEVEL_2).items():
        with table.row(text):
            found = Interval.from_edtf(text)
            assert found.edtf == (written or text)
            assert Interval.from_edtf(found.edtf) == found


def test_what_is_no_interval_is_refused_by_name(table: Table) -> None:
    others = {
        "2004-02-30": "there is no such day",
        "-0043-02-29": "there is no such day",
        "-0000": "the year before 0001 is 0000",
        "P1Y": "a duration",
        "2004/2003": "its end is not after its start",
        "[2004..2003]": "its end is not after its start",
        "2004-42": "must be a century",
        "2004-00": "must be a century",
        "2004?~": "must be a century",
        "[]": "must be a century",
        "[1810..1825": "must be a century",
        "/": "must be a century",
        "9999": "must be a century",
        "spring 1968": "must be a century",
    }
    for text, why in (REFUSED | others).items():
        with table.row(text), pytest.raises(ValueError, match=f"text is .*, but .*{why}"):
            Interval.from_edtf(text)


def test_what_edtf_says_of_a_date(table: Table) -> None:
    year, decade = Grain.YEAR, Grain.DECADE
    cases: list[tuple[str, Interval]] = [
        ("0476", Interval(date(476, 1, 1), date(477, 1, 1), year)),
        ("0000", Interval(AncientDate(0), date(1, 1, 1), year)),
        ("-0043", Interval(AncientDate(-43), AncientDate(-42), year)),
        ("-0043-03-15", Interval(AncientDate(-43, 3, 15), AncientDate(-43, 3, 16))),
        ("-0508/-0026", Interval(AncientDate(-508), AncientDate(-25), year)),
        ("-0026/0476", Interval(AncientDate(-26), date(477, 1, 1), year)),
        ("-03XX", Interval(AncientDate(-399), AncientDate(-299), Grain.CENTURY)),
        ("-00XX", Interval(AncientDate(-99), date(1, 1, 1), Grain.CENTURY)),
        ("-004X", Interval(AncientDate(-49), AncientDate(-39), decade)),
        ("18XX?", Interval(date(1800, 1, 1), date(1900, 1, 1), Grain.CENTURY, uncertain=True)),
        ("1968-21", Interval(date(1968, 3, 1), date(1968, 6, 1), Grain.SEASON)),
        ("1968-24", Interval(date(1968, 12, 1), date(1969, 3, 1), Grain.SEASON)),
        ("1968-31", Interval(date(1968, 3, 1), date(1968, 6, 1), Grain.SEASON, south=True)),
        ("-0001-24", Interval(AncientDate(-1, 12), AncientDate(0, 3), Grain.SEASON)),
        ("0000-24", Interval(AncientDate(0, 12), date(1, 3, 1), Grain.SEASON)),
        ("[1810..1825]", Interval(date(1810, 1, 1), date(1826, 1, 1), year, within=True)),
        ("[..1849]", Interval(None, date(1850, 1, 1), year, within=True)),
        ("[1851..]", Interval(date(1851, 1, 1), None, year, within=True)),
        ("[1810~..1825~]", Interval(date(1810, 1, 1), date(1826, 1, 1), year, True, within=True)),
        ("[1850]", Interval(date(1850, 1, 1), date(1851, 1, 1), year, within=True)),
    ]
    for text, interval in cases:
        with table.row(text):
            assert Interval.from_edtf(text) == interval
            assert interval.edtf == text


def test_other_ways_to_say_the_same(table: Table) -> None:
    for text, written in {
        "[1850,1851]": "[1850..1851]",
        "{1940, 1941}": "1940/1941",
        "{1940..1945}": "1940/1945",
        "1984~/2004-06": "1984-01~/2004-06~",
        "1984?/2004~": "1984%/2004%",
        "1968-25": "1968-21",
        "2001-37": "2001-01/2001-04",
        "1968-21/1970": "1968-03/1970-12",
        "1968-21/1968-22": "1968-21/1968-22",
        "199X/2005": "1990/2005",
        "2012/2012": "2012",
    }.items():
        with table.row(text):
            assert Interval.from_edtf(text).edtf == written


UNITS = [each for each in Grain if each > Grain.DAY and "WEEK" not in each.name] + [Grain.DAY]
FIRST, LAST = AncientDate(-9800).toordinal(), date(9800, 1, 1).toordinal()
SIDES = st.sampled_from([{}, {"end": None}, {"start": None}])
FLAGS = st.fixed_dictionaries({each: st.booleans() for each in ("about", "uncertain", "within")})


@st.composite
def stretches_of_days(draw: st.DrawFn) -> Interval:
    """Days and units of them, all that EDTF can tell, open ones and those before the year 1 too."""
    grain = draw(st.sampled_from(UNITS))
    start = add_days(date.min, draw(st.integers(FIRST, LAST)) - 1)
    unit = find_calendar_unit(start, grain)
    last = find_calendar_unit(add_days(start, draw(st.integers(0, 400))), grain)
    ends: dict[str, Any] = {"start": unit.start, "end": last.end} | draw(SIDES)
    south = grain == Grain.SEASON and draw(st.booleans())
    return Interval(**ends, grain=grain, south=south, **draw(FLAGS))


@st.composite
def stretches_of_minutes(draw: st.DrawFn) -> Interval:
    """Clock times to the minute, with and without an offset."""
    offset = draw(st.none() | st.integers(-840, 840))
    zone = None if offset is None else timezone(timedelta(minutes=offset))
    start = draw(st.datetimes(datetime(1, 1, 8), datetime(9800, 1, 1)))
    begin = start.replace(second=0, microsecond=0, tzinfo=zone, fold=0)
    end = begin + timedelta(minutes=draw(st.integers(1, 100_000)))
    ends: dict[str, Any] = {"start": begin, "end": end} | draw(SIDES)
    return Interval(**ends, grain=Grain.MINUTE, **draw(FLAGS))


@given(stretches_of_days() | stretches_of_minutes())
@example(find_calendar_unit(date.min, Grain.CENTURY))
@example(replace(find_calendar_unit(AncientDate(0, 12, 31), Grain.DECADE), within=True))
@example(replace(find_calendar_unit(date(1, 1, 30), Grain.SEASON), south=True))
def test_what_is_written_is_read_back(interval: Interval) -> None:
    assert Interval.from_edtf(interval.edtf) == interval


@pytest.mark.slow
@settings(max_examples=10_000)
@given(stretches_of_days() | stretches_of_minutes())
def test_ten_thousand_are_read_back(interval: Interval) -> None:
    assert Interval.from_edtf(interval.edtf) == interval


def test_a_year_is_written_in_four_digits() -> None:
    assert build_date(-43, 3, 15).isoformat() == "-0043-03-15"
    assert Interval(AncientDate(-9999), None, Grain.YEAR).edtf == "-9999/.."
