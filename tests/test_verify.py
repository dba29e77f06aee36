"""A calendar that is read by another parser: no difference is invented, and none is missed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from tables import Table

from itinerary import ItineraryError, for_audience, load, loads, render, resolve, split
from itinerary.calendars.verifying import verify
from itinerary.calendars.verifying.viewer_table import choose_viewer_zones, format_viewer_table
from itinerary.export import IcsOptions
from itinerary.timeline import Timeline

ROOT = Path(__file__).parent.parent
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
SAMPLE = resolve(load(ROOT / "tests" / "interop" / "sample.yaml"))  # it has every odd thing in it
TRIP = """
title: A trip
home: Washington, D.C.
events:
  - id: dinner
    title: Dinner
    when: "2025-09-02T20:00/2025-09-02T22:00"
    place: Mexico City
    status: tentative
    notes: Smart dress
  - id: flight
    title: Flight
    kind: movement
    from: Mexico City
    to: Quito
    depart: 2025-09-03T19:45
    arrive: 2025-09-04T00:30
  - {id: rest, title: Rest, when: 2025-09-05, place: Quito}
background:
  - {id: asylum, title: Asylum, when: "2012"}
"""


@pytest.fixture
def timeline() -> Timeline:
    return resolve(loads(TRIP))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize(
    "options",
    [
        {},
        {"utc": True},
        {"background": "only"},
        {"background": "inline", "imprecise": "marker"},
        {"imprecise": "omit"},
        {"lang": "es"},
    ],
    ids=str,
)
def test_every_export_of_the_examples_is_right(path: Path, options: dict[str, Any]) -> None:
    timeline = resolve(load(path))
    if text := render(timeline, "ics", IcsOptions(**options)):
        assert not verify(text, timeline, lang=str(options.get("lang", ""))).differences


def test_the_calendar_with_every_odd_thing_in_it_is_right() -> None:
    assert not verify(render(SAMPLE, "ics", IcsOptions(background="inline")), SAMPLE).differences


@pytest.mark.parametrize("by", ["leg", "kind"])
def test_a_part_is_right_as_a_part(by: str) -> None:
    timeline = resolve(load(ROOT / "examples" / "rubio-2025-final.yaml"))
    for part in split(timeline, by):
        if text := render(part.timeline, "ics"):
            assert not verify(text, timeline, is_part=True).differences


def test_what_is_for_an_audience_is_compared_with_what_it_may_read(timeline: Timeline) -> None:
    public = for_audience(timeline, "public")
    assert not verify(render(timeline, "ics", audience="public"), public).differences


def test_a_salt_has_to_be_told(timeline: Timeline) -> None:
    text = render(timeline, "ics", IcsOptions(uid_salt="again"))
    assert not verify(text, timeline, uid_salt="again").differences
    assert len(verify(text, timeline).differences) == 6


def asked(timeline: Timeline, old: str, new: str) -> list[str]:
    text = render(timeline, "ics").replace("\r\n ", "")
    assert text.count(old) >= 1
    return list(verify(text.replace(old, new, 1), timeline).differences)


@pytest.mark.parametrize(
    ("old", "new", "difference"),
    [
        (
            "SUMMARY:Dinner",
            "SUMMARY:Supper",
            "Dinner: its title is Supper in the calendar, Dinner in the document",
        ),
        (
            "20250902T200000",
            "20250902T203000",
            (
                "Dinner: its start is 2025-09-02 20:30:00-06:00 in the calendar, 2025-09-02"
                " 20:00:00-06:00 in the document"
            ),
        ),
        (
            "20250904T003000",
            "20250904T013000",
            (
                "Flight: its end is 2025-09-04 01:30:00-05:00 in the calendar, 2025-09-04"
                " 00:30:00-05:00 in the document"
            ),
        ),
        (
            "DATE:20250906",
            "DATE:20250907",
            "Rest: its end is 2025-09-07 in the calendar, 2025-09-06 in the document",
        ),
        (
            "LOCATION:Quito",
            "LOCATION:Lima",
            "Rest: its location is Lima in the calendar, Quito in the document",
        ),
        (
            "STATUS:TENTATIVE",
            "STATUS:CONFIRMED",
            "Dinner: its status is CONFIRMED in the calendar, TENTATIVE in the document",
        ),
        ("Smart dress", "Casual", "Dinner: its description is "),
    ],
)
def test_a_change_that_a_person_would_mind_is_found(
    timeline: Timeline, old: str, new: str, difference: str
) -> None:
    assert any(each.startswith(difference) for each in asked(timeline, old, new))


RECURRENCES = {
    "RRULE:FREQ=DAILY;COUNT=3": "RRULE",
    "RDATE;TZID=America/Mexico_City:20250903T200000": "RDATE",
    "EXDATE;TZID=America/Mexico_City:20250902T200000": "EXDATE",
}


def test_a_calendar_that_cancels_its_events_differs() -> None:
    timeline = resolve(loads("{title: T, timezone: UTC, events: [{title: Tea, when: 2025-09-03}]}"))
    text = render(timeline, "ics").replace("VERSION:2.0", "VERSION:2.0\r\nMETHOD:CANCEL", 1)
    assert verify(text, timeline).differences == (
        "Tea: its status is CANCELLED in the calendar, CONFIRMED in the document",
    )


def test_a_recurrence_that_was_added_is_found(timeline: Timeline, table: Table) -> None:
    for line, name in RECURRENCES.items():
        with table.row(line):
            assert asked(timeline, "SUMMARY:Dinner", f"{line}\r\nSUMMARY:Dinner") == [
                f"Dinner: it recurs in the calendar ({name}), not in the document"
            ]


DURATIONS = {  # the start and end of an event in the document; its duration; whether that is right
    ("2025-09-02T20:00/2025-09-02T22:00", "Mexico City", "PT2H"): True,
    ("2025-09-02T20:00/2025-09-02T22:00", "Mexico City", "PT3H"): False,
    ("2025-03-30T00:30/2025-03-30T03:30", "Lisbon", "PT2H"): True,
    ("2025-03-30T00:30/2025-03-30T03:30", "Lisbon", "PT3H"): False,
    ("2025-03-29T12:00/2025-03-30T13:00", "Lisbon", "P1DT1H"): True,
    ("2025-03-29T12:00/2025-03-30T12:00", "Lisbon", "P1D"): True,
    ("2025-03-29T12:00/2025-03-30T12:00", "Lisbon", "PT24H"): False,  # the day has 23 hours
    ("2025-03-29T12:00/2025-03-30T13:00", "Lisbon", "PT24H"): True,
    ("2025-03-29T12:00/2025-03-30T13:00", "Lisbon", "P1D"): False,
    ("2025-03-27T12:00/2025-04-03T12:00", "Lisbon", "P1W"): True,
    ("2025-03-27T12:00/2025-04-03T12:00", "Lisbon", "PT168H"): False,
    ("2025-03-29/2025-03-30", "Lisbon", "P2D"): True,
}


def test_a_duration_stands_for_an_end(table: Table) -> None:
    for (when, place, duration), is_right in DURATIONS.items():
        with table.row(when, duration):
            event = f"{{title: Tea, when: {when}, place: {place}}}"
            trip = resolve(loads(f"{{title: T, id: t, events: [{event}]}}"))
            text = re.sub(r"DTEND[^\r]*", f"DURATION:{duration}", render(trip, "ics"))
            assert (not verify(text, trip).differences) == is_right


def test_a_vtimezone_that_does_not_say_what_its_name_says_is_found(timeline: Timeline) -> None:
    found = asked(timeline, "TZOFFSETTO:-0600", "TZOFFSETTO:-0700")
    assert (
        "Dinner: its VTIMEZONE for America/Mexico_City gives 2025-09-02T20:00:00-07:00, the tz"
        " database 2025-09-02T20:00:00-06:00" in found
    )


def test_a_floating_time_and_an_unknown_zone_are_found(timeline: Timeline) -> None:
    unfolded = render(timeline, "ics").replace("\r\n ", "")
    block = unfolded[
        unfolded.index("BEGIN:VTIMEZONE") : unfolded.index("END:VTIMEZONE")
        + len("END:VTIMEZONE\r\n")
    ]
    assert (
        "Flight: the calendar has no VTIMEZONE for America/Guayaquil"
        in verify(unfolded.replace(block, ""), timeline).differences
    )
    assert any(
        "has no time zone" in each
        for each in asked(timeline, ";TZID=America/Mexico_City:20250902T200000", ":20250902T200000")
    )
    text = render(timeline, "ics").replace("America/Mexico_City", "Mexico Time")
    assert any(
        "'Mexico Time' is no time zone" in each for each in verify(text, timeline).differences
    )


def test_an_event_that_is_missing_strange_or_there_twice_is_found(timeline: Timeline) -> None:
    text = render(timeline, "ics")
    event = text[text.index("BEGIN:VEVENT") : text.index("END:VEVENT") + len("END:VEVENT\r\n")]
    assert verify(text.replace(event, ""), timeline).differences == ("Dinner: not in the calendar",)
    assert not verify(text.replace(event, ""), timeline, is_part=True).differences
    assert verify(text.replace(event, event * 2), timeline).differences == (
        "Dinner: appears 2 times",
    )
    other = resolve(loads(TRIP.replace("title: A trip", "title: A trip\nid: other")))
    assert verify(text, other).differences[0].startswith("Dinner: not in the document (UID ")


def test_every_lossy_point_is_told(timeline: Timeline) -> None:
    assert verify(render(timeline, "ics", IcsOptions(background="inline")), timeline).losses == (
        "not known to the day, but shown as days: Asylum",
    )
    assert (
        verify(
            render(timeline, "ics", IcsOptions(background="inline", imprecise="omit")), timeline
        ).losses
        == ()
    )
    final = resolve(load(ROOT / "examples" / "rubio-2025-final.yaml"))
    assert [
        each.partition(":")[0]
        for each in verify(
            render(final, "ics", IcsOptions(utc=True, background="inline")), final
        ).losses
    ] == [
        "without a stated end, so shown for one minute",
        "in UTC instead of the zone of its place",
        "given another date by another source, which only the description says",
        "not known to the day, but shown as days",
        "still open, so in no calendar",
        "with one end still open, so shown at the other",
        "known to a part of the day only, or about, so marked in the title and shown as free",
    ]


def test_viewers_in_three_zones_see_their_own_clocks(timeline: Timeline) -> None:
    zones = choose_viewer_zones(timeline)
    assert zones == ("America/Mexico_City", "America/New_York", "UTC")
    assert list(format_viewer_table(verify(render(timeline, "ics"), timeline).events, zones)) == [
        "        America/Mexico_City         America/New_York                           UTC",
        (
            "Dinner  Tue 2 Sep 2025 20:00–22:00  Tue 2 Sep 2025 22:00–Wed 3 Sep 2025 00:00  Wed 3"
            " Sep 2025 02:00–04:00"
        ),
        (
            "Flight  Wed 3 Sep 2025 19:45–23:30  Wed 3 Sep 2025 21:45–Thu 4 Sep 2025 01:30  Thu 4"
            " Sep 2025 01:45–05:30"
        ),
        (
            "Rest    5 September 2025            5 September 2025                           5"
            " September 2025"
        ),
    ]
    assert (
        len(
            choose_viewer_zones(
                resolve(loads("{title: x, events: [{title: y, when: 2025-09-05}]}"))
            )
        )
        == 3
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Hello",
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:never\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
    ],
)
def test_what_is_no_calendar_is_an_error(timeline: Timeline, text: str) -> None:
    if not text:
        assert verify(text, timeline).differences
        return
    with pytest.raises(ItineraryError, match="the calendar cannot be read"):
        verify(text, timeline)


def test_the_command_answers_by_its_exit_status(
    run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("trip.yaml").write_text(TRIP, encoding="utf-8")
    assert run("export", "trip.yaml", "--uid-salt", "x")[0] == 0
    status, out, _ = run(
        "verify", "trip.ics", "trip.yaml", "--uid-salt", "x", "--zone", "Asia/Tokyo"
    )
    assert status == 0
    assert "Wed 3 Sep 2025 11:00–13:00" in out
    assert out.endswith("trip.ics: 3 events, no differences from trip.yaml\n")
    status, out, _ = run("verify", "trip-background.ics", "trip.yaml", "--uid-salt", "x")
    assert (status, out.splitlines()[-2:]) == (
        0,
        [
            "lossy: not known to the day, but shown as days: Asylum",
            "trip-background.ics: 1 event, no differences from trip.yaml",
        ],
    )
    assert run("verify", "trip.ics", "trip.yaml")[0] == 1
    assert run("verify", "trip.ics", "trip.yaml", "--zone", "Tokyo")[0] == 1
    assert run("verify", "trip.yaml", "trip.yaml")[0] == 1
    assert run("verify", "no.ics", "trip.yaml")[0] == 1
