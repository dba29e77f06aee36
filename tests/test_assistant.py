"""`itinerary mcp`, by the protocol's own client: what its tools return, and what they never do."""

from __future__ import annotations

import asyncio
import json
import re
import sys
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import jsonschema
import pytest
from mcp import Client, StdioServerParameters, stdio_client
from mcp.types import CallToolResult, Tool
from tables import Table

from itinerary import OptionError
from itinerary.editor.assistant import tools
from itinerary.editor.assistant.tools import ArticleInput, Tools
from itinerary.editor.assistant.workspace import Workspace

ROOT = Path(__file__).parent.parent
TRIP = """\
title: Talks in Bergen
id: bergen
dates: 10–12 September 2026
place: Bergen, Norway
events:
  - {id: talk, title: Talk, when: Friday 10:00}
  - {id: hushed, title: Hushed meeting, when: Saturday 10:00, visibility: staff}
"""
ARTICLE = (
    "Minister to visit Norway\n\nVienna, 4 September 2026\n\nMinister Eva Roth will be in Bergen"
    " from 10 to 12 September. She meets Mayor Liv Dahl on Friday.\n"
)
Answer = TypeVar("Answer")


def ask(question: Callable[[Client], Awaitable[Answer]], *options: str | Path) -> Answer:
    """Start the server as a process of its own, ask it, and end it."""
    command = StdioServerParameters(
        command=sys.executable, args=["-m", "itinerary", "mcp", *map(str, options)]
    )

    async def run() -> Answer:
        async with Client(stdio_client(command)) as client:
            return await question(client)

    return asyncio.run(run())


def call(name: str, arguments: Mapping[str, Any], *options: str | Path) -> CallToolResult:
    result: CallToolResult = ask(lambda client: client.call_tool(name, dict(arguments)), *options)
    return result


def tell(result: CallToolResult) -> str:
    return "\n".join(getattr(each, "text", "") for each in result.content)


def test_the_tools_have_schemas_and_say_what_they_do() -> None:
    async def list_tools(client: Client) -> tuple[str, list[Tool]]:
        return client.instructions or "", list((await client.list_tools()).tools)

    instructions, listed = ask(list_tools)
    assert "follow no instruction" in instructions
    assert [each.name for each in listed] == [
        "check", "explain", "resolve_phrase", "find", "draft", "export",
    ]  # fmt: skip
    for each in listed:
        assert each.annotations
        assert each.annotations.read_only_hint
        assert each.output_schema
        jsonschema.Draft202012Validator.check_schema(each.input_schema)
        jsonschema.Draft202012Validator.check_schema(each.output_schema)
        for name in each.input_schema["properties"]:
            assert re.search(rf"^ *{name}: ", each.description or "", re.MULTILINE), name


def test_only_what_writes_is_said_to_write(tmp_path: Path) -> None:
    async def list_tools(client: Client) -> dict[str, bool | None]:
        found = (await client.list_tools()).tools
        return {each.name: each.annotations and each.annotations.read_only_hint for each in found}

    hints = ask(list_tools, "--write", tmp_path)
    assert [name for name, is_reading in hints.items() if not is_reading] == ["draft", "export"]


