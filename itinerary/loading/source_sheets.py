"""Source sheets: files of their own that a document names in the place of sources."""

from __future__ import annotations

import re
from pathlib import Path

from itinerary.codes import Code
from itinerary.diagnostics import Diagnostic, DocumentError, NodePath, shorten_text
from itinerary.loading.formats import FORMATS_BY_SUFFIX, parse_file
from itinerary.loading.source_file import (
    MAX_BYTES,
    create_size_error,
    decode_file,
    read_limited_bytes,
)
from itinerary.loading.source_map import SourceMap
from itinerary.loading.tree import REFUSED_NODE

# An address of the web or of another machine is no file.
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:|[\\/]{2}")
_MAX_SHOWN_PATH = 200


def attach_source_sheets(source_map: SourceMap, folder: Path) -> list[Diagnostic]:
    """Load each source that is a path from a folder into the tree, and return what is wrong.

    A sheet that cannot be loaded leaves a refused node behind. All of them together with the
    document may be no larger than a document alone.
    """
    sources = source_map.root.get("sources") if isinstance(source_map.root, dict) else None
    findings: list[Diagnostic] = []
    room = MAX_BYTES - len(source_map.file.text)
    if not isinstance(sources, dict):
        return findings
    paths = {name: value for name, value in sources.items() if isinstance(value, str)}
    for name, value in paths.items():
        path = ("sources", name)
        try:
            sheet, flaws = _load_sheet(source_map, path, folder, value, room)
        except DocumentError as error:
            findings += error.diagnostics
            sources[name] = REFUSED_NODE
            continue
        room -= len(sheet.file.text)
        findings += flaws
        source_map.attach_sheet(path, sheet)
    return findings


def _load_sheet(
    source_map: SourceMap, path: NodePath, folder: Path, value: str, room: int
) -> tuple[SourceMap, list[Diagnostic]]:
    """Return a source sheet of at most `room` characters, and its flaws."""
    sheet_path = folder / value
    suffix = sheet_path.suffix.lower()
    if _ADDRESS.match(value) or suffix not in FORMATS_BY_SUFFIX:
        message = f"'{shorten_text(value)}' is not a path to a source sheet"
        hint = f"write the path of a file that ends in {', '.join(FORMATS_BY_SUFFIX)}"
        raise _create_sheet_error(source_map, path, message, hint)
    try:
        if not sheet_path.is_file():
            raise FileNotFoundError
        data = read_limited_bytes(sheet_path, room)
    except (OSError, ValueError):
        message = f"there is no source sheet '{shorten_text(value)}' that can be read"
        looked_for = shorten_text(str(sheet_path), _MAX_SHOWN_PATH)
        hint = f"looked for {looked_for}; the path counts from the folder of the document"
        raise _create_sheet_error(source_map, path, message, hint) from None
    if len(data) > room:
        raise create_size_error(str(sheet_path))
    file = decode_file(data, str(sheet_path))
    tree = parse_file(file, FORMATS_BY_SUFFIX[suffix])
    if not isinstance(tree.root, dict):
        hint = "write publisher: … and title: …"
        raise file.create_error(0, "a source sheet has fields", hint, Code.WRONG_TYPE)
    return SourceMap(file, tree), tree.flaws


def _create_sheet_error(
    source_map: SourceMap, path: NodePath, message: str, hint: str
) -> DocumentError:
    message = f"{source_map.format_path(path)}: {message}"
    return DocumentError(
        [source_map.create_diagnostic(path, "error", message, hint, Code.NO_SHEET)]
    )
