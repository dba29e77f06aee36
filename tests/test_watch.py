"""A document is edited as people do it; its page, in a browser, follows."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from tables import Table
from test_page import chromium  # noqa: F401 - a fixture

from itinerary import loads, render, resolve
from itinerary.publishing.watching import Edition
from itinerary.publishing.watching.edition import compose_shown_page

TRIP = """\
title: Choir in Graz
id: choir
place: Graz, Austria
dates: 4–6 May 2027
events:
- {title: Rehearsal, id: r, when: 2027-05-04 15:00}
- {title: Concert, id: c, when: 2027-05-05 19:30}
"""
PATIENCE = 120  # seconds
ADDED = re.compile(
    r'(?s)<section id="watch-findings".*?</section>\n|<script>const.*?</script>\n'
    r"|<style>#watch.*?</style>\n"
)


class Watch:
    """A running `itinerary watch`."""

    def __init__(self, file: Path, folder: Path, *options: str) -> None:
        self.file = file
        self.errors = folder / "watch.err"
        with self.errors.open("wb") as errors:
            self.process = subprocess.Popen(
                [sys.executable, "-u", "-m", "itinerary", "watch", str(file), *options],
                cwd=folder,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
                encoding="utf-8",
                env={**os.environ, "PYTHONPATH": str(Path.cwd())},
            )
        first = self.read_line()
        found = re.match(r"(http://127\.0\.0\.1:(\d+)/) shows ", first)
        assert found, first + self.errors.read_text()
        self.url, self.port = found[1], int(found[2])

    def read_line(self) -> str:
        assert self.process.stdout
        return self.process.stdout.readline()

    def read_to(self, text: str) -> list[str]:
        """All lines up to the one that has a text."""
        lines = []
        for line in iter(self.read_line, ""):
            lines.append(line.rstrip("\n"))
            if text in line:
                return lines
        raise AssertionError((lines, self.errors.read_text()))

    def get(self, path: str = "/", **headers: str) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer.status, text

    def wait_for(self, text: str) -> str:
        """The page, as soon as it has a text."""
        for _ in range(PATIENCE * 10):
            page = self.get()[1]
            if text in page:
                return page
            time.sleep(0.1)
        raise AssertionError(f"{text} is not on the page")


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Watch]]:
    """Start watching a file, or a document of ours; it is ended with the test."""
    started = []

    def start_watch(*options: str, file: Path | None = None, folder: Path | None = None) -> Watch:
        if file is None:
            file = tmp_path / "choir.yaml"
            file.write_text(TRIP)
        started.append(Watch(file, folder or tmp_path, *options))
        return started[-1]

    yield start_watch
    for each in started:
        each.process.kill()
        each.process.wait()
        assert each.process.stdout
        each.process.stdout.close()


# --- the page


def test_the_page_is_what_is_exported_but_for_what_shows_it(table: Table) -> None:
    page = render(resolve(loads(TRIP)), "html")
    wrong = 'x.yaml:1:1: error: <script>alert("1")</script> & more'
    for name, edition, last in [
        ("fine", Edition(page, "", "nothing is wrong", ()), page),
        ("warnings", Edition(page, wrong, "1 warning", ()), page),
        ("errors", Edition("", wrong, "1 error", ()), page),
        ("errors from the start", Edition("", wrong, "1 error", ()), ""),
    ]:
        with table.row(name):
            shown = compose_shown_page(edition, last, "a-1")
            assert shown.count('id="watch-findings"') == shown.count("new EventSource") == 1
            assert shown.count("Content-Security-Policy") == 1
            assert "unsafe" not in shown
            assert "alert(&quot;1&quot;)" in shown or not edition.findings
            assert '<script>alert("1")' not in shown
            bare = ADDED.sub("", shown)
            bare, whole = (re.sub(r'Policy" content="[^"]*"', "", each) for each in (bare, last))
            assert bare == whole or not last


# --- the server


@pytest.mark.slow
def test_it_ends_at_a_signal_and_leaves_the_port_free(
    start: Callable[..., Watch], table: Table
) -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        with table.row(number.name):
            watch = start()
            watch.wait_for("Concert")
            with socket.create_connection(("127.0.0.1", watch.port)) as follower:
                follower.sendall(b"GET /~changes HTTP/1.1\r\nHost: localhost\r\n\r\n")
                assert b"200 OK" in follower.recv(100)
                watch.process.send_signal(number)
                assert watch.process.wait(PATIENCE) == 0
            assert watch.errors.read_text() == ""
            again = start("--port", str(watch.port))
            assert again.port == watch.port
            again.process.terminate()


@pytest.mark.slow
def test_only_this_machine_is_answered_and_under_its_own_name(start: Callable[..., Watch]) -> None:
    watch = start()
    watch.wait_for("Concert")
    assert watch.get(Host=f"localhost:{watch.port}")[0] == 200
    for path in ("/", "/~changes"):
        assert watch.get(path, Host=f"rebound.example:{watch.port}")[0] == 400
        assert watch.get(path, Host="127.0.0.1.rebound.example")[0] == 400
    assert watch.get("/choir.yaml")[0] == 404
    assert watch.get("/..%2fchoir.yaml")[0] == 404
    own = socket.gethostbyname(socket.gethostname())
    if not own.startswith("127."):
        with pytest.raises(OSError):  # noqa: PT011 - how it fails is the system's
            socket.create_connection((own, watch.port), 5)


@pytest.mark.slow
def test_a_port_that_is_taken_is_named(run: Any, tmp_path: Path) -> None:
    (tmp_path / "choir.yaml").write_text(TRIP)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        status, printed, told = run("watch", tmp_path / "choir.yaml", "--port", port)
    assert (status, printed) == (2, "")
    assert re.match(rf"itinerary: port {port} cannot be used \(.*\) - choose another, or ", told)


def save_in_place(file: Path, text: str) -> None:
    file.write_text(text)


def save_by_renaming(file: Path, text: str) -> None:
    """As vim does: the old file is a copy beside, the new one takes its place."""
    new = file.with_name(f".{file.name}.swp")
    new.write_text(text)
    file.rename(f"{file}~")
    new.rename(file)


def save_atomically(file: Path, text: str) -> None:
    new = file.with_name(f"{file.name}.tmp")
    new.write_text(text)
    new.replace(file)


def save_by_deleting(file: Path, text: str) -> None:
    file.unlink()
    time.sleep(2)
    file.write_text(text)


SAVES = [save_in_place, save_by_renaming, save_atomically, save_by_deleting, save_in_place]


@pytest.mark.slow
def test_every_way_to_save_is_seen(
    start: Callable[..., Watch], table: Table, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    watch = start("-o", "out/choir.ics", folder=elsewhere)
    for number, save in enumerate(SAVES):
        with table.row(save.__name__):
            save(watch.file, TRIP.replace("Concert", f"Concert {number}"))
            page = watch.wait_for(f"Concert {number}")
            assert 'class="none"' in page
            assert f"Concert {number}" in (elsewhere / "out/choir.ics").read_text()


@pytest.mark.slow
def test_a_burst_of_saves_is_one_export(start: Callable[..., Watch]) -> None:
    """A busy machine may hold the burst up, and make several of it."""
    watch = start("-o", "choir.ics")
    watch.read_to("nothing is wrong")
    for number in range(50):
        save_atomically(watch.file, TRIP.replace("Concert", f"Concert {number}"))
        time.sleep(0.002)
    watch.wait_for("Concert 49")
    save_atomically(watch.file, "tilte: x\n")
    *lines, last = watch.read_to("error")
    assert {*lines} == {"wrote choir.ics", f"{watch.file}: nothing is wrong"}
    assert lines.count("wrote choir.ics") <= 10
    assert last == f"{watch.file}: 1 error"
    assert "Concert 49" in watch.file.with_suffix(".ics").read_text()


@pytest.mark.slow
def test_sheets_and_pictures_are_followed_also_when_they_come_later(
    start: Callable[..., Watch], tmp_path: Path
) -> None:
    text = TRIP + "sources: {hall: sheets/hall.yaml}\nbackground:\n"
    text += "- {title: Opening, id: o, when: 1911, image: {src: hall.png, alt: The hall}}\n"
    file = tmp_path / "choir.yaml"
    file.write_text(text)
    (tmp_path / "sheets").mkdir()
    watch = start(file=file)
    page = watch.wait_for("no-sheet")
    assert 'class="errors"' in page
    (tmp_path / "sheets/hall.yaml").write_text("{title: Season, publisher: The hall}")
    file.touch()
    page = watch.wait_for("there is no such file")
    assert 'class="warnings"' in page
    picture = Path(__file__).parents[1] / "docs/images/rubio-2025-final-phone.png"
    small = picture.read_bytes()[:200_000]
    (tmp_path / "hall.png").write_bytes(small)
    watch.wait_for("data:image/png")
    (tmp_path / "sheets/hall.yaml").write_text("{title: Season, publisher: The opera}")
    watch.wait_for("The opera")


@pytest.mark.slow
def test_what_cannot_be_written_is_told_and_watched_on(
    start: Callable[..., Watch], tmp_path: Path
) -> None:
    (tmp_path / "out").write_text("a file where a folder should be")
    watch = start("-o", "out/choir.ics")
    watch.wait_for("out")
    assert "the page cannot be made" in watch.wait_for("watch-findings")
    (tmp_path / "out").unlink()
    watch.file.write_text(TRIP)
    watch.wait_for('class="none"')
    (tmp_path / "out/choir.ics").unlink()
    (tmp_path / "out/choir.ics").mkdir()
    watch.file.write_text(f"{TRIP}# again\n")
    watch.wait_for("choir.ics is a folder - name a file")
    (tmp_path / "out/choir.ics").rmdir()
    watch.file.write_text(TRIP)
    watch.wait_for('class="none"')
    assert (tmp_path / "out/choir.ics").is_file()


def test_what_cannot_be_watched_is_refused(
    run: Any, tmp_path: Path, monkeypatch: Any, table: Table
) -> None:
    file = tmp_path / "choir.yaml"
    file.write_text(TRIP)
    (tmp_path / "same.md").symlink_to(file)
    for arguments, message in [
        (("-",), "standard input does not change - name a file"),
        ((file, "-o", "-"), "watch writes files only - name a file: -o trip.ics"),
        ((file, "-o", "x.odt"), "no format has the suffix of x.odt"),
        ((file, "-o", tmp_path / "same.md"), "same.md is the document itself - name another file"),
        ((file, "--port", "70000"), "65535"),
    ]:
        with table.row(*map(str, arguments)):
            status, printed, told = run("watch", *arguments)
            assert (status, printed, message in told) == (2, "", True)
    for name in ("starlette", "uvicorn", "watchfiles"):
        monkeypatch.setitem(sys.modules, name, None)
    with table.row("without the extra"):
        assert run("watch", file) == (
            2,
            "",
            "itinerary: watch needs the extra watch"
            " - run: pip install 'itinerary-timeline[watch]'\n",
        )


# --- in a browser


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:  # noqa: F811 - the fixture
    context = chromium.new_context(viewport={"width": 1000, "height": 600})
    page = context.new_page()
    page.set_default_timeout(PATIENCE * 1000)
    yield page
    context.close()


def test_the_page_follows_the_document(start: Callable[..., Watch], page: Page) -> None:
    expect.set_options(timeout=PATIENCE * 1000)
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda error: heard.append(str(error)))
    watch = start("--audience", "public", "--lang", "es")
    page.goto(watch.url)
    panel = page.locator("#watch-findings")
    expect(page.locator("html")).to_have_attribute("lang", "es")
    expect(page.get_by_text("Concert").first).to_be_visible()
    expect(panel).to_be_hidden()
    page.evaluate("scrollTo(0, 300)")
    before = page.evaluate("scrollY")
    assert before > 100

    save_by_renaming(watch.file, TRIP.replace("Concert", "Serenade"))
    expect(page.get_by_text("Serenade").first).to_be_attached()
    assert page.get_by_text("Concert").count() == 0
    page.wait_for_function("before => Math.abs(scrollY - before) <= 5", arg=before)

    watch.file.write_text(TRIP.replace("Concert", "Gala").replace("place:", "plcae:"))
    expect(panel).to_be_visible()
    expect(panel).to_be_in_viewport()
    expect(panel).to_contain_text("choir.yaml:3:1: error: unknown field 'plcae'")
    expect(panel).to_contain_text("3 | plcae: Graz, Austria")
    expect(panel).to_contain_text("did you mean 'place'?")
    expect(panel).to_contain_text("below is the last page without")
    expect(page.get_by_text("Serenade").first).to_be_attached()

    watch.file.unlink()
    expect(panel).to_contain_text("no such file")
    watch.file.write_text(TRIP.replace("Concert", "Gala"))
    expect(page.get_by_text("Gala").first).to_be_attached()
    expect(panel).to_be_hidden()
    watch.process.send_signal(signal.SIGINT)
    assert watch.process.wait(PATIENCE) == 0
    page.wait_for_timeout(300)
    assert [each for each in heard if not re.search("ERR_CONNECTION|INCOMPLETE", each)] == []


def test_a_browser_that_is_left_open_finds_the_next_run(
    start: Callable[..., Watch], page: Page
) -> None:
    expect.set_options(timeout=PATIENCE * 1000)
    watch = start()
    page.goto(watch.url)
    watch.process.terminate()
    watch.process.wait(PATIENCE)
    watch.file.write_text(TRIP.replace("Concert", "Gala"))
    start("--port", str(watch.port), file=watch.file)
    expect(page.get_by_text("Gala").first).to_be_attached()


def test_vim_saves_and_the_page_follows(start: Callable[..., Watch], page: Page) -> None:
    vim = shutil.which("vim") or shutil.which("vi")
    if not vim:
        pytest.skip("vim is not installed")
    watch = start()
    page.goto(watch.url)
    subprocess.run(
        [vim, "-Es", "-u", "NONE", "-c", "%s/Concert/Gala/", "-c", "wq", str(watch.file)],
        check=True,
        stdin=subprocess.DEVNULL,
    )
    expect.set_options(timeout=PATIENCE * 1000)
    expect(page.get_by_text("Gala").first).to_be_attached()
