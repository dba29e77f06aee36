"""What people who use the library may rely on, whichever way a document comes in."""

from __future__ import annotations

import copy
import dataclasses
import json
import operator
import pickle
import re
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import partial
from itertools import product
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest
from foreign_values import Array
from pydantic import ValidationError
from rendering import render_partly
from tables import Table

import itinerary
from itinerary import (
    Conventions,
    Diagnostic,
    Document,
    DocumentError,
    Interval,
    ItineraryError,
    OptionError,
    PhraseError,
    PlaceError,
    dumps,
    explain,
    load,
    loads,
    render,
    resolve,
    resolve_phrase,
)
from itinerary.calendars import importing
from itinerary.dates.zones import load_zone
from itinerary.diagnostics import Position, find_nearest_choice
from itinerary.document import Event
from itinerary.export import IcsOptions, render_bytes
from itinerary.places import locate_place
from itinerary.reports.rendering import format_conflicts

EXAMPLE = Path(__file__).parent.parent / "examples" / "rubio-2025.yaml"
TRIP: dict[str, Any] = {
    "title": "Talks in Quito",
    "timezone": "America/Guayaquil",
    "sources": {"gazette": {"publisher": "Gazette", "title": "T", "published": "2025-08-29"}},
    "legs": [{"place": "Quito, Ecuador", "when": "3 September 2025"}],
    "events": [
        {"title": "Dinner", "when": {"says": "on Wednesday", "source": "gazette"}, "x-room": "B"},
        {"title": "Dinner", "when": "4 September 2025"},
    ],
}
BROKEN = "{title: T, id: t, as_of: 2025-09-01, events: [{title: Tea, when: someday soonish}]}"


def test_every_door_gives_one_document(tmp_path: Path) -> None:
    for suffix in ("json", "yaml"):
        (tmp_path / f"another.{suffix}").write_text(json.dumps(TRIP), encoding="utf-8")
    doors = [
        load(tmp_path / "another.json"),
        load(tmp_path / "another.yaml"),
        Document(**TRIP),
        Document.model_validate(TRIP),
        loads(json.dumps(TRIP), "json"),
        Document.model_validate(Document(**TRIP).model_dump()),
    ]
    assert [each.id for each in doors] == ["talks-in-quito"] * 6
    assert [[event.id for event in each.events] for each in doors] == [["dinner", "dinner-2"]] * 6
    assert all(each == doors[0] for each in doors)
    timelines = [resolve(each) for each in doors]
    assert len({tuple(entry.uid for entry in each) for each in timelines}) == 1
    assert len({render(each, "ics") for each in timelines}) == 1


NUMBERS: list[tuple[dict[str, Any], tuple[str | int, ...]]] = [
    ({"title": 2026}, ("title", "und")),
    ({"title": {"en": 20.5}}, ("title", "en")),
    ({"title": True}, ("title", "und")),
    ({"dates": 2025}, ("dates",)),
    ({"place": 5}, ("place",)),
    ({"travellers": [7]}, ("travellers", 0)),
    ({"categories": [1]}, ("categories", 0)),
    ({"id": 12}, ("id",)),
    ({"background": [{"title": "A", "when": 2012}]}, ("background", 0, "when")),
    ({"background": [{"title": "A", "when": [{"says": 2012}]}]},
     ("background", 0, "when", 0, "says")),
    ({"events": [{"title": "A", "when": "TBD", "number": 815}]}, ("events", 0, "number")),
    ({"events": [{"title": "A", "kind": "movement", "from": 5, "to": "Lima"}]},
     ("events", 0, "from")),
    ({"events": [{"title": "A", "kind": "movement", "to": 5, "from": "Lima"}]},
     ("events", 0, "to")),
    ({"events": [{"title": "A", "when": "TBD", "participants": [5]}]},
     ("events", 0, "participants", 0)),
    ({"events": [{"title": "A", "kind": "stay", "check_in": 5}]}, ("events", 0, "check_in")),
    ({"legs": [{"title": "A", "stay": 5}]}, ("legs", 0, "stay")),
    ({"home": 5}, ("home",)),
    ({"principal": 5}, ("principal",)),
]  # fmt: skip


@pytest.mark.parametrize(
    "wrong", [{"legs": 5}, {"events": [5]}, {"travellers": 5}, {"sources": 5}, {"contacts": [5]}]
)
def test_a_number_for_a_list_or_fields_is_not_told_to_be_text(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError) as caught:
        Document(**{"title": "T", **wrong})
    assert "text" not in caught.value.errors()[0]["msg"]


def test_a_number_for_a_text_is_refused_in_the_same_words_by_every_door(table: Table) -> None:
    for wrong, loc in NUMBERS:
        fields = {"title": "T", **wrong}
        with table.row(wrong):
            for build in (
                lambda fields: Document(**fields),
                Document.model_validate,
                lambda fields: Document(title="T").model_copy(update=fields),
                lambda fields: Document.model_validate_json(json.dumps(fields)),
            ):
                with pytest.raises(ValidationError) as caught:
                    build(fields)
                (error,) = caught.value.errors()
                given = "true or false" if wrong == {"title": True} else "a number"
                assert error["loc"] == loc
                assert error["msg"] == f'expected text, got {given} - write it in quotes: "…"'
    with pytest.raises(DocumentError, match="expected text, got a number"):
        loads("title = 2026", "toml")
    assert loads("{title: 0815}").title == "0815"


