"""The language server, through a real client that starts `itinerary lsp`."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlparse

import pytest

pytest.importorskip("pygls", reason="needs the extra editor")
pytest_lsp = pytest.importorskip("pytest_lsp", reason="needs a client of a language server")

from lsprotocol import types  # noqa: E402
from pytest_lsp import ClientServerConfig, LanguageClient  # noqa: E402

PATIENCE = 60  # seconds that an answer may take, on a machine that does much else
COMMAND = [sys.executable, "-m", "itinerary", "lsp"]
TRIP = """\
title: Talks in Bergen
dates: 3 – 5 June 2025
place: Bergen, Norway
sources:
  gazette: {publisher: Gazette, title: 𝄞 Talks, published: 2025-05-20}
  daily: {publisher: Daily, title: Visit, published: 2025-05-22}
events:
  - id: opening
    title: Opening
    when:
      - {says: on Tuesday at 10:00, source: gazette}
      - {says: on Wednesday at 10:00, source: daily}
  - title: Lunch
    when: two hours after $opening.start
  - {title: 𝄞𝄞 Song, plce: Hall, when: 4 June at 20:00}
  - title: Walk
    when: 5 Jume
background:
  - title: The bridge
    when: 1956
"""


@pytest_lsp.fixture(config=ClientServerConfig(server_command=COMMAND))
async def client(lsp_client: LanguageClient) -> Any:
    await lsp_client.initialize_session(
        types.InitializeParams(capabilities=types.ClientCapabilities(), process_id=None)
    )
    yield
    await lsp_client.shutdown_session()


async def open_text(client: LanguageClient, path: Path, text: str) -> str:
    uri = path.as_uri()
    item = types.TextDocumentItem(uri, "yaml", 1, text)
    client.text_document_did_open(types.DidOpenTextDocumentParams(item))
    await client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    return uri


async def change_text(client: LanguageClient, uri: str, version: int, text: str) -> None:
    client.text_document_did_change(
        types.DidChangeTextDocumentParams(
            types.VersionedTextDocumentIdentifier(version, uri),
            [types.TextDocumentContentChangeWholeDocument(text)],
        )
    )
    await client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)


async def wait_until(is_so: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not is_so():
            await asyncio.sleep(0.02)


def find(text: str, words: str, into: int = 0) -> types.Position:
    """Return where words stand, in UTF-16."""
    before = text[: text.index(words) + into]
    line = before.rpartition("\n")[2]
    return types.Position(before.count("\n"), len(line.encode("utf-16-le")) // 2)


def at(uri: str) -> types.TextDocumentIdentifier:
    return types.TextDocumentIdentifier(uri)


WHOLE = types.Range(types.Position(0, 0), types.Position(1000, 0))


@pytest.mark.asyncio(loop_scope="function")
async def test_findings_have_codes_and_ranges_in_utf_16(
    client: LanguageClient, tmp_path: Path
) -> None:
    uri = await open_text(client, tmp_path / "trip.yaml", TRIP)
    found = {str(each.code): each for each in client.diagnostics[uri]}
    wrong = found["unknown-field"]
    assert wrong.severity == types.DiagnosticSeverity.Error
    assert wrong.range == types.Range(find(TRIP, "plce"), find(TRIP, "plce", 4))
    assert "did you mean 'place'?" in wrong.message
    page, _, line = wrong.code_description.href.rpartition("#L")
    pages = Path(unquote(urlparse(page).path)).read_text(encoding="utf-8").splitlines()
    assert pages[int(line) - 1] == "## unknown-field"
    assert found["phrase-unread"].range.start == find(TRIP, "5 Jume")


@pytest.mark.asyncio(loop_scope="function")
async def test_quick_fixes_write_what_was_meant(client: LanguageClient, tmp_path: Path) -> None:
    uri = await open_text(client, tmp_path / "trip.yaml", TRIP)
    actions = await client.text_document_code_action_async(
        types.CodeActionParams(at(uri), WHOLE, types.CodeActionContext([]))
    )
    edits = {each.title: each.edit.changes[uri] for each in actions}
    assert [each.new_text for each in edits["Write “place”"]] == ["place"]
    (june,) = edits["Write “June”"]
    assert (june.range.start, june.new_text) == (find(TRIP, "Jume"), "June")


@pytest.mark.asyncio(loop_scope="function")
async def test_hints_show_date_zone_and_precision(client: LanguageClient, tmp_path: Path) -> None:
    uri = await open_text(client, tmp_path / "trip.yaml", TRIP)
    hints = await client.text_document_inlay_hint_async(types.InlayHintParams(at(uri), WHOLE))
    shown = {each.position.line: each.label for each in hints}
    line = find(TRIP, "two hours after").line
    assert shown[line] == "Tue 3 June 2025, 12:00 Europe/Oslo (minute)"
    assert shown[find(TRIP, "1956").line] == "1956 (year)"
    few = types.Range(types.Position(line, 0), types.Position(line + 1, 0))
    some = await client.text_document_inlay_hint_async(types.InlayHintParams(at(uri), few))
    assert [each.position.line for each in some] == [line]


@pytest.mark.asyncio(loop_scope="function")
async def test_hover_explains_dates_ids_and_fields(client: LanguageClient, tmp_path: Path) -> None:
    uri = await open_text(client, tmp_path / "trip.yaml", TRIP)

    async def hover(words: str, into: int = 1) -> str:
        position = find(TRIP, words, into)
        shown = await client.text_document_hover_async(types.HoverParams(at(uri), position))
        return shown.contents.value if shown else ""

    assert "2025-06-03T12:00:00" in await hover("two hours after")
    assert "Opening" in await hover("opening.start")
    assert "**Visit**" in await hover("daily}")
    assert "titles by language" in await hover("title: Lunch")


@pytest.mark.asyncio(loop_scope="function")
async def test_completion_works_while_the_text_is_no_yaml(
    client: LanguageClient, tmp_path: Path
) -> None:
    uri = await open_text(client, tmp_path / "trip.yaml", TRIP)

    async def complete(addition: str) -> list[str]:
        text = TRIP.replace("background:", f"{addition}\nbackground:")
        complete.version += 1  # type: ignore[attr-defined]
        await change_text(client, uri, complete.version, text)  # type: ignore[attr-defined]
        position = find(text, addition, len(addition))
        found = await client.text_document_completion_async(
            types.CompletionParams(at(uri), position)
        )
        return [each.label for each in found.items] if found else []

    complete.version = 1  # type: ignore[attr-defined]
    assert "kind" in await complete("    ki")
    assert "movement" in await complete("    kind: ")
    assert "$opening" in await complete("    call_time: the day after $op")
    assert "gazette" in await complete("  - {title: X, when: {says: on Tuesday, source: ga")
    assert "Wednesday" in await complete('    arrive: "on Wed')
    assert "Tromsø, Norway" in await complete("    place: Troms")
    assert "OSL" in await complete("    from: OS")
    assert "Europe/Oslo" in await complete("    timezone: osl")


@pytest.mark.asyncio(loop_scope="function")
async def test_completion_in_json_and_in_source_sheets(
    client: LanguageClient, tmp_path: Path
) -> None:
    async def complete(uri: str, text: str) -> list[str]:
        position = types.Position(text.count("\n"), len(text.rpartition("\n")[2]))
        found = await client.text_document_completion_async(
            types.CompletionParams(at(uri), position)
        )
        return [each.text_edit.new_text for each in found.items] if found else []

    text = '{"title": "Talks",\n "dates": "3 June 2025",\n "events": [{"kind": "mov'
    uri = await open_text(client, tmp_path / "trip.json", text)
    assert await complete(uri, text) == ["movement"]
    sheet = "publisher: Ministry\ntitle: Note\n"
    (tmp_path / "note.yaml").write_text(sheet)
    text = TRIP.replace("events:", "  note: note.yaml\nevents:", 1)
    await open_text(client, tmp_path / "trip.yaml", text)
    uri = (tmp_path / "note.yaml").as_uri()
    assert await complete(uri, sheet) == []
    uri = await open_text(client, tmp_path / "note.yaml", f"{sheet}languag")
    assert await complete(uri, f"{sheet}languag") == ["language: "]


@pytest.mark.asyncio(loop_scope="function")
async def test_definitions_of_ids_sources_and_sheets(
    client: LanguageClient, tmp_path: Path
) -> None:
    (tmp_path / "note.yaml").write_text("publisher: Ministry\ntitle: Note\npublished: 2025-05-01\n")
    text = TRIP.replace("events:", "  note: note.yaml\nevents:", 1)
    uri = await open_text(client, tmp_path / "trip.yaml", text)

    async def find_target(words: str, into: int = 1) -> tuple[str, types.Position] | None:
        found = await client.text_document_definition_async(
            types.DefinitionParams(at(uri), find(text, words, into))
        )
        return (found.uri, found.range.start) if found else None

    assert await find_target("$opening") == (uri, find(text, "opening"))
    assert await find_target("daily}") == (uri, find(text, "daily:"))
    sheet = (tmp_path / "note.yaml").as_uri()
    assert await find_target("note.yaml") == (sheet, types.Position(0, 0))


@pytest.mark.asyncio(loop_scope="function")
async def test_symbols_are_days_with_their_entries(client: LanguageClient, tmp_path: Path) -> None:
    uri = await open_text(client, tmp_path / "trip.yaml", TRIP)
    days = await client.text_document_document_symbol_async(types.DocumentSymbolParams(at(uri)))
    listed = {day.name: [each.name for each in day.children] for day in days}
    tuesday = next(each for each in listed if "3 June" in each or "3 Jun" in each)
    assert listed[tuesday] == ["Opening", "Lunch"]
    assert listed["No date yet"] == ["Walk"]
    assert listed["Background"] == ["The bridge"]


@pytest.mark.asyncio(loop_scope="function")
async def test_rename_writes_an_id_everywhere(client: LanguageClient, tmp_path: Path) -> None:
    uri = await open_text(client, tmp_path / "trip.yaml", TRIP)
    where = find(TRIP, "$opening", 3)
    prepared = await client.text_document_prepare_rename_async(
        types.PrepareRenameParams(at(uri), where)
    )
    assert prepared.start == find(TRIP, "$opening", 1)
    edit = await client.text_document_rename_async(types.RenameParams(at(uri), where, "start"))
    changed = sorted(each.range.start.line for each in edit.changes[uri])
    assert changed == [find(TRIP, "id: opening").line, where.line]
    with pytest.raises(Exception, match="reserved"):
        await client.text_document_rename_async(types.RenameParams(at(uri), where, "trip"))


@pytest.mark.asyncio(loop_scope="function")
async def test_lenses_count_and_tell_conflicts(client: LanguageClient, tmp_path: Path) -> None:
    uri = await open_text(client, tmp_path / "trip.yaml", TRIP)
    lenses = await client.text_document_code_lens_async(types.CodeLensParams(at(uri)))
    titles = [each.command.title for each in lenses]
    assert titles[0] == "5 entries, 1 still open, 1 conflict"
    assert titles[1] == "2 claims: contradiction"
    command = lenses[1].command
    await client.workspace_execute_command_async(
        types.ExecuteCommandParams(command.command, command.arguments)
    )
    await wait_until(lambda: bool(client.messages))
    assert "on Wednesday at 10:00" in client.messages[-1].message


@pytest.mark.asyncio(loop_scope="function")
async def test_a_text_that_is_no_yaml_keeps_the_hints_of_other_lines(
    client: LanguageClient, tmp_path: Path
) -> None:
    uri = await open_text(client, tmp_path / "trip.yaml", TRIP)
    broken = TRIP.replace("title: Talks in Bergen", 'title: "Talks\nnotes: x', 1)
    await change_text(client, uri, 2, broken)
    assert [each.code for each in client.diagnostics[uri]] == ["syntax"]
    hints = await client.text_document_inlay_hint_async(types.InlayHintParams(at(uri), WHOLE))
    assert find(broken, "1956").line in [each.position.line for each in hints]


@pytest.mark.asyncio(loop_scope="function")
async def test_other_files_are_let_alone(client: LanguageClient, tmp_path: Path) -> None:
    uri = await open_text(client, tmp_path / "compose.yaml", "services: {web: {image: x}}\n")
    assert not client.diagnostics[uri]
    hints = await client.text_document_inlay_hint_async(types.InlayHintParams(at(uri), WHOLE))
    assert not hints


@pytest.mark.asyncio(loop_scope="function")
async def test_json_and_toml_have_findings(client: LanguageClient, tmp_path: Path) -> None:
    text = '{"title": "T", "events": [{"title": "Tea", "wen": "4 May 2025"}]}'
    uri = await open_text(client, tmp_path / "trip.json", text)
    assert "unknown-field" in [each.code for each in client.diagnostics[uri]]
    toml = 'title = "T"\ndates = "3 May 2025"\nplce = "Oslo"\n'
    uri = await open_text(client, tmp_path / "trip.toml", toml)
    assert "unknown-field" in [each.code for each in client.diagnostics[uri]]


@pytest.mark.asyncio(loop_scope="function")
async def test_an_open_source_sheet_counts_as_it_stands(
    client: LanguageClient, tmp_path: Path
) -> None:
    sheet = tmp_path / "note.yaml"
    sheet.write_text("publisher: Ministry\ntitle: Note\n")
    text = TRIP.replace("events:", "  note: note.yaml\nevents:", 1)
    uri = await open_text(client, tmp_path / "trip.yaml", text)
    assert not client.diagnostics.get(sheet.as_uri())
    wrong = types.TextDocumentItem(sheet.as_uri(), "yaml", 1, "publisher: Ministry\ntitel: Note\n")
    client.text_document_did_open(types.DidOpenTextDocumentParams(wrong))
    await wait_until(lambda: bool(client.diagnostics.get(sheet.as_uri())))
    assert "unknown-field" in [each.code for each in client.diagnostics[sheet.as_uri()]]
    assert uri in client.diagnostics


@pytest.mark.asyncio(loop_scope="function")
async def test_a_source_sheet_is_mended_where_it_is_open(
    client: LanguageClient, tmp_path: Path
) -> None:
    sheet = tmp_path / "note.yaml"
    sheet.write_text("publisher: Ministry\ntitel: Note\n")
    await open_text(
        client, tmp_path / "trip.yaml", TRIP.replace("events:", "  n: note.yaml\nevents:")
    )
    item = types.TextDocumentItem(sheet.as_uri(), "yaml", 1, sheet.read_text())
    client.text_document_did_open(types.DidOpenTextDocumentParams(item))
    await client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    actions = await client.text_document_code_action_async(
        types.CodeActionParams(at(sheet.as_uri()), WHOLE, types.CodeActionContext([]))
    )
    (edit,) = actions[0].edit.changes[sheet.as_uri()]
    assert (edit.range.start, edit.new_text) == (types.Position(1, 0), "title")


@pytest.mark.asyncio(loop_scope="function")
async def test_a_sheet_that_is_made_later_is_seen(client: LanguageClient, tmp_path: Path) -> None:
    text = TRIP.replace("events:", "  n: note.yaml\nevents:")
    uri = await open_text(client, tmp_path / "trip.yaml", text)
    assert "no-sheet" in [each.code for each in client.diagnostics[uri]]
    sheet = tmp_path / "note.yaml"
    sheet.write_text("publisher: Ministry\ntitle: Note\n")
    made = types.FileEvent(sheet.as_uri(), types.FileChangeType.Created)
    client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([made]))
    await client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    assert "no-sheet" not in [each.code for each in client.diagnostics[uri]]


@pytest.mark.asyncio(loop_scope="function")
async def test_an_editor_that_watches_files_is_asked_to() -> None:
    config = ClientServerConfig(server_command=COMMAND)
    client = config.client_factory()
    asked: list[types.Registration] = []

    @client.feature(types.CLIENT_REGISTER_CAPABILITY)
    def register(params: types.RegistrationParams) -> None:
        asked.extend(params.registrations)

    await client.start_io(*config.server_command)
    watching = types.DidChangeWatchedFilesClientCapabilities(dynamic_registration=True)
    workspace = types.WorkspaceClientCapabilities(did_change_watched_files=watching)
    await client.initialize_session(
        types.InitializeParams(types.ClientCapabilities(workspace=workspace))
    )
    await wait_until(lambda: bool(asked))
    assert [each.method for each in asked] == [types.WORKSPACE_DID_CHANGE_WATCHED_FILES]
    await client.shutdown_session()
    await client.stop()


@pytest.mark.asyncio(loop_scope="function")
async def test_texts_that_no_file_has_are_served(client: LanguageClient) -> None:
    for uri in ("untitled:Untitled-1", "vscode-vfs://forge/trip.yaml", "file:///a%00b.yaml"):
        item = types.TextDocumentItem(uri, "yaml", 1, TRIP)
        client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        await client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        where = types.DefinitionParams(at(uri), find(TRIP, "$opening", 2))
        found = await client.text_document_definition_async(where)
        assert (found.uri, found.range.start) == (uri, find(TRIP, "opening"))


@pytest.mark.asyncio(loop_scope="function")
async def test_columns_count_in_what_the_client_prefers(tmp_path: Path) -> None:
    config = ClientServerConfig(server_command=COMMAND)
    client = config.client_factory()
    await client.start_io(*config.server_command)
    general = types.GeneralClientCapabilities(position_encodings=[types.PositionEncodingKind.Utf32])
    agreed = await client.initialize_session(
        types.InitializeParams(capabilities=types.ClientCapabilities(general=general))
    )
    assert agreed.capabilities.position_encoding == "utf-32"
    uri = await open_text(client, tmp_path / "trip.yaml", TRIP)
    line = next(each for each in TRIP.splitlines() if "plce" in each)
    wrong = next(each for each in client.diagnostics[uri] if each.code == "unknown-field")
    assert wrong.range.start.character == line.index("plce")
    await client.shutdown_session()
    await client.stop()


@pytest.mark.asyncio(loop_scope="function")
async def test_sheets_outside_the_folder_that_is_open_are_not_read(
    client: LanguageClient, tmp_path: Path
) -> None:
    (tmp_path / "secret.yaml").write_text("publisher: P\ntitel: a secret\n")
    (tmp_path / "trips").mkdir()
    text = TRIP.replace("events:", "  note: ../secret.yaml\nevents:", 1)
    uri = await open_text(client, tmp_path / "trips" / "trip.yaml", text)
    assert "no-sheet" in [each.code for each in client.diagnostics[uri]]
    assert not any("a secret" in each.message for each in client.diagnostics[uri])


HOSTILE = {
    "deep": "title: T\ndates: " + "[" * 100_000,
    "many events that count from each other": "title: T\nevents:\n"
    + "".join(f"  - {{id: e{n}, title: E, when: the day after $e{n + 1}}}\n" for n in range(4_000)),
    "many wrong ids": "title: T\ndates: 3 May 2025\nevents:\n"
    + "".join(f"  - {{title: E, when: two days after $x{n}}}\n" for n in range(4_000)),
    "a long line": "title: T\ndates: " + "x" * 1_000_000,
    "aliases": "title: &a T\ndates: *a\nevents: [*a, *a]\n",
}


def measure_cpu(pid: int) -> float:
    """Return the CPU time of a process, in seconds."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


