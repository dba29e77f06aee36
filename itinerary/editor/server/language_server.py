"""The server, with the documents that an editor has open."""

from __future__ import annotations

from pathlib import Path

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path

from itinerary import __version__
from itinerary.editor.server.conversion import convert_finding
from itinerary.editor.server.open_documents import OpenDocument, OpenDocuments, Settings, View
from itinerary.editor.text_positions import EditorText, Encoding

_ENCODINGS: dict[str, Encoding] = {"utf-8": "utf-8", "utf-16": "utf-16", "utf-32": "utf-32"}


class ItineraryServer(LanguageServer):
    """The server, with the documents that are open."""

    def __init__(self) -> None:
        super().__init__(  # pyright: ignore[reportUnknownMemberType]
            "itinerary", __version__, text_document_sync_kind=types.TextDocumentSyncKind.Full
        )
        self.documents = OpenDocuments(self._publish)
        self._uris: dict[Path, str] = {}  # as they are called, and with links followed

    def agree(self) -> None:
        """Note what the editor and the server have agreed on."""
        encoding = self.workspace.position_encoding
        name = getattr(encoding, "value", encoding) or "utf-16"
        uris = [*self.workspace.folders, *filter(None, [self.workspace.root_uri])]
        folders = [Path(path) for path in map(to_fs_path, uris) if path]
        self.documents.settings = Settings(_ENCODINGS[str(name)], tuple(folders))

    def find_path(self, uri: str) -> Path:
        """Return the file of an address; for a text that has none, a name that no file has."""
        name = to_fs_path(uri) or uri.rpartition(":")[2].strip("/\\") or "untitled"
        path = Path(name.replace("\0", "�"))  # which no file has in its name
        self._uris[path] = self._uris[path.resolve()] = uri
        return path

    def find_uri(self, file: str) -> str:
        """Return the address of a file: that by which the editor knows it, if it does."""
        path, real = Path(file), Path(file).resolve()
        return self._uris.get(path) or self._uris.get(real) or from_fs_path(str(real)) or file

    def list_texts(self, document: OpenDocument) -> dict[str, EditorText]:
        """Return the texts of a document and its source sheets, as they were checked."""
        if document.checked is None:
            return {}
        own = document.checked
        texts = {each.name: each.text for each in own.source_map.sheets} | {own.file.name: own.text}
        encoding = document.text.encoding
        return {name: EditorText(text, encoding) for name, text in texts.items()}

    def _publish(self, document: OpenDocument) -> None:
        """Tell the findings of a document by its files, and of files that have none any more."""
        own = str(document.checker.path)
        found = {each.file for each in document.findings}
        for file in {own: None, **dict.fromkeys(sorted(found | document.told_files.keys()))}:
            self.publish_file(file, document.version if file == own else None)
        for file, uri in document.told_files.items():
            if uri != self.find_uri(file):  # the editor has opened it by another name
                self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))
        document.told_files = {each: self.find_uri(each) for each in found}

    def publish_file(self, file: str, version: int | None = None) -> None:
        """Tell what is wrong in a file: a source sheet may be that of several documents."""
        findings = self.documents.list_findings(file)
        shown = [convert_finding(each, self.find_uri) for each in findings]
        self.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(self.find_uri(file), shown, version)
        )

    async def get_view(self, uri: str) -> tuple[OpenDocument, View] | None:
        """Return a document and the newest version of it that could be read, if there is one."""
        document = self.documents.find(uri)
        if document is None:
            return None
        await self.documents.wait_for_check(document)
        view = document.get_view()
        return (document, view) if view else None
