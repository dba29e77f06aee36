"""The last case on either side of each boundary in briefings: days, nights, tenses and drawings."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from tables import Table

from itinerary import loads, render, resolve
from itinerary.briefing import Day, Row, compose_briefing
from itinerary.briefing.facts import collect_facts, has_convertible_times
from itinerary.dates.interval import Grain, Interval
from itinerary.dates.wording import measure_elapsed_time
from itinerary.dates.zones import load_zone
from itinerary.export import IcsOptions
from itinerary.export.html.background_axis import build_background_axis
from itinerary.export.html.day_axis import LABEL_WIDTH, Tick, _drop_crowded_labels, build_day_axis
from itinerary.export.ics.locations import _round_degrees
from itinerary.export.ics.occurrences import Occurrence, find_clock_times
from itinerary.timeline import Timeline

QUITO = load_zone("America/Guayaquil")


def timeline(*events: str, head: str = "", section: str = "events") -> Timeline:
    entries = "".join(
        f"  - {{id: e{number}, title: E{number}, {each}}}\n" for number, each in enumerate(events)
    )
    text = f"title: T\nid: t\ntimezone: America/Guayaquil\n{head}"
    return resolve(loads(f"{text}{section}:\n{entries}" if events else text))


def point(text: str, minutes: int = 1) -> Interval:
    start = datetime.fromisoformat(text).replace(tzinfo=QUITO)
    return Interval(start, start + timedelta(minutes=minutes), Grain.MINUTE)


# --- facts


def test_a_call_is_before_its_event(table: Table) -> None:
    calls = {"09:59": "03T09:59", "10:00": None, "25:00": None, "9:00": "03T09:00", "9": None}
    for call, expected in {**calls, "10:01": "02T10:01"}.items():
        with table.row(call):
            plan = timeline(f"when: 2025-09-03 10:00, call_time: '{call}'")
            moment = collect_facts(plan.find("e0")).call_moment
            assert (f"{moment:%dT%H:%M}" if moment else None) == expected


def test_times_that_other_clocks_can_show(table: Table) -> None:
    for text, is_shown in [
        ("0001-12-31T12:00", False),
        ("0002-01-01T12:00", True),
        ("9998-12-31T12:00", True),
        ("9999-01-01T12:00", False),
    ]:
        with table.row(text):
            assert has_convertible_times(point(text)) == is_shown


WAYS: list[tuple[str, str, str | None, str]] = [
    ("2025-09-03 10:00", "2025-09-03 13:00", "3:00:00", "Takes: 3 h"),
    ("2025-09-03 10:00", "2025-09-03 10:00", "0:00:00", "Takes: 0 min"),
    ("2025-09-03 about 10:00", "2025-09-03 13:00", "3:00:00", "Takes: 3 h"),
    ("2025-09-03 in the morning", "2025-09-03 13:00", None, ""),
    ("TBD", "2025-09-03 13:00", None, ""),
    ("2025-09-03 10:00", "TBD", None, ""),
]


def test_how_long_a_movement_takes(table: Table) -> None:
    for depart, arrive, duration, line in WAYS:
        with table.row(depart, arrive):
            plan = timeline(
                "kind: movement, from: {name: A, timezone: America/Guayaquil},"
                " to: {name: B, timezone: America/Guayaquil},"
                f" depart: {depart}, arrive: {arrive}"
            )
            passage = collect_facts(plan.find("e0")).passage
            assert passage is not None
            assert (None if passage.duration is None else str(passage.duration)) == duration
            text = render(plan, "ics").replace("\r\n ", "")
            assert ("Takes" in text) == bool(line)
            assert line in text


NIGHTS = [("2025-09-03", 0), ("2025-09-04", 1), ("TBD", None)]


def test_the_nights_of_a_stay(table: Table) -> None:
    for check_out, nights in NIGHTS:
        with table.row(check_out):
            plan = timeline(f"kind: stay, check_in: 2025-09-03, check_out: {check_out}")
            passage = collect_facts(plan.find("e0")).passage
            assert passage is not None
            assert passage.nights == nights


# --- days


def test_how_many_days_a_briefing_shows(table: Table) -> None:
    for last, shown in [("2025-04-10", 100), ("2025-04-11", 2)]:
        with table.row(last):
            plan = timeline(head=f"dates: 2025-01-01/{last}\n")
            assert len(compose_briefing(plan).days) == shown


def test_days_before_in_and_after_the_trip() -> None:
    events = [f"when: 2025-09-0{day}" for day in (1, 2, 3, 4)]
    plan = timeline(*events, head="dates: 2025-09-02/2025-09-03\n")
    counts = [day.count for day in compose_briefing(plan).days]
    assert counts == ["before the trip", "day 1 of 2", "day 2 of 2", "after the trip"]


def nights(*events: str, head: str = "dates: 2025-09-02/2025-09-05\n") -> list[str]:
    return [day.night for day in compose_briefing(timeline(*events, head=head)).days]


def test_where_each_night_is_spent() -> None:
    stay = "kind: stay, place: Inn, check_in: 2025-09-03, check_out: 2025-09-04"
    ship = "kind: movement, from: Quito, to: Lima, depart: 2025-09-02, arrive: 2025-09-04"
    open_stay = "kind: stay, place: Inn, check_in: 2025-09-03, check_out: TBD"
    assert nights(stay) == ["", "RON Inn, E0", "", ""]
    assert nights(open_stay) == ["", "RON Inn, E0", "", ""]
    assert nights(ship) == ["RON en route to Lima", "RON en route to Lima", "RON Lima", ""]


LEGS = """\
dates: 2025-09-02/2025-09-05
legs:
  - {id: a, place: Quito, when: 2025-09-02/2025-09-03, stay: Inn}
  - {id: b, place: Lima, when: 2025-09-03/2025-09-05}
