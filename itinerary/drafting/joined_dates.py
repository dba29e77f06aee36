"""A date of a sentence in; both dates out where "and" in it joins two statements, not two days."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from itinerary.dates.grammar import resolve_phrase
from itinerary.dates.interval import Interval
from itinerary.diagnostics import PhraseError
from itinerary.drafting.expressions import Expression
from itinerary.drafting.language import DraftingWords
from itinerary.drafting.sentences import Sentence


def split_joined_dates(
    expression: Expression,
    sentence: Sentence,
    words: DraftingWords,
    reference: date | None,
    language: str,
) -> list[Expression]:
    """Return both days of "meets him on 4 May and on 5 May leaves"; any other date alone."""
    last = expression.last
    if last is None or not _joins_statements(expression, sentence, words):
        return [expression]
    for joint in words.joint.finditer(expression.text):
        old, new = expression.text[: joint.start()].rstrip(" ,"), expression.text[joint.end() :]
        found = _resolve(old, reference or last, language)
        if expression.has_time and expression.first:
            found = _resolve(old, expression.first, language)
        if expression.has_time and (parts := _split_times(expression, old, new, found)):
            return parts
        day = found[0].first if found else None
        if expression.has_time or not found:
            continue
        if day and day == found[0].last == expression.first and day < last:
            start = expression.end - len(new.lstrip())
            second = (Interval(last, last + timedelta(days=1), found[0].grain),)
            end = expression.start + len(old)
            return [
                replace(expression, end=end, text=old, intervals=found),
                replace(expression, start=start, text=new.lstrip(), intervals=second),
            ]
    return [expression]


def _split_times(
    expression: Expression, old: str, new: str, found: tuple[Interval, ...]
) -> list[Expression]:
    """Return the day and the time of "on 4 May, and on 5 May at noon"; nothing if both have one."""
    is_pair = len(expression.intervals) == 2 and found and not found[0].is_timed
    day, time = expression.intervals if is_pair else (None, None)
    if day is None or time is None or not found or day.first != found[0].first:
        return []
    start, end = expression.end - len(new.lstrip()), expression.start + len(old)
    return [
        replace(expression, end=end, text=old, intervals=found),
        replace(expression, start=start, text=new.lstrip(), intervals=(time,)),
    ]


def _joins_statements(expression: Expression, sentence: Sentence, words: DraftingWords) -> bool:
    """Return whether a verb stands before a date, and another one begins right behind it."""
    before = re.split(r"[;:]", sentence.text[: expression.start - sentence.start])[-1]
    behind = sentence.text[expression.end - sentence.start :].lstrip(" ,")
    verbs = (words.future, words.past, words.go, words.arrive, words.depart, words.return_)
    begins = any(each.match(behind) for each in (words.pronoun, *verbs))
    is_told = words.article.match(behind) and any(each.search(behind) for each in verbs)
    begins = begins or is_told is not None
    return begins and any(
        each.search(before) for each in (*verbs, words.copula, words.stay_verb, words.trip_verb)
    )


def _resolve(phrase: str, reference: date, language: str) -> tuple[Interval, ...]:
    try:
        found = resolve_phrase(phrase, reference=reference, language=language).intervals
    except PhraseError:
        return ()
    return found if len(found) == 1 else ()
