"""The documents that an editor has open: each checked again when its writer pauses.

A check runs in a thread, one at a time, while requests are answered. A newer text ends the check of
an older one, and one that takes too long is ended, too.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from threading import Event
from typing import NamedTuple

from itinerary.codes import Code
from itinerary.editor.checked_text import CheckedText, CheckEnded, DocumentChecker, list_files
from itinerary.editor.findings import LocatedFinding, locate_findings
from itinerary.editor.moved_lines import MovedLines, compare_lines
from itinerary.editor.recognition import is_document
from itinerary.editor.text_positions import EditorText, Encoding, Span, TextPosition, TextRange
from itinerary.loading.source_file import read_limited_bytes

PAUSE = 0.15  # seconds without a change before a text is checked
BUDGET = 10.0  # seconds that a check may take
PATIENCE = 1.0  # seconds that an answer waits for the check of the newest text

Publisher = Callable[["OpenDocument"], None]


@dataclass(slots=True, eq=False)
class OpenDocument:
    """A document that is open.

    Attributes:
        uri: How the editor calls it.
        version: The number of its text.
        text: The text.
        checker: Checks it.
        checked: What the last check that was done came to.
        readable: The last one of a text that could be read.
        findings: All that the last check told; a finding for one that took too long.
        told_files: The files that the editor was told findings of, with their addresses.
        check: The check of the newest text.
        is_ended: Tells a running check to end.
    """

    uri: str
    version: int
    text: EditorText
    checker: DocumentChecker
    checked: CheckedText | None = None
    readable: CheckedText | None = None
    findings: list[LocatedFinding] = field(default_factory=list[LocatedFinding])
    told_files: dict[str, str] = field(default_factory=dict[str, str])
    check: asyncio.Task[None] | None = None
    is_ended: Event = field(default_factory=Event)

    @property
    def is_current(self) -> bool:
        """Whether the newest text has been checked."""
        return self.checked is not None and self.checked.text == self.text.text

    def get_view(self) -> View | None:
        """Return the last readable version, as it lies in the newest text; None without one."""
        return View(self.readable, self.text) if self.readable else None


class View:
    """A version of a document that could be read, beside the text as it stands."""

    def __init__(self, checked: CheckedText, newest: EditorText) -> None:
        self.checked, self._newest = checked, newest
        is_newest = checked.text == newest.text
        self.text = newest if is_newest else EditorText(checked.text, newest.encoding)
        self.is_current = is_newest

    @cached_property
    def _line_shifts(self) -> MovedLines:
        if self.is_current:
            return MovedLines(0, 0, 0)
        return compare_lines(self.text.list_lines(), self._newest.list_lines())

    def find_offset(self, position: TextPosition) -> int | None:
        """Return the offset in this version of a position in the newest; None in a changed line."""
        line = self._line_shifts.find_former_line(position.line)
        return None if line is None else self.text.find_offset(position._replace(line=line))

    def find_position(self, offset: int) -> TextPosition | None:
        """Return the position in the newest text of an offset in this version."""
        position = self.text.find_position(offset)
        line = self._line_shifts.find_line(position.line)
        return None if line is None else position._replace(line=line)

    def find_range(self, span: Span) -> TextRange | None:
        """Return the range in the newest text of a part of this version."""
        start, end = self.find_position(span.start), self.find_position(span.end)
        return TextRange(start, end) if start and end else None


class Settings(NamedTuple):
    """What editor and server have agreed on.

    Attributes:
        encoding: The code units of columns.
        folders: The folders that are open.
    """

    encoding: Encoding = "utf-16"
    folders: tuple[Path, ...] = ()


class OpenDocuments:
    """All documents that are open, by their addresses, and the texts of all open files."""

    def __init__(self, publish: Publisher) -> None:
        """Take what is called when a document has been checked."""
        self.settings = Settings()
        self._publish = publish
        self._documents: dict[str, OpenDocument] = {}
        self._texts: dict[Path, str] = {}
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="check")

    def put_text(self, uri: str, path: Path, version: int, text: str) -> None:
        """Take in the text of a file that was opened or changed, and have it checked."""
        self._texts[path.resolve()] = text
        document = self._documents.get(uri)
        if document is None:
            checker = DocumentChecker(path, self._find_root(path))
            editor_text = EditorText(text, self.settings.encoding)
            document = self._documents[uri] = OpenDocument(uri, version, editor_text, checker)
        else:
            document.version = version
            document.text = EditorText(text, self.settings.encoding)
        self._schedule(document)
        self.recheck_users(path)

    def close(self, uri: str, path: Path) -> OpenDocument | None:
        """Forget a file, and return it, if its text was there."""
        self._texts.pop(path.resolve(), None)
        document = self._documents.pop(uri, None)
        if document:
            self._end_check(document)
        self.recheck_users(path)
        return document

    def find(self, uri: str) -> OpenDocument | None:
        """Return the document of an address; None for a file that is no document."""
        document = self._documents.get(uri)
        is_ours = document and (document.checked or is_document(document.text.text))
        return document if is_ours else None

    def get_text(self, uri: str) -> OpenDocument | None:
        """Return the file of an address, whatever it is."""
        return self._documents.get(uri)

    def recheck_users(self, path: Path) -> None:
        """Check the documents again whose source sheet a file is."""
        for each in self._documents.values():
            if each.checker.path != path and path.resolve() in _list_paths(each):
                self._schedule(each)

    def recheck_incomplete(self) -> None:
        """Check the documents again that lacked a file, which may be there by now."""
        for each in self._documents.values():
            if any(found.code in (Code.NO_SHEET, Code.NO_TEXT) for found in each.findings):
                self._schedule(each)

    def find_users(self, uri: str, path: Path) -> list[OpenDocument]:
        """Return the document of an address, or those in whose source sheet something is wrong."""
        if own := self.find(uri):
            return [own]
        every = self._documents.values()
        return [own for own in every if any(is_file(each, path) for each in own.told_files)]

    def list_findings(self, file: str) -> list[LocatedFinding]:
        """Return what is wrong in a file, by all documents that it is part of, each thing once."""
        every = (each for own in self._documents.values() for each in own.findings)
        found = {(each.range, each.code, each.text): each for each in every if each.file == file}
        return list(found.values())

    def find_user(self, sheet: OpenDocument) -> OpenDocument | None:
        """Return a document whose source sheet a file is; None of a document and of other files."""
        path = sheet.checker.path.resolve()
        users = (each for each in self._documents.values() if path in _list_paths(each))
        return None if self.find(sheet.uri) else next(users, None)

    def is_current(self, document: OpenDocument, file: str) -> bool:
        """Return whether a file was checked with a document as it stands by now."""
        if document.checked is None:
            return False
        if file == str(document.checker.path):
            return document.is_current
        text = self._texts.get(Path(file).resolve())
        sheets = document.checked.source_map.sheets
        checked = next((each.text for each in sheets if each.name == file), None)
        return checked is not None and text in (None, checked)

    async def wait_for_check(self, document: OpenDocument) -> None:
        """Wait until the newest text has been checked, but no longer than an answer may take."""
        if document.check is not None and not document.check.done():
            await asyncio.wait({document.check}, timeout=PATIENCE)

    def end_all(self) -> None:
        """End all checks: the editor is gone."""
        for each in self._documents.values():
            self._end_check(each)
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _find_root(self, path: Path) -> Path:
        """Return the folder that source sheets must lie in: the innermost open one around a file.

        Without one it is the folder of the file; where the server was started tells nothing.
        """
        around = [each for each in self.settings.folders if path.is_relative_to(each)]
        return max(around, key=lambda each: len(each.parts), default=path.parent)

    # --- checks

    def _schedule(self, document: OpenDocument) -> None:
        self._end_check(document)
        document.is_ended = Event()
        document.check = asyncio.ensure_future(self._check_soon(document))

    @staticmethod
    def _end_check(document: OpenDocument) -> None:
        document.is_ended.set()
        if document.check is not None:
            document.check.cancel()

    async def _check_soon(self, document: OpenDocument) -> None:
        """Check a document after a pause, and tell what was found."""
        if document.checked is not None:
            await asyncio.sleep(PAUSE)
        text, is_ended = document.text, document.is_ended
        if not is_document(text.text):
            document.checked, document.findings = None, []
            self._publish(document)
            return
        loop = asyncio.get_running_loop()
        timer = loop.call_later(BUDGET, is_ended.set)
        try:
            checked, findings = await loop.run_in_executor(
                self._thread, self._check, document.checker, text, is_ended
            )
        except CheckEnded:
            document.findings = [_describe_budget(document)]
        else:
            document.checked, document.findings = checked, findings
            document.readable = checked if checked.is_readable else document.readable
        finally:
            timer.cancel()
        self._publish(document)

    def _check(
        self, checker: DocumentChecker, text: EditorText, is_ended: Event
    ) -> tuple[CheckedText, list[LocatedFinding]]:
        """Return what is known of a text and what is wrong with it; runs in the thread."""
        checked = checker.check(text.text, self._read_bytes, is_ended.is_set)
        return checked, locate_findings(checked, text.encoding)

    def _read_bytes(self, path: Path, most: int) -> bytes:
        """Return the bytes of a source sheet as the editor has it, else as it is on the disk."""
        text = self._texts.get(path)
        if text is None:
            return read_limited_bytes(path, most)
        return text.encode("utf-8", "surrogatepass")[: most + 1]


def is_file(name: str, path: Path) -> bool:
    """Return whether a name is that of a file, by whatever way it leads there."""
    return Path(name) == path or Path(name).resolve() == path.resolve()


def _list_paths(document: OpenDocument) -> Iterator[Path]:
    if document.checked is not None:
        yield from (Path(each).resolve() for each in list_files(document.checked))
    for each in document.findings:
        yield Path(each.file).resolve()


def _describe_budget(document: OpenDocument) -> LocatedFinding:
    start = TextPosition(0, 0)
    text = f"checking this takes more than {BUDGET:.0f} seconds - run itinerary check on the file"
    return LocatedFinding(str(document.checker.path), TextRange(start, start), "warning", text, "")
