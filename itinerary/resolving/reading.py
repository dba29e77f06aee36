"""A claim and what it is read in, in; a reading with its intervals and its explanation out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from itinerary.codes import Code
from itinerary.dates.expressions import (
    AdjacentOccurrence,
    CalendarDate,
    CurrentWeekend,
    DurationFrom,
    Expression,
    FromDayStart,
    Now,
    OpenRange,
    PastOrNextUnits,
    RelativeUnit,
    TimeOnDay,
    Trip,
    counts_in_window,
    has_meaning_of,
)
from itinerary.dates.expressions import Window as WindowMeaning
from itinerary.dates.grammar import Resolution, read_phrase
from itinerary.dates.grammar.language_file import load_language_file
from itinerary.dates.interval import Interval
from itinerary.diagnostics import PhraseError, shorten_text
from itinerary.document import Claim
from itinerary.resolving.arrivals import resolve_after_departure
from itinerary.resolving.claim_context import (
    ClaimContext,
    refuse_unknown_language,
    resolve_at_all_moments,
)
from itinerary.resolving.references import NO_REFERENCE, NoReferenceError, Reference
from itinerary.resolving.resolved_entries import Window
from itinerary.timeline import Reading, Step

_DAY, _WEEK = timedelta(days=1), timedelta(weeks=1)
# What counts from the reference; the window says of which Tuesday or March the words are.
_COUNTED = (AdjacentOccurrence, CurrentWeekend, DurationFrom, Now, PastOrNextUnits, RelativeUnit)
_OTHER_DAY_HINT = "write the time alone, or move it to the day that it is on"
_OTHER_DAYS = (3, 40, 400)  # from the reference: in another week, month and year, too


class OpenLegError(PhraseError):
    """Words that count in a leg whose dates are open."""

    @property
    def code(self) -> Code:
        """The code of a diagnostic about it."""
        return Code.NO_DATE


class _WindowedResolution(NamedTuple):
    """A resolution, the window it was found in, and the windows that did not fit, in words."""

    resolution: Resolution
    window: str = ""
    tried: tuple[str, ...] = ()


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
    lead = _list_lead_steps(claim, origin)
    if claim.is_tbd and context.day:
        told = Step("window", context.day.description), Step("result", context.day.days.edtf)
        return ReadClaim(Reading(claim, source, context.day.pieces, (*lead, *told)))
    if claim.is_tbd:
        steps = (*lead, Step("result", "open: to be determined"))
        return ReadClaim(Reading(claim, source, (), steps, "to be determined"))
    try:
        found = _resolve_in_windows(claim.words, context)
    except PhraseError as error:
        steps = (*lead, Step("result", f"open: {error.message}"))
        return ReadClaim(Reading(claim, source, (), steps, error.message), error)
    steps = (*lead, *_list_steps(found, context.reference))
    reference = _find_reference_day(context)
    meaning, day_first = found.resolution.meaning, found.resolution.day_first
    reading = Reading(
        claim,
        source,
        found.resolution.intervals,
        steps,
        reference=reference,
        day_first=day_first,
        is_limit=_states_limit(meaning),
    )
    return ReadClaim(reading, meaning=meaning)


def _states_limit(meaning: object) -> bool:
    """Return whether words only say what something is before or after."""
    while not isinstance(meaning, OpenRange | FromDayStart):
        meaning = getattr(meaning, "clock", None) or getattr(meaning, "base", None)
        if meaning is None:
            return False
    return isinstance(meaning, FromDayStart) or meaning.side != "since"


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
    refuse_unknown_language(words, context)
    if context.not_before is not None:
        resolution = resolve_after_departure(words, context, context.not_before)
        departure = context.not_before.isoformat()
        tried = (f"the first such time at or after the departure, {departure}",)
        return _WindowedResolution(resolution, tried=tried)
    refusals: list[PhraseError] = []
    for window in context.windows:
        try:
            resolution, told = _resolve_in_window(words, context, window)
        except PhraseError as error:
            if context.day and error.kind == "impossible":
                raise PhraseError(
                    error.message, kind=error.kind, text=words, hint=_OTHER_DAY_HINT
                ) from None
            if error.kind != "impossible" or window == context.windows[-1]:
                raise
            refusals.append(error)
            continue
        if (refusals or context.open_leg) and counts_in_window(resolution.meaning):
            _refuse_counting_elsewhere(words, context, refusals)
        _refuse_other_day(words, context, resolution)
        _refuse_unknown_days(words, context, window, resolution.meaning)
        _refuse_days_between(words, context, window, resolution)
        refused = zip(context.windows, refusals, strict=False)
        steps = tuple(f"not in {each.name}: {error.message}" for each, error in refused)
        return _WindowedResolution(resolution, told, steps)
    return _WindowedResolution(resolve_at_all_moments(words, context, None))


def _resolve_in_window(words: str, context: ClaimContext, window: Window) -> tuple[Resolution, str]:
    """Return what words come to in a window, and what explanations say of that.

    Of several weekdays there it is the one within seven days from publication on, as news has it.
    """
    plain = context._replace(is_near_reference=False)
    try:
        return resolve_at_all_moments(words, plain, window.pieces), window.description
    except PhraseError as error:
        if error.kind != "ambiguous" or not context.is_near_reference:
            raise
        try:
            near = resolve_at_all_moments(words, context, window.pieces)
        except PhraseError:
            raise error from None
    told = f"{window.description}; of the days there the one within seven days of publication"
    return near, told


def _refuse_counting_elsewhere(
    words: str, context: ClaimContext, refusals: Sequence[PhraseError]
) -> None:
    """Raise PhraseError where words that count in a leg would be counted in the whole trip.

    Args:
        words: The words.
        context: What they are read in.
        refusals: Of the windows that did not fit.
    """
    hint = _suggest_counting_in_trip(words, context.language)
    if context.open_leg:
        message = f"it counts in {context.open_leg}, which has no dates"
        raise OpenLegError(message, text=words, hint=f"give the leg its dates, or {hint}")
    if refusals:
        raise PhraseError(refusals[0].message, text=words, hint=hint)


def _refuse_other_day(words: str, context: ClaimContext, resolution: Resolution) -> None:
    """Raise PhraseError where what stands under a day of a programme begins on another."""
    if not context.day:
        return
    found = resolution.intervals[0]
    if found.first is None or found.first not in context.day.days:
        message = f"it is {found.edtf}, under {context.day.description}"
        raise PhraseError(message, kind="impossible", text=words, hint=_OTHER_DAY_HINT)
    start = found.start
    if context.day_ends and isinstance(start, datetime) and start.time() < context.day_ends:
        message = f"it may be before {context.day.name}, or after it, as day_ends allows"
        hint = "write it under events, with its date"
        raise PhraseError(message, kind="ambiguous", text=words, hint=hint)


def _refuse_unknown_days(
    words: str, context: ClaimContext, window: Window, meaning: Expression
) -> None:
    """Raise PhraseError where days are counted in a leg or trip that is not known to the day."""
    whole = context.windows[-1]
    if window.is_known_to_the_day and whole.is_known_to_the_day:
        return
    if isinstance(meaning, WindowMeaning | Trip):  # "throughout the visit" is as vague as that
        return
    vague = whole if has_meaning_of(meaning, Trip) else window
    if not vague.is_known_to_the_day and has_meaning_of(meaning, (WindowMeaning, Trip)):
        message = f"it counts in {vague.description}, whose days are not known exactly"
        hint = "write the date itself, or TBD"
        raise OpenLegError(message, text=words, hint=hint)


def _refuse_days_between(
    words: str, context: ClaimContext, window: Window, resolution: Resolution
) -> None:
    """Raise PhraseError where a window made words reach over days that it leaves out.

    Dates that the words state themselves may do so.
    """
    crossing = [each for each in resolution.intervals if _reaches_between(each, window.pieces)]
    if crossing and _depends_on_window(words, context, resolution.intervals):
        edtf = " and ".join([each.edtf for each in crossing])
        message = f"it would be {edtf}, but {window.description}, is in pieces"
        raise PhraseError(message, kind="ambiguous", text=words, hint="write the dates themselves")


def _reaches_between(interval: Interval, pieces: Sequence[Interval]) -> bool:
    """Whether days, or times of more than one day, lie in no one piece but reach into some."""
    if len(pieces) < 2 or any(interval.is_within(each) for each in pieces):
        return False
    if interval.is_timed and interval.duration is not None and interval.duration <= _DAY:
        return False
    return any(interval.overlaps(each) for each in pieces)


def _depends_on_window(words: str, context: ClaimContext, found: tuple[Interval, ...]) -> bool:
    """Whether words would come to other dates without any window."""
    try:
        return resolve_at_all_moments(words, context, None).intervals != found
    except PhraseError:
        return True


def _suggest_counting_in_trip(words: str, language: str) -> str:
    """Say how to write that words count in the trip, if that can be said so."""
    pattern = load_language_file(language).settings["counting in the trip"]
    said = pattern.format(words=words)
    try:
        read_phrase(said, language)
    except PhraseError:
        return "write the date itself"
    return f"write the date itself, or '{shorten_text(said)}'"


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
            found = _resolve_in_windows(words, moved)
        except PhraseError:
            return True
        if found.resolution.intervals != read.reading.intervals:
            return True
    return False


def is_read_in_trip(read: ReadClaim, context: ClaimContext) -> bool:
    """Whether words came to a date by the trip's dates, for want of dates of the leg around."""
    reading = read.reading
    is_leg_dated = not context.open_leg and not context.assumed_leg
    if _is_full_date(read.meaning):  # as most are, for which it need not be tried
        return False
    if is_leg_dated or not reading.intervals or context.not_before is not None:
        return False
    if context.reference.is_assumed:  # "Tuesday", of which the trip alone says which it is
        moments = tuple(each - _WEEK for each in context.reference.moments)
        context = context._replace(reference=context.reference._replace(moments=moments))
    return _depends_on_window(reading.claim.words, context, reading.intervals)


def _is_full_date(meaning: Expression | None) -> bool:
    day = meaning.base if isinstance(meaning, TimeOnDay) else meaning
    return isinstance(day, CalendarDate) and None not in (day.year, day.month, day.day)


def resolve_absolute_date(words: str, language: str, zone: ZoneInfo | None) -> Interval:
    """Return the interval of a date that needs no other, such as one of publication.

    Raises:
        NoReferenceError: the words count from another date.
        PhraseError: the words are no date, or not exactly one.
    """
    context = ClaimContext(NO_REFERENCE, language=language, zone=zone)
    refuse_unknown_language(words, context)
    return resolve_at_all_moments(words, context, None).interval


def is_absolute_phrase(words: str, language: str) -> bool:
    """Whether words do not count from another date, be it that they come to none at all."""
    try:
        resolve_absolute_date(words, language, None)
    except NoReferenceError:
        return False
    except PhraseError:
        pass
    return True
