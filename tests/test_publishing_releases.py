"""What people follow of a trip: releases in a folder, and what must never happen to them.

The eight tests whose names begin with `test_never` are what publishing stands and falls with.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import stat
import subprocess
import time
from typing import Any

import icalendar
import pytest
from releases import NOW, TRIP, Office, edit, issue, read_folder

from itinerary import DocumentError, ItineraryError, OptionError
from itinerary.export.pdf import find_browser
from itinerary.publishing.folder_lock import lock_site
from itinerary.publishing.ledger_text import format_ledger, parse_ledger
from itinerary.publishing.publication import publish

EVENTS = TRIP["events"]


PATH = os.environ["PATH"]
GIT = shutil.which("git") or ""


@pytest.fixture(autouse=True)
def _no_browser(monkeypatch, tmp_path):
    """Pages are printed in a test of its own."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("ITINERARY_SECRETS", raising=False)


@pytest.fixture
def office(tmp_path) -> Office:
    place = Office(tmp_path / "desk")
    place.base.mkdir()
    place.write(TRIP)
    return place


# --- what must never happen


def test_never_1_an_entry_for_others_is_in_an_edition_or_when_it_is_removed(office):
    """Neither in a file nor a name, a number or a change; removing it is no news."""
    office.publish("public")
    before, traces = office.files(), office.traces()
    assert b"zqstaff" not in b"".join(before.values())
    assert b"Crew call" not in b"".join(before.values())
    office.write(TRIP | {"events": edit(edit(EVENTS, "talks"), "crew", title="Crew call, later")})
    found = office.publish("public")
    assert found.is_unchanged
    assert (office.files(), office.traces()) == (before, traces)


def test_never_1_a_release_for_others_shows_in_no_number(office):
    office.publish("public", "staff")
    office.write(issue(2, events=edit(EVENTS, "talks", title="zqstaff talks II")))
    office.publish("staff")
    office.write(issue(3, events=edit(EVENTS, "fair", title="Fair")))
    office.publish("public", "staff")
    release = json.loads((office.folder("public") / "release.json").read_text())
    assert (release["release"], release["issue"]) == (2, 3)
    assert "zqstaff" not in "".join(
        each.decode() for each in read_folder(office.folder("public")).values()
    )


def test_never_1_what_becomes_hidden_is_cancelled_as_it_was(office):
    """Its readers knew it; they learn that it is gone, and nothing that is new."""
    office.publish("public")
    hidden = edit(EVENTS, "visit", visibility="staff", title="zqstaff visit", notes="zqstaff")
    office.write(issue(2, events=hidden))
    office.publish("public")
    texts = b"".join(read_folder(office.folder("public")).values())
    assert b"zqstaff" not in texts
    assert "CANCELLED: Castle visit" in office.events("public")


def test_never_2_a_default_publishes_for_staff(run, office):
    for arguments in ([], ["--for", "Iida Aalto"]):
        status, _, told = run("publish", office.document, "-o", office.site, *arguments)
        assert status == 2
        assert "needs an edition" in told
    assert not office.site.exists()


def test_never_3_a_document_with_errors_is_published(run, office):
    office.publish("public")
    before = read_folder(office.base)
    office.write(issue(2, events=edit(EVENTS, "fair", when="2026-09-31")))
    status, _, told = run("publish", office.document, "-o", office.site, "--edition", "public")
    assert status == 1
    assert "2026-09-31" in told
    office.document.write_bytes(before[office.name])
    assert read_folder(office.base) == before
    office.write(issue(2, events=edit(EVENTS, "fair", when="2026-09-31")))
    with pytest.raises(DocumentError):
        office.publish("public")


@pytest.mark.slow
def test_never_3_half_of_a_release_is_seen_wherever_it_is_killed(office):
    """Of 300 runs that are killed each leaves the old folder or the new one, and no mix."""
    office.publish("public", "staff")
    draw = random.Random(19)  # noqa: S311 - when to kill is no secret
    whole, kills, seconds = 0, 300, 0.0
    for number in range(2, kills + 2):
        before = office.files()
        office.write(issue(number, events=edit(EVENTS, "fair", title=f"Fair {number}")))
        child = os.fork()
        if child == 0:
            try:
                office.publish("public", "staff")
            finally:
                os._exit(0)
        time.sleep(draw.uniform(0.0, 1.5 * seconds))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        left, begun = office.files(), time.monotonic()
        office.publish("public", "staff")
        after = office.files()
        if left != after:  # all was still to be done: that long it takes here, as busy as it is
            seconds = time.monotonic() - begun
        assert left in (before, after)
        assert f"Fair {number}" in office.events("public")
        whole += left == after
    assert 0 < whole < kills


