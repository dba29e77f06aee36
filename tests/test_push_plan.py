"""What a push does with an event: by the document, by what was sent, by what lies there."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from tables import Table

from itinerary import for_audience, load, loads, resolve
from itinerary.diagnostics import OptionError
from itinerary.export import IcsOptions, render
from itinerary.publishing.caldav import (
    PushError,
    PushState,
    check_address,
    find_credentials,
    list_pushed_events,
)
from itinerary.publishing.caldav.credentials import Credentials
from itinerary.publishing.caldav.events import KeptEvent, PushedEvent, read_kept_event
from itinerary.publishing.caldav.push_plan import FoundEvent, plan_push
from itinerary.publishing.caldav.push_state import SentEvent
from itinerary.views.audience import AUDIENCES

EVENT = re.compile("(?s)BEGIN:VEVENT.*?END:VEVENT")


def sent(digest: str = "a", pending: str = "", etag: str = "1") -> SentEvent:
    return SentEvent("/c/u.ics", "Tea", etag, digest, pending, 4)


def found(digest: str = "a", etag: str = "1", sequence: int = 4) -> FoundEvent:
    return FoundEvent("/c/u.ics", etag, KeptEvent("u", "Tea", sequence, digest))


CASES: list[tuple[str, str, SentEvent | None, FoundEvent | None, str, str]] = [
    # what, the document's version, what was sent, what lies there, without and with force
    ("new", "a", None, None, "make", "make"),
    ("as it was", "a", sent(), found(), "", ""),
    ("edited", "b", sent(), found(), "change", "change"),
    ("gone", "", sent(), found(), "delete", "delete"),
    ("gone from both", "", sent(), None, "forget", "forget"),
    ("edited there", "a", sent(), found("x", "2"), "leave", "change"),
    ("edited in both", "b", sent(), found("x", "2"), "leave", "change"),
    ("edited there as here", "b", sent(), found("b", "2"), "adopt", "adopt"),
    ("gone, and edited there", "", sent(), found("x", "2"), "leave", "delete"),
    ("deleted there", "a", sent(), None, "leave", "make"),
    ("stored anew there, with the same content", "a", sent(), found("a", "2"), "adopt", "adopt"),
    ("that, and edited", "b", sent(), found("a", "2"), "change", "change"),
    ("that, and gone", "", sent(), found("a", "2"), "delete", "delete"),
    ("cut off before it was made", "a", sent("", "a", ""), None, "make", "make"),
    ("cut off after it was made", "a", sent("", "a", ""), found("a", "9"), "adopt", "adopt"),
    ("that, and edited", "b", sent("", "a", ""), found("a", "9"), "change", "change"),
    ("that, and gone", "", sent("", "a", ""), found("a", "9"), "delete", "delete"),
    ("cut off before the change", "b", sent("a", "b"), found("a", "1"), "change", "change"),
    ("cut off after the change", "b", sent("a", "b"), found("b", "2"), "adopt", "adopt"),
    ("that, and edited again", "c", sent("a", "b"), found("b", "2"), "change", "change"),
    ("that, and edited back", "a", sent("a", "b"), found("b", "2"), "change", "change"),
    ("that, and edited there", "b", sent("a", "b"), found("x", "3"), "leave", "change"),
    ("no state, and the same", "a", None, found("a", "7"), "adopt", "adopt"),
    ("no state, and other content", "a", None, found("x", "7"), "leave", "change"),
    ("no state, and gone", "", None, found("a", "7"), "leave", "delete"),
    ("no ETags", "a", sent(etag=""), found("a", ""), "adopt", "adopt"),
    ("no ETags, and edited there", "a", sent(etag=""), found("x", ""), "leave", "change"),
]


def test_what_becomes_of_an_event(table: Table) -> None:
    others = {str(n): sent() for n in range(3)}  # so that one that goes is not half of all
    kept = {str(n): FoundEvent("", "1") for n in range(3)}
    same = {str(n): PushedEvent(str(n), "", 0, "a", "") for n in range(3)}
    for name, digest, before, there, *expected in CASES:
        wanted = {"u": PushedEvent("u", "Tea", 2, digest, "")} if digest else {}
        for force in (False, True):
            with table.row(name, force):
                steps = plan_push(
                    same | wanted,
                    others | ({"u": before} if before else {}),
                    kept | ({"u": there} if there else {}),
                    force=force,
                )
                assert [str(each.action) for each in steps] == (
                    [expected[force]] if expected[force] else []
                )
                for step in steps:
                    assert bool(step.reason) == (step.action == "leave")
                    if step.action == "change":
                        assert step.sequence == 5


def test_more_than_half_is_deleted_only_by_force() -> None:
    before = {str(n): sent() for n in range(4)}
    there = {uid: FoundEvent("", "1") for uid in before}
    keep = {uid: PushedEvent(uid, "", 0, "a", "") for uid in "01"}
    assert len(plan_push(keep, before, there)) == 2
    del keep["1"]
    with pytest.raises(PushError, match=r"^3 of 4 events .* nothing was sent - .*--force$"):
        plan_push(keep, before, there)
    assert len(plan_push(keep, before, there, force=True)) == 3


TRIP = """
title: Plan
id: plan
timezone: Europe/Vienna
legs:
- {title: Graz, place: "Graz, Austria", when: 4-7 May 2027, events: [
    {title: Choir, when: 2027-05-05 19:00 to 20:15, notes: "a, b; c"},
    {title: Tour, when: 5 and 7 May 2027},
    {title: Off, when: 2027-05-06 10:00, status: cancelled}]}
