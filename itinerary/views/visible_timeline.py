"""A Timeline and an audience in; the Timeline of what its document says without the rest out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from itinerary.diagnostics import NodePath
from itinerary.document import BackgroundEvent, Document, Event, Leg
from itinerary.document.vocabulary import Visibility
from itinerary.places import Place
from itinerary.resolving import resolve
from itinerary.timeline import Dating, Entry, Reading, Step, Timeline, Verdict
from itinerary.timeline.order import sort_entries
from itinerary.views.redaction import Redaction

_OUTSIDE_LEGS = (("events",), ("days",))
WITHHELD_WORDS = "…"  # stand for words that would tell when something hidden is


def build_visible_timeline(timeline: Timeline, audience: Visibility) -> Timeline:
    """Return what an audience may read of a timeline, as `for_audience` says."""
    redaction = Redaction(timeline, audience)
    document = redaction.redact_document()
    if not redaction.hides_anything_dated():
        return _replace_items(timeline, document, redaction)
    return _AudienceView(timeline, redaction, resolve(document)).build_timeline()


def _replace_items(timeline: Timeline, document: Document, redaction: Redaction) -> Timeline:
    """Return a timeline of which no date is hidden, without what else is, such as contacts."""
    entries, enclosing_legs = (
        tuple(_replace_item(entry, document, redaction) for entry in group)
        for group in (timeline.entries, timeline.enclosing_legs)
    )
    return replace(
        timeline, document=document, entries=entries, enclosing_legs=enclosing_legs, diagnostics=()
    )


def _replace_item(entry: Entry, document: Document, redaction: Redaction) -> Entry:
    datings = (
        Dating(
            dating.name,
            tuple(
                replace(each, claim=redaction.redact_node(each.claim)) for each in dating.readings
            ),
        )
        for dating in entry.datings
    )
    return replace(entry, item=_redact_item(entry, document, redaction), datings=tuple(datings))


def _redact_item(
    entry: Entry, document: Document, redaction: Redaction
) -> Document | Leg | Event | BackgroundEvent:
    if isinstance(entry.item, Document):
        return document
    return redaction.redact_item(entry.item)


class _AudienceView:
    """A timeline beside what the document comes to without its hidden part."""

    def __init__(self, whole: Timeline, redaction: Redaction, visible: Timeline) -> None:
        self._whole, self._redaction, self._visible = whole, redaction, visible
        self._twins = {entry.id: entry for entry in self._visible.entries}
        self._counting_from_hidden = redaction.find_ids_counting_from_hidden()

    def build_timeline(self) -> Timeline:
        """Return the visible entries of the whole timeline, in the order of what is visible."""
        entries = sorted(self._view_entries(self._whole.entries), key=_find_document_order)
        return replace(
            self._visible,
            entries=sort_entries(entries),
            diagnostics=(),
            enclosing_legs=tuple(self._view_entries(self._whole.enclosing_legs)),
        )

    def _view_entries(self, entries: tuple[Entry, ...]) -> Iterator[Entry]:
        for entry in entries:
            if entry.id not in self._redaction.hidden_ids:
                yield self._view_entry(entry)

    def _view_entry(self, entry: Entry) -> Entry:
        """Return an entry as it is without what is hidden, but with its true dates."""
        twin = self._twins.get(entry.id)
        if twin is not None and _is_implied(entry):
            return twin
        if twin is None or not self._has_same_claims(entry, twin):
            return self._redact_entry(entry)
        if entry.id not in self._counting_from_hidden and _is_dated_as_well(entry, twin):
            return twin
        pairs = zip(entry.datings, twin.datings, strict=True)
        return replace(twin, datings=tuple(self._view_dating(*pair) for pair in pairs))

    def _has_same_claims(self, entry: Entry, twin: Entry) -> bool:
        """Whether two entries come from one place in the document."""
        redact = self._redaction.redact_node
        return [
            (dating.name, [redact(reading.claim) for reading in dating.readings])
            for dating in entry.datings
        ] == [
            (dating.name, [reading.claim for reading in dating.readings]) for dating in twin.datings
        ]

    def _view_dating(self, dating: Dating, twin: Dating) -> Dating:
        """Return a date as it is without what is hidden, if it comes out the same."""
        pairs = tuple(zip(dating.readings, twin.readings, strict=True))
        if all(_has_same_result(*pair) and pair[0].verdict == pair[1].verdict for pair in pairs):
            return twin
        readings = [_withhold_origin(*pair) for pair in pairs]
        words = {
            f"“{reading.claim.says}”": f"“{new.claim.says}”"
            for reading, new in zip(dating.readings, readings, strict=True)
        }
        return Dating(dating.name, tuple(self._redact_reason(each, words) for each in readings))

    def _redact_reason(self, reading: Reading, words: Mapping[str, str]) -> Reading:
        """Return a reading whose reason quotes no more than the claims on its date still say."""
        if reading.verdict == Verdict.SLIP:  # the reason names the dates of the trip
            return replace(reading, reason="")
        reason = reading.reason
        for old, new in words.items():
            reason = reason.replace(old, new)
        return replace(reading, reason=self._redaction.redact_text(reason))

    def _redact_entry(self, entry: Entry) -> Entry:
        """Return an entry that was not resolved from the document, without hidden names."""
        datings = (
            Dating(dating.name, tuple(map(self._redact_reading, dating.readings)))
            for dating in entry.datings
        )
        return replace(
            entry,
            item=_redact_item(entry, self._visible.document, self._redaction),
            title=self._redaction.redact_text(entry.title),
            datings=tuple(datings),
            place=self._redact_place(entry.place),
            destination=self._redact_place(entry.destination),
        )

    def _redact_place(self, place: Place | None) -> Place | None:
        redact = self._redaction.redact_text
        return place and place._replace(name=redact(place.name), address=redact(place.address))

    def _redact_reading(self, reading: Reading) -> Reading:
        redact = self._redaction
        return replace(
            reading,
            claim=redact.redact_node(reading.claim),
            explanation=tuple(Step(kind, redact.redact_text(text)) for kind, text in reading.steps),
            reason=redact.redact_text(reading.reason),
            problem=redact.redact_text(reading.problem),
        )


def _is_dated_as_well(entry: Entry, twin: Entry) -> bool:
    """Whether each claim that comes to a date also does without what is hidden."""
    pairs = zip(_list_readings(entry), _list_readings(twin), strict=True)
    return all(new.intervals or not reading.intervals for reading, new in pairs)


def _list_readings(entry: Entry) -> list[Reading]:
    return [reading for dating in entry.datings for reading in dating.readings]


def _is_implied(entry: Entry) -> bool:
    """Whether nobody stated its date: it is open, or how it was found begins its explanation."""
    steps = (reading.steps for reading in _list_readings(entry))
    return all(each[:1] and each[0].kind == "fallback" for each in steps)


def _has_same_result(reading: Reading, twin: Reading) -> bool:
    """Whether a claim comes to the same date without what is hidden, and by the same words."""
    return reading.intervals == twin.intervals and reading.claim.words == twin.claim.words


def _withhold_origin(reading: Reading, twin: Reading) -> Reading:
    """Return a reading with its true result, and without how that came about if it is hidden."""
    if _has_same_result(reading, twin):
        return replace(twin, verdict=reading.verdict, reason=reading.reason)
    claim = twin.claim
    if claim.words == reading.claim.words:  # they name nothing hidden, but count from it
        claim = claim.copy_unchecked({"says": WITHHELD_WORDS, "reads": None, "edtf": None})
    result = " and ".join(interval.edtf for interval in reading.intervals) or "open"
    steps = (Step("result", result),)
    return replace(reading, claim=claim, explanation=steps, problem="", reference=None)


def _find_document_order(entry: Entry) -> tuple[bool, NodePath]:
    """Return a key that sorts entries as the document has them: legs and their events first."""
    return entry.path[:1] in _OUTSIDE_LEGS, entry.path
