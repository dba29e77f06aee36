"""From a file or text to a document, with a diagnostic at line and column for each mistake.

`load` and `loads` return the document, or raise DocumentError with everything that is wrong.
`read_file` and `read_text` return what is left without the mistakes, and the mistakes, so that the
next stage can add its own.
"""

from __future__ import annotations

import os
from pathlib import Path

from itinerary.codes import Code
from itinerary.diagnostics import (
    Diagnostic,
    DocumentError,
    require_argument,
    require_text,
    shorten_text,
)
from itinerary.document import Document
from itinerary.document.ids import slugify_text
from itinerary.loading.formats import FORMATS_BY_SUFFIX, Format, parse_file
from itinerary.loading.ids import describe_id_fault, describe_unknown_sources
from itinerary.loading.kept_texts import check_kept_texts
from itinerary.loading.load_result import LoadResult
from itinerary.loading.source_file import (
    MAX_BYTES,
    SourceFile,
    check_text,
    decode_file,
    read_limited_bytes,
)
from itinerary.loading.source_map import SourceMap
from itinerary.loading.source_sheets import ByteReader, attach_source_sheets, find_bounds
from itinerary.loading.tree import Tree
from itinerary.loading.validation import MAX_REPORTED, validate_document

MAX_NAME = 1000  # characters of the name of a file that cannot be read: it may be no name at all

__all__ = [
    "LoadResult",
    "load",
    "loads",
    "read_file",
    "read_open_file",
    "read_text",
    "slugify_text",
]


def load(path: str | os.PathLike[str], *, root: str | os.PathLike[str] | None = None) -> Document:
    """Return the document in a file.

    The suffix of the file names its format: .yaml, .yml, .json or .toml; others are read as YAML.
    The paths of source sheets count from the folder of the file.

    Args:
        path: The file, as a str or Path.
        root: The folder that all source sheets must lie in, once links are followed; None is the
            current folder if the file lies in it, else the folder of the file. Nothing is told of
            the text of a sheet outside the folder of the file.

    Raises:
        DocumentError: The file cannot be read, or has mistakes; the error carries all of them.
        TypeError: `path` is neither a str nor a path.

    >>> load("examples/weekend-lisbon.yaml").title
    'Weekend in Lisbon'
    >>> load("nowhere.yaml")
    Traceback (most recent call last):
    itinerary.diagnostics.errors.DocumentError: nowhere.yaml:1:1: error: the file cannot be read: \
no such file or directory [no-file]

    """
    return read_file(path, root=root).require_document()


def loads(
    text: str | bytes, format: Format = "yaml", folder: str | os.PathLike[str] | None = None
) -> Document:
    """Return the document in a text.

    Args:
        text: The document, as text or as bytes in UTF-8.
        format: "yaml", "json" or "toml".
        folder: Where source sheets are looked for; None: nowhere, and to name one is an error.

    Raises:
        DocumentError: The document has mistakes; the error carries all of them.
        OptionError: There is no such format.
        TypeError: An argument has a wrong type; the message names it.

    >>> loads("{title: Lunch, events: [{title: Lunch, when: 2025-03-28}]}").events[0].id
    'lunch'

    """
    return read_text(text, format, folder=folder).require_document()


def read_file(
    path: str | os.PathLike[str],
    *,
    root: str | os.PathLike[str] | None = None,
    read_bytes: ByteReader = read_limited_bytes,
) -> LoadResult:
    """Return what a file comes to, as `load` reads it.

    Args:
        path: The file.
        root: The folder that all source sheets must lie in.
        read_bytes: Reads these: at most so many bytes of a file, and one more.

    >>> print(*read_file("trpi.yaml").diagnostics)
    trpi.yaml:1:1: error: the file cannot be read: no such file or directory
    """
    require_argument("path", path, str | os.PathLike, "a str or a Path")
    within = _require_folder("root", root)
    path, name = Path(path), str(path)
    try:
        file = decode_file(_read_bytes(path), name)
        format = FORMATS_BY_SUFFIX.get(path.suffix.lower(), "yaml")
        return _load_document(file, format, path.stem, path.parent, within, read_bytes)
    except DocumentError as error:
        return _build_empty_result(name, error)


def _require_folder(name: str, folder: str | os.PathLike[str] | None) -> Path | None:
    """Return the folder of an argument; an error of that name for what can be none."""
    require_argument(name, folder, str | os.PathLike | None, "a str, a Path or None")
    if isinstance(folder, str):
        require_text(name, folder)
    found = None if folder is None else Path(folder)
    if found and "\0" in str(found):
        raise ValueError(f"{name} has a null character, which no folder has")
    return found