- {title: Lima, place: "Lima, Peru", when: 9-10 May 2027, events: [
    {title: Talk, when: 2027-05-09 10:00}]}
"""


def test_each_event_is_a_resource_with_the_zones_that_it_needs() -> None:
    timeline = resolve(loads(TRIP))
    events = list_pushed_events(timeline, IcsOptions())
    whole = render(timeline, "ics")
    assert len(events) == whole.count("BEGIN:VEVENT") == 7
    for event in events.values():
        assert event.text.count("BEGIN:VEVENT") == event.text.count("UID:") == 1
        assert "CALNAME" not in event.text
        assert "METHOD" not in event.text
        assert (
            event.text[event.text.index("BEGIN:VEVENT") :].replace("END:VCALENDAR\r\n", "") in whole
        )
        zones = {"Europe/Vienna", "America/Lima"}
        named = {each for each in zones if f";TZID={each}" in event.text}
        assert named == {each for each in zones if f"\r\nTZID:{each}" in event.text}
    off = next(each for each in events.values() if "Off" in each.title)
    assert "STATUS:CANCELLED" in off.text


def test_what_is_pushed_is_what_an_audience_gets_in_its_calendar(table: Table) -> None:
    for example in sorted(Path("examples").glob("*.yaml")):
        timeline = resolve(load(example))
        for audience in AUDIENCES:
            with table.row(example.name, audience):
                whole = render(timeline, "ics", audience=audience)
                visible = for_audience(timeline, audience)
                pushed = list_pushed_events(visible, IcsOptions().restrict_to(audience)).values()
                events = [EVENT.findall(each.text) for each in pushed]
                assert [event for (event,) in events] == EVENT.findall(whole)


def test_a_digest_is_of_what_is_said_and_not_of_how(table: Table) -> None:
    base = (
        "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:u\nDTSTAMP:19700101T000000Z\nSEQUENCE:1\n"
        "DTSTART;TZID=Europe/Vienna:20270505T190000\nSUMMARY:Choir\\, of Graz\n"
        "END:VEVENT\nEND:VCALENDAR\n"
    )
    same = {
        "order": base.replace("SEQUENCE:1\n", "").replace("END:VEVENT", "SEQUENCE:1\nEND:VEVENT"),
        "a higher sequence": base.replace("SEQUENCE:1", "SEQUENCE:8"),
        "folds": base.replace("Choir", "Cho\n ir"),
        "line ends": base.replace("\n", "\r\n"),
        "quotes": base.replace("=Europe/Vienna", '="Europe/Vienna"'),
        "additions of servers": base.replace(
            "SUMMARY", "CREATED:20270101T000000Z\nX-SERVER:1\nSUMMARY"
        ),
    }
    other = {
        "title": base.replace("Choir", "Band"),
        "time": base.replace("T19", "T20"),
        "zone": base.replace("Vienna", "Lisbon"),
        "an alarm": base.replace(
            "END:VEVENT", "BEGIN:VALARM\nACTION:DISPLAY\nTRIGGER:-PT5M\nEND:VALARM\nEND:VEVENT"
        ),
        "a guest": base.replace("SUMMARY", "ATTENDEE:mailto:b@example.org\nSUMMARY"),
        "another event beside it": base.replace(
            "END:VEVENT\n", "END:VEVENT\nBEGIN:VEVENT\nUID:u\nSUMMARY:x\nEND:VEVENT\n"
        ),
    }
    digest = read_kept_event(base).digest
    for name, text in (same | other).items():
        with table.row(name):
            assert (read_kept_event(text).digest == digest) == (name in same)
    unread = ["", "no calendar", base.replace("UID:u", "A:b"), base.replace("E:1", "E:one")]
    unread += [base.replace("SEQ", "SEQUENCE:2\nSEQ"), base * 2, "BEGIN:VEVENT\n" * 5000]
    for text in unread:
        with table.row(text[:400]):
            assert read_kept_event(text).uid == ""


STORED = {"about": "", "version": 1, "calendars": {"http://a/": {"u": {"path": "/", "title": "T"}}}}
DAMAGED = ["", "{", "[]", "{}", '{"version": 2, "calendars": {}}', "\ud800"]


def test_a_damaged_state_is_named(table: Table, tmp_path: Path) -> None:
    file = tmp_path / "trip.yaml.pushed.json"
    assert PushState.load(file, "http://a/", "trip").events == {}
    damaged = [*DAMAGED, json.dumps(STORED).replace('"title"', '"titel"')]
    for text in damaged:
        with table.row(text):
            file.write_bytes(text.encode("utf-8", "surrogatepass"))
            with pytest.raises(PushError, match=r"pushed\.json is damaged - "):
                PushState.load(file, "http://a/", "trip")


def test_a_state_keeps_what_it_knows_of_other_calendars(tmp_path: Path) -> None:
    file = tmp_path / "state"
    file.write_text(json.dumps(STORED))
    state = PushState.load(file, "http://b/", "trip")
    state.record("v", sent())
    state.save()
    assert PushState.load(file, "http://a/", "trip").events["u"].title == "T"
    assert PushState.load(file, "http://b/", "trip").events == {"v": sent()}
    assert list(tmp_path.iterdir()) == [file]


WRONG_ADDRESSES = [
    ("https://ana:pw@cal.example.org/dav", "write https://cal.example.org/dav and --user NAME"),
    ("https://ana@cal.example.org/", "write https://cal.example.org/ and"),
    ("cal.example.org", "write it as https://"),
    ("ftp://cal.example.org/", "write it as https://"),
    ("https://", "write it as https://"),
    ("https://[::1/", "write it as https://"),
    ("https://cal.example.org:99999/", "write it as https://"),
    ("https://cal.example.org/?token=1", "write it as https://"),
]


def test_an_address_that_cannot_be_is_refused_without_its_password(table: Table) -> None:
    for url, remedy in WRONG_ADDRESSES:
        with table.row(url):
            with pytest.raises(OptionError) as caught:
                check_address(url)
            assert remedy in str(caught.value)

            assert "pw" not in str(caught.value)


HOST = "https://cal.example.org/"


@pytest.fixture
def stores(monkeypatch: Any, tmp_path: Path) -> Path:
    """No password anywhere, and a file that netrc is read from."""
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    for name in ("ITINERARY_CALDAV_USER", "ITINERARY_CALDAV_PASSWORD"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    return tmp_path / "netrc"


class Keyring:
    """What a system's keyring says of one user."""

    def get_credential(self, service: str, user: str | None) -> Any:
        if service != "itinerary:cal.example.org" or user not in (None, "ana"):
            return None
        return type("Found", (), {"username": "ana", "password": "kept"})()


