"""Reads and writes what stands beside a document: its releases, the ledger of them, and secrets.

    trip.yaml
    trip.yaml.releases/ledger.json
    trip.yaml.releases/2/document.json, timeline.json
    trip.yaml.secrets, .gitignore

Every file is written under another name first and then renamed. The ledger is written last, and
before anything is published: what it says was published may be seen, if the run was killed since.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from itinerary.diagnostics import ItineraryError
from itinerary.publishing.ledger import Ledger
from itinerary.publishing.ledger_text import format_ledger, parse_ledger
from itinerary.publishing.secret_cautions import escape_pattern, list_secret_cautions
from itinerary.publishing.tokens import Tokens, format_tokens, parse_tokens

SECRETS_VARIABLE = "ITINERARY_SECRETS"
RELEASES = ".releases"
_PRIVATE = 0o600


class ReleaseStore:
    """What is kept of the releases of a document.

    Args:
        document: The file of the document.
        secrets: The file of its secrets; None for the one beside it.
    """

    def __init__(self, document: Path, secrets: Path | None = None) -> None:
        self.document = document
        self.folder = document.with_name(f"{document.name}{RELEASES}")
        self.secrets = secrets or document.with_name(f"{document.name}.secrets")
        self._variable = "" if secrets else os.environ.get(SECRETS_VARIABLE, "")

    @property
    def _ledger_path(self) -> Path:
        return self.folder / "ledger.json"

    def read_ledger(self) -> Ledger:
        """Return the ledger; an empty one before the first release.

        Raises:
            ItineraryError: It is damaged, or missing where releases are.
        """
        if not self._ledger_path.exists():
            if any(self.folder.glob("[!.]*")):  # what begins with a point may be a killed run's
                raise ItineraryError(
                    f"{self._ledger_path} is missing - take it from your version control or a"
                    " backup: without it, calendars would take every event for another"
                )
            return Ledger()
        return parse_ledger(_read_text(self._ledger_path), str(self._ledger_path))

    def require_no_former(self, id: str) -> None:
        """Check that no document which was renamed has published what is published for the first.

        Args:
            id: The id of the document.

        Raises:
            ItineraryError: There are releases of this id beside the document, and what they are of
                is gone.
        """
        for folder in sorted(self.document.parent.glob(f"*{RELEASES}")):
            document = folder.with_suffix("")
            if not document.exists() and ReleaseStore(document).read_ledger().document == id:
                raise ItineraryError(
                    f"{folder} has the releases of {id}, and {document} is gone: if that is"
                    f" {self.document} now, rename them, too ({self.folder.name}), and"
                    f" {document.name}.secrets - else move them away"
                )

    def write_ledger(self, ledger: Ledger) -> None:
        """Write the ledger, unless it is as it was."""
        self._write(self._ledger_path, format_ledger(ledger))

    def write_release(self, number: int, files: Mapping[str, str]) -> None:
        """Keep what a release was made from.

        A ledger is there before it, so that releases without one have lost it.
        """
        if not self._ledger_path.exists():
            self.write_ledger(Ledger())
        for name, text in files.items():
            self._write(self._find_release_path(number, name), text)

    def read_release(self, number: int, name: str) -> str:
        """Return what was kept of a release.

        Raises:
            ItineraryError: It is missing.
        """
        path = self._find_release_path(number, name)
        try:
            return path.read_text(encoding="utf-8")
        except (OSError, ValueError):
            raise self.create_release_error(number, name) from None

    def create_release_error(self, number: int, name: str) -> ItineraryError:
        """Return the error that what was kept of a release is missing or damaged."""
        return ItineraryError(
            f"{self._find_release_path(number, name)} cannot be read - take it from your version"
            f" control or a backup: what has changed since release {number} is told by it"
        )

    def _find_release_path(self, number: int, name: str) -> Path:
        return self.folder / str(number) / name

    def _write(self, path: Path, text: str, mode: int = 0o666) -> None:
        path = path.resolve()  # a link stays one: what it leads to is kept where its owner wants it
        data = text.encode()
        if path.is_file() and path.read_bytes() == data:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f".{path.name}.part")
        part.unlink(missing_ok=True)
        try:
            with open(part, "xb", opener=lambda name, flags: os.open(name, flags, mode)) as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        except OSError as error:
            part.unlink(missing_ok=True)
            raise OSError(error.errno, error.strerror, str(path)) from None

    # --- secrets

    @property
    def can_keep_tokens(self) -> bool:
        """Whether new tokens can be written down: not where they come from the environment."""
        return not self._variable

    def name_secrets(self) -> str:
        """Return where secrets are read from, for messages."""
        return SECRETS_VARIABLE if self._variable else str(self.secrets)

    def read_tokens(self) -> Tokens:
        """Return the tokens; none where no file is.

        Raises:
            ItineraryError: What is there cannot be read.
        """
        if self._variable:
            return parse_tokens(self._variable, SECRETS_VARIABLE)
        if not self.secrets.exists():
            return Tokens()
        return parse_tokens(_read_text(self.secrets), str(self.secrets))

    def write_tokens(self, tokens: Tokens) -> None:
        """Write the tokens so that only their owner reads them, and keep them out of git."""
        self._write(self.secrets, format_tokens(tokens), _PRIVATE)
        ignore = self.secrets.with_name(".gitignore")
        if not os.path.lexists(ignore):
            self._write(ignore, f"{escape_pattern(self.secrets.name)}\n")

    def list_secret_cautions(self, site: Path) -> list[str]:
        """Return, in sentences, by what others may read the secrets that lead into a site."""
        if self._variable or not self.secrets.is_file():
            return []
        return [*list_secret_cautions(self.secrets, site)]


def _read_text(path: Path) -> str:
    """Return a text in which what cannot be read is replaced, for its own check to tell of it."""
    return path.read_text(encoding="utf-8-sig", errors="replace")


def hash_inputs(document: Path, names: Iterable[str]) -> dict[str, str]:
    """Return the digest of each file, by its path from the folder of a document.

    That of a file which cannot be read is "".
    """
    return {name: _hash_file(document.parent / name) for name in sorted(names)}


def _hash_file(path: Path) -> str:
    with suppress(OSError):
        return hashlib.sha256(path.read_bytes()).hexdigest()
    return ""


def read_site_file(folder: Path, name: str) -> bytes | None:
    """Return a file of a site; None where there is none, or a symbolic link."""
    path = folder / name
    with suppress(OSError):
        if path.is_file() and not path.is_symlink():
            return path.read_bytes()
    return None
