"""Dates of long ago, in doubt, or of one time within a stretch: what each format tells of them."""

from __future__ import annotations

import json
from typing import Any

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tables import Table
from test_edtf import stretches_of_days

from itinerary import DocumentError, Interval, Timeline, dumps, loads, render, resolve
from itinerary.calendars.verifying import verify
from itinerary.document import Claim
from itinerary.export import HtmlOptions, IcsOptions, MarkdownOptions
from itinerary.export.ics.losses import list_losses

# By the id of an entry: its date by EDTF, and that in words.
DATES = {
    "senate": ("-0508/-0026", "509–27 BC"),
    "poet": ("-0069-05-15", "15 May 70 BC"),
    "aqueduct": ("[-0018..0020]", "between 19 BC and AD 20"),
    "age": ("-04XX", "5th century BC"),
    "arena": ("0080", "AD 80"),
    "mill": ("1787?", "1787?"),
    "bell": ("1787~", "about 1787"),
    "quay": ("[1810..1825]", "between 1810 and 1825"),
    "gate": ("[..1849]", "before 1850"),
    "strike": ("1919-21", "spring 1919"),
    "vote": ("1919-05-04?", "4 May 1919?"),
}
CALENDAR = IcsOptions(background="only")


@pytest.fixture(scope="module")
def timeline() -> Timeline:
    background = [
        {"id": id, "title": id.title(), "when": {"edtf": edtf}} for id, (edtf, _) in DATES.items()
    ]
    document = {"id": "t", "title": "T", "as_of": "2026-11-01", "background": background}
    found = resolve(loads(json.dumps(document), "json"))
    found.raise_for_errors()
    return found


def test_a_date_by_edtf_is_taken_as_it_stands(timeline: Timeline, table: Table) -> None:
    for id, (edtf, _) in DATES.items():
        with table.row(edtf):
            entry = timeline[id]
            assert entry.interval is not None
            assert entry.interval.edtf == edtf
            assert entry.datings[0].readings[0].claim.words == edtf


def test_entries_before_the_year_1_come_first(timeline: Timeline) -> None:
    assert [each.id for each in timeline.entries[1:6]] == [
        "senate", "age", "poet", "aqueduct", "gate",
    ]  # fmt: skip


def test_each_format_says_it(timeline: Timeline, table: Table) -> None:
    texts = {
        "markdown": render(timeline, "markdown", MarkdownOptions(style="timeline")),
        "html": render(timeline, "html", HtmlOptions()),
    }
    data: dict[str, Any] = json.loads(render(timeline, "json"))
    by_id = {each["id"]: each for each in data["entries"]}
    rows = {each["id"]: each for each in timeline.to_records()}
    for id, (edtf, words) in DATES.items():
        with table.row(edtf):
            assert f"{words}: {id.title()}" in texts["markdown"]
            assert words in texts["html"]
            (interval,) = by_id[id]["intervals"]
            assert interval["edtf"] == rows[id]["edtf"] == edtf
            for name, mark in (("about", "~"), ("uncertain", "?"), ("within", "[")):
                assert interval[name] == rows[id][name] == (mark in edtf)
    assert by_id["poet"]["intervals"][0]["start"] == "-0069-05-15"
    assert (rows["poet"]["start"], rows["poet"]["open_start"]) == (None, False)


def test_a_calendar_says_what_its_days_do_not(timeline: Timeline, table: Table) -> None:
    found = icalendar.Calendar.from_ical(render(timeline, "ics", CALENDAR))
    told = {
        str(each["SUMMARY"]): (each.start.isoformat(), each["DESCRIPTION"]) for each in found.events
    }
    for title, start, words in (
        ("Arena", "0080-01-01", "AD 80"),
        ("Mill (1787?)", "1787-01-01", "1787?"),
        ("Bell (about 1787)", "1787-01-01", "about 1787"),
        ("Quay (between 1810 and 1825)", "1810-01-01", "between 1810 and 1825"),
        ("Gate (before 1850)", "1849-12-31", "before 1850"),
        ("Strike", "1919-03-01", "spring 1919"),
        ("Vote (4 May 1919?)", "1919-05-04", "4 May 1919?"),
    ):
        with table.row(title):
            begin, description = told.pop(title)
            assert begin == start
            assert f"When: {words}" in description
    assert not told