SETS: list[tuple[dict[str, Any], tuple[str | int, ...]]] = [
    ({"travellers": {"Ana", "Rui"}}, ("travellers",)),
    ({"categories": frozenset(("tour", "visit"))}, ("categories",)),
    ({"events": [{"title": "A", "when": "TBD", "topics": {"a", "b"}}]}, ("events", 0, "topics")),
    ({"x-mine": {"a", "b"}}, ("x-mine",)),
]


def test_a_set_has_no_order_and_is_refused(table: Table) -> None:
    for wrong, loc in SETS:
        with table.row(wrong):
            for build in (lambda fields: Document(**fields), Document.model_validate):
                with pytest.raises(ValidationError, match="in the order that counts") as caught:
                    build({"title": "T", **wrong})
                assert [each["loc"] for each in caught.value.errors()] == [loc]
    letters: Any = (each for each in "ab")
    assert Event(title="A", when="TBD", topics=letters).topics == ("a", "b")


def test_a_validation_error_is_bounded() -> None:
    with pytest.raises(ValidationError) as caught:
        Document(title="T", events=[{"k": 1}] * 5_000)  # type: ignore[typeddict-unknown-key]
    assert len(caught.value.errors()) == 1_001
    assert "and 9,000 more errors - correct those above first" in str(caught.value)
    assert json.loads(caught.value.json())[0]["loc"] == ["events", 0, "title"]
    with pytest.raises(ValidationError) as caught:
        Document(**{"title": "T", "x" * 100_000: 1})
    assert len(str(caught.value)) < 1_000


NEAREST: list[tuple[str, str, str]] = [  # a wrong word, the right ones, the one that is meant
    ("meting", "meeting press stay", "meeting"),
    ("titel", "title place", "title"),
    ("Dtaes", "dates place", "dates"),
    ("lag", "leg kind", "leg"),
    ("rad", "red blue", "red"),
    ("mark", "markdown ics html", "markdown"),
    ("cancel", "confirmed cancelled", "cancelled"),
    ("canceled", "confirmed cancelled", "cancelled"),
    ("locations", "location", "location"),
    ("departure", "depart arrive", "depart"),
    ("hotel", "notes title", ""),
    ("price", "place title", ""),
    ("weather", "where when", ""),
    ("time", "title", ""),
    ("xml", "html", ""),
    ("weekday", "day", ""),
    ("ab", "abc", "abc"),
    ("", "place", ""),
]


def test_a_word_is_suggested_if_it_is_a_slip_and_no_other(table: Table) -> None:
    for word, known, meant in NEAREST:
        with table.row(word, known):
            assert find_nearest_choice(word, known.split()) == meant


NO_TIME: list[tuple[str, Callable[[Any], object]]] = [
    ("day", lambda day: resolve(Document(**TRIP)).on(day)),
    ("until", lambda day: importing.import_calendar(b"", "a.ics", until=day)),
    ("reference", lambda day: resolve_phrase("today", reference=day)),
    ("no date of the calendar", lambda day: Event(title="A", when=day)),
    ("no date of the calendar", lambda day: Document(title="A", as_of=day)),
]


def test_what_pandas_has_for_no_time_is_refused(table: Table) -> None:
    pandas = pytest.importorskip("pandas")
    for named, call in NO_TIME:
        with table.row(named), pytest.raises(ValueError, match=named):
            call(pandas.NaT)


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"position": "trip.yaml"}, "position takes a Position, not 'trip.yaml'"),
        ({"severity": "fatal"}, "severity is one of error, warning, note, not 'fatal'"),
        ({"severity": None}, "severity takes a str"),
        ({"message": 5}, "message takes a str, not 5"),
        ({"hint": None}, "hint takes a str, not None"),
        ({"code": 7}, "code takes a str, not 7"),
        ({"code": "unknown"}, "code is none of itinerary.codes: 'unknown'; leave it out"),
        ({"excerpt": b""}, "excerpt takes a str"),
        ({"path": "when"}, "path takes a tuple of names and numbers, not 'when'"),
        ({"path": (None,)}, "path takes a tuple of names and numbers"),
    ],
)
def test_a_finding_is_checked(fields: dict[str, Any], named: str) -> None:
    right: dict[str, Any] = {
        "position": Position("a"),
        "severity": "error",
        "message": "wrong",
        "hint": "write another",
        "code": "unknown-field",
        "path": ("events", 0),
    }
    found = Diagnostic(**right)
    assert (pickle.loads(pickle.dumps(found)), copy.deepcopy(found)) == (found, found)  # noqa: S301
    assert found._replace(message="other").message == "other"
    with pytest.raises((TypeError, ValueError), match=re.escape(named)):
        Diagnostic(**right | fields)


