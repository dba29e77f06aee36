"""The files that keep the texts of sources: whether they are still what was drafted from."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from itinerary.codes import Code
from itinerary.diagnostics import Diagnostic, shorten_text
from itinerary.document import Source
from itinerary.loading.source_file import MAX_BYTES
from itinerary.loading.source_map import SourceMap
from itinerary.loading.source_sheets import Bounds


def check_kept_texts(
    source_map: SourceMap, sources: Mapping[str, Source], bounds: Bounds
) -> list[Diagnostic]:
    """Return a warning for each source whose text is not there, or is another than its hash says.

    No file outside the bounds is read.
    """
    reader = _TextReader(bounds)
    findings: list[Diagnostic] = []
    for id, source in sources.items():
        if not source.text:
            continue
        kept = reader.read_text(source.text)
        path = ("sources", id, "text")
        if kept.problem:
            message = f"the text of the source, '{shorten_text(source.text)}', {kept.problem}"
            hint = "put the file there again, or take text: and hash: out"
            code = Code.NO_TEXT
        elif source.hash and kept.hash != source.hash:
            path = ("sources", id, "hash")
            message = f"'{shorten_text(source.text)}' is another text than when it was drafted from"
            hint = "put the old text there again, or compare its quotes with the new one, and then"
            hint += f" write hash: {kept.hash}" if kept.is_beside else " take hash: out"
            code = Code.CHANGED_TEXT
        else:
            continue
        findings.append(source_map.create_diagnostic(path, "warning", message, hint, code))
    return findings


class _KeptText(NamedTuple):
    """The hash of a file, and whether it lies beside the document; or why it cannot be read."""

    hash: str = ""
    is_beside: bool = False
    problem: str = ""


class _TextReader:
    """Reads each file once, and no more of them than a document may have of sheets."""

    def __init__(self, bounds: Bounds) -> None:
        self._bounds = bounds
        self._room = MAX_BYTES
        self._known: dict[Path, _KeptText] = {}

    def read_text(self, name: str) -> _KeptText:
        """Return what a file comes to, its path counted from the folder of the document."""
        try:
            target = (self._bounds.folder / name).resolve()
            if target not in self._known:
                self._known[target] = self._read_file(target)
            return self._known[target]
        except (OSError, ValueError, RuntimeError):  # the last of links that lead in a circle
            return _KeptText(problem="cannot be read")

    def _read_file(self, target: Path) -> _KeptText:
        if not target.is_relative_to(self._bounds.root):
            return _KeptText(problem="lies outside the root: name another by --root FOLDER")
        if not target.is_file():
            return _KeptText(problem="is not there: the path counts from the document's folder")
        data = self._bounds.read_bytes(target, self._room)
        if len(data) > self._room:
            return _KeptText(problem=f"goes beyond {MAX_BYTES // 2**20} MiB of texts together")
        self._room -= len(data)
        is_beside = target.is_relative_to(self._bounds.folder)
        return _KeptText(f"sha256:{hashlib.sha256(data).hexdigest()}", is_beside)
