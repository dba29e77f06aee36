"""Calendars as other programs read them, and each rule that calendars in use have taught."""

from __future__ import annotations

import copy
import dataclasses
import json
import os
import pickle
import re
import shutil
import subprocess
import sys
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import icalendar
import pytest
import recurring_ical_events
import tzdata
from hypothesis import given
from hypothesis import strategies as st

from itinerary import loads, resolve
from itinerary.dates.arithmetic import find_calendar_unit
from itinerary.dates.interval import Grain, Interval
from itinerary.dates.zones import load_zone
from itinerary.diagnostics import ItineraryError, OptionError
from itinerary.document import BackgroundEvent, Claim, Document, Event, Leg
from itinerary.export import (
    FORMATS,
    IcsOptions,
    MarkdownOptions,
    formats,
    ics,
    render,
    render_bytes,
)
from itinerary.export.ics.content_lines import fold_line
from itinerary.export.ics.losses import list_cautions, list_losses
from itinerary.places import Place
from itinerary.timeline import Dating, Entry, Reading, Timeline, derive_uid

HERE = Path(__file__).parent
MEXICO, QUITO, WASHINGTON = "America/Mexico_City", "America/Guayaquil", "America/New_York"
PALACE = Place(
    "Palacio Nacional", MEXICO, "MX", 19.432608, -99.133209, "Plaza de la Constitución, Centro"
)


def calendar(plan: Timeline, **options: Any) -> str:
    return ics.render(plan, IcsOptions(**options))


# A program that writes the calendar of some entries here.
WRITE = "import sys, test_ics as t; sys.stdout.buffer.write(t.calendar(t.timeline(*t.{})).encode())"


def losses(plan: Timeline, **options: Any) -> tuple[str, ...]:
    return list_losses(plan, IcsOptions(**options))


# --- timelines by hand


def at(text: str, key: str, minutes: int = 1, fold: int = 0) -> Interval:
    """A clock time in a zone, or minutes from it on; by the wall, as phrases are resolved."""
    start = datetime.fromisoformat(text).replace(tzinfo=load_zone(key), fold=fold)
    end = (start + timedelta(minutes=minutes)).replace(fold=fold)
    return Interval(start, end, Grain.MINUTE)


def on(first: str, last: str = "", grain: Grain = Grain.DAY) -> Interval:
    return Interval(
        date.fromisoformat(first), date.fromisoformat(last or first) + timedelta(days=1), grain
    )


def reading(
    interval: Interval | tuple[Interval, ...],
    says: str = "then",
    source: str | None = None,
    **fields: Any,
) -> Reading:
    intervals = (
        interval
        if isinstance(interval, tuple) and not isinstance(interval, Interval)
        else (interval,)
    )
    claim = Claim(
        says=says,
        **{name: fields.pop(name) for name in ("reads", "speaker", "note") if name in fields},
    )
    return Reading(claim, source, intervals, **fields)


def event(
    id: str,
    title: str,
    *intervals: Interval,
    place: Place | None = PALACE,
    leg: str | None = None,
    readings: Any = None,
    **fields: Any,
) -> Entry:
    item = Event.model_validate({"title": title, "when": "then"} | fields)
    dating = Dating("when", readings or (reading(intervals),))
    return Entry(
        id, derive_uid("trip", id), "event", item.title, item.kind, item, (dating,), place, leg=leg
    )


def movement(id: str, depart: Interval, arrive: Interval | None, **fields: Any) -> Entry:
    item = Event.model_validate(
        {"title": id, "kind": "movement", "from": "London", "to": "Lisbon"} | fields
    )
    ends = (("depart", depart), ("arrive", arrive))
    datings = tuple(
        Dating(
            name, (reading(each),) if each else (reading((), verdict="unresolved", problem="TBD"),)
        )
        for name, each in ends
    )
    return Entry(
        id,
        derive_uid("trip", id),
        "event",
        item.title,
        "movement",
        item,
        datings,
        Place("London", "Europe/London"),
    )


def leg(id: str, title: str, interval: Interval, **fields: Any) -> Entry:
    item = Leg.model_validate({"title": title} | fields)
    return Entry(
        id,
        derive_uid("trip", id),
        "leg",
        title,
        "leg",
        item,
        (Dating("when", (reading(interval),)),),
        Place(title, MEXICO),
    )


def background(id: str, title: str, interval: Interval, **fields: Any) -> Entry:
    item = BackgroundEvent.model_validate({"title": title, "when": "then"} | fields)
    return Entry(
        id,
        derive_uid("trip", id),
        "background",
        title,
        "background",
        item,
        (Dating("when", (reading(interval),)),),
    )


def timeline(*entries: Entry, stamp: date | None = date(2025, 8, 29), **fields: Any) -> Timeline:
    return Timeline(
        Document.model_validate({"title": "A trip"} | fields), "trip", entries, stamp=stamp
    )


TRIP = (
    leg("mexico", "México, D.F.; año", on("2025-09-02", "2025-09-03")),
    event(
        "sheinbaum",
        "Reunión con la Presidenta Sheinbaum",
        at("2025-09-03T10:00", MEXICO, 90),
        leg="mexico",
    ),
    event("arabic", "اجتماع مع الرئيس، كيتو", at("2025-09-04T09:00", QUITO)),
    event("emoji", "x" * 62 + "👩‍👩‍👧‍👦🇪🇨" * 12, at("2025-09-04T11:00", QUITO)),
    event("days", "Tuesday and Thursday", on("2025-09-02"), on("2025-09-04")),
    movement(
        "flight", at("2025-09-03T18:05", MEXICO), at("2025-09-03T23:50", QUITO), number="TP1351"
    ),
    movement(
        "westward", at("2025-09-04T23:30", "Pacific/Auckland"), at("2025-09-04T16:10", WASHINGTON)
    ),
    event("gap", "Skipped by the clocks", at("2025-03-30T01:30", "Europe/Lisbon")),
    event("fold-1", "Before they go back", at("2025-10-26T01:30", "Europe/Lisbon")),
    event("fold-2", "After they went back", at("2025-10-26T01:30", "Europe/Lisbon", fold=1)),
    event("lisbon", "An ordinary day", at("2025-10-26T12:00", "Europe/Lisbon", 60)),
    event("howe-1", "Lord Howe in winter", at("2025-07-01T09:15", "Australia/Lord_Howe", 45)),
    event("howe-2", "Lord Howe in summer", at("2025-12-01T09:15", "Australia/Lord_Howe", 45)),
    event("kathmandu", "काठमाडौं", at("2025-09-03T06:45", "Asia/Kathmandu")),
    event("santiago-1", "Santiago in winter", at("2025-07-01T10:00", "America/Santiago")),
    event("santiago-2", "Santiago in summer", at("2025-12-01T10:00", "America/Santiago")),
    event("dublin-1", "Dublin in winter", at("2025-01-15T10:00", "Europe/Dublin")),
    event("dublin-2", "Dublin in summer", at("2025-07-15T10:00", "Europe/Dublin")),
    event("casablanca-1", "In Ramadan", at("2025-03-10T10:00", "Africa/Casablanca")),
    event("casablanca-2", "After Ramadan", at("2025-05-10T10:00", "Africa/Casablanca")),
    event("apia-1", "East of the date line", at("2011-12-29T10:00", "Pacific/Apia")),
    event("apia-2", "West of the date line", at("2011-12-31T10:00", "Pacific/Apia")),
    event("summer-time", "Mexico City's last summer time", at("2022-07-01T10:00", MEXICO)),
    event("far", "Beyond the rules of some readers", at("2040-07-01T10:00", WASHINGTON)),
    event("early", "Before VTIMEZONEs begin", at("1969-07-20T16:17", "America/Chicago")),
)
BACKGROUND = (
    background("independence", "Ecuador joins Gran Colombia", on("1822-05-24")),
    background("asylum", "Ecuador grants asylum", find_calendar_unit(date(2012, 1, 1), Grain.YEAR)),
    background(
        "handover", "Mexico hands over 29 people", find_calendar_unit(date(2025, 2, 1), Grain.MONTH)
    ),
    background("nineties", "Before the crisis", find_calendar_unit(date(1990, 1, 1), Grain.DECADE)),
)

