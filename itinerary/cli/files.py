"""Paths in; documents read and files written out, whole or not at all."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from itinerary.cli.findings import (
    FindingFormat,
    exit_with_findings,
    exit_with_usage_error,
    print_findings,
)
from itinerary.diagnostics import Diagnostic, make_printable

if TYPE_CHECKING:  # their imports cost more than --help may take
    from itinerary.loading import LoadResult
    from itinerary.timeline import Timeline

CONSEQUENT_CODES = {
    "no-reference",
    "no-zone",
}  # what may well be missing only because it is written in a wrong way that is told itself
PROGRESS_THRESHOLD = 2_000  # entries
_JSON_START = re.compile(r'\s*\{\s*["}]')


class LoadedTimeline(NamedTuple):
    """A document as a command has it: its timeline, None if nothing is left of it; what is wrong; and notes."""

    timeline: Timeline | None
    findings: list[Diagnostic]
    notes: tuple[Diagnostic, ...]


def load_timeline(doc: str) -> LoadedTimeline:
    """A document and everything that is found wrong in it, by loading and by resolving."""
    from itinerary.loading import read_file
    from itinerary.resolving import resolve as resolve_document

    loaded = _read_stdin() if doc == "-" else read_file(doc)
    timeline = resolve_document(loaded.document, track=_track_progress) if loaded.document else None
    later = timeline.diagnostics if timeline else ()
    if any(each.severity == "error" for each in loaded.diagnostics):
        later = tuple(each for each in later if each.code not in CONSEQUENT_CODES)
    return LoadedTimeline(timeline, [*loaded.diagnostics, *later], loaded.notes)


def _read_stdin() -> LoadResult:
    """What stands on standard input, which has no suffix: JSON, if it begins as JSON does, else YAML."""
    from itinerary.loading import read_text
    from itinerary.loading.source_file import MAX_BYTES

    text = getattr(sys.stdin, "buffer", sys.stdin).read(MAX_BYTES + 1)
    begin = text[:1000] if isinstance(text, str) else text[:1000].decode("utf-8", "replace")
    return read_text(text, "json" if _JSON_START.match(begin) else "yaml", name="<stdin>")


def read_input_bytes(path: str) -> bytes:
    """What a file, or standard input, holds; raises OSError. Of more than is ever read, one byte too many."""
    from itinerary.loading.source_file import MAX_BYTES, read_limited_bytes

    if path == "-":
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    return read_limited_bytes(Path(path), MAX_BYTES)


def read_input_text(path: str) -> str:
    """The text of a file, or of standard input; raises DocumentError for one that is no UTF-8."""
    from itinerary.loading.source_file import decode_file

    return decode_file(read_input_bytes(path), path).text


def _track_progress(ids: Sequence[str]) -> Iterable[str]:
    """The ids, with a progress bar where they are so many that it takes more than a second, and someone is there to see it."""
    if len(ids) < PROGRESS_THRESHOLD or not sys.stderr.isatty():
        return ids
    from rich.console import Console
    from rich.progress import track

    return track(ids, "resolving", console=Console(stderr=True), transient=True)


def load_valid_timeline(doc: str) -> Timeline:
    """The timeline of a document without errors; otherwise every finding is printed, and the command ends."""
    timeline, findings, _ = load_timeline(doc)
    if timeline is None or any(each.severity == "error" for each in findings):
        exit_with_findings(findings)
    print_findings(findings, FindingFormat.text)
    return timeline


def write_files(files: Mapping[Path, str | bytes], source: Path | None) -> None:
    """Write all files under temporary names beside their places, then rename them, so that none is ever half written."""
    for path in files:
        if source is not None and path.exists() and source.exists() and path.samefile(source):
            exit_with_usage_error(f"{path} is the document itself", "name another file")
        if path.is_dir():
            exit_with_usage_error(f"{path} is a folder", "name a file")
    parts: dict[Path, Path] = {}
    try:
        for path, content in files.items():
            _write_temporary_file(
                path, content.encode() if isinstance(content, str) else content, parts
            )
        for path, part in parts.items():
            part.replace(path)
            print(f"wrote {make_printable(str(path))}")
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)


def write_new_file(path: str, text: str) -> None:
    """Write a file that is not there yet, or print its text where the path is "-"."""
    if path == "-":
        sys.stdout.write(text)
        return
    if Path(path).exists():
        exit_with_usage_error(f"{path} exists", "name another file")
    write_files({Path(path): text}, None)


def _write_temporary_file(path: Path, content: bytes, parts: dict[Path, Path]) -> None:
    part = path.with_name(f".itinerary-{os.getpid()}-{len(parts)}.part")
    try:
        with part.open("xb") as file:
            parts[path] = part
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from None


def write_to_stdout(content: str | bytes) -> None:
    """Write to standard output what goes there."""
    if isinstance(content, str):
        sys.stdout.write(content)
    else:
        sys.stdout.buffer.write(content)


def open_streams() -> None:
    """Standard streams that take any text: a closed one goes nowhere, a file or pipe gets UTF-8, a terminal what it can show."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - open to the end
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper) and stream.isatty():
            stream.reconfigure(errors="backslashreplace")
        elif isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="")
