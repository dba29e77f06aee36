"""A date of a sentence in; both dates out where it is what something was moved from and to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from itinerary.dates.grammar import resolve_phrase
from itinerary.diagnostics import PhraseError
from itinerary.drafting.expressions import Expression
from itinerary.drafting.facts import Story
from itinerary.drafting.language import DraftingWords
from itinerary.drafting.sentences import Sentence


def split_moved_date(
    expression: Expression,
    sentence: Sentence,
    story: Story,
    words: DraftingWords,
    reference: date | None,
) -> list[Expression]:
    """Return the old and the new date of "moved from … to …"; any other date alone."""
    before = sentence.text[: expression.start - sentence.start]
    if not words.moved_verb.search(before) or not words.moved_from.match(expression.text):
        return [expression]
    for joint in words.moved_to.finditer(expression.text):
        start = words.moved_from.match(expression.text)
        old = expression.text[start.end() if start else 0 : joint.start()]
        new = expression.text[joint.end() :]
        parts: list[Expression] = []
        for part in (old, new):
            offset = expression.text.index(part) + len(part) - len(part.lstrip())
            try:
                found = resolve_phrase(
                    part.strip(), reference=reference or date(2001, 1, 1), language=story.language
                )
            except PhraseError:
                break
            begin = expression.start + offset
            parts.append(
                replace(
                    expression,
                    start=begin,
                    end=begin + len(part.strip()),
                    text=part.strip(),
                    intervals=found.intervals,
                )
            )
        if len(parts) == 2:
            parts[0].list_as("withdrawn: it was moved")
            return parts
    return [expression]