# --- what readers see


def seen_by_icalendar(text: str) -> list[dict[str, Any]]:
    return [_seen(each) for each in icalendar.Calendar.from_ical(text).events]


def seen_by_recurring_ical_events(text: str) -> list[dict[str, Any]]:
    """It gives an end in the zone of its start, so of ends only the instant is compared."""
    found = recurring_ical_events.of(icalendar.Calendar.from_ical(text)).between(1800, 2050)
    return [_seen(each) | {"end": _when(_in_utc(each["DTEND"].dt))} for each in found]


def _seen(each: icalendar.Event) -> dict[str, Any]:
    texts = {
        name: str(each[name]) if name in each else None
        for name in ("UID", "SUMMARY", "DESCRIPTION", "LOCATION")
    }
    return {name.lower(): text for name, text in texts.items()} | {
        "start": _when(each["DTSTART"].dt),
        "end": _when(each["DTEND"].dt),
    }


def seen_by_ical(text: str) -> list[dict[str, Any]]:
    from ical.calendar_stream import IcsCalendarStream  # takes half a second

    found = IcsCalendarStream.calendar_from_ics(text).events
    texts = ("uid", "summary", "description", "location")
    return [
        {name: getattr(each, name) for name in texts}
        | {"start": _when(each.dtstart), "end": _when(each.dtend)}
        for each in found
    ]


def _in_utc(value: date) -> date:
    return value.astimezone(UTC) if isinstance(value, datetime) else value


def _when(value: date) -> dict[str, Any]:
    if not isinstance(value, datetime):
        return {"date": value.isoformat()}
    return {"instant": value.timestamp(), "wall": value.isoformat()[:19], "zone": str(value.tzinfo)}


def install_package(package: str) -> None:
    """Install a package of npm into node_modules, also where another process does so right now."""
    modules = HERE.parent / "node_modules"
    modules.mkdir(exist_ok=True)
    with TemporaryDirectory(dir=modules) as folder:
        command = ["npm", "install", "--no-audit", "--no-fund", "--prefix", folder, package]
        subprocess.run(command, check=True, capture_output=True, shell=os.name == "nt")
        name = package.partition("@")[0]
        with suppress(OSError):  # the other one was first
            (Path(folder) / "node_modules" / name).rename(modules / name)


@pytest.fixture(scope="session")
def ical_js() -> Any:
    """What ical.js sees of a text; it is installed beside the project when it is not there yet."""
    if not shutil.which("node"):
        pytest.skip("there is no node to run ical.js")
    if not (HERE.parent / "node_modules" / "ical.js").exists():
        install_package("ical.js@2.2.1")

    def seen(text: str) -> list[dict[str, Any]]:
        found = subprocess.run(
            ["node", HERE / "interop" / "ical-js.mjs"],
            input=text.encode(),
            check=True,
            capture_output=True,
        )
        return json.loads(found.stdout)

    return seen


def meant(entries: tuple[Entry, ...]) -> list[dict[str, Any]]:
    """What every reader ought to see of starts and ends.

    The wall clock of what is written in UTC is left open.
    """
    return [
        {
            "uid": entry.uid + (f"-{number}" if number > 1 else ""),
            "summary": entry.title,
            "start": interval.start,
            "end": _end(interval),
        }
        for entry in entries
        for number, interval in enumerate(entry.intervals, start=1)
    ]


def _end(interval: Interval) -> date | None:
    """The end; of a point a minute after its start.

    On the wall that is an hour before it when clocks go back.
    """
    start = interval.start
    if not isinstance(start, datetime) or not interval.is_point:
        return interval.end
    return (start.astimezone(UTC) + timedelta(minutes=1)).astimezone(start.tzinfo)


def assert_as_meant(found: list[dict[str, Any]], entries: tuple[Entry, ...]) -> None:
    assert len(found) == len(meant(entries))
    by_uid = {each["uid"]: each for each in found}
    for due in meant(entries):
        each = by_uid[due["uid"]]
        assert each["summary"] == due["summary"]
        for side in ("start", "end"):
            if not isinstance(due[side], datetime):
                assert each[side] == {"date": due[side].isoformat()}
            elif each[side]["zone"] == "UTC":
                assert each[side] == _when(due[side].astimezone(UTC))
            else:
                assert each[side] == _when(due[side])


@pytest.mark.parametrize(
    "read",
    [seen_by_icalendar, seen_by_recurring_ical_events, seen_by_ical],
    ids=lambda read: read.__name__[8:],
)
def test_python_readers_see_titles_starts_ends_and_zones(read: Any) -> None:
    assert_as_meant(read(calendar(timeline(*TRIP))), TRIP)
    assert_as_meant(read(calendar(timeline(*BACKGROUND), background="only")), BACKGROUND)


@pytest.mark.interop
def test_ical_js_sees_titles_starts_ends_and_zones(ical_js: Any) -> None:
    assert_as_meant(ical_js(calendar(timeline(*TRIP))), TRIP)
    assert_as_meant(ical_js(calendar(timeline(*BACKGROUND), background="only")), BACKGROUND)


@pytest.mark.interop
def test_ical_js_which_has_no_zone_data_reads_every_zone(ical_js: Any) -> None:
    keys = (Path(tzdata.__file__).parent / "zones").read_text(encoding="utf-8").split()
    dates = ("2012-04-15T10:00", "2025-01-15T10:00", "2025-07-15T10:00", "2030-11-15T10:00")
    everywhere = tuple(
        event(f"{key}-{text}", key, at(text, key), place=None) for key in keys for text in dates
    )
    assert_as_meant(ical_js(calendar(timeline(*everywhere))), everywhere)


def test_all_readers_see_the_same_texts(ical_js: Any) -> None:
    texts = ("uid", "summary", "description", "location")
    seen = [
        sorted(
            ({name: each[name] for name in texts} for each in read(calendar(timeline(*TRIP)))),
            key=lambda each: each["uid"],
        )
        for read in (seen_by_icalendar, seen_by_recurring_ical_events, seen_by_ical, ical_js)
    ]
    assert all(each == seen[0] for each in seen)


# --- one event, and its properties


def properties(*entries: Entry, plan: Timeline | None = None, **options: Any) -> dict[str, str]:
    """The properties of the only event, unfolded; parameters stand in the names."""
    text = calendar(plan or timeline(*entries), **options)
    lines = (
        text.replace("\r\n ", "").split("BEGIN:VEVENT\r\n")[1].split("END:VEVENT")[0].splitlines()
    )
    return dict(line.split(":", 1) for line in lines)


def lines(*entries: Entry, **options: Any) -> list[str]:
    return calendar(timeline(*entries), **options).replace("\r\n ", "").splitlines()


def description(*entries: Entry, **fields: Any) -> list[str]:
    event = icalendar.Calendar.from_ical(calendar(timeline(*entries, **fields))).events[-1]
    return str(event["DESCRIPTION"]).splitlines()


def zones(*entries: Entry, **options: Any) -> dict[str, str]:
    """The VTIMEZONEs as they are written."""
    text = calendar(timeline(*entries), **options)
    return {
        block.split("\r\n")[1][5:]: block
        for block in re.findall(r"BEGIN:VTIMEZONE.*?END:VTIMEZONE", text, re.DOTALL)
    }


MEETING = event("meeting", "Meeting", at("2025-09-03T10:00", MEXICO, 60))
DAY = event("day", "Meeting", on("2025-09-03"))


def test_rule_01_a_vtimezone_is_rules_and_no_list_of_dates() -> None:
    blocks = zones(*TRIP).values()
    assert blocks
    assert not any("RDATE" in block for block in blocks)
    assert (
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3"
        in zones(event("x", "x", at("2025-07-01T10:00", "Europe/Lisbon")))["Europe/Lisbon"]
    )