@pytest.mark.parametrize("part", [Document(**TRIP), Document(**TRIP).events[0]])
def test_what_has_no_hash_says_what_to_use(part: Any) -> None:
    with pytest.raises(TypeError, match=f"{type(part).__name__} is not hashable: .* its id"):
        hash(part)
    with pytest.raises(TypeError, match="use its id"):
        hash(resolve(Document(**TRIP)).entries[0])


@pytest.mark.parametrize(
    ("change", "place", "said"),
    [
        ({"events": [{"id": "a", "title": "A", "when": "TBD"}] * 2}, ("events", 1, "id"), "taken"),
        (
            {"events": [{"id": "trip", "title": "A", "when": "TBD"}]},
            ("events", 0, "id"),
            "reserved",
        ),
        (
            {"events": [{"title": "A", "when": {"says": "TBD", "source": "gazete"}}]},
            ("events", 0, "when", 0, "source"),
            "did you mean 'gazette'?",
        ),
    ],
)
def test_wrong_ids_are_errors_of_the_constructor(
    change: dict[str, Any], place: tuple[str | int, ...], said: str
) -> None:
    with pytest.raises(ValidationError) as caught:
        Document(**TRIP | change)
    (error,) = caught.value.errors()
    assert error["loc"] == place
    assert said in error["msg"]


def test_a_changed_copy_is_checked_and_keeps_its_ids() -> None:
    document = Document(**TRIP)
    later = document.events[0].model_copy(update={"when": "5 May 2025"})
    assert (later.title, later.id, later.extensions) == ("Dinner", "dinner", {"x-room": "B"})
    changed = document.model_copy(update={"events": [*document.events[1:], later]})
    assert [each.id for each in changed.events] == ["dinner-2", "dinner"]
    movement = Event(**{"title": "F", "kind": "movement", "from": "Quito", "to": "Lima"})
    assert movement.model_copy(update={"to": "Lisbon"}).destination.name == "Lisbon"
    for update in ({"titel": "x"}, {"events": [{"title": "no date"}]}):
        with pytest.raises(ValidationError):
            document.model_copy(update=update)


COPIES: list[tuple[type[Any], dict[str, Any], dict[str, Any], str | None]] = [
    (Document, {"title": "Tea"}, {"title": "Lunch"}, "lunch"),
    (Document, {"title": "Tea"}, {"title": {"en": "Lunch"}}, "lunch"),
    (Document, {"title": "Tea"}, {"title": "Lunch", "id": "mine"}, "mine"),
    (Document, {"title": "Tea"}, {"dates": "4 May 2025"}, "tea"),
    (Document, {"title": "Tea", "id": "mine"}, {"title": "Lunch"}, "mine"),
    (Document, {"title": "Tea", "id": "mine"}, {"id": None}, "tea"),
]


@pytest.mark.parametrize("method", ["model_copy", "copy"])
def test_an_id_that_was_made_follows_the_title_of_a_copy(method: str, table: Table) -> None:
    for model, fields, update, expected in COPIES:
        with table.row(fields, update):
            original = model(**fields)
            changed = getattr(original, method)(update=update)
            assert (changed.id, loads(dumps(changed)).id) == (expected, expected)
            again = changed.model_copy(update={"title": "Supper"})
            assert again.id == ("mine" if changed.id == "mine" else "supper")
    document = Document(title="Tea", id="tea")
    assert document.model_copy(update={"title": "Lunch"}).id == "tea"
    with pytest.raises(TypeError, match="model_copy"):
        getattr(Document(title="Tea"), "copy")(exclude={"title"})  # noqa: B009 - it is deprecated


def test_an_id_that_was_made_follows_the_title_of_an_entry() -> None:
    document = Document(
        title="T",
        legs=[{"place": "Quito", "when": "4 May 2025", "id": None}],
        events=[{"title": each, "when": "4 May 2025"} for each in ("Tea", "Tea", "Lunch")],
    )
    assert [each.id for each in document.events] == ["tea", "tea-2", "lunch"]
    supper = document.events[0].model_copy(update={"title": "Supper"})
    moved = document.legs[0].model_copy(update={"place": "Lima"})
    titled = moved.model_copy(update={"title": "The coast"})
    changed = document.model_copy(
        update={"events": [supper, *document.events[1:]], "legs": [moved]}
    )
    assert [each.id for each in (*changed.legs, *changed.events)] == [
        "lima",
        "supper",
        "tea-2",
        "lunch",
    ]
    assert document.model_copy(update={"legs": [titled]}).legs[0].id == "the-coast"
    assert loads(dumps(changed)) == changed


