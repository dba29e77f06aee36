"""The ids of entries: missing ones are made, and wrong ones and unknown sources are found."""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, Protocol, TypeAlias, TypeVar, cast

from itinerary.codes import Code
from itinerary.diagnostics import (
    NodePath,
    Remedy,
    Replacement,
    format_path,
    shorten_text,
    suggest_choices,
)
from itinerary.document.entries import BackgroundEvent, Event
from itinerary.document.legs import Leg, Programme, iterate_events, replace_events
from itinerary.document.node import Node
from itinerary.document.vocabulary import find_visibility

# "$trip" and "$published" name dates that no entry has.
RESERVED_IDS = frozenset({"trip", "published"})
MAX_SLUG = 60
# The fields that cite no source: the list of them, and the fields of the writer's own.
_WITHOUT_CITATIONS = frozenset({"sources", "extensions"})
# Letters that have no decomposition into a base letter and a mark.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
)
# Other letters, digits and pictures; what modifies letters ("Hawaiʻi") is like an apostrophe.
_LOST_CATEGORIES = frozenset({"Ll", "Lo", "Lt", "Lu", "Nd", "Nl", "No", "So"})
_SIGN_OF_NAME = re.compile(r"[a-z][+#](?![a-z0-9])")
NamedEntry: TypeAlias = Leg | Event | BackgroundEvent
_REFERENCE = re.compile(r"\$([A-Za-z0-9][A-Za-z0-9_-]*)(?:\.(?:start|end)\b)?")
_EntryType = TypeVar("_EntryType", Leg, Event, BackgroundEvent)


