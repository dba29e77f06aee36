"""Dates at the far ends of the calendar, 0001, 3000 and 9999, and open sides: in every room."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import icalendar
import pytest
from rendering import render_partly
from tables import Table

from itinerary import Grain, Interval, PhraseError, Timeline, loads, resolve, resolve_phrase
from itinerary.calendars.verifying import verify
from itinerary.dates.arithmetic import (
    enclose_intervals,
    extend_interval,
    merge_intervals,
    widen_to_days,
)
from itinerary.dates.wording import format_interval, measure_elapsed_time
from itinerary.export import HtmlOptions, IcsOptions, MarkdownOptions

FIRST, LAST = date.min, date.max  # 0001-01-01 and 9999-12-31
NOON = datetime(3000, 1, 1, 12)
WORDED = [
    # the interval, its EDTF, and its words in English and Spanish
    (Interval(date(3000, 1, 1), date(3001, 1, 1), Grain.YEAR), "3000", "3000", "3000"),
    (Interval(date(3000, 1, 1), None, Grain.YEAR), "3000/..", "from 3000", "desde 3000"),
    (Interval(None, date(3001, 1, 1), Grain.YEAR), "../3000", "until 3000", "hasta 3000"),
    (
        Interval(date(3000, 1, 1), date(3010, 1, 1), Grain.DECADE),
        "300X",
        "the 3000s",
        "los años 3000",
    ),
    (
        Interval(date(3000, 1, 1), date(3100, 1, 1), Grain.CENTURY),
        "30XX",
        "31st century",
        "siglo XXXI",
    ),
    (
        Interval(date(9800, 1, 1), date(9900, 1, 1), Grain.CENTURY),
        "98XX",
        "99th century",
        "siglo XCIX",
    ),
    (Interval(FIRST, date(100, 1, 1), Grain.CENTURY), "00XX", "1st century", "siglo I"),
    (Interval(FIRST, date(10, 1, 1), Grain.DECADE), "000X", "AD 1 – AD 9", "1 d. C. – 9 d. C."),
    (Interval(FIRST, date(2, 1, 1), Grain.YEAR), "0001", "AD 1", "1 d. C."),
    (Interval(FIRST, date(1, 4, 1), Grain.QUARTER), "0001-33", "Q1 AD 1", "T1 de 1 d. C."),
    (Interval(FIRST, date(1, 2, 1), Grain.MONTH), "0001-01", "January AD 1", "enero de 1 d. C."),
    (Interval(FIRST, date(1, 1, 2)), "0001-01-01", "1 January AD 1", "1 de enero de 1 d. C."),
    (
        Interval(FIRST, LAST),
        "0001-01-01/9999-12-30",
        "1 January AD 1 – 30 December 9999",
        "1 de enero de 1 d. C. – 30 de diciembre de 9999",
    ),
    (Interval(FIRST, date(9999, 1, 1), Grain.YEAR), "0001/9998", "AD 1 – 9998", "1 d. C. – 9998"),
    (
        Interval(date(9999, 12, 30), LAST),
        "9999-12-30",
        "30 December 9999",
        "30 de diciembre de 9999",
    ),
    (
        Interval(LAST, None),
        "9999-12-31/..",
        "from 31 December 9999",
        "desde el 31 de diciembre de 9999",
    ),
    (
        Interval(None, LAST),
        "../9999-12-30",
        "until 30 December 9999",
        "hasta el 30 de diciembre de 9999",
    ),
    (
        Interval(date(9999, 7, 1), date(9999, 10, 1), Grain.QUARTER),
        "9999-35",
        "Q3 9999",
        "T3 de 9999",
    ),
    (
        Interval(date(9999, 1, 1), date(9999, 7, 1), Grain.HALF),
        "9999-40",
        "first half of 9999",
        "primer semestre de 9999",
    ),
    (Interval(None, None), "../..", "at any time", "en cualquier momento"),
    (
        Interval(NOON, NOON + timedelta(minutes=1), Grain.MINUTE),
        "3000-01-01T12:00:00",
        "Wed 1 January 3000, 12:00",
        "mié, 1 de enero de 3000, 12:00",
    ),
    (
        Interval(datetime.min, datetime(1, 1, 1, 6), Grain.PART_OF_DAY),
        "0001-01-01T00:00:00/0001-01-01T06:00:00",
        "1 January AD 1, small hours",
        "1 de enero de 1 d. C., de madrugada",
    ),
    (
        Interval(datetime(9999, 12, 31, 23), datetime(9999, 12, 31, 23, 59), Grain.MINUTE),
        "9999-12-31T23:00:00/9999-12-31T23:59:00",
        "Fri 31 December 9999, 23:00–23:59",
        "vie, 31 de diciembre de 9999, 23:00–23:59",
    ),
]


def test_words_and_edtf(table: Table) -> None:
    for interval, edtf, english, spanish in WORDED:
        with table.row(edtf):
            assert interval.edtf == edtf
            assert format_interval(interval) == english
            assert format_interval(interval, "es").replace("\xa0", " ") == spanish


def test_every_two_compare_and_combine(table: Table) -> None:
    for one, *_ in WORDED:
        for other, *_ in WORDED:
            with table.row(one.edtf, other.edtf):
                assert one.overlaps(other) == other.overlaps(one)
                assert not one.is_within(other) or one.overlaps(other)
                whole = enclose_intervals([one, other])
                assert whole is not None
                assert widen_to_days(one).is_within(widen_to_days(whole))
                assert 1 <= len(merge_intervals([one, other])) <= 2
                assert extend_interval(one, other).overlaps(one)


@pytest.mark.parametrize("hours", [-14, -5, 0, 5, 14])
def test_elapsed_time_needs_no_utc(hours: int) -> None:
    """At the ends of the calendar a time of many zones has no equivalent in UTC."""
    zone = timezone(timedelta(hours=hours))
    start, end = datetime(1, 1, 1, tzinfo=zone), datetime(9999, 12, 31, 23, tzinfo=zone)
    assert measure_elapsed_time(start, end) == datetime(9999, 12, 31, 23) - datetime.min


# --- documents with such dates, in every place that takes one

PHRASES = {
    # what a document says; how the briefing says it; start and end in a calendar, which shows one
    # day of an open side, and days of clock times that have no equivalent in UTC
    "the year 3000": ("3000", "3000-01-01", "3001-01-01"),
    "300X": ("the 3000s", "3000-01-01", "3010-01-01"),
    "30XX": ("31st century", "3000-01-01", "3100-01-01"),
    "3000-01": ("January 3000", "3000-01-01", "3000-02-01"),
    "3000-01-01T10:00": ("10:00", "3000-01-01T10:00", "3000-01-01T10:01"),
    "since the year 3000": ("from 3000", "3000-01-01", "3000-01-02"),
    "until the year 3000": ("until 3000", "3000-12-31", "3001-01-01"),
    "00XX": ("1st century", "0001-01-01", "0100-01-01"),
    "0001-01-01": ("1 Jan AD 1", "0001-01-01", "0001-01-02"),
    "0001-01-02T10:00": ("10:00", "0001-01-02", "0001-01-03"),
    "../0001-02-01": ("until 1 February AD 1", "0001-02-01", "0001-02-02"),
    "0001-01-01/..": ("from 1 January AD 1", "0001-01-01", "0001-01-02"),
    "0001-01-01/9999-12-30": ("1 Jan AD 1 – Thu 30 Dec 9999", "0001-01-01", "9999-12-31"),
    "98XX": ("99th century", "9800-01-01", "9900-01-01"),
    "9999-11": ("November 9999", "9999-11-01", "9999-12-01"),
    "9999-12-30": ("30 Dec 9999", "9999-12-30", "9999-12-31"),
    "9999-12-30T23:00": ("23:00", "9999-12-30", "9999-12-31"),
    "9999-12-30/..": ("from 30 December 9999", "9999-12-30", "9999-12-31"),
    "../9999-12-30": ("until 30 December 9999", "9999-12-30", "9999-12-31"),
}
REFUSED = ["9999-12", "9999-12-31", "999X", "99XX", "the year 9999", "before 0001-01-01"]
ZONES = ("UTC", "Pacific/Kiritimati", "Pacific/Niue")  # on both ends of the earth's clocks


def compose(**fields: Any) -> str:
    base = {"title": "T", "id": "t", "as_of": "2025-09-01", "timezone": "UTC"}
    return json.dumps(base | fields)


def place(words: str) -> Iterator[tuple[str, str]]:
    """Each place of a document that takes a date, with the document."""
    quito = {"place": "Quito, Ecuador"}
    event = {"id": "e", "title": "E", "when": words}
    sources = {
        "s": {"publisher": "P", "title": "One", "published": "2025-01-01"},
        "u": {"publisher": "Q", "title": "Two", "published": words},
    }
    for zone in ZONES:
        yield f"event, {zone}", compose(timezone=zone, events=[event])
    yield "background", compose(background=[event, {"id": "f", "title": "F", "when": "2012"}])
    yield "dates", compose(dates=words, events=[event, {"id": "f", "title": "F", "when": "TBD"}])
    legs = [{"title": "L", "when": words, "events": [event], **quito}]
    yield "leg", compose(legs=[*legs, {"title": "M", "when": "2025-09-03", "place": "Lima, Peru"}])
    stays = [
        {"id": "e", "title": "E", "kind": "stay", "check_in": words, "check_out": "9999-12-30"},
        {"id": "f", "title": "F", "kind": "stay", "check_in": "0001-01-02", "check_out": words},
    ]
    yield "stay", compose(events=stays, dates="0001-01-01/9999-12-30", **quito)
    way = {"title": "W", "kind": "movement", "from": "Quito, Ecuador", "to": "Lisbon"}
    ways = [{"id": "e", "depart": words, "arrive": words}, {"id": "f", "depart": words}]
    yield "movement", compose(events=[way | each for each in ways], home="Washington, D.C.")
    said = [{"says": words, "source": "s"}, {"says": "9999-12-29", "source": "u"}]
    yield "claims", compose(events=[event | {"when": said}], sources=sources)
    happened = [
        {"says": words, "status": "planned"},
        {"says": "3000-01-01T10:00", "status": "actual"},
    ]
    yield "what happened", compose(events=[event | {"when": happened}])
    planned = [
        {"says": "0001-01-01T00:00", "status": "planned"},
        {"says": words, "status": "actual"},
    ]
    for zone in ZONES:
        yield f"a plan of old, {zone}", compose(timezone=zone, events=[event | {"when": planned}])
    counted = ["a day after $e.start", "the year before $e.start", "3 weeks after $e.end"]
    others = [{"id": f"f{n}", "title": "F", "when": each} for n, each in enumerate(counted)]
    yield "what others count from", compose(events=[event, *others])
    today = [{"id": each, "title": "F", "when": each} for each in ("tomorrow", "christmas")]
    yield "the day of the document", compose(as_of=words, events=today[:1], background=today[1:])


OPTIONS = {
    "html": [HtmlOptions(), HtmlOptions(lang="es", clock=12, holidays=True)],
    "ics": [
        IcsOptions(),
        IcsOptions(utc=True, imprecise="marker", alarm="1d", background="inline"),
    ],
    "jcal": [IcsOptions(background="only")],
    "json": [None],
    **dict.fromkeys(("csv", "geojson", "markwhen", "mermaid", "org", "timelinejs"), (None,)),
    "markdown": [MarkdownOptions(), MarkdownOptions(style="day-sheet", lang="es", holidays=True)],
}


MAY_BE_EMPTY = ("geojson", "ics", "jcal", "markwhen", "timelinejs")  # where nothing is placed


def hold_rooms(timeline: Timeline) -> None:
    """Write the timeline in every format, and verify the calendars that come of it."""
    for format, choices in OPTIONS.items():
        for options in choices:
            assert render_partly(timeline, format, options) or format in MAY_BE_EMPTY
    for style in ("briefing", "timeline", "card"):
        render_partly(timeline, "markdown", MarkdownOptions(style=style, since=timeline))
    assert verify(render_partly(timeline, "ics"), timeline).differences == ()


EVERY_FIFTH = [  # is for `make check`
    pytest.param(words, marks=[pytest.mark.slow] * (number % 5 != 0))
    for number, words in enumerate([*PHRASES, *REFUSED])
]


@pytest.mark.parametrize("words", EVERY_FIFTH)
def test_every_room_takes_it(words: str, table: Table) -> None:
    for name, text in place(words):
        with table.row(name):
            hold_rooms(resolve(loads(text, "json")))


@pytest.mark.slow
def test_the_commands_take_it(
    table: Table, run: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    path = tmp_path / "trip.json"
    commands = (
        "check --strict",
        "check --coverage",
        "show",
        "show --lang es --clock 12",
        "explain",
        "conflicts",
        "conflicts --format markdown",
        "conflicts --format json",
    )
    for words in ("the year 3000", "0001-01-01/9999-12-30", "9999-12-30T23:00", "../9999-12-30"):
        for name, text in place(words):
            path.write_text(text, encoding="utf-8")
            for command in commands:
                with table.row(words, name, command):
                    first, *rest = command.split()
                    status, out, err = run(first, path, *rest)
                    assert status in (0, 1)
                    assert "Traceback" not in out + err


def test_the_text_is_right(table: Table) -> None:
    hotel = {"id": "f", "title": "F", "kind": "stay", "check_in": "TBD"}  # so that it is a trip
    for words, (said, start, end) in PHRASES.items():
        with table.row(words):
            event = {"id": "e", "title": "E", "when": words}
            timeline = resolve(loads(compose(events=[event, hotel])))
            assert said in render_partly(timeline, "markdown")
            assert said in render_partly(timeline, "html")
            found = icalendar.Calendar.from_ical(render_partly(timeline, "ics")).events
            ends = [
                [f"{each.start.isoformat():.16}", f"{each.end.isoformat():.16}"] for each in found
            ]
            assert ends == [[start, end]]


def test_what_lies_beyond_is_refused_by_name(table: Table) -> None:
    for words in REFUSED:
        with table.row(words):
            timeline = resolve(loads(compose(events=[{"id": "e", "title": "E", "when": words}])))
            (found,) = [each for each in timeline.diagnostics if each.severity == "error"]
            assert "it lies outside the years 9999 BC to AD 9999" in found.message or (
                "nothing lies before the year 1" in found.message
            )


def test_two_days_that_no_calendar_has_are_no_day_of_two(table: Table) -> None:
    for words in ("9999-12-31 0001-01-01", "0001-01-01 31 November", "31 November/4 December 1900"):
        with table.row(words), pytest.raises(PhraseError):
            resolve_phrase(words, reference=date(2024, 5, 16))
