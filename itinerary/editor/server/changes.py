"""What an editor tells of its texts in; the checks that follow from it are begun."""

from __future__ import annotations

from lsprotocol import types

from itinerary.editor.server.language_server import ItineraryServer
from itinerary.loading.formats import FORMATS_BY_SUFFIX


def start(ls: ItineraryServer, _: types.InitializedParams) -> None:
    """Note what has been agreed on, and ask to be told of files that others change."""
    ls.agree()
    workspace = ls.client_capabilities.workspace
    watched = workspace.did_change_watched_files if workspace else None
    if watched and watched.dynamic_registration:
        watchers = [types.FileSystemWatcher(f"**/*{suffix}") for suffix in FORMATS_BY_SUFFIX]
        options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
        name = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
        registration = types.Registration("sheets", name, options)
        ls.client_register_capability(types.RegistrationParams([registration]))


async def open_text(ls: ItineraryServer, params: types.DidOpenTextDocumentParams) -> None:
    """Take in a text that was opened."""
    ls.agree()
    item = params.text_document
    ls.documents.put_text(item.uri, ls.find_path(item.uri), item.version, item.text)


async def change_text(ls: ItineraryServer, params: types.DidChangeTextDocumentParams) -> None:
    """Take in a text that has changed."""
    uri, version = params.text_document.uri, params.text_document.version
    text = ls.workspace.get_text_document(uri).source
    ls.documents.put_text(uri, ls.find_path(uri), version, text)


async def close_text(ls: ItineraryServer, params: types.DidCloseTextDocumentParams) -> None:
    """Forget a text, and what was told of it."""
    uri = params.text_document.uri
    document = ls.documents.close(uri, ls.find_path(uri))
    for file in sorted(document.told_files) if document else ():
        ls.publish_file(file)


async def change_files(ls: ItineraryServer, params: types.DidChangeWatchedFilesParams) -> None:
    """Check again what is made of files that others have changed."""
    for each in params.changes:
        ls.documents.recheck_users(ls.find_path(each.uri))
    ls.documents.recheck_incomplete()


def stop(ls: ItineraryServer, _: None) -> None:
    """End what still runs."""
    ls.documents.end_all()
