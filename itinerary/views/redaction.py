"""A Timeline and an audience in; its Document without what that audience may not read out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from typing import Any, TypeGuard, TypeVar, cast

from itinerary.dates.grammar.token_kinds import fold_text
from itinerary.diagnostics import NodePath
from itinerary.document import BackgroundEvent, Document, Event, Leg
from itinerary.document.frozen_fields import FrozenDict
from itinerary.document.legs import Programme, replace_events
from itinerary.document.node import Node
from itinerary.document.vocabulary import Visibility
from itinerary.resolving.dependencies import DayTask, collect_days, collect_tasks, find_dependents
from itinerary.timeline import Timeline

HIDDEN_ANCHOR = "another date"  # stands in a text for the name of a hidden entry
_ANCHOR_NAME = re.compile(r"\$([a-z0-9][a-z0-9_-]*)(?:\.(?:start|end)\b)?")
_DOLLAR_SIGN = re.compile("[$\N{SMALL DOLLAR SIGN}\N{FULLWIDTH DOLLAR SIGN}]")  # folded, it is "$"
# What is the editor's own, in whatever part of a document: the `x-` fields, and for the record.
_EDITOR_FIELDS = frozenset({"extensions", "statements"})
_HIDDEN_FROM_PUBLIC: Mapping[str, Any] = {"contacts": (), "booking": None, "confirmation": None}
_NodeType = TypeVar("_NodeType", bound=Node)


class Redaction:
    """What one audience may not read of a document.

    An event is as visible as its leg, or less. With an entry goes its name ("$visit.end"), in
    whatever text it stands. Sources that nothing else cites go, too. The public gets no contacts
    and no booking numbers. Fields that begin with `x-` and the statements of sources are the
    editor's own, and go for every audience but staff. All else is as visible as the document.
    """

    def __init__(self, timeline: Timeline, audience: Visibility) -> None:
        self._document, self._audience = timeline.document, audience
        self._tasks = collect_tasks(timeline.document)
        self.hidden_ids = {*self._find_hidden_tasks(), *self._find_hidden_entries(timeline)}
        self._hidden_names = {id_.casefold() for id_ in self.hidden_ids}
        self._cited_sources = self._collect_cited_sources()
        # By identity, with what it is that of: a document, its entries and dates share their parts.
        self._redacted: dict[int, tuple[Node, Node]] = {}

    def hides_anything_dated(self) -> bool:
        """Whether entries or sources are hidden, on which dates, their order or the stamp rest."""
        return bool(self.hidden_ids) or not self._document.sources.keys() <= self._cited_sources

    def find_ids_counting_from_hidden(self) -> set[str]:
        """Find what the audience may read, but no date for it without something hidden."""
        visible = {id_: task for id_, task in self._tasks.items() if id_ not in self.hidden_ids}
        naming_hidden = {
            id_
            for id_, task in visible.items()
            for claims in (*task.dates.values(), *(task.day.dates.values() if task.day else ()))
            if any(self.redact_text(claim.words) != claim.words for claim in claims)
        }
        return find_dependents(visible, naming_hidden)

    def redact_document(self) -> Document:
        """Return the document as the audience may read it; it no longer knows its own text.

        Every entry keeps its id, also one that has it only from its position.
        """
        document, cited = self._name_entries(), self._cited_sources
        update = {
            "legs": tuple(map(self._strip_leg, self._select_readable(document.legs))),
            **self._strip_events(document),
            "sources": FrozenDict(
                {id_: each for id_, each in document.sources.items() if id_ in cited}
            ),
            "contacts": () if self._is_public else document.contacts,
        }
        return self.redact_node(document.copy_unchecked(update)).copy_with_source_map(None)

    def redact_item(self, item: Leg | Event | BackgroundEvent) -> Leg | Event | BackgroundEvent:
        """Return a leg, an event or background without what of it is hidden."""
        match item:
            case Leg():
                return self.redact_node(self._strip_leg(item))
            case Event():
                return self.redact_node(self._strip_event(item))
            case BackgroundEvent():
                return self.redact_node(item)

    def redact_node(self, node: _NodeType) -> _NodeType:
        """Return a part of the document without the editor's own fields and hidden names."""
        if id(node) not in self._redacted:
            self._redacted[id(node)] = node, self._redact_fields(node)
        return cast(_NodeType, self._redacted[id(node)][1])

    def _redact_fields(self, node: _NodeType) -> _NodeType:
        changed: dict[str, Any] = {}
        for name, field in type(node).model_fields.items():
            value = getattr(node, name)
            is_own = name in _EDITOR_FIELDS and value
            redacted = field.default if is_own else self._redact_value(value)
            if redacted is not value:
                changed[name] = redacted
        return node.copy_unchecked(changed) if changed else node

    def redact_text(self, text: str) -> str:
        """Return a text without the names of hidden entries, as in "two days after $visit.end".

        A name counts also where its case or accents are wrong.
        """
        if not _DOLLAR_SIGN.search(text):
            return text
        folded, offsets = fold_text(text)
        kept, end = "", 0
        for found in _ANCHOR_NAME.finditer(folded):
            if self._is_hidden_name(found[1]):
                kept += text[end : offsets[found.start()]] + HIDDEN_ANCHOR
                end = offsets[found.end()]
        return kept + text[end:]

    def _is_hidden_name(self, name: str) -> bool:
        """Return whether a name is hidden; a hyphen that ends it may be the text's own."""
        return not self._hidden_names.isdisjoint({name, name.rstrip("_-")})

    def _redact_value(self, value: Any) -> Any:
        """Return the value of a field without hidden names: the same object if it has none."""
        if isinstance(value, Node):
            return self.redact_node(value)
        redacted = value
        if isinstance(value, str) and not isinstance(value, Enum):
            redacted = self.redact_text(value)
        elif _is_sequence(value):
            redacted = type(value)(map(self._redact_value, value))
        elif _is_dict(value):
            redact = self._redact_value
            redacted = FrozenDict({redact(key): redact(each) for key, each in value.items()})
        return value if redacted == value else redacted

    def _strip_leg(self, leg: Leg) -> Leg:
        """Return a leg without its events that are hidden, and what is hidden in the others."""
        return leg.copy_unchecked(self._strip_events(leg))

    def _strip_events(self, holder: Programme) -> dict[str, Any]:
        """Return the events of a leg or document that the audience may read, and their days.

        A day goes with its events, unless it is said to have no others.
        """
        stripped = replace_events(holder, lambda _, event: self._strip_if_readable(event))
        days = (each for each in stripped["days"] if each.events or each.complete)
        return stripped | {"days": tuple(days)}

    def _strip_if_readable(self, event: Event) -> Event | None:
        return self._strip_event(event) if self._can_read(event) else None

    def _strip_event(self, event: Event) -> Event:
        """Return an event without the fields that are hidden."""
        return event.copy_unchecked(_HIDDEN_FROM_PUBLIC) if self._is_public else event

    @property
    def _is_public(self) -> bool:
        return self._audience == Visibility.PUBLIC

    def _find_hidden_tasks(self) -> Iterator[str]:
        for id_, task in self._tasks.items():
            if not self._audience.includes(task.visibility):
                yield id_

    def _find_hidden_entries(self, timeline: Timeline) -> Iterator[str]:
        """Find what is hidden in the timeline, though it may not be in the document."""
        entries = (*timeline.entries, *timeline.enclosing_legs)
        hidden = {entry.id for entry in entries if not self._audience.includes(entry.visibility)}
        yield from hidden
        yield from (entry.id for entry in entries if entry.leg in hidden)

    def _can_read(self, item: object) -> bool:
        return not isinstance(item, Leg | Event) or self._audience.includes(item.visibility)

    def _select_readable(self, legs: Iterable[Leg]) -> Iterator[Leg]:
        return filter(self._can_read, legs)

    def _collect_cited_sources(self) -> set[str | None]:
        """Collect the sources that disputes, or entries that the audience may read, cite."""
        disputes = self._document.disputes
        cited = {account.source for dispute in disputes for account in dispute.accounts}
        for day in self._iterate_readable_days():
            cited |= {claim.source for claim in day.dates["day"]}
        for id_, task in self._tasks.items():
            if id_ not in self.hidden_ids:
                cited |= {claim.source for claims in task.dates.values() for claim in claims}
                cited |= {getattr(item, "source", None) for item in (task.item, task.leg)}
        return cited

    def _iterate_readable_days(self) -> Iterator[DayTask]:
        for id_, task in self._tasks.items():
            if task.day and id_ not in self.hidden_ids:
                yield task.day
        for day in collect_days(self._document).values():
            if day.is_complete and not (day.leg and day.leg.id in self.hidden_ids):
                yield day

    def _name_entries(self) -> Document:
        """Return the document with an id on each entry: what is hidden moves no position."""
        document = self._document
        ids = {task.path: id_ for id_, task in self._tasks.items()}
        update = {
            "legs": tuple(
                leg.copy_unchecked(
                    {"id": ids["legs", number], **_name_events(leg, ids, ("legs", number))}
                )
                for number, leg in enumerate(document.legs)
            ),
            **_name_events(document, ids, ()),
            "background": tuple(
                past.copy_unchecked({"id": ids["background", number]})
                for number, past in enumerate(document.background)
            ),
        }
        return document.copy_unchecked(update)


def _is_sequence(value: object) -> TypeGuard[tuple[Any, ...] | list[Any]]:
    return isinstance(value, tuple | list)


def _is_dict(value: object) -> TypeGuard[dict[Any, Any]]:
    return isinstance(value, dict)


def _name_events(holder: Programme, ids: Mapping[NodePath, str], path: NodePath) -> dict[str, Any]:
    return replace_events(holder, lambda at, event: event.copy_unchecked({"id": ids[*path, *at]}))
