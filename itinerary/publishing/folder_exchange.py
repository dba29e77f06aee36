"""Two folders in; each in the place of the other out, in one step where the system has one."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # linux/fs.h
_RENAME_SWAP = 2  # macOS, sys/stdio.h
# What says that this system or this file system cannot do it, so that another way is to be taken.
_UNABLE = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP}


def exchange_folders(one: Path, other: Path) -> bool:
    """Exchange two folders on one file system in a single step, which is done or not, never half.

    Returns:
        Whether that was done; not if the system or the file system cannot do it.

    Raises:
        OSError: It can, but not with these folders: one is not there, or is a mount point.
    """
    if sys.platform == "linux":
        paths = (_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
        return _call_library("renameat2", *paths, path=other)
    if sys.platform == "darwin":
        return _call_library(
            "renamex_np", os.fsencode(one), os.fsencode(other), _RENAME_SWAP, path=other
        )
    return False


def _call_library(name: str, *arguments: int | bytes, path: Path) -> bool:
    function = getattr(ctypes.CDLL(None, use_errno=True), name, None)
    if function is None:
        return False
    if function(*arguments) == 0:
        return True
    number = ctypes.get_errno()
    if number in _UNABLE:
        return False
    raise OSError(number, os.strerror(number), str(path))
