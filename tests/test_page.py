"""The page: what stands in it, how it draws time, and what browsers and PDF readers make of it."""

from __future__ import annotations

import base64
import io
import json
import re
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from fuzz.naughty import kept
from pages import attributes, elements, hold_page
from tables import Table
from test_safety import everything, normal

from itinerary import ItineraryError, OptionError, Timeline, load, loads, render, resolve
from itinerary.briefing import compose_briefing
from itinerary.export import HtmlOptions, IcsOptions
from itinerary.export import pdf as printing
from itinerary.export.html.background_axis import build_background_axis
from itinerary.export.html.day_axis import build_day_axis
from itinerary.export.html.linked_data import build_linked_data

if TYPE_CHECKING:  # those that load it are few
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parent.parent
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
FINAL = ROOT / "examples" / "rubio-2025-final.yaml"
WIDTHS, SCHEMES = (375, 1280), ("light", "dark")
LOOKS = [
    (example, *look)
    for example in EXAMPLES
    for look in product(WIDTHS, SCHEMES)
    if example == FINAL or look in ((375, "dark"), (1280, "light"))
]
NO_BROWSER = "no Chromium is installed (apt-get install chromium)"
PATIENCE = 120_000  # milliseconds that a browser may take, on a machine that does much else


def timeline_of(**fields: Any) -> Timeline:
    """A trip through one day, at home in Washington, if nothing else is said."""
    base = {
        "title": "T",
        "id": "t",
        "home": "Washington, D.C.",
        "place": "Quito, Ecuador",
        "dates": "2025-09-03",
    }
    return resolve(loads(json.dumps(base | fields), "json"))


def event(when: str, **fields: Any) -> dict[str, Any]:
    return {"id": "e", "title": "E", "when": when} | fields


def flight(start: str, end: str, depart: str, arrive: str) -> dict[str, Any]:
    return {
        "id": "f",
        "title": "F",
        "kind": "movement",
        "from": start,
        "to": end,
        "depart": depart,
        "arrive": arrive,
    }


def texts(page: str, tag: str) -> list[str]:
    return [" ".join(node.text(deep=True).split()) for node in elements(page) if node.tag == tag]


# --- the page as text


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_every_page_holds(example: Path) -> None:
    hold_page(render(resolve(load(example)), "html"))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_it_says_what_the_briefing_says(example: Path) -> None:
    timeline = resolve(load(example))
    briefing, page = compose_briefing(timeline), render(timeline, "html")
    shown = " ".join(next(elements(page)).text(deep=True, separator="").split())
    said = [piece for day in briefing.days for row in day.rows for piece in (*row.times, *row.what)]
    said += [
        piece for section in briefing.sections for item in section.items for piece in item.line
    ]
    said += [
        text
        for day in briefing.days
        for text in (day.heading, day.count, day.clocks, day.lead, day.night)
    ]
    assert [
        text for text in said if isinstance(text, str) and " ".join(text.split()) not in shown
    ] == []


def test_the_language_is_told_and_headings_come_in_order() -> None:
    page = render(resolve(load(FINAL)), "html")
    nodes = list(elements(page))
    assert [attributes(node)["lang"] for node in nodes if node.tag == "html"] == ["en"]
    assert [node.tag for node in nodes if re.fullmatch("h[1-6]", node.tag)] == ["h1", *["h2"] * 8]


def test_in_spanish_by_a_clock_of_12_hours() -> None:
    page = render(resolve(load(FINAL)), "html", HtmlOptions(lang="es", clock=12))
    nodes = list(elements(page))
    assert [attributes(node)["lang"] for node in nodes if node.tag == "html"] == ["es"]
    assert {attributes(node)["lang"] for node in nodes if node.tag == "dl"} == {"en"}
    assert texts(page, "summary")[0] == "Por qué esta fecha"
    assert "Fuentes" in texts(page, "h2")
    (drawn,) = [node for node in nodes if attributes(node).get("id") == "hours-2025-09-03"]
    labels = [each.text() for each in drawn.parent.css("text")]
    assert labels[:4] == ["12\xa0a.\xa0m.", "2\xa0a.\xa0m.", "6\xa0a.\xa0m.", "8\xa0a.\xa0m."]
    for options in ({"lang": "eng"}, {"clock": 13}):
        with pytest.raises(OptionError):
            render(resolve(load(FINAL)), "html", HtmlOptions(**options))


