"""The ids of entries: missing ones are made; wrong ones and unknown sources are reported."""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Iterator, Mapping
from typing import NamedTuple, TypeVar

from itinerary.codes import Code
from itinerary.diagnostics import Diagnostic, shorten_text, suggest_choices
from itinerary.document import BackgroundEvent, Document, Event, Leg
from itinerary.document.vocabulary import Visibility
from itinerary.loading.source_map import SourceMap
from itinerary.loading.tree import NodePath, TreeNode

# "$trip" and "$published" name dates that no entry has.
RESERVED_IDS = frozenset({"trip", "published"})
MAX_SLUG = 60
MAX_COMPARISONS = 10_000  # of unknown sources with known ones; more would take too long
# Letters that have no decomposition into a base letter and a mark.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
)
_Entry = Leg | Event | BackgroundEvent
_EntryType = TypeVar("_EntryType", Event, BackgroundEvent)


def slugify_text(text: str) -> str:
    """Return a text as an id: at most 60 small ASCII letters, digits and hyphens.

    A text in another script becomes a number that is the same each time.

    >>> slugify_text("Déjeuner à l'Élysée, 12:30")
    'dejeuner-a-l-elysee-12-30'
    >>> slugify_text("Кремль")
    'x-ea7cc277'
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    ascii_text = decomposed.encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", ascii_text).strip("-")[:MAX_SLUG].strip("-")
    return slug or f"x-{zlib.crc32(text.encode(errors='replace')):08x}"


class IdAssignment(NamedTuple):
    """A document whose every entry has an id.

    Attributes:
        document: The document.
        findings: What is wrong with the ids that were written.
        unnamed: The paths of the entries that had none; () is the document itself.

    """

    document: Document
    findings: list[Diagnostic]
    unnamed: tuple[NodePath, ...]


def assign_ids(source_map: SourceMap, document: Document, default: str) -> IdAssignment:
    """Return a document with an id on each entry, made from its title or place where it has none.

    The second entry of one title gets "-2"; what more people may read of comes first, so that an
    id tells no reader of an entry that is hidden from them. The id of the document itself is made
    from `default`, or from its title if that is empty.
    """
    entries = dict(_iterate_entries(document))
    owners: dict[str, NodePath] = {}
    findings = [
        finding
        for path, entry in entries.items()
        if (finding := _register_id(source_map, path, entry.id, owners))
    ]
    ids = {path: name for name, path in owners.items()}
    counts: dict[str, int] = {}
    for path, entry in sorted(entries.items(), key=lambda each: _measure_level(each[0], entries)):
        if path not in ids:
            ids[path] = _find_free_id(slugify_text(_choose_title(entry)), owners, counts)
            owners[ids[path]] = path
    unnamed = [path for path, entry in entries.items() if entry.id is None]
    if document.id is None:
        unnamed.insert(0, ())
    return IdAssignment(_fill_in_ids(document, ids, default), findings, tuple(unnamed))


def _iterate_entries(document: Document) -> Iterator[tuple[NodePath, _Entry]]:
    for number, leg in enumerate(document.legs):
        yield ("legs", number), leg
        yield from ((("legs", number, "events", at), event) for at, event in enumerate(leg.events))
    yield from ((("events", at), event) for at, event in enumerate(document.events))
    yield from ((("background", at), event) for at, event in enumerate(document.background))


def _measure_level(path: NodePath, entries: Mapping[NodePath, _Entry]) -> int:
    """Return how few may read of an entry; what is in a leg is no more public than the leg."""
    nodes = (entries[path], entries[path[:2]])
    return max(getattr(each, "visibility", Visibility.PUBLIC).level for each in nodes)


def _choose_title(entry: _Entry) -> str:
    return entry.title or (entry.place.name if entry.place else "")


def _register_id(
    source_map: SourceMap, path: NodePath, name: str | None, owners: dict[str, NodePath]
) -> Diagnostic | None:
    """Make an entry the owner of its id, or return why it cannot be."""
    if name is None:
        return None
    id_path = (*path, "id")
    if name in RESERVED_IDS:
        message = f"the id '{name}' is reserved: '${name}' is a date of the document itself"
        hint = "write another"
        return source_map.create_diagnostic(id_path, "error", message, hint, Code.RESERVED_ID)
    owner = owners.setdefault(name, path)
    if owner == path:
        return None
    where = f"{source_map.format_path(owner)} at {source_map.find_position((*owner, 'id'))}"
    message = f"the id '{name}' is taken by {where}"
    hint = f"write another, such as '{name}-2'"
    return source_map.create_diagnostic(id_path, "error", message, hint, Code.DUPLICATE_ID)


def _find_free_id(base: str, owners: dict[str, NodePath], counts: dict[str, int]) -> str:
    """Return the first of "dinner", "dinner-2", "dinner-3" that no entry has."""
    name = base
    while name in owners or name in RESERVED_IDS:
        counts[base] = counts.get(base, 1) + 1
        name = f"{base}-{counts[base]}"
    return name


def _fill_in_ids(document: Document, ids: dict[NodePath, str], default: str) -> Document:
    legs = [
        leg.model_copy(
            update={
                "id": ids["legs", number],
                "events": _copy_entries_with_ids(leg.events, ids, ("legs", number, "events")),
            }
        )
        for number, leg in enumerate(document.legs)
    ]
    update = {
        "id": document.id or slugify_text(default or document.title),
        "legs": tuple(legs),
        "events": _copy_entries_with_ids(document.events, ids, ("events",)),
        "background": _copy_entries_with_ids(document.background, ids, ("background",)),
    }
    return document.model_copy(update=update)


def _copy_entries_with_ids(
    entries: tuple[_EntryType, ...], ids: dict[NodePath, str], path: NodePath
) -> tuple[_EntryType, ...]:
    return tuple(
        entry if entry.id == ids[*path, at] else entry.model_copy(update={"id": ids[*path, at]})
        for at, entry in enumerate(entries)
    )


def find_unknown_sources(source_map: SourceMap) -> list[Diagnostic]:
    """Return an error for each reference to a source that the document does not list.

    A source that is listed, but has mistakes of its own, is known.
    """
    listed = source_map.root.get("sources") if isinstance(source_map.root, dict) else None
    known = {} if listed is None else listed
    if not isinstance(known, dict):
        return []
    unknown = [
        (path, name)
        for path, name in _iterate_source_references(source_map.root, ())
        if name not in known
    ]
    choices = list(known) if len(unknown) * len(known) < MAX_COMPARISONS else []
    return [_report_unknown_source(source_map, path, name, choices) for path, name in unknown]


def _report_unknown_source(
    source_map: SourceMap, path: NodePath, name: str, known: list[str]
) -> Diagnostic:
    message = f"no source is called '{shorten_text(name)}'"
    hint = suggest_choices(name, known) or "list it under sources, with its publisher and title"
    return source_map.create_diagnostic(path, "error", message, hint, Code.UNKNOWN_SOURCE)


def _iterate_source_references(node: TreeNode, path: NodePath) -> Iterator[tuple[NodePath, str]]:
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