def test_what_no_calendar_can_hold_is_left_out_by_name(timeline: Timeline) -> None:
    left_out = "before the year 1, so in no calendar: Senate; Age; Poet; Aqueduct"
    assert left_out in list_losses(timeline, CALENDAR)
    assert verify(render(timeline, "ics", CALENDAR), timeline).differences == ()


@given(st.lists(stretches_of_days(), min_size=1, max_size=4))
def test_every_format_takes_every_date(intervals: list[Interval]) -> None:
    dates = [each.edtf for each in intervals]
    background = [{"title": "A", "place": "Rome, Italy", "when": {"edtf": each}} for each in dates]
    timeline = resolve(loads(json.dumps({"title": "T", "background": background}), "json"))
    found = [each.interval for each in timeline.select_entries("background") if each.interval]
    assert sorted(each.edtf for each in found) == sorted(dates)
    for format in ("markdown", "html", "json"):
        assert render(timeline, format)
    assert verify(render(timeline, "ics", CALENDAR), timeline).differences == ()
    assert len(timeline.to_records("Europe/Rome")) == len(intervals) + 1


def test_a_trip_has_no_date_before_the_year_1() -> None:
    text = """
title: Tour
place: Rome, Italy
events: [{title: Speech, when: {edtf: "-0062-11-08"}}]
"""
    with pytest.raises(DocumentError, match="before the year 1, where only background can be"):
        render(resolve(loads(text)), "markdown")


def test_one_time_within_is_no_change_to_the_calendar_of_a_trip(table: Table) -> None:
    for within, throughout in (
        ("[2025-09-03..2025-09-05]", "2025-09-03/2025-09-05"),
        ("[..2025-09-05]", "../2025-09-05"),
    ):
        with table.row(within):
            calendars = [
                render(
                    resolve(
                        loads(
                            json.dumps(
                                {
                                    "id": "t",
                                    "title": "T",
                                    "place": "Lisbon",
                                    "events": [{"id": "e", "title": "E", "when": {"edtf": edtf}}],
                                }
                            ),
                            "json",
                        )
                    ),
                    "ics",
                )
                for edtf in (within, throughout)
            ]
            assert calendars[0].replace(within, throughout) == calendars[1]


def test_words_may_stand_beside_a_date_by_edtf() -> None:
    text = """\
title: T
background:
- title: Wall
  when:
    says: in the days of the old queen
    edtf: '[1559..1603]'
- title: Well
  when:
    edtf: 1601?
"""
    document = loads(text)
    assert dumps(document) == text
    assert loads(dumps(document)) == document
    wall, well = (each.when[0] for each in document.background)
    assert (wall.words, wall.editor_reading) == ("[1559..1603]", "[1559..1603]")
    assert (well.says, well.editor_reading) == ("1601?", "")
    assert Claim(edtf="1601?") == well
    shown = render(resolve(document), "markdown")
    assert "between 1559 and 1603: Wall" in shown


def test_a_date_by_edtf_needs_no_date_to_count_from_and_has_a_clock() -> None:
    text = """
title: T
place: Quito
events: [{title: E, when: {edtf: "2025-09-03T10:00:00"}}]
"""
    timeline = resolve(loads(text))
    assert timeline.diagnostics == ()
    (event,) = timeline.select_entries("event")
    assert event.interval is not None
    assert event.interval.edtf == "2025-09-03T10:00:00-05:00"


def test_doubt_is_seen_in_a_trip_too() -> None:
    text = """
title: T
id: t
place: Quito
events:
- {id: e, title: Lunch, when: {edtf: "2025-09-03T13:00:00?"}}
- {id: f, title: Walk, when: {edtf: "2025-09-04?"}}
"""
    timeline = resolve(loads(text))
    markdown = render(timeline, "markdown")
    assert "13:00?" in markdown
    assert "Walk (4 September 2025?)" in markdown
    assert "Dates: Wed 3 – Thu 4 Sep 2025" in markdown
    found = icalendar.Calendar.from_ical(render(timeline, "ics"))
    titles = [str(each["SUMMARY"]) for each in found.events]
    assert titles == ["Lunch (13:00?)", "Walk (4 September 2025?)"]
    assert [str(each["TRANSP"]) for each in found.events] == ["TRANSPARENT", "TRANSPARENT"]


def test_of_claims_that_agree_one_without_doubt_is_taken() -> None:
    text = """
title: T
background: [{id: a, title: A, when: [{edtf: 1850?}, {edtf: "1850"}]}]
"""
    (entry,) = resolve(loads(text)).select_entries("background")
    assert entry.interval is not None
    assert entry.interval.edtf == "1850"
