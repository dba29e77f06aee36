"""A date in its clause in; whether it is withdrawn, a day on which it was said, or past, out."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from itinerary.drafting.clauses import Clause, Tense
from itinerary.drafting.expressions import Expression
from itinerary.drafting.language import DraftingWords

_REPORTED = 34  # characters between a verb of saying and the day on which it was said
_WITHDRAWN = 48  # characters before a date in which it may be withdrawn
_RELATIVE = 22  # characters before a date in which a relative clause may begin
_SAID = 4  # words between a verb of speech and the day on which it was said
_NEWS = timedelta(days=8)


class DateSenses(NamedTuple):
    """What the words of a language, seen from a day of publication, say of a date.

    Attributes:
        words: Those of the language.
        reference: The day of publication; None if it is not known.

    """

    words: DraftingWords
    reference: date | None

    def is_withdrawn(self, clause: Clause, expression: Expression) -> bool:
        """Return whether the clause says that something is not, or no more, on a date."""
        words = self.words
        if words.negation.match(clause.text.lstrip(" ,;")) or self._is_denied(clause, expression):
            return True
        is_moved = words.moved_verb.search(clause.text) is not None
        if words.cancelled.search(clause.text) and not is_moved:
            return True
        if is_moved and self._is_moved_on(clause, expression):
            return True
        before = _get_before(clause, expression)
        if words.moved_verb.search(before) and self.is_to_come(expression):
            return False  # it is what something was moved to
        if words.called_off.search(clause.text):
            return True
        is_given_up = words.given_up.search(clause.text) is not None
        return words.given_up.search(before) is not None or (is_given_up and not before.strip())

    def _is_moved_on(self, clause: Clause, expression: Expression) -> bool:
        """Return whether a date is what was moved to another: "the show on 8 May was moved to"."""
        for each in clause.dates:
            between = clause.text[expression.end - clause.start : each.start - clause.start]
            led = f"{between} {each.text}"
            if each.start >= expression.end and self.words.moved_verb.search(between):
                return any(
                    not re.search(r"\w", led[found.end() : len(between)])
                    for found in self.words.moved_to.finditer(led)
                )
        return False

    def _is_denied(self, clause: Clause, expression: Expression) -> bool:
        """Return whether words right before a date withdraw it, as "not" or "planned for"."""
        text, offset = clause.sentence.text, clause.sentence.start
        start = max(0, expression.start - offset - _WITHDRAWN)
        near = text[start : expression.end - offset]
        begin = expression.start - offset - start

        def stands_before(pattern: re.Pattern[str]) -> bool:
            return any(
                found.start() < begin and not re.search(r"\w", near[found.end() : begin])
                for found in pattern.finditer(near)
            )

        off = (self.words.called_off, self.words.cancelled, self.words.moved_verb)
        return stands_before(self.words.withdrawn) or (
            stands_before(self.words.planned_for) and any(each.search(text) for each in off)
        )

    def is_reported(self, clause: Clause, expression: Expression) -> bool:
        """Return whether a day of the last week is that on which somebody said it."""
        begin, end = expression.start - clause.start, expression.end - clause.start
        if self._is_said(clause.text, begin, end, expression):
            return not self._is_dated_ahead(expression)
        if not self._is_recent(expression):
            return False
        gaps = [
            clause.text[found.end() : begin] if found.end() <= begin else
            clause.text[end : found.start()]
            for found in self.words.reporting.finditer(clause.text)
        ]  # fmt: skip
        return any(
            len(gap) <= _REPORTED and not re.search(r"[.;]", gap) and not self._has_future(gap)
            for gap in gaps
        )

    def _is_said(self, text: str, begin: int, end: int, expression: Expression) -> bool:
        """Return whether a verb of speech stands right before a date: "said on Thursday".

        One behind it does, too, if the date is a weekday: "on Thursday he said"; "last month he
        told" is what went before.
        """
        words = self.words
        speech = [
            found
            for found in words.speech.finditer(text)
            if not any(each.end() == found.start() - 1 for each in words.past.finditer(text))
        ]  # "was added" is done, not said
        gaps = [text[found.end() : begin] for found in speech if found.end() <= begin]
        if expression.first == expression.last and not re.search(r"\d", expression.text):
            gaps += [text[end : found.start()] for found in speech if found.start() >= end]
        others = (words.future, words.past, re.compile(r"[.;:]"))
        return any(
            len(gap.split()) <= _SAID
            and not any(each.search(gap) for each in others)
            and not re.search(rf"(?:{words.to_place.pattern})\s+\w+\s*$", gap)
            for gap in gaps
        )

    def _is_dated_ahead(self, expression: Expression) -> bool:
        """Return whether a date states a day that is to come, not by the name of a weekday."""
        return self.is_to_come(expression) and re.search(r"\d", expression.text) is not None

    def _has_future(self, text: str) -> bool:
        return self.words.future.search(text) is not None

    def _is_recent(self, expression: Expression) -> bool:
        first, last = expression.first, expression.last
        if first is None or last is None or self.reference is None:
            return False
        is_short = last - first <= timedelta(days=1)
        return is_short and timedelta(0) <= self.reference - first < _NEWS

    def is_past(self, clause: Clause, expression: Expression) -> bool:
        """Return whether a date is that of what went before the trip."""
        last, is_told_as_past = expression.last, clause.tense == Tense.PAST
        if self.words.since.match(expression.text):
            return True
        if clause.tense == Tense.FUTURE:
            return False
        if self.reference is None:
            return is_told_as_past
        if last is not None and last < self.reference:
            return True
        return is_told_as_past and not self.is_to_come(expression)

    def is_to_come(self, expression: Expression) -> bool:
        """Return whether a date begins behind the day of publication."""
        first = expression.first or expression.last
        return first is not None and self.reference is not None and first > self.reference

    def is_edge(self, clause: Clause, expression: Expression) -> bool:
        """Return whether a date is only told to be the first or the last: "beginning on 4 May"."""
        before = _get_before(clause, expression)
        found = self.words.trip_edge.search(before)
        return found is not None and len(re.findall(r"\w+", before)) <= 2

    def find_doubts(self, clause: Clause, expression: Expression, *, is_in_trip: bool) -> list[str]:
        """Return what an editor has to decide of a date.

        Args:
            clause: Where it stands.
            expression: The date.
            is_in_trip: Whether it was read in the dates of the trip.
        """
        doubts: list[str] = []
        last = expression.last
        if clause.tense == Tense.FUTURE and self.reference and last and last < self.reference:
            doubts.append("the sentence speaks of what is to come, and the date is past")
        is_weekday = not re.search(r"\d", expression.text)
        is_that_day = expression.first is not None and expression.first == self.reference
        if is_weekday and not is_in_trip and is_that_day:
            doubts.append(f"“{expression.text}” is the day of publication, or a week later")
        if self.words.relative.search(_get_before(clause, expression).rstrip()[-_RELATIVE:]):
            doubts.append(f"“{expression.text}” may date a part of the sentence only")
        return doubts


def _get_before(clause: Clause, expression: Expression) -> str:
    return clause.text[: expression.start - clause.start]
