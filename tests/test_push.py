"""Pushing to real CalDAV servers, which the tests start: what lies there is the document."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import Any

import icalendar
import pytest
from caldav_servers import COLLEAGUE, PASSWORD, SERVERS, USER, Answer, Server, start_server
from tables import Table

from itinerary import load, render, resolve
from itinerary.export import IcsOptions

pytestmark = pytest.mark.interop
EXAMPLES = sorted(Path("examples").glob("*.yaml"))
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module", params=SERVERS)
def server(request: Any, tmp_path_factory: Any) -> Iterator[Server]:
    with start_server(request.param, tmp_path_factory.mktemp(request.param)) as started:
        yield started


@pytest.fixture(autouse=True)
def secrets(monkeypatch: Any, tmp_path: Path) -> None:
    """The password in the environment, and nothing in a keyring or netrc."""
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    monkeypatch.setenv("NETRC", str(tmp_path / "no-netrc"))
    monkeypatch.setenv("ITINERARY_CALDAV_USER", USER)
    monkeypatch.setenv("ITINERARY_CALDAV_PASSWORD", PASSWORD)


class Trip:
    """A document that is edited and pushed to a calendar of its own."""

    def __init__(self, file: Path, server: Server, run: Run, calendar: str = "") -> None:
        server.proxy.reset()
        server.requests.clear()
        self.file, self.server, self.run = file, server, run
        self.calendar = calendar or f"plan-{random.getrandbits(40):x}"
        self.events: list[dict[str, Any]] = [
            {"id": f"e{n}", "title": f"Talk {n}", "when": f"2027-05-0{n} 10:00 to 11:30"}
            for n in range(3, 8)
        ]
        self.more: dict[str, Any] = {}
        self.root: Path | None = None

    @property
    def state(self) -> Path:
        return self.file.with_name(f"{self.file.name}.pushed.json")

    def write(self) -> None:
        head = {"title": "Talks", "id": "talks", "dates": "2027-05-01/2027-05-31"}
        place = {"place": "Graz, Austria", "events": self.events}
        self.file.write_text(json.dumps(head | place | self.more))

    def push(self, *options: str) -> tuple[int, str, str]:
        self.write()
        return self.run(
            "push", self.file, "--caldav", self.server.url, "--calendar", self.calendar, *options
        )

    def path(self, id: str) -> str:
        """The path on the server of an event of the document."""
        uid = resolve(load(self.file, root=self.root))[id].uid
        (path,) = (each for each in self.server.paths(self.calendar) if uid in each)
        return path

    def text(self, id: str) -> str:
        return self.server.ask("GET", self.path(id))[2].decode()

    def hold(self, options: IcsOptions | None = None) -> None:
        """Check that the calendar is the document: no event twice, none too much, none missing."""
        text = render(resolve(load(self.file, root=self.root)), "ics", options)
        wanted = icalendar.Calendar.from_ical(text).walk("VEVENT") if text else []
        kept = self.server.events(self.calendar)
        assert sorted(map(describe, kept)) == sorted(map(describe, wanted))


class Example(Trip):
    """A document that stays as it is."""

    def write(self) -> None:
        pass


def describe(event: icalendar.Event) -> tuple[str, ...]:
    names = ("UID", "SUMMARY", "DESCRIPTION", "STATUS", "LOCATION", "TRANSP")
    times = (f"{event[name].dt.isoformat()}" for name in ("DTSTART", "DTEND"))
    return (*(str(event.get(name, "")) for name in names), *times)


@pytest.fixture
def trip(tmp_path: Path, server: Server, run: Run) -> Trip:
    return Trip(tmp_path / "talks.json", server, run)


def test_a_calendar_follows_the_document(trip: Trip) -> None:
    status, _, told = trip.push()
    assert (status, trip.server.writes()) == (1, [])
    assert "there is no calendar plan-" in told
    assert told.endswith("--create makes it\n")

    status, printed, told = trip.push("--create", "--dry-run")
    assert (status, told, trip.server.writes()) == (3, "", [])
    assert printed.splitlines()[0] == "would make Talk 3"
    assert not trip.state.exists()

    status, printed, told = trip.push("--create")
    assert (status, told) == (0, "")
    assert printed.splitlines()[-1].endswith(": 5 made, 0 changed, 0 deleted, 0 unchanged")
    assert Counter(trip.server.writes())["PUT"] == 5
    trip.hold()

    assert trip.push() == (0, f"{trip.calendar}: 0 made, 0 changed, 0 deleted, 5 unchanged\n", "")
    assert trip.push("--create", "--dry-run")[0] == 0
    assert trip.server.writes() == []

    del trip.events[0]
    trip.events[0]["title"] = "Panel"
    trip.events[1]["status"] = "cancelled"
    trip.events.append({"title": "Tea", "id": "tea", "when": "2027-05-20"})
    status, printed, _ = trip.push("--dry-run")
    assert (status, trip.server.writes()) == (3, [])
    assert sorted(printed.splitlines()[:-1]) == [
        "would change CANCELLED: Talk 5",
        "would change Panel",
        "would delete Talk 3",
        "would make Tea",
    ]
    assert trip.push()[0] == 0
    assert sorted(trip.server.writes()) == ["DELETE", "PUT", "PUT", "PUT"]
    trip.hold()
    assert "SEQUENCE:1" in trip.text("e4")
    assert "SEQUENCE:0" in trip.text("e6")
    assert "STATUS:CANCELLED" in trip.text("e5")


def test_what_did_not_change_stays_when_the_document_is_revised(trip: Trip) -> None:
    trip.push("--create")
    trip.server.writes()
    trip.more = {"revised": "2027-01-05", "issue": 4}
    trip.events[0]["when"] = "2027-05-03 12:00"
    assert trip.push()[0] == 0
    assert trip.server.writes() == ["PUT"]
    assert "DTSTAMP:20270105" in trip.text("e3")
    trip.hold()


def test_more_than_half_goes_only_by_force(trip: Trip) -> None:
    trip.push("--create")
    before, trip.events = trip.events, trip.events[:2]
    trip.server.writes()
    status, _, told = trip.push()
    assert (status, trip.server.writes()) == (1, [])
    assert "3 of 5 events that were pushed are gone from the document" in told
    assert trip.push("--force")[0] == 0
    trip.hold()
    trip.events = before
    assert trip.push()[0] == 0
    trip.hold()


FOREIGN = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y\r\nBEGIN:VEVENT\r\nUID:dentist@home\r\n"
    "DTSTAMP:20270101T000000Z\r\nDTSTART:20270504T080000Z\r\nDTEND:20270504T090000Z\r\n"
    "SUMMARY:Dentist\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


def test_what_is_not_ours_stays(trip: Trip) -> None:
    trip.push("--create")
    path = f"{trip.server.home()}{trip.calendar}/dentist.ics"
    trip.server.put(path, FOREIGN)
    before = trip.server.ask("GET", path)
    other = Trip(trip.file.with_name("other.json"), trip.server, trip.run, trip.calendar)
    other.events, other.more = [{"title": "Ball", "when": "2027-05-30"}], {"id": "ball"}
    assert other.push()[0] == 0
    trip.events = trip.events[1:]
    assert trip.push()[0] == 0
    trip.events = []
    assert trip.push("--force")[0] == 0
    assert other.push("--force")[0] == 0
    titles = sorted(str(each["SUMMARY"]) for each in trip.server.events(trip.calendar))
    assert titles == ["Ball", "Dentist"]
    assert trip.server.ask("GET", path)[1]["ETag"] == before[1]["ETag"]


def test_what_somebody_else_changed_is_told_and_left(trip: Trip) -> None:
    trip.push("--create")
    trip.server.put(trip.path("e4"), trip.text("e4").replace("Talk 4", "Talk 4\\, moved"))
    trip.server.put(trip.path("e5"), trip.text("e5").replace("Talk 5", "My talk"))
    trip.server.ask("DELETE", trip.path("e6"))
    gone = trip.path("e5")
    trip.events[0]["title"] = "Panel"
    trip.events[1]["title"] = "Debate"
    del trip.events[2]
    for _ in range(2):
        status, _, told = trip.push()
        assert status == 1
        assert told.splitlines() == [
            "left alone: Debate was changed in the calendar since the last push",
            "left alone: Talk 6 was deleted from the calendar since the last push",
            "left alone: Talk 5 is gone from the document, and somebody changed it",
            "3 left alone - --force writes over them, and deletes those that are gone from the"
            " document",
        ]
        assert "Talk 4\\, moved" in trip.text("e4")
        assert "SUMMARY:Panel" in trip.text("e3")
    assert trip.push("--dry-run")[0] == 1
    assert trip.push("--force")[0] == 0
    assert trip.server.ask("GET", gone)[0] == 404
    trip.hold()
    assert trip.push()[0] == 0


def test_what_is_changed_while_it_is_pushed_is_left(trip: Trip) -> None:
    trip.push("--create")
    trip.server.proxy.reset()
    other, path = trip.text("e3").replace("Talk 3", "Theirs"), trip.path("e3")
    trip.server.proxy.before = lambda count, _: trip.server.put(path, other) if count == 1 else None
    trip.events[0]["title"] = "Ours"
    trip.events[1]["title"] = "Ours, too"
    status, printed, told = trip.push()
    assert (status, printed.splitlines()[0]) == (1, "changed Ours, too")
    assert "left alone: Ours was changed in the calendar by somebody else just now" in told
    assert "SUMMARY:Theirs" in trip.text("e3")


def test_a_lost_state_doubles_nothing(trip: Trip) -> None:
    trip.push("--create")
    trip.state.unlink()
    trip.server.writes()
    assert trip.push() == (0, f"{trip.calendar}: 0 made, 0 changed, 0 deleted, 5 unchanged\n", "")
    assert trip.server.writes() == []
    trip.state.unlink()
    trip.events[0]["title"] = "Panel"
    del trip.events[1]
    status, _, told = trip.push()
    assert (status, trip.server.writes()) == (1, [])
    assert "left alone: Panel is in the calendar already, and says something else" in told
    assert "left alone: Talk 4 is gone from the document, and nothing is noted of it" in told
    assert trip.push("--force")[0] == 0
    trip.hold()


def test_events_that_were_imported_by_hand_are_known_by_their_uids(trip: Trip) -> None:
    trip.write()
    trip.server.ask("MKCALENDAR", f"{trip.server.home()}{trip.calendar}/")
    whole = render(resolve(load(trip.file)), "ics")
    head = whole[: whole.index("BEGIN:VEVENT")].replace("NAME:Talks\r\nX-WR-CALNAME:Talks\r\n", "")
    events = re.findall("BEGIN:VEVENT.*?END:VEVENT\r\n", whole, re.DOTALL)
    for number, event in enumerate(events):
        path = f"{trip.server.home()}{trip.calendar}/their%20own-{number}@x.ics"
        trip.server.put(path, f"{head}{event}END:VCALENDAR\r\n")
    assert trip.push()[1].endswith(": 0 made, 0 changed, 0 deleted, 5 unchanged\n")
    trip.events[0]["title"] = "Panel"
    del trip.events[1]
    assert trip.push()[0] == 0
    trip.hold()


def test_another_audience_or_salt_takes_the_place_of_the_one_before(trip: Trip) -> None:
    trip.events[0]["visibility"] = "staff"
    trip.push("--create")
    assert trip.push("--audience", "public")[0] == 0
    assert "Talk 3" not in str(trip.server.events(trip.calendar))
    assert trip.push()[0] == 0
    trip.hold()
    assert trip.push("--uid-salt", "2")[0] == 1
    assert trip.push("--uid-salt", "2", "--force")[0] == 0
    trip.hold(IcsOptions(uid_salt="2"))


def test_every_example_comes_back_as_it_was_sent(
    server: Server, run: Run, tmp_path: Path, table: Table
) -> None:
    for folder in ("examples", "seeds"):
        shutil.copytree(folder, tmp_path / folder)
    for number, example in enumerate(EXAMPLES):
        trip = Example(tmp_path / example, server, run, f"example-{number}")
        trip.root = tmp_path
        with table.row(example.name):
            status, printed, told = trip.push("--create", "--alarm", "1h", "--root", str(tmp_path))
            assert (status, "left alone" in told) == (0, False), told
            trip.hold(IcsOptions(alarm="1h"))
            trip.state.unlink()
            trip.server.writes()
            status, printed, _ = trip.push("--alarm", "1h", "--root", str(tmp_path))
            assert (status, trip.server.writes()) == (0, [])
            assert ": 0 made, 0 changed, 0 deleted, " in printed


def edit(trip: Trip, draw: random.Random) -> None:
    """Do what an editor does between two issues."""
    for _ in range(draw.randint(1, 6)):
        each = draw.choice(trip.events)
        match draw.randrange(7):
            case 0:
                trip.events.insert(
                    draw.randrange(len(trip.events)),
                    {"id": f"n{draw.getrandbits(40)}", "title": "New", "when": "2027-05-12"},
                )
            case 1 if len(trip.events) > 3:
                trip.events.remove(each)
            case 2:
                each["title"] = f"Titled, {draw.randrange(99)}; \\n é"
            case 3:
                each["when"] = f"2027-05-{draw.randint(1, 31):02} {draw.randint(8, 20)}:15"
            case 4:
                each["status"] = draw.choice(["cancelled", "tentative", "confirmed"])
            case 5:
                each["when"] = "3, 5 and 9 May 2027"
            case _:
                each["notes"] = "Bring\nthe keys " * draw.randint(1, 9)
    draw.shuffle(trip.events)


def test_after_each_of_twenty_releases_the_calendar_is_the_document(trip: Trip) -> None:
    draw = random.Random(20)  # noqa: S311 - the same in every run
    trip.push("--create")
    sequences: dict[str, int] = {}
    for number in range(20):
        edit(trip, draw)
        trip.more = {"issue": number} if number % 3 else {}
        if number == 12:
            trip.state.unlink()
        status, _, told = trip.push("--force")
        assert status == 0, told
        trip.hold()
        for each in trip.server.events(trip.calendar):
            assert int(each["SEQUENCE"]) >= sequences.get(each["UID"], 0)
            sequences[each["UID"]] = int(each["SEQUENCE"])
        trip.server.writes()
        assert trip.push()[0] == 0
        assert trip.server.writes() == []


@pytest.mark.slow
@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_push_that_is_killed_is_finished_by_the_next(trip: Trip, moment: str) -> None:
    draw = random.Random(moment)  # noqa: S311 - the same in every run
    trip.push("--create")
    for at in (1, 2, 3, 4):
        trip.events[0]["title"] = f"Panel {at}"
        trip.events[1]["when"] = f"2027-05-{10 + at}"
        del trip.events[2]
        trip.events += [{"id": f"x{at}", "title": f"Tea {at}", "when": "2027-05-20"}]
        trip.write()
        trip.server.proxy.reset()
        process = start_push(trip)

        def kill(count: int, _: str, process: Any = process, at: int = at) -> Answer | None:
            return end_process(process) if count == at else None

        setattr(trip.server.proxy, moment, kill)
        assert process.wait(300) == -signal.SIGKILL
        trip.server.proxy.reset()
        if draw.randrange(2):
            trip.events[0]["title"] = f"Edited {at}"
        status, _, told = trip.push("--force" if at == 9 else "--create")
        assert (status, told) == (0, "")
        trip.hold()


@pytest.mark.slow
def test_a_push_that_is_killed_again_and_again_is_finished_at_last(trip: Trip) -> None:
    trip.push("--create")
    for number, moment in enumerate(["after", "before", "after", "after", "before", "before"]):
        trip.events[0]["title"] = f"Panel {number}"
        trip.write()
        trip.server.proxy.reset()
        process = start_push(trip)

        def kill(_: int, __: str, process: Any = process) -> Answer:
            return end_process(process)

        setattr(trip.server.proxy, moment, kill)
        process.wait(300)
    trip.server.proxy.reset()
    trip.events[0]["title"] = "Panel at last"
    assert trip.push()[0] == 0
    trip.hold()


def test_what_is_deleted_while_it_is_pushed_is_told(trip: Trip) -> None:
    trip.push("--create")
    trip.server.proxy.reset()
    path = trip.path("e3")

    def delete(count: int, _: str) -> None:
        if count == 1:
            trip.server.ask("DELETE", path)

    trip.server.proxy.before = delete
    trip.events[0]["title"] = "Ours"
    trip.events[1]["title"] = "Ours, too"
    status, printed, told = trip.push()
    assert (status, printed.splitlines()[0]) == (1, "changed Ours, too")
    assert "left alone: Ours was changed in the calendar by somebody else just now" in told


def end_process(process: subprocess.Popen[bytes]) -> Answer:
    """Kill who asks; what is returned goes to nobody, nor is the request passed on any more."""
    process.send_signal(signal.SIGKILL)
    process.wait()
    return 500, {}, b""


def start_push(trip: Trip) -> subprocess.Popen[bytes]:
    address = ("--caldav", trip.server.url, "--calendar", trip.calendar)
    return subprocess.Popen(
        [sys.executable, "-m", "itinerary", "push", str(trip.file), *address],
        env={**os.environ},
        stdout=subprocess.DEVNULL,
    )


REFUSALS = [
    (403, {}, "403: this user may not do that there - check --user"),
    (404, {}, "404: there is no such thing there - check the address"),
    (500, {}, "500: Internal Server Error - push again"),
    (503, {}, "503: the server asks to wait - push again"),
    (507, {}, "507: there is no space left on the server - push again"),
    (
        302,
        {"Location": "https://elsewhere.example/x?token=1"},
        "leads to https://elsewhere.example/x",
    ),
]


def test_a_refusal_is_told_and_the_rest_is_sent_by_the_next_push(trip: Trip, table: Table) -> None:
    trip.push("--create")
    for number, (status, headers, message) in enumerate(REFUSALS):
        with table.row(status):
            for event in trip.events:
                event["title"] += f" {number}"
            trip.server.proxy.reset()
            refusal = (status, headers, b"")
            trip.server.proxy.before = lambda n, _, refusal=refusal: refusal if n >= 3 else None
            exit_status, printed, told = trip.push()
            assert (exit_status, len(printed.splitlines())) == (1, 2)
            assert message in told
            assert f"http://127.0.0.1:{trip.server.proxy.port}/" in told
            assert PASSWORD not in told
            trip.server.proxy.reset()
            assert trip.push()[1].endswith("3 changed, 0 deleted, 2 unchanged\n")
            trip.hold()


def test_a_server_that_fails_for_a_moment_is_asked_again(trip: Trip, table: Table) -> None:
    trip.push("--create")
    for number, (moment, status) in enumerate(product(("before", "after"), (423, 500, 502, 504))):
        with table.row(moment, status):
            trip.events[0]["title"] = f"Panel {number}"
            del trip.events[1]
            trip.events += [{"id": f"t{number}", "title": "Tea", "when": "2027-05-20"}]
            trip.server.proxy.reset()

            def fail(count: int, _: str, status: int = status) -> Answer | None:
                return (status, {}, b"") if count % 2 else None

            setattr(trip.server.proxy, moment, fail)
            exit_status, _, told = trip.push()
            assert (exit_status, told) == (0, "")
            trip.hold()
            trip.server.proxy.reset()
            trip.server.writes()
            assert (trip.push()[0], trip.server.writes()) == (0, [])


def test_an_event_that_is_refused_keeps_no_other_from_being_sent(trip: Trip) -> None:
    trip.push("--create")
    trip.server.proxy.reset()
    trip.server.proxy.before = lambda count, _: (415, {}, b"") if count == 1 else None
    for event in trip.events[:2]:
        event["title"] += "!"
    status, printed, told = trip.push()
    assert (status, printed.splitlines()[0]) == (1, "changed Talk 4!")
    assert re.search(r"left alone: Talk 3! was refused: http://.*: 415: ", told)
    assert "--force" not in told
    trip.server.proxy.reset()
    assert trip.push()[0] == 0
    trip.hold()


def test_a_task_with_the_uid_of_an_event_is_told_and_left(trip: Trip) -> None:
    if trip.server.name == "xandikos":
        pytest.skip("it takes no tasks into a calendar for events")
    trip.push("--create")
    task = FOREIGN.replace("VEVENT", "VTODO").replace("DTEND", "DUE")
    event = trip.path("e3")
    uid = icalendar.Calendar.from_ical(trip.text("e3")).walk("VEVENT")[0]["UID"]
    trip.server.ask("DELETE", event)
    path = f"{trip.server.home()}{trip.calendar}/task.ics"
    trip.server.put(path, task.replace("dentist@home", uid))
    trip.events[1]["title"] = "Panel"
    status, printed, told = trip.push("--force")
    assert (status, printed.splitlines()[0]) == (1, "changed Panel")
    assert "409: something else there may have its UID - look for a copy" in told
    assert b"VTODO" in trip.server.ask("GET", path)[2]


def test_a_calendar_that_was_deleted_is_filled_anew(trip: Trip) -> None:
    trip.push("--create")
    trip.server.ask("DELETE", f"{trip.server.home()}{trip.calendar}/")
    assert "--create makes it" in trip.push()[2]
    assert trip.push("--create", "--dry-run")[1].splitlines()[0] == "would make Talk 3"
    status, printed, told = trip.push("--create")
    assert (status, told, printed.splitlines()[1]) == (0, "", "made Talk 3")
    assert printed.startswith(f"made the calendar http://127.0.0.1:{trip.server.proxy.port}/")
    trip.hold()
    assert trip.push()[1].endswith("5 unchanged\n")


def test_a_server_that_marks_its_etags_is_pushed_to(trip: Trip, monkeypatch: Any) -> None:
    """As one does that packs its answers: nginx weakens them, Apache adds a suffix."""
    proxy, answer = trip.server.proxy, trip.server.proxy.answer
    for mark in ("W/{}", "{}-gzip"):

        def mark_etags(*request: Any, mark: str = mark) -> Answer:
            status, headers, content = answer(*request)
            marked = {k: mark.format(v) if k == "ETag" else v for k, v in headers.items()}
            return status, marked, content

        monkeypatch.setattr(proxy, "answer", mark_etags)
        trip.push("--create")
        for _ in range(3):
            trip.events[0]["title"] += "!"
            status, printed, told = trip.push()
            assert (status, told, printed.splitlines()[0][:8]) == (0, "", "changed ")
            trip.server.writes()
            assert (trip.push()[0], trip.server.writes()) == (0, [])
    monkeypatch.undo()
    trip.hold()


def test_what_was_sent_is_noted_before_and_after_all_of_it(trip: Trip) -> None:
    """Not after each event: the note has all of them, so that it would take as long again."""
    trip.events = [{"id": f"e{n}", "title": f"Tea {n}", "when": "2027-05-04"} for n in range(40)]
    noted: list[int] = []
    trip.server.proxy.after = lambda *_: noted.append(trip.state.stat().st_ino)
    assert trip.push("--create")[0] == 0
    assert (len(noted), len(set(noted))) == (40, 1)
    assert trip.state.stat().st_ino != noted[0]


def test_a_calendar_is_found_by_a_name_in_another_spelling(trip: Trip) -> None:
    trip.calendar = f"Zürich {trip.calendar}"
    trip.push("--create")
    trip.calendar = unicodedata.normalize("NFD", trip.calendar)
    assert trip.push()[1].endswith(": 0 made, 0 changed, 0 deleted, 5 unchanged\n")


def test_a_calendar_is_found_by_its_name(trip: Trip) -> None:
    trip.push("--create")
    status, _, told = trip.run(
        "push", trip.file, "--caldav", trip.server.url, "--calendar", trip.calendar[:-1] + "_"
    )
    assert status == 1
    assert f"did you mean '{trip.calendar}'?; --create makes it" in told
    twin = f"{trip.server.home()}twin-{trip.calendar}/"
    shown = f"<D:displayname>{trip.calendar}</D:displayname>"
    name = f'<D:set xmlns:D="DAV:"><D:prop>{shown}</D:prop></D:set>'
    trip.server.ask(
        "MKCALENDAR",
        twin,
        f'<C:mkcalendar xmlns:C="urn:ietf:params:xml:ns:caldav">{name}</C:mkcalendar>',
        {"Content-Type": "application/xml"},
    )
    status, _, told = trip.push()
    assert status == 1
    assert f"2 calendars at {trip.server.url} are called {trip.calendar}" in told
    url = f"{trip.server.url.rstrip('/')}{twin}"
    assert url in told
    status, printed, _ = trip.run(
        "push", trip.file, "--caldav", url, "--calendar", trip.calendar, "--dry-run"
    )
    assert printed.splitlines()[0] == "would make Talk 3"


def test_a_calendar_that_somebody_shares_is_known_by_its_address(trip: Trip) -> None:
    if trip.server.name == "xandikos":
        pytest.skip("it knows one user")
    for name in ("team", "look"):
        trip.server.ask("MKCALENDAR", f"/{COLLEAGUE}/{name}/", user=COLLEAGUE)
    trip.server.ask("MKCALENDAR", f"{trip.server.home()}team/")
    trip.write()

    def push(name: str, *options: str) -> tuple[int, str, str]:
        url = f"{trip.server.url}{COLLEAGUE}/{name}/"
        return trip.run("push", trip.file, "--caldav", url, "--calendar", *options)

    assert push("team", "team")[1].splitlines()[-1] == (
        "team: 5 made, 0 changed, 0 deleted, 0 unchanged"
    )
    assert len(trip.server.paths("team")) == 0
    assert push("team", "team")[1] == "team: 0 made, 0 changed, 0 deleted, 5 unchanged\n"
    status, printed, told = push("look", "look")
    assert (status, printed) == (1, "")
    assert "403: this user may not do that there" in told
    assert "there is no calendar other at http" in push("team", "other")[2]


def test_a_wrong_password_is_told_and_never_shown(
    trip: Trip, monkeypatch: Any, caplog: Any
) -> None:
    if trip.server.name == "xandikos":
        pytest.skip("it asks for a password over TLS only")
    monkeypatch.setenv("ITINERARY_CALDAV_PASSWORD", "falsch-12")
    caplog.set_level(0)
    status, printed, told = trip.push()
    assert (status, printed) == (1, "")
    assert "401: the name or the password is wrong - check --user" in told
    monkeypatch.delenv("ITINERARY_CALDAV_PASSWORD")
    monkeypatch.delenv("ITINERARY_CALDAV_USER")
    status, printed, nothing = trip.push()
    assert "401: a password is asked for - keep it by: keyring set itinerary:127." in nothing
    assert "falsch-12" not in told + nothing + caplog.text


def test_no_file_or_message_has_the_password(
    trip: Trip, caplog: Any, monkeypatch: Any, tmp_path: Path
) -> None:
    monkeypatch.setenv("PYTHON_CALDAV_COMMDUMP", "1")
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    caplog.set_level(0)
    printed = str(trip.push("--create")) + str(trip.push()) + caplog.text
    files = [each.read_text() for each in tmp_path.rglob("*") if each.is_file()]
    assert len(files) == 2
    assert PASSWORD not in printed + "".join(files)


def test_two_pushes_at_once_double_nothing(trip: Trip) -> None:
    trip.push("--create")
    trip.events += [{"id": f"t{n}", "title": f"Tea {n}", "when": "2027-05-20"} for n in range(6)]
    for event in trip.events[:3]:
        event["title"] += "!"
    trip.write()
    both = [start_push(trip) for _ in range(2)]
    assert [each.wait(300) for each in both] == [0, 0]
    trip.hold()
    trip.server.writes()
    assert trip.push()[0] == 0
    assert trip.server.writes() == []


VDIRSYNCER = """
[general]
status_path = "{folder}/status"
[pair trip]
a = "server"
b = "folder"
collections = ["{calendar}"]
conflict_resolution = "a wins"
[storage server]
type = "caldav"
url = "{url}"
username = "{user}"
password = "{password}"
[storage folder]
type = "filesystem"
path = "{folder}/synced"
fileext = ".ics"
"""
KHAL = """
[calendars]
[[trip]]
path = {folder}/synced/{calendar}
[sqlite]
path = {folder}/khal.db
[locale]
local_timezone = Europe/Vienna
default_timezone = Europe/Vienna
timeformat = %H:%M
dateformat = %d.%m.
longdateformat = %Y-%m-%d
datetimeformat = %d.%m. %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
"""


def test_a_follower_shows_the_document_after_each_push(trip: Trip, tmp_path: Path) -> None:
    names = {"folder": tmp_path, "calendar": trip.calendar, "user": USER, "password": PASSWORD}
    url = f"http://127.0.0.1:{trip.server.port}/"
    (tmp_path / "vdirsyncer").write_text(VDIRSYNCER.format(**names, url=url))
    (tmp_path / "khal").write_text(KHAL.format(**names))
    (tmp_path / "synced" / trip.calendar).mkdir(parents=True)

    def follow(program: str, *arguments: str) -> str:
        done = subprocess.run(
            [Path(sys.executable).with_name(program), *arguments],
            capture_output=True,
            text=True,
            check=False,
            cwd=tmp_path,
            input="y\n" * 9,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    trip.push("--create")
    follow("vdirsyncer", "-c", f"{tmp_path}/vdirsyncer", "discover", "trip")
    for number in range(3):
        trip.events[number]["title"] = f"Panel {number}"
        trip.events[4]["when"] = f"2027-05-0{number + 1} 17:00 to 17:45"
        if number == 1:
            del trip.events[3]
            trip.events.append({"id": "last", "title": "Party", "when": "2027-05-28 20:00"})
        assert trip.push()[0] == 0
        follow("vdirsyncer", "-c", f"{tmp_path}/vdirsyncer", "sync", "--force-delete")
        shown = follow(
            "khal", "-c", f"{tmp_path}/khal", "list", "2027-05-01", "40d", "-df", "",
            "-f", "{start-long} {title}",
        )  # fmt: skip
        timeline = resolve(load(trip.file))
        wanted = [
            f"{each.intervals[0].start:%Y-%m-%d %H:%M} {each.title}"
            for each in timeline.select_entries("event")
        ]
        assert sorted(shown.split("\n")[:-1]) == sorted(wanted)