def test_a_finding_about_what_is_not_in_the_text_points_at_its_field() -> None:
    document = loads("title: T\nid: t\nevents:\n- {title: A, when: soonish}\n")
    (stated,) = resolve(document).diagnostics
    assert (stated.position.line, stated.path) == (4, ("events", 0, "when"))
    tea = {"title": "Tea", "when": "TBD"}
    moved = document.model_copy(update={"events": [tea, *document.events]})
    (found,) = resolve(moved).diagnostics
    assert (found.position.line, found.excerpt, found.path) == (1, "", ("events", 1, "when"))
    assert found.message == stated.message
    assert str(found).startswith("t:1:1: error: events[1].when: ")


def test_findings_are_data_of_bounded_size() -> None:
    wrong = json.dumps({"title": "T", "events": [{"k": "x" * 60}] * 1000})
    with pytest.raises(DocumentError) as caught:
        loads(wrong, "json")
    found = [each.to_dict() for each in caught.value.diagnostics]
    assert len(found) == 2000
    assert max(len(json.dumps(each)) for each in found) < 2000
    assert str(caught.value).endswith("… and 1,950 more - correct those above first")


def test_a_broken_document_is_no_calendar_unless_told() -> None:
    timeline = resolve(loads(BROKEN))
    for format in ("ics", "markdown", "json"):
        with pytest.raises(DocumentError, match="soonish"):
            render(timeline, format)
        assert render_partly(timeline, format) or format == "ics"
    for render_any, audience in product((render, render_bytes), ("public", "party")):
        with pytest.raises(DocumentError, match="told to its author only") as caught:
            render_any(timeline, "ics", audience=audience)
        assert len(caught.value.diagnostics) == 1
        assert "soonish" not in str(caught.value)


def test_a_timeline_is_a_collection_of_entries() -> None:
    timeline = resolve(load(EXAMPLE))
    assert list(timeline) == list(timeline.entries)
    assert list(reversed(timeline)) == list(reversed(timeline.entries))
    assert len(timeline) == len(timeline.entries)
    assert timeline["quito"].title == "Quito, Ecuador"
    assert "quito" in timeline
    assert "lima" not in timeline
    with pytest.raises(OptionError, match="did you mean 'quito'") as caught:
        timeline["quitto"]
    assert isinstance(caught.value, KeyError)
    with pytest.raises(TypeError, match="id of an entry"):
        timeline[0]  # type: ignore[index]
    assert "quito" in [entry.id for entry in timeline.on(date(2025, 9, 4))]
    assert timeline.on(date(2025, 9, 9)) == ()
    assert len(repr(timeline)) < 100


def test_records_have_the_same_fields_of_the_same_types() -> None:
    timeline = resolve(load(EXAMPLE))
    for zone in (None, "Europe/Madrid"):
        rows = timeline.to_records(zone)
        assert len({tuple(row) for row in rows}) == 1
        assert {row["id"] for row in rows} == {entry.id for entry in timeline}
        moments = [row[end] for row in rows for end in ("start", "end") if row[end]]
        assert {each.tzinfo is not None for each in moments} == {zone is not None}


def test_a_place_that_has_no_zone_keeps_its_name_in_every_format() -> None:
    flight = "kind: movement, from: Quito, to: Barbarland, depart: 2026-09-04, arrive: 2026-09-04"
    text = """
      {title: T, home: Nowhereville, legs: [{title: L, place: Xyzzyville, when: 2026-09-03,
        events: [{title: Tea, when: 2026-09-03 10:00},
          {title: Hall, place: Quito, when: 2026-09-03 11:00}]}],
      events: [{title: Inn, kind: stay, place: Hotel Foo, check_in: 2026-09-03,
        check_out: 2026-09-04}, {title: Fly, %s}]}"""
    timeline = resolve(loads(text % flight))
    names = {"l": "Xyzzyville", "tea": "Xyzzyville", "inn": "Hotel Foo", "hall": "Quito"}
    assert {entry.id: entry.place.name for entry in timeline if entry.place} == (
        names | {"fly": "Quito"}
    )
    rows = {row["id"]: row for row in timeline.to_records()}
    assert {id: rows[id]["place"] for id in names} == names
    assert (rows["fly"]["start_zone"], rows["fly"]["end_zone"]) == ("America/Guayaquil", None)
    assert (rows["tea"]["zone"], rows["tea"]["country"]) == (None, None)
    shown = {
        each["id"]: each["place"] for each in json.loads(render_partly(timeline, "json"))["entries"]
    }
    assert {id: shown[id]["name"] for id in names} == names
    assert shown["inn"]["timezone"] is None
    assert "LOCATION:Hotel Foo" in render_partly(timeline, "ics")
    assert timeline.home_zone is None


def test_what_has_no_place_but_a_zone_has_no_name_of_one_in_records() -> None:
    timeline = resolve(
        loads("{title: T, timezone: Europe/Lisbon, events: [{title: A, when: TBD}]}")
    )
    assert [(row["place"], row["country"]) for row in timeline.to_records()] == [(None, None)] * 2


