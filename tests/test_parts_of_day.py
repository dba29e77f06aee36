"""Parts of the day stay parts of the day, on paper and in calendars; and call times their day."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from tables import Table

from itinerary import DocumentError, loads, render, resolve, resolve_phrase
from itinerary.dates.wording import format_interval
from itinerary.export import IcsOptions, MarkdownOptions

TEXT = """
title: T
legs:
  - place: Prague
    when: 1 to 5 June 2026
    events:
      - {title: Walk, when: %s, call_time: %s}
"""


def export(words: str, format: str, call_time: str = "early", **options: Any) -> str:
    kinds: dict[str, Any] = {"ics": IcsOptions, "markdown": MarkdownOptions}
    timeline = resolve(loads(TEXT % (words, call_time)))
    return render(timeline, format, kinds[format](**options)).replace("\r\n ", "")


PARTS = {
    "Wednesday afternoon": "afternoon",
    "Wednesday lunchtime": "lunchtime",
    "at dawn on Wednesday": "dawn",
    "Wednesday during the daytime": "daytime",
    "early Wednesday afternoon": "early afternoon",
    "late Wednesday morning": "late morning",
    "mid-morning on Wednesday": "mid-morning",
    "Wednesday night": "night",
}


def test_a_part_of_the_day_is_marked_and_keeps_nobody_busy(table: Table):
    for words, part in PARTS.items():
        with table.row(words):
            calendar = export(words, "ics")
            assert f"SUMMARY:Walk ({part})" in calendar
            assert calendar.count("TRANSP:TRANSPARENT") == 2  # the leg is free, too
            assert "BUSYSTATUS:BUSY" not in calendar
            (row,) = [each for each in export(words, "markdown").splitlines() if "| Walk" in each]
            assert row.startswith(f"| {part} |")
            assert not any(char.isdigit() for char in row)


def test_an_exact_time_is_busy_and_unmarked():
    calendar = export("Wednesday 14:00-15:00", "ics")
    assert "SUMMARY:Walk\r\n" in calendar
    assert "TRANSP:OPAQUE" in calendar


SPANISH = {
    "Wednesday lunchtime": "a la hora del almuerzo",
    "early Wednesday afternoon": "por la tarde, a primera hora",
}


def test_a_part_is_named_in_the_language_of_the_calendar(table: Table):
    for words, part in SPANISH.items():
        with table.row(words):
            escaped = part.replace(",", "\\,")
            assert f":Walk ({escaped})" in export(words, "ics", lang="es")
            assert f"| {part} | Walk" in export(words, "markdown", lang="es")


def test_parts_of_two_days_stand_on_both():
    page = export("from Wednesday morning to Thursday evening", "markdown")
    assert page.count("| morning – evening | Walk") == 2


WORDS = {
    "early Thursday afternoon": "Thu 4 June 2026, early afternoon",
    "late Thursday": "Thu 4 June 2026, about 16:00–24:00",
    "by Thursday evening": "until Thu 4 June 2026, evening",
    "from Thursday morning to Friday evening": (
        "Thu 4 June 2026, morning – Fri 5 June 2026, evening"
    ),
}


def test_words_of_a_part_are_no_clock_times(table: Table):
    for words, text in WORDS.items():
        with table.row(words):
            (interval,) = resolve_phrase(words, reference=date(2026, 6, 2)).intervals
            assert format_interval(interval) == text


CALLS = {  # when the event is, its call time: what stands beside it
    ("Wednesday 00:30-02:00", "'23:00'"): "23:00 (Tue 2 Jun)",
    ("Wednesday 00:30-02:00", "11 pm"): "11 pm (Tue 2 Jun)",
    ("Wednesday 00:30-02:00", "11.45 p.m."): "11.45 p.m. (Tue 2 Jun)",
    ("Wednesday 00:30-02:00", "23h"): "23h (Tue 2 Jun)",
    ("Wednesday 00:30-02:00", "'00:15'"): "00:15",
    ("Wednesday 10:00", "9 am"): "9 am",
    ("Wednesday afternoon", "'14:30'"): "14:30",
    ("Wednesday 10:00", "after tea"): "after tea",
    ("Wednesday 10:00", "'25:00'"): "25:00",
}


def test_a_call_before_midnight_says_its_day(table: Table):
    for (words, call), text in CALLS.items():
        with table.row(f"{call} for {words}"):
            page = export(words, "markdown", call)
            assert f"Call time: {text}\n" in page
            assert f"Call time: {text}\r\n" in export(words, "ics", call)


def test_the_call_of_a_day_sheet_is_on_the_evening_before():
    page = export("Wednesday 00:30-02:00", "markdown", "'23:00'", style="day-sheet")
    tuesday = page.partition("## Tue")[2].partition("## ")[0]
    assert "| **23:00** | Call: Walk |" in tuesday
    assert "Call time: 23:00 (Tue 2 Jun)" in page


LATER = {
    "later on Tuesday": ("2026-06-02", "day"),
    "later Tuesday": ("2026-06-02", "day"),
    "the rest of 2 June": ("2026-06-02", "day"),
    "later today": ("2026-06-01T10:00:00/2026-06-02T00:00:00", "part of day"),
    "earlier today": ("2026-06-01T00:00:00/2026-06-01T10:00:00", "part of day"),
}


def test_later_on_a_day_names_no_hour(table: Table):
    for words, (edtf, grain) in LATER.items():
        with table.row(words):
            found = resolve_phrase(words, reference=datetime(2026, 6, 1, 10)).intervals
            assert [(each.edtf, str(each.grain)) for each in found] == [(edtf, grain)]
    calendar = export("later on Wednesday", "ics")
    assert "DTSTART;VALUE=DATE:20260603" in calendar
    assert "OPAQUE" not in calendar


BACKGROUND = """
title: T
%s
as_of: 2026-06-01
background: [{title: The dam breaks, %s when: 29 October 2024 at 18:30}]
"""


def test_background_may_have_a_clock_time(table: Table):
    for head, place, start in [
        ("", "place: Manila,", "2024-10-29T18:30:00+08:00"),
        ("", "place: {name: Hut, timezone: Asia/Kathmandu},", "2024-10-29T18:30:00+05:45"),
        ("timezone: Asia/Tokyo", "", "2024-10-29T18:30:00+09:00"),
        ("place: Lisbon", "place: Hut,", "2024-10-29T18:30:00+00:00"),
    ]:
        with table.row(head, place):
            timeline = resolve(loads(BACKGROUND % (head, place)))
            assert timeline.diagnostics == ()
            interval = timeline.select_entries("background")[0].interval
            assert interval is not None
            assert isinstance(interval.start, datetime)
            assert interval.start.isoformat() == start
            assert "29 October 2024, 18:30" in render(timeline, "markdown")
            options = IcsOptions(background="only")
            assert "20241029" in render(timeline, "ics", options)
    nowhere = resolve(loads(BACKGROUND % ("", "")))
    assert [each.code for each in nowhere.diagnostics] == ["no-zone"]


def test_a_time_that_names_its_own_offset_keeps_it(table: Table):
    call = "events: [{title: Call, when: 2026-05-05T10:00-03:00}]"
    panel = "events: [{title: Panel, timezone: America/Denver, when: 2026-05-05 14:00}]"
    abroad = f"place: Tbilisi\n{panel}"
    moon = "background: [{title: Moon, when: 1969-07-20T20:17Z}]"
    for styles, text, expected in [
        (("briefing", "day-sheet", "card"), call, "10:00 (UTC−3)"),
        (("timeline",), call, "Tue 5 May 2026, 10:00 (UTC−3): Call"),
        (("briefing", "card"), abroad, "14:00 (UTC−6)"),
        (("timeline",), abroad, "Tue 5 May 2026, 14:00 (UTC−6): Panel"),
        (("briefing",), f"timezone: America/Denver\n{panel}", "| 14:00 | Panel |"),
        (("timeline",), moon, "Sun 20 Jul 1969, 20:17 (UTC): Moon"),
        (("briefing",), moon, "Sun 20 July 1969, 20:17 (UTC): Moon"),
    ]:
        for style in styles:
            with table.row(f"{style}, {expected}"):
                page = render(
                    resolve(loads(f"title: T\n{text}")), "markdown", MarkdownOptions(style=style)
                )
                assert expected in page


NIGHTS = """
title: T
day_ends: "05:00"
place: Prague
dates: 4 to 6 June 2026
events:
  - {title: Ball, when: 4 June 21:00 - 5 June 03:00}
  - {title: Set, when: 5 June 00:30-02:00}
  - {title: Walk, when: 5 June 05:00-06:00}
  - {title: Early, when: 4 June 01:00}
"""


def test_small_hours_belong_to_the_evening_before_on_paper():
    timeline = resolve(loads(NIGHTS))
    page = render(timeline, "markdown")
    thursday, friday = (
        page.partition(f"## {day}")[2].partition("\n## ")[0] for day in ("Thu", "Fri")
    )
    assert "| 21:00 – 03:00 +1 | Ball |" in thursday
    assert "| 00:30 +1 – 02:00 +1 | Set |" in thursday
    assert "| 01:00 | Early |" in thursday  # the day before has no page
    assert "Ball" not in friday
    assert "Set" not in friday
    assert "| 05:00–06:00 | Walk |" in friday
    assert "DTSTART;TZID=Europe/Prague:20260605T003000" in render(timeline, "ics")
    without = render(resolve(loads(NIGHTS.replace('day_ends: "05:00"', ""))), "markdown")
    assert "| 00:30–02:00 | Set |" in without.partition("## Fri")[2]


def test_a_day_ends_before_noon():
    with pytest.raises(DocumentError, match="day_ends: '17:00' is not a time before noon"):
        loads(NIGHTS.replace("05:00", "17:00"))
