"""A folder in; the documents in it out, and the files that could be some and are none."""

from __future__ import annotations

import json
import os
import re
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from itinerary.loading.formats import FORMATS_BY_SUFFIX, Format
from itinerary.loading.source_file import MAX_BYTES, read_limited_bytes

# What documents have, and source sheets, workflows and the settings of programs have not.
_FIELDS = ("legs", "events", "background", "days", "dates", "travellers")
_NAMES = "|".join(_FIELDS)
# A file that cannot be parsed is told by these, too: its mistake is what is looked for.
_FIELD_PATTERNS: Mapping[Format, re.Pattern[bytes]] = {
    "yaml": re.compile(rf"""^(?:\{{.*?)?["']?\b(?:{_NAMES})["']?\s*:""".encode(), re.MULTILINE),
    "toml": re.compile(rf"^\[\[?(?:{_NAMES})\b|^(?:{_NAMES})\s*=".encode(), re.MULTILINE),
    "json": re.compile(rf'"(?:{_NAMES})"\s*:'.encode()),
}
_FOREIGN_FOLDERS = ("node_modules", "__pycache__")
_STATE_SUFFIX = ".releases"  # what was published of a document lies there


class FoundDocuments(NamedTuple):
    """The documents of a folder and its subfolders in the order of their paths, and the rest."""

    documents: tuple[Path, ...]
    others: tuple[Path, ...]  # files of YAML, JSON and TOML that are no documents, and dead links


def find_documents(folder: Path) -> FoundDocuments:
    """Return the documents in a folder and its subfolders.

    A document is a file of YAML, JSON or TOML with at least one of the fields legs, events,
    background, days, dates and travellers, whether the rest of it can be read or not. Hidden files
    and folders are passed over, and links to folders are not followed. What may not be read, be it
    a folder, is among the documents, since it may be one: who loads it is told so.

    Raises:
        OSError: The folder cannot be read.
    """
    files = tuple(_iterate_files(folder))
    documents = tuple(path for path in files if _is_document(path))
    return FoundDocuments(documents, tuple(path for path in files if path not in set(documents)))


def _iterate_files(folder: Path) -> Iterator[Path]:
    for entry in sorted(os.scandir(folder), key=lambda each: each.name):
        if entry.name.startswith("."):
            continue
        path = folder / entry.name
        if entry.is_dir(follow_symlinks=False):
            if entry.name not in _FOREIGN_FOLDERS and path.suffix != _STATE_SUFFIX:
                try:
                    yield from _iterate_files(path)
                except PermissionError:
                    yield path
        elif path.suffix.lower() in FORMATS_BY_SUFFIX and _is_file_or_dead_link(path):
            yield path


def _is_file_or_dead_link(path: Path) -> bool:
    """Return whether a path is no folder, pipe or device, which would be read without an end."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except OSError:  # a link that leads nowhere, or to itself
        return True


def _is_document(path: Path) -> bool:
    try:
        data = read_limited_bytes(path, MAX_BYTES)
    except PermissionError:
        return True
    except OSError:
        return False
    format = FORMATS_BY_SUFFIX[path.suffix.lower()]
    if format == "json":
        try:
            tree = json.loads(data)
        except (ValueError, RecursionError):
            pass
        else:
            return isinstance(tree, dict) and any(each in tree for each in _FIELDS)
    return bool(_FIELD_PATTERNS[format].search(data))
