"""Source sheets outside the root are refused, and nothing is told of one that others may read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from itinerary import load
from itinerary.diagnostics import DocumentError

TRIP = """id: t
title: T
sources: {{s: {path}}}
dates: {{says: 2026-05-04, source: s}}
place: Oran, Algeria
"""
SHEET = "publisher: Bank\ntitle: Code 4711\npublished: 2026-05-01\n"
BROKEN = {
    "no fields": "word-of-the-secret\n",
    "no YAML": "a: [word-of-the-secret\n",
    "unknown field": "word-of-the-secret: 1\npublisher: P\n",
    "odd date": "publisher: P\ntitle: T\npublished: word-of-the-secret\n",
    "Latin-1": "publisher: word-of-the-secret \xe9\n",
    "control": "publisher: word-of-the-secret \x07\n",
}


@pytest.fixture
def trip(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A document in a folder of its own, below the one that commands run in."""
    (tmp_path / "own").mkdir()
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "s.yaml").write_text(SHEET)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "own" / "trip.yaml"


def test_a_sheet_may_lie_in_the_current_folder_or_under_the_root(trip: Path) -> None:
    trip.write_text(TRIP.format(path="../shared/s.yaml"))
    for root in (None, trip.parent.parent):
        assert load(trip, root=root).sources["s"].publisher == "Bank"


def test_a_sheet_outside_the_root_is_refused(
    trip: Path, run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    trip.write_text(TRIP.format(path="../shared/s.yaml"))
    commands = [["check"], ["export", "-o", "t.md"], ["show"], ["explain"], ["conflicts"]]
    for name, *options in commands:
        status, out, err = run(name, "own/trip.yaml", *options, "--root", "own")
        assert status == 1
        assert "lies outside the root" in out + err
        assert "4711" not in out + err
    assert not Path("t.md").exists()
    monkeypatch.chdir(trip.parent)  # the document lies in it, the sheet does not
    with pytest.raises(DocumentError, match="lies outside the root"):
        load("trip.yaml")
    monkeypatch.chdir(trip.parent.parent / "shared")  # nor does the document
    with pytest.raises(DocumentError, match="lies outside the root"):
        load(trip)


@pytest.mark.parametrize("path", ["s.yaml", "folder/s.yaml", "{absolute}"])
def test_links_and_absolute_paths_lead_to_nothing_else(
    path: str, trip: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "s.yaml").write_text(SHEET)
    (trip.parent / "s.yaml").symlink_to(outside / "s.yaml")
    (trip.parent / "folder").symlink_to(outside)
    trip.write_text(TRIP.format(path=path.format(absolute=outside / "s.yaml")))
    with pytest.raises(DocumentError, match="lies outside the root"):
        load(trip)
    (trip.parent / "s.yaml").unlink()
    (trip.parent / "s.yaml").symlink_to("s.yaml")
    trip.write_text(TRIP.format(path="s.yaml"))
    with pytest.raises(DocumentError, match="there is no source sheet"):
        load(trip)


@pytest.mark.parametrize("fault", BROKEN)
@pytest.mark.parametrize("is_link", [True, False])
def test_nothing_is_told_of_a_sheet_outside_the_documents_folder(
    fault: str, is_link: bool, trip: Path, run: Any
) -> None:
    Path("shared/s.yaml").write_bytes(BROKEN[fault].encode("latin-1"))
    if is_link:
        (trip.parent / "s.yaml").symlink_to("../shared/s.yaml")
    trip.write_text(TRIP.format(path="s.yaml" if is_link else "../shared/s.yaml"))
    for format in ("text", "json", "sarif", "github"):
        status, out, err = run("check", "own/trip.yaml", "--format", format)
        assert status == 1
        assert "s.yaml" in out + err
        assert "word-of" not in out + err
    Path("own/mine.yaml").write_bytes(BROKEN[fault].encode("latin-1"))
    trip.write_text(TRIP.format(path="mine.yaml"))
    assert "what is not told" not in run("check", "own/trip.yaml")[2]  # of the writer's own file
