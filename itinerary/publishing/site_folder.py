"""Files in; a folder that has them out, which is the old or the new one whole at any moment.

    files ──▶ .site.itinerary-next ──exchanged with──▶ site        the former folder is then deleted

Where folders cannot be exchanged in one step, the former is moved to `.site.itinerary-former` and
the next into its place. A run that is killed between the two leaves no folder: the next run moves
the former one back before it does anything else.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Collection, Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import suppress
from pathlib import Path

from itinerary.publishing.folder_exchange import exchange_folders
from itinerary.publishing.folder_lock import lock_site as lock_site
from itinerary.publishing.site_comparison import PlacedSite, compare_site, create_refusal, is_folder


def place_site(
    folder: Path, files: Mapping[str, bytes], former: Collection[str] = ()
) -> PlacedSite:
    """Make a folder have files, and no longer those that it formerly had; all of it at once.

    The whole folder is built beside its place and then put there, so that the old or the new one is
    there whole, whenever the process is killed. What has the same content keeps its file and the
    time of its last change; if all has, nothing is touched. What is not ours stays as it is:
    other files, folders and symbolic links, none of which is followed.

    The caller holds `lock_site`.

    Args:
        folder: The folder, which may not be there yet; a symbolic link to it is followed.
        files: The content of each file by its name in the folder, with "/" after each folder.
        former: The names of files that are ours from before: those that are not among `files` are
            removed, with folders that had nothing else.

    Raises:
        ItineraryError: Something that is not ours stands where a file is to be, or the folder
            cannot be replaced.
        OSError: A file or folder cannot be written. Nothing has changed then.
        ValueError: A name leads out of the folder.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as base:
    ...     placed = place_site(Path(base, "site"), {"public/trip.ics": b"..."})
    >>> placed.written, placed.removed
    (('public/trip.ics',), ())
    """
    recover_site(folder)
    placed = compare_site(folder, files, former)
    if not placed.written and not placed.removed and folder.is_dir():
        return placed
    folder = folder.resolve()
    following, previous = _list_beside(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    try:
        _build_folder(folder, following, files, {*placed.unchanged}, {*former, *files})
    except BaseException:
        _delete_folder(following)
        raise
    _put_in_place(folder, following, previous)
    for leftover in (following, previous):
        if leftover.is_dir():
            _carry_over(leftover, folder, {*former, *files})  # what has come since it was built
            _delete_folder(leftover)
    return placed


def recover_site(folder: Path) -> None:
    """Put a folder back that a killed run has moved away, and delete what it has left beside.

    The caller holds `lock_site`.
    """
    folder = folder.resolve()
    following, previous = _list_beside(folder)
    if previous.is_dir() and not folder.exists():
        previous.rename(folder)
    for leftover in (following, previous):
        _delete_folder(leftover)


def _list_beside(folder: Path) -> tuple[Path, Path]:
    """Return where the next folder is built, and where the former one may be moved to."""
    following, previous = (
        folder.with_name(f".{folder.name}.itinerary-{use}") for use in ("next", "former")
    )
    return following, previous


def _build_folder(
    folder: Path,
    following: Path,
    files: Mapping[str, bytes],
    unchanged: AbstractSet[str],
    own: Collection[str],
) -> None:
    try:
        following.mkdir(mode=0o700)  # nobody reads it while it is being built
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(folder)) from None
    for name, content in files.items():
        target = following / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if name in unchanged:
            _link_or_copy(folder / name, target)
        else:
            _write_file(target, content, folder / name)
    for name in files.keys() - unchanged:  # together, as the first takes most of the time
        _flush_file(following / name)
    if folder.is_dir():
        _carry_over(folder, following, own)
        _copy_traits(folder, following)
    else:
        following.chmod(0o777 & ~_read_umask())


def _read_umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _write_file(target: Path, content: bytes, shown: Path) -> None:
    try:
        with target.open("xb") as file:
            file.write(content)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(shown)) from None


def _flush_file(path: Path) -> None:
    """Have a file on the disk before its folder is put in place, should the power fail."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _carry_over(source: Path, target: Path, own: Collection[str], within: str = "") -> None:
    """Give a folder all that stands in another and is not ours, unless it has it already."""
    for entry in [*os.scandir(source)]:
        name, goal = f"{within}{entry.name}", target / entry.name
        if entry.is_dir(follow_symlinks=False):
            _carry_folder_over(Path(entry), goal, own, name)
        elif name not in own and not os.path.lexists(goal):
            target.mkdir(parents=True, exist_ok=True)
            _link_or_copy(Path(entry), goal)


def _carry_folder_over(source: Path, target: Path, own: Collection[str], name: str) -> None:
    is_empty = not [*source.iterdir()]
    if is_empty and not os.path.lexists(target):
        target.mkdir(parents=True)
    _carry_over(source, target, own, f"{name}/")
    if target.is_dir():
        _copy_traits(source, target)


def _copy_traits(source: Path, target: Path) -> None:
    """Give a folder the rights, the times and, as far as that is allowed, the owner of another."""
    if sys.platform != "win32":
        with suppress(PermissionError):
            os.chown(target, source.stat().st_uid, source.stat().st_gid)
    shutil.copystat(source, target)


def _link_or_copy(source: Path, target: Path) -> None:
    """Give a file a second name; where the system does not allow that, copy it with its times."""
    if source.is_symlink():
        target.symlink_to(source.readlink())
        return
    try:
        target.hardlink_to(source)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)


def _put_in_place(folder: Path, following: Path, previous: Path) -> None:
    if not folder.exists():
        following.rename(folder)
        return
    try:
        if exchange_folders(following, folder):
            return
        folder.rename(previous)
    except OSError as error:
        _delete_folder(following)
        reason = f"{error.strerror} (another program may have it open)"
        raise create_refusal(folder, reason) from None
    following.rename(folder)


def _delete_folder(folder: Path) -> None:
    """Delete a folder, if it is there, also where it has folders that nobody may write in."""
    for each in _list_folders(folder):
        each.chmod(0o700)
    if is_folder(folder):
        shutil.rmtree(folder)


def _list_folders(folder: Path) -> Iterator[Path]:
    """Yield a folder and those in it; each is read after it was yielded."""
    if not is_folder(folder):
        return
    yield folder
    for entry in [*os.scandir(folder)]:
        if entry.is_dir(follow_symlinks=False):
            yield from _list_folders(Path(entry))
