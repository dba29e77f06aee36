"""Writes files, whole or not at all, and text to standard output, for the commands."""

from __future__ import annotations

import os
import secrets
import stat
import sys
from collections.abc import Generator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path

from itinerary.cli.findings import exit_with_usage_error
from itinerary.diagnostics import OptionError, make_printable

STDOUT = "-"


def write_files(files: Mapping[Path, str | bytes], sources: Sequence[Path] = ()) -> None:
    """Write files, with the folders that they need, and print the name of each.

    All are written under temporary names and then renamed, so that no file is ever half written. A
    file that has the same content already is left alone.

    Args:
        files: The content of each file; text is written as UTF-8.
        sources: The files that the content comes from, which are never written over: the document
            first, then its source sheets and other documents.
    """
    for path in files:
        check_target(path, sources)
    contents = {
        path: content.encode() if isinstance(content, str) else content
        for path, content in files.items()
    }
    changed = {path: each for path, each in contents.items() if not _has_content(path, each)}
    with ExitStack() as cleanup:
        parts = {
            path: cleanup.enter_context(_write_temporary_file(path, content))
            for path, content in changed.items()
        }
        for path in contents:
            if path in parts:
                parts[path].replace(path)
            print(f"{'wrote' if path in parts else 'unchanged'} {make_printable(str(path))}")


def list_outdated_files(files: Mapping[Path, str | bytes]) -> list[Path]:
    """Return the files that are not there, or have another content."""
    contents = {
        path: each.encode() if isinstance(each, str) else each for path, each in files.items()
    }
    return [path for path, content in contents.items() if not _has_content(path, content)]


def check_target(path: Path, sources: Sequence[Path]) -> None:
    """Raise OptionError for a file that is not to be written: a folder, or one of the sources."""
    for number, source in enumerate(sources):
        if path.exists() and source.exists() and path.samefile(source):
            what = "another file that this is made from" if number else "the document itself"
            raise OptionError(f"{path} is {what} - name another file")
    if path.is_dir():
        raise OptionError(f"{path} is a folder - name a file")


def _has_content(path: Path, content: bytes) -> bool:
    with suppress(OSError):
        if path.is_symlink():  # it becomes a file, and what it leads to is left alone
            return False
        return path.stat().st_size == len(content) and path.read_bytes() == content
    return False


@contextmanager
def _write_temporary_file(path: Path, content: bytes) -> Generator[Path]:
    """Write a file beside its place, for the caller to rename.

    Who may read it is as of the file that it replaces. Its name is drawn at random: what a run that
    was killed left behind is in nobody's way. What is left of it in the end is deleted, and so are
    folders that were made for nothing.
    """
    folders = [each for each in path.parents if not each.exists()]
    part = path.with_name(f".itinerary-{secrets.token_hex(8)}.part")
    is_replaced = path.is_file() and not path.is_symlink()
    mode = stat.S_IMODE(path.stat().st_mode) if is_replaced else None
    with ExitStack() as cleanup:
        for folder in reversed(folders):
            cleanup.callback(_remove_empty_folder, folder)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            private = partial(os.open, mode=0o666 if mode is None else 0o600)
            with open(part, "xb", opener=private) as file:
                cleanup.callback(part.unlink, missing_ok=True)
                if mode is not None:
                    part.chmod(mode)
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
