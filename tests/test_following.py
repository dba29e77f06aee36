"""What a published page and calendar say of how to follow a trip."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest
from pages import attributes, elements, hold_page
from tables import Table
from test_page import FINAL, WIDTHS, chromium, hold_open, opened  # noqa: F401  (fixtures)

from itinerary import OptionError, load, loads, render, resolve
from itinerary.export import FollowLinks, HtmlOptions, IcsOptions, ReleaseChanges
from itinerary.export.html.landing import render_landing

if TYPE_CHECKING:
    from playwright.sync_api import Page

ADDRESS = "https://trips.example.org/k3Jd-_0/"
RELEASES = (
    ReleaseChanges(
        name="Release 2 (Issue 3)",
        time=datetime(2025, 9, 3, 12, tzinfo=UTC),
        lines=("Lunch <with> the mayor & all: new", "Tea: left out"),
    ),
    ReleaseChanges(
        name="Release 1", time=datetime(2025, 9, 1, tzinfo=UTC), lines=("first published",)
    ),
)
LINKS = FollowLinks(
    background="background.ics",
    briefing="briefing.md",
    printed="briefing.pdf",
    changes="changes.xml",
    releases=RELEASES,
    address=ADDRESS,
)


def render_page(lang: str = "en", **changes: Any) -> str:
    fields = {name: getattr(LINKS, name) for name in LINKS.__dataclass_fields__}
    options = HtmlOptions(lang=lang, follow=FollowLinks(**(fields | changes)))
    return render(resolve(load(FINAL)), "html", options)


def list_links(page: str) -> dict[str, str]:
    links = (each for each in elements(page) if each.tag == "a")
    return {each.text(deep=True): attributes(each)["href"] for each in links}


def list_metas(page: str) -> dict[str, str]:
    metas = (attributes(each) for each in elements(page) if each.tag == "meta")
    return {each["name"]: each["content"] for each in metas if "name" in each}


# --- the page


@pytest.mark.parametrize("lang", ["en", "es", "pt"])
def test_a_published_page_holds(lang: str) -> None:
    hold_page(render_page(lang), is_published=True)
    hold_page(render_page(lang, address="", is_secret=False, releases=()), is_published=True)


def test_programs_subscribe_to_the_calendar_by_its_address() -> None:
    links = list_links(render_page())
    assert links["Subscribe in your calendar"] == "webcal://trips.example.org/k3Jd-_0/trip.ics"
    google = urlsplit(links["Subscribe in Google Calendar"])
    assert (google.hostname, google.path) == ("calendar.google.com", "/calendar/render")
    assert parse_qs(google.query) == {"cid": ["webcal://trips.example.org/k3Jd-_0/trip.ics"]}
    for label, host in (
        ("Subscribe in Outlook.com", "outlook.live.com"),
        ("Subscribe in Microsoft 365", "outlook.office.com"),
    ):
        outlook = urlsplit(links[label])
        assert (outlook.hostname, outlook.path) == (host, "/calendar/0/addfromweb")
        given = parse_qs(outlook.query)
        assert given["url"] == [f"{ADDRESS}trip.ics"]
        assert given["name"] == re.findall("<title>(.*)</title>", render_page())


def test_without_an_address_the_file_is_told_and_no_program() -> None:
    links = list_links(render_page(address=""))
    assert not [each for each in links if each.startswith("Subscribe")]
    assert links["Calendar of the trip"] == "trip.ics"
    assert "Copy the address of the calendar into your calendar program" in render_page(address="")


def test_the_files_that_are_there_are_linked() -> None:
    files = {"trip.ics", "background.ics", "briefing.md", "briefing.pdf", "changes.xml"}
    assert files <= {*list_links(render_page()).values()}
    page = render_page(background="", printed="")
    assert files - {*list_links(page).values()} == {"background.ics", "briefing.pdf"}


def test_a_page_that_is_followed_has_no_calendar_to_import() -> None:
    assert "data:text/calendar" in render(resolve(load(FINAL)), "html")
    assert "data:text/calendar" not in render_page()


def test_only_a_secret_page_keeps_robots_away() -> None:
    assert list_metas(render_page())["robots"] == "noindex"
    assert list_metas(render_page())["referrer"] == "no-referrer"
    assert "Whoever has this address" in render_page()
    assert "robots" not in list_metas(render_page(is_secret=False))
    assert list_metas(render_page(is_secret=False))["referrer"] == "no-referrer"
    assert "Whoever has this address" not in render_page(is_secret=False)


def test_the_changes_of_each_release_are_told_as_text() -> None:
    page = render_page()
    told = [each.text(deep=True) for each in elements(page) if each.tag == "summary"]
    assert told[-2:] == [
        "Release 2 (Issue 3): Wed 3 Sep 2025, 12:00 (UTC)",
        "Release 1: Mon 1 Sep 2025, 00:00 (UTC)",
    ]
    assert "<li>Lunch &lt;with&gt; the mayor &amp; all: new</li>" in page
    assert list_links(page)["Changes by release"] == "#changes"
    assert "changes-title" not in render_page(releases=())


def test_the_address_stands_in_no_page_that_is_not_told_it() -> None:
    assert "example.org" not in render_page(address="")


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"calendar": "../trip.ics"}, "'../trip.ics': not the name of a file beside the page"),
    ({"changes": "javascript:alert(1)"}, "not the name of a file beside the page"),
    ({"printed": "//example.org/a.pdf"}, "not the name of a file beside the page"),
    ({"address": "javascript:alert(1)/"}, "not that of a folder on the web"),
    ({"address": "https://example.org"}, "write https://example.org/trip/"),
    ({"address": "https://example.org/a b/"}, "not that of a folder on the web"),
    ({"address": 'https://example.org/"/'}, "not that of a folder on the web"),
    ({"address": "https:///trip/"}, "not that of a folder on the web"),
    ({"address": "https://user@example.org/"}, "not that of a folder on the web"),
    ({"address": "https://example.org/?a/"}, "not that of a folder on the web"),
    ({"address": "https://example.org:x/"}, "not that of a folder on the web"),
    ({"address": "https://example.org/a/../"}, "not that of a folder on the web"),
]


def test_what_is_no_link_is_refused(table: Table) -> None:
    for given, message in WRONG:
        with table.row(str(given)), pytest.raises(OptionError, match=re.escape(message)):
            FollowLinks(**given)
    for address in ("http://localhost:8000/", "https://[::1]/a/", "https://x.org/a%20b/~c/"):
        with table.row(address):
            assert FollowLinks(address=address).address == address


# --- the calendar


def test_a_calendar_tells_where_it_is_served() -> None:
    trip = resolve(loads("{title: T, id: t, events: [{title: Tea, when: 2025-09-03}]}"))
    plain = render(trip, "ics")
    served = render(trip, "ics", IcsOptions(source=f"{ADDRESS}trip.ics"))
    assert "SOURCE" not in plain
    unfolded = served.replace("\r\n ", "")
    assert f"\r\nSOURCE;VALUE=URI:{ADDRESS}trip.ics\r\n" in unfolded
    assert unfolded.replace(f"SOURCE;VALUE=URI:{ADDRESS}trip.ics\r\n", "") == plain
    with pytest.raises(OptionError, match="not that of a folder on the web"):
        IcsOptions(source="trip.ics")


# --- the page of the folder that holds the editions


@pytest.mark.parametrize("lang", ["en", "es", "pt"])
def test_the_landing_page_leads_to_what_is_for_all(lang: str) -> None:
    page = render_landing("Tea <& talk>", "public", lang)
    assert list_links(page) == {"Tea <& talk>": "public/"}
    assert "robots" not in list_metas(page)


def test_without_an_edition_for_all_the_landing_page_tells_nothing() -> None:
    page = render_landing(language="es")
    assert list_links(page) == {}
    assert "No hay nada que ver en esta dirección." in page
    assert list_metas(page)["robots"] == "noindex"


# --- in a browser


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("lang", ["en", "es", "pt"])
def test_a_published_page_opens_and_no_one_is_shut_out(
    opened: Callable[..., Page],  # noqa: F811
    lang: str,
    width: int,
) -> None:
    page = opened(render_page(lang), width)
    hold_open(page, width)
    assert page.locator(".subscribe a").count() == 4
    assert all(each.is_visible() for each in page.locator(".subscribe a").all())
    page.emulate_media(media="print")
    assert not page.locator(".follow").is_visible()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_landing_page_opens_and_no_one_is_shut_out(
    opened: Callable[..., Page],  # noqa: F811
    width: int,
    scheme: str,
) -> None:
    hold_open(opened(render_landing("A trip", "public"), width, scheme), width)
    hold_open(opened(render_landing(), width, scheme), width)


def test_the_links_of_a_page_lead_to_the_files_beside_it(
    opened: Callable[..., Page],  # noqa: F811
    tmp_path: Path,
) -> None:
    (tmp_path / "changes.xml").write_text("<feed xmlns='http://www.w3.org/2005/Atom'/>")
    page = opened(render_page())
    link = page.get_by_role("link", name="Feed of changes")
    assert (
        page.evaluate("each => each.href", link.element_handle())
        == (tmp_path / "changes.xml").as_uri()
    )
