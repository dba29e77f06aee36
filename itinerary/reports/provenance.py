"""A Timeline in; what each of its dates rests on out: the claims, what they came to, and why.

This is the one place that tells what a claim says and why it was or was not taken. Reports and
formats only render the values; none reads claims or sources again.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from itinerary.dates import wording
from itinerary.dates.interval import Interval
from itinerary.document import Source
from itinerary.document.vocabulary import Rank
from itinerary.timeline import Dating, Entry, Reading, Step, Timeline, Verdict
from itinerary.values import value_class


@value_class
class ClaimProvenance:
    """What one claim on a date says, what it came to, and why it was or was not taken.

    Texts are as the document has them, "" where it has none; `reason` and `problem` are English.
    """

    words: str  # the source's own words
    editor_reading: str  # what the editor takes the words for
    is_tbd: bool  # whether the words only say that the date is still to come
    rank: Rank
    is_actual: bool  # whether it tells what happened, not what was planned
    speaker: str
    said: str  # when it was said, in words
    source_id: str | None
    source: Source | None
    quote: str  # the sentence in which the words stand
    at: str  # where they stand in the text of the source, in words
    note: str
    steps: tuple[Step, ...]  # from the words to the result
    intervals: tuple[Interval, ...]  # empty if it came to no date
    problem: str  # why it came to no date
    verdict: Verdict
    reason: str  # the rule behind the verdict, without the source of another claim that it quotes
    reason_source_id: str | None  # the source of the claim that the reason quotes
    delay: timedelta | None  # of an actual time: how much later than planned, negative if earlier

    @property
    def evidence(self) -> str:
        """The sentence in which the words stand, and where that is; "" if neither is said."""
        quote = f"“{self.quote}”" if self.quote else ""
        return " ".join(filter(None, (quote, f"({self.at})" if self.at else "")))

    @property
    def is_chosen(self) -> bool:
        """Whether the date was taken from this claim."""
        return self.verdict == Verdict.CHOSEN

    @property
    def agrees(self) -> bool:
        """Whether it says what was chosen, exactly or less so."""
        return self.verdict in (Verdict.CHOSEN, Verdict.SAME, Verdict.REFINEMENT)

    @property
    def is_self_explaining(self) -> bool:
        """Whether its verdict says why, beside what was chosen; only English words the reason."""
        return self.verdict in (Verdict.CORRECTION, Verdict.SLIP, Verdict.CONTRADICTION)

    @property
    def cited_reason(self) -> str:
        """The reason, with the id of the source that it quotes in brackets, if it quotes one."""
        source = f" [{self.reason_source_id}]" if self.reason_source_id else ""
        return f"{self.reason}{source}"

    @property
    def has_dated_origin(self) -> bool:
        """Whether it is known when it was said or published."""
        return bool(self.said or (self.source and self.source.published))

    @property
    def has_named_author(self) -> bool:
        """Whether it is known who said or wrote it."""
        return bool(self.speaker or (self.source and self.source.author))


@value_class
class DateProvenance:
    """What one date of an entry rests on: its claims, in the document's order."""

    entry: Entry
    name: str  # the field: when, depart, arrive, check_in, check_out, dates
    intervals: tuple[Interval, ...]  # the chosen ones; empty as long as the date is open
    claims: tuple[ClaimProvenance, ...]

    @property
    def is_open(self) -> bool:
        """Whether no claim has come to a date."""
        return not self.intervals

    @property
    def chosen_claim(self) -> ClaimProvenance | None:
        """The claim that the date was taken from; None as long as it is open."""
        return next((claim for claim in self.claims if claim.is_chosen), None)

    @property
    def differing_claims(self) -> tuple[ClaimProvenance, ...]:
        """The claims that do not say what was chosen."""
        return tuple(claim for claim in self.claims if not claim.agrees)

    @property
    def agreeing_source_ids(self) -> tuple[str, ...]:
        """The sources that say what was chosen, each once, in the order of the claims."""
        agreeing = (claim.source_id for claim in self.claims if claim.agrees and claim.source_id)
        return tuple(dict.fromkeys(agreeing))


@value_class
class EntryProvenance:
    """What the dates of one entry rest on, in the order of their fields."""

    entry: Entry
    dates: tuple[DateProvenance, ...]


def trace_timeline(timeline: Timeline) -> Iterator[EntryProvenance]:
    """Yield the provenance of each entry, in the timeline's order."""
    return (trace_entry(timeline, entry) for entry in timeline.entries)


def trace_entry(timeline: Timeline, entry: Entry) -> EntryProvenance:
    """Return what the dates of an entry of the timeline rest on."""
    return EntryProvenance(
        entry, tuple(trace_date(timeline, entry, dating) for dating in entry.datings)
    )


def trace_date(timeline: Timeline, entry: Entry, dating: Dating) -> DateProvenance:
    """Return what one date of an entry of the timeline rests on."""
    claims = tuple(_trace_claim(timeline, reading, dating) for reading in dating.readings)
    return DateProvenance(entry, dating.name, dating.intervals, claims)


def _trace_claim(timeline: Timeline, reading: Reading, dating: Dating) -> ClaimProvenance:
    claim = reading.claim
    return ClaimProvenance(
        words=claim.says,
        editor_reading=claim.editor_reading,
        is_tbd=claim.is_tbd,
        rank=claim.rank,
        is_actual=claim.status == "actual",
        speaker=claim.speaker or "",
        said=claim.said or "",
        source_id=reading.source,
        source=timeline.document.sources.get(reading.source or ""),
        quote=claim.quote or "",
        at=claim.at or "",
        note=claim.note or "",
        steps=reading.steps,
        intervals=reading.intervals,
        problem=reading.problem,
        verdict=reading.verdict,
        reason=reading.reason.removesuffix(f" [{reading.reason_source}]"),
        reason_source_id=reading.reason_source,
        delay=_measure_delay(reading, dating),
    )


def _measure_delay(reading: Reading, dating: Dating) -> timedelta | None:
    """Return how much later than planned it was; None unless both are single clock times."""
    planned = dating.planned_reading if reading.verdict == Verdict.CHOSEN else None
    if planned is None:
        return None
    plan, fact = _find_clock_time(planned), _find_clock_time(reading)
    return wording.measure_elapsed_time(plan, fact) if plan and fact else None


def _find_clock_time(reading: Reading) -> datetime | None:
    first = reading.intervals[0] if reading.intervals else None
    if first is None or not first.is_point or not isinstance(first.start, datetime):
        return None
    return first.start