def test_rule_02_one_standard_time_and_no_rule_that_needs_a_shift_of_days() -> None:
    blocks = zones(*TRIP)
    assert all(
        block.count("BEGIN:STANDARD") == 1 and block.count("BEGIN:DAYLIGHT") <= 1
        for block in blocks.values()
    )
    assert "RRULE" not in blocks["America/Santiago"]
    assert not any("BYMONTHDAY" in block for block in blocks.values())


def test_rule_03_every_zone_has_its_vtimezone_before_the_events() -> None:
    text = calendar(timeline(*TRIP))
    used = set(re.findall(r"\n(?:DTSTART|DTEND);TZID=([^:]+):", text))
    assert used == set(zones(*TRIP))
    assert text.rindex("END:VTIMEZONE") < text.index("BEGIN:VEVENT")


def test_rule_04_zones_have_their_iana_names() -> None:
    for key in zones(*TRIP):
        assert load_zone(key).key == key


def test_rule_05_all_in_utc_on_request() -> None:
    assert zones(*TRIP, utc=True) == {}
    assert_as_meant(seen_by_icalendar(calendar(timeline(*TRIP), utc=True)), TRIP)
    assert properties(MEETING, utc=True)["DTSTART"] == "20250903T160000Z"


def test_rule_06_no_time_is_floating() -> None:
    naive = Interval(datetime(2025, 9, 3, 10), datetime(2025, 9, 3, 11), Grain.MINUTE)
    assert properties(event("naive", "x", naive))["DTSTART;VALUE=DATE"] == "20250903"
    assert not re.search(
        r"\n(DTSTART|DTEND)(;VALUE=DATE-TIME)?:\d{8}T\d{6}\r",
        calendar(timeline(*TRIP)).split("END:VTIMEZONE")[-1],
    )


def test_rule_07_no_zone_of_the_whole_calendar() -> None:
    assert "X-WR-TIMEZONE" not in calendar(timeline(*TRIP))


@pytest.mark.parametrize(("interval", "start", "end"), [
    (on("2025-09-02", "2025-09-03"), "20250902", "20250904"),
    (find_calendar_unit(date(2012, 1, 1), Grain.YEAR), "20120101", "20130101"),
    (find_calendar_unit(date(2025, 2, 1), Grain.MONTH), "20250201", "20250301"),
    (on("1822-05-24"), "18220524", "18220525"),
    (on("0822-05-24"), "08220524", "08220525"),
])  # fmt: skip
def test_rule_08_days_end_on_the_day_after(interval: Interval, start: str, end: str) -> None:
    for found in (
        properties(event("x", "x", interval)),
        properties(background("x", "x", interval), background="only"),
    ):
        assert (found["DTSTART;VALUE=DATE"], found["DTEND;VALUE=DATE"]) == (start, end)


def test_rule_09_days_are_no_midnights() -> None:
    midnights = Interval(
        *(datetime(2025, 9, day, tzinfo=load_zone(MEXICO)) for day in (2, 4)), Grain.MINUTE
    )
    assert properties(leg("x", "x", midnights))["DTEND;VALUE=DATE"] == "20250904"
    assert "ALLDAYEVENT" not in calendar(timeline(*TRIP))


@pytest.mark.parametrize(
    ("entry", "transparency", "status"),
    [
        (leg("x", "x", on("2025-09-02")), "TRANSPARENT", "FREE"),
        (DAY, "TRANSPARENT", "FREE"),
        (MEETING, "OPAQUE", "BUSY"),
        (
            event("x", "x", at("2025-09-03T10:00", MEXICO), status="tentative"),
            "OPAQUE",
            "TENTATIVE",
        ),
        (
            event("x", "x", at("2025-09-03T15:00", MEXICO, 1200), kind="stay", check_in="then"),
            "TRANSPARENT",
            "FREE",
        ),
    ],
)
def test_rules_10_and_11_only_what_has_a_clock_time_keeps_people_busy(
    entry: Entry, transparency: str, status: str
) -> None:
    found = properties(entry)
    assert (found["TRANSP"], found["X-MICROSOFT-CDO-BUSYSTATUS"]) == (transparency, status)
    assert (
        properties(background("x", "x", on("2012-01-01")), background="only")["TRANSP"]
        == "TRANSPARENT"
    )


def test_rule_12_background_is_a_calendar_of_its_own_unless_it_is_wanted_inline() -> None:
    both = timeline(MEETING, *BACKGROUND)
    assert [each["summary"] for each in seen_by_icalendar(calendar(both))] == ["Meeting"]
    assert len(seen_by_icalendar(calendar(both, background="only"))) == len(BACKGROUND)
    assert_as_meant(seen_by_ical(calendar(both, background="inline")), (MEETING, *BACKGROUND))


COARSE = find_calendar_unit(date(2025, 2, 1), Grain.MONTH)


@pytest.mark.parametrize(("interval", "title"), [
    (find_calendar_unit(date(2012, 1, 1), Grain.YEAR), "Asylum (2012)"),
    (COARSE, "Asylum (February 2025)"),
    (replace(COARSE, part="early", end=date(2025, 2, 11)), "Asylum (early February 2025)"),
    (on("2025-09-06", "2025-09-07", Grain.WEEKEND), "Asylum (6–7 September 2025)"),
    (find_calendar_unit(date(1990, 1, 1), Grain.DECADE), "Asylum (the 1990s)"),
    (replace(on("2025-03-03"), about=True), "Asylum (about 3 March 2025)"),
    (Interval(date(2019, 1, 1), None, Grain.YEAR), "Asylum (from 2019)"),
])  # fmt: skip
def test_rule_12_a_date_coarser_than_a_day_may_be_a_marker_or_left_out(
    interval: Interval, title: str
) -> None:
    """By three readers: one transparent day whose title says how much is known."""
    whole = timeline(MEETING, background("x", "Asylum", interval))
    text = calendar(whole, background="inline", imprecise="marker")
    for read in (seen_by_icalendar, seen_by_recurring_ical_events, seen_by_ical):
        (marker,) = (each for each in read(text) if each["uid"] == derive_uid("trip", "x"))
        assert marker["summary"] == title
        first, after = (date.fromisoformat(marker[side]["date"]) for side in ("start", "end"))
        assert (first, after - first) == (interval.start, timedelta(days=1))
    assert (
        properties(background("x", "Asylum", interval), background="only", imprecise="marker")[
            "TRANSP"
        ]
        == "TRANSPARENT"
    )
    assert [
        each["uid"]
        for each in seen_by_icalendar(calendar(whole, background="inline", imprecise="omit"))
    ] == [MEETING.uid]
    assert (
        losses(whole, background="inline", imprecise="omit")[0]
        == "not known to the day, so left out: Asylum"
    )


@pytest.mark.parametrize("imprecise", ["marker", "omit"])
def test_rule_12_what_is_known_to_the_day_stays_as_it_is(imprecise: str) -> None:
    assert calendar(timeline(*TRIP), imprecise=imprecise) == calendar(timeline(*TRIP))
    assert losses(timeline(*TRIP), imprecise=imprecise) == ()


def test_rule_13_the_uid_is_of_the_identity_and_not_of_title_or_time() -> None:
    moved = event("meeting", "Another title", on("2026-01-01"))
    assert properties(moved)["UID"] == properties(MEETING)["UID"] == derive_uid("trip", "meeting")


def test_rule_13_several_intervals_are_several_events_with_uids_that_differ() -> None:
    text = calendar(
        timeline(event("days", "x", on("2025-09-02"), on("2025-09-04"), on("2025-09-06")))
    )
    assert [
        each["uid"].removeprefix(derive_uid("trip", "days")) for each in seen_by_icalendar(text)
    ] == ["", "-2", "-3"]


