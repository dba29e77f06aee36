"""The feed of changes and what servers are told."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itinerary.publishing.feed import FeedHead, render_feed
from itinerary.publishing.ledger import ReleaseNote
from itinerary.publishing.server_hints import render_server_hints

ATOM, XHTML = "{http://www.w3.org/2005/Atom}", "{http://www.w3.org/1999/xhtml}"
TIME = datetime(2026, 3, 1, 9, tzinfo=UTC)
HEAD = FeedHead(trip="turku", edition="staff", title="Week in Turku")
RELEASES = (
    ReleaseNote(1, TIME, 4, ()),
    ReleaseNote(2, TIME + timedelta(days=1), 5, ("Tea: new", "Castle <visit> & more: left out")),
    ReleaseNote(3, TIME + timedelta(days=2), None, ()),
)


def read(feed: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(feed)  # noqa: S314


def test_a_release_is_an_entry_with_the_changes_in_words() -> None:
    feed = read(render_feed(HEAD, RELEASES))
    assert feed.tag == f"{ATOM}feed"
    assert feed.findtext(f"{ATOM}title") == "Changes of Week in Turku"
    assert feed.findtext(f"{ATOM}updated") == "2026-03-03T09:00:00Z"
    entries = feed.findall(f"{ATOM}entry")
    assert [each.findtext(f"{ATOM}title") for each in entries] == [
        "Release 3",
        "Release 2 (Issue 5)",
        "Release 1 (Issue 4)",
    ]
    assert [each.findtext(f"{ATOM}updated") for each in entries][1] == "2026-03-02T09:00:00Z"
    content = entries[1].find(f"{ATOM}content")
    assert content is not None
    assert content.get("type") == "xhtml"
    assert [each.tag for each in content] == [f"{XHTML}div"]
    assert [each.text for each in content.iter(f"{XHTML}li")] == [
        "Tea: new",
        "Castle <visit> & more: left out",
    ]
    said = [each.text for entry in entries for each in entry.iter(f"{XHTML}p")]
    assert said == ["none", "first published"]


def test_each_has_what_rfc_4287_asks_for() -> None:
    feed = read(render_feed(HEAD, RELEASES))
    for each in (feed, *feed.findall(f"{ATOM}entry")):
        names = [child.tag.removeprefix(ATOM) for child in each]
        for name in ("id", "title", "updated"):
            assert names.count(name) == 1
    assert feed.find(f"{ATOM}author/{ATOM}name") is not None
    ids = [each.text or "" for each in feed.iter(f"{ATOM}id")]
    assert len(set(ids)) == len(ids) == 4
    assert all(re.fullmatch("urn:uuid:[0-9a-f-]{36}", each) for each in ids)


def list_ids(feed: bytes) -> list[str | None]:
    return [each.text for each in read(feed).iter(f"{ATOM}id")]


def test_an_entry_keeps_its_id() -> None:
    before, after = (list_ids(render_feed(HEAD, RELEASES[:n])) for n in (2, 3))
    assert after[0] == before[0]
    assert after[2:] == before[1:]
    for other in (
        FeedHead(trip="turku", edition="party", title="Week in Turku"),
        FeedHead(trip="other", edition="staff", title="Week in Turku"),
    ):
        assert not set(list_ids(render_feed(other, RELEASES))) & set(after)
    renamed = FeedHead(
        trip="turku", edition="staff", title="X", language="es", address="https://x/"
    )
    assert list_ids(render_feed(renamed, RELEASES)) == after


def test_links_are_relative_unless_an_address_is_given() -> None:
    served = FeedHead(trip="t", edition="staff", title="T", address="https://example.org/a?b&c/")
    for head, expected in (
        (HEAD, ["changes.xml", "./", "./", "./", "./"]),
        (served, ["https://example.org/a?b&c/changes.xml", *["https://example.org/a?b&c/"] * 4]),
    ):
        links = read(render_feed(head, RELEASES)).iter(f"{ATOM}link")
        assert [each.get("href") for each in links] == expected


def test_a_feed_needs_a_release() -> None:
    with pytest.raises(ValueError, match="there is none"):
        render_feed(HEAD, ())


@given(st.text(), st.lists(st.text(), max_size=3))
def test_any_text_stands_in_a_feed_as_text(title: str, lines: list[str]) -> None:
    head = FeedHead(trip="t", edition="e", title=title)
    feed = read(render_feed(head, [ReleaseNote(2, TIME, None, tuple(lines))]))
    tags = {each.tag.rpartition("}")[2] for each in feed.iter()}
    assert tags <= {*"feed id title updated author name link entry content div ul li p".split()}
    found = [each.text or "" for each in feed.iter(f"{XHTML}li")]
    writable = [re.sub("[^\t\n\r -\ud7ff\ue000-\U0010ffff]|[\ufffe\uffff]", "\ufffd", each)
                for each in lines]  # fmt: skip
    assert [each.replace("\r\n", "\n").replace("\r", "\n") for each in writable] == found


# --- servers


def match(path: str, headers: str) -> dict[str, str]:
    """What a host that reads `_headers` as Cloudflare does sends with a file."""
    sent: dict[str, str] = {}
    for rule in headers.strip().split("\n\n"):
        pattern, *lines = rule.split("\n")
        regex = re.sub(r":\w+", "[^/]+", re.escape(pattern).replace(r"\*", ".*"))
        if not re.fullmatch(regex, path):
            continue
        for line in map(str.strip, lines):
            if line.startswith("!"):
                sent.pop(line[1:].strip(), None)
                continue
            name, value = line.split(": ", 1)
            sent[name] = f"{sent[name]}, {value}" if name in sent else value
    return sent


def test_headers_are_those_of_calendars_and_secret_editions() -> None:
    headers = render_server_hints()["_headers"].decode()
    token = "k3Jd-_" * 7 + "A"
    for folder in ("public", token):
        sent = match(f"/{folder}/trip.ics", headers)
        assert sent["Content-Type"] == "text/calendar; charset=utf-8"
        assert sent["Content-Disposition"] == "inline"
        assert sent["Cache-Control"] == "max-age=900, must-revalidate"
        assert sent["Referrer-Policy"] == "no-referrer"
        assert sent["X-Robots-Tag"] == ("all" if folder == "public" else "noindex")
    assert match(f"/{token}/", headers)["X-Robots-Tag"] == "noindex"
    assert "Content-Type" not in match(f"/{token}/index.html", headers)


def test_apache_is_told_the_same() -> None:
    text = render_server_hints()[".htaccess"].decode()
    assert "AddType 'text/calendar; charset=utf-8' .ics" in text
    # a site that is itself within a folder of that name is secret still
    assert 'SetEnvIf Request_URI "/public/[^/]*$" is_public' in text
    assert 'Header set X-Robots-Tag "noindex" env=!is_public' in text
    assert text.count("<IfModule") == text.count("</IfModule>") == 3