def test_never_4_changed_content_has_an_old_issue(office):
    office.write(TRIP | {"issue": 2})
    office.publish("public")
    before = read_folder(office.base)
    changed = {"events": edit(EVENTS, "fair", title="Fair")}
    rows = {
        "its issue is still 2 - write issue: 3": TRIP | changed | {"issue": 2},
        "its issue is 1, and 2 is published - write issue: 3": TRIP | changed,
        "revised is still 2026-03-01T09:00Z": TRIP | changed | {"issue": None},
        "is earlier - write a later time (revised:)": issue(3, **changed)
        | {"revised": "2026-02-01"},
        "write id: turku": issue(3, **changed) | {"id": "turku-week"},
    }
    for told, document in rows.items():
        office.write({name: each for name, each in document.items() if each is not None})
        with pytest.raises(ItineraryError) as caught:
            office.publish("public")
        assert told in str(caught.value)
    office.write(TRIP | {"issue": 2})
    assert read_folder(office.base) == before


def test_never_4_what_did_not_change_has_other_bytes_or_another_version(office):
    office.publish("public")
    before, traces, files = office.events("public"), office.traces(), office.files()
    office.write(issue(2, events=edit(EVENTS, "fair", when="2026-09-08 10:30 to 12:00")))
    office.publish("public")
    after = office.events("public")
    assert after["Castle visit"] == before["Castle visit"]._replace(span=after["Castle visit"].span)
    was, now = before["Book fair"], after["Book fair"]
    assert (now.key, now.sequence) == (was.key, was.sequence + 1)
    assert now.dtstamp == now.last_modified == "20260302T090000Z"
    same = "public/background.ics"
    assert office.files()[same] == files[same]
    path = str(office.site / same)
    assert office.traces()[path] == traces[path]


def test_never_5_what_is_gone_is_still_served(office):
    """A file that an edition no longer has goes; a feed that ends says so for a while."""
    office.publish("public", "staff")
    token = office.tokens()["staff"]
    office.publish(closed=("staff",))
    (office.site / "public" / "own.txt").write_text("ours not")
    files = office.files()
    assert {name.rpartition("/")[2] for name in files if name.startswith(token)} == {
        "index.html",
        "trip.ics",
        "background.ics",
    }
    for name in ("trip.ics", "background.ics"):
        calendar = icalendar.Calendar.from_ical(files[f"{token}/{name}"])
        (event,) = calendar.events
        assert event["SUMMARY"] == "Nothing is shown here any more"
        assert event["DESCRIPTION"] == "Ask Desk Turku for where it is shown now."
        assert "Book fair" not in files[f"{token}/{name}"].decode()
    office.write(issue(2) | {"revised": "2026-09-30", "notes": "after the trip"})
    office.publish("public")
    assert not any(name.startswith(token) for name in office.files())
    assert "public/own.txt" in office.files()


def test_never_6_what_is_not_ours_is_touched(office):
    office.site.mkdir()
    (office.site / "public").mkdir()
    (office.site / "CNAME").write_text("trips.example.org")
    (office.site / "public" / "photo.jpg").write_bytes(b"...")
    office.publish("public")
    office.write(issue(2, background=[]))
    office.publish("public")
    office.publish(closed=("public",))
    assert (office.site / "CNAME").read_text() == "trips.example.org"
    assert (office.site / "public" / "photo.jpg").read_bytes() == b"..."
    (office.base / "site").rename(office.base / "former")
    other = Office(office.base, "other.json")
    other.write(TRIP | {"id": "oulu"})
    other.publish("public")
    before = other.files()
    third = Office(office.base, "third.json")
    third.write(TRIP | {"id": "kemi", "title": "Kemi"})
    with pytest.raises(ItineraryError, match="is not of an earlier publication"):
        third.publish("public")
    assert other.files() == before


