"""The files that keep the texts of sources are those that the document was drafted from."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Any

import pytest

from itinerary import loads
from itinerary.diagnostics import Diagnostic
from itinerary.loading import kept_texts, read_file

TEXT = "Graz, 4 May 2026 - The envoy will be in Oran on 9 June.\n"
DOCUMENT = """id: t
title: T
place: Oran, Algeria
sources:
{sources}
events: [{{id: e, title: E, when: {{says: 9 June, source: s0}}}}]
"""
SOURCE = "  s{0}: {{publisher: P{0}, title: T, published: 2026-05-04, text: '{1}', hash: '{2}'}}\n"


def hash_text(text: str) -> str:
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a document, which holds a text, and beside it one that is not its own."""
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "other.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(tmp_path / "own")
    return tmp_path / "own"


def check_sources(*sources: tuple[str, str], root: Path | None = None) -> list[Diagnostic]:
    """What loading says of a document whose sources have these texts and hashes."""
    lines = [SOURCE.format(number, *each) for number, each in enumerate(sources)]
    Path("t.yaml").write_text(DOCUMENT.format(sources="".join(lines)), encoding="utf-8")
    return list(read_file("t.yaml", root=root).diagnostics)


def test_the_same_text_says_nothing(folder: Path) -> None:
    assert check_sources(("a.txt", hash_text(TEXT)), (str(folder / "a.txt"), hash_text(TEXT))) == []


def test_another_text_is_told_with_its_hash(folder: Path) -> None:
    (folder / "a.txt").write_text(TEXT.replace("9", "10"), encoding="utf-8")
    (found,) = check_sources(("a.txt", hash_text(TEXT)))
    assert (found.code, found.severity) == ("changed-text", "warning")
    assert found.path == ("sources", "s0", "hash")
    assert hash_text(TEXT.replace("9", "10")) in found.hint


@pytest.mark.parametrize("name", ["none.txt", ".", "a\\0b", "x" * 5000, "a.txt/b", "circle"])
def test_a_text_that_cannot_be_read_is_told(name: str, folder: Path) -> None:
    (folder / "circle").symlink_to("circle")
    (found,) = check_sources((name, hash_text(TEXT)))
    assert (found.code, found.severity) == ("no-text", "warning")
    assert found.path == ("sources", "s0", "text")


def test_nothing_is_told_of_a_text_outside_the_root(folder: Path) -> None:
    (folder / "link.txt").symlink_to("../other.txt")
    for name in ("../other.txt", str(folder.parent / "other.txt"), "link.txt"):
        for hash in (hash_text(TEXT), hash_text("")):
            (found,) = check_sources((name, hash))
            assert found.code == "no-text"
            assert "lies outside the root" in found.message
            assert check_sources((name, hash), root=folder.parent) == [] or hash == hash_text("")
    (found,) = check_sources(("../other.txt", hash_text("")), root=folder.parent)
    assert found.code == "changed-text"
    assert hash_text(TEXT) not in found.hint  # of a file that is not the document's own


def test_texts_are_read_once_and_no_more_than_a_document_may_have(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_texts, "MAX_BYTES", 150)
    assert check_sources(*[("a.txt", hash_text(TEXT))] * 40) == []
    for name in ("b.txt", "c.txt"):
        (folder / name).write_text(TEXT, encoding="utf-8")
    found = check_sources(*((name, hash_text(TEXT)) for name in ("a.txt", "b.txt", "c.txt")))
    assert [(each.code, each.path[1]) for each in found] == [("no-text", "s2")]


@pytest.mark.skipif(os.name != "posix", reason="pipes are files of POSIX")
def test_a_pipe_is_no_text(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    (found,) = check_sources(("pipe", hash_text(TEXT)))
    assert found.code == "no-text"


def test_a_text_has_no_folder_to_look_in() -> None:
    text = DOCUMENT.format(sources=SOURCE.format(0, "none.txt", hash_text(TEXT)))
    assert loads(text).sources["s0"].text == "none.txt"


def test_the_texts_of_a_draft_are_guarded(run: Any, folder: Path) -> None:
    assert run("draft", "a.txt", "-o", "trip.yaml", "--keep-text")[0] == 0
    assert "changed-text" not in "".join(run("check", "trip.yaml")[1:])
    kept = folder / "trip-sources" / "1-a.txt"
    kept.write_text(kept.read_text(encoding="utf-8") + "\nCorrected.\n", encoding="utf-8")
    status, out, err = run("check", "trip.yaml")
    assert status == 0
    assert "[changed-text]" in out + err
