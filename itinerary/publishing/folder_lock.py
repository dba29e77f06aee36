"""The path of a folder in; the right to replace it, which one run has at a time, out."""

from __future__ import annotations

import os
import sys
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event

from itinerary.diagnostics import ItineraryError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

WAIT_SECONDS = 5.0
_PAUSE_SECONDS = 0.05


@contextmanager
def lock_site(folder: Path, wait_seconds: float = WAIT_SECONDS) -> Generator[None]:
    """Hold the right to replace a folder: of two runs the second waits, and then gives up.

    The lock is one of the operating system on a file beside the folder, `.NAME.itinerary-lock`. It
    ends with the process that holds it, however that ends, so that a file which a killed run has
    left there is in nobody's way.

    Args:
        folder: The folder, which need not be there yet; what it stands in is made.
        wait_seconds: How long to wait for another run.

    Raises:
        ItineraryError: Another run still has the lock.
        OSError: No file can be written beside the folder.
    """
    real = folder.resolve()
    path = real.with_name(f".{real.name}.itinerary-lock")
    path.parent.mkdir(parents=True, exist_ok=True)
    pauses = round(wait_seconds / _PAUSE_SECONDS)
    while (handle := _try_lock(path)) is None:
        if not pauses:
            raise ItineraryError(
                f"{folder} is being written by another run - wait until that has ended"
            )
        pauses -= 1
        Event().wait(_PAUSE_SECONDS)
    try:
        yield
    finally:
        with suppress(OSError):  # where an open file cannot be deleted, it stays
            path.unlink()
        os.close(handle)


def _try_lock(path: Path) -> int | None:
    """Return an open file that is locked; None while another process has the lock."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
    try:
        _lock_file(handle)
        # Whoever had it before may have deleted it since it was opened: then it locks nothing.
        if os.path.samestat(os.fstat(handle), path.lstat()):
            return handle
    except OSError:
        pass
    os.close(handle)
    return None


def _lock_file(handle: int) -> None:
    if sys.platform == "win32":
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