linux = pytest.mark.skipif(
    sys.platform != "linux", reason="elsewhere CPU time is read in other ways"
)


@linux
@pytest.mark.slow
@pytest.mark.asyncio(loop_scope="function")
@pytest.mark.parametrize("name", HOSTILE)
async def test_a_hostile_document_hinders_no_other(
    client: LanguageClient, tmp_path: Path, name: str
) -> None:
    """Completion is answered while it is checked, and the document beside it in a moment.

    The server is busy all the time: what it works tells how long an editor has to wait.
    """
    uri = await open_text(client, tmp_path / "trip.yaml", TRIP)
    item = types.TextDocumentItem((tmp_path / "hostile.yaml").as_uri(), "yaml", 1, HOSTILE[name])
    client.text_document_did_open(types.DidOpenTextDocumentParams(item))
    where = types.CompletionParams(at(uri), find(TRIP, "title: Walk", 3))
    before = measure_cpu(client._server.pid)
    found = await asyncio.wait_for(client.text_document_completion_async(where), PATIENCE)
    assert measure_cpu(client._server.pid) - before < 5
    assert "title" in [each.label for each in found.items]
    client.text_document_did_close(types.DidCloseTextDocumentParams(at(item.uri)))
    client.diagnostics[uri] = []
    broken = TRIP.replace("plce", "plcee")
    client.text_document_did_change(
        types.DidChangeTextDocumentParams(
            types.VersionedTextDocumentIdentifier(2, uri),
            [types.TextDocumentContentChangeWholeDocument(broken)],
        )
    )
    before = measure_cpu(client._server.pid)
    await wait_until(lambda: any("plcee" in each.message for each in client.diagnostics[uri]))
    assert measure_cpu(client._server.pid) - before < 10