def test_never_7_a_token_is_where_it_does_not_belong(run, office):
    command = ("publish", office.document, "-o", office.site, "--edition", "public")
    printed = "".join(map(str, run(*command, "--edition", "staff", "--edition", "party")))
    tokens = office.tokens()
    assert tokens.keys() == {"staff", "party"}
    secrets = office.base / f"{office.name}.secrets"
    assert stat.S_IMODE(secrets.stat().st_mode) == 0o600
    assert (secrets.parent / ".gitignore").read_text() == f"{secrets.name}\n"
    printed += "".join(map(str, run(*command, "--edition", "staff", "--dry-run")))
    printed += "".join(map(str, run(*command, "--rotate", "staff")))
    tokens_before, tokens = tokens, office.tokens()
    assert tokens["staff"] != tokens_before["staff"]
    for token in {*tokens.values(), *tokens_before.values()}:
        assert token not in printed
        assert token not in office.document.read_text()
        for name, data in read_folder(office.base).items():
            if name != secrets.name:
                assert token.encode() not in data, name
    _, shown, _ = run(*command, "--edition", "staff", "--show-addresses")
    assert tokens["staff"] in shown


def test_never_7_a_folder_whose_addresses_git_would_take_is_told(office, table):
    (office.base / ".git").mkdir()
    office.publish("public")
    assert office.publish("public").notes == ()  # nothing in it is secret
    for written, is_told in [
        ("trip.json.secrets\n", True),
        ("trip.json.secrets\nsite/\n", False),
        ("*.secrets\n/site\n", False),
        ("*\n", False),
    ]:
        with table.row(written):
            (office.base / ".gitignore").write_text(written)
            told = "add site/ to .gitignore, so that they are not committed"
            assert (told in str(office.publish("public", "staff").notes)) is is_told
    (office.base / ".gitignore").write_text("trip.json.secrets\n")
    (office.site / ".git").mkdir()  # Git is what publishes it
    assert office.publish("public", "staff").notes == ()


def test_never_7_the_token_of_an_address_that_is_gone_is_told(run, office):
    command = ("publish", office.document, "-o", office.site)
    run(*command, "--edition", "public", "--edition", "staff")
    token = office.tokens()["staff"]
    run(*command, "--close", "staff", "--at", "2026-09-20T10:00Z")
    office.write(issue(2) | {"revised": "2029-01-01"})
    _, out, _ = run(*command, "--edition", "public")
    assert "removed: (ended)/trip.ics" in out
    assert token not in out


@pytest.mark.parametrize("address", ["https://exa mple.org", "ftp://example.org", "https://", "/"])
def test_never_7_an_address_that_is_none_is_told_without_a_token(run, office, address):
    command = ("publish", office.document, "-o", office.site, "--edition", "staff")
    run(*command)
    status, out, told = run(*command, "--address", address)
    assert status == 2
    assert f"address '{address.rstrip('/')}/': not that of a folder on the web" in told
    assert office.tokens()["staff"] not in out + told


def test_a_dry_run_shows_no_address_that_will_not_be(run, office):
    command = ("publish", office.document, "-o", office.site, "--show-addresses")
    editions = ("--edition", "public", "--edition", "staff")
    _, out, _ = run(*command, *editions, "--dry-run")
    assert f"public: {office.site}/public/" in out.splitlines()
    assert "staff: its address is made when it is published" in out.splitlines()
    run(*command, *editions)
    shown = f"staff: {office.folder('staff')}/"
    assert shown in run(*command, *editions, "--dry-run")[1].splitlines()
    _, out, _ = run(*command, "--rotate", "staff", "--dry-run")
    assert "staff: its address is made when it is published" in out.splitlines()


def test_never_8_two_publications_mix(office):
    with lock_site(office.site), pytest.raises(ItineraryError, match="another run"):
        office.publish("public")
    assert not office.site.exists()


# --- what else holds


def test_nothing_new_touches_nothing(office):
    for editions in (("public",), ("public", "staff", "party")):
        office.publish(*editions)
        before, traces = read_folder(office.base), office.traces()
        found = publish(office.request(*editions), fail_to_load, NOW)
        assert found.is_unchanged
        assert (read_folder(office.base), office.traces()) == (before, traces)