def test_rule_14_sequence_and_last_modified_grow_with_the_revision() -> None:
    stamps = (
        date(2025, 8, 29),
        datetime(2025, 8, 29, 12, 30, tzinfo=load_zone(WASHINGTON)),
        datetime(2025, 8, 30),
        date(2200, 1, 1),
    )
    found = [properties(plan=timeline(MEETING, stamp=stamp, revised="then")) for stamp in stamps]
    sequences = [int(each["SEQUENCE"]) for each in found]
    assert sequences == sorted(set(sequences))
    assert sequences[-1] < 2**31
    assert [each["LAST-MODIFIED"] for each in found] == [
        "20250829T000000Z",
        "20250829T163000Z",
        "20250830T000000Z",
        "22000101T000000Z",
    ]
    assert [each["DTSTAMP"] for each in found] == [each["LAST-MODIFIED"] for each in found]
    assert properties(MEETING)["SEQUENCE"] == "0"


def test_rule_14_the_help_advises_to_subscribe(run: Any) -> None:
    assert "subscribe to its calendar" in " ".join(run("export", "--help")[1].split())


def test_rule_15_a_salt_gives_other_uids_for_a_fresh_import() -> None:
    assert len({properties(MEETING, uid_salt=salt)["UID"] for salt in ("", "a", "b")}) == 3


def test_rule_16_the_calendar_itself_has_no_uid() -> None:
    assert "UID" not in icalendar.Calendar.from_ical(calendar(timeline(*TRIP)))


def test_rule_17_one_event_goes_without_a_calendars_name_unless_one_is_asked_for() -> None:
    assert "CALNAME" not in calendar(timeline(MEETING))
    assert "\nNAME:" not in calendar(timeline(MEETING))
    assert (
        icalendar.Calendar.from_ical(calendar(timeline(MEETING), name="For the press"))["NAME"]
        == "For the press"
    )


def test_a_name_that_is_asked_for_stands_twice_for_the_title() -> None:
    text = calendar(timeline(MEETING, DAY), name="A; b\x07")
    assert "\r\nNAME:A\\; b\r\nX-WR-CALNAME:A\\; b\r\n" in text
    assert "A trip" not in text


def test_rules_18_and_19_the_name_stands_twice_with_commas_escaped() -> None:
    text = calendar(timeline(MEETING, DAY, title="México, Quito; 2–4 Sep"))
    assert (
        "\r\nNAME:México\\, Quito\\; 2–4 Sep\r\nX-WR-CALNAME:México\\, Quito\\; 2–4 Sep\r\n" in text
    )


def test_rule_20_nobody_is_invited() -> None:
    text = calendar(
        timeline(
            event("x", "x", at("2025-09-03T10:00", MEXICO), participants=["Claudia Sheinbaum"])
        )
    )
    assert not re.search("^(METHOD|ORGANIZER|ATTENDEE)", text, re.MULTILINE)


def test_rule_21_the_refresh_hint_stands_twice_and_well_formed() -> None:
    assert {"REFRESH-INTERVAL;VALUE=DURATION:PT12H", "X-PUBLISHED-TTL:PT12H"} < set(lines(*TRIP))


def test_rule_22_the_description_is_plain_text() -> None:
    found = properties(event("x", "x", on("2025-09-03"), notes="<b>5 & 6</b>"))
    assert found["DESCRIPTION"].endswith("<b>5 & 6</b>")
    assert not any(name.startswith("X-ALT-DESC") for name in found)


def test_rule_23_lines_have_at_most_75_octets_and_whole_characters() -> None:
    octets = calendar(timeline(*TRIP)).encode()
    assert octets.endswith(b"END:VCALENDAR\r\n")
    for line in octets.removesuffix(b"\r\n").split(b"\r\n"):
        assert len(line) <= 75
        assert b"\n" not in line
        assert line.decode()


def test_rule_24_the_colour_never_stands_without_categories() -> None:
    found = properties(plan=timeline(MEETING, color="SteelBlue", categories=["trip"]))
    assert found["COLOR"] == "steelblue"
    assert found["CATEGORIES"] == "meeting,trip"
    assert "COLOR" not in properties(MEETING)


def test_each_category_stands_once() -> None:
    entry = event("x", "x", on("2025-09-03"), leg="mexico", categories=["trip", "leg", "meeting"])
    assert (
        properties(plan=timeline(entry, categories=["trip", "work"]))["CATEGORIES"]
        == "meeting,trip,leg,work"
    )


EARLY = event("x", "Meeting, early", at("2025-09-03T10:00", MEXICO), alarm="90m")


def alarms(*entries: Entry, **options: Any) -> dict[str, str]:
    """The trigger of each event that has an alarm, by its title."""
    found = icalendar.Calendar.from_ical(calendar(timeline(*entries), **options)).events
    return {
        str(each["SUMMARY"]): alarm["TRIGGER"].to_ical().decode()
        for each in found
        for alarm in each.walk("VALARM")
    }


def test_rule_25_alarms_only_on_request() -> None:
    assert "VALARM" not in calendar(timeline(EARLY))
    assert (
        "BEGIN:VALARM|ACTION:DISPLAY|DESCRIPTION:Meeting\\, early|TRIGGER:-PT1H30M|END:VALARM"
        in "|".join(lines(EARLY, alarm="own"))
    )
    assert "VALARM" not in calendar(timeline(MEETING), alarm="own")


def test_rule_25_an_events_own_alarm_wins_over_the_one_that_is_asked_for() -> None:
    assert alarms(EARLY, MEETING, alarm="30m") == {
        "Meeting, early": "-PT1H30M",
        "Meeting": "-PT30M",
    }
    assert alarms(EARLY, MEETING, alarm="2d") == {"Meeting, early": "-PT1H30M", "Meeting": "-P2D"}


def test_rule_25_no_alarm_for_days_for_background_or_for_what_is_cancelled() -> None:
    cancelled = event("off", "Off", at("2025-09-03T10:00", MEXICO), status="cancelled", alarm="1h")
    whole_day = event("day", "All day", on("2025-09-03"), alarm="1d")
    assert (
        alarms(cancelled, whole_day, TRIP[0], *BACKGROUND, background="inline", alarm="30m") == {}
    )
    assert losses(timeline(cancelled, whole_day), alarm="30m") == (
        "with an alarm, but no clock time for it, so without: All day",
    )


def test_rule_24_the_colour_may_be_chosen() -> None:
    text = calendar(timeline(MEETING, DAY, color="red"), color="SteelBlue")
    assert re.findall("^COLOR:(.*)\r$", text, re.MULTILINE) == ["steelblue"] * 3


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"background": "onyl"}, r"unknown background 'onyl' - did you mean 'only'\?"),
        ({"imprecise": "spans"}, r"unknown imprecise 'spans' - did you mean 'span'\?"),
        (
            {"alarm": "30 min"},
            "alarm '30 min': not a time before the event - write it as 30m, 2h or 1d, or own",
        ),
        (
            {"color": "steelblu"},
            r"color: 'steelblu' is not a CSS colour name - did you mean 'steelblue'\?",
        ),
    ],
)
def test_an_option_of_another_value_is_an_error_with_a_remedy(
    options: dict[str, Any], message: str
) -> None:
    for format in ("ics", "jcal"):
        with pytest.raises(OptionError, match=message):
            render(timeline(MEETING), format, IcsOptions(**options))
    with pytest.raises(OptionError, match=message):
        losses(timeline(MEETING), **options)


def test_what_a_calendar_cannot_show_is_told() -> None:
    start = at("2025-09-03T10:00", MEXICO).start
    entries = (
        leg("leg", "A leg with a clock time", at("2025-09-03T10:00", MEXICO)),
        event("tbd", "No date", readings=(reading((), verdict="unresolved", problem="TBD"),)),
        event("never", "At any time", Interval(None, None)),
        movement("No arrival", at("2025-10-25T23:00", "Europe/Lisbon"), None),
        event("onward", "Onward", Interval(date(2025, 9, 3), None)),
        event("from", "From ten", Interval(start, None, Grain.MINUTE)),
        event("until", "Until ten", Interval(None, start, Grain.MINUTE)),
        event("1822", "Before standard time", at("1822-05-24T10:00", QUITO)),
    )
    assert losses(timeline(*entries, *BACKGROUND), background="inline") == (
        "still open, so in no calendar: No date; At any time",
        "with one end still open, so shown at the other: No arrival",
        "open on one side, so shown on one day: Onward; Until ten",
        "open at the end, so shown for one minute: From ten",
        "with a clock time, but shown as days:"
        " A leg with a clock time; Until ten; Before standard time",
    )
    assert losses(timeline(*TRIP, *BACKGROUND), background="inline") == ()