def test_each_date_has_its_explanation_beside_it() -> None:
    timeline = resolve(load(FINAL))
    page = render(timeline, "html")
    rows = [row for day in compose_briefing(timeline).days for row in day.rows if row.dating]
    assert len(rows) == 7
    nodes = [node for node in elements(page) if node.tag == "td" and node.css_first("details")]
    assert len(nodes) == len(rows)
    for node, row in zip(nodes, rows, strict=True):
        entry = timeline.find(row.entry)
        assert entry
        dating = entry.find_dating(row.dating)
        assert dating
        told = node.css_first("details").text(deep=True)
        for reading in dating.readings:
            assert [text for _, text in reading.steps if text not in told] == []
            assert reading.reason in told


def test_what_counts_is_told_first_and_what_was_rejected_after_it() -> None:
    (page,) = [
        node
        for node in elements(render(resolve(load(FINAL)), "html"))
        if attributes(node).get("id") == "day-2025-09-04"
    ]
    first = page.css_first("details")
    assert [attributes(each)["class"] for each in first.css("dl")] == [
        "used",
        "unused",
        "unused",
        "unused",
    ]
    assert [each.css("dt")[-1].text() for each in first.css("dl")] == [
        "chosen",
        "planned",
        "contradiction",
        "note",
    ]


def test_the_calendar_in_it_is_that_of_the_same_audience() -> None:
    hidden = event("10:00", title="Secret", visibility="staff")
    timeline = timeline_of(events=[hidden, event("11:00", id="f", title="Open")])
    for audience in ("public", "staff"):
        (link,) = (
            attributes(node)
            for node in elements(render(timeline, "html", audience=audience))
            if "download" in attributes(node)
        )
        assert link["download"] == "t.ics"
        calendar = base64.b64decode(link["href"].partition("base64,")[2]).decode()
        assert calendar == render(timeline, "ics", IcsOptions(lang="en"), audience=audience)
        assert ("Secret" in calendar) == (audience == "staff")


def test_without_an_event_there_is_no_calendar_to_add() -> None:
    assert (
        "download" not in render(timeline_of(events=[event("TBD")]), "html").partition("<body>")[2]
    )


def test_linked_data_is_as_precise_as_the_dates_and_no_more() -> None:
    events = [
        event("2025-09-03T10:00/2025-09-03T11:30", title="span"),
        event("2025-09-03", id="b", title="day"),
        event("TBD", id="c", title="open"),
        event("September 2025", id="d", title="month"),
        event("2025", id="g", title="year"),
        event("autumn 2025", id="i", title="season"),
        event("about 10:00 on 3 September 2025", id="h", title="about"),
        event("2025-09-03T19:00", id="j", title="moment"),
        event("3 September 2025 evening", id="k", title="evening"),
        event("after 14:00 on 3 September 2025", id="l", title="limit"),
        event("from 14:00 on 3 September 2025", id="m", title="from"),
        flight("Quito, Ecuador", "Lima, Peru", "2025-09-03T12:00", "2025-09-03T14:00"),
    ]
    page = render(timeline_of(events=events, dates="2025"), "html")
    (data,) = (json.loads(node.text(deep=True)) for node in elements(page) if node.tag == "script")
    assert (data["@type"], data["departureTime"], data["arrivalTime"]) == ("Trip", "2025", "2025")
    assert {
        each["name"]: (each.get("startDate"), each.get("endDate")) for each in data["subjectOf"]
    } == {
        "span": ("2025-09-03T10:00:00-05:00", "2025-09-03T11:30:00-05:00"),
        "day": ("2025-09-03", "2025-09-03"),
        "open": (None, None),
        "month": ("2025-09", "2025-09"),
        "year": ("2025", "2025"),
        "season": (None, None),
        "about": (None, None),
        "moment": ("2025-09-03T19:00:00-05:00", None),
        "evening": ("2025-09-03", "2025-09-03"),
        "limit": (None, None),
        "from": ("2025-09-03T14:00:00-05:00", None),
    }
    (way,) = data["subTrip"]
    assert (way["departureTime"], way["arrivalTime"]) == (
        "2025-09-03T12:00:00-05:00",
        "2025-09-03T14:00:00-05:00",
    )
    assert (way["tripOrigin"]["name"], way["itinerary"][0]["name"]) == (
        "Quito, Ecuador",
        "Lima, Peru",
    )


