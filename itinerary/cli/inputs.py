"""Reads documents and calendars, from files or standard input, for the commands."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from itinerary.cli.choices import FindingFormat
from itinerary.cli.findings import (
    exit_with_findings,
    exit_with_usage_error,
    has_errors,
    print_findings,
)
from itinerary.cli.progress import track_progress
from itinerary.diagnostics import Diagnostic

if TYPE_CHECKING:  # --help may not take as long as importing these
    from itinerary.loading import LoadResult
    from itinerary.resolving.progress import ProgressTracker
    from itinerary.timeline import Timeline

STDIN = "-"
_JSON_START = re.compile(r'\s*\{\s*["}]')
_JSON_PREFIX = 1_000  # characters that are looked at to tell JSON from YAML


def reject_second_stdin(*inputs: str) -> None:
    """Exit with a usage error if more than one input is standard input, which can be read once."""
    if inputs.count(STDIN) > 1:
        message = "standard input (-) can be read only once"
        exit_with_usage_error(message, "give the other documents as files")


class LoadedTimeline(NamedTuple):
    """The timeline of a document, None if nothing is left of it; what is wrong; and notes.

    `former_id` is what 0.1.0 made its id of, if that is not what its title comes to; else "".
    `files` are those that it was read from: the document's own and its source sheets.
    """

    timeline: Timeline | None
    findings: list[Diagnostic]
    notes: tuple[Diagnostic, ...]
    former_id: str = ""
    files: tuple[Path, ...] = ()


def load_timeline(
    doc: str, root: Path | None = None, *, has_progress: bool = True
) -> LoadedTimeline:
    """Load and resolve a document with a root, and return everything that is wrong in it.

    `has_progress` is whether a document that takes long may show how far it is.
    """
    from itinerary.loading import read_file
    from itinerary.resolving import resolve
    from itinerary.resolving.document_findings import resolve_loaded

    track: ProgressTracker = _track_resolving if has_progress else iter
    loaded = _read_stdin() if doc == STDIN else read_file(doc, root=root)
    timeline, findings = resolve_loaded(loaded, partial(resolve, track=track))
    texts = (loaded.source_map.file, *loaded.source_map.sheets)
    files = tuple(Path(each.name) for each in texts)
    return LoadedTimeline(timeline, findings, loaded.notes, loaded.former_id, files)


def load_valid_timeline(doc: str, root: Path | None = None) -> Timeline:
    """Return the timeline of a document without errors, and print its warnings.

    If there is an error, all findings are printed and the command ends.
    """
    return require_timeline(load_timeline(doc, root))


def require_timeline(loaded: LoadedTimeline) -> Timeline:
    """Return what `load_valid_timeline` does of a document that has been loaded."""
    if loaded.timeline is None or has_errors(loaded.findings):
        exit_with_findings(loaded.findings)
    print_findings(loaded.findings, FindingFormat.TEXT)
    return loaded.timeline


def _read_stdin() -> LoadResult:
    """Read a document that has no suffix: JSON if it begins as JSON does, else YAML."""
    from itinerary.loading import read_text
    from itinerary.loading.source_file import MAX_BYTES

    text = getattr(sys.stdin, "buffer", sys.stdin).read(MAX_BYTES + 1)
    prefix = text[:_JSON_PREFIX]
    begin = prefix if isinstance(prefix, str) else prefix.decode("utf-8", "replace")
    return read_text(text, "json" if _JSON_START.match(begin) else "yaml", name="<stdin>")


def read_input_bytes(path: str) -> bytes:
    """Return the content of a file or of standard input.

    Of more than is ever read, one byte more than the limit is returned.

    Raises:
        OSError: The file cannot be read.
    """
    from itinerary.loading.source_file import MAX_BYTES, read_limited_bytes

    if path == STDIN:
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    return read_limited_bytes(Path(path), MAX_BYTES)


def read_input_text(path: str) -> str:
    """Return the text of a file or of standard input.

    Raises:
        DocumentError: It is not UTF-8.
        OSError: The file cannot be read.
    """
    from itinerary.loading.source_file import decode_file

    return decode_file(read_input_bytes(path), path).text


def _track_resolving(ids: Sequence[str]) -> Iterable[str]:
    return track_progress(ids, "resolving")