@pytest.mark.parametrize(
    ("fields", "summary"),
    [
        ("depart: 3 May 2025, arrive: 2025-05-03 09:30", "F (arrive 09:30)"),
        ("depart: 2025-05-02 10:00, arrive: 3 May 2025", "F (depart 10:00)"),
        ("depart: 2 May 2025, arrive: from 9:30 to 10:00 on 3 May 2025", "F (arrive"),
        ("depart: 3 May 2025, arrive: 3 May 2025", "F"),
        ("depart: 3 May 2025", "F"),
    ],
)
def test_the_clock_time_of_one_end_stands_in_the_title_of_days(fields: str, summary: str) -> None:
    flight = f"{{kind: movement, title: F, id: f, from: Tokyo, to: Los Angeles, {fields}}}"
    timeline = resolve(loads(f"{{title: T, dates: 2-3 May 2025, events: [{flight}]}}"))
    (event,) = icalendar.Calendar.from_ical(render(timeline, "ics")).walk("VEVENT")
    assert not isinstance(event["DTSTART"].dt, datetime)
    assert str(event["SUMMARY"]).startswith(summary)
    told = "with a clock time, but shown as days: F"
    assert (told in list_losses(timeline, IcsOptions())) == ("(" in summary)


@pytest.mark.parametrize(
    ("fields", "summary"),
    [
        (
            "when: 2025-09-03 10:00, place: Nowhereville",
            "F (Wed 3 September 2025, 10:00; time zone unknown)",
        ),
        (
            "when: 2025-09-03 10:00-11:30",
            "F (Wed 3 September 2025, 10:00–11:30; time zone unknown)",
        ),
        (
            "kind: movement, from: Nowhereville, to: Quito, depart: 2025-09-03 10:00,"
            " arrive: 2025-09-03 12:00",
            "F (depart 10:00; arrive 12:00; time zone unknown)",
        ),
        (
            "kind: movement, from: Quito, to: Nowhereville, depart: 2025-09-03 10:00,"
            " arrive: 2025-09-03 12:00",
            "F (depart 10:00; arrive 12:00; time zone unknown)",
        ),
    ],
)
def test_a_clock_time_without_a_zone_is_said_in_the_title_of_days(
    fields: str, summary: str
) -> None:
    broken = resolve(loads(f"{{title: T, events: [{{title: F, {fields}}}]}}"))
    text = render(broken, "ics", partial=True)
    (event,) = icalendar.Calendar.from_ical(text).walk("VEVENT")
    assert event["DTSTART"].dt == date(2025, 9, 3)
    assert (str(event["SUMMARY"]), str(event["TRANSP"])) == (summary, "TRANSPARENT")
    assert "()" not in text
    assert list_losses(broken, IcsOptions()) == ("with a clock time, but shown as days: F",)


def test_seconds_are_not_lost() -> None:
    start = datetime(2025, 9, 3, 10, 0, 30, tzinfo=load_zone(MEXICO))
    for seconds, end in ((75, "20250903T100145"), (60, "20250903T100130")):
        interval = Interval(start, start + timedelta(seconds=seconds), Grain.SECOND)
        assert properties(event("x", "x", interval))[f"DTEND;TZID={MEXICO}"] == end


@pytest.mark.parametrize("seconds", [1, 15, 59])
def test_what_is_shorter_than_a_minute_takes_one(seconds: int) -> None:
    start = datetime(2025, 9, 3, 10, 0, 30, tzinfo=load_zone(MEXICO))
    interval = Interval(start, start + timedelta(seconds=seconds), Grain.SECOND)
    assert properties(event("x", "x", interval))[f"DTEND;TZID={MEXICO}"] == "20250903T100130"


def test_rule_26_a_cancelled_event_says_so_in_every_way() -> None:
    found = properties(event("x", "Meeting", at("2025-09-03T10:00", MEXICO), status="cancelled"))
    assert found["SUMMARY"] == "CANCELLED: Meeting"
    assert (found["STATUS"], found["TRANSP"], found["X-MICROSOFT-CDO-BUSYSTATUS"]) == (
        "CANCELLED",
        "TRANSPARENT",
        "FREE",
    )
    assert (
        properties(leg("x", "Quito", on("2025-09-03"), status="cancelled"))["SUMMARY"]
        == "CANCELLED: Quito"
    )


def test_rule_27_a_large_calendar_is_cautioned_against() -> None:
    many = (event(f"e{number}", "x", on("2025-09-03")) for number in range(1001))
    assert "1001 events" in list_cautions(calendar(timeline(*many)))[0]
    assert list_cautions(calendar(timeline(*TRIP))) == ()


def test_rule_28_before_standard_time_there_are_only_days() -> None:
    found = properties(event("x", "x", at("1822-05-24T10:00", QUITO)))
    assert found["DTSTART;VALUE=DATE"] == "18220524"
    assert "10:00" in found["DESCRIPTION"].replace("\\", "")
    assert (
        "1492"
        in list_cautions(
            calendar(timeline(background("x", "x", on("1492-10-12"))), background="only")
        )[0]
    )


def test_rule_30_commas_in_addresses_are_encoded() -> None:
    found = properties(
        event("x", "x", on("2025-09-03"), url="https://example.org/a,b;c?q=ñ&r=%20#d")
    )
    assert found["URL"] == "https://example.org/a%2Cb%3Bc?q=%C3%B1&r=%20#d"


def test_rule_31_no_comment_in_a_vtimezone() -> None:
    assert not any("COMMENT" in block for block in zones(*TRIP).values())


def _printed(*arguments: str, **environment: str) -> str:
    """What a Python of its own prints."""
    paths = {"PYTHONPATH": os.pathsep.join([str(HERE), str(HERE.parent)])}
    ran = subprocess.run(
        [sys.executable, *arguments],
        env=os.environ | paths | environment,
        check=True,
        capture_output=True,
    )
    return ran.stdout.decode()


@pytest.mark.slow
@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "1"},
        {"PYTHONHASHSEED": "2", "TZ": "Pacific/Apia"},
        {"LC_ALL": "tr_TR.UTF-8", "TZ": "America/Caracas"},
    ],
)
def test_rule_32_the_same_bytes_on_every_machine(environment: dict[str, str]) -> None:
    code = WRITE.format("TRIP")
    assert _printed("-c", code, **environment) == calendar(timeline(*TRIP))


def test_rule_32_zones_are_sorted() -> None:
    assert list(zones(*TRIP)) == sorted(zones(*TRIP))
    assert list(zones(*reversed(TRIP))) == sorted(zones(*TRIP))


def test_rule_34_the_leg_is_said_in_words() -> None:
    found = properties(plan=timeline(TRIP[1], TRIP[0]))
    assert "Part of: México\\, D.F.\\; año" in found["DESCRIPTION"]
    assert found["CATEGORIES"] == "meeting,México\\, D.F.\\; año"


def test_every_rule_on_a_single_export_has_a_test() -> None:
    """All but how a feed is served (29) and how a server is written to (33)."""
    names = re.findall(
        r"^def test_rules?_([0-9_a-z]+)", Path(__file__).read_text("utf-8"), re.MULTILINE
    )
    numbered = {
        int(number) for name in names for number in re.findall(r"(?:^|_and_)(\d\d)(?=_)", name)
    }
    assert numbered == {*range(1, 35)} - {29, 33}


# --- times that no rule names


def test_a_point_in_time_takes_its_minute_and_says_that_no_end_was_stated() -> None:
    entry = event("x", "x", at("2025-09-03T10:00", MEXICO))
    found = properties(entry)
    assert found[f"DTSTART;TZID={MEXICO}"] == "20250903T100000"
    assert found[f"DTEND;TZID={MEXICO}"] == "20250903T100100"
    assert description(entry) == ["When: Wed 3 September 2025, 10:00 (UTC−6); end not stated"]


