"""Changes that an issue does not announce are told, and a new issue is noticed by programs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from calendar_events import export_events, read_property

TRIP = """id: t
title: T
{head}
events: [{{id: tea, title: "Tea, cakes", when: 2026-05-04 {time}, place: "Lima, Peru"}}]
"""
# Of the earlier document, of the later one, and what is told of them.
HEADS = [
    ("", "", "neither issue nor revised tells so"),
    ("issue: 2", "issue: 2", "its issue is still 2 - write issue: 3"),
    ("revised: 2026-01-02", "revised: 2026-01-02", "revised is still 2026-01-02"),
    ("issue: 2", "issue: 3", ""),
    ("", "issue: 1", ""),
    ("revised: 2026-01-02", "revised: 2026-01-03", ""),
    ("issue: 1\nrevised: 2026-01-02", "issue: 2\nrevised: 2026-01-02", "revised is still"),
]


@pytest.fixture(autouse=True)
def work_in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(("was", "now", "told"), HEADS)
def test_a_changed_document_that_seems_to_be_the_old_one_is_told(
    was: str, now: str, told: str, run: Any, tmp_path: Path
) -> None:
    (tmp_path / "old.yaml").write_text(TRIP.format(head=was, time="10:00"))
    (tmp_path / "new.yaml").write_text(TRIP.format(head=now, time="11:00"))
    status, _, err = run("export", "new.yaml", "--since", "old.yaml", "-o", "t.md")
    assert status == 0
    assert told in err
    assert ("has changed" in err) is bool(told)


def test_the_same_document_needs_no_new_issue(run: Any, tmp_path: Path) -> None:
    (tmp_path / "old.yaml").write_text(TRIP.format(head="issue: 2", time="10:00"))
    assert "warning" not in run("export", "old.yaml", "--since", "old.yaml", "-o", "t.md")[2]


@pytest.mark.parametrize(("was", "now", "told"), HEADS)
def test_a_calendar_that_replaces_one_as_new_is_told(
    was: str, now: str, told: str, run: Any, tmp_path: Path
) -> None:
    for head, time in ((was, "10:00"), (now, "11:00")):
        (tmp_path / "trip.yaml").write_text(TRIP.format(head=head, time=time))
        status, _, err = run("export", "trip.yaml", "-o", "t.ics")
        assert status == 0
    assert ("neither issue nor revised is higher: Tea, cakes" in err) is bool(told)


def test_what_is_no_calendar_and_what_is_the_same_is_replaced_in_silence(
    run: Any, tmp_path: Path
) -> None:
    (tmp_path / "trip.yaml").write_text(TRIP.format(head="", time="10:00"))
    for content in (b"\xff\xfe", b"BEGIN:VEVENT", b""):
        (tmp_path / "t.ics").write_bytes(content)
        assert "warning" not in run("export", "trip.yaml", "-o", "t.ics")[2]
    assert "warning" not in run("export", "trip.yaml", "-o", "t.ics")[2]


def test_the_number_of_a_later_issue_is_higher_in_each_event() -> None:
    heads = ("", "issue: 1", "issue: 7", "revised: 2026-01-02", "issue: 9\nrevised: 2026-01-03")
    events = [export_events(TRIP.format(head=each, time="10:00"))["Tea, cakes"] for each in heads]
    found = [int(read_property(each, "SEQUENCE")) for each in events]
    assert found == sorted(set(found))
