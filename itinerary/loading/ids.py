"""A valid document in; the same with an id on each entry out, and a diagnostic for each name that two share or nobody bears."""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Iterator
from typing import Any, NamedTuple

from itinerary.diagnostics import Diagnostic, shorten_text, suggest_choices
from itinerary.document import BackgroundEvent, Document, Event, Leg
from itinerary.loading.source_map import SourceMap
from itinerary.loading.tree import NodePath

RESERVED_IDS = frozenset(
    {"trip", "published"}
)  # "$trip" and "$published" name dates that no entry has
MAX_SLUG = 60
MAX_COMPARISONS = 10_000  # of unknown sources with known ones; more would take too long
# Letters that have no decomposition into a base letter and a mark.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
)
_Entry = Leg | Event | BackgroundEvent


def slugify_text(text: str) -> str:
    """A text as an id: small ASCII letters, digits and hyphens, at most 60; a text in another script becomes a number of its own.

    >>> slugify_text("Déjeuner à l'Élysée, 12:30")
    'dejeuner-a-l-elysee-12-30'
    >>> slugify_text("Кремль")
    'x-ea7cc277'
    """
    folded = (
        unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
        .encode("ascii", "ignore")
        .decode()
    )
    plain = re.sub(r"[^a-z0-9]+", "-", folded).strip("-")[:MAX_SLUG].strip("-")
    return plain or f"x-{zlib.crc32(text.encode(errors='replace')):08x}"


class IdAssignment(NamedTuple):
    """A document whose every entry has an id; what is wrong with the written ones; and the paths of the entries that had none."""

    document: Document
    findings: list[Diagnostic]
    unnamed: tuple[NodePath, ...]


def assign_ids(written: SourceMap, document: Document, default: str) -> IdAssignment:
    """The document with the missing ids filled in, each from its title or place; a second one of a name gets "-2"."""
    entries = dict(_iterate_entries(document))
    owners: dict[str, NodePath] = {}
    findings = [
        wrong
        for path, entry in entries.items()
        if (wrong := _register_id(written, path, entry.id, owners))
    ]
    ids = {path: name for name, path in owners.items()}
    counts: dict[str, int] = {}
    for path, entry in entries.items():
        if path not in ids:
            ids[path] = _find_free_id(slugify_text(_choose_title(entry)), owners, counts)
            owners[ids[path]] = path
    unnamed = (path for path, entry in (((), document), *entries.items()) if entry.id is None)
    return IdAssignment(_fill_in_ids(document, ids, default), findings, tuple(unnamed))


def _iterate_entries(document: Document) -> Iterator[tuple[NodePath, _Entry]]:
    for number, leg in enumerate(document.legs):
        yield ("legs", number), leg
        yield from ((("legs", number, "events", at), event) for at, event in enumerate(leg.events))
    yield from ((("events", at), event) for at, event in enumerate(document.events))
    yield from ((("background", at), event) for at, event in enumerate(document.background))


def _choose_title(entry: _Entry) -> str:
    return entry.title or (entry.place.name if entry.place else "")


def _register_id(
    written: SourceMap, path: NodePath, name: str | None, owners: dict[str, NodePath]
) -> Diagnostic | None:
    """Make an entry the owner of its id, or say why it cannot be."""
    if name is None:
        return None
    if name in RESERVED_IDS:
        message = f"the id '{name}' is reserved: '${name}' is a date of the document itself"
        return written.create_diagnostic(
            (*path, "id"), "error", message, "write another", "reserved-id"
        )
    if owners.setdefault(name, path) == path:
        return None
    first = (*owners[name], "id")
    message = f"the id '{name}' is taken by {written.format_path(owners[name])} at {written.find_position(first)}"
    return written.create_diagnostic(
        (*path, "id"), "error", message, f"write another, such as '{name}-2'", "duplicate-id"
    )


def _find_free_id(base: str, owners: dict[str, NodePath], counts: dict[str, int]) -> str:
    """The first of "dinner", "dinner-2", "dinner-3" that no entry has."""
    name = base
    while name in owners or name in RESERVED_IDS:
        counts[base] = counts.get(base, 1) + 1
        name = f"{base}-{counts[base]}"
    return name


def _fill_in_ids(document: Document, ids: dict[NodePath, str], default: str) -> Document:
    legs = tuple(
        leg.model_copy(
            update={
                "id": ids["legs", number],
                "events": _copy_entries_with_ids(leg.events, ids, ("legs", number, "events")),
            }
        )
        for number, leg in enumerate(document.legs)
    )
    events = _copy_entries_with_ids(document.events, ids, ("events",))
    background = _copy_entries_with_ids(document.background, ids, ("background",))
    name = document.id or slugify_text(default or document.title)
    return document.model_copy(
        update={"id": name, "legs": legs, "events": events, "background": background}
    )


def _copy_entries_with_ids(
    entries: tuple[Any, ...], ids: dict[NodePath, str], path: NodePath
) -> tuple[Any, ...]:
    return tuple(
        entry if entry.id == ids[*path, at] else entry.model_copy(update={"id": ids[*path, at]})
        for at, entry in enumerate(entries)
    )


def find_unknown_sources(written: SourceMap) -> list[Diagnostic]:
    """An error for each reference to a source that the document does not have, sound or not."""
    known = (written.root.get("sources") or {}) if isinstance(written.root, dict) else {}
    if not isinstance(known, dict):
        return []
    found = [
        (path, name)
        for path, name in _iterate_source_references(written.root, ())
        if name not in known
    ]
    return [
        _report_unknown_source(
            written, path, name, list(known) if len(found) * len(known) < MAX_COMPARISONS else []
        )
        for path, name in found
    ]


def _report_unknown_source(
    written: SourceMap, path: NodePath, name: str, known: list[str]
) -> Diagnostic:
    hint = suggest_choices(name, known) or "list it under sources, with its publisher and title"
    return written.create_diagnostic(
        path, "error", f"no source is called '{shorten_text(name)}'", hint, "unknown-source"
    )


def _iterate_source_references(node: Any, path: NodePath) -> Iterator[tuple[NodePath, str]]:
    if isinstance(node, list):
        for at, value in enumerate(node):
            if value.__class__ is not str:
                yield from _iterate_source_references(value, (*path, at))
    elif isinstance(node, dict):
        if isinstance(source := node.get("source"), str):
            yield (*path, "source"), source
        for name, value in node.items():
            if value.__class__ is not str and name != "sources" and not name.startswith("x-"):
                yield from _iterate_source_references(value, (*path, name))
