"""A document whose sources name files in; the same with the sheets in those files hung in their places out."""

from __future__ import annotations

import re
from pathlib import Path as FilePath

from itinerary.diagnostics import Diagnostic, DocumentError, shorten_text
from itinerary.loading.formats import FORMATS_BY_SUFFIX, parse_file
from itinerary.loading.source_file import (
    MAX_BYTES,
    create_size_error,
    decode_file,
    read_limited_bytes,
)
from itinerary.loading.source_map import SourceMap
from itinerary.loading.tree import REFUSED_NODE, NodePath

# An address of the web or of another machine is no file.
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:|[\\/]{2}")


def attach_source_sheets(written: SourceMap, folder: FilePath) -> list[Diagnostic]:
    """Load each source that is a path, relative to a folder; what goes wrong is told, and leaves a flaw behind."""
    sources = written.root.get("sources") if isinstance(written.root, dict) else None
    findings: list[Diagnostic] = []
    room = MAX_BYTES - len(written.file.text)
    if not isinstance(sources, dict):
        return findings
    for name, value in [each for each in sources.items() if isinstance(each[1], str)]:
        try:
            sheet, flaws = _load_sheet(written, ("sources", name), folder, value, room)
            room -= len(sheet.file.text)
            findings += flaws
            written.attach_sheet(("sources", name), sheet)
        except DocumentError as error:
            findings += error.diagnostics
            sources[name] = REFUSED_NODE
    return findings


def _load_sheet(
    written: SourceMap, path: NodePath, folder: FilePath, value: str, room: int
) -> tuple[SourceMap, list[Diagnostic]]:
    file_path = folder / value
    if _ADDRESS.match(value) or file_path.suffix.lower() not in FORMATS_BY_SUFFIX:
        known = ", ".join(FORMATS_BY_SUFFIX)
        raise _create_sheet_error(
            written,
            path,
            f"'{shorten_text(value)}' is not a path to a source sheet",
            f"write the path of a file that ends in {known}",
        )
    try:
        if not file_path.is_file():
            raise FileNotFoundError
        data = read_limited_bytes(file_path, room)
    except (OSError, ValueError):
        hint = f"looked for {shorten_text(str(file_path), 200)}; the path counts from the folder of the document"
        raise _create_sheet_error(
            written,
            path,
            f"there is no source sheet '{shorten_text(value)}' that can be read",
            hint,
        ) from None
    if len(data) > room:
        raise create_size_error(str(file_path))
    file = decode_file(data, str(file_path))
    tree = parse_file(file, FORMATS_BY_SUFFIX[file_path.suffix.lower()])
    if not isinstance(tree.root, dict):
        raise file.create_error(
            0, "a source sheet has fields", "write publisher: … and title: …", "wrong-type"
        )
    return SourceMap(file, tree), tree.flaws


def _create_sheet_error(
    written: SourceMap, path: NodePath, message: str, hint: str
) -> DocumentError:
    return DocumentError(
        [
            written.create_diagnostic(
                path, "error", f"{written.format_path(path)}: {message}", hint, "no-sheet"
            )
        ]
    )
