"""What tables, diagrams, timelines, agendas and maps tell of a trip: no more than is known.

They are read here as Python reads them, and by what they are for where that can be had: Mermaid,
Markwhen and TimelineJS under node, Org in Emacs.
"""

from __future__ import annotations

import csv
import html
import io
import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import jsonschema
import polars
import pytest
from fuzz.naughty import KEPT
from interop.formats import READERS
from interop.sample import MissingError
from rendering import render_partly
from tables import Table
from test_safety import held

from itinerary import OptionError, Timeline, loads, render, resolve
from itinerary.export import FORMATS, ListingOptions, list_losses

NAMES = ("csv", "geojson", "markwhen", "mermaid", "org", "timelinejs")
TRIP = """
title: Two weeks in June
id: june
sources: {board: {publisher: The Board, title: The plan}}
legs:
  - {id: oslo, title: {en: In Oslo, es: En Oslo}, place: "Oslo, Norway", when: 2 to 6 June 2025}
  - {id: apia, place: "Apia, Samoa", when: 8 to 9 June 2025, status: postponed}
events:
  - {title: Breakfast, when: "3 June 2025, 08:30-09:15", place: "Oslo, Norway"}
  - {title: Two visits, when: 3 and 5 June 2025, url: "https://example.org/visits"}
  - {title: A walk, when: in the afternoon of 4 June 2025, place: "Oslo, Norway"}
  - {title: Supper, when: "about 19:00 on 4 June 2025", place: "Oslo, Norway"}
  - {title: Call, when: "5 June 2025, 12:00", place: "Oslo, Norway", status: cancelled}
  - {title: A day at sea, when: TBD}
  - {title: Later on, when: "after 14:00 on 5 June 2025", place: "Oslo, Norway"}
  - title: Over the date line
    kind: movement
    from: Apia, Samoa
    to: Pago Pago, American Samoa
    depart: 8 June 2025, 10:00
    arrive: 7 June 2025, 10:40
  - title: The ship
    kind: movement
    from: Oslo, Norway
    to: {name: Fjord, timezone: Europe/Oslo}
    depart: TBD
    arrive: 6 June 2025, 18:00
  - title: Inn
    kind: stay
    place: Oslo, Norway
    check_in: 2 June 2025
    check_out: 4 June 2025
background:
  - {title: The town is founded, when: about 1050}
  - {title: The first fair, when: "1624?"}
  - {title: The old law, when: 44 BC}
  - {title: The war, when: the 1940s}
  - {title: The survey, when: before 1850}
  - {title: The vote, when: June 1994}
"""


@cache
def trip() -> Timeline:
    return resolve(loads(TRIP))


def write(format: str, timeline: Timeline | None = None, **options: Any) -> str:
    chosen = FORMATS[format].options(**options)
    return render_partly(timeline or trip(), format, chosen)


def read(format: str, *texts: str) -> list[Any]:
    """What the program that a format is for reads of texts; skips where it is not there."""
    try:
        return READERS[format](list(texts))
    except MissingError as missing:
        pytest.skip(str(missing))


def losses(format: str) -> dict[str, set[str]]:
    told = (each.split(": ", 1) for each in list_losses(trip(), format))
    return {reason: set(titles.split("; ")) for reason, titles in told}


# --- the table


def read_cell(cell: str) -> str:
    """Return the text that a cell stands for."""
    return re.sub("^'(?='*[=+\\-@\t\r\n＝＋－＠])", "", cell)


def rows(text: str) -> list[dict[str, str]]:
    return [
        {name: read_cell(cell) for name, cell in row.items()}
        for row in csv.DictReader(io.StringIO(text, newline=""))
    ]


def test_a_table_has_a_row_for_each_date_as_json_has_it() -> None:
    entries = json.loads(render(trip(), "json"))["entries"]
    expected = [
        (entry["title"], *(interval.get(each) or "" for each in ("start", "end", "grain", "edtf")))
        for entry in entries
        for interval in entry["intervals"] or [{}]
        if entry["id"] != "the-ship"
    ]
    names = ("title", "start", "end", "grain", "edtf")
    found = [tuple(row[each] for each in names) for row in rows(write("csv"))]
    assert [each for each in found if each[0] != "The ship"] == expected