def test_linked_data_tells_each_end_of_what_has_two_as_it_is_known(table: Table) -> None:
    noon, day = "2025-09-03T12:00:00-05:00", "2025-09-03"
    for depart, arrive, told in [
        ("2025-09-03T12:00", "3 September 2025 evening", (noon, day)),
        ("2025-09-03T12:00", "2025-09-03", (noon, day)),
        ("2025-09-03T12:00", "before 18:00 on 3 September 2025", (noon, None)),
        ("2025-09-03T12:00", "TBD", (noon, None)),
        ("TBD", "2025-09-03T12:00", (None, noon)),
    ]:
        with table.row(depart, arrive):
            way = flight("Quito, Ecuador", "Lima, Peru", depart, arrive)
            data: Any = build_linked_data(timeline_of(events=[way]))
            (found,) = data["subTrip"]
            assert (found.get("departureTime"), found.get("arrivalTime")) == told


def test_linked_data_gives_no_end_to_a_stay_of_which_only_the_beginning_is_known() -> None:
    stay = {"kind": "stay", "id": "s", "title": "Hotel", "check_in": "2025-09-03"}
    data: Any = build_linked_data(timeline_of(events=[stay]))
    (told,) = data["subjectOf"]
    assert (told["startDate"], "endDate" in told) == ("2025-09-03", False)


# --- how time is drawn


def drawn(day: str, **fields: Any) -> Any:
    """The line of a day."""
    timeline = timeline_of(**fields)
    (found,) = [each for each in compose_briefing(timeline).days if str(each.date) == day]
    return build_day_axis(
        found, {entry.id: entry for entry in timeline.entries}, timeline.home_zone
    )


@pytest.mark.parametrize(
    ("when", "mark"),
    [
        ("12:00", ("point", 50, 0)),
        ("about 12:00", ("about", 50, 0)),
        ("12:00-18:00", ("span", 50, 25)),
        ("afternoon", ("part", 50, 25)),
        ("from 18:00", ("span", 75, 25)),
        ("2025-09-03", ("whole-day", 0, 100)),
        ("September 2025", ("days", 0, 100)),
        ("2025-09-03T18:00/2025-09-04T06:00", ("span", 75, 25)),
        ("2025-09-02T18:00/2025-09-03T06:00", ("span", 0, 25)),
    ],
)
def test_a_time_is_drawn_where_it_is_and_as_precisely_as_it_is_known(
    when: str, mark: tuple[str, float, float]
) -> None:
    dates = "2025-09-02/2025-09-04" if "/" in when else "2025-09-03"
    assert drawn("2025-09-03", events=[event(when)], dates=dates).marks == (mark,)


def test_what_is_open_is_drawn_across_the_day() -> None:
    legs = [{"id": "l", "place": "Quito, Ecuador", "events": [event("TBD")]}]
    assert drawn("2025-09-03", legs=legs).marks == (("open", 0, 100),)


def test_each_hour_has_both_clocks() -> None:
    line = drawn("2025-09-03", events=[event("10:00")])
    assert line.ticks == (
        (0, "00:00", "01:00"),
        (25, "06:00", "07:00"),
        (50, "12:00", "13:00"),
        (75, "18:00", "19:00"),
        (100, "00:00", "01:00"),
    )
    assert [
        tick.home for tick in drawn("2025-09-03", events=[event("10:00")], home=None).ticks
    ] == [""] * 5


