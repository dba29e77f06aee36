"""Words and the windows around them in; what they come to in the first that they fit out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from itinerary.codes import Code
from itinerary.dates.expressions import (
    CalendarDate,
    Expression,
    TimeOnDay,
    Trip,
    counts_in_window,
    has_meaning_of,
)
from itinerary.dates.expressions import Window as WindowMeaning
from itinerary.dates.grammar import Resolution
from itinerary.dates.grammar.language_file import load_language_file
from itinerary.dates.grammar.phrase_reading import is_phrase
from itinerary.dates.interval import Interval
from itinerary.diagnostics import PhraseError, shorten_text
from itinerary.resolving.arrivals import resolve_after_departure
from itinerary.resolving.claim_context import (
    ClaimContext,
    refuse_unknown_language,
    resolve_at_all_moments,
)
from itinerary.resolving.resolved_entries import Window

_DAY = timedelta(days=1)
_OTHER_DAY_HINT = "write the time alone, or move it to the day that it is on"


class OpenLegError(PhraseError):
    """Words that count in a leg whose dates are open."""

    @property
    def code(self) -> Code:
        """The code of a diagnostic about it."""
        return Code.NO_DATE


class WindowedResolution(NamedTuple):
    """A resolution, the window it was found in, and the windows that did not fit, in words."""

    resolution: Resolution
    window: str = ""
    tried: tuple[str, ...] = ()


def resolve_in_windows(words: str, context: ClaimContext) -> WindowedResolution:
    """Resolve words in the first window that they fit.

    Raises PhraseError of the last window, or of the first for which there is another reason than
    that they do not fit.
    """
    refuse_unknown_language(words, context)
    if context.not_before is not None:
        resolution = resolve_after_departure(words, context, context.not_before)
        departure = context.not_before.isoformat()
        tried = (f"the first such time at or after the departure, {departure}",)
        return WindowedResolution(resolution, tried=tried)
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
            refusals.append(error.with_traceback(None))  # which would hold this frame
            continue
        if (refusals or context.open_leg) and counts_in_window(resolution.meaning):
            _refuse_counting_elsewhere(words, context, refusals)
        _refuse_other_day(words, context, resolution)
        _refuse_unknown_days(words, context, window, resolution.meaning)
        _refuse_days_between(words, context, window, resolution)
        refused = zip(context.windows, refusals, strict=False)
        steps = tuple(f"not in {each.name}: {error.message}" for each, error in refused)
        return WindowedResolution(resolution, told, steps)
    return WindowedResolution(resolve_at_all_moments(words, context, None))


def _resolve_in_window(words: str, context: ClaimContext, window: Window) -> tuple[Resolution, str]:
    """Return what words come to in a window, and what explanations say of that.

    Of several weekdays there it is the one within seven days from publication on, as news has it.
    """
    plain = context._replace(is_near_reference=False) if context.is_near_reference else context
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
    if is_full_date(meaning):  # as most are, which count in nothing
        return
    if isinstance(meaning, WindowMeaning | Trip):  # "throughout the visit" is as vague as that
        return
    vague = whole if has_meaning_of(meaning, Trip) else window
    if not vague.is_known_to_the_day and has_meaning_of(meaning, (WindowMeaning, Trip)):
        message = f"it counts in {vague.description}, whose days are not known exactly"
        hint = "write the date itself, or TBD"
        raise OpenLegError(message, text=words, hint=hint)


def is_full_date(meaning: Expression | None) -> bool:
    """Return whether a meaning is a day of a month of a year, at any time."""
    day = meaning.base if isinstance(meaning, TimeOnDay) else meaning
    return isinstance(day, CalendarDate) and None not in (day.year, day.month, day.day)


def _refuse_days_between(
    words: str, context: ClaimContext, window: Window, resolution: Resolution
) -> None:
    """Raise PhraseError where a window made words reach over days that it leaves out.

    Dates that the words state themselves may do so.
    """
    crossing = [each for each in resolution.intervals if _reaches_between(each, window.pieces)]
    if crossing and depends_on_window(words, context, resolution.intervals):
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


def depends_on_window(words: str, context: ClaimContext, found: tuple[Interval, ...]) -> bool:
    """Whether words would come to other dates without any window."""
    try:
        return resolve_at_all_moments(words, context, None).intervals != found
    except PhraseError:
        return True


def _suggest_counting_in_trip(words: str, language: str) -> str:
    """Say how to write that words count in the trip, if that can be said so."""
    pattern = load_language_file(language).settings["counting in the trip"]
    said = pattern.format(words=words)
    other = f", or '{shorten_text(said)}'" if is_phrase(said, language) else ""
    return f"write the date itself{other}"