def test_of_a_movement_with_one_end_the_other_is_empty() -> None:
    (ship,) = (row for row in rows(write("csv")) if row["title"] == "The ship")
    assert (ship["start"], ship["end"]) == ("", "2025-06-06T18:00:00+02:00")


def test_polars_reads_the_table_with_its_types() -> None:
    found = polars.read_csv(io.StringIO(write("csv")), infer_schema_length=None)
    assert found.height == len(rows(write("csv")))
    assert found.schema["latitude"] == found.schema["longitude"] == polars.Float64
    assert found.schema["about"] == polars.Boolean
    assert found["title"].to_list() == [row["title"] for row in rows(write("csv"))]


FORMULAS = {  # a text, and the cell that it stands in
    "=1+1": "'=1+1",
    "+1": "'+1",
    "-2+3": "'-2+3",
    "@SUM(A1)": "'@SUM(A1)",
    "＝1": "'＝1",
    "'=1": "''=1",
    "'tis": "'tis",
    "1=1": "1=1",
    'a "b", c': 'a "b", c',
}


def test_no_text_of_a_table_is_a_formula(table: Table) -> None:
    for text, cell in FORMULAS.items():
        with table.row(text):
            event = {"title": text, "when": "2025-06-03", "notes": text, "topics": [text]}
            timeline = resolve(loads(json.dumps({"title": text, "events": [event]}), "json"))
            *_, row = csv.DictReader(io.StringIO(render(timeline, "csv"), newline=""))
            assert [row[each] for each in ("title", "notes", "topics")] == [cell] * 3
            assert read_cell(cell) == text


def test_a_table_is_by_rfc_4180() -> None:
    text = write("csv", held('a "b", c\nd'))
    assert text.endswith("\r\n")
    assert re.search(r'"a ""b"", c\nd"', text)
    assert {len(row) for row in csv.reader(io.StringIO(text, newline=""))} == {
        len(text.partition("\r\n")[0].split(","))
    }


# --- precision


def days(slide: dict[str, Any]) -> tuple[list[int], list[int]]:
    return tuple([*slide.get(name, {}).values()] for name in ("start_date", "end_date"))


SLIDES = {  # what is known of a date: its first and last unit, and the words that are shown
    "In Oslo": ([2025, 6, 2], [2025, 6, 6], "2–6 June 2025"),
    "Breakfast": ([2025, 6, 3, 8, 30], [2025, 6, 3, 9, 15], "Tue 3 June 2025, 08:30–09:15"),
    "A walk": ([2025, 6, 4], [], "Wed 4 June 2025, afternoon"),
    "Supper": ([2025, 6, 4], [], "about Wed 4 June 2025, 19:00"),
    "CANCELLED: Call": ([2025, 6, 5, 12, 0], [], "Thu 5 June 2025, 12:00"),
    "The ship": ([2025, 6, 6, 18, 0], [], "arrive Fri 6 June 2025, 18:00"),
    "The town is founded": ([1050], [], "about 1050"),
    "The first fair": ([1624], [], "1624?"),
    "The old law": ([-43], [], "44 BC"),
    "The war": ([1940], [1949], "the 1940s"),
    "The survey": ([1849], [], "before 1850"),
    "The vote": ([1994, 6], [], "June 1994"),
}


def test_a_slide_has_as_many_parts_of_a_date_as_are_known(table: Table) -> None:
    slides = json.loads(write("timelinejs"))["events"]
    by_title = {each["text"]["headline"]: each for each in slides}
    for title, (first, last, words) in SLIDES.items():
        with table.row(title):
            slide = by_title[title]
            assert (*days(slide), slide["display_date"]) == (first, last, words)


def test_each_date_has_a_slide_and_each_leg_an_era() -> None:
    tree = json.loads(write("timelinejs"))
    jsonschema.validate(tree, TIMELINEJS)
    titles = [each["text"]["headline"] for each in tree["events"]]
    assert titles.count("Two visits") == 2
    assert [each["text"]["headline"] for each in tree["eras"]] == [
        "In Oslo",
        "POSTPONED: Apia, Samoa",
    ]
    ids = [each["unique_id"] for each in tree["events"]]
    assert len(set(ids)) == len(ids)


