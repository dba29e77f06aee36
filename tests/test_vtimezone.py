"""What a VTIMEZONE says of a time, beside what the tz database says: for every zone."""

from __future__ import annotations

import itertools
from bisect import bisect
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from pathlib import Path
from typing import Any

import dateutil.rrule
import icalendar
import pytest
import tzdata
from tables import Table

from itinerary.dates.zones import load_zone
from itinerary.export.ics import vtimezone
from itinerary.export.ics.vtimezone import (
    Observance,
    TimezoneBlock,
    choose_blocks,
    find_zone_key,
    is_representable,
    is_unambiguous,
    load_posix_rule,
)


def load_history(key: str) -> bytes:
    return (Path(tzdata.__file__).parent / "zoneinfo" / key).read_bytes()


ZONES = (Path(tzdata.__file__).parent / "zones").read_text(encoding="utf-8").split()
SHIFTING = sorted(key for key in ZONES if "," in load_posix_rule(key))
# Their rules name a day and then an hour before or after it; Outlook has no form for that.
INEXPRESSIBLE = {
    "Africa/Cairo",
    "America/Godthab",
    "America/Nuuk",
    "America/Santiago",
    "America/Scoresbysund",
    "Asia/Gaza",
    "Asia/Hebron",
    "Asia/Jerusalem",
    "Asia/Tel_Aviv",
    "Chile/Continental",
    "Egypt",
    "Israel",
}
# Of the names of one history, one: the others are links to it.
HISTORIES = sorted({load_history(key): key for key in ZONES}.values())
DATES = [datetime(year, month, 15, 10) for year in (2012, 2025, 2030) for month in (1, 4, 7, 11)]


def times(key: str, dates: list[datetime]) -> list[datetime]:
    return [date.replace(tzinfo=load_zone(key)) for date in dates]


ONE_OF_EACH_RULE = sorted(
    {load_posix_rule(key): key for key in SHIFTING if key not in INEXPRESSIBLE}.values()
)


@pytest.mark.slow
@pytest.mark.parametrize("key", ONE_OF_EACH_RULE)
def test_the_rule_in_force_is_right_at_every_hour_of_a_year(key: str) -> None:
    hours = [
        datetime(2030, 1, 1, tzinfo=load_zone(key)) + timedelta(hours=hour)
        for hour in range(365 * 24)
    ]
    block = choose_blocks(hours)[key]
    assert len(block.observances) == 2
    assert all(block.is_valid_for(hour) == is_unambiguous(hour) for hour in hours)


def test_a_rule_that_needs_a_shift_of_days_gives_way_to_one_offset(table: Table) -> None:
    for key in sorted(INEXPRESSIBLE):
        with table.row(key):
            block = choose_blocks(times(key, DATES))[key]
            assert len(block.observances) == 1
            assert "RRULE" not in block.component.to_ical().decode()


@pytest.mark.slow
def test_of_every_zone_a_reader_of_the_content_alone_finds_the_instants(
    content_reader: Any,
) -> None:
    moments = {key: times(key, DATES) for key in ZONES}
    chosen = choose_blocks(itertools.chain.from_iterable(moments.values()))
    assert list(chosen) == sorted(chosen)
    assert set(ZONES) - set(chosen) == {key for key in ZONES if load_posix_rule(key) == "UTC0"}
    for key, block in chosen.items():
        read = content_reader(block)
        fitting = [moment for moment in moments[key] if block.is_valid_for(moment)]
        assert fitting
        assert [read(moment.replace(tzinfo=None)) for moment in fitting] == [
            moment.utcoffset() for moment in fitting
        ]


YEARS = range(1970, 2038)
MONTHS = (1, 4, 7, 10)


@pytest.mark.slow
def test_in_every_zone_and_year_a_reader_of_the_block_and_one_of_the_name_agree(
    table: Table,
) -> None:
    """For a calendar of each year alone: what is not in UTC reads the same by both."""
    for key in HISTORIES:
        with table.row(key):
            blockless = []
            for year in YEARS:
                moments = times(key, [datetime(year, month, 15, 10) for month in MONTHS])
                block = choose_blocks(moments).get(key)
                local = [moment for moment in moments if block and block.is_valid_for(moment)]
                assert [content_offset(block, moment.replace(tzinfo=None)) for moment in local] == [
                    moment.utcoffset() for moment in local
                ]
                if not local:
                    blockless.append(year)
            assert set(blockless) <= (
                {*YEARS}
                if load_posix_rule(key) == "UTC0"
                else {1970, 1971, 2036, 2037} | _with_seconds(key)
            )