def fail_to_load():
    raise AssertionError("the document was read")


def test_what_is_gone_stays_cancelled_until_the_trip_is_over(office):
    office.publish("public")
    office.write(issue(2, events=edit(EVENTS, "visit")))
    office.publish("public")
    event = office.events("public")["CANCELLED: Castle visit"]
    lines = event.content.splitlines()
    assert {"STATUS:CANCELLED", "TRANSP:TRANSPARENT", "DTSTART:20260909T110000Z"} <= {*lines}
    office.write(issue(3, events=edit(edit(EVENTS, "visit"), "fair", title="Fair")))
    office.publish("public")
    assert office.events("public")["CANCELLED: Castle visit"].content == event.content
    assert office.events("public")["CANCELLED: Castle visit"].dtstamp == event.dtstamp
    office.write(issue(4))
    office.publish("public")
    assert office.events("public")["Castle visit"].sequence == event.sequence + 1
    office.write(issue(5, events=edit(EVENTS, "visit")))
    office.publish("public")
    office.write(issue(6, events=edit(EVENTS, "visit")) | {"revised": "2026-09-12"})
    office.publish("public")
    assert not [title for title in office.events("public") if "Castle" in title]


def test_what_is_left_out_when_it_was_cancelled_needs_no_time_zone(office):
    """Nothing else in the calendar may have the zone any more (RFC 5545, section 3.6.5)."""
    alone = [{"id": "day", "title": "Day", "when": "2026-09-08"}]
    off = {"id": "off", "title": "Off", "when": "2026-09-09 14:00", "status": "cancelled"}
    office.write(TRIP | {"events": [*alone, off]})
    office.publish("public")
    was = office.events("public")["CANCELLED: Off"]
    assert "DTSTART;TZID=Europe/Helsinki:20260909T140000" in was.content
    office.write(issue(2, events=alone))
    office.publish("public")
    now = office.events("public")["CANCELLED: Off"]
    assert "DTSTART:20260909T110000Z" in now.content
    assert now.sequence == was.sequence + 1
    assert "TZID" not in (office.folder("public") / "trip.ics").read_text()


def test_a_calendar_whose_events_are_all_gone_is_there_still(office):
    office.publish("public")
    office.write(issue(2, background=[]))
    office.publish("public")
    data = (office.folder("public") / "background.ics").read_bytes()
    (event,) = icalendar.Calendar.from_ical(data).events
    assert event["SUMMARY"] == "CANCELLED: Great fire"


def test_each_edition_is_for_its_readers(office):
    office.publish("public", "party", "staff")
    titles = {each: {*office.events(each)} for each in ("public", "party", "staff")}
    assert titles["party"] - titles["public"] == {"Crew call"}
    assert titles["staff"] - titles["party"] == {"zqstaff talks"}
    office.publish("party", traveller="Onni Berg")
    assert titles["party"] - {*office.events("party-onni-berg")} == {"Sauna"}
    assert office.tokens().keys() == {"party", "staff", "party-onni-berg"}
    with pytest.raises(OptionError, match="unknown traveller"):
        office.publish("party", traveller="Onni")


def test_a_token_that_is_lost_is_not_made_anew(office):
    office.publish("staff")
    secrets = office.base / f"{office.name}.secrets"
    kept = secrets.read_text()
    secrets.unlink()
    before = read_folder(office.base)
    with pytest.raises(ItineraryError, match="its token is not in"):
        office.publish("staff")
    secrets.write_text(kept.replace(office_token(kept), "x" * 43))
    with pytest.raises(ItineraryError, match="under another token"):
        office.publish("staff")
    secrets.write_text("{}")
    with pytest.raises(ItineraryError, match="no tokens that can be read"):
        office.publish("staff")
    secrets.unlink()
    assert read_folder(office.base) == before
    office.publish(rotated=("staff",))
    assert "Book fair" in office.events("staff")


def office_token(text: str) -> str:
    return json.loads(text)["editions"]["staff"]


def test_secrets_are_kept_where_a_link_leads(office):
    vault = office.base / "vault"
    vault.mkdir()
    secrets = office.base / f"{office.name}.secrets"
    secrets.symlink_to(vault / "tokens")
    office.publish("staff")
    token = office.tokens()["staff"]
    office.publish(rotated=("staff",))
    assert secrets.is_symlink()
    assert token in (vault / "tokens").read_text()
    assert stat.S_IMODE((vault / "tokens").stat().st_mode) == 0o600