def test_a_day_that_crosses_zones_is_as_long_as_it_is() -> None:
    """From midnight in Tokyo to midnight in Honolulu: 43 hours, and the morning comes twice."""
    line = drawn(
        "2025-03-05",
        events=[flight("Tokyo, Japan", "Honolulu", "2025-03-05T22:00", "2025-03-05T10:05")],
        dates="2025-03-05",
        place=None,
    )
    hours_in = (0, 6, 12, 18, 24, 31, 37, 43)
    assert [tick.x for tick in line.ticks] == [
        pytest.approx(100 * each / 43, abs=0.01) for each in hours_in
    ]
    assert [tick.local for tick in line.ticks] == [
        "00:00",
        "",
        "12:00",
        "",
        "00:00",
        "12:00",
        "",
        "00:00",
    ]
    assert line.changes == (pytest.approx(100 * (29 + 5 / 60) / 43, abs=0.01),)
    assert [mark.shape for mark in line.marks] == ["point", "way", "point"]
    assert line.marks[2].x == line.changes[0]


def test_a_day_on_which_the_clocks_change_has_23_hours() -> None:
    line = drawn("2025-03-30", events=[event("12:00")], dates="2025-03-30", place="Lisbon")
    assert line.marks[0].x == pytest.approx(100 * 11 / 23, abs=0.01)
    assert line.changes == ()


def test_a_day_that_a_place_left_out_is_not_drawn() -> None:
    apia = {"name": "Apia", "timezone": "Pacific/Apia"}
    assert (
        drawn("2011-12-30", events=[event("2011-12-30T10:00")], dates="2011-12-30", place=apia)
        is None
    )


def test_a_day_that_no_clock_is_known_for_is_not_drawn() -> None:
    timeline = timeline_of(events=[event("2025-09-03")], place=None, home=None)
    assert [
        build_day_axis(day, {each.id: each for each in timeline.entries}, None)
        for day in compose_briefing(timeline).days
    ] == [None]


def test_background_is_drawn_on_its_own_scale_by_how_precisely_it_is_known() -> None:
    dates = {
        "d": "4 March 2025",
        "m": "February 2025",
        "q": "Q1 2024",
        "y": "2012",
        "a": "the 1990s",
        "c": "about 2001",
        "o": "since 2019",
    }
    background = [{"id": id, "title": id, "when": when} for id, when in dates.items()]
    found = build_background_axis(timeline_of(background=background).entries[1:])
    assert found
    assert [year.name for year in found.scale.ticks] == ["1990", "2000", "2010", "2020"]
    assert {id: (mark.shape, mark.is_about) for id, (mark,) in found.marks.items()} == {
        "d": ("day", False),
        "m": ("month", False),
        "q": ("month", False),
        "y": ("year", False),
        "a": ("age", False),
        "c": ("year", True),
        "o": ("lasting", False),
    }
    assert found.marks["a"][0][2:4] == (0, pytest.approx(100 * 10 / 36, abs=0.01))
    assert found.marks["o"][0].x + found.marks["o"][0].width == pytest.approx(100)


def test_the_scale_has_no_year_0(table: Table) -> None:
    for first, last, years in (
        ("-0499", "0476", ["600 BC", "400 BC", "200 BC", "AD 1", "200", "400"]),
        ("-0002", "0003", ["3 BC", "2 BC", "1 BC", "AD 1", "AD 2", "AD 3", "AD 4"]),
    ):
        with table.row(first, last):
            background = [{"title": edtf, "when": {"edtf": edtf}} for edtf in (first, last)]
            axis = build_background_axis(timeline_of(background=background).entries[1:])
            assert axis is not None
            assert [each.name for each in axis.scale.ticks] == years


def test_without_background_nothing_is_drawn_of_it() -> None:
    assert build_background_axis([]) is None
    assert (
        build_background_axis(
            timeline_of(background=[{"id": "b", "title": "B", "when": "recently"}]).select_entries(
                "background"
            )
        )
        is None
    )


# --- in a browser


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    program = printing.find_browser()
    if not program:
        pytest.skip(NO_BROWSER)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, timeout=PATIENCE)
        yield browser
        browser.close()


