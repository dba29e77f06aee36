"""Writes files, whole or not at all, and text to standard output, for the commands."""

from __future__ import annotations

import os
import sys
from collections.abc import Generator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from itinerary.cli.findings import exit_with_usage_error
from itinerary.diagnostics import make_printable

STDOUT = "-"


def write_files(files: Mapping[Path, str | bytes], source: Path | None = None) -> None:
    """Write files, with the folders that they need, and print the name of each.

    All are written under temporary names and then renamed, so that no file is ever half written. A
    file that has the same content already is left alone.

    Args:
        files: The content of each file; text is written as UTF-8.
        source: The document that the content comes from, which is never written over.
    """
    for path in files:
        _check_target(path, source)
    contents = {
        path: content.encode() if isinstance(content, str) else content
        for path, content in files.items()
    }
    changed = {path: each for path, each in contents.items() if not _has_content(path, each)}
    with ExitStack() as cleanup:
        parts = {
            path: cleanup.enter_context(_write_temporary_file(path, content, number))
            for number, (path, content) in enumerate(changed.items())
        }
        for path in contents:
            if path in parts:
                parts[path].replace(path)
            print(f"{'wrote' if path in parts else 'unchanged'} {make_printable(str(path))}")


def _check_target(path: Path, source: Path | None) -> None:
    if source is not None and path.exists() and source.exists() and path.samefile(source):
        exit_with_usage_error(f"{path} is the document itself", "name another file")
    if path.is_dir():
        exit_with_usage_error(f"{path} is a folder", "name a file")


def _has_content(path: Path, content: bytes) -> bool:
    with suppress(OSError):
        if path.is_symlink():  # it becomes a file, and what it leads to is left alone
            return False
        return path.stat().st_size == len(content) and path.read_bytes() == content
    return False


@contextmanager
def _write_temporary_file(path: Path, content: bytes, number: int) -> Generator[Path]:
    """Write a file beside its place, for the caller to rename.

    What is left of it in the end is deleted, and so are folders that were made for nothing.
    """
    folders = [each for each in path.parents if not each.exists()]
    part = path.with_name(f".itinerary-{os.getpid()}-{number}.part")
    with ExitStack() as cleanup:
        for folder in reversed(folders):
            cleanup.callback(_remove_empty_folder, folder)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with part.open("xb") as file:
                cleanup.callback(part.unlink, missing_ok=True)
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise OSError(error.errno, error.strerror, str(path)) from None
        yield part


def _remove_empty_folder(folder: Path) -> None:
    with suppress(OSError):  # where a file was written, as it should be
        folder.rmdir()


def write_new_file(path: str, text: str) -> None:
    """Write a file that is not there yet, or print its text if the path is "-"."""
    if path == STDOUT:
        sys.stdout.write(text)
        return
    if Path(path).exists():
        exit_with_usage_error(f"{path} exists", "name another file")
    write_files({Path(path): text})


def write_to_stdout(content: str | bytes) -> None:
    """Write text or bytes to standard output."""
    if isinstance(content, str):
        sys.stdout.write(content)
    else:
        sys.stdout.buffer.write(content)
