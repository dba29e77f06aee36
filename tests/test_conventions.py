"""What press offices and tours agree on for a printed schedule, held on ten documents.

The head of each test says the convention; White House and State Department guidance, delegation
schedules and day sheets of tours have them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from itinerary import Timeline, for_audience, load, loads, render, resolve
from itinerary.briefing import Briefing, Day, Row, compose_briefing
from itinerary.document.vocabulary import EventKind, PressAccess
from itinerary.export import HtmlOptions
from itinerary.timeline.chronologies import is_chronology

EXAMPLES = [
    path
    for path in sorted((Path(__file__).parent.parent / "examples").glob("*.yaml"))
    if not is_chronology(resolve(load(path)))  # which is no schedule
]
OWN = {
    "a flight over the date line": """
        home: Tokyo
        events:
          - {kind: movement, title: JL74, from: Tokyo, to: Honolulu,
             depart: 2026-03-05 22:00, arrive: 2026-03-05 10:05}
          - {kind: movement, title: JL73, from: Honolulu, to: Tokyo,
             depart: 2026-03-08 12:45, arrive: 2026-03-09 16:40}
    """,
    "nothing known of a day": """
        dates: 2026-05-04/2026-05-06
        place: Graz
        legs:
          - {place: Graz, when: 2026-05-04, complete: true}
          - {place: Graz, when: 2026-05-05/2026-05-06}
    """,
    "press, staff and a second issue": """
        issue: 2
        as_of: 2026-05-01
        home: Washington
        contacts: [{name: Ana Paz, role: desk, phone: +1 202 555 0100}]
        events:
          - {title: Arrival statement, kind: press, press: open press, when: 2026-05-04 09:30,
             place: Vienna}
          - {title: Load-in, when: 2026-05-04 07:00, place: Vienna, visibility: staff,
             call_time: "06:30"}
          - {title: Working lunch, when: 2026-05-04 13:00, place: Vienna, press: closed press}
    """,
    "all that is open": """
        dates: 2026-05-04/2026-05-05
        legs:
          - {place: Bled, id: bled, when: 2026-05-04/2026-05-05, stay: Lake Inn,
             events: [{title: Lunch, when: TBD}, {title: Walk, when: 2026-05-05}]}
    """,
    "history behind it": """
        home: Lima
        sources: {paper: {publisher: El Diario, title: A visit, published: 2026-04-30}}
        events: [{title: Talks, when: {says: 4 May 2026, source: paper}, place: Quito}]
        background:
          - {title: Treaty, when: {says: in 1942, source: paper}}
          - {title: War, when: {says: 1941, source: paper}}
          - {title: Visit, when: {says: March 2025, source: paper}}
    """,
}
DOCUMENTS = [*(path.stem for path in EXAMPLES), *OWN]


@pytest.fixture(params=DOCUMENTS)
def trip(request: pytest.FixtureRequest) -> Timeline:
    path = next((each for each in EXAMPLES if each.stem == request.param), None)
    if path:
        return resolve(load(path))
    return resolve(
        loads(f"title: A trip\nid: trip\n{OWN[request.param]}".replace("\n        ", "\n"))
    )


@pytest.fixture
def briefing(trip: Timeline) -> Briefing:
    return compose_briefing(trip)


def text_of(line: tuple[object, ...]) -> str:
    return "".join(piece if isinstance(piece, str) else "" for piece in line)


def head_of(briefing: Briefing) -> list[str]:
    return [text_of(item.line) for item in briefing.head]


def rows_of(briefing: Briefing) -> Iterator[tuple[Day, Row]]:
    for day in briefing.days:
        yield from ((day, row) for row in day.rows)


def test_there_are_ten_documents() -> None:
    assert len(DOCUMENTS) == 10


def test_1_the_head_says_who_when_and_how_sure(trip: Timeline, briefing: Briefing) -> None:
    head = head_of(briefing)
    dates = next(line for line in head if line.startswith("Dates: "))
    assert dates == "Dates: TBD" or re.search(r"\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b", dates)
    assert any("SUBJECT TO CHANGE" in line for line in head)
    if issue := trip.document.issue:
        assert any(f"Issue {issue}" in line for line in head)
        assert any(f"supersedes issue {issue - 1}" in line for line in head) == (issue > 1)


def test_2_the_lead_is_made_from_the_rows(briefing: Briefing) -> None:
    for day in briefing.days:
        times = " ".join(time for row in day.rows for time in row.times[:1])
        assert all(time in times for time in re.findall(r"\d\d:\d\d", day.lead))
        assert "on the schedule" not in day.lead


def test_3_one_block_a_day_under_its_weekday_and_number(briefing: Briefing) -> None:
    assert len({day.date for day in briefing.days}) == len(briefing.days)
    for day in briefing.days:
        assert day.title.startswith(f"{day.date:%a} {day.date.day} {day.date:%b %Y}")
        assert re.search(r"\(day \d+ of \d+\)|\((before|after) the trip\)", day.title)


def test_4_the_time_stands_first_and_that_of_home_second(briefing: Briefing) -> None:
    for day in briefing.days:
        assert day.columns[0] == "Local"
        assert day.columns[-1] == "What"
        assert {len(row.times) for row in day.timed_rows} <= {len(day.columns) - 1}


def test_5_a_time_of_home_on_another_day_has_a_mark(trip: Timeline, briefing: Briefing) -> None:
    for day, row in rows_of(briefing):
        start = row.interval.start if row.interval else None
        if not row.times[1:] or not re.match(r"\d", row.times[1]) or not hasattr(start, "hour"):
            continue
        at_home = start.astimezone(trip.home_zone).date()  # type: ignore[union-attr]
        days = (at_home - day.date).days
        mark = re.match(r"\d\d:\d\d( [+−]\d)?", row.times[1])
        assert (mark and (mark[1] or "")) == (f" {days:+}".replace("-", "−") if days else "")


def test_6_a_clock_is_told_by_its_city_and_offset(briefing: Briefing) -> None:
    told = [day.clocks for day in briefing.days] + head_of(briefing)
    assert all(
        re.fullmatch(r"[^(]* UTC[+−±]?\d*(:\d\d)?( \(.*\))?", each)
        for day in briefing.days
        for each in filter(None, day.clocks.split(" · "))
    )
    assert not re.search(r"\b([ECMP][SD]T|CES?T|BST)\b", " ".join(told))


def test_7_what_the_press_may_attend_follows_the_place(trip: Timeline, briefing: Briefing) -> None:
    for _, row in rows_of(briefing):
        press = getattr(trip[row.entry].item, "press", None)
        if press and row.dating:
            title, _, rest = text_of(row.what).partition(" · ")
            assert trip[row.entry].title in title
            assert rest.startswith(press.upper())


def test_8_press_access_is_one_of_a_closed_list(briefing: Briefing) -> None:
    words = {text.upper() for text in PressAccess}
    for _, row in rows_of(briefing):
        for found in re.findall(r" · ([A-Z ]*PRESS[A-Z ]*)", text_of(row.what)):
            assert found.strip() in words


def test_9_a_movement_is_a_pair_of_lines(trip: Timeline, briefing: Briefing) -> None:
    movements = {entry.id for entry in trip if entry.kind == EventKind.MOVEMENT}
    for id_ in movements:
        told = [row for _, row in rows_of(briefing) if row.entry == id_ and row.dating]
        assert [row.dating for row in told] == ["depart", "arrive"]
        assert [text_of(row.what)[:3] for row in told] == ["LV ", "AR "]


def test_10_a_change_of_the_clock_stands_above_the_arrival(briefing: Briefing) -> None:
    for day in briefing.days:
        for number, row in enumerate(day.rows):
            if "clocks" in text_of(row.what).casefold() and not row.dating:
                assert day.rows[number + 1].dating == "arrive"


def test_11_what_is_open_is_printed(trip: Timeline, briefing: Briefing) -> None:
    told = {row.entry for _, row in rows_of(briefing)}
    section = briefing.find_section("open")
    told |= {item.entry for item in section.items} if section else set()
    assert {entry.id for entry in trip if entry.is_open} <= told | {"trip"}


def test_12_a_day_ends_with_its_night_but_the_last(briefing: Briefing) -> None:
    nights = [day.night for day in briefing.days if "day" in day.count]
    assert not nights or not nights[-1]
    assert all(night.startswith("RON ") for night in filter(None, nights))


def test_13_a_day_without_events_says_what_is_known(trip: Timeline, briefing: Briefing) -> None:
    complete = [entry for entry in trip if getattr(entry.item, "complete", False)]
    for day in briefing.days:
        assert bool(day.rows) != bool(day.empty)
        is_complete = any(day.date in each for leg in complete for each in leg.intervals)
        if day.empty:
            assert day.empty == ("No public schedule" if is_complete else "Nothing known")


def test_14_whom_to_call_stands_at_the_top_of_a_day_sheet(trip: Timeline) -> None:
    contacts = trip.document.contacts
    for day in compose_briefing(trip, style="day-sheet").days:
        told = " ".join(text_of(item.line) for item in day.contacts)
        assert all(each.name in told and (each.phone or "") in told for each in contacts)
    public = render(for_audience(trip, "public"), "markdown")
    assert not any(each.phone in public for each in contacts if each.phone)


@pytest.mark.parametrize("clock", [24, 12])
def test_15_one_clock_and_never_both(trip: Timeline, clock: int) -> None:
    briefing = compose_briefing(trip, clock=clock)
    told = [time for _, row in rows_of(briefing) for time in row.times if re.search(r"\d:\d", time)]
    assert all(bool(re.search(r"[ap]\.m\.", time)) == (clock == 12) for time in told)


def test_16_only_times_that_others_depend_on_stand_out(trip: Timeline, briefing: Briefing) -> None:
    for _, row in rows_of(briefing):
        if row.is_key:
            assert row.dating == "depart" or trip[row.entry].kind == EventKind.PRESS


@pytest.mark.parametrize("audience", ["public", "party"])
def test_17_each_reader_has_an_own_edition(trip: Timeline, audience: str) -> None:
    if trip.document.visibility != "public":
        return
    view = for_audience(trip, audience)  # type: ignore[arg-type]
    hidden = {entry.title for entry in trip} - {entry.title for entry in view}
    text = render(view, "markdown")
    assert not any(f" {title}" in text for title in hidden)


def test_18_each_printed_page_has_the_issue(trip: Timeline, briefing: Briefing) -> None:
    page = render(trip, "html", HtmlOptions())
    running = re.search(r'@top-left \{ content: "([^"]*)"', page)
    assert running
    line = re.sub(r"\\([0-9a-f]+) ", lambda found: chr(int(found[1], 16)), running[1])
    assert line == f"{briefing.title} · {briefing.issue}"
    assert "break-after: avoid" in page


def test_19_the_background_stands_apart_and_the_oldest_first(trip: Timeline) -> None:
    briefing = compose_briefing(trip)
    past = trip.select_entries("background")
    told = {row.entry for _, row in rows_of(briefing)}
    assert told.isdisjoint(entry.id for entry in past)
    section = briefing.find_section("background")
    dated = [entry for entry in past if entry.intervals]
    ids = [item.entry for item in section.items] if section else []
    assert ids == [entry.id for entry in dated]
    starts = [entry.intervals[0].to_utc_bounds()[0] for entry in dated]
    assert starts == sorted(starts)


def test_20_the_sources_are_numbered_and_dated(trip: Timeline, briefing: Briefing) -> None:
    section = briefing.find_section("sources")
    items = section.items if section else ()
    assert len(items) == len(trip.document.sources)
    for item, source in zip(items, trip.document.sources.values(), strict=True):
        line = text_of(item.line)
        assert (source.publisher or "") in line
        assert ("published" in line) == bool(source.published)
