"""`itinerary check FOLDER`: which files of a folder are documents, and what is said of them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tables import Table

from itinerary.loading.folders import find_documents

TRIP = "title: T\nid: t\nevents:\n  - {id: e, title: E, when: 2025-09-03}\n"
FILES = [
    ("trip.yaml", TRIP, True),
    ("trip.yml", TRIP, True),
    ("deep/er/trip.yaml", TRIP, True),
    ("broken.yaml", "title: T\nevents:\n  - {title: E\n", True),
    ("flow.yaml", "{title: T, dates: 2025-09-03}", True),
    ("history.yaml", "title: T\nbackground: []\n", True),
    ("trip.toml", 'title = "T"\n[[events]]\ntitle = "E"\n', True),
    ("dates.toml", 'title = "T"\ndates = "2025-09-03"\n', True),
    ("trip.json", '{"title": "T", "events": []}', True),
    ("broken.json", '{"title": "T", "events": [}', True),
    ("TRIP.YAML", TRIP, True),
    ("sheet.yaml", "publisher: Gazette\ntitle: The trip\npublished: 2025-08-29\n", False),
    ("workflow.yml", "on: push\njobs: {test: {runs-on: ubuntu-latest}}\n", False),
    ("pyproject.toml", '[project]\nname = "x"\n', False),
    ("export.json", '{"title": "T", "entries": [{"dates": []}]}', False),
    ("list.json", '["events"]', False),
    ("empty.yaml", "", False),
    ("nested.yaml", "tool:\n  events: 3\n", False),
    ("trip.txt", TRIP, None),
    (".hidden.yaml", TRIP, None),
    (".git/trip.yaml", TRIP, None),
    ("node_modules/trip.yaml", TRIP, None),
    ("trip.yaml.releases/1.yaml", TRIP, None),
]


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_a_document_is_known_by_its_fields(tmp_path: Path, table: Table) -> None:
    for number, (name, text, is_document) in enumerate(FILES):
        with table.row(name):
            folder = tmp_path / str(number)
            path = write(folder, name, text)
            expected = {True: ((path,), ()), False: ((), (path,)), None: ((), ())}[is_document]
            assert find_documents(folder) == expected


def test_links_are_not_followed_in_a_circle(tmp_path: Path) -> None:
    path = write(tmp_path, "trips/a.yaml", TRIP)
    (tmp_path / "trips" / "again").symlink_to(tmp_path, target_is_directory=True)
    assert find_documents(tmp_path) == ((path,), ())


def test_what_is_no_file_is_not_read(tmp_path: Path) -> None:
    """A link that leads nowhere, or to itself, is named; a pipe would be read without an end."""
    dead, circle = tmp_path / "gone.yaml", tmp_path / "circle.yaml"
    dead.symlink_to(tmp_path / "nowhere.yaml")
    circle.symlink_to(circle)
    (tmp_path / "folder.yaml").mkdir()
    (tmp_path / "link.yaml").symlink_to(tmp_path / "folder.yaml")
    os.mkfifo(tmp_path / "pipe.yaml")
    assert find_documents(tmp_path) == ((), (circle, dead))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_told_of_and_the_rest_is_checked(run, tmp_path: Path) -> None:
    write(tmp_path, "trip.yaml", TRIP)
    locked = write(tmp_path, "locked/trip.yaml", TRIP).parent
    alone = write(tmp_path, "alone.yaml", TRIP)
    locked.chmod(0)
    alone.chmod(0)
    status, out, err = run("check", str(tmp_path))
    locked.chmod(0o700)
    assert (status, out.splitlines()[-1]) == (1, "3 documents, 2 with mistakes")
    refusals = [line for line in err.splitlines() if "permission denied" in line]
    assert [line.partition(":")[0] for line in refusals] == [str(alone), str(locked)]


@pytest.fixture
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, "trips/b.yaml", TRIP)
    write(tmp_path, "trips/a.yaml", TRIP.replace("2025-09-03", "2025-09-31"))
    write(tmp_path, "trips/sheet.yaml", "title: The trip\n")


@pytest.mark.usefixtures("_folder")
def test_all_documents_of_a_folder_are_checked_in_order(run) -> None:
    status, out, err = run("check", "trips")
    assert status == 1
    assert out.splitlines() == [
        "trips/b.yaml: 1 entry, 0 still open, no errors",
        "2 documents, 1 with mistakes",
    ]
    assert err.splitlines()[0] == "no documents, so not checked: trips/sheet.yaml"
    assert "trips/a.yaml:4:" in err


@pytest.mark.usefixtures("_folder")
def test_a_folder_without_documents_is_a_slip(run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    status, _, err = run("check", "empty")
    assert (status, err) == (
        2,
        "itinerary: empty has no documents in it - name a folder that has\n",
    )