def test_an_open_end_of_a_clock_time_is_as_a_point() -> None:
    entry = event("x", "x", Interval(at("2025-09-03T10:00", MEXICO).start, None, Grain.MINUTE))
    assert properties(entry)[f"DTEND;TZID={MEXICO}"] == "20250903T100100"
    assert description(entry) == ["When: from Wed 3 September 2025, 10:00; end not stated"]


@pytest.mark.parametrize(("interval", "day", "title"), [
    (Interval(date(2019, 4, 11), None), "20190411", "Asylum revoked (from 11 April 2019)"),
    (Interval(date(2019, 1, 1), None, Grain.YEAR), "20190101", "Asylum revoked (from 2019)"),
    (Interval(None, date(2020, 1, 1), Grain.YEAR), "20191231", "Asylum revoked (until 2019)"),
])  # fmt: skip
def test_an_open_side_of_days_leaves_a_marker_at_the_other(
    interval: Interval, day: str, title: str
) -> None:
    found = properties(background("x", "Asylum revoked", interval), background="only")
    assert (found["DTSTART;VALUE=DATE"], found["SUMMARY"]) == (day, title)


def test_a_movement_leaves_by_one_clock_and_arrives_by_another() -> None:
    found = properties(TRIP[5])
    assert (found[f"DTSTART;TZID={MEXICO}"], found[f"DTEND;TZID={QUITO}"]) == (
        "20250903T180500",
        "20250903T235000",
    )


def test_times_that_the_clocks_skip_or_repeat_are_written_in_utc() -> None:
    starts = {
        entry.id: properties(entry).get("DTSTART")
        for entry in TRIP
        if entry.id in ("gap", "fold-1", "fold-2")
    }
    assert starts == {
        "gap": "20250330T013000Z",
        "fold-1": "20251026T003000Z",
        "fold-2": "20251026T013000Z",
    }


def test_a_bare_offset_is_written_in_utc() -> None:
    start = datetime.fromisoformat("2025-09-03T10:00-06:00")
    found = properties(event("x", "x", Interval(start, start + timedelta(hours=1), Grain.MINUTE)))
    assert found["DTSTART"] == "20250903T160000Z"


@pytest.mark.parametrize("key", ["UTC", "Etc/UTC", "Zulu"])
def test_utc_by_any_name_has_no_vtimezone(key: str) -> None:
    assert properties(event("x", "x", at("2025-09-03T10:00", key)))["DTSTART"] == "20250903T100000Z"
    assert zones(event("x", "x", at("2025-09-03T10:00", key))) == {}


@pytest.mark.parametrize("text", ["0002-01-01T00:30", "9998-12-31T23:59"])
def test_the_ends_of_the_calendar_are_no_error(text: str) -> None:
    assert calendar(timeline(event("x", "x", at(text, "Asia/Tokyo")))).count("BEGIN:VEVENT") == 1


@pytest.mark.parametrize(
    ("text", "key"), [("0001-01-01T00:30", "Etc/GMT-9"), ("9999-12-31T22:30", "Etc/GMT+9")]
)
def test_times_that_utc_cannot_hold_are_days(text: str, key: str) -> None:
    journey = movement("x", at(text, key), at(text, key, 30))
    assert properties(journey)["DTSTART;VALUE=DATE"] == text[:10].replace("-", "")


def test_open_entries_and_the_trip_itself_are_left_out() -> None:
    document = Document.model_validate({"title": "A trip"})
    trip = Entry(
        "trip",
        derive_uid("trip", "trip"),
        "trip",
        "A trip",
        "trip",
        document,
        (Dating("dates", (reading(on("2025-09-03")),)),),
    )
    open_event = event("x", "TBD", readings=(reading((), verdict="unresolved", problem="TBD"),))
    assert calendar(timeline(trip, open_event)) == ""
    assert calendar(timeline(trip, open_event, MEETING)).count("BEGIN:VEVENT") == 1
    assert calendar(timeline(MEETING), background="only") == ""
    assert calendar(timeline(event("x", "At any time", Interval(None, None)))) == ""


def test_without_any_stamp_the_bytes_still_come_from_no_clock() -> None:
    assert properties(plan=timeline(MEETING, stamp=None))["DTSTAMP"] == "19700101T000000Z"


# --- places


@pytest.mark.parametrize(
    ("latitude", "longitude", "written"),
    [
        (19.432608, -99.133209, "19.432608;-99.133209"),
        (0.00004, -78.4558, "0.0;-78.4558"),
        (-0.22, 0, "-0.22;0.0"),
        (float("nan"), 1, None),
        (1, float("inf"), None),
        (None, None, None),
        (None, 1, None),
    ],
)
def test_coordinates_are_finite_numbers_without_exponents(
    latitude: float, longitude: float, written: str | None
) -> None:
    place = Place("Mitad del Mundo", QUITO, "EC", latitude, longitude)
    assert properties(event("x", "x", on("2025-09-03"), place=place)).get("GEO") == written


def test_a_time_zone_alone_is_no_location() -> None:
    assert "LOCATION" not in calendar(
        timeline(event("x", "x", MEETING.intervals[0], place=Place("", MEXICO)))
    )


def test_the_location_is_name_and_address() -> None:
    assert (
        properties(MEETING)["LOCATION"] == "Palacio Nacional\\, Plaza de la Constitución\\, Centro"
    )
    assert "LOCATION" not in properties(event("x", "x", on("2025-09-03"), place=None))


# --- the description


SOURCES = {
    "gli": {"publisher": "Global Leaders Insights", "title": "x", "published": "2025-08-29"},
    "ap": {"publisher": "AP", "title": "x", "published": "late August"},
}


def test_the_description_names_people_matters_and_the_sources_words() -> None:
    readings = (
        reading(on("2025-09-02", "2025-09-03"), "on Tuesday and Wednesday", "gli"),
        reading(
            on("2025-09-03", "2025-09-04"),
            "Wednesday and Thursday",
            "ap",
            verdict="contradiction",
            reason="the first is taken",
        ),
        reading(
            (),
            "soon",
            None,
            verdict="unresolved",
            problem="'soon' is vague",
            speaker="A spokesperson",
            note="on the phone",
        ),
        reading(on("2025-09-02"), "On Tuesday", "ap", verdict="refinement", reads="Tuesday onward"),
        reading(on("2025-09-02"), "Tuesday", None, verdict="same"),
    )
    entry = event(
        "x",
        "Meeting",
        readings=readings,
        leg="mexico",
        participants=[
            "Claudia Sheinbaum",
            {"name": "M. Ebrard", "role": "Minister", "side": "Mexico"},
        ],
        topics=["migration", "security"],
        press="pool spray at top",
        call_time="09:15",
        notes="Bring gifts.\n\nSmall ones.",
    )
    assert description(TRIP[0], entry, sources=SOURCES) == [
        "When: 2–3 September 2025",
        "Part of: México, D.F.; año",
        "Participants: Claudia Sheinbaum; M. Ebrard (Minister, Mexico)",
        "Topics: migration, security",
        "Press: pool spray at top",
        "Call time: 09:15",
        "Source: “on Tuesday and Wednesday” — Global Leaders Insights, 29 August 2025",
        "Contradiction: “Wednesday and Thursday” — AP, late August; 3–4 September 2025;"
        " the first is taken",
        "Unresolved: “soon” — A spokesperson; 'soon' is vague; on the phone",
        "Source: “On Tuesday”, read as “Tuesday onward” — AP, late August",
        "Source: “Tuesday”",
        "Bring gifts.",
        "",
        "Small ones.",
    ]


def test_the_description_of_a_movement_has_both_clocks_and_the_time_between_instants() -> None:
    ends = at("2025-03-29T22:00", WASHINGTON), at("2025-03-30T11:00", "Europe/Lisbon")
    assert description(movement("x", *ends, number="TP 234", carrier="TAP", booking="ABC")) == [
        "Departs London: Sat 29 March 2025, 22:00 (UTC−4)",
        "Arrives Lisbon: Sun 30 March 2025, 11:00 (UTC+1)",
        "Takes: 8 h; clocks +5 h",
        "Number: TP 234",
        "Carrier: TAP",
        "Booking: ABC",
    ]


