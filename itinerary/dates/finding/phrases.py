"""The spans of a phrase in; what its words mean and say of themselves, wherever they stand, out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from itinerary.dates.expressions import (
    AdjacentOccurrence,
    Amount,
    Anchor,
    Context,
    CountedFromItem,
    CurrentUnit,
    Expression,
    Now,
    PastOccurrence,
    PastOrNextUnits,
    RefusedPhrase,
    RelativeUnit,
    RestOfStretch,
    Shift,
)
from itinerary.dates.expressions.expression import has_meaning_of
from itinerary.dates.finding.found import Timex
from itinerary.dates.finding.timex import describe_date, find_amount, find_counted_units, find_unit
from itinerary.dates.grammar import Resolution, resolve_readings
from itinerary.dates.grammar.chart import Derivation, Span, SpanEvaluator
from itinerary.dates.grammar.lexicon import Token
from itinerary.dates.grammar.precedence import choose_readings
from itinerary.dates.interval import Grain

MAX_ANSWERS = 100  # that are kept of a phrase
DATE_BEFORE = "the date before"  # the name of the anchor that amounts are counted from
Answer: TypeAlias = tuple[Resolution, Timex]
_RELATIVE = (
    AdjacentOccurrence,
    CurrentUnit,
    Now,
    PastOccurrence,
    PastOrNextUnits,
    RelativeUnit,
    RestOfStretch,
)
# Of words that name no date, those that still tell of time.
# Of words that are refused whole; of others what is left without a few is a date all the same.
_TELLING_REASONS = frozenset(
    ("vague", "duration", "recurring", "alternatives", "minutes or range", "zone", "fiscal year")
)


@dataclass(frozen=True, eq=False, slots=True)
class Phrase:
    """What some words mean.

    Attributes:
        readings: Each with a meaning; their offsets count from the first word.
        meaning: That of the first.
        amount: The amount of time that the words name, if they do.
        unit: The unit that they name, if they do.
        is_anaphor: Whether it counts from another date of the text: "the following day".
        is_relative: Whether it counts from the day that it is seen from: "last year".
        rank: How seldom it recurs, as `Expression.recurrence_rank` tells.
    """

    readings: tuple[Derivation, ...]
    meaning: Expression
    amount: Amount | None
    unit: Grain | None
    is_anaphor: bool
    is_relative: bool
    rank: int
    _known: dict[tuple[object, ...], Answer] = field(
        default_factory=dict[tuple[object, ...], Answer], repr=False
    )

    @property
    def is_time_of_day(self) -> bool:
        """Whether it is a time of the day alone, of no day."""
        is_refused = isinstance(self.meaning, RefusedPhrase)
        return self.rank == 0 and not (is_refused or self.is_anaphor or self.amount)

    def resolve(self, words: str, context: Context) -> Answer:
        """Return what it comes to in a context, with its TIMEX3 type and value.

        Args:
            words: Its own.
            context: What it is read in.

        Raises:
            PhraseError: Its words do not agree.
        """
        if context.anchors:
            return self._resolve_anew(words, context)
        key = (words, *context[:3], *context[4:])
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= MAX_ANSWERS:
                self._known.clear()
            self._known[key] = found = self._resolve_anew(words, context)
        return found

    def _resolve_anew(self, words: str, context: Context) -> Answer:
        readings = self.readings
        if context.anchors:
            readings = tuple([_count_from_date_before(each) for each in readings])
        elif context.conventions.prefer == "past":
            readings = tuple([_drop_this(each) for each in readings])
        found = resolve_readings(words, readings, context)
        return found, describe_date(found.meaning, found.intervals, found.context)


def _count_from_date_before(item: Derivation) -> Derivation:
    """Return "two years later" as counted from the date before it, of which it has the unit."""
    meaning = item.value
    if isinstance(meaning, CountedFromItem):
        inner = meaning.base
        if isinstance(inner, Shift) and isinstance(inner.base, Now):
            return item._replace(value=replace(inner, base=Anchor(DATE_BEFORE)))
    return item


def _drop_this(item: Derivation) -> Derivation:
    """Return "this Monday", said of what has been, as "Monday"."""
    if _is_this_weekday(item.value):
        return item._replace(value=item.value.date)
    return item


def _is_this_weekday(meaning: object) -> bool:
    if not isinstance(meaning, AdjacentOccurrence) or meaning.offset != 0:
        return False
    return meaning.date.recurrence_rank == 1


def read_phrase(tokens: Sequence[Token], spans: Sequence[Span], start: int) -> Phrase | None:
    """Return what some words mean; None if they tell nothing of time.

    Args:
        tokens: Those that the spans are of.
        spans: The ways to read the words.
        start: The offset of the first word.
    """
    moved = [
        Token(each.text, each.kinds, each.shape, each.start - start, each.end - start)
        for each in tokens
    ]
    found = choose_readings(SpanEvaluator(moved).evaluate_spans(spans))
    telling = tuple([each for each in found if _is_telling(each.value)])
    if not telling:
        return None
    first = telling[0]
    meaning: Expression = first.value
    is_duration = isinstance(meaning, RefusedPhrase) and meaning.reason == "duration"
    is_anaphor = meaning.counts_from != "reference" and has_meaning_of(meaning, CountedFromItem)
    return Phrase(
        telling,
        meaning,
        find_amount(first) or (find_counted_units(first) if is_duration else None),
        find_unit(first),
        is_anaphor,
        has_meaning_of(meaning, _RELATIVE),
        1 if _is_this_weekday(meaning) else meaning.recurrence_rank,
    )


def _is_telling(meaning: Expression) -> bool:
    return not isinstance(meaning, RefusedPhrase) or meaning.reason in _TELLING_REASONS