MOMENT = {
    "type": "object",
    "required": ["year"],
    "properties": {
        "year": {"type": "integer"},
        "month": {"type": "integer", "minimum": 1, "maximum": 12},
        "day": {"type": "integer", "minimum": 1, "maximum": 31},
        "hour": {"type": "integer", "minimum": 0, "maximum": 23},
        "minute": {"type": "integer", "minimum": 0, "maximum": 59},
    },
    "dependentRequired": {"day": ["month"], "hour": ["day"], "minute": ["hour"]},
    "additionalProperties": False,
}
WORDS = {
    "type": "object",
    "required": ["headline"],
    "properties": {"headline": {"type": "string"}, "text": {"type": "string"}},
    "additionalProperties": False,
}
SLIDE = {  # https://timeline.knightlab.com/docs/json-format.html
    "type": "object",
    "required": ["start_date", "text", "unique_id"],
    "properties": {
        "start_date": MOMENT,
        "end_date": MOMENT,
        "text": WORDS,
        "media": {"type": "object", "required": ["url"]},
        "group": {"type": "string", "minLength": 1},
        "display_date": {"type": "string", "minLength": 1},
        "autolink": {"type": "boolean"},
        "unique_id": {"type": "string", "minLength": 1},
        "location": {"type": "object", "required": ["lat", "lon"]},
    },
    "additionalProperties": False,
}
TIMELINEJS = {
    "type": "object",
    "required": ["events"],
    "properties": {
        "title": {
            "type": "object",
            "properties": {"unique_id": {"type": "string"}, "text": WORDS},
            "additionalProperties": False,
        },
        "events": {"type": "array", "minItems": 1, "items": SLIDE},
        "eras": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["start_date", "end_date"],
                "properties": {"start_date": MOMENT, "end_date": MOMENT, "text": WORDS},
                "additionalProperties": False,
            },
        },
    },
    "additionalProperties": False,
}


AGENDA = {  # headings, and their timestamps; what is known less than to the day has none
    "In Oslo": "<2025-06-02 Mon>--<2025-06-06 Fri>",
    "Breakfast": "<2025-06-03 Tue 08:30-09:15>",
    "A walk (Wed 4 June 2025, afternoon)": "<2025-06-04 Wed>",
    "Supper (about Wed 4 June 2025, 19:00)": "<2025-06-04 Wed>",
    "CANCELLED: Call": "<2025-06-05 Thu 12:00>",
    "The ship (arrive Fri 6 June 2025, 18:00)": "<2025-06-06 Fri 18:00>",
    "Over the date line": "<2025-06-08 Sun 10:00>",
    "A day at sea (TBD)": "",
    "The town is founded (about 1050)": "",
    "The old law": "",
    "The vote": "",
}


def test_an_agenda_has_only_days_that_somebody_named(table: Table) -> None:
    found = {
        heading.strip("* "): (re.findall(r"^  (<.*>)$", body, re.MULTILINE) or [""])[0]
        for heading, body in re.findall(r"^(\*\* .*)\n((?:  .*\n)+)", write("org"), re.MULTILINE)
    }
    for heading, timestamp in AGENDA.items():
        with table.row(heading):
            assert found[heading] == timestamp


VAGUE_ENDS = """
title: V
id: v
dates: 3 to 9 May 2027
place: Oslo
events:
  - {kind: stay, title: Both, check_in: Mon afternoon, check_out: Wed morning}
  - {kind: stay, title: Out, check_in: Mon 15:00, check_out: Wed morning}
  - {kind: movement, title: Evening, from: Oslo, to: Moss, depart: Thu 20:00, arrive: Thu evening}
  - {kind: movement, title: About, from: Oslo, to: Moss, depart: Thu 12:00, arrive: about Thu 15:00}
  - {kind: movement, title: Dawn, from: Oslo, to: Moss, depart: Fri morning, arrive: Fri 13:00}
  - {kind: movement, title: Sharp, from: Oslo, to: Moss, depart: Fri 14:00, arrive: Fri 15:00}
  - {kind: movement, title: Late, from: Oslo, to: Moss, depart: TBD, arrive: Sat 18:00}
  - {title: Class, when: "7, 8 and 9 May 2027 at 9:30"}
"""
TOLD_BY_ENDS = {
    "Both": ("2027-05-03/2027-05-05", "Mon 3 May 2027, afternoon – Wed 5 May 2027, morning", ""),
    "Out": (
        "2027-05-03/2027-05-05",
        "check in Mon 3 May 2027, 15:00; check out Wed 5 May 2027, morning",
        "",
    ),
    "Evening": (
        "2027-05-06 20:00",
        "depart Thu 6 May 2027, 20:00; arrive Thu 6 May 2027, evening",
        "depart 20:00; arrive evening",
    ),
    "About": (
        "2027-05-06",
        "depart Thu 6 May 2027, 12:00; arrive about Thu 6 May 2027, 15:00",
        "depart 12:00; arrive about 15:00",
    ),
    "Dawn": (
        "2027-05-07",
        "depart Fri 7 May 2027, morning; arrive Fri 7 May 2027, 13:00",
        "depart morning; arrive 13:00",
    ),
    "Late": ("2027-05-08 18:00", "arrive Sat 8 May 2027, 18:00", "arrive 18:00"),
}


