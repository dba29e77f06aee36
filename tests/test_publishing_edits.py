"""Edits are drawn and published, one after the other: only what has changed becomes another.

What an edition has to show is known from what an export shows of the same document.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from releases import TRIP, Office, issue, read_folder

from itinerary import for_audience, for_traveller, render
from itinerary.export import IcsOptions
from itinerary.publishing.calendar_events import CalendarEvent, parse_events
from itinerary.timeline import Timeline

IS_THOROUGH = settings.default.max_examples >= settings.get_profile("thorough").max_examples
EDITS = 10  # of each drawn trip, one after the other
TRIPS = 100 if IS_THOROUGH else 3
EDITIONS = ("public", "party", "staff")
TRAVELLER = "Iida Aalto"
CALENDARS = {"trip.ics": "omit", "background.ics": "only"}
TIMES = ("2026-09-08 10:00 to 12:00", "2026-09-09", "September 2026", "TBD", "2026-09-10 08:15")


@st.composite
def edits(draw: Callable[[st.SearchStrategy[Any]], Any]) -> list[Callable[[list[Any]], list[Any]]]:
    """Functions of the events of a trip, each to be applied to what the one before has made."""
    return [draw(st.sampled_from(list(draw_edit(draw)))) for _ in range(EDITS)]


def draw_edit(draw: Callable[[st.SearchStrategy[Any]], Any]) -> Iterator[Callable[..., Any]]:
    place = draw(st.integers(0, 20))
    number = draw(st.integers(0, 999))
    fields: dict[str, tuple[Any, ...]] = {
        "title": (f"Title {number}", "Book fair"),
        "when": TIMES,
        "visibility": ("public", "party", "staff"),
        "status": ("confirmed", "tentative", "cancelled", "postponed"),
        "place": ("Oulu, Finland", "Turku, Finland"),
        "notes": (f"note {number}", "line one, with; signs \\ and\nline two " + "long " * 20),
        "participants": ([TRAVELLER], ["Onni Berg"], [TRAVELLER, "Onni Berg"]),
    }
    for name, values in fields.items():
        value = draw(st.sampled_from(values))
        yield lambda events, name=name, value=value: change(events, place, name, value)
    yield lambda events: [each for at, each in enumerate(events) if at != place % len(events)]
    added = {"id": f"new-{number}", "title": "Added", "when": "2026-09-08 17:00"}
    yield lambda events: [*(each for each in events if each["id"] != added["id"]), added]
    yield lambda events: [*reversed(events)]
    yield lambda events: events


def change(events: list[Any], place: int, name: str, value: Any) -> list[Any]:
    at = place % len(events)
    return [each | {name: value} if each is events[at] else each for each in events]


def view(timeline: Timeline, edition: str) -> Timeline:
    audience, _, traveller = edition.partition("-")
    seen = for_audience(timeline, audience)
    return for_traveller(seen, TRAVELLER) if traveller else seen


def export(timeline: Timeline, edition: str, background: str) -> dict[str, CalendarEvent]:
    text = render(view(timeline, edition), "ics", IcsOptions(background=background, lang="en"))
    return {each.key: each for each in parse_events(text)}


def find_events(office: Office, edition: str, calendar: str) -> dict[str, CalendarEvent]:
    path = office.folder(edition) / calendar
    text = path.read_bytes().decode() if path.exists() else ""
    found = [*parse_events(text)]
    assert len({each.key for each in found}) == len(found)
    return {each.key: each for each in found}


def without_place(event: CalendarEvent) -> tuple[Any, ...]:
    return event._replace(span=(0, 0))


def hold_calendar(
    was: Mapping[str, CalendarEvent],
    now: Mapping[str, CalendarEvent],
    wanted: Mapping[str, CalendarEvent],
    stamp: str,
) -> None:
    """Check the events of a calendar against those before them and those of an export."""
    assert {key: now[key].content for key in wanted} == {
        key: each.content for key, each in wanted.items()
    }
    assert was.keys() <= now.keys()  # the trip is not over
    for key, event in now.items():
        if key not in wanted:
            assert "\r\nSTATUS:CANCELLED\r\n" in event.content
            assert "\r\nTRANSP:TRANSPARENT\r\n" in event.content
        if key in was and event.content == was[key].content:
            assert without_place(event) == without_place(was[key])
        elif key in was:
            assert event.sequence == was[key].sequence + 1
            assert event.dtstamp == event.last_modified == stamp >= was[key].dtstamp
        else:
            assert event.dtstamp == event.last_modified == stamp


@pytest.mark.slow
@settings(max_examples=TRIPS)
@given(edits())
def test_only_what_was_edited_becomes_another(drawn) -> None:
    with pytest.MonkeyPatch.context() as patch, TemporaryDirectory() as base:
        patch.setenv("PATH", "")
        office, events = Office(Path(base)), copy.deepcopy(TRIP["events"])
        names = (*EDITIONS, "party-iida-aalto")
        office.write(TRIP)
        office.publish(*EDITIONS)
        office.publish("party", traveller=TRAVELLER)
        for number, edit in enumerate(drawn, start=2):
            before = {
                (name, calendar): find_events(office, name, calendar)
                for name in names
                for calendar in CALENDARS
            }
            files, traces = office.files(), office.traces()
            events = edit(events) or events
            document = issue(number, events=events)
            office.write(document)
            office.publish(*EDITIONS)
            office.publish("party", traveller=TRAVELLER)
            timeline = office.read().timeline
            stamp = document["revised"].replace("-", "").replace(":", "").replace("Z", "00Z")
            for (name, calendar), was in before.items():
                now = find_events(office, name, calendar)
                wanted = export(timeline, name, CALENDARS[calendar])
                hold_calendar(was, now, wanted, stamp)
            after = office.traces()
            for name, data in office.files().items():
                path = str(office.site / name)
                if files.get(name) == data:
                    assert after[path] == traces[path], name
            hold_releases(office, names)


def hold_releases(office: Office, names: tuple[str, ...]) -> None:
    """Check that each release tells the files of its folder."""
    for name in names:
        files = read_folder(office.folder(name))
        told = json.loads(files.pop("release.json"))["files"]
        assert {each: len(data) for each, data in files.items()} == {
            each: found["size"] for each, found in told.items()
        }
