"""A Timeline in; a Timeline of what an audience may read of it out.

What is left keeps its dates, its UIDs and the stamp, so that a calendar takes an event of a part for the same as that of the whole.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import TypeVar, cast

from itinerary.dates.arithmetic import enclose_intervals, widen_to_days
from itinerary.dates.interval import Interval, drop_time_zones
from itinerary.diagnostics import OptionError, require_choice
from itinerary.document import BackgroundEvent, Claim, Document, Event, Leg
from itinerary.document.vocabulary import Visibility
from itinerary.timeline import Dating, Entry, Reading, Step, Timeline

# From the widest; each also reads what those before it may.
AUDIENCES = tuple(Visibility)
_ANCHOR_NAME = re.compile(
    r"\$([A-Za-z0-9][A-Za-z0-9_-]*)(?:\.(?:start|end)\b)?"
)  # of another date: "$quito.start"
_WITHHELD = "another date"
_DATE_FIELDS = ("when", "depart", "arrive", "check_in", "check_out")
_Item = TypeVar("_Item", bound=Event | Leg | BackgroundEvent)


def for_audience(timeline: Timeline, audience: str) -> Timeline:
    """The timeline as an audience may read it: "public", "party" (what is public, too) or "staff", which reads all.

    An entry is as visible as its leg, or less. With it go its name in the dates that count from it, and their explanation. Of the
    sources those stay that the rest cites; the diagnostics go, which are for the author. The public gets no contacts and no booking
    numbers. What is the document's own (title, notes, disputes …) is as visible as the document.

    Raises OptionError for an unknown audience, so that a slip of the pen gives nothing away, and for one that the whole document is
    not for.
    """
    require_choice("audience", audience, AUDIENCES)
    if audience == AUDIENCES[-1]:
        return timeline
    seen = AUDIENCES[: AUDIENCES.index(audience) + 1]
    if timeline.document.visibility not in seen:
        raise OptionError(
            f"nothing of the document is for the {audience} - its visibility is {timeline.document.visibility}"
        )
    return _AudienceView(timeline, seen).build_timeline()


class _AudienceView:
    """What one audience reads of a timeline."""

    def __init__(self, whole: Timeline, seen: Collection[Visibility]) -> None:
        self.whole, self.seen, self.is_public = whole, seen, len(seen) == 1
        everything = (*whole.entries, *whole.enclosing_legs)
        legs = {
            entry.id
            for entry in everything
            if entry.section == "leg" and not self._can_read(entry.item)
        }
        self.hidden = {
            entry.id for entry in everything if not self._can_read(entry.item) or entry.leg in legs
        }
        self.hidden |= set(self._find_hidden_ids(whole.document))
        self.entries = [entry for entry in whole.entries if entry.id not in self.hidden]
        self.names = {id.casefold() for id in self.hidden}
        self.document = self._redact_document()
        self.hull = self._find_visible_trip_dates()

    def build_timeline(self) -> Timeline:
        """The timeline without what is hidden."""
        around = tuple(
            self._redact_entry(entry)
            for entry in self.whole.enclosing_legs
            if entry.id not in self.hidden
        )
        return replace(
            self.whole,
            document=self.document,
            entries=tuple(map(self._redact_entry, self.entries)),
            diagnostics=(),
            enclosing_legs=around,
        )

    def _can_read(self, item: object) -> bool:
        return not isinstance(item, Event | Leg) or item.visibility in self.seen

    def _find_hidden_ids(self, document: Document) -> Iterator[str]:
        """The ids of what is hidden in the document, be it in the timeline or not: dates may count from it."""
        for leg in document.legs:
            hidden = [
                event for event in leg.events if not (self._can_read(leg) and self._can_read(event))
            ]
            yield from (
                item.id for item in (*hidden, *([] if self._can_read(leg) else [leg])) if item.id
            )
        yield from (event.id for event in document.events if event.id and not self._can_read(event))

    # --- the document

    def _redact_document(self) -> Document:
        document = self.whole.document
        cited = _find_cited_sources(self.entries) | {
            account.source for dispute in document.disputes for account in dispute.accounts
        }
        update = {
            "legs": tuple(self._redact_item(leg) for leg in document.legs if self._can_read(leg)),
            "events": self._redact_events(document.events),
            "background": tuple(map(self._redact_item, document.background)),
            "sources": {id: source for id, source in document.sources.items() if id in cited},
            "contacts": () if self.is_public else document.contacts,
        }
        return document.model_copy(update=update).copy_with_source_map(None)

    def _redact_item(self, item: _Item) -> _Item:
        """A part of the document without the events in it that are hidden, their names, and what of it is not for the public."""
        return cast(
            _Item, item.model_copy(update=self._collect_redactions(item))
        )  # a copy of a union is of the same kind as the original

    def _collect_redactions(self, item: Event | Leg | BackgroundEvent) -> dict[str, object]:
        dates = {
            name: tuple(map(self._redact_claim, claims))
            for name in _DATE_FIELDS
            if (claims := getattr(item, name, None))
        }
        if isinstance(item, Leg):
            return {**dates, "events": self._redact_events(item.events)}
        return (
            {**dates, "contacts": (), "booking": None}
            if isinstance(item, Event) and self.is_public
            else {**dates}
        )

    def _redact_events(self, events: Iterable[Event]) -> tuple[Event, ...]:
        return tuple(self._redact_item(event) for event in events if self._can_read(event))

    # --- entries

    def _redact_entry(self, entry: Entry) -> Entry:
        item = self.document if isinstance(entry.item, Document) else self._redact_item(entry.item)
        if not self.hidden:
            return replace(entry, item=item)
        if _is_implied(entry):
            return replace(entry, item=item, datings=tuple(self._rebuild_implied_datings(entry)))
        datings = (
            replace(dating, readings=tuple(map(self._redact_reading, dating.readings)))
            for dating in entry.datings
        )
        return replace(entry, item=item, datings=tuple(datings))

    def _redact_reading(self, reading: Reading) -> Reading:
        """A reading without the names of what is hidden; one that counts from such keeps no explanation, since that dates it."""
        counts = self._redact_names(reading.claim.words) != reading.claim.words
        return replace(
            reading,
            claim=self._redact_claim(reading.claim),
            steps=tuple(
                Step(kind, self._redact_names(text))
                for kind, text in reading.steps
                if not counts or kind == "result"
            ),
            reason=self._redact_names(reading.reason),
            problem=self._redact_names(reading.problem),
        )

    def _redact_claim(self, claim: Claim) -> Claim:
        texts = {name: text for name in ("says", "reads", "note") if (text := getattr(claim, name))}
        changed = {
            name: new for name, text in texts.items() if (new := self._redact_names(text)) != text
        }
        return claim.model_copy(update=changed) if changed else claim

    def _redact_names(self, text: str) -> str:
        return _ANCHOR_NAME.sub(
            lambda found: _WITHHELD if found[1].casefold() in self.names else found[0], text
        )

    def _rebuild_implied_datings(self, entry: Entry) -> Iterator[Dating]:
        """The date of what lasts as long as the trip, where the trip is as long as its parts: of those that are seen."""
        if self.hull is None:
            return
        for dating in entry.datings:
            (reading,) = dating.readings
            steps = (*reading.steps[:-1], Step("result", self.hull.edtf))
            yield replace(dating, readings=(replace(reading, intervals=(self.hull,), steps=steps),))

    def _find_visible_trip_dates(self) -> Interval | None:
        """The dates of a trip that states none; those of its legs, else of its events."""
        for entry in self.entries:
            if entry.section == "trip" and not _is_implied(entry):
                return enclose_intervals(entry.intervals)
        dated = [
            entry
            for entry in self.entries
            if entry.section in ("leg", "event") and not _is_implied(entry)
        ]
        parts = "leg" if any(entry.section == "leg" for entry in dated) else "event"
        return enclose_intervals(
            widen_to_days(drop_time_zones(entry.interval))
            for entry in dated
            if entry.section == parts and entry.interval
        )


def _is_implied(entry: Entry) -> bool:
    """Whether an entry has a date that nobody stated: its explanation begins with how it was found instead."""
    readings = [reading for dating in entry.datings for reading in dating.readings]
    return bool(readings) and all(
        reading.steps[:1] and reading.steps[0].kind == "fallback" for reading in readings
    )


def _find_cited_sources(entries: Iterable[Entry]) -> set[str | None]:
    """The ids of the sources that entries cite."""
    found = {
        reading.source
        for entry in entries
        for dating in entry.datings
        for reading in dating.readings
    }
    return found | {entry.item.source for entry in entries if not isinstance(entry.item, Document)}
