"""The page of a chronology: a scale that fits, lanes, a choice among groups, and pictures."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pages import attributes, elements, hold_page
from selectolax.lexbor import LexborHTMLParser
from tables import Table
from test_page import WIDTHS, chromium, hold_open, opened  # noqa: F401 - fixtures

from itinerary import Interval, Timeline, load, loads, render, resolve
from itinerary.document import ImageFile
from itinerary.document.images import MAX_IMAGE_BYTES
from itinerary.export import HtmlOptions
from itinerary.export import pdf as printing
from itinerary.export.html.background_axis import build_background_axis, build_lanes
from itinerary.export.html.year_scale import build_year_scale
from itinerary.loading.image_files import load_images

if TYPE_CHECKING:
    from playwright.sync_api import Page

PIXEL = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;"
TOWN = [
    {"title": "Abbey", "when": "c. 1340", "group": "Church"},
    {"title": "Reform", "when": "1890–1910", "group": "Works"},
    {"title": "Bridge", "when": "4 May 1890", "group": "Works", "notes": "Of iron"},
    {"title": "Tram", "when": "1901", "group": "Works"},
    {"title": "Fair", "when": "June 1903"},
]


def chronology(entries: list[dict[str, Any]]) -> Timeline:
    document = {"title": "Our town", "id": "town", "background": entries}
    return resolve(loads(json.dumps(document), "json"))


def page(entries: list[dict[str, Any]] = TOWN, **options: Any) -> str:
    text = render(chronology(entries), "html", HtmlOptions(**options))
    hold_page(text)
    return text


def select(text: str, css: str) -> list[str]:
    """The texts of some elements, with single blanks."""
    return [" ".join(each.text().split()) for each in LexborHTMLParser(text).css(css)]


# --- the scale


SCALES = [  # dates by EDTF, the years that are named, and how many gaps are left out
    (["1850"], ["1850", "1851"], 0),
    (["1990/1999", "2002"], ["1990", "1992", "1994", "1996", "1998", "2000", "2002"], 0),
    (["1990/1999", "2025"], ["1990", "1995", "2025"], 1),
    (["0476", "1990/1999"], ["476", "1990", "1995"], 1),
    (["-0508/-0026"], ["600 BC", "500 BC", "400 BC", "300 BC", "200 BC", "100 BC"], 0),
    (["-0043", "0079"], ["44 BC", "AD 79"], 1),
    (["-0099/0099"], ["100 BC", "50 BC", "AD 1", "AD 50", "100"], 0),
]


def test_the_scale_names_round_years_of_each_era_and_leaves_out_long_gaps(table: Table) -> None:
    for dates, names, gaps in SCALES:
        with table.row(dates):
            scale = build_year_scale(map(Interval.from_edtf, dates), has_breaks=True)
            assert scale
            assert [each.name.replace("\xa0", " ") for each in scale.ticks] == names
            assert len(scale.breaks) == gaps
            assert all(0 <= each.x <= 100 for each in scale.ticks)


def test_days_stand_in_order_on_the_scale_whatever_is_left_out() -> None:
    dates = ["-0508", "-0043-03-15", "0079-08-24", "0476", "1492-10-12", "1990", "1991-06", "2020"]
    intervals = [*map(Interval.from_edtf, dates)]
    scale = build_year_scale(intervals, has_breaks=True)
    assert scale
    places = [scale.locate_day(each.first) for each in intervals if each.first]
    assert places == sorted(places)
    assert places[0] == 0
    assert len(set(places)) == len(places)


# --- marks


MARKS = [  # a date by EDTF; its shape, whether it is hollow, and which ends of a bar are soft
    ("1890-05-04", "day", False, ""),
    ("1890-05", "month", False, ""),
    ("1890", "year", False, ""),
    ("1890~", "year", True, ""),
    ("1890?", "year", True, ""),
    ("189X", "age", False, ""),
    ("18XX", "age", False, ""),
    ("1890/1910", "lasting", False, "both"),
    ("1890-05-04/1890-06-01", "lasting", False, ""),
    ("1890/..", "lasting", False, "both"),
    ("1890-05-04/..", "lasting", False, "end"),
    ("../1890-05-04", "lasting", False, "start"),
    ("[1810..1825]", "within", False, ""),
    ("[..1849]", "within", False, ""),
]


def test_a_mark_tells_what_lasted_from_what_was_once(table: Table) -> None:
    for edtf, shape, is_about, ends in MARKS:
        with table.row(edtf):
            interval = Interval.from_edtf(edtf)
            (entry,) = chronology([{"title": "E", "when": "1890"}]).select_entries("background")
            reading = entry.datings[0].readings[0]
            from dataclasses import replace

            dating = replace(entry.datings[0], readings=(replace(reading, intervals=(interval,)),))
            axis = build_background_axis([replace(entry, datings=(dating,))])
            assert axis
            (mark,) = axis.marks[entry.id]
            assert (mark.shape, mark.is_about, mark.ends) == (shape, is_about, ends)


def test_lanes_are_groups_in_which_nothing_covers_another() -> None:
    entries = chronology(TOWN).select_entries("background")
    axis = build_background_axis(entries)
    assert axis
    lanes = build_lanes(["Church", "Works", "Works", "Works", ""], entries, axis)
    titles = {
        lane.name: [(entries[each.entry].title, each.line) for each in lane.marks] for lane in lanes
    }
    assert titles == {
        "Church": [("Abbey", 0)],
        "Works": [("Reform", 0), ("Tram", 1), ("Bridge", 2)],
        "": [("Fair", 0)],
    }


# --- the page


def test_it_has_periods_an_overview_and_a_choice() -> None:
    text = page()
    assert select(text, "h1, h2") == [
        "Our town", "Overview", "1340", "1890", "1901", "1903",
    ]  # fmt: skip
    assert select(text, ".choice label") == ["All", "Church", "Works", "No group"]
    assert select(text, "nav a") == ["1340", "1890", "1901", "1903"]
    assert select(text, ".lane .name") == ["Church", "Works", "No group"]
    assert not [each for each in elements(text) if each.tag == "table"]


def test_without_groups_there_is_nothing_to_choose() -> None:
    assert select(page([{"title": "Abbey", "when": "1340"}]), ".choice, .lane .name") == []


def test_names_of_groups_are_text_and_nothing_else() -> None:
    names = ["</style><script>", "a:checked) *{}", '"><img src=x>', "группа"]
    entries = [{"title": "E", "when": f"18{n}0", "group": name} for n, name in enumerate(names)]
    text = page(entries)
    assert select(text, ".choice label")[1:] == names
    assert not [each for each in elements(text) if each.tag == "img"]


# --- pictures


def test_a_picture_is_in_the_page_and_one_elsewhere_a_link() -> None:
    local = {"src": "bridge.gif", "alt": "The bridge", "credit": "Archive"}
    entries = [
        {"title": "Bridge", "when": "1890", "image": local},
        {"title": "Tram", "when": "1901", "image": "https://example.org/tram.jpg"},
    ]
    text = page(entries, images=(ImageFile("bridge.gif", PIXEL),))
    (image,) = (attributes(each) for each in elements(text) if each.tag == "img")
    assert (image["alt"], image["src"][:22]) == ("The bridge", "data:image/gif;base64,")
    assert select(text, "figcaption") == ["Archive"]
    assert "https://example.org/tram.jpg" in select(text, ".entry a")
    assert "img-src" not in page(entries)


def test_a_picture_is_shown_to_whom_its_event_is_shown() -> None:
    event = {"title": "Tea", "when": "2025-09-03", "visibility": "staff", "image": "tea.gif"}
    document = {"title": "T", "events": [event, {"title": "Walk", "when": "2025-09-03"}]}
    timeline = resolve(loads(json.dumps(document), "json"))
    options = HtmlOptions(images=(ImageFile("tea.gif", PIXEL),))
    assert "data:image/gif" in render(timeline, "html", options)
    public = render(timeline, "html", options, audience="public")
    assert "data:image/gif" not in public
    hold_page(public)


def test_pictures_lie_within_the_root_and_are_not_too_large(table: Table, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "fine.gif").write_bytes(PIXEL)
    (home / "text.gif").write_bytes(b"no picture")
    (home / "large.gif").write_bytes(PIXEL + bytes(MAX_IMAGE_BYTES))
    (tmp_path / "secret.gif").write_bytes(PIXEL)
    (home / "link.gif").symlink_to(tmp_path / "secret.gif")
    for src, problem in [
        ("fine.gif", None),
        ("gone.gif", "there is no such file"),
        ("text.gif", "it is no PNG, JPEG, GIF or WebP"),
        ("large.gif", "it has more than 512 KiB"),
        ("../secret.gif", "it lies outside the root"),
        ("link.gif", "it lies outside the root"),
        (str(tmp_path / "secret.gif"), "it lies outside the root"),
        ("https://example.org/x.gif", None),
    ]:
        with table.row(src):
            document = chronology([{"title": "E", "when": "1890", "image": src}]).document
            found = load_images(document, home)
            assert [each.src for each in found.files] == ([src] if src == "fine.gif" else [])
            assert [each.rpartition(": ")[2] for each in found.problems] == [
                *filter(None, [problem])
            ]


def test_the_command_puts_pictures_into_the_page(
    run: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("bridge.gif").write_bytes(PIXEL)
    entries = [
        {"title": "Bridge", "when": "1890", "image": "bridge.gif"},
        {"title": "Tram", "when": "1901", "image": "tram.gif"},
    ]
    Path("town.json").write_text(json.dumps({"title": "T", "id": "t", "background": entries}))
    status, _, told = run("export", "town.json", "-o", "town.html", "-o", "town.md")
    assert (status, told) == (0, "town.json: warning: image tram.gif: there is no such file\n")
    assert Path("town.html").read_text().count("data:image/gif;base64,") == 1
    assert load("town.json").background[0].image


# --- in a browser


@pytest.mark.parametrize("width", WIDTHS)
def test_one_group_alone_is_shown_without_a_script(
    opened: Callable[..., Page],  # noqa: F811
    width: int,
) -> None:
    local = {"src": "b.gif", "alt": "The bridge"}
    text = page([{**each, "image": local} for each in TOWN], images=(ImageFile("b.gif", PIXEL),))
    shown = opened(text, width)
    titles = shown.locator(".entry .what")
    hold_open(shown, width)
    shown.check("#group-2")
    assert [each.is_visible() for each in titles.all()] == [False, True, True, True, False]
    assert shown.locator(".period:visible").count() == 2
    assert shown.locator(".lane:visible").count() == 1
    hold_open(shown, width)
    shown.check("#group-0")
    assert all(each.is_visible() for each in titles.all())


def test_linked_data_lists_events_with_the_dates_that_it_can_tell() -> None:
    dates = ["-0043-03-15", "-0043", "1890", "1890?", "[1810..1825]", "1890/1893"]
    entries = [{"title": each, "when": {"edtf": each}} for each in dates]
    (data,) = (json.loads(each) for each in select(page(entries), "script"))
    assert data["@type"] == "ItemList"
    assert {each["name"]: each.get("startDate") for each in data["itemListElement"]} == {
        "-0043-03-15": "-0043-03-15",
        "-0043": "-0043",
        "1890": "1890",
        "1890?": None,
        "[1810..1825]": None,
        "1890/1893": "1890",
    }


@pytest.mark.browser
def test_all_of_it_is_printed() -> None:
    if not printing.find_browser():
        pytest.skip("no browser")
    from pypdf import PdfReader

    content = printing.render_pdf(page(), None)
    pages = PdfReader(BytesIO(content)).pages
    text = " ".join(" ".join(each.extract_text().split()) for each in pages)
    assert all(str(each["title"]) in text for each in TOWN)
    assert "Show" not in text
