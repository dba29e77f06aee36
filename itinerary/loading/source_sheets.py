"""A document whose sources name files in; the same with the sheets in those files hung in their places out."""

from __future__ import annotations

import re
from pathlib import Path as FilePath

from itinerary.diagnostics import Diagnostic, DocumentError, short
from itinerary.loading.files import MOST_BYTES, contents, decoded, too_large
from itinerary.loading.readers import FORMATS, grown
from itinerary.loading.source_map import Written
from itinerary.loading.tree import FLAW, Path

# An address of the web or of another machine is no file.
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:|[\\/]{2}")


def hang_sheets(written: Written, folder: FilePath) -> list[Diagnostic]:
    """Load each source that is a path, relative to a folder; what goes wrong is told, and leaves a flaw behind."""
    sources = written.root.get("sources") if isinstance(written.root, dict) else None
    findings: list[Diagnostic] = []
    room = MOST_BYTES - len(written.file.text)
    if not isinstance(sources, dict):
        return findings
    for name, value in [each for each in sources.items() if isinstance(each[1], str)]:
        try:
            sheet, flaws = _sheet(written, ("sources", name), folder, value, room)
            room -= len(sheet.file.text)
            findings += flaws
            written.hang(("sources", name), sheet)
        except DocumentError as error:
            findings += error.diagnostics
            sources[name] = FLAW
    return findings


def _sheet(
    written: Written, path: Path, folder: FilePath, value: str, room: int
) -> tuple[Written, list[Diagnostic]]:
    file_path = folder / value
    if _ADDRESS.match(value) or file_path.suffix.lower() not in FORMATS:
        known = ", ".join(FORMATS)
        raise _refused(
            written,
            path,
            f"'{short(value)}' is not a path to a source sheet",
            f"write the path of a file that ends in {known}",
        )
    try:
        if not file_path.is_file():
            raise FileNotFoundError
        data = contents(file_path, room)
    except (OSError, ValueError):
        hint = f"looked for {short(str(file_path), 200)}; the path counts from the folder of the document"
        raise _refused(
            written, path, f"there is no source sheet '{short(value)}' that can be read", hint
        ) from None
    if len(data) > room:
        raise too_large(str(file_path))
    file = decoded(data, str(file_path))
    tree = grown(file, FORMATS[file_path.suffix.lower()])
    if not isinstance(tree.root, dict):
        raise file.refusal(
            0, "a source sheet has fields", "write publisher: … and title: …", "wrong-type"
        )
    return Written(file, tree), tree.flaws


def _refused(written: Written, path: Path, message: str, hint: str) -> DocumentError:
    return DocumentError(
        [written.diagnostic(path, "error", f"{written.label(path)}: {message}", hint, "no-sheet")]
    )
