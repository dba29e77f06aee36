"""Source sheets: files of their own that a document names in the place of sources."""

from __future__ import annotations

import re
from collections.abc import Callable
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
from itinerary.loading.tree import MAX_EVENTS, REFUSED_NODE

# An address of the web or of another machine is no file.
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:|[\\/]{2}")
MAX_REPEATED = 200_000  # bytes of sheets that are read again, for another source
_MAX_SHOWN_PATH = 200

ByteReader = Callable[[Path, int], bytes]


def attach_source_sheets(
    source_map: SourceMap,
    folder: Path,
    root: Path | None = None,
    read_bytes: ByteReader = read_limited_bytes,
) -> list[Diagnostic]:
    """Load each source that is a path from a folder into the tree, and return what is wrong.

    A sheet that cannot be loaded leaves a refused node behind. All of them together with the
    document may be no larger than a document alone.

    Args:
        source_map: The document.
        folder: Its folder.
        root: The folder that every sheet must lie in, once links are followed; None is the current
            folder if that of the document lies in it, else that of the document.
        read_bytes: Reads a sheet: at most so many bytes of a file, and one more.
    """
    bounds = find_bounds(folder, root, read_bytes)
    sources = source_map.root.get("sources") if isinstance(source_map.root, dict) else None
    findings: list[Diagnostic] = []
    room = MAX_BYTES - len(source_map.file.text)
    if not isinstance(sources, dict):
        return findings
    paths = {name: value for name, value in sources.items() if isinstance(value, str)}
    repeats = _Repeats()
    values = source_map.count_values()
    for name, value in paths.items():
        path = ("sources", name)
        try:
            repeats.add(source_map, path, folder / value)
            sheet, flaws = _load_sheet(source_map, path, folder / value, value, room, bounds)
        except DocumentError as error:
            findings += error.diagnostics
            sources[name] = REFUSED_NODE
            continue
        room -= len(sheet.file.text)
        values += sheet.count_values()
        if values > MAX_EVENTS:
            raise create_size_error(source_map.file.name)
        findings += flaws
        source_map.attach_sheet(path, sheet)
    return findings


class _Repeats:
    """The files that are the sheets of several sources, and how much of them is read again.

    A document of a few lines could stand for gigabytes by naming one sheet over and over.
    """

    def __init__(self) -> None:
        self._owners: dict[tuple[int, int], object] = {}
        self._repeated = 0

    def add(self, source_map: SourceMap, path: NodePath, sheet_path: Path) -> None:
        """Count a sheet; DocumentError if it is read once more than there is room for."""
        try:
            stat = sheet_path.stat()
        except (OSError, ValueError):  # told where it is read
            return
        owner = self._owners.setdefault((stat.st_dev, stat.st_ino), path[-1])
        self._repeated += stat.st_size if owner != path[-1] else 0
        if self._repeated > MAX_REPEATED:
            owner = shorten_text(str(owner))
            message = f"it is the sheet of '{owner}' already, and too large to be read again"
            hint = f"write source: {owner} where it is cited"
            raise _create_sheet_error(source_map, path, message, hint)


class Bounds(NamedTuple):
    """How far files beside a document may lie, and what reads them.

    Outside the folder of the document nothing of them is told.
    """

    folder: Path
    root: Path
    read_bytes: ByteReader


def find_bounds(
    folder: Path, root: Path | None, read_bytes: ByteReader = read_limited_bytes
) -> Bounds:
    """Return how far the files beside a document may lie, links followed."""
    return Bounds(folder.resolve(), (root or find_root(folder)).resolve(), read_bytes)


def find_root(folder: Path) -> Path:
    """Return the folder that files beside a document must lie in, where none is named."""
    current = Path.cwd()
    return current if folder.resolve().is_relative_to(current) else folder


def _load_sheet(
    source_map: SourceMap, path: NodePath, sheet_path: Path, value: str, room: int, bounds: Bounds
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
        data = bounds.read_bytes(target, room)
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
