"""The flagship example in three issues, published one after the other, as its readers see it."""

from __future__ import annotations

import functools
import http.server
import re
import shutil
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree

import pytest
from releases import Office
from test_page import PATIENCE, ROOT, WIDTHS, chromium, hold_open  # noqa: F401  (a fixture)

from itinerary.publishing.calendar_events import parse_events
from itinerary.publishing.edition_files import EditionOptions
from itinerary.publishing.publication import publish

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow  # nine pages are printed
EDITIONS = ("public", "staff", "busy")
ANNOUNCED = (ROOT / "examples" / "rubio-2025.yaml").read_text("utf-8")
ISSUES = (
    f"{ANNOUNCED}\nissue: 1\nrevised: 2025-08-31T12:00Z\n",
    ANNOUNCED.replace("when: TBD", "when: 4 September 2025 at 10:00 to 11:00", 1)
    + "\nissue: 2\nrevised: 2025-09-02T12:00Z\n",
    (ROOT / "examples" / "rubio-2025-final.yaml").read_text("utf-8") + "\nissue: 3\n",
)
ATOM = "{http://www.w3.org/2005/Atom}"


class Served(NamedTuple):
    """A published site, and where it is served."""

    office: Office
    address: str

    def open(self, browser: Browser, path: str, width: int) -> Page:
        page = browser.new_page(viewport={"width": width, "height": 900})
        page.set_default_timeout(PATIENCE)
        heard: list[str] = []
        page.on("console", lambda message: heard.append(message.text))
        page.on("request", lambda request: heard.append(request.url))
        page.goto(f"{self.address}{path}")
        assert heard == [f"{self.address}{path}"]  # nothing else is loaded or told
        return page

    def folder(self, edition: str) -> str:
        return f"{self.office.folder(edition).name}/"


class _Handler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    base = tmp_path_factory.mktemp("office")
    shutil.copytree(ROOT / "seeds", base / "seeds")
    office = Office(base, "rubio.yaml")
    office.site.mkdir()
    handler = functools.partial(_Handler, directory=str(office.site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        served = Served(office, f"http://127.0.0.1:{server.server_port}/")
        publish_issues(served)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield served
        server.shutdown()
        thread.join()


def publish_issues(served: Served) -> None:
    office = served.office
    options = EditionOptions(address=served.address)
    for number, text in enumerate(ISSUES, 1):
        office.document.write_text(text.replace("../seeds", "seeds"), "utf-8")
        request = replace(office.request(*EDITIONS), options=options)
        publication = publish(request, office.read, datetime(2025, 9, 30, tzinfo=UTC))
        assert publication.release
        assert publication.release.number == number


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("edition", EDITIONS)
def test_the_page_of_each_edition_opens_and_no_one_is_shut_out(
    served: Served,
    chromium: Browser,  # noqa: F811
    edition: str,
    width: int,
) -> None:
    page = served.open(chromium, served.folder(edition), width)
    hold_open(page, width)
    assert page.locator("a[href^='webcal://127.0.0.1']").count() == 1
    robots = page.locator("meta[name=robots]").count()
    assert robots == (0 if edition == "public" else 1)
    page.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_a_reader_comes_from_the_front_to_the_changes(
    served: Served,
    chromium: Browser,  # noqa: F811
    width: int,
) -> None:
    page = served.open(chromium, "", width)
    hold_open(page, width)
    page.get_by_role("link", name="Secretary Rubio in Mexico and Ecuador").click()
    page.wait_for_url(f"{served.address}public/")
    page.get_by_role("link", name="Changes by release").click()
    page.wait_for_url(f"{served.address}public/#changes")
    releases = page.locator(".changes summary").all_text_contents()
    assert [re.sub(":.*", "", each) for each in releases] == [
        "Release 3 (Issue 3)", "Release 2 (Issue 2)", "Release 1 (Issue 1)",
    ]  # fmt: skip
    page.locator(".changes summary").nth(1).click()
    told = page.get_by_text("Meeting with President Daniel Noboa: Thu 4 Sep")
    assert told.first.is_visible()
    page.close()


def test_each_file_that_a_page_leads_to_is_served(
    served: Served,
    chromium: Browser,  # noqa: F811
) -> None:
    for edition in EDITIONS:
        page = served.open(chromium, served.folder(edition), 1280)
        names = page.locator(".files a").evaluate_all("each => each.map(one => one.href)")
        assert len(names) >= 4
        for each in names:
            assert page.request.get(each).status == 200, each
        page.close()


def test_no_file_names_the_folder_of_another_edition(served: Served) -> None:
    tokens = served.office.tokens()
    assert set(tokens) == {"staff", "busy"}
    for name, data in served.office.files().items():
        own = name.partition("/")[0]
        for token in tokens.values():
            assert token == own or token.encode() not in data, name


def test_what_all_three_issues_say_is_one_event_of_its_last_version(served: Served) -> None:
    text = (served.office.folder("public") / "trip.ics").read_bytes().decode()
    events = [*parse_events(text)]
    assert any("Noboa" in each.title for each in events)
    assert len({each.key for each in events}) == len(events)
    assert f"SOURCE;VALUE=URI:{served.address}public/trip.ics" in text.replace("\r\n ", "")
    data = (served.office.folder("public") / "changes.xml").read_bytes()
    feed = ElementTree.fromstring(data)  # noqa: S314
    updated = [each.findtext(f"{ATOM}updated") for each in feed.iter(f"{ATOM}entry")]
    assert updated == ["2025-09-05T09:00:00Z", "2025-09-02T12:00:00Z", "2025-08-31T12:00:00Z"]