def test_a_night_when_the_clocks_change_counts_by_the_instant() -> None:
    train = movement(
        "x", at("2025-10-25T23:00", "Europe/Lisbon"), at("2025-10-26T06:00", "Europe/Lisbon")
    )
    assert "Takes: 8 h; clocks −1 h" in description(train)


def test_a_movement_whose_arrival_is_open_says_so() -> None:
    assert description(movement("x", at("2025-10-25T23:00", "Europe/Lisbon"), None))[:2] == [
        "Departs London: Sat 25 October 2025, 23:00 (UTC+1)",
        "Arrives Lisbon: time not stated",
    ]


TRAVEL = """
title: Round the world
events:
  - {title: Hotel, kind: stay, place: Quito, check_in: 2025-09-03 15:00,
     check_out: 2025-09-05 11:00, booking: ABC}
  - {title: Inn, kind: stay, place: Quito, check_in: 2025-09-05}
  - {title: Night train, kind: movement, from: Lisbon, to: Madrid, depart: 2025-09-06 21:25,
     arrive: 08:40, number: "332"}
  - {title: Flight, kind: movement, from: Tokyo, to: "San Francisco, California",
     depart: 2025-09-08 17:00, arrive: 10:15, carrier: ANA}
  - {title: Over the date line, kind: movement, from: Honolulu, to: Auckland,
     depart: 2025-09-08 23:55, arrive: 2025-09-10 06:45}
  - {title: Car, kind: movement, from: Quito, to: Guayaquil, depart: 2025-09-11 09:00,
     arrive: 2025-09-11 16:30, booking: 7F}
"""


@pytest.mark.parametrize(
    ("title", "start", "end", "lines"),
    [
        (
            "Hotel",
            "2025-09-03T20:00Z",
            "2025-09-05T16:00Z",
            [
                "Check in: Wed 3 September 2025, 15:00 (UTC−5)",
                "Check out: Fri 5 September 2025, 11:00 (UTC−5)",
                "Nights: 2",
                "Booking: ABC",
            ],
        ),
        (
            "Night train",
            "2025-09-06T20:25Z",
            "2025-09-07T06:40Z",
            [
                "Departs Lisbon: Sat 6 September 2025, 21:25 (UTC+1)",
                "Arrives Madrid: Sun 7 September 2025, 08:40 (UTC+2)",
                "Takes: 10 h 15 min; clocks +1 h",
                "Number: 332",
            ],
        ),
        (
            "Flight",
            "2025-09-08T08:00Z",
            "2025-09-08T17:15Z",
            [
                "Departs Tokyo: Mon 8 September 2025, 17:00 (UTC+9)",
                "Arrives San Francisco, California: Mon 8 September 2025, 10:15 (UTC−7)",
                "Takes: 9 h 15 min; clocks −16 h",
                "Carrier: ANA",
            ],
        ),
        (
            "Over the date line",
            "2025-09-09T09:55Z",
            "2025-09-09T18:45Z",
            [
                "Departs Honolulu: Mon 8 September 2025, 23:55 (UTC−10)",
                "Arrives Auckland: Wed 10 September 2025, 06:45 (UTC+12)",
                "Takes: 8 h 50 min; clocks +22 h",
            ],
        ),
        (
            "Car",
            "2025-09-11T14:00Z",
            "2025-09-11T21:30Z",
            [
                "Departs Quito: Thu 11 September 2025, 09:00 (UTC−5)",
                "Arrives Guayaquil: Thu 11 September 2025, 16:30 (UTC−5)",
                "Takes: 7 h 30 min",
                "Booking: 7F",
            ],
        ),
    ],
)
def test_travel_is_one_event_with_the_clocks_of_both_ends(
    title: str, start: str, end: str, lines: list[str]
) -> None:
    whole = icalendar.Calendar.from_ical(calendar(resolve(loads(TRAVEL))))
    (found,) = [event for event in whole.events if event["SUMMARY"] == title]
    assert [found.start, found.end] == [datetime.fromisoformat(each) for each in (start, end)]
    assert str(found["DESCRIPTION"]).splitlines() == lines


def test_a_stay_whose_end_is_open_says_so() -> None:
    whole = icalendar.Calendar.from_ical(calendar(resolve(loads(TRAVEL))))
    (inn,) = [event for event in whole.events if event["SUMMARY"] == "Inn"]
    assert str(inn["DESCRIPTION"]).splitlines() == [
        "Check in: 5 September 2025",
        "Check out: time not stated",
    ]


def test_a_leg_tells_where_the_nights_are_spent() -> None:
    assert description(leg("x", "Quito", on("2025-09-03"), stay="Hotel Colón")) == [
        "When: 3 September 2025",
        "Nights: Hotel Colón",
    ]


# --- hostile and odd text

ODD = [
    "C:\\New folder",
    "ends with \\",
    "\\n typed",
    "\\\\N",
    "\\, \\;",
    'a;b,c:d"e',
    "BEGIN:VALARM",
    "x\nATTENDEE:mailto:a@b.c\ny",
    "tab\there",
    "\ufeffmark",
    "😀" * 60,
    "\\" * 200,
    ";" * 200,
    "^n ^^ ^'",
]
HOSTILE = [
    event(f"odd-{number}", text, on("2025-09-03"), notes=text, place=Place(text, QUITO))
    for number, text in enumerate(ODD)
]


@pytest.mark.parametrize("text", ODD)
def test_text_comes_back_as_it_went(text: str, ical_js: Any) -> None:
    entry = event(
        "x", text, on("2025-09-03"), notes=text, categories=[text], place=Place(text, QUITO)
    )
    written = calendar(timeline(entry))
    assert re.findall(r"^(?:BEGIN|ATTENDEE).*", written, re.MULTILINE) == [
        "BEGIN:VCALENDAR\r",
        "BEGIN:VEVENT\r",
    ]
    for read in (seen_by_icalendar, ical_js):
        (found,) = read(written)
        assert found["summary"] == found["location"] == text
        assert found["description"] == f"When: 3 September 2025\n{text}"
    assert icalendar.Calendar.from_ical(written).events[0]["CATEGORIES"].cats == ["meeting", text]


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_is_one_event_of_safe_lines(text: str) -> None:
    place = Place(text, QUITO)
    entry = Entry("x", text or "x", "event", text, "meeting", DAY.item, DAY.datings, place)
    written = calendar(timeline(entry))
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]", written)
    assert all(
        line.endswith("\r\n") and len(line.encode()) <= 77
        for line in written.splitlines(keepends=True)
    )
    (found,) = seen_by_icalendar(written)
    normal = re.sub("\r\n|[\r\u2028\u2029]", "\n", text)
    assert found["summary"] == re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]", "", normal)


@pytest.mark.slow
def test_hostile_text_is_as_harmless_when_asserts_are_off() -> None:
    code = WRITE.format("HOSTILE")
    assert _printed("-O", "-c", code) == calendar(timeline(*HOSTILE))


@given(
    st.text(st.characters(codec="utf-8", exclude_characters="\n"), max_size=300)
    | st.text("\\^é😀a", min_size=60, max_size=200)
)
def test_lines_are_folded_where_icalendar_folds_them(text: str) -> None:
    assert fold_line(text.encode()) == icalendar.parser.Contentline(text).to_ical()


def test_the_writer_writes_what_icalendars_own_would() -> None:
    text = calendar(timeline(*TRIP, title="A, b", color="red"), alarm="own")
    assert icalendar.Calendar.from_ical(text).to_ical(sorted=False).decode() == text


TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc"], include_characters="\n"),
    min_size=1,
    max_size=120,
).filter(str.strip)


