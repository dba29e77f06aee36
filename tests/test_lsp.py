"""The language server, through a real client that starts `itinerary lsp`."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pygls", reason="needs the extra editor")
pytest_lsp = pytest.importorskip("pytest_lsp", reason="needs a client of a language server")

from lsprotocol import types  # noqa: E402
from pytest_lsp import ClientServerConfig, LanguageClient  # noqa: E402

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
    await asyncio.sleep(0.1)
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
    for _ in range(40):
        await asyncio.sleep(0.05)
        if client.diagnostics.get(sheet.as_uri()):
            break
    assert "unknown-field" in [each.code for each in client.diagnostics[sheet.as_uri()]]
    assert uri in client.diagnostics
