"""The text of a date phrase in; what its words mean, in each way that they can be read, out."""

from __future__ import annotations

from functools import lru_cache

from itinerary.dates.expressions import RefusedPhrase
from itinerary.dates.grammar.chart import Chart, Derivation, SpanEvaluator, find_complete_spans
from itinerary.dates.grammar.compiler import load_grammar
from itinerary.dates.grammar.lexer import tokenize
from itinerary.dates.grammar.lexicon import Token
from itinerary.dates.grammar.precedence import choose_readings
from itinerary.diagnostics import PhraseError


def read_phrase(text: str, language: str = "en", *, looks_back: bool = False) -> list[Derivation]:
    """Return every reading of a phrase, each with a meaning of its own.

    Args:
        text: The phrase.
        language: The code of a language.
        looks_back: Whether it tells of the past, where "1430" is a year and no time.

    Raises:
        PhraseError: There is none.
        OptionError: There is no language of that code.
        LanguageFileError: The language's file has mistakes.

    >>> [item.value for item in read_phrase("Sept. 2")]
    [CalendarDate(year=None, month=9, day=2, weekday=None)]
    """
    return [*_read_once(text, language, looks_back)]


def is_phrase(text: str, language: str) -> bool:
    """Return whether a text is a date phrase of a language.

    >>> is_phrase("el martes", "es"), is_phrase("el martes", "en")
    (True, False)
    """
    try:
        return bool(read_phrase(text, language))
    except PhraseError:
        return False


# The same words are read at several moments, in several windows, and in many documents.
@lru_cache(maxsize=2000)
def _read_once(text: str, language: str, looks_back: bool) -> tuple[Derivation, ...]:
    known = load_grammar(language)
    tokens = tokenize(text, known.words, looks_back=looks_back)
    if not tokens:
        raise PhraseError("no words", kind="unread", text=text, hint="write a date phrase, or TBD")
    shapes = tuple([token.shape for token in tokens])
    found = SpanEvaluator(tokens).evaluate_spans(find_complete_spans(known.trie, shapes))
    if not found:
        raise _make_unread_error(
            text,
            SpanEvaluator(tokens).evaluate_spans(Chart(known.trie, shapes).find_prefix_spans()),
            tokens,
            known.words.date_example,
        )
    return tuple(choose_readings(found))


def _make_unread_error(
    text: str, begun: list[Derivation], tokens: list[Token], date_example: str
) -> PhraseError:
    """Return the refusal of words that are known one by one and make no phrase together.

    It points behind the longest part of them that does.
    """
    ends = [item.end for item in begun]
    for item in begun:
        is_longest = item.end == max(ends)
        if is_longest and isinstance(item.value, RefusedPhrase):
            return item.value.refusal  # "every Tuesday at 18:00" is none, either
    token = next((token for token in tokens if token.start >= max(ends, default=0)), tokens[-1])
    message = f"not a date phrase from '{text[token.start :]}' on" if ends else "not a date phrase"
    hint = (
        f"'{text[: token.start].strip()}' alone would be one"
        if ends
        else f"write a date such as {date_example}, or TBD"
    )
    return PhraseError(message, kind="unread", text=text, position=token.start, hint=hint)