"""


def test_legs_that_share_a_day() -> None:
    days = compose_briefing(timeline(head=LEGS)).days
    assert [day.cities for day in days] == [("Quito",), ("Quito", "Lima"), ("Lima",), ("Lima",)]
    assert [day.night for day in days] == ["RON Quito, Inn", "RON Lima", "RON Lima", ""]


# --- prose


FLIGHT = "kind: movement, from: Quito, to: Lima, depart: 2025-09-03 {}"
ACTUAL = "when: {{says: 2025-09-03 {}, status: actual}}"


def test_what_lies_in_the_past(table: Table) -> None:
    for clock, verb in [("09:59", "will leave"), ("10:00", "left"), ("10:01", "left")]:
        with table.row(clock):
            plan = timeline(FLIGHT.format("10:00"), ACTUAL.format(clock))
            (day,) = compose_briefing(plan).days
            assert f"The travellers {verb} Quito for Lima" in day.lead


def test_which_night_is_over(table: Table) -> None:
    for day, words in [("2025-09-02", "will remain"), ("2025-09-03", "remained")]:
        with table.row(day):
            plan = timeline(
                "kind: movement, from: Lima, to: Quito, arrive: 2025-09-02 12:00",
                f"when: {{says: {day} 13:00, status: actual}}",
                head="dates: 2025-09-02/2025-09-03\nplace: Quito\n",
            )
            assert words in compose_briefing(plan).days[0].lead


def test_an_event_that_goes_on_is_told_on_its_first_day() -> None:
    plan = timeline("when: 2025-09-03T22:00/2025-09-04T02:00")
    first, second = compose_briefing(plan).days
    assert [row.what for day in (first, second) for row in day.rows] == [
        ("E0",),
        ("E0 (continues)",),
    ]
    assert [row.times for day in (first, second) for row in day.rows] == [
        ("22:00 – 02:00 +1",),
        ("22:00 −1 – 02:00",),
    ]


DELAYS = [("10:00", "on time"), ("10:01", "1 min later"), ("09:59", "1 min earlier")]


def test_how_an_actual_time_differs_from_the_plan(table: Table) -> None:
    for clock, words in DELAYS:
        with table.row(clock):
            claims = f"[{{says: 2025-09-03 10:00}}, {{says: 2025-09-03 {clock}, status: actual}}]"
            (day,) = compose_briefing(timeline(f"when: {claims}")).days
            assert day.rows[0].what == (f"E0 (planned 10:00; {words})",)


def test_the_issue_that_is_superseded(table: Table) -> None:
    for number, is_told in [(1, False), (2, True)]:
        with table.row(number):
            head = f"dates: 2025-09-03\nissue: {number}\n"
            issue = compose_briefing(timeline(head=head)).issue
            assert ("supersedes issue" in issue) == is_told


# --- drawings


def day_of(*rows: Row, on: date = date(2025, 9, 3)) -> Day:
    return Day(on, "", "", (), (), "", "", (), rows, "", (), "")


def row(interval: Interval | None, dating: str = "when") -> Row:
    return Row("e0", dating, ("",), (), interval=interval)


def marks(*rows: Row, **fields: Any) -> list[tuple[str, float, float]]:
    plan = timeline("when: 2025-09-03 10:00, place: Quito")
    axis = build_day_axis(day_of(*rows, **fields), {"e0": plan.entries[-1]}, None)
    return [tuple(mark) for mark in axis.marks] if axis else []


def test_where_a_row_stands_on_its_day() -> None:
    day = date(2025, 9, 3)
    part = Interval(
        *(point(f"2025-09-03T{hour}:00").start for hour in ("12", "18")), Grain.PART_OF_DAY
    )
    assert marks(row(point("2025-09-03T00:00"))) == [("point", 0, 0)]
    assert marks(row(point("2025-09-03T12:00"))) == [("point", 50, 0)]
    assert marks(row(point("2025-09-03T12:00", 360))) == [("span", 50, 25)]
    assert marks(row(part)) == [("part", 50, 25)]
    assert marks(row(point("2025-09-03T12:00", 360), "")) == [("way", 50, 25)]
    assert marks(row(Interval(day, day + timedelta(days=1)))) == [("whole-day", 0, 100)]
    assert marks(row(Interval(day, day + timedelta(days=2)))) == [("days", 0, 100)]
    assert marks(row(None)) == [("open", 0, 100)]


def test_the_years_in_which_hours_are_drawn(table: Table) -> None:
    for year, is_drawn in [(1, False), (2, True), (9998, True), (9999, False)]:
        with table.row(year):
            assert bool(marks(row(None), on=date(year, 6, 1))) == is_drawn


def test_a_day_that_a_place_never_had(table: Table) -> None:
    place = "place: {name: Apia, timezone: Pacific/Apia}"
    plan = timeline(f"when: 2011-12-29 10:00, {place}")
    entries = {"e0": plan.entries[-1]}
    for day, is_drawn in [(29, True), (30, False), (31, True)]:
        with table.row(day):
            axis = build_day_axis(day_of(row(None), on=date(2011, 12, day)), entries, None)
            assert bool(axis) == is_drawn


def test_the_hours_of_a_day() -> None:
    plan = timeline("when: 2025-09-03 10:00, place: Quito")
    axis = build_day_axis(day_of(row(None)), {"e0": plan.entries[-1]}, None)
    assert axis is not None
    assert [(tick.x, tick.local) for tick in axis.ticks] == [
        (0, "00:00"),
        (25, "06:00"),
        (50, "12:00"),
        (75, "18:00"),
        (100, "24:00") if axis.ticks[-1].local == "24:00" else (100, "00:00"),
    ]


def test_hours_that_have_no_room() -> None:
    ticks = [Tick(0, "a", ""), Tick(LABEL_WIDTH - 1, "b", ""), Tick(LABEL_WIDTH, "c", "")]
    assert [tick.local for tick in _drop_crowded_labels(iter(ticks))] == ["a", "", "c"]


YEARS: list[tuple[str, list[str]]] = [
    ("2006/2011", ["2006", "2007", "2008", "2009", "2010", "2011", "2012"]),
    ("2006/2012", ["2006", "2008", "2010", "2012"]),
]


def test_which_years_are_named(table: Table) -> None:
    for when, names in YEARS:
        with table.row(when):
            first, last = when.split("/")
            plan = timeline(
                f"when: in {first}",
                f"when: in {last}",
                section="background",
                head="as_of: 2025-09-03\n",
            )
            axis = build_background_axis(plan.select_entries("background"))
            assert axis is not None
            assert [year.name for year in axis.scale.ticks] == names


SHAPES = [
    ("1998-03-04", "day"),
    ("March 1998", "month"),
    ("spring 1998", "month"),
    ("1998", "year"),
    ("the nineties", "age"),
    ("the 19th century", "age"),
]


def test_how_precisely_a_date_of_the_background_is_drawn(table: Table) -> None:
    for when, shape in SHAPES:
        with table.row(when):
            plan = timeline(f"when: {when}", section="background", head="as_of: 2025-09-03\n")
            axis = build_background_axis(plan.select_entries("background"))
            assert axis is not None
            assert [mark.shape for mark in axis.marks["e0"]] == [shape]


# --- calendars


def test_degrees_without_an_exponent(table: Table) -> None:
    for degrees, written in [(0.0001, 0.0001), (0.00009999, 0.0), (-0.0001, -0.0001), (0.0, 0.0)]:
        with table.row(degrees):
            assert _round_degrees(degrees) == written


def test_a_calendar_of_one_event_has_no_name(table: Table) -> None:
    for count, has_name in [(1, False), (2, True)]:
        with table.row(count):
            text = render(timeline(*["when: 2025-09-03 10:00"] * count), "ics", IcsOptions())
            assert ("X-WR-CALNAME" in text) == has_name


def test_what_is_not_known_to_the_day(table: Table) -> None:
    for when, is_shown in [
        ("2025-09-03", True),
        ("about 3 September 2025", False),
        ("September 2025", False),
        ("2025-09-03 10:00", True),
        ("2025-09-03 in the morning", True),
    ]:
        with table.row(when):
            text = render(timeline(f"when: {when}"), "ics", IcsOptions(imprecise="omit"))
            assert bool(text) == is_shown


# In New York clocks went forward from 02:00 to 03:00 on 9 March 2025.
ENDS = [
    ("02:30", "03:31", timedelta(minutes=1)),
    ("02:30", "03:32", timedelta(minutes=2)),
    ("01:30", "03:30", timedelta(hours=1)),
]


def test_an_event_over_the_hour_that_is_skipped(table: Table) -> None:
    (entry,) = timeline("when: 2025-03-09").select_entries("event")
    zone = load_zone("America/New_York")
    for clocks in ENDS:
        with table.row(*clocks):
            start, end = (datetime.fromisoformat(f"2025-03-09T{each}") for each in clocks[:2])
            interval = Interval(start.replace(tzinfo=zone), end.replace(tzinfo=zone), Grain.MINUTE)
            times = find_clock_times(Occurrence(entry, 1, interval))
            assert times is not None
            assert measure_elapsed_time(*times) == clocks[2]


SOURCES: list[tuple[str, list[str]]] = [
    ("when: 2025-09-03", []),
    ("when: {says: 2025-09-03, speaker: S}", ["Source: “2025-09-03” — S"]),
    ("when: [{says: 2025-09-03}, {says: 3 September 2025}]", [
        "Source: “2025-09-03”",
        "Source: “3 September 2025”",
    ]),
    ("kind: stay, check_in: {says: 2025-09-03, speaker: S}", ["Source: “2025-09-03” — S"]),
    ("kind: stay, check_in: {says: 2025-09-03, speaker: S}, check_out: 2025-09-04", [
        "Source (check in): “2025-09-03” — S",
    ]),
]  # fmt: skip


def test_which_claims_a_calendar_tells(table: Table) -> None:
    for event, lines in SOURCES:
        with table.row(event):
            text = render(timeline(event), "ics").replace("\r\n ", "")
            (found,) = (line for line in text.splitlines() if line.startswith("DESCRIPTION"))
            assert [each for each in found.split("\\n") if each.startswith("Source")] == lines