def test_an_edition_is_written_as_before_unless_it_is_asked_for_otherwise(office, run):
    command = ("publish", office.document, "-o", office.site)
    address = ("--address", "https://example.org/t")
    run(*command, "--edition", "public", "--lang", "es", *address)
    before = office.files()
    assert "nothing has changed" in run(*command, "--edition", "public")[1]
    assert office.files() == before
    run(*command, "--edition", "staff")  # a new one is as the others are
    run(*command, "--edition", "party", "--lang", "pt")
    _, told, _ = run(*command, "--rotate", "staff", "--show-addresses")
    (staff,) = (line for line in told.splitlines() if line.startswith("staff: https"))
    assert staff.startswith("staff: https://example.org/t/")
    for name, language in (("public", "es"), ("staff", "es"), ("party", "pt")):
        page = (office.folder(name) / "index.html").read_text()
        assert f'<html lang="{language}">' in page
        assert "webcal://example.org/t/" in page
    run(*command, "--edition", "public", "--lang", "en")
    assert '<html lang="en">' in (office.folder("public") / "index.html").read_text()
    assert '<html lang="es">' in (office.folder("staff") / "index.html").read_text()


def test_an_edition_that_does_not_tell_its_traveller_is_told_with_the_name(office, run):
    office.write(TRIP | {"travellers": ["نور عزيز", "Iida Aalto"]})
    command = ("publish", office.document, "-o", office.site, "--edition", "party", "--for")
    assert "(نور عزيز): first published" in run(*command, "نور عزيز")[1]
    assert "party-iida-aalto: first published" in run(*command, "Iida Aalto")[1]


def test_an_edition_stays_with_its_traveller_whose_name_is_written_otherwise(office):
    office.publish("party", traveller="Onni Berg")
    token = office.tokens()
    renamed = TRIP | {"issue": 2, "revised": "2026-03-02T09:00Z", "travellers": ["Ónni Berg"]}
    office.write(renamed)
    found = office.publish("party", traveller="Ónni Berg")
    assert (found.is_new, office.tokens()) == (True, token)
    assert office.publish("party", traveller="Ónni Berg").is_unchanged
    both = {"issue": 3, "revised": "2026-03-03T09:00Z", "travellers": ["Onni Berg", "Ónni Berg"]}
    office.write(TRIP | both)
    with pytest.raises(
        OptionError, match="is that of Ónni Berg, and Onni Berg would have the same"
    ):
        office.publish("party", traveller="Onni Berg")


@pytest.mark.skipif(not GIT, reason="git is not here")
@pytest.mark.parametrize("name", ["trip.json", "#[trip]?.json", "!t*p .json", "été.json"])
def test_git_ignores_the_secrets(office, name):
    place = Office(office.base, name)
    place.write(TRIP)
    place.publish("staff")
    subprocess.run([GIT, "init", "--quiet", office.base], check=True)
    listed = [GIT, "ls-files", "-z", "--others", "--exclude-standard"]
    found = subprocess.run(listed, cwd=office.base, check=True, capture_output=True).stdout
    names = found.decode().split("\0")
    assert name in names
    assert f"{name}.secrets" not in names
    assert f"{name}.secrets" not in str(place.publish("staff").notes)


def test_tokens_come_from_elsewhere(office, monkeypatch):
    office.publish("staff")
    secrets = office.base / f"{office.name}.secrets"
    content, before = secrets.read_text(), office.files()
    secrets.rename(office.base / "kept")
    assert office.publish("staff", secrets=office.base / "kept").is_unchanged
    monkeypatch.setenv("ITINERARY_SECRETS", content)
    assert office.publish("staff").is_unchanged
    assert office.files() == before
    with pytest.raises(ItineraryError, match="ITINERARY_SECRETS has no token of party"):
        office.publish("party")
    with pytest.raises(ItineraryError, match="cannot be changed from here"):
        office.publish(rotated=("staff",))