@pytest.fixture
def opened(chromium: Browser, tmp_path: Path) -> Iterator[Callable[..., Page]]:
    """Open a text as a file, offline.

    At the end nothing else may have been asked for, nor anything told on the console.
    """
    heard: list[str] = []
    contexts = []

    def open_page(text: str, width: int = 1280, scheme: Any = "light") -> Page:
        file = tmp_path / f"page-{len(contexts)}.html"
        file.write_text(text, encoding="utf-8", newline="")
        contexts.append(
            chromium.new_context(
                viewport={"width": width, "height": 900}, color_scheme=scheme, offline=True
            )
        )
        page = contexts[-1].new_page()
        page.set_default_timeout(PATIENCE)
        page.on("console", lambda message: heard.append(message.text))
        page.on("pageerror", lambda error: heard.append(str(error)))
        page.on("dialog", lambda dialog: heard.append(dialog.message))
        page.on(
            "request",
            lambda request: heard.append(request.url) if request.url != file.as_uri() else None,
        )
        page.goto(file.as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert heard == []


@pytest.mark.parametrize(
    ("example", "width", "scheme"), LOOKS, ids=lambda each: getattr(each, "stem", str(each))
)
def test_a_page_opens_and_no_one_is_shut_out(
    opened: Callable[..., Page], example: Path, width: int, scheme: str
) -> None:
    hold_open(opened(render(resolve(load(example)), "html"), width, scheme), width)


@pytest.mark.parametrize("width", WIDTHS)
def test_nor_is_anyone_in_spanish_by_a_clock_of_12_hours(
    opened: Callable[..., Page], width: int
) -> None:
    hold_open(
        opened(render(resolve(load(FINAL)), "html", HtmlOptions(lang="es", clock=12)), width), width
    )


def hold_open(page: Page, width: int) -> None:
    """Nothing runs over, be the explanations shut or open, and axe finds no fault."""
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("width", WIDTHS)
def test_a_click_on_a_date_tells_where_it_comes_from(
    opened: Callable[..., Page], width: int
) -> None:
    page = opened(render(resolve(load(FINAL)), "html"), width)
    row = page.locator("#day-2025-09-03 tbody tr").filter(has_text="AR Quito")
    told = row.get_by_text("as “miércoles 3 de septiembre a las 20:45” (the editor's reading)")
    assert not told.is_visible()
    row.locator("summary").click()
    assert told.is_visible()
    assert row.get_by_text("2025-09-03T20:45:00-05:00", exact=True).is_visible()
    assert row.locator("dl.unused").count() == 2


def test_the_keyboard_alone_will_do(opened: Callable[..., Page]) -> None:
    page = opened(render(resolve(load(FINAL)), "html"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "To the schedule"
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.id === 'schedule'")
    while page.evaluate("document.activeElement.tagName") != "SUMMARY":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.parentElement.open")


def test_the_calendar_is_downloaded_as_it_is(opened: Callable[..., Page]) -> None:
    timeline = resolve(load(FINAL))
    page = opened(render(timeline, "html"))
    with page.expect_download() as found:
        page.get_by_role("link", name="Add to calendar").click()
    assert found.value.suggested_filename == "rubio-2025-09.ics"
    assert found.value.path().read_bytes().decode() == render(
        timeline, "ics", IcsOptions(lang="en")
    )


def test_the_policy_lets_nothing_in(chromium: Browser) -> None:
    """The policy alone: markup that escaping never lets through runs and asks for nothing."""
    heard: list[str] = []
    bad = (
        '<script>alert(1)</script><img src="https://evil.example/x.png" onerror="alert(2)">'
        '<link rel="stylesheet" href="https://evil.example/x.css">'
    )
    text = render(resolve(load(FINAL)), "html").replace("<main", f"{bad}<main")
    with pytest.raises(AssertionError):
        hold_page(text)
    page = chromium.new_page()
    page.on("dialog", lambda dialog: heard.append(dialog.message))
    page.on("requestfinished", lambda request: heard.append(request.url))
    page.route("**", lambda route: route.fulfill(body="x"))
    page.set_content(text)
    assert page.locator("img").count() == 1
    assert heard == []


PLAIN = "*:not(bdi)"  # which sets apart text that runs the other way


def test_hostile_text_is_text_in_a_browser(opened: Callable[..., Page]) -> None:
    """The browser sees as many elements as with plain text, and nothing that runs.

    `opened` hears what it would tell.
    """

    def count(text: str) -> list[int]:
        page = opened(render(resolve(loads(json.dumps(everything(text)), "json")), "html"))
        assert re.sub("[ \t\n\f\r]+", " ", text).strip() == page.title()
        return [page.locator(each).count() for each in (PLAIN, "a", "svg *", "script", "li", "dd")]

    hostile = " ".join(text for text in map(normal, kept()) if len(text) < 200 and "\n" not in text)
    assert count(hostile) == count("plain")


@pytest.mark.parametrize(
    "text", ["x" * 5_000, "😀" * 500, "אבג " * 200], ids=["word", "emoji", "turned"]
)
@pytest.mark.parametrize("width", WIDTHS)
def test_no_text_is_too_long_for_a_page(opened: Callable[..., Page], width: int, text: str) -> None:
    page = opened(render(resolve(loads(json.dumps(everything(text)), "json")), "html"), width)
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


# --- printed


@pytest.fixture(scope="module")
def printed() -> bytes:
    if not printing.find_browser():
        pytest.skip(NO_BROWSER)
    timeline = resolve(load(FINAL))
    return printing.render_pdf(render(timeline, "html"), timeline.stamp)


def pages_of(content: bytes) -> list[str]:
    from pypdf import PdfReader

    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(content)).pages]


def test_a_day_is_a_page_and_so_are_the_map_background_and_sources(printed: bytes) -> None:
    cover, *pages = pages_of(printed)
    assert "Route" in cover
    assert "1–2 Mexico City" in cover
    days = [f"{day.heading} {day.count}" for day in compose_briefing(resolve(load(FINAL))).days]
    assert [[day for day in days if day in page] for page in pages[: len(days)]] == [
        [day] for day in days
    ]
    assert [day for day in days if day in cover] == []
    assert [day for page in pages[len(days) :] for day in days if day in page] == []
    assert "Background" in pages[3]
    assert len(pages) == 6
    assert "Sources 1. Global Leaders Insights" in pages[5]


def test_every_printed_page_says_of_when_it_is_and_that_it_may_change(printed: bytes) -> None:
    pages = pages_of(printed)
    running = (
        "Secretary Rubio in Mexico and Ecuador · Revised Fri 5 Sep 2025, 09:00 · SUBJECT TO CHANGE"
    )
    assert [
        page
        for number, page in enumerate(pages, 1)
        if running not in page or f"{number} / {len(pages)}" not in page
    ] == []


def test_what_is_printed_can_be_read_back(printed: bytes) -> None:
    text = " ".join(pages_of(printed))
    for said in (
        "AR Quito: Flight to Quito",
        "20:45 21:45",
        "RON Mexico City",
        "“casi dos horas tarde”",
        "Topics: migration; drug trafficking",
    ):
        assert said in text
    assert "Why this date" not in text
    assert "Add to calendar" not in text


def test_the_same_page_makes_the_same_pdf_dated_by_the_document(printed: bytes) -> None:
    timeline = resolve(load(FINAL))
    assert printing.render_pdf(render(timeline, "html"), timeline.stamp) == printed
    cells = sorted({*re.findall(rb"\(node(\d+)\)", printed)})
    assert [int(each) for each in cells] == [*range(1, len(cells) + 1)]
    from pypdf import PdfReader

    facts = PdfReader(io.BytesIO(printed)).metadata
    assert facts
    assert (facts.title, facts["/CreationDate"], facts["/ModDate"]) == (
        timeline.document.title,
        *["D:20250905090000+00'00'"] * 2,
    )


def test_without_a_browser_it_is_said_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(printing, "_BROWSER_PATHS", ())
    with pytest.raises(
        ItineraryError,
        match=r"none of these is installed: chromium, .* write the page \(-o trip.html\), open it",
    ):
        printing.render_pdf("<p>")