def slugify_text(text: str) -> str:
    """Return a text as an id: at most 60 small ASCII letters, digits and hyphens.

    A text that loses letters in it, those of another script or those behind the 60th, ends with a
    number that is the same each time: so that two trips do not share an id.

    >>> slugify_text("Déjeuner à l'Élysée, 12:30")
    'dejeuner-a-l-elysee-12-30'
    >>> slugify_text("Кремль"), slugify_text("東京 2026"), slugify_text("大阪 2026")
    ('x-ea7cc277', '2026-bf4ede39', '2026-78eef448')
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    ascii_text = decomposed.encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", ascii_text).strip("-")
    if slug and len(slug) <= MAX_SLUG and not _loses_letters(decomposed):
        return slug
    number = f"{zlib.crc32(text.encode(errors='replace')):08x}"
    return f"{slug[: MAX_SLUG - len(number) - 1].strip('-') or 'x'}-{number}"


def _loses_letters(decomposed: str) -> bool:
    """Return whether something of a text counts that ASCII has no letter for, as in "C++", too."""
    others = (unicodedata.category(each) for each in decomposed if not each.isascii())
    return bool(_SIGN_OF_NAME.search(decomposed)) or not _LOST_CATEGORIES.isdisjoint(others)


class IdFault(NamedTuple):
    """An id that cannot stand, or one that leads nowhere.

    Attributes:
        path: Where it stands, as ("events", 1, "id").
        name: The id.
        code: RESERVED_ID, DUPLICATE_ID or UNKNOWN_SOURCE.
        owner: Of a duplicate, the path of the entry that has the id already.
    """

    path: NodePath
    name: str
    code: Code
    owner: NodePath = ()

    def describe(self, owner: str = "", known: Iterable[str] = ()) -> tuple[str, str]:
        """Return what is wrong and what to write instead.

        Args:
            owner: The entry that has the id already, as people write its path; without it, `owner`.
            known: The ids of the sources that there are.
        """
        name = shorten_text(self.name)
        match self.code:
            case Code.RESERVED_ID:
                message = f"the id '{name}' is reserved: '${name}' is a date of the document itself"
                other = Replacement(self.name, f"{self.name}-2")
                return message, Remedy("write another", [other])
            case Code.DUPLICATE_ID:
                message = f"the id '{name}' is taken by {owner or format_path(self.owner)}"
                other = Replacement(self.name, f"{self.name}-2")
                return message, Remedy(f"write another, such as '{name}-2'", [other])
            case _:
                remedy = "list it under sources, with its publisher and title"
                message = f"no source is called '{name}'"
                return message, suggest_choices(self.name, known) or remedy


class NamedEntries(NamedTuple):
    """The entries of a document, each with an id.

    Attributes:
        fields: The fields of the document that hold entries.
        faults: What is wrong with the ids that were written.
        unnamed: The paths of the entries that had none.
    """

    fields: dict[str, Any]
    faults: list[IdFault]
    unnamed: tuple[NodePath, ...]


class _Entries(Programme, Protocol):
    """What holds entries: a document."""

    @property
    def legs(self) -> tuple[Leg, ...]: ...

    @property
    def background(self) -> tuple[BackgroundEvent, ...]: ...


def name_entries(document: _Entries) -> NamedEntries:
    """Return the entries of a document, each with an id, made of its title or place if need be.

    The second entry of one title gets "-2"; what more people may read of comes first, and a title
    counts without the entries that it refers to ("Lunch before $talks"), so that an id tells no
    reader of an entry that is hidden from them. An id that was made stays, unless another entry
    has it.
    """
    entries = dict(_iterate_entries(document))
    owners = _IdOwners()
    written = {path: entry for path, entry in entries.items() if has_written_id(entry)}
    stated = ((path, entry.id or "") for path, entry in written.items())
    faults = [fault for path, name in stated if (fault := owners.register(path, name))]
    unnamed = [path for path in entries if path not in written]
    for path in unnamed:
        owners.keep(path, entries[path].id)
    titles = _list_titles_without_references(entries)
    for path in sorted(entries, key=lambda each: _measure_level(each, entries)):
        if path not in owners.ids:
            owners.make(path, titles[path])
    legs = (
        leg.copy_with_generated(**_name_events(leg, owners.ids, ("legs", at)))
        for at, leg in enumerate(document.legs)
    )
    fields = {
        "legs": _fill_in_ids(tuple(legs), owners.ids, ("legs",)),
        **_name_events(document, owners.ids, ()),
        "background": _fill_in_ids(document.background, owners.ids, ("background",)),
    }
    return NamedEntries(fields, faults, tuple(unnamed))


def has_written_id(item: Node) -> bool:
    """Return whether somebody wrote the id of a part of a document: else it was made."""
    return "id" in item.model_fields_set and getattr(item, "id", None) is not None


def find_unknown_sources(root: object, known: Container[str]) -> Iterator[IdFault]:
    """Yield a fault for each source that a document cites and does not list.

    Args:
        root: The document, or the plain data of its file.
        known: The ids of the sources that it lists.
    """
    for path, name in _iterate_cited_sources(root, ()):
        if name not in known:
            yield IdFault(path, name, Code.UNKNOWN_SOURCE)


class _IdOwners:
    """Which entry has which id, and the next number of each id that was asked for again.

    Attributes:
        ids: The ids by the paths of their entries.
    """

    def __init__(self) -> None:
        self.ids: dict[NodePath, str] = {}
        self._owners: dict[str, NodePath] = {}
        self._counts: dict[str, int] = {}

    def register(self, path: NodePath, name: str) -> IdFault | None:
        """Make an entry the owner of the id that it states, or return why it cannot be."""
        if name in RESERVED_IDS:
            return IdFault((*path, "id"), name, Code.RESERVED_ID)
        owner = self._owners.get(name)
        if owner is not None:
            return IdFault((*path, "id"), name, Code.DUPLICATE_ID, owner)
        self._add(path, name)
        return None

    def keep(self, path: NodePath, name: str | None) -> None:
        """Make an entry the owner of the id that was made for it before, if it is free."""
        if name and name not in self._owners:
            self._add(path, name)

    def make(self, path: NodePath, title: str) -> None:
        """Give an entry the first of "dinner", "dinner-2", "dinner-3" that no entry has."""
        base = name = slugify_text(title)
        while name in self._owners or name in RESERVED_IDS:
            self._counts[base] = self._counts.get(base, 1) + 1
            name = f"{base}-{self._counts[base]}"
        self._add(path, name)

    def _add(self, path: NodePath, name: str) -> None:
        self.ids[path], self._owners[name] = name, path


def _iterate_entries(document: _Entries) -> Iterator[tuple[NodePath, NamedEntry]]:
    for number, leg in enumerate(document.legs):
        yield ("legs", number), leg
        yield from ((("legs", number, *each.path), each.event) for each in iterate_events(leg))
    yield from ((each.path, each.event) for each in iterate_events(document))
    yield from ((("background", at), event) for at, event in enumerate(document.background))


def _measure_level(path: NodePath, entries: Mapping[NodePath, NamedEntry]) -> int:
    """Return how few may read of an entry; what is in a leg is no more public than the leg."""
    return find_visibility(entries[path], entries.get(path[:2])).level


def _list_titles_without_references(entries: Mapping[NodePath, NamedEntry]) -> dict[NodePath, str]:
    """Return the titles of entries, without the names of others as in "Lunch after $talks.end"."""
    titles = {path: entry.named_after for path, entry in entries.items()}
    if not any("$" in title for title in titles.values()):
        return titles
    names = {(entry.id or slugify_text(titles[path])).lower() for path, entry in entries.items()}

    def drop_reference(found: re.Match[str]) -> str:
        name = found[1].lower()
        is_known = name in names or re.sub(r"-\d+$", "", name) in names  # of two of one title
        return "" if is_known else found[0]

    return {path: _REFERENCE.sub(drop_reference, title) for path, title in titles.items()}


def _name_events(holder: Programme, ids: Mapping[NodePath, str], path: NodePath) -> dict[str, Any]:
    return replace_events(holder, lambda at, event: _set_id(event, ids[*path, *at]))


def _fill_in_ids(
    entries: tuple[_EntryType, ...], ids: Mapping[NodePath, str], path: NodePath
) -> tuple[_EntryType, ...]:
    return tuple(_set_id(entry, ids[*path, at]) for at, entry in enumerate(entries))


def _set_id(entry: _EntryType, id: str) -> _EntryType:
    return entry if entry.id == id else entry.copy_with_generated(id=id)


def _iterate_cited_sources(node: object, path: NodePath) -> Iterator[tuple[NodePath, str]]:
    for step, value in _iterate_children(node):
        if value.__class__ is str:
            if step == "source":
                yield (*path, step), str(value)
        elif step not in _WITHOUT_CITATIONS and not str(step).startswith("x-"):
            yield from _iterate_cited_sources(value, (*path, step))


def _iterate_children(node: object) -> Iterable[tuple[str | int, object]]:
    if isinstance(node, list | tuple):
        return enumerate(cast("Sequence[object]", node))
    if isinstance(node, Node):
        return vars(node).items()
    return cast("dict[str, object]", node).items() if isinstance(node, dict) else ()
