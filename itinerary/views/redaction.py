"""A Timeline and an audience in; its Document without what that audience may not read out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from itinerary.diagnostics import NodePath
from itinerary.document import BackgroundEvent, Claim, Document, Event, Leg
from itinerary.document.vocabulary import DateField, Visibility
from itinerary.resolving.dependencies import collect_tasks
from itinerary.timeline import Timeline

HIDDEN_ANCHOR = "another date"  # stands in the words of a claim for the name of a hidden entry
_DATE_FIELDS = frozenset(map(str, DateField))
_ANCHOR_NAME = re.compile(r"\$([A-Za-z0-9][A-Za-z0-9_-]*)(?:\.(?:start|end)\b)?")
_Dated = TypeVar("_Dated", Document, Leg, Event, BackgroundEvent)
_Visible = TypeVar("_Visible", Leg, Event)
_Named = TypeVar("_Named", Event, BackgroundEvent)


class Redaction:
    """What one audience may not read of a document.

    An event is as visible as its leg, or less. With an entry goes its name, wherever the dates of
    others count from it. Sources that nothing else cites go, too. The public gets no contacts and
    no booking numbers. All else is as visible as the document.
    """

    def __init__(self, timeline: Timeline, audience: Visibility) -> None:
        self._document, self._audience = timeline.document, audience
        self._tasks = collect_tasks(timeline.document)
        self.hidden_ids = {*self._find_hidden_tasks(), *self._find_hidden_entries(timeline)}
        self._hidden_names = {id_.casefold() for id_ in self.hidden_ids}
        self._cited_sources = self._collect_cited_sources()

    def hides_anything_dated(self) -> bool:
        """Whether entries or sources are hidden, on which dates, their order or the stamp rest."""
        return bool(self.hidden_ids) or not self._document.sources.keys() <= self._cited_sources

    def redact_document(self) -> Document:
        """Return the document as the audience may read it; it no longer knows its own text.

        Every entry keeps its id, also one that has it only from its position.
        """
        document, cited = self._name_entries(), self._cited_sources
        update = {
            "legs": tuple(map(self.redact_leg, self._select_readable(document.legs))),
            "events": tuple(map(self.redact_event, self._select_readable(document.events))),
            "background": tuple(map(self.redact_dates, document.background)),
            "sources": {id_: each for id_, each in document.sources.items() if id_ in cited},
            "contacts": () if self._is_public else document.contacts,
        }
        return self.redact_dates(document).copy_unchecked(update).copy_with_source_map(None)

    def redact_item(self, item: Leg | Event | BackgroundEvent) -> Leg | Event | BackgroundEvent:
        """Return a leg, an event or background without what of it is hidden."""
        match item:
            case Leg():
                return self.redact_leg(item)
            case Event():
                return self.redact_event(item)
            case BackgroundEvent():
                return self.redact_dates(item)

    def redact_leg(self, leg: Leg) -> Leg:
        """Return a leg without what of it, and of the events in it, is hidden."""
        events = tuple(map(self.redact_event, self._select_readable(leg.events)))
        return self.redact_dates(leg).copy_unchecked({"events": events})

    def redact_event(self, event: Event) -> Event:
        """Return an event without what of it is hidden."""
        redacted = self.redact_dates(event)
        if not self._is_public:
            return redacted
        return redacted.copy_unchecked({"contacts": (), "booking": None})

    def redact_dates(self, item: _Dated) -> _Dated:
        """Return a part of the document whose dates do not name hidden entries."""
        names = _DATE_FIELDS & type(item).model_fields.keys()
        found = {name: claims for name in names if (claims := getattr(item, name))}
        update = {name: tuple(map(self.redact_claim, each)) for name, each in found.items()}
        return item.copy_unchecked(update)

    def redact_claim(self, claim: Claim) -> Claim:
        """Return a claim whose words do not name hidden entries."""
        texts = {name: getattr(claim, name) for name in ("says", "reads", "said", "note")}
        changed = {
            name: redacted
            for name, text in texts.items()
            if text and (redacted := self.redact_text(text)) != text
        }
        return claim.copy_unchecked(changed) if changed else claim

    def redact_text(self, text: str) -> str:
        """Return a text without the names of hidden entries, as in "two days after $visit.end"."""
        return _ANCHOR_NAME.sub(self._replace_hidden_anchor, text)

    def _replace_hidden_anchor(self, found: re.Match[str]) -> str:
        return HIDDEN_ANCHOR if found[1].casefold() in self._hidden_names else found[0]

    @property
    def _is_public(self) -> bool:
        return self._audience == Visibility.PUBLIC

    def _find_hidden_tasks(self) -> Iterator[str]:
        for id_, task in self._tasks.items():
            if not (self._can_read(task.item) and self._can_read(task.leg)):
                yield id_

    def _find_hidden_entries(self, timeline: Timeline) -> Iterator[str]:
        """Find what is hidden in the timeline, though it may not be in the document."""
        entries = (*timeline.entries, *timeline.enclosing_legs)
        hidden = {entry.id for entry in entries if not self._can_read(entry.item)}
        yield from hidden
        yield from (entry.id for entry in entries if entry.leg in hidden)

    def _can_read(self, item: object) -> bool:
        return not isinstance(item, Leg | Event) or self._audience.includes(item.visibility)

    def _select_readable(self, items: Iterable[_Visible]) -> Iterator[_Visible]:
        return filter(self._can_read, items)

    def _collect_cited_sources(self) -> set[str | None]:
        """Collect the sources that disputes, or entries that the audience may read, cite."""
        disputes = self._document.disputes
        cited = {account.source for dispute in disputes for account in dispute.accounts}
        for id_, task in self._tasks.items():
            if id_ not in self.hidden_ids:
                cited |= {claim.source for claims in task.dates.values() for claim in claims}
                cited |= {getattr(item, "source", None) for item in (task.item, task.leg)}
        return cited

    def _name_entries(self) -> Document:
        """Return the document with an id on each entry: what is hidden moves no position."""
        document = self._document
        ids = {task.path: id_ for id_, task in self._tasks.items()}
        update = {
            "legs": tuple(
                leg.copy_unchecked(
                    {
                        "id": ids["legs", number],
                        "events": _copy_with_ids(leg.events, ids, ("legs", number, "events")),
                    }
                )
                for number, leg in enumerate(document.legs)
            ),
            "events": _copy_with_ids(document.events, ids, ("events",)),
            "background": _copy_with_ids(document.background, ids, ("background",)),
        }
        return document.copy_unchecked(update)


def _copy_with_ids(
    items: Iterable[_Named], ids: Mapping[NodePath, str], path: NodePath
) -> tuple[_Named, ...]:
    return tuple(
        item.copy_unchecked({"id": ids[*path, number]}) for number, item in enumerate(items)
    )
