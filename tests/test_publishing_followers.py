"""Who follows a published calendar has the trip as it is, after each of many releases.

The programs are vdirsyncer, which reads the calendar from a server of this test into a folder, and
khal, which reads the folder.
"""

from __future__ import annotations

import functools
import http.server
import random
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import icalendar
import pytest
from releases import TRIP, Office, edit, issue

from itinerary import for_audience, render
from itinerary.export import IcsOptions

RELEASES = 20
PROGRAMS = Path(sys.executable).parent
VDIRSYNCER = """
[general]
status_path = "{base}/status"
[pair trip]
a = "web"
b = "folder"
collections = null
conflict_resolution = "a wins"
[storage web]
type = "http"
url = "{address}"
[storage folder]
type = "filesystem"
path = "{base}/events"
fileext = ".ics"
"""
KHAL = """
[calendars]
[[trip]]
path = {base}/events
[sqlite]
path = {base}/khal.db
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = Europe/Helsinki
default_timezone = Europe/Helsinki
"""


class _QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: Any) -> None:
        """Tell nothing: the output of a test is for what fails."""


@pytest.fixture
def address(tmp_path) -> Iterator[str]:
    """The address of a server of the site, on a free port of this machine."""
    handler = functools.partial(_QuietHandler, directory=tmp_path / "site")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/public/trip.ics"
    server.shutdown()
    thread.join()
    server.server_close()


def call(name: str, *arguments: str, base: Path) -> str:
    program = PROGRAMS / name
    if not program.exists():
        pytest.skip(f"{name} is not installed")
    environment = {"HOME": str(base), "PATH": "", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        [program, *arguments],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
        timeout=300,
        cwd=base,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def read_by_khal(base: Path) -> list[tuple[str, ...]]:
    command = ["-c", "khal.conf", "list", "--once", "--day-format", ""]
    form = "{title}|{start}"
    printed = call("khal", *command, "--format", form, "2026-08-01", "120d", base=base)
    return sorted(tuple(line.split("|")) for line in printed.splitlines() if line.strip())


def read_export(office: Office) -> list[tuple[str, ...]]:
    """What khal is to show of the document, by an export of it."""
    timeline = for_audience(office.read().timeline, "public")
    text = render(timeline, "ics", IcsOptions(lang="en"))
    events = icalendar.Calendar.from_ical(text).events if text else []
    return sorted((str(each["SUMMARY"]), format_start(each["DTSTART"].dt)) for each in events)


def format_start(start: Any) -> str:
    return f"{start:%Y-%m-%d %H:%M}" if hasattr(start, "hour") else f"{start:%Y-%m-%d}"


def edit_at_random(events: list[dict[str, Any]], draw: random.Random, number: int) -> list[Any]:
    public = [each for each in events if each.get("visibility", "public") == "public"]
    id = draw.choice(public)["id"]
    hour = draw.randrange(8, 20)
    match draw.choice(("title", "when", "when", "hide", "remove", "add")):
        case "title":
            return edit(events, id, title=f"Title {number}")
        case "when":
            return edit(events, id, when=f"2026-09-0{draw.randrange(7, 10)} {hour:02}:15")
        case "hide" if len(public) > 1:
            return edit(events, id, visibility="staff")
        case "remove" if len(public) > 1:
            return edit(events, id)
    added = {"id": f"new-{number}", "title": f"Added {number}", "when": f"2026-09-08 {hour:02}:00"}
    return [*events, added]


@pytest.mark.interop
@pytest.mark.slow
def test_a_subscriber_has_the_trip_as_it_is_after_each_release(tmp_path, address, monkeypatch):
    monkeypatch.setenv("PATH", "")
    draw = random.Random(19)  # noqa: S311 - nothing secret depends on it
    (tmp_path / "events").mkdir()
    (tmp_path / "vdirsyncer.conf").write_text(VDIRSYNCER.format(base=tmp_path, address=address))
    (tmp_path / "khal.conf").write_text(KHAL.format(base=tmp_path))
    office, events = Office(tmp_path / "desk"), TRIP["events"]
    office.base.mkdir()
    for number in range(1, RELEASES + 1):
        office.write(issue(number, events=events))
        office.publish("public", folder=tmp_path / "site")
        if number == 1:
            call("vdirsyncer", "-c", "vdirsyncer.conf", "discover", base=tmp_path)
        call("vdirsyncer", "-c", "vdirsyncer.conf", "sync", base=tmp_path)
        shown = read_by_khal(tmp_path)
        standing = [each for each in shown if not each[0].startswith("CANCELLED: ")]
        assert standing == read_export(office)
        assert len({*shown}) == len(shown)
        events = edit_at_random(events, draw, number)
    assert any(each[0].startswith("CANCELLED: ") for each in shown)