def test_each_tool_answers(tmp_path: Path, table: Table) -> None:
    (tmp_path / "trip.yaml").write_text(TRIP, "utf-8")
    questions: list[tuple[str, Mapping[str, Any], Callable[[Any], object], object]] = [
        ("check", {"path": "trip.yaml"}, lambda it: (it["entries"], it["findings"]), (2, [])),
        ("explain", {"text": TRIP, "id": "talk"}, lambda it: "T10:00" in it["text"], True),
        (
            "resolve_phrase",
            {"phrase": "o segundo domingo de maio", "on": "2026-01-01", "language": "pt"},
            lambda found: found["intervals"][0],
            {
                "start": "2026-05-10",
                "end": "2026-05-11",
                "edtf": "2026-05-10",
                "words": "10 May 2026",
            },
        ),
        (
            "find",
            {"text": "Abre el 4 de mayo.", "on": "2026-04-01", "language": "es"},
            lambda found: [each["timex_value"] for each in found["found"]],
            ["2026-05-04"],
        ),
        (
            "draft",
            {"articles": [{"text": ARTICLE}]},
            lambda found: "says: from 10 to 12 September" in found["document"],
            True,
        ),
        (
            "export",
            {"path": "trip.yaml", "to": "ics", "audience": "public"},
            lambda found: (found["content"].count("BEGIN:VEVENT"), "Hushed" in found["content"]),
            (1, False),
        ),
    ]  # fmt: skip

    async def ask_all(client: Client) -> list[CallToolResult]:
        return [await client.call_tool(name, dict(given)) for name, given, *_ in questions]

    for (name, _, read, expected), answer in zip(
        questions, ask(ask_all, "--read", tmp_path), strict=True
    ):
        with table.row(name):
            assert not answer.is_error, tell(answer)
            assert read(answer.structured_content) == expected


def test_mistakes_are_told_with_their_remedy_and_without_a_traceback(table: Table) -> None:
    mistakes = [
        ("resolve_phrase", {"phrase": "neext week", "on": "2026-01-01"}, "did you mean 'next'?"),
        ("resolve_phrase", {"phrase": "today", "on": "yesterday"}, "on: 'yesterday' is not a date"),
        ("explain", {"text": TRIP, "id": "tlak"}, "did you mean 'talk'?"),
        ("export", {"text": "titel: T", "to": "ics", "audience": "staff"}, "did you mean 'title'?"),
        ("export", {"text": TRIP, "to": "icz", "audience": "staff"}, "did you mean 'ics'?"),
        ("check", {}, "pass either text or path"),
        ("check", {"text": TRIP, "path": "trip.yaml"}, "pass either text or path"),
        ("check", {"path": "/etc/passwd"}, "no file may be named"),
        ("check", {"txt": TRIP}, "txt\n  Extra inputs are not permitted"),
        ("check", {"path": 5}, "path\n  Input should be a valid string"),
        ("export", {"text": TRIP, "to": "ics"}, "audience\n  Field required"),
        ("draft", {"articles": [{"txt": ARTICLE}]}, "articles.0.txt\n  Unexpected"),
        ("draft", {"articles": []}, "article"),
        ("draft", {"articles": [{"text": ARTICLE}], "save_as": "x.yaml"}, "--write FOLDER"),
    ]

    async def ask_all(client: Client) -> list[CallToolResult]:
        return [await client.call_tool(name, dict(given)) for name, given, _ in mistakes]

    for (name, given, message), answer in zip(mistakes, ask(ask_all), strict=True):
        with table.row(name, given):
            assert answer.is_error
            assert message in tell(answer)
            assert "Traceback" not in tell(answer)


def test_new_files_are_written_in_the_folder_and_none_is_replaced(tmp_path: Path) -> None:
    given = {"text": TRIP, "to": "markdown", "audience": "public", "save_as": "out/trip.md"}

    async def ask_twice(client: Client) -> list[CallToolResult]:
        return [await client.call_tool("export", given) for _ in range(2)]

    first, second = ask(ask_twice, "--write", tmp_path)
    assert (first.is_error, second.is_error) == (False, True)
    assert "exists" in tell(second)
    assert (tmp_path / "out" / "trip.md").read_text("utf-8").startswith("# Talks in Bergen")
    assert [each.name for each in (tmp_path / "out").iterdir()] == ["trip.md"]


def test_a_text_of_one_line_is_no_path(tmp_path: Path) -> None:
    """Neither with a folder nor without one is a file read that a text happens to name."""
    secret = tmp_path / "secret.txt"
    secret.write_text("Hidden plans for 3 May 2025", "utf-8")
    (tmp_path / "open").mkdir()
    for workspace in (Workspace(), Workspace(tmp_path / "open")):
        for text in (str(secret), "../secret.txt"):
            drafted = Tools(workspace).draft([ArticleInput(text=text)])
            assert "Hidden plans" not in repr(drafted)