def test_a_site_that_was_changed_is_made_good(office):
    office.publish("public")
    before = office.files()
    (office.site / "public" / "trip.ics").write_text("other")
    (office.site / "public" / "trip.json").unlink()
    found = office.publish("public")
    assert found.restored == ("public/trip.ics", "public/trip.json")
    assert not found.is_new
    assert office.files() == before


def test_a_site_is_built_anew_from_the_ledger(office):
    office.publish("public", "staff")
    office.write(issue(2, events=edit(EVENTS, "visit")))
    office.publish("public", "staff")
    before = office.files()
    office.site.rename(office.base / "former")
    office.publish("public", "staff")
    assert office.files() == before


def test_a_dry_run_touches_nothing(run, office):
    command = ("publish", office.document, "-o", office.site, "--edition", "public", "--dry-run")
    before = read_folder(office.base)
    status, out, _ = run(*command, "--edition", "staff")
    assert status == 3
    assert "would be written: staff/trip.ics" in out
    assert read_folder(office.base) == before
    office.publish("public", "staff")
    status, out, _ = run(*command)
    assert (status, out) == (0, "nothing has changed since release 1\n")
    office.write(issue(2, events=edit(edit(EVENTS, "visit"), "fair", title="Fair")))
    before = read_folder(office.base)
    status, out, _ = run(*command)
    assert status == 3
    assert "public: 1 changed, 1 cancelled" in out
    assert "  Fair: formerly Book fair" in out
    assert read_folder(office.base) == before


def test_a_time_that_nothing_says_is_remembered(office):
    document = {name: each for name, each in TRIP.items() if name not in ("issue", "revised")}
    office.write(document)
    office.publish("public", now=NOW)
    before = office.files()
    assert office.events("public")["Book fair"].dtstamp == "20260301T090000Z"
    (office.site / "public" / "trip.ics").unlink()
    office.publish("public", now=NOW.replace(year=2027))
    assert office.files() == before
    office.write(document | {"events": edit(EVENTS, "fair", title="Fair")})
    office.publish("public", at=NOW.replace(day=3))
    assert office.events("public")["Fair"].dtstamp == "20260303T090000Z"
    office.write(document)
    with pytest.raises(ItineraryError, match="is earlier"):
        office.publish("public", at=NOW)


def test_what_is_saved_while_it_is_published_is_published_by_the_next_run(office):
    """Pages take seconds to print, and whoever writes goes on writing."""
    office.publish("public")
    later = issue(3, events=edit(EVENTS, "fair", title="Later fair"))
    office.write(issue(2, events=edit(EVENTS, "fair", title="Fair")))

    def read_and_go_on():
        source = office.read()
        office.write(later)
        return source

    publish(office.request("public"), read_and_go_on, NOW)
    assert "Fair" in office.events("public")
    assert office.publish("public").is_new
    assert "Later fair" in office.events("public")


def test_ids_that_nobody_wrote_are_told(run, office):
    command = ("publish", office.document, "-o", office.site, "--edition", "public")
    assert "no id" not in run(*command)[2]
    nameless = {name: each for name, each in EVENTS[0].items() if name != "id"}
    office.write(issue(2, events=[nameless, *EVENTS[1:]]))
    assert "1 entry has no id but what the title or the place makes" in run(*command)[2]
    assert not run(*command)[2]


def test_a_time_to_come_is_told(office):
    office.write(TRIP | {"revised": "2062-03-01"})
    (told,) = office.publish("public").notes
    assert "release 1 is of 2062-03-01T00:00:00Z, which is to come" in told
    assert not office.publish("public").notes


def test_a_ledger_reads_as_it_was_written(office):
    office.publish("public", "staff")
    office.write(issue(2, events=edit(EVENTS, "visit")))
    office.publish("public", rotated=("staff",))
    path = office.base / f"{office.name}.releases" / "ledger.json"
    text = path.read_text()
    assert format_ledger(parse_ledger(text, "ledger.json")) == text


def test_what_is_wrong_with_a_document_makes_no_release_come_out_otherwise(office):
    both = edit(EVENTS, "visit", when="2026-09-08 10:00 to 11:00", place="Oslo")
    office.write(TRIP | {"events": both})
    assert office.read().timeline.diagnostics
    office.publish("public")
    office.write(issue(2, events=edit(both, "fair", title="Fair")))
    assert office.publish("public").notes == ()