def test_no_end_is_told_more_exactly_than_it_is_known(table: Table) -> None:
    timeline = resolve(loads(VAGUE_ENDS))
    markwhen = write("markwhen", timeline)
    mermaid = html.unescape(re.sub("#(?=[0-9]+;)", "&#", write("mermaid", timeline)))
    slides = json.loads(write("timelinejs", timeline))["events"]
    displayed = {each["text"]["headline"]: each["display_date"] for each in slides}
    assert "2027-05-07 14:00 / 2027-05-07 15:00: Sharp\n" in markwhen
    assert "14:00–15:00 : Sharp :" in mermaid
    for title, (dates, words, on_the_day) in TOLD_BY_ENDS.items():
        with table.row(title):
            assert f"{dates}: {title} ({words})\n" in markwhen
            assert displayed[title] == words
            assert f"{on_the_day or words} : {title} :" in mermaid


def test_a_table_tells_of_two_ends_how_well_the_vaguer_one_is_known() -> None:
    grains = {
        each["title"]: each["grain"] for each in rows(write("csv", resolve(loads(VAGUE_ENDS))))
    }
    vague = {title for title, grain in grains.items() if grain == "part of day"}
    assert vague == {"Both", "Out", "Evening", "Dawn"}
    assert grains["Sharp"] == grains["About"] == grains["Class"] == "minute"


@pytest.mark.parametrize("format", ["mermaid", "org"])
def test_what_is_on_a_day_is_told_in_its_order(format: str) -> None:
    text = write(format, resolve(loads(VAGUE_ENDS)))
    titles = re.findall(r"\b(Dawn|Class|Sharp|Late)\b", text)
    assert titles == ["Dawn", "Class", "Sharp", "Class", "Late", "Class"]


def test_a_property_has_what_programs_read_as_it_is() -> None:
    background = [{"title": "Law", "when": "between 1810 and 1825"}]
    text = write("org", resolve(loads(json.dumps({"title": "T", "background": background}))))
    assert "  :EDTF: [1810..1825]\n" in text
    (told,) = read("org", text)
    assert told["headlines"][-1]["properties"]["EDTF"] == "[1810..1825]"


RANGES = {
    "In Oslo": "2025-06-02/2025-06-06",
    "Breakfast": "2025-06-03 08:30 / 2025-06-03 09:15",
    "A walk (Wed 4 June 2025, afternoon)": "2025-06-04",
    "CANCELLED: Call": "2025-06-05 12:00",
    "Over the date line": "2025-06-07T21:00:00Z - 2025-06-07T21:40:00Z",
    "The town is founded (about 1050)": "1050",
    "The first fair (1624?)": "1624",
    "The old law": "44 BCE",
    "The war (the 1940s)": "1940/1949",
    "The survey (before 1850)": "1849",
    "The vote": "1994-06",
}


def test_markwhen_has_as_many_parts_of_a_date_as_are_known(table: Table) -> None:
    lines = write("markwhen").splitlines()
    for title, dates in RANGES.items():
        with table.row(title):
            assert f"{dates}: {title}" in lines


def test_what_a_format_leaves_out_is_told() -> None:
    assert {each: losses(each) for each in NAMES if each not in ("geojson", "mermaid")} == {
        "csv": {},
        "markwhen": {
            "without a date, so in no timeline of Markwhen": {"A day at sea"},
            "open on one side, so shown at the other": {"Later on", "The survey"},
        },
        "org": {
            "still open, so in no agenda": {"A day at sea"},
            "not known to the day, so in no agenda": {
                "The town is founded", "The first fair", "The old law", "The war", "The survey",
                "The vote",
            },
            "with a time that is not exact, so in the agenda by the day": {
                "A walk", "Supper", "Later on",
            },
            "with clocks of two zones, which no agenda tells": {"Over the date line"},
        },
        "timelinejs": {
            "without a date, so without a slide": {"A day at sea"},
            "open on one side, so placed at the other": {"Later on", "The survey"},
            "ending at an earlier clock time than it begins, so placed at its beginning": {
                "Over the date line"
            },
        },
    }  # fmt: skip