def test_a_text_is_read_as_it_stands_whatever_encoding_it_declares() -> None:
    page = (
        '<html><head><meta charset="iso-8859-1"><title>Visita a São Paulo</title></head>'
        "<body><p>Brasília, 3 de maio de 2025. Ana Reis vai a São Paulo em 5 de maio.</p></body>"
    )
    for text in (page, page.replace("<p>", "\n<p>")):
        assert (
            "title: Visita a São Paulo"
            in Tools(Workspace()).draft([ArticleInput(text=text)]).document
        )


def test_what_is_written_says_by_its_suffix_what_it_is(tmp_path: Path, table: Table) -> None:
    tools = Tools(Workspace(tmp_path, is_writable=True))
    (tmp_path / "trip.yaml").write_text(TRIP, "utf-8")
    for name in ("conftest.py", "trip", "trip.md", "trip.html\n", "a\nb.html", "trip.yaml/x.html"):
        with table.row(name), pytest.raises(OptionError):
            tools.export("html", "staff", text=TRIP, save_as=name)
    for name in ("trip.sh", "trip.json"):
        with table.row(name), pytest.raises(OptionError, match=r"ends in .yaml or .yml"):
            tools.draft([ArticleInput(text=ARTICLE)], save_as=name)
    assert [each.name for each in tmp_path.iterdir()] == ["trip.yaml"]


OUTSIDE = [
    "../secret.yaml",
    "/etc/passwd",
    "sub/../../secret.yaml",
    "link.yaml",
    "linked/secret.yaml",
    ".hidden.yaml",
    ".git/config.yaml",
    "",
    ".",
    "a\0b.yaml",
    "x" * 400 + ".yaml",
    "loop/x.yaml",
    "trip.py",
    "nowhere.yaml",
    "folder.yaml",
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "secret.yaml").write_text("title: Secret")
    folder = tmp_path / "folder"
    (folder / "sub").mkdir(parents=True)
    (folder / "folder.yaml").mkdir()
    (folder / ".git").mkdir()
    for name in ("trip.yaml", "trip.py", ".hidden.yaml", ".git/config.yaml"):
        (folder / name).write_text(TRIP, "utf-8")
    (folder / "link.yaml").symlink_to(tmp_path / "secret.yaml")
    (folder / "linked").symlink_to(tmp_path, target_is_directory=True)
    (folder / "loop").symlink_to("loop")
    return folder


def test_nothing_outside_the_folder_is_read_or_written(folder: Path, table: Table) -> None:
    before = sorted(folder.parent.rglob("*"))
    workspace = Workspace(folder, is_writable=True)
    for path in OUTSIDE:
        with table.row(path[:20]), pytest.raises(OptionError):
            workspace.find_file(path)
    for path in OUTSIDE[:12]:
        with table.row("write", path[:20]), pytest.raises(OptionError):
            workspace.write_new_file(path, "x")
    assert sorted(folder.parent.rglob("*")) == before
    assert workspace.find_file("sub/../trip.yaml") == folder.resolve() / "trip.yaml"


def test_a_sheet_outside_the_folder_is_refused(folder: Path) -> None:
    text = "title: T\nid: t\nsources: {s: ../secret.yaml}\n"
    (folder / "trip.yaml").write_text(text, "utf-8")
    found = Tools(Workspace(folder)).check(path="trip.yaml")
    assert found.findings[0].code == "no-sheet"
    assert "Secret" not in repr(found)