@pytest.mark.parametrize(
    ("dates", "start", "end", "at_utc"),
    [
        (
            "depart: '10:00', arrive: '9:30'",
            "2025-05-03T10:00:00 Asia/Tokyo",
            "2025-05-03T09:30:00 America/Los_Angeles",
            "2025-05-03T01:00:00+00:00 2025-05-03T16:30:00+00:00",
        ),
        ("depart: '10:00'", "2025-05-03T10:00:00 Asia/Tokyo", "", "2025-05-03T01:00:00+00:00 -"),
        (
            "arrive: '9:30'",
            "",
            "2025-05-03T09:30:00 America/Los_Angeles",
            "- 2025-05-03T16:30:00+00:00",
        ),
        ("depart: 3 May 2025", "2025-05-03T00:00:00 Asia/Tokyo", "", "2025-05-02T15:00:00+00:00 -"),
        (
            "arrive: 3 May 2025",
            "",
            "2025-05-04T00:00:00 America/Los_Angeles",
            "- 2025-05-04T07:00:00+00:00",
        ),
        ("depart: TBD", "", "", "- -"),
        (
            "depart: 3 May 2025, arrive: '9:30'",
            "2025-05-03T00:00:00 Asia/Tokyo",
            "2025-05-03T09:30:00 America/Los_Angeles",
            "2025-05-02T15:00:00+00:00 2025-05-03T16:30:00+00:00",
        ),
        (
            "depart: '10:00', arrive: 3 May 2025",
            "2025-05-03T10:00:00 Asia/Tokyo",
            "2025-05-04T00:00:00 America/Los_Angeles",
            "2025-05-03T01:00:00+00:00 2025-05-04T07:00:00+00:00",
        ),
        (
            "depart: 2 May 2025, arrive: '9:30'",
            "2025-05-02T00:00:00 Asia/Tokyo",
            "2025-05-03T09:30:00 America/Los_Angeles",
            "2025-05-01T15:00:00+00:00 2025-05-03T16:30:00+00:00",
        ),
    ],
)
def test_each_end_of_a_movement_has_a_clock_and_none_is_invented(
    dates: str, start: str, end: str, at_utc: str
) -> None:
    flight = f"{{kind: movement, title: F, id: f, from: Tokyo, to: Los Angeles, {dates}}}"
    timeline = resolve(loads(f"{{title: T, dates: 3 May 2025, events: [{flight}]}}"))
    local, utc = (
        next(row for row in timeline.to_records(zone) if row["id"] == "f") for zone in (None, "UTC")
    )
    for side, expected in (("start", start), ("end", end)):
        assert local[f"open_{side}"] == (not expected)
        zone = local[f"{side}_zone"]
        shown = f"{local[side].isoformat()} {zone}" if local[side] else zone or ""
        assert shown == expected
        assert utc[f"{side}_zone"] == zone
    ends = (utc[side].isoformat() if utc[side] else "-" for side in ("start", "end"))
    assert " ".join(ends) == at_utc


def test_timelines_and_documents_survive_pickle_and_copies() -> None:
    timeline = resolve(load(EXAMPLE))
    for again in (pickle.loads(pickle.dumps(timeline)), copy.deepcopy(timeline)):  # noqa: S301
        assert again == timeline
        assert render(again, "ics") == render(timeline, "ics")


@pytest.mark.parametrize("odd", [None, "trip.yaml", 3, {}, []])
def test_a_wrong_argument_is_named(odd: Any) -> None:
    with pytest.raises(TypeError, match="takes a Document"):
        resolve(odd)
    with pytest.raises(TypeError, match="takes a Timeline"):
        render(odd, "ics")


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"prefer": "futur"}, "unknown prefer 'futur' - did you mean 'future'?"),
        ({"prefr": "past"}, "unknown convention 'prefr' - did you mean 'prefer'?"),
        ({"prefer": None}, "unknown prefer 'None' - known: future, nearest, past"),
        ({"after": "x"}, "unknown after 'x' - known: from-end, from-start"),
        ({"next_weekday": "comming"}, "unknown next_weekday 'comming' - did you mean 'coming'?"),
        ({"date_order": "dym"}, "unknown date_order 'dym' - did you mean 'dmy'?"),
        ({"week_start": 9}, "week_start takes a whole number from 0 to 6, not 9"),
        ({"week_start": True}, "week_start takes a whole number from 0 to 6, not True"),
        ({"fiscal_year": 0}, "fiscal_year takes a whole number from 1 to 12, not 0"),
        ({"fiscal_year": "May"}, "fiscal_year takes a whole number from 1 to 12, not 'May'"),
        ({"weekend": "friday"}, "weekend takes a weekday and an hour from 0 to 23, as in"),
        ({"weekend": ("friday", 24)}, "weekend takes a weekday and an hour from 0 to 23, as in"),
        ({"weekend": ("freitag", 18)}, "weekend takes a weekday and an hour from 0 to 23, as in"),
        ({"parts_of_day": None}, "parts_of_day takes a mapping of names to hours, not None"),
        ({"parts_of_day": {"mornin": (6, 12)}}, "unknown part of the day 'mornin' - did you mean"),
        ({"parts_of_day": {"morning": 6}}, "parts_of_day takes two hours for 'morning', as in"),
        ({"parts_of_day": {"morning": (24, 30)}}, "parts_of_day takes two hours for 'morning'"),
        ({"parts_of_day": {"morning": (True, 9)}}, "parts_of_day takes two hours for 'morning'"),
        ({"weekend": ("friday", True)}, "weekend takes a weekday and an hour from 0 to 23"),
        ({"parts_of_day": {"night": (22, 49)}}, "parts_of_day takes two hours for 'night', as in"),
    ],
)
def test_a_wrong_convention_is_refused(given: Any, message: str) -> None:
    with pytest.raises(OptionError) as caught:
        Conventions(**given)
    assert str(caught.value).startswith(message)


