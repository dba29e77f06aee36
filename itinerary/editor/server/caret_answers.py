"""What is asked of a caret in; the answers out."""

from __future__ import annotations

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from itinerary.editor.completion import complete
from itinerary.editor.hovers import describe_at
from itinerary.editor.navigation import RenameError, find_renamed, find_target, rename
from itinerary.editor.recognition import may_become_document
from itinerary.editor.server.conversion import (
    convert_edits,
    convert_hover,
    convert_range,
    convert_suggestion,
    parse_position,
)
from itinerary.editor.server.language_server import ItineraryServer
from itinerary.loading.formats import FORMATS_BY_SUFFIX

_SHEET = ("sources", "sheet")  # what the text of a source sheet is a part of


async def answer_completion(
    ls: ItineraryServer, params: types.CompletionParams
) -> types.CompletionList | None:
    """Return what may be written at a caret."""
    document = ls.documents.get_text(params.text_document.uri)
    if document is None:
        return None
    text = document.text
    user = ls.documents.find_user(document)
    is_ours = ls.documents.find(document.uri) is not None or user is not None
    if not is_ours and not may_become_document(text.text):
        return None
    offset = text.find_offset(parse_position(params.position))
    format = FORMATS_BY_SUFFIX.get(document.checker.path.suffix.lower(), "yaml")
    readable, within = (user.readable, _SHEET) if user else (document.readable, ())
    found = complete(text, offset, readable, format, within)
    items = [convert_suggestion(each, number, text, offset) for number, each in enumerate(found)]
    return types.CompletionList(is_incomplete=True, items=items)


async def answer_hover(ls: ItineraryServer, params: types.HoverParams) -> types.Hover | None:
    """Return what is known of the words at a caret."""
    if not (found := await ls.get_view(params.text_document.uri)):
        return None
    _, view = found
    offset = view.find_offset(parse_position(params.position))
    hover = None if offset is None else describe_at(view.checked, offset)
    return convert_hover(hover, view)


async def answer_definition(
    ls: ItineraryServer, params: types.DefinitionParams
) -> types.Location | None:
    """Return where the id or source sheet at a caret is written."""
    if not (found := await ls.get_view(params.text_document.uri)):
        return None
    document, view = found
    offset = view.find_offset(parse_position(params.position))
    target = None if offset is None else find_target(view.checked, offset)
    if target is None:
        return None
    if target.file == view.checked.file.name:
        place = view.find_range(target.span)
    else:
        place = ls.list_texts(document)[target.file].find_range(target.span)
    return types.Location(ls.find_uri(target.file), convert_range(place)) if place else None


async def prepare_rename(
    ls: ItineraryServer, params: types.PrepareRenameParams
) -> types.Range | None:
    """Return the id at a caret, if it may get another name."""
    if not (found := await ls.get_view(params.text_document.uri)):
        return None
    _, view = found
    offset = view.find_offset(parse_position(params.position))
    use = None if offset is None else find_renamed(view.checked, offset)
    place = view.find_range(use.span) if use else None
    return convert_range(place) if place else None


async def answer_rename(
    ls: ItineraryServer, params: types.RenameParams
) -> types.WorkspaceEdit | None:
    """Return the edits that give the id at a caret another name."""
    if not (found := await ls.get_view(params.text_document.uri)):
        return None
    document, view = found
    offset = view.find_offset(parse_position(params.position))
    if not view.is_current or not document.is_current or offset is None:
        raise _refuse("mend what is wrong with the text first: it cannot be read as it stands")
    try:
        edits = rename(view.checked, offset, params.new_name)
    except RenameError as error:
        raise _refuse(str(error)) from None
    return convert_edits(edits, ls.list_texts(document), ls.find_uri)


def _refuse(reason: str) -> JsonRpcException:
    return JsonRpcException(reason, types.LSPErrorCodes.RequestFailed.value)
