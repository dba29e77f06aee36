"""The language server: requests of the Language Server Protocol in, what the editor shows out.

This is the one place that knows the protocol; it needs the extra `editor`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from lsprotocol import types

from itinerary.editor.server.caret_answers import (
    answer_completion,
    answer_definition,
    answer_hover,
    answer_rename,
    prepare_rename,
)
from itinerary.editor.server.changes import (
    change_files,
    change_text,
    close_text,
    open_text,
    start,
    stop,
)
from itinerary.editor.server.document_answers import (
    REPORT_COMMAND,
    answer_actions,
    answer_hints,
    answer_lenses,
    answer_symbols,
    show_report,
)
from itinerary.editor.server.language_server import ItineraryServer

_ANSWERS: Mapping[str, Callable[..., Any]] = {
    types.INITIALIZED: start,
    types.SHUTDOWN: stop,
    types.TEXT_DOCUMENT_DID_OPEN: open_text,
    types.TEXT_DOCUMENT_DID_CHANGE: change_text,
    types.TEXT_DOCUMENT_DID_CLOSE: close_text,
    types.WORKSPACE_DID_CHANGE_WATCHED_FILES: change_files,
    types.TEXT_DOCUMENT_COMPLETION: answer_completion,
    types.TEXT_DOCUMENT_HOVER: answer_hover,
    types.TEXT_DOCUMENT_DEFINITION: answer_definition,
    types.TEXT_DOCUMENT_PREPARE_RENAME: prepare_rename,
    types.TEXT_DOCUMENT_RENAME: answer_rename,
    types.TEXT_DOCUMENT_INLAY_HINT: answer_hints,
    types.TEXT_DOCUMENT_CODE_ACTION: answer_actions,
    types.TEXT_DOCUMENT_DOCUMENT_SYMBOL: answer_symbols,
    types.TEXT_DOCUMENT_CODE_LENS: answer_lenses,
}
_OPTIONS: Mapping[str, Any] = {
    types.TEXT_DOCUMENT_COMPLETION: types.CompletionOptions(
        trigger_characters=["$", ".", " ", "{", '"']
    ),
    types.TEXT_DOCUMENT_RENAME: types.RenameOptions(prepare_provider=True),
    types.TEXT_DOCUMENT_CODE_ACTION: types.CodeActionOptions([types.CodeActionKind.QuickFix]),
}


def create_server() -> ItineraryServer:
    """Return the server; `start_io` runs it over standard input and output."""
    server = ItineraryServer()
    for name, answer in _ANSWERS.items():
        server.feature(name, _OPTIONS.get(name))(answer)
    server.command(REPORT_COMMAND)(show_report)
    return server
