"""A document without a trip is a chronology: it has periods, groups and a calendar of its own."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from tables import Table

from itinerary import OptionError, Timeline, loads, render, resolve
from itinerary.briefing import Briefing, Item, compose_briefing
from itinerary.dates.wording.labels import LABEL_LANGUAGES
from itinerary.export import IcsOptions, MarkdownOptions
from itinerary.export.ics.losses import list_losses
from itinerary.timeline.chronologies import is_chronology
from itinerary.views.groups import select_groups
from itinerary.views.within import select_within

TOWN = [
    {"id": "abbey", "title": "Abbey founded", "when": "c. 1340", "group": "Church"},
    {"id": "mill", "title": "Mill built", "when": "1850", "group": "Works", "notes": "Of oak"},
    {"id": "bridge", "title": "Bridge opened", "when": "4 May 1890", "group": "Works"},
    {"id": "tram", "title": "Tram lines laid", "when": "1901–1903", "categories": ["transport"]},
]


def chronology(entries: Sequence[dict[str, Any]] = TOWN, **fields: Any) -> Timeline:
    section = fields.pop("section", "background")
    document = {"title": "Our town", "id": "town", section: list(entries), **fields}
    return resolve(loads(json.dumps(document), "json"))


def headings(timeline: Timeline, language: str = "en") -> list[str]:
    return [each.heading for each in compose_briefing(timeline, language=language).periods]


def lines(briefing: Briefing) -> list[str]:
    return [text(item) for period in briefing.periods for item in period.items]


def text(item: Item) -> str:
    return "".join(piece for piece in item.line if isinstance(piece, str))


# --- what a chronology is


EVENT = {"title": "Fair", "when": "1890-05-04"}
LATER = {"title": "Tram", "when": "1901"}
TEA = {"title": "Tea", "when": "10:00", "place": "Lima"}
SHAPES = [  # a document, and whether it is a chronology
    ({"background": [EVENT]}, True),
    ({"events": [EVENT, LATER]}, True),
    ({"events": [EVENT, LATER], "background": [EVENT]}, True),
    ({}, False),
    ({"events": [EVENT]}, False),
    ({"events": [EVENT, {"title": "Ball", "when": "1890-05-06"}]}, False),
    ({"events": [EVENT, {"title": "Tea", "when": "1901-05-04 10:00"}], "place": "Lima"}, False),
    ({"background": [EVENT], "dates": "May 1890"}, False),
    ({"background": [EVENT], "legs": [{"place": "Lima"}]}, False),
    ({"background": [EVENT], "days": [{"day": "1890-05-04", "events": [TEA]}]}, False),
    ({"events": [LATER, {"title": "Inn", "kind": "stay", "check_in": "1850-01-01"}]}, False),
]


def test_a_document_without_a_trip_is_a_chronology(table: Table) -> None:
    for document, expected in SHAPES:
        with table.row(document):
            timeline = resolve(loads(json.dumps({"title": "T", **document}), "json"))
            assert is_chronology(timeline) == expected


def test_it_has_none_of_the_words_of_a_trip(table: Table) -> None:
    for language in LABEL_LANGUAGES:
        for style in ("briefing", "card", "day-sheet", "timeline"):
            with table.row(language, style):
                options = MarkdownOptions(lang=language, style=style)
                found = render(chronology(), "markdown", options)
                for words in ("TBD", "PD", "RON", "LV", "AR ", "SUBJECT", "SUJ", "Background"):
                    assert words not in found
                for entry in TOWN:
                    assert str(entry["title"]) in found


def test_its_head_has_the_years_that_it_covers() -> None:
    head = [text(each) for each in compose_briefing(chronology()).head]
    assert head == ["Years: 1340–1903"]


# --- periods


def test_entries_stand_under_the_year_in_which_they_begin() -> None:
    briefing = compose_briefing(chronology())
    assert headings(chronology()) == ["1340", "1850", "1890", "1901"]
    assert lines(briefing) == [
        "about 1340: Abbey founded · Church",
        "1850: Mill built · Works",
        "4 May 1890: Bridge opened · Works",
        "1901–1903: Tram lines laid",
    ]


def every(step: int, count: int) -> Timeline:
    """Something in each of so many years."""
    years = range(1500, 1500 + step * count, step)
    return chronology([{"title": f"Year {year}", "when": str(year)} for year in years])


def test_headings_are_of_the_finest_unit_that_gives_no_more_than_25() -> None:
    assert headings(every(step=1, count=25))[:2] == ["1500", "1501"]
    assert headings(every(step=1, count=26)) == ["1500s", "1510s", "1520s"]
    assert len(headings(every(step=10, count=25))) == 25
    assert headings(every(step=10, count=30)) == ["16th century", "17th century", "18th century"]
    assert headings(every(step=10, count=30), "es")[0] == "Siglo XVI"


def test_what_is_coarser_comes_before_what_lies_in_it() -> None:
    words = ["3 March 1850", "March 1850", "4 March 1850", "1850", "the 1850s", "December 1849"]
    found = lines(compose_briefing(chronology([{"title": "-", "when": each} for each in words])))
    assert [each.partition(":")[0] for each in found] == [
        "December 1849", "the 1850s", "1850", "March 1850", "3 March 1850", "4 March 1850",
    ]  # fmt: skip


# --- parts of it


def test_a_group_or_category_alone(table: Table) -> None:
    for names, expected in [
        (["Works"], ["mill", "bridge"]),
        (["works", "CHURCH"], ["abbey", "mill", "bridge"]),
        (["Transport"], ["tram"]),
    ]:
        with table.row(names):
            part = select_groups(chronology(), names)
            assert [entry.id for entry in part.select_entries("background")] == expected


def test_a_group_that_there_is_not_is_an_error() -> None:
    with pytest.raises(OptionError, match="category 'Wrks' - did you mean 'Works'"):
        select_groups(chronology(), ["Wrks"])


def test_the_events_of_a_group_keep_the_leg_around_them() -> None:
    events = [
        {"title": "Tea", "when": "2025-09-03", "group": "Public"},
        {"title": "Nap", "when": "2025-09-03"},
    ]
    trip = resolve(
        loads(json.dumps({"title": "T", "legs": [{"place": "Lima", "events": events}]}), "json")
    )
    part = select_groups(trip, ["public"])
    assert [entry.id for entry in part] == ["trip", "tea"]
    assert [leg.id for leg in part.enclosing_legs] == ["lima"]
    assert "Tea" in render(part, "markdown")


def test_years_of_it_alone(table: Table) -> None:
    for dates, expected in [
        ("1890", ["bridge"]),
        ("1800/1900", ["mill", "bridge"]),
        ("the 14th century", ["abbey"]),
        ("1902", ["tram"]),
    ]:
        with table.row(dates):
            part = select_within(chronology(), dates)
            assert [entry.id for entry in part.select_entries("background")] == expected


def test_years_before_christ_alone(table: Table) -> None:
    found = chronology([{"title": "Ides", "when": {"edtf": "-0043-03-15"}}, *TOWN])
    for dates, expected in [
        ("-0043", ["ides"]),
        ("-0499/0100", ["ides"]),
        ("1850/1900", ["mill", "bridge"]),
        ("the 19th century", ["mill", "bridge"]),
    ]:
        with table.row(dates):
            part = select_within(found, dates)
            assert [entry.id for entry in part.select_entries("background")] == expected
            assert render(part, "markdown")


def test_what_is_left_out_is_said(
    run: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("town.json").write_text(json.dumps({"title": "Our town", "id": "t", "background": TOWN}))
    status, told, _ = run("export", "town.json", "--only", "Works", "--within", "1890")
    assert status == 0
    assert "wrote town-1890-01-01-1890-12-31-works.md" in told
    assert "not of Works: 2 entries\nnot within 1890: 1 entry" in told
    assert "Only of this group: Works" in Path("town-1890-01-01-1890-12-31-works.md").read_text()


# --- formats


def test_its_calendar_has_all_of_it(
    run: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("town.json").write_text(json.dumps({"title": "Our town", "id": "t", "background": TOWN}))
    assert run("export", "town.json")[1].startswith("wrote town.ics\nwrote town.md\n")
    assert Path("town.ics").read_text().count("BEGIN:VEVENT") == len(TOWN)
    assert {each.name for each in tmp_path.iterdir()} == {"town.json", "town.ics", "town.md"}
    status, told, _ = run("verify", "town.ics", "town.json")
    assert (status, "4 events, no differences" in told) == (0, True)
    Path("town.ics").unlink()
    told = run("export", "town.json", "-o", "town.ics", "--background", "omit")[1]
    assert "no events to show, so town.ics is not written" in told


def test_groups_are_categories_of_calendars() -> None:
    assert "CATEGORIES:background,Works\r\n" in render(chronology(), "ics")


def test_a_calendar_tells_of_pictures_on_the_web_and_leaves_out_those_beside_it() -> None:
    web = {"src": "https://example.org/b.jpg", "alt": "The bridge", "credit": "Archive"}
    timeline = chronology(
        [
            {"title": "Bridge", "when": "1890", "image": web},
            {"title": "Mill", "when": "1850", "image": "mill.jpg"},
        ]
    )
    text = render(timeline, "ics").replace("\r\n ", "")
    assert r"Image: The bridge\, Archive\, https://example.org/b.jpg" in text
    assert "mill.jpg" not in text
    losses = list_losses(timeline, IcsOptions())
    assert "with a picture beside the document, which no calendar has: Mill" in losses