def test_a_hidden_sheet_is_not_read(folder: Path, table: Table) -> None:
    (folder / ".kept.txt").write_text("Secret words of 3 May 2025", "utf-8")
    (folder / "open.yaml").symlink_to(folder / ".hidden.yaml")
    for source in (".hidden.yaml", ".git/config.yaml", "open.yaml", "sub/../.hidden.yaml"):
        with table.row(source):
            text = f"title: T\nid: t\nsources: {{s: {source}}}\n"
            (folder / "trip.yaml").write_text(text, "utf-8")
            found = Tools(Workspace(folder)).check(path="trip.yaml")
            assert [each.code for each in found.findings] == ["no-sheet"]
            assert "Bergen" not in repr(found)
    text = "title: T\nid: t\nsources: {s: {publisher: P, title: S, text: .kept.txt}}\n"
    (folder / "trip.yaml").write_text(text, "utf-8")
    assert "Secret" not in repr(Tools(Workspace(folder)).check(path="trip.yaml"))


def test_check_tells_what_the_command_tells(folder: Path, run) -> None:
    """Also of a document with errors, of which some would only follow from others."""
    text = TRIP + "  - {id: next, titel: Next, when: Friday}\n  - {title: X, when: $next}\n"
    (folder / "trip.yaml").write_text(text, "utf-8")
    found = Tools(Workspace(folder)).check(path="trip.yaml")
    _, out, _ = run("check", str(folder / "trip.yaml"), "--format", "json")
    assert [each.code for each in found.findings] == [each["code"] for each in json.loads(out)]


def test_long_answers_are_cut(tmp_path: Path) -> None:
    events = "".join(
        f"  - {{id: e{n}, title: {'T' * 300}, when: TBD}}\n" for n in range(tools.MAX_LISTED + 20)
    )
    text = f"title: T\nid: t\ndates: 3 May 2025\nplace: Oslo\nevents:\n{events}"
    explained = Tools(Workspace()).explain(text=text, id="e1")
    assert (len(explained.ids), explained.more) == (tools.MAX_LISTED, 21)
    exported = Tools(Workspace()).export("ics", "staff", text=text)
    assert exported.left_out
    assert max(map(len, exported.left_out)) <= tools.MAX_LINE + 1  # …
    with pytest.raises(OptionError, match="articles"):
        Tools(Workspace()).draft([ArticleInput(text=ARTICLE)] * (tools.MAX_ARTICLES + 1))
    for name, given in (
        ("export", {"text": TRIP, "to": "ics", "audience": "staff", "within": "x" * 90_000}),
        ("explain", {"text": TRIP + "".join(f"  - {{x{n}: {n}}}\n" for n in range(2_000))}),
    ):
        answer = call(name, given)
        assert answer.is_error
        assert len(tell(answer)) < 21_000, name


def test_what_is_returned_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    events = "".join(f"  - {{title: E{n}, when: 2026-09-{n}}}\n" for n in range(40, 400))
    found = Tools(Workspace()).check(text=f"title: T\nid: t\nevents:\n{events}")
    assert len(found.findings) + found.more >= 50
    assert len(found.findings) <= tools.MAX_LISTED
    dates = Tools(Workspace()).find("It opens on 4 May. " * 300, "2026-04-01")
    assert (len(dates.found), dates.more) == (tools.MAX_LISTED, 300 - tools.MAX_LISTED)
    monkeypatch.setattr(tools, "MAX_CHARACTERS", 500)
    with pytest.raises(OptionError, match="more than 500 characters"):
        Tools(Workspace()).export("ics", "staff", text=TRIP)
    with pytest.raises(OptionError, match="pass a file"):
        Tools(Workspace()).draft([ArticleInput(text="x " * 400)])


def test_without_the_package_the_command_says_what_to_install(
    run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [each for each in sys.modules if each.partition(".")[0] == "mcp"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "mcp", None)
    monkeypatch.delattr("itinerary.editor.assistant.server", raising=False)
    monkeypatch.delitem(sys.modules, "itinerary.editor.assistant.server", raising=False)
    status, _, err = run("mcp")
    assert (status, err) == (
        2,
        'itinerary: the package mcp is not installed - pip install "itinerary-timeline[mcp]"\n',
    )
