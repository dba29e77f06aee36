"""A folder that an assistant may read, and perhaps write; nothing outside it is touched."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from itinerary.diagnostics import OptionError, shorten_text
from itinerary.loading.formats import FORMATS_BY_SUFFIX
from itinerary.loading.source_file import read_limited_bytes

_ARTICLE_SUFFIXES = (".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".eml")
_OFFICE_SUFFIXES = (".docx", ".pdf")
READABLE_SUFFIXES = frozenset((*FORMATS_BY_SUFFIX, *_ARTICLE_SUFFIXES, *_OFFICE_SUFFIXES))


@dataclass(frozen=True, slots=True)
class Workspace:
    """What of the file system an assistant may use.

    Attributes:
        folder: The folder that paths count from; None: no file may be named.
        is_writable: Whether files may be written in it.
    """

    folder: Path | None = None
    is_writable: bool = False

    def find_file(self, path: str) -> Path:
        """Return a file in the folder that may be read: a document or an article.

        Raises:
            OptionError: No file may be named, it lies outside the folder once links are followed,
                is hidden, or is of another kind.
        """
        found = self._locate(path)
        if found.suffix.lower() not in READABLE_SUFFIXES:
            known = ", ".join(sorted(READABLE_SUFFIXES))
            raise OptionError(f"'{shorten_text(path)}' may not be read - files may be {known}")
        if not found.is_file():
            raise OptionError(f"there is no file '{shorten_text(path)}' in the folder")
        return found

    def read_sheet(self, path: Path, most: int) -> bytes:
        """Return at most so many bytes, and one more, of a file that a document names.

        Raises:
            OSError: It is hidden, or cannot be read.
        """
        root = self.folder.resolve() if self.folder else path.parent
        if _is_hidden(path.relative_to(root)):
            raise PermissionError(f"{path} is hidden")
        return read_limited_bytes(path, most)

    def write_new_file(self, path: str, content: str | bytes) -> str:
        """Write a file that is not there yet, whole or not at all, and return its path.

        Raises:
            OptionError: Nothing may be written, the path lies outside the folder or is hidden, or
                there is such a file.
            OSError: It cannot be written.
        """
        if not self.is_writable:
            raise OptionError(
                "nothing may be written - start the server with: itinerary mcp --write FOLDER"
            )
        if not path.isprintable():
            raise OptionError(f"'{shorten_text(path)}' is no name of a file - use plain letters")
        target = self._locate(path)
        if target.exists():
            raise OptionError(f"'{shorten_text(path)}' exists - name another file")
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
        except (FileExistsError, NotADirectoryError):
            raise OptionError(
                f"'{shorten_text(path)}' leads through a file - name another folder"
            ) from None
        self._locate(path)  # what was no link before may be one by now
        part = target.with_name(f".itinerary-{secrets.token_hex(8)}.part")
        try:
            part.write_bytes(content.encode() if isinstance(content, str) else content)
            _rename_new(part, target)
        finally:
            part.unlink(missing_ok=True)
        return path

    def _locate(self, path: str) -> Path:
        if self.folder is None:
            raise OptionError(
                "no file may be named - pass the text, or start the server with:"
                " itinerary mcp --read FOLDER"
            )
        root = self.folder.resolve()
        # A NUL, a loop of links (RuntimeError before Python 3.13), a name that is too long.
        with suppress(OSError, RuntimeError, ValueError):
            found = (root / path).resolve()
            found.exists()
            inside = found.relative_to(root)
            if inside.parts and not _is_hidden(inside):
                return found
        raise OptionError(
            f"'{shorten_text(path)}' lies outside the folder or is hidden"
            " - name a file in the folder, from it on"
        )


def _is_hidden(path: Path) -> bool:
    return any(each.startswith(".") for each in path.parts)


def _rename_new(part: Path, target: Path) -> None:
    """Give a file its name if nothing has it by now."""
    try:
        os.link(part, target)
    except FileExistsError:
        raise OptionError(f"'{shorten_text(target.name)}' exists - name another file") from None
    except OSError:  # a file system without hard links
        with target.open("xb") as file:
            file.write(part.read_bytes())