@given(st.tuples(TEXTS, TEXTS, TEXTS, TEXTS), st.sampled_from(["", "own", "30m"]), st.booleans())
def test_whatever_the_texts_the_bytes_are_those_of_icalendars_writer(
    texts: tuple[str, ...], alarm: str, utc: bool
) -> None:
    """The same values, written by icalendar's `to_ical` instead."""
    title, notes, category, name = texts
    entry = event(
        "x",
        title,
        MEETING.intervals[0],
        place=Place(category, QUITO),
        notes=notes,
        categories=[category],
        alarm="1h",
    )
    whole = timeline(entry, DAY, BACKGROUND[0], title=name)
    options = {"alarm": alarm, "utc": utc, "background": "inline", "name": category}
    assert ics.build_calendar(whole, IcsOptions(**options)).to_ical(
        sorted=False
    ).decode() == calendar(whole, **options)


def test_pieces_are_the_same_calendar() -> None:
    assert "".join(ics.stream_calendar(timeline(*TRIP), IcsOptions())) == calendar(timeline(*TRIP))


# --- jCal


def _as_jcal_reads(line: str) -> str:
    """A line as it is after jCal, which writes types where the name has none of its own."""
    line = re.sub(r";VALUE=URI(?=[;:])", "", line, count=1)
    found = re.fullmatch(r"([A-Z-]+)(?:;VALUE=(?:TEXT|DURATION))?([;:].*)", line)
    assert found
    name, value = found.groups()
    return name + value


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"utc": True},
        {"background": "inline", "imprecise": "marker"},
        {"alarm": "30m", "name": "A; b, c", "color": "red"},
    ],
)
def test_jcal_is_the_same_calendar(options: dict[str, Any]) -> None:
    whole = timeline(*TRIP, EARLY, *BACKGROUND)
    chosen = IcsOptions(**options)
    text, tree = render(whole, "ics", chosen), json.loads(render(whole, "jcal", chosen))
    found = icalendar.Calendar.from_jcal(tree)
    ours, theirs = (
        each.replace("\r\n ", "").splitlines()
        for each in (found.to_ical(sorted=False).decode(), text)
    )
    assert list(map(_as_jcal_reads, ours)) == list(map(_as_jcal_reads, theirs))
    for one, other in zip(found.events, icalendar.Calendar.from_ical(text).events, strict=True):
        assert _seen(one) == _seen(other)
        assert one["CATEGORIES"].cats == other["CATEGORIES"].cats
        assert [each["TRIGGER"].dt for each in one.walk("VALARM")] == [
            each["TRIGGER"].dt for each in other.walk("VALARM")
        ]


def test_jcal_keeps_every_text_letter_for_letter() -> None:
    events = json.loads(render(timeline(*HOSTILE), "jcal"))[2]
    facts = [{name: value for name, _, _, value, *_ in each[1]} for each in events]
    assert [each["summary"] for each in facts] == [each["location"] for each in facts] == ODD


def test_jcal_has_types_and_plain_text_by_rfc_7265() -> None:
    name, head, parts = json.loads(render(timeline(MEETING, DAY, title="A, b; c"), "jcal"))
    assert name == "vcalendar"
    assert ["name", {}, "text", "A, b; c"] in head
    assert ["refresh-interval", {}, "duration", "PT12H"] in head
    (block, meeting, day) = parts
    assert block[0] == "vtimezone"
    assert ["dtstart", {"tzid": MEXICO}, "date-time", "2025-09-03T10:00:00"] in meeting[1]
    assert ["dtstart", {}, "date", "2025-09-03"] in day[1]
    assert ["geo", {}, "float", [19.432608, -99.133209]] in day[1]


def test_jcal_of_no_event_is_empty() -> None:
    assert render(timeline(MEETING), "jcal", IcsOptions(background="only")) == ""


# --- formats


def test_formats_are_a_table() -> None:
    assert all(name == each.name for name, each in FORMATS.items())
    assert len({each.suffix for each in FORMATS.values()}) == len(FORMATS)
    assert [name for name in FORMATS if name not in formats()] == ["pdf"]
    for each in FORMATS.values():
        assert each.options() == each.options()


def test_a_format_takes_its_own_options_only() -> None:
    with pytest.raises(OptionError, match="ics takes IcsOptions, not MarkdownOptions"):
        render(timeline(MEETING), "ics", MarkdownOptions())
    with pytest.raises(OptionError, match=r"unknown option 'alrm' - did you mean 'alarm'\?"):
        IcsOptions(alrm="30m")
    with pytest.raises(OptionError, match="unknown option 'lang' - this format has no options"):
        FORMATS["json"].options(lang="en")


def test_options_are_values() -> None:
    options = IcsOptions(alarm="30m", color="Red")
    assert options == IcsOptions(alarm="30m", color="red")
    assert copy.deepcopy(options) == options
    assert pickle.loads(pickle.dumps(options)) == options  # noqa: S301 - our own
    with pytest.raises(dataclasses.FrozenInstanceError):
        options.alarm = "1h"


def test_options_as_keywords_are_deprecated() -> None:
    with pytest.warns(DeprecationWarning, match=r"pass IcsOptions\(utc=…, alarm=…\)") as caught:
        text = render(timeline(MEETING), "ics", utc=True, alarm="30m")
    assert caught[0].filename == __file__
    assert text == calendar(timeline(MEETING), utc=True, alarm="30m")
    with pytest.raises(OptionError, match="unknown option 'alrm' - did you mean 'alarm'"):
        render(timeline(MEETING), "ics", alrm="30m")
    with pytest.raises(TypeError, match="both as an object and as utc=…"):
        render(timeline(MEETING), "ics", IcsOptions(), utc=True)


def test_a_pdf_is_no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("itinerary.export.pdf.render", lambda plan, options: b"%PDF")
    with pytest.raises(OptionError, match="pdf is no text"):
        render(timeline(MEETING), "pdf")
    assert render_bytes(timeline(MEETING), "pdf") == b"%PDF"
    assert render_bytes(timeline(MEETING), "ics") == calendar(timeline(MEETING)).encode()


def test_an_unknown_format_is_an_error_with_a_hint() -> None:
    with pytest.raises(ItineraryError, match=r"unknown format 'icss' - did you mean 'ics'\?"):
        render(timeline(MEETING), "icss")


def test_formats_are_not_imported_before_they_are_used() -> None:
    code = "import sys, itinerary.export as e; e.formats(); sys.exit('icalendar' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], cwd=HERE.parent, check=True)


ZONES = st.sampled_from((Path(tzdata.__file__).parent / "zones").read_text().split())
TIMES = st.datetimes(datetime(1800, 1, 1), datetime(2100, 1, 1)).map(
    lambda each: each.replace(second=0, microsecond=0)
)
TIMED = st.builds(
    lambda time, key, length, fold: at(time.isoformat(), key, length, fold),
    TIMES,
    ZONES,
    st.integers(1, 3000),
    st.integers(0, 1),
)
DAYS_ON = st.builds(
    lambda first, length: on(first.isoformat(), (first + timedelta(days=length)).isoformat()),
    st.dates(date(1601, 1, 1), date(2400, 1, 1)),
    st.integers(0, 500),
)


@given(st.lists(TIMED | DAYS_ON, min_size=1, max_size=4))
def test_any_dates_read_back_as_the_same_instants_and_days(intervals: list[Interval]) -> None:
    text = calendar(
        timeline(*(event(f"e{number}", "E", each) for number, each in enumerate(intervals)))
    )
    for found, wanted in zip(icalendar.Calendar.from_ical(text).events, intervals, strict=True):
        start = found["DTSTART"].dt
        if wanted.is_timed and isinstance(start, datetime):
            assert isinstance(wanted.start, datetime)
            assert start.astimezone(UTC) == wanted.start.astimezone(UTC)
            assert found["DTEND"].dt.astimezone(UTC) == max(wanted.end, wanted.start).astimezone(
                UTC
            )  # type: ignore[union-attr,type-var]  # timed
        else:  # a day, or a clock time of local mean time, which no calendar can hold
            assert wanted.last
            assert (start, found["DTEND"].dt) == (wanted.first, wanted.last + timedelta(days=1))
            assert (
                not wanted.is_timed
                or wanted.start.utcoffset().seconds % 60
                or wanted.start.year < 1980
            )  # type: ignore[union-attr]  # timed