def test_a_day_before_the_year_1_is_told_where_it_cannot_be_shown() -> None:
    timeline = resolve(
        loads("{title: T, id: t, background: [{title: Ides, when: 15 March 44 BC}]}")
    )
    assert "44 BCE: Ides (15 March 44 BC)\n" in write("markwhen", timeline)
    assert list_losses(timeline, "markwhen") == ("before the year 1, so shown by the year: Ides",)
    assert list_losses(timeline, "org") == ("before the year 1000, so in no agenda: Ides",)
    assert "<" not in write("org", timeline)


def test_titles_and_words_are_in_a_language(table: Table) -> None:
    for format in NAMES[1:]:
        with table.row(format):
            text = write(format, lang="es")
            assert "En Oslo" in text
            assert "In Oslo" not in text
            assert re.search("CANCELADO(:|#58;) Call", text)
            with pytest.raises(OptionError, match="unknown lang 'fr'"):
                ListingOptions(lang="fr")


def test_where_there_is_nothing_to_tell_there_is_no_text(table: Table) -> None:
    timeline = resolve(loads("{title: T, id: t}"))
    for format in NAMES[1:]:
        with table.row(format):
            assert write(format, timeline) == ""


def test_what_an_audience_may_not_see_is_in_no_format(table: Table) -> None:
    secret = {
        "title": "Zqtalks", "id": "zq", "when": "2025-06-03", "place": "Oslo, Norway",
        "visibility": "staff", "participants": ["Zqperson"],
    }  # fmt: skip
    flight = {
        "title": "F", "id": "f", "kind": "movement", "from": "Oslo, Norway", "to": "Lima, Peru",
        "depart": "2025-06-03", "booking": "ZQ1", "confirmation": "ZQ2",
    }  # fmt: skip
    document = {"title": "T", "id": "t", "events": [secret, flight]}
    timeline = resolve(loads(json.dumps(document), "json"))
    for format in NAMES:
        with table.row(format):
            assert "Zq" in render(timeline, format)
            assert "zq" not in render(timeline, format, audience="public").lower()


# --- the map

POSITION = {
    "type": "array",
    "prefixItems": [
        {"type": "number", "minimum": -180, "maximum": 180},
        {"type": "number", "minimum": -90, "maximum": 90},
    ],
    "minItems": 2,
    "maxItems": 2,
}
LINE = {"type": "array", "minItems": 2, "items": POSITION}
GEOMETRIES = {
    "Point": POSITION,
    "LineString": LINE,
    "MultiLineString": {"type": "array", "items": LINE},
}
GEOJSON = {  # RFC 7946, as far as we write it
    "type": "object",
    "required": ["type", "features", "bbox"],
    "properties": {
        "type": {"const": "FeatureCollection"},
        "bbox": {"type": "array", "minItems": 4, "maxItems": 4, "items": {"type": "number"}},
        "features": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["type", "id", "geometry", "properties"],
                "properties": {
                    "type": {"const": "Feature"},
                    "id": {"type": "string"},
                    "properties": {"type": "object"},
                    "geometry": {
                        "oneOf": [
                            {
                                "required": ["type", "coordinates"],
                                "properties": {"type": {"const": type}, "coordinates": coordinates},
                                "additionalProperties": False,
                            }
                            for type, coordinates in GEOMETRIES.items()
                        ]
                    },
                },
                "additionalProperties": False,
            },
        },
    },
    "additionalProperties": False,
}


def fly(*ends: tuple[float, float]) -> dict[str, Any]:
    """The map of a flight from a latitude and longitude to another."""
    places = [
        {"name": f"P{each}", "latitude": latitude, "longitude": longitude, "timezone": "UTC"}
        for each, (latitude, longitude) in enumerate(ends)
    ]
    event = {"title": "F", "kind": "movement", "depart": "2025-06-03"}
    event |= dict(zip(("from", "to"), places, strict=True))
    timeline = resolve(loads(json.dumps({"title": "T", "id": "t", "events": [event]}), "json"))
    found: dict[str, Any] = json.loads(render(timeline, "geojson"))
    jsonschema.validate(found, GEOJSON)
    return found