def test_a_password_is_found_where_it_is_kept(stores: Path, monkeypatch: Any, table: Table) -> None:
    import keyring

    stores.touch(0o600)
    stores.write_text("machine cal.example.org login bob password net\n")
    with table.row("netrc"):
        assert find_credentials(HOST) == Credentials("bob", "net")
        assert find_credentials(HOST, "bob") == Credentials("bob", "net")
        assert find_credentials("https://other.example.org/") is None
        with pytest.raises(PushError, match=r"no password for ana .* keyring set itinerary:cal"):
            find_credentials(HOST, "ana")
    monkeypatch.setattr(keyring, "get_credential", Keyring().get_credential)
    with table.row("keyring first"):
        assert find_credentials(HOST) == Credentials("ana", "kept")
        assert find_credentials(HOST, "bob") == Credentials("bob", "net")
    monkeypatch.setenv("ITINERARY_CALDAV_PASSWORD", "env")
    with table.row("the environment before all"):
        assert find_credentials(HOST, "eva") == Credentials("eva", "env")
        with pytest.raises(PushError, match="set ITINERARY_CALDAV_USER"):
            find_credentials(HOST)
    monkeypatch.setenv("ITINERARY_CALDAV_USER", "eva")
    with table.row("but not for another user"):
        assert find_credentials(HOST) == Credentials("eva", "env")
        assert find_credentials(HOST, "bob") == Credentials("bob", "net")
    with table.row("never in a text"):
        assert "env" not in repr(find_credentials(HOST)) + str(find_credentials(HOST))


def test_a_netrc_that_cannot_be_read_is_named_without_its_content(stores: Path) -> None:
    stores.touch(0o600)
    stores.write_text("machine cal.example.org login ana pasword geheim\n")
    with pytest.raises(PushError, match=r"netrc:1 cannot be read - ") as caught:
        find_credentials(HOST)
    assert "geheim" not in str(caught.value)


def test_no_password_goes_over_the_network_in_the_clear(stores: Path, monkeypatch: Any) -> None:
    monkeypatch.setenv("ITINERARY_CALDAV_PASSWORD", "env")
    for local in ("http://localhost:1/", "http://127.0.0.1/", "http://[::1]:8/"):
        assert find_credentials(local, "ana")
    with pytest.raises(PushError, match=r"without encryption.*write https://cal.example.org/x$"):
        find_credentials("http://cal.example.org/x", "ana")
