"""The expressions of an article in; the same, with phrases whole that were found in parts, out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from itinerary.dates.expressions import Conventions
from itinerary.dates.finding import FoundKind
from itinerary.dates.grammar import resolve_phrase
from itinerary.dates.interval import Interval
from itinerary.diagnostics import PhraseError
from itinerary.drafting.expressions import Expression
from itinerary.drafting.language import DraftingWords

_BETWEEN = re.compile(r",? ?\(?")  # nothing that parts lines or columns
_JOINT = re.compile(r"\s+(?:and|to|y|e|a|&|-|–)\s+", re.IGNORECASE)
_BEFORE_PART = re.compile(r"\s*[(,:]\s*|\s[-–—]\s")
_BEHIND_NUMBER = re.compile(r"(?: ?[:–-] | ?\()(?:\w{2,10}(?:-feira)?\.?,? )?")
_FUTURE = Conventions(prefer="future")


def join_phrases(
    expressions: Sequence[Expression],
    text: str,
    words: DraftingWords,
    reference: date,
    language: str,
) -> list[Expression]:
    """Return expressions with those joined that say one date together ("Monday, 4 May").

    Of words that come to no date as a whole, the part that does is taken ("Day 1 – 4 May").
    """
    joined: list[Expression] = []
    for each in expressions:
        start = each.start
        is_whole = each.is_dated and not _has_foreign_head(each, words, reference, language)
        if (each.kind == FoundKind.VAGUE or not is_whole) and not each.fate:
            _take_part(each, reference, language)
        if joined and (day := _join_number(joined[-1], each, text, words)):
            joined[-1] = day
        elif joined and each.start > start and _JOINT.fullmatch(text[joined[-1].end : start]):
            joined[-1] = _enclose(joined[-1], each, text)  # "on Monday and Tuesday (4 and 5 May)"
        elif joined and (whole := _join(joined[-1], each, text, reference, language)):
            joined[-1] = whole
        else:
            joined.append(each)
    return joined


def _join_number(
    one: Expression, other: Expression, text: str, words: DraftingWords
) -> Expression | None:
    """Return the number of a day with the day that stands behind it: "Day 1 (Monday, 4 May)"."""
    is_day = other.is_dated and other.first is not None and other.first == other.last
    is_number = words.day_number.fullmatch(one.text) is not None
    if not is_number or not is_day or not _BEHIND_NUMBER.fullmatch(text[one.end : other.start]):
        return None
    end = other.end + text.startswith(")", other.end)
    return Expression(
        one.start, end, text[one.start : end], FoundKind.DATE, other.intervals,
        is_absolute=other.is_absolute,
    )  # fmt: skip


def _join(
    one: Expression, other: Expression, text: str, reference: date, language: str
) -> Expression | None:
    """Return two expressions as one, where both say the same date."""
    if not one.is_dated or not other.is_dated or one.has_time or one.is_counted:
        return None
    if not _BETWEEN.fullmatch(text[one.end : other.start]):
        return None
    end = other.end + text.startswith(")", other.end)
    phrase = text[one.start : end].replace("(", ", ").replace(")", "")
    if _resolve(phrase, reference, language) != other.intervals:
        return None
    return Expression(
        one.start, end, text[one.start : end], other.kind, other.intervals,
        one.is_counted, other.is_absolute,
    )  # fmt: skip


def _enclose(one: Expression, other: Expression, text: str) -> Expression:
    """Return weekdays with the days in brackets behind them, which say them exactly."""
    end = other.end + text.startswith(")", other.end)
    return Expression(one.start, end, text[one.start : end], other.kind, other.intervals)


def _has_foreign_head(
    expression: Expression, words: DraftingWords, reference: date, language: str
) -> bool:
    """Return whether a date begins with words that are no part of it.

    "Day 1 - Monday, 4 May" is no time from one day to the other, "week (7-13 September)" no number
    of a week.
    """
    number = words.day_number.match(expression.text)
    if number and _BEFORE_PART.match(expression.text, number.end()):
        return True
    head, bracket, _ = expression.text.partition(" (")
    return bool(bracket) and _resolve(head, reference, language) is None


def _take_part(expression: Expression, reference: date, language: str) -> None:
    for found in _iterate_parts(expression.text):
        intervals = _resolve(found.rstrip(")"), reference, language)
        if intervals and re.search(r"\d", found):
            expression.start += len(expression.text) - len(found)
            if found.endswith(")") and "(" not in found:
                found, expression.end = found[:-1], expression.end - 1
            expression.text, expression.intervals = found, intervals
            expression.kind = FoundKind.DATE
            return


def _iterate_parts(text: str) -> Iterator[str]:
    for found in _BEFORE_PART.finditer(text):
        yield text[found.end() :]


def _resolve(phrase: str, reference: date, language: str) -> tuple[Interval, ...] | None:
    try:
        return resolve_phrase(
            phrase, reference=reference, language=language, conventions=_FUTURE
        ).intervals
    except PhraseError:
        return None