FLIGHTS = {  # from and to, as latitude and longitude: the lines as longitude and latitude, the box
    ((10, 20), (30, 40)): ([[20, 10], [40, 30]], [20, 10, 40, 30]),
    ((30, 40), (10, 20)): ([[40, 30], [20, 10]], [20, 10, 40, 30]),
    ((0, 170), (20, -170)): ([[[170, 0], [180, 10]], [[-180, 10], [-170, 20]]], [170, 0, -170, 20]),
    ((20, -170), (0, 170)): ([[[-170, 20], [-180, 10]], [[180, 10], [170, 0]]], [170, 0, -170, 20]),
    ((5, 180), (5, -180)): ([[[180, 5], [180, 5]], [[-180, 5], [-180, 5]]], [-180, 5, -180, 5]),
    ((5, 7), (5, 7)): ([7, 5], [7, 5, 7, 5]),
}


def test_a_line_is_cut_at_the_antimeridian(table: Table) -> None:
    for ends, (coordinates, box) in FLIGHTS.items():
        with table.row(ends):
            found = fly(*ends)
            (feature,) = found["features"]
            assert feature["geometry"]["coordinates"] == coordinates
            if ends[0] != (5, 180):
                assert found["bbox"] == box


def test_a_map_has_what_has_coordinates_and_tells_of_the_rest() -> None:
    tree = json.loads(write("geojson"))
    jsonschema.validate(tree, GEOJSON)
    shown = {each["properties"]["title"] for each in tree["features"]}
    assert {"Breakfast", "CANCELLED: Call", "Over the date line", "Inn"} <= shown
    assert "A day at sea" not in shown
    told = losses("geojson")
    assert "A day at sea" in told["without coordinates, so on no map"]
    assert told["with the coordinates of one end only, so a point"] == {"The ship"}


# --- what the programs read


@pytest.mark.interop
def test_mermaid_reads_a_column_for_each_date() -> None:
    (found,) = read("mermaid", write("mermaid"))
    assert (found["type"], found["title"]) == ("timeline", "Two weeks in June")
    assert found["sections"][0] == "Mon 2 Jun 2025"
    assert found["sections"][-2:] == ["Still open", "Background"]
    assert {"section": "Still open", "task": "TBD", "events": ["A day at sea"]} in found["tasks"]
    breakfast = {"task": "08:30–09:15", "events": ["Breakfast", "Oslo, Norway"]}
    assert {"section": "Tue 3 Jun 2025", **breakfast} in found["tasks"]
    count = sum(len(each.intervals) or 1 for each in trip() if each.section != "trip")
    assert len(found["tasks"]) == count


@pytest.mark.interop
def test_markwhen_reads_the_dates() -> None:
    (found,) = read("markwhen", write("markwhen"))
    assert (found["title"], found["messages"]) == ("Two weeks in June", [])
    events = {each["title"]: each for group in found["children"] for each in group["children"]}
    spans = {title.lstrip(": "): (each["start"], each["end"]) for title, each in events.items()}
    assert spans["Breakfast"] == ("2025-06-03T08:30:00.000+02:00", "2025-06-03T09:15:00.000+02:00")
    assert [each[:10] for each in spans["In Oslo"]] == ["2025-06-02", "2025-06-07"]
    assert [each[:7] for each in spans["The vote"]] == ["1994-06", "1994-07"]
    assert [each[:7] for each in spans["The old law"]] == ["-000043", "-000042"]
    assert [each[:4] for each in spans["The war (the 1940s)"]] == ["1940", "1950"]
    assert [each["title"] for each in found["children"]][-1] == "Background"


@pytest.mark.interop
def test_timelinejs_takes_every_slide() -> None:
    (found,) = read("timelinejs", write("timelinejs"))
    assert found["errors"] == []
    tree = json.loads(write("timelinejs"))
    assert len(found["events"]) == len(tree["events"])
    shown = {each["headline"]["text"]: each for each in found["events"]}
    for title, (first, last, words) in SLIDES.items():
        slide = shown[title]
        assert [*slide["start"].values()] == first
        assert [*slide["end"].values()] == last
        assert slide["display_date"]["text"] == words


