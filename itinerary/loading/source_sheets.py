"""Source sheets: files of their own that a document names in the place of sources."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from itinerary.codes import Code
from itinerary.diagnostics import Diagnostic, DocumentError, NodePath, shorten_text
from itinerary.loading.formats import FORMATS_BY_SUFFIX, parse_file
from itinerary.loading.source_file import (
    MAX_BYTES,
    ConcealedFile,
    SourceFile,
    create_size_error,
    decode_file,
    read_limited_bytes,
)
from itinerary.loading.source_map import SourceMap
from itinerary.loading.tree import REFUSED_NODE

# An address of the web or of another machine is no file.
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:|[\\/]{2}")
_MAX_SHOWN_PATH = 200


def attach_source_sheets(
    source_map: SourceMap, folder: Path, root: Path | None = None
) -> list[Diagnostic]:
    """Load each source that is a path from a folder into the tree, and return what is wrong.

    A sheet that cannot be loaded leaves a refused node behind. All of them together with the
    document may be no larger than a document alone.

    Args:
        source_map: The document.
        folder: Its folder.
        root: The folder that every sheet must lie in, once links are followed; None is the current
            folder if that of the document lies in it, else that of the document.
    """
    bounds = _Bounds(folder.resolve(), (root or _find_root(folder)).resolve())
    sources = source_map.root.get("sources") if isinstance(source_map.root, dict) else None
    findings: list[Diagnostic] = []
    room = MAX_BYTES - len(source_map.file.text)
    if not isinstance(sources, dict):
        return findings
    paths = {name: value for name, value in sources.items() if isinstance(value, str)}
    for name, value in paths.items():
        path = ("sources", name)
        try:
            sheet, flaws = _load_sheet(source_map, path, folder / value, value, room, bounds)
        except DocumentError as error:
            findings += error.diagnostics
            sources[name] = REFUSED_NODE
            continue
        room -= len(sheet.file.text)
        findings += flaws
        source_map.attach_sheet(path, sheet)
    return findings


class _Bounds(NamedTuple):
    """How far sheets may lie: outside the folder of the document nothing of them is told."""

    folder: Path
    root: Path


def _find_root(folder: Path) -> Path:
    current = Path.cwd()
    return current if folder.resolve().is_relative_to(current) else folder


def _load_sheet(
    source_map: SourceMap, path: NodePath, sheet_path: Path, value: str, room: int, bounds: _Bounds
) -> tuple[SourceMap, list[Diagnostic]]:
    """Return a source sheet of at most `room` characters, and its flaws."""
    suffix = sheet_path.suffix.lower()
    if _ADDRESS.match(value) or suffix not in FORMATS_BY_SUFFIX:
        message = f"'{shorten_text(value)}' is not a path to a source sheet"
        hint = f"write the path of a file that ends in {', '.join(FORMATS_BY_SUFFIX)}"
        raise _create_sheet_error(source_map, path, message, hint)
    try:
        target = sheet_path.resolve()
        if not target.is_relative_to(bounds.root):
            message = f"the source sheet '{shorten_text(value)}' lies outside the root"
            root = shorten_text(str(bounds.root), _MAX_SHOWN_PATH)
            hint = f"the root is {root}: move the sheet there, or name another by --root FOLDER"
            raise _create_sheet_error(source_map, path, message, hint)
        if not target.is_file():
            raise FileNotFoundError
        data = read_limited_bytes(target, room)
    except (OSError, ValueError, RuntimeError):  # the last of links that lead in a circle
        message = f"there is no source sheet '{shorten_text(value)}' that can be read"
        looked_for = shorten_text(str(sheet_path), _MAX_SHOWN_PATH)
        hint = f"looked for {looked_for}; the path counts from the folder of the document"
        raise _create_sheet_error(source_map, path, message, hint) from None
    if len(data) > room:
        raise create_size_error(str(sheet_path))
    kind = SourceFile if target.is_relative_to(bounds.folder) else ConcealedFile
    file = decode_file(data, str(sheet_path), kind)
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
