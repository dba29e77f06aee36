"""The edition "busy": when people are busy, and nothing else of a trip."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from pages import reveal_text
from tables import Table
from test_leaks import DRAWN, FORMER, documents, read

from itinerary import DocumentError, Timeline, formats, loads, render, resolve
from itinerary.export import HtmlOptions, IcsOptions, MarkdownOptions
from itinerary.publishing.busy import list_busy_times, show_busy

LISBON = {"title": "zq trip", "id": "zq-trip", "timezone": "Europe/Lisbon"}


def trip_of(*events: dict[str, Any], **fields: Any) -> Timeline:
    return resolve(loads(json.dumps(LISBON | {"events": events} | fields), "json"))


def busy_times(timeline: Timeline) -> list[str]:
    events = show_busy(timeline).select_entries("event")
    return [f"{each.start:%d %H:%M}-{each.end:%d %H:%M}" for entry in events
            for each in entry.intervals if each.start and each.end]  # fmt: skip


CASES: list[tuple[str, list[str], list[str]]] = [
    ("apart", ["2025-09-03 10:00 to 11:00", "2025-09-03 12:00 to 13:00"],
     ["03 09:00-03 10:00", "03 11:00-03 12:00"]),
    ("touching", ["2025-09-03 10:00 to 11:00", "2025-09-03 11:00 to 13:00"], ["03 09:00-03 12:00"]),
    ("overlapping", ["2025-09-03 11:30 to 13:00", "2025-09-03 10:00 to 12:00"],
     ["03 09:00-03 12:00"]),
    ("one within another", ["2025-09-03 10:00 to 15:00", "2025-09-03 11:00 to 12:00"],
     ["03 09:00-03 14:00"]),
    ("over midnight", ["2025-09-03 23:00 to 2025-09-04 02:00"], ["03 22:00-04 01:00"]),
    ("without an end", ["2025-09-03 10:00"], ["03 09:00-03 09:01"]),
    ("not to the minute", ["about 10:00 on 3 September 2025", "in the morning of 4 September 2025",
                           "after 14:00 on 5 September 2025"], []),
    ("whole days", ["2025-09-03", "September 2025", "TBD"], []),
]  # fmt: skip


def test_times_that_keep_busy_are_joined(table: Table) -> None:
    for name, whens, expected in CASES:
        with table.row(name):
            events = [{"title": "zq", "when": each} for each in whens]
            assert busy_times(trip_of(*events)) == expected
            assert busy_times(trip_of(*reversed(events))) == expected


def test_what_keeps_nobody_busy_in_a_calendar_is_left_out() -> None:
    when = {"title": "zq", "when": "2025-09-03 10:00 to 11:00"}
    stay = {"title": "zq", "kind": "stay", "check_in": "2025-09-03 15:00",
            "check_out": "2025-09-04 09:00"}  # fmt: skip
    for each in (when | {"status": "cancelled"}, when | {"status": "postponed"}, stay):
        assert busy_times(trip_of(each)) == []
    assert busy_times(trip_of(when, status="cancelled")) == []
    assert busy_times(trip_of(when | {"visibility": "staff"})) == ["03 09:00-03 10:00"]


def test_a_flight_is_told_by_the_instants_of_both_ends() -> None:
    flight = {"title": "zq", "kind": "movement", "from": "Lisbon", "to": "Helsinki",
              "depart": "2025-09-03 10:00", "arrive": "2025-09-03 17:00"}  # fmt: skip
    assert busy_times(trip_of(flight)) == ["03 09:00-03 14:00"]


def test_the_title_is_in_the_language_asked_for() -> None:
    busy = show_busy(trip_of({"title": "zq", "when": "2025-09-03 10:00 to 11:00"}))
    for language, title in (("en", "Busy"), ("es", "Ocupado"), ("pt", "Ocupado")):
        assert f"SUMMARY;LANGUAGE={language}:{title}" in render(
            busy, "ics", IcsOptions(lang=language)
        )
        assert f"<h1>{title}</h1>" in render(busy, "html", HtmlOptions(lang=language))
        assert render(busy, "markdown", MarkdownOptions(lang=language)).startswith(f"# {title}\n")


def test_an_event_keeps_its_uid_while_it_begins_at_the_same_time() -> None:
    tea = {"title": "zq tea", "when": "2025-09-03 10:00 to 11:00"}
    lunch = {"title": "zq lunch", "when": "2025-09-03 10:00 to 12:00", "id": "lunch"}
    early = {"title": "zq early", "when": "2025-09-02 10:00 to 11:00"}
    (uid,) = [each.uid for each in show_busy(trip_of(tea)).select_entries("event")]
    assert [e.uid for e in show_busy(trip_of(lunch)).select_entries("event")] == [uid]
    assert [e.uid for e in show_busy(trip_of(early, tea)).select_entries("event")][1] == uid
    assert [e.uid for e in show_busy(trip_of(tea, id="else")).select_entries("event")] != [uid]


def test_what_changes_elsewhere_changes_nothing() -> None:
    tea = {"title": "zq tea", "when": "2025-09-03 10:00 to 11:00"}
    before = show_busy(trip_of(tea, issue=1, revised="2025-09-01"))
    after = show_busy(trip_of(tea | {"title": "zq coffee"}, issue=2, revised="2025-09-02"))
    assert [render(before, each) for each in formats()] == [
        render(after, each) for each in formats()
    ]


def test_a_document_with_errors_is_refused() -> None:
    with pytest.raises(DocumentError):
        show_busy(trip_of({"title": "zq", "when": "2025-02-30"}))


# --- that nothing is told


def list_secrets(timeline: Timeline) -> set[str]:
    """The words and UIDs of a trip that no edition of its busy times may have."""
    return {each.uid for each in timeline} | {"zqword", "zqparty", "zqstaff", "zqtrip"}


@pytest.mark.slow
@DRAWN
@given(documents())
def test_no_word_of_a_document_is_in_its_busy_times(document: dict[str, Any]) -> None:
    hold_busy(document)


@settings(max_examples=20)
@given(documents())
def test_no_word_of_a_few_documents_is_in_their_busy_times(document: dict[str, Any]) -> None:
    hold_busy(document)


def test_no_word_of_a_whole_trip_is_in_its_busy_times() -> None:
    hold_busy(FORMER)


def hold_busy(document: dict[str, Any]) -> None:
    marked = mark_texts(document) | {"id": "zqtrip"}
    timeline = read(marked)
    if any(each.severity == "error" for each in timeline.diagnostics):
        return
    busy = show_busy(timeline)
    secrets = list_secrets(timeline)
    for format in formats():
        text = reveal_text(render(busy, format)).lower()
        assert not [each for each in secrets if each in text], format
    times = [(each.interval.start, each.interval.end) for each in busy.select_entries("event")
             if each.interval]  # fmt: skip
    instants = [each for pair in times for each in pair if isinstance(each, datetime)]
    assert instants == sorted(set(instants))
    assert len(instants) == 2 * len(times)
    for start, end in list_busy_times(timeline):
        assert any(a <= start and end <= b for a, b in zip(*[iter(instants)] * 2, strict=True))


_TEXTS = {"title", "notes", "publisher", "role", "room", "about", "quote", "note", "category"}


def mark_texts(node: Any, key: str = "") -> Any:
    """A document in which each text that is neither a date nor a name of an entry is marked."""
    if isinstance(node, dict):
        return {name: mark_texts(each, name) for name, each in node.items()}
    if isinstance(node, list):
        return [mark_texts(each, key) for each in node]
    return f"{node} zqword" if isinstance(node, str) and key in _TEXTS else node
