"""How the words make a meaning, and what that comes to, in; the parts of the phrase out.

A part is told with what it came to in the phrase, which may be another date than it would mean
alone: the "4" of "4-5 May" is in May.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from itinerary.dates.expressions import (
    Context,
    DateList,
    DaysOfMonth,
    Expression,
    Intervals,
    Range,
    TimeOnDay,
)
from itinerary.dates.grammar.chart import Derivation
from itinerary.diagnostics import PhraseError

_SEVERAL = (DateList, DaysOfMonth, Range)  # meanings of two dates or more


@dataclass(frozen=True, slots=True)
class PhrasePart:
    """An item of a list, or an end of a range.

    Attributes:
        text: Its words, as they are written.
        start: The offset of their first character in the phrase, from 0.
        end: The offset behind their last one.
        meaning: What they mean beside the others: in "2 and 4 May" the "2" is of May.
        intervals: What that comes to there.
    """

    text: str
    start: int
    end: int
    meaning: Expression
    intervals: Intervals


class ReadPart(NamedTuple):
    """Some words, what they mean beside the others, and what that comes to; empty if nothing."""

    item: Derivation
    meaning: Expression
    intervals: Intervals


def find_words_of_items(item: Derivation, count: int) -> list[Derivation]:
    """Return the derivations of so many items of a list; nothing where they are not to be told."""
    found = list(_iterate_parts(item))
    if isinstance(item.value, TimeOnDay) and isinstance(item.value.clock, DateList):
        found = [part for part in found if part.value != item.value.base]
    elif not isinstance(item.value, DateList):
        found = []
    if len(found) >= count and not any(isinstance(each.value, DateList) for each in found):
        return found[:count]  # a stretch that they count in stands behind them
    inner = (find_words_of_items(part, count) for part in item.parts)
    return next(filter(None, inner), list[Derivation]())


def find_words_of_ends(item: Derivation) -> list[tuple[Derivation, ...]]:
    """Return the derivations of both ends of a range; nothing where they are not to be told."""
    inner = [found for part in item.parts if (found := find_words_of_ends(part))]
    if inner or not isinstance(item.value, Range | DaysOfMonth):
        return inner[0] if len(inner) == 1 else []
    dates = [bool(part.rule) or part.kind == "dom" for part in item.parts]
    if dates.count(True) < 2:
        return [(part,) for part in item.parts] if len(item.parts) == 2 else []
    behind_first = dates.index(True) + 1  # a year or month behind the second is of that
    return [item.parts[:behind_first], item.parts[behind_first:]]


def _iterate_parts(item: Derivation) -> Iterator[Derivation]:
    """Yield what some words are made of; of a list also the items that begin it."""
    for part in item.parts:
        if isinstance(part.value, tuple) and part.rule:
            yield from _iterate_parts(part)
        else:
            yield part


def iterate_read_parts(read: ReadPart, context: Context) -> Iterator[ReadPart]:
    """Yield the dates that a date was made of, each with what it came to there.

    A date that was altered by what stands beside it, as a day that was lent its month, is told as
    altered; of what is not known to have been read as it would be alone there are no intervals.
    """
    parts = list(_iterate_parts(read.item))
    dates = [part for part in parts if isinstance(part.value, Expression)]
    settled = read.meaning.resolve_parts(read.intervals, context) if read.intervals else ()
    whole = next((part for part in dates if _is_altered(part.value, read.meaning)), None)
    is_made_of_them = whole is None and isinstance(read.item.value, _SEVERAL)
    if is_made_of_them and not dates:
        dates = parts if len(parts) == len(settled) else []
    for index, part in enumerate(dates):
        if part is whole:
            yield ReadPart(part, read.meaning, read.intervals)
        elif is_made_of_them and index < len(settled):
            yield ReadPart(part, *settled[index])
        else:
            same = next((each for each in settled if each[0] == part.value), None)
            yield ReadPart(part, *(same or _read_alone(part.value, read.intervals, context)))


def _is_altered(part: Expression, meaning: Expression) -> bool:
    """Return whether a meaning is that of its part, but for what is lent to it."""
    return part == meaning or (type(part) is type(meaning) and isinstance(part, _SEVERAL))


def _read_alone(
    part: Expression, whole: Intervals, context: Context
) -> tuple[Expression, Intervals]:
    """Return what a part means alone, if the whole may have been made of that."""
    try:
        found = part.on(context)
    except (PhraseError, OverflowError, ValueError):
        return part, ()
    is_used = any(each.overlaps(other) for each in found for other in whole)
    return part, found if is_used else ()