def test_a_zone_that_is_neither_a_name_nor_a_zoneinfo_is_told_both() -> None:
    odd: Any = UTC
    with pytest.raises(TypeError, match="takes zone as the name of a time zone or a ZoneInfo, not"):
        resolve(loads("{title: T}")).to_records(zone=odd)


def test_a_path_for_a_text_and_a_text_for_a_path_are_told_apart() -> None:
    with pytest.raises(DocumentError, match=r"load\(\) takes it; loads\(\) takes the text"):
        loads("examples/weekend-lisbon.yaml")
    with pytest.raises(DocumentError, match=r"load\(\) takes a path; loads\(\) takes a text"):
        load("title: T\n")


def test_an_array_for_a_list_is_refused_at_its_field() -> None:
    odd: Any = Array()
    with pytest.raises(ValidationError) as raised:
        itinerary.Document(title="T", categories=odd)
    assert [each["loc"] for each in raised.value.errors()] == [("categories",)]


@pytest.mark.parametrize(
    ("track", "message"),
    [
        (lambda _: None, "track returns the ids that it gets, not None"),
        (lambda _: [], "track .*, all and in order, not None in place of 'trip'"),
        (lambda _: ["x"], "track .*, not 'x' in place of 'trip'"),
        (lambda ids: [*ids, "x"], "track .*, not 'x' in place of None"),
    ],
)
def test_a_tracker_that_gives_other_ids_is_named(track: Any, message: str) -> None:
    with pytest.raises(TypeError, match=message):
        resolve(loads("{title: T, dates: 2026-09-03}"), track=track)


@pytest.mark.parametrize("error", [PhraseError, PlaceError])
def test_an_error_of_an_unknown_kind_is_refused(error: Any) -> None:
    with pytest.raises(ValueError, match=r"kind takes un\w+, .* not 'odd'"):
        error("m", kind="odd")


def test_resolutions_and_conflicts_keep_to_their_types() -> None:
    day = Interval(date(2026, 9, 3), date(2026, 9, 4))
    one, same = (
        resolve_phrase("two days after $a", reference=date(2026, 9, 1), anchors={"a": day})
        for _ in range(2)
    )
    assert (hash(one), one) == (hash(same), same)
    odd: Any = None
    with pytest.raises(TypeError, match="found takes Conflicts, not None"):
        format_conflicts(odd)


def test_conventions_share_nothing_with_their_maker() -> None:
    hours, weekend = {"morning": (5, 11)}, ["friday", 18]
    made: dict[str, Any] = {"parts_of_day": hours, "weekend": weekend}
    conventions = Conventions(**made)
    hours["morning"], weekend[1] = (1, 2), 3
    same = Conventions(parts_of_day={"morning": (5, 11)}, weekend=("friday", 18))
    assert conventions == same
    assert hash(conventions) == hash(same)
    changing: Any = conventions.parts_of_day
    for change in (lambda: changing.update(night=(1, 2)), lambda: changing.pop("morning")):
        with pytest.raises(TypeError, match="Conventions do not change"):
            change()
    again = pickle.loads(pickle.dumps(conventions))  # noqa: S301  # our own
    assert again == copy.deepcopy(conventions) == same


@pytest.mark.parametrize(
    ("fields", "loc"),
    [
        ({"issue": True}, ("issue",)),
        ({"itinerary": True}, ("itinerary",)),
        ({"place": {"name": "Lisbon", "latitude": True}}, ("place", "latitude")),
        ({"place": {"name": "Lisbon", "longitude": False}}, ("place", "longitude")),
        ({"x-a": object()}, ("x-",)),
        ({"x-a": [{"b": b"1"}]}, ("x-",)),
    ],
)
def test_what_no_file_could_say_is_refused_in_python(
    fields: dict[str, Any], loc: tuple[str, ...]
) -> None:
    with pytest.raises(ValidationError) as raised:
        itinerary.Document(title="T", **fields)
    assert [each["loc"] for each in raised.value.errors()] == [loc]


