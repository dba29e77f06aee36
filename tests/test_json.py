"""The JSON for programs: what stands in it, and that its own schema takes it and nothing broken."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tables import Table

from itinerary import loads, resolve
from itinerary.dates.arithmetic import find_calendar_unit
from itinerary.dates.interval import Grain, Interval
from itinerary.dates.zones import load_zone
from itinerary.diagnostics import Diagnostic, Position
from itinerary.document import BackgroundEvent, Claim, Document, Event, Leg
from itinerary.export import FORMATS, formats
from itinerary.export.json import render
from itinerary.export.json.schema import build_schema
from itinerary.places import Place
from itinerary.timeline import Dating, Entry, Reading, Step, Timeline, derive_uid

MEXICO_CITY = Place("Mexico City", "America/Mexico_City", "MX", 19.43, -99.13)
QUITO = Place("Quito", "America/Guayaquil", "EC", -0.23, -78.52)
VALIDATOR = Draft202012Validator(build_schema())


def at(text: str, place: Place) -> Interval:
    start = datetime.fromisoformat(text).replace(tzinfo=load_zone(place.timezone))
    return Interval(start, start + timedelta(minutes=1), Grain.MINUTE)


def dated(name: str, says: str, *intervals: Interval, problem: str = "") -> tuple[Dating, ...]:
    return (Dating(name, (Reading(Claim(says=says), "gli", intervals, problem=problem),)),)


DEPART, ARRIVE = at("2025-09-03T15:15", MEXICO_CITY), at("2025-09-03T20:45", QUITO)
WHOLE = Interval(date(2025, 9, 2), date(2025, 9, 5))
DOCUMENT = Document.model_validate(
    {
        "title": "Visita a México",
        "principal": {"name": "Marco Rubio"},
        "home": "Washington, D.C.",
        "x-desk": {"floor": 7},
        "sources": {
            "gli": {
                "publisher": "Global Leaders Insights",
                "title": "Rubio to Visit",
                "published": "2025-08-29",
            }
        },
        "disputes": [
            {"about": "Which trip it is", "accounts": [{"says": "third", "source": "gli"}]}
        ],
    }
)
LEG = Leg.model_validate(
    {"id": "quito", "place": "Quito, Ecuador", "when": "On Wednesday", "stay": "Hotel Plaza Grande"}
)
TALKS = Event.model_validate(
    {
        "title": "Talks",
        "when": "TBD",
        "participants": ["Daniel Noboa"],
        "topics": ["debt"],
        "press": "closed press",
        "x-room": "Yellow",
    }
)
FLIGHT = Event.model_validate(
    {"title": "Flight", "kind": "movement", "from": "Mexico City", "to": "Quito", "depart": "15:15"}
)
PAST = BackgroundEvent.model_validate(
    {"title": "Asylum", "when": "in 2012", "notes": "In its embassy."}
)
ENTRIES = (
    Entry(
        "trip",
        derive_uid("t", "trip"),
        "trip",
        DOCUMENT.title,
        "trip",
        DOCUMENT,
        dated("dates", "2-4", WHOLE),
    ),
    Entry(
        "quito",
        derive_uid("t", "quito"),
        "leg",
        "Quito",
        "leg",
        LEG,
        (
            Dating(
                "when",
                (
                    Reading(
                        Claim(says="On Wednesday", reads="Wednesday onward"),
                        "gli",
                        (Interval(date(2025, 9, 3), None, about=True),),
                        (Step("words", "“On Wednesday”"), Step("result", "2025-09-03/..")),
                        reason="the first listed",
                    ),
                    Reading(
                        Claim(says="Thursday"),
                        None,
                        (Interval(date(2025, 9, 4), date(2025, 9, 5)),),
                        verdict="contradiction",
                    ),
                ),
            ),
        ),
        QUITO,
        zone=load_zone("America/Guayaquil"),
    ),
    Entry(
        "talks",
        derive_uid("t", "talks"),
        "event",
        "Talks",
        "meeting",
        TALKS,
        dated("when", "TBD", problem="TBD"),
        QUITO,
        leg="quito",
    ),
    Entry(
        "flight",
        derive_uid("t", "flight"),
        "event",
        "Flight",
        "movement",
        FLIGHT,
        (*dated("depart", "15:15", DEPART), *dated("arrive", "20:45", ARRIVE)),
        MEXICO_CITY,
        QUITO,
        load_zone("America/Mexico_City"),
    ),
    Entry(
        "past",
        derive_uid("t", "past"),
        "background",
        "Asylum",
        "background",
        PAST,
        dated(
            "when",
            "early in 2012",
            replace(find_calendar_unit(date(2012, 1, 1), Grain.YEAR), part="early"),
        ),
    ),
)
TIMELINE = Timeline(
    DOCUMENT,
    "t",
    ENTRIES,
    (
        Diagnostic(
            Position("trip.yaml", 3, 5), "warning", "vague", hint="write TBD", code="phrase-vague"
        ),
    ),
    Place("Washington", "America/New_York", "US"),
    load_zone("America/New_York"),
    datetime(2025, 8, 29, 12, tzinfo=UTC),
)


def rendered() -> dict[str, Any]:
    tree: dict[str, Any] = json.loads(render(TIMELINE))
    return tree


def entry(id: str) -> dict[str, Any]:
    (found,) = [each for each in rendered()["entries"] if each["id"] == id]
    return found


def test_it_is_a_format() -> None:
    assert "json" in formats()
    assert FORMATS["json"].suffix == "json"


def test_head() -> None:
    tree = rendered()
    assert list(tree) == [
        "version",
        "id",
        "title",
        "language",
        "stamp",
        "home",
        "entries",
        "sources",
        "disputes",
        "diagnostics",
    ]
    assert (tree["version"], tree["id"], tree["title"], tree["stamp"]) == (
        1,
        "t",
        "Visita a México",
        "2025-08-29T12:00:00+00:00",
    )
    assert tree["home"] == {
        "name": "Washington",
        "timezone": "America/New_York",
        "country": "US",
        "latitude": None,
        "longitude": None,
        "address": None,
    }
    assert tree["sources"]["gli"]["published"] == "2025-08-29"
    assert tree["disputes"] == [
        {
            "about": "Which trip it is",
            "accounts": [{"says": "third", "source": "gli", "rank": "normal"}],
        }
    ]


def test_it_is_text_that_people_can_read() -> None:
    text = render(TIMELINE)
    assert text.startswith('{\n  "version": 1,\n  "id": "t",\n  "title": "Visita a México",\n')
    assert text.endswith("}\n")
    assert text == render(TIMELINE)


def test_an_entry_and_its_dates() -> None:
    leg = entry("quito")
    interval = {
        "start": "2025-09-03",
        "end": None,
        "grain": "day",
        "about": True,
        "uncertain": False,
        "within": False,
        "part": None,
        "edtf": "2025-09-03~/..",
    }
    assert leg["intervals"] == [interval]
    assert (leg["zone"], leg["open"], leg["place"]["latitude"]) == (
        "America/Guayaquil",
        False,
        -0.23,
    )
    (dating,) = leg["datings"]
    assert (dating["name"], dating["open"], dating["intervals"]) == ("when", False, [interval])
    assert dating["readings"][0] == {
        "says": "On Wednesday",
        "reads": "Wednesday onward",
        "rank": "normal",
        "status": "planned",
        "speaker": None,
        "said": None,
        "quote": None,
        "at": None,
        "note": None,
        "source": "gli",
        "verdict": "chosen",
        "reason": "the first listed",
        "problem": "",
        "intervals": [interval],
        "steps": [
            {"kind": "words", "text": "“On Wednesday”"},
            {"kind": "result", "text": "2025-09-03/.."},
        ],
    }
    assert dating["readings"][1]["verdict"] == "contradiction"


def test_a_movement_has_both_clocks() -> None:
    flight = entry("flight")
    assert [dating["intervals"][0]["start"] for dating in flight["datings"]] == [
        "2025-09-03T15:15:00-06:00",
        "2025-09-03T20:45:00-05:00",
    ]
    assert flight["intervals"][0]["edtf"] == "2025-09-03T15:15:00-06:00/2025-09-03T20:45:00-05:00"
    assert (flight["zone"], flight["destination"]["timezone"]) == (
        "America/Mexico_City",
        "America/Guayaquil",
    )


def test_what_is_open_says_why() -> None:
    talks = entry("talks")
    assert (talks["open"], talks["intervals"], talks["leg"]) == (True, [], "quito")
    assert talks["datings"][0]["readings"][0]["problem"] == "TBD"


def test_precision_is_kept() -> None:
    assert entry("past")["intervals"][0] == {
        "start": "2012-01-01",
        "end": "2013-01-01",
        "grain": "year",
        "about": False,
        "uncertain": False,
        "within": False,
        "part": "early",
        "edtf": "2012",
    }


def test_the_fields_of_an_item_by_their_own_names() -> None:
    assert entry("talks")["fields"] == {
        "participants": [{"name": "Daniel Noboa"}],
        "topics": ["debt"],
        "press": "closed press",
        "status": "confirmed",
        "contacts": [],
        "categories": [],
        "visibility": "public",
        "x-room": "Yellow",
    }
    assert entry("flight")["fields"]["from"] == {"name": "Mexico City"}
    assert entry("quito")["fields"]["stay"] == {"name": "Hotel Plaza Grande"}
    assert entry("trip")["fields"]["principal"] == {"name": "Marco Rubio"}
    assert entry("trip")["fields"]["x-desk"] == {"floor": "7"}
    assert not {"legs", "events", "dates", "sources"} & set(entry("trip")["fields"])


def test_diagnostics() -> None:
    assert rendered()["diagnostics"] == [
        {
            "severity": "warning",
            "message": "vague",
            "hint": "write TBD",
            "code": "phrase-vague",
            "position": "trip.yaml:3:5",
        }
    ]


@pytest.mark.parametrize(
    "value", [float("nan"), float("inf"), date(2025, 9, 3), "\ud800", {1: (2,)}]
)
def test_any_extension_can_be_written(value: object) -> None:
    document = Document.model_validate({"title": "A trip", "x-odd": value})
    text = render(
        Timeline(
            document,
            "t",
            (Entry("trip", derive_uid("t", "trip"), "trip", "A trip", "trip", document, ()),),
        )
    )
    assert json.loads(text.encode())["entries"][0]["fields"]["x-odd"]
    VALIDATOR.validate(json.loads(text))


# --- the schema


def test_the_schema_is_one_and_takes_the_text() -> None:
    Draft202012Validator.check_schema(build_schema())
    VALIDATOR.validate(rendered())


BROKEN: dict[str, Callable[[dict[str, Any]], object]] = {
    "another version": lambda tree: tree.update(version=2),
    "an unknown part": lambda tree: tree.update(events=[]),
    "no entries": lambda tree: tree.pop("entries"),
    "an unknown section": lambda tree: tree["entries"][0].update(section="day"),
    "no uid": lambda tree: tree["entries"][0].update(uid="flight"),
    "an unknown grain": lambda tree: tree["entries"][0]["intervals"][0].update(grain="fortnight"),
    "a date in words": lambda tree: tree["entries"][0]["intervals"][0].update(
        start="2 September 2025"
    ),
    "a date without its end": lambda tree: tree["entries"][0]["intervals"][0].pop("end"),
    "an unknown verdict": lambda tree: tree["entries"][0]["datings"][0]["readings"][0].update(
        verdict="best"
    ),
    "an unknown date": lambda tree: tree["entries"][0]["datings"][0].update(name="date"),
    "a place beyond the pole": lambda tree: tree["entries"][1]["place"].update(latitude=91),
    "an unknown part of a month": lambda tree: tree["entries"][4]["intervals"][0].update(
        part="end"
    ),
    "a source without a title": lambda tree: tree["sources"]["gli"].pop("title"),
    "an unknown severity": lambda tree: tree["diagnostics"][0].update(severity="fatal"),
    "a step without its kind": lambda tree: tree["entries"][1]["datings"][0]["readings"][0][
        "steps"
    ][0].pop("kind"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_the_schema_refuses_what_is_broken(name: str) -> None:
    tree = rendered()
    BROKEN[name](tree)
    assert list(VALIDATOR.iter_errors(tree))


def test_what_has_two_ends_is_known_as_well_as_the_end_that_is_known_less(table: Table) -> None:
    way = "{id: way, kind: movement, title: Way, from: Oslo, to: Stockholm, depart: %s, arrive: %s}"
    trip = f"{{title: T, id: t, dates: 4 to 6 June 2027, events: [{way}]}}"
    for depart, arrive, grain in [
        ("Fri 07:10", "Fri 09:00", "minute"),
        ("Fri 07:10", "Fri evening", "part of day"),
        ("Fri 07:10", "before noon on Friday", "part of day"),
        ("Fri 07:10", "Fri", "day"),
        ("Fri 07:10", "TBD", "minute"),
    ]:
        with table.row(depart, arrive):
            timeline = resolve(loads(trip % (depart, arrive)))
            entries = {each["id"]: each for each in json.loads(render(timeline))["entries"]}
            (row,) = (each for each in timeline.to_records() if each["id"] == "way")
            assert entries["way"]["intervals"][0]["grain"] == row["grain"] == grain
