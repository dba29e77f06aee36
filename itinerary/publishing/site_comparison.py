"""Files and a folder in; what of the folder would be another if it had them out.

Nothing is written here: what cannot be done is refused before anything has changed.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from itinerary.diagnostics import ItineraryError


class PlacedSite(NamedTuple):
    """What became of the files of a site, each list in alphabetical order."""

    written: tuple[str, ...]  # those that are new or have another content
    unchanged: tuple[str, ...]  # those that were left alone
    removed: tuple[str, ...]


def compare_site(
    folder: Path, files: Mapping[str, bytes], former: Collection[str] = ()
) -> PlacedSite:
    """Return what `place_site` is going to do; nothing is written.

    Raises:
        ItineraryError: Something that is not ours stands where a file is to be, or the folder
            cannot be replaced.
        ValueError: A name leads out of the folder.
    """
    for name in files:
        _require_inner_name(name)
    folder = folder.resolve()
    if folder.exists() and not folder.is_dir():
        raise ItineraryError(f"{folder} is a file - name a folder to publish into")
    written = tuple(sorted(name for name in files if not _has_file(folder, name, files[name])))
    unchanged = tuple(sorted(files.keys() - set(written)))
    gone = (name for name in former if name not in files and _is_there(folder, name))
    compared = PlacedSite(written, unchanged, tuple(sorted(gone)))
    _reject_foreign(folder, written, former)
    if folder.is_mount() and (compared.written or compared.removed):
        raise create_refusal(folder, "it is a mount point")
    return compared


def _require_inner_name(name: str) -> None:
    parts = name.split("/")
    if not {"", ".", ".."}.isdisjoint(parts) or "\\" in name or PurePosixPath(name).is_absolute():
        raise ValueError(f"not the name of a file within a site: {name!r}")


def _has_file(folder: Path, name: str, content: bytes) -> bool:
    """Whether a file has a content already, with no symbolic link on the way to it."""
    path = folder / name
    if _find_link(folder, name):
        return False
    with suppress(OSError):
        found = path.lstat()
        is_as_long = stat.S_ISREG(found.st_mode) and found.st_size == len(content)
        return is_as_long and path.read_bytes() == content
    return False


def _is_there(folder: Path, name: str) -> bool:
    path = folder / name
    return not _find_link(folder, name) and os.path.lexists(path) and not is_folder(path)


def is_folder(path: Path) -> bool:
    """Return whether a path is that of a folder, and not of a link to one."""
    return path.is_dir() and not path.is_symlink()


def _find_link(folder: Path, name: str) -> str:
    """Return the first folder on the way to a file that is a symbolic link; "" if none is."""
    above = reversed(PurePosixPath(name).parents)
    return next((str(each) for each in above if (folder / each).is_symlink()), "")


def _reject_foreign(folder: Path, written: Collection[str], former: Collection[str]) -> None:
    """Raise an error if anything that is not ours stands where a file is to be written."""
    for name in written:
        way = [*map(str, reversed(PurePosixPath(name).parents)), name][1:]
        for each in way:
            path = folder / each
            is_fine = each != name if is_folder(path) else each in former
            if os.path.lexists(path) and not is_fine:
                raise ItineraryError(
                    f"{path} is not of an earlier publication, and {name} is to be written there"
                    " - move it away, or publish into another folder"
                )


def create_refusal(folder: Path, reason: str) -> ItineraryError:
    """Return the error that a folder cannot be exchanged with another."""
    return ItineraryError(
        f"{folder} cannot be replaced as a whole: {reason} - publish into a folder within it"
    )
