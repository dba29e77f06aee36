"""A Timeline and an audience in; the Timeline of what that audience may read out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from itinerary.diagnostics import OptionError, require_choice
from itinerary.document import BackgroundEvent, Document, Event, Leg
from itinerary.document.vocabulary import Visibility
from itinerary.resolving import resolve
from itinerary.timeline import Dating, DocumentPath, Entry, Reading, Step, Timeline, Verdict
from itinerary.timeline.order import sort_entries
from itinerary.views.redaction import Redaction

AUDIENCES = tuple(Visibility)
"""From the widest to the narrowest; each may also read what those before it may."""

WITHHELD_WORDS = "…"  # stand for words that would tell when something hidden is


def for_audience(timeline: Timeline, audience: str) -> Timeline:
    """Return a timeline as an audience may read it: "public", "party" or "staff", which reads all.

    An entry is as visible as its leg, or less. What is the document's own (title, notes, disputes)
    is as visible as the document. The public gets no contacts and no booking numbers.

    The result is what the document comes to without its hidden part: the dates of a trip that
    states none, the order of open entries, the sources and the stamp are those of what is left.
    Only dates that count from something hidden are kept as they are, since every edition must
    agree on them; how they came about is withheld. Diagnostics go: they are for the author.

    Ids and UIDs stay, so that calendars take an event for the same in every edition.

    Raises:
        OptionError: the audience is unknown, or the whole document is not for it.
    """
    require_choice("audience", audience, AUDIENCES)
    readers, visibility = Visibility(audience), timeline.document.visibility
    if readers == Visibility.STAFF:
        return timeline
    if not readers.includes(visibility):
        raise OptionError(
            f"nothing of the document is for the {audience} - its visibility is {visibility}"
        )
    redaction = Redaction(timeline, readers)
    return _AudienceView(timeline, redaction).build_timeline()


class _AudienceView:
    """A timeline beside what the document comes to without its hidden part."""

    def __init__(self, whole: Timeline, redaction: Redaction) -> None:
        self._whole, self._redaction = whole, redaction
        self._visible = resolve(redaction.redact_document())
        self._twins = {entry.id: entry for entry in self._visible.entries}

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
        pairs = zip(entry.datings, twin.datings, strict=True)
        return replace(twin, datings=tuple(self._view_dating(*pair) for pair in pairs))

    def _has_same_claims(self, entry: Entry, twin: Entry) -> bool:
        """Whether two entries come from one place in the document."""
        redact = self._redaction.redact_claim
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
        return Dating(dating.name, tuple(_redact_reason(each, words) for each in readings))

    def _redact_entry(self, entry: Entry) -> Entry:
        """Return an entry that was not resolved from the document, without hidden names."""
        redact = self._redaction
        match entry.item:
            case Document():
                item: Document | Leg | Event | BackgroundEvent = self._visible.document
            case Leg():
                item = redact.redact_leg(entry.item)
            case Event():
                item = redact.redact_event(entry.item)
            case BackgroundEvent():
                item = redact.redact_dates(entry.item)
        datings = (
            Dating(dating.name, tuple(map(self._redact_reading, dating.readings)))
            for dating in entry.datings
        )
        return replace(entry, item=item, datings=tuple(datings))

    def _redact_reading(self, reading: Reading) -> Reading:
        redact = self._redaction
        return replace(
            reading,
            claim=redact.redact_claim(reading.claim),
            steps=tuple(Step(kind, redact.redact_text(text)) for kind, text in reading.steps),
            reason=redact.redact_text(reading.reason),
            problem=redact.redact_text(reading.problem),
        )


def _is_implied(entry: Entry) -> bool:
    """Whether nobody stated its date: its explanation begins with how it was found instead."""
    readings = [reading for dating in entry.datings for reading in dating.readings]
    return bool(readings) and all(
        reading.steps[:1] and reading.steps[0].kind == "fallback" for reading in readings
    )


def _has_same_result(reading: Reading, twin: Reading) -> bool:
    """Whether a claim comes to the same date without what is hidden, and by the same words."""
    return reading.intervals == twin.intervals and reading.claim.words == twin.claim.words


def _withhold_origin(reading: Reading, twin: Reading) -> Reading:
    """Return a reading with its true result, and without how that came about if it is hidden."""
    if _has_same_result(reading, twin):
        return replace(twin, verdict=reading.verdict, reason=reading.reason)
    claim = twin.claim
    if claim.words == reading.claim.words:  # they name nothing hidden, but count from it
        claim = claim.model_copy(update={"says": WITHHELD_WORDS, "reads": None})
    result = " and ".join(interval.edtf for interval in reading.intervals) or "open"
    return replace(
        reading, claim=claim, steps=(Step("result", result),), problem="", reference=None
    )


def _redact_reason(reading: Reading, words: Mapping[str, str]) -> Reading:
    """Return a reading whose reason quotes no more than the claims on its date still say."""
    if reading.verdict == Verdict.SLIP:  # the reason names the dates of the trip
        return replace(reading, reason="")
    reason = reading.reason
    for old, new in words.items():
        reason = reason.replace(old, new)
    return replace(reading, reason=reason)


def _find_document_order(entry: Entry) -> tuple[bool, DocumentPath]:
    """Return a key that sorts entries as the document has them: legs and their events first."""
    return entry.path[:1] == ("events",), entry.path