def test_of_several_dates_that_which_is_gone_is_cancelled(office, table):
    def list_days(status: str) -> list[str]:
        events = read_calendar(office, "public").events
        talks = (each for each in events if "Talks" in each["SUMMARY"])
        return sorted(f"{each['DTSTART'].dt:%d}" for each in talks if each["STATUS"] == status)

    days = ["8", "9", "10"]
    for number, (there, cancelled) in enumerate(
        [(days, ""), (days[1:], "08"), (days, ""), (days[:1], "09 10"), ([days[1]], "08 10")],
        start=1,
    ):
        when = ", ".join(f"{each} September 2026 10:00 to 11:00" for each in there)
        talks = {"id": "talks", "title": "Talks", "when": when}
        with table.row(number, there):
            office.write(issue(number, events=[talks]))
            office.publish("public")
            assert list_days("CONFIRMED") == [f"{int(each):02}" for each in there]
            assert list_days("CANCELLED") == cancelled.split()


def test_what_is_for_an_edition_no_longer_is_told_how_to_be_shut(office):
    office.publish("public")
    office.write(issue(2, visibility="party"))
    with pytest.raises(OptionError, match="to shut what is published: --close public"):
        office.publish("public")
    with pytest.raises(OptionError, match=r"its visibility is party$"):
        office.publish("public", traveller="Onni Berg")


def test_an_event_that_only_its_id_makes_another_is_told(office, run):
    office.publish("public")
    office.write(issue(2, events=rename_event("fair", "book-fair")))
    told = (
        "calendars take Book fair for another than before: its id was fair and is book-fair"
        " - write id: fair"
    )
    assert told in run("export", office.document, "--to", "md", "--since", "last")[2]
    assert office.publish("public").notes == (told,)
    moved = edit(rename_event("visit", "tour"), "tour", when="2026-09-09 16:00")
    office.write(issue(3, events=moved))
    assert "visit" not in str(office.publish("public").notes)


def rename_event(old: str, new: str) -> list[dict[str, Any]]:
    return [each | {"id": new} if each["id"] == old else each for each in EVENTS]


def test_an_export_tells_what_has_changed_since_the_last_release(run, office, tmp_path):
    command = ("export", office.document, "--to", "md", "--since", "last")
    status, _, told = run(*command)
    assert status == 1
    assert "nothing is published" in told
    office.publish("public")
    office.write(issue(2, events=edit(EVENTS, "fair", title="Fair")))
    status, out, _ = run(*command)
    assert status == 0
    assert "Changes since issue 1" in out
    assert "Fair: formerly Book fair" in out
    office.write(TRIP | {"events": edit(EVENTS, "fair", title="Fair")})
    assert "its issue is still 1 - write issue: 2" in run(*command)[2]
    path = office.base / f"{office.name}.releases" / "1" / "timeline.json"
    path.write_text(path.read_text().replace("Castle", "Manor"))
    assert "release 1 comes out otherwise" in run(*command)[2]


def test_two_publications_at_once_are_one_after_the_other(office):
    """The second waits, and then has nothing to do."""
    office.publish("public", "staff")
    office.write(issue(2, events=edit(EVENTS, "fair", title="Fair")))
    children = []
    for _ in range(2):
        child = os.fork()
        if child == 0:
            office.publish("public", "staff")
            os._exit(0)
        children.append(child)
    assert [os.waitpid(each, 0)[1] for each in children] == [0, 0]
    text = (office.base / f"{office.name}.releases" / "ledger.json").read_text()
    assert [each.number for each in parse_ledger(text, "ledger.json").releases] == [1, 2]
    left = office.files()
    assert office.publish("public", "staff").is_unchanged
    assert office.files() == left


def test_who_is_busy_is_told_and_nothing_else(office):
    office.publish("busy")
    files = read_folder(office.folder("busy"))
    words = {each["title"] for each in EVENTS} | {"Turku", "Iida", "staff"}
    for name, data in files.items():
        assert not [word for word in words if word in data.decode()], name
    assert "- Clock: UTC" in files["briefing.md"].decode()
    assert {*office.events("busy")} == {"Busy"}
    office.write(issue(2, notes="another issue at the same times"))
    assert office.publish("busy").is_unchanged


