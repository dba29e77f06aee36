"""What words are read in, in; what they come to, whatever moment they count from, out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import partial
from typing import NamedTuple
from zoneinfo import ZoneInfo

from itinerary.dates.expressions import (
    ApproximateDate,
    CalendarDate,
    ClockTime,
    Conventions,
    DecadeOrCentury,
    DoubtfulDate,
    EarlyMidLate,
    Expression,
    OnceWithin,
    OpenRange,
    Range,
    ShortYear,
    TimeOnDay,
)
from itinerary.dates.grammar import Resolution, build_context, list_languages, resolve_in_context
from itinerary.dates.interval import Grain, Interval, is_ancient
from itinerary.diagnostics import PhraseError
from itinerary.resolving.references import DATE_SOURCE_HINT, NoReferenceError, Reference
from itinerary.resolving.resolved_entries import Window

_LONG_APART = timedelta(days=400)  # another week, month and year, too


class ClaimContext(NamedTuple):
    """What the words of a claim are read in.

    Attributes:
        reference: What relative words count from.
        windows: The dates that they lie in; the first that fits is used.
        anchors: What names such as "$quito" mean; without time zones where `zone` is None.
        zone: The time zone of clock times; None leaves them without.
        language: The language of the words, by its ISO 639-1 code.
        conventions: How words are read on which people differ.
        not_before: Of an arrival, the departure: it is the first such time at or after that.
        open_leg: The leg around, as messages name it, if its dates are open.
        assumed_leg: The same of a leg that states none, beside others, and so has the trip's.
        day: The day of a programme that it has to be on.
        day_ends: Until when what is after midnight may count to the day before; None where no
            clock time is in doubt for that.
        is_near_reference: Whether a weekday that a window has several of is the one within seven
            days from the reference on, as news has it of what is to come.
    """

    reference: Reference
    windows: Sequence[Window] = ()
    anchors: Mapping[str, Interval] = {}
    zone: ZoneInfo | None = None
    language: str = "en"
    conventions: Conventions = Conventions()
    not_before: datetime | None = None
    open_leg: str = ""
    assumed_leg: str = ""
    day: Window | None = None
    day_ends: time | None = None
    is_near_reference: bool = False


def refuse_unknown_language(words: str, context: ClaimContext) -> None:
    """Raise PhraseError where nothing can be read: it is a document's mistake, not a caller's."""
    if context.language not in list_languages():
        raise PhraseError(f"there is no language '{context.language}'", text=words)


def resolve_at_all_moments(
    words: str, context: ClaimContext, window: tuple[Interval, ...] | None
) -> Resolution:
    """Resolve words at every moment that the reference may be; raise PhraseError if they differ."""
    reference, others = context.reference, list[Resolution]()
    moments = (each.date() if reference.is_by_day else each for each in reference.moments)
    resolve = partial(resolve_at_moment, words, context, window=window, clock=reference.zone)
    try:
        first = resolve(next(moments))
        if not is_absolute(first.meaning):
            others = [resolve(each) for each in moments]
    except PhraseError as error:
        if context.reference.is_known or _is_refused_alike(error, words, context, window):
            raise
        raise _create_no_reference_error(words) from None
    if context.conventions.prefer != "past" and any(map(is_ancient, first.intervals)):
        message = "of a trip nothing lies before the year 1"
        raise PhraseError(message, text=words, hint="correct it, or make it background")
    if _counts_from_text(first, context):
        message = "the words count from another date of the text"
        raise PhraseError(message, kind="anaphoric", text=words)
    if all(other.intervals == first.intervals for other in others):
        return first
    if not context.reference.is_known:
        raise _create_no_reference_error(words)
    earliest, latest = first.intervals[0].edtf, others[-1].intervals[0].edtf
    message = f"it may be {earliest} or {latest}, by the day of publication"
    raise PhraseError(message, kind="ambiguous", text=words, hint="give published: as a day")


def is_absolute(meaning: Expression) -> bool:
    """Return whether a meaning is the same from every moment, as its years are stated in full."""
    match meaning:
        case CalendarDate():
            return meaning.year is not None and not isinstance(meaning.year, ShortYear)
        case TimeOnDay(clock=ClockTime()) | EarlyMidLate() | OnceWithin() | OpenRange():
            return is_absolute(meaning.base)
        case ApproximateDate() | DoubtfulDate():
            return is_absolute(meaning.base)
        case Range():
            return is_absolute(meaning.first) and is_absolute(meaning.last)
        case _:
            return isinstance(meaning, DecadeOrCentury)


def _counts_from_text(found: Resolution, context: ClaimContext) -> bool:
    """Return whether words count from another date of the text.

    In background so does "the end of the century" beside the day on which the document is written,
    and all that would be to come by its reference: "next spring" in a chronicle. A paper may well
    speak of the day or month to come.
    """
    counts_from, reference = found.meaning.counts_from, context.reference
    if counts_from == "item" or context.conventions.prefer != "past" or not reference.is_known:
        return counts_from == "item"
    if counts_from == "item or reference" and not reference.is_of_source:
        return True
    moment = reference.moments[-1]
    finest = Grain.QUARTER if reference.is_of_source else Grain.SECOND
    is_to_come = all(
        each.grain >= finest and each.first is not None and each.first > moment.date()
        for each in found.intervals
    )
    return is_to_come and _depends_on_moment(found, context, moment)


def _depends_on_moment(found: Resolution, context: ClaimContext, moment: datetime) -> bool:
    """Return whether words would come to another date from another moment."""
    elsewhere = moment - _LONG_APART if moment.year > 2 else moment + _LONG_APART
    try:
        other = resolve_at_moment(found.text, context, elsewhere, None)
    except PhraseError:
        return True
    return other.intervals != found.intervals


def _is_refused_alike(
    refusal: PhraseError, words: str, context: ClaimContext, window: tuple[Interval, ...] | None
) -> bool:
    """Whether words are refused for the same reason at the last of the moments, too."""
    try:
        resolve_at_moment(words, context, context.reference.moments[-1], window)
    except PhraseError as error:
        return error.message == refusal.message
    return False


def _create_no_reference_error(words: str) -> NoReferenceError:
    message = "the words count from a date that is not known"
    return NoReferenceError(message, text=words, hint=DATE_SOURCE_HINT)


def resolve_at_moment(
    words: str,
    context: ClaimContext,
    moment: date,
    window: tuple[Interval, ...] | None,
    clock: tzinfo | None = None,
) -> Resolution:
    """Resolve words at one moment that they may count from, in a window or none.

    Args:
        words: The words.
        context: What they are read in.
        moment: A day, or a naive time.
        window: The pieces of the window.
        clock: The zone of the moment; None: that of the place.
    """
    seen_in = build_context(moment, context.zone, window, context.anchors, context.conventions)
    if context.is_near_reference:
        seen_in = seen_in._replace(is_near_reference=True)
    if clock and context.zone and isinstance(moment, datetime):
        local = moment.replace(tzinfo=clock).astimezone(UTC).astimezone(context.zone)
        # "Today" is the day where it was written; hours count on the clock of the place.
        seen_in = seen_in._replace(reference=moment, local_now=local.replace(tzinfo=None))
    return resolve_in_context(words, context.language, seen_in)
