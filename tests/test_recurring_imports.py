"""A recurring event of a calendar is there at each of its times, or it is said why not."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itinerary import loads, resolve
from itinerary.calendars.importing import ImportResult, import_calendar

UNTIL = date(2027, 6, 30)


def component(*lines: str) -> tuple[str, ...]:
    return ("BEGIN:VEVENT", "UID:1@example.org", *lines, "END:VEVENT")


def imported(*parts: tuple[str, ...], until: date | None = UNTIL, **options: Any) -> ImportResult:
    lines = ("BEGIN:VCALENDAR", *(line for part in parts for line in part), "END:VCALENDAR")
    return import_calendar("\r\n".join(lines).encode(), "feed.ics", until=until, **options)


def spans(found: ImportResult) -> list[str]:
    """The times of each event: the title, the start and the end, in UTC, the day included."""
    assert found.text, found.findings
    entries = resolve(loads(found.text)).select_entries("event")
    return [
        f"{entry.title} {_show(each.start)}/{_show(each.end)}"
        for entry in entries
        for each in entry.intervals
    ]


def _show(value: Any) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%m-%d %H:%M")
    return "" if value is None else f"{value:%m-%d}"


MARKET = ("SUMMARY:Market", "DTSTART;TZID=Europe/Paris:20270305T090000", "DURATION:PT2H")
WEEKLY = (*MARKET, "RRULE:FREQ=WEEKLY;COUNT=2")
FIRST, SECOND = "Market 03-05 08:00/03-05 10:00", "Market 03-12 08:00/03-12 10:00"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ((*MARKET, "RRULE:FREQ=WEEKLY;COUNT=2"), [FIRST, SECOND]),
        # The last time may be in UTC, by the clock of the event, or a day.
        ((*MARKET, "RRULE:FREQ=WEEKLY;UNTIL=20270312T080000Z"), [FIRST, SECOND]),
        ((*MARKET, "RRULE:FREQ=WEEKLY;UNTIL=20270312T090000"), [FIRST, SECOND]),
        ((*MARKET, "RRULE:FREQ=WEEKLY;UNTIL=20270312"), [FIRST, SECOND]),
        ((*MARKET, "RRULE:FREQ=WEEKLY;UNTIL=20270312T075959Z"), [FIRST]),
        ((*MARKET, "RRULE:UNTIL=20270312T090000;FREQ=WEEKLY"), [FIRST, SECOND]),
        # More dates, before the start, too; each in its own form.
        (
            (*MARKET, "RDATE;TZID=Europe/Paris:20270312T090000,20270226T090000"),
            ["Market 02-26 08:00/02-26 10:00", FIRST, SECOND],
        ),
        ((*MARKET, "RDATE:20270312T080000Z"), [FIRST, SECOND]),
        ((*MARKET, "RDATE:20270312T090000"), [FIRST, SECOND]),
        (
            (*MARKET, "RDATE;VALUE=PERIOD:20270312T080000Z/PT30M"),
            [FIRST, "Market 03-12 08:00/03-12 08:30"],
        ),
        (
            (*MARKET, "RDATE;VALUE=PERIOD:20270312T080000Z/20270312T123000Z"),
            [FIRST, "Market 03-12 08:00/03-12 12:30"],
        ),
        (
            (*MARKET, "RDATE:20270312T090000", "RDATE;VALUE=PERIOD:20270312T080000Z/PT30M"),
            [FIRST, SECOND],
        ),
        # Deleted times, each in its own form.
        ((*WEEKLY, "EXDATE;TZID=Europe/Paris:20270312T090000"), [FIRST]),
        ((*WEEKLY, "EXDATE:20270312T080000Z"), [FIRST]),
        ((*WEEKLY, "EXDATE:20270312T090000"), [FIRST]),
        ((*WEEKLY, "EXDATE;TZID=Asia/Tokyo:20270312T170000"), [FIRST]),
        ((*WEEKLY, "EXDATE;VALUE=DATE:20270305"), [SECOND]),
        # Days.
        (
            ("SUMMARY:Fair", "DTSTART;VALUE=DATE:20270305", "RRULE:FREQ=YEARLY;UNTIL=20270305"),
            ["Fair 03-05/03-06"],
        ),
        (
            (
                "SUMMARY:Fair",
                "DTSTART;VALUE=DATE:20270305",
                "DTEND;VALUE=DATE:20270307",
                "RRULE:FREQ=WEEKLY;COUNT=3",
                "EXDATE;TZID=Europe/Paris:20270312T000000",
            ),
            ["Fair 03-05/03-07", "Fair 03-19/03-21"],
        ),
    ],
)
def test_a_series_has_the_times_that_it_says(lines: tuple[str, ...], expected: list[str]) -> None:
    assert spans(imported(component(*lines))) == expected


@pytest.mark.parametrize(
    ("length", "ends"),
    [
        ("DURATION:PT8H", ["03-27 05:00", "03-28 05:00", "03-29 04:00"]),
        ("DTEND;TZID=Europe/Paris:20270327T060000", ["03-27 05:00", "03-28 05:00", "03-29 04:00"]),
        ("DURATION:P1D", ["03-27 21:00", "03-28 20:00", "03-29 20:00"]),
    ],
)
def test_a_night_of_a_series_is_as_long_as_the_others(length: str, ends: list[str]) -> None:
    """RFC 5545, sections 3.3.6 and 3.8.5.3: days are days, all else is real time."""
    watch = ("SUMMARY:W", "DTSTART;TZID=Europe/Paris:20270326T220000", "RRULE:FREQ=DAILY;COUNT=3")
    found = spans(imported(component(*watch, length)))
    assert [each.partition("/")[2] for each in found] == ends


def test_a_time_that_the_clocks_skip_is_read_by_the_offset_before_it() -> None:
    """RFC 5545, section 3.3.5."""
    lines = ("SUMMARY:W", "DTSTART;TZID=Europe/Paris:20270327T023000", "RRULE:FREQ=DAILY;COUNT=3")
    found = spans(imported(component(*lines)))
    assert found == [
        "W 03-27 01:30/03-27 01:31",
        "W 03-28 01:30/03-28 01:31",
        "W 03-29 00:30/03-29 00:31",
    ]


def test_events_that_share_a_uid_are_all_there() -> None:
    feast = ("SUMMARY:Feast", "DTSTART;TZID=Europe/Paris:20270401T120000", "DURATION:PT1H")
    walks = ("SUMMARY:Walk", "DTSTART;VALUE=DATE:20270501", "RRULE:FREQ=DAILY;COUNT=2")
    found = spans(imported(component(*WEEKLY), component(*feast), component(*walks)))
    assert found == [
        FIRST,
        SECOND,
        "Feast 04-01 10:00/04-01 11:00",
        "Walk 05-01/05-02",
        "Walk 05-02/05-03",
    ]


CHANGE = ("SUMMARY:Late market", "DTSTART;TZID=Europe/Paris:20270312T140000", "DURATION:PT1H")
LATE = "Late market 03-12 13:00/03-12 14:00"


@pytest.mark.parametrize(
    ("which", "expected"),
    [
        ("RECURRENCE-ID;TZID=Europe/Paris:20270312T090000", [FIRST, LATE]),
        ("RECURRENCE-ID:20270312T080000Z", [FIRST, LATE]),
        ("RECURRENCE-ID:20270312T090000", [FIRST, LATE]),
        ("RECURRENCE-ID;VALUE=DATE:20270312", [FIRST, LATE]),
        ("RECURRENCE-ID:20270401T080000Z", [FIRST, SECOND, LATE]),
    ],
)
def test_a_changed_time_takes_the_place_of_the_one_that_it_names(
    which: str, expected: list[str]
) -> None:
    assert spans(imported(component(*WEEKLY), component(*CHANGE, which))) == expected


def test_a_change_of_all_that_follows_moves_it() -> None:
    which = "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Paris:20270312T090000"
    series = component(*MARKET, "RRULE:FREQ=WEEKLY;COUNT=4", "EXDATE:20270319T080000Z")
    found = spans(imported(series, component(*CHANGE, which)))
    assert found == [FIRST, LATE, "Late market 03-26 13:00/03-26 14:00"]


def test_a_time_that_is_changed_and_deleted_is_told() -> None:
    series = component(*WEEKLY, "EXDATE:20270312T080000Z")
    change = component(*CHANGE, "RECURRENCE-ID:20270312T080000Z")
    found = imported(series, change)
    assert spans(found) == [FIRST]
    assert "changed, and deleted from their series, so left out: 'Market'" in found.losses


FLOATING = ("SUMMARY:Market", "DTSTART:20270305T090000", "DURATION:PT2H")


def test_a_series_without_a_zone_is_asked_about_once() -> None:
    lines = component(*FLOATING, "RRULE:FREQ=DAILY", "EXDATE:20270306T080000Z")
    (finding,) = imported(lines).findings
    assert "'Market': its times have no zone" in str(finding)


@pytest.mark.parametrize("given", ["option", "calendar"])
def test_a_series_without_a_zone_has_that_which_is_given(given: str) -> None:
    series = component(
        *FLOATING, "RRULE:FREQ=WEEKLY;UNTIL=20270319T080000Z", "EXDATE:20270312T080000Z"
    )
    if given == "option":
        found = imported(series, timezone="Europe/Paris")
    else:
        found = imported(("X-WR-TIMEZONE:Romance Standard Time",), series)
    assert spans(found) == [FIRST, "Market 03-19 08:00/03-19 10:00"]


# --- what is refused


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        ("FREQ=DAILY;INTERVAL=0", "INTERVAL cannot be 0"),
        ("FREQ=DAILY;INTERVAL=-1", "INTERVAL cannot be -1"),
        ("FREQ=DAILY;COUNT=0", "COUNT cannot be 0"),
        ("FREQ=FORTNIGHTLY", "FREQ cannot be FORTNIGHTLY"),
        ("INTERVAL=2", "FREQ is missing"),
        ("FREQ=DAILY;FREQ=WEEKLY", "FREQ is there twice"),
        ("FREQ=DAILY;UNTIL=tomorrow", "UNTIL cannot be TOMORROW"),
        ("FREQ=DAILY;UNTIL=20271331", "UNTIL cannot be 20271331"),
        ("FREQ=MONTHLY;BYMONTHDAY=0", "BYMONTHDAY cannot be 0"),
        ("FREQ=MONTHLY;BYMONTHDAY=5;BYSETPOS=0", "BYSETPOS cannot be 0"),
        ("FREQ=YEARLY;BYMONTH=13", "BYMONTH cannot be 13"),
        ("FREQ=YEARLY;BYDAY=XX", "BYDAY cannot be XX"),
        ("RSCALE=CHINESE;FREQ=YEARLY", "RSCALE is no part of a rule that can be followed"),
        ("FREQ=DAILY;BYEASTER=1", "BYEASTER is no part of a rule that can be followed"),
        ("FREQ=HOURLY;BYSETPOS=1", "BYSETPOS of hours cannot be followed"),
        ("", "FREQ is missing"),
    ],
)
def test_a_rule_that_is_none_is_refused_at_its_line(rule: str, reason: str) -> None:
    (finding,) = imported(component(*MARKET, f"RRULE:{rule}")).findings
    assert str(finding).startswith(
        f"feed.ics:7:1: error: 'Market' recurs by no rule: {reason} ({rule})"
    )
    assert finding.code == "recurring"


def test_a_rule_of_what_it_leaves_out_is_refused() -> None:
    (finding,) = imported(component(*WEEKLY, "EXRULE:FREQ=MONTHLY")).findings
    assert "'Market' recurs but for a rule (EXRULE:" in str(finding)


def test_more_dates_of_another_kind_are_refused() -> None:
    (finding,) = imported(component(*MARKET, "RDATE;VALUE=DATE:20270312")).findings
    assert "recurs on a date (RDATE) that is no time, as its start is" in str(finding)


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=WEEKLY;BYMONTH=4;BYMONTHDAY=31",
        "FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6",
        "FREQ=DAILY;BYSETPOS=7",
    ],
)
def test_a_rule_that_no_day_obeys_ends_soon(rule: str) -> None:
    begin = time.process_time()
    assert spans(imported(component(*MARKET, f"RRULE:{rule}"))) == [FIRST]
    assert time.process_time() - begin < 10  # hours without a bound on years


def test_a_rule_of_too_many_times_names_the_way_out() -> None:
    stand_up = component(*MARKET, "RRULE:FREQ=DAILY")
    (finding,) = imported(stand_up, until=date(2037, 1, 1)).findings
    assert "recurs more than 1,000 times up to 2037-01-01" in str(finding)
    assert finding.hint == "leave out those before a day, as in --from 2026-01-01"
    later = imported(stand_up, until=date(2037, 1, 1), since=date(2036, 12, 31))
    assert spans(later) == ["Market 12-31 08:00/12-31 10:00", "Market 01-01 08:00/01-01 10:00"]


# --- what is told


def test_a_series_that_goes_on_is_told() -> None:
    found = imported(component(*MARKET, "RRULE:FREQ=WEEKLY"), until=date(2027, 3, 12))
    assert spans(found) == [FIRST, SECOND]
    assert found.losses[-1] == "recurring on after 2027-03-12: 'Market'"
    whole = imported(component(*WEEKLY), until=date(2027, 3, 12))
    assert not any("recurring on" in each for each in whole.losses)


def test_a_series_without_times_is_told_and_the_rest_stays() -> None:
    gone = component(*WEEKLY, "EXDATE:20270305T080000Z,20270312T080000Z")
    tea = ("BEGIN:VEVENT", "SUMMARY:Tea", "DTSTART;VALUE=DATE:20270401", "END:VEVENT")
    found = imported(gone, tea)
    assert spans(found) == ["Tea 04-01/04-02"]
    assert found.losses[-1] == "left out, since no time of theirs is left: 'Market'"
    (finding,) = imported(gone).findings
    assert "no event of the calendar is left: " in str(finding)


def test_a_deleted_time_that_is_none_is_told() -> None:
    found = imported(component(*WEEKLY, "EXDATE:20270306T080000Z"))
    assert found.losses[-1] == "with a deleted time (EXDATE) that is none of theirs: 'Market'"


def test_what_ends_before_the_first_day_is_counted() -> None:
    tea = ("BEGIN:VEVENT", "SUMMARY:Tea", "DTSTART;VALUE=DATE:20270310", "DURATION:P3D")
    since = date(2027, 3, 12)
    found = imported(component(*WEEKLY), (*tea, "END:VEVENT"), since=since)
    assert spans(found) == ["Tea 03-10/03-13", SECOND]
    assert "left out, since they end before the first day: 1" in found.losses


@given(interval=st.integers(1, 5), count=st.integers(1, 20), deleted=st.sets(st.integers(0, 19)))
def test_every_time_of_a_series_is_there_or_deleted(
    interval: int, count: int, deleted: set[int]
) -> None:
    start = datetime(2027, 1, 4, 9, tzinfo=UTC)
    times = [start + timedelta(days=interval * number) for number in range(count)]
    gone = [each for number, each in enumerate(times) if number in deleted]
    exdates = (f"EXDATE:{each:%Y%m%dT%H%M%SZ}" for each in gone)
    rule = f"RRULE:FREQ=DAILY;INTERVAL={interval};COUNT={count}"
    found = imported(component("SUMMARY:A", "DTSTART:20270104T090000Z", rule, *exdates))
    minute = timedelta(minutes=1)
    left = [f"A {_show(each)}/{_show(each + minute)}" for each in times if each not in gone]
    assert (spans(found) if found.text else []) == left