@pytest.mark.parametrize(
    ("update", "left"),
    [
        ({"x-a": None}, {"x-b": "2"}),
        ({"x-a": 3}, {"x-a": "3", "x-b": "2"}),
        ({"extensions": {"x-z": "1"}}, {"x-z": "1"}),
        ({"extensions": None}, {}),
    ],
)
def test_own_fields_are_changed_and_taken_away(update: dict[str, Any], left: object) -> None:
    own: dict[str, Any] = {"x-a": 1, "x-b": 2, "x-none": None}
    copied = itinerary.Document(title="T", **own).model_copy(update=update)
    assert copied.extensions == left
    assert loads(itinerary.dumps(copied, "toml"), "toml").extensions == left


def test_values_can_be_keys() -> None:
    found = resolve_phrase("today", reference=date(2025, 9, 3))
    same = Conventions(parts_of_day={"morning": (6, 12)})
    for one, other in (
        (Conventions(), Conventions(prefer="nearest")),
        (same, Conventions(parts_of_day={"morning": (6, 12)})),
        (IcsOptions(alarm="30m"), IcsOptions(alarm="30m")),
        (found.interval, dataclasses.replace(found.interval)),
        (found.intervals, (found.interval,)),
    ):
        assert {one: "x"}[other] == "x"


def test_conventions_at_the_ends_of_what_they_take() -> None:
    for given in (
        {"week_start": 6, "fiscal_year": 12, "weekend": ("friday", 23)},
        {"week_start": 0, "fiscal_year": 1, "weekend": ("sunday", 0), "date_order": "ymd"},
        {"parts_of_day": {"night": (23.5, 48), "morning": (0, 12)}, "next_weekday": None},
    ):
        assert Conventions(**given)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"text": None}, "text takes a str, not None"),
        ({"text": b"today"}, "text takes a str, not a bytes"),
        ({"reference": None}, "reference takes a date or a datetime, not None"),
        ({"reference": "2025-09-03"}, "reference takes a date or a datetime, not '2025-09-0"),
        ({"language": None}, "language takes the code of a language, such as 'en', not None"),
        ({"language": ["en"]}, "language takes the code of a language, such as 'en', not a list"),
        ({"zone": "Europe/Lisbon"}, "zone takes a ZoneInfo or None, not 'Europe/Lisbon'"),
        ({"window": (1, 2)}, "window takes an Interval, a tuple of them, or None, not 1"),
        ({"anchors": [1]}, "anchors takes a mapping of names to Intervals, or None, not a list"),
        ({"conventions": None}, "conventions takes Conventions, not None"),
    ],
)
def test_a_wrong_argument_of_a_phrase_is_named(given: Any, message: str) -> None:
    with pytest.raises(TypeError) as caught:
        resolve_phrase(**{"text": "today", "reference": date(2025, 9, 3)} | given)
    assert str(caught.value).startswith(message)


def test_a_language_that_is_not_known_is_an_option_error() -> None:
    with pytest.raises(OptionError, match="unknown language 'fr' - known: en, es, "):
        resolve_phrase("today", reference=date(2025, 9, 3), language="fr")


@pytest.mark.parametrize("zone", [UTC, timezone(timedelta(hours=-5)), load_zone("Asia/Tokyo")])
def test_an_aware_reference_keeps_its_zone(zone: tzinfo) -> None:
    reference = datetime(2025, 9, 3, 20, tzinfo=zone)
    found = resolve_phrase("in two hours", reference=reference).interval
    assert (found.start, found.is_point) == (reference + timedelta(hours=2), True)
    assert resolve_phrase("tomorrow at 10:00", reference=reference).interval.start == datetime(
        2025, 9, 4, 10, tzinfo=zone
    )
    assert resolve_phrase("tomorrow", reference=reference).interval.start == date(2025, 9, 4)
    in_lisbon = resolve_phrase("now", reference=reference, zone=load_zone("Europe/Lisbon"))
    assert in_lisbon.interval.start == reference
    assert in_lisbon.interval.start.tzinfo is load_zone("Europe/Lisbon")


@pytest.mark.parametrize(
    ("words", "reference", "code", "used"),
    [
        ("2:30", datetime(2025, 3, 30, 12), "no-such-time", "01:30Z"),
        ("from 1:30 to 2:30", datetime(2025, 3, 30, 12), "no-such-time", "01:30Z"),
        ("2:30", datetime(2025, 10, 26, 12), "time-comes-twice", "00:30Z"),
        ("in 3 hours", datetime(2025, 10, 26, 0, 30), "time-comes-twice", "01:30Z"),
        ("2025-10-26T02:30+01:00", datetime(2025, 10, 26, 12), "", ""),
        ("3:30", datetime(2025, 3, 30, 12), "", ""),
        ("in the morning", datetime(2025, 3, 30, 12), "", ""),
    ],
)
def test_a_phrase_tells_of_clocks_as_a_document_does(
    words: str, reference: datetime, code: str, used: str
) -> None:
    found = resolve_phrase(words, reference=reference, zone=load_zone("Europe/Paris")).diagnostics
    assert [str(each.code) for each in found] == ([code] if code else [])
    said = reference.isoformat() if words.startswith("in 3") else "2025-01-01"
    event = {"title": "T", "place": "Paris", "when": {"says": words, "said": said}}
    trip = Document(title="T", dates=reference.date().isoformat(), events=[event])
    told = [each for each in resolve(trip).diagnostics if each.code == code]
    assert [each.message for each in found] == [
        each.message.rpartition("'T': ")[2] for each in told
    ]
    assert all(f" {used}" in each.message.replace("T", " ") for each in found)


