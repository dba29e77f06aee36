"""The text of a date phrase and a context in; its intervals, with every step, out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, tzinfo
from types import NoneType
from typing import cast

from itinerary.dates.expressions import (
    Context,
    Conventions,
    Expression,
    find_stated_zone,
    move_past_time,
    read_in_calendar,
)
from itinerary.dates.grammar.chart import Derivation
from itinerary.dates.grammar.phrase_context import build_context
from itinerary.dates.grammar.phrase_reading import read_phrase
from itinerary.dates.grammar.resolution import Resolution, attach_zone_to_intervals
from itinerary.dates.interval import Interval, NoTimeError, format_edtf_list
from itinerary.diagnostics import PhraseError, require_argument


def resolve_phrase(
    text: str,
    *,
    reference: date,
    language: str = "en",
    zone: tzinfo | None = None,
    window: Interval | tuple[Interval, ...] | None = None,
    anchors: Mapping[str, Interval] | None = None,
    conventions: Conventions = Conventions(),
) -> Resolution:
    """Return the intervals that a phrase names, seen from a reference date or time.

    Args:
        text: The phrase, alone: "from Sept. 2 to 4", "two days later", "2012".
        reference: The day or time that it is seen from. A naive one is wall-clock time of the
            place; an aware one is put on the clock of `zone`, if that is given, else its own
            time zone is that of the place. From a day alone no hours are counted.
        language: The code of a language: see `list_languages`.
        zone: Of the place. With it clock times in the result are aware and hours are elapsed time;
            without it both are naive, unless the words name a zone ("3 pm ET"), which is kept.
        window: The stretch that the phrase is read in: a weekday is the one inside it. Several are
            the pieces of one, as of a place that is visited twice, in any order.
        anchors: Dates by the names that the phrase may give them: "$quito" is `anchors["quito"]`.
        conventions: The readings on which people differ.

    Returns:
        The intervals, half-open, with the meaning and the steps that led to them.

    Raises:
        PhraseError: It is not exactly one date; its `kind` says why.
        OptionError: There is no such language.
        TypeError: An argument has a wrong type; the message names it.

    >>> resolve_phrase("from Sept. 2 to 4", reference=date(2025, 8, 29)).interval.edtf
    '2025-09-02/2025-09-04'
    """
    check_phrase_arguments(text, language, zone, window, anchors, conventions)
    context = build_context(reference, zone, window, anchors or {}, conventions)
    return resolve_in_context(text, language, context, move_past_time)


def _keep_context(_meaning: Expression, context: Context) -> Context:
    return context


def resolve_in_context(
    text: str,
    language: str,
    context: Context,
    adjust: Callable[[Expression, Context], Context] = _keep_context,
) -> Resolution:
    """Return the intervals that a phrase names in a context.

    Args:
        text: The phrase, alone.
        language: The code of a language.
        context: What it is read in. A time without a day that is over stays on the day of its
            reference: a document tells of what has been, too.
        adjust: What a reading is read in, if that depends on its meaning.

    Raises:
        PhraseError: It is not exactly one date; its `kind` says why.
        OptionError: There is no such language.

    >>> from datetime import datetime
    >>> afternoon = datetime(2025, 8, 29, 16, 30)
    >>> context = build_context(afternoon, None, None, {}, Conventions(prefer="future"))
    >>> resolve_in_context("15:00", "en", context).interval.edtf
    '2025-08-29T15:00:00'
    """
    looks_back = context.conventions.prefer == "past"
    readings = read_phrase(text, language, looks_back=looks_back)
    return resolve_readings(text, readings, context, adjust)


def resolve_readings(
    text: str,
    readings: Iterable[Derivation],
    context: Context,
    adjust: Callable[[Expression, Context], Context] = _keep_context,
) -> Resolution:
    """Return the intervals that the readings of a phrase agree on in a context.

    Args:
        text: The phrase; the readings tell their places in it.
        readings: At least one.
        context: What it is read in.
        adjust: What a reading is read in, if that depends on its meaning.

    Raises:
        PhraseError: It is not exactly one date; its `kind` says why.

    >>> context = build_context(date(2025, 8, 29), None, None, {}, Conventions())
    >>> resolve_readings("Tuesday", read_phrase("Tuesday"), context).interval.edtf
    '2025-08-26'
    """
    answers: list[tuple[Derivation, Context, tuple[Interval, ...]]] = []
    refusals: list[PhraseError] = []
    for item in readings:
        own = context
        if context.zone is None and (stated := find_stated_zone(item.value)):
            own = context._replace(zone=stated)
        try:
            own = adjust(item.value, own)
            meaning = read_in_calendar(item.value, own.conventions.calendar)
            found = attach_zone_to_intervals(meaning.on(own), own.zone)
            answers.append((item, own, found))
        except PhraseError as error:
            # A traceback would keep this frame, and all it holds, until garbage is collected.
            refusals.append(error.with_traceback(None))
        except NoTimeError:  # "the last 0 seconds", or the clocks skip all of it
            refusals.append(PhraseError("it would take no time", hint="write the date itself"))
        except (OverflowError, ValueError):
            refusals.append(PhraseError("it lies outside the years 9999 BC to AD 9999"))
    if not answers:
        refusal = refusals[0]
        raise PhraseError(refusal.message, kind=refusal.kind, text=text, hint=refusal.hint)
    item, context, intervals = answers[0]
    for other, _, other_intervals in answers[1:]:
        if other_intervals != intervals:
            both = f"{format_edtf_list(intervals)} or {format_edtf_list(other_intervals)}"
            raise PhraseError(
                f"two readings: {both}",
                kind="ambiguous",
                text=text,
                hint=f"as {item.rule} or as {other.rule}; write the date itself",
            )
    rejected = tuple([refusal.message for refusal in refusals])
    return Resolution(intervals, item.value, text, item, context, rejected)


_ARGUMENTS: tuple[tuple[str, tuple[type, ...], str], ...] = (
    ("text", (str,), "a str"),
    ("language", (str,), "the code of a language, such as 'en'"),
    ("zone", (tzinfo, NoneType), "a ZoneInfo or None"),
    ("window", (Interval, tuple, NoneType), "an Interval, a tuple of them, or None"),
    ("anchors", (Mapping, NoneType), "a mapping of names to Intervals, or None"),
    ("conventions", (Conventions,), "Conventions"),
)


def check_phrase_arguments(
    text: object,
    language: object,
    zone: object,
    window: object,
    anchors: object,
    conventions: object,
) -> None:
    """Raise TypeError for an argument of a wrong type.

    >>> check_phrase_arguments("today", "en", None, None, None, None)
    Traceback (most recent call last):
    TypeError: conventions takes Conventions, not None
    """
    values = (text, language, zone, window, anchors, conventions)
    for value, (name, kind, wanted) in zip(values, _ARGUMENTS, strict=True):
        if not isinstance(value, kind):  # a call for each would take longer than the check
            require_argument(name, value, kind, wanted)
    for piece in cast("tuple[object, ...]", window) if isinstance(window, tuple) else ():
        require_argument("window", piece, Interval, "an Interval, a tuple of them, or None")
