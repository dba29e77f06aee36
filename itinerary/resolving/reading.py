"""A claim and what it is read in, in; a reading with its intervals and its explanation out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from itinerary.dates.expressions import Conventions, CountedFromItem, Expression, Shift
from itinerary.dates.grammar import Resolution, list_languages, resolve_phrase
from itinerary.dates.interval import Grain, Interval
from itinerary.diagnostics import PhraseError
from itinerary.document import Claim
from itinerary.resolving.references import (
    DATE_SOURCE_HINT,
    NO_REFERENCE,
    NoReferenceError,
    Reference,
)
from itinerary.resolving.resolved_entries import Window
from itinerary.timeline import Reading, Step

# An arrival may be on an earlier day than the departure, by the clocks there, or on a later one.
_DAYS_AFTER_DEPARTURE = (-1, 0, 1, 2)


class ClaimContext(NamedTuple):
    """What the words of a claim are read in.

    Attributes:
        reference: What relative words count from.
        windows: The dates that they lie in; the first that fits is used.
        anchors: What names such as "$quito" mean, without time zones.
        zone: The time zone of clock times; None leaves them without.
        language: The language of the words, by its ISO 639-1 code.
        conventions: How words are read on which people differ.
        not_before: Of an arrival, the departure: it is the first such time at or after that.
    """

    reference: Reference
    windows: Sequence[Window] = ()
    anchors: Mapping[str, Interval] = {}
    zone: ZoneInfo | None = None
    language: str = "en"
    conventions: Conventions = Conventions()
    not_before: datetime | None = None


class _WindowedResolution(NamedTuple):
    """A resolution, the window it was found in, and the windows that did not fit, in words."""

    resolution: Resolution
    window: str = ""
    tried: tuple[str, ...] = ()


def read_claim(
    claim: Claim, source: str | None, origin: str, context: ClaimContext
) -> tuple[Reading, PhraseError | None]:
    """Return the reading of a claim, and the error if its words come to no date.

    Args:
        claim: The claim.
        source: The id of its source.
        origin: The source as explanations name it.
        context: What its words are read in.
    """
    lead = _list_lead_steps(claim, origin)
    if claim.is_tbd:
        steps = (*lead, Step("result", "open: to be determined"))
        return Reading(claim, source, (), steps, "to be determined"), None
    try:
        found = _resolve_in_windows(claim.words, context)
    except PhraseError as error:
        steps = (*lead, Step("result", f"open: {error.message}"))
        return Reading(claim, source, (), steps, error.message), error
    steps = (*lead, *_list_steps(found, context.reference))
    reference = _find_reference_day(context)
    return Reading(claim, source, found.resolution.intervals, steps, reference=reference), None


def _list_lead_steps(claim: Claim, origin: str) -> list[Step]:
    steps = [Step("words", f"“{claim.says}”"), Step("source", origin)]
    if claim.reads:
        steps.append(Step("reads", f"as “{claim.reads}” (the editor's reading)"))
    return steps


def _list_steps(found: _WindowedResolution, reference: Reference) -> list[Step]:
    steps = [Step("reference", f"{reference}: {reference.why}")]
    if found.window:
        steps.append(Step("window", found.window))
    resolution = found.resolution
    steps += [Step("fallback", each) for each in found.tried]
    steps += [Step("rule", each) for each in resolution.steps]
    steps += [Step("rejected", each) for each in resolution.rejected]
    result = " and ".join([interval.edtf for interval in resolution.intervals])
    return [*steps, Step("result", result)]


def _find_reference_day(context: ClaimContext) -> date | None:
    """Return the day that relative words count from; an arrival counts from its departure."""
    if not context.reference.is_known or context.not_before is not None:
        return None
    return context.reference.moments[0].date()


def _resolve_in_windows(words: str, context: ClaimContext) -> _WindowedResolution:
    """Resolve words in the first window that they fit.

    Raises PhraseError of the last window, or of the first for which there is another reason than
    that they do not fit.
    """
    _refuse_unknown_language(words, context)
    if context.not_before is not None:
        resolution = _resolve_after_departure(words, context, context.not_before)
        departure = context.not_before.isoformat()
        tried = (f"the first such time at or after the departure, {departure}",)
        return _WindowedResolution(resolution, tried=tried)
    refusals: list[str] = []
    for window in context.windows:
        try:
            resolution = _resolve_at_all_moments(words, context, window.days)
            return _WindowedResolution(resolution, window.description, tuple(refusals))
        except PhraseError as error:
            if error.kind != "impossible" or window == context.windows[-1]:
                raise
            refusals.append(f"not in {window.name}: {error.message}")
    return _WindowedResolution(_resolve_at_all_moments(words, context, None))


def _refuse_unknown_language(words: str, context: ClaimContext) -> None:
    """Raise PhraseError where nothing can be read: it is a document's mistake, not a caller's."""
    if context.language not in list_languages():
        raise PhraseError(f"there is no language '{context.language}'", text=words)


def _resolve_at_all_moments(
    words: str, context: ClaimContext, window: Interval | None
) -> Resolution:
    """Resolve words at every moment that the reference may be; raise PhraseError if they differ."""
    moments: Iterable[date] = context.reference.moments
    if context.reference.is_by_day:
        moments = [each.date() for each in context.reference.moments]
    first, *others = (_resolve_at_moment(words, context, moment, window) for moment in moments)
    if first.meaning.counts_from == "item":
        message = "the words count from another date of the text"
        raise PhraseError(message, kind="anaphoric", text=words)
    if all(other.intervals == first.intervals for other in others):
        return first
    if not context.reference.is_known:
        message = "the words count from a date that is not known"
        raise NoReferenceError(message, text=words, hint=DATE_SOURCE_HINT)
    earliest, latest = first.intervals[0].edtf, others[-1].intervals[0].edtf
    message = f"it may be {earliest} or {latest}, by the day of publication"
    raise PhraseError(message, kind="ambiguous", text=words, hint="give published: as a day")


def _resolve_at_moment(
    words: str, context: ClaimContext, moment: date, window: Interval | None
) -> Resolution:
    return resolve_phrase(
        words,
        reference=moment,
        language=context.language,
        zone=context.zone,
        window=window,
        anchors=context.anchors,
        conventions=context.conventions,
    )


def _resolve_after_departure(words: str, context: ClaimContext, departure: datetime) -> Resolution:
    """Return the first resolution at or after a departure, in absolute time.

    If none is, the one that counts from the day after the departure or the like, so that a check
    can say what is wrong with it.
    """
    local = departure
    if context.zone and departure.tzinfo:
        local = departure.astimezone(context.zone)
    counted = _resolve_at_moment(words, context, local.replace(tzinfo=None), None)
    if counted.meaning.counts_from == "item":
        if _is_counted_in_hours(counted.meaning):  # "seven hours later"
            return counted
        # "The next day" is the one after that of the departure by the clocks where it is.
        return _resolve_at_moment(words, context, departure.replace(tzinfo=None), None)
    found: list[Resolution] = []
    refusals: list[PhraseError] = []
    for days in _DAYS_AFTER_DEPARTURE:
        try:
            moment = local.replace(tzinfo=None) + timedelta(days=days)
            found.append(_resolve_at_moment(words, context, moment, None))
        except PhraseError as error:
            refusals.append(error)
        except OverflowError:
            refusals.append(PhraseError("it lies outside the years 1 to 9999", text=words))
    fitting = [each for each in found if _is_at_or_after(each, departure)]
    if fitting:
        return min(fitting, key=lambda each: each.intervals[0].to_utc_bounds())
    if found:
        return found[len(found) // 2]
    raise refusals[0]


def _is_counted_in_hours(meaning: Expression) -> bool:
    return (
        isinstance(meaning, CountedFromItem)
        and isinstance(meaning.base, Shift)
        and meaning.base.finest_grain < Grain.DAY
    )


def _is_at_or_after(resolution: Resolution, departure: datetime) -> bool:
    start = resolution.intervals[0].start
    if isinstance(start, datetime):
        if start.tzinfo and departure.tzinfo:
            return start >= departure
        return start.replace(tzinfo=None) >= departure.replace(tzinfo=None)
    return start is not None and start >= departure.date() - timedelta(days=1)


def resolve_absolute_date(words: str, language: str, zone: ZoneInfo | None) -> Interval:
    """Return the interval of a date that needs no other, such as one of publication.

    Raises:
        NoReferenceError: the words count from another date.
        PhraseError: the words are no date, or not exactly one.
    """
    context = ClaimContext(NO_REFERENCE, language=language, zone=zone)
    _refuse_unknown_language(words, context)
    return _resolve_at_all_moments(words, context, None).interval


def is_absolute_phrase(words: str, language: str) -> bool:
    """Whether words do not count from another date, be it that they come to none at all."""
    try:
        resolve_absolute_date(words, language, None)
    except NoReferenceError:
        return False
    except PhraseError:
        pass
    return True
