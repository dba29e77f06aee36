"""A file in; the document in it out, with a diagnostic at line and column for each of its mistakes.

`load` and `loads` give the document, or raise DocumentError with everything that is wrong. `read` and `read_text` give what is left
without the mistakes, and the mistakes, so that the next stage can add its own.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any

from itinerary.diagnostics import Diagnostic, DocumentError, Position, Severity
from itinerary.document import Document
from itinerary.loading.files import MOST_BYTES, File, checked, contents, decoded
from itinerary.loading.ids import named, slug, strangers
from itinerary.loading.readers import FORMATS, Format, grown
from itinerary.loading.source_map import Written
from itinerary.loading.source_sheets import hang_sheets
from itinerary.loading.tree import Path, Tree
from itinerary.loading.validation import MOST_TOLD, validated

__all__ = ["Loaded", "load", "loads", "read", "read_text", "slug"]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a file comes to: the valid part of its document (None if there is none), and a diagnostic for each mistake.

    Paths are those of the document, such as ("legs", 0, "when", 0, "says"); positions are those of the file, though mistakes be dropped.
    A claim whose source is not among the document's sources has lost it to a mistake that is already told.
    """

    document: Document | None
    diagnostics: tuple[Diagnostic, ...]
    written: Written
    unnamed: tuple[
        Path, ...
    ] = ()  # entries whose id was made from their title or place; () is the document itself
    stem: str = ""  # the file's name without its suffix, from which the document's id is made

    def position(self, path: Iterable[object]) -> Position:
        """Where the node of a path stands; of a path that nobody wrote, the nearest node around it."""
        return self.written.position(path)

    def excerpt(self, path: Iterable[object]) -> str:
        """The line of the file where the node of a path starts."""
        return self.written.diagnostic(path, "note", "").excerpt

    def label(self, path: Iterable[object]) -> str:
        """A path as people write it: legs[0].when."""
        return self.written.label(path)

    def diagnostic(
        self,
        path: Iterable[object],
        severity: Severity,
        message: str,
        hint: str = "",
        code: str = "",
    ) -> Diagnostic:
        """A finding at the node of a path, with its line of the file."""
        return self.written.diagnostic(path, severity, message, hint, code)

    @property
    def notes(self) -> tuple[Diagnostic, ...]:
        """A note for each id that nobody wrote, since the identity of calendar entries grows from it."""
        return tuple(_note(self, path) for path in self.unnamed)

    def checked(self) -> Document:
        """The document, if there are no mistakes; else DocumentError."""
        if self.document is None or any(each.severity == "error" for each in self.diagnostics):
            raise DocumentError(self.diagnostics)
        return self.document


def load(path: str | os.PathLike[str]) -> Document:
    """The document in a file, whose suffix names the format (YAML, if it is none of ours). Raises DocumentError with every mistake."""
    return read(path).checked()


def loads(text: str, format: Format = "yaml") -> Document:
    """The document in a text. Raises DocumentError with every mistake.

    >>> loads("{title: Lunch, events: [{title: Lunch, when: 2025-03-28}]}").events[0].id
    'lunch'
    """
    return read_text(text, format).checked()


def read(path: str | os.PathLike[str]) -> Loaded:
    """What a file comes to, with the source sheets that it names."""
    file_path = FilePath(path)
    try:
        file = decoded(_bytes(file_path), str(path))
        return _read(
            file, FORMATS.get(file_path.suffix.lower(), "yaml"), file_path.stem, file_path.parent
        )
    except DocumentError as error:
        return _nothing(str(path), error)


def read_text(text: str | bytes, format: Format = "yaml", name: str = "<text>") -> Loaded:
    """What a text, or the bytes of one, come to; it can name no source sheets in files, having no folder to look for them in."""
    try:
        return _read(
            decoded(text, name) if isinstance(text, bytes) else checked(text, name),
            format,
            "",
            None,
        )
    except DocumentError as error:
        return _nothing(name, error)


def _nothing(name: str, error: DocumentError) -> Loaded:
    return Loaded(
        None, _in_order(list(error.diagnostics), 0), Written(File(name, ""), Tree(None, [0], []))
    )


def _bytes(path: FilePath) -> bytes:
    try:
        return contents(path, MOST_BYTES)
    except (OSError, ValueError) as error:
        reason = error.strerror or "no such file" if isinstance(error, OSError) else "no such file"
        raise File(str(path), "").refusal(
            0, f"the file cannot be read: {reason.lower()}", "", "no-file"
        ) from None


def _read(file: File, format: Format, stem: str, folder: FilePath | None) -> Loaded:
    tree = grown(file, format)
    written = Written(file, tree)
    findings = tree.flaws + (hang_sheets(written, folder) if folder else []) + strangers(written)
    document, told, untold = validated(written)
    if document is None:
        return Loaded(None, _in_order([*findings, *told], untold), written)
    document, wrong, unnamed = named(written, document, stem)
    return Loaded(
        document.written(written),
        _in_order([*findings, *told, *wrong], untold),
        written,
        unnamed,
        stem,
    )


def _in_order(findings: list[Diagnostic], untold: int) -> tuple[Diagnostic, ...]:
    """The findings in the order of the file; beyond a screenful, how many more there are."""
    findings.sort(key=lambda each: each.position)
    told, more = findings[:MOST_TOLD], untold + len(findings[MOST_TOLD:])
    if more:
        told.append(
            Diagnostic(
                told[-1].position,
                "error",
                f"and {more:,} more",
                "correct those above first",
                "more",
            )
        )
    return tuple(told)


def _note(loaded: Loaded, path: Path) -> Diagnostic:
    stops = loaded.written.along(path)
    origin = next((name for name in ("title", "place") if stops[-1].node.get(name)), "title")
    item: Any = loaded.document
    for step in path:
        item = item[step] if isinstance(step, int) else getattr(item, step)
    named_after = f"its {origin}" if path or not loaded.stem else "the name of the file"
    message = f"the id '{item.id}' comes from {named_after}"
    hint = f"write id: {item.id} so that calendars know it again when that changes"
    return loaded.diagnostic((*path, origin), "note", message, hint, "generated-id")
