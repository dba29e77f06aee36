"""A valid document in; the same with an id on each entry out, and a diagnostic for each name that two share or nobody bears."""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Iterator
from typing import Any, NamedTuple

from itinerary.diagnostics import Diagnostic, did_you_mean, short
from itinerary.document import BackgroundEvent, Document, Event, Leg
from itinerary.loading.source_map import Written
from itinerary.loading.tree import Path

RESERVED = frozenset({"trip", "published"})  # "$trip" and "$published" name dates that no entry has
MOST_SLUG = 60
MOST_COMPARISONS = 10_000  # of unknown sources with known ones; more would take too long
# Letters that have no decomposition into a base letter and a mark.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
)
_Entry = Leg | Event | BackgroundEvent


def slug(text: str) -> str:
    """A text as an id: small ASCII letters, digits and hyphens, at most 60; a text in another script becomes a number of its own.

    >>> slug("Déjeuner à l'Élysée, 12:30")
    'dejeuner-a-l-elysee-12-30'
    >>> slug("Кремль")
    'x-ea7cc277'
    """
    folded = (
        unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
        .encode("ascii", "ignore")
        .decode()
    )
    plain = re.sub(r"[^a-z0-9]+", "-", folded).strip("-")[:MOST_SLUG].strip("-")
    return plain or f"x-{zlib.crc32(text.encode(errors='replace')):08x}"


class Named(NamedTuple):
    """A document whose every entry has an id; what is wrong with the written ones; and the paths of the entries that had none."""

    document: Document
    findings: list[Diagnostic]
    unnamed: tuple[Path, ...]


def named(written: Written, document: Document, default: str) -> Named:
    """The document with the missing ids filled in, each from its title or place; a second one of a name gets "-2"."""
    entries = dict(_entries(document))
    owners: dict[str, Path] = {}
    findings = [
        wrong
        for path, entry in entries.items()
        if (wrong := _claimed(written, path, entry.id, owners))
    ]
    ids = {path: name for name, path in owners.items()}
    counts: dict[str, int] = {}
    for path, entry in entries.items():
        if path not in ids:
            ids[path] = _free(slug(_title(entry)), owners, counts)
            owners[ids[path]] = path
    unnamed = (path for path, entry in (((), document), *entries.items()) if entry.id is None)
    return Named(_with_ids(document, ids, default), findings, tuple(unnamed))


def _entries(document: Document) -> Iterator[tuple[Path, _Entry]]:
    for number, leg in enumerate(document.legs):
        yield ("legs", number), leg
        yield from ((("legs", number, "events", at), event) for at, event in enumerate(leg.events))
    yield from ((("events", at), event) for at, event in enumerate(document.events))
    yield from ((("background", at), event) for at, event in enumerate(document.background))


def _title(entry: _Entry) -> str:
    return entry.title or (entry.place.name if entry.place else "")


def _claimed(
    written: Written, path: Path, name: str | None, owners: dict[str, Path]
) -> Diagnostic | None:
    """Make an entry the owner of its id, or say why it cannot be."""
    if name is None:
        return None
    if name in RESERVED:
        message = f"the id '{name}' is reserved: '${name}' is a date of the document itself"
        return written.diagnostic((*path, "id"), "error", message, "write another", "reserved-id")
    if owners.setdefault(name, path) == path:
        return None
    first = (*owners[name], "id")
    message = (
        f"the id '{name}' is taken by {written.label(owners[name])} at {written.position(first)}"
    )
    return written.diagnostic(
        (*path, "id"), "error", message, f"write another, such as '{name}-2'", "duplicate-id"
    )


def _free(base: str, owners: dict[str, Path], counts: dict[str, int]) -> str:
    """The first of "dinner", "dinner-2", "dinner-3" that no entry has."""
    name = base
    while name in owners or name in RESERVED:
        counts[base] = counts.get(base, 1) + 1
        name = f"{base}-{counts[base]}"
    return name


def _with_ids(document: Document, ids: dict[Path, str], default: str) -> Document:
    legs = tuple(
        leg.model_copy(
            update={
                "id": ids["legs", number],
                "events": _renamed(leg.events, ids, ("legs", number, "events")),
            }
        )
        for number, leg in enumerate(document.legs)
    )
    events = _renamed(document.events, ids, ("events",))
    background = _renamed(document.background, ids, ("background",))
    name = document.id or slug(default or document.title)
    return document.model_copy(
        update={"id": name, "legs": legs, "events": events, "background": background}
    )


def _renamed(entries: tuple[Any, ...], ids: dict[Path, str], path: Path) -> tuple[Any, ...]:
    return tuple(
        entry if entry.id == ids[*path, at] else entry.model_copy(update={"id": ids[*path, at]})
        for at, entry in enumerate(entries)
    )


def strangers(written: Written) -> list[Diagnostic]:
    """An error for each reference to a source that the document does not have, sound or not."""
    known = (written.root.get("sources") or {}) if isinstance(written.root, dict) else {}
    if not isinstance(known, dict):
        return []
    found = [(path, name) for path, name in _references(written.root, ()) if name not in known]
    return [
        _stranger(
            written, path, name, list(known) if len(found) * len(known) < MOST_COMPARISONS else []
        )
        for path, name in found
    ]


def _stranger(written: Written, path: Path, name: str, known: list[str]) -> Diagnostic:
    hint = did_you_mean(name, known) or "list it under sources, with its publisher and title"
    return written.diagnostic(
        path, "error", f"no source is called '{short(name)}'", hint, "unknown-source"
    )


def _references(node: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(node, list):
        for at, value in enumerate(node):
            if value.__class__ is not str:
                yield from _references(value, (*path, at))
    elif isinstance(node, dict):
        if isinstance(source := node.get("source"), str):
            yield (*path, "source"), source
        for name, value in node.items():
            if value.__class__ is not str and name != "sources" and not name.startswith("x-"):
                yield from _references(value, (*path, name))