def measure_check(path: Path) -> float:
    """Return the CPU time of `itinerary check`, in seconds."""
    before = os.times()
    subprocess.run([*COMMAND[:-1], "check", str(path)], capture_output=True, check=True)
    after = os.times()
    return after.children_user + after.children_system - sum(before[2:4])


def write_programme(count: int) -> str:
    """Return a document of so many events, in several ways of saying when they are."""
    ways = ("{0} {1} at {2}:30", "the day after $e{3} at {2}:00", "2025-05-{0:02}T{2}:15")
    lines = ["title: Programme", "id: p", "dates: 1 April – 30 June 2025", "place: Lisbon"]
    lines.append("events:")
    for number in range(count):
        month = ("April", "May", "June")[number % 3]
        way = ways[number % 3] if number else ways[0]
        when = way.format(number % 28 + 1, month, number % 12 + 10, max(0, number - 1))
        lines += [f"  - id: e{number}", f"    title: Meeting {number}", f"    when: {when}"]
    return "\n".join(lines) + "\n"


@linux
@pytest.mark.slow
@pytest.mark.asyncio(loop_scope="function")
@pytest.mark.parametrize(("count", "most"), [(200, 0.4), (2_000, 0.7)])
async def test_an_edit_takes_a_part_of_a_check(tmp_path: Path, count: int, most: float) -> None:
    """Findings and all hints after an edit, in CPU time, beside a run of `itinerary check`.

    The least of several: what else the machine does only makes them longer.
    """
    text, path = write_programme(count), tmp_path / "trip.yaml"
    path.write_text(text)
    whole = min(measure_check(path) for _ in range(3))
    config = ClientServerConfig(server_command=COMMAND)
    client = config.client_factory()
    await client.start_io(*config.server_command)
    await client.initialize_session(types.InitializeParams(types.ClientCapabilities()))
    uri = await open_text(client, path, text)
    edits = []
    for number in range(11):
        before = measure_cpu(client._server.pid)
        changed = text.replace("the day after $e0 ", f"{number + 2} days after $e0 ")
        await change_text(client, uri, number + 2, changed)
        hints = await client.text_document_inlay_hint_async(types.InlayHintParams(at(uri), WHOLE))
        assert hints
        edits.append(measure_cpu(client._server.pid) - before)
    assert min(edits) / whole < most
    await client.shutdown_session()
    await client.stop()


