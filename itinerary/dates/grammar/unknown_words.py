"""What no date phrase has in; its refusal out, with the known word that it is most like."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from itinerary.dates.grammar.lexicon import Lexicon
from itinerary.dates.grammar.token_kinds import fold_text, remove_apostrophes
from itinerary.diagnostics import PhraseError, ask_if_meant, find_nearest_choice

LIKENESS_OF_NAMES = 0.85  # at which a word of names is suggested; 1 is the same word


def make_unknown_word_error(text: str, start: int, end: int, words: Lexicon) -> PhraseError:
    """Return the refusal of a word, with the known one that it is most like."""
    word = remove_apostrophes(fold_text(text[start:end])[0]).replace(".", "")
    message = f"'{text[start:end]}' is no word of a date phrase"

    def suggest() -> str:
        return _suggest_word(word, text[start:end], words) or _suggest_date(words)

    return _make_error(text, start, message, suggest)


def make_unknown_sign_error(text: str, position: int, words: Lexicon) -> PhraseError:
    """Return the refusal of a sign."""
    message = "this sign is no part of a date phrase"
    return _make_error(text, position, message, _suggest_date(words))


def _suggest_word(word: str, written: str, words: Lexicon) -> str:
    """Return a hint that names the known word that a wrong one is most like.

    A word of names has to be very like it.

    Args:
        word: The wrong word, folded.
        written: The same as it is written.
        words: The known ones.
    """
    if len(word) < 3:
        return ""
    found = find_nearest_choice(word, _list_similar_words(word, {*words.kinds, *words.literals}))
    if not found:
        names = _list_similar_words(word, words.name_words - {word})
        found = find_nearest_choice(word, names, LIKENESS_OF_NAMES)
    if not found:
        return ""
    kinds = words.kinds.get(found)
    if kinds and kinds[0][0] == "zone":  # others have the same clock
        return ask_if_meant(found.upper(), written)
    if kinds:  # the word itself, not an abbreviation or a slip of it that is known, too
        found = next(each for each, own in words.kinds.items() if own == kinds)
    return ask_if_meant(found.capitalize() if written[0].isupper() else found, written)


def _suggest_date(words: Lexicon) -> str:
    return f"write a date such as {words.date_example}, or TBD"


def _list_similar_words(word: str, known: Iterable[str]) -> list[str]:
    """Return the known words with the same first letter and about as many letters."""
    return sorted(each for each in known if each[:1] == word[:1] and abs(len(each) - len(word)) < 3)


def _make_error(
    text: str, position: int, message: str, hint: str | Callable[[], str]
) -> PhraseError:
    return PhraseError(message, kind="unread", text=text, position=position, hint=hint)