def test_errors_survive_pickle_and_copies() -> None:
    def catch(call: Callable[[], object]) -> Exception:
        with pytest.raises(ItineraryError) as caught:
            call()
        return caught.value

    timeline = resolve(load(EXAMPLE))
    for error in (
        catch(lambda: loads("{title: T, plce: Quito}")),
        catch(lambda: resolve_phrase("soonish", reference=date(2025, 9, 3))),
        catch(lambda: render(timeline, "icss")),
        catch(lambda: timeline["quitto"]),
        catch(lambda: locate_place("Springfield")),
    ):
        for again in (pickle.loads(pickle.dumps(error)), copy.copy(error)):  # noqa: S301
            assert (type(again), str(again), vars(again)) == (type(error), str(error), vars(error))


def test_a_broken_document_does_not_hang_a_pool_of_processes(tmp_path: Path) -> None:
    (tmp_path / "broken.yaml").write_text("{title: T, plce: Quito}", encoding="utf-8")
    context = get_context("spawn")  # a fork of a process with threads may stand still
    with (
        ProcessPoolExecutor(1, mp_context=context) as pool,
        pytest.raises(DocumentError, match="plce"),
    ):
        pool.submit(load, tmp_path / "broken.yaml").result(timeout=300)


def test_names_of_dates_and_paths_are_plain_texts() -> None:
    """They print as they are written: 'when', not a member of an enum."""
    events = [{"title": "E", "when": "soon"}, {"title": "F", "when": "2025-09-03"}]
    timeline = resolve(
        Document.model_validate({"title": "T", "dates": "2025-09", "events": events})
    )
    names = [dating.name for entry in timeline for dating in entry.datings]
    steps = [step for found in timeline.diagnostics for step in found.path or ()]
    assert {type(each) for each in (*names, *steps)} == {str, int}
    assert names.count("when") == 2


def pickle_again(document: Document) -> Document:
    return pickle.loads(pickle.dumps(document))  # noqa: S301 - it is our own


MAPPINGS: dict[str, Callable[[Document], dict[str, Any]]] = {
    "sources": lambda document: document.sources,
    "titles": lambda document: document.titles,
    "extensions": lambda document: document.extensions,
    "in an extension": lambda document: document.extensions["x-a"],
    "titles of an event": lambda document: document.events[0].titles,
    "extensions by default": lambda document: document.events[0].extensions,
    "sources of a copy": lambda document: document.model_copy(update={"id": "b"}).sources,
    "sources of a deep copy": lambda document: copy.deepcopy(document).sources,
    "sources of a pickle": lambda document: pickle_again(document).sources,
}
CHANGES: dict[str, Callable[[dict[str, Any]], object]] = {
    "an item": lambda mapping: mapping.__setitem__("a", None),
    "no item": lambda mapping: mapping.__delitem__("a"),
    "update": lambda mapping: mapping.update(a=None),
    "setdefault": lambda mapping: mapping.setdefault("z", None),
    "pop": lambda mapping: mapping.pop("a"),
    "popitem": lambda mapping: mapping.popitem(),
    "clear": lambda mapping: mapping.clear(),
    "|=": lambda mapping: operator.ior(mapping, {"a": None}),
}


def test_no_mapping_of_a_document_changes(table: Table) -> None:
    event = {"title": "Tea", "when": "4 May 2025"}
    sources = {"a": {"publisher": "P", "title": "T"}}
    document = Document(title="T", sources=sources, events=[event], **{"x-a": {"b": "c"}})
    for (name, find), (change, run) in product(MAPPINGS.items(), CHANGES.items()):
        with table.row(name, change), pytest.raises(TypeError, match="documents do not change"):
            run(find(document))
    for again in (copy.copy(document), copy.deepcopy(document), document.model_copy(deep=True)):
        assert again == document
    assert pickle_again(document) == document
    assert document.model_dump(mode="json")["sources"]["a"]["title"] == "T"
    assert document.sources | {} == dict(document.sources)


def test_an_unknown_id_has_one_message_wherever_it_is_asked_for() -> None:
    timeline = resolve(Document(**TRIP))
    for ask, is_key in ((timeline.__getitem__, True), (partial(explain, timeline), False)):
        with pytest.raises(ItineraryError, match="no entry has the id 'nope'") as caught:
            ask("nope")
        assert isinstance(caught.value, KeyError) == is_key


def test_the_names_of_the_contract_are_there() -> None:
    assert itinerary.import_calendar is importing.import_calendar
    assert itinerary.document.Place(name="Quito") == itinerary.document.PlaceDetails(name="Quito")
