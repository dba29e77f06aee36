"""Files in; a word out each time that one of them has changed, however an editor saves it.

Folders are watched, as many editors put a new file in the place of the old one. Where the system
tells of nothing, as on some network drives, the files are looked at once a second.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from pathlib import Path
from typing import Any, TypeAlias

BURST_MILLISECONDS = 400  # saves that follow each other within a part of this are one change
QUIET_MILLISECONDS = 100
LOOK_MILLISECONDS = 1000
Signatures: TypeAlias = dict[Path, tuple[int, int, int] | None]


def sign_files(files: Iterable[Path]) -> Signatures:
    """Return what tells the version of each file from another; None stands for one that is gone."""
    return {each: _sign_file(each) for each in files}


def _sign_file(file: Path) -> tuple[int, int, int] | None:
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino


async def iterate_changes(files: Iterable[Path], stop: asyncio.Event) -> AsyncIterator[bool]:
    """Yield whenever something happens in the folders of the files, and each second.

    What is yielded is whether a file was added. It ends when `stop` is set.
    """
    import watchfiles

    library: Any = watchfiles  # of one argument the type is not known
    changes: AsyncIterator[set[tuple[watchfiles.Change, str]]] = library.awatch(
        *find_folders(files),
        recursive=False,
        stop_event=stop,
        debounce=BURST_MILLISECONDS,
        step=QUIET_MILLISECONDS,
        rust_timeout=LOOK_MILLISECONDS,
        yield_on_timeout=True,
        watch_filter=None,
    )
    try:
        async for happened in changes:
            yield any(change is watchfiles.Change.added for change, _ in happened)
    except OSError:  # a folder has gone just now, or the system watches no more of them
        while not stop.is_set():
            await asyncio.sleep(LOOK_MILLISECONDS / 1000)
            yield False


def find_folders(files: Iterable[Path]) -> tuple[Path, ...]:
    """Return the folders of files, each once; of one that is gone the nearest that is there."""
    parents = (file.absolute().parents for file in files)
    return tuple(sorted({next(each for each in list(line) if each.is_dir()) for line in parents}))
