"""What is asked of a whole document in; the answers out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lsprotocol import types

from itinerary.editor.hints import list_hints
from itinerary.editor.lenses import list_lenses
from itinerary.editor.server.conversion import (
    convert_finding,
    convert_fix,
    convert_position,
    convert_range,
    parse_position,
)
from itinerary.editor.server.language_server import ItineraryServer
from itinerary.editor.server.open_documents import OpenDocument, View, is_file
from itinerary.editor.server.outlines import convert_outline
from itinerary.editor.text_positions import Span

REPORT_COMMAND = "itinerary.showReport"
MAX_REPORT = 5_000  # characters that a message shows


async def answer_hints(
    ls: ItineraryServer, params: types.InlayHintParams
) -> list[types.InlayHint] | None:
    """Return what the phrases in a range come to."""
    if not (found := await ls.get_view(params.text_document.uri)):
        return None
    _, view = found
    first, last = params.range.start.line, params.range.end.line
    hints: list[types.InlayHint] = []
    for each in list_hints(view.checked, _find_span(view, params.range)):
        position = view.find_position(each.offset)
        if position and first <= position.line <= last:
            hints.append(
                types.InlayHint(
                    convert_position(position), each.label, tooltip=each.edtf, padding_left=True
                )
            )
    return hints


async def answer_actions(
    ls: ItineraryServer, params: types.CodeActionParams
) -> list[types.CodeAction] | None:
    """Return the changes that mend what is wrong in a range of a document or a source sheet."""
    uri = params.text_document.uri
    path = ls.find_path(uri)
    documents = ls.documents.find_users(uri, path)
    for each in documents:
        await ls.documents.wait_for_check(each)
    actions = [each for own in documents for each in _iterate_actions(ls, own, path, params.range)]
    return actions if documents else None


def _iterate_actions(
    ls: ItineraryServer, document: OpenDocument, path: Path, place: types.Range
) -> Iterator[types.CodeAction]:
    """Yield the changes, of files that stand as they were checked, for findings in one of them."""
    texts, own = ls.list_texts(document), str(document.checker.path)
    start, end = parse_position(place.start), parse_position(place.end)
    names = {each for each in (own, *document.told_files) if is_file(each, path)}
    for found in document.findings:
        is_near = found.range.start <= end and start <= found.range.end
        if found.file not in names or not is_near:
            continue
        for number, fix in enumerate(found.fixes):
            files = {found.file, *(each.file for each in fix.edits)}
            if all(ls.documents.is_current(document, each) for each in files):
                finding = convert_finding(found, ls.find_uri)
                yield convert_fix(fix, finding, texts, ls.find_uri, is_first=number == 0)


async def answer_symbols(
    ls: ItineraryServer, params: types.DocumentSymbolParams
) -> list[types.DocumentSymbol] | None:
    """Return the days of a document with their entries."""
    found = await ls.get_view(params.text_document.uri)
    return convert_outline(found[1]) if found else None


async def answer_lenses(
    ls: ItineraryServer, params: types.CodeLensParams
) -> list[types.CodeLens] | None:
    """Return the lines that tell where sources differ."""
    if not (found := await ls.get_view(params.text_document.uri)):
        return None
    _, view = found
    lenses: list[types.CodeLens] = []
    for each in list_lenses(view.checked):
        if place := view.find_range(Span(each.offset, each.offset)):
            command = types.Command(each.title, REPORT_COMMAND, None, [each.report])
            plain = types.Command(each.title, "")
            own = command if each.report else plain
            lenses.append(types.CodeLens(convert_range(place), own))
    return lenses


def show_report(ls: ItineraryServer, report: str) -> None:
    """Show what a line tells of."""
    message = report if len(report) <= MAX_REPORT else report[:MAX_REPORT] + "…"
    ls.window_show_message(types.ShowMessageParams(types.MessageType.Info, message))


def _find_span(view: View, place: types.Range) -> Span | None:
    """Return the part of a version that a range of the newest text is; None if it has changed."""
    start = view.find_offset(parse_position(place.start))
    end = view.find_offset(parse_position(place.end))
    return None if start is None or end is None else Span(start, end)