def _with_seconds(key: str) -> set[int]:
    """The years in which a zone's clocks were not whole minutes from UTC: Monrovia, up to 1972."""
    return {
        year
        for year in YEARS
        if any(
            moment.utcoffset().seconds % 60
            for moment in times(key, [datetime(year, month, 15) for month in MONTHS])
        )
    }


@pytest.fixture
def content_reader() -> Any:
    """A reader that knows the rules of RFC 5545, section 3.6.5, and no zone."""
    return lambda block: partial(content_offset, block)


def content_offset(block: TimezoneBlock, wall: datetime) -> timedelta:
    onsets = _onsets(block)
    return onsets[bisect(onsets, (wall, timedelta.max)) - 1][1]


@cache
def _onsets(block: TimezoneBlock) -> list[tuple[datetime, timedelta]]:
    """When each offset begins, as the text of the block has it, in order."""
    parts = icalendar.Timezone.from_ical(block.component.to_ical()).subcomponents
    return sorted(onset for part in parts for onset in _onsets_of(part))


def _onsets_of(part: icalendar.Component) -> Iterator[tuple[datetime, timedelta]]:
    start, offset = part["DTSTART"].dt, part["TZOFFSETTO"].td
    yield start, offset
    if "RRULE" in part:
        rule = dateutil.rrule.rrulestr(part["RRULE"].to_ical().decode(), dtstart=start)
        yield from ((found, offset) for found in rule.between(start, datetime(YEARS.stop, 1, 1)))


def written(key: str, *dates: str) -> str:
    return (
        choose_blocks(times(key, [datetime.fromisoformat(date) for date in dates]))[key]
        .component.to_ical()
        .decode()
    )


def test_dublin_has_its_standard_time_in_winter_as_the_offsets_say_and_not_the_law() -> None:
    assert load_posix_rule("Europe/Dublin") == "IST-1GMT0,M10.5.0,M3.5.0/1"
    standard, daylight = written("Europe/Dublin", "2025-01-15").split("END:STANDARD")
    assert "TZNAME:GMT\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0000" in standard
    assert "TZNAME:IST\r\nTZOFFSETFROM:+0000\r\nTZOFFSETTO:+0100" in daylight


def test_lord_howe_moves_by_half_an_hour() -> None:
    assert "TZOFFSETFROM:+1030\r\nTZOFFSETTO:+1100" in written("Australia/Lord_Howe", "2025-01-15")


def test_only_alphabetic_names_are_given() -> None:
    assert "TZNAME" not in written("Asia/Kathmandu", "2025-01-15")
    assert "TZNAME:CST" in written("America/Mexico_City", "2025-01-15")


def test_the_offset_of_the_past_is_fixed_where_the_rule_in_force_is_another() -> None:
    assert "TZOFFSETTO:-0500" in written("America/Mexico_City", "2022-07-01")
    assert "TZOFFSETTO:+0000" in written("Africa/Casablanca", "2025-03-10")
    assert "TZOFFSETTO:-1000" in written("Pacific/Apia", "2011-12-29")


def test_the_block_is_that_of_the_most_times() -> None:
    assert "TZOFFSETTO:-0600" in written(
        "America/Mexico_City", "2022-07-01", "2025-01-15", "2025-01-16"
    )
    assert "TZOFFSETTO:-0400" in written(
        "America/New_York", "2006-04-01", "2006-03-20", "1995-04-20", "1996-04-20"
    )
    # without summer time, the offset now in force counts: older times go to UTC
    assert "TZOFFSETTO:-0600" in written(
        "America/Mexico_City", "2022-07-01", "2022-07-02", "2025-01-16"
    )
    assert "TZOFFSETTO:+0500" in written("Asia/Almaty", "2024-02-20", "2024-04-02")
    assert "TZOFFSETTO:+0600" in written("Asia/Almaty", "2024-02-20")
    assert "RRULE" in written("Europe/Lisbon", "2025-07-01")
    assert "RRULE" not in written(
        "America/New_York", "2006-03-20", "2006-03-21", "2025-07-01"
    )  # summer time began in April then


