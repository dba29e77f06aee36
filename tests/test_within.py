"""A part of a trip, by its days: it is told as the whole tells it, and what is left out is said."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import icalendar
import pytest
from tables import Table

from itinerary import OptionError, Timeline, load, loads, render, resolve
from itinerary.briefing import compose_briefing
from itinerary.export import MarkdownOptions
from itinerary.publishing import ExportRequest, list_export_notes, plan_export
from itinerary.views.within import select_within

EXAMPLES = ("rubio-2025-final", "site-visits-2025", "tour-week-2025", "weekend-lisbon")
TRIP = """
title: Trip
id: trip
dates: 2026-05-04/2026-05-08
legs:
  - {id: graz, place: Graz, when: 2026-05-04/2026-05-06}
  - {id: bled, place: Bled, when: 2026-05-06/2026-05-08}
events:
  - {id: talks, title: Talks, when: 2026-05-05 10:00, place: Graz}
  - {id: gala, title: Gala, when: "2026-05-06T22:00/2026-05-07T01:00", place: Bled}
  - {id: fair, title: Fair, when: 2026-05-04/2026-05-08}
  - {id: lunch, title: Lunch, when: TBD}
background:
  - {id: founding, title: Founding, when: "1128"}
"""


@pytest.fixture(scope="module")
def trip() -> Timeline:
    return resolve(loads(TRIP))


@pytest.mark.parametrize(
    ("dates", "ids"),
    [
        ("5 May", "trip graz talks fair lunch"),
        ("2026-05-05", "trip graz talks fair lunch"),
        ("Tuesday", "trip graz talks fair lunch"),
        ("7 May", "trip bled gala fair lunch"),
        ("5-6 May", "trip graz bled talks gala fair lunch"),
        ("Monday and Friday", "trip graz bled fair lunch"),
        ("$graz", "trip graz bled talks gala fair lunch"),
        ("2026-05-06T23:00/2026-05-06T23:30", "trip graz bled gala fair lunch"),
        ("in 1128", "trip lunch founding"),
    ],
)
def test_what_touches_the_days_and_what_is_open(trip: Timeline, dates: str, ids: str) -> None:
    part = select_within(trip, dates)
    assert sorted(entry.id for entry in part) == sorted(ids.split())
    assert {entry.uid for entry in part} <= {entry.uid for entry in trip}


def test_words_are_of_the_language_of_the_document() -> None:
    trip = resolve(loads(TRIP + "language: es\n"))
    assert "talks" in select_within(trip, "el 5 de mayo")


@pytest.mark.parametrize(
    ("dates", "message"),
    [
        ("graz", "'graz': 'graz' is no word of a date phrase - write '$graz'"),
        ("the fifth of nothing", "'the fifth of nothing': 'nothing' is no word of a date phrase"),
        ("2027", "nothing lies within 2027 - the trip is 2026-05-04/2026-05-08"),
        ("$gratz", "'$gratz'"),
        ("", "''"),
    ],
)
def test_words_that_are_no_days_of_the_trip(trip: Timeline, dates: str, message: str) -> None:
    with pytest.raises(OptionError) as caught:
        select_within(trip, dates)
    assert str(caught.value).startswith(message)


def test_a_trip_without_any_date_has_no_days() -> None:
    with pytest.raises(OptionError, match="none of them is known"):
        select_within(resolve(loads("{title: T, events: [{title: E, when: TBD}]}")), "5 May")


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_day_is_told_as_in_the_whole(name: str) -> None:
    whole = resolve(load(Path("examples", f"{name}.yaml")))
    for day in compose_briefing(whole).days:
        (alone,) = compose_briefing(select_within(whole, str(day.date))).days
        assert replace(alone, details=()) == replace(day, details=())
        assert {*day.details} <= {*alone.details}  # a flight has its own on the day that it leaves


def test_small_hours_and_open_times_are_within_the_day_that_tells_them(table: Table) -> None:
    events = """
      - {id: late, title: Late set, when: Wed 00:30-02:00}
      - {id: walk, title: Walk, when: Thu 04:40-04:50}
      - {id: bar, title: Bar, when: Tuesday 19:30 onwards}
      - {id: bags, title: Bags, when: by 12:00 on Thursday}
      - {id: inn, kind: stay, title: Inn, check_in: from 14:00 on Mon, check_out: by 11:00 on Thu}
    """
    head = "title: Tour\nday_ends: '05:00'\nplace: Graz\ndates: 4 to 8 May 2026\nevents:"
    whole = resolve(loads(head + events))
    expected = {
        "4 May": "inn",
        "5 May": "late bar inn",
        "6 May": "walk inn",
        "7 May": "bags inn",
        "8 May": "",
    }
    for day, ids in expected.items():
        with table.row(day):
            part = select_within(whole, day)
            assert {each.id for each in part.select_entries("event")} == {*ids.split()}
            (alone,) = compose_briefing(part).days
            (told,) = (each for each in compose_briefing(whole).days if each.date == alone.date)
            assert replace(alone, details=()) == replace(told, details=())


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_event_is_that_of_the_calendar_of_the_whole(name: str) -> None:
    whole = resolve(load(Path("examples", f"{name}.yaml")))
    every = {event["UID"]: event for event in _read_events(whole)}
    for day in compose_briefing(whole).days:
        for event in _read_events(select_within(whole, str(day.date))):
            assert event == every[event["UID"]]


def _read_events(timeline: Timeline) -> list[icalendar.Event]:
    text = render(timeline, "ics", partial=True)
    return icalendar.Calendar.from_ical(text).events if text else []


def test_an_export_says_what_it_leaves_out_and_replaces_no_whole(trip: Timeline) -> None:
    plan = plan_export(trip, ExportRequest(within="5-6 May"))
    names = [str(file.path) for file in plan.files]
    assert names == ["trip-2026-05-05-2026-05-06.ics", "trip-2026-05-05-2026-05-06.md"]
    assert "not within 5-6 May: 1 entry" in [*list_export_notes(plan)]
    (day,) = plan_export(trip, ExportRequest(within="5 May", stem="my")).files[:1]
    assert str(day.path) == "my-2026-05-05.ics"


def test_the_head_says_which_days_are_shown(trip: Timeline) -> None:
    part = select_within(trip, "5 May")
    assert "- Dates: Mon 4 – Fri 8 May 2026\n- Only these days: Tue 5 May 2026\n" in render(
        part, "markdown"
    )
    assert "Solo estos días: mar, 5 may 2026" in render(
        part, "markdown", MarkdownOptions(lang="es")
    )


def test_the_files_of_one_traveller_have_the_name() -> None:
    talks = "{title: Talks, when: 2026-05-05, participants: [Ana Paz]}"
    trip = resolve(loads(f"{{title: T, id: t, travellers: [Ana Paz, Bo], events: [{talks}]}}"))
    plan = plan_export(trip, ExportRequest(traveller="Ana Paz"))
    assert [str(file.path) for file in plan.files] == ["t-ana-paz.ics", "t-ana-paz.md"]


def test_clock_times_show_the_days_that_they_touch() -> None:
    event = "{title: Talks, when: 2026-05-05T09:00}"
    document = f"{{title: T, timezone: UTC, dates: 2026-05-05T09:00, events: [{event}]}}"
    for dates in ("$trip", "2026-05-05T08:00/2026-05-06T00:00"):
        part = select_within(resolve(loads(document)), dates)
        assert "Talks" in render(part, "markdown")
