"""What is refused changes nothing: not the ledger, not the secrets, not the folder."""

from __future__ import annotations

import json
import os
import resource
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from releases import TRIP, Office, edit, issue, read_folder

from itinerary import ItineraryError, OptionError
from itinerary.publishing import publication
from itinerary.publishing.release_store import ReleaseStore

EVENTS = TRIP["events"]


@pytest.fixture(autouse=True)
def _no_browser(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("ITINERARY_SECRETS", raising=False)


@pytest.fixture
def open_office(tmp_path) -> Callable[[str], Office]:
    def open_new(name: str) -> Office:
        office = Office(tmp_path / name)
        office.base.mkdir()
        office.write(TRIP)
        return office

    return open_new


def put(name: str, text: str = "mine") -> Callable[[Office], None]:
    def put_file(office: Office) -> None:
        path = office.site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    return put_file


def put_link(name: str) -> Callable[[Office], None]:
    def put_link_to_folder(office: Office) -> None:
        (office.base / "elsewhere").mkdir()
        office.site.mkdir(exist_ok=True)
        (office.site / name).symlink_to(office.base / "elsewhere")

    return put_link_to_folder


def look(base: Path) -> dict[str, tuple[object, ...]]:
    """All that stands in a folder but locks, with the contents and the times of its files."""
    return {
        str(path.relative_to(base)): (
            path.lstat().st_mtime_ns,
            path.is_symlink() or path.is_dir() or path.read_bytes(),
        )
        for path in base.rglob("*")
        if not path.name.endswith(".itinerary-lock")
    }


def hold_refusal(office: Office, told: str, *editions: str, **given: Any) -> None:
    """A run and a dry run say the same, and leave all as it was."""
    before = look(office.base)
    for work in (office.publish, office.preview):
        with pytest.raises((ItineraryError, OptionError), match=told):
            work(*editions, **given)
        assert look(office.base) == before


FOREIGN = {
    "index.html": put("index.html"),
    "_headers": put("_headers"),
    ".htaccess": put(".htaccess"),
    ".nojekyll": put(".nojekyll"),
    "public": put("public"),
    "public/trip.ics": put("public/trip.ics"),
    "public (a link)": put_link("public"),
}


@pytest.mark.parametrize("name", FOREIGN)
def test_what_is_not_ours_is_refused_before_anything_is_written(open_office, name):
    """Before the first release, and in another folder than that of the earlier ones."""
    told = rf"{name.partition(' ')[0]} is not of an earlier publication"
    fresh, known = open_office("fresh"), open_office("known")
    FOREIGN[name](fresh)
    hold_refusal(fresh, told, "public", "staff")
    known.publish("public")
    known.site.rename(known.base / "former")
    FOREIGN[name](known)
    hold_refusal(known, told, "public")
    known.write(issue(2, events=edit(EVENTS, "fair", title="Fair")))
    hold_refusal(known, told, "public", "staff")


def test_a_file_in_the_place_of_a_new_one_is_refused(open_office):
    office = open_office("desk")
    office.write(TRIP | {"background": []})
    office.publish("public")
    put("public/background.ics")(office)
    office.write(issue(2))
    hold_refusal(office, "public/background.ics is not of an earlier publication", "public")


def test_a_file_for_a_folder_is_refused(open_office):
    office = open_office("desk")
    office.site.write_text("mine")
    hold_refusal(office, "site is a file", "public")


def test_a_mount_point_is_refused(open_office, monkeypatch):
    office = open_office("desk")
    office.publish("public")
    office.write(issue(2, events=edit(EVENTS, "fair", title="Fair")))
    monkeypatch.setattr(Path, "is_mount", lambda path: path == office.site.resolve())
    hold_refusal(office, "it is a mount point", "public")


def test_a_folder_that_has_what_is_private_is_refused(open_office):
    """Whoever is given an address gets all that stands in the folder."""
    office = open_office("desk")
    for folder in (office.base, office.base.parent):
        hold_refusal(office, "the document would be in", "public", folder=folder)
    for name in ("site/tokens", "site/private/tokens"):
        told = rf"secrets would be in .*site \(.*{name}\)"
        hold_refusal(office, told, "public", "staff", secrets=office.base / name)
    releases = office.base / "trip.json.releases"
    for folder in (releases, releases / "site"):
        hold_refusal(office, "releases", "public", folder=folder)
    (office.base / "drafts").mkdir()
    office.document.rename(office.base / "drafts" / "trip.json")
    (office.base / "public_html").mkdir()
    (office.base / "public_html" / "trip.json").symlink_to(office.base / "drafts" / "trip.json")
    linked = Office(office.base, "public_html/trip.json")
    hold_refusal(linked, "the document would be in", "staff", folder=office.base / "public_html")


DAMAGED = {
    "cut off": lambda text: text[:3000],
    "not JSON": lambda _: "hello",
    "a conflict of a merge": lambda text: text.replace(
        ' "document"', '<<<<<<< main\n "document"', 1
    ),
    "a merge": lambda text: text.replace('"number": 1', '"number": 2'),
    "a time without a zone": lambda text: text.replace('9:00:00Z"', '9:00:00"'),
    "another text of an event": lambda text: text.replace("Book fair", "Book fairs"),
    "a file elsewhere": lambda text: text.replace('"trip.ics": {\n', '"../../evil": {\n', 1),
    "null": lambda _: "null",
    "without its site": lambda text: text.replace('"site"', '"sites"'),
}


def test_a_ledger_that_was_changed_is_refused(open_office, table):
    office = open_office("desk")
    office.publish("public", "staff")
    path = office.base / "trip.json.releases" / "ledger.json"
    text = path.read_text("utf-8")
    office.write(issue(2, events=edit(EVENTS, "fair", title="Fair")))
    for name, damage in DAMAGED.items():
        with table.row(name):
            path.write_text(damage(text), "utf-8")
            hold_refusal(office, "ledger.json is damaged", "public", "staff")
    with table.row("other bytes"):
        path.write_bytes(b"\xff\xfe")
        hold_refusal(office, "ledger.json is damaged", "public", "staff")
    with table.row("of a newer version"):
        path.write_text(text.replace('"version": 1', '"version": 2', 1), "utf-8")
        hold_refusal(
            office, "has version 2, and this itinerary knows 1 - use the itinerary", "public"
        )
    with table.row("missing"):
        path.unlink()
        hold_refusal(office, "ledger.json is missing", "public")
    with table.row("laid out in another way, with other line ends"):
        path.write_text(json.dumps(json.loads(text), indent=4).replace("\n", "\r\n"), "utf-8-sig")
        assert office.publish("public", "staff").is_new


def test_a_release_that_is_damaged_is_refused(open_office, table):
    office = open_office("desk")
    office.publish("public")
    office.write(issue(2, events=edit(EVENTS, "fair", title="Fair")))
    path = office.base / "trip.json.releases" / "1" / "document.json"
    for text in (path.read_text("utf-8")[:300], "{}", ""):
        with table.row(text):
            path.write_text(text, "utf-8")
            hold_refusal(office, "1/document.json cannot be read", "public")


def test_secrets_of_another_kind_are_refused(open_office, table):
    office = open_office("desk")
    path = office.base / "trip.json.secrets"
    one, other = "a" * 43, "b" * 43
    rows = {
        "no tokens that can be read": [
            "null", "[]", "", "[" * 100_000, '{"version": 1, "editions": {"staff": 1}}',
            json.dumps({"version": 1, "editions": {"staff": "../" * 12}, "former": []}),
        ],
        "has one token twice": [
            json.dumps({"version": 1, "editions": {"staff": one, "party": one}, "former": []}),
            json.dumps({"version": 1, "editions": {"staff": one}, "former": [one]}),
        ],
    }  # fmt: skip
    for told, texts in rows.items():
        for text in texts:
            with table.row(text[:60]):
                path.write_text(text, "utf-8")
                hold_refusal(office, told, "staff", "party")
    with table.row("other bytes"):
        path.write_bytes(b"\xff")
        hold_refusal(office, "no tokens that can be read", "staff")
    with table.row("of a program for Windows"):
        text = json.dumps({"version": 1, "editions": {"staff": other}, "former": []}, indent=1)
        path.write_text(text.replace("\n", "\r\n"), "utf-8-sig")
        office.publish("staff")
        assert (office.site / other / "trip.ics").exists()


def test_a_document_that_was_renamed_takes_its_releases_along(open_office):
    """Else calendars would take its events for older ones, and its editions have new addresses."""
    office = open_office("desk")
    office.publish("public", "staff")
    staff = office.folder("staff")
    office.document.rename(office.base / "turku.json")
    renamed = Office(office.base, "turku.json")
    told = r"trip.json.releases has the releases of turku, .*rename them, too \(turku.json.releases"
    hold_refusal(renamed, told, "public", "staff", folder=office.base / "elsewhere")
    hold_refusal(renamed, told, "public", "staff")
    for kind in ("releases", "secrets"):
        (office.base / f"trip.json.{kind}").rename(office.base / f"turku.json.{kind}")
    renamed.write(issue(2))
    assert renamed.publish("public", "staff").is_new
    assert renamed.folder("staff") == staff


def test_an_issue_is_above_all_before_it(open_office):
    office = open_office("desk")
    office.write(issue(3))
    office.publish("public")
    office.write(issue(4, issue=None, events=edit(EVENTS, "fair", title="Fair")))
    office.publish("public")
    office.write(issue(5, issue=2, events=edit(EVENTS, "visit")))
    hold_refusal(office, "its issue is 2, and 3 is published - write issue: 4", "public")


def stop_before_placing(office: Office, *editions: str, **given: Any) -> None:
    """Publish in a process that ends when the ledger is written and the folder is not."""
    child = os.fork()
    if child == 0:
        publication.place_site = lambda *_: os._exit(0)
        office.publish(*editions, **given)
        os._exit(1)
    assert os.waitpid(child, 0)[1] == 0


def test_what_has_come_since_a_killed_run_is_refused(open_office):
    office = open_office("desk")
    stop_before_placing(office, "public", "staff")
    assert (office.base / "trip.json.releases" / "ledger.json").exists()
    put("index.html")(office)
    hold_refusal(office, "index.html is not of an earlier publication", "public", "staff")


def test_a_killed_run_is_made_good(open_office):
    office = open_office("desk")
    office.publish("public", "staff")
    put("index.css")(office)
    office.write(issue(2, events=edit(EVENTS, "fair", title="Fair")))
    before = office.files()
    stop_before_placing(office, "public", "staff")
    assert office.files() == before
    office.publish("public", "staff")
    assert "Fair" in office.events("staff")
    assert office.files()["index.css"] == b"mine"


def test_what_a_killed_run_has_left_is_cleared_away_by_the_next(open_office):
    """Also by one that has nothing to write; and a folder that was moved away is put back."""
    office = open_office("desk")
    office.publish("public", "staff")
    files = office.files()
    leftover = office.base / ".site.itinerary-next"
    (leftover / "public").mkdir(parents=True)
    (leftover / "public" / "trip.ics").write_text("half")
    assert office.publish("public", "staff").is_unchanged
    assert not leftover.exists()
    office.site.rename(office.base / ".site.itinerary-former")
    office.write(issue(2, events=edit(EVENTS, "fair", title="Fair")))
    office.publish("public")
    staff = office.tokens()["staff"]
    kept = {name: each for name, each in files.items() if name.startswith(staff)}
    assert kept
    assert kept.items() <= read_folder(office.site).items()


@pytest.mark.parametrize("is_asked_again", [True, False])
def test_what_a_killed_run_was_to_remove_is_removed_by_the_next(open_office, is_asked_again):
    """Else the pages of an edition that is shut were there for good."""
    office = open_office("desk")
    office.publish("public", "staff", "party")
    staff = office.tokens()["staff"]
    put("public/photo.jpg")(office)
    office.write(issue(2, background=[]))
    asked = {"closed": ("public",), "rotated": ("staff",)}
    stop_before_placing(office, "party", **asked)
    ledger = (office.base / "trip.json.releases" / "ledger.json").read_text("utf-8")
    assert staff not in ledger
    office.publish("party", **(asked if is_asked_again else {}))
    notice = {"index.html", "trip.ics", "background.ics"}
    assert {*read_folder(office.site / staff)} == notice
    assert {*read_folder(office.site / "public")} == {*notice, "photo.jpg"}
    assert office.publish("party").is_unchanged


def test_a_file_of_the_name_of_a_removed_one_is_not_ours(open_office):
    office = open_office("desk")
    office.publish("public")
    office.write(issue(2))
    office.publish(closed=("public",))
    put("public/briefing.md")(office)
    hold_refusal(office, "public/briefing.md is not of an earlier publication", "public")


@pytest.mark.parametrize("stage", ["write_tokens", "write_release", "write_ledger"])
def test_a_first_run_that_is_killed_is_made_good(open_office, stage):
    office = open_office("desk")
    child = os.fork()
    if child == 0:
        write = getattr(ReleaseStore, stage)

        def write_and_end(store: ReleaseStore, *arguments: Any) -> None:
            write(store, *arguments)
            os._exit(0)

        setattr(ReleaseStore, stage, write_and_end)
        office.publish("public", "staff")
        os._exit(1)
    assert os.waitpid(child, 0)[1] == 0
    office.publish("public", "staff")
    assert "Book fair" in office.events("staff")


def test_a_full_disk_is_told_by_the_file_that_does_not_fit(open_office):
    office = open_office("desk")
    office.publish("public", "staff")
    before = look(office.base)
    office.write(issue(2, events=edit(EVENTS, "fair", notes="long " * 1000)))
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4_000, limits[1]))
    try:
        with pytest.raises(OSError, match=r"releases/2/document\.json"):
            office.publish("public", "staff")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert {*look(office.base)} == {*before, "trip.json.releases/2"}
    assert office.publish("public", "staff").release.number == 2


def test_never_7_an_error_tells_no_token(open_office):
    office = open_office("desk")
    office.write(TRIP | {"background": []})
    office.publish("public", "staff")
    office.write(issue(2))
    path = office.folder("staff") / "background.ics"
    path.write_text("mine")
    hold_refusal(office, "site/staff/background.ics is not of an earlier publication", "staff")
    path.unlink()
    with pytest.MonkeyPatch.context() as patch:

        def fail(*_: object) -> None:
            raise OSError(28, "No space left on device", str(path))

        patch.setattr(publication, "place_site", fail)
        with pytest.raises(OSError, match=r"site/staff/background\.ics") as caught:
            office.publish("staff")
    assert office.tokens()["staff"] not in str(caught.value)
