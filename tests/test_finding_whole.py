"""A phrase that can be resolved, in running text: it is found whole, or nothing of it misleads."""

from __future__ import annotations

from datetime import date

import pytest
from tables import Table

from itinerary import Conventions, Interval, PhraseError, find, resolve_phrase
from itinerary.dates.grammar.language_file import load_language_file

FRIDAY = date(2025, 8, 29)
TO_COME = Conventions(prefer="future")
SENTENCES = {
    "en": "The committee said it will happen {}, as planned.",
    "es": "El comité dijo que ocurrirá {}, como estaba previsto.",
    "pt": "O comitê disse que vai acontecer {}, como previsto.",
}


def iterate_resolved(language: str) -> list[tuple[str, tuple[Interval, ...]]]:
    """The examples of a language's rules that are dates without a trip, and their dates."""
    resolved = []
    for rule in load_language_file(language).rules:
        for example in rule.examples:
            try:
                found = resolve_phrase(
                    example.phrase, reference=FRIDAY, language=language, conventions=TO_COME
                )
            except PhraseError:
                continue
            resolved.append((example.phrase, found.intervals))
    return resolved


@pytest.mark.parametrize("language", SENTENCES)
def test_a_phrase_is_found_whole_or_no_part_misleads(language: str, table: Table) -> None:
    before = SENTENCES[language].index("{")
    for phrase, intervals in iterate_resolved(language):
        with table.row(phrase):
            text = SENTENCES[language].format(phrase)
            dates = find(text, reference=FRIDAY, language=language)
            end = before + len(phrase) - 1  # but for a full stop
            if any(each.start <= before + 4 and each.end >= end for each in dates):
                continue
            for part in dates:
                assert all(
                    any(each.is_within(less_exact) for each in intervals)
                    for less_exact in part.intervals
                ), (part.text, part.timex.value)
