"""A file in; the document in it out, with a diagnostic at line and column for each of its mistakes.

`load` and `loads` give the document, or raise DocumentError with everything that is wrong. `read_file` and `read_text` give what is left
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
from itinerary.loading.formats import FORMATS_BY_SUFFIX, Format, parse_file
from itinerary.loading.ids import assign_ids, find_unknown_sources, slugify_text
from itinerary.loading.source_file import (
    MAX_BYTES,
    SourceFile,
    check_text,
    decode_file,
    read_limited_bytes,
)
from itinerary.loading.source_map import SourceMap
from itinerary.loading.source_sheets import attach_source_sheets
from itinerary.loading.tree import NodePath, Tree
from itinerary.loading.validation import MAX_REPORTED, validate_document

__all__ = ["LoadResult", "load", "loads", "read_file", "read_text", "slugify_text"]


@dataclass(frozen=True, slots=True)
class LoadResult:
    """What a file comes to: the valid part of its document (None if there is none), and a diagnostic for each mistake.

    Paths are those of the document, such as ("legs", 0, "when", 0, "says"); positions are those of the file, though mistakes be dropped.
    A claim whose source is not among the document's sources has lost it to a mistake that is already told.
    """

    document: Document | None
    diagnostics: tuple[Diagnostic, ...]
    source_map: SourceMap
    unnamed: tuple[
        NodePath, ...
    ] = ()  # entries whose id was made from their title or place; () is the document itself
    stem: str = ""  # the file's name without its suffix, from which the document's id is made

    def find_position(self, path: Iterable[object]) -> Position:
        """Where the node of a path stands; of a path that nobody wrote, the nearest node around it."""
        return self.source_map.find_position(path)

    def get_excerpt(self, path: Iterable[object]) -> str:
        """The line of the file where the node of a path starts."""
        return self.source_map.create_diagnostic(path, "note", "").excerpt

    def format_path(self, path: Iterable[object]) -> str:
        """A path as people write it: legs[0].when."""
        return self.source_map.format_path(path)

    def create_diagnostic(
        self,
        path: Iterable[object],
        severity: Severity,
        message: str,
        hint: str = "",
        code: str = "",
    ) -> Diagnostic:
        """A finding at the node of a path, with its line of the file."""
        return self.source_map.create_diagnostic(path, severity, message, hint, code)

    @property
    def notes(self) -> tuple[Diagnostic, ...]:
        """A note for each id that nobody wrote, since the identity of calendar entries grows from it."""
        return tuple(_create_id_note(self, path) for path in self.unnamed)

    def require_document(self) -> Document:
        """The document, if there are no mistakes; else DocumentError."""
        if self.document is None or any(each.severity == "error" for each in self.diagnostics):
            raise DocumentError(self.diagnostics)
        return self.document


def load(path: str | os.PathLike[str]) -> Document:
    """The document in a file, whose suffix names the format (YAML, if it is none of ours). Raises DocumentError with every mistake."""
    return read_file(path).require_document()


def loads(text: str, format: Format = "yaml") -> Document:
    """The document in a text. Raises DocumentError with every mistake.

    >>> loads("{title: Lunch, events: [{title: Lunch, when: 2025-03-28}]}").events[0].id
    'lunch'
    """
    return read_text(text, format).require_document()


def read_file(path: str | os.PathLike[str]) -> LoadResult:
    """What a file comes to, with the source sheets that it names."""
    file_path = FilePath(path)
    try:
        file = decode_file(_read_bytes(file_path), str(path))
        return _load_document(
            file,
            FORMATS_BY_SUFFIX.get(file_path.suffix.lower(), "yaml"),
            file_path.stem,
            file_path.parent,
        )
    except DocumentError as error:
        return _build_empty_result(str(path), error)


def read_text(text: str | bytes, format: Format = "yaml", name: str = "<text>") -> LoadResult:
    """What a text, or the bytes of one, come to; it can name no source sheets in files, having no folder to look for them in."""
    try:
        return _load_document(
            decode_file(text, name) if isinstance(text, bytes) else check_text(text, name),
            format,
            "",
            None,
        )
    except DocumentError as error:
        return _build_empty_result(name, error)


def _build_empty_result(name: str, error: DocumentError) -> LoadResult:
    return LoadResult(
        None,
        _sort_and_limit_diagnostics(list(error.diagnostics), 0),
        SourceMap(SourceFile(name, ""), Tree(None, [0], [])),
    )


def _read_bytes(path: FilePath) -> bytes:
    try:
        return read_limited_bytes(path, MAX_BYTES)
    except (OSError, ValueError) as error:
        reason = error.strerror or "no such file" if isinstance(error, OSError) else "no such file"
        raise SourceFile(str(path), "").create_error(
            0, f"the file cannot be read: {reason.lower()}", "", "no-file"
        ) from None


def _load_document(
    file: SourceFile, format: Format, stem: str, folder: FilePath | None
) -> LoadResult:
    tree = parse_file(file, format)
    written = SourceMap(file, tree)
    findings = (
        tree.flaws
        + (attach_source_sheets(written, folder) if folder else [])
        + find_unknown_sources(written)
    )
    document, told, untold = validate_document(written)
    if document is None:
        return LoadResult(None, _sort_and_limit_diagnostics([*findings, *told], untold), written)
    document, wrong, unnamed = assign_ids(written, document, stem)
    return LoadResult(
        document.copy_with_source_map(written),
        _sort_and_limit_diagnostics([*findings, *told, *wrong], untold),
        written,
        unnamed,
        stem,
    )


def _sort_and_limit_diagnostics(findings: list[Diagnostic], untold: int) -> tuple[Diagnostic, ...]:
    """The findings in the order of the file; beyond a screenful, how many more there are."""
    findings.sort(key=lambda each: each.position)
    told, more = findings[:MAX_REPORTED], untold + len(findings[MAX_REPORTED:])
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


def _create_id_note(loaded: LoadResult, path: NodePath) -> Diagnostic:
    stops = loaded.source_map.trace_path(path)
    origin = next((name for name in ("title", "place") if stops[-1].node.get(name)), "title")
    item: Any = loaded.document
    for step in path:
        item = item[step] if isinstance(step, int) else getattr(item, step)
    named_after = f"its {origin}" if path or not loaded.stem else "the name of the file"
    message = f"the id '{item.id}' comes from {named_after}"
    hint = f"write id: {item.id} so that calendars know it again when that changes"
    return loaded.create_diagnostic((*path, origin), "note", message, hint, "generated-id")
