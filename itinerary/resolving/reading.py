"""A claim and what it is read in, in; a reading with its intervals and its explanation out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from itinerary.dates.expressions import (
    AdjacentOccurrence,
    CurrentWeekend,
    DurationFrom,
    Expression,
    FromDayStart,
    Now,
    OpenRange,
    PastOrNextUnits,
    RelativeUnit,
    YearOrTime,
    has_meaning_of,
)
from itinerary.dates.grammar.resolution import attach_zone_to_intervals
from itinerary.dates.interval import Interval, format_edtf_list, is_ancient
from itinerary.diagnostics import PhraseError
from itinerary.document import Claim
from itinerary.resolving.claim_context import ClaimContext
from itinerary.resolving.references import Reference
from itinerary.resolving.windowed_resolution import (
    WindowedResolution,
    depends_on_window,
    is_full_date,
    resolve_in_windows,
)
from itinerary.timeline import Reading, Step
from itinerary.timeline.entries import LazySteps

_WEEK = timedelta(weeks=1)
# What counts from the reference; the window says of which Tuesday or March the words are.
_COUNTED = (AdjacentOccurrence, CurrentWeekend, DurationFrom, Now, PastOrNextUnits, RelativeUnit)
_OTHER_DAYS = (3, 40, 400)  # from the reference: in another week, month and year, too


class ReadClaim(NamedTuple):
    """The reading of a claim, the error if its words come to no date, else what they mean."""

    reading: Reading
    error: PhraseError | None = None
    meaning: Expression | None = None


def read_claim(claim: Claim, source: str | None, origin: str, context: ClaimContext) -> ReadClaim:
    """Return the reading of a claim, and how it came about.

    Args:
        claim: The claim.
        source: The id of its source.
        origin: The source as explanations name it.
        context: What its words are read in.
    """
    if claim.edtf:
        return _read_edtf(claim, claim.edtf, source, origin, context)
    if claim.is_tbd:
        return ReadClaim(_leave_open(claim, source, origin, context))
    try:
        found = resolve_in_windows(claim.words, context)
    except PhraseError as error:
        # They would hold all that was at hand where it was raised.
        error.__traceback__ = error.__context__ = None
        steps = (*_iterate_lead_steps(claim, origin), Step("result", f"open: {error.message}"))
        return ReadClaim(Reading(claim, source, (), steps, error.message), error)
    explanation = LazySteps(
        lambda: (*_iterate_lead_steps(claim, origin), *_iterate_steps(found, context.reference))
    )
    reference = _find_reference_day(context)
    meaning, day_first = found.resolution.meaning, found.resolution.day_first
    reading = Reading(
        claim,
        source,
        found.resolution.intervals,
        explanation,
        reference=reference,
        day_first=day_first,
        is_limit=_states_limit(meaning),
    )
    return ReadClaim(reading, meaning=meaning)


def _leave_open(claim: Claim, source: str | None, origin: str, context: ClaimContext) -> Reading:
    """Return the reading of a date that is to be determined: on a day of a programme, that day."""
    lead = _iterate_lead_steps(claim, origin)
    if context.day:
        told = Step("window", context.day.description), Step("result", context.day.days.edtf)
        return Reading(claim, source, context.day.pieces, (*lead, *told))
    steps = (*lead, Step("result", "open: to be determined"))
    return Reading(claim, source, (), steps, "to be determined")


def _read_edtf(
    claim: Claim, edtf: str, source: str | None, origin: str, context: ClaimContext
) -> ReadClaim:
    """Return the reading of a date by EDTF, which needs no other date and no window."""
    intervals = attach_zone_to_intervals((Interval.from_edtf(edtf),), context.zone)
    steps = (*_iterate_lead_steps(claim, origin), Step("result", format_edtf_list(intervals)))
    is_limit = intervals[0].start is None
    return ReadClaim(Reading(claim, source, intervals, steps, is_limit=is_limit))


def refuse_ancient_dates(read: ReadClaim) -> ReadClaim:
    """Return the reading of a claim in a trip, none of whose dates lie before the year 1."""
    if not any(map(is_ancient, read.reading.intervals)):
        return read
    message = "it lies before the year 1, where only background can be"
    hint = "put it into the document's background"
    error = PhraseError(message, kind="impossible", text=read.reading.claim.words, hint=hint)
    steps = (*read.reading.steps[:-1], Step("result", f"open: {message}"))
    reading = replace(read.reading, intervals=(), explanation=steps, problem=message)
    return ReadClaim(reading, error)


def _states_limit(meaning: object) -> bool:
    """Return whether words only say what something is before or after."""
    while not isinstance(meaning, OpenRange | FromDayStart):
        if isinstance(meaning, YearOrTime):
            meaning = meaning.year
            continue
        meaning = getattr(meaning, "clock", None) or getattr(meaning, "base", None)
        if meaning is None:
            return False
    return isinstance(meaning, FromDayStart) or meaning.side != "since"


def _iterate_lead_steps(claim: Claim, origin: str) -> Iterator[Step]:
    yield Step("words", f"“{claim.says}”")
    yield Step("source", origin)
    if claim.editor_reading == claim.edtf:
        yield Step("reads", f"as “{claim.edtf}” (the editor's date by EDTF)")
    elif claim.reads:
        yield Step("reads", f"as “{claim.reads}” (the editor's reading)")


def _iterate_steps(found: WindowedResolution, reference: Reference) -> Iterator[Step]:
    yield Step("reference", f"{reference}: {reference.why}")
    if found.window:
        yield Step("window", found.window)
    resolution = found.resolution
    texts = {"fallback": found.tried, "rule": resolution.steps, "rejected": resolution.rejected}
    for kind, each in texts.items():
        yield from (Step(kind, text) for text in each)
    yield Step("result", format_edtf_list(resolution.intervals))


def _find_reference_day(context: ClaimContext) -> date | None:
    """Return the day that relative words count from; an arrival counts from its departure."""
    if not context.reference.is_known or context.not_before is not None:
        return None
    return context.reference.moments[0].date()


def counts_from_assumed_date(read: ReadClaim, context: ClaimContext) -> bool:
    """Whether words would come to another date if they did not count from the date assumed."""
    reference, words = context.reference, read.reading.claim.words
    if not reference.is_assumed or context.not_before is not None:
        return False
    if not has_meaning_of(read.meaning, _COUNTED):
        return False
    for days in _OTHER_DAYS:
        moments = tuple(each + timedelta(days=days) for each in reference.moments)
        moved = context._replace(reference=reference._replace(moments=moments))
        try:
            found = resolve_in_windows(words, moved)
        except PhraseError:
            return True
        if found.resolution.intervals != read.reading.intervals:
            return True
    return False


def is_read_in_trip(read: ReadClaim, context: ClaimContext) -> bool:
    """Whether words came to a date by the trip's dates, for want of dates of the leg around."""
    reading = read.reading
    is_leg_dated = not context.open_leg and not context.assumed_leg
    # As most are, for which it need not be tried.
    if reading.claim.edtf or is_full_date(read.meaning):
        return False
    if is_leg_dated or not reading.intervals or context.not_before is not None:
        return False
    if context.reference.is_assumed:  # "Tuesday", of which the trip alone says which it is
        week = -_WEEK if all(each.year > 1 for each in context.reference.moments) else _WEEK
        moments = tuple(each + week for each in context.reference.moments)
        context = context._replace(reference=context.reference._replace(moments=moments))
    return depends_on_window(reading.claim.words, context, reading.intervals)