def test_times_that_no_block_can_be_right_for_have_none() -> None:
    new_york = [
        datetime.fromisoformat(text)
        for text in ("1970-06-01", "2036-06-01", "2025-03-09T02:30", "2025-11-02T01:30")
    ]
    assert choose_blocks(times("America/New_York", new_york)) == {}
    assert (
        choose_blocks(
            [
                datetime(2025, 9, 3, 10),
                datetime(2025, 9, 3, 10, tzinfo=UTC),
                datetime.fromisoformat("2025-09-03T10:00-06:00"),
            ]
        )
        == {}
    )


def test_the_name_of_a_zone() -> None:
    assert find_zone_key(datetime(2025, 9, 3, tzinfo=load_zone("Asia/Kolkata"))) == "Asia/Kolkata"
    assert [
        find_zone_key(datetime(2025, 9, 3, tzinfo=load_zone(key)))
        for key in ("UTC", "Etc/UTC", "Etc/Zulu")
    ] == ["", "", ""]


def test_an_onset_without_a_rule_always_holds() -> None:
    assert TimezoneBlock("x", (Observance(timedelta(hours=2)),)).find_utc_offset(
        datetime(2025, 1, 1)
    ) == timedelta(hours=2)


NEW_YORK_OFFSETS = [
    # forward at 02:00 on 9 March, back at 02:00 on 2 November: by the wall, which skips an hour
    # and repeats one
    ("2025-03-09T01:59", -5, True),
    ("2025-03-09T02:00", -4, False),
    ("2025-03-09T02:59", -4, False),
    ("2025-03-09T03:00", -4, True),
    ("2025-11-02T00:59", -4, True),
    ("2025-11-02T01:00", -4, False),
    ("2025-11-02T01:59", -4, False),
    ("2025-11-02T02:00", -5, True),
    ("2025-01-01T00:00", -5, True),
    ("2025-12-31T23:59", -5, True),
]


def test_where_clocks_change(table: Table) -> None:
    block = choose_blocks(times("America/New_York", DATES[4:]))["America/New_York"]
    for text, hours, is_once in NEW_YORK_OFFSETS:
        with table.row(text):
            wall = datetime.fromisoformat(text)
            moment = wall.replace(tzinfo=load_zone("America/New_York"))
            assert block.find_utc_offset(wall) == timedelta(hours=hours)
            assert is_unambiguous(moment) == is_once
            assert block.is_valid_for(moment) == is_once


def test_the_first_and_the_last_year_of_a_block(table: Table) -> None:
    block = choose_blocks(times("America/Bogota", DATES))["America/Bogota"]
    for text, is_valid in [
        ("1970-12-31T23:59", False),
        ("1971-01-01T00:00", True),
        ("2035-12-31T23:59", True),
        ("2036-01-01T00:00", False),
    ]:
        with table.row(text):
            (moment,) = times("America/Bogota", [datetime.fromisoformat(text)])
            assert block.is_valid_for(moment) == is_valid


def test_times_that_a_calendar_can_hold(table: Table) -> None:
    for text, zone, is_held in [
        ("0001-12-31T23:59", "UTC", False),
        ("0002-01-01T00:00", "UTC", True),
        ("9998-12-31T23:59", "UTC", True),
        ("9999-01-01T00:00", "UTC", False),
        ("1883-11-18T11:00", "America/New_York", False),  # −4:56:02, local mean time
        ("1883-11-19T11:00", "America/New_York", True),
    ]:
        with table.row(text, zone):
            assert is_representable(times(zone, [datetime.fromisoformat(text)])[0]) == is_held
    assert not is_representable(datetime(2025, 9, 3, 10))


def test_a_rule_at_the_ends_of_a_day(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    for hour, is_read in [("-1", False), ("0", True), ("23:59", True), ("24", False)]:
        with table.row(hour):
            rule = f"EST5EDT,M3.2.0/{hour},M11.1.0"
            monkeypatch.setattr(vtimezone, "load_posix_rule", lambda key, rule=rule: rule)
            assert bool(vtimezone._get_current_blocks.__wrapped__("x")) == is_read