@pytest.mark.asyncio(loop_scope="function")
async def test_a_sheet_of_two_documents_keeps_what_is_wrong_in_it(
    client: LanguageClient, tmp_path: Path
) -> None:
    """One of them names it no more, is closed, or is checked again."""
    (tmp_path / "note.yaml").write_text("publisher: Ministry\ntitle: Note\npublishd: x\n")
    sheet = (tmp_path / "note.yaml").as_uri()
    text = TRIP.replace("events:", "  note: note.yaml\nevents:", 1)
    one, other = [await open_text(client, tmp_path / f"{each}.yaml", text) for each in "ab"]

    def list_codes() -> list[str]:
        return [str(each.code) for each in client.diagnostics[sheet]]

    await wait_until(lambda: len(client.diagnostics.get(sheet, ())) == 1)
    await change_text(client, one, 2, TRIP)
    await asyncio.sleep(0.5)
    assert list_codes() == ["unknown-field"]
    await change_text(client, one, 3, text)
    client.text_document_did_close(types.DidCloseTextDocumentParams(at(one)))
    await asyncio.sleep(0.5)
    assert list_codes() == ["unknown-field"]
    client.text_document_did_close(types.DidCloseTextDocumentParams(at(other)))
    await wait_until(lambda: not client.diagnostics[sheet])


