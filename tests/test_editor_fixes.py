"""Every change that an editor offers, in every document of the gallery: it mends what it is for."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tables import Table

from itinerary.editor.checked_text import DocumentChecker
from itinerary.editor.findings import LocatedFinding, locate_findings
from itinerary.editor.fixes import TextEdit

TESTS = Path(__file__).parent
WRONG = sorted(
    path
    for folder in (TESTS / "errors", TESTS / "checks")
    for path in folder.iterdir()
    if path.suffix in {".yaml", ".json", ".toml"} and path.stem not in {"latin-1", "utf-16"}
)
MOST_OFFERED = 70  # changes that the documents above are offered at least
HEAD = "title: T\nid: t\ndates: 3 – 5 June 2025\nplace: Bergen, Norway\n"
EVENT = "events:\n  - {id: tea, title: Tea, when: $}\n"
MENDED = {
    # what is wrong: the first change that is offered
    HEAD + "url: bergen.example/talks\n": "url: https://bergen.example/talks",
    HEAD.replace("id: t", "id: Talks of May"): "id: talks-of-may",
    HEAD + EVENT.replace("$", "Wednesday, June 4, 2025"): 'when: "Wednesday, June 4, 2025"',
    HEAD + EVENT.replace("$", "recently"): "when: TBD",
    HEAD + EVENT.replace("$", '"Monday, June 4, 2025"'): 'when: "Wednesday, June 4, 2025"',
    HEAD + EVENT.replace(", when: $", ""): "{when: TBD, id: tea",
    HEAD + "events:\n  - title: Tea\n    alarm: 30m\n": "  - when: TBD\n    title: Tea",
    HEAD + EVENT.replace("when: $", "from: BGO, to: OSL"): "{kind: movement, id: tea",
    HEAD + EVENT.replace("$", "4 June, topics: trade"): 'topics: ["trade"]',
    HEAD + EVENT.replace("$", "4 June, alarm: 2 hours before"): "alarm: 2h",
    HEAD.replace("title: T", "title: Bergen: talks"): 'title: "Bergen: talks"',
    HEAD.replace("title: T", "title: &talks"): None,
    HEAD + EVENT.replace("$", "4 June, kind: movement"): None,
    HEAD + "notes: {a: >\n  b}\n": None,
    'title: "T"\nurl: |\n  bergen.example\n': None,
    '{"title": "T", "itinerary": "2", "dates": "3 June 2025"}': '"itinerary": 1, "dates"',
}


def find_faults(path: Path, text: str) -> list[LocatedFinding]:
    return locate_findings(DocumentChecker(path, path.parent).check(text))


def apply(text: str, edits: tuple[TextEdit, ...]) -> str:
    for each in sorted(edits, key=lambda each: each.span, reverse=True):
        text = text[: each.span.start] + each.new + text[each.span.end :]
    return text


def has_one_line_end(text: str) -> bool:
    return "\r\n" not in text or text.count("\r\n") == text.count("\n") == text.count("\r")


def iterate_unmended(path: Path, text: str) -> Iterator[str]:
    """Yield what is not as it should be behind each change that is offered for a document."""
    before = find_faults(path, text)
    errors = {(each.code, each.text) for each in before if each.severity == "error"}
    for found in before:
        for fix in found.fixes:
            if any(Path(each.file) != path for each in fix.edits):
                continue
            changed = apply(text, fix.edits)
            if has_one_line_end(text) and not has_one_line_end(changed):
                yield f"{fix.title} has another end of line"
            after = find_faults(path, changed)
            if (found.code, found.text) in {(each.code, each.text) for each in after}:
                yield f"{fix.title}: {found.text} is still there"
            # What stands in a field that was misspelt has not been looked at before.
            is_below = f"{fix.edits[0].new}["
            yield from (
                f"{fix.title} makes a new mistake: {each.text}"
                for each in after
                if each.severity == "error" and (each.code, each.text) not in errors
                if not each.text.startswith(is_below)
            )


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_each_change_mends_what_it_is_offered_for(table: Table, end: str) -> None:
    offered = 0
    for path in WRONG:
        text = path.read_text("utf-8").replace("\n", end)
        offered += sum(len(each.fixes) for each in find_faults(path, text))
        with table.row(path.name):
            assert [*iterate_unmended(path, text)] == []
    assert offered >= MOST_OFFERED


def test_the_first_change_writes_what_was_meant(tmp_path: Path, table: Table) -> None:
    for text, expected in MENDED.items():
        with table.row(text):
            path = tmp_path / ("trip.json" if text.startswith("{") else "trip.yaml")
            fixes = [fix for each in find_faults(path, text) for fix in each.fixes]
            if expected is None:
                assert not fixes
                continue
            changed = apply(text, fixes[0].edits)
            assert expected in changed
            assert [*iterate_unmended(path, text)] == []


@pytest.mark.slow
@pytest.mark.asyncio(loop_scope="function")
async def test_each_change_mends_what_it_is_offered_for_in_a_client(table: Table) -> None:
    pytest.importorskip("pygls", reason="needs the extra editor")
    client_of = pytest.importorskip("pytest_lsp", reason="needs a client of a language server")
    from lsprotocol import types

    from itinerary.editor.text_positions import EditorText, TextPosition

    config = client_of.ClientServerConfig([sys.executable, "-m", "itinerary", "lsp"])
    client = config.client_factory()
    await client.start_io(*config.server_command)
    await client.initialize_session(types.InitializeParams(types.ClientCapabilities()))
    whole = types.Range(types.Position(0, 0), types.Position(1000, 0))

    async def put(uri: str, version: int, text: str) -> list[tuple[Any, str]]:
        """Return the codes and messages of a text."""
        client.diagnostics.pop(uri, None)
        if version == 1:
            item = types.TextDocumentItem(uri, "yaml", version, text)
            client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        else:
            own = types.VersionedTextDocumentIdentifier(version, uri)
            change = types.TextDocumentContentChangeWholeDocument(text)
            client.text_document_did_change(types.DidChangeTextDocumentParams(own, [change]))
        async with asyncio.timeout(60):
            while uri not in client.diagnostics:
                await asyncio.sleep(0.02)
        return [(each.code, each.message) for each in client.diagnostics[uri]]

    offered = 0
    for path in (each for each in WRONG if each.parent.name == "errors"):
        text, uri = path.read_text("utf-8"), path.as_uri()
        if "sources" in path.stem:
            continue  # it has sheets, of which notifications come, too
        await put(uri, 1, text)
        own = types.TextDocumentIdentifier(uri)
        context = types.CodeActionContext([])
        actions = await client.text_document_code_action_async(
            types.CodeActionParams(own, whole, context)
        )
        for number, action in enumerate(actions or ()):
            editor = EditorText(text)
            edits = [
                (
                    editor.find_offset(
                        TextPosition(each.range.start.line, each.range.start.character)
                    ),
                    editor.find_offset(TextPosition(each.range.end.line, each.range.end.character)),
                    each.new_text,
                )
                for each in action.edit.changes[uri]
            ]
            changed = editor.text
            for start, end, new in sorted(edits, reverse=True):
                changed = changed[:start] + new + changed[end:]
            offered += 1
            with table.row(path.name, action.title):
                (finding,) = action.diagnostics
                assert (finding.code, finding.message) not in await put(uri, number + 2, changed)
        client.text_document_did_close(types.DidCloseTextDocumentParams(own))
    assert offered >= MOST_OFFERED * 0.7
    await client.shutdown_session()
    await client.stop()