def test_a_time_that_is_free_again_is_not_told_as_something_cancelled(office):
    office.publish("busy")
    times = len(read_calendar(office, "busy").events)
    office.write(issue(3, events=edit(EVENTS, "fair")))
    office.publish("busy", lang="es")
    feed = (office.folder("busy") / "changes.xml").read_text()
    assert "Ocupado (mar, 8 de septiembre de 2026, 07:00–09:00 UTC): eliminado" in feed
    events = read_calendar(office, "busy").events
    (gone,) = (each for each in events if each.get("STATUS") == "CANCELLED")
    assert (gone["SUMMARY"], gone["TRANSP"], gone["SEQUENCE"]) == ("Busy", "TRANSPARENT", 1)
    assert gone["X-MICROSOFT-CDO-BUSYSTATUS"] == "FREE"
    assert len(events) == times


def read_calendar(office: Office, edition: str) -> icalendar.Calendar:
    return icalendar.Calendar.from_ical((office.folder(edition) / "trip.ics").read_bytes())


@pytest.mark.browser
def test_a_page_is_printed_when_it_changes_and_where_a_browser_is(office, monkeypatch):
    monkeypatch.setenv("PATH", PATH)
    if not find_browser():
        pytest.skip("no browser is installed")
    office.publish("public", "staff")
    before, traces = office.files(), office.traces()
    assert before["public/briefing.pdf"].startswith(b"%PDF-")
    assert b'href="briefing.pdf"' in before["public/index.html"]
    assert office.publish("public", "staff").is_unchanged
    monkeypatch.setenv("PATH", "")
    (office.site / "public" / "trip.json").unlink()
    office.publish("public", "staff")  # the page is the same, and so is what was printed of it
    assert office.files() == before
    printed = str(office.site / "public" / "briefing.pdf")
    assert office.traces()[printed] == traces[printed]
    office.write(issue(2, events=edit(EVENTS, "fair", title="Fair")))
    found = office.publish("public", "staff")
    assert "the PDF is gone from public, staff" in found.notes[0]
    assert "public/briefing.pdf" not in office.files()
    assert b"briefing.pdf" not in office.files()["public/index.html"]


def test_a_new_address_that_a_killed_run_has_made_is_kept(office):
    """The tokens were written, and the ledger was not: the next run completes the change."""
    office.publish("staff")
    former = office.tokens()["staff"]
    ledger = office.base / f"{office.name}.releases" / "ledger.json"
    before, kept = ledger.read_text(), office.base / "kept"
    office.site.rename(kept)
    office.publish(rotated=("staff",))
    made = office.tokens()["staff"]
    ledger.write_text(before)
    shutil.rmtree(office.site)
    kept.rename(office.site)
    office.publish("staff")
    assert office.tokens()["staff"] == made != former
    assert "Book fair" in office.events("staff")
    (notice,) = icalendar.Calendar.from_ical(
        (office.site / former / "trip.ics").read_bytes()
    ).events
    assert notice["SUMMARY"] == "Nothing is shown here any more"


def test_an_edition_that_is_not_asked_for_stays_and_is_told(run, office):
    office.publish("public", "staff")
    before = read_folder(office.folder("staff"))
    office.write(issue(2, events=edit(EVENTS, "fair", title="Fair")))
    command = ("publish", office.document, "-o", office.site, "--edition", "public")
    _, _, told = run(*command)
    assert "staff stays as it was - publish it, too (--edition staff)" in told
    assert read_folder(office.folder("staff")) == before
    office.publish("staff")
    assert "Fair" in office.events("staff")
    text = (office.base / f"{office.name}.releases" / "ledger.json").read_text()
    assert len(parse_ledger(text, "ledger.json").releases) == 2


def test_an_edition_that_was_shut_opens_under_another_address(office):
    office.publish("public", "staff")
    former = office.tokens()["staff"]
    sequence = office.events("staff")["Book fair"].sequence
    office.publish(closed=("staff", "public"))
    assert office.publish(closed=("staff",)).is_unchanged
    with pytest.raises(OptionError, match="nothing is published"):
        office.publish(rotated=("staff",))
    office.publish("public", "staff")
    assert office.tokens()["staff"] != former
    assert office.events("staff")["Book fair"].sequence == sequence
    assert "Book fair" in office.events("public")