def read_text(
    text: str | bytes,
    format: Format = "yaml",
    name: str = "<text>",
    folder: str | os.PathLike[str] | None = None,
) -> LoadResult:
    """Return what a text, or the bytes of one in UTF-8, comes to, as `loads` reads it.

    `name` stands in the positions of the diagnostics where else a file's name would.

    Raises:
        OptionError: There is no such format.

    >>> print(*read_text("{title: Lunch, plce: Quito}").diagnostics)
    <text>:1:16: error: unknown field 'plce' - did you mean 'place'?

    """
    require_argument("text", text, str | bytes, "a str, or bytes in UTF-8")
    where = _require_folder("folder", folder)
    try:
        file = decode_file(text, name) if isinstance(text, bytes) else check_text(text, name)
        return _load_document(file, format, "", where)
    except DocumentError as error:
        return _build_empty_result(name, error)


def _build_empty_result(name: str, error: DocumentError) -> LoadResult:
    nothing = SourceMap(SourceFile(name, ""), Tree(None, [0], []))
    return LoadResult(None, _sort_and_limit_diagnostics(list(error.diagnostics), 0), nothing)


def _read_bytes(path: Path) -> bytes:
    try:
        return read_limited_bytes(path, MAX_BYTES)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "no such file"
        hint = "load() takes a path; loads() takes a text" if "\n" in str(path) else ""
        raise SourceFile(shorten_text(str(path), MAX_NAME), "").create_error(
            0, f"the file cannot be read: {reason.lower()}", hint, Code.NO_FILE
        ) from None


def read_open_file(
    text: str, path: Path, *, root: Path | None = None, read_bytes: ByteReader = read_limited_bytes
) -> LoadResult:
    """Return what `read_file` would return of a file if a text was saved in it.

    Args:
        text: What an editor holds.
        path: The file.
        root: The folder that all source sheets must lie in, as that of `read_file`.
        read_bytes: Reads source sheets, which may be open in the editor, too: at most so many bytes
            of a file, and one more.

    >>> print(*read_open_file("{title: Tea, plce: Quito}", Path("tea.yaml")).diagnostics)
    tea.yaml:1:14: error: unknown field 'plce' - did you mean 'place'?
    """
    try:
        file = check_text(text, str(path))
        format = FORMATS_BY_SUFFIX.get(path.suffix.lower(), "yaml")
        return _load_document(file, format, path.stem, path.parent, root, read_bytes)
    except DocumentError as error:
        return _build_empty_result(str(path), error)


def _load_document(
    file: SourceFile,
    format: Format,
    stem: str,
    folder: Path | None,
    root: Path | None = None,
    read_bytes: ByteReader = read_limited_bytes,
) -> LoadResult:
    tree = parse_file(file, format)
    source_map = SourceMap(file, tree)
    findings = list(tree.flaws)
    if folder is not None:
        findings += attach_source_sheets(source_map, folder, root, read_bytes)
    unknown_sources = describe_unknown_sources(source_map)
    valid = validate_document(source_map)
    findings += valid.diagnostics
    wrong_paths = {each.path for each in findings}
    findings += [each for each in unknown_sources if each.path not in wrong_paths]
    if valid.document is None:
        found = _sort_and_limit_diagnostics(findings, valid.omitted_count)
        return LoadResult(None, found, source_map)
    if folder is not None:
        bounds = find_bounds(folder, root, read_bytes)
        findings += check_kept_texts(source_map, valid.document.sources, bounds)
    document, faults, unnamed = valid.document.name_entries()
    findings += [describe_id_fault(source_map, fault) for fault in faults]
    former_id = slugify_text(stem) if stem and () in unnamed else ""
    return LoadResult(
        document.copy_with_source_map(source_map),
        _sort_and_limit_diagnostics(findings, valid.omitted_count),
        source_map,
        unnamed,
        "" if former_id == document.id else former_id,
    )


def _sort_and_limit_diagnostics(
    findings: list[Diagnostic], omitted_count: int
) -> tuple[Diagnostic, ...]:
    """Return findings in the order of the file; beyond `MAX_REPORTED` only how many more."""
    findings.sort(key=lambda each: each.position)
    shown = findings[:MAX_REPORTED]
    omitted_count += len(findings) - len(shown)
    if omitted_count:
        message, hint = f"and {omitted_count:,} more", "correct those above first"
        shown.append(Diagnostic(shown[-1].position, "error", message, hint))
    return tuple(shown)
