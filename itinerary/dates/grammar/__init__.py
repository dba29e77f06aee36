"""The text of a date phrase in; its meaning, and on a context its intervals, out, with every step explained.

`read_phrase` knows no clock and gives what the words mean; `resolve_phrase` puts that on a reference date.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from itinerary.dates.expressions import Context, Conventions, Expression, RefusedPhrase, to_datetime
from itinerary.dates.grammar.chart import Chart, Derivation, SpanEvaluator, find_complete_spans
from itinerary.dates.grammar.compiler import load_grammar
from itinerary.dates.grammar.language_file import Rule, list_languages
from itinerary.dates.grammar.lexer import tokenize
from itinerary.dates.grammar.lexicon import Token
from itinerary.dates.interval import Interval
from itinerary.diagnostics import PhraseError

__all__ = ["Resolution", "Rule", "load_grammar", "list_languages", "read_phrase", "resolve_phrase"]


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a phrase came to."""

    intervals: tuple[Interval, ...]
    meaning: Expression
    text: str
    derivation: Derivation
    context: Context
    rejected: tuple[str, ...] = ()

    @property
    def interval(self) -> Interval:
        """The only interval; raises PhraseError where there are several ("Tuesday and Thursday")."""
        if len(self.intervals) > 1:
            raise PhraseError(
                f"'{self.text}' names {len(self.intervals)} separate dates",
                kind="ambiguous",
                text=self.text,
            )
        return self.intervals[0]

    @property
    def steps(self) -> tuple[str, ...]:
        """How the answer was found: each rule with the words it took and what they came to, from the whole to its parts."""
        return tuple(_iterate_steps(self.derivation, self))


def _iterate_steps(item: Derivation, resolution: Resolution, depth: int = 0) -> Iterator[str]:
    if not isinstance(item.value, Expression):
        return
    words = resolution.text[item.start : item.end]
    try:
        found = " and ".join(interval.edtf for interval in item.value.on(resolution.context))
    except (PhraseError, OverflowError, ValueError):
        found = "no date by itself"
    yield f"{'  ' * depth}{item.rule}: {words!r} is {found}"
    for part in item.parts:
        yield from _iterate_steps(part, resolution, depth + 1)


def read_phrase(text: str, language: str = "en") -> list[Derivation]:
    """Every reading of a phrase, each with a meaning of its own; raises PhraseError where there is none.

    >>> [item.value for item in read_phrase("Sept. 2")]
    [CalendarDate(year=None, month=9, day=2, weekday=None)]
    """
    known = load_grammar(language)
    tokens = tokenize(text, known.words)
    if not tokens:
        raise PhraseError("no words", kind="unread", text=text, hint="write a date phrase, or TBD")
    shapes = tuple([token.shape for token in tokens])
    found = SpanEvaluator(tokens).evaluate_spans(find_complete_spans(known.trie, shapes))
    if not found:
        raise _make_unread_error(
            text,
            SpanEvaluator(tokens).evaluate_spans(Chart(known.trie, shapes).find_prefix_spans()),
            tokens,
        )
    if len(found) < 2:
        return found
    found = [
        item
        for index, item in enumerate(found)
        if item.value not in [each.value for each in found[:index]]
    ]
    return [
        item for item in found if isinstance(item.value, RefusedPhrase)
    ] or found  # "los martes" are many, though "martes" is one


def _make_unread_error(text: str, begun: list[Derivation], tokens: list[Token]) -> PhraseError:
    """The refusal of words that are known one by one and make no phrase together: it points behind the longest that does."""
    if refused := next(
        (item.value for item in begun if isinstance(item.value, RefusedPhrase)), None
    ):
        return refused.refusal  # "every Tuesday at 18:00" is no more of a date than "every Tuesday"
    ends = [item.end for item in begun]
    token = next((token for token in tokens if token.start >= max(ends, default=0)), tokens[-1])
    message = f"not a date phrase from '{text[token.start :]}' on" if ends else "not a date phrase"
    hint = (
        f"'{text[: token.start].strip()}' alone would be one"
        if ends
        else "write a date such as 4 March 2025, or TBD"
    )
    return PhraseError(message, kind="unread", text=text, position=token.start, hint=hint)


def resolve_phrase(
    text: str, *, reference: date, language: str = "en", zone: ZoneInfo | None = None, window: Interval | None = None,
    anchors: Mapping[str, Interval] | None = None, conventions: Conventions = Conventions(),
) -> Resolution:  # fmt: skip
    """The intervals that a phrase names, seen from a reference date or time.

    A naive reference is wall-clock time and gives naive results; with `zone`, clock times in the result are aware. In a `window` a
    weekday is the one inside it. Intervals are half-open. Raises PhraseError (see its `kind`) for what is not exactly one date.

    >>> resolve_phrase("from Sept. 2 to 4", reference=date(2025, 8, 29)).interval.edtf
    '2025-09-02/2025-09-04'
    """
    moment = to_datetime(reference)
    if zone:
        with suppress(
            OverflowError
        ):  # by way of UTC, since a time that the zone's clocks skip is on none of them
            moment = (
                (moment if moment.tzinfo else moment.replace(tzinfo=zone))
                .astimezone(UTC)
                .astimezone(zone)
            )
    context = Context(moment.replace(tzinfo=None), conventions, window, anchors or {}, zone)
    answers: list[tuple[Derivation, tuple[Interval, ...]]] = []
    refusals: list[PhraseError] = []
    for item in read_phrase(text, language):
        try:
            intervals = _check_nonempty_intervals(item.value.on(context))
            _check_nonempty_intervals(
                _attach_zone_to_intervals(intervals, zone)
            )  # the clocks may skip all of it
            answers.append((item, intervals))
        except PhraseError as error:
            refusals.append(
                error.with_traceback(None)
            )  # which would keep this frame, and all it holds, until garbage is collected
        except (OverflowError, ValueError):
            refusals.append(PhraseError("it lies outside the years 1 to 9999"))
    if not answers:
        refusal = refusals[0]
        raise PhraseError(refusal.message, kind=refusal.kind, text=text, hint=refusal.hint)
    item, intervals = answers[0]
    for other, others in answers[1:]:
        if others != intervals:
            both = " or ".join(
                " and ".join(interval.edtf for interval in each) for each in (intervals, others)
            )
            raise PhraseError(
                f"two readings: {both}",
                kind="ambiguous",
                text=text,
                hint=f"as {item.rule} or as {other.rule}; write the date itself",
            )
    return Resolution(
        _attach_zone_to_intervals(intervals, zone),
        item.value,
        text,
        item,
        context,
        tuple([refusal.message for refusal in refusals]),
    )


def _check_nonempty_intervals(intervals: tuple[Interval, ...]) -> tuple[Interval, ...]:
    """The intervals; raises PhraseError where one takes no time: "the last 0 seconds"."""
    for each in intervals:
        low, high = each.to_utc_bounds()
        if low >= high:
            raise PhraseError("it would take no time", hint="write the date itself")
    return intervals


def _attach_zone_to_intervals(
    intervals: tuple[Interval, ...], zone: ZoneInfo | None
) -> tuple[Interval, ...]:
    """The intervals with their clock times in a zone."""
    if zone is None:
        return intervals
    return tuple(
        each._replace(start=_attach_zone(each.start, zone), end=_attach_zone(each.end, zone))
        for each in intervals
    )


def _attach_zone(value: date | None, zone: ZoneInfo) -> date | None:
    return value.replace(tzinfo=zone) if isinstance(value, datetime) else value