@pytest.mark.asyncio(loop_scope="function")
async def test_a_sheet_is_one_file_by_whatever_way_it_is_named(tmp_path: Path) -> None:
    """By "..", and in a folder that is opened by a link to it."""
    real = tmp_path / "real"
    (real / "sheets").mkdir(parents=True)
    sheet = "publisher: Ministry\ntitle: Note\npublishd: 2025-05-20\n"
    (real / "sheets" / "note.yaml").write_text(sheet)
    (tmp_path / "link").symlink_to(real, target_is_directory=True)
    folder = tmp_path / "link"
    client = ClientServerConfig(server_command=COMMAND).client_factory()
    await client.start_io(*COMMAND)
    folders = [types.WorkspaceFolder(folder.as_uri(), "link")]
    await client.initialize_session(
        types.InitializeParams(types.ClientCapabilities(), workspace_folders=folders)
    )
    text = TRIP.replace("events:", "  note: sheets/../sheets/note.yaml\nevents:", 1)
    uri = await open_text(client, folder / "trip.yaml", text)
    before = (real / "sheets" / "note.yaml").as_uri()
    await wait_until(lambda: len(client.diagnostics.get(before, ())) == 1)
    opened = await open_text(client, folder / "sheets" / "note.yaml", sheet)
    await change_text(client, uri, 2, f"{text}\n")
    await wait_until(lambda: len(client.diagnostics.get(opened, ())) == 1)
    assert not client.diagnostics[before]
    actions = await client.text_document_code_action_async(
        types.CodeActionParams(at(opened), WHOLE, types.CodeActionContext([]))
    )
    assert [[*each.edit.changes] for each in actions] == [[opened]]
    await client.shutdown_session()
    await client.stop()


@pytest.mark.skipif(sys.platform == "win32", reason="has no such signals")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT"])
def test_the_server_ends_when_it_is_told_to(name: str) -> None:
    """Also while the editor holds its standard input open, of which a thread reads."""
    body = b'{"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": {}}}'
    with subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as server:
        assert server.stdin
        assert server.stdout
        server.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        server.stdin.flush()
        assert server.stdout.readline().startswith(b"Content-Length")
        number = getattr(signal, name)
        server.send_signal(number)
        try:
            assert server.wait(5) == 128 + number
        finally:
            server.kill()
