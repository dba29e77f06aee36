"""A claim that came to no date in; what its author is told, and under which code, out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from itinerary.dates.grammar import list_languages, read_phrase
from itinerary.dates.grammar.language_file import load_language_file
from itinerary.diagnostics import PhraseError, Severity, shorten_text, suggest_choices
from itinerary.resolving.reading import NoReferenceError

MAX_QUOTED = 100  # characters of a claim that a message repeats at most


class UnplacedFinding(NamedTuple):
    """A finding that has no place yet."""

    severity: Severity
    message: str
    hint: str
    code: str


def describe_phrase_error(
    error: PhraseError, words: str, language: str, source: str | None
) -> UnplacedFinding:
    """Why words came to no date, and what to write instead."""
    severity: Severity = "warning" if error.kind == "vague" else "error"
    hint = (
        error.kind == "unread" and _suggest_other_language(words, language, source)
    ) or error.hint
    code = "no-reference" if isinstance(error, NoReferenceError) else f"phrase-{error.kind}"
    return UnplacedFinding(
        severity,
        f"{quote_words(words)}: {error.message}",
        hint or "correct it, or add your reading to the words: {says: …, reads: …}",
        code,
    )


def describe_undated_anchor(name: str, words: str, known: Iterable[str]) -> UnplacedFinding:
    """Why a name in the words of a claim stands for no date, and what to write instead."""
    if name == "published":
        message = f"{quote_words(words)} counts from $published, and its source has no date"
        return UnplacedFinding(
            "error", message, "add published: and its date to the source", "no-reference"
        )
    if name in known:
        message = f"{quote_words(words)} counts from ${name}, which has no date"
        return UnplacedFinding(
            "error", message, "give that one a date, or write TBD for both", "no-date"
        )
    meant = suggest_choices(f"${name}", [f"${id_}" for id_ in known])
    return UnplacedFinding(
        "error", f"{quote_words(words)}: no entry has the id '{name}'", meant, "unknown-id"
    )


def quote_words(words: str) -> str:
    """The words of a claim as messages repeat them."""
    return f"“{shorten_text(words, MAX_QUOTED)}”"


def _suggest_other_language(words: str, language: str, source: str | None) -> str:
    """What to write if the words can be read in another language."""
    found = next(
        (other for other in list_languages() if other != language and _is_readable(words, other)),
        "",
    )
    if not found:
        return ""
    remedy = (
        f"add language: {found} to the source '{shorten_text(source)}'"
        if source
        else f"name a source that has language: {found}"
    )
    return f"they make a date in {load_language_file(found).settings['language']}: {remedy}, or write them in the document's language"


def _is_readable(words: str, language: str) -> bool:
    try:
        return bool(read_phrase(words, language))
    except PhraseError:
        return False
