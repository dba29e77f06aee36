"""The places of what is secret in; by what others may come to read it out, in sentences."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator
from contextlib import suppress
from fnmatch import fnmatch
from itertools import pairwise
from pathlib import Path


def list_secret_cautions(secrets: Path, site: Path) -> Iterator[str]:
    """Yield by what others may read a file of secrets, or the addresses that it has.

    Args:
        secrets: The file of secrets.
        site: The folder of which some folders are named by what is in it.
    """
    if os.name == "posix" and stat.S_IMODE(secrets.stat().st_mode) & 0o077:
        yield f"others on this machine may read {secrets} - chmod 600 {secrets}"
    ignore = secrets.with_name(".gitignore")
    if ignore.is_file() and not is_ignored(ignore, [secrets.name]):
        yield (
            f"{ignore} does not name {secrets.name} - add it, so that the secrets are not committed"
        )
    if _is_seen_by_git(site.resolve()):
        yield (
            f"{site} is in a Git repository, and names of folders in it are secret addresses - add"
            f" {site.name}/ to .gitignore, so that they are not committed"
        )


def escape_pattern(name: str) -> str:
    """Return the pattern of gitignore that a name, and no other, matches."""
    return re.sub(r"[][*?!# \\]", r"\\\g<0>", name)


def is_ignored(ignore: Path, names: Iterable[str]) -> bool:
    """Return whether a .gitignore has a pattern for one of some names; not if it is not there."""
    lines: list[str] = []
    with suppress(OSError, ValueError):
        lines = ignore.read_text(encoding="utf-8").splitlines()
    patterns = [each.strip().strip("/") for each in lines]
    return any(
        pattern == escape_pattern(name) or (bool(pattern) and fnmatch(name, pattern))
        for pattern in patterns
        for name in names
    )


def _is_seen_by_git(folder: Path) -> bool:
    """Return whether a folder is in a work tree that does not ignore it.

    One that is a work tree itself is published by Git.
    """
    if (folder / ".git").exists():
        return False
    for child, parent in pairwise((folder, *folder.parents)):
        if is_ignored(parent / ".gitignore", [child.name, folder.relative_to(parent).as_posix()]):
            return False
        if (parent / ".git").exists():
            return True
    return False
