"""The command that finds dates: its formats, several files, files that cannot be read."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

TEXT = "The mayor resigned on Tuesday & left.\n\nA vote is due on 3 June.\n"


@pytest.fixture(autouse=True)
def _in_a_folder_with_texts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(TEXT, encoding="utf-8")
    Path("b.txt").write_text("It rained yesterday.", encoding="utf-8")
    Path("bad.txt").write_bytes(b"\xff\xfe\x00")


def test_text_shows_passages_with_dates_underlined(run: Any) -> None:
    status, out, _ = run("find", "a.txt", "--on", "2024-05-16")
    assert status == 0
    assert out.splitlines() == [
        "The mayor resigned on Tuesday & left.",
        "                   ~~~~~~~~~~",
        "    on Tuesday  date      2024-05-14  (read from 2024-05-16, the publication; has been, by"
        " 'resigned')",
        "",
        "A vote is due on 3 June.",
        "              ~~~~~~~~~",
        "    on 3 June  date      2024-06-03  (read from 2024-05-16, the publication; the nearest,"
        " within 60 days)",
        "",
    ]


def test_json_lines_have_what_a_program_needs(run: Any) -> None:
    _, out, _ = run("find", "a.txt", "--on", "2024-05-16", "--format", "jsonl")
    first, second = map(json.loads, out.splitlines())
    assert TEXT[first["start"] : first["end"]] == first["text"] == "on Tuesday"
    assert first["kind"] == "date"
    assert first["intervals"] == [{"start": "2024-05-14", "end": "2024-05-15"}]
    assert first["timex"] == {"type": "DATE", "value": "2024-05-14"}
    assert first["anchor"] == "2024-05-16"
    assert first["why"][1] == "stated: 'on Tuesday' is 2024-05-14"
    assert TEXT[second["start"] : second["end"]] == "on 3 June"


def test_other_formats(run: Any) -> None:
    _, out, _ = run("find", "a.txt", "--on", "2024-05-16", "--format", "timex")
    assert out.splitlines()[0] == (
        'The mayor resigned <TIMEX3 tid="t1" type="DATE" value="2024-05-14">on Tuesday</TIMEX3>'
        " &amp; left."
    )
    _, out, _ = run("find", "a.txt", "b.txt", "--on", "2024-05-16", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [(row["file"], row["value"]) for row in rows] == [
        ("a.txt", "2024-05-14"),
        ("a.txt", "2024-06-03"),
        ("b.txt", "2024-05-15"),
    ]
    _, out, _ = run("find", "b.txt", "--on", "2024-05-16", "--format", "json")
    assert [each["text"] for each in json.loads(out)["found"]] == ["yesterday"]


def test_nothing_found_is_no_error(run: Any) -> None:
    status, out, _ = run("find", "-", "--on", "2024-05-16", "--format", "jsonl", stdin="Nothing.")
    assert (status, out) == (0, "")


def test_where_nothing_is_found_the_language_is_told(run: Any) -> None:
    Path("c.txt").write_text("La feria empieza el lunes a las 18.30.", encoding="utf-8")
    arguments = ("find", "c.txt", "--on", "2024-05-16")
    assert run(*arguments)[1:] == (
        "",
        "itinerary: no dates found; read as English - if it is not, say --language es or"
        " --language pt\n",
    )
    assert run(*arguments, "--workers", "2") == run(*arguments)
    assert run(*arguments, "--language", "es")[2] == ""
    assert run("find", "c.txt", "a.txt", "--on", "2024-05-16")[2] == ""


def test_files_that_cannot_be_read_are_listed_and_skipped(run: Any) -> None:
    Path("news").mkdir()
    arguments = ("find", "*.txt", "none.txt", "news", "--on", "2024-05-16", "--format", "jsonl")
    status, out, err = run(*arguments)
    assert status == 1
    assert [json.loads(line)["file"] for line in out.splitlines()] == ["a.txt", "a.txt", "b.txt"]
    assert err.splitlines() == [
        "itinerary: bad.txt: it is not UTF-8, skipped - save it as plain text in UTF-8",
        "itinerary: none.txt: No such file or directory, skipped",
        "itinerary: news: it is a folder, skipped - name its files: 'news/*.txt'",
    ]
    assert run(*arguments, "--workers", "2") == (status, out, err)


def test_wrong_options(run: Any) -> None:
    status, _, err = run("find", "a.txt", "--on", "soon")
    assert (status, "2025-08-29" in err) == (2, True)
    assert run("find", "a.txt", "--on", "2024-05-16", "--style", "new")[0] == 2
    assert run("find", "*.none", "--on", "2024-05-16")[0] == 2