@pytest.mark.interop
def test_emacs_reads_the_agenda() -> None:
    (found,) = read("org", write("org"))
    assert found["title"] == "Two weeks in June"
    read_titles = {each["title"]: each for each in found["headlines"]}
    for heading, timestamp in AGENDA.items():
        assert read_titles[heading]["contents"] == ([timestamp] if timestamp else [])
    assert read_titles["Breakfast"]["properties"]["TIMEZONE"] == "Europe/Oslo"


def flatten(tree: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for each in tree["children"]:
        yield from flatten(each) if "children" in each else [each]


def see_markwhen(found: dict[str, Any]) -> tuple[object, list[str]]:
    events = [*flatten(found)]
    form = [(each["start"], each["end"], each["tags"], each["isChecked"]) for each in events]
    return (found["messages"], form), [found["title"], *(each["title"] for each in events)]


def see_mermaid(found: dict[str, Any]) -> tuple[object, list[str]]:
    form = [(each["task"], len(each["events"])) for each in found["tasks"]]
    return form, [found["title"], *(each["events"][0] for each in found["tasks"])]


def see_org(found: dict[str, Any]) -> tuple[object, list[str]]:
    headlines = found["headlines"]
    names = ("level", "state", "priority", "tags")
    form = [[*(each[name] for name in names), sorted(each["properties"])] for each in headlines]
    pages = ("http://", "https://", "mailto:")  # may be followed, and are seen
    form += [
        [kind for kind in each["contents"] if not kind.startswith(pages)] for each in headlines
    ]
    below = [each["title"] for each in headlines if each["level"] > 1]
    return form, [found["title"] or "", *below]


def see_timelinejs(found: dict[str, Any]) -> tuple[object, list[str]]:
    slides = [found["title"], *found["events"]]
    names = ("headline", "group", "display_date")
    form = [[each[name]["elements"] for name in names] + [each["start"]] for each in slides]
    elements = {name for each in slides for name in each["text"]["elements"]}
    return [found["errors"], form, elements], [each["headline"]["text"] for each in slides]


SEE: dict[str, Callable[[dict[str, Any]], tuple[object, list[str]]]] = {
    "markwhen": see_markwhen,
    "mermaid": see_mermaid,
    "org": see_org,
    "timelinejs": see_timelinejs,
}
ODD = [
    *(text for texts in KEPT.values() for text in texts),
    "TODO buy", "COMMENT x", "[#A] first", "a :tag:", "* star", "#+MACRO: x (eval (x))", "<%%(x)>",
    "<2025-01-01 Wed>", "[[https://a.example][b]]", "{{{x}}}", "@@html:<b>@@", "src_sh{x}",
    "call_x()", "#tag", "# heading", "2012: a year", "10:00: x", "now: x", "- [x] done", "[x] done",
    "--- ", "id: x", "// comment", "May: x", "5 days: x", "style a: #35; b", "%%{init: {}}%%",
    "elisp:(x)", "shell:id", "x file:a.org", "section a", "title a", ": a : b", "a#59; b;",
    "a<br>b", "&lt;b&gt;", "&amp;", "A & B",
]  # fmt: skip


@cache
def hold_odd_texts() -> list[Timeline]:
    return [held(text) for text in ("plain", *ODD)]


@pytest.mark.interop
@pytest.mark.parametrize("format", SEE)
def test_no_text_is_anything_but_text(format: str, table: Table) -> None:
    """Whatever stands in the fields of a document, a program reads the same tree, and that text."""
    plain, *found = read(format, *(write(format, each) for each in hold_odd_texts()))
    expected, titles = SEE[format](plain)
    for text, tree in zip(ODD, found, strict=True):
        with table.row(repr(text)):
            form, seen = SEE[format](tree)
            if format != "timelinejs" or not re.match("https?://", text):
                assert form == expected
            assert len(seen) == len(titles)
            said = " ".join(text.split())
            for title, shown in zip(titles, seen, strict=True):
                assert clean(shown) == clean(title.replace("plain", said))


def clean(text: str) -> str:
    """A text without what only keeps it from being read as more, and without outer blanks."""
    return " ".join(text.replace("\u200b", "").replace("‹", "<").replace("›", ">").split())
